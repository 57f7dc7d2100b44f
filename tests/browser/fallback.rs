//! What stands inside the element, whatever goes wrong.

use serde_json::{Value, json};

use crate::harness::{
    Because, Outcome, behaviours, contains, holds,
    page::{Page, Visit, Widget},
    same,
    server::{Document, Manner, fixture},
};

behaviours! {
    EVERY:
        a_missing_module_leaves_the_words,
        a_module_that_was_tampered_with_leaves_the_words,
        a_dead_network_leaves_the_words,
        a_browser_without_webassembly_leaves_the_words,
        a_page_without_a_policy_has_the_widget,
        a_policy_against_styles_in_the_page_changes_nothing,
        a_policy_against_other_frames_changes_nothing,
        a_policy_against_markup_from_text_changes_nothing,
        a_nonce_that_goes_with_modules_is_enough,
        a_policy_against_modules_gives_the_frame,
        a_policy_by_nonce_alone_gives_the_frame,
        a_policy_that_trusts_what_is_trusted_gives_the_frame,
        a_policy_against_fetching_the_module_gives_the_frame,
        a_policy_of_one_list_gives_the_frame,
        a_policy_against_modules_and_frames_leaves_the_words,
        a_policy_that_knows_nobody_else_leaves_the_words,
        a_policy_of_our_own_pages_leaves_the_words,
        a_page_that_wants_no_frame_keeps_the_words,
        a_frame_that_is_not_there_leaves_the_words,
        a_frame_whose_module_does_not_come_leaves_the_words,
        a_crash_in_the_frame_leaves_the_words,
        a_page_without_the_script_has_the_words,
        a_page_without_scripts_has_the_words,
        a_page_in_a_sandbox_has_the_frame,
        the_way_out_shows_the_same_figures,
        a_crash_while_drawing_leaves_the_words,
        a_crash_while_typing_leaves_the_words,
        an_element_that_failed_can_be_handled_like_any_other,
        a_network_that_comes_back_serves_the_next_element;
    CHROMIUM:
        where_scripts_are_off_every_page_says_its_answer;
}

/// The words are seen, the page is told once and by this code, and nothing reaches its error handlers.
fn failed_with(widget: &Widget<'_>, code: &str) -> Outcome {
    widget.reaches("failed")?;
    same("ready resolves to", &widget.ready()?, &json!("failed"))?;
    same("codes", &widget.page.heard_error_codes()?, &[code])?;
    let message = widget.page.heard("cw-error")?;
    let message = message
        .first()
        .and_then(|event| event.pointer("/detail/message"))
        .and_then(Value::as_str);
    holds(
        message.is_some_and(|message| !message.is_empty()),
        "an error without a message",
    )?;
    same("result", &widget.result()?, &Value::Null)?;
    same("times ready", &widget.page.heard("cw-ready")?.len(), &0)?;
    widget.shows_its_fallback()?;
    has_a_way_out(widget)?;
    widget.page.has_no_faults_but_reports()
}

/// Behind the words stands a link to where the widget works.
fn has_a_way_out(widget: &Widget<'_>) -> Outcome {
    let seen = widget.run(
        "const links = [...host(arguments[0]).shadowRoot.querySelectorAll('a')], [link] = links;
         return [links.length, shown(link), text(link), link.target, link.rel, link.href.split('?')[0].split('/').slice(-2)]",
        &[],
    )?;
    same(
        "the link",
        &seen,
        &json!([
            1,
            true,
            "Open the calculator",
            "_blank",
            "noopener",
            ["embed", ""]
        ]),
    )
}

/// The page for frames is shown, knows the figures, and nobody is told of a fault.
fn framed(widget: &Widget<'_>) -> Outcome {
    widget.reaches("frame")?;
    same("ready resolves to", &widget.ready()?, &json!("frame"))?;
    same("codes", &widget.page.heard_error_codes()?, &[""; 0])?;
    same("times ready", &widget.page.heard("cw-ready")?.len(), &1)?;
    widget.comes_to_rate(0.03)?;
    widget.hides_its_fallback()?;
    let page = widget.page;
    let seen = widget.run(
        "const frame = inner(arguments[0], 'iframe'), {height, width} = frame.getBoundingClientRect();
         return [shown(frame), height > 300, width > 300, frame.title]",
        &[],
    )?;
    same(
        "the frame",
        &seen,
        &json!([true, true, true, "Conversion calculator"]),
    )?;
    widget.inside_its_frame(|| {
        page.widget().becomes_ready()?;
        page.widget().comes_to_rate(0.03)
    })?;
    page.has_no_faults_but_reports()
}

