//! The page for frames, which needs no script in the page around it.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds, near,
    page::{Page, Widget},
    same,
    server::Manner,
    webdriver::Key,
};

behaviours! {
    EVERY:
        a_frame_works_in_a_sandbox_without_any_script_around_it,
        the_query_of_a_frame_sets_the_element_up,
        what_could_run_in_a_query_is_left_out,
        a_frame_says_its_height_in_four_dialects,
        a_frame_of_its_own_height_does_not_grow,
        the_script_has_frames_follow_their_content,
        a_frame_tells_no_figures_to_a_page_that_has_not_said_hello,
        a_frame_listens_to_nobody_beside_it,
        nothing_that_a_page_says_to_a_frame_is_run,
        a_frame_in_the_element_answers_like_the_element,
        what_the_reader_does_in_a_frame_is_told,
        a_frame_takes_on_the_looks_of_its_page,
        a_framed_element_that_is_moved_keeps_what_was_typed,
        an_element_believes_nobody_but_its_frame;
}

fn open(page: &Page<'_>, query: &str) -> Outcome {
    let folder = page.site.folder(Manner::Plain);
    page.go(&format!("{folder}/embed/?{query}"))?;
    page.until(
        "the element of the frame",
        "return document.querySelector('conversion-calculator') !== null",
        &json!([]),
    )?;
    page.widget().becomes_ready()
}

fn a_frame_works_in_a_sandbox_without_any_script_around_it(page: &Page<'_>) -> Outcome {
    page.open("framed")?;
    page.inside_the_frame(|| {
        page.until(
            "the element of the frame",
            "return document.querySelector('conversion-calculator') !== null",
            &json!([]),
        )?;
        let widget = page.widget();
        widget.becomes_ready()?;
        widget.comes_to_rate(0.005)?;
        same(
            "origin",
            &page.run("return self.origin", &json!([]))?,
            &json!("null"),
        )
    })
}

fn the_query_of_a_frame_sets_the_element_up(page: &Page<'_>) -> Outcome {
    open(
        page,
        "tool=conversion-calculator&views=rate&viewers=8000&conversions=40&label=Ours",
    )?;
    let widget = page.widget();
    widget.comes_to_rate(0.005)?;
    same(
        "heading",
        &json!(widget.read_part("heading")?),
        &json!("Ours"),
    )?;
    open(page, "tool=unknown&viewers=many")?;
    page.widget().becomes_ready()
}

fn what_could_run_in_a_query_is_left_out(page: &Page<'_>) -> Outcome {
    open(
        page,
        "viewers=8000&conversions=40&onclick=alert(1)&style=color:red&id=x&class=y&%3Cb%3E=1",
    )?;
    let names = page.run(
        "return [...document.querySelector('conversion-calculator').attributes].map(({name}) => name).sort()",
        &json!([]),
    )?;
    same(
        "attributes",
        &names,
        &json!(["conversions", "loading", "viewers"]),
    )
}

/// Waits until the frame of the page has said its height, and says it.
fn said_height(page: &Page<'_>) -> Outcome<f64> {
    let seen = page.until(
        "the frame says its height",
        "return said.findLast(({cw}) => cw === 'height')?.height",
        &json!([]),
    )?;
    seen.as_f64().ok_or_else(|| format!("the height {seen}"))
}

fn a_frame_says_its_height_in_four_dialects(page: &Page<'_>) -> Outcome {
    page.open("heights")?;
    let height = said_height(page)?;
    holds(height > 300.0, format_args!("a height of {height}"))?;
    page.wait(300)?;
    let height = said_height(page)?;
    let dialects = "const last = wanted => said.findLast(wanted) ?? null, text = said.findLast(data => typeof data === 'string');
        return [last(({cw}) => cw === 'height'), last(({message}) => message === 'height'),
          last(({sentinel}) => sentinel === 'amp'), text && JSON.parse(text)]";
    let source = page.run("return document.querySelector('iframe').src", &json!([]))?;
    let expected = |height: f64| {
        json!([
            {"cw": "height", "height": height},
            {"message": "height", "value": height, "secret": "aB3dE5gH7j"},
            {"sentinel": "amp", "type": "embed-size", "height": height},
            {"src": source, "context": "iframe.resize", "height": height},
        ])
    };
    // The page counts in whole numbers.
    let whole = |seen: Value| seen.to_string().replace(".0", "");
    same(
        "heights",
        &whole(page.run(dialects, &json!([]))?),
        &whole(expected(height)),
    )?;
    // WordPress asks again when its own script comes late.
    page.run(
        "said.length = 0;
         document.querySelector('iframe').contentWindow.postMessage({message: 'ready', secret: 'aB3dE5gH7j'}, '*')",
        &json!([]),
    )?;
    same("asked again", &said_height(page)?, &height)?;
    // The content grows, and the height with it.
    page.inside_the_frame(|| page.widget().open_figure("oneIn"))?;
    page.until(
        "a greater height",
        "return said.findLast(({cw}) => cw === 'height').height > arguments[0]",
        &json!([height]),
    )?;
    page.has_no_faults()
}

