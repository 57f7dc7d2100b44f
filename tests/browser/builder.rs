//! The builder of the site: what it writes is pasted where an author pastes it, and found working.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{CALCULATOR, Page, Widget},
    same,
    server::{Document, Manner},
};

behaviours! {
    EVERY:
        what_is_chosen_and_typed_works_where_it_is_pasted,
        lists_of_figures_work_where_they_are_pasted,
        what_an_author_types_stays_text,
        the_address_keeps_what_was_chosen,
        a_colour_that_cannot_be_read_is_said_to_be,
        the_builder_asks_only_its_own_host_and_no_other_page_asks_for_it,
        axe_finds_nothing_in_the_builder;
    CHROMIUM:
        nothing_moves_when_the_builder_comes,
        the_builder_fits_every_width;
}

const PROJECTOR: &str = "lifetime-value-projector";

fn address(page: &Page<'_>) -> String {
    format!("{}/builder/", page.site.publisher.url)
}

/// Opens the builder, and waits until its lines hold the result in words.
fn open(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.go(&address(page))?;
    comes_to_lines(page)
}

fn comes_to_lines(page: &Page<'_>) -> Outcome {
    says(page, "min-height:")
}

/// Waits until the lines say something.
fn says(page: &Page<'_>, part: &str) -> Outcome {
    page.until(
        part,
        "return document.querySelector('#lines')?.textContent.includes(arguments[0])",
        &json!([part]),
    )
    .map(drop)
    .map_err(|problem| format!("{problem} in {:?}", lines(page)))
}