/// Opens the page with this policy.
fn under(page: &Page<'_>, policy: &str) -> Outcome {
    page.visit(Visit::to("fallback").header("Content-Security-Policy", policy))
}

/// Against modules, and nothing else.
const NO_MODULES: &str = "script-src 'self' %ORIGIN%";

/// The same, and no page may be framed but the blog's own.
const NO_FRAMES: &str = "script-src 'self' %ORIGIN%; frame-src 'self'";

fn a_missing_module_leaves_the_words(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("fallback").served(Manner::MissingModule))?;
    failed_with(&page.widget(), "network")
}

fn a_module_that_was_tampered_with_leaves_the_words(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("fallback").served(Manner::CorruptModule))?;
    failed_with(&page.widget(), "integrity")?;
    let asked = page.site.module_requests();
    let methods: Vec<_> = asked
        .iter()
        .map(|request| request.method.as_str())
        .collect();
    same("requests", &methods, &["GET", "HEAD"])
}

fn a_dead_network_leaves_the_words(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("fallback").served(Manner::DeadModule))?;
    failed_with(&page.widget(), "network")
}

fn a_browser_without_webassembly_leaves_the_words(page: &Page<'_>) -> Outcome {
    page.open("no-wasm")?;
    failed_with(&page.widget(), "wasm-unsupported")?;
    same(
        "requests for the module",
        &page.site.module_requests().len(),
        &0,
    )
}

/// The widget is there, and the browser had nothing to forbid.
fn unharmed(page: &Page<'_>, policy: &str) -> Outcome {
    under(page, policy)?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    let is_dressed = widget.run(
        "return getComputedStyle(inner(arguments[0], '.cw')).containerType === 'inline-size'",
        &[],
    )?;
    same("its own style", &is_dressed, &json!(true))?;
    page.has_no_faults()
}

fn a_page_without_a_policy_has_the_widget(page: &Page<'_>) -> Outcome {
    page.open("fallback")?;
    page.widget().becomes_ready()?;
    page.has_no_faults()
}

fn a_policy_against_styles_in_the_page_changes_nothing(page: &Page<'_>) -> Outcome {
    unharmed(page, "style-src 'self'")
}

fn a_policy_against_other_frames_changes_nothing(page: &Page<'_>) -> Outcome {
    unharmed(page, "frame-src 'self'")
}

fn a_policy_against_markup_from_text_changes_nothing(page: &Page<'_>) -> Outcome {
    // Nothing that is drawn is ever markup.
    unharmed(
        page,
        "require-trusted-types-for 'script'; trusted-types 'none'",
    )?;
    // Nor is a frame.
    under(
        page,
        "require-trusted-types-for 'script'; trusted-types 'none'; script-src 'self' %ORIGIN%",
    )?;
    framed(&page.widget())
}

fn a_nonce_that_goes_with_modules_is_enough(page: &Page<'_>) -> Outcome {
    unharmed(
        page,
        "script-src 'nonce-figures' 'strict-dynamic' 'wasm-unsafe-eval'",
    )
}

fn a_policy_against_modules_gives_the_frame(page: &Page<'_>) -> Outcome {
    under(page, NO_MODULES)?;
    framed(&page.widget())?;
    // By the frame, and not by the page.
    same(
        "requests for the module",
        &page.site.module_requests().len(),
        &1,
    )
}

fn a_policy_by_nonce_alone_gives_the_frame(page: &Page<'_>) -> Outcome {
    under(page, "script-src 'nonce-figures'")?;
    framed(&page.widget())
}

fn a_policy_that_trusts_what_is_trusted_gives_the_frame(page: &Page<'_>) -> Outcome {
    under(page, "script-src 'nonce-figures' 'strict-dynamic'")?;
    framed(&page.widget())
}

fn a_policy_against_fetching_the_module_gives_the_frame(page: &Page<'_>) -> Outcome {
    under(page, "connect-src 'self'")?;
    framed(&page.widget())
}

fn a_policy_of_one_list_gives_the_frame(page: &Page<'_>) -> Outcome {
    under(page, "default-src 'self' %ORIGIN%")?;
    framed(&page.widget())
}

fn a_policy_against_modules_and_frames_leaves_the_words(page: &Page<'_>) -> Outcome {
    under(page, NO_FRAMES)?;
    failed_with(&page.widget(), "frame-blocked")
}

fn a_policy_that_knows_nobody_else_leaves_the_words(page: &Page<'_>) -> Outcome {
    under(page, "default-src 'self'; script-src 'self' %ORIGIN%")?;
    failed_with(&page.widget(), "frame-blocked")
}

