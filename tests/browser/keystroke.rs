//! What a key in a field and a step of a slider cost a reader with a cheap telephone. `cargo xtask
//! bench` alone runs this.

use std::{thread, time::Duration};

use serde_json::json;

use crate::harness::{
    Outcome, behaviours, holds,
    page::{CALCULATOR, Page, Widget},
    webdriver::Key,
};

behaviours! {
    CHROMIUM:
        a_key_is_answered_within_half_a_frame,
        a_step_of_a_slider_is_answered_within_half_a_frame;
}

/// How many times slower than this machine.
const SLOWER: u32 = 4;

/// Milliseconds of scripts, styles and layout: half of what a screen of 60 pictures a second allows.
const LIMIT: f64 = 8.0;

/// How many keys or steps are timed in a view; the median counts.
const TIMES: usize = 60;

/// Time for everything that follows a key or a step. What is out of sight waits until the reader
/// pauses for longer than that, and is drawn once for all of them.
const PAUSE: Duration = Duration::from_millis(120);

const PROJECTOR: &str = "lifetime-value-projector";

/// A view as a page embeds it, a field of it to type into, and a slider to drag.
struct View {
    name: &'static str,
    tag: &'static str,
    attributes: &'static str,
    /// What stands in the child script; empty for none.
    scenario: &'static str,
    /// What is typed into: a field, or by its id a cell of a list.
    field: &'static str,
    /// Typed over and over into the emptied field.
    digits: &'static str,
    /// The field whose slider is dragged; empty where the view has no sliders.
    slider: &'static str,
}

const VIEWS: [View; 9] = [
    View {
        name: "rate",
        tag: CALCULATOR,
        attributes: "viewers=10000 conversions=300",
        scenario: "",
        field: "viewers",
        digits: "400000",
        slider: "",
    },
    View {
        name: "rate, every count given",
        tag: CALCULATOR,
        attributes: "",
        scenario: r#"{"rate": {"followers": 90000, "impressions": 20000, "viewers": 10000, "clicks": 900,
                      "conversions": 300, "targetRate": 0.04, "targetConversions": 500}}"#,
        field: "conversions",
        digits: "123",
        slider: "",
    },
    View {
        name: "return",
        tag: CALCULATOR,
        attributes: "views=return",
        scenario: r#"{"return": {"viewers": 10000, "conversions": 300, "orderValue": 60, "grossMargin": 0.55,
                      "costs": {"fee": 5000, "product": 400}, "discountRate": 0.1, "refundRate": 0.06,
                      "commissionRate": 0.05, "tracked": 0.7, "trackedLow": 0.5, "trackedHigh": 0.9,
                      "impressions": 20000, "clicks": 900, "engagements": 1200}}"#,
        field: "conversions",
        digits: "123",
        slider: "grossMargin",
    },
    View {
        name: "plan",
        tag: CALCULATOR,
        attributes: "views=plan",
        scenario: r#"{"plan": {"baselineRate": 0.03, "effect": 0.2, "dailyVisitors": 2000, "costPerThousand": 25}}"#,
        field: "dailyVisitors",
        digits: "40000",
        slider: "effect",
    },
    View {
        name: "compare, three entries",
        tag: CALCULATOR,
        attributes: "views=compare",
        scenario: r#"{"compare": {"entries": [
                      {"name": "Ana", "viewers": 12000, "conversions": 420, "cost": 3000},
                      {"name": "Ben", "viewers": 8000, "conversions": 240, "cost": 2500},
                      {"name": "Cleo", "viewers": 15000, "conversions": 390, "cost": 2000}]}}"#,
        field: "#entries-1-conversions",
        digits: "284",
        slider: "",
    },
    View {
        name: "splitTest, two variants",
        tag: CALCULATOR,
        attributes: "views=splitTest",
        scenario: r#"{"splitTest": {"variants": [{"name": "A", "visitors": 8000, "conversions": 240},
                      {"name": "B", "visitors": 8100, "conversions": 290}]}}"#,
        field: "#variants-1-conversions",
        digits: "284",
        slider: "",
    },
    View {
        name: "value",
        tag: PROJECTOR,
        attributes: "views=value",
        scenario: r#"{"value": {"orderValue": 40, "grossMargin": 0.6, "refundRate": 0.02, "servicePerOrder": 3,
                      "acquisitionCost": 90, "retention": {"kind": "observed", "everyMonths": 1, "customers": 1000,
                      "shares": [0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491]}}}"#,
        field: "orderValue",
        digits: "4050",
        slider: "grossMargin",
    },
    View {
        name: "tradeOff, two offers",
        tag: PROJECTOR,
        attributes: "views=tradeOff",
        scenario: r#"{"tradeOff": {"offers": [
                      {"name": "Discount", "conversionRate": 0.034, "discountRate": 0.3, "orderValue": 40, "grossMargin": 0.6,
                       "costPerThousand": 25, "retention": {"kind": "constant", "rate": 0.8}},
                      {"name": "Full price", "conversionRate": 0.021, "orderValue": 40, "grossMargin": 0.6,
                       "costPerThousand": 25, "retention": {"kind": "constant", "rate": 0.9}}]}}"#,
        field: "#offers-0-orderValue",
        digits: "405",
        slider: "",
    },
    View {
        name: "fee",
        tag: CALCULATOR,
        attributes: "views=fee",
        scenario: r#"{"fee": {"viewers": 50000, "conversionRate": 0.02, "orderValue": 60, "grossMargin": 0.55,
                      "fee": 12000, "refundRate": 0.06, "discountRate": 0.1, "commissionRate": 0.05,
                      "retention": {"kind": "constant", "rate": 0.7, "everyMonths": 1}}}"#,
        field: "viewers",
        digits: "400000",
        slider: "grossMargin",
    },
];

