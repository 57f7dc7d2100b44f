//! Pages that change without being left, and pages that are left and come back to.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        a_body_that_is_replaced_brings_its_elements,
        the_theme_follows_the_body_that_has_come,
        an_element_that_stays_through_a_visit_keeps_what_was_typed,
        a_page_kept_as_a_copy_begins_with_the_authors_figures,
        markup_that_is_read_and_written_again_is_the_same,
        a_page_that_is_morphed_keeps_its_element,
        a_document_that_is_written_anew_has_the_widget,
        whoever_goes_on_and_comes_back_finds_it_usable,
        an_element_whose_document_has_gone_can_be_put_elsewhere;
}

/// The next page, as a server sends it: with the script once more, which such navigation runs again.
const NEXT: &str = "<!doctype html><html lang=en><head><title>Next</title></head><body class=next>\
     <main><h1>Next</h1><conversion-calculator id=next loading=eager views='rate compare' viewers=8000>\
     <p>160 of 8,000 people bought.</p>\
     <script type='application/json'>{\"rate\": {\"conversions\": 160}}</script></conversion-calculator></main>\
     <script async src='%SCRIPT%'></script></body></html>";

/// What Turbolinks and its kin do: the new page is fetched, parsed, and its body put in place.
fn visit(page: &Page<'_>) -> Outcome {
    page.run_async(
        "const source = document.querySelector('script[src$=\"/embed.js\"]').src;
         const next = new DOMParser().parseFromString(arguments[0].replace('%SCRIPT%', source), 'text/html');
         history.pushState({}, '', '/next');
         const body = document.adoptNode(next.body);
         for (const old of body.querySelectorAll('script[src]')) {
           const script = document.createElement('script');
           for (const {name, value} of old.attributes) script.setAttribute(name, value);
           old.replaceWith(script);
         }
         window.left = document.body;
         document.body.replaceWith(body);
         await settled()",
        &json!([NEXT]),
    )
    .map(drop)
}

fn start<'a>(page: &'a Page<'_>) -> Outcome<Widget<'a>> {
    let widget = page.open_calculator("id=first viewers=10000 conversions=300")?;
    widget.type_into("viewers", "5000")?;
    widget.comes_to_rate(0.06)?;
    Ok(page.widget_at("#first"))
}

/// As the author has made it, once and whole.
fn is_the_authors(page: &Page<'_>, selector: &str) -> Outcome {
    let widget = page.widget_at(selector);
    widget.becomes_ready()?;
    widget.comes_to_rate(0.02)?;
    widget.hides_its_fallback()?;
    let inside = widget.run(
        "const element = host(arguments[0]);
         return [element.children.length, plain(element.innerHTML), element.getAttributeNames().sort()]",
        &[],
    )?;
    same(
        "declared inside",
        &inside,
        &json!([
            2,
            "<p>160 of 8,000 people bought.</p><script type=\"application/json\">{\"rate\": {\"conversions\": 160}}</script>",
            ["id", "loading", "viewers", "views"],
        ]),
    )
}

fn one_module(page: &Page<'_>) -> Outcome {
    same("modules", &page.site.module_requests().len(), &1)?;
    page.has_no_faults()
}

fn a_body_that_is_replaced_brings_its_elements(page: &Page<'_>) -> Outcome {
    start(page)?;
    visit(page)?;
    is_the_authors(page, "#next")?;
    let widget = page.widget_at("#next");
    widget.type_into("viewers", "16000")?;
    widget.comes_to_rate(0.01)?;
    // Back and forth, as often as one likes.
    for _ in 0..3 {
        visit(page)?;
        is_the_authors(page, "#next")?;
    }
    one_module(page)
}