fn a_frame_of_its_own_height_does_not_grow(page: &Page<'_>) -> Outcome {
    for more in [0, 1, 500] {
        page.open("heights")?;
        // A page that does as it is told, and gives so many pixels more.
        page.run(
            "const frame = document.querySelector('iframe');
             addEventListener('message', ({data}) => {
               if (data.cw === 'height') frame.style.height = `${data.height + arguments[0]}px`
             })",
            &json!([more]),
        )?;
        said_height(page)?;
        page.wait(500)?;
        page.run("said.length = 0", &json!([]))?;
        page.wait(700)?;
        let said = page.run("return said.length", &json!([]))?;
        same(format_args!("messages at {more} px more"), &said, &json!(0))?;
        page.inside_the_frame(|| {
            let fits = page.run(
                "const {scrollHeight, clientHeight} = document.documentElement; return scrollHeight <= clientHeight",
                &json!([]),
            )?;
            same("without scrolling", &fits, &json!(true))
        })?;
    }
    Ok(())
}

fn the_script_has_frames_follow_their_content(page: &Page<'_>) -> Outcome {
    page.open("grown")?;
    page.until(
        "a higher frame",
        "return document.querySelector('iframe').offsetHeight > 400",
        &json!([]),
    )?;
    page.inside_the_frame(|| {
        page.widget().becomes_ready()?;
        page.until(
            "all of it is seen",
            "const {scrollHeight, clientHeight} = document.documentElement; return scrollHeight <= clientHeight",
            &json!([]),
        )
        .map(drop)
    })?;
    page.has_no_faults()
}

/// The messages with figures that the frame has sent.
const FIGURES: &str = "return said.filter(({result, scenario}) => result || scenario).length";

fn a_frame_tells_no_figures_to_a_page_that_has_not_said_hello(page: &Page<'_>) -> Outcome {
    page.open("heights")?;
    said_height(page)?;
    page.inside_the_frame(|| page.widget().type_into("viewers", "4000"))?;
    page.wait(200)?;
    same("figures", &page.run(FIGURES, &json!([]))?, &json!(0))?;
    let untold = page.run("return JSON.stringify(said).includes('4000')", &json!([]))?;
    same("what was typed is told", &untold, &json!(false))?;
    page.run(
        "document.querySelector('iframe').contentWindow.postMessage({cw: 'hello'}, '*')",
        &json!([]),
    )?;
    let rate = page.until(
        "figures",
        "return said.findLast(({cw}) => cw === 'result')?.result.outcome.rate",
        &json!([]),
    )?;
    near("rate", &rate, 0.01)
}

fn a_frame_listens_to_nobody_beside_it(page: &Page<'_>) -> Outcome {
    page.open("neighbours")?;
    said_height(page)?;
    page.wait(400)?;
    same("figures", &page.run(FIGURES, &json!([]))?, &json!(0))?;
    page.inside_the_frame(|| page.widget().comes_to_rate(0.005))
}

