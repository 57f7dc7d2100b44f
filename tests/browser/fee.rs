//! What a creator is worth: a reader types what is known, reads what may be paid, and solves for the rest.

use serde_json::json;

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{Page, Widget},
    same,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        the_example_says_what_may_be_paid_and_when_it_is_back,
        past_counts_win_and_it_is_said,
        a_creator_who_brings_nothing_is_worth_no_fee,
        an_input_is_solved_for_or_cannot_be_reached,
        what_is_wrong_is_said_beside_its_field_and_the_last_result_is_marked,
        the_curve_of_fees_is_read_by_keys_and_by_pointer,
        the_table_of_fees_says_what_the_curve_shows,
        a_slider_of_the_margin_moves_the_fee,
        the_page_gives_a_fee_by_attributes_and_json,
        a_fee_fits_in_every_width,
        axe_finds_nothing_in_a_fee;
}

const CALCULATOR: &str = "conversion-calculator";

/// A page with one calculator that shows this view, with these attributes.
fn open<'a>(page: &'a Page<'_>, attributes: &str) -> Outcome<Widget<'a>> {
    page.open("workshop")?;
    page.build(&format!(
        "<{CALCULATOR} views=fee {attributes}></{CALCULATOR}>"
    ))?;
    let widget = page.widget_at(CALCULATOR);
    widget.becomes_ready()?;
    Ok(widget)
}

/// 300 orders of 30 from 10,000 viewers, of whom nobody comes back.
const PLAIN: &str =
    "viewers=10000 conversion-rate=0.03 order-value=60 gross-margin=0.5 retention-rate=0";

fn the_example_says_what_may_be_paid_and_when_it_is_back(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    same(
        "headline",
        &widget.read_figure("maxFee")?.as_str(),
        &"$19,480",
    )?;
    contains(
        "interval",
        &widget.read_part("interval")?,
        "95% range: $17,381 to $21,818",
    )?;
    let verdict = widget.read_part("verdict")?;
    contains(
        "three fees",
        &verdict,
        "Up to $6,411 pays back with the first orders alone, $17,972 within 12 months, $19,480 over 36 months.",
    )?;
    contains(
        "the fee asked",
        &verdict,
        "The fee of $12,000 comes back by month 6; over 36 months $7,480 more is left.",
    )?;
    contains("posts vary", &verdict, "Posts vary more")?;
    let thread = widget.run(
        "return [...inner(arguments[0], '.thread').querySelectorAll('li')].map(row => [...row.children].map(text))",
        &[],
    )?;
    same(
        "the thread",
        &thread,
        &json!([
            ["Viewers", "10,000"],
            ["Conversion rate", "3%"],
            ["Orders caught", "300"],
            ["Orders driven", "343"],
            ["First orders", "$6,811"],
            ["Later orders, worth today", "$13,069"],
            ["Other costs", "−\u{2060}$400"],
            ["Highest fee", "$19,480"],
        ]),
    )?;
    widget.open_figure("maxFee")?;
    page.until(
        "the derivation",
        "return [...host(arguments[0]).shadowRoot.querySelectorAll('.derivation')]
           .some(line => line.textContent.includes('Orders from them ÷ Past viewers'))",
        &json!([widget.selector]),
    )?;
    page.has_no_faults()
}

fn past_counts_win_and_it_is_said(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    let notes = |widget: &Widget<'_>| -> Outcome<String> {
        Ok(widget
            .run("return text(inner(arguments[0], '.notes'))", &[])?
            .to_string())
    };
    widget.type_into("conversionRate", "1")?;
    page.tab()?;
    page.settle()?;
    contains(
        "set aside",
        &notes(&widget)?,
        "other rates typed are set aside",
    )?;
    widget.outcome_comes_to("conversionRate", 0.03)?;
    widget.clear("pastViewers")?;
    widget.clear("pastConversions")?;
    page.tab()?;
    widget.outcome_comes_to("conversionRate", 0.01)?;
    page.settle()?;
    same("no note", &notes(&widget)?.as_str(), &"\"\"")?;
    same(
        "no range",
        &widget.seen("/outcome/maxFeeLow")?,
        &json!(null),
    )?;
    contains(
        "without a range",
        &widget.read_part("verdict")?,
        "rests on one rate",
    )?;
    holds(
        widget.is_shown("[id='conversionRate-slider']")?,
        "the rate that holds has no slider",
    )?;
    page.has_no_faults()
}