fn a_key_is_answered_within_half_a_frame(page: &Page<'_>) -> Outcome {
    are_quick(page, "key", &mut VIEWS.iter(), key_times)
}

fn a_step_of_a_slider_is_answered_within_half_a_frame(page: &Page<'_>) -> Outcome {
    let mut sliding = VIEWS.iter().filter(|view| !view.slider.is_empty());
    are_quick(page, "step of a slider", &mut sliding, step_times)
}

/// Times something in views, prints a table and fails beyond the limit.
fn are_quick(
    page: &Page<'_>,
    what: &str,
    views: &mut dyn Iterator<Item = &View>,
    times: fn(&Page<'_>, &View) -> Outcome<Vec<f64>>,
) -> Outcome {
    println!(
        "\n{what:<28} {:>8} {:>8} {:>8}   (ms, {TIMES} times, processor slowed down {SLOWER} times)",
        "median", "slowest", "limit"
    );
    let mut slow = Vec::new();
    for view in views {
        let mut times = times(page, view)?;
        times.sort_by(f64::total_cmp);
        let at = |place: usize| times.get(place).copied().unwrap_or(f64::NAN);
        let (median, slowest) = (at(TIMES / 2), at(TIMES - 1));
        println!(
            "{:<28} {median:>8.2} {slowest:>8.2} {LIMIT:>8.1}",
            view.name
        );
        // Nothing at all would mean that it went elsewhere.
        if !(median > 0.01 && median <= LIMIT) {
            slow.push(view.name);
        }
    }
    holds(
        slow.is_empty(),
        format_args!("too slow, or not timed: {slow:?}"),
    )
}

/// The view as its page embeds it, on a slow processor.
fn open<'a>(page: &'a Page<'_>, view: &View) -> Outcome<Widget<'a>> {
    page.open("workshop")?;
    let View {
        tag, attributes, ..
    } = view;
    let child = match view.scenario {
        "" => String::new(),
        scenario => format!(r#"<script type="application/json">{scenario}</script>"#),
    };
    page.build(&format!("<{tag} {attributes}>{child}</{tag}>"))?;
    let widget = page.widget_at(tag);
    widget.becomes_ready()?;
    // As in a page that does not look at the result at every key.
    page.run("window.deaf = true", &json!([]))?;
    page.slow_processor_down(SLOWER)?;
    Ok(widget)
}

fn key_times(page: &Page<'_>, view: &View) -> Outcome<Vec<f64>> {
    let widget = open(page, view)?;
    let mut times = Vec::with_capacity(TIMES);
    let mut typed = String::new();
    for digit in view.digits.chars().cycle().take(TIMES) {
        if typed.len() == view.digits.len() || typed.is_empty() {
            typed.clear();
            if view.field.starts_with('#') {
                widget.click(view.field)?;
            } else {
                widget.enter_field(view.field)?;
            }
            page.press_with_control('a')?;
            page.press(&[Key::Delete])?;
            thread::sleep(PAUSE);
        }
        let before = page.busy_millis()?;
        page.strike(digit)?;
        // No script of ours runs meanwhile: it would be counted.
        thread::sleep(PAUSE);
        times.push(page.busy_millis()? - before);
        typed.push(digit);
    }
    let shown = if view.field.starts_with('#') {
        let value = widget.run("return inner(...arguments).value", &[json!(view.field)])?;
        value.as_str().unwrap_or_default().to_owned()
    } else {
        widget.read_field(view.field)?
    };
    page.slow_processor_down(1)?;
    holds(
        shown == typed,
        format_args!("{typed} was typed into {}, which shows {shown}", view.field),
    )?;
    Ok(times)
}

/// Drags the thumb to and fro around the middle of its track, so that the ends of the range stay.
fn step_times(page: &Page<'_>, view: &View) -> Outcome<Vec<f64>> {
    let widget = open(page, view)?;
    let track = widget.run(
        "const slider = inner(arguments[0], `[id='${arguments[1]}-slider']`);
         slider.scrollIntoView({block: 'center', behavior: 'instant'});
         const {left, top, width, height} = slider.getBoundingClientRect();
         return [left, width, top + height / 2]",
        &[json!(view.slider)],
    )?;
    let part = |place: usize| track.get(place).and_then(serde_json::Value::as_f64);
    let (Some(left), Some(width), Some(y)) = (part(0), part(1), part(2)) else {
        return Err(format!("no slider of {}", view.slider));
    };
    let at = |share: f64| left + share * width;
    let stood = || widget.seen(&format!("/scenario/{}/{}", view.name, view.slider));
    page.point("mousePressed", at(0.5), y)?;
    thread::sleep(PAUSE);
    let before = stood()?;
    let mut times = Vec::with_capacity(TIMES);
    let (mut share, mut step) = (0.5, 0.01);
    for _ in 0..TIMES {
        if !(0.4..=0.65).contains(&(share + step)) {
            step = -step;
        }
        share += step;
        let before = page.busy_millis()?;
        page.point("mouseMoved", at(share), y)?;
        thread::sleep(PAUSE);
        times.push(page.busy_millis()? - before);
    }
    let after = stood()?;
    page.point("mouseReleased", at(share), y)?;
    page.slow_processor_down(1)?;
    holds(
        before.is_number() && after.is_number() && before != after,
        format_args!(
            "{} stood at {before} and stands at {after} after it was dragged",
            view.slider
        ),
    )?;
    Ok(times)
}
