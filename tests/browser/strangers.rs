//! What strangers say to the widget, by messages, addresses, attributes and JSON: nothing of it is done,
//! nothing thrown, nothing run.

use serde_json::{Value, json};

use crate::harness::{
    Because, Outcome, behaviours, holds,
    page::{CALCULATOR, Page},
    same,
    server::Manner,
};

behaviours! {
    EVERY:
        a_stranger_in_the_page_moves_and_learns_nothing,
        a_frame_grows_by_heights_alone,
        a_frame_does_nothing_for_a_page_that_has_not_said_hello,
        no_query_of_the_frame_does_harm,
        no_fragment_does_harm,
        no_json_inside_does_harm,
        no_attribute_at_the_start_does_harm,
        no_scenario_before_the_start_does_harm;
}

/// Sizes, states and figures of all that could listen.
const SEEN: &str = "return [...document.querySelectorAll('iframe, conversion-calculator')].map(element => [element.id,
    element.offsetHeight, element.style.height, element.state ?? null, element.result?.outcome?.rate ?? null])";

/// Waits until everything on the page has found its height.
fn everybody(page: &Page<'_>) -> Outcome<Value> {
    page.open("strangers")?;
    page.widget_at("#drawn").becomes_ready()?;
    page.widget_at("#framed").reaches("frame")?;
    page.widget_at("#framed").comes_to_rate(0.03)?;
    page.until(
        "frames of their height",
        "return document.getElementById('ours').offsetHeight > 400 && host('#framed').offsetHeight > 400",
        &json!([]),
    )?;
    page.wait(200)?;
    page.run(SEEN, &json!([]))
}

fn a_stranger_in_the_page_moves_and_learns_nothing(page: &Page<'_>) -> Outcome {
    let before = everybody(page)?;
    page.forget_events()?;
    page.run(
        "const stranger = document.getElementById('stranger').contentWindow;
         // To the page, to the frames that it can name, and from the page to the page.
         stranger.rant(window);
         for (let place = 0; place < window.length; place++) if (frames[place] !== stranger) stranger.rant(frames[place]);
         // Said by the page itself it is no truer.
         for (const data of [{cw: 'height', height: 712}, {cw: 'error', code: 'crash', message: 'x'}, {cw: 'hello'}]) postMessage(data, '*')",
        &json!([]),
    )?;
    page.wait(500)?;
    same("seen", &page.run(SEEN, &json!([]))?, &before)?;
    let told = page.run(
        "return document.getElementById('stranger').contentWindow.told.filter(data => data?.result?.version || data?.scenario?.currency).length",
        &json!([]),
    )?;
    same("figures that the stranger was told", &told, &json!(0))?;
    let events = page.run(
        "return heard.filter(({type}) => type !== 'cw-resize')",
        &json!([]),
    )?;
    same("events", &events, &json!([]))?;
    page.has_no_faults()
}

