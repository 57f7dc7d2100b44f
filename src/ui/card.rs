//! The card around a view: language, direction, the fields first and the rest behind one line.

use super::carried::carried;
use super::compare::compare;
use super::fee::fee;
use super::field::field;
use super::node::{Node, element, part, part_while, words};
use super::plan::plan;
use super::rate::rate;
use super::returns::returns;
use super::session::Session;
use super::split_test::split_test;
use super::tabs::{tab_id, tabs};
use super::trade_off::trade_off;
use super::value::{retention, value};
use super::watched::{are, fact, facts};
use super::{group, is_open, paragraph};
use crate::apart::{self, Arrival, Part};
use crate::messages::format::Argument;
use crate::messages::{Sentence, words as said};
use crate::outcome::rate::TYPED;
use crate::scenario::field::FieldId;
use crate::scenario::rate::Per;
use crate::scenario::view::View;
use leptos::prelude::*;
use leptos::web_sys::Event;

/// The whole element.
///
/// - `session`: its state.
pub fn card(session: Session) -> Node {
    let direction =
        move || session.say(|language| if language.right_to_left { "rtl" } else { "ltr" });
    // One view needs no tabs, and then no panel that belongs to one.
    let has_tabs = move || {
        session
            .state()
            .options
            .with(|options| options.views.len() > 1)
    };
    let of_tabs =
        move |value: fn(View) -> String| move || has_tabs().then(|| value(session.view()));
    // Beside the panel and not in it: a tab that is turned to is the same as before, with its focus.
    let tabs = part(move || {
        session.state().tabs.track();
        if untrack(has_tabs) {
            tabs(session, session.state().options.get_untracked().views)
        } else {
            Node::Nothing
        }
    });
    let panel = element("div")
        .changing("id", of_tabs(|_| "view".to_owned()))
        .changing("role", of_tabs(|_| "tabpanel".to_owned()))
        .changing("aria-labelledby", of_tabs(tab_id))
        .child(part(move || {
            session.state().shape.track();
            untrack(|| content(session))
        }));
    let section = element("section")
        .class("card")
        .part("card")
        .changing("aria-label", move || Some(title(session)))
        .child(tabs)
        .child(panel);
    element("div")
        .class("cw")
        .changing("lang", move || {
            Some(session.say(|language| language.tag.to_string()))
        })
        .changing("dir", move || Some(direction().to_owned()))
        .child(section)
        .into()
}

/// What the element is called.
pub(super) fn title(session: Session) -> String {
    let label = session
        .state()
        .options
        .with(|options| options.label.clone());
    if label.is_empty() {
        session.say(|language| said::title(language, session.view()))
    } else {
        label
    }
}

/// Built anew when the language, the views or the order of the fields change, which is rare; what
/// was typed is in the draft and not in here.
fn content(session: Session) -> Node {
    let options = session.state().options.get();
    let view = options.view;
    let example = part_while(
        move || session.is_plain_example(),
        move || {
            let words = session.say(|language| language.say(Sentence::Example));
            element("p")
                .class("example")
                .part("hint")
                .set("data-example", "")
                .child(words)
                .into()
        },
    );
    let heading = paragraph("heading", words(move || title(session)));
    if session.is_opening() {
        return Node::Several(vec![group("head", [heading.into()]), opening(session)]);
    }
    let (first, rest) = divided(view, &options.fields);
    let beside: Vec<FieldId> = rest
        .iter()
        .copied()
        .filter(|id| Per::ALL.iter().any(|per| per.field() == *id))
        .collect();
    let assumptions = if rest.is_empty() {
        Node::Nothing
    } else {
        assumptions(session, rest)
    };
    Node::Several(vec![
        group("head", [heading.part("heading").into(), example]),
        // Only what looks ahead takes anything over, and that stands apart.
        if apart::part_of(view) == Some(Part::Future) {
            carried(session)
        } else {
            Node::Nothing
        },
        fields(session, first),
        assumptions,
        results_of(session, view, beside),
    ])
}

/// What stands in place of a view that is not here yet.
fn opening(session: Session) -> Node {
    awaiting(
        session,
        session.arrival(),
        Box::new(move |_| session.open_again()),
    )
}

/// What stands in place of what is not here yet.
#[inline(never)]
pub(super) fn awaiting(session: Session, arrival: Arrival, again: Box<dyn Fn(Event)>) -> Node {
    let has_failed = arrival == Arrival::Failed;
    let say = |sentence| session.say(|language| language.say(sentence));
    let notice = paragraph(
        if has_failed { "notice" } else { "hint" },
        say(if has_failed {
            Sentence::OpeningFailed
        } else {
            Sentence::Opening
        }),
    )
    .set("role", "status");
    let again = element("button")
        .set("type", "button")
        .on("click", again)
        .child(say(Sentence::OpeningAgain));
    let again = if has_failed {
        again.into()
    } else {
        Node::Nothing
    };
    group("list", [notice.into(), again])
}

