//! The quick win or the long run: a reader edits offers, reads who wins when, and turns to a month.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, axe, behaviours, contains,
    engines::Medium,
    holds,
    page::{Page, Widget},
    same,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        the_example_says_who_wins_when,
        the_tabs_lead_from_a_worth_to_offers,
        a_cell_that_is_typed_turns_the_verdict,
        offers_are_added_and_removed_by_the_keyboard,
        shares_of_a_contract_fit_into_a_cell,
        mistakes_stand_at_their_cells,
        the_curves_are_read_by_keys_and_by_pointer,
        the_table_says_what_the_curves_show,
        every_offer_shows_how_its_figures_come_about,
        the_page_gives_offers_as_json,
        offers_fit_in_every_width,
        axe_finds_nothing_in_offers;
    EMULATING:
        forced_colours_keep_the_curves_apart;
}

const PROJECTOR: &str = "lifetime-value-projector";

/// A page with one projector of offers, of these attributes and of this inside.
fn open<'a>(page: &'a Page<'_>, attributes: &str, inside: &str) -> Outcome<Widget<'a>> {
    page.open("workshop")?;
    page.build(&format!(
        "<{PROJECTOR} views=tradeOff lang=en {attributes}>{inside}</{PROJECTOR}>"
    ))?;
    let widget = page.widget_at(PROJECTOR);
    widget.becomes_ready()?;
    Ok(widget)
}

/// Puts a text into a cell, as a keyboard does, and leaves it.
fn put(widget: &Widget<'_>, row: usize, column: &str, text: &str) -> Outcome {
    widget
        .run_async(
            "const [selector, row, column, text] = arguments, input = inner(selector, `#offers-${row}-${column}`);
             input.focus(); input.select();
             document.execCommand(text ? 'insertText' : 'delete', false, text);
             input.blur();
             await settled()",
            &[json!(row), json!(column), json!(text)],
        )
        .map(drop)
}

/// What stands in a part.
fn text(widget: &Widget<'_>, part: &str) -> Outcome<String> {
    let seen = widget.run("return text(inner(...arguments))", &[json!(part)])?;
    Ok(seen.as_str().unwrap_or_default().to_owned())
}

fn until(page: &Page<'_>, widget: &Widget<'_>, what: &str, truth: &str) -> Outcome {
    let script = format!("const {{outcome}} = host(arguments[0]).result; return {truth}");
    page.until(what, &script, &json!([widget.selector]))
        .map(drop)
}

fn the_example_says_who_wins_when(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    same(
        "headline",
        &widget.read_figure("winner")?.as_str(),
        &"“Full price” wins over 36 months",
    )?;
    let verdict = widget.read_part("verdict")?;
    contains("quick", &verdict, "The quick win is “35% off”")?;
    contains(
        "crossover",
        &verdict,
        "From month 16 on “Full price” is ahead",
    )?;
    contains(
        "payback",
        &verdict,
        "stops looking after 12 months sees $4,070 with it, against $3,814",
    )?;
    contains("allowed", &verdict, "up to 52.3% less")?;
    contains("here", &verdict, "worth 56.4% less")?;
    contains(
        "rate",
        &verdict,
        "converted 4.82% of viewers instead of 4.4%",
    )?;
    contains("retention", &verdict, "kept 77% of its customers")?;
    contains("a test", &verdict, "only a test can tell")?;
    same(
        "winner",
        &widget.seen("/outcome/winner")?,
        &json!({"horizon": 1, "payback": 0}),
    )?;
    same("example", &widget.is_shown("[data-example]")?, &true)?;
    let marks = text(&widget, "[data-marks]")?;
    contains("Lewis", &marks, "M. Lewis 2006")?;
    page.has_no_faults()
}