fn a_frame_grows_by_heights_alone(page: &Page<'_>) -> Outcome {
    // Of the script's own host, so that their heights are listened to.
    page.open("strangers-own")?;
    page.widget().becomes_ready()?;
    let heights = "return [...document.querySelectorAll('iframe')].map(({style}) => style.height)";
    page.run(
        "for (const height of frames[0].heights) if (height !== 712 && height !== 99999.5) frames[0].say({cw: 'height', height});
         for (const cw of frames[0].words) if (cw !== 'height')
           frames[0].say({cw, n: 1, height: 712, result: {outcome: {rate: 7}}, scenario: {}, code: 'crash', message: 'x', attributes: {viewers: '7'}})",
        &json!([]),
    )?;
    page.wait(200)?;
    same("heights", &page.run(heights, &json!([]))?, &json!(["", ""]))?;
    page.run("frames[0].say({cw: 'height', height: 812.5})", &json!([]))?;
    page.until(
        "its height",
        "return document.querySelector('iframe').style.height === '813px'",
        &json!([]),
    )?;
    // One that wants ever more gets what it asks for, up to an end, and nobody else moves.
    page.run_async(
        "for (let height = 1000; height < 1e7; height *= 1.5) { frames[0].say({cw: 'height', height}); await settled() }",
        &json!([]),
    )?;
    let grown = page.run("return frames[0].innerHeight < 1e5", &json!([]))?;
    same("an end", &grown, &json!(true))?;
    let other = page.run(
        "return document.querySelectorAll('iframe')[1].style.height",
        &json!([]),
    )?;
    same("the other", &other, &json!(""))?;
    page.widget().comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn a_frame_does_nothing_for_a_page_that_has_not_said_hello(page: &Page<'_>) -> Outcome {
    page.open("heights")?;
    page.until(
        "the frame says its height",
        "return said.some(({cw}) => cw === 'height')",
        &json!([]),
    )?;
    page.run(
        "const frame = document.querySelector('iframe').contentWindow;
         for (const cw of ['set', 'reset', 'Hello', 'HELLO', ' hello', ['hello'], {hello: 'hello'}, 'result', 'input', null])
           frame.postMessage({cw, n: 5, attributes: {viewers: '10', label: 'Mine'}, child: '{\"rate\": {\"viewers\": 20}}',
             tokens: {'--cw-accent': 'red'}, scenario: {rate: {viewers: 30}}}, '*');
         frame.postMessage('hello', '*');
         frame.postMessage(JSON.stringify({cw: 'hello'}), '*');
         frame.postMessage({message: 'ready', secret: 'guessed'}, '*')",
        &json!([]),
    )?;
    page.wait(300)?;
    let figures = page.run(
        "return said.filter(({result, scenario, code}) => result || scenario || code).length",
        &json!([]),
    )?;
    same("figures told", &figures, &json!(0))?;
    page.inside_the_frame(|| {
        let widget = page.widget();
        widget.comes_to_rate(0.005)?;
        let seen = widget.run(
            "const element = host(arguments[0]); return [element.getAttribute('label'), element.children.length, element.style.length]",
            &[],
        )?;
        same("the element", &seen, &json!([null, 0, 0]))
    })
}

fn no_query_of_the_frame_does_harm(page: &Page<'_>) -> Outcome {
    let folder = page.site.folder(Manner::Plain);
    let long = format!("label={}", "x".repeat(6000));
    // In the query and behind the fragment's question mark, which are read alike.
    for (place, query) in [
        "tool=conversion-calculator&tool=script&tool=iframe",
        "tool=<script>window.pwned=1</script>&onload=window.pwned=1&ONCLICK=window.pwned=1&on-click=window.pwned=1",
        "tool=__proto__&__proto__=1&constructor=2&prototype=3&has-own-property=4",
        "tool=CONVERSION-CALCULATOR&is=x&id=forms&style=display:none&class=y&slot=z&hidden=&inert=&frame=always&loading=lazy",
        "views=constructor&fields=constructor&lang=constructor&currency=constructor",
        "views=__proto__&fields=__proto__&lang=__proto__&theme=__proto__",
        "viewers=%&conversions=%ED%A0%80&label=%00%EF%BF%BF&lang=%E2%80%AE",
        "share-url=javascript:window.pwned=1&href=javascript:window.pwned=1&src=data:,x&label=%3Cimg%20src=x%20onerror=window.pwned=1%3E",
        &long,
    ]
    .into_iter()
    .enumerate()
    {
        let start = if place % 2 == 0 { "?" } else { "?viewers=9#?" };
        let address = format!("{folder}/embed/{start}{query}");
        page.open("stranger")?;
        page.go(&address)?;
        page.until(
            "the element",
            "return document.querySelector('conversion-calculator') !== null",
            &json!([]),
        )
        .because(query)?;
        let widget = page.widget();
        widget.becomes_ready().because(query)?;
        let seen = widget.run(
            "const element = host(arguments[0]), names = element.getAttributeNames();
             return [window.pwned === undefined, ({}).a === undefined, shown(element), element.id, element.style.length,
               names.filter(name => /^(on|is$|style|class|slot|hidden|inert|frame|id$)/.test(name)),
               Boolean(element.shadowRoot.querySelector('img, iframe, script, a[href^=\"javascript:\"]')),
               document.querySelectorAll('conversion-calculator, iframe').length]",
            &[],
        )?;
        same(
            query,
            &seen,
            &json!([true, true, true, "", 0, [], false, 1]),
        )?;
        page.has_no_faults().because(query)?;
    }
    Ok(())
}

fn no_fragment_does_harm(page: &Page<'_>) -> Outcome {
    let folder = page.site.folder(Manner::Plain);
    for address in [
        format!("{}/", page.site.publisher.url),
        format!("{folder}/embed/?views=rate&viewers=10000&conversions=300"),
    ] {
        page.open("stranger")?;
        page.go(&address)?;
        page.until(
            "the element",
            "return document.querySelector('conversion-calculator') !== null",
            &json!([]),
        )?;
        let widget = page.widget();
        widget.becomes_ready()?;
        widget.comes_to_rate(0.03)?;
        let seen = widget.run_async(
            "window.wrong = [];
             addEventListener('error', ({message}) => wrong.push(message));
             addEventListener('unhandledrejection', ({reason}) => wrong.push(String(reason)));
             const element = host(arguments[0]), state = () => [element.state, element.result.view].join();
             const json = value => encodeURIComponent(JSON.stringify(value));
             const markup = '<img src=x onerror=window.pwned=1><script>window.pwned=1</scr' + 'ipt>';
             let deep = {}; for (let depth = 0; depth < 3000; depth++) deep = {rate: deep};
             const many = {}; for (let place = 0; place < 30000; place++) many[`k${place}`] = place;
             const fragments = [
               '%', '%7', '%E0%A4%A', '%ED%A0%80', '%00', '{', '\"', 'null', 'true', '[]', '[[]]', '{}', '0', '%22rate%22',
               encodeURIComponent('{\"__proto__\": {\"polluted\": 1, \"view\": \"compare\"}}'),
               encodeURIComponent('{\"constructor\": {\"prototype\": {\"polluted\": 1}}}'),
               encodeURIComponent('{\"rate\": {\"__proto__\": {\"viewers\": 5}, \"constructor\": {\"prototype\": {\"polluted\": 1}}}}'),
               json({tool: '__proto__', view: 'compare'}), json({tool: {}, view: 'compare'}), json({tool: null}), json({tool: ['conversion-calculator']}),
               json({view: '__proto__'}), json({view: 'constructor'}), json({view: {toString: 5}}), json({view: ['compare']}), json({view: markup}),
               json({[markup]: markup, currency: markup}), json({currency: {}}), json({currency: ['EUR']}), json({rate: markup}),
               json({rate: 5}), json({rate: [5]}), json({compare: {entries: markup}}), json({compare: {entries: [markup, null, [[]], {name: {}}]}}),
               json(deep), json(many), json({[`k${'y'.repeat(1000000)}`]: 1}),
               '%7B%22rate%22%3A%7B%22nothing%22%3A%22%5Cud800%22%7D%7D', 'x&cw=y&cw=&cw=%&&cw=null',
             ];
             for (const fragment of fragments) {
               history.replaceState(null, '', `#cw=${fragment}`);
               dispatchEvent(new HashChangeEvent('hashchange'));
               await settled();
               if (state() !== 'ready,rate' || Math.abs(element.result.outcome.rate - 0.03) > 1e-9)
                 wrong.push(`${fragment.slice(0, 80)}: ${state()} ${element.result.outcome?.rate}`);
             }
             // Values are read, and stand in their fields as they are.
             for (const value of [markup, '\\ud800', '9'.repeat(100000), {}, [1], true, 1e300, -1]) {
               history.replaceState(null, '', `#cw=${encodeURIComponent(JSON.stringify({rate: {viewers: value}}))}`);
               dispatchEvent(new HashChangeEvent('hashchange'));
               await settled();
               if (state() !== 'ready,rate') wrong.push(`${value}: ${state()}`);
             }
             element.reset();
             return [wrong, window.pwned === undefined, typeof ({}).polluted, Boolean(element.shadowRoot.querySelector('img, script'))]",
            &[],
        ).because(&address)?;
        same(&address, &seen, &json!([[], true, "undefined", false]))?;
        widget.comes_to_rate(0.03)?;
        widget.insert_into("viewers", "20000")?;
        widget.comes_to_rate(0.015)?;
        page.has_no_faults()?;
    }
    Ok(())
}

fn no_json_inside_does_harm(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let wrong = page.run_async(
        "const markup = '<img src=x onerror=window.pwned=1>';
         const texts = {
           broken: '{\"rate\": ', trailing: '{\"rate\": {\"viewers\": 5,}}', single: \"{'rate': 1}\", empty: '', blank: ' \\n', word: 'rate',
           nothing: 'null', list: '[1, 2]', text: '\"rate\"', number: '1e999', html: `<!-- ${markup} -->`,
           comment: '{/* no */}', bom: '\\ufeff{\"rate\": {}}', twice: '{}{}', surrogate: '{\"rate\": {\"actionName\": \"\\\\ud800\"}}',
           closing: JSON.stringify({rate: {actionName: '</scr' + 'ipt>' + markup}}),
           proto: '{\"__proto__\": {\"polluted\": 1}, \"rate\": {\"__proto__\": {\"polluted\": 1}, \"constructor\": {\"prototype\": {\"polluted\": 1}}}}',
           types: JSON.stringify({rate: {viewers: {}, conversions: [], per: 5, action: true, actionName: {}, level: markup}, currency: {}, view: [], compare: 5}),
           deep: '{\"rate\":'.repeat(100000) + '1' + '}'.repeat(100000),
           brackets: '['.repeat(100000),
           million: `[${'0,'.repeat(2500000)}0]`,
           long: JSON.stringify({rate: {actionName: 'x'.repeat(5000000)}}),
           rows: JSON.stringify({compare: {entries: Array.from({length: 20000}, (_, place) => ({name: `n${place}`, viewers: 10, conversions: 1}))}}),
         };
         const wrong = [], main = document.querySelector('main');
         for (const [name, text] of Object.entries(texts)) {
           const element = document.createElement('conversion-calculator');
           element.id = name;
           for (const [name, value] of Object.entries({viewers: 10000, conversions: 300, loading: 'eager', views: 'rate'})) element.setAttribute(name, value);
           const json = document.createElement('script');
           json.type = 'application/json';
           json.text = text;
           element.append(json);
           const start = performance.now();
           main.append(element);
           const state = await Promise.race([element.ready, new Promise(done => setTimeout(() => done('never'), 8000))]);
           await settled();
           const took = performance.now() - start;
           if (state !== 'ready') wrong.push(`${name}: ${state}`);
           else if (Math.abs((element.result.outcome?.rate ?? 0) - 0.03) > 1e-9) wrong.push(`${name}: ${JSON.stringify(element.result).slice(0, 200)}`);
           if (took > 8000) wrong.push(`${name}: ${took} ms`);
           // It can be mended.
           json.text = '{\"rate\": {\"targetRate\": 0.05}}';
           await settled();
           if (element.scenario.rate.targetRate !== 0.05) wrong.push(`${name}: not followed`);
           element.remove();
         }
         if (window.pwned !== undefined || ({}).polluted !== undefined) wrong.push('something was run, or polluted');
         return wrong",
        &json!([]),
    )?;
    same("wrong", &wrong, &json!([]))?;
    // What cannot be read is said, by the name of the place.
    let told = page.heard("cw-error")?;
    let from: Vec<_> = told
        .iter()
        .filter_map(|event| event.get("from").and_then(Value::as_str))
        .collect();
    for name in [
        "broken", "trailing", "single", "word", "list", "html", "types", "million",
    ] {
        holds(
            from.contains(&name),
            format_args!("nobody was told of {name}"),
        )?;
    }
    let codes = page.heard_error_codes()?;
    holds(
        codes.iter().all(|code| code == "bad-attribute"),
        format_args!("{codes:?}"),
    )?;
    page.has_no_faults()
}

fn no_attribute_at_the_start_does_harm(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let wrong = page.run_async(
        "const values = ['constructor', '__proto__', 'toString', 'hasOwnProperty rate', '', ' ', '0', 'NaN', '\\u0000', '\\ud800',
           '<img src=x onerror=window.pwned=1>', 'x'.repeat(100000), 'i-klingon', 'x-private', '../..', 'javascript:window.pwned=1'];
         const names = ['views', 'fields', 'lang', 'currency', 'theme', 'frame', 'label', 'share-url', 'per', 'action', 'level', 'dir'];
         const wrong = [], elements = [];
         for (const name of names) {
           const main = document.querySelector('main');
           main.replaceChildren();
           const all = values.map(value => {
             const element = document.createElement('conversion-calculator');
             for (const [name, value] of Object.entries({viewers: 10000, conversions: 300, loading: 'eager'})) element.setAttribute(name, value);
             element.setAttribute(name, value);
             main.append(element);
             return [value, element];
           });
           for (const [value, element] of all) {
             const state = await Promise.race([element.ready, new Promise(done => setTimeout(() => done('never'), 8000))]);
             if (state !== 'ready') wrong.push(`${name}=${value.slice(0, 40)}: ${state}`);
             else if (Math.abs((element.result.outcome?.rate ?? 0) - 0.03) > 1e-9) wrong.push(`${name}=${value.slice(0, 40)}: ${element.result.view}`);
             if (element.shadowRoot?.querySelector('img, script, iframe, [href^=\"javascript:\"]')) wrong.push(`${name}=${value.slice(0, 40)}: markup`);
           }
         }
         if (window.pwned !== undefined) wrong.push('something was run');
         return wrong",
        &json!([]),
    )?;
    same("wrong", &wrong, &json!([]))?;
    let codes = page.heard_error_codes()?;
    holds(
        !codes.is_empty() && codes.iter().all(|code| code == "bad-attribute"),
        format_args!("{codes:?}"),
    )?;
    page.has_no_faults()
}