fn a_creator_who_brings_nothing_is_worth_no_fee(page: &Page<'_>) -> Outcome {
    let widget = open(page, &format!("{PLAIN} other-costs=120"))?;
    widget.type_into("conversionRate", "0")?;
    page.tab()?;
    page.settle()?;
    contains(
        "said",
        &widget.read_part("verdict")?,
        "No fee pays: even for nothing this loses $120",
    )?;
    same(
        "headline",
        &widget.read_figure("maxFee")?.as_str(),
        &"−\u{2060}$120",
    )?;
    same(
        "no cost of nothing",
        &widget.seen("/outcome/maxCostPerConversion")?,
        &json!(null),
    )?;
    // First orders at a loss may be won back later.
    let later = open(
        page,
        "viewers=10000 conversion-rate=0.01 order-value=50 gross-margin=0.4 discount-rate=0.5 retention-rate=0.8 fee=3000",
    )?;
    contains(
        "later",
        &later.read_part("verdict")?,
        "The first orders alone pay no fee: even for nothing they lose $500",
    )?;
    page.has_no_faults()
}

fn an_input_is_solved_for_or_cannot_be_reached(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    widget.type_into("fee", "12000")?;
    widget.click("[data-goal] > summary")?;
    widget.choose("feeGoal.figure", "paybackMonth")?;
    widget.type_into("feeGoal.value", "6")?;
    widget.choose("feeGoal.field", "conversionRate")?;
    page.settle()?;
    let told = |widget: &Widget<'_>| -> Outcome<String> {
        let told = widget.run("return text(inner(arguments[0], '.goal .found'))", &[])?;
        Ok(told.as_str().unwrap_or_default().to_owned())
    };
    contains("the rate", &told(&widget)?, "4%")?;
    widget.click(".goal .use")?;
    widget.outcome_comes_to("paybackMonth", 0.0)?;
    // Without later orders no retention brings the first ones up to this.
    widget.choose("feeGoal.figure", "maxFeeFirstOrder")?;
    widget.type_into("feeGoal.value", "50000")?;
    widget.choose("feeGoal.field", "retention.rate")?;
    page.settle()?;
    contains("told", &told(&widget)?, "cannot be reached")?;
    same(
        "solved",
        &widget.seen("/outcome/solved/value")?,
        &json!(null),
    )?;
    // What counts stand in for is told, and not offered to be taken over.
    let example = open(
        page,
        "fee-goal-figure=maxFee fee-goal-value=5000 fee-goal-field=conversionRate",
    )?;
    let solved = example.seen("/outcome/solved/value")?;
    holds(
        solved.as_f64().is_some_and(|rate| rate < 0.03),
        "not solved",
    )?;
    same("offered", &example.is_shown(".goal .use")?, &false)?;
    page.has_no_faults()
}

fn what_is_wrong_is_said_beside_its_field_and_the_last_result_is_marked(
    page: &Page<'_>,
) -> Outcome {
    let widget = open(page, "")?;
    widget.type_into("pastConversions", "20,000")?;
    page.tab()?;
    page.settle()?;
    let said = widget.field_error("pastConversions")?.unwrap_or_default();
    contains("said", &said, "Cannot be more than “Past viewers”")?;
    holds(
        widget.is_shown("[data-stale]")?,
        "not said to be out of date",
    )?;
    same("outcome", &widget.seen("/outcome")?, &json!(null))?;
    widget.type_into("pastConversions", "300")?;
    page.tab()?;
    page.settle()?;
    same("mended", &widget.is_shown("[data-stale]")?, &false)?;
    widget.type_into("orderValue", "many")?;
    page.tab()?;
    page.settle()?;
    holds(widget.is_shown("[data-stale]")?, "not out of date")?;
    same(
        "the last result stays",
        &widget.read_figure("maxFee")?.as_str(),
        &"$19,480",
    )?;
    page.has_no_faults()
}

