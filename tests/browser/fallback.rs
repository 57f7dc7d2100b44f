//! What stands inside the element, whatever goes wrong.

use serde_json::{Value, json};

use crate::harness::{
    Because, Outcome, behaviours, holds,
    page::{Page, Visit, Widget},
    same,
    server::Manner,
};

behaviours! {
    EVERY:
        a_missing_module_leaves_the_words,
        a_module_that_was_tampered_with_leaves_the_words,
        a_dead_network_leaves_the_words,
        a_browser_without_webassembly_leaves_the_words,
        a_policy_against_modules_leaves_the_words,
        a_policy_against_markup_from_text_changes_nothing,
        a_page_without_the_script_has_the_words,
        a_crash_while_drawing_leaves_the_words,
        a_crash_while_typing_leaves_the_words,
        an_element_that_failed_can_be_handled_like_any_other,
        a_network_that_comes_back_serves_the_next_element;
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
    widget.page.has_no_faults_but_reports()
}

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

fn a_policy_against_modules_leaves_the_words(page: &Page<'_>) -> Outcome {
    let policy = "script-src 'self' %ORIGIN%";
    page.visit(Visit::to("fallback").header("Content-Security-Policy", policy))?;
    failed_with(&page.widget(), "wasm-blocked")?;
    same(
        "requests for the module",
        &page.site.module_requests().len(),
        &0,
    )
}

fn a_policy_against_markup_from_text_changes_nothing(page: &Page<'_>) -> Outcome {
    let policy = "require-trusted-types-for 'script'";
    page.visit(Visit::to("fallback").header("Content-Security-Policy", policy))?;
    // Nothing that is drawn is ever markup.
    page.widget().becomes_ready()?;
    page.has_no_faults()
}

fn a_page_without_the_script_has_the_words(page: &Page<'_>) -> Outcome {
    page.open("no-script")?;
    page.widget().shows_its_fallback()?;
    page.has_no_faults()
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
