//! What a customer is worth: a reader types and pastes who stays, moves a slider, reads the curve.

use serde_json::json;

use crate::harness::{
    Outcome, axe, behaviours, contains,
    engines::Medium,
    holds,
    page::{CALCULATOR, Page, Widget},
    same,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        the_example_says_what_a_customer_is_worth,
        pasted_shares_are_fitted_live,
        purchases_may_rise_and_subscribers_may_not,
        a_period_is_chosen_by_its_name,
        a_slider_moves_the_answer_and_the_page_stays_in_place,
        the_curve_is_read_by_keys_and_by_pointer,
        the_table_says_what_the_curve_shows,
        the_tornado_names_what_moves_it_most,
        the_page_gives_the_scenario_by_attributes_and_json,
        a_worth_fits_in_every_width,
        a_worth_in_text_of_double_size_fits,
        axe_finds_nothing_in_a_worth;
    EMULATING:
        forced_colours_leave_a_worth_to_be_seen;
    CHROMIUM:
        a_worth_is_printed_light_and_without_what_is_only_clicked;
}

const PROJECTOR: &str = "lifetime-value-projector";

/// A page with one projector of these attributes, and of this inside.
fn open<'a>(page: &'a Page<'_>, attributes: &str, inside: &str) -> Outcome<Widget<'a>> {
    page.open("workshop")?;
    page.build(&format!(
        "<{PROJECTOR} views=value {attributes}>{inside}</{PROJECTOR}>"
    ))?;
    let widget = page.widget_at(PROJECTOR);
    widget.becomes_ready()?;
    Ok(widget)
}

fn the_example_says_what_a_customer_is_worth(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    same("headline", &widget.read_figure("value")?.as_str(), &"$254")?;
    same(
        "tabs of one view",
        &widget.is_shown("[role=tablist]")?,
        &false,
    )?;
    contains("interval", &widget.read_part("interval")?, "95% range")?;
    let verdict = widget.read_part("verdict")?;
    contains("verdict", &verdict, "the first order leaves $20.52")?;
    contains("payback", &verdict, "paid back in month 6")?;
    contains("rule", &verdict, "rule of thumb")?;
    contains("one rate", &verdict, "One constant rate of 89.7%")?;
    same("α", &widget.seen("/outcome/fit/alpha")?.is_number(), &true)?;
    widget.open_figure("value")?;
    page.until(
        "the derivation",
        "return [...host(arguments[0]).shadowRoot.querySelectorAll('.derivation')]
           .some(line => line.textContent.includes('S(k) = Π'))",
        &json!([widget.selector]),
    )?;
    page.has_no_faults()
}

fn pasted_shares_are_fitted_live(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    widget.insert_into(
        "retention.shares",
        "63.1%\n46.8%\n38.2%\n32.6%\n28.9%\n26.2%\n24.1%",
    )?;
    page.until(
        "the published fit of another case",
        "const {fit} = host(arguments[0]).result.outcome ?? {};
         return fit && Math.abs(fit.alpha - 0.704) < 0.002 && Math.abs(fit.beta - 1.182) < 0.004",
        &json!([widget.selector]),
    )?;
    same(
        "scenario",
        &widget.seen("/scenario/value/retention/shares")?,
        &json!([0.631, 0.468, 0.382, 0.326, 0.289, 0.262, 0.241]),
    )?;
    page.has_no_faults()
}

fn purchases_may_rise_and_subscribers_may_not(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    widget.type_into("retention.shares", "28 25 31")?;
    page.tab()?;
    page.settle()?;
    let said = widget.field_error("retention.shares")?.unwrap_or_default();
    contains("said", &said, "Share 3 is larger")?;
    same(
        "error",
        &widget.seen("/errors/0")?,
        &json!({"field": "retention.shares.2", "code": "rising"}),
    )?;
    holds(
        widget.is_shown("[data-stale]")?,
        "not said to be out of date",
    )?;
    same(
        "kept",
        &widget.read_field("retention.shares")?.as_str(),
        &"28 / 25 / 31",
    )?;
    widget.click("[id='retention.kind-purchases'] + span")?;
    page.until(
        "a value of purchases",
        "const {outcome} = host(arguments[0]).result;
         return outcome && outcome.fit === null && outcome.curve[3].survival === 0.31",
        &json!([widget.selector]),
    )?;
    contains(
        "beyond the shares",
        &widget
            .run("return text(inner(arguments[0], '.notes'))", &[])?
            .to_string(),
        "average ratio",
    )?;
    page.has_no_faults()
}

fn a_period_is_chosen_by_its_name(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    widget.click("#period-quarter + span")?;
    page.until(
        "quarters",
        "const {outcome, scenario} = host(arguments[0]).result;
         return scenario.value.retention.everyMonths === 3 && outcome.curve[1].month === 3",
        &json!([widget.selector]),
    )?;
    contains(
        "the words follow",
        &widget
            .run("return text(inner(arguments[0], '.stays > .hint'))", &[])?
            .to_string(),
        "after one quarter",
    )?;
    page.has_no_faults()
}

