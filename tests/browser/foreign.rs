//! Pages of other people: scripts that change what all scripts share, documents of other kinds.

use serde_json::json;

use crate::harness::{
    Because, Outcome, behaviours, holds,
    page::{Page, Visit},
    same,
    server::Manner,
};

behaviours! {
    EVERY:
        a_page_is_usable_after_two_requests,
        it_leaves_no_name_in_the_page,
        scripts_that_change_what_all_share_change_nothing,
        scripts_that_look_at_everything_change_nothing,
        a_script_that_no_tag_brought_finds_its_files,
        a_base_of_the_page_leads_nothing_astray,
        a_page_in_the_encoding_of_old_blogs_reads_the_same,
        a_page_without_a_doctype_shows_the_same,
        a_page_in_xhtml_works;
}

/// What was asked for is the script and one module, and nothing but the page of its own host.
fn two_requests(page: &Page<'_>, fixture: &str) -> Outcome {
    let asked = page.site.publisher.requests();
    let asked: Vec<_> = asked.iter().map(|request| request.path.as_str()).collect();
    let kinds: Vec<_> = asked
        .iter()
        .filter_map(|path| path.rsplit('.').next())
        .collect();
    same(format_args!("requests: {asked:?}"), &kinds, &["js", "wasm"])?;
    let own = page.site.blog.requests();
    let own: Vec<_> = own.iter().map(|request| request.path.as_str()).collect();
    holds(
        own.iter()
            .all(|path| [fixture, "/witness.js", "/favicon.ico"].contains(path)),
        format_args!("the page's host was asked for {own:?}"),
    )
}

fn a_page_is_usable_after_two_requests(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    same("rate", &widget.read_figure("rate")?.as_str(), &"1.5%")?;
    two_requests(page, "/plain")?;
    // With whatever view a page begins.
    for element in [
        "<conversion-calculator views='splitTest rate'></conversion-calculator>",
        "<conversion-calculator views=plan></conversion-calculator>",
        "<lifetime-value-projector></lifetime-value-projector>",
    ] {
        page.site.forget_requests();
        page.open("workshop")?;
        page.build(element)?;
        page.until(
            "an outcome",
            "const {state, result} = document.querySelector('main').firstChild; return state === 'ready' && result.outcome !== null",
            &json!([]),
        )?;
        page.settle()?;
        two_requests(page, "/workshop").because(element)?;
    }
    Ok(())
}

fn it_leaves_no_name_in_the_page(page: &Page<'_>) -> Outcome {
    page.open("no-script")?;
    let names = "return Object.getOwnPropertyNames(window)
        .filter(name => !/^(cdc_|\\$cdc|\\$chrome|__webdriver|ret_nodes|\\d+$)/.test(name)).sort()";
    let before = page.run(names, &json!([]))?;
    page.open("plain")?;
    page.widget().becomes_ready()?;
    let after = page.run(names, &json!([]))?;
    // A page names its elements in its window; those of the fixtures are not the widget's.
    let known = before.as_array().cloned().unwrap_or_default();
    let new: Vec<_> = after
        .as_array()
        .into_iter()
        .flatten()
        .filter(|name| !known.contains(name))
        .collect();
    holds(new.is_empty(), format_args!("new names: {new:?}"))
}

/// What the page has done with the widget, and seen of it, on a page of this query.
fn played(page: &Page<'_>, query: &str) -> Outcome<String> {
    page.visit(Visit::to("foreign").asking(query))?;
    let seen = page
        .until("all has been played", "return window.played", &json!([]))
        .because(query)?;
    page.has_no_faults().because(query)?;
    Ok(seen.as_str().unwrap_or_default().to_owned())
}

fn change_nothing(page: &Page<'_>, names: &[&str]) -> Outcome {
    let usual = played(page, "")?;
    holds(
        !usual.contains("stopped") && usual.contains("a complaint"),
        format_args!("nobody meddles: {usual}"),
    )?;
    for name in names {
        for moment in ["before", "after"] {
            let query = format!("?{moment}={name}");
            let seen = played(page, &query)?;
            holds(
                seen == usual,
                format_args!("{query}:\n{seen}\ninstead of\n{usual}"),
            )?;
        }
    }
    Ok(())
}

fn scripts_that_change_what_all_share_change_nothing(page: &Page<'_>) -> Outcome {
    change_nothing(page, &["junk", "prototype", "polyfills", "frozen"])
}

fn scripts_that_look_at_everything_change_nothing(page: &Page<'_>) -> Outcome {
    change_nothing(page, &["analytics", "names"])
}

