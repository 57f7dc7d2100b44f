//! A scenario in the fragment of an address: read by pages of our own, and by nobody else's.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours,
    page::{CALCULATOR, Page, Widget},
    same,
    server::Manner,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        a_link_opens_the_site_as_it_was_left,
        a_link_opens_the_frame_as_it_was_left,
        the_tab_is_in_the_link_beside_what_was_there,
        a_link_of_the_projector_opens_it_and_leads_there,
        one_link_holds_both_elements_and_each_keeps_its_own,
        a_frame_of_the_projector_follows_its_fragment,
        a_sandboxed_frame_follows_its_fragment_too,
        what_is_no_scenario_is_ignored,
        a_page_of_somebody_else_keeps_its_fragment;
}

/// A fragment as a person may have copied it.
fn fragment(page: &Page<'_>, scenario: &Value) -> Outcome<String> {
    let text = page.run(
        "return '#cw=' + encodeURIComponent(JSON.stringify(arguments[0]))",
        &json!([scenario]),
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn site(page: &Page<'_>) -> String {
    format!("{}/", page.site.publisher.url)
}

fn frame(page: &Page<'_>) -> String {
    let folder = page.site.folder(Manner::Plain);
    format!("{folder}/embed/?views=rate+return&viewers=8000&conversions=40")
}

const PROJECTOR: &str = "lifetime-value-projector";

/// Opens an address anew: from the same page, another fragment alone would load nothing.
fn open<'a>(page: &'a Page<'_>, address: &str) -> Outcome<Widget<'a>> {
    open_at(page, address, CALCULATOR)
}

/// The same, for an element of this tag.
fn open_at<'a>(page: &'a Page<'_>, address: &str, tag: &str) -> Outcome<Widget<'a>> {
    page.open("workshop")?;
    page.go(address)?;
    page.until(
        "the element",
        "return document.querySelector(arguments[0]) !== null",
        &json!([tag]),
    )?;
    let widget = page.widget_at(tag);
    widget.becomes_ready()?;
    page.settle()?;
    Ok(widget)
}

fn comes_to_view(widget: &Widget<'_>, view: &str) -> Outcome {
    widget
        .page
        .until(
            &format!("the view {view}"),
            "const {result, scenario} = host(arguments[0]);
             // What stands apart has come, or is there already.
             const isHere = result.outcome !== null || result.errors.length > 0;
             return isHere && result.view === arguments[1] && scenario.view === arguments[1]",
            &json!([widget.selector, view]),
        )
        .map(drop)
}

/// What the fragment says, read as the next page would.
fn written(page: &Page<'_>) -> Outcome<Value> {
    page.run(
        "return JSON.parse(decodeURIComponent(location.hash.slice('#cw='.length)))",
        &json!([]),
    )
}

fn is_as_it_was_left(page: &Page<'_>, address: &str) -> Outcome {
    let left = json!({"view": "return", "rate": {"viewers": 20000, "conversions": 300}});
    let widget = open(page, &format!("{address}{}", fragment(page, &left)?))?;
    comes_to_view(&widget, "return")?;
    same(
        "viewers",
        &widget.read_field("viewers")?.as_str(),
        &"20,000",
    )?;
    // Another link to the same page loads nothing, and is followed all the same.
    let other = fragment(page, &json!({"view": "rate", "rate": {"viewers": 3000}}))?;
    page.run("location.hash = arguments[0]", &json!([other]))?;
    comes_to_view(&widget, "rate")?;
    widget.comes_to_rate(0.1)?;
    page.has_no_faults()
}

fn a_link_opens_the_site_as_it_was_left(page: &Page<'_>) -> Outcome {
    is_as_it_was_left(page, &site(page))
}

fn a_link_opens_the_frame_as_it_was_left(page: &Page<'_>) -> Outcome {
    is_as_it_was_left(page, &frame(page))
}

fn the_tab_is_in_the_link_beside_what_was_there(page: &Page<'_>) -> Outcome {
    for address in [site(page), frame(page)] {
        let rate = json!({"viewers": 5000, "conversions": 100});
        let said = fragment(page, &json!({"rate": rate}))?;
        let widget = open(page, &format!("{address}{said}"))?;
        widget.comes_to_rate(0.02)?;
        let length = page.run("return history.length", &json!([]))?;
        // A figure is not a tab: the link stays as it was.
        widget.insert_into("viewers", "10000")?;
        page.tab()?;
        widget.comes_to_rate(0.01)?;
        same("rate alone", &written(page)?, &json!({"rate": rate}))?;
        for view in ["return", "rate"] {
            widget.click(&format!("[role=tab][data-view={view}]"))?;
            comes_to_view(&widget, view)?;
            same(
                "the fragment",
                &written(page)?,
                &json!({"rate": rate, "view": view}),
            )?;
        }
        same(
            "pages to go back to",
            &page.run("return history.length", &json!([]))?,
            &length,
        )?;
        // The figure that was typed is not read over.
        widget.comes_to_rate(0.01)?;
        page.has_no_faults()?;
        // Without a fragment it has the view alone.
        let widget = open(page, &address)?;
        widget.click("[role=tab][data-view=return]")?;
        comes_to_view(&widget, "return")?;
        same("the view", &written(page)?, &json!({"view": "return"}))?;
    }
    Ok(())
}

/// Two orders that both leave a half, one at the start and one after six months, so that a customer
/// is worth what an order pays.
fn worth(order_value: u32) -> Value {
    json!({"orderValue": order_value, "grossMargin": 0.5, "annualDiscountRate": 0, "horizonMonths": 12,
           "retention": {"kind": "constant", "rate": 1, "everyMonths": 6}})
}

fn a_link_of_the_projector_opens_it_and_leads_there(page: &Page<'_>) -> Outcome {
    let left = json!({"tool": PROJECTOR, "view": "value", "value": worth(10)});
    let said = fragment(page, &left)?;
    let widget = open_at(page, &format!("{}{said}", site(page)), PROJECTOR)?;
    widget.outcome_comes_to("value", 10.0)?;
    let in_sight = page.run(
        "const {top} = document.querySelector(arguments[0]).getBoundingClientRect();
         return scrollY > 0 && top < innerHeight",
        &json!([PROJECTOR]),
    )?;
    same("in sight", &in_sight, &json!(true))?;
    // The calculator, the first on the page, has nothing to do with it.
    page.run("scrollTo({top: 0, behavior: 'instant'})", &json!([]))?;
    let calculator = page.widget();
    calculator.becomes_ready()?;
    calculator.comes_to_rate(0.03)?;
    let other = fragment(page, &json!({"tool": PROJECTOR, "value": worth(20)}))?;
    page.run("location.hash = arguments[0]", &json!([other]))?;
    widget.outcome_comes_to("value", 20.0)?;
    page.has_no_faults()
}

fn one_link_holds_both_elements_and_each_keeps_its_own(page: &Page<'_>) -> Outcome {
    let worth = json!({"tool": PROJECTOR, "value": worth(10)});
    let rate = json!({"rate": {"viewers": 5000, "conversions": 100}});
    for said in [[&worth, &rate], [&rate, &worth]] {
        let [first, second] = said.map(|said| fragment(page, said));
        let both = format!("{}&{}", first?, second?.trim_start_matches('#'));
        let calculator = open(page, &format!("{}{both}", site(page)))?;
        calculator.comes_to_rate(0.02)?;
        let scrolled = page.run("return scrollY", &json!([]))?;
        same("the page begins at its top", &scrolled.as_f64(), &Some(0.0))?;
        calculator.click("[role=tab][data-view=return]")?;
        comes_to_view(&calculator, "return")?;
        // Each part says whose it is; the calculator's turned, the other's stayed.
        let turned = json!({"rate": {"viewers": 5000, "conversions": 100}, "view": "return"});
        same("the link", &parts_of(page)?, &json!([worth, turned]))?;
        // Read again as it stands, it opens both.
        page.run(
            "document.querySelector(arguments[0]).scrollIntoView()",
            &json!([PROJECTOR]),
        )?;
        let projector = page.widget_at(PROJECTOR);
        projector.becomes_ready()?;
        projector.outcome_comes_to("value", 10.0)?;
        // The projector's tab says whose it is, and leaves the calculator's part as it was.
        // By the keyboard: on a long page one of the drivers clicks where a tab was.
        projector.run(
            "inner(arguments[0], '[role=tab][data-view=value]').focus()",
            &[],
        )?;
        page.press(&[Key::Arrow(Direction::Right)])?;
        comes_to_view(&projector, "tradeOff")?;
        let own = json!({"tool": PROJECTOR, "value": worth.get("value"), "view": "tradeOff"});
        same("the link", &parts_of(page)?, &json!([turned, own]))?;
        page.has_no_faults()?;
    }
    Ok(())
}

/// What each part of the fragment says.
fn parts_of(page: &Page<'_>) -> Outcome<Value> {
    page.run(
        "return location.hash.slice(1).split('&').map(part => JSON.parse(decodeURIComponent(part.slice(3))))",
        &json!([]),
    )
}

fn a_frame_of_the_projector_follows_its_fragment(page: &Page<'_>) -> Outcome {
    let folder = page.site.folder(Manner::Plain);
    let frame = format!("{folder}/embed/?tool={PROJECTOR}&order-value=40");
    // There is one element: a link need not say whose it is, but may.
    for said in [
        json!({"value": worth(10)}),
        json!({"tool": PROJECTOR, "value": worth(10)}),
    ] {
        let said = fragment(page, &said)?;
        let widget = open_at(page, &format!("{frame}{said}"), PROJECTOR)?;
        widget.outcome_comes_to("value", 10.0)?;
        let other = fragment(page, &json!({"value": {"orderValue": 30}}))?;
        page.run("location.hash = arguments[0]", &json!([other]))?;
        widget.outcome_comes_to("value", 30.0)?;
        // One of another element's is not its own.
        let other = fragment(
            page,
            &json!({"tool": CALCULATOR, "value": {"orderValue": 50}}),
        )?;
        page.run("location.hash = arguments[0]", &json!([other]))?;
        page.wait(50)?;
        widget.outcome_comes_to("value", 30.0)?;
        widget.click("[role=tab][data-view=tradeOff]")?;
        comes_to_view(&widget, "tradeOff")?;
        let own = json!({"tool": PROJECTOR, "view": "tradeOff"});
        let other = json!({"tool": CALCULATOR, "value": {"orderValue": 50}});
        same("the link", &parts_of(page)?, &json!([other, own]))?;
        page.has_no_faults()?;
    }
    Ok(())
}

fn a_sandboxed_frame_follows_its_fragment_too(page: &Page<'_>) -> Outcome {
    page.open("framed")?;
    page.run(
        "const frame = document.querySelector('iframe'); frame.src = frame.src.replace('views=rate', 'views=rate+return')",
        &json!([]),
    )?;
    // The page that stood there before is gone once this one has tabs.
    page.inside_the_frame(|| {
        page.until(
            "two tabs",
            "return document.querySelector('conversion-calculator')?.shadowRoot?.querySelectorAll('[role=tab]').length === 2",
            &json!([]),
        )?;
        let widget = page.widget();
        widget.click("[role=tab][data-view=return]")?;
        comes_to_view(&widget, "return")?;
        same("the view", &written(page)?, &json!({"view": "return"}))?;
        let other = fragment(page, &json!({"view": "rate", "rate": {"viewers": 4000}}))?;
        page.run("location.hash = arguments[0]", &json!([other]))?;
        comes_to_view(&widget, "rate")?;
        widget.comes_to_rate(0.01)
    })
}

fn what_is_no_scenario_is_ignored(page: &Page<'_>) -> Outcome {
    let deep = format!("#cw={}{}", "%5B".repeat(5000), "%5D".repeat(5000));
    let wrong = [
        "#cw=",
        "#cw=%",
        "#cw=%7B",
        "#cw=nonsense",
        "#cw=null",
        "#cw=5",
        "#cw=%5B1%5D",
        "#CW=%7B%22view%22%3A%22return%22%7D",
        "#cw=%7B%22view%22%3A%22elsewhere%22%7D",
        "#cw=%7B%22view%22%3A%7B%22rate%22%3A1%7D%7D",
        "#cw=%7B%22__proto__%22%3A%7B%22polluted%22%3A1%7D%7D",
        "#?secret=abc",
        "#why",
        &deep,
    ];
    let address = frame(page);
    // At the start, and afterwards.
    for said in wrong.iter().take(5) {
        let widget = open(page, &format!("{address}{said}"))?;
        widget.comes_to_rate(0.005)?;
        comes_to_view(&widget, "rate")?;
        page.has_no_faults()?;
    }
    let widget = open(page, &address)?;
    page.run(
        "window.wrong = []; addEventListener('error', () => wrong.push('error')); addEventListener('unhandledrejection', () => wrong.push('rejection'))",
        &json!([]),
    )?;
    for said in wrong {
        page.run("location.hash = arguments[0]", &json!([said]))?;
        page.wait(20)?;
        widget.comes_to_rate(0.005)?;
        comes_to_view(&widget, "rate")?;
        same("state", &widget.state()?.as_str(), &"ready")?;
    }
    let seen = page.run("return [wrong, typeof ({}).polluted]", &json!([]))?;
    same("what went wrong", &seen, &json!([[], "undefined"]))?;
    // It is not lost on what comes after it.
    widget.click("[role=tab][data-view=return]")?;
    comes_to_view(&widget, "return")?;
    same("the view", &written(page)?, &json!({"view": "return"}))?;
    page.has_no_faults()
}

fn a_page_of_somebody_else_keeps_its_fragment(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=\"rate return\" viewers=10000 conversions=300")?;
    let said = fragment(page, &json!({"view": "return", "rate": {"viewers": 3000}}))?;
    page.run("location.hash = arguments[0]", &json!([said]))?;
    page.wait(50)?;
    widget.comes_to_rate(0.03)?;
    comes_to_view(&widget, "rate")?;
    page.run("location.hash = '#comments'", &json!([]))?;
    widget.click("[role=tab][data-view=return]")?;
    comes_to_view(&widget, "return")?;
    let hash = page.run("return location.hash", &json!([]))?;
    same("fragment", &hash, &json!("#comments"))
}
