//! Views that are fetched when somebody opens them (`src/apart.rs`).

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds,
    page::{Page, Visit, Widget},
    same,
    server::Manner,
};

behaviours! {
    EVERY:
        a_view_that_stands_apart_is_fetched_when_somebody_turns_to_it,
        an_element_that_begins_with_one_fetches_one_file_and_is_ready_with_its_result,
        other_views_come_to_any_start,
        every_element_of_a_page_shares_what_was_fetched,
        turning_to_it_is_told_once_and_with_its_result,
        without_a_network_the_view_says_so_and_can_be_asked_for_again,
        what_was_tampered_with_never_runs,
        no_part_is_fetched_where_no_module_may_run,
        its_words_are_there_in_every_language;
    CHROMIUM:
        a_view_says_the_same_alone_and_beside_all_others;
}

const BOTH: &str = "views=\"rate compare\"";

fn turn_to(widget: &Widget<'_>, view: &str) -> Outcome {
    widget.click(&format!("[role=tab][data-view={view}]"))
}

/// A result of this view is there.
fn comes_to(widget: &Widget<'_>, view: &str) -> Outcome {
    widget
        .page
        .until(
            &format!("a result of {view}"),
            "const {result} = host(arguments[0]);
             return result.view === arguments[1] && result.outcome !== null",
            &json!([widget.selector, view]),
        )
        .map(drop)
}

fn fetched(page: &Page<'_>) -> Vec<String> {
    let requests = page.site.publisher.requests_for(".wasm");
    let name = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
    requests.into_iter().map(name).collect()
}

fn a_view_that_stands_apart_is_fetched_when_somebody_turns_to_it(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(BOTH)?;
    page.settle()?;
    same("files at the start", &fetched(page).len(), &1)?;
    turn_to(&widget, "compare")?;
    comes_to(&widget, "compare")?;
    let files = fetched(page);
    same("files", &files.len(), &2)?;
    let last = files.last().map_or("", String::as_str);
    holds(last.starts_with("widget-compare-"), last)?;
    holds(
        widget.read_part("verdict")?.contains("Maya"),
        "the verdict is about the example",
    )?;
    // Its styles have come with it: a strip is a picture, not a line of text.
    let height = widget.run(
        "return inner(arguments[0], '.strips').getBoundingClientRect().height",
        &[],
    )?;
    holds(height.as_f64() > Some(40.0), "the ranges are drawn")?;
    turn_to(&widget, "rate")?;
    comes_to(&widget, "rate")?;
    turn_to(&widget, "compare")?;
    comes_to(&widget, "compare")?;
    same("files in the end", &fetched(page).len(), &2)?;
    page.has_no_faults()
}

fn an_element_that_begins_with_one_fetches_one_file_and_is_ready_with_its_result(
    page: &Page<'_>,
) -> Outcome {
    page.open_calculator("views=compare")?;
    let files = fetched(page);
    same("files", &files.len(), &1)?;
    let first = files.first().map_or("", String::as_str);
    holds(first.starts_with("widget-with-compare-"), first)?;
    let told = page.heard("cw-ready")?;
    let outcome = told
        .first()
        .and_then(|event| event.pointer("/detail/outcome"));
    holds(
        outcome.is_some_and(Value::is_object),
        "cw-ready without an outcome",
    )?;
    page.has_no_faults()
}

/// The element with one view.
fn alone(view: &str) -> String {
    let tool = match view {
        "value" | "tradeOff" => "lifetime-value-projector",
        _ => "conversion-calculator",
    };
    format!("<{tool} views={view}></{tool}>")
}

/// The page with nothing but this element.
fn only<'a>(page: &'a Page<'_>, element: &str) -> Outcome<Widget<'a>> {
    page.build(element)?;
    Ok(page.widget_at("main > *"))
}

const VIEWS: [&str; 8] = [
    "rate",
    "return",
    "fee",
    "compare",
    "splitTest",
    "plan",
    "value",
    "tradeOff",
];

fn other_views_come_to_any_start(page: &Page<'_>) -> Outcome {
    for first in ["return", "compare", "splitTest", "value"] {
        page.open("workshop")?;
        let before = fetched(page).len();
        let widget = only(page, &alone(first))?;
        widget.becomes_ready()?;
        comes_to(&widget, first)?;
        for view in VIEWS {
            let widget = only(page, &alone(view))?;
            widget.becomes_ready()?;
            comes_to(&widget, view)?;
        }
        // The start, and each of the other parts once.
        same(
            format_args!("files after {first}"),
            &(fetched(page).len() - before),
            &4,
        )?;
        page.has_no_faults()?;
    }
    Ok(())
}

/// All that an element says, whatever is folded away opened first.
fn said(widget: &Widget<'_>) -> Outcome<Vec<Value>> {
    widget.open_all()?;
    let said = widget.run(
        "const lines = [];
         const walk = node => {
           if (node.nodeType === 3 && node.data.trim()) lines.push(node.data.trim());
           for (const name of ['aria-label', 'placeholder', 'title'])
             if (node.getAttribute?.(name)) lines.push(`${name}: ${node.getAttribute(name)}`);
           for (const child of node.childNodes) walk(child);
         };
         walk(inner(arguments[0], '.cw'));
         return lines",
        &[],
    )?;
    Ok(said.as_array().cloned().unwrap_or_default())
}

