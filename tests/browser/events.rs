//! What a page hears from the element.

use serde_json::{Value, json};

use crate::harness::{Outcome, behaviours, holds, near, page::Page, same, webdriver::Key};

behaviours! {
    EVERY:
        ready_is_said_once,
        every_key_says_input_and_leaving_says_change,
        a_choice_says_input_and_change,
        what_the_page_does_itself_is_not_said,
        the_height_is_said_when_it_changes,
        a_listener_may_use_the_element;
}

fn ready_is_said_once(page: &Page<'_>) -> Outcome {
    page.open("pair")?;
    page.widget_at("#first").becomes_ready()?;
    page.widget_at("#second").becomes_ready()?;
    page.wait(50)?;
    let said = page.heard("cw-ready")?;
    let mut from: Vec<_> = said
        .iter()
        .filter_map(|event| event.get("from").and_then(Value::as_str))
        .collect();
    from.sort_unstable();
    same("ready", &from, &["first", "second"])?;
    for event in &said {
        same("detail", &event.pointer("/detail/schema"), &Some(&json!(1)))?;
    }
    same("input", &page.heard("cw-input")?.len(), &0)?;
    same("change", &page.heard("cw-change")?.len(), &0)
}

fn every_key_says_input_and_leaving_says_change(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.clear("viewers")?;
    page.forget_events()?;
    page.type_text("6000")?;
    widget.comes_to_rate(0.05)?;
    let said = page.heard("cw-input")?;
    same("input", &said.len(), &4)?;
    let rate = |event: Option<&Value>| {
        event
            .and_then(|event| event.pointer("/detail/outcome/rate"))
            .cloned()
            .unwrap_or_default()
    };
    near("rate in the event", &rate(said.last()), 0.05)?;
    same("outcome of 6 viewers", &rate(said.first()), &Value::Null)?;
    same("change", &page.heard("cw-change")?.len(), &0)?;
    page.press(&[Key::Tab])?;
    page.settle()?;
    let said = page.heard("cw-change")?;
    same("change", &said.len(), &1)?;
    near("rate in the event", &rate(said.last()), 0.05)?;
    same("input", &page.heard("cw-input")?.len(), &4)
}

fn a_choice_says_input_and_change(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 clicks=500 conversions=300")?;
    page.forget_events()?;
    widget.choose("per", "click")?;
    widget.comes_to_rate(0.6)?;
    same("input", &page.heard("cw-input")?.len(), &1)?;
    same("change", &page.heard("cw-change")?.len(), &1)
}

fn what_the_page_does_itself_is_not_said(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    page.forget_events()?;
    widget.set_attribute("viewers", "20000")?;
    widget.assign_scenario(&json!({"rate": {"viewers": 3000}}))?;
    widget.comes_to_rate(0.1)?;
    widget.reset()?;
    widget.set_attribute("lang", "de")?;
    widget.set_attribute("theme", "dark")?;
    page.wait(100)?;
    for kind in ["cw-input", "cw-change", "cw-ready", "cw-error"] {
        same(kind, &page.heard(kind)?.len(), &0)?;
    }
    Ok(())
}

fn the_height_is_said_when_it_changes(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    page.wait(50)?;
    page.forget_events()?;
    widget.open_figure("oneIn")?;
    page.wait(50)?;
    let said = page.heard("cw-resize")?;
    let told = said
        .last()
        .and_then(|event| event.pointer("/detail/height"))
        .and_then(Value::as_f64);
    let height = widget.run(
        "return host(arguments[0]).getBoundingClientRect().height",
        &[],
    )?;
    let close = told
        .zip(height.as_f64())
        .is_some_and(|(told, height)| (told - height).abs() <= 1.0);
    holds(close, format_args!("height {height}, told {said:?}"))
}

fn a_listener_may_use_the_element(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.run(
        "const element = host(arguments[0]);
         element.addEventListener('cw-input', () => {
           if (element.result?.outcome?.rate === 0.06) element.scenario = {rate: {conversions: 100}};
           element.setAttribute('target-rate', '0.5');
         });
         element.addEventListener('cw-change', () => element.reset())",
        &[],
    )?;
    widget.type_into("viewers", "5000")?;
    widget.comes_to_rate(0.02)?;
    page.tab()?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}
