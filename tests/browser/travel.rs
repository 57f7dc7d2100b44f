//! An element that is moved, taken out, put back, copied or carried into another document.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        a_moved_element_keeps_what_was_typed,
        an_element_moved_in_place_keeps_the_focus_too,
        an_element_put_back_keeps_what_was_typed,
        attributes_that_changed_meanwhile_count_on_return,
        an_element_taken_out_while_loading_comes_back,
        a_copy_begins_with_the_authors_figures,
        an_element_adopted_by_a_frame_works_there_and_back,
        a_document_that_nobody_shows_is_no_trouble,
        a_thousand_comings_and_goings_need_no_more_memory;
    CHROMIUM:
        a_thousand_comings_and_goings_leave_no_nodes;
}

/// What was typed, what came of it, and how often the page was told.
fn is_as_before(widget: &Widget<'_>) -> Outcome {
    widget.becomes_ready()?;
    widget.comes_to_rate(0.06)?;
    let text = widget.read_field("viewers")?;
    holds(
        text == "5000" || text == "5,000",
        format_args!("text: {text:?}"),
    )?;
    same("times ready", &widget.page.heard("cw-ready")?.len(), &1)?;
    same(
        "requests for the module",
        &widget.page.site.module_requests().len(),
        &1,
    )?;
    widget.page.has_no_faults()
}

fn open_and_type<'a>(page: &'a Page<'_>) -> Outcome<Widget<'a>> {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.type_into("viewers", "5000")?;
    widget.comes_to_rate(0.06)?;
    Ok(widget)
}

fn a_moved_element_keeps_what_was_typed(page: &Page<'_>) -> Outcome {
    let widget = open_and_type(page)?;
    widget.run(
        "document.body.insertBefore(host(arguments[0]), document.body.firstChild)",
        &[],
    )?;
    page.settle()?;
    is_as_before(&widget)?;
    // Again and again within one task, as a list that sorts itself does.
    widget.run(
        "for (let turn = 0; turn < 50; turn++) document.body.append(host(arguments[0]))",
        &[],
    )?;
    page.settle()?;
    is_as_before(&widget)
}

fn an_element_moved_in_place_keeps_the_focus_too(page: &Page<'_>) -> Outcome {
    let widget = open_and_type(page)?;
    let moved = widget.run(
        "if (!document.body.moveBefore) return false;
         document.body.moveBefore(host(arguments[0]), document.body.firstChild);
         return true",
        &[],
    )?;
    if moved == false {
        // An engine without it moves as above.
        return is_as_before(&widget);
    }
    page.settle()?;
    is_as_before(&widget)?;
    same("focus", &page.focus()?.as_str(), &"viewers")?;
    page.type_text("0")?;
    widget.comes_to_rate(0.006)
}

fn an_element_put_back_keeps_what_was_typed(page: &Page<'_>) -> Outcome {
    let widget = open_and_type(page)?;
    widget.run(
        "window.traveller = host(arguments[0]); traveller.remove()",
        &[],
    )?;
    page.wait(100)?;
    let away = page.run(
        "return [traveller.state, traveller.isConnected]",
        &json!([]),
    )?;
    same("state while away", &away, &json!(["ready", false]))?;
    page.run(
        "document.querySelector('main').append(traveller)",
        &json!([]),
    )?;
    page.settle()?;
    is_as_before(&widget)?;
    widget.type_into("conversions", "50")?;
    widget.comes_to_rate(0.01)?;
    widget.reset()?;
    widget.comes_to_rate(0.03)
}

fn attributes_that_changed_meanwhile_count_on_return(page: &Page<'_>) -> Outcome {
    let widget = open_and_type(page)?;
    widget.run(
        "window.traveller = host(arguments[0]); traveller.remove()",
        &[],
    )?;
    page.wait(50)?;
    page.run(
        "traveller.setAttribute('conversions', '100');
         traveller.scenario = {rate: {targetRate: 0.05}};
         document.querySelector('main').append(traveller)",
        &json!([]),
    )?;
    widget.comes_to_rate(0.02)?;
    same("target", &widget.scenario("targetRate")?, &json!(0.05))
}

