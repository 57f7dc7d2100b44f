//! Did it pay: a reader types costs and margins, moves sliders, and has an input solved for.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{CALCULATOR, Page, Widget},
    same,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        the_example_says_whether_it_paid,
        the_profit_follows_what_is_typed,
        costs_behind_the_line_of_assumptions_count,
        money_is_read_and_written_in_the_currency_of_the_page,
        a_slider_moves_its_field_by_the_keyboard,
        the_curve_behind_a_slider_follows_the_other_fields,
        a_fixed_result_is_solved_for_and_taken_over,
        what_cannot_be_reached_is_said,
        a_sign_up_is_worth_what_comes_of_it,
        next_steps_turn_sign_ups_into_orders,
        the_waterfall_ends_at_the_profit,
        no_line_ends_between_a_minus_and_its_amount,
        more_than_all_is_a_mistake_at_the_field,
        published_figures_carry_their_source_and_may_be_replaced,
        a_return_fits_in_every_width,
        axe_finds_nothing_in_a_return;
}

fn open<'a>(page: &'a Page<'_>, attributes: &str) -> Outcome<Widget<'a>> {
    page.open_calculator(&format!("views=return {attributes}"))
}

/// What the plain case makes of 200 orders of 50 at a margin of 60 %.
const PLAIN: &str = "conversions=200 order-value=50 gross-margin=0.6 costs-fee=2500";

fn the_example_says_whether_it_paid(page: &Page<'_>) -> Outcome {
    let widget = open(page, "")?;
    same(
        "headline",
        &widget.read_figure("profit")?.as_str(),
        &"$1,411",
    )?;
    let interval = widget.read_part("interval")?;
    contains("interval", &interval, "−\u{2060}$2,449 to $8,359")?;
    let verdict = widget.read_part("verdict")?;
    contains(
        "verdict",
        &verdict,
        "Whether it paid hangs on what the code caught",
    )?;
    contains("verdict", &verdict, "82.6%")?;
    holds(widget.is_shown(".example")?, "not called an example")?;
    page.has_no_faults()
}

fn the_profit_follows_what_is_typed(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    widget.outcome_comes_to("profit", 3_500.0)?;
    widget.outcome_comes_to("roi", 1.4)?;
    widget.outcome_comes_to("breakEvenConversions", 84.0)?;
    widget.type_into("orderValue", "20")?;
    widget.outcome_comes_to("profit", -100.0)?;
    contains("unit", &widget.read_figure("profit")?, "−\u{2060}$100")?;
    // Out of sight it waits until the reader pauses.
    page.until(
        "the verdict",
        "return inner(arguments[0], '[part~=verdict]').textContent.includes('It did not pay')",
        &json!([widget.selector]),
    )?;
    widget.type_into("grossMargin", "62.5 %")?;
    widget.outcome_comes_to("profit", 0.0)?;
    page.has_no_faults()
}

fn costs_behind_the_line_of_assumptions_count(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    widget.type_into("costs.production", "1,000.50")?;
    widget.outcome_comes_to("profit", 2_499.5)?;
    widget.type_into("commissionRate", "10")?;
    widget.outcome_comes_to("commission", 1_000.0)?;
    widget.outcome_comes_to("cost", 4_500.5)?;
    widget.type_into("clicks", "500")?;
    widget.outcome_comes_to("costPerClick", 9.001)?;
    page.has_no_faults()
}

fn money_is_read_and_written_in_the_currency_of_the_page(page: &Page<'_>) -> Outcome {
    let widget = open(page, &format!("{PLAIN} currency=EUR lang=de"))?;
    contains("headline", &widget.read_figure("profit")?, "3.500")?;
    contains("headline", &widget.read_figure("profit")?, "€")?;
    widget.type_into("costs.fee", "1.500,50")?;
    widget.outcome_comes_to("profit", 4_499.5)?;
    widget.set_attribute("currency", "JPY")?;
    page.until(
        "the other currency",
        "return figure(arguments[0], 'profit').textContent.includes('¥')",
        &json!([widget.selector]),
    )?;
    widget.outcome_comes_to("profit", 4_499.5)
}

fn a_slider_moves_its_field_by_the_keyboard(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    widget.run("inner(arguments[0], '#grossMargin-slider').focus()", &[])?;
    page.press(&[Key::Arrow(Direction::Right)])?;
    widget.outcome_comes_to("profit", 3_510.0)?;
    same(
        "field",
        &widget.read_field("grossMargin")?.as_str(),
        &"60.1",
    )?;
    page.press(&[Key::End])?;
    widget.outcome_comes_to("profit", 7_500.0)?;
    let said = widget.run(
        "const slider = inner(arguments[0], '#grossMargin-slider');
         return [slider.getAttribute('aria-label'), slider.getAttribute('aria-valuetext')]",
        &[],
    )?;
    same("said", &said, &json!(["Gross margin, slider", "100%"]))?;
    same("focus", &page.focus()?.as_str(), &"grossMargin slider")
}

