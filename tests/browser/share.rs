//! What takes a view elsewhere: a link, texts, files, paper.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, contains, holds,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        every_way_out_leads_there_from_every_view,
        what_it_needs_is_fetched_when_it_is_opened_and_not_before,
        a_link_shows_the_same_figures_on_the_site,
        a_link_leads_where_the_page_says,
        what_cannot_be_copied_is_selected,
        a_sandbox_that_allows_no_file_shows_its_text,
        names_are_never_formulas_tables_or_markup,
        what_is_said_of_an_entry_stands_under_its_name,
        every_number_of_the_file_is_one_of_the_result,
        paper_says_it_on_one_page,
        a_link_says_only_what_somebody_has_said,
        a_link_holds_what_was_changed_in_an_example,
        a_broken_split_is_said_before_all_else,
        many_entries_are_the_rows_of_a_table,
        who_listens_hears_every_answer,
        what_is_set_aside_is_not_taken_along,
        a_dot_is_painted,
        a_picture_is_as_large_as_its_letters_where_the_page_is_transformed,
        what_was_taken_along_is_not_shown_beside_other_figures,
        figures_that_are_wrong_are_not_taken_along,
        it_is_worked_with_keys_alone;
    CHROMIUM:
        a_printer_needs_one_sheet,
        it_fits_and_reads_well;
}

/// Catches what would leave the page: what is copied, saved and printed.
const CATCH: &str = "
    window.caught = [];
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {
      async writeText(text) { caught.push(['copied', text]); },
    }});
    const files = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = file => {
      const address = make.call(URL, file);
      files.set(address, file);
      return address;
    };
    HTMLAnchorElement.prototype.click = function () { caught.push(['saved', this.download, files.get(this.href)]); };
    const {get} = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {configurable: true, get() {
      const inner = get.call(this);
      if (inner && !this.src) inner.print = () => caught.push(['printed', inner.document]);
      return inner;
    }});";

/// Presses the button at a place and waits for what came of it.
const TAKE: &str = "
    const [selector, place] = arguments;
    caught.length = 0;
    inner(selector, `.sharing .tools button:nth-of-type(${place + 1})`).click();
    for (let waited = 0; !caught.length && waited < 100; waited++) await new Promise(done => setTimeout(done, 20));
    const [kind, what, file] = caught[0] ?? [];
    if (kind === 'copied') return what;
    if (kind === 'saved' && what.endsWith('png')) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const view = new DataView(bytes.buffer);
      return {name: what, sign: String.fromCharCode(...bytes.slice(1, 4)), width: view.getUint32(16), height: view.getUint32(20), size: bytes.length};
    }
    if (kind === 'saved') return {name: what, type: file.type, text: await file.text()};
    if (kind === 'printed') {
      const {documentElement: root, adoptedStyleSheets} = what;
      return {
        tables: what.querySelectorAll('table').length,
        rows: what.querySelectorAll('tr').length,
        drawn: what.querySelectorAll('svg path').length,
        said: what.body.textContent,
        operated: what.querySelectorAll('button, input, select').length,
        rules: adoptedStyleSheets[0]?.cssRules.length ?? 0,
        fill: what.querySelector('svg rect')?.getAttribute('fill'),
        direction: root.dir,
        high: what.body.offsetHeight,
        letters: parseFloat(what.body.style.fontSize),
      };
    }
    return null;";

/// The ways out, in the order of their buttons.
const LINK: u32 = 0;
const SENTENCE: u32 = 1;
const MARKDOWN: u32 = 2;
const CSV: u32 = 3;
const SVG: u32 = 4;
const PNG: u32 = 5;
const PRINT: u32 = 6;

const VIEWS: [(&str, &str); 8] = [
    ("conversion-calculator", "rate"),
    ("conversion-calculator", "return"),
    ("conversion-calculator", "fee"),
    ("conversion-calculator", "compare"),
    ("conversion-calculator", "splitTest"),
    ("conversion-calculator", "plan"),
    ("lifetime-value-projector", "value"),
    ("lifetime-value-projector", "tradeOff"),
];

/// Whether all buttons are there.
const READY: &str =
    "return host(arguments[0]).shadowRoot.querySelectorAll('.sharing .tools button').length === 7";

/// Opens the line, and waits for the buttons.
fn opened(widget: &Widget<'_>) -> Outcome {
    widget.click(".sharing > summary")?;
    let waited = widget
        .page
        .until("the buttons", READY, &json!([widget.selector]));
    waited.map(drop)
}

fn taken(widget: &Widget<'_>, way: u32) -> Outcome<Value> {
    let arguments = json!([widget.selector, way]);
    widget.page.run_async(TAKE, &arguments)
}

