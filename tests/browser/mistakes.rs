//! Input that cannot be right is named, kept, and never computed with.

use serde_json::json;

use crate::harness::{Outcome, behaviours, holds, near, page::Page, same};

behaviours! {
    EVERY:
        each_mistake_has_its_code_and_its_words,
        more_conversions_than_viewers_is_a_mistake_of_both_fields,
        the_last_valid_figures_stay_and_are_marked,
        a_mistake_opens_the_assumptions_that_hide_it,
        half_a_number_is_no_mistake_until_the_reader_pauses,
        bounds_are_told_with_the_mistake,
        a_rate_of_nothing_and_a_rate_of_all_are_rates;
}

fn each_mistake_has_its_code_and_its_words(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let mistakes = [
        ("abc", "notANumber"),
        ("", "missing"),
        ("-5", "outOfRange"),
        ("1e300", "outOfRange"),
        ("12.5", "notWhole"),
        ("0", "outOfRange"),
        ("3 %", "percent"),
        ("<b>1</b>", "notANumber"),
        ("∞", "notANumber"),
        ("NaN", "notANumber"),
        ("0x10", "notANumber"),
    ];
    for (text, code) in mistakes {
        widget.insert_into("viewers", text)?;
        widget.has_no_outcome()?;
        // A mistake is told when the field is left, or when the reader pauses.
        page.tab()?;
        holds(
            widget.invalid_fields()?.contains(&"viewers".to_owned()),
            format_args!("{text:?} is no mistake of viewers"),
        )?;
        let errors = widget.seen("/errors")?;
        let codes: Vec<_> = errors
            .as_array()
            .into_iter()
            .flatten()
            .filter(|error| error.get("field") == Some(&json!("viewers")))
            .filter_map(|error| error.get("code"))
            .collect();
        same(format_args!("code of {text:?}"), &codes, &[&json!(code)])?;
        holds(
            widget.field_error("viewers")?.is_some(),
            format_args!("no words about {text:?}"),
        )?;
        same("text", &widget.read_field("viewers")?.as_str(), &text)?;
    }
    widget.insert_into("viewers", "10000")?;
    page.tab()?;
    widget.comes_to_rate(0.03)?;
    same(
        "words without a mistake",
        &widget.field_error("viewers")?,
        &None,
    )?;
    page.has_no_faults()
}

fn more_conversions_than_viewers_is_a_mistake_of_both_fields(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.type_into("conversions", "10001")?;
    widget.has_no_outcome()?;
    page.tab()?;
    same(
        "invalid",
        &widget.invalid_fields()?,
        &["conversions", "viewers"],
    )?;
    for field in ["conversions", "viewers"] {
        holds(
            widget.field_error(field)?.is_some(),
            format_args!("no words at {field}"),
        )?;
    }
    widget.type_into("viewers", "20002")?;
    widget.comes_to_rate(0.5)?;
    same("invalid", &widget.invalid_fields()?.len(), &0)
}

fn the_last_valid_figures_stay_and_are_marked(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    holds(
        !widget.is_shown("[data-stale]")?,
        "good figures are marked as old",
    )?;
    widget.type_into("viewers", "12.5")?;
    widget.has_no_outcome()?;
    same("rate", &widget.read_figure("rate")?.as_str(), &"3%")?;
    page.until(
        "the mark of old figures",
        "return inner(arguments[0], '[data-stale]') !== null",
        &json!([widget.selector]),
    )?;
    // Leaving the field changes nothing about it.
    page.tab()?;
    same("text", &widget.read_field("viewers")?.as_str(), &"12.5")?;
    holds(
        widget.is_shown("[data-stale]")?,
        "old figures are not marked",
    )?;
    widget.type_into("viewers", "1000")?;
    widget.comes_to_rate(0.3)?;
    holds(
        !widget.is_shown("[data-stale]")?,
        "good figures are marked as old",
    )
}

fn a_mistake_opens_the_assumptions_that_hide_it(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let folded =
        "const found = inner(arguments[0], 'details[data-assumptions]'); return !found.open";
    same("folded", &widget.run(folded, &[])?, &json!(true))?;
    widget.assign_scenario(&json!({"rate": {"level": 2}}))?;
    widget.has_no_outcome()?;
    same("invalid", &widget.invalid_fields()?, &["level"])?;
    same("folded", &widget.run(folded, &[])?, &json!(false))?;
    holds(widget.field_error("level")?.is_some(), "no words at level")
}

/// "1" on the way to "10000" is fewer than the conversions, and nobody wants to hear of it.
fn half_a_number_is_no_mistake_until_the_reader_pauses(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let seen = widget.run_async(
        "const input = control(arguments[0], 'viewers'), height = () => host(arguments[0]).offsetHeight, before = height();
         const told = () => [...host(arguments[0]).shadowRoot.querySelectorAll('[aria-invalid=true], [data-stale]')].length;
         input.value = '1';
         input.dispatchEvent(new Event('input', {bubbles: true}));
         await settled();
         const typing = [told(), height() - before, host(arguments[0]).result.errors.length];
         await new Promise(done => setTimeout(done, 1500));
         return [...typing, told()]",
        &[],
    )?;
    // The page is told at once; the reader after a pause, at both fields and at the figures.
    same("told", &seen, &json!([0, 0, 2, 3]))
}

fn bounds_are_told_with_the_mistake(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.insert_into("viewers", "1e15")?;
    widget.has_no_outcome()?;
    near("largest", &widget.seen("/errors/0/max")?, 1e12)?;
    widget.insert_into("viewers", "10000")?;
    widget.insert_into("targetRate", "300")?;
    widget.has_no_outcome()?;
    same(
        "field",
        &widget.seen("/errors/0/field")?,
        &json!("targetRate"),
    )?;
    near("largest", &widget.seen("/errors/0/max")?, 1.0)
}

fn a_rate_of_nothing_and_a_rate_of_all_are_rates(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.type_into("conversions", "0")?;
    widget.comes_to_rate(0.0)?;
    same("one in", &widget.seen("/outcome/oneIn")?, &json!(null))?;
    let shown = widget.run(
        "return plain(host(arguments[0]).shadowRoot.textContent)",
        &[],
    )?;
    let shown = shown.as_str().unwrap_or_default();
    holds(
        !shown.contains("NaN") && !shown.contains('∞'),
        format_args!("shown: {shown}"),
    )?;
    widget.type_into("conversions", "10000")?;
    widget.comes_to_rate(1.0)?;
    page.has_no_faults()
}
