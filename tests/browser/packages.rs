//! The npm package in pages that others have built of it: React, Vue, Eleventy, and no tool at all.
//!
//! `cargo xtask package --pages` packs it and builds them (tests/packages); `CW_PACKAGES` is their folder.

use serde_json::json;

use crate::harness::{
    Outcome, behaviours, contains, holds,
    page::{Page, Visit, Widget},
    same,
    server::{Document, Manner, package_page},
};

behaviours! {
    EVERY:
        react_in_strict_mode_sets_attributes_and_a_scenario_and_hears,
        react_renders_again_and_nothing_typed_is_lost,
        react_takes_the_element_out_and_puts_a_new_one_in,
        vue_sets_attributes_and_a_scenario_and_hears_in_another_language,
        vue_renders_again_and_nothing_typed_is_lost,
        a_page_of_eleventy_says_it_before_any_script_and_then_computes,
        a_page_without_a_bundler_computes,
        a_copy_of_the_folder_serves_the_frame,
        a_policy_that_allows_modules_and_trusts_no_text_reports_nothing,
        a_policy_without_modules_gets_the_frame_of_another_host,
        a_policy_without_modules_leaves_what_stands_inside_and_no_dead_link,
        the_parts_of_a_bundle_are_found_when_a_view_is_opened;
}

/// Opens a page, and counts what it asks for from here on.
fn open<'a>(page: &'a Page<'a>, project: &str) -> Outcome<Widget<'a>> {
    page.site.forget_requests();
    page.go(&format!("{}/packages/{project}", page.site.blog.url))?;
    let widget = page.widget();
    page.until(
        "the element",
        "return Boolean(host('conversion-calculator'))",
        &json!([]),
    )?;
    Ok(widget)
}

/// Nothing was asked for in vain, and nothing elsewhere.
fn asked_only_here(page: &Page<'_>, modules: usize) -> Outcome {
    let asked = page.site.blog.requests();
    let lost: Vec<_> = asked
        .iter()
        .filter(|request| !request.is_answered())
        .map(|request| &request.target)
        .collect();
    same("not there", &lost, &Vec::<&String>::new())?;
    let found = page.site.blog.requests_for(".wasm");
    holds(found.len() == modules, format_args!("modules: {found:?}"))?;
    let elsewhere = page.site.publisher.requests();
    holds(elsewhere.is_empty(), format_args!("{elsewhere:?}"))?;
    let others = page.run(
        "return performance.getEntriesByType('resource').map(({name}) => name)
           .filter(name => !name.startsWith(location.origin))",
        &json!([]),
    )?;
    same("other hosts", &others, &json!([]))?;
    page.has_no_faults()
}

fn heard(page: &Page<'_>, wanted: &str) -> Outcome {
    page.until(
        &format!("the page hears {wanted}"),
        "return text(document.querySelector('#heard')) === arguments[0]",
        &json!([wanted]),
    )
    .map(drop)
}

/// Leaves the field, which commits what was typed.
fn commit(page: &Page<'_>) -> Outcome {
    page.tab()
}

fn react_in_strict_mode_sets_attributes_and_a_scenario_and_hears(page: &Page<'_>) -> Outcome {
    let widget = open(page, "react/")?;
    widget.becomes_ready()?;
    let mounts = page.run("return document.body.dataset.mounts", &json!([]))?;
    same("mounts of strict mode", &mounts, &json!("2"))?;
    widget.comes_to_rate(0.03)?;
    // By the property, and by an attribute.
    widget.outcome_comes_to("conversionsNeeded", 500.0)?;
    widget.outcome_comes_to("countForTarget", 1_667.0)?;
    page.click("#more")?;
    widget.comes_to_rate(0.015)?;
    widget.type_into("conversions", "150")?;
    commit(page)?;
    heard(page, "0.0075")?;
    let projector = page.widget_at("lifetime-value-projector");
    projector.becomes_ready()?;
    same("view", &projector.seen("/view")?, &json!("value"))?;
    // The core with the first element; with the second what a customer is worth.
    asked_only_here(page, 2)
}

fn react_renders_again_and_nothing_typed_is_lost(page: &Page<'_>) -> Outcome {
    let widget = open(page, "react/")?;
    widget.becomes_ready()?;
    widget.type_into("viewers", "40000")?;
    widget.comes_to_rate(0.0075)?;
    for _ in 0..3 {
        page.click("#again")?;
    }
    let renders = page.run(
        "return document.querySelector('main').dataset.renders",
        &json!([]),
    )?;
    same("renders", &renders, &json!("3"))?;
    page.click("#more")?;
    page.settle()?;
    widget.comes_to_rate(0.0075)?;
    // The author's value has moved under what was typed. What was assigned is gone, too.
    page.click("#reset")?;
    widget.comes_to_rate(0.015)?;
    page.has_no_faults()
}

fn react_takes_the_element_out_and_puts_a_new_one_in(page: &Page<'_>) -> Outcome {
    let widget = open(page, "react/")?;
    widget.becomes_ready()?;
    for _ in 0..2 {
        page.click("#show")?;
        page.until(
            "no element",
            "return !host('conversion-calculator')",
            &json!([]),
        )?;
        page.click("#show")?;
        widget.becomes_ready()?;
        widget.comes_to_rate(0.03)?;
        widget.outcome_comes_to("conversionsNeeded", 500.0)?;
    }
    widget.type_into("conversions", "150")?;
    commit(page)?;
    heard(page, "0.015")?;
    page.has_no_faults()
}

