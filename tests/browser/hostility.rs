//! Values that mean harm, or nothing at all: nothing throws, nothing becomes markup.

use serde_json::json;

use crate::harness::{Outcome, behaviours, contains, holds, page::Page, same};

behaviours! {
    EVERY:
        markup_in_attributes_stays_text,
        markup_in_a_scenario_stays_text,
        no_value_of_scenario_throws,
        no_attribute_at_any_time_throws,
        the_page_cannot_reach_through_what_it_is_given;
}

const MARKUP: &str = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";

/// Nothing in the shadow tree came from a string, and nothing of it ran.
const HARMLESS: &str = "const root = host(arguments[0]).shadowRoot;
    return window.pwned === undefined && !root.querySelector('img, script, iframe, object, [onerror], b')";

fn markup_in_attributes_stays_text(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    for name in [
        "label",
        "action-name",
        "viewers",
        "lang",
        "theme",
        "views",
        "fields",
        "currency",
        "action",
        "frame",
    ] {
        widget.set_attribute(name, MARKUP)?;
        same(
            format_args!("harmless in {name}"),
            &widget.run(HARMLESS, &[])?,
            &json!(true),
        )?;
    }
    widget.set_attribute("viewers", "10000")?;
    widget.set_attribute("action", "custom")?;
    widget.comes_to_rate(0.03)?;
    let shown = widget.run("return host(arguments[0]).shadowRoot.textContent", &[])?;
    contains("text", shown.as_str().unwrap_or_default(), "<img src=x")?;
    same("harmless", &widget.run(HARMLESS, &[])?, &json!(true))?;
    page.has_no_faults()
}

fn markup_in_a_scenario_stays_text(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300 action=custom")?;
    let names = ["viewers", "actionName", "action", "per", "level"];
    for name in names {
        widget.assign_scenario(
            &json!({"rate": {name: MARKUP}, "currency": MARKUP, "view": MARKUP, MARKUP: 1}),
        )?;
        same(
            format_args!("harmless in {name}"),
            &widget.run(HARMLESS, &[])?,
            &json!(true),
        )?;
    }
    widget.reset()?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn no_value_of_scenario_throws(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let thrown = widget.run_async(
        "const element = host(arguments[0]);
         const cyclic = {rate: {viewers: 5}}; cyclic.rate.self = cyclic; cyclic.rate.viewers = cyclic;
         const deep = {}; let end = deep;
         for (let depth = 0; depth < 20000; depth++) end = end.rate = {};
         const throwing = {get rate() { throw new Error('no') }};
         const inside = {rate: {get viewers() { throw new Error('no') }}};
         const proxy = new Proxy({}, {ownKeys() { throw new Error('no') }, get() { throw new Error('no') }});
         const {proxy: revoked, revoke} = Proxy.revocable({}, {}); revoke();
         const values = {
           five: 5, text: 'rate', nothing: null, undefined: undefined, list: [], pairs: [['rate', 1]], yes: true,
           symbol: Symbol('rate'), big: 5n, function: () => 5, date: new Date(), map: new Map([['rate', 1]]),
           cyclic, deep, throwing, inside, proxy, revoked, window, element, bare: Object.create(null),
           rateFive: {rate: 5}, rateNull: {rate: null}, rateList: {rate: [1, 2]},
           bigInside: {rate: {viewers: 5n}}, symbolInside: {rate: {viewers: Symbol('x')}},
           nan: {rate: {viewers: NaN}}, infinite: {rate: {viewers: Infinity}}, minusZero: {rate: {viewers: -0}},
           functionInside: {rate: {viewers: () => 1}}, valueOf: {rate: {viewers: {valueOf() { throw new Error('no') }}}},
           toString: {rate: {viewers: {toString() { throw new Error('no') }}}},
           proto: JSON.parse('{\"__proto__\": {\"polluted\": 1}, \"constructor\": {\"prototype\": {\"polluted\": 1}}}'),
           surrogate: {rate: {viewers: '\\ud800', ['\\udfff']: 1}}, long: {rate: {viewers: '9'.repeat(100000)}},
         };
         const thrown = [];
         for (const [name, value] of Object.entries(values)) {
           try { element.scenario = value } catch (error) { thrown.push(`${name}: ${error}`) }
           try { element.scenario; element.result } catch (error) { thrown.push(`after ${name}: ${error}`) }
           await settled();
           if (element.state !== 'ready') { thrown.push(`${name}: ${element.state}`); break }
           element.reset();
         }
         if ({}.polluted !== undefined) thrown.push('a prototype is polluted');
         return thrown",
        &[],
    )?;
    same("thrown", &thrown, &json!([]))?;
    widget.comes_to_rate(0.03)?;
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    page.has_no_faults()
}

fn no_attribute_at_any_time_throws(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let thrown = page.run_async(
        "const names = ['viewers', 'conversions', 'lang', 'views', 'fields', 'theme', 'label', 'currency', 'loading',
           'frame', 'per', 'action', 'level', 'target-rate', 'dir', 'hidden', 'style', 'id', 'class', 'slot'];
         const values = ['', ' ', '0', '-0', '1e999', 'NaN', 'null', '\\u0000', '\\ud800', 'x'.repeat(100000), '__proto__',
           'constructor', 'toString', 'en', 'xx-invalid-tag-toolong', '-', 'rate', 'rate rate', 'viewers viewers', 'EUR', '١٢'];
         const element = document.createElement('conversion-calculator');
         element.setAttribute('loading', 'eager');
         const thrown = [];
         const attempt = (what, act) => { try { act() } catch (error) { thrown.push(`${what}: ${error}`) } };
         document.querySelector('main').append(element);
         const wait = Promise.race([element.ready, new Promise(resolve => setTimeout(resolve, 8000))]);
         for (const name of names) for (const value of values)
           attempt(`${name} before`, () => element.setAttribute(name, value));
         for (const name of names) element.removeAttribute(name);
         await wait;
         for (const name of names) {
           for (const value of values) {
             attempt(name, () => element.setAttribute(name, value));
             await Promise.resolve();
           }
           await settled();
           element.removeAttribute(name);
           attempt(`result with ${name}`, () => element.result);
         }
         await settled();
         if (element.state !== 'ready') thrown.push(element.state);
         return thrown",
        &json!([]),
    )?;
    same("thrown", &thrown, &json!([]))?;
    let widget = page.widget();
    widget.set_attribute("viewers", "10000")?;
    widget.set_attribute("conversions", "300")?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn the_page_cannot_reach_through_what_it_is_given(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.run(
        "const {result, scenario} = host(arguments[0]);
         result.outcome.rate = 7; result.errors.push('x'); scenario.rate.viewers = 1; scenario.view = 'x'",
        &[],
    )?;
    widget.comes_to_rate(0.03)?;
    same("errors", &widget.seen("/errors")?, &json!([]))?;
    let thrown = widget.run(
        "'use strict';
         const thrown = [];
         for (const name of ['result', 'state', 'ready'])
           try { host(arguments[0])[name] = 5 } catch (error) { thrown.push(name) }
         return [host(arguments[0]).state, typeof host(arguments[0]).result]",
        &[],
    )?;
    holds(
        thrown == json!(["ready", "object"]),
        format_args!("overwritten: {thrown}"),
    )
}
