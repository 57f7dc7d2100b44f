//! The pages of the presets: what they say is what the widget on them says, with it and without it.

use serde_json::json;

use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{Page, Widget},
    same,
    server::Manner,
};

behaviours! {
    EVERY:
        the_lines_of_a_preset_are_copied,
        a_page_says_its_answer_where_the_widget_cannot_run,
        the_frame_of_a_preset_works_as_wordpress_leaves_it,
        the_address_of_a_page_embeds_what_is_on_it;
    CHROMIUM:
        every_page_says_what_its_widget_says,
        every_preset_has_an_outcome_and_works_where_it_is_pasted,
        every_page_leads_to_the_builder_with_its_figures,
        every_card_has_its_picture_and_leads_to_its_page,
        the_gallery_and_a_page_fit_a_telephone,
        axe_finds_nothing_on_the_gallery_and_its_pages;
}

/// The element on the page of a preset.
const LIVE: &str = ".live > :first-child";

/// Opens a page of the site.
fn open(page: &Page<'_>, path: &str) -> Outcome {
    page.go(&format!("{}/{path}", page.site.publisher.url))
}

/// Opens the page of a preset, and waits until its element is ready.
fn open_preset<'a>(page: &'a Page<'_>, name: &str) -> Outcome<Widget<'a>> {
    open(page, &format!("e/{name}/"))?;
    let live = page.widget_at(LIVE);
    live.becomes_ready()?;
    Ok(live)
}

/// The names of all presets, from the links of the gallery.
fn names(page: &Page<'_>) -> Outcome<Vec<String>> {
    open(page, "e/")?;
    let found = page.run(
        "return [...document.querySelectorAll('.cards a')].map(({pathname}) => pathname.split('/').at(-2))",
        &json!([]),
    )?;
    let names = found.as_array().into_iter().flatten();
    let names: Vec<_> = names
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    holds(names.len() > 8, format_args!("too few: {names:?}"))?;
    Ok(names)
}

/// The lines to copy of a kind: `element` or `frame`.
fn lines(page: &Page<'_>, kind: &str) -> Outcome<String> {
    let text = page.run(
        "return document.getElementById(arguments[0]).textContent",
        &json!([kind]),
    )?;
    let text = text.as_str().unwrap_or_default();
    contains("the host", text, &page.site.publisher.url)?;
    Ok(text.to_owned())
}

fn every_page_says_what_its_widget_says(page: &Page<'_>) -> Outcome {
    for name in names(page)? {
        let live = open_preset(page, &name)?;
        // The widget draws a figure when somebody can see it.
        let seen = live.run_async(
            "const root = host(arguments[0]).shadowRoot;
             // As one says it.
             const ofWhat = (value, unit) => unit ? `${value}${/^[\\d+-]/.test(unit) ? ',' : ''} ${unit}` : value;
             const rows = rows => rows.map(row => row.filter(Boolean));
             const figures = () => [...root.querySelectorAll('.figures')].map(box => [
               text(box.querySelector('.title')),
               rows([...box.querySelectorAll('.figure')].map(figure => [
                 text(figure.querySelector('.name')),
                 ofWhat(text(figure.querySelector('.value')), text(figure.querySelector('.unit'))),
               ])),
             ]);
             const tables = [...document.querySelectorAll('.table table')].map(table => [
               text(table.caption), rows([...table.tBodies[0].rows].map(row => [...row.cells].map(text))),
             ]);
             const missing = () => figures().filter(shown => !tables.some(
               table => JSON.stringify(table) === JSON.stringify(shown)));
             for (let tries = 0; tries < 60 && missing().length; tries++) {
               for (const box of root.querySelectorAll('.figures > *')) {
                 box.scrollIntoView({block: 'center', behavior: 'instant'});
                 await settled();
               }
             }
             const headline = ['.value', '.unit'].map(part => text(inner(arguments[0], '.headline ' + part)));
             return {
               found: figures().flatMap(([, rows]) => rows).length,
               missing: missing(),
               headline: ofWhat(...headline),
               answer: text(document.querySelector('.answer strong')),
               verdict: text(inner(arguments[0], '.verdict > .meaning')),
               words: text(document.querySelector('[aria-labelledby=result]')),
               errors: host(arguments[0]).result.errors,
             };",
            &[],
        )?;
        let said = |key: &str| seen.get(key).cloned().unwrap_or_default();
        let found = said("found").as_u64().unwrap_or_default();
        holds(found > 3, format_args!("{name}: figures: {seen}"))?;
        same(&name, &said("missing"), &json!([]))?;
        same(&name, &said("errors"), &json!([]))?;
        same(&name, &said("answer"), &said("headline"))?;
        contains(
            &name,
            said("words").as_str().unwrap_or_default(),
            said("verdict").as_str().unwrap_or_default(),
        )?;
        page.has_no_faults()?;
    }
    Ok(())
}