fn a_slider_moves_the_answer_and_the_page_stays_in_place(page: &Page<'_>) -> Outcome {
    let widget = open(page, "style=inline-size:700px", "")?;
    let value = |widget: &Widget<'_>| -> Outcome<f64> {
        Ok(widget.seen("/outcome/value")?.as_f64().unwrap_or_default())
    };
    let before = value(&widget)?;
    let place = "const {top, height} = inner(arguments[0], '.course').getBoundingClientRect();
                 return [top - host(arguments[0]).getBoundingClientRect().top, height].map(Math.round)";
    let stood = widget.run(place, &[])?;
    widget.run("inner(arguments[0], '#grossMargin-slider').focus()", &[])?;
    for _ in 0..5 {
        page.press(&[Key::Arrow(Direction::Right)])?;
    }
    page.until(
        "a higher value",
        "return host(arguments[0]).result.outcome?.value > arguments[1]",
        &json!([widget.selector, before]),
    )?;
    page.settle()?;
    same("the picture's place", &widget.run(place, &[])?, &stood)?;
    same("focus", &page.focus()?.as_str(), &"grossMargin slider")?;
    page.has_no_faults()
}

fn the_curve_is_read_by_keys_and_by_pointer(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    let said = "return text(inner(arguments[0], '.said'))";
    let read = |widget: &Widget<'_>| -> Outcome<String> {
        Ok(widget
            .run(said, &[])?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    };
    contains("at the payback", &read(&widget)?, "Month 6: 52.2% order")?;
    widget.run("inner(arguments[0], '#reader').focus()", &[])?;
    page.press(&[Key::Arrow(Direction::Right)])?;
    page.settle()?;
    contains("a month on", &read(&widget)?, "Month 7:")?;
    let spoken = widget.run(
        "return inner(arguments[0], '#reader').getAttribute('aria-valuetext')",
        &[],
    )?;
    contains("spoken", spoken.as_str().unwrap_or_default(), "Month 7:")?;
    // A pointer in the middle of three years.
    widget.run(
        "const plot = inner(arguments[0], '.plot');
         plot.scrollIntoView({block: 'center', behavior: 'instant'});
         const {left, top, width, height} = plot.getBoundingClientRect();
         plot.dispatchEvent(new PointerEvent('pointermove', {clientX: left + width / 2, clientY: top + height / 2, bubbles: true}))",
        &[],
    )?;
    page.settle()?;
    contains("in the middle", &read(&widget)?, "Month 18:")?;
    same(
        "the slider follows",
        &widget.run("return inner(arguments[0], '#reader').value", &[])?,
        &json!("18"),
    )?;
    page.has_no_faults()
}

fn the_table_says_what_the_curve_shows(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    widget.click(".course details > summary")?;
    page.settle()?;
    let rows = widget.run(
        "const rows = [...inner(arguments[0], '.course').querySelectorAll('tr')];
         return [rows.length, [...rows[9].children].slice(0, 2).map(text), rows[0].children.length]",
        &[],
    )?;
    same("rows", &rows, &json!([37, ["8", "46%"], 5]))
}

fn the_tornado_names_what_moves_it_most(page: &Page<'_>) -> Outcome {
    let widget = open(page, "", "")?;
    let bars = "return [...inner(arguments[0], '.tornado').querySelectorAll('li .name')].map(text)";
    let names = widget.run(bars, &[])?;
    same(
        "first",
        &names.get(0),
        &Some(&json!("Retention per period")),
    )?;
    let told = widget.run("return text(inner(arguments[0], '.tornado'))", &[])?;
    contains("flips", &told.to_string(), "Worth just what it cost at")?;
    page.has_no_faults()
}

fn the_page_gives_the_scenario_by_attributes_and_json(page: &Page<'_>) -> Outcome {
    let widget = open(
        page,
        "order-value=10 gross-margin=0.5 retention-rate=1 horizon-months=12 annual-discount-rate=0",
        "",
    )?;
    widget.outcome_comes_to("value", 60.0)?;
    same(
        "without a cost",
        &widget.seen("/outcome/paybackMonth")?,
        &json!(null),
    )?;
    widget.set_attribute("acquisition-cost", "60")?;
    widget.outcome_comes_to("paybackMonth", 11.0)?;
    widget.assign_scenario(
        &json!({"value": {"retention": {"kind": "observed", "shares": [1, 1]}}}),
    )?;
    same(
        "note",
        &widget.seen("/outcome/notes/0/code")?,
        &json!("fitNoLoss"),
    )?;
    widget.assign_scenario(&json!({"value": {"retention": null}}))?;
    widget.outcome_comes_to("value", 60.0)?;
    let child = open(
        page,
        "",
        "<script type=application/json>{\"value\": {\"orderValue\": 10, \"grossMargin\": 0.5,
         \"retention\": {\"kind\": \"purchases\", \"shares\": [0.5, 0.5]}, \"horizonMonths\": 3,
         \"annualDiscountRate\": 0}}</script>",
    )?;
    child.outcome_comes_to("value", 10.0)?;
    page.has_no_faults()
}

fn a_worth_fits_in_every_width(page: &Page<'_>) -> Outcome {
    page.fits_in_every_width(PROJECTOR, "value", "value")
}

