//! What is asked for, when, and how often.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds,
    page::{Page, Visit},
    same,
    server::Manner,
};

behaviours! {
    EVERY:
        far_below_nothing_is_asked_for_until_it_is_near,
        an_eager_element_does_not_wait,
        two_elements_ask_for_one_module,
        nothing_is_asked_for_after_ready,
        the_states_come_in_their_order,
        the_script_alone_asks_for_nothing,
        a_slow_host_is_waited_for,
        the_request_for_the_module_says_nothing_about_the_reader;
}

fn far_below_nothing_is_asked_for_until_it_is_near(page: &Page<'_>) -> Outcome {
    page.open("below")?;
    page.wait(400)?;
    let widget = page.widget();
    same("state", &widget.state()?.as_str(), &"waiting")?;
    same("requests", &page.site.module_requests().len(), &0)?;
    same("result", &widget.result()?, &Value::Null)?;
    page.run("scrollTo({top: 6000, behavior: 'instant'})", &json!([]))?;
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    same("requests", &page.site.module_requests().len(), &1)
}

fn an_eager_element_does_not_wait(page: &Page<'_>) -> Outcome {
    page.open("below-eager")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    let top = page.run("return scrollY", &json!([]))?;
    same("scrolled", &top.as_f64(), &Some(0.0))
}

fn two_elements_ask_for_one_module(page: &Page<'_>) -> Outcome {
    page.open("pair")?;
    page.widget_at("#first").becomes_ready()?;
    page.widget_at("#second").becomes_ready()?;
    page.run(
        "const third = document.createElement('conversion-calculator');
         third.setAttribute('loading', 'eager');
         document.querySelector('main').append(third)",
        &json!([]),
    )?;
    page.widget_at("conversion-calculator:last-child")
        .becomes_ready()?;
    same("requests", &page.site.module_requests().len(), &1)?;
    same(
        "requests for the script",
        &page.site.publisher.requests_for("embed.js").len(),
        &1,
    )?;
    // Script and module, and nothing else at all.
    same(
        "requests to the publisher",
        &page.site.publisher.requests().len(),
        &2,
    )
}

fn nothing_is_asked_for_after_ready(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    page.settle()?;
    page.site.forget_requests();
    widget.type_into("viewers", "20000")?;
    widget.choose("per", "impression")?;
    widget.choose("per", "viewer")?;
    widget.open_figure("oneIn")?;
    widget.set_attribute("theme", "dark")?;
    widget.set_attribute("lang", "en-GB")?;
    widget.reset()?;
    page.wait(300)?;
    let asked = [page.site.publisher.requests(), page.site.blog.requests()].concat();
    let asked: Vec<_> = asked
        .into_iter()
        .filter(|request| request.path != "/favicon.ico")
        .collect();
    holds(asked.is_empty(), format_args!("asked for {asked:?}"))?;
    // Nor is anything kept.
    let kept = page.run(
        "return [document.cookie, localStorage.length, sessionStorage.length]",
        &json!([]),
    )?;
    same("kept", &kept, &json!(["", 0, 0]))
}

fn the_states_come_in_their_order(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("states").served(Manner::Slow))?;
    page.widget().becomes_ready()?;
    let states = page.until(
        "ready",
        "return states.at(-1) === 'ready' ? states : null",
        &json!([]),
    )?;
    let order = ["idle", "waiting", "loading", "ready"].map(Value::from);
    let places: Vec<_> = states
        .as_array()
        .into_iter()
        .flatten()
        .map(|state| order.iter().position(|known| known == state))
        .collect();
    holds(
        places.is_sorted() && places.iter().all(Option::is_some),
        format_args!("states: {states}"),
    )?;
    holds(
        states
            .as_array()
            .is_some_and(|states| states.contains(&json!("loading"))),
        format_args!("states: {states}"),
    )?;
    same(
        "ready resolves to",
        &page.widget().ready()?,
        &json!("ready"),
    )
}

fn the_script_alone_asks_for_nothing(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.wait(200)?;
    let asked: Vec<_> = page
        .site
        .publisher
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    same("requests to the publisher", &asked.len(), &1)?;
    holds(
        asked.iter().all(|path| path.ends_with("/embed.js")),
        format_args!("asked for {asked:?}"),
    )
}

fn a_slow_host_is_waited_for(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("fallback").served(Manner::Slow))?;
    let widget = page.widget();
    widget.shows_its_fallback()?;
    widget.becomes_ready()?;
    widget.hides_its_fallback()?;
    widget.comes_to_rate(0.03)
}

fn the_request_for_the_module_says_nothing_about_the_reader(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    page.widget().becomes_ready()?;
    for request in page.site.module_requests() {
        same("cookie", &request.header("cookie"), &None)?;
        same("referrer", &request.header("referer"), &None)?;
        same("query", &request.target.contains('?'), &false)?;
    }
    Ok(())
}