/// The lines that are shown.
fn lines(page: &Page<'_>) -> Outcome<String> {
    let text = page.run(
        "return document.querySelector('#lines')?.textContent ?? ''",
        &json!([]),
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Chooses where the lines go.
fn choose_format(page: &Page<'_>, name: &str) -> Outcome<String> {
    page.click(&format!(".paste .pill:has([value=\"{name}\"])"))?;
    page.until(
        name,
        "return text(document.querySelector('#lines-name')) === arguments[0]",
        &json!([name]),
    )?;
    lines(page)
}

/// Chooses from a list: in a headless window it cannot be opened everywhere.
fn choose(page: &Page<'_>, name: &str, value: &str) -> Outcome {
    page.run(
        "const list = document.querySelector(`select[name=${arguments[0]}]`);
         list.value = arguments[1];
         list.dispatchEvent(new Event('change', {bubbles: true}))",
        &json!([name, value]),
    )
    .map(drop)
}

/// Types into a line of the form.
fn write(page: &Page<'_>, selector: &str, text: &str) -> Outcome {
    page.click(selector)?;
    page.press_with_control('a')?;
    page.type_text(text)
}

/// The element into which the author types.
fn preview<'a>(page: &'a Page<'_>, tag: &str) -> Outcome<Widget<'a>> {
    let widget = page.widget_at(&format!(".stage > {tag}"));
    widget.becomes_ready()?;
    Ok(widget)
}

/// Opens a blank page of a blog with these lines in its text.
pub(crate) fn paste(page: &Page<'_>, lines: &str) -> Outcome {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>A post</title>\
         <script src=\"/witness.js\"></script><body><main>\n{lines}\n</main>"
    );
    let headers = Vec::new();
    let document = Document { html, headers };
    let address = page
        .site
        .publish_page("/pasted", &document, Manner::Plain)?;
    page.go(&address)
}

/// The words inside an element, and those that it shows itself.
fn told(widget: &Widget<'_>) -> Outcome<[Value; 2]> {
    let both = widget.run(
        "const words = list => [...list].map(text).filter(Boolean);
         return [words(host(arguments[0]).querySelectorAll(':scope > p')),
           words(host(arguments[0]).shadowRoot.querySelectorAll('[part~=verdict] > p:not(.spoken)'))]",
        &[],
    )?;
    let part = |place: usize| both.get(place).cloned().unwrap_or_default();
    Ok([part(0), part(1)])
}

/// Finds the element of pasted lines working, with this outcome, and its result in words inside.
fn works_in_the_page(page: &Page<'_>, lines: &str, tag: &str, outcome: &str) -> Outcome {
    paste(page, lines)?;
    let widget = page.widget_at(&format!("main {tag}"));
    widget.becomes_ready()?;
    comes_to(&widget, outcome)?;
    let [inside, shown] = told(&widget)?;
    same("the words inside", &inside, &shown)?;
    holds(inside != json!([]), "there are no words inside")?;
    let reserved = widget.run(
        "const element = host(arguments[0]), reserved = parseFloat(element.style.minHeight);
         element.style.minHeight = 0;
         return Math.abs(element.offsetHeight - reserved) <= 2 ? reserved : [element.offsetHeight, reserved]",
        &[],
    )?;
    holds(
        reserved.is_number(),
        format_args!("height and what is reserved: {reserved}"),
    )?;
    same("reported", &page.heard_error_codes()?.len(), &0)?;
    page.has_no_faults()
}

/// Finds the frame of pasted lines working.
fn works_in_the_frame(page: &Page<'_>, lines: &str, tag: &str, outcome: &str) -> Outcome {
    paste(page, lines)?;
    page.inside_the_frame(|| {
        page.until(
            "the element of the frame",
            "return document.querySelector(arguments[0]) !== null",
            &json!([tag]),
        )?;
        let widget = page.widget_at(tag);
        widget.becomes_ready()?;
        comes_to(&widget, outcome)
    })
}

/// Waits for an outcome: what stands behind # is followed in a task of its own.
fn comes_to(widget: &Widget<'_>, outcome: &str) -> Outcome {
    let script = "return JSON.stringify(host(arguments[0]).result.outcome) === arguments[1]";
    let arguments = json!([widget.selector, outcome]);
    let waited = widget.page.until("the same outcome", script, &arguments);
    waited.map(drop).or_else(|problem| {
        let other = outcome_of(widget)?;
        Err(format!("{problem}: {other} instead of {outcome}"))
    })
}

/// The outcome as the browser writes it: another program might read the last digit otherwise.
fn outcome_of(widget: &Widget<'_>) -> Outcome<String> {
    let script = "return JSON.stringify(host(arguments[0]).result.outcome)";
    let outcome = widget.run(script, &[])?;
    Ok(outcome.as_str().unwrap_or_default().to_owned())
}

/// Finds the calculator that a link opens working.
fn works_behind_the_link(page: &Page<'_>, link: &str, tag: &str, outcome: &str) -> Outcome {
    page.go(link)?;
    page.until(
        "the element of the site",
        "const element = document.querySelector(arguments[0]); element?.scrollIntoView(); return Boolean(element)",
        &json!([tag]),
    )?;
    let widget = page.widget_at(tag);
    widget.becomes_ready()?;
    comes_to(&widget, outcome)
}

fn what_is_chosen_and_typed_works_where_it_is_pasted(page: &Page<'_>) -> Outcome {
    open(page)?;
    contains("at first", &lines(page)?, "With example figures:")?;
    page.click(".option:has([value=return])")?;
    let widget = preview(page, CALCULATOR)?;
    widget.type_into("viewers", "20000")?;
    widget.insert_into("conversions", "700")?;
    write(page, "[name=label]", "How my post did")?;
    choose(page, "currency", "EUR")?;
    page.click(".pill:has([value=Dark])")?;
    write(page, "#accent", "#e9b872")?;
    // So many figures stand inside as JSON.
    says(page, "\"conversions\": 700")?;
    says(page, "How my post did")?;
    says(page, "#e9b872")?;
    says(page, "20,000 viewers")?;
    let wordpress = lines(page)?;
    for part in [
        "<!-- wp:html -->",
        "views=\"rate return\"",
        "currency=\"EUR\"",
        "theme=\"dark\"",
        "--cw-accent:#e9b872",
        "\"viewers\": 20000",
        // What the author sees and has left as it was is what a reader finds, too.
        "\"orderValue\": 60",
    ] {
        contains("the lines", &wordpress, part)?;
    }
    let still = page.run(
        "return text(document.querySelector('.paste .told'))",
        &json!([]),
    )?;
    contains("still of the example", &still.to_string(), "Order value")?;
    let outcome = outcome_of(&widget)?;
    same("viewers", &widget.scenario("viewers")?, &json!(20_000))?;
    // Copied as a person does.
    page.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}, configurable: true})",
        &json!([]),
    )?;
    page.click("[data-copy=lines]")?;
    page.until(
        "it is said to be copied",
        "return text(document.querySelector('.paste [role=status]')) === 'Copied'",
        &json!([]),
    )?;
    let copied = page.run("return window.copied", &json!([]))?;
    same("copied", &copied, &json!(wordpress))?;
    let ghost = choose_format(page, "Ghost")?;
    let html = choose_format(page, "Any page")?;
    let of_words = "return text(document.querySelector('.paste > .aside:last-of-type')).includes('result in words')";
    same(
        "told of the words inside",
        &page.run(of_words, &json!([]))?,
        &json!(true),
    )?;
    let frame = choose_format(page, "Frame")?;
    same(
        "in a frame are none",
        &page.run(of_words, &json!([]))?,
        &json!(false),
    )?;
    let link = choose_format(page, "Link")?;
    contains(
        "React",
        &choose_format(page, "React")?,
        "export function ConversionCalculator",
    )?;
    contains(
        "npm",
        &choose_format(page, "npm")?,
        "import 'conversion-widget'",
    )?;
    for lines in [wordpress, ghost, html] {
        works_in_the_page(page, &lines, CALCULATOR, &outcome)?;
        let looks = page.widget_at(CALCULATOR).run(
            "return [text(inner(arguments[0], '[part~=heading]')), inner(arguments[0], '.cw').dataset.theme]",
            &[],
        )?;
        same("looks", &looks, &json!(["How my post did", "dark"]))?;
    }
    works_in_the_frame(page, &frame, CALCULATOR, &outcome)?;
    page.inside_the_frame(|| {
        let dyed = page.widget().run(
            "return [getComputedStyle(host(arguments[0])).getPropertyValue('--cw-accent').trim(), inner(arguments[0], '.cw').dataset.theme]",
            &[],
        )?;
        same("dyed", &dyed, &json!(["#e9b872", "dark"]))
    })?;
    works_behind_the_link(page, &link, CALCULATOR, &outcome)
}