fn of<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&Value::Null)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn every_way_out_leads_there_from_every_view(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for (tag, view) in VIEWS {
        page.build(&format!("<{tag} views={view} theme=dark></{tag}>"))?;
        let widget = page.widget_at(tag);
        widget.becomes_ready()?;
        page.run(CATCH, &json!([]))?;
        opened(&widget)?;
        let title = widget.read_part("heading")?;
        let made = text(&page.run(
            "const now = new Date();
             const two = number => String(number).padStart(2, '0');
             return `conversion-widget ${host(arguments[0]).result.version}, ${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`",
            &json!([widget.selector]),
        )?)
        .to_owned();

        let link = taken(&widget, LINK)?;
        contains(view, text(&link), "#cw=%7B")?;
        let said = page.run(
            "return JSON.parse(decodeURIComponent(new URL(arguments[0]).hash.slice(4))).made",
            &json!([link]),
        )?;
        same("made", &said, &json!(made))?;
        let sentence = taken(&widget, SENTENCE)?;
        for part in [&*title, &*made, "An example"] {
            contains(format_args!("{view}: sentence"), text(&sentence), part)?;
        }
        let table = taken(&widget, MARKDOWN)?;
        for part in [&*format!("**{title}**"), "| --- |", &*made, "<http"] {
            contains(format_args!("{view}: Markdown"), text(&table), part)?;
        }
        let csv = taken(&widget, CSV)?;
        contains(view, text(of(&csv, "name")), ".csv")?;
        contains(
            view,
            text(of(&csv, "text")),
            &made.replace("conversion", "\"conversion"),
        )?;
        holds(
            text(of(&csv, "text")).split("\r\n").count() > 8,
            format_args!("{view}: {csv}"),
        )?;
        let svg = taken(&widget, SVG)?;
        same("type", of(&svg, "type"), &json!("image/svg+xml"))?;
        let parsed = page.run(
            "const file = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
             const numbers = [...file.querySelectorAll('text')].map(text => ['x', 'y', 'textLength'].map(name => +text.getAttribute(name)));
             return {
               faults: file.querySelectorAll('parsererror').length,
               title: file.querySelector('title').textContent,
               texts: [...file.querySelectorAll('text')].map(text => text.textContent),
               paths: file.querySelectorAll('path').length,
               sound: numbers.flat().every(number => Number.isFinite(number) && number >= 0),
               foreign: file.querySelectorAll('script, style, foreignObject, image, a').length,
             }",
            &json!([of(&svg, "text")]),
        )?;
        same("faults", of(&parsed, "faults"), &json!(0))?;
        same("foreign", of(&parsed, "foreign"), &json!(0))?;
        same("sound", of(&parsed, "sound"), &json!(true))?;
        same("title", of(&parsed, "title"), &json!(title))?;
        let texts = of(&parsed, "texts").as_array().cloned().unwrap_or_default();
        holds(
            texts.contains(&json!(made)),
            format_args!("{view}: {texts:?}"),
        )?;
        holds(
            of(&parsed, "paths").as_u64() > Some(1),
            format_args!("{view}: {parsed}"),
        )?;
        let png = taken(&widget, PNG)?;
        same("sign", of(&png, "sign"), &json!("PNG"))?;
        holds(
            of(&png, "width").as_u64() > Some(600) && of(&png, "size").as_u64() > Some(10_000),
            format_args!("{view}: {png}"),
        )?;
        let sheet = taken(&widget, PRINT)?;
        contains(view, text(of(&sheet, "said")), &made)?;
        contains(view, text(of(&sheet, "said")), &title)?;
        same("operated", of(&sheet, "operated"), &json!(0))?;
        // Also of a dark card: paper is white.
        same("paper", of(&sheet, "fill"), &json!("#ffffff"))?;
        holds(
            of(&sheet, "tables").as_u64() > Some(1)
                && of(&sheet, "drawn").as_u64() > Some(1)
                && of(&sheet, "rules").as_u64() > Some(5),
            format_args!("{view}: {sheet}"),
        )?;
        widget.run("host(arguments[0]).remove()", &[])?;
    }
    page.has_no_faults()
}

fn what_it_needs_is_fetched_when_it_is_opened_and_not_before(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=rate")?;
    page.settle()?;
    let fetched = || page.site.publisher.requests_for(".wasm");
    same("files at first", &fetched().len(), &1)?;
    opened(&widget)?;
    let files = fetched();
    same("files", &files.len(), &2)?;
    holds(
        files.iter().any(|file| file.contains("/widget-share-")),
        format_args!("{files:?}"),
    )?;
    widget.click(".sharing > summary")?;
    opened(&widget)?;
    same("files in the end", &fetched().len(), &2)?;
    page.has_no_faults()
}

fn a_link_shows_the_same_figures_on_the_site(page: &Page<'_>) -> Outcome {
    for (tag, attributes, view, figure) in [
        (
            "conversion-calculator",
            "views=\"rate compare\" viewers=20000 conversions=700 currency=EUR",
            "rate",
            "/outcome/rate",
        ),
        (
            "lifetime-value-projector",
            "views=value order-value=48 gross-margin=0.5 retention-kind=constant retention-rate=0.8",
            "value",
            "/outcome/value",
        ),
    ] {
        page.open("workshop")?;
        page.build(&format!("<{tag} {attributes}></{tag}>"))?;
        let widget = page.widget_at(tag);
        widget.becomes_ready()?;
        page.run(CATCH, &json!([]))?;
        let wanted = widget.seen(figure)?;
        holds(wanted.is_number(), format_args!("{view}: {wanted}"))?;
        opened(&widget)?;
        let link = taken(&widget, LINK)?;
        page.go(text(&link))?;
        let there = page.widget_at(&format!("{tag}:first-of-type"));
        page.run_async(
            "const element = document.querySelector(arguments[0]);
             element.scrollIntoView();
             await element.ready",
            &json!([tag]),
        )?;
        same(view, &there.seen(figure)?, &wanted)?;
        same("view", &there.seen("/view")?, &json!(view))?;
        holds(
            there.seen("/scenario/made")?.is_null() && there.invalid_fields()?.is_empty(),
            "what is for people is no field",
        )?;
    }
    Ok(())
}