fn a_script_that_no_tag_brought_finds_its_files(page: &Page<'_>) -> Outcome {
    let folder = page.site.folder(Manner::Plain);
    let address = format!("{folder}/embed.js");
    for (what, script) in [
        (
            "put in by a script",
            "const script = document.createElement('script'); script.src = arguments[0]; document.head.append(script)",
        ),
        (
            "put in with a version behind it",
            "const script = document.createElement('script'); script.src = `${arguments[0]}?ver=6.8.1`; document.head.append(script)",
        ),
        (
            "as a module",
            "const script = document.createElement('script'); script.type = 'module'; script.src = `${arguments[0]}?ver=2`; document.head.append(script)",
        ),
        ("imported", "import(arguments[0])"),
        (
            "imported beside a stranger of the same name",
            "const script = document.createElement('script'); script.type = 'text/plain'; script.src = 'https://comments.example/embed.js';
             document.head.append(script); import(arguments[0])",
        ),
        (
            "read and run by a library",
            "const script = document.createElement('script'); script.type = 'text/later'; script.src = `${arguments[0]}?ver=6`; document.head.append(script);
             fetch(arguments[0]).then(answer => answer.text()).then(text => {
               const script = document.createElement('script'); script.textContent = text; document.head.append(script)
             })",
        ),
    ] {
        page.open("no-script")?;
        page.run(script, &json!([address])).because(what)?;
        let widget = page.widget();
        widget.becomes_ready().because(what)?;
        widget.comes_to_rate(0.03).because(what)?;
        let files = page.run(
            "return performance.getEntriesByType('resource').map(({name}) => name).filter(name => name.endsWith('.wasm'))",
            &json!([]),
        )?;
        holds(
            files
                .as_array()
                .into_iter()
                .flatten()
                .all(|file| file.as_str().is_some_and(|file| file.starts_with(&folder))),
            format_args!("{what}: {files}"),
        )?;
        page.has_no_faults().because(what)?;
    }
    Ok(())
}

fn a_base_of_the_page_leads_nothing_astray(page: &Page<'_>) -> Outcome {
    page.open("based")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    widget.click("[role=tab][data-view=compare]")?;
    page.until(
        "a comparison",
        "const {view, outcome} = host(arguments[0]).result; return view === 'compare' && outcome !== null",
        &json!([widget.selector]),
    )?;
    let before = page.run("return location.href", &json!([]))?;
    // A press on anything in it leads nowhere.
    widget.run(
        "for (const button of host(arguments[0]).shadowRoot.querySelectorAll('[role=tab], summary')) button.click()",
        &[],
    )?;
    page.settle()?;
    same(
        "address",
        &page.run("return location.href", &json!([]))?,
        &before,
    )?;
    page.has_no_faults()
}

/// Everything that is read in the widget, as code points.
const WORDS: &str = "return text(inner(arguments[0], '.cw'))";

fn a_page_in_the_encoding_of_old_blogs_reads_the_same(page: &Page<'_>) -> Outcome {
    let mut seen = Vec::new();
    for encoding in ["utf-8", "windows-1252"] {
        let kind = format!("text/html; charset={encoding}");
        // A host that does not say either in which encoding the script is.
        page.visit(
            Visit::to("foreign-kind")
                .served(Manner::Untyped)
                .header("Content-Type", &kind),
        )?;
        let is = page.run("return document.characterSet.toLowerCase()", &json!([]))?;
        same("encoding of the page", &is, &json!(encoding))?;
        let widget = page.widget();
        widget.becomes_ready()?;
        widget.set_attribute("lang", "en-XA")?;
        page.until(
            "other words",
            "return text(inner(arguments[0], '[part~=verdict]')).includes('⟦')",
            &json!([widget.selector]),
        )?;
        seen.push(widget.run(WORDS, &[])?);
        page.has_no_faults()?;
    }
    holds(seen.first() == seen.last(), format_args!("{seen:#?}"))
}

/// How large everything in the widget is, and its letters.
const SIZES: &str = "return [...host(arguments[0]).shadowRoot.querySelectorAll('.cw, .cw *')].flatMap(element => {
    const {width, height} = element.getBoundingClientRect(), {fontSize, lineHeight} = getComputedStyle(element);
    if (!width || !height) return [];
    return `${element.localName}.${element.getAttribute('class')} ${width.toFixed(1)} × ${height.toFixed(1)}, ${fontSize} ${lineHeight}`
  })";

fn a_page_without_a_doctype_shows_the_same(page: &Page<'_>) -> Outcome {
    let mut seen = Vec::new();
    for (fixture, mode) in [("foreign-kind", "CSS1Compat"), ("quirks", "BackCompat")] {
        page.open(fixture)?;
        let is = page.run("return document.compatMode", &json!([]))?;
        same("mode of the page", &is, &json!(mode))?;
        let widget = page.widget();
        widget.becomes_ready()?;
        widget.open_all()?;
        page.settle()?;
        seen.push(widget.run(SIZES, &[])?);
        page.has_no_faults()?;
    }
    let [usual, quirky] = seen.as_slice() else {
        return Err("two pages".to_owned());
    };
    let lines = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let different: Vec<_> = lines(usual)
        .into_iter()
        .zip(lines(quirky))
        .filter(|(usual, quirky)| usual != quirky)
        .take(10)
        .collect();
    same("sizes", &lines(quirky).len(), &lines(usual).len())?;
    holds(different.is_empty(), format_args!("{different:#?}"))
}

fn a_page_in_xhtml_works(page: &Page<'_>) -> Outcome {
    page.visit(Visit::to("xhtml").header("Content-Type", "application/xhtml+xml"))?;
    let is = page.run("return document.contentType", &json!([]))?;
    same("kind of the page", &is, &json!("application/xhtml+xml"))?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    widget.click("[role=tab][data-view=compare]")?;
    page.until(
        "a comparison",
        "const {view, outcome} = host(arguments[0]).result; return view === 'compare' && outcome !== null",
        &json!([widget.selector]),
    )?;
    holds(
        widget.is_shown("[part~=verdict]")?,
        "the verdict is not to be seen",
    )?;
    widget.does_not_overflow()?;
    page.has_no_faults()
}
