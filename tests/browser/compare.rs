//! The `compare` view: a table that is typed, pasted, reordered and taken back, and what comes of it.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, axe, behaviours, holds, near,
    page::{CALCULATOR, Page, Widget},
    same,
    webdriver::Key,
};

behaviours! {
    EVERY:
        the_example_is_judged_and_drawn,
        a_cell_that_is_typed_counts_at_once,
        rows_are_added_moved_removed_and_brought_back_by_the_keyboard,
        a_table_of_a_spreadsheet_is_pasted_into_a_cell,
        a_csv_file_is_pasted_into_the_text_area,
        what_was_decided_about_a_pasted_table_is_said,
        prose_stays_in_the_text_area_with_a_word_about_it,
        a_number_that_is_pasted_into_a_cell_is_no_table,
        mistakes_stand_at_their_cells,
        the_table_of_results_sorts_and_opens,
        two_hundred_entries_are_listed_in_two_steps,
        axe_finds_nothing_in_a_comparison;
    CHROMIUM:
        nothing_stands_out_at_any_width;
}

const VIEW: &str = "views=compare lang=en currency=EUR";

/// The text of a cell of the list.
fn cell(widget: &Widget<'_>, row: usize, column: &str) -> Outcome<String> {
    let seen = widget.run(
        "return inner(arguments[0], `#entries-${arguments[1]}-${arguments[2]}`)?.value ?? null",
        &[json!(row), json!(column)],
    )?;
    seen.as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("no cell {row} {column}"))
}

fn names(widget: &Widget<'_>) -> Outcome<Value> {
    widget.run(
        "return [...host(arguments[0]).shadowRoot.querySelectorAll('input[data-column=name]')].map(({value}) => value)",
        &[],
    )
}

/// Puts a text into a cell in one go.
fn put(widget: &Widget<'_>, row: usize, column: &str, text: &str) -> Outcome {
    widget
        .run_async(
            "const [selector, row, column, text] = arguments, input = inner(selector, `#entries-${row}-${column}`);
             input.focus(); input.select();
             document.execCommand(text ? 'insertText' : 'delete', false, text);
             input.blur();
             await settled()",
            &[json!(row), json!(column), json!(text)],
        )
        .map(drop)
}

/// Pastes as a page sees it: an event with a clipboard, and the text typed unless it is taken.
fn paste(widget: &Widget<'_>, row: usize, column: &str, text: &str) -> Outcome<Value> {
    widget.run_async(
        "const [selector, row, column, text] = arguments, input = inner(selector, `#entries-${row}-${column}`);
         input.focus();
         const event = new Event('paste', {bubbles: true, cancelable: true, composed: true});
         event.clipboardData = {getData: () => text};
         const typed = input.dispatchEvent(event);
         if (typed) { input.select(); document.execCommand('insertText', false, text) }
         await settled();
         return typed",
        &[json!(row), json!(column), json!(text)],
    )
}

fn told(widget: &Widget<'_>) -> Outcome<Value> {
    widget.run("return text(inner(arguments[0], '.told'))", &[])
}

fn until(page: &Page<'_>, widget: &Widget<'_>, what: &str, truth: &str) -> Outcome {
    let script = format!(
        "const result = host(arguments[0]).result, root = host(arguments[0]).shadowRoot; return {truth}"
    );
    page.until(what, &script, &json!([widget.selector]))
        .map(drop)
}

fn the_example_is_judged_and_drawn(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    same(
        "verdict",
        &widget.seen("/outcome/verdict")?,
        &json!("tooEarly"),
    )?;
    same(
        "headline",
        &widget.read_figure("verdict")?.as_str(),
        &"Too early to tell",
    )?;
    let sum: f64 = (0..3)
        .map(|place| {
            let pointer = format!("/outcome/entries/{place}/chanceBest");
            Ok(widget.seen(&pointer)?.as_f64().unwrap_or_default())
        })
        .sum::<Outcome<f64>>()?;
    near("chances", &json!(sum), 1.0)?;
    same(
        "pairs",
        &widget.seen("/outcome/pairs")?.as_array().map(Vec::len),
        &Some(3),
    )?;
    // As the worked example of the documentation says.
    widget.assign_scenario(&json!({"compare": {"priorMean": 0.02, "priorWeight": 200}}))?;
    let best = widget.seen("/outcome/entries/0/chanceBest")?;
    let chance = best.as_f64().unwrap_or_default();
    holds(
        (chance - 0.568).abs() < 5e-4,
        format_args!("Maya: {chance}"),
    )?;
    let strips = widget.run(
        "return host(arguments[0]).shadowRoot.querySelectorAll('.range > svg').length",
        &[],
    )?;
    same("strips", &strips, &json!(3))?;
    page.has_no_faults()
}

