//! The page for frames, which needs no script in the page around it.

use serde_json::json;

use crate::harness::{Outcome, behaviours, page::Page, same, server::Manner};

behaviours! {
    EVERY:
        a_frame_works_in_a_sandbox_without_any_script_around_it,
        the_query_of_a_frame_sets_the_element_up,
        what_could_run_in_a_query_is_left_out;
}

fn open(page: &Page<'_>, query: &str) -> Outcome {
    let folder = page.site.folder(Manner::Plain);
    page.go(&format!("{folder}/embed/?{query}"))?;
    page.until(
        "the element of the frame",
        "return document.querySelector('conversion-calculator') !== null",
        &json!([]),
    )?;
    page.widget().becomes_ready()
}

fn a_frame_works_in_a_sandbox_without_any_script_around_it(page: &Page<'_>) -> Outcome {
    page.open("framed")?;
    page.inside_the_frame(|| {
        page.until(
            "the element of the frame",
            "return document.querySelector('conversion-calculator') !== null",
            &json!([]),
        )?;
        let widget = page.widget();
        widget.becomes_ready()?;
        widget.comes_to_rate(0.005)?;
        same(
            "origin",
            &page.run("return self.origin", &json!([]))?,
            &json!("null"),
        )
    })
}

fn the_query_of_a_frame_sets_the_element_up(page: &Page<'_>) -> Outcome {
    open(
        page,
        "tool=conversion-calculator&views=rate&viewers=8000&conversions=40&label=Ours",
    )?;
    let widget = page.widget();
    widget.comes_to_rate(0.005)?;
    same(
        "heading",
        &json!(widget.read_part("heading")?),
        &json!("Ours"),
    )?;
    open(page, "tool=unknown&viewers=many")?;
    page.widget().becomes_ready()
}

fn what_could_run_in_a_query_is_left_out(page: &Page<'_>) -> Outcome {
    open(
        page,
        "viewers=8000&conversions=40&onclick=alert(1)&style=color:red&id=x&class=y&%3Cb%3E=1",
    )?;
    let names = page.run(
        "return [...document.querySelector('conversion-calculator').attributes].map(({name}) => name).sort()",
        &json!([]),
    )?;
    same(
        "attributes",
        &names,
        &json!(["conversions", "loading", "viewers"]),
    )
}