fn a_link_leads_where_the_page_says(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for (said, wanted) in [
        (
            "https://blog.example/tools?x=1#old",
            "https://blog.example/tools?x=1#cw=",
        ),
        ("/mine", "/mine#cw="),
        // Nobody is led to a script.
        ("javascript:alert(1)", "/#cw="),
        ("http://[", "/#cw="),
    ] {
        let widget = page.build(&format!(
            "<conversion-calculator views=rate share-url=\"{said}\"></conversion-calculator>"
        ))?;
        widget.becomes_ready()?;
        page.run(CATCH, &json!([]))?;
        opened(&widget)?;
        let link = taken(&widget, LINK)?;
        contains(said, text(&link), wanted)?;
        holds(text(&link).starts_with("http"), &link)?;
        widget.run("host(arguments[0]).remove()", &[])?;
    }
    page.has_no_faults()
}

/// What is shown and selected after a press.
const SELECTED: &str = "
    const area = inner(arguments[0], 'textarea#share-text');
    if (!area) return null;
    return area.selectionEnd - area.selectionStart === area.value.length && area.value.length > 0 ? area.value : null";

fn what_cannot_be_copied_is_selected(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=rate")?;
    opened(&widget)?;
    for (place, part, clipboard) in [
        (1, "#cw=", "undefined"),
        (
            2,
            "95% range",
            "{writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError'))}",
        ),
        (3, "| --- |", "{writeText() { throw new TypeError('no'); }}"),
    ] {
        page.run(
            &format!(
                "Object.defineProperty(navigator, 'clipboard', {{configurable: true, value: {clipboard}}})"
            ),
            &json!([]),
        )?;
        widget.click(&format!(".sharing .tools button:nth-of-type({place})"))?;
        let said = page.until("a selected text", SELECTED, &json!([widget.selector]))?;
        contains(clipboard, text(&said), part)?;
        let focus = widget.run("return host(arguments[0]).shadowRoot.activeElement.id", &[])?;
        same("focus", &focus, &json!("share-text"))?;
        let told = widget.run(
            "return inner(arguments[0], '.answer .hint').textContent",
            &[],
        )?;
        contains("what is told", text(&told), "Ctrl+C")?;
    }
    page.has_no_faults()
}

fn a_sandbox_that_allows_no_file_shows_its_text(page: &Page<'_>) -> Outcome {
    page.open("framed")?;
    page.inside_the_frame(|| {
        page.until(
            "the element of the frame",
            "return document.querySelector('conversion-calculator') !== null",
            &json!([]),
        )?;
        let widget = page.widget();
        widget.becomes_ready()?;
        // By script: the frame is lower than the card.
        widget.run("inner(arguments[0], '.sharing > summary').click()", &[])?;
        page.until("the buttons", READY, &json!([widget.selector]))?;
        for (way, part) in [(CSV, "rate,0.0"), (SVG, "<svg"), (PNG, "<svg"), (PRINT, "| --- |")] {
            widget.run(
                "inner(arguments[0], `.sharing .tools button:nth-of-type(${arguments[1] + 1})`).click()",
                &[json!(way)],
            )?;
            let said = page.until(
                part,
                &format!("const said = (() => {{{SELECTED}}})(); return said?.includes(arguments[1]) ? said : null"),
                &json!([widget.selector, part]),
            )?;
            contains(part, text(&said), part)?;
        }
        Ok(())
    })
}