fn the_theme_follows_the_body_that_has_come(page: &Page<'_>) -> Outcome {
    start(page)?;
    visit(page)?;
    is_the_authors(page, "#next")?;
    let theme = "return inner('#next', '.cw').dataset.theme === arguments[0]";
    page.until("light", theme, &json!(["light"]))?;
    page.run(
        "const style = document.createElement('style');
         style.textContent = '.night { background: #101418; color: #eee }';
         document.head.append(style);
         document.body.classList.add('night')",
        &json!([]),
    )?;
    page.until("dark", theme, &json!(["dark"]))?;
    page.run("document.body.classList.remove('night')", &json!([]))?;
    page.until("light", theme, &json!(["light"]))?;
    page.has_no_faults()
}

fn an_element_that_stays_through_a_visit_keeps_what_was_typed(page: &Page<'_>) -> Outcome {
    let widget = start(page)?;
    page.run("window.permanent = host('#first')", &json!([]))?;
    visit(page)?;
    page.run(
        "document.querySelector('main').append(permanent)",
        &json!([]),
    )?;
    widget.comes_to_rate(0.06)?;
    page.run(
        "const style = document.createElement('style');
         style.textContent = '.night { background: #101418; color: #eee }';
         document.head.append(style);
         document.body.classList.add('night')",
        &json!([]),
    )?;
    page.until(
        "dark",
        "return inner('#first', '.cw').dataset.theme === 'dark'",
        &json!([]),
    )?;
    widget.type_into("conversions", "50")?;
    widget.comes_to_rate(0.01)?;
    one_module(page)
}

fn a_page_kept_as_a_copy_begins_with_the_authors_figures(page: &Page<'_>) -> Outcome {
    start(page)?;
    visit(page)?;
    is_the_authors(page, "#next")?;
    page.widget_at("#next").type_into("viewers", "16000")?;
    page.widget_at("#next").comes_to_rate(0.01)?;
    // A copy is kept of what is left, and shown when the reader comes back.
    page.run_async(
        "const kept = document.body.cloneNode(true);
         document.body.replaceWith(document.createElement('body'));
         await settled();
         document.body.replaceWith(kept);
         await settled()",
        &json!([]),
    )?;
    is_the_authors(page, "#next")?;
    // The copy of a copy, kept as text.
    page.run_async(
        "const text = document.body.outerHTML;
         const parsed = new DOMParser().parseFromString(text, 'text/html');
         document.body.replaceWith(document.importNode(parsed.body, true));
         await settled()",
        &json!([]),
    )?;
    is_the_authors(page, "#next")?;
    one_module(page)
}

fn markup_that_is_read_and_written_again_is_the_same(page: &Page<'_>) -> Outcome {
    start(page)?;
    visit(page)?;
    is_the_authors(page, "#next")?;
    for _ in 0..3 {
        page.run(
            "const main = document.querySelector('main'); main.innerHTML = main.innerHTML",
            &json!([]),
        )?;
        is_the_authors(page, "#next")?;
    }
    // What stands inside the element is written again, and read again.
    page.run(
        "host('#next').innerHTML = host('#next').innerHTML",
        &json!([]),
    )?;
    page.settle()?;
    is_the_authors(page, "#next")?;
    one_module(page)
}

fn a_page_that_is_morphed_keeps_its_element(page: &Page<'_>) -> Outcome {
    start(page)?;
    visit(page)?;
    is_the_authors(page, "#next")?;
    let widget = page.widget_at("#next");
    widget.type_into("viewers", "16000")?;
    // The new page has other figures; what is there is changed into it, node by node.
    page.run(
        "const element = host('#next');
         element.setAttribute('viewers', '4000');
         element.removeAttribute('views');
         element.setAttribute('class', 'morphed');
         element.querySelector('p').firstChild.data = '80 of 4,000 people bought.';
         element.querySelector('script').firstChild.data = '{\"rate\": {\"conversions\": 80}}'",
        &json!([]),
    )?;
    // What was typed stays, the rest is the author's.
    widget.comes_to_rate(0.005)?;
    widget.reset()?;
    widget.comes_to_rate(0.02)?;
    same("viewers", &widget.read_field("viewers")?.as_str(), &"4,000")?;
    one_module(page)
}