fn a_cell_that_is_typed_counts_at_once(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    widget.click("#entries-2-conversions")?;
    page.press_with_control('a')?;
    page.type_text("8")?;
    until(
        page,
        &widget,
        "the rate of 8 of 80",
        "Math.abs(result.outcome.entries[2].rate - 0.1) < 1e-12",
    )?;
    holds(
        !widget.is_shown("[data-example]")?,
        "still called an example",
    )
}

fn rows_are_added_moved_removed_and_brought_back_by_the_keyboard(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    let press = |selector: &str| -> Outcome {
        widget.run("inner(...arguments).focus()", &[json!(selector)])?;
        page.press(&[Key::Enter])?;
        page.wait(50)
    };
    let focused = || page.run("return focused().id", &json!([]));
    press("[data-row='2'] .up")?;
    same("names", &names(&widget)?, &json!(["Maya", "Ines", "Jonas"]))?;
    same("focus", &focused()?, &json!("entries-1-name"))?;
    press(".add")?;
    same("focus", &focused()?, &json!("entries-3-name"))?;
    page.type_text("Ada")?;
    same(
        "names",
        &names(&widget)?,
        &json!(["Maya", "Ines", "Jonas", "Ada"]),
    )?;
    press("[data-row='0'] .remove")?;
    same("names", &names(&widget)?, &json!(["Ines", "Jonas", "Ada"]))?;
    same("focus", &focused()?, &json!("entries-0-name"))?;
    for expected in [
        json!(["Maya", "Ines", "Jonas", "Ada"]),
        json!(["Maya", "Ines", "Jonas", ""]),
        json!(["Maya", "Ines", "Jonas"]),
        json!(["Maya", "Jonas", "Ines"]),
    ] {
        press(".undo")?;
        same("taken back", &names(&widget)?, &expected)?;
    }
    holds(!widget.is_shown(".undo")?, "there is nothing left to undo")?;
    same("focus", &focused()?, &json!("entries-0-name"))?;
    page.has_no_faults()
}

fn a_table_of_a_spreadsheet_is_pasted_into_a_cell(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    let typed = paste(
        &widget,
        0,
        "name",
        "Creator\tReach\tOrders\tSpend\nAda\t5,000\t100\t300\nBea\t4,000\t90\t200\nCleo\t900\t9\t\n",
    )?;
    same("typed as text", &typed, &json!(false))?;
    // Nothing of the example is left: no format, no cost of Ines.
    same("names", &names(&widget)?, &json!(["Ada", "Bea", "Cleo"]))?;
    same("format", &cell(&widget, 0, "format")?.as_str(), &"")?;
    same("viewers", &cell(&widget, 0, "viewers")?.as_str(), &"5,000")?;
    same("cost", &cell(&widget, 2, "cost")?.as_str(), &"")?;
    until(
        page,
        &widget,
        "the totals",
        "result.outcome.totals.viewers === 9900",
    )?;
    same("told", &told(&widget)?, &json!("3 rows taken over."))?;
    // A column from a cell on goes over what stands there.
    paste(&widget, 1, "conversions", "70\n7")?;
    until(
        page,
        &widget,
        "7 of Cleo",
        "result.outcome.totals.conversions === 177",
    )?;
    widget.click(".undo")?;
    until(
        page,
        &widget,
        "90 and 9 again",
        "result.outcome.totals.conversions === 199",
    )
}