fn lists_of_figures_work_where_they_are_pasted(page: &Page<'_>) -> Outcome {
    open(page)?;
    page.click(&format!(".option:has([value={PROJECTOR}])"))?;
    let widget = preview(page, PROJECTOR)?;
    widget.insert_into("orderValue", "85")?;
    says(page, "\"orderValue\": 85")?;
    says(page, "\"shares\": [0.869")?;
    // Its numbers in German, in the words inside as well.
    choose(page, "lang", "de")?;
    says(page, "lang=\"de\"")?;
    says(page, "\u{a0}$")?;
    page.wait(500)?;
    comes_to_lines(page)?;
    let outcome = outcome_of(&widget)?;
    let html = choose_format(page, "Any page")?;
    let frame = choose_format(page, "Frame")?;
    let link = choose_format(page, "Link")?;
    contains(
        "React",
        &choose_format(page, "React")?,
        "const scenario = {",
    )?;
    works_in_the_page(page, &html, PROJECTOR, &outcome)?;
    works_in_the_frame(page, &frame, PROJECTOR, &outcome)?;
    works_behind_the_link(page, &link, PROJECTOR, &outcome)
}

fn what_an_author_types_stays_text(page: &Page<'_>) -> Outcome {
    const LABEL: &str = "\"><script>pwned=1</script><img src=x onerror=pwned=1>{pwned=1}";
    open(page)?;
    page.run_async(
        "const input = document.querySelector('[name=label]');
         input.focus();
         document.execCommand('insertText', false, arguments[0]);
         await settled()",
        &json!([LABEL]),
    )?;
    says(page, "&lt;script&gt;pwned")?;
    let mut all = Vec::new();
    for name in ["WordPress", "Ghost", "Any page", "Frame"] {
        all.push(choose_format(page, name)?);
    }
    let unharmed = "return [window.pwned === undefined, document.querySelectorAll('img').length]";
    same(
        "in the builder",
        &page.run(unharmed, &json!([]))?,
        &json!([true, 0]),
    )?;
    for lines in all {
        paste(page, &lines)?;
        let title = page.until(
            "the label",
            "const frame = document.querySelector('iframe'), element = document.querySelector(arguments[0]);
             return frame?.title ?? text(element.shadowRoot?.querySelector('[part~=heading]'))",
            &json!([CALCULATOR]),
        )?;
        same("label", &title, &json!(LABEL))?;
        same(
            "in the post",
            &page.run(unharmed, &json!([]))?,
            &json!([true, 0]),
        )?;
    }
    Ok(())
}

