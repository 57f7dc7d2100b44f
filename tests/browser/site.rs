//! The static site, which is also a page that embeds its own widget.

use serde_json::{Value, json};

use crate::builder::paste;
use crate::harness::{
    Outcome, axe, behaviours, contains, holds,
    page::{Page, Visit},
    same,
};

behaviours! {
    EVERY:
        the_site_shows_working_widgets,
        the_site_asks_only_its_own_host_for_what_is_there,
        the_widgets_show_what_the_text_around_them_says,
        the_lines_that_are_printed_work_where_they_are_pasted,
        the_policy_that_is_printed_is_enough,
        axe_finds_nothing_on_the_site;
    CHROMIUM:
        the_site_fits_a_telephone,
        axe_finds_nothing_on_any_page_at_any_width,
        every_link_leads_to_something_that_is_there,
        every_page_is_in_order,
        nothing_moves_while_the_guide_is_read,
        a_card_of_the_guide_is_copied_and_works_where_it_is_pasted,
        paper_has_the_cards_and_nothing_to_click,
        a_page_of_text_alone_fetches_no_module;
}

/// The pages of text, as their addresses below the site's end.
const PAGES: [&str; 6] = [
    "",
    "guide/",
    "methods/",
    "reference/",
    "privacy/",
    "administrator/",
];

/// Waits for all widgets of the page that can be seen.
const WAKE: &str = "
    const widgets = [...document.querySelectorAll('conversion-calculator, lifetime-value-projector')].filter(shown);
    for (const widget of widgets) {
      widget.scrollIntoView({behavior: 'instant', block: 'center'});
      await widget.ready;
    }
    scrollTo({top: 0, behavior: 'instant'});
    return widgets.map(({state}) => state)";

fn open_page(page: &Page<'_>, name: &str) -> Outcome {
    page.go(&format!("{}/{name}", page.site.publisher.url))?;
    let states = page.run_async(WAKE, &json!([]))?;
    let states = states.as_array().map(Vec::as_slice).unwrap_or_default();
    holds(
        states.iter().all(|state| *state == json!("ready")),
        format_args!("{name}: {states:?}"),
    )
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
    for name in PAGES {
        open_page(page, name)?;
        for width in [320, 390, 720, 1200] {
            page.at_width(width, || {
                page.settle()?;
                page.does_not_overflow()
            })?;
        }
    }
    Ok(())
}

fn axe_finds_nothing_on_any_page_at_any_width(page: &Page<'_>) -> Outcome {
    for name in PAGES {
        open_page(page, name)?;
        for width in [320, 1200] {
            page.at_width(width, || {
                page.settle()?;
                axe::finds_nothing(page, None)
            })?;
        }
    }
    Ok(())
}

/// Every number that stands inside a widget for readers without scripts, and every number in the text
/// that says of which figure it is, has to be one that the widget shows.
fn the_widgets_show_what_the_text_around_them_says(page: &Page<'_>) -> Outcome {
    for (name, least) in [("", 15), ("guide/", 100)] {
        open_page(page, name)?;
        let seen = page.run(
            "const numbers = said => (said.replace(/−\\u2060?/g, '-').match(/-?[€$]?\\d[\\d,]*(?:\\.\\d+)?%?/g) ?? [])
               .map(number => number.replace(/[€$]/, '').replace(/,$/, ''));
             const widget = figure => figure.querySelector('conversion-calculator, lifetime-value-projector');
             const shownBy = element => {
               const card = element.shadowRoot.querySelector('.cw');
               const typed = [...card.querySelectorAll('input, textarea')].map(({value}) => value);
               return new Set(numbers([card.innerText, ...typed].join(' ')));
             };
             const wrong = [];
             let counted = 0;
             const compare = (said, element, where) => {
               const there = shownBy(element);
               for (const number of numbers(said)) {
                 counted += 1;
                 if (!there.has(number)) wrong.push(`${where}: ${number}`);
               }
             };
             for (const figure of document.querySelectorAll('.live')) {
               if (figure.closest('.presets')) continue;
               const element = widget(figure);
               compare(element.querySelector('.fallback').textContent, element, element.getAttribute('label') ?? figure.id);
             }
             for (const said of document.querySelectorAll('[data-of]')) {
               compare(said.textContent, widget(document.getElementById(said.dataset.of)), said.dataset.of);
             }
             return [wrong, counted]",
            &json!([]),
        )?;
        same(name, seen.get(0).unwrap_or(&Value::Null), &json!([]))?;
        let counted = seen.get(1).and_then(Value::as_u64).unwrap_or_default();
        holds(
            counted >= least,
            format_args!("{name}: only {counted} numbers"),
        )?;
    }
    Ok(())
}

