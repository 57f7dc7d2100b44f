//! How it looks: pictures of every width and theme, and nothing that stands out of the card.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours,
    engines::Medium,
    holds,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        it_fits_in_every_width_in_light_and_dark,
        it_fits_when_it_reads_from_the_right,
        the_answer_is_in_sight,
        everything_opened_fits_in_the_narrowest_column,
        text_of_double_size_fits,
        the_style_of_the_page_stays_outside,
        mistakes_fit;
    EMULATING:
        forced_colours_leave_everything_to_be_seen,
        reduced_motion_moves_nothing;
    CHROMIUM:
        a_page_on_a_telephone_does_not_scroll_sideways,
        the_picture_of_the_readme_is_the_real_thing;
}

/// A calculator in a column of this width, on paper that suits the theme.
fn build<'a>(page: &'a Page<'_>, width: u32, theme: &str, attributes: &str) -> Outcome<Widget<'a>> {
    let (paper, ink) = if theme == "dark" {
        ("#14171a", "#eee")
    } else {
        ("#fff", "#111")
    };
    page.run(
        "document.documentElement.style.background = arguments[0]; document.body.style.color = arguments[1]",
        &json!([paper, ink]),
    )?;
    let widget = page.build(&format!(
        "<div style=\"inline-size: {width}px; --cw-max-width: none\">\
         <conversion-calculator theme={theme} viewers=10000 conversions=300 {attributes}></conversion-calculator></div>"
    ))?;
    widget.becomes_ready()?;
    page.settle()?;
    let wide = widget.run(
        "return host(arguments[0]).getBoundingClientRect().width",
        &[],
    )?;
    same("width", &wide.as_f64(), &Some(f64::from(width)))?;
    Ok(widget)
}

/// What a reader came for can be seen, and not only read out of the tree.
fn the_answer_is_in_sight(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = build(page, 720, "light", "target-rate=0.05")?;
    let small = widget.run(
        "const parts = ['[part~=heading]', '[data-figure=rate] [part~=value]', '[part~=interval]', '[part~=verdict]', '.meaning', '.target', 'svg', '[part~=table]'];
         return parts.filter(part => {
           const seen = inner(arguments[0], part), box = seen?.getBoundingClientRect();
           if (!box || box.width < 60 || box.height < 15) return true;
           seen.scrollIntoView({block: 'center', behavior: 'instant'});
           const {left, top, width, height} = seen.getBoundingClientRect();
           const there = host(arguments[0]).shadowRoot.elementFromPoint(left + Math.min(width, 40) / 2, top + height / 2);
           return !there || !(seen.contains(there) || there.contains(seen))
         })",
        &[],
    )?;
    same("out of sight", &small, &json!([]))
}

/// Counts in every field, so that every figure is there.
const FULL: &str = "followers=50000 impressions=20000 clicks=500 target-rate=0.04 target-conversions=900 action=custom action-name=Donaudampfschifffahrtsgesellschaftsbesichtigungsgutschein";

fn it_fits_in_every_width_in_light_and_dark(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for theme in ["light", "dark"] {
        for width in [320, 720, 1200] {
            let widget = build(page, width, theme, "")?;
            widget.does_not_overflow()?;
            widget.photograph(&format!("rate-{width}-{theme}"))?;
        }
    }
    page.has_no_faults()
}

fn it_fits_when_it_reads_from_the_right(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for width in [320, 720] {
        let widget = build(page, width, "light", "lang=ar-XB")?;
        widget.does_not_overflow()?;
        widget.photograph(&format!("rate-{width}-rtl"))?;
    }
    Ok(())
}

fn everything_opened_fits_in_the_narrowest_column(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for (width, lang) in [(240, "en"), (320, "en-XA"), (240, "ar-XB"), (720, "en")] {
        let widget = build(page, width, "light", &format!("lang={lang} {FULL}"))?;
        widget.open_all()?;
        widget.does_not_overflow()?;
        widget.photograph(&format!("rate-{width}-{lang}-opened"))?;
    }
    Ok(())
}

fn text_of_double_size_fits(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = build(
        page,
        480,
        "light",
        &format!("{FULL} style=\"--cw-font-size: 32px\""),
    )?;
    widget.open_all()?;
    widget.does_not_overflow()?;
    widget.photograph("rate-480-double")
}

fn mistakes_fit(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = build(page, 320, "light", "")?;
    widget.insert_into(
        "viewers",
        "one thousand two hundred and thirty-four viewers, or so",
    )?;
    widget.insert_into("conversions", "12.5")?;
    widget.has_no_outcome()?;
    widget.does_not_overflow()?;
    widget.photograph("rate-320-mistakes")
}