fn the_address_keeps_what_was_chosen(page: &Page<'_>) -> Outcome {
    open(page)?;
    page.click(".option:has([value=plan])")?;
    let widget = preview(page, CALCULATOR)?;
    widget.insert_into("viewers", "8000")?;
    write(page, "[name=label]", "Ours")?;
    says(page, "viewers=\"8000\"")?;
    says(page, "label=\"Ours\"")?;
    says(page, "8,000 viewers")?;
    page.until(
        "the address has it all",
        "return location.hash.includes('label=Ours') && location.hash.includes('viewers=8000')",
        &json!([]),
    )?;
    // A link within the page costs the address nothing.
    page.run("document.querySelector('.skip').click()", &json!([]))?;
    page.until(
        "the address still has it",
        "return location.hash.includes('label=Ours')",
        &json!([]),
    )?;
    let before = lines(page)?;
    let kept = page.run("return [location.href, history.length]", &json!([]))?;
    let bookmark = kept
        .pointer("/0")
        .and_then(Value::as_str)
        .unwrap_or_default();
    page.open("workshop")?;
    page.go(bookmark)?;
    says(page, "8,000 viewers")?;
    same("the lines", &lines(page)?, &before)?;
    same(
        "the label",
        &page.run(
            "return document.querySelector('[name=label]').value",
            &json!([]),
        )?,
        &json!("Ours"),
    )?;
    let ticked = page.run(
        "return [...document.querySelectorAll('.ask :checked')].map(({value}) => value)",
        &json!([]),
    )?;
    same("ticked", &ticked, &json!([CALCULATOR, "rate", "plan"]))?;
    // Begun again, it is as a stranger finds it.
    page.click(".looks > button.plain")?;
    says(page, "With example figures:")?;
    same(
        "the address",
        &page.run("return location.hash", &json!([]))?,
        &json!(""),
    )?;
    same(
        "viewers",
        &preview(page, CALCULATOR)?.read_field("viewers")?.as_str(),
        &"10,000",
    )
}

fn a_colour_that_cannot_be_read_is_said_to_be(page: &Page<'_>) -> Outcome {
    open(page)?;
    let told = |part: &str| {
        page.until(
            part,
            "const told = text(document.querySelector('#accent-told'));
             return arguments[0] ? told.includes(arguments[0]) : !told",
            &json!([part]),
        )
    };
    write(page, "#accent", "#ffee00")?;
    told("Hard to read on a light card")?;
    page.click("#accent-told button")?;
    told("")?;
    page.click(".pill:has([value=Dark])")?;
    write(page, "#accent", "222")?;
    told("Hard to read on a dark card")?;
    write(page, "#accent", "blu")?;
    told("This is no colour")?;
    let written = lines(page)?;
    holds(!written.contains("--cw-accent"), "no colour is written")
}

