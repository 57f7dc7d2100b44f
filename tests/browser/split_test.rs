//! A reader compares variants of a page, call to action or offer.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{CALCULATOR, Page, Widget},
    same,
};

behaviours! {
    EVERY:
        the_example_says_what_to_do,
        figures_follow_what_is_typed_into_the_rows,
        a_third_variant_is_added_and_judged_with_the_others,
        a_broken_split_stands_above_all_figures,
        looks_change_the_verdict_and_say_their_price,
        planned_shares_must_add_up,
        more_conversions_than_visitors_is_a_mistake_of_the_row,
        without_rows_they_are_asked_for,
        each_variant_opens_to_its_own_figures,
        the_curves_have_a_text_that_says_the_same,
        a_split_test_fits_in_every_width,
        axe_finds_nothing_in_a_split_test;
}

/// A calculator of this view; variants are (name, visitors, conversions).
fn open<'a>(
    page: &'a Page<'_>,
    attributes: &str,
    variants: &[(&str, u32, u32)],
) -> Outcome<Widget<'a>> {
    let rows: Vec<Value> = variants
        .iter()
        .map(|(name, visitors, conversions)| {
            json!({"name": name, "visitors": visitors, "conversions": conversions})
        })
        .collect();
    let child = if rows.is_empty() {
        String::new()
    } else {
        let scenario = json!({"splitTest": {"variants": rows}});
        format!("<script type=\"application/json\">{scenario}</script>")
    };
    page.open("workshop")?;
    let widget = page.build(&format!(
        "<div><{CALCULATOR} views=splitTest {attributes}>{child}</{CALCULATOR}></div>"
    ))?;
    widget.becomes_ready()?;
    Ok(widget)
}

/// Replaces what stands in a cell, key by key.
fn type_cell(page: &Page<'_>, widget: &Widget<'_>, row: u32, column: &str, text: &str) -> Outcome {
    widget.click(&format!(
        "[data-field=variants] [data-row=\"{row}\"] input[data-column={column}]"
    ))?;
    page.press_with_control('a')?;
    page.type_text(text)
}

fn comes_to(page: &Page<'_>, widget: &Widget<'_>, path: &str, wanted: &Value) -> Outcome {
    let script = "let seen = host(arguments[0]).result;
        for (const name of arguments[1].split('.')) seen = seen?.[name];
        const wanted = arguments[2];
        return typeof wanted === 'number' && typeof seen === 'number'
          ? Math.abs(seen - wanted) < 1e-9 : seen === wanted";
    let what = format!("{path} = {wanted}");
    let seen = page.until(&what, script, &json!([widget.selector, path, wanted]));
    seen.map(drop)
        .or_else(|problem| Err(format!("{problem}: {}", widget.result()?)))
}

fn verdict(widget: &Widget<'_>) -> Outcome<String> {
    widget.read_part("verdict")
}

fn the_example_says_what_to_do(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[])?;
    comes_to(page, &widget, "outcome.verdict", &json!("better"))?;
    comes_to(
        page,
        &widget,
        "outcome.variants.1.difference",
        &json!(0.008),
    )?;
    comes_to(page, &widget, "outcome.variants.0.difference", &json!(null))?;
    same(
        "headline",
        &widget.read_figure("difference")?.as_str(),
        &"+0.8",
    )?;
    contains("verdict", &verdict(&widget)?, "Ship B.")?;
    let interval = widget.read_part("interval")?;
    contains("interval", &interval, "+0.09 to +1.52 points")?;
    page.has_no_faults()
}

fn figures_follow_what_is_typed_into_the_rows(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[])?;
    type_cell(page, &widget, 1, "conversions", "100")?;
    comes_to(
        page,
        &widget,
        "outcome.variants.1.difference",
        &json!(-0.01),
    )?;
    comes_to(page, &widget, "outcome.verdict", &json!("worse"))?;
    contains("verdict", &verdict(&widget)?, "Keep A.")?;
    type_cell(page, &widget, 1, "name", "Short form")?;
    page.until(
        "the new name",
        "return inner(arguments[0], '[part~=verdict]').textContent.includes('Short form')",
        &json!([widget.selector]),
    )?;
    let names = widget.run(
        "return host(arguments[0]).scenario.splitTest.variants.map(({name}) => name)",
        &[],
    )?;
    same("names", &names, &json!(["A", "Short form"]))?;
    page.has_no_faults()
}

