//! How big must the next test be: a reader plans visitors, days and money, both ways.

use serde_json::json;

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{CALCULATOR, Page, Widget},
    same,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        the_example_says_how_many_visitors,
        twenty_percent_and_five_points_need_1094,
        given_visitors_say_what_they_find,
        a_budget_is_solved_for_and_taken_over,
        a_slider_moves_the_difference,
        the_curve_has_a_table_that_says_the_same,
        what_is_impossible_is_a_mistake_on_both_fields,
        a_plan_fits_in_every_width,
        axe_finds_nothing_in_a_plan;
}

fn open<'a>(page: &'a Page<'_>, attributes: &str) -> Outcome<Widget<'a>> {
    page.open_calculator(&format!("views=plan {attributes}"))
}

const TWENTY: &str = "baseline-rate=0.2 effect=0.05 effect-kind=absolute";

fn the_example_says_how_many_visitors(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    same(
        "headline",
        &widget.read_figure("perVariant")?.as_str(),
        &"13,914",
    )?;
    contains(
        "interval",
        &widget.read_part("interval")?,
        "27,828 in all · 14 days · $695.70",
    )?;
    let verdict = widget.read_part("verdict")?;
    contains("verdict", &verdict, "from 3% to 3.6% with 80% chance")?;
    contains("the other convention", &verdict, "13,050")?;
    page.has_no_faults()
}

fn twenty_percent_and_five_points_need_1094(page: &Page<'_>) -> Outcome {
    let widget = open(page, TWENTY)?;
    widget.outcome_comes_to("perVariant", 1_094.0)?;
    same("days", &widget.seen("/outcome/days")?, &json!(null))?;
    widget.type_into("dailyVisitors", "500")?;
    widget.outcome_comes_to("days", 5.0)?;
    same(
        "note",
        &widget.seen("/outcome/notes/0/code")?,
        &json!("wholeWeeks"),
    )?;
    widget.type_into("variantCount", "3")?;
    widget.outcome_comes_to("total", 3_975.0)?;
    page.has_no_faults()
}

fn given_visitors_say_what_they_find(page: &Page<'_>) -> Outcome {
    let widget = open(page, TWENTY)?;
    widget.type_into("visitorsPerVariant", "1094")?;
    page.until(
        "the effect",
        "const found = host(arguments[0]).result.outcome?.detectable;
         return found > 0.0499 && found <= 0.05",
        &json!([widget.selector]),
    )?;
    contains("headline", &widget.read_figure("perVariant")?, "5 points")?;
    same(
        "note",
        &widget.seen("/outcome/notes/0/code")?,
        &json!("effectAside"),
    )
}

fn a_budget_is_solved_for_and_taken_over(page: &Page<'_>) -> Outcome {
    let widget = open(page, &format!("{TWENTY} cost-per-thousand=100"))?;
    widget.click("[data-goal] > summary")?;
    widget.choose("planGoal.figure", "cost")?;
    widget.type_into("planGoal.value", "100")?;
    widget.choose("planGoal.field", "visitorsPerVariant")?;
    widget.outcome_comes_to("solved.value", 500.0)?;
    widget.click("button.use")?;
    widget.outcome_comes_to("cost", 100.0)?;
    same(
        "field",
        &widget.read_field("visitorsPerVariant")?.as_str(),
        &"500",
    )?;
    page.has_no_faults()
}

fn a_slider_moves_the_difference(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    let before = widget
        .seen("/outcome/perVariant")?
        .as_f64()
        .unwrap_or_default();
    widget.run("inner(arguments[0], '#effect-slider').focus()", &[])?;
    page.press(&[Key::Arrow(Direction::Right)])?;
    page.until(
        "fewer visitors for a larger difference",
        "return host(arguments[0]).result.outcome?.perVariant < arguments[1]",
        &json!([widget.selector, before]),
    )
    .map(drop)
}

fn the_curve_has_a_table_that_says_the_same(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    let table = widget.run(
        "const rows = [...host(arguments[0]).shadowRoot.querySelectorAll('.trend tr')];
         return [rows.length, rows.every(row => row.children.length === 3), text(rows[1].children[0])]",
        &[],
    )?;
    same("table", &table, &json!([7, true, "6,250"]))
}

fn what_is_impossible_is_a_mistake_on_both_fields(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    widget.type_into("effect", "4000")?;
    same(
        "invalid",
        &widget.invalid_fields()?,
        &["baselineRate", "effect"],
    )?;
    page.tab()?;
    page.settle()?;
    let said = widget.field_error("effect")?.unwrap_or_default();
    contains("said", &said, "above 100%")?;
    holds(
        widget.is_shown("[data-stale]")?,
        "not said to be out of date",
    )
}

fn a_plan_fits_in_every_width(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    widget.run_async(
        "for (const fold of host(arguments[0]).shadowRoot.querySelectorAll('details')) fold.open = true; await settled()",
        &[],
    )?;
    for (width, lang) in [(240, "en"), (320, "ar-XB"), (720, "en-XA")] {
        widget.set_attribute("lang", lang)?;
        widget.run(
            "host(arguments[0]).parentElement.style.inlineSize = `${arguments[1]}px`",
            &[json!(width)],
        )?;
        page.settle()?;
        widget.does_not_overflow()?;
        widget.photograph(&format!("plan-{width}-{lang}"))?;
    }
    page.has_no_faults()
}

fn axe_finds_nothing_in_a_plan(page: &Page<'_>) -> Outcome {
    for theme in ["light", "dark"] {
        open(page, &format!("theme={theme}"))?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
    }
    Ok(())
}