fn every_link_leads_to_something_that_is_there(page: &Page<'_>) -> Outcome {
    page.go(&format!("{}/", page.site.publisher.url))?;
    let seen = page.run_async(
        "const home = new URL('.', location.href).href;
         const pages = new Map(), wrong = [], linked = [];
         const read = async address => {
           const answer = await fetch(address);
           const type = answer.headers.get('Content-Type') ?? '';
           if (!answer.ok) return null;
           return type.includes('html') ? new DOMParser().parseFromString(await answer.text(), 'text/html') : type;
         };
         const queue = [home];
         while (queue.length) {
           const address = queue.pop();
           if (pages.has(address)) continue;
           const page = await read(address);
           pages.set(address, page);
           if (!page?.querySelectorAll) continue;
           for (const element of page.querySelectorAll('a[href], link[href], script[src], img[src]')) {
             const said = element.getAttribute('href') ?? element.getAttribute('src');
             const target = new URL(said, address);
             if (target.protocol === 'data:') continue;
             if (/^https?:\\/\\//.test(said) && element.matches('a, link[rel=canonical]')) continue;
             if (!target.href.startsWith(home)) wrong.push(`${address} goes out to ${said}`);
             // A scenario in the fragment names no place on the page.
             const id = target.hash.startsWith('#?') ? '' : decodeURIComponent(target.hash.slice(1));
             target.hash = '';
             linked.push([address, target.href, id]);
             queue.push(target.href);
           }
         }
         for (const [from, to, id] of linked) {
           const page = pages.get(to);
           if (!page) wrong.push(`${from}: ${to} is not there`);
           else if (id && !page.getElementById?.(id)) wrong.push(`${from}: ${to} has no #${id}`);
         }
         const names = [...pages].filter(([, page]) => page?.querySelectorAll).map(([address]) => address.slice(home.length));
         return [[...new Set(wrong)], names]",
        &json!([]),
    )?;
    same("wrong", seen.get(0).unwrap_or(&Value::Null), &json!([]))?;
    for name in PAGES {
        let names = seen.get(1).and_then(Value::as_array);
        holds(
            names.is_some_and(|names| names.contains(&json!(name))),
            format_args!("nothing leads to {name}: {names:?}"),
        )?;
    }
    Ok(())
}

/// What search engines, screen readers and those who share a page are told of it.
fn every_page_is_in_order(page: &Page<'_>) -> Outcome {
    page.go(&format!("{}/e/", page.site.publisher.url))?;
    let seen = page.run_async(
        "const home = new URL('..', location.href).href;
         const names = [...arguments[0], 'builder/', 'e/', ...[...document.querySelectorAll('.cards a')].map(({href}) => href.slice(home.length))];
         const wrong = [], titles = new Set(), descriptions = new Set();
         for (const name of names) {
           const page = new DOMParser().parseFromString(await (await fetch(home + name)).text(), 'text/html');
           const complain = problem => wrong.push(`${name || 'start'}: ${problem}`);
           const title = page.title, description = page.querySelector('meta[name=description]')?.content ?? '';
           if (title.length < 10 || title.length > 90 || titles.has(title)) complain(`the title ${title}`);
           if (description.length < 50 || description.length > 300 || descriptions.has(description)) complain(`the description ${description}`);
           titles.add(title);
           descriptions.add(description);
           if (page.documentElement.lang !== 'en') complain('no language');
           for (const [part, count] of [['h1', 1], ['main', 1], ['header', 1], ['footer', 1], ['meta[name=viewport]', 1]])
             if (page.querySelectorAll(part).length !== count) complain(`not one ${part}`);
           let before = 0;
           for (const heading of page.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
             const level = Number(heading.localName[1]);
             if (level > before + 1) complain(`${heading.textContent} is a ${heading.localName} below level ${before}`);
             if (!heading.textContent.trim()) complain('an empty heading');
             before = level;
           }
           for (const picture of page.querySelectorAll('img'))
             if (!picture.hasAttribute('alt') || !(picture.width > 0 && picture.height > 0)) complain(`a picture without a size or words: ${picture.outerHTML}`);
           const ids = [...page.querySelectorAll('[id]')].map(({id}) => id);
           if (new Set(ids).size < ids.length) complain('an id stands twice');
           for (const link of page.querySelectorAll('a[href], button'))
             if (!(link.textContent.trim() || link.getAttribute('aria-label') || link.querySelector('img[alt]'))) complain(`says nothing: ${link.outerHTML}`);
           for (const element of page.querySelectorAll('main *')) if (element.getAttribute('style')) complain(`a style of its own: ${element.localName}`);
         }
         return [wrong, names.length]",
        &json!([PAGES]),
    )?;
    same("wrong", seen.get(0).unwrap_or(&Value::Null), &json!([]))?;
    let pages = seen.get(1).and_then(Value::as_u64);
    holds(pages > Some(16), format_args!("only {pages:?} pages"))
}

/// The lines to copy of this id.
fn printed(page: &Page<'_>, name: &str, id: &str) -> Outcome<String> {
    page.go(&format!("{}/{name}", page.site.publisher.url))?;
    let text = page.until(
        "the host in the lines",
        "const {textContent: text} = document.getElementById(arguments[0]); return !text.includes('HOST') && text",
        &json!([id]),
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn the_lines_that_are_printed_work_where_they_are_pasted(page: &Page<'_>) -> Outcome {
    let element = printed(page, "", "snippet")?;
    let frame = printed(page, "reference/", "frame")?;
    let height = printed(page, "reference/", "height")?;
    paste(page, &element)?;
    page.widget().becomes_ready()?;
    page.widget().comes_to_rate(0.03)?;
    page.has_no_faults()?;
    // The frame as it is printed, and with the lines that let it grow.
    for (lines, grows) in [(frame.clone(), false), (frame + &height, true)] {
        paste(page, &lines)?;
        page.inside_the_frame(|| {
            page.until(
                "the element of the frame",
                "return document.querySelector('conversion-calculator') !== null",
                &json!([]),
            )?;
            page.widget().becomes_ready()?;
            page.widget().comes_to_rate(0.03)?;
            page.widget().open_figure("oneIn")?;
            page.settle()
        })?;
        let grown = "return document.querySelector('iframe').offsetHeight";
        if grows {
            page.until("a higher frame", &format!("{grown} > 790"), &json!([]))?;
        } else {
            page.wait(200)?;
            same("height", &page.run(grown, &json!([]))?, &json!(800))?;
        }
        page.has_no_faults()?;
    }
    Ok(())
}

fn the_policy_that_is_printed_is_enough(page: &Page<'_>) -> Outcome {
    let policy = printed(page, "administrator/", "policy-lines")?;
    // To what a page says for itself, as the page tells its reader to add it.
    let added = policy.replace('\n', " ").replace(
        "script-src",
        "default-src 'none'; img-src 'self'; script-src 'self'",
    );
    page.visit(Visit::to("fallback").header("Content-Security-Policy", &added))?;
    page.widget().becomes_ready()?;
    page.widget().comes_to_rate(0.03)?;
    page.has_no_faults()?;
    // Without the one line or the other there is the frame.
    let origin = &page.site.publisher.url;
    for less in [
        added.replace("'wasm-unsafe-eval'", ""),
        added.replace(&format!("connect-src {origin}/;"), ""),
    ] {
        holds(
            less != added,
            format_args!("nothing was left out of {added}"),
        )?;
        page.visit(Visit::to("fallback").header("Content-Security-Policy", &less))?;
        page.widget().reaches("frame")?;
        page.widget().comes_to_rate(0.03)?;
    }
    Ok(())
}

fn nothing_moves_while_the_guide_is_read(page: &Page<'_>) -> Outcome {
    // As a reader does on a telephone; and in leaps, faster than a card can be there.
    for (width, step) in [(390, 450), (1200, 1300)] {
        page.at_width(width, || {
            page.go(&format!("{}/guide/", page.site.publisher.url))?;
            let seen = page.run_async(
                "const shifts = [];
                 new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});
                 const end = () => document.documentElement.scrollHeight - innerHeight;
                 while (scrollY < end() - 1) {
                   const before = scrollY;
                   scrollBy({top: arguments[0], behavior: 'instant'});
                   await settled();
                   for (const widget of document.querySelectorAll('conversion-calculator, lifetime-value-projector')) {
                     if (widget.state === 'loading') await widget.ready;
                   }
                   await new Promise(resolve => setTimeout(resolve, 40));
                   if (scrollY === before) break;
                 }
                 const widgets = [...document.querySelectorAll('conversion-calculator, lifetime-value-projector')];
                 return [widgets.map(({state}) => state), shifts.reduce((sum, {value}) => sum + value, 0)]",
                &json!([step]),
            )?;
            let states = seen.get(0).and_then(Value::as_array);
            let all = states.is_some_and(|all| all.len() > 8 && all.iter().all(|state| *state == json!("ready")));
            holds(all, format_args!("states: {states:?}"))?;
            let shift = seen.get(1).and_then(Value::as_f64);
            holds(
                shift.is_some_and(|shift| shift <= 0.0),
                format_args!("layout shift of {shift:?} at {width} px"),
            )
        })?;
    }
    Ok(())
}

fn a_card_of_the_guide_is_copied_and_works_where_it_is_pasted(page: &Page<'_>) -> Outcome {
    open_page(page, "guide/")?;
    page.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}, configurable: true})",
        &json!([]),
    )?;
    let mut cards = Vec::new();
    let names = page.run(
        "return [...document.querySelectorAll('[data-lines]')].map(({id}) => id)",
        &json!([]),
    )?;
    for name in names.as_array().into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        let copied = page.run_async(
            "const figure = document.getElementById(arguments[0]);
             figure.querySelector('.lift button').click();
             await settled();
             return [window.copied, figure.firstElementChild.result.outcome, text(figure.querySelector('[role=status]'))]",
            &json!([name]),
        )?;
        cards.push((name.to_owned(), copied));
    }
    holds(cards.len() > 8, format_args!("cards: {names}"))?;
    page.open("workshop")?;
    for (name, copied) in cards {
        let lines = copied.get(0).and_then(Value::as_str).unwrap_or_default();
        contains(&name, lines, &page.site.publisher.url)?;
        contains(&name, lines, "min-height:")?;
        same(
            &name,
            copied.get(2).unwrap_or(&Value::Null),
            &json!("Copied"),
        )?;
        page.build(lines)?;
        let pasted = page.widget_at("main conversion-calculator, main lifetime-value-projector");
        pasted.becomes_ready()?;
        same(
            &name,
            &pasted.seen("/outcome")?,
            copied.get(1).unwrap_or(&Value::Null),
        )?;
    }
    page.has_no_faults()
}