/// Inputs that ask more of a file than the examples do: every kind of field, and as many entries as
/// stand side by side.
fn full(view: &str) -> Value {
    let entry = |name: &str, viewers: u32, conversions: u32| {
        json!({"name": name, "format": "A long story told in three parts", "viewers": viewers,
               "conversions": conversions, "cost": 1234.5})
    };
    let variant = |name: &str, conversions: u32| json!({"name": name, "visitors": 5000, "conversions": conversions});
    let figures = match view {
        "rate" => {
            json!({"action": "custom", "actionName": "Downloads of the whitepaper", "viewers": 12_000,
            "followers": 90_000, "impressions": 31_000, "clicks": 900, "conversions": 321, "targetRate": 0.04})
        }
        "return" => {
            json!({"action": "custom", "actionName": "Downloads of the whitepaper", "viewers": 12_000,
            "followers": 90_000, "impressions": 31_000, "clicks": 900, "engagements": 2_000, "conversions": 321,
            "orderValue": 83.25, "grossMargin": 0.61, "discountRate": 0.15, "refundRate": 0.07, "commissionRate": 0.08,
            "variablePerOrder": 3.4, "newCustomerShare": 0.45,
            "costs": {"fee": 4000, "product": 310, "production": 220, "rights": 150, "agency": 90, "paid": 500, "other": 75},
            "nextSteps": [{"name": "Trial started", "rate": 0.4}, {"name": "Trial paid", "rate": 0.55}],
            "holdout": {"viewers": 9_000, "conversions": 60},
            "goal": {"figure": "profit", "value": 0, "field": "orderValue"}})
        }
        "fee" => {
            json!({"viewers": 20_000, "pastViewers": 41_000, "pastConversions": 911, "orderValue": 64, "grossMargin": 0.5,
            "fee": 9_000, "retention": {"kind": "constant", "rate": 0.55, "everyMonths": 3}, "feeGoal": {"figure": "maxFee", "value": 20_000, "field": "orderValue"}})
        }
        "compare" => {
            json!({"entries": [entry("Maya Lindqvist-Andersson", 10_000, 300), entry("Jonas", 600, 12),
            entry("Ines", 80, 4), entry("Théodora Papadopoulou", 4_000, 133)], "valuePerConversion": 31.5})
        }
        "splitTest" => {
            json!({"variants": [variant("As it is", 150), variant("Green button", 190), variant("Short form", 171),
            variant("Both together", 183)], "looks": 3})
        }
        "plan" => {
            json!({"baselineRate": 0.021, "effect": 0.15, "dailyVisitors": 900, "costPerThousand": 31.5, "variantCount": 3,
            "planGoal": {"figure": "days", "value": 30, "field": "effect"}})
        }
        "value" => json!({"orderValue": 48, "grossMargin": 0.5, "acquisitionCost": 61,
            "retention": {"kind": "observed", "shares": [0.6, 0.45, 0.37, 0.32], "everyMonths": 3}, "horizonMonths": 48}),
        _ => json!({"offers": [
            {"name": "Half price at once", "conversionRate": 0.034, "orderValue": 20, "grossMargin": 0.5, "retention": 0.55},
            {"name": "A fair trial", "conversionRate": 0.021, "orderValue": 40, "grossMargin": 0.5, "retention": 0.8},
            {"name": "Nothing off", "conversionRate": 0.017, "orderValue": 44, "grossMargin": 0.5, "retention": 0.85}]}),
    };
    json!({view: figures})
}

/// Looks at every view twice: at its example, and where most fields say something.
fn of_every_view(page: &Page<'_>, look: impl Fn(&Widget<'_>, &str) -> Outcome) -> Outcome {
    page.open("workshop")?;
    for (tag, view) in VIEWS {
        for is_full in [false, true] {
            page.build(&format!("<{tag} views={view}></{tag}>"))?;
            let widget = page.widget_at(tag);
            widget.becomes_ready()?;
            if is_full {
                widget.assign_scenario(&full(view))?;
                let wrong = widget.invalid_fields()?;
                holds(wrong.is_empty(), format_args!("{view}: {wrong:?}"))?;
            }
            page.run(CATCH, &json!([]))?;
            opened(&widget)?;
            look(&widget, view)?;
            widget.run("host(arguments[0]).remove()", &[])?;
        }
    }
    page.has_no_faults()
}

