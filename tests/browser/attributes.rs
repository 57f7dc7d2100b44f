//! Attributes and the JSON child: the author's values, live, below what the reader typed.

use serde_json::json;

use crate::harness::{Outcome, behaviours, contains, holds, near, page::Page, same};

behaviours! {
    EVERY:
        an_attribute_moves_a_field_that_nobody_touched,
        a_touched_field_keeps_its_text_until_a_reset,
        nested_and_compound_names_are_written_with_dashes,
        json_inside_the_element_is_read_below_the_attributes,
        json_inside_the_element_is_followed,
        json_that_cannot_be_read_is_reported,
        an_attribute_that_cannot_be_used_is_reported_and_its_default_used,
        an_attribute_that_was_mended_counts,
        attributes_of_others_are_no_matter,
        rates_are_fractions_and_numbers_have_points;
}

fn an_attribute_moves_a_field_that_nobody_touched(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.set_attribute("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    same("text", &widget.read_field("viewers")?.as_str(), &"20,000")?;
    widget.remove_attribute("viewers")?;
    widget.has_no_outcome()?;
    same("invalid", &widget.invalid_fields()?, &["viewers"])?;
    widget.set_attribute("viewers", "600")?;
    widget.comes_to_rate(0.5)
}

fn a_touched_field_keeps_its_text_until_a_reset(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.type_into("viewers", "5000")?;
    widget.comes_to_rate(0.06)?;
    widget.set_attribute("viewers", "40000")?;
    same("text", &widget.read_field("viewers")?.as_str(), &"5000")?;
    widget.comes_to_rate(0.06)?;
    widget.set_attribute("conversions", "600")?;
    widget.comes_to_rate(0.12)?;
    widget.reset()?;
    widget.comes_to_rate(0.015)?;
    same("text", &widget.read_field("viewers")?.as_str(), &"40,000")
}

fn nested_and_compound_names_are_written_with_dashes(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(
        "viewers=10000 conversions=300 target-rate=0.04 target-conversions=1000 action=custom action-name=download",
    )?;
    near("needed", &widget.seen("/outcome/conversionsNeeded")?, 400.0)?;
    near(
        "for target",
        &widget.seen("/outcome/countForTarget")?,
        33_334.0,
    )?;
    same("action", &widget.scenario("action")?, &json!("custom"))?;
    same("name", &widget.scenario("actionName")?, &json!("download"))?;
    contains("sentence", &widget.read_part("verdict")?, "download")
}

fn json_inside_the_element_is_read_below_the_attributes(page: &Page<'_>) -> Outcome {
    page.open("child")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.02)?;
    near("target", &widget.scenario("targetRate")?, 0.04)?;
    widget.remove_attribute("conversions")?;
    widget.comes_to_rate(999.0 / 8000.0)?;
    page.has_no_faults()
}

fn json_inside_the_element_is_followed(page: &Page<'_>) -> Outcome {
    page.open("child")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    let rewrite =
        "host(arguments[0]).querySelector('script').textContent = JSON.stringify(arguments[1])";
    widget.run(rewrite, &[json!({"rate": {"viewers": 1600}})])?;
    widget.comes_to_rate(0.1)?;
    widget.type_into("viewers", "3200")?;
    widget.comes_to_rate(0.05)?;
    widget.run(rewrite, &[json!({"rate": {"viewers": 16000}})])?;
    page.settle()?;
    widget.comes_to_rate(0.05)?;
    widget.run("host(arguments[0]).querySelector('script').remove()", &[])?;
    widget.reset()?;
    widget.has_no_outcome()
}

fn json_that_cannot_be_read_is_reported(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for text in [
        "{",
        "5",
        "null",
        "[]",
        "\"rate\"",
        "{\"rate\": 5}",
        "{\"rate\": {\"viewers\": \"<img>\"}}",
    ] {
        page.forget_events()?;
        let widget = page.build(&format!(
            "<conversion-calculator viewers=10000 conversions=300>\
             <script type=application/json>{text}</script></conversion-calculator>"
        ))?;
        widget.becomes_ready()?;
        widget.comes_to_rate(0.03)?;
        let codes = page.heard_error_codes()?;
        holds(
            codes.iter().all(|code| code == "bad-attribute"),
            format_args!("{text}: {codes:?}"),
        )?;
        if text != "null" {
            holds(!codes.is_empty(), format_args!("nobody is told of {text}"))?;
        }
    }
    page.has_no_faults()
}

fn an_attribute_that_cannot_be_used_is_reported_and_its_default_used(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300 level=2 per=nobody")?;
    widget.comes_to_rate(0.03)?;
    near("level", &widget.scenario("level")?, 0.95)?;
    page.until(
        "two reports",
        "return heard.filter(({type}) => type === 'cw-error').length === 2",
        &json!([]),
    )?;
    same(
        "codes",
        &page.heard_error_codes()?,
        &["bad-attribute", "bad-attribute"],
    )?;
    let reports = serde_json::to_string(&page.heard("cw-error")?).unwrap_or_default();
    contains("report", &reports, "level")?;
    contains("report", &reports, "per")?;
    page.forget_events()?;
    widget.set_attribute("conversions", "many")?;
    widget.has_no_outcome()?;
    same("invalid", &widget.invalid_fields()?, &["conversions"])?;
    same("codes", &page.heard_error_codes()?, &["bad-attribute"])?;
    // Said once: it has not become worse since.
    widget.set_attribute("viewers", "20000")?;
    same("codes", &page.heard_error_codes()?, &["bad-attribute"])?;
    page.has_no_faults()
}

fn an_attribute_that_was_mended_counts(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=ten conversions=300")?;
    widget.has_no_outcome()?;
    widget.set_attribute("viewers", "10000")?;
    widget.comes_to_rate(0.03)
}

fn attributes_of_others_are_no_matter(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(
        "viewers=10000 conversions=300 data-x=1 class=wide xyz=7 onfoo=2 aria-busy=false",
    )?;
    widget.comes_to_rate(0.03)?;
    widget.set_attribute("another", "5")?;
    page.wait(50)?;
    same("reports", &page.heard("cw-error")?.len(), &0)
}

fn rates_are_fractions_and_numbers_have_points(page: &Page<'_>) -> Outcome {
    // Whatever the language of the page: an attribute is written by an author.
    let widget =
        page.open_calculator("lang=de viewers=10000 conversions=300 level=0.9 target-rate=0.025")?;
    near("level", &widget.scenario("level")?, 0.9)?;
    near("target", &widget.scenario("targetRate")?, 0.025)?;
    same("text", &widget.read_field("targetRate")?.as_str(), &"2,5")?;
    same("reports", &page.heard("cw-error")?.len(), &0)
}
