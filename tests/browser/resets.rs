//! Pages that set everything back, or everything up: the widget keeps its own measures.

use serde_json::{Value, json};

use crate::harness::{
    Because, Outcome, behaviours, holds, near,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        a_reset_of_all_styles_changes_no_measure,
        a_root_of_ten_pixels_changes_no_measure,
        a_page_from_the_right_changes_no_measure,
        a_page_that_is_zoomed_zooms_it_whole,
        a_page_written_downwards_shows_it_across,
        what_a_page_says_of_the_element_itself_counts;
}

const ELEMENT: &str = "<conversion-calculator views='rate compare' viewers=10000 conversions=300 target-rate=0.04>\
     <p>Words.</p></conversion-calculator>\
     <lifetime-value-projector loading=eager></lifetime-value-projector>";

const BOTH: [&str; 2] = ["conversion-calculator", "lifetime-value-projector"];

/// Two elements in a column whose own place and width no style of the page can change.
fn open(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    fill(page)
}

fn fill(page: &Page<'_>) -> Outcome {
    page.build(&format!(
        "<div style=\"display: block !important; inline-size: 640px !important; margin: 0 !important; \
         padding: 0 !important; border: 0 !important\">{ELEMENT}</div>"
    ))?;
    for tag in BOTH {
        let widget = page.widget_at(tag);
        widget.becomes_ready()?;
        widget.open_all()?;
    }
    page.settle()
}

/// The size of everything inside both elements, and of its letters; where it stands in the card.
fn measures(page: &Page<'_>) -> Outcome<Vec<Value>> {
    page.settle()?;
    let mut all = Vec::new();
    for tag in BOTH {
        let seen = page.run(
            "const card = inner(arguments[0], '.cw').getBoundingClientRect();
             // What has no size has no place either.
             const parts = [...host(arguments[0]).shadowRoot.querySelectorAll('.cw, .cw *')].filter(element => {
               const {width, height} = element.getBoundingClientRect(); return width && height });
             return parts.map(element => {
               const {x, y, width, height} = element.getBoundingClientRect();
               const {fontSize, fontFamily, lineHeight, color, textAlign, direction, writingMode, letterSpacing} = getComputedStyle(element);
               return [element.localName, element.getAttribute('class'), x - card.x, y - card.y, width, height, fontSize, fontFamily,
                 lineHeight, color, textAlign, direction, writingMode, letterSpacing]
             })",
            &json!([tag]),
        )?;
        all.extend(seen.as_array().cloned().unwrap_or_default());
    }
    holds(all.len() > 300, format_args!("only {} parts", all.len()))?;
    Ok(all)
}

/// What differs, as far as a person wants to read it: words at all, numbers by more than a pixel.
fn equal(what: &str, before: &[Value], after: &[Value]) -> Outcome {
    same(
        format_args!("parts under {what}"),
        &after.len(),
        &before.len(),
    )?;
    let is_near = |before: &Value, after: &Value| {
        let (Some(before), Some(after)) = (before.as_f64(), after.as_f64()) else {
            return before == after;
        };
        (before - after).abs() <= 1.0
    };
    let is_same = |before: &Value, after: &Value| {
        let [before, after] = [before, after].map(|part| part.as_array().into_iter().flatten());
        before
            .zip(after)
            .all(|(before, after)| is_near(before, after))
    };
    let different: Vec<_> = before
        .iter()
        .zip(after)
        .filter(|(before, after)| !is_same(before, after))
        .map(|(before, after)| format!("{before} became {after}"))
        .take(6)
        .collect();
    holds(different.is_empty(), format_args!("{what}: {different:#?}"))
}

/// Puts a style sheet into the page, or takes it out again.
fn dress(page: &Page<'_>, css: &str) -> Outcome {
    page.run(
        "document.getElementById('guest')?.remove();
         if (!arguments[0]) return;
         const style = document.createElement('style');
         style.id = 'guest';
         style.textContent = arguments[0];
         document.head.append(style)",
        &json!([css]),
    )?;
    page.settle()
}