fn a_third_variant_is_added_and_judged_with_the_others(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[])?;
    widget.click("[data-field=variants] button.add")?;
    type_cell(page, &widget, 2, "name", "C")?;
    type_cell(page, &widget, 2, "visitors", "5000")?;
    type_cell(page, &widget, 2, "conversions", "230")?;
    comes_to(
        page,
        &widget,
        "outcome.variants.2.difference",
        &json!(0.016),
    )?;
    contains("verdict", &verdict(&widget)?, "Ship C.")?;
    // The list may be out of sight, and then waits for a pause.
    page.tab()?;
    page.settle()?;
    let rows = widget.run(
        "return host(arguments[0]).shadowRoot.querySelectorAll('.variants .figure').length",
        &[],
    )?;
    same("rows", &rows.as_f64(), &Some(3.0))?;
    // The headline and the list are those of the variant that decides.
    same(
        "headline",
        &widget.read_figure("difference")?.as_str(),
        &"+1.6",
    )?;
    page.has_no_faults()
}

fn a_broken_split_stands_above_all_figures(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[("A", 5_300, 150), ("B", 4_700, 190)])?;
    comes_to(page, &widget, "outcome.verdict", &json!("brokenSplit"))?;
    comes_to(
        page,
        &widget,
        "outcome.variants.1.verdict",
        &json!("better"),
    )?;
    holds(widget.is_shown("[data-stop]")?, "no stop sign")?;
    let order = widget.run(
        "const stop = inner(arguments[0], '[data-stop]'), value = inner(arguments[0], '.headline');
         return [Boolean(stop.compareDocumentPosition(value) & Node.DOCUMENT_POSITION_FOLLOWING),
           Boolean(stop.closest('[role=status]')), text(stop).includes('not split as planned')]",
        &[],
    )?;
    same("above, told, worded", &order, &json!([true, true, true]))?;
    let said = verdict(&widget)?;
    holds(!said.contains("Ship"), format_args!("it says {said}"))?;
    // As it was planned, it is sound.
    widget.type_into("plannedShares", "53 / 47")?;
    comes_to(page, &widget, "outcome.verdict", &json!("better"))?;
    page.settle()?;
    holds(!widget.is_shown("[data-stop]")?, "the stop sign stays")
}

fn looks_change_the_verdict_and_say_their_price(page: &Page<'_>) -> Outcome {
    let widget = open(page, "looks=5", &[])?;
    comes_to(page, &widget, "outcome.verdict", &json!("noDifferenceYet"))?;
    let said = verdict(&widget)?;
    contains("verdict", &said, "Keep A for now")?;
    contains("verdict", &said, "14.2%")?;
    contains("verdict", &said, "1.58%")?;
    widget.type_into("looks", "1")?;
    comes_to(page, &widget, "outcome.verdict", &json!("better"))?;
    widget.set_attribute("looks-fixed", "false")?;
    comes_to(page, &widget, "outcome.verdict", &json!("noDifferenceYet"))?;
    // Out of sight it waits until the reader pauses.
    page.until(
        "the verdict",
        "return inner(arguments[0], '[part~=verdict]').textContent.includes('holds at any time decides')",
        &json!([widget.selector]),
    )?;
    Ok(())
}

fn planned_shares_must_add_up(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[])?;
    widget.type_into("plannedShares", "50 / 40")?;
    widget.has_no_outcome()?;
    comes_to(page, &widget, "errors.0.field", &json!("plannedShares"))?;
    comes_to(page, &widget, "errors.0.code", &json!("notWholeInSum"))?;
    widget.type_into("plannedShares", "50 / 30 / 20")?;
    comes_to(page, &widget, "errors.0.code", &json!("notAsMany"))?;
    widget.clear("plannedShares")?;
    comes_to(page, &widget, "outcome.verdict", &json!("better"))
}

fn more_conversions_than_visitors_is_a_mistake_of_the_row(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[])?;
    type_cell(page, &widget, 1, "visitors", "100")?;
    widget.has_no_outcome()?;
    same(
        "invalid",
        &widget.invalid_fields()?,
        &["variants.1.conversions", "variants.1.visitors"],
    )?;
    page.until(
        "a marked cell",
        "const cell = '[data-row=\"1\"] input[data-column=visitors]';
         return inner(arguments[0], cell).getAttribute('aria-invalid') === 'true'",
        &json!([widget.selector]),
    )?;
    // The last figures stay, and are said to be the last.
    holds(
        widget.is_shown("[data-stale]")?,
        "not said to be out of date",
    )?;
    type_cell(page, &widget, 1, "visitors", "5000")?;
    comes_to(page, &widget, "outcome.verdict", &json!("better"))
}