fn a_document_that_is_written_anew_has_the_widget(page: &Page<'_>) -> Outcome {
    start(page)?;
    page.run_async(
        "const source = document.querySelector('script[src$=\"/embed.js\"]').src;
         document.open();
         document.write(arguments[0].replace('%SCRIPT%', source));
         document.close();
         await settled()",
        &json!([NEXT]),
    )?;
    is_the_authors(page, "#next")?;
    let widget = page.widget_at("#next");
    widget.type_into("viewers", "16000")?;
    widget.comes_to_rate(0.01)?;
    page.run("document.body.style.background = '#101418'", &json!([]))?;
    page.until(
        "dark",
        "return inner('#next', '.cw').dataset.theme === 'dark'",
        &json!([]),
    )?;
    // A frame is heard, though whoever listened to the window before is gone.
    page.run(
        "document.querySelector('main').insertAdjacentHTML('beforeend',
           '<conversion-calculator id=framed loading=eager frame=always viewers=100 conversions=3></conversion-calculator>')",
        &json!([]),
    )?;
    let framed = page.widget_at("#framed");
    framed.reaches("frame")?;
    framed.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn whoever_goes_on_and_comes_back_finds_it_usable(page: &Page<'_>) -> Outcome {
    page.open("no-script")?;
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.type_into("viewers", "5000")?;
    widget.comes_to_rate(0.06)?;
    page.run(
        "window.returned = null; addEventListener('pageshow', ({persisted}) => { returned = persisted })",
        &json!([]),
    )?;
    page.run(
        "setTimeout(() => { location.href = '/no-script' })",
        &json!([]),
    )?;
    page.until(
        "the next page",
        "return location.pathname === '/no-script' && document.readyState === 'complete'",
        &json!([]),
    )?;
    page.run("setTimeout(() => history.back())", &json!([]))?;
    page.until(
        "the page before",
        "return location.pathname === '/plain' && document.readyState === 'complete'",
        &json!([]),
    )?;
    widget.becomes_ready()?;
    // Kept as it was, or made anew: what stands in the field is what was computed with.
    let kept = page.run("return window.returned === true", &json!([]))?;
    let (text, rate) = if kept == true {
        ("5000", 0.06)
    } else {
        ("10000", 0.03)
    };
    widget.comes_to_rate(rate)?;
    page.until(
        "its figure in the field",
        "return control('conversion-calculator', 'viewers').value.replace(',', '') === arguments[0]",
        &json!([text]),
    )?;
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    widget.reset()?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn an_element_whose_document_has_gone_can_be_put_elsewhere(page: &Page<'_>) -> Outcome {
    let widget = start(page)?;
    let seen = page.run_async(
        "const element = host('#first'), main = document.querySelector('main'), seen = [];
         for (let turn = 0; turn < 3; turn++) {
           const frame = document.createElement('iframe');
           frame.width = 600; frame.height = 600;
           document.body.append(frame);
           frame.contentDocument.body.append(element);
           await settled();
           seen.push(element.result.outcome.rate);
           // The frame goes with the element in it.
           frame.remove();
           await settled();
           seen.push(element.state);
           main.append(element);
           await settled();
           seen.push(element.result.outcome.rate, getComputedStyle(element.shadowRoot.querySelector('.cw')).containerType);
         }
         return seen",
        &json!([]),
    )?;
    let turn = [
        json!(0.06),
        json!("ready"),
        json!(0.06),
        json!("inline-size"),
    ];
    same(
        "there and back",
        &seen,
        &Value::from([&turn[..], &turn[..], &turn[..]].concat()),
    )?;
    widget.type_into("viewers", "10000")?;
    widget.comes_to_rate(0.03)?;
    holds(
        page.site.module_requests().len() == 1,
        "a module was asked for again",
    )?;
    page.has_no_faults()
}