/// Compares the numbers of a file with the result: [how many were compared, those that differ].
const COMPARED: &str = r#"
    const [selector, file] = arguments;
    const {view, scenario, outcome} = host(selector).result;
    const given = scenario[view];
    const rows = [[]];
    let cell = '', isQuoted = false;
    for (const letter of file.slice(1).replaceAll('\r\n', '\n')) {
      if (letter === '"') isQuoted = !isQuoted;
      else if (!isQuoted && letter === ',') { rows.at(-1).push(cell); cell = ''; }
      else if (!isQuoted && letter === '\n') { rows.at(-1).push(cell); cell = ''; rows.push([]); }
      else cell += letter;
    }
    const at = (record, path) => path.split('.').reduce((inner, name) => inner?.[name], record);
    const lists = Object.values(given).filter(list => typeof list?.[0] === 'object');
    const entries = outcome.entries ?? outcome.variants ?? outcome.offers ?? [];
    const leaves = record => typeof record === 'object' && record ? Object.values(record).flatMap(leaves) : [record];
    const drawn = new Set(leaves(outcome.curve ?? entries.map(entry => entry.curve ?? [])));
    const names = [], places = new Map(), wrong = [], listed = new Set();
    let count = 0;
    for (const [kind, of, name, key, value, low, high] of rows.slice(1)) {
      if (high === undefined) continue;
      let wanted;
      if (kind === 'Input') wanted = [at(given, key)];
      else if (kind === 'Figure' && !of) {
        const ends = at(outcome, key);
        const rate = outcome.rates?.[key];
        wanted = rate ? [rate.rate, rate.low, rate.high] : key === 'interval' ? [, outcome.low, outcome.high]
          : [ends, at(outcome, `${key}Low`) ?? ends?.low, at(outcome, `${key}High`) ?? ends?.high];
      } else if (kind === 'Figure') {
        if (!names.includes(of)) names.push(of);
        const place = names.indexOf(of);
        const entry = entries[place];
        const pair = outcome.pairs?.find(pair => new Set([pair.a, pair.b, place, outcome.best]).size === 2 && place !== outcome.best);
        const sign = pair?.a === place ? 1 : -1;
        if (key === 'rate' && !('rate' in entry)) wanted = [given.variants[place].conversions / given.variants[place].visitors];
        else if (key === 'interval') wanted = [, entry.low, entry.high];
        else if (key === 'shrunkRate') wanted = [entry.shrunkRate, entry.credibleLow, entry.credibleHigh];
        else if (key === 'adjustedP' && pair) wanted = [pair.adjustedP];
        else if (key === 'difference' && pair) wanted = [sign * pair.difference, ...[sign * pair.low, sign * pair.high].sort((a, b) => a - b)];
        else wanted = [at(entry, key), entry[`${key}Low`], entry[`${key}High`]];
      } else if (key) {
        // A list: the next row begins where a name comes again.
        const list = lists.find(list => list.some(row => key in row));
        const seen = places.get(kind + key) ?? 0;
        places.set(kind + key, seen + 1);
        const rowsWith = list?.filter(row => row[key] !== null && row[key] !== '') ?? [];
        const found = rowsWith[seen]?.[key];
        wanted = [found?.rate ?? found];
      } else {
        // Of what is drawn, what the result holds.
        for (const said of [value, low, high].filter(Boolean).map(Number)) {
          listed.add(said);
          if (!drawn.size || name === 'At one constant rate') continue;
          count += 1;
          if (!drawn.has(said)) wrong.push([kind, of, name, said]);
        }
        continue;
      }
      for (const [place, said] of [value, low, high].entries()) {
        if (!said) continue;
        count += 1;
        if (Number(said) !== wanted[place]) wrong.push([kind, of, key, said, wanted[place]]);
      }
    }
    const points = {fee: ['maxFeeFirstOrder', 'maxFeePayback', 'maxFee', 'maxFeeLow', 'maxFeePaybackHigh'], value: ['constantRetentionValue', 'value']};
    for (const name of points[view] ?? []) if (!listed.has(outcome[name])) wrong.push([name, outcome[name]]);
    return [count, wrong]"#;

fn every_number_of_the_file_is_one_of_the_result(page: &Page<'_>) -> Outcome {
    of_every_view(page, |widget, view| {
        let file = taken(widget, CSV)?;
        let compared = widget.run(COMPARED, &[of(&file, "text").clone()])?;
        let count = compared.get(0).and_then(Value::as_u64);
        let wrong = compared.get(1).unwrap_or(&Value::Null);
        same(view, wrong, &json!([]))?;
        holds(count >= Some(8), format_args!("{view}: {compared}"))
    })
}

/// As high as a page of US Letter is between its margins, in pixels of 96 to the inch.
const PAGE_HEIGHT: f64 = 949.0;

fn paper_says_it_on_one_page(page: &Page<'_>) -> Outcome {
    of_every_view(page, |widget, view| {
        let sheet = taken(widget, PRINT)?;
        let number = |name: &str| of(&sheet, name).as_f64().unwrap_or(f64::NAN);
        holds(
            number("high") > 200.0 && number("high") <= PAGE_HEIGHT && number("letters") >= 6.5,
            format_args!("{view}: {sheet}"),
        )
    })
}

/// The paper takes the place of the page.
const LAY: &str = "
    const [[, paper]] = caught;
    const rules = [...paper.adoptedStyleSheets[0].cssRules].map(rule => rule.cssText).join('');
    document.head.replaceChildren();
    document.body.replaceWith(document.importNode(paper.body, true));
    document.documentElement.dir = paper.documentElement.dir;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet]";

fn a_printer_needs_one_sheet(page: &Page<'_>) -> Outcome {
    for language in ["en", "ar-XB"] {
        for (tag, view) in VIEWS {
            for is_full in [false, true] {
                page.open("workshop")?;
                page.build(&format!("<{tag} lang={language} views={view}></{tag}>"))?;
                let widget = page.widget_at(tag);
                widget.becomes_ready()?;
                if is_full {
                    widget.assign_scenario(&full(view))?;
                }
                page.run(CATCH, &json!([]))?;
                opened(&widget)?;
                taken(&widget, PRINT)?;
                page.run(LAY, &json!([]))?;
                // A4 and US Letter, in centimetres.
                for (width, height) in [(21.0, 29.7), (21.59, 27.94)] {
                    let sheets = page.sheets(width, height)?;
                    same(
                        format_args!("{language} {view} {is_full} {height}"),
                        &sheets,
                        &1,
                    )?;
                }
            }
        }
    }
    page.open("workshop")?;
    let widget = page.build_calculator("views=compare")?;
    widget.assign_scenario(&json!({"compare": {"entries": entries(7)}}))?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    taken(&widget, PRINT)?;
    page.run(LAY, &json!([]))?;
    same("seven entries", &page.sheets(21.59, 27.94)?, &1)?;
    Ok(())
}