fn an_element_taken_out_while_loading_comes_back(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    page.run(
        "window.traveller = document.createElement('conversion-calculator');
         traveller.setAttribute('loading', 'eager');
         traveller.setAttribute('viewers', '10000');
         traveller.setAttribute('conversions', '300');
         document.querySelector('main').append(traveller);
         setTimeout(() => traveller.remove())",
        &json!([]),
    )?;
    page.wait(300)?;
    page.run(
        "document.querySelector('main').append(traveller)",
        &json!([]),
    )?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.03)?;
    same("times ready", &page.heard("cw-ready")?.len(), &1)?;
    page.has_no_faults()
}

fn a_copy_begins_with_the_authors_figures(page: &Page<'_>) -> Outcome {
    let widget = open_and_type(page)?;
    widget.run(
        "const copy = host(arguments[0]).cloneNode(true);
         copy.id = 'copy';
         document.querySelector('main').append(copy)",
        &[],
    )?;
    let copy = page.widget_at("#copy");
    copy.becomes_ready()?;
    copy.comes_to_rate(0.03)?;
    copy.type_into("viewers", "3000")?;
    copy.comes_to_rate(0.1)?;
    widget.comes_to_rate(0.06)
}

fn an_element_adopted_by_a_frame_works_there_and_back(page: &Page<'_>) -> Outcome {
    let widget = open_and_type(page)?;
    let there = widget.run_async(
        "const frame = document.createElement('iframe');
         frame.width = 600; frame.height = 600;
         document.body.prepend(frame);
         window.traveller = host(arguments[0]);
         frame.contentDocument.body.append(traveller);
         await settled();
         const root = traveller.shadowRoot;
         const input = root.querySelector('[data-field=viewers] input');
         const style = frame.contentWindow.getComputedStyle(root.querySelector('.cw'));
         const seen = [traveller.result?.outcome?.rate, style.containerType, root.adoptedStyleSheets.length > 0];
         input.focus(); input.value = '2000'; input.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
         await settled();
         seen.push(traveller.result?.outcome?.rate);
         document.querySelector('main').append(traveller);
         await settled();
         frame.remove();
         return seen",
        &[],
    )?;
    same(
        "in the frame",
        &there,
        &json!([0.06, "inline-size", true, 0.15]),
    )?;
    widget.comes_to_rate(0.15)?;
    let style: Value = widget.run(
        "return getComputedStyle(inner(arguments[0], '.cw')).containerType",
        &[],
    )?;
    same("back", &style, &json!("inline-size"))?;
    widget.type_into("viewers", "10000")?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

/// What a mount may cost for good, on average, before it counts as a leak.
const BYTES_A_TURN: u64 = 128;

fn a_thousand_comings_and_goings_need_no_more_memory(page: &Page<'_>) -> Outcome {
    page.open("counted")?;
    // The allocator's pages settle first.
    let memory = page.run_async(
        "await comeAndGo(300); const before = memoryInUse(); await comeAndGo(1000); return [before, memoryInUse()]",
        &json!([]),
    )?;
    let at = |index: usize| {
        memory
            .get(index)
            .and_then(Value::as_u64)
            .unwrap_or_default()
    };
    holds(at(0) > 0, "no memory of a module was seen")?;
    let grown = at(1).saturating_sub(at(0));
    holds(
        grown <= 1000 * BYTES_A_TURN,
        format_args!("{grown} bytes more than the {} before", at(0)),
    )?;
    page.has_no_faults()
}

fn a_thousand_comings_and_goings_leave_no_nodes(page: &Page<'_>) -> Outcome {
    page.open("counted")?;
    page.run_async("await comeAndGo(100)", &json!([]))?;
    let before = page.counted()?;
    page.run_async("await comeAndGo(1000)", &json!([]))?;
    let after = page.counted()?;
    for (kind, before) in before {
        let after = after
            .iter()
            .find(|(other, _)| *other == kind)
            .map_or(0.0, |(_, after)| *after);
        // One widget has some two hundred nodes and thirty listeners.
        holds(
            after - before < 1000.0,
            format_args!("{kind}: {before} before, {after} after"),
        )?;
    }
    Ok(())
}

fn a_document_that_nobody_shows_is_no_trouble(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let seen = widget.run_async(
        "const element = host(arguments[0]), place = element.parentNode;
         document.implementation.createHTMLDocument('').body.append(element);
         await settled();
         place.append(element);
         await settled();
         return [element.state, element.result.outcome.rate, Boolean(element.shadowRoot.adoptedStyleSheets.length)]",
        &[],
    )?;
    same("back", &seen, &json!(["ready", 0.03, true]))?;
    page.has_no_faults()
}
