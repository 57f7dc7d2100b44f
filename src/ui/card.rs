//! The card around a view: language, direction, the fields first and the rest behind one line.

use super::field::field;
use super::node::{Node, element, part, words};
use super::rate::rate;
use super::session::Session;
use super::{group, is_open, paragraph};
use crate::messages::format::Argument;
use crate::messages::{Sentence, words as said};
use crate::outcome::rate::percent;
use crate::scenario::draft::Value;
use crate::scenario::field::FieldId;
use crate::scenario::view::View;
use leptos::prelude::*;

/// The whole element.
///
/// - `session`: its state.
pub fn card(session: Session) -> Node {
    let direction =
        move || session.say(|language| if language.right_to_left { "rtl" } else { "ltr" });
    element("div")
        .class("cw")
        .changing("lang", move || {
            Some(session.say(|language| language.tag.clone()))
        })
        .changing("dir", move || Some(direction().to_owned()))
        .child(part(move || content(session)))
        .into()
}

/// Built anew when the language, the view or the order of the fields changes, which is rare; what
/// was typed is in the draft and not in here.
fn content(session: Session) -> Node {
    let options = session.options.get();
    let view = options.view;
    let title = if options.label.is_empty() {
        session.say(|language| language.say(Sentence::FigureRate))
    } else {
        options.label
    };
    let plain = Memo::new(move |_| session.draft.with(|draft| draft.is_plain_example(view)));
    let example = part(move || {
        if plain.get() {
            let words = session.say(|language| language.say(Sentence::RateExample));
            element("p")
                .class("example")
                .part("hint")
                .set("data-example", "")
                .child(words)
                .into()
        } else {
            Node::Nothing
        }
    });
    let (first, rest) = divided(view, &options.fields);
    let assumptions = if rest.is_empty() {
        Node::Nothing
    } else {
        assumptions(session, view, rest)
    };
    element("section")
        .class("card")
        .part("card")
        .set("aria-label", title.clone())
        .child(group("head", [paragraph("heading", title), example]))
        .child(fields(session, first))
        .child(assumptions)
        .child(rate(session))
        .into()
}

fn fields(session: Session, fields: Vec<FieldId>) -> Node {
    group("fields", fields.into_iter().map(|id| offered(session, id)))
}

/// The fields that are offered first and those behind the line of assumptions. The denominator
/// stands beside the rate that it re-expresses, and so in neither.
fn divided(view: View, named: &[FieldId]) -> (Vec<FieldId>, Vec<FieldId>) {
    let wanted = if named.is_empty() {
        view.first()
    } else {
        named
    };
    let mut first = Vec::new();
    for &id in wanted {
        if id != FieldId::Per {
            first.push(id);
        }
    }
    let mut rest = Vec::new();
    for &id in view.fields() {
        if id != FieldId::Per && !first.contains(&id) {
            rest.push(id);
        }
    }
    (first, rest)
}

/// A field; the name of the action is asked only of an action that has none.
fn offered(session: Session, id: FieldId) -> Node {
    if id != FieldId::ActionName {
        return field(session, id);
    }
    let custom = Memo::new(move |_| session.text(FieldId::Action) == "custom");
    part(move || {
        if custom.get() {
            field(session, id)
        } else {
            Node::Nothing
        }
    })
}

/// The line of assumptions. It opens by itself when something behind it needs mending.
fn assumptions(session: Session, view: View, rest: Vec<FieldId>) -> Node {
    let hidden = rest.clone();
    let wrong = Memo::new(move |_| hidden.iter().any(|&id| session.problem(id).is_some()));
    let opened = RwSignal::new(false);
    let names = rest.clone();
    let line = words(move || {
        let action = session.action();
        session.read(|draft, language| {
            let mut list = String::new();
            for &id in &names {
                if id != FieldId::ActionName && id != FieldId::Level {
                    if !list.is_empty() {
                        list.push_str(" · ");
                    }
                    list.push_str(&said::label(language, id, &action));
                }
            }
            let fields = ("fields", Argument::Text(&list));
            match draft.read(view, FieldId::Level, &*language.numerals) {
                Ok(Some(Value::Number(level))) => {
                    let level = ("level", Argument::Number(level, percent(level)));
                    language.fill(Sentence::Assumptions, &[level, fields])
                }
                _ => language.fill(Sentence::AssumptionsNone, &[fields]),
            }
        })
    });
    element("details")
        .class("assumptions")
        .set("data-assumptions", "")
        .property("open", move || (opened.get() || wrong.get()).into())
        .on("toggle", move |event| opened.set(is_open(&event)))
        .child(element("summary").child(line))
        .child(fields(session, rest))
        .into()
}