/// The results of a view.
fn results_of(session: Session, view: View, beside: Vec<FieldId>) -> Node {
    match view {
        View::Rate => rate(session, beside),
        View::Return => returns(session, beside),
        View::Fee => fee(session),
        View::Compare => compare(session),
        View::SplitTest => split_test(session),
        View::Plan => plan(session),
        View::Value => value(session),
        View::TradeOff => trade_off(session),
    }
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
        if id != FieldId::Per && view.fields().contains(&id) {
            first.push(id);
        }
    }
    let mut rest = Vec::new();
    for &id in view.fields() {
        // Goals and marks stand below the results.
        let is_below = id == FieldId::Marks
            || id.name().starts_with("goal.")
            || id.name().starts_with("feeGoal.")
            || id.name().starts_with("planGoal.");
        if id != FieldId::Per && !is_below && !first.contains(&id) {
            rest.push(id);
        }
    }
    (first, rest)
}

/// A field; the name of the action is asked only of an action that has none.
fn offered(session: Session, id: FieldId) -> Node {
    match id {
        FieldId::RetentionKind => retention(session),
        FieldId::ActionName
        | FieldId::NextSteps
        | FieldId::ValuePerConversion
        | FieldId::RetentionRate
        | FieldId::RetentionShares
        | FieldId::RetentionCustomers => shown_while(session, id, move || is_asked(session, id)),
        id => field(session, id),
    }
}

/// Whether a field is asked at all, by what stands in others.
pub(super) fn is_asked(session: Session, id: FieldId) -> bool {
    match id {
        FieldId::ActionName => session.text(FieldId::Action) == "custom",
        // A purchase is worth its order; anything else is worth what comes of it.
        FieldId::NextSteps | FieldId::ValuePerConversion => {
            session.view() != View::Return || session.text(FieldId::Action) != "purchase"
        }
        FieldId::RetentionRate | FieldId::RetentionShares | FieldId::RetentionCustomers => {
            let kind = session.text(FieldId::RetentionKind);
            match id {
                FieldId::RetentionRate => kind == "constant",
                FieldId::RetentionCustomers => kind == "observed",
                _ => kind != "constant",
            }
        }
        _ => true,
    }
}

/// A field behind the line of assumptions; a count that the switch asks for stands beside it.
fn assumed(session: Session, id: FieldId) -> Node {
    if Per::ALL.iter().any(|per| per.field() == id) {
        shown_while(session, id, move || !session.is_beside(id))
    } else {
        offered(session, id)
    }
}

/// A field that comes and goes.
pub(super) fn shown_while(
    session: Session,
    id: FieldId,
    is_shown: impl Fn() -> bool + 'static,
) -> Node {
    part_while(is_shown, move || field(session, id))
}

/// The line of assumptions. It opens by itself when something behind it needs mending.
fn assumptions(session: Session, rest: Vec<FieldId>) -> Node {
    let hidden = rest.clone();
    let wrong = facts(Box::new(move |_| {
        let mut hidden = hidden.iter();
        fact(hidden.any(|&id| session.is_wrong(id) && !session.is_beside(id)))
    }));
    session.state().unfolded.set(false);
    let names = rest.clone();
    let line = words(move || {
        let action = session.action();
        let level = session.level();
        session.say(|language| {
            let mut list = String::new();
            let is_named = |id: FieldId| match id {
                FieldId::ActionName | FieldId::Level => false,
                FieldId::NextSteps | FieldId::ValuePerConversion => {
                    session.view() != View::Return || action.place > 0
                }
                _ => true,
            };
            for &id in names.iter().filter(|&&id| is_named(id)).take(9) {
                if !list.is_empty() {
                    list.push_str(" · ");
                }
                list.push_str(&said::label(language, id, &action));
            }
            let fields = ("fields", Argument::Text(&list));
            match level {
                Some(level) if names.contains(&FieldId::Level) => {
                    let level = ("level", Argument::Number(level, TYPED));
                    language.fill(Sentence::Assumptions, &[level, fields])
                }
                _ => language.fill(Sentence::AssumptionsNone, &[fields]),
            }
        })
    });
    element("details")
        .class("assumptions")
        .set("data-assumptions", "")
        // Untracked: it opens when something goes wrong, and may be closed all the same.
        .property("open", move || {
            (are(wrong) || session.state().unfolded.get_untracked()).into()
        })
        .on("toggle", move |event| {
            session.state().unfolded.set(is_open(&event));
        })
        .child(element("summary").child(line))
        .child(group(
            "fields",
            rest.into_iter().map(|id| assumed(session, id)),
        ))
        .into()
}