fn a_policy_of_our_own_pages_leaves_the_words(page: &Page<'_>) -> Outcome {
    let visit = Visit::to("fallback").served(Manner::Own);
    page.visit(visit.header("Content-Security-Policy", "script-src 'self'"))?;
    failed_with(&page.widget(), "wasm-blocked")
}

fn a_page_that_wants_no_frame_keeps_the_words(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("never").header("Content-Security-Policy", NO_MODULES))?;
    failed_with(&page.widget(), "wasm-blocked")?;
    page.visit(Visit::to("never").header("Content-Security-Policy", "connect-src 'self'"))?;
    failed_with(&page.widget(), "network")
}

fn a_frame_that_is_not_there_leaves_the_words(page: &Page<'_>) -> Outcome {
    let visit = Visit::to("fallback").served(Manner::MissingFrame);
    page.visit(visit.header("Content-Security-Policy", NO_MODULES))?;
    failed_with(&page.widget(), "frame-blocked")
}

fn a_frame_whose_module_does_not_come_leaves_the_words(page: &Page<'_>) -> Outcome {
    let visit = Visit::to("fallback").served(Manner::CorruptModule);
    page.visit(visit.header("Content-Security-Policy", NO_MODULES))?;
    failed_with(&page.widget(), "integrity")
}

fn a_crash_in_the_frame_leaves_the_words(page: &Page<'_>) -> Outcome {
    under(page, NO_MODULES)?;
    let widget = page.widget();
    framed(&widget)?;
    // Nobody can reach the module in there: its loader is taken at its word.
    widget.inside_its_frame(|| {
        page.run(
            "const detail = {code: 'crash', message: 'unreachable'};
             // Not at once: this very script would end with its frame.
             setTimeout(() => document.querySelector('conversion-calculator').dispatchEvent(
               new CustomEvent('cw-error', {detail, cancelable: true})), 100)",
            &json!([]),
        )
        .map(drop)
    })?;
    widget.reaches("failed")?;
    same("codes", &page.heard_error_codes()?, &["crash"])?;
    same("result", &widget.result()?, &Value::Null)?;
    widget.shows_its_fallback()?;
    has_a_way_out(&widget)?;
    page.has_no_faults_but_reports()
}

fn a_page_without_scripts_has_the_words(page: &Page<'_>) -> Outcome {
    under(page, "script-src 'none'")?;
    page.widget().shows_its_fallback()?;
    same("state", &page.widget().state()?, &"null".to_owned())?;
    same(
        "requests of the widget",
        &page.site.module_requests().len(),
        &0,
    )
}

fn a_page_in_a_sandbox_has_the_frame(page: &Page<'_>) -> Outcome {
    // Nobody in it has an origin, neither the page nor the frame.
    under(page, "sandbox allow-scripts; script-src http:")?;
    framed(&page.widget())
}

fn the_way_out_shows_the_same_figures(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("never").header("Content-Security-Policy", NO_MODULES))?;
    let widget = page.widget();
    widget.reaches("failed")?;
    widget.set_attribute("viewers", "8000")?;
    let address = widget.run(
        "const link = inner(arguments[0], 'a'); link.focus(); return link.href",
        &[],
    )?;
    page.go(address.as_str().unwrap_or_default())?;
    page.until(
        "the element of the page",
        "return document.querySelector('conversion-calculator') !== null",
        &json!([]),
    )?;
    page.widget().becomes_ready()?;
    page.widget().comes_to_rate(0.02)?;
    // No server has seen them.
    let asked = page.site.publisher.requests();
    holds(
        asked.iter().all(|request| !request.target.contains("8000")),
        "a server was told the figures",
    )
}

fn a_page_without_the_script_has_the_words(page: &Page<'_>) -> Outcome {
    page.open("no-script")?;
    page.widget().shows_its_fallback()?;
    page.has_no_faults()
}

fn where_scripts_are_off_every_page_says_its_answer(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.without_scripts(|| {
        let said = |address: &str, part: &str, words: &str| {
            page.go(address)?;
            let seen = page.run(
                "const {innerText, shadowRoot} = document.querySelector(arguments[0]);
                 return [innerText, shadowRoot === null, document.scripts.length > 0]",
                &json!([part]),
            )?;
            contains(
                address,
                seen.get(0).and_then(Value::as_str).unwrap_or_default(),
                words,
            )?;
            same(address, &seen.get(1), &Some(&json!(true)))
        };
        let publisher = &page.site.publisher.url;
        let document = Document {
            html: fixture("plain.html")?,
            headers: Vec::new(),
        };
        let post = page.site.publish_page("/plain", &document, Manner::Plain)?;
        said(&post, "conversion-calculator", "300 of 10,000")?;
        said(
            &format!("{publisher}/guide/"),
            "#fig-rate",
            "a conversion rate of 3%",
        )?;
        said(
            &format!("{publisher}/e/four-creators/"),
            "[aria-labelledby=result] table",
            "Chloe",
        )?;
        said(
            &format!("{publisher}/builder/"),
            "main pre",
            "<conversion-calculator views=",
        )?;
        let folder = page.site.folder(Manner::Plain);
        said(&format!("{folder}/embed/"), "body", "needs JavaScript")
    })
}

