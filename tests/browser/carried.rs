//! Figures of a calculator come over into the projector on the same page, when a reader asks for it.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{CALCULATOR, Page, Widget},
    same,
};

behaviours! {
    EVERY:
        figures_come_over_when_asked_for_and_go_back,
        what_the_page_gives_is_no_example,
        the_first_offer_takes_over_what_it_can,
        nothing_is_offered_without_a_calculator_that_knows_something,
        what_a_reader_typed_above_is_offered_below,
        the_offer_comes_with_the_calculator_and_goes_with_it,
        a_calculator_in_another_document_is_none_of_this_page,
        money_of_another_currency_stays_where_it_is,
        axe_finds_nothing_in_what_came_over;
}

const PROJECTOR: &str = "lifetime-value-projector";
const ASK: &str = "#carried-ask";

/// A campaign of which the page gives every figure: 1,000 for 200 customers.
const CAMPAIGN: &str = "views=return viewers=10000 conversions=200 order-value=50 gross-margin=0.4 \
                        refund-rate=0.05 variable-per-order=2 costs-fee=1000";

/// A page with a calculator of these attributes and a projector of those.
fn open<'a>(page: &'a Page<'_>, above: &str, below: &str) -> Outcome<(Widget<'a>, Widget<'a>)> {
    page.open("workshop")?;
    page.build(&format!(
        "<{CALCULATOR} loading=eager {above}></{CALCULATOR}><{PROJECTOR} loading=eager {below}></{PROJECTOR}>"
    ))?;
    let (calculator, projector) = (page.widget(), page.widget_at(PROJECTOR));
    calculator.becomes_ready()?;
    projector.becomes_ready()?;
    Ok((calculator, projector))
}

fn offers(projector: &Widget<'_>, wanted: bool) -> Outcome {
    let what = if wanted { "an offer" } else { "no offer" };
    projector
        .page
        .until(
            what,
            "return shown(inner(arguments[0], arguments[1])) === arguments[2]",
            &json!([projector.selector, ASK, wanted]),
        )
        .map(drop)
}

/// Gives what should not change time to do so.
fn offers_nothing(projector: &Widget<'_>) -> Outcome {
    projector.page.wait(150)?;
    offers(projector, false)
}

