//! The static site, which is also a page that embeds its own widget.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        the_site_shows_working_widgets,
        an_example_is_chosen_seen_live_and_copied,
        every_example_has_a_worth_and_works_where_it_is_pasted,
        the_site_asks_only_its_own_host_for_what_is_there,
        axe_finds_nothing_on_the_site;
    CHROMIUM:
        the_site_fits_a_telephone;
}

fn open(page: &Page<'_>) -> Outcome {
    page.go(&format!("{}/", page.site.publisher.url))?;
    let found = page.run(
        "return document.querySelectorAll('conversion-calculator, lifetime-value-projector').length",
        &json!([]),
    )?;
    holds(found.as_u64() > Some(0), "no widget on the site")?;
    // Those that are below wait to be scrolled to.
    page.run_async(
        "const widgets = [...document.querySelectorAll('conversion-calculator, lifetime-value-projector')];
         for (const widget of widgets) {
           widget.scrollIntoView({behavior: 'instant', block: 'center'});
           await widget.ready;
         }
         scrollTo({top: 0, behavior: 'instant'})",
        &json!([]),
    )?;
    Ok(())
}

fn the_site_shows_working_widgets(page: &Page<'_>) -> Outcome {
    open(page)?;
    let states = page.run(
        "return [...document.querySelectorAll('conversion-calculator, lifetime-value-projector')].map(({state}) => state)",
        &json!([]),
    )?;
    let ready = states
        .as_array()
        .is_some_and(|states| states.iter().all(|state| *state == json!("ready")));
    holds(ready, format_args!("states: {states}"))?;
    let widget = page.widget();
    widget.type_into("viewers", "20000")?;
    widget.insert_into("conversions", "300")?;
    widget.comes_to_rate(0.015)?;
    page.has_no_faults()
}

/// The element that shows the example that was chosen.
const LIVE: &str = ".presets .live:not([hidden]) > :first-child";

/// Chooses an example as a reader does, and waits until the element has its figures.
fn choose<'a>(page: &'a Page<'_>, name: &str) -> Outcome<Widget<'a>> {
    let button = format!(".choice button[value={name}]");
    // A person aims at what stands still: what is drawn above, once it is in sight, moves it.
    page.run_async(
        "const button = document.querySelector(arguments[0]);
         button.scrollIntoView({block: 'center', behavior: 'instant'});
         for (let still = 0, before; still < 10; await settled()) {
           const {top} = button.getBoundingClientRect();
           still = top === before ? still + 1 : 0;
           before = top;
         }",
        &json!([button]),
    )?;
    page.click(&button)?;
    page.until(
        "the button is pressed",
        "return document.querySelector(arguments[0]).getAttribute('aria-pressed') === 'true'",
        &json!([button]),
    )?;
    let live = page.widget_at(LIVE);
    live.run(
        "host(arguments[0]).scrollIntoView({behavior: 'instant'})",
        &[],
    )?;
    live.becomes_ready()?;
    page.until(
        "the figures of the lines",
        "const said = document.getElementById(arguments[1]).textContent.split('json\">')[1].split('</script>')[0];
         const wanted = JSON.parse(said), {scenario, outcome} = host(arguments[0]).result;
         const is = (seen, wanted) => typeof wanted === 'object'
           ? Object.keys(wanted).every(name => is(seen?.[name], wanted[name])) : seen === wanted;
         return outcome && is(scenario, wanted)",
        &json!([LIVE, name]),
    )?;
    Ok(live)
}