fn the_curve_of_fees_is_read_by_keys_and_by_pointer(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    let read = |widget: &Widget<'_>| -> Outcome<String> {
        let said = widget.run("return text(inner(arguments[0], '.said'))", &[])?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    };
    contains(
        "at the payback",
        &read(&widget)?,
        "Month 6: a fee of up to $15,018 is back",
    )?;
    widget.run("inner(arguments[0], '#reader').focus()", &[])?;
    page.press(&[Key::Arrow(Direction::Right)])?;
    page.settle()?;
    contains("a quarter on", &read(&widget)?, "Month 9:")?;
    let spoken = widget.run(
        "return inner(arguments[0], '#reader').getAttribute('aria-valuetext')",
        &[],
    )?;
    contains("spoken", spoken.as_str().unwrap_or_default(), "Month 9:")?;
    // A pointer at the start of three years.
    widget.run(
        "const plot = inner(arguments[0], '.plot');
         plot.scrollIntoView({block: 'center', behavior: 'instant'});
         const {left, top, height} = plot.getBoundingClientRect();
         plot.dispatchEvent(new PointerEvent('pointermove', {clientX: left + 1, clientY: top + height / 2, bubbles: true}))",
        &[],
    )?;
    page.settle()?;
    contains(
        "at the start",
        &read(&widget)?,
        "Month 0: a fee of up to $6,411",
    )?;
    page.has_no_faults()
}

fn the_table_of_fees_says_what_the_curve_shows(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    widget.click(".course details > summary")?;
    page.settle()?;
    let rows = widget.run(
        "const rows = [...inner(arguments[0], '.course').querySelectorAll('tr')];
         return [rows.length, [...rows[1].children].slice(0, 2).map(text), rows[0].children.length]",
        &[],
    )?;
    same("rows", &rows, &json!([13, ["0", "$6,411"], 3]))
}

fn a_slider_of_the_margin_moves_the_fee(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    let before = widget.seen("/outcome/maxFee")?;
    widget.run("inner(arguments[0], '#grossMargin-slider').focus()", &[])?;
    for _ in 0..5 {
        page.press(&[Key::Arrow(Direction::Right)])?;
    }
    page.until(
        "a higher fee",
        "return host(arguments[0]).result.outcome?.maxFee > arguments[1]",
        &json!([widget.selector, before]),
    )?;
    for field in ["viewers", "pastConversions", "orderValue", "retention.rate"] {
        holds(
            widget.is_shown(&format!("[id='{field}-slider']"))?,
            format!("{field} has no slider"),
        )?;
    }
    page.has_no_faults()
}

fn the_page_gives_a_fee_by_attributes_and_json(page: &Page<'_>) -> Outcome {
    let widget = open(page, &format!("{PLAIN} fee=5000"))?;
    widget.outcome_comes_to("maxFee", 9_000.0)?;
    widget.outcome_comes_to("paybackMonth", 0.0)?;
    widget.set_attribute("click-rate", "0.02")?;
    widget.set_attribute("click-conversion", "0.5")?;
    widget.outcome_comes_to("maxFee", 3_000.0)?;
    same(
        "note",
        &widget.seen("/outcome/notes/0/code")?,
        &json!("clicksWin"),
    )?;
    same(
        "never",
        &widget.seen("/outcome/paybackMonth")?,
        &json!(null),
    )?;
    widget.assign_scenario(&json!({"fee": {"pastViewers": 1000, "pastConversions": 20,
        "retention": {"kind": "purchases", "shares": [0.5, 0.5], "everyMonths": 6},
        "horizonMonths": 12, "annualDiscountRate": 0}}))?;
    widget.outcome_comes_to("maxFee", 9_000.0)?;
    same(
        "note",
        &widget.seen("/outcome/notes/0/code")?,
        &json!("pastWins"),
    )?;
    page.has_no_faults()
}

fn a_fee_fits_in_every_width(page: &Page<'_>) -> Outcome {
    page.fits_in_every_width(CALCULATOR, "fee", "fee")
}

fn axe_finds_nothing_in_a_fee(page: &Page<'_>) -> Outcome {
    for theme in ["light", "dark"] {
        let widget = open(page, &format!("theme={theme}"))?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
        widget.open_all()?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
    }
    page.has_no_faults()
}