fn a_link_says_only_what_somebody_has_said(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for share_url in ["", "share-url=/mine"] {
        let widget = page.build(&format!(
            "<conversion-calculator views=return {share_url}></conversion-calculator>"
        ))?;
        widget.becomes_ready()?;
        widget.assign_scenario(&json!({"return": {"viewers": 5000, "conversions": 90, "orderValue": 40, "grossMargin": 0.5,
            "costs": {"fee": 300, "agency": 0}, "discountRate": 0.0, "tracked": 0.8, "level": 0.95}}))?;
        page.run(CATCH, &json!([]))?;
        opened(&widget)?;
        let link = taken(&widget, LINK)?;
        let link = text(&link);
        for part in ["%22viewers%22:5000", "%22fee%22:300", "%22tracked%22:0.8"] {
            contains("link", link, part)?;
        }
        // A page of somebody else's may give figures of its own, which a link must overrule.
        let is_own = share_url.is_empty();
        for part in ["%22level%22:0.95", "%22agency%22:0", "%22discountRate%22:0"] {
            holds(
                link.contains(part) != is_own,
                format_args!("{part}: {link}"),
            )?;
        }
        holds(!link.contains("null"), link)?;
        widget.run("host(arguments[0]).remove()", &[])?;
    }
    page.has_no_faults()
}

fn a_link_holds_what_was_changed_in_an_example(page: &Page<'_>) -> Outcome {
    for (view, field, typed, figure) in [
        ("splitTest", "looks", "5", "/outcome/nominalLevel"),
        ("plan", "power", "90", "/outcome/perVariant"),
        ("rate", "level", "80", "/outcome/low"),
        ("rate", "targetRate", "5", "/outcome/conversionsNeeded"),
        ("return", "level", "80", "/outcome/nextProfitLow"),
    ] {
        page.open("workshop")?;
        let widget = page.build_calculator(&format!("views=\"{view}\""))?;
        page.run(CATCH, &json!([]))?;
        let before = widget.seen(figure)?;
        widget.type_into(field, typed)?;
        page.tab()?;
        page.settle()?;
        let wanted = widget.seen(figure)?;
        holds(
            wanted.is_number() && wanted != before,
            format_args!("{view}: {before} {wanted}"),
        )?;
        opened(&widget)?;
        let link = taken(&widget, LINK)?;
        page.go(text(&link))?;
        let there = page.widget_at("conversion-calculator:first-of-type");
        page.run_async(
            "const element = document.querySelector('conversion-calculator');
             element.scrollIntoView();
             await element.ready",
            &json!([]),
        )?;
        same(
            format_args!("{view}: {link}"),
            &there.seen(figure)?,
            &wanted,
        )?;
    }
    Ok(())
}

fn a_broken_split_is_said_before_all_else(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = page.build_calculator("views=splitTest")?;
    widget.assign_scenario(&json!({"splitTest": {"variants": [
        {"name": "A", "visitors": 10_000, "conversions": 300},
        {"name": "B", "visitors": 8_000, "conversions": 300},
    ]}}))?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    let title = "Stop: the visitors were not split as planned";
    let sentence = taken(&widget, SENTENCE)?;
    contains(
        "sentence",
        text(&sentence),
        &format!("Is B better than A? {title}."),
    )?;
    let table = taken(&widget, MARKDOWN)?;
    contains("Markdown", text(&table), &format!("**\n\n{title}\n\n"))?;
    let csv = taken(&widget, CSV)?;
    contains("CSV", text(of(&csv, "text")), title)?;
    let sheet = taken(&widget, PRINT)?;
    contains("paper", text(of(&sheet, "said")), title)?;
    let svg = taken(&widget, SVG)?;
    let texts = page.run(
        "const {documentElement: svg} = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
         return [...svg.querySelectorAll('text')].map(text => text.textContent).join(' ')",
        &json!([of(&svg, "text")]),
    )?;
    contains("picture", text(&texts), "Stop: the visitors were not split")?;
    page.has_no_faults()
}

fn entries(count: u32) -> Vec<Value> {
    let entry = |number: u32| json!({"name": format!("{number}. Ana"), "viewers": 1000 + number, "conversions": 30 + number});
    (1..=count).map(entry).collect()
}

fn many_entries_are_the_rows_of_a_table(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = page.build_calculator("views=compare")?;
    widget.assign_scenario(&json!({"compare": {"entries": entries(7)}}))?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    let table = taken(&widget, MARKDOWN)?;
    contains(
        "head",
        text(&table),
        "| Name | Conversion rate | Plausible range |",
    )?;
    contains("a row", text(&table), "\n| 7. Ana | 3.67% | ")?;
    // A name at the beginning of a paragraph begins no list.
    let begins_a_list = |line: &str| {
        let number = line.split_once(". ").map(|(number, _)| number);
        number.is_some_and(|number| number.chars().all(|digit| digit.is_ascii_digit()))
    };
    holds(!text(&table).lines().any(begins_a_list), text(&table))?;
    contains("points", text(&table), ") in percentage points |")?;
    page.has_no_faults()
}

