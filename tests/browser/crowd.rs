//! Fifty elements on one page, of both kinds, with every view and several languages.

use serde_json::{Value, json};

use crate::harness::{Outcome, behaviours, holds, page::Page, same};

behaviours! {
    EVERY:
        fifty_elements_share_what_is_fetched_and_nothing_else,
        names_inside_fifty_elements_stay_inside,
        fifty_elements_go_and_come_back;
}

/// How many there are, and how many of them stand so far below that nobody has come near.
const ALL: usize = 50;
const BELOW: usize = 6;

/// What the elements show, in turn.
const KINDS: [(&str, &str); 10] = [
    ("conversion-calculator", ""),
    ("conversion-calculator", "views=rate"),
    ("conversion-calculator", "views='rate compare'"),
    ("conversion-calculator", "views=return"),
    ("conversion-calculator", "views=plan"),
    ("conversion-calculator", "views=compare"),
    ("conversion-calculator", "views=splitTest"),
    ("conversion-calculator", "views=fee"),
    ("lifetime-value-projector", ""),
    ("lifetime-value-projector", "views=tradeOff"),
];

const LANGUAGES: [&str; 4] = ["en", "en-XA", "ar-XB", "de"];

/// Opens the page and waits for all that are in reach.
fn gather(page: &Page<'_>) -> Outcome {
    page.open("counted")?;
    let element = |(place, ((tag, attributes), lang)): (usize, (&(&str, &str), &&str))| {
        let (gap, loading) = match place.checked_sub(ALL - BELOW) {
            None => ("", "eager"),
            Some(0) => ("<div style=\"block-size: 40000px\"></div>", "lazy"),
            Some(_) => ("", "lazy"),
        };
        format!(
            "{gap}<{tag} id=w{place} lang={lang} loading={loading} {attributes}><p>Words.</p></{tag}>"
        )
    };
    let looks = KINDS.iter().cycle().zip(LANGUAGES.iter().cycle());
    let html: String = looks.take(ALL).enumerate().map(element).collect();
    page.build(&html)?;
    are_ready(page, ALL - BELOW)
}

fn are_ready(page: &Page<'_>, wanted: usize) -> Outcome {
    let mut outcome = Ok(());
    // So much at once takes its time on a machine that is busy with something else.
    for _ in 0..5 {
        outcome = page
            .until(
                &format!("{wanted} elements that are ready"),
                "const states = [...document.querySelectorAll('main > [id]')].map(({state}) => state);
                 return states.filter(state => state === 'ready').length === arguments[0]",
                &json!([wanted]),
            )
            .map(drop);
        if outcome.is_ok() {
            break;
        }
    }
    outcome?;
    page.settle()
}

/// Every result of the page as a text, by the id of its element.
fn results(page: &Page<'_>) -> Outcome<Value> {
    page.run(
        "return Object.fromEntries([...document.querySelectorAll('main > [id]')]
           .filter(({state}) => state === 'ready').map(({id, result}) => [id, JSON.stringify(result)]))",
        &json!([]),
    )
}

fn fifty_elements_share_what_is_fetched_and_nothing_else(page: &Page<'_>) -> Outcome {
    gather(page)?;
    // The script, the module, its four parts and the sentences of two languages.
    let mut asked: Vec<_> = page
        .site
        .publisher
        .requests()
        .into_iter()
        .filter_map(|request| request.path.rsplit('/').next().map(str::to_owned))
        .collect();
    asked.sort();
    let before = asked.len();
    asked.dedup();
    same(
        format_args!("asked twice for some of {asked:?}"),
        &before,
        &asked.len(),
    )?;
    same(format_args!("requests {asked:?}"), &before, &8)?;
    let mut from: Vec<_> = page
        .heard("cw-ready")?
        .into_iter()
        .filter_map(|event| event.get("from")?.as_str().map(str::to_owned))
        .collect();
    same("said to be ready", &from.len(), &(ALL - BELOW))?;
    from.sort();
    from.dedup();
    same("different ones", &from.len(), &(ALL - BELOW))?;
    let without = page.run(
        "return [...document.querySelectorAll('main > [id]')]
           .filter(({state, result}) => state === 'ready' && !result.outcome).map(({id}) => id)",
        &json!([]),
    )?;
    same("without an outcome", &without, &json!([]))?;
    let memory = page.run("return memoryInUse()", &json!([]))?;
    holds(
        memory
            .as_u64()
            .is_some_and(|bytes| bytes > 0 && bytes < 16_000_000),
        format_args!("{memory} bytes of memory"),
    )?;
    // Whoever types into one of them types into no other.
    let before = results(page)?;
    let widget = page.widget_at("#w1");
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    let after = results(page)?;
    let changed: Vec<_> = before
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(id, result)| after.get(id) != Some(result))
        .map(|(id, _)| id.as_str())
        .collect();
    same("changed", &changed, &["w1"])?;
    // Those below are asked for when somebody comes near, and bring nothing new with them.
    let below = page.run(
        "return [...document.querySelectorAll('[loading=lazy]')].map(({state}) => state)",
        &json!([]),
    )?;
    same("below", &below, &Value::from(vec!["waiting"; BELOW]))?;
    page.run("document.querySelector('main > div').remove()", &json!([]))?;
    page.run(
        "document.querySelector('[loading=lazy]').scrollIntoView({behavior: 'instant'})",
        &json!([]),
    )?;
    for place in ALL - BELOW..ALL {
        page.run(
            "document.getElementById(arguments[0]).scrollIntoView({behavior: 'instant'})",
            &json!([format!("w{place}")]),
        )?;
        page.widget_at(&format!("#w{place}")).becomes_ready()?;
    }
    same("requests", &page.site.publisher.requests().len(), &8)?;
    page.has_no_faults()
}