fn every_preset_has_an_outcome_and_works_where_it_is_pasted(page: &Page<'_>) -> Outcome {
    let mut seen = Vec::new();
    for name in names(page)? {
        let live = open_preset(page, &name)?;
        let outcome = live.seen("/outcome")?;
        holds(
            outcome.is_object(),
            format_args!("{name} has no outcome: {outcome}"),
        )?;
        seen.push((name, lines(page, "element")?, outcome));
    }
    page.open("workshop")?;
    for (name, lines, outcome) in seen {
        contains(&name, &lines, "Example figures, not a benchmark.")?;
        page.build(&lines)?;
        let pasted = page.widget_at("main figure > :first-child");
        pasted.becomes_ready()?;
        same(&name, &pasted.seen("/outcome")?, &outcome)?;
        same("reported", &page.heard_error_codes()?.len(), &0)?;
    }
    page.has_no_faults()
}

fn the_lines_of_a_preset_are_copied(page: &Page<'_>) -> Outcome {
    open_preset(page, "fashion-shop")?;
    // Where the clipboard is refused, the lines are selected, one key short of copied.
    page.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}, configurable: true})",
        &json!([]),
    )?;
    let button = "[data-copy=element]";
    page.click(button)?;
    let said = "return text(document.querySelector('[data-copy=element]').parentElement.querySelector('[role=status]'))";
    page.until("it is said", &format!("{said} === 'Copied'"), &json!([]))?;
    let copied = page.run("return window.copied", &json!([]))?;
    same("copied", &copied, &json!(lines(page, "element")?))?;
    page.run(
        "navigator.clipboard.writeText = async () => { throw new Error('refused') }",
        &json!([]),
    )?;
    page.click(button)?;
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
    page.has_no_faults()
}

fn a_page_says_its_answer_where_the_widget_cannot_run(page: &Page<'_>) -> Outcome {
    let live = open_preset(page, "coffee-by-post")?;
    let headline = live.read_part("value")?;
    // The module is not there: on a page of our own no frame takes its place.
    let folder = page.site.folder(Manner::MissingModule);
    page.go(&format!("{folder}/../e/coffee-by-post/"))?;
    let live = page.widget_at(LIVE);
    live.reaches("failed")?;
    live.shows_its_fallback()?;
    let fallback = live.run("return text(host(arguments[0]))", &[])?;
    contains(
        "inside",
        fallback.as_str().unwrap_or_default(),
        headline.trim(),
    )?;
    let text = page.run(
        "const section = document.querySelector('[aria-labelledby=result]');
         return shown(section.querySelector('table')) && text(section)",
        &json!([]),
    )?;
    let text = text.as_str().unwrap_or_default();
    for part in [headline.trim(), "The figures behind it", "What was put in"] {
        contains("the page", text, part)?;
    }
    Ok(())
}

/// Kept of the lines: where the frame leads. Added: a sandbox, and a fragment with a secret.
fn the_frame_of_a_preset_works_as_wordpress_leaves_it(page: &Page<'_>) -> Outcome {
    let live = open_preset(page, "four-creators")?;
    let headline = live.read_part("value")?;
    let lines = lines(page, "frame")?;
    page.open("workshop")?;
    page.run(
        "window.said = [];
         addEventListener('message', ({data}) => said.push(data));
         const model = new DOMParser().parseFromString(arguments[0], 'text/html').querySelector('iframe');
         const frame = document.createElement('iframe');
         frame.setAttribute('sandbox', 'allow-scripts');
         frame.title = model.title;
         frame.width = 600;
         frame.src = `${model.getAttribute('src')}#?secret=aB3dE5gH7j`;
         document.querySelector('main').replaceChildren(frame)",
        &json!([lines]),
    )?;
    page.until(
        "its height",
        "return said.some(({message, value, secret}) => message === 'height' && value > 500 && secret === 'aB3dE5gH7j')",
        &json!([]),
    )?;
    page.inside_the_frame(|| {
        let widget = page.widget();
        widget.becomes_ready()?;
        same("headline", &widget.read_part("value")?, &headline)?;
        let errors = widget.seen("/errors")?;
        same("errors", &errors, &json!([]))?;
        // The author's figures, not somebody's typing: they come back.
        widget.run(
            "host(arguments[0]).scenario = {compare: {entries: [{name: 'A', viewers: 100, conversions: 9}, {name: 'B', viewers: 100, conversions: 1}]}}",
            &[],
        )?;
        widget.reset()?;
        same("after reset", &widget.read_part("value")?, &headline)
    })
}