fn told(projector: &Widget<'_>) -> Outcome<String> {
    let said = projector.run(
        "const line = inner(arguments[0], '.carried [role=status]'); return text(line)",
        &[],
    )?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

fn fields(projector: &Widget<'_>) -> Outcome<Vec<String>> {
    [
        "orderValue",
        "grossMargin",
        "refundRate",
        "servicePerOrder",
        "acquisitionCost",
    ]
    .iter()
    .map(|name| projector.read_field(name))
    .collect()
}

fn figures_come_over_when_asked_for_and_go_back(page: &Page<'_>) -> Outcome {
    let (_, projector) = open(page, CAMPAIGN, "")?;
    projector.insert_into("orderValue", "44.50")?;
    page.tab()?;
    let before = fields(&projector)?;
    offers(&projector, true)?;
    same("said so far", &told(&projector)?.as_str(), &"")?;
    page.forget_events()?;
    projector.click(ASK)?;
    let filled = ["50", "40", "5", "2", "5"];
    page.until(
        "the figures",
        "return control(arguments[0], 'acquisitionCost').value === '5'",
        &json!([PROJECTOR]),
    )?;
    same(
        "filled",
        &fields(&projector)?,
        &filled.map(str::to_owned).to_vec(),
    )?;
    let scenario = projector.run("return host(arguments[0]).scenario.value", &[])?;
    for (name, value) in [
        ("orderValue", 50.0),
        ("grossMargin", 0.4),
        ("refundRate", 0.05),
        ("servicePerOrder", 2.0),
        ("acquisitionCost", 5.0),
    ] {
        same(
            name,
            &scenario.get(name).and_then(Value::as_f64),
            &Some(value),
        )?;
    }
    // 50 · 0.4 · 0.95 − 2
    projector.outcome_comes_to("firstOrder", 17.0)?;
    let said = told(&projector)?;
    for name in ["Order value", "Gross margin", "Cost"] {
        contains("what is said", &said, name)?;
    }
    contains("of the rest", &said, "still the example’s")?;
    // As if typed: the page hears of it once.
    for kind in ["cw-input", "cw-change"] {
        same(kind, &page.heard(kind)?.len(), &1)?;
    }
    same("focus", &page.focus()?.as_str(), &"carried-ask")?;
    projector.click("#carried-undo")?;
    page.until(
        "what stood there",
        "return control(arguments[0], 'orderValue').value === arguments[1]",
        &json!([PROJECTOR, before.first()]),
    )?;
    same("put back", &fields(&projector)?, &before)?;
    page.until(
        "the focus on the button that is left",
        "return nameOf(focused()) === 'carried-ask'",
        &json!([]),
    )?;
    same("undo", &projector.is_shown("#carried-undo")?, &false)?;
    same("said in the end", &told(&projector)?.as_str(), &"")?;
    page.has_no_faults()
}

fn what_the_page_gives_is_no_example(page: &Page<'_>) -> Outcome {
    let below = "order-value=30 gross-margin=0.5 retention-rate=0.8";
    let (_, projector) = open(page, CAMPAIGN, below)?;
    projector.outcome_comes_to("firstOrder", 15.0)?;
    offers(&projector, true)?;
    projector.click(ASK)?;
    projector.outcome_comes_to("firstOrder", 17.0)?;
    let said = told(&projector)?;
    holds(
        said.starts_with("Taken over: ") && !said.contains("example"),
        format_args!("said: {said}"),
    )?;
    page.has_no_faults()
}

fn the_first_offer_takes_over_what_it_can(page: &Page<'_>) -> Outcome {
    let offers_of = |projector: &Widget<'_>| {
        projector.run("return host(arguments[0]).scenario.tradeOff.offers", &[])
    };
    let campaign = format!("{CAMPAIGN} discount-rate=0.1 commission-rate=0.05");
    // Commission is 5 % of 200 · 50 · 0.9 · 0.95 = 427.50; with the fee that is 142.75 per thousand.
    let all = json!({"conversionRate": 0.02, "orderValue": 50, "grossMargin": 0.4, "discountRate": 0.1,
                     "costPerThousand": 142.75});
    let rate = json!({"conversionRate": 0.03});
    // What a creator is worth begins with a rate, too.
    let fee = "views=fee viewers=10000 conversion-rate=0.025 order-value=70 gross-margin=0.5";
    let prices = json!({"conversionRate": 0.025, "orderValue": 70, "grossMargin": 0.5});
    for (above, wanted) in [
        (campaign.as_str(), all),
        ("viewers=10000 conversions=300", rate),
        (fee, prices),
    ] {
        let (_, projector) = open(page, above, "views=\"tradeOff value\"")?;
        offers(&projector, true)?;
        let before = offers_of(&projector)?;
        projector.click(ASK)?;
        page.until(
            "the rate of the first offer",
            "return host(arguments[0]).scenario.tradeOff.offers[0].conversionRate === arguments[1]",
            &json!([PROJECTOR, wanted.get("conversionRate")]),
        )?;
        let mut expected = before.clone();
        if let (Some(Value::Object(first)), Value::Object(wanted)) = (expected.get_mut(0), &wanted)
        {
            first.extend(wanted.clone());
        }
        same("offers", &plain(&offers_of(&projector)?), &plain(&expected))?;
        contains("what is said", &told(&projector)?, "Taken over: ")?;
        projector.click("#carried-undo")?;
        page.until(
            "what stood there",
            "return !shown(inner(arguments[0], '#carried-undo'))",
            &json!([PROJECTOR]),
        )?;
        same("put back", &offers_of(&projector)?, &before)?;
        page.has_no_faults()?;
    }
    Ok(())
}

/// The same with every number as a fraction: 50 and 50.0 are one number.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
        other => other.clone(),
    }
}