/// A calculator that is ready.
fn sound<'a>(page: &'a Page<'_>) -> Outcome<Widget<'a>> {
    page.open("counted")?;
    let widget = page.build(
        "<conversion-calculator id=first viewers=10000 conversions=300>\
         <p>300 of 10,000 people bought.</p></conversion-calculator>",
    )?;
    widget.becomes_ready()?;
    Ok(page.widget_at("#first"))
}

/// Leaves the module unable to take another step: with nonsense all over its memory, it runs into the end
/// of it at the next call. Nothing that a page can do through the contract has that effect.
fn wreck(page: &Page<'_>) -> Outcome {
    page.run(
        "new Uint8Array(instances.at(-1).exports.memory.buffer).fill(255)",
        &json!([]),
    )
    .map(drop)
}

fn a_crash_while_drawing_leaves_the_words(page: &Page<'_>) -> Outcome {
    let first = sound(page)?;
    wreck(page)?;
    page.run(
        "document.querySelector('main').insertAdjacentHTML('beforeend',
           '<conversion-calculator id=second loading=eager><p>Words.</p></conversion-calculator>')",
        &json!([]),
    )?;
    crashed(&page.widget_at("#second"))?;
    // The module is never called again, by nobody.
    crashed(&first)
}

fn a_crash_while_typing_leaves_the_words(page: &Page<'_>) -> Outcome {
    let widget = sound(page)?;
    widget.enter_field("viewers")?;
    // From here on anything may be the next call: a key, or that a part of it comes into sight.
    wreck(page)?;
    page.type_text("1")?;
    crashed(&widget)
}

fn crashed(widget: &Widget<'_>) -> Outcome {
    widget.reaches("failed").because(&widget.selector)?;
    widget.shows_its_fallback()?;
    has_a_way_out(widget)?;
    let page = widget.page;
    holds(
        page.heard_error_codes()?.contains(&"crash".to_owned()),
        "nobody is told of a crash",
    )?;
    let attempts = widget.run(
        "const element = host(arguments[0]), thrown = [];
         for (const act of [
           () => element.scenario = {rate: {viewers: 5}}, () => element.scenario, () => element.result,
           () => element.reset(), () => element.setAttribute('viewers', '7'),
           () => element.remove(), () => document.querySelector('main').append(element),
         ]) try { act() } catch (error) { thrown.push(String(error)) }
         return thrown",
        &[],
    )?;
    same("thrown after a crash", &attempts, &json!([]))?;
    page.settle()?;
    widget.shows_its_fallback()?;
    let faults = page.faults()?;
    let errors = faults
        .iter()
        .filter(|fault| !fault.starts_with("log:") && !fault.starts_with("console:"))
        .count();
    holds(
        errors <= 1,
        format_args!("the page hears of it {errors} times"),
    )
}

fn an_element_that_failed_can_be_handled_like_any_other(page: &Page<'_>) -> Outcome {
    page.open("no-wasm")?;
    let widget = page.widget();
    widget.reaches("failed")?;
    let seen = widget.run_async(
        "const element = host(arguments[0]);
         element.scenario = {rate: {viewers: 5}};
         element.reset();
         element.setAttribute('lang', 'de');
         element.remove();
         document.querySelector('main').append(element);
         await settled();
         return [element.state, element.result, await element.ready]",
        &[],
    )?;
    same(
        "state, result, ready",
        &seen,
        &json!(["failed", null, "failed"]),
    )?;
    widget.shows_its_fallback()?;
    page.has_no_faults_but_reports()
}

fn a_network_that_comes_back_serves_the_next_element(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    // The page's own fetch stands in for a network that is away.
    page.run(
        "const {fetch} = window;
         window.fetch = () => Promise.reject(new TypeError('offline'));
         window.mend = () => { window.fetch = fetch }",
        &json!([]),
    )?;
    let widget = page.build("<conversion-calculator id=first viewers=10 conversions=3><p>Words.</p></conversion-calculator>")?;
    widget.reaches("failed")?;
    widget.shows_its_fallback()?;
    page.run("mend()", &json!([]))?;
    page.run(
        "const next = document.createElement('conversion-calculator');
         next.id = 'next';
         document.querySelector('main').append(next)",
        &json!([]),
    )?;
    page.widget_at("#next").becomes_ready()
}