fn who_listens_hears_every_answer(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=rate")?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    let heard = page.run_async(
        "const status = inner('conversion-calculator', '.sharing [role=status]');
         const heard = [];
         new MutationObserver(() => heard.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true});
         for (const place of [1, 1, 2, 4, 4]) {
           inner('conversion-calculator', `.sharing .tools button:nth-of-type(${place})`).click();
           await new Promise(done => setTimeout(done, 300));
         }
         return heard.filter(Boolean).map(said => said.replace(/\\d{4}-\\d\\d-\\d\\d/, ''))",
        &json!([]),
    )?;
    let file = "Saved as rate-.csv.";
    same(
        "heard",
        &heard,
        &json!([
            "Link copied.",
            "Link copied.",
            "Sentence copied.",
            file,
            file
        ]),
    )
}

fn what_is_set_aside_is_not_taken_along(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = page.build_calculator("views=return")?;
    widget.assign_scenario(&full("return"))?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    let file = taken(&widget, CSV)?;
    let file = text(of(&file, "text"));
    for gone in [
        ",tracked,",
        ",incremental,0.8",
        ",trackedLow,",
        ",valuePerConversion,",
    ] {
        holds(!file.contains(gone), format_args!("{gone} in {file}"))?;
    }
    for there in [
        ",holdout.viewers,9000,",
        ",goal.figure,,,,Profit",
        ",currency,,,,USD",
        "Profit, $0: With everything else as it is, “Order value” has to be $350.57",
    ] {
        contains("what counts", file, there)?;
    }
    page.has_no_faults()
}

fn names_are_never_formulas_tables_or_markup(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = page.build("<conversion-calculator views=compare></conversion-calculator>")?;
    widget.becomes_ready()?;
    let bad = "=HYPERLINK(\"http://x.example\")|<b onclick=alert(1)>&";
    let other = "@SUM(1)\t[y](javascript:alert(1))";
    widget.assign_scenario(&json!({"compare": {"entries": [
        {"name": bad, "viewers": 1000, "conversions": 40},
        {"name": other, "viewers": 1200, "conversions": 30},
    ]}}))?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    let csv = taken(&widget, CSV)?;
    let csv = text(of(&csv, "text"));
    contains(
        "CSV",
        csv,
        "\"'=HYPERLINK(\"\"http://x.example\"\")|<b onclick=alert(1)>&\"",
    )?;
    for line in csv.split("\r\n") {
        for cell in line.split(',') {
            let bare = cell.trim_start_matches('"');
            holds(
                !bare.starts_with(['=', '@', '\t']),
                format_args!("a formula: {line}"),
            )?;
        }
    }
    let table = taken(&widget, MARKDOWN)?;
    contains(
        "Markdown",
        text(&table),
        "\\|&lt;b onclick=alert(1)&gt;&amp;",
    )?;
    contains("Markdown", text(&table), "\\[y\\](javascript:alert(1))")?;
    contains("no link", text(&table), "http&#58;//x.example")?;
    let svg = taken(&widget, SVG)?;
    let made = page.run(
        "const file = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
         return [file.querySelectorAll('parsererror, b, [onclick]').length, file.documentElement.textContent.includes('<b onclick')]",
        &json!([of(&svg, "text")]),
    )?;
    same("SVG", &made, &json!([0, true]))?;
    let sheet = taken(&widget, PRINT)?;
    contains("paper", text(of(&sheet, "said")), "<b onclick=alert(1)>")?;
    page.has_no_faults()
}

fn what_is_said_of_an_entry_stands_under_its_name(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = page.build("<conversion-calculator views=compare></conversion-calculator>")?;
    widget.becomes_ready()?;
    widget.assign_scenario(&json!({"compare": {"entries": [
        {"name": "A (B)", "viewers": 1000, "conversions": 40},
        {"name": "A", "format": "B", "viewers": 1200, "conversions": 30},
    ]}}))?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    let table = taken(&widget, MARKDOWN)?;
    contains("two columns", text(&table), "| Name | A (B) | A (B) \\#2 |")?;
    contains(
        "their rates",
        text(&table),
        "| Conversion rate | 4% | 2.5% |",
    )?;
    let csv = taken(&widget, CSV)?;
    contains(
        "a number of a list",
        text(of(&csv, "text")),
        "A,Viewers,viewers,1200,,,\"1,200\"",
    )?;
    let link = taken(&widget, LINK)?;
    holds(!text(&link).contains("marks"), &link)?;
    widget.run("host(arguments[0]).remove()", &[])?;

    let widget = page.build_calculator("views=splitTest")?;
    opened(&widget)?;
    let table = taken(&widget, MARKDOWN)?;
    for part in ["in percentage points", "two-sided", "| Conversion rate |"] {
        contains("splitTest", text(&table), part)?;
    }
    page.has_no_faults()
}

fn a_dot_is_painted(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.build_calculator("views=fee")?;
    let painted = page.run_async(
        "const seen = [];
         const make = Path2D;
         window.Path2D = function (...given) { if (typeof given[0] === 'string') seen.push(given[0]); return new make(...given); };
         inner('conversion-calculator', '.sharing > summary').click();
         const button = () => inner('conversion-calculator', '.sharing .tools button:nth-of-type(6)');
         while (!button()) await new Promise(done => setTimeout(done, 20));
         HTMLAnchorElement.prototype.click = () => {};
         button().click();
         return [seen.length, seen.filter(path => /h0(M|$)/.test(path)).length, seen.filter(path => path.includes('h.01')).length]",
        &json!([]),
    )?;
    let count = |place: usize| {
        painted
            .get(place)
            .and_then(Value::as_u64)
            .unwrap_or_default()
    };
    holds(
        count(0) > 5 && count(1) == 0 && count(2) > 0,
        format_args!("{painted}"),
    )
}