fn every_page_leads_to_the_builder_with_its_figures(page: &Page<'_>) -> Outcome {
    for name in names(page)? {
        let live = open_preset(page, &name)?;
        let [outcome, scenario] = [live.seen("/outcome")?, live.seen("/scenario")?];
        let link = page.run(
            "return document.querySelector('[data-builder]').href",
            &json!([]),
        )?;
        // A fragment alone would not load it anew.
        page.open("workshop")?;
        page.go(link.as_str().unwrap_or_default())?;
        let preview = "main :is(conversion-calculator, lifetime-value-projector)";
        page.until(
            "the preview",
            "return host(arguments[0])?.result?.outcome",
            &json!([preview]),
        )?;
        let preview = page.widget_at(preview);
        same(&name, &preview.seen("/scenario")?, &scenario)?;
        same(&name, &preview.seen("/outcome")?, &outcome)?;
    }
    page.has_no_faults()
}

/// What a site does to whom somebody gives the address of a page.
fn the_address_of_a_page_embeds_what_is_on_it(page: &Page<'_>) -> Outcome {
    let hosted = format!("{}/hosted", page.site.publisher.url);
    let address = format!("{hosted}/e/four-creators/");
    page.go(&address)?;
    let live = page.widget_at(LIVE);
    live.becomes_ready()?;
    let headline = live.read_part("value")?;
    let found = page.run_async(
        "const [canonical, link] = ['canonical', 'alternate'].map(rel => document.querySelector(`link[rel=${rel}]`));
         const tag = name => document.querySelector(`meta[property='og:${name}']`).content;
         const picture = new Image();
         picture.src = tag('image');
         await picture.decode();
         const answer = await fetch(link.getAttribute('href'));
         return {
           canonical: canonical.getAttribute('href'), url: tag('url'), alt: tag('image:alt'), type: link.type,
           isAsLarge: tag('image:width') == picture.naturalWidth && tag('image:height') == picture.naturalHeight,
           oembed: await answer.json(),
         };",
        &json!([]),
    )?;
    let said = |pointer: &str| found.pointer(pointer).cloned().unwrap_or_default();
    for (pointer, expected) in [
        ("/canonical", json!(address)),
        ("/url", json!(address)),
        ("/type", json!("application/json+oembed")),
        ("/isAsLarge", json!(true)),
        ("/oembed/version", json!("1.0")),
        ("/oembed/type", json!("rich")),
        ("/oembed/provider_url", json!(format!("{hosted}/"))),
    ] {
        same(pointer, &said(pointer), &expected)?;
    }
    let alt = said("/alt");
    contains("alt", alt.as_str().unwrap_or_default(), &headline)?;
    page.open("workshop")?;
    page.build(said("/oembed/html").as_str().unwrap_or_default())?;
    let sizes = page.run(
        "const {width, height, title} = document.querySelector('main iframe');
         return [Number(width), Number(height), title, shown(document.querySelector('blockquote'))]",
        &json!([]),
    )?;
    let expected = json!([
        said("/oembed/width"),
        said("/oembed/height"),
        "Four creators: example figures",
        false
    ]);
    same("the frame", &sizes, &expected)?;
    page.inside_the_frame(|| {
        let widget = page.widget();
        widget.becomes_ready()?;
        same("headline", &widget.read_part("value")?, &headline)
    })
}

fn every_card_has_its_picture_and_leads_to_its_page(page: &Page<'_>) -> Outcome {
    open(page, "e/")?;
    let sizes = page.run_async(
        "return Promise.all([...document.querySelectorAll('.cards img')].map(async picture => {
           picture.loading = 'eager';
           await picture.decode();
           const answer = await fetch(picture.closest('a').href);
           const bytes = (await (await fetch(picture.src)).arrayBuffer()).byteLength;
           return [picture.naturalWidth, picture.naturalHeight, answer.status, bytes < 100000];
         }))",
        &json!([]),
    )?;
    let sizes = sizes.as_array().cloned().unwrap_or_default();
    holds(sizes.len() > 8, format_args!("too few: {sizes:?}"))?;
    for size in sizes {
        same("a picture", &size, &json!([1200, 630, 200, true]))?;
    }
    page.has_no_faults()
}

fn the_gallery_and_a_page_fit_a_telephone(page: &Page<'_>) -> Outcome {
    for path in ["e/", "e/four-creators/", "e/subscription-box/"] {
        open(page, path)?;
        for width in [320, 390, 1200] {
            page.at_width(width, || {
                page.settle()?;
                page.does_not_overflow()
            })?;
        }
    }
    Ok(())
}

fn axe_finds_nothing_on_the_gallery_and_its_pages(page: &Page<'_>) -> Outcome {
    open(page, "e/")?;
    axe::finds_nothing(page, None)?;
    for name in ["four-creators", "subscription-box"] {
        open_preset(page, name)?;
        axe::finds_nothing(page, None)?;
    }
    Ok(())
}
