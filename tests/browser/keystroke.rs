//! What one key in a field costs a reader with a cheap telephone. `cargo xtask bench` alone runs this.

use std::{thread, time::Duration};

use serde_json::json;

use crate::harness::{
    Outcome, behaviours, holds,
    page::{CALCULATOR, Page},
    webdriver::Key,
};

behaviours! {
    CHROMIUM: a_key_is_answered_within_half_a_frame;
}

/// How many times slower than this machine.
const SLOWER: u32 = 4;

/// Milliseconds of scripts, styles and layout: half of what a screen of 60 pictures a second allows.
const LIMIT: f64 = 8.0;

/// How many keys are timed in a view; the median counts.
const KEYS: usize = 60;

/// Time for everything that follows a key. What is out of sight waits until the reader pauses for
/// longer than that, and is drawn once for all keys.
const PAUSE: Duration = Duration::from_millis(120);

/// A view as a page embeds it, and a field of it to type into.
struct View {
    name: &'static str,
    attributes: &'static str,
    /// What stands in the child script; empty for none.
    scenario: &'static str,
    /// What is typed into: a field, or by its id a cell of a list.
    field: &'static str,
    /// Typed over and over into the emptied field.
    digits: &'static str,
}

const VIEWS: [View; 6] = [
    View {
        name: "rate",
        attributes: "viewers=10000 conversions=300",
        scenario: "",
        field: "viewers",
        digits: "400000",
    },
    View {
        name: "rate, every count given",
        attributes: "",
        scenario: r#"{"rate": {"followers": 90000, "impressions": 20000, "viewers": 10000, "clicks": 900,
                      "conversions": 300, "targetRate": 0.04, "targetConversions": 500}}"#,
        field: "conversions",
        digits: "123",
    },
    View {
        name: "return",
        attributes: "views=return",
        scenario: r#"{"return": {"viewers": 10000, "conversions": 300, "orderValue": 60, "grossMargin": 0.55,
                      "costs": {"fee": 5000, "product": 400}, "discountRate": 0.1, "refundRate": 0.06,
                      "commissionRate": 0.05, "tracked": 0.7, "trackedLow": 0.5, "trackedHigh": 0.9,
                      "impressions": 20000, "clicks": 900, "engagements": 1200}}"#,
        field: "conversions",
        digits: "123",
    },
    View {
        name: "plan",
        attributes: "views=plan",
        scenario: r#"{"plan": {"baselineRate": 0.03, "effect": 0.2, "dailyVisitors": 2000, "costPerThousand": 25}}"#,
        field: "dailyVisitors",
        digits: "40000",
    },
    View {
        name: "compare, three entries",
        attributes: "views=compare",
        scenario: r#"{"compare": {"entries": [
                      {"name": "Ana", "viewers": 12000, "conversions": 420, "cost": 3000},
                      {"name": "Ben", "viewers": 8000, "conversions": 240, "cost": 2500},
                      {"name": "Cleo", "viewers": 15000, "conversions": 390, "cost": 2000}]}}"#,
        field: "#entries-1-conversions",
        digits: "284",
    },
    View {
        name: "splitTest, two variants",
        attributes: "views=splitTest",
        scenario: r#"{"splitTest": {"variants": [{"name": "A", "visitors": 8000, "conversions": 240},
                      {"name": "B", "visitors": 8100, "conversions": 290}]}}"#,
        field: "#variants-1-conversions",
        digits: "284",
    },
];

fn a_key_is_answered_within_half_a_frame(page: &Page<'_>) -> Outcome {
    println!(
        "\n{:<28} {:>8} {:>8} {:>8}   (ms, {KEYS} keys, processor slowed down {SLOWER} times)",
        "view", "median", "slowest", "limit"
    );
    let mut slow = Vec::new();
    for view in &VIEWS {
        let mut times = key_times(page, view)?;
        times.sort_by(f64::total_cmp);
        let at = |place: usize| times.get(place).copied().unwrap_or(f64::NAN);
        let (median, slowest) = (at(KEYS / 2), at(KEYS - 1));
        println!(
            "{:<28} {median:>8.2} {slowest:>8.2} {LIMIT:>8.1}",
            view.name
        );
        // Nothing at all would mean that the keys went elsewhere.
        if !(median > 0.01 && median <= LIMIT) {
            slow.push(view.name);
        }
    }
    holds(
        slow.is_empty(),
        format_args!("too slow, or not timed: {slow:?}"),
    )
}

fn key_times(page: &Page<'_>, view: &View) -> Outcome<Vec<f64>> {
    page.open("workshop")?;
    let attributes = view.attributes;
    let child = match view.scenario {
        "" => String::new(),
        scenario => format!(r#"<script type="application/json">{scenario}</script>"#),
    };
    let widget = page.build(&format!(
        "<{CALCULATOR} {attributes}>{child}</{CALCULATOR}>"
    ))?;
    widget.becomes_ready()?;
    // As in a page that does not look at the result at every key.
    page.run("window.deaf = true", &json!([]))?;
    page.slow_processor_down(SLOWER)?;
    let mut times = Vec::with_capacity(KEYS);
    let mut typed = String::new();
    for digit in view.digits.chars().cycle().take(KEYS) {
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
