//! `element.scenario`: read whole, written in part, before the definition and after.

use serde_json::{Value, json};

use crate::harness::{Outcome, behaviours, contains, holds, near, page::Page, same};

behaviours! {
    EVERY:
        a_scenario_assigned_before_the_script_counts,
        an_assignment_merges_and_counts_as_typing,
        null_gives_a_field_back_to_the_author,
        an_unusable_value_stands_in_the_field_as_a_mistake,
        unknown_names_are_reported,
        it_is_read_whole_and_can_be_assigned_back,
        the_result_tells_what_the_screen_tells,
        what_is_assigned_below_the_fold_merges_and_is_heard_later,
        what_was_assigned_outlives_a_stay_outside_the_page;
}

fn a_scenario_assigned_before_the_script_counts(page: &Page<'_>) -> Outcome {
    page.open("early")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.015)?;
    // The property is the element's own again, and not what stood in front of it.
    widget.assign_scenario(&json!({"rate": {"viewers": 3000}}))?;
    widget.comes_to_rate(0.1)?;
    widget.reset()?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn an_assignment_merges_and_counts_as_typing(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.assign_scenario(&json!({"rate": {"viewers": 20000}}))?;
    widget.comes_to_rate(0.015)?;
    widget.assign_scenario(&json!({"rate": {"conversions": 200, "targetRate": 0.05}}))?;
    widget.comes_to_rate(0.01)?;
    near(
        "needed",
        &widget.seen("/outcome/conversionsNeeded")?,
        1000.0,
    )?;
    widget.set_attribute("viewers", "99999")?;
    widget.comes_to_rate(0.01)?;
    widget.type_into("viewers", "2000")?;
    widget.comes_to_rate(0.1)?;
    widget.assign_scenario(&json!({"rate": {"viewers": 4000}}))?;
    widget.comes_to_rate(0.05)?;
    same("text", &widget.read_field("viewers")?.as_str(), &"4,000")?;
    widget.assign_scenario(&json!({"rate": {}}))?;
    widget.assign_scenario(&json!({}))?;
    widget.comes_to_rate(0.05)?;
    same("events", &page.heard("cw-change")?.len(), &0)
}

fn null_gives_a_field_back_to_the_author(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.type_into("viewers", "5000")?;
    widget.type_into("conversions", "50")?;
    widget.comes_to_rate(0.01)?;
    widget.assign_scenario(&json!({"rate": {"viewers": null}}))?;
    widget.comes_to_rate(0.005)?;
    widget.set_attribute("viewers", "1000")?;
    widget.comes_to_rate(0.05)
}

fn an_unusable_value_stands_in_the_field_as_a_mistake(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let cases = [
        ("viewers", json!("many")),
        ("viewers", json!(-1)),
        ("viewers", json!(2.5)),
        ("viewers", json!(1e300)),
        ("viewers", json!([1])),
        ("viewers", json!({"a": 1})),
        ("viewers", json!(true)),
        ("level", json!(1)),
        ("level", json!(2)),
        ("targetRate", json!(3)),
        ("per", json!("nobody")),
    ];
    for (field, value) in cases {
        widget.assign_scenario(&json!({"rate": {field: value}}))?;
        widget.has_no_outcome()?;
        let invalid = widget.invalid_fields()?;
        holds(
            invalid.contains(&field.to_owned()),
            format_args!("{field} = {value}: invalid are {invalid:?}"),
        )?;
        widget.assign_scenario(&json!({"rate": {field: null}}))?;
        widget.comes_to_rate(0.03)?;
    }
    widget.assign_scenario(&json!({"rate": {"viewers": "many"}}))?;
    same("text", &widget.read_field("viewers")?.as_str(), &"many")?;
    holds(
        widget.field_error("viewers")?.is_some(),
        "no words at viewers",
    )?;
    widget.type_into("viewers", "3000")?;
    widget.comes_to_rate(0.1)?;
    page.has_no_faults()
}