fn the_style_of_the_page_stays_outside(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = build(page, 720, "light", "")?;
    let look = "const style = element => Object.fromEntries([...getComputedStyle(element)]
            .filter(name => !name.startsWith('--')).map(name => [name, getComputedStyle(element)[name]]));
        const parts = ['.cw', '[part~=card]', '[data-field=viewers] input', '[data-field=viewers] label', '[data-figure=rate] [part~=value]'];
        return parts.map(part => style(inner(arguments[0], part)))";
    let before = widget.run(look, &[])?;
    page.run_async(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync(`* { margin: 7px; padding: 3px; letter-spacing: 4px; border: 3px dotted red; float: none }
           html { font-size: 40px } body, main, div { font: italic 30px serif; line-height: 3; text-align: right;
             text-transform: uppercase; word-spacing: 9px; cursor: help; visibility: visible; direction: ltr }
           input, label, p, span { color: red !important; background: lime !important }
           conversion-calculator { font-family: fantasy; color: red; text-indent: 40px; white-space: pre; margin: 0; padding: 0; border: 0 }`);
         document.adoptedStyleSheets = [sheet];
         await settled()",
        &json!([]),
    )?;
    let after = widget.run(look, &[])?;
    let mut differences = Vec::new();
    for (part, (before, after)) in before
        .as_array()
        .into_iter()
        .flatten()
        .zip(after.as_array().into_iter().flatten())
        .enumerate()
    {
        for (name, value) in before.as_object().into_iter().flatten() {
            // Where it stands is the page's affair, and so is how far it is from the edge.
            let other = after.get(name).unwrap_or(&Value::Null);
            if other != value {
                differences.push(format!("part {part}: {name}: {value} became {other}"));
            }
        }
    }
    same(
        "taken over from the page",
        &differences,
        &Vec::<String>::new(),
    )
}

fn forced_colours_leave_everything_to_be_seen(page: &Page<'_>) -> Outcome {
    page.emulate(&[Medium::ForcedColours])?;
    page.open("workshop")?;
    let widget = build(page, 720, "light", "")?;
    let forced = page.run(
        "return matchMedia('(forced-colors: active)').matches",
        &json!([]),
    )?;
    same("forced colours", &forced, &json!(true))?;
    // A field without a border is not to be found, nor a mark of the colour of the paper.
    let seen = widget.run(
        "const input = getComputedStyle(control(arguments[0], 'viewers'));
         const box = getComputedStyle(control(arguments[0], 'viewers').parentElement);
         const bordered = style => style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) > 0;
         const paper = getComputedStyle(inner(arguments[0], '[part~=card]')).backgroundColor;
         const marks = [...host(arguments[0]).shadowRoot.querySelectorAll('svg path, svg polyline')];
         const fills = new Set(marks.map(mark => getComputedStyle(mark).fill));
         return [bordered(input) || bordered(box), marks.length > 0 && !(fills.size === 1 && fills.has(paper))]",
        &[],
    )?;
    same("borders, marks", &seen, &json!([true, true]))?;
    widget.does_not_overflow()?;
    widget.photograph("rate-720-forced")
}

fn reduced_motion_moves_nothing(page: &Page<'_>) -> Outcome {
    page.emulate(&[Medium::ReducedMotion])?;
    page.open("workshop")?;
    let widget = build(page, 720, "light", "")?;
    widget.type_into("viewers", "20000")?;
    widget.open_figure("oneIn")?;
    widget.set_attribute("theme", "dark")?;
    let moving = widget.run(
        "return document.getAnimations().filter(({playState}) => playState === 'running').length
           + host(arguments[0]).shadowRoot.getAnimations().filter(({playState}) => playState === 'running').length",
        &[],
    )?;
    same("moving", &moving.as_f64(), &Some(0.0))
}

fn a_page_on_a_telephone_does_not_scroll_sideways(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    for width in [240, 320, 390, 720, 1200] {
        page.at_width(width, || {
            page.settle()?;
            page.does_not_overflow()?;
            widget.does_not_overflow()
        })?;
    }
    Ok(())
}

/// The picture in the README is the one that this makes: `target/screenshots/readme.png`. Fonts differ between
/// machines, so not the pixels are compared but the size, which a change of the layout changes.
fn the_picture_of_the_readme_is_the_real_thing(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = build(page, 720, "light", "views=rate")?;
    let made = widget.portrait("readme")?;
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rate.png");
    let kept = fs::read(file).map_err(|problem| format!("docs/rate.png: {problem}"))?;
    let (wide, high) = (side(&made, 16)?, side(&made, 20)?);
    let (kept_wide, kept_high) = (side(&kept, 16)?, side(&kept, 20)?);
    holds(
        wide == kept_wide && high.abs_diff(kept_high) <= 80,
        format_args!(
            "docs/rate.png is {kept_wide} × {kept_high}, the widget {wide} × {high}: copy target/screenshots/readme.png"
        ),
    )
}

/// One side of a PNG, which stands in four bytes of its header.
fn side(png: &[u8], at: usize) -> Outcome<u32> {
    let bytes = png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes
        .map(u32::from_be_bytes)
        .ok_or_else(|| "no PNG".to_owned())
}
