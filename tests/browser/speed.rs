//! A post that is read on a cheap telephone: nothing stalls, nothing jumps.

use serde_json::{Value, json};

use crate::harness::{Outcome, behaviours, holds, page::Page};

behaviours! {
    CHROMIUM:
        a_start_on_a_slow_processor_blocks_nobody,
        typing_on_a_slow_processor_blocks_nobody,
        the_printed_snippet_shifts_nothing,
        below_the_viewport_nothing_shifts;
    EVERY:
        the_snippet_reserves_what_the_widget_needs;
}

/// How many times slower than this machine.
const SLOWER: u32 = 4;

fn a_start_on_a_slow_processor_blocks_nobody(page: &Page<'_>) -> Outcome {
    page.slow_processor_down(SLOWER)?;
    page.open("plain")?;
    page.widget().becomes_ready()?;
    let mut counts = Vec::new();
    let mut seen = Vec::new();
    for _ in 0..5 {
        page.go_again()?;
        page.widget().becomes_ready()?;
        page.wait(300)?;
        let tasks = page.run("return longTasks", &json!([]))?;
        counts.push(tasks.as_array().map_or(0, Vec::len));
        seen.push(tasks);
    }
    counts.sort_unstable();
    // The median, because this machine has other things to do as well.
    holds(
        counts.get(2) == Some(&0),
        format_args!(
            "tasks of 50 ms and more in five starts: {}",
            Value::from(seen)
        ),
    )
}

fn typing_on_a_slow_processor_blocks_nobody(page: &Page<'_>) -> Outcome {
    page.slow_processor_down(SLOWER)?;
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.enter_field("viewers")?;
    page.wait(300)?;
    page.run("longTasks.length = 0", &json!([]))?;
    for digit in ["1", "2", "3", "4", "5"] {
        page.type_text(digit)?;
        page.settle()?;
    }
    page.wait(100)?;
    let tasks = page.run("return longTasks", &json!([]))?;
    let stalls = tasks.as_array().map_or(0, Vec::len);
    // One may be this machine's.
    holds(
        stalls <= 1,
        format_args!("tasks of 50 ms and more in five keys: {tasks}"),
    )
}

fn shifted(page: &Page<'_>) -> Outcome<f64> {
    let shifts = page.run(
        "return shifts.reduce((sum, shift) => sum + shift, 0)",
        &json!([]),
    )?;
    shifts
        .as_f64()
        .ok_or_else(|| "no layout shifts to be read".to_owned())
}

fn the_printed_snippet_shifts_nothing(page: &Page<'_>) -> Outcome {
    page.open("snippet")?;
    page.widget().becomes_ready()?;
    page.wait(300)?;
    let shift = shifted(page)?;
    holds(shift <= 0.0, format_args!("layout shift {shift}"))
}

fn below_the_viewport_nothing_shifts(page: &Page<'_>) -> Outcome {
    page.open("below-eager")?;
    page.widget().becomes_ready()?;
    page.wait(300)?;
    let shift = shifted(page)?;
    holds(shift <= 0.0, format_args!("layout shift {shift}"))
}

fn the_snippet_reserves_what_the_widget_needs(page: &Page<'_>) -> Outcome {
    page.open("snippet")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    page.settle()?;
    let heights = widget.run(
        "const element = host(arguments[0]);
         return [inner(arguments[0], '.cw').getBoundingClientRect().height, parseFloat(getComputedStyle(element).minHeight)]",
        &[],
    )?;
    let at = |index: usize| {
        heights
            .get(index)
            .and_then(Value::as_f64)
            .unwrap_or_default()
    };
    holds(
        at(0) <= at(1),
        format_args!("{} px high, {} px reserved", at(0), at(1)),
    )?;
    // Reserving far too much would be a hole in the page.
    holds(
        at(1) - at(0) < 120.0,
        format_args!("{} px high, {} px reserved", at(0), at(1)),
    )
}
