//! The static site, which is also a page that embeds its own widget.

use serde_json::{Value, json};

use crate::harness::{Outcome, axe, behaviours, holds, page::Page, same};

behaviours! {
    EVERY:
        the_site_shows_working_widgets,
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
