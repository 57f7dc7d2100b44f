//! Several views in one element: turning between them by mouse, by keys and by script.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds,
    page::{Page, Widget},
    same,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        the_tabs_say_what_they_are_and_which_one_is_chosen,
        a_click_turns_and_puts_the_focus_on_the_tab,
        arrows_home_and_end_turn_and_keep_the_focus_on_the_tab,
        arrows_are_mirrored_where_words_run_from_the_right,
        an_arrow_with_another_key_is_the_browsers,
        behind_the_tabs_comes_the_first_field,
        the_row_of_tabs_stays_where_it_is,
        what_is_typed_in_one_view_stands_in_the_other,
        a_mistake_stays_in_its_view,
        turning_is_told_once_as_a_change,
        the_scenario_has_the_view_and_sets_it,
        the_tab_travels_with_the_element,
        one_view_has_no_tabs,
        other_views_keep_the_chosen_one_while_it_is_there;
}

const TWO: &str = "views=\"rate return\" viewers=10000 conversions=300";

/// The names of the tabs, and of the chosen one.
fn tabs(widget: &Widget<'_>) -> Outcome<(Vec<String>, String)> {
    let seen = widget.run(
        "const tabs = [...host(arguments[0]).shadowRoot.querySelectorAll('[role=tab]')];
         const chosen = tabs.filter(tab => tab.ariaSelected === 'true' || tab.getAttribute('aria-selected') === 'true');
         const stops = tabs.filter(tab => tab.tabIndex === 0);
         const name = tab => tab.dataset.view;
         return [tabs.map(name), chosen.map(name).join(), stops.map(name).join()]",
        &[],
    )?;
    let names = |at: usize| seen.get(at).cloned().unwrap_or_default();
    same("the tab stops", &names(2), &names(1))?;
    let all = names(0);
    let all = all.as_array().into_iter().flatten();
    Ok((
        all.filter_map(Value::as_str).map(str::to_owned).collect(),
        names(1).as_str().unwrap_or_default().to_owned(),
    ))
}

/// A view is shown: its tab is chosen, and result and scenario say so.
fn shows(widget: &Widget<'_>, view: &str) -> Outcome {
    widget.page.until(
        &format!("the tab {view}"),
        "const {outcome, errors} = host(arguments[0]).result;
         // What stands apart has come, or is there already.
         return (outcome !== null || errors.length > 0) &&
           inner(arguments[0], `[role=tab][data-view=${arguments[1]}][aria-selected=true]`) !== null",
        &json!([widget.selector, view]),
    )?;
    widget.page.settle()?;
    same("chosen", &tabs(widget)?.1.as_str(), &view)?;
    same("view of the result", &widget.seen("/view")?, &json!(view))?;
    let scenario = widget.run("return host(arguments[0]).scenario.view", &[])?;
    same("view of the scenario", &scenario, &json!(view))
}

fn click(widget: &Widget<'_>, view: &str) -> Outcome {
    widget.click(&format!("[role=tab][data-view={view}]"))?;
    shows(widget, view)
}

fn has_focus_on(page: &Page<'_>, view: &str) -> Outcome {
    same("focus", &page.focus()?, &format!("tab-{view}"))
}

fn the_tabs_say_what_they_are_and_which_one_is_chosen(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    same(
        "tabs",
        &tabs(&widget)?,
        &(
            vec!["rate".to_owned(), "return".to_owned()],
            "rate".to_owned(),
        ),
    )?;
    for view in ["rate", "return"] {
        click(&widget, view)?;
        let tied = widget.run(
            "const root = host(arguments[0]).shadowRoot;
             const list = root.querySelector('[role=tablist]'), panels = root.querySelectorAll('[role=tabpanel]');
             const panel = panels[0], tab = root.getElementById(panel.getAttribute('aria-labelledby'));
             return [
               panels.length, tab.dataset.view, [...list.children].every(({role, localName}) => localName === 'button'),
               [...list.children].every(tab => root.getElementById(tab.getAttribute('aria-controls')) === panel),
               panel.contains(root.querySelector('.fields')), list.contains(panel), text(tab) !== '',
             ]",
            &[],
        )?;
        same(
            "ties",
            &tied,
            &json!([1, view, true, true, true, false, true]),
        )?;
    }
    page.has_no_faults()
}

