//! A page of another origin puts the element in, and nothing else.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, contains, holds, near,
    page::{Page, Visit},
    same,
    server::Manner,
};

behaviours! {
    EVERY:
        a_post_of_another_origin_shows_three_per_cent_and_its_interval,
        what_stands_inside_gives_way_to_the_calculator,
        two_calculators_keep_to_themselves,
        without_figures_an_example_stands_there_and_says_so,
        some_figures_are_never_mixed_with_the_example,
        the_first_of_two_versions_serves_the_page,
        a_host_that_knows_no_media_types_will_do,
        a_strict_policy_that_allows_modules_reports_nothing;
}

fn a_post_of_another_origin_shows_three_per_cent_and_its_interval(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    same("rate", &widget.read_figure("rate")?.as_str(), &"3%")?;
    let interval = widget.read_part("interval")?;
    contains("interval", &interval, "2.68")?;
    contains("interval", &interval, "3.35")?;
    let result = widget.result()?;
    let at = |pointer: &str| result.pointer(pointer).cloned().unwrap_or_default();
    near("rate", &at("/outcome/rate"), 0.03)?;
    // Wilson's interval of 300 in 10,000 at 95 %, as R's prop.test(correct = FALSE) gives it.
    near("low", &at("/outcome/low"), 0.026_833)?;
    near("high", &at("/outcome/high"), 0.033_528)?;
    near("one in", &at("/outcome/oneIn"), 100.0 / 3.0)?;
    near("not converting", &at("/outcome/notConverting"), 9700.0)?;
    same("schema", &at("/schema"), &json!(1))?;
    same("version", &at("/version"), &json!(page.site.version))?;
    same("view", &at("/view"), &json!("rate"))?;
    same("errors", &at("/errors"), &json!([]))?;
    widget.type_into("conversions", "150")?;
    widget.comes_to_rate(0.015)?;
    same("rate", &widget.read_figure("rate")?.as_str(), &"1.5%")?;
    page.has_no_faults()
}

fn what_stands_inside_gives_way_to_the_calculator(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.hides_its_fallback()?;
    // Search engines and a later version of the page still find it.
    let kept = page.run(
        "return host('conversion-calculator').textContent",
        &json!([]),
    )?;
    contains(
        "content",
        kept.as_str().unwrap_or_default(),
        "300 of 10,000",
    )
}

fn two_calculators_keep_to_themselves(page: &Page<'_>) -> Outcome {
    page.open("pair")?;
    let (first, second) = (page.widget_at("#first"), page.widget_at("#second"));
    first.becomes_ready()?;
    second.becomes_ready()?;
    first.comes_to_rate(0.03)?;
    second.comes_to_rate(0.02)?;
    first.type_into("viewers", "20000")?;
    first.comes_to_rate(0.015)?;
    second.comes_to_rate(0.02)?;
    second.choose("per", "click")?;
    same(
        "per of the first",
        &first.read_choice("per")?.as_str(),
        &"viewer",
    )?;
    second.reset()?;
    first.comes_to_rate(0.015)?;
    // Ids of one tree are no matter for the other, but within a tree each stands once.
    let doubles = page.run(
        "return [...document.querySelectorAll('conversion-calculator')].flatMap(widget => {
           const ids = [...widget.shadowRoot.querySelectorAll('[id]')].map(element => element.id);
           return ids.filter((id, place) => ids.indexOf(id) !== place)
         })",
        &json!([]),
    )?;
    same("ids that stand twice", &doubles, &json!([]))?;
    page.has_no_faults()
}

fn without_figures_an_example_stands_there_and_says_so(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("")?;
    widget.comes_to_rate(0.03)?;
    holds(
        widget.is_shown("[data-example]")?,
        "the example is not called one",
    )?;
    widget.type_into("viewers", "5000")?;
    widget.comes_to_rate(0.06)?;
    holds(
        !widget.is_shown("[data-example]")?,
        "figures of the reader are called an example",
    )?;
    widget.reset()?;
    widget.comes_to_rate(0.03)?;
    holds(
        widget.is_shown("[data-example]")?,
        "the example is not called one after a reset",
    )
}

fn some_figures_are_never_mixed_with_the_example(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("conversions=40")?;
    widget.has_no_outcome()?;
    same("viewers", &widget.read_field("viewers")?.as_str(), &"")?;
    same("invalid", &widget.invalid_fields()?, &["viewers"])?;
    same("code", &widget.seen("/errors/0/code")?, &json!("missing"))?;
    holds(
        !widget.is_shown("[data-example]")?,
        "the page's figures are called an example",
    )?;
    widget.type_into("viewers", "1000")?;
    widget.comes_to_rate(0.04)
}

fn the_first_of_two_versions_serves_the_page(page: &Page<'_>) -> Outcome {
    page.open("twice")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    page.settle()?;
    let modules = page.site.module_requests();
    same("requests for a module", &modules.len(), &1)?;
    let first = modules
        .iter()
        .all(|request| request.path.starts_with("/plain/"));
    holds(first, format_args!("from the second: {modules:?}"))?;
    page.has_no_faults()
}

fn a_host_that_knows_no_media_types_will_do(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("fallback").served(Manner::Untyped))?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn a_strict_policy_that_allows_modules_reports_nothing(page: &Page<'_>) -> Outcome {
    let policy = "default-src 'none'; img-src 'self'; connect-src %ORIGIN%; script-src 'self' %ORIGIN% 'wasm-unsafe-eval'";
    page.visit(Visit::to("fallback").header("Content-Security-Policy", policy))?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    widget.open_figure("oneIn")?;
    page.settle()?;
    let style: Value = widget.run(
        "return getComputedStyle(inner(arguments[0], '.cw')).containerType",
        &[],
    )?;
    same("style sheet", &style, &json!("inline-size"))?;
    page.has_no_faults()
}