fn a_picture_is_as_large_as_its_letters_where_the_page_is_transformed(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let drawn = |style: &str| -> Outcome<Value> {
        let widget = page.build(&format!(
            "<conversion-calculator views=return style=\"{style}\"></conversion-calculator>"
        ))?;
        widget.becomes_ready()?;
        page.run(CATCH, &json!([]))?;
        opened(&widget)?;
        let svg = taken(&widget, SVG)?;
        let places = page.run(
            "const {documentElement: svg} = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
             return [svg, ...svg.querySelectorAll('text')]
               .flatMap(made => ['width', 'height', 'x', 'y', 'font-size', 'textLength'].map(name => Number(made.getAttribute(name) ?? 0)))",
            &json!([of(&svg, "text")]),
        )?;
        widget.run("host(arguments[0]).remove()", &[])?;
        Ok(places)
    };
    let numbers = |places: &Value| -> Vec<f64> {
        let places = places.as_array().cloned().unwrap_or_default();
        places.iter().filter_map(Value::as_f64).collect()
    };
    let plain = numbers(&drawn("")?);
    let turned = numbers(&drawn("transform:scale(.5);transform-origin:0 0")?);
    same("numbers", &turned.len(), &plain.len())?;
    holds(plain.len() > 60, plain.len())?;
    let apart = plain
        .iter()
        .zip(&turned)
        .map(|(one, other)| (one - other).abs());
    let most = apart.fold(0.0, f64::max);
    holds(most < 2.0, format_args!("{most} px apart"))
}

fn answer(widget: &Widget<'_>) -> Outcome<Value> {
    widget.run(
        "return inner(arguments[0], '.sharing .answer').textContent",
        &[],
    )
}

fn what_was_taken_along_is_not_shown_beside_other_figures(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=rate viewers=10000 conversions=300")?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    taken(&widget, SENTENCE)?;
    page.until(
        "the answer",
        "return inner(arguments[0], '.sharing .answer').textContent.includes('300')",
        &json!([widget.selector]),
    )?;
    widget.type_into("conversions", "410")?;
    widget.comes_to_rate(0.041)?;
    page.until(
        "no answer",
        "return inner(arguments[0], '.sharing .answer').textContent === ''",
        &json!([widget.selector]),
    )?;
    let sentence = taken(&widget, SENTENCE)?;
    contains("sentence", text(&sentence), "4.1%")?;
    page.has_no_faults()
}

fn figures_that_are_wrong_are_not_taken_along(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=rate viewers=10000 conversions=300")?;
    page.run(CATCH, &json!([]))?;
    opened(&widget)?;
    widget.type_into("conversions", "20000")?;
    // What is wrong is said when the field is left, and moves what is below.
    page.tab()?;
    page.settle()?;
    widget.click(".sharing .tools button:nth-of-type(2)")?;
    page.until(
        "what is to be done",
        "return inner(arguments[0], '.sharing .answer').textContent.includes('First correct')",
        &json!([widget.selector]),
    )?;
    same(
        "caught",
        &page.run("return caught.length", &json!([]))?,
        &json!(0),
    )?;
    holds(!text(&answer(&widget)?).contains("300"), "no text")?;
    page.has_no_faults()
}

fn it_is_worked_with_keys_alone(page: &Page<'_>) -> Outcome {
    use crate::harness::webdriver::Key;
    let widget = page.open_calculator("views=rate")?;
    page.run(CATCH, &json!([]))?;
    widget.run("inner(arguments[0], '.sharing > summary').focus()", &[])?;
    page.press(&[Key::Enter])?;
    page.until("the buttons", READY, &json!([widget.selector]))?;
    page.tab()?;
    page.press(&[Key::Enter])?;
    page.until(
        "a copy",
        "return caught.length === 1 && caught[0][1].includes('#cw=')",
        &json!([]),
    )?;
    page.has_no_faults()
}

fn it_fits_and_reads_well(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for language in ["en", "ar-XB"] {
        let widget = page.build(&format!(
            "<conversion-calculator lang={language} views=return></conversion-calculator>"
        ))?;
        widget.becomes_ready()?;
        page.run(CATCH, &json!([]))?;
        opened(&widget)?;
        taken(&widget, SENTENCE)?;
        for width in [320, 720, 1200] {
            page.at_width(width, || {
                widget.does_not_overflow()?;
                widget.photograph(&format!("share-{language}-{width}"))
            })?;
        }
        let sheet = taken(&widget, PRINT)?;
        let wanted = if language == "en" { "ltr" } else { "rtl" };
        same(
            "direction on paper",
            of(&sheet, "direction"),
            &json!(wanted),
        )?;
        crate::harness::axe::finds_nothing(page, Some(&widget.selector))?;
        widget.run("host(arguments[0]).remove()", &[])?;
    }
    page.has_no_faults()
}