fn keeps_its_measures(page: &Page<'_>, styles: &[(&str, &str)]) -> Outcome {
    open(page)?;
    let before = measures(page)?;
    for (what, css) in styles {
        dress(page, css)?;
        equal(what, &before, &measures(page)?)?;
        let calculator = page.widget();
        calculator.does_not_overflow().because(what)?;
        // It can be used as well.
        calculator.insert_into("viewers", "20000").because(what)?;
        calculator.comes_to_rate(0.015).because(what)?;
        calculator.reset()?;
    }
    dress(page, "")?;
    equal("nothing again", &before, &measures(page)?)?;
    page.has_no_faults()
}

fn a_reset_of_all_styles_changes_no_measure(page: &Page<'_>) -> Outcome {
    keeps_its_measures(
        page,
        &[
            ("everything unset", "* { all: unset !important }"),
            ("everything initial", "*, *::before, *::after { all: initial !important }"),
            (
                "everything of no size",
                "* { box-sizing: content-box !important; font: 0/0 a !important; display: block !important; margin: 0; padding: 0 }",
            ),
            (
                "everything loud",
                "* { font: italic bold 40px/3 fantasy !important; letter-spacing: 9px !important; word-spacing: 20px !important;
                   text-transform: uppercase !important; text-indent: 3em !important; text-align: right !important; color: red !important;
                   white-space: pre !important; line-break: anywhere !important; hyphens: auto !important; text-shadow: 2px 2px red !important;
                   cursor: help !important; visibility: visible !important; tab-size: 12 !important; quotes: none !important;
                   font-feature-settings: 'smcp' !important; font-variant: small-caps !important; text-wrap: balance !important;
                   list-style: square inside !important; border-collapse: collapse !important; border-spacing: 9px !important;
                   -webkit-text-size-adjust: 300% !important; text-size-adjust: 300% !important; pointer-events: auto !important }",
            ),
            (
                "its inside named",
                "input, label, p, span, button, table, td, th, svg, summary, details, div, h2, h3, [part], .cw, .card, .cw *, #guest ~ * {
                   padding: 30px !important; font-size: 3px !important; display: inline !important; height: 1px !important }
                 div { display: block !important; padding: 0 !important; height: auto !important }",
            ),
        ],
    )
}

fn a_root_of_ten_pixels_changes_no_measure(page: &Page<'_>) -> Outcome {
    keeps_its_measures(
        page,
        &[
            (
                "62.5 %",
                "html { font-size: 62.5% } body { font-size: 1.8rem }",
            ),
            ("six pixels", "html { font-size: 6px; line-height: 1 }"),
            ("forty pixels", ":root { font-size: 40px !important }"),
        ],
    )
}

fn a_page_from_the_right_changes_no_measure(page: &Page<'_>) -> Outcome {
    open(page)?;
    let before = measures(page)?;
    // Nobody has translated it: English reads from the left on a page from the right, too.
    page.run("document.documentElement.dir = 'rtl'", &json!([]))?;
    fill(page)?;
    equal("dir=rtl from the start", &before, &measures(page)?)?;
    page.run("document.documentElement.dir = 'ltr'", &json!([]))?;
    fill(page)?;
    page.run("document.documentElement.dir = 'rtl'", &json!([]))?;
    equal("dir=rtl", &before, &measures(page)?)?;
    dress(
        page,
        "body { direction: rtl; unicode-bidi: bidi-override; text-align: end }",
    )?;
    equal("direction", &before, &measures(page)?)?;
    page.does_not_overflow()?;
    dress(page, "")?;
    page.run("document.documentElement.lang = 'ar'", &json!([]))?;
    page.settle()?;
    let widget = page.widget();
    widget.insert_into("viewers", "٢٠٠٠٠")?;
    widget.comes_to_rate(0.015)?;
    for tag in BOTH {
        page.widget_at(tag).does_not_overflow()?;
    }
    // One that speaks a language from the right reads from there, on this page as on any other.
    page.run(
        "for (const tag of arguments[0]) host(tag).setAttribute('lang', 'ar-XB')",
        &json!([BOTH]),
    )?;
    page.until(
        "from the right",
        "return arguments[0].every(tag => inner(tag, '.cw').dir === 'rtl')",
        &json!([BOTH]),
    )?;
    let right = measures(page)?;
    page.run("document.documentElement.dir = 'ltr'", &json!([]))?;
    equal("from the right", &right, &measures(page)?)?;
    page.has_no_faults()
}

