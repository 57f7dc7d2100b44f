//! One field: label, input, hint and error, whatever it holds.

use super::node::{Element, Node, element, words};
use super::session::Session;
use super::{group, listened, paragraph};
use crate::messages::words as said;
use crate::scenario::field::{FieldId, Kind};
use leptos::web_sys::Event;

/// One field of the table, drawn by its kind.
///
/// - `session`: the element's state.
/// - `field`: which field.
pub fn field(session: Session, field: FieldId) -> Node {
    let name = field.name();
    let hint_id = [name, "-hint"].concat();
    let error_id = [name, "-error"].concat();
    let invalid = move || session.problem(field).is_some();
    let kind = field.row().kind;
    let control = match kind {
        Kind::Choice(names) => element("select").children(
            names
                .iter()
                .enumerate()
                .map(|(place, &name)| choice(session, field, place, name)),
        ),
        kind => element("input")
            .set("type", "text")
            .set(
                "inputmode",
                if matches!(kind, Kind::Text(_)) {
                    "text"
                } else {
                    "decimal"
                },
            )
            .set("autocomplete", "off")
            .set("spellcheck", "false"),
    };
    // Set as a property, and after the choices are there: a select holds only what it offers.
    let control = control
        .part("input")
        .set("id", name)
        .changing("aria-describedby", {
            let ids = [hint_id.clone(), error_id.clone()];
            move || ids.get(usize::from(invalid())).cloned()
        })
        .changing("aria-invalid", move || invalid().then(|| "true".to_owned()))
        .property("value", move || session.text(field).into())
        .on("input", move |event| {
            session.type_text(field, value(&event));
        })
        .on("change", move |_| session.commit(field));
    let unit = matches!(kind, Kind::Share { .. });
    let hint = words(move || session.say(|language| said::hint(language, field)));
    element("div")
        .class("field")
        .part("field")
        .set("data-field", name)
        .child(
            element("label")
                .part("label")
                .set("for", name)
                .child(label(session, field)),
        )
        .child(
            element("div")
                .class("box")
                .changing("data-unit", move || unit.then(|| "%".to_owned()))
                .child(control),
        )
        .child(
            element("p")
                .class("hint")
                .part("hint")
                .set("id", hint_id)
                .flag("hidden", invalid)
                .child(hint),
        )
        .child(error(session, field).set("id", error_id))
        .into()
}

/// What is wrong with a field.
fn error(session: Session, field: FieldId) -> Element {
    let said = words(move || {
        let action = session.action();
        session.problem(field).map_or(String::new(), |problem| {
            session.say(|language| said::problem(language, field, problem, &action))
        })
    });
    paragraph("error", said).part("error").set("role", "status")
}

fn choice(session: Session, field: FieldId, place: usize, name: &'static str) -> Node {
    element("option")
        .set("value", name)
        .child(session.say(|language| said::choice(language, field, place)))
        .into()
}

fn label(session: Session, field: FieldId) -> Node {
    words(move || {
        let action = session.action();
        session.say(|language| said::label(language, field, &action))
    })
}

/// What stands in the control that an event comes from.
fn value(event: &Event) -> String {
    listened(event)
        .and_then(|control| js_sys::Reflect::get(&control, &"value".into()).ok())
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// A field with few choices, all of them in sight.
///
/// - `session`: the element's state.
/// - `field`: which field; its kind is a choice.
/// - `chosen`: the name of the choice in force, also when nobody has made one; empty for none.
pub fn switch(
    session: Session,
    field: FieldId,
    chosen: impl Fn() -> &'static str + Copy + 'static,
) -> Node {
    let Kind::Choice(names) = field.row().kind else {
        return Node::Nothing;
    };
    let choices = names.iter().enumerate().map(|(place, &name)| {
        let radio = element("input")
            .set("type", "radio")
            .set("id", [field.name(), "-", name].concat())
            .set("name", field.name())
            .set("value", name)
            .property("checked", move || (chosen() == name).into())
            .on("change", move |_| {
                session.type_text(field, name.to_owned());
                session.commit(field);
            });
        let words = session.say(|language| said::choice(language, field, place));
        element("label")
            .child(radio)
            .child(element("span").child(words))
            .into()
    });
    // No fieldset: one engine lays its legend out by rules of its own.
    let id = [field.name(), "-label"].concat();
    let error_id = [field.name(), "-error"].concat();
    let invalid = move || session.problem(field).is_some();
    element("div")
        .class("switch")
        .part("field")
        .set("role", "radiogroup")
        .set("aria-labelledby", id.clone())
        .set("data-field", field.name())
        .child(
            element("span")
                .class("label")
                .part("label")
                .set("id", id)
                .child(label(session, field)),
        )
        .child(group("choices", choices))
        .child(error(session, field).set("id", error_id.clone()))
        .changing("aria-invalid", move || invalid().then(|| "true".to_owned()))
        .set("aria-describedby", error_id)
        .into()
}