fn the_tabs_lead_from_a_worth_to_offers(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.build(&format!("<{PROJECTOR} lang=en></{PROJECTOR}>"))?;
    let widget = page.widget_at(PROJECTOR);
    widget.becomes_ready()?;
    same("first", &widget.seen("/view")?, &json!("value"))?;
    widget.run("inner(arguments[0], '#tab-value').focus()", &[])?;
    page.press(&[Key::Arrow(Direction::Right)])?;
    until(page, &widget, "offers", "outcome?.offers?.length === 2")?;
    same(
        "focus",
        &page.run("return focused().id", &json!([]))?,
        &json!("tab-tradeOff"),
    )?;
    contains(
        "title",
        &widget.read_part("heading")?,
        "The quick win or the long run?",
    )?;
    // What a period is, is one quantity of both.
    widget.insert_into("retention.everyMonths", "3")?;
    same(
        "shared",
        &widget.seen("/scenario/value/retention/everyMonths")?,
        &json!(3),
    )?;
    page.press(&[Key::Tab])?;
    page.has_no_faults()
}

fn a_cell_that_is_typed_turns_the_verdict(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    widget.click("#offers-0-conversionRate")?;
    page.press_with_control('a')?;
    page.type_text("5")?;
    until(
        page,
        &widget,
        "the other winner",
        "outcome?.winner.horizon === 0 && outcome.crossoverMonth === null",
    )?;
    page.tab()?;
    page.settle()?;
    same(
        "headline",
        &widget.read_figure("winner")?.as_str(),
        &"“35% off” wins over 36 months",
    )?;
    let verdict = widget.read_part("verdict")?;
    contains("from the start", &verdict, "ahead from the first order on")?;
    holds(
        !widget.is_shown("[data-example]")?,
        "still called an example",
    )?;
    same("no crossover", &widget.is_shown(".key.level")?, &false)?;
    page.has_no_faults()
}

fn offers_are_added_and_removed_by_the_keyboard(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    let press = |selector: &str| -> Outcome {
        widget.run("inner(...arguments).focus()", &[json!(selector)])?;
        page.press(&[Key::Enter])?;
        page.wait(50)
    };
    // Of two offers none can go.
    same("two stay", &widget.is_shown(".line .remove")?, &false)?;
    press(".add")?;
    same(
        "focus",
        &page.run("return focused().id", &json!([]))?,
        &json!("offers-2-name"),
    )?;
    page.type_text("Free month")?;
    for (column, text) in [
        ("conversionRate", "6"),
        ("discountRate", "70"),
        ("orderValue", "40"),
        ("grossMargin", "70"),
        ("costPerThousand", "25"),
        ("retention", "80"),
    ] {
        put(&widget, 2, column, text)?;
    }
    until(
        page,
        &widget,
        "three curves",
        "outcome?.offers.length === 3 && outcome.crossovers.length === 3",
    )?;
    let lines = widget.run(
        "return [inner(arguments[0], '.course').querySelectorAll('polyline.curve').length,
                 [...inner(arguments[0], '.course').querySelectorAll('figcaption .curve')].map(text)]",
        &[],
    )?;
    same(
        "lines",
        &lines,
        &json!([3, ["35% off", "Full price", "Free month"]]),
    )?;
    press("[data-row='1'] .remove")?;
    until(page, &widget, "two again", "outcome?.offers.length === 2")?;
    contains("names", &text(&widget, ".course figcaption")?, "Free month")?;
    press(".undo")?;
    until(page, &widget, "three again", "outcome?.offers.length === 3")?;
    page.has_no_faults()
}

fn shares_of_a_contract_fit_into_a_cell(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    put(&widget, 0, "retention", "86.9 74.3 65.3 %")?;
    until(
        page,
        &widget,
        "no rate to break even",
        "outcome && outcome.breakEvenRetention === null && outcome.breakEvenConversionRate > 0",
    )?;
    same(
        "scenario",
        &widget.seen("/scenario/tradeOff/offers/0/retention")?,
        &json!({"kind": "observed", "shares": [0.869, 0.743, 0.653]}),
    )?;
    let shown = widget.run(
        "return inner(arguments[0], '#offers-0-retention').value",
        &[],
    )?;
    same("shown", &shown, &json!("86.9 / 74.3 / 65.3"))?;
    put(&widget, 0, "retention", "purchases 28 25 31")?;
    same(
        "kind",
        &widget.seen("/scenario/tradeOff/offers/0/retention/kind")?,
        &json!("purchases"),
    )?;
    contains("note", &text(&widget, ".notes")?, "average ratio")?;
    page.has_no_faults()
}