fn a_page_that_is_zoomed_zooms_it_whole(page: &Page<'_>) -> Outcome {
    open(page)?;
    let sizes = "return ['.cw', '[part~=card]', '[data-field=viewers] input', '[data-figure=rate]', 'svg', '[part~=verdict]'].flatMap(part => {
        const {width, height} = inner(arguments[0], part).getBoundingClientRect(); return [width, height] })";
    let widget = page.widget();
    let before = widget.run(sizes, &[])?;
    dress(page, "body { zoom: 1.5 }")?;
    let after = widget.run(sizes, &[])?;
    let list = |value: &Value| -> Vec<f64> {
        let items = value.as_array().into_iter().flatten();
        items.filter_map(Value::as_f64).collect()
    };
    // One engine measures a page in pixels of before the zoom.
    let wide = list(&after).first().copied().unwrap_or_default() / 640.0;
    holds(
        [1.0, 1.5].contains(&wide),
        format_args!("{wide} times as wide"),
    )?;
    for (before, after) in list(&before).into_iter().zip(list(&after)) {
        // A line may have to break elsewhere by a pixel's breadth.
        holds(
            (after / before - wide).abs() < 0.05,
            format_args!("{before} became {after}"),
        )?;
    }
    widget.does_not_overflow()?;
    page.has_no_faults()
}

fn a_page_written_downwards_shows_it_across(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for mode in ["vertical-rl", "vertical-lr"] {
        page.run(
            "document.body.style.writingMode = arguments[0]; document.body.style.blockSize = '1200px'; document.body.style.inlineSize = '800px'",
            &json!([mode]),
        )?;
        let widget = page.build_calculator("viewers=10000 conversions=300")?;
        widget.does_not_overflow()?;
        let seen = widget.run(
            "const {width} = inner(arguments[0], '.cw').getBoundingClientRect();
             return [getComputedStyle(inner(arguments[0], '[part~=verdict]')).writingMode, width >= 240]",
            &[],
        )?;
        same(mode, &seen, &json!(["horizontal-tb", true]))?;
        widget.type_into("viewers", "20000")?;
        widget.comes_to_rate(0.015)?;
    }
    page.has_no_faults()
}

fn what_a_page_says_of_the_element_itself_counts(page: &Page<'_>) -> Outcome {
    open(page)?;
    let sides = |widget: &Widget<'_>| {
        widget.run(
            "const {width, height} = host(arguments[0]).getBoundingClientRect(), {display} = getComputedStyle(host(arguments[0]));
             return [width, height, display]",
            &[],
        )
    };
    let widget = page.widget();
    dress(
        page,
        "conversion-calculator { max-inline-size: 394px; margin-block: 20px; border: 3px solid }",
    )?;
    near(
        "width",
        &sides(&widget)?.get(0).cloned().unwrap_or_default(),
        400.0,
    )?;
    widget.does_not_overflow()?;
    dress(
        page,
        "conversion-calculator { display: inline-block; inline-size: 300px }",
    )?;
    let seen = sides(&widget)?;
    near("width", &seen.get(0).cloned().unwrap_or_default(), 300.0)?;
    same("display", &seen.get(2), &Some(&json!("inline-block")))?;
    dress(page, "main > div { --cw-max-width: 500px }")?;
    near(
        "width",
        &sides(&widget)?.get(0).cloned().unwrap_or_default(),
        500.0,
    )?;
    dress(page, "conversion-calculator { display: none }")?;
    near(
        "height",
        &sides(&widget)?.get(1).cloned().unwrap_or_default(),
        0.0,
    )?;
    dress(page, "")?;
    // In a row it takes what is left, in a grid its place.
    for (display, css) in [
        ("flex", "lifetime-value-projector { flex: 0 0 240px }"),
        ("grid", "main > div { grid-template-columns: 1fr 240px }"),
    ] {
        page.run(
            "document.querySelector('main > div').style.setProperty('display', arguments[0], 'important')",
            &json!([display]),
        )?;
        dress(page, css)?;
        for tag in BOTH {
            page.widget_at(tag).does_not_overflow().because(css)?;
        }
        let widths = page.run(
            "return arguments[0].map(tag => Math.round(host(tag).getBoundingClientRect().width))",
            &json!([BOTH]),
        )?;
        same(css, &widths, &json!([400, 240]))?;
    }
    page.has_no_faults()
}