fn a_click_turns_and_puts_the_focus_on_the_tab(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    click(&widget, "return")?;
    has_focus_on(page, "return")?;
    holds(
        widget.is_shown("[data-field=orderValue]")?,
        "no order value in the view of the return",
    )?;
    click(&widget, "rate")?;
    has_focus_on(page, "rate")?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn presses(page: &Page<'_>, steps: &[(Key, &str)]) -> Outcome {
    let widget = page.widget();
    for (key, view) in steps {
        page.press(&[*key])?;
        shows(&widget, view)?;
        has_focus_on(page, view)?;
    }
    Ok(())
}

const LEFT: Key = Key::Arrow(Direction::Left);
const RIGHT: Key = Key::Arrow(Direction::Right);

fn arrows_home_and_end_turn_and_keep_the_focus_on_the_tab(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    click(&widget, "rate")?;
    presses(
        page,
        &[
            (RIGHT, "return"),
            // Round and round.
            (RIGHT, "rate"),
            (LEFT, "return"),
            (LEFT, "rate"),
            (Key::End, "return"),
            (Key::End, "return"),
            (Key::Home, "rate"),
            (Key::Arrow(Direction::Down), "rate"),
        ],
    )?;
    page.has_no_faults()
}

fn arrows_are_mirrored_where_words_run_from_the_right(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(&format!("{TWO} lang=ar-XB"))?;
    let places = widget.run(
        "const [first, second] = host(arguments[0]).shadowRoot.querySelectorAll('[role=tab]');
         return first.getBoundingClientRect().left > second.getBoundingClientRect().left",
        &[],
    )?;
    same("the first tab is on the right", &places, &json!(true))?;
    click(&widget, "rate")?;
    // With three it would show; with two, home and end tell whether one goes round.
    presses(
        page,
        &[(LEFT, "return"), (Key::Home, "rate"), (Key::End, "return")],
    )?;
    let other = page.build_calculator("views=\"return rate\" lang=ar-XB")?;
    click(&other, "return")?;
    presses(page, &[(LEFT, "rate"), (RIGHT, "return")])
}

fn an_arrow_with_another_key_is_the_browsers(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    let kept = widget.run(
        "const tab = inner(arguments[0], '[role=tab]');
         return ['altKey', 'ctrlKey', 'metaKey', 'shiftKey'].filter(held => !tab.dispatchEvent(
           new KeyboardEvent('keydown', {key: 'ArrowRight', [held]: true, bubbles: true, cancelable: true})))",
        &[],
    )?;
    same("kept from the browser", &kept, &json!([]))?;
    shows(&widget, "rate")?;
    let taken = widget.run(
        "return !inner(arguments[0], '[role=tab]').dispatchEvent(
           new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true, cancelable: true}))",
        &[],
    )?;
    same("the arrow alone is taken", &taken, &json!(true))?;
    shows(&widget, "return")
}

fn behind_the_tabs_comes_the_first_field(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    click(&widget, "return")?;
    page.tab()?;
    same("focus", &page.focus()?.as_str(), &"action")?;
    page.tab_back()?;
    has_focus_on(page, "return")
}

fn the_row_of_tabs_stays_where_it_is(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    let places = "return [...host(arguments[0]).shadowRoot.querySelectorAll('[role=tab]')].map(tab => {
        const {x, y, width, height} = tab.getBoundingClientRect(), top = host(arguments[0]).getBoundingClientRect().y;
        return [x, y - top, width, height].map(Math.round)
      })";
    let before = widget.run(places, &[])?;
    click(&widget, "return")?;
    same("places", &widget.run(places, &[])?, &before)
}

fn what_is_typed_in_one_view_stands_in_the_other(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    widget.type_into("viewers", "20000")?;
    widget.comes_to_rate(0.015)?;
    click(&widget, "return")?;
    same(
        "viewers",
        &widget.read_field("viewers")?.as_str(),
        &"20,000",
    )?;
    widget.type_into("conversions", "100")?;
    click(&widget, "rate")?;
    widget.comes_to_rate(0.005)?;
    same(
        "conversions",
        &widget.read_field("conversions")?.as_str(),
        &"100",
    )?;
    page.has_no_faults()
}

