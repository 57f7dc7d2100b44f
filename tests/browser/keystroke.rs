//! What one key in a field costs a reader with a cheap telephone. `cargo xtask bench` alone runs this.

use std::{thread, time::Duration};

use crate::harness::{
    Outcome, behaviours, holds,
    page::{CALCULATOR, Page},
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

/// Time for everything that follows a key, also for what waits until the reader pauses.
const PAUSE: Duration = Duration::from_millis(120);

/// A view as a page embeds it, and a field of it to type into.
struct View {
    name: &'static str,
    attributes: &'static str,
    /// What stands in the child script; empty for none.
    scenario: &'static str,
    field: &'static str,
    /// Typed over and over into the emptied field.
    digits: &'static str,
}

const VIEWS: [View; 4] = [
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
    page.slow_processor_down(SLOWER)?;
    let mut times = Vec::with_capacity(KEYS);
    let mut typed = String::new();
    for digit in view.digits.chars().cycle().take(KEYS) {
        if typed.len() == view.digits.len() || typed.is_empty() {
            typed.clear();
            widget.clear(view.field)?;
            thread::sleep(PAUSE);
        }
        let before = page.busy_millis()?;
        page.strike(digit)?;
        // No script of ours runs meanwhile: it would be counted.
        thread::sleep(PAUSE);
        times.push(page.busy_millis()? - before);
        typed.push(digit);
    }
    let shown = widget.read_field(view.field)?;
    page.slow_processor_down(1)?;
    holds(
        shown == typed,
        format_args!("{typed} was typed into {}, which shows {shown}", view.field),
    )?;
    Ok(times)
}