fn the_builder_asks_only_its_own_host_and_no_other_page_asks_for_it(page: &Page<'_>) -> Outcome {
    let modules = || page.site.publisher.requests_for(".wasm");
    page.go(&format!("{}/", page.site.publisher.url))?;
    page.widget().becomes_ready()?;
    let own = |paths: Vec<String>| {
        paths
            .into_iter()
            .filter(|path| path.contains("/builder"))
            .count()
    };
    same("on the start page", &own(modules()), &0)?;
    page.site.forget_requests();
    open(page)?;
    same("on its own", &own(modules()), &1)?;
    for request in page.site.publisher.requests() {
        holds(
            request.is_answered(),
            format_args!("{} is not there", request.path),
        )?;
    }
    let foreign = page.run(
        "return performance.getEntriesByType('resource').map(({name}) => name).filter(name => new URL(name).origin !== location.origin)",
        &json!([]),
    )?;
    same("of other hosts", &foreign, &json!([]))?;
    // Without its module there are lines to copy all the same.
    let plain = page.run_async(
        "return await (await fetch(location.pathname)).text()",
        &json!([]),
    )?;
    let plain = plain.as_str().unwrap_or_default();
    contains("the page itself", plain, "&lt;conversion-calculator views=")?;
    contains(
        "the page itself",
        plain,
        "/embed/?tool=conversion-calculator",
    )?;
    page.has_no_faults()
}

fn axe_finds_nothing_in_the_builder(page: &Page<'_>) -> Outcome {
    open(page)?;
    page.run(
        "document.querySelector('.looks details').open = true",
        &json!([]),
    )?;
    write(page, "#accent", "#2266aa")?;
    page.settle()?;
    axe::finds_nothing(page, None)?;
    page.has_no_faults()
}

fn nothing_moves_when_the_builder_comes(page: &Page<'_>) -> Outcome {
    for width in [390, 720, 1200] {
        page.at_width(width, || {
            open(page)?;
            page.settle()?;
            let shift = page.run_async(
                "const shifts = [];
                 new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});
                 await new Promise(resolve => setTimeout(resolve, 300));
                 return shifts.reduce((sum, {value}) => sum + value, 0)",
                &json!([]),
            )?;
            // In the lines that stand there first, the host's address may take a line less than its placeholder.
            holds(
                shift.as_f64().is_some_and(|shift| shift < 0.01),
                format_args!("layout shift of {shift} at {width} px"),
            )
        })?;
    }
    Ok(())
}

fn the_builder_fits_every_width(page: &Page<'_>) -> Outcome {
    for width in [320, 390, 720, 1130, 1200] {
        page.at_width(width, || {
            open(page)?;
            page.run("document.querySelector('.looks details').open = true", &json!([]))?;
            for name in ["Phone", "Article", "Wide page"] {
                page.click(&format!(".pill:has([value=\"{name}\"])"))?;
                page.settle()?;
                page.does_not_overflow()?;
                let fits = page.run(
                    "const {right} = document.querySelector('.stage').getBoundingClientRect();
                     return right <= document.querySelector('.room').getBoundingClientRect().right + 1",
                    &json!([]),
                )?;
                same(format_args!("{name} in {width} px"), &fits, &json!(true))?;
                let edges = page.run(
                    "const left = part => Math.round(document.querySelector(part).getBoundingClientRect().left);
                     return new Set(['.name', 'h1', 'main h2', 'footer p'].map(left)).size",
                    &json!([]),
                )?;
                same(format_args!("edges in {width} px"), &edges, &json!(1))?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