fn curve(widget: &Widget<'_>) -> Outcome<Value> {
    widget.run(
        "return inner(arguments[0], '[data-field=grossMargin] .slider .line').getAttribute('points')",
        &[],
    )
}

fn the_curve_behind_a_slider_follows_the_other_fields(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    let before = curve(&widget)?;
    widget.type_into("refundRate", "40")?;
    widget.outcome_comes_to("profit", 1_100.0)?;
    page.settle()?;
    // Its ends stay at the ends of the picture; the line of 0 moves.
    let zero = widget.run(
        "return inner(arguments[0], '[data-field=grossMargin] .slider .axis').getAttribute('points')",
        &[],
    )?;
    holds(zero.is_string() && before.is_string(), "no curve")?;
    widget.type_into("costs.fee", "0")?;
    widget.outcome_comes_to("profit", 3_600.0)?;
    // The curves of other fields follow when the hand rests.
    page.until(
        "no line of 0 under a profit that is never below it",
        "return inner(arguments[0], '[data-field=grossMargin] .slider .axis').getAttribute('points') === ''",
        &json!([widget.selector]),
    )
    .map(drop)
}

fn a_fixed_result_is_solved_for_and_taken_over(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    widget.click("[data-goal] > summary")?;
    widget.choose("goal.figure", "profit")?;
    widget.type_into("goal.value", "0")?;
    widget.choose("goal.field", "costs.fee")?;
    widget.outcome_comes_to("solved.value", 6_000.0)?;
    let told = widget.run("return text(inner(arguments[0], '.goal .found'))", &[])?;
    contains(
        "told",
        told.as_str().unwrap_or_default(),
        "“Fee” has to be $6,000.",
    )?;
    widget.click("button.use")?;
    widget.outcome_comes_to("profit", 0.0)?;
    same("field", &widget.read_field("costs.fee")?.as_str(), &"6,000")?;
    page.has_no_faults()
}

fn what_cannot_be_reached_is_said(page: &Page<'_>) -> Outcome {
    let goal = "goal-figure=profit goal-value=9000 goal-field=grossMargin";
    let widget = open(page, &format!("{PLAIN} {goal}"))?;
    let told = widget.run("return text(inner(arguments[0], '.goal .found'))", &[])?;
    contains(
        "told",
        told.as_str().unwrap_or_default(),
        "cannot be reached by “Gross margin”",
    )?;
    same(
        "value",
        &widget.seen("/outcome/solved/value")?,
        &json!(null),
    )?;
    holds(!widget.is_shown("button.use")?, "a button for nothing")
}

fn a_sign_up_is_worth_what_comes_of_it(page: &Page<'_>) -> Outcome {
    let widget = open(
        page,
        "action=newsletterSignup conversions=200 costs-fee=500",
    )?;
    same(
        "asked for",
        &widget.invalid_fields()?,
        &["valuePerConversion"],
    )?;
    widget.type_into("valuePerConversion", "4")?;
    widget.outcome_comes_to("profit", 300.0)?;
    same("revenue", &widget.seen("/outcome/revenue")?, &json!(null))?;
    contains(
        "verdict",
        &widget.read_part("verdict")?,
        "200 newsletter sign-ups",
    )
}

fn next_steps_turn_sign_ups_into_orders(page: &Page<'_>) -> Outcome {
    let widget = open(page, &format!("action=newsletterSignup {PLAIN}"))?;
    // What is missing stands behind the line of assumptions, which has opened for it.
    widget.click("[data-field=nextSteps] button.add")?;
    widget.click("[data-field=nextSteps] [data-row=\"0\"] input[data-column=rate]")?;
    page.type_text("50")?;
    widget.outcome_comes_to("orders", 100.0)?;
    widget.outcome_comes_to("profit", 500.0)?;
    widget.click("[data-field=nextSteps] [data-row=\"0\"] button.remove")?;
    page.until(
        "what is asked for again",
        "return host(arguments[0]).result.errors.some(({field}) => field === 'valuePerConversion')",
        &json!([widget.selector]),
    )
    .map(drop)
}

