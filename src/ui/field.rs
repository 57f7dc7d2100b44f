//! One field: label, input, hint and error, whatever it holds.

use super::node::{Element, Node, element, words};
use super::rows::rows;
use super::session::Session;
use super::slider::slider;
use super::{blank, group, listened, paragraph};
use crate::messages::words as said;
use crate::scenario::field::{FieldId, Kind};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element as Control, Event, HtmlInputElement};

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
    if kind == Kind::Flag {
        return flag(session, field);
    }
    if matches!(kind, Kind::List { .. }) {
        return rows(session, field);
    }
    let control = match kind {
        Kind::Choice(names) => {
            // A choice that nobody has to make begins with none.
            let none = field.row().default.is_none();
            let none = none.then(|| element("option").set("value", "").child(blank()).into());
            element("select").children(
                none.into_iter().chain(
                    names
                        .iter()
                        .enumerate()
                        .map(|(place, &name)| choice(session, field, place, name)),
                ),
            )
        }
        _ => input_of(field),
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
    let unit = unit(session, field);
    let hint = words(move || session.say(|language| said::hint(language, field)));
    element("div")
        .class("field")
        .part("field")
        .apart()
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
                .changing("data-unit", unit)
                .child(control),
        )
        .child(slider(session, field))
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

/// The input of a field or of a column, which is text to the browser: numbers are read here.
pub(super) fn input_of(field: FieldId) -> Element {
    // A column that is pasted keeps its lines apart.
    if field.row().kind == Kind::Course {
        return element("textarea")
            .set("rows", "2")
            .set("inputmode", "text")
            .set("autocomplete", "off")
            .set("spellcheck", "false");
    }
    let words = matches!(
        field.row().kind,
        Kind::Text(_) | Kind::Weight | Kind::Shares | Kind::Posts
    );
    element("input")
        .set("type", "text")
        .set("inputmode", if words { "text" } else { "decimal" })
        .set("autocomplete", "off")
        .set("spellcheck", "false")
}

/// What stands at the end of an input: the per cent sign, or that of the currency.
pub(super) fn unit(session: Session, field: FieldId) -> impl Fn() -> Option<String> {
    move || match field.row().kind {
        _ if field.is_percent() => Some("%".to_owned()),
        // A budget may be money, days or visitors.
        Kind::Money if field != FieldId::PlanGoalValue => {
            Some(session.say(|language| language.numerals.currency_sign()))
        }
        _ => None,
    }
}

/// A field that is yes or no.
fn flag(session: Session, field: FieldId) -> Node {
    let name = field.name();
    let hint = words(move || session.say(|language| said::hint(language, field)));
    let control = element("input")
        .set("type", "checkbox")
        .set("id", name)
        .property("checked", move || (session.text(field) == "true").into())
        .on("change", move |event| {
            let checked = listened(&event)
                .and_then(|control| js_sys::Reflect::get(&control, &"checked".into()).ok());
            let checked = checked.is_some_and(|checked| checked.is_truthy());
            session.type_text(field, if checked { "true" } else { "false" }.to_owned());
            session.commit(field);
        });
    element("div")
        .class("field flag")
        .part("field")
        .apart()
        .set("data-field", name)
        .child(
            element("label")
                .part("label")
                .child(control)
                .child(element("span").child(label(session, field))),
        )
        .child(paragraph("hint", hint).part("hint"))
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

pub(super) fn label(session: Session, field: FieldId) -> Node {
    words(move || {
        let action = session.action();
        session.say(|language| said::label(language, field, &action))
    })
}

/// What stands in the control that an event comes from.
pub(super) fn value(event: &Event) -> String {
    listened(event).map_or(String::new(), value_of)
}

/// What stands in a control.
pub(super) fn value_of(control: Control) -> String {
    // Unchecked: a list and a text area have the same property as an input.
    control.unchecked_into::<HtmlInputElement>().value()
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
        .apart()
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