fn mistakes_stand_at_their_cells(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    put(&widget, 0, "retention", "87 74 80")?;
    put(&widget, 1, "conversionRate", "")?;
    let said = |row: usize, column: &str| -> Outcome<Value> {
        widget.run(
            "const [selector, row, column] = arguments, input = inner(selector, `#offers-${row}-${column}`);
             const message = inner(selector, '#' + CSS.escape(input.getAttribute('aria-describedby')));
             return [input.getAttribute('aria-invalid'), text(message)]",
            &[json!(row), json!(column)],
        )
    };
    let rising = said(0, "retention")?;
    same("marked", &rising.get(0), &Some(&json!("true")))?;
    contains(
        "rising",
        rising.get(1).and_then(Value::as_str).unwrap_or_default(),
        "Share 3 is larger than the one before",
    )?;
    let missing = said(1, "conversionRate")?;
    contains(
        "missing",
        missing.get(1).and_then(Value::as_str).unwrap_or_default(),
        "Needed for the result",
    )?;
    same(
        "errors",
        &widget.seen("/errors")?,
        &json!([
            {"field": "offers.0.retention", "code": "rising"},
            {"field": "offers.1.conversionRate", "code": "missing"},
        ]),
    )?;
    holds(
        widget.is_shown("[data-stale]")?,
        "not said to be out of date",
    )?;
    widget.does_not_overflow()?;
    put(&widget, 0, "retention", "87 74 70")?;
    put(&widget, 1, "conversionRate", "2")?;
    until(page, &widget, "an outcome", "outcome !== null")?;
    page.has_no_faults()
}

fn the_curves_are_read_by_keys_and_by_pointer(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    contains("at the crossover", &text(&widget, ".said")?, "Month 16")?;
    widget.run("inner(arguments[0], '#reader').focus()", &[])?;
    page.press(&[Key::Arrow(Direction::Right)])?;
    page.settle()?;
    let said = text(&widget, ".said")?;
    contains("a month on", &said, "Month 17 · “35% off” $4")?;
    contains("the other", &said, "“Full price” $4")?;
    let spoken = widget.run(
        "return inner(arguments[0], '#reader').getAttribute('aria-valuetext')",
        &[],
    )?;
    same("spoken", &spoken, &json!(said))?;
    // A pointer at the end of three years.
    widget.run(
        "const plot = inner(arguments[0], '.plot');
         plot.scrollIntoView({block: 'center', behavior: 'instant'});
         const {left, top, width, height} = plot.getBoundingClientRect();
         plot.dispatchEvent(new PointerEvent('pointermove', {clientX: left + width / 2, clientY: top + height / 2, bubbles: true}))",
        &[],
    )?;
    page.settle()?;
    contains("in the middle", &text(&widget, ".said")?, "Month 18")?;
    same(
        "the slider follows",
        &widget.run("return inner(arguments[0], '#reader').value", &[])?,
        &json!("18"),
    )?;
    page.has_no_faults()
}

fn the_table_says_what_the_curves_show(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    widget.click(".course details > summary")?;
    page.settle()?;
    let rows = widget.run(
        "const rows = [...inner(arguments[0], '.course').querySelectorAll('tr')];
         return [rows.length, [...rows[0].children].map(text), [...rows[1].children].map(text)]",
        &[],
    )?;
    same(
        "rows",
        &rows,
        &json!([
            38,
            ["Month", "35% off", "Full price"],
            ["0", "$591", "$563"]
        ]),
    )
}

