//! A result that the reader fixes, and the input that is solved for.

use super::field::field;
use super::node::{Node, element, words};
use super::session::Session;
use super::watched::{Flag, are, fact, facts};
use super::{group, is_open, paragraph};
use crate::locale::{Style, money_style};
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::rate::percent;
use crate::outcome::returns::Solved;
use crate::scenario::draft::Value;
use crate::scenario::field::{FieldId, Kind};

/// The three fields of a goal, what comes of them, and a button that takes it over.
///
/// - `session`: the element's state.
/// - `fields`: the result, its amount, and the input.
pub fn goal(session: Session, fields: [FieldId; 3]) -> Node {
    let title = session.say(|language| language.say(Sentence::GoalTitle));
    let opened = Flag::new(false);
    let solved =
        move || session.with_shown(|shown| shown.as_ref().and_then(|shown| shown.outcome.solved()));
    let told = words(move || {
        let action = session.action();
        session.say(|language| {
            solved().map_or(String::new(), |solved| answer(language, &solved, &action))
        })
    });
    // What is set aside would change nothing if it were taken over.
    let is_aside = move |field| {
        session.with_shown(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.outcome.is_aside(field))
        })
    };
    let reached = move || {
        let solved = solved().filter(|solved| !is_aside(solved.field))?;
        Some((solved.field, solved.value?))
    };
    let words_of = words(move || {
        session.say(|language| {
            solved().map_or(String::new(), |solved| {
                let value = written(language, &solved);
                language.fill(Sentence::GoalUse, &[("value", Argument::Text(&value))])
            })
        })
    });
    // Hidden and not taken away: leaving a field computes anew, and a button that is replaced
    // between press and release is never clicked.
    let taken = element("button")
        .class("use")
        .set("type", "button")
        .flag("hidden", move || reached().is_none())
        .on("click", move |_| {
            if let Some((field, value)) = reached() {
                session.put(field, Value::Number(value));
                session.commit(field);
            }
        })
        .child(words_of)
        .into();
    let wrong = facts(Box::new(move |_| {
        fact(fields.iter().any(|&id| session.is_wrong(id)))
    }));
    element("details")
        .class("assumptions goal")
        .set("data-goal", "")
        .property("open", move || {
            (are(wrong) || solved().is_some() || opened.get_untracked()).into()
        })
        .on("toggle", move |event| opened.set(is_open(&event)))
        .child(element("summary").child(title))
        .child(group("fields", fields.map(|id| field(session, id))))
        .child(group(
            "solved",
            [paragraph("found", told).set("role", "status").into(), taken],
        ))
        .into()
}

/// What the input must be for the goal to be reached, in a sentence.
pub fn answer(language: &Language, solved: &Solved, action: &ActionWords) -> String {
    let field = said::label(language, solved.field, action);
    let sentence = match solved.value {
        Some(_) => Sentence::GoalFound,
        None => Sentence::GoalUnreachable,
    };
    let value = written(language, solved);
    let arguments = [
        ("field", Argument::Text(&field)),
        ("value", Argument::Text(&value)),
    ];
    language.fill(sentence, &arguments)
}

/// What the input must be, as its field holds it; an effect in points is no part of the rate.
fn written(language: &Language, solved: &Solved) -> String {
    let value = solved.value.unwrap_or_default();
    let style = match solved.field.row().kind {
        _ if solved.in_points => return said::points(language, value),
        _ if solved.field.is_percent() => percent(value),
        Kind::Money => money_style(value),
        _ => Style::Decimal(0),
    };
    language.numerals.write(value, style)
}