fn the_waterfall_ends_at_the_profit(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    let rows = widget.run(
        "return [...host(arguments[0]).shadowRoot.querySelectorAll('.fall')].map(text)",
        &[],
    )?;
    same(
        "rows",
        &rows,
        &json!([
            "Revenue$10,000",
            "Goods−\u{2060}$4,000",
            "Fee−\u{2060}$2,500",
            "Profit$3,500"
        ]),
    )
}

fn no_line_ends_between_a_minus_and_its_amount(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.build(
        "<div><conversion-calculator views=return currency=EUR></conversion-calculator></div>",
    )?;
    let widget = page.widget();
    widget.becomes_ready()?;
    for width in (240..=480).step_by(12) {
        page.run(
            "document.querySelector('main > div').style.inlineSize = `${arguments[0]}px`",
            &json!([width]),
        )?;
        page.settle()?;
        let seen = widget.run(
            "const walk = document.createTreeWalker(host(arguments[0]).shadowRoot, NodeFilter.SHOW_TEXT), range = document.createRange();
             const line = (node, place) => {
               range.setStart(node, place);
               range.setEnd(node, place + 1);
               return range.getBoundingClientRect().bottom;
             };
             const parted = [];
             let counted = 0;
             while (walk.nextNode()) {
               const {currentNode: node} = walk, minus = node.data.search(/[-−]\\u2060?[€\\d]/);
               if (minus < 0 || !shown(node.parentElement) || node.parentElement.closest('.spoken')) continue;
               counted += 1;
               const amount = node.data.indexOf('€', minus);
               if (Math.abs(line(node, minus) - line(node, amount)) > 2) parted.push(node.data);
             }
             return [counted > 4, parted]",
            &[],
        )?;
        same(width, &seen, &json!([true, []]))?;
    }
    // What is copied from a sentence can be pasted.
    page.run(
        "document.querySelector('main > div').style.inlineSize = ''",
        &json!([]),
    )?;
    let loss = widget.run(
        "return inner(arguments[0], '[part~=interval]').textContent.match(/−\\S+/)[0]",
        &[],
    )?;
    widget.insert_into("orderValue", loss.as_str().unwrap_or_default())?;
    widget.enter_field("grossMargin")?;
    same(
        "code",
        &widget.seen("/errors/0/code")?,
        &json!("outOfRange"),
    )?;
    page.has_no_faults()
}

fn more_than_all_is_a_mistake_at_the_field(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    for (text, wrong) in [
        ("140", true),
        ("-5", true),
        ("1e300", true),
        ("a lot", true),
        ("60", false),
    ] {
        widget.type_into("grossMargin", text)?;
        page.tab()?;
        page.settle()?;
        let is_wrong = widget.field_error("grossMargin")?.is_some();
        same(text, &is_wrong, &wrong)?;
        same(
            "what was typed",
            &widget.read_field("grossMargin")?.as_str(),
            &text,
        )?;
    }
    widget.assign_scenario(&json!({"return": {"costs": {"fee": "prose"}}}))?;
    same("invalid", &widget.invalid_fields()?, &["costs.fee"])?;
    holds(
        widget.is_shown("[data-stale]")?,
        "not said to be out of date",
    )
}

fn published_figures_carry_their_source_and_may_be_replaced(page: &Page<'_>) -> Outcome {
    let widget = open(page, PLAIN)?;
    let read = "return [...host(arguments[0]).shadowRoot.querySelectorAll('.marks li')].map(text)";
    let ours = widget.run(read, &[])?;
    contains(
        "ours",
        ours.get(0).and_then(Value::as_str).unwrap_or_default(),
        "Awin",
    )?;
    let mark = json!({
        "figure": "2 <b>%</b>", "of": "our own visitors", "source": "House of Tea", "year": "2025"
    });
    widget.assign_scenario(&json!({"return": {"marks": [mark]}}))?;
    page.settle()?;
    same(
        "theirs",
        &widget.run(read, &[])?,
        &json!(["2 <b>%</b>, of our own visitors. House of Tea, 2025."]),
    )?;
    widget.assign_scenario(&json!({"return": {"marks": []}}))?;
    page.settle()?;
    same("none", &widget.run(read, &[])?, &json!([]))
}

fn a_return_fits_in_every_width(page: &Page<'_>) -> Outcome {
    let widget = open(
        page,
        "currency=EUR goal-figure=profit goal-value=0 goal-field=orderValue",
    )?;
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
        widget.photograph(&format!("return-{width}-{lang}"))?;
    }
    page.has_no_faults()
}

fn axe_finds_nothing_in_a_return(page: &Page<'_>) -> Outcome {
    for theme in ["light", "dark"] {
        open(page, &format!("theme={theme}"))?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
    }
    Ok(())
}