fn no_scenario_before_the_start_does_harm(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let wrong = page.run_async(
        "const cyclic = {rate: {}}; cyclic.rate.viewers = cyclic; cyclic.view = cyclic;
         const knot = {}; for (let place = 0; place < 12; place++) knot[`k${place}`] = knot;
         const deep = {}; let end = deep; for (let depth = 0; depth < 20000; depth++) end = end.rate = {};
         const {proxy: revoked, revoke} = Proxy.revocable({}, {}); revoke();
         const values = {
           five: 5, text: 'rate', nothing: null, list: [], symbol: Symbol('rate'), big: 5n, function: () => 5, window, document,
           cyclic, knot, deep, revoked, bare: Object.create(null),
           throwing: {get rate() { throw new Error('no') }}, inside: {rate: {get viewers() { throw new Error('no') }}},
           proxy: new Proxy({}, {ownKeys() { throw new Error('no') }}),
           endless: new Proxy({}, {get: (_, name) => name === 'rate' ? values.endless : undefined, ownKeys: () => ['rate'],
             getOwnPropertyDescriptor: () => ({value: 1, enumerable: true, configurable: true})}),
           viewName: {view: 'constructor'}, viewProto: {view: '__proto__'}, viewSymbol: {view: Symbol('rate')}, viewBig: {view: 5n},
           viewText: {view: {toString() { throw new Error('no') }}}, viewNothing: {view: {toString: null, valueOf: null}}, viewList: {view: ['compare']},
           viewBare: {view: Object.assign(Object.create(null), {a: 1})},
           proto: JSON.parse('{\"__proto__\": {\"view\": \"compare\", \"polluted\": 1}, \"constructor\": {\"prototype\": {\"polluted\": 1}}}'),
         };
         const wrong = [], main = document.querySelector('main');
         for (const [name, value] of Object.entries(values)) {
           const element = document.createElement('conversion-calculator');
           element.id = name;
           for (const [name, value] of Object.entries({viewers: 10000, conversions: 300, loading: 'eager'})) element.setAttribute(name, value);
           const start = performance.now();
           try { element.scenario = value } catch (error) { wrong.push(`${name} thrown: ${error}`) }
           try { element.scenario; element.result } catch (error) { wrong.push(`${name} read: ${error}`) }
           main.append(element);
           const state = await Promise.race([element.ready, new Promise(done => setTimeout(() => done('never'), 8000))]);
           const took = performance.now() - start;
           if (state !== 'ready') wrong.push(`${name}: ${state}`);
           else {
             if (took > 8000) wrong.push(`${name}: ${took} ms`);
             await settled();
             element.reset();
             if (Math.abs((element.result.outcome?.rate ?? 0) - 0.03) > 1e-9) wrong.push(`${name}: ${JSON.stringify(element.result).slice(0, 200)}`);
           }
           element.remove();
         }
         if (({}).polluted !== undefined) wrong.push('a prototype is polluted');
         // A getter of the page may use other elements meanwhile.
         const build = conversions => {
           const element = document.createElement(arguments[0]);
           for (const [name, value] of Object.entries({viewers: 10000, conversions, loading: 'eager'})) element.setAttribute(name, value);
           main.append(element);
           return element;
         };
         const first = build(300), second = build(100);
         await first.ready; await second.ready;
         second.remove();
         await settled();
         const seen = [];
         try {
           first.scenario = {get rate() { main.append(second); seen.push(second.result?.outcome?.rate); return {viewers: 20000} }};
         } catch (error) { wrong.push(`a getter: ${error}`) }
         await settled();
         const rates = [first, second].map(({result}) => result?.outcome?.rate);
         if (JSON.stringify([seen, rates]) !== '[[0.01],[0.015,0.01]]') wrong.push(`after a getter: ${JSON.stringify([seen, rates])}`);
         return wrong",
        &json!([CALCULATOR]),
    )?;
    same("wrong", &wrong, &json!([]))?;
    let codes = page.heard_error_codes()?;
    holds(
        codes.iter().all(|code| code == "bad-attribute"),
        format_args!("{codes:?}"),
    )?;
    page.has_no_faults()
}