fn without_rows_they_are_asked_for(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[])?;
    widget.assign_scenario(&json!({"splitTest": {"variants": []}}))?;
    widget.has_no_outcome()?;
    let errors = widget.seen("/errors")?;
    holds(
        errors.as_array().is_some_and(|errors| !errors.is_empty()),
        "nothing is asked for",
    )?;
    for (row, name, conversions) in [(0, "Red", "10"), (1, "Blue", "30")] {
        type_cell(page, &widget, row, "name", name)?;
        type_cell(page, &widget, row, "visitors", "400")?;
        type_cell(page, &widget, row, "conversions", conversions)?;
    }
    comes_to(page, &widget, "outcome.variants.1.difference", &json!(0.05))?;
    contains("verdict", &verdict(&widget)?, "Ship Blue.")
}

fn each_variant_opens_to_its_own_figures(page: &Page<'_>) -> Outcome {
    let variants = [("A", 5_000, 150), ("B", 5_000, 190), ("C", 5_000, 140)];
    let widget = open(page, "", &variants)?;
    widget.click("[data-variant=\"2\"] > summary")?;
    page.settle()?;
    let values = widget.run(
        "const opened = inner(arguments[0], '[data-variant=\"2\"]');
         return [...opened.querySelectorAll('.derivation > .figure')].length > 8
           && text(opened.querySelector('.derivation .value'))",
        &[],
    )?;
    contains(
        "difference",
        values.as_str().unwrap_or_default(),
        "−\u{2060}0.2 (",
    )?;
    widget.open_figure("nominalLevel")?;
    page.settle()?;
    let formula = widget.run(
        "return text(figure(arguments[0], 'nominalLevel').querySelector('.derivation'))",
        &[],
    )?;
    contains("derivation", formula.as_str().unwrap_or_default(), "Pocock")
}

fn the_curves_have_a_text_that_says_the_same(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", &[])?;
    let said = widget.run(
        "return inner(arguments[0], '.density svg[role=img]').getAttribute('aria-label')",
        &[],
    )?;
    let said = said.as_str().unwrap_or_default();
    contains("text", said, "A: 2.56% to 3.49%")?;
    contains("text", said, "B: 3.28% to 4.33%")?;
    // Each label stands under its mark.
    let off = widget.run(
        "const scale = inner(arguments[0], '.scale'), svg = inner(arguments[0], '.density svg');
         const box = svg.getBoundingClientRect(), labels = [...scale.children];
         return labels.map((label, place) => {
           const {left, width} = label.getBoundingClientRect();
           const x = box.left + (place + 0.5) / labels.length * box.width;
           return Math.abs(left + width / 2 - x)
         }).filter(off => off > 1)",
        &[],
    )?;
    same("labels beside their marks", &off, &json!([]))
}

const MANY: [(&str, u32, u32); 6] = [
    ("Original page with the long form", 5_300, 150),
    ("Short form", 4_700, 190),
    ("C", 5_000, 170),
    ("D", 5_000, 160),
    ("E", 5_000, 0),
    (
        "Donaudampfschifffahrtsgesellschaftsbesichtigungsgutschein",
        5_000,
        5_000,
    ),
];

fn a_split_test_fits_in_every_width(page: &Page<'_>) -> Outcome {
    let widget = open(page, "looks=5", &MANY)?;
    for width in [240, 320, 720] {
        widget.run(
            "host(arguments[0]).parentElement.style.inlineSize = `${arguments[1]}px`",
            &[json!(width)],
        )?;
        page.settle()?;
        widget.does_not_overflow()?;
        widget.photograph(&format!("splitTest-{width}"))?;
    }
    widget.open_all()?;
    for (width, lang) in [(240, "en"), (320, "ar-XB")] {
        widget.run(
            "host(arguments[0]).parentElement.style.inlineSize = `${arguments[1]}px`",
            &[json!(width)],
        )?;
        widget.set_attribute("lang", lang)?;
        page.settle()?;
        widget.does_not_overflow()?;
        widget.photograph(&format!("splitTest-{width}-{lang}-opened"))?;
    }
    page.has_no_faults()
}

fn axe_finds_nothing_in_a_split_test(page: &Page<'_>) -> Outcome {
    for theme in ["light", "dark"] {
        let widget = open(page, &format!("theme={theme}"), &MANY)?;
        widget.open_all()?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
    }
    Ok(())
}
