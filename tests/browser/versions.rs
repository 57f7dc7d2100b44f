//! Several scripts on one page: of two versions, of two hosts, the same one twice. The first serves all.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds,
    page::{Page, Visit},
    same,
};

behaviours! {
    EVERY:
        whichever_of_two_hosts_comes_first_serves_the_page,
        the_script_of_the_hour_stands_beside_one_of_a_version,
        a_version_that_comes_late_changes_nothing,
        a_script_that_runs_again_leaves_nothing_behind;
}

/// The scripts of `versions.html`, in the order they are put in.
fn open(page: &Page<'_>, scripts: &str) -> Outcome {
    page.visit(Visit::to("versions").asking(&format!("?{scripts}")))
}

/// Both elements are ready, each said so once, and one module came, from the one who was first.
fn serves_all(page: &Page<'_>, first: &str) -> Outcome {
    for id in ["#first", "#second"] {
        let widget = page.widget_at(id);
        widget.becomes_ready()?;
        widget.comes_to_rate(0.03)?;
    }
    page.until(
        "all scripts have run",
        "return scripts.length <= arrived.length",
        &json!([]),
    )?;
    page.wait(100)?;
    let modules: Vec<_> = [&page.site.publisher, &page.site.blog]
        .iter()
        .flat_map(|origin| {
            let paths = origin.requests_for(".wasm").into_iter();
            paths.map(|path| format!("{}{path}", origin.url))
        })
        .collect();
    same(
        format_args!("modules after {first}: {modules:?}"),
        &modules.len(),
        &1,
    )?;
    let served_by = page.run("return arrived[0]", &json!([]))?;
    let folder = served_by.as_str().and_then(|url| url.rsplit_once('/'));
    let folder = folder.map_or("", |(folder, _)| folder);
    holds(
        modules.iter().all(|module| module.starts_with(folder)),
        format_args!("{modules:?} is not from {served_by}"),
    )?;
    let from: Vec<_> = page
        .heard("cw-ready")?
        .into_iter()
        .filter_map(|event| event.get("from").cloned())
        .collect();
    same("said to be ready", &from.len(), &2)?;
    // One key is one event.
    page.forget_events()?;
    let widget = page.widget_at("#second");
    widget.enter_field("viewers")?;
    page.type_text("0")?;
    page.settle()?;
    same("cw-input", &page.heard("cw-input")?.len(), &1)?;
    page.tab()?;
    page.settle()?;
    same("cw-change", &page.heard("cw-change")?.len(), &1)?;
    page.widget_at("#first").comes_to_rate(0.03)?;
    same("errors told", &page.heard("cw-error")?.len(), &0)?;
    page.has_no_faults()
}

fn whichever_of_two_hosts_comes_first_serves_the_page(page: &Page<'_>) -> Outcome {
    for scripts in ["publisher,own", "own,publisher"] {
        page.site.forget_requests();
        open(page, scripts)?;
        serves_all(page, scripts)?;
    }
    // And as they are printed, where the network decides which of them is first.
    page.site.forget_requests();
    open(page, "async,own,publisher")?;
    serves_all(page, "whichever")
}

fn the_script_of_the_hour_stands_beside_one_of_a_version(page: &Page<'_>) -> Outcome {
    for scripts in ["hour,publisher", "publisher,hour", "publisher,publisher"] {
        page.site.forget_requests();
        open(page, scripts)?;
        serves_all(page, scripts)?;
    }
    Ok(())
}

fn a_version_that_comes_late_changes_nothing(page: &Page<'_>) -> Outcome {
    open(page, "publisher")?;
    let widget = page.widget_at("#first");
    widget.becomes_ready()?;
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    page.run_async("await add(address('own'))", &json!([]))?;
    page.settle()?;
    widget.comes_to_rate(0.015)?;
    widget.reset()?;
    serves_all(page, "publisher, and late own")?;
    // What the second brings in is an element of the first.
    page.run(
        "document.querySelector('main').insertAdjacentHTML('beforeend',
           '<lifetime-value-projector id=third loading=eager></lifetime-value-projector>')",
        &json!([]),
    )?;
    page.widget_at("#third").becomes_ready()?;
    let classes = page.run(
        "return new Set([...document.querySelectorAll('#first, #second')].map(({constructor}) => constructor)).size",
        &json!([]),
    )?;
    same("classes", &classes, &json!(1))?;
    same(
        "modules of the second",
        &page.site.blog.requests_for(".wasm").len(),
        &0,
    )
}

fn a_script_that_runs_again_leaves_nothing_behind(page: &Page<'_>) -> Outcome {
    // As on a page that is one of many without ever being left.
    open(page, "publisher")?;
    page.widget_at("#first").becomes_ready()?;
    let counts = page.run_async(
        "const before = {...listening, names: Object.getOwnPropertyNames(window).length};
         for (const name of ['publisher', 'own', 'hour', 'publisher']) await add(address(name));
         const after = {...listening, names: Object.getOwnPropertyNames(window).length};
         return [before, after]",
        &json!([]),
    )?;
    let at = |index: usize| counts.get(index).cloned().unwrap_or(Value::Null);
    holds(
        at(0).get("count").and_then(Value::as_u64) > Some(0),
        "nobody listens: the count is none",
    )?;
    same("listeners and names", &at(1), &at(0))
}