fn unknown_names_are_reported(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let unknown = json!({"rate": {"viewer": 1, "viewers": 6000}, "colour": "red"});
    widget.assign_scenario(&unknown)?;
    widget.comes_to_rate(0.05)?;
    page.until(
        "a report",
        "return heard.some(({type}) => type === 'cw-error')",
        &json!([]),
    )?;
    let reports = serde_json::to_string(&page.heard("cw-error")?).unwrap_or_default();
    contains("report", &reports, "viewer")?;
    contains("report", &reports, "colour")?;
    page.has_no_faults()
}

fn it_is_read_whole_and_can_be_assigned_back(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300 currency=EUR")?;
    let read = "return JSON.parse(JSON.stringify(host(arguments[0]).scenario))";
    let before = widget.run(read, &[])?;
    let at = |pointer: &str| before.pointer(pointer).cloned();
    same("currency", &at("/currency"), &Some(json!("EUR")))?;
    same("view", &at("/view"), &Some(json!("rate")))?;
    near(
        "viewers",
        &at("/rate/viewers").unwrap_or_default(),
        10_000.0,
    )?;
    near("level", &at("/rate/level").unwrap_or_default(), 0.95)?;
    for name in [
        "action",
        "per",
        "followers",
        "impressions",
        "clicks",
        "targetRate",
        "targetConversions",
    ] {
        holds(
            at(&format!("/rate/{name}")).is_some(),
            format_args!("no {name} in {before}"),
        )?;
    }
    widget.run(
        "host(arguments[0]).scenario = host(arguments[0]).scenario",
        &[],
    )?;
    page.settle()?;
    same("scenario", &widget.run(read, &[])?, &before)?;
    widget.comes_to_rate(0.03)?;
    same("reports", &page.heard("cw-error")?.len(), &0)
}

fn the_result_tells_what_the_screen_tells(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(
        "viewers=10000 clicks=500 followers=40000 conversions=300 target-rate=0.04",
    )?;
    let shown = widget.run(
        "const {outcome} = host(arguments[0]).result;
         const write = (value, options) => plain(new Intl.NumberFormat('en', options).format(value));
         return ['oneIn', 'notConverting', 'conversionsNeeded', 'countNeeded'].map(name => [
           name, outcome[name], text(figure(arguments[0], name).querySelector('[part~=\"value\"]')),
           write(outcome[name], {maximumSignificantDigits: name === 'oneIn' ? 3 : 15}),
         ])",
        &[],
    )?;
    for row in shown.as_array().into_iter().flatten() {
        let cell = |index: usize| row.get(index).and_then(Value::as_str).unwrap_or_default();
        contains(cell(0), cell(2), cell(3))?;
    }
    let per_click = widget.seen("/outcome/rates/perClick/rate")?;
    near("per click", &per_click, 0.6)?;
    near(
        "per follower",
        &widget.seen("/outcome/rates/perFollower/rate")?,
        0.0075,
    )?;
    same(
        "per impression",
        &widget.seen("/outcome/rates/perImpression")?,
        &json!(null),
    )?;
    near(
        "click-through",
        &widget.seen("/outcome/clickThrough")?,
        0.05,
    )
}

fn what_is_assigned_below_the_fold_merges_and_is_heard_later(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = page.build(
        "<div style='height: 5000px'></div><conversion-calculator></conversion-calculator>",
    )?;
    let waiting = widget.run(
        "const element = host(arguments[0]);
         for (let viewers = 1; viewers <= 10000; viewers += 1) element.scenario = {rate: {viewers}};
         element.scenario = {rate: {conversions: 50}};
         return [element.state, element.scenario]",
        &[],
    )?;
    same(
        "waiting",
        &waiting,
        &json!(["waiting", {"rate": {"viewers": 10000, "conversions": 50}}]),
    )?;
    widget.set_attribute("loading", "eager")?;
    widget.becomes_ready()?;
    widget.comes_to_rate(0.005)
}

fn what_was_assigned_outlives_a_stay_outside_the_page(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.assign_scenario(&json!({"currency": "CHF", "rate": {"viewers": 20000}}))?;
    let seen = widget.run_async(
        "const element = host(arguments[0]), place = element.parentNode;
         element.remove();
         await new Promise(done => setTimeout(done, 100));
         place.append(element);
         await settled();
         return [element.scenario.currency, element.result.outcome.rate, element.state]",
        &[],
    )?;
    same("seen", &seen, &json!(["CHF", 0.015, "ready"]))
}