fn paper_has_the_cards_and_nothing_to_click(page: &Page<'_>) -> Outcome {
    open_page(page, "guide/")?;
    page.on_paper(|| {
        page.settle()?;
        let seen = page.run(
            "const seen = ['.masthead nav', '.skip', '.first nav'].filter(name => shown(document.querySelector(name)));
             const cards = [...document.querySelectorAll('.live')].map(figure => {
               const card = figure.firstElementChild.shadowRoot;
               const parts = ['[part~=value]', '[part~=verdict]', 'input'].filter(name => !shown(card.querySelector(name)));
               const dark = getComputedStyle(card.querySelector('[part~=card]')).backgroundColor !== 'rgb(255, 255, 255)';
               const late = card.querySelector('.cw').getBoundingClientRect().height < figure.firstElementChild.getBoundingClientRect().height - 1;
               return [...parts, ...(dark ? ['dark'] : []), ...(late ? ['room kept for nothing'] : [])];
             });
             return [seen, cards.flat(), cards.length > 8]",
            &json!([]),
        )?;
        same("to click, not as it should be, cards", &seen, &json!([[], [], true]))?;
        page.does_not_overflow()
    })
}

fn a_page_of_text_alone_fetches_no_module(page: &Page<'_>) -> Outcome {
    page.site.forget_requests();
    for name in ["methods/", "privacy/", "administrator/"] {
        page.go(&format!("{}/{name}", page.site.publisher.url))?;
        page.wait(300)?;
    }
    same("modules", &page.site.module_requests().len(), &0)?;
    let files = page.run(
        "return performance.getEntriesByType('resource').length",
        &json!([]),
    )?;
    same("files besides the page", &files, &json!(4))
}