fn nothing_that_a_page_says_to_a_frame_is_run(page: &Page<'_>) -> Outcome {
    page.open("heights")?;
    said_height(page)?;
    page.run_async(
        "const frame = document.querySelector('iframe').contentWindow, say = data => frame.postMessage(data, '*');
         const markup = '<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</scr' + 'ipt>';
         const values = [null, 5, '', 'hello', [], {}, {toString: 5, valueOf: 5}, markup, NaN, 5n, new Date(), new Map([[1, 2]])];
         for (const value of values) {
           say(value);
           say({cw: value});
           say({message: value, secret: value});
         }
         say({cw: 'hello'});
         for (const value of values) for (const cw of ['hello', 'set', 'reset']) {
           say({cw, n: value, attributes: value, child: value, tokens: value, scenario: value});
           say({cw, attributes: {viewers: value, onclick: 'pwned=1', srcdoc: value, style: value, label: value, ['__proto__']: value},
             tokens: {'--cw-accent': value, color: value, [markup]: value}, scenario: {rate: {viewers: value}}});
         }
         say({cw: 'set', child: markup, attributes: {viewers: '8000', conversions: '40', label: markup, id: 'x'}});
         say({cw: 'reset', n: 77});
         await settled()",
        &json!([]),
    )?;
    page.until(
        "the last answer",
        "return said.some(({cw, n}) => cw === 'result' && n === 77)",
        &json!([]),
    )?;
    page.inside_the_frame(|| {
        let widget = page.widget();
        widget.comes_to_rate(0.005)?;
        let seen = widget.run(
            "const element = host(arguments[0]), root = element.shadowRoot;
             return [window.pwned === undefined, {}.viewers === undefined, element.id, element.onclick,
               Boolean(root.querySelector('img, script, iframe, [onerror]')), element.querySelector('img'), element.state]",
            &[],
        )?;
        same(
            "harmless",
            &seen,
            &json!([true, true, "", null, false, null, "ready"]),
        )
    })
}

/// A calculator in the frame of its element.
fn framed<'a>(page: &'a Page<'_>) -> Outcome<Widget<'a>> {
    page.open("always")?;
    let widget = page.widget();
    widget.reaches("frame")?;
    widget.comes_to_rate(0.03)?;
    Ok(widget)
}