fn a_mistake_stays_in_its_view(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(&format!(
        "{TWO} order-value=60 gross-margin=0.5 costs-fee=1000"
    ))?;
    widget.type_into("targetRate", "many")?;
    widget.has_no_outcome()?;
    click(&widget, "return")?;
    same("mistakes", &widget.invalid_fields()?, &Vec::<String>::new())?;
    holds(
        !widget.is_shown("[data-stale]")?,
        "figures are marked as old for what another view holds",
    )?;
    click(&widget, "rate")?;
    same("mistakes", &widget.invalid_fields()?, &["targetRate"])?;
    holds(
        widget.field_error("targetRate")?.is_some(),
        "no words about it any more",
    )?;
    same("text", &widget.read_field("targetRate")?.as_str(), &"many")
}

fn turning_is_told_once_as_a_change(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    page.forget_events()?;
    click(&widget, "return")?;
    let said = page.heard("cw-change")?;
    same("changes", &said.len(), &1)?;
    let view = said.first().and_then(|event| event.pointer("/detail/view"));
    same("view", &view, &Some(&json!("return")))?;
    same("inputs", &page.heard("cw-input")?.len(), &0)?;
    // Turning to where one is, is no change.
    click(&widget, "return")?;
    page.press(&[Key::End])?;
    page.settle()?;
    same("changes", &page.heard("cw-change")?.len(), &1)
}

fn the_scenario_has_the_view_and_sets_it(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    page.forget_events()?;
    shows(&widget, "rate")?;
    widget.assign_scenario(&json!({"view": "return"}))?;
    shows(&widget, "return")?;
    // Not a word about the view leaves it.
    widget.assign_scenario(&json!({"rate": {"viewers": 5000}}))?;
    shows(&widget, "return")?;
    widget.assign_scenario(&json!({"view": null}))?;
    shows(&widget, "rate")?;
    widget.comes_to_rate(0.06)?;
    for kind in ["cw-change", "cw-input", "cw-error"] {
        same(kind, &page.heard(kind)?.len(), &0)?;
    }
    widget.assign_scenario(&json!({"view": "elsewhere"}))?;
    shows(&widget, "rate")?;
    same("errors", &page.heard_error_codes()?, &["bad-attribute"])
}

fn the_tab_travels_with_the_element(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    click(&widget, "return")?;
    widget.run("document.body.prepend(host(arguments[0]))", &[])?;
    page.settle()?;
    shows(&widget, "return")?;
    widget.run(
        "window.traveller = host(arguments[0]); traveller.remove()",
        &[],
    )?;
    page.wait(50)?;
    let away = page.run(
        "return [traveller.scenario.view, traveller.result.view]",
        &json!([]),
    )?;
    same("view while away", &away, &json!(["return", "return"]))?;
    page.run(
        "document.querySelector('main').append(traveller)",
        &json!([]),
    )?;
    shows(&widget, "return")?;
    click(&widget, "rate")?;
    widget.comes_to_rate(0.03)?;
    page.has_no_faults()
}

fn one_view_has_no_tabs(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for view in ["rate", "return"] {
        let widget = page.build_calculator(&format!("views={view}"))?;
        let left = widget.run(
            "const root = host(arguments[0]).shadowRoot;
             return root.querySelectorAll('[role=tablist], [role=tab], [role=tabpanel], [aria-labelledby^=tab]').length",
            &[],
        )?;
        same("tabs and panels", &left, &json!(0))?;
        same("view", &widget.seen("/view")?, &json!(view))?;
    }
    Ok(())
}

fn other_views_keep_the_chosen_one_while_it_is_there(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(TWO)?;
    // Nobody has chosen: the first is shown, whichever it is.
    widget.set_attribute("views", "return rate")?;
    shows(&widget, "return")?;
    click(&widget, "rate")?;
    widget.set_attribute("views", "rate return")?;
    shows(&widget, "rate")?;
    widget.set_attribute("views", "return rate")?;
    shows(&widget, "rate")?;
    widget.set_attribute("views", "return")?;
    same("tabs", &tabs(&widget)?.0.len(), &0)?;
    same("view", &widget.seen("/view")?, &json!("return"))?;
    // What is gone is not chosen any more.
    widget.set_attribute("views", "return rate")?;
    shows(&widget, "return")?;
    page.has_no_faults()
}
