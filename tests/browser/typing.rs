//! A reader types, pastes, clears, chooses and tabs.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds,
    page::Page,
    same,
    webdriver::{Direction, Key},
};

behaviours! {
    EVERY:
        figures_follow_every_key,
        a_pasted_number_counts,
        an_emptied_field_is_asked_for,
        the_denominator_is_chosen_among_buttons,
        the_action_is_chosen_from_a_list,
        tab_goes_through_the_controls_in_their_order,
        everything_can_be_done_by_the_keyboard,
        a_figure_opens_and_shows_how_it_came_about,
        the_text_stays_as_typed_while_the_field_has_the_focus,
        no_field_moves_away_from_who_types_into_it;
}

fn figures_follow_every_key(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.clear("viewers")?;
    for (key, rate) in [
        ("4", None),
        ("0", None),
        ("0", Some(0.75)),
        ("0", Some(0.075)),
        ("0", Some(0.0075)),
    ] {
        page.type_text(key)?;
        match rate {
            Some(rate) => widget.comes_to_rate(rate)?,
            None => widget.has_no_outcome()?,
        }
    }
    page.press(&[Key::Backspace])?;
    widget.comes_to_rate(0.075)?;
    page.has_no_faults()
}

fn a_pasted_number_counts(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    page.copy("30,000")?;
    widget.paste_into("viewers")?;
    widget.comes_to_rate(0.01)?;
    // As a spreadsheet hands it over.
    page.copy(" 6\u{a0}000 \n")?;
    widget.paste_into("viewers")?;
    widget.comes_to_rate(0.05)
}

fn an_emptied_field_is_asked_for(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.clear("conversions")?;
    widget.has_no_outcome()?;
    same("invalid", &widget.invalid_fields()?, &["conversions"])?;
    page.type_text("100")?;
    widget.comes_to_rate(0.01)
}

fn the_denominator_is_chosen_among_buttons(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 clicks=500 conversions=10")?;
    widget.comes_to_rate(0.001)?;
    widget.choose("per", "click")?;
    widget.comes_to_rate(0.02)?;
    same("per", &widget.read_choice("per")?.as_str(), &"click")?;
    widget.choose("per", "viewer")?;
    widget.comes_to_rate(0.001)
}

fn the_action_is_chosen_from_a_list(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let before = widget.read_part("verdict")?;
    widget.choose("action", "newsletterSignup")?;
    page.settle()?;
    same(
        "action",
        &widget.scenario("action")?,
        &json!("newsletterSignup"),
    )?;
    let after = widget.read_part("verdict")?;
    holds(
        before != after,
        format_args!("still said of purchases: {after}"),
    )
}

fn tab_goes_through_the_controls_in_their_order(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    let order = widget.run(
        "for (const fold of host(arguments[0]).shadowRoot.querySelectorAll('details:not(.sharing)')) fold.open = true;
         return stops(arguments[0])",
        &[],
    )?;
    page.click("#notes")?;
    let mut walked = Vec::new();
    loop {
        page.tab()?;
        match page.focus()?.as_str() {
            "after" => break,
            "nothing" => return Err(format!("the focus is lost after {walked:?}")),
            name => walked.push(Value::from(name)),
        }
        holds(
            walked.len() < 100,
            format_args!("no way out of the widget: {walked:?}"),
        )?;
    }
    walked.retain(|name| name != "box");
    same("way of the focus", &Value::from(walked.clone()), &order)?;
    let place = |name: &str| walked.iter().position(|walked| walked == name);
    holds(
        place("viewers").is_some() && place("viewers") < place("conversions"),
        "viewers come before conversions",
    )?;
    page.tab_back()?;
    same(
        "backwards",
        &Some(Value::from(page.focus()?)),
        &walked.last().cloned(),
    )
}

fn everything_can_be_done_by_the_keyboard(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    page.click("#notes")?;
    page.tab_to("viewers")?;
    page.press_with_control('a')?;
    page.type_text("20000")?;
    widget.comes_to_rate(0.015)?;
    page.tab_to("conversions")?;
    page.press_with_control('a')?;
    page.type_text("100")?;
    widget.comes_to_rate(0.005)?;
    page.click("#notes")?;
    page.tab_to("oneIn")?;
    page.press(&[Key::Enter])?;
    let open = widget.run("return figure(arguments[0], 'oneIn').open", &[])?;
    same("figure opened by Enter", &open, &json!(true))?;
    page.press(&[Key::Space])?;
    let open = widget.run("return figure(arguments[0], 'oneIn').open", &[])?;
    same("figure closed by the space bar", &open, &json!(false))?;
    page.click("#notes")?;
    page.tab_to("assumptions")?;
    page.press(&[Key::Enter])?;
    page.tab_to("per")?;
    page.press(&[Key::Arrow(Direction::Down)])?;
    page.settle()?;
    same(
        "per by an arrow key",
        &widget.read_choice("per")?.as_str(),
        &"click",
    )
}

fn a_figure_opens_and_shows_how_it_came_about(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300 target-rate=0.04")?;
    let names = widget.run(
        "const figures = [...host(arguments[0]).shadowRoot.querySelectorAll('details[data-figure]')];
         return figures.filter(shown).map(({dataset}) => dataset.figure)",
        &[],
    )?;
    let names: Vec<_> = names
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    holds(
        names.contains(&"oneIn") && names.contains(&"conversionsNeeded"),
        format_args!("figures: {names:?}"),
    )?;
    for name in names {
        widget.open_figure(name)?;
        // It is worded when it opens, which a browser tells in a task of its own.
        page.until(
            &format!("numbers in the derivation of {name}"),
            "const found = inner(arguments[0], `details[data-figure=${arguments[1]}]`);
             return found.open && /\\d/.test(found.textContent.replace(found.querySelector('summary').textContent, ''))",
            &json!([widget.selector, name]),
        )?;
    }
    page.has_no_faults()
}

fn the_text_stays_as_typed_while_the_field_has_the_focus(page: &Page<'_>) -> Outcome {
    page.open("plain")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.type_into("viewers", " 20000.0")?;
    widget.comes_to_rate(0.015)?;
    same("text", &widget.read_field("viewers")?.as_str(), &" 20000.0")?;
    // In the middle of a text, the caret stays where the reader put it.
    widget.type_into("viewers", "1000")?;
    page.press(&[Key::Arrow(Direction::Left), Key::Arrow(Direction::Left)])?;
    page.type_text("22")?;
    same("text", &widget.read_field("viewers")?.as_str(), &"102200")
}

/// A count that the page does not give could become the denominator at its first digit.
fn no_field_moves_away_from_who_types_into_it(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("conversions=300")?;
    widget.run(
        "inner(arguments[0], 'details[data-assumptions]').open = true",
        &[],
    )?;
    widget.type_into("followers", "50000")?;
    same("text", &widget.read_field("followers")?.as_str(), &"50000")?;
    same("per", &widget.scenario("per")?, &json!("viewer"))?;
    widget.choose("per", "follower")?;
    widget.comes_to_rate(0.006)
}