fn a_worth_in_text_of_double_size_fits(page: &Page<'_>) -> Outcome {
    for width in [480, 720] {
        page.open("workshop")?;
        page.build(&format!(
            "<div style=\"inline-size: {width}px; --cw-max-width: none; --cw-font-size: 32px\">\
             <{PROJECTOR}></{PROJECTOR}></div>"
        ))?;
        let widget = page.widget_at(PROJECTOR);
        widget.becomes_ready()?;
        widget.photograph(&format!("value-{width}-double"))?;
        widget.open_all()?;
        widget.does_not_overflow()?;
        // Nothing is squeezed until its words stand on one another, letter by letter.
        let squeezed = widget.run(
            "const root = host(arguments[0]).shadowRoot;
             const texts = [...root.querySelectorAll('.name, .from, .flip, .value, .label, .key, .title, p, th, td')].filter(shown);
             return texts.filter(element => {
               const longest = Math.max(...element.textContent.split(/[\\s·]+/).map(word => word.length));
               const {fontSize} = getComputedStyle(element), {width} = element.getBoundingClientRect();
               // What only a screen reader finds is a pixel wide.
               return longest > 2 && width > 1 && width < 0.3 * longest * parseFloat(fontSize)
             }).map(text)",
            &[],
        )?;
        same("squeezed", &squeezed, &json!([]))?;
    }
    page.has_no_faults()
}

fn forced_colours_leave_a_worth_to_be_seen(page: &Page<'_>) -> Outcome {
    page.emulate(&[Medium::ForcedColours])?;
    let widget = open(page, "", "")?;
    widget.photograph("value-forced")?;
    // Forced, a background is that of the paper: what is drawn by one alone would be gone.
    let seen = widget.run(
        "const part = name => inner(arguments[0], name);
         const paper = getComputedStyle(part('[part~=card]')).backgroundColor;
         const drawn = (element, pseudo) => {
           const style = getComputedStyle(element, pseudo);
           const border = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none' && style.borderTopColor !== paper;
           return border || (style.backgroundColor !== paper && style.backgroundColor !== 'rgba(0, 0, 0, 0)')
         };
         const keys = [...host(arguments[0]).shadowRoot.querySelectorAll('.key')];
         const marks = [...host(arguments[0]).shadowRoot.querySelectorAll('.course svg > *, .tornado svg > *, .slider svg > *')];
         const ink = mark => {
           const {fill, stroke} = getComputedStyle(mark);
           return [fill, stroke].some(colour => colour !== 'none' && colour !== paper)
         };
         return {
           forced: matchMedia('(forced-colors: active)').matches,
           keys: [keys.length, keys.filter(key => drawn(key, '::before')).length],
           marks: [marks.length > 10, marks.filter(mark => !ink(mark)).map(mark => mark.getAttribute('class'))],
           chosen: getComputedStyle(part('.switch input:checked + span')).backgroundColor !== paper,
         }",
        &[],
    )?;
    same(
        "what is seen",
        &seen,
        &json!({"forced": true, "keys": [4, 4], "marks": [true, []], "chosen": true}),
    )?;
    // The line and the outline of its range are told apart by more than their colour.
    let widths = widget.run(
        "return ['line', 'band'].map(name => getComputedStyle(inner(arguments[0], `.course svg > .${name}`)).strokeWidth)",
        &[],
    )?;
    same("widths", &widths, &json!(["2.5px", "1px"]))?;
    widget.does_not_overflow()
}

fn a_worth_is_printed_light_and_without_what_is_only_clicked(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.build(&format!(
        "<{CALCULATOR} order-value=50 gross-margin=0.4 viewers=1000 conversions=20></{CALCULATOR}>\
         <{PROJECTOR} theme=dark></{PROJECTOR}>"
    ))?;
    let widget = page.widget_at(PROJECTOR);
    widget.becomes_ready()?;
    page.on_paper(|| {
        page.settle()?;
        let seen = widget.run(
            "const part = name => inner(arguments[0], name);
             const hidden = ['.switch', '.slider', '.read', '.carried'].filter(name => shown(part(name)));
             const there = ['[part~=value]', '[part~=verdict]', '.course svg', '.times', '.tornado', '[part~=table]', '#orderValue'].filter(name => !shown(part(name)));
             return [getComputedStyle(part('[part~=card]')).backgroundColor, hidden, there]",
            &[],
        )?;
        same(
            "paper, what is seen and should not be, what is missing",
            &seen,
            &json!(["rgb(255, 255, 255)", [], []]),
        )?;
        widget.photograph("value-printed")?;
        widget.does_not_overflow()
    })?;
    page.has_no_faults()
}

fn axe_finds_nothing_in_a_worth(page: &Page<'_>) -> Outcome {
    for theme in ["light", "dark"] {
        let widget = open(page, &format!("theme={theme}"), "")?;
        axe::finds_nothing(page, Some(PROJECTOR))?;
        widget.open_all()?;
        axe::finds_nothing(page, Some(PROJECTOR))?;
    }
    Ok(())
}