fn vue_sets_attributes_and_a_scenario_and_hears_in_another_language(page: &Page<'_>) -> Outcome {
    let widget = open(page, "vue/")?;
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    widget.outcome_comes_to("conversionsNeeded", 500.0)?;
    page.click("#more")?;
    widget.comes_to_rate(0.015)?;
    widget.type_into("conversions", "150")?;
    commit(page)?;
    heard(page, "0.0075")?;
    // The sentences came out of the bundle, as they were published.
    let sentences = page.site.blog.requests_for(".json");
    same("files of sentences", &sentences.len(), &1)?;
    contains("sentences", &sentences.concat(), "messages-en-XA")?;
    asked_only_here(page, 1)
}

fn vue_renders_again_and_nothing_typed_is_lost(page: &Page<'_>) -> Outcome {
    let widget = open(page, "vue/")?;
    widget.becomes_ready()?;
    widget.type_into("viewers", "40000")?;
    widget.comes_to_rate(0.0075)?;
    page.click("#more")?;
    page.settle()?;
    widget.comes_to_rate(0.0075)?;
    // Taken out, it is gone: what comes back is a new one, with what the page says by now.
    page.click("#show")?;
    page.click("#show")?;
    widget.becomes_ready()?;
    widget.comes_to_rate(0.015)?;
    page.has_no_faults()
}

fn a_page_of_eleventy_says_it_before_any_script_and_then_computes(page: &Page<'_>) -> Outcome {
    let written = package_page("eleventy/index.html")?;
    contains(
        "the page as it is served",
        &written,
        "<p>300 of 10,000 people bought: a conversion rate of 3 %.</p>",
    )?;
    computes(page, "eleventy/")
}

fn a_page_without_a_bundler_computes(page: &Page<'_>) -> Outcome {
    computes(page, "plain/")
}

fn computes(page: &Page<'_>, project: &str) -> Outcome {
    let widget = open(page, project)?;
    widget.becomes_ready()?;
    widget.hides_its_fallback()?;
    widget.comes_to_rate(0.03)?;
    widget.type_into("conversions", "150")?;
    widget.comes_to_rate(0.015)?;
    asked_only_here(page, 1)
}

fn a_copy_of_the_folder_serves_the_frame(page: &Page<'_>) -> Outcome {
    let widget = open(page, "plain/framed.html")?;
    widget.reaches("frame")?;
    widget.hides_its_fallback()?;
    widget.set_attribute("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    asked_only_here(page, 1)
}

/// The page of React under a policy.
fn open_under(page: &Page<'_>, policy: &str) -> Outcome {
    let document = Document {
        html: package_page("react/index.html")?,
        headers: vec![("Content-Security-Policy".to_owned(), policy.to_owned())],
    };
    let address = page
        .site
        .publish_page("/strict-react", &document, Manner::Plain)?;
    page.go(&address)
}

fn a_policy_that_allows_modules_and_trusts_no_text_reports_nothing(page: &Page<'_>) -> Outcome {
    open_under(
        page,
        "default-src 'none'; img-src 'self'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
         require-trusted-types-for 'script'",
    )?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.type_into("conversions", "150")?;
    widget.comes_to_rate(0.015)?;
    page.has_no_faults()
}

fn a_policy_without_modules_gets_the_frame_of_another_host(page: &Page<'_>) -> Outcome {
    let policy = "script-src 'self' 'unsafe-inline'; frame-src %ORIGIN%";
    page.visit(Visit::to("package").header("Content-Security-Policy", policy))?;
    let widget = page.widget();
    widget.reaches("frame")?;
    widget.set_attribute("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    page.has_no_faults_but_reports()
}

/// What a bundle was never told, it does not know: where the page for frames is.
fn a_policy_without_modules_leaves_what_stands_inside_and_no_dead_link(page: &Page<'_>) -> Outcome {
    open_under(page, "script-src 'self'")?;
    let widget = page.widget();
    widget.reaches("failed")?;
    widget.shows_its_fallback()?;
    same(
        "codes",
        &page.heard_error_codes()?.first().map(String::as_str),
        &Some("wasm-blocked"),
    )?;
    let links = widget.run(
        "return [...host(arguments[0]).shadowRoot.querySelectorAll('a')].filter(shown).length",
        &[],
    )?;
    same("links that are shown", &links, &json!(0))
}

fn the_parts_of_a_bundle_are_found_when_a_view_is_opened(page: &Page<'_>) -> Outcome {
    let widget = open(page, "react/")?;
    widget.becomes_ready()?;
    for view in ["return", "compare", "splitTest", "fee", "plan"] {
        widget.set_attribute("views", view)?;
        page.until(
            view,
            "const {result} = host('conversion-calculator');
             return result.view === arguments[0] && shown(inner('conversion-calculator', '[data-field]'))",
            &json!([view]),
        )?;
    }
    // The core, and one for what a customer is worth, for money, for comparing, for testing.
    asked_only_here(page, 5)
}