fn nothing_is_offered_without_a_calculator_that_knows_something(page: &Page<'_>) -> Outcome {
    // An example is nobody's figures, and a rate alone says nothing of money.
    for above in ["", "views=return", "viewers=10000 conversions=300"] {
        let (calculator, projector) = open(page, above, "")?;
        offers_nothing(&projector)?;
        calculator.run("host(arguments[0]).remove()", &[])?;
        offers_nothing(&projector)?;
        page.has_no_faults()?;
    }
    Ok(())
}

fn what_a_reader_typed_above_is_offered_below(page: &Page<'_>) -> Outcome {
    let (calculator, projector) = open(page, "views=return", "")?;
    calculator.type_into("orderValue", "75")?;
    page.tab()?;
    offers(&projector, true)?;
    projector.click(ASK)?;
    page.until(
        "the typed value",
        "return control(arguments[0], 'orderValue').value === '75'",
        &json!([PROJECTOR]),
    )?;
    // What the reader sees beside it comes along.
    same(
        "margin",
        &projector.read_field("grossMargin")?.as_str(),
        &"55",
    )?;
    // A value that changes above changes nothing below before somebody asks again.
    calculator.type_into("orderValue", "80")?;
    page.tab()?;
    page.wait(150)?;
    same("kept", &projector.read_field("orderValue")?.as_str(), &"75")?;
    calculator.reset()?;
    offers(&projector, false)?;
    page.has_no_faults()
}

fn the_offer_comes_with_the_calculator_and_goes_with_it(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.build(&format!(
        "<{PROJECTOR}></{PROJECTOR}><div style=\"height: 6000px\"></div><{CALCULATOR} {CAMPAIGN}></{CALCULATOR}>"
    ))?;
    let (calculator, projector) = (page.widget(), page.widget_at(PROJECTOR));
    projector.becomes_ready()?;
    same("the calculator", &calculator.state()?.as_str(), &"waiting")?;
    offers_nothing(&projector)?;
    calculator.run(
        "host(arguments[0]).scrollIntoView({behavior: 'instant'})",
        &[],
    )?;
    calculator.becomes_ready()?;
    offers(&projector, true)?;
    calculator.run("window.gone = host(arguments[0]); gone.remove()", &[])?;
    offers(&projector, false)?;
    page.run("document.querySelector('main').append(gone)", &json!([]))?;
    offers(&projector, true)?;
    page.has_no_faults()
}

fn a_calculator_in_another_document_is_none_of_this_page(page: &Page<'_>) -> Outcome {
    let (calculator, projector) = open(page, CAMPAIGN, "")?;
    offers(&projector, true)?;
    calculator.run_async(
        "const frame = document.createElement('iframe');
         document.body.append(frame);
         window.away = host(arguments[0]);
         frame.contentDocument.body.append(away);
         await settled()",
        &[],
    )?;
    offers(&projector, false)?;
    page.run_async(
        "document.querySelector('main').prepend(away); await settled()",
        &json!([]),
    )?;
    offers(&projector, true)?;
    page.has_no_faults()
}

fn money_of_another_currency_stays_where_it_is(page: &Page<'_>) -> Outcome {
    let (_, projector) = open(page, &format!("currency=EUR {CAMPAIGN}"), "currency=USD")?;
    let before = projector.read_field("orderValue")?;
    offers(&projector, true)?;
    projector.click(ASK)?;
    page.until(
        "the margin",
        "return control(arguments[0], 'grossMargin').value === '40'",
        &json!([PROJECTOR]),
    )?;
    same(
        "refunds",
        &projector.read_field("refundRate")?.as_str(),
        &"5",
    )?;
    same("order value", &projector.read_field("orderValue")?, &before)?;
    let said = told(&projector)?;
    holds(!said.contains("Order value"), format_args!("said: {said}"))?;
    page.has_no_faults()
}

fn axe_finds_nothing_in_what_came_over(page: &Page<'_>) -> Outcome {
    for theme in ["light", "dark"] {
        let (_, projector) = open(page, CAMPAIGN, &format!("theme={theme}"))?;
        offers(&projector, true)?;
        projector.click(ASK)?;
        projector.outcome_comes_to("firstOrder", 17.0)?;
        axe::finds_nothing(page, Some(PROJECTOR))?;
        projector.photograph(&format!("carried-{theme}"))?;
    }
    Ok(())
}