fn a_view_says_the_same_alone_and_beside_all_others(page: &Page<'_>) -> Outcome {
    for view in VIEWS {
        page.open("workshop")?;
        let widget = only(page, &alone(view))?;
        widget.becomes_ready()?;
        comes_to(&widget, view)?;
        let before = said(&widget)?;
        holds(before.len() > 40, format_args!("{view}: {before:?}"))?;
        let others = VIEWS.map(alone).concat();
        page.build(&others)?;
        page.run_async(
            "await Promise.all([...document.querySelector('main').children].map(async element => {
               element.scrollIntoView(); await element.ready }))",
            &json!([]),
        )?;
        let widget = only(page, &alone(view))?;
        widget.becomes_ready()?;
        comes_to(&widget, view)?;
        let after = said(&widget)?;
        for (before, after) in before.iter().zip(&after) {
            same(format_args!("said in {view}"), before, after)?;
        }
        same(format_args!("lines of {view}"), &before.len(), &after.len())?;
    }
    Ok(())
}

fn every_element_of_a_page_shares_what_was_fetched(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.build(
        "<conversion-calculator id=first views='rate splitTest'></conversion-calculator>
         <lifetime-value-projector></lifetime-value-projector>
         <conversion-calculator id=second views='splitTest'></conversion-calculator>",
    )?;
    let projector = page.widget_at("lifetime-value-projector");
    projector.becomes_ready()?;
    comes_to(&projector, "value")?;
    comes_to(&page.widget_at("#second"), "splitTest")?;
    let first = page.widget_at("#first");
    turn_to(&first, "splitTest")?;
    comes_to(&first, "splitTest")?;
    // The module, the part for tests, and the one for what comes later.
    same("files", &fetched(page).len(), &3)?;
    page.has_no_faults()
}

fn turning_to_it_is_told_once_and_with_its_result(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(BOTH)?;
    page.run(
        "window.told = [];
         host(arguments[0]).addEventListener('cw-change', ({detail}) =>
           told.push([detail.view, detail.outcome !== null]))",
        &json!([widget.selector]),
    )?;
    turn_to(&widget, "compare")?;
    comes_to(&widget, "compare")?;
    page.settle()?;
    same(
        "told",
        &page.run("return told", &json!([]))?,
        &json!([["compare", true]]),
    )
}

fn without_a_network_the_view_says_so_and_can_be_asked_for_again(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(BOTH)?;
    page.run(
        "const {fetch} = window;
         window.fetch = () => Promise.reject(new TypeError('offline'));
         window.mend = () => { window.fetch = fetch }",
        &json!([]),
    )?;
    turn_to(&widget, "compare")?;
    page.until(
        "words of what went wrong",
        "return inner(arguments[0], '.notice')?.textContent.includes('connection') ?? false",
        &json!([widget.selector]),
    )?;
    same("codes", &page.heard_error_codes()?, &["network"])?;
    same("state", &widget.state()?.as_str(), &"ready")?;
    widget.photograph("apart-offline")?;
    // The rest goes on.
    turn_to(&widget, "rate")?;
    widget.type_into("viewers", "20000")?;
    comes_to(&widget, "rate")?;
    page.run("mend()", &json!([]))?;
    turn_to(&widget, "compare")?;
    comes_to(&widget, "compare")?;
    page.has_no_faults_but_reports()
}

fn what_was_tampered_with_never_runs(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(BOTH)?;
    page.run(
        "const {fetch} = window;
         window.fetch = async (url, manner) => manner.method === 'HEAD' ? new Response() : Promise.reject(new TypeError('integrity'));
         window.mend = () => { window.fetch = fetch }",
        &json!([]),
    )?;
    turn_to(&widget, "compare")?;
    page.until(
        "a button",
        "return inner(arguments[0], '[role=tabpanel] button') !== null",
        &json!([widget.selector]),
    )?;
    same("codes", &page.heard_error_codes()?, &["integrity"])?;
    page.run("mend()", &json!([]))?;
    widget.click("[role=tabpanel] button")?;
    comes_to(&widget, "compare")?;
    // And for a whole page of it: the words inside the element stay.
    page.visit(Visit::to("workshop").served(Manner::CorruptModule))?;
    let widget =
        page.build("<conversion-calculator views=compare><p>Words.</p></conversion-calculator>")?;
    widget.reaches("failed")?;
    widget.shows_its_fallback()
}

fn no_part_is_fetched_where_no_module_may_run(page: &Page<'_>) -> Outcome {
    let policy = "script-src 'self' %ORIGIN%";
    page.visit(Visit::to("workshop").header("Content-Security-Policy", policy))?;
    let widget = page.build(
        "<conversion-calculator views=compare frame=never><p>Words.</p></conversion-calculator>",
    )?;
    widget.reaches("failed")?;
    widget.shows_its_fallback()?;
    same("codes", &page.heard_error_codes()?, &["wasm-blocked"])?;
    same("files", &fetched(page), &[""; 0])?;
    // By the frame, and once.
    let widget =
        page.build("<conversion-calculator views=compare><p>Words.</p></conversion-calculator>")?;
    widget.reaches("frame")?;
    comes_to(&widget, "compare")?;
    same("files of the frame", &fetched(page).len(), &1)
}

fn its_words_are_there_in_every_language(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=\"rate compare\" lang=ar-XB")?;
    turn_to(&widget, "compare")?;
    comes_to(&widget, "compare")?;
    let arabic = widget.read_part("verdict")?;
    widget.set_attribute("lang", "en")?;
    page.until(
        "English words",
        "return inner(arguments[0], '.verdict').textContent.includes('Maya')
           && inner(arguments[0], '.verdict').textContent !== arguments[1]",
        &json!([widget.selector, arabic]),
    )?;
    let english = widget.read_part("verdict")?;
    holds(
        english.split_whitespace().count() > 5,
        format!("words: {english}"),
    )?;
    page.has_no_faults()
}