fn every_offer_shows_how_its_figures_come_about(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    let opened = widget.run_async(
        "const figures = [...host(arguments[0]).shadowRoot.querySelectorAll('[data-figure=valuePerCustomer]')];
         for (const figure of figures) figure.open = true;
         await settled();
         return figures.map(text)",
        &[],
    )?;
    let opened = opened.to_string();
    contains("first", &opened, "$95.40")?;
    contains("steps", &opened, "40 × (70% − 35%)")?;
    contains("second", &opened, "$218.88")?;
    widget.open_figure("breakEvenLifetimeLoss")?;
    page.until(
        "the derivation",
        "return text(inner(arguments[0], '[data-figure=breakEvenLifetimeLoss]')).includes('1000 × 4.4%')",
        &json!([widget.selector]),
    )?;
    page.has_no_faults()
}

fn the_page_gives_offers_as_json(page: &Page<'_>) -> Outcome {
    let widget = open(
        page,
        "payback-months=6",
        "<script type=application/json>{\"tradeOff\": {\"offers\": [
           {\"name\": \"A\", \"conversionRate\": 0.034, \"discountRate\": 0.2, \"orderValue\": 50, \"grossMargin\": 0.6,
            \"costPerThousand\": 400, \"retention\": {\"kind\": \"constant\", \"rate\": 0.8}},
           {\"name\": \"B\", \"conversionRate\": 0.021, \"orderValue\": 50, \"grossMargin\": 0.6,
            \"costPerThousand\": 400, \"retention\": {\"kind\": \"constant\", \"rate\": 0.9}}]}}</script>",
    )?;
    widget.outcome_comes_to("breakEvenLifetimeLoss", 1.0 - 2.1 / 3.4)?;
    widget.outcome_comes_to("crossoverMonth", 11.0)?;
    same(
        "payback",
        &widget.seen("/outcome/winner")?,
        &json!({"horizon": 1, "payback": 0}),
    )?;
    let offers = widget.seen("/scenario/tradeOff/offers")?;
    widget.assign_scenario(&json!({"tradeOff": {"offers": offers, "horizonMonths": 6}}))?;
    widget.outcome_comes_to("winner.horizon", 0.0)?;
    widget.assign_scenario(&json!({"tradeOff": {"offers": [{"name": "A"}]}}))?;
    widget.has_no_outcome()?;
    same(
        "too few",
        &widget.seen("/errors/0/field")?,
        &json!("offers"),
    )?;
    page.has_no_faults()
}

fn offers_fit_in_every_width(page: &Page<'_>) -> Outcome {
    page.fits_in_every_width(PROJECTOR, "tradeOff", "trade-off")?;
    // A headline in words is smaller than one in figures, whatever else the page has opened.
    let times = page.widget_at(PROJECTOR).run(
        "const size = part => parseFloat(getComputedStyle(inner(arguments[0], part)).fontSize);
         return size('.headline .value') / size('.headline .unit')",
        &[],
    )?;
    holds(
        times.as_f64().is_some_and(|times| times < 2.0),
        format_args!("a headline of {times} times the text"),
    )
}

fn axe_finds_nothing_in_offers(page: &Page<'_>) -> Outcome {
    for theme in ["light", "dark"] {
        let widget = open(page, &format!("theme={theme}"), "")?;
        axe::finds_nothing(page, Some(PROJECTOR))?;
        widget.open_all()?;
        axe::finds_nothing(page, Some(PROJECTOR))?;
    }
    Ok(())
}

fn forced_colours_keep_the_curves_apart(page: &Page<'_>) -> Outcome {
    page.emulate(&[Medium::ForcedColours])?;
    let widget = open(page, "", "")?;
    let looks = widget.run(
        "return [...inner(arguments[0], '.plot').querySelectorAll('.curve')].map(line => getComputedStyle(line).strokeDasharray)",
        &[],
    )?;
    holds(
        looks.get(0) != looks.get(1),
        format_args!("both lines are drawn alike: {looks}"),
    )?;
    widget.photograph("trade-off-720-forced")
}