fn a_csv_file_is_pasted_into_the_text_area(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    page.copy("name;viewers;conversions\n\"Ada; Ltd\";5.000;100\nBea;4.000;90\n")?;
    widget.set_attribute("lang", "de")?;
    until(
        page,
        &widget,
        "German",
        "root.querySelector('.cw').lang !== ''",
    )?;
    widget.click(".paste > summary")?;
    page.until(
        "the text area",
        "return shown(inner(arguments[0], '#entries-paste'))",
        &json!([widget.selector]),
    )?;
    widget.click("#entries-paste")?;
    page.press_with_control('v')?;
    widget.click(".use")?;
    until(
        page,
        &widget,
        "9,000 viewers",
        "result.outcome?.totals.viewers === 9000",
    )?;
    same("names", &names(&widget)?, &json!(["Ada; Ltd", "Bea"]))?;
    page.has_no_faults()
}

fn what_was_decided_about_a_pasted_table_is_said(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    paste(
        &widget,
        0,
        "name",
        "Ada\t5.000\t100\t30,5\nBea\t4.000\t90\t20\nTotal\t9.000\t190\t50,5\n",
    )?;
    until(
        page,
        &widget,
        "the totals",
        "result.outcome.totals.viewers === 9000 && result.outcome.totals.cost === 50.5",
    )?;
    let words = told(&widget)?;
    for part in [
        "2 rows taken over.",
        "Columns taken for: Name · Viewers",
        "“,” was read as standing before decimals.",
        "The last row, a sum, is left out.",
    ] {
        let is_said = words.as_str().is_some_and(|words| words.contains(part));
        holds(is_said, format_args!("told: {words}"))?;
    }
    page.has_no_faults()
}

fn prose_stays_in_the_text_area_with_a_word_about_it(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    let before = names(&widget)?;
    widget.click(".paste > summary")?;
    page.until(
        "the text area",
        "return shown(inner(arguments[0], '#entries-paste'))",
        &json!([widget.selector]),
    )?;
    widget.click("#entries-paste")?;
    page.type_text("Maya did well, Jonas less so.")?;
    widget.click(".use")?;
    page.settle()?;
    let kept = widget.run("return inner(arguments[0], '#entries-paste').value", &[])?;
    same("kept", &kept, &json!("Maya did well, Jonas less so."))?;
    same("names", &names(&widget)?, &before)?;
    let words = told(&widget)?;
    holds(
        words
            .as_str()
            .is_some_and(|words| words.contains("not understood as a table")),
        format_args!("told: {words}"),
    )
}

fn a_number_that_is_pasted_into_a_cell_is_no_table(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    let typed = paste(&widget, 1, "viewers", "1,200")?;
    same("typed as text", &typed, &json!(true))?;
    same("viewers", &cell(&widget, 1, "viewers")?.as_str(), &"1,200")?;
    until(
        page,
        &widget,
        "1,200",
        "result.outcome.totals.viewers === 11280",
    )
}

fn mistakes_stand_at_their_cells(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    put(&widget, 1, "name", "Maya")?;
    put(&widget, 1, "format", "Video")?;
    put(&widget, 2, "conversions", "81")?;
    widget.has_no_outcome()?;
    same(
        "invalid",
        &widget.invalid_fields()?,
        &[
            "entries.0.format",
            "entries.1.format",
            "entries.2.conversions",
            "entries.2.viewers",
        ],
    )?;
    let seen = widget.run(
        "const input = inner(arguments[0], '#entries-2-conversions');
         return [input.getAttribute('aria-invalid'), text(inner(arguments[0], `#${input.getAttribute('aria-describedby')}`))]",
        &[],
    )?;
    same(
        "marked",
        seen.get(0).unwrap_or(&Value::Null),
        &json!("true"),
    )?;
    holds(
        seen.get(1)
            .and_then(Value::as_str)
            .is_some_and(|words| words.contains("Viewers")),
        format_args!("{seen}"),
    )?;
    // An empty table asks for its rows.
    for row in 0..3 {
        for column in ["name", "format", "viewers", "conversions", "cost"] {
            put(&widget, row, column, "")?;
        }
    }
    same("invalid", &widget.invalid_fields()?, &["entries"])?;
    same("code", &widget.seen("/errors/0/code")?, &json!("tooFew"))
}