/// The lines of an example.
fn snippet(page: &Page<'_>, name: &str) -> Outcome<String> {
    let text = page.run(
        "return document.getElementById(arguments[0]).textContent",
        &json!([name]),
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn an_example_is_chosen_seen_live_and_copied(page: &Page<'_>) -> Outcome {
    open(page)?;
    let live = choose(page, "coffee-by-post")?;
    let before = live.read_figure("value")?;
    live.type_into("orderValue", "1000")?;
    let live = choose(page, "fashion-shop")?;
    let after = live.read_figure("value")?;
    holds(before != after, format_args!("{before} stays {after}"))?;
    // Not what was typed into the one before.
    same("typed", &live.read_field("orderValue")?.as_str(), &"85")?;
    let heading = live.run("return text(inner(arguments[0], '[part~=heading]'))", &[])?;
    same("heading", &heading, &json!("Fashion shop: example figures"))?;
    let seen = page.run(
        "const lines = [...document.querySelectorAll('[data-preset]')].filter(shown);
         const chosen = [...document.querySelectorAll('.choice [aria-pressed=true]')].map(text);
         return [lines.map(line => line.dataset.preset), chosen]",
        &json!([]),
    )?;
    same(
        "shown and chosen",
        &seen,
        &json!([["fashion-shop"], ["Fashion shop"]]),
    )?;
    let words = page.run(
        "return text(document.querySelector('.presets'))",
        &json!([]),
    )?;
    contains("words", &words.to_string(), "an example, not a benchmark")?;
    // Where the clipboard is refused, the lines are selected, one key short of copied.
    page.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}, configurable: true})",
        &json!([]),
    )?;
    page.click("[data-copy=fashion-shop]")?;
    let said = "return text(document.querySelector('[data-preset=fashion-shop] [role=status]'))";
    page.until("it is said", &format!("{said} === 'Copied'"), &json!([]))?;
    let lines = snippet(page, "fashion-shop")?;
    same(
        "copied",
        &page.run("return window.copied", &json!([]))?,
        &json!(lines),
    )?;
    contains("the host", &lines, &page.site.publisher.url)?;
    contains(
        "the caption",
        &lines,
        "<figcaption>Example figures, not a benchmark.</figcaption>",
    )?;
    page.run(
        "navigator.clipboard.writeText = async () => { throw new Error('refused') }",
        &json!([]),
    )?;
    page.click("[data-copy=fashion-shop]")?;
    page.until(
        "it is selected",
        &format!("{said}.startsWith('Selected')"),
        &json!([]),
    )?;
    let selected = page.run("return getSelection().toString()", &json!([]))?;
    contains(
        "selected",
        selected.as_str().unwrap_or_default(),
        "\"orderValue\": 85",
    )?;
    axe::finds_nothing(page, Some(".presets"))?;
    page.has_no_faults()
}

fn every_example_has_a_worth_and_works_where_it_is_pasted(page: &Page<'_>) -> Outcome {
    open(page)?;
    let names = page.run(
        "return [...document.querySelectorAll('.choice button')].map(({value}) => value)",
        &json!([]),
    )?;
    let mut seen = Vec::new();
    for name in names.as_array().into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        let worth = choose(page, name)?.seen("/outcome")?;
        seen.push((name.to_owned(), snippet(page, name)?, worth));
    }
    same("examples", &seen.len(), &5)?;
    page.open("workshop")?;
    for (name, lines, outcome) in seen {
        page.build(&lines)?;
        let pasted = page.widget_at("main figure > :first-child");
        pasted.becomes_ready()?;
        same(name, &pasted.seen("/outcome")?, &outcome)?;
        same("reported", &page.heard_error_codes()?.len(), &0)?;
    }
    page.has_no_faults()
}

fn the_site_asks_only_its_own_host_for_what_is_there(page: &Page<'_>) -> Outcome {
    open(page)?;
    let foreign = page.run(
        "return performance.getEntriesByType('resource').map(({name}) => name).filter(name => new URL(name).origin !== location.origin)",
        &json!([]),
    )?;
    same("of other hosts", &foreign, &json!([]))?;
    for request in page.site.publisher.requests() {
        holds(
            request.is_answered(),
            format_args!("{} is not there", request.path),
        )?;
    }
    let address: Value = page.run("return location.pathname", &json!([]))?;
    same("address", &address, &json!("/"))
}

fn axe_finds_nothing_on_the_site(page: &Page<'_>) -> Outcome {
    open(page)?;
    axe::finds_nothing(page, None)
}

fn the_site_fits_a_telephone(page: &Page<'_>) -> Outcome {
    open(page)?;
    for width in [320, 390, 1200] {
        page.at_width(width, || {
            page.settle()?;
            page.does_not_overflow()
        })?;
    }
    Ok(())
}