fn names_inside_fifty_elements_stay_inside(page: &Page<'_>) -> Outcome {
    gather(page)?;
    let wrong = page.run(
        "const wrong = [], names = ['for', 'list', 'headers', 'aria-labelledby', 'aria-describedby', 'aria-controls',
           'aria-owns', 'aria-details', 'aria-errormessage', 'aria-activedescendant'];
         let references = 0;
         for (const {id, state, shadowRoot: root} of document.querySelectorAll('main > [id]')) {
           if (state !== 'ready') continue;
           for (const fold of root.querySelectorAll('details')) fold.open = true;
           const ids = [...root.querySelectorAll('[id]')].map(element => element.id);
           for (const name of new Set(ids)) if (ids.filter(other => other === name).length > 1) wrong.push(`${id}: ${name} twice`);
           for (const name of names) for (const element of root.querySelectorAll(`[${name}]`))
             for (const target of element.getAttribute(name).split(/\\s+/).filter(Boolean)) {
               references++;
               if (!root.getElementById(target)) wrong.push(`${id}: ${name} of ${element.localName} to ${target}`);
             }
           for (const element of root.querySelectorAll('*')) for (const {name, value} of element.attributes) {
             const target = /^(?:url\\(['\"]?)?#([^)'\"]+)/.exec(value)?.[1];
             if (target && name !== 'color' && !root.getElementById(target)) wrong.push(`${id}: ${name} to ${target}`);
           }
           for (const control of root.querySelectorAll('input, select, textarea, button'))
             if (!control.labels?.length && !control.closest('[aria-labelledby], [aria-label]') && !control.textContent.trim())
               wrong.push(`${id}: a ${control.localName} without a name`);
         }
         if (references < 500) wrong.push(`only ${references} references`);
         return wrong.slice(0, 20)",
        &json!([]),
    )?;
    same("references", &wrong, &json!([]))?;
    page.has_no_faults()
}

fn fifty_elements_go_and_come_back(page: &Page<'_>) -> Outcome {
    gather(page)?;
    let widget = page.widget_at("#w1");
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    let before = results(page)?;
    let memory = page.run_async(
        "const main = document.querySelector('main'), all = [...main.children], before = memoryInUse();
         for (let turn = 0; turn < 3; turn++) {
           main.replaceChildren();
           await settled();
           main.append(...all);
           await settled();
         }
         return [before, memoryInUse()]",
        &json!([]),
    )?;
    are_ready(page, ALL - BELOW)?;
    let after = results(page)?;
    let changed: Vec<_> = before
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(id, result)| after.get(id) != Some(result))
        .map(|(id, _)| id.as_str())
        .collect();
    same("changed", &changed, &[""; 0])?;
    let at = |place: usize| {
        memory
            .get(place)
            .and_then(Value::as_u64)
            .unwrap_or_default()
    };
    holds(
        at(0) > 0 && at(1) - at(0) <= 2_000_000,
        format_args!("{} bytes before, {} after", at(0), at(1)),
    )?;
    same(
        "said to be ready",
        &page.heard("cw-ready")?.len(),
        &(ALL - BELOW),
    )?;
    widget.type_into("conversions", "100")?;
    widget.comes_to_rate(0.005)?;
    page.has_no_faults()
}