fn the_table_of_results_sorts_and_opens(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    let order = || {
        widget.run(
            "return [...host(arguments[0]).shadowRoot.querySelectorAll('.entry .who')].map(text)",
            &[],
        )
    };
    same("by rate", &order()?, &json!(["Ines", "Maya", "Jonas"]))?;
    widget.click("th:last-child > button")?;
    page.settle()?;
    same("by cost", &order()?, &json!(["Jonas", "Maya", "Ines"]))?;
    let sorted = widget.run(
        "return inner(arguments[0], 'th:last-child').getAttribute('aria-sort')",
        &[],
    )?;
    same("aria-sort", &sorted, &json!("ascending"))?;
    widget.run("inner(arguments[0], '#entry-1').focus()", &[])?;
    page.press(&[Key::Enter])?;
    page.settle()?;
    let open = widget.run(
        "return inner(arguments[0], '#entry-1').getAttribute('aria-expanded')",
        &[],
    )?;
    same("open", &open, &json!("true"))?;
    widget.click(".opened [data-figure=shrunkRate] > summary")?;
    page.until(
        "the derivation",
        "return text(inner(arguments[0], '.opened [data-figure=shrunkRate] .derivation'))?.includes('Gelman')",
        &json!([widget.selector]),
    )?;
    page.has_no_faults()
}

fn two_hundred_entries_are_listed_in_two_steps(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(VIEW)?;
    let entries: Vec<Value> = (0..200)
        .map(|row| json!({"name": format!("c{row}"), "viewers": 1000 + row, "conversions": 20 + row % 30}))
        .collect();
    widget.assign_scenario(&json!({"compare": {"entries": entries}}))?;
    until(
        page,
        &widget,
        "200 entries",
        "result.outcome?.entries.length === 200",
    )?;
    same(
        "pairs",
        &widget.seen("/outcome/pairs")?.as_array().map(Vec::len),
        &Some(19_900),
    )?;
    let count = || {
        widget.run(
            "return host(arguments[0]).shadowRoot.querySelectorAll('.entry').length",
            &[],
        )
    };
    same("rows", &count()?, &json!(12))?;
    widget.run("inner(arguments[0], '.more').focus()", &[])?;
    page.press(&[Key::Enter])?;
    page.wait(100)?;
    same("rows", &count()?, &json!(200))?;
    let focus = page.run("return focused().id.startsWith('entry-')", &json!([]))?;
    same("focus goes on", &focus, &json!(true))?;
    holds(!widget.is_shown(".add")?, "no row fits any more")
}

fn axe_finds_nothing_in_a_comparison(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for theme in ["light", "dark"] {
        let widget = page.build_calculator(&format!("{VIEW} theme={theme}"))?;
        widget.click("#entry-0")?;
        widget.click(".paste > summary")?;
        put(&widget, 2, "conversions", "81")?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
        put(&widget, 2, "conversions", "4")?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
    }
    Ok(())
}

fn nothing_stands_out_at_any_width(page: &Page<'_>) -> Outcome {
    for width in [272, 320, 720, 1200] {
        page.at_width(width, || {
            let widget = page.open_calculator(VIEW)?;
            widget.click("#entry-0")?;
            widget.click(".paste > summary")?;
            put(&widget, 0, "name", "A-name-of-many-letters-that-nobody-breaks")?;
            put(&widget, 2, "conversions", "81")?;
            page.does_not_overflow()?;
            widget.does_not_overflow()?;
            put(&widget, 2, "conversions", "4")?;
            widget.does_not_overflow()?;
            let small = widget.run(
                "return [...host(arguments[0]).shadowRoot.querySelectorAll('button, summary, input')].filter(shown)
                   .filter(one => one.getBoundingClientRect().height < 23.5).map(nameOf)",
                &[],
            )?;
            same("too small for a finger", &small, &json!([]))
        })?;
    }
    Ok(())
}