fn a_frame_in_the_element_answers_like_the_element(page: &Page<'_>) -> Outcome {
    let widget = framed(page)?;
    same("ready", &widget.ready()?, &json!("frame"))?;
    page.forget_events()?;
    widget.set_attribute("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    widget.assign_scenario(&json!({"rate": {"viewers": 6000}}))?;
    same(
        "read at once",
        &widget.run(
            "host(arguments[0]).scenario = {rate: {conversions: 60}};
             const {rate} = host(arguments[0]).scenario; return [rate.viewers, rate.conversions]",
            &[],
        )?,
        &json!([6000, 60]),
    )?;
    widget.comes_to_rate(0.01)?;
    widget.reset()?;
    widget.comes_to_rate(0.015)?;
    widget.run(
        "host(arguments[0]).querySelector('script').textContent = '{\"rate\": {\"conversions\": 200}}'",
        &[],
    )?;
    widget.comes_to_rate(0.01)?;
    // An own copy for everybody.
    widget.run(
        "const {result, scenario} = host(arguments[0]); result.outcome.rate = 7; scenario.rate.viewers = 7",
        &[],
    )?;
    widget.comes_to_rate(0.01)?;
    for kind in ["cw-input", "cw-change", "cw-ready", "cw-error"] {
        same(kind, &page.heard(kind)?.len(), &0)?;
    }
    widget.set_attribute("viewers", "many")?;
    page.until(
        "a bad attribute is told",
        "return heard.some(({detail}) => detail?.code === 'bad-attribute')",
        &json!([]),
    )?;
    // What cannot be sent is reported.
    let thrown = widget.run(
        "try { host(arguments[0]).scenario = {rate: {viewers: () => 5}}; return null } catch (error) { return String(error) }",
        &[],
    )?;
    same("thrown", &thrown, &Value::Null)?;
    same(
        "codes",
        &page.heard_error_codes()?,
        &["bad-attribute", "bad-attribute"],
    )
}

fn what_the_reader_does_in_a_frame_is_told(page: &Page<'_>) -> Outcome {
    let widget = framed(page)?;
    page.forget_events()?;
    widget.inside_its_frame(|| {
        page.widget().type_into("viewers", "6000")?;
        page.press(&[Key::Tab])
    })?;
    widget.comes_to_rate(0.05)?;
    page.until(
        "a change",
        "return heard.some(({type}) => type === 'cw-change')",
        &json!([]),
    )?;
    let told = page.heard("cw-input")?;
    let rate = told
        .last()
        .and_then(|event| event.pointer("/detail/outcome/rate"));
    near("rate", rate.unwrap_or(&Value::Null), 0.05)?;
    same("input", &told.len(), &4)?;
    same("change", &page.heard("cw-change")?.len(), &1)?;
    // The page is told of the height, which it is not of the frame's in a frame.
    page.forget_events()?;
    widget.inside_its_frame(|| page.widget().open_figure("oneIn"))?;
    page.until(
        "a new height",
        "return heard.some(({type}) => type === 'cw-resize')",
        &json!([]),
    )?;
    page.has_no_faults()
}

fn a_frame_takes_on_the_looks_of_its_page(page: &Page<'_>) -> Outcome {
    let widget = framed(page)?;
    let looks = || {
        let mut seen = Value::Null;
        widget.inside_its_frame(|| {
            seen = page.widget().run(
                "const {backgroundColor} = getComputedStyle(document.body), style = getComputedStyle(host(arguments[0]));
                 return [inner(arguments[0], '.cw').dataset.theme, getComputedStyle(document.documentElement).colorScheme,
                   backgroundColor, style.getPropertyValue('--cw-accent').trim(), text(inner(arguments[0], '[part~=heading]'))]",
                &[],
            )?;
            Ok(())
        })?;
        Ok::<_, String>(seen)
    };
    let seen = looks()?;
    holds(
        seen.pointer("/0") == Some(&json!("light"))
            && seen.pointer("/3") == Some(&json!("rgb(1, 2, 3)")),
        format_args!("by day {seen}"),
    )?;
    page.run("document.body.className = 'night'", &json!([]))?;
    widget.set_attribute("label", "Ours")?;
    widget.set_attribute("style", "--cw-accent: rgb(4, 5, 6)")?;
    page.wait(300)?;
    same(
        "by night",
        &looks()?,
        &json!(["dark", "dark", "rgba(0, 0, 0, 0)", "rgb(4, 5, 6)", "Ours"]),
    )?;
    let outside = widget.run(
        "const frame = inner(arguments[0], 'iframe'); return [frame.title, getComputedStyle(frame).colorScheme]",
        &[],
    )?;
    same("around it", &outside, &json!(["Ours", "dark"]))
}

fn a_framed_element_that_is_moved_keeps_what_was_typed(page: &Page<'_>) -> Outcome {
    let widget = framed(page)?;
    widget.inside_its_frame(|| {
        page.widget().type_into("viewers", "6000")?;
        page.press(&[Key::Tab])
    })?;
    widget.comes_to_rate(0.05)?;
    page.forget_events()?;
    widget.run_async(
        "const element = host(arguments[0]);
         element.remove();
         await settled();
         document.querySelector('main').append(element)",
        &[],
    )?;
    same("state", &widget.state()?, &"frame".to_owned())?;
    widget.inside_its_frame(|| {
        page.until(
            "the element of the frame",
            "return document.querySelector('conversion-calculator')?.state === 'ready'",
            &json!([]),
        )?;
        page.widget().comes_to_rate(0.05)
    })?;
    widget.comes_to_rate(0.05)?;
    widget.reset()?;
    widget.comes_to_rate(0.03)?;
    for kind in ["cw-ready", "cw-input", "cw-error"] {
        same(kind, &page.heard(kind)?.len(), &0)?;
    }
    page.has_no_faults()
}

fn an_element_believes_nobody_but_its_frame(page: &Page<'_>) -> Outcome {
    let widget = framed(page)?;
    page.forget_events()?;
    widget.run_async(
        "const other = document.createElement('iframe');
         other.srcdoc = `<script>
           for (const cw of ['hello', 'result', 'input', 'change', 'height', 'error'])
             parent.postMessage({cw, n: 1, height: 9999, result: {outcome: {rate: 7}}, scenario: {}, code: 'crash', message: 'x'}, '*')
         </scr` + `ipt>`;
         document.querySelector('main').append(other);
         await new Promise(done => { other.onload = done });
         for (const data of [null, 5, 'x', [], {cw: 'height', height: {toString: 5, valueOf: 5}}, {cw: 'error', code: {}}])
           postMessage(data, '*');
         await settled()",
        &[],
    )?;
    page.wait(200)?;
    widget.comes_to_rate(0.03)?;
    same("state", &widget.state()?, &"frame".to_owned())?;
    let events = page.run(
        "return heard.filter(({type}) => type !== 'cw-resize').length",
        &json!([]),
    )?;
    same("events", &events, &json!(0))?;
    let height = widget.run("return host(arguments[0]).offsetHeight < 5000", &[])?;
    same("of its own height", &height, &json!(true))?;
    page.has_no_faults()
}
