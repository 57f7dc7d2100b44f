//! The pseudo-languages, which show what a translation will need.

use serde_json::{Value, json};

use crate::harness::{Outcome, behaviours, contains, holds, near, page::Page, same};

behaviours! {
    EVERY:
        another_language_is_one_file,
        a_language_asked_for_later_is_fetched_then,
        every_sentence_on_the_screen_can_be_translated,
        a_language_from_the_right_turns_the_widget_round,
        what_can_be_opened_points_where_the_words_run,
        english_needs_no_file;
}

fn files(page: &Page<'_>) -> Vec<String> {
    let asked = page.site.publisher.requests_for(".json").into_iter();
    asked
        .filter_map(|path| path.rsplit('/').next().map(str::to_owned))
        .collect()
}

fn another_language_is_one_file(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let calculator =
        "<conversion-calculator lang=en-XA viewers=10000 conversions=300></conversion-calculator>";
    let widget = page.build(&[calculator, calculator].concat())?;
    widget.becomes_ready()?;
    page.widget_at("conversion-calculator:last-child")
        .becomes_ready()?;
    contains("sentence", &widget.read_part("verdict")?, "⟦")?;
    near("rate", &widget.seen("/outcome/rate")?, 0.03)?;
    let files = files(page);
    same("files", &files.len(), &1)?;
    holds(
        files.iter().all(|file| file.starts_with("messages-en-XA-")),
        format_args!("files: {files:?}"),
    )?;
    page.has_no_faults()
}

fn a_language_asked_for_later_is_fetched_then(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("lang=en viewers=10000 conversions=300")?;
    same("files", &files(page).len(), &0)?;
    widget.type_into("viewers", "20000")?;
    widget.set_attribute("lang", "en-XA")?;
    let marked =
        "return text(inner(arguments[0], '[part~=verdict]')).includes('⟦') === arguments[1]";
    page.until(
        "the pseudo-language",
        marked,
        &json!([widget.selector, true]),
    )?;
    widget.comes_to_rate(0.015)?;
    widget.set_attribute("lang", "en")?;
    page.until("English", marked, &json!([widget.selector, false]))?;
    widget.set_attribute("lang", "en-XA")?;
    page.until(
        "the pseudo-language",
        marked,
        &json!([widget.selector, true]),
    )?;
    same("files", &files(page).len(), &1)?;
    page.has_no_faults()
}

fn every_sentence_on_the_screen_can_be_translated(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(
        "lang=en-XA followers=50000 impressions=20000 viewers=10000 clicks=500 conversions=300 target-rate=0.04 target-conversions=900",
    )?;
    let untranslated = widget.run_async(
        "const root = host(arguments[0]).shadowRoot;
         for (const fold of root.querySelectorAll('details')) fold.open = true;
         await settled();
         const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
         const said = [];
         while (walk.nextNode()) if (shown(walk.currentNode.parentElement)) said.push(walk.currentNode.data);
         for (const element of root.querySelectorAll('[aria-label], [title], [placeholder]'))
           for (const name of ['aria-label', 'title', 'placeholder'])
             if (element.hasAttribute(name)) said.push(element.getAttribute(name));
         // A sentence is marked at both ends; letters that stand between no marks were never translated.
         for (const words of said) {
           let rest = words, before;
           do { before = rest; rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '') } while (rest !== before);
           if (/\\p{Letter}{2}/u.test(rest)) found.push(words)
         }
         return found",
        &[],
    )?;
    same("never translated", &untranslated, &json!([]))?;
    // Each sentence at its own place, and filled in.
    let said = widget.run(
        "return plain(host(arguments[0]).shadowRoot.textContent)",
        &[],
    )?;
    let said = said.as_str().unwrap_or_default();
    holds(
        !said.contains(['{', '}']),
        format_args!("left open: {said}"),
    )?;
    let label = widget.run(
        "return text(field(arguments[0], 'viewers').querySelector('label')).normalize('NFD')
           .replace(/\\p{M}/gu, '').toLowerCase().replace(/([aeiou])\\1/g, '$1')",
        &[],
    )?;
    contains(
        "label of viewers without its accents",
        label.as_str().unwrap_or_default(),
        "viewers",
    )
}

fn a_language_from_the_right_turns_the_widget_round(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("lang=ar-XB viewers=10000 conversions=300")?;
    let root = widget.run(
        "const {dir, lang} = inner(arguments[0], '.cw'); return [dir, lang]",
        &[],
    )?;
    same("direction", &root.get(0), &Some(&json!("rtl")))?;
    holds(
        root.get(1)
            .and_then(Value::as_str)
            .is_some_and(|lang| lang.starts_with("ar")),
        format_args!("language {root}"),
    )?;
    near("rate", &widget.seen("/outcome/rate")?, 0.03)?;
    widget.does_not_overflow()?;
    // Labels begin at the right edge.
    let starts = widget.run(
        "const label = field(arguments[0], 'viewers').querySelector('label').getBoundingClientRect();
         const card = inner(arguments[0], '.cw').getBoundingClientRect();
         return label.right - card.left > (card.right - card.left) / 3 && getComputedStyle(field(arguments[0], 'viewers')).direction",
        &[],
    )?;
    same("direction of a field", &starts, &json!("rtl"))?;
    page.has_no_faults()
}

fn what_can_be_opened_points_where_the_words_run(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=compare lang=en")?;
    let points = |direction: &str, wanted: &[&str]| {
        // A folded line and an open one, a folded row of the table and an open one.
        page.until(
            direction,
            "const root = host(arguments[0]).shadowRoot, rows = root.querySelectorAll('.opener');
             if (root.querySelector('.cw').dir !== arguments[1] || rows.length < 2) return false;
             root.querySelector('details').open = true;
             if (rows[0].ariaExpanded === 'false') rows[0].click();
             return true",
            &json!([widget.selector, direction]),
        )?;
        // They turn, and a browser may show them turning.
        page.until(
            &format!("{wanted:?} where words run {direction}"),
            "const way = name => { const part = inner(arguments[0], name); return part && getComputedStyle(part, '::before').rotate };
             return String(['details:not([open]) > summary', '[open] > summary',
               '.opener[aria-expanded=false]', '.opener[aria-expanded=true]'].map(way)) === String(arguments[1])",
            &json!([widget.selector, wanted]),
        )
        .map(drop)
    };
    points("ltr", &["-45deg", "45deg", "-45deg", "45deg"])?;
    // The page turns round, and its English card does not.
    page.run("document.documentElement.dir = 'rtl'", &json!([]))?;
    page.settle()?;
    points("ltr", &["-45deg", "45deg", "-45deg", "45deg"])?;
    widget.set_attribute("lang", "ar-XB")?;
    points("rtl", &["45deg", "-45deg", "45deg", "-45deg"])?;
    page.run("document.documentElement.dir = 'ltr'", &json!([]))?;
    page.settle()?;
    points("rtl", &["45deg", "-45deg", "45deg", "-45deg"])?;
    widget.set_attribute("lang", "en")?;
    points("ltr", &["-45deg", "45deg", "-45deg", "45deg"])?;
    page.has_no_faults()
}

fn english_needs_no_file(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    page.widget().becomes_ready()?;
    page.wait(50)?;
    same("files", &files(page).len(), &0)
}
