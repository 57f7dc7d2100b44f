//! What comes over from the calculator on the same page, when the reader asks for it.

use super::node::{Node, element, part_while, words};
use super::rows::listed;
use super::session::Session;
use super::watched::Flag;
use super::{focus_soon, group, paragraph, root_of};
use crate::messages::format::Argument;
use crate::messages::{Sentence, words as said};
use crate::outcome::figure::FigureId;
use crate::outcome::{Outcome, outcome};
use crate::scenario::draft::{Draft, Value};
use crate::scenario::field::{FieldId, Kind};
use crate::scenario::scenario as read_scenario;
use crate::scenario::view::View;
use core::cell::RefCell;
use leptos::prelude::untrack;
use leptos::web_sys::Event;
use std::rc::Rc;

/// Where a value comes from: the `return` view of the calculator.
#[derive(Clone, Copy)]
enum Source {
    /// What stands in a field.
    Field(FieldId),
    /// What it found.
    Figure(FigureId),
}

/// The fields of a view that something comes over into.
fn table(view: View) -> &'static [(FieldId, Source)] {
    match view {
        View::Value => &[
            (FieldId::OrderValue, Source::Field(FieldId::OrderValue)),
            (FieldId::GrossMargin, Source::Field(FieldId::GrossMargin)),
            (FieldId::RefundRate, Source::Field(FieldId::RefundRate)),
            (
                FieldId::ServicePerOrder,
                Source::Field(FieldId::VariablePerOrder),
            ),
            // Of those who were not counted too, and of those only who are new.
            (
                FieldId::AcquisitionCost,
                Source::Figure(FigureId::CostPerNewCustomer),
            ),
        ],
        _ => &[],
    }
}

/// What the calculator knows now, field by field. What is 0 says no more than nothing does.
fn found(session: Session) -> Vec<(FieldId, f64)> {
    let mut found = Vec::new();
    let Some(calculator) = session.calculator() else {
        return found;
    };
    if !calculator.has_own(View::Return) {
        return found;
    }
    let [own, other] = [session, calculator].map(|of| of.state().language.get_untracked());
    let numerals = &*other.numerals;
    let is_same_money = own.numerals.currency_sign() == numerals.currency_sign();
    let draft = calculator.draft();
    let result = read_scenario(&draft, View::Return, numerals);
    let result = result.ok().map(outcome);
    for &(field, source) in table(session.view()) {
        let value = match (source, &result) {
            (Source::Field(from), _) => match draft.read(View::Return, from, numerals) {
                Ok(Some(Value::Number(value))) => value,
                _ => 0.0,
            },
            // As a person would type it.
            (Source::Figure(id), Some(Outcome::Return(result))) => {
                let value = result.figure(id).and_then(|number| number.value);
                (value.unwrap_or_default() * 100.0).round() / 100.0
            }
            _ => 0.0,
        };
        if value > 0.0 && (is_same_money || field.row().kind != Kind::Money) {
            found.push((field, value));
        }
    }
    found
}

/// What was last taken over.
struct Taken {
    session: Session,
    /// What stood in the fields before, and which of them were filled.
    last: RefCell<(Draft, Vec<FieldId>)>,
    /// Whether there is anything to take back.
    is_there: Flag,
}

impl Taken {
    fn take(&self) {
        let before = self.session.draft();
        let mut draft = before.clone();
        let mut fields = Vec::new();
        for (field, value) in untrack(|| found(self.session)) {
            draft.put(field, Value::Number(value));
            fields.push(field);
        }
        // The calculator may have gone this very moment.
        let Some(&first) = fields.first() else { return };
        self.last.replace((before, fields));
        self.session.put_all(draft, first);
        self.is_there.set(true);
    }

    fn undo(&self) {
        let (before, fields) = self.last.take();
        let mut draft = self.session.draft();
        for &field in &fields {
            draft.put_back(field, &before);
        }
        if let Some(&first) = fields.first() {
            self.session.put_all(draft, first);
        }
        self.is_there.set(false);
    }

    fn told(&self) -> String {
        if !self.is_there.get() {
            return String::new();
        }
        let action = self.session.action();
        self.session.say(|language| {
            let label = |&field| said::label(language, field, &action);
            let names: Vec<String> = self.last.borrow().1.iter().map(label).collect();
            let names = listed(&names);
            // The rest stays, as when somebody types; but nobody is to take it for their own.
            let is_mixed = self.last.borrow().0.is_example(self.session.view());
            language.fill(
                if is_mixed {
                    Sentence::CarriedRest
                } else {
                    Sentence::CarriedDone
                },
                &[("fields", Argument::Text(&names))],
            )
        })
    }
}

/// The buttons that take over and take back; nothing where the page has no calculator that knows
/// anything.
///
/// - `session`: the state of the element that is filled.
#[inline(never)]
pub fn carried(session: Session) -> Node {
    let taken = Rc::new(Taken {
        session,
        last: RefCell::default(),
        is_there: Flag::new(false),
    });
    let is_there = taken.is_there;
    let (of_ask, of_undo, of_words) = (Rc::clone(&taken), Rc::clone(&taken), taken);
    let ask = part_while(
        move || !found(session).is_empty(),
        move || {
            let taken = Rc::clone(&of_ask);
            let pressed = Box::new(move |_| taken.take());
            button(session, Sentence::CarriedAsk, ASK, pressed)
        },
    );
    let undo = part_while(
        move || is_there.get(),
        move || {
            let taken = Rc::clone(&of_undo);
            let pressed = Box::new(move |event| {
                taken.undo();
                // This button goes.
                focus_soon(root_of(&event), ASK.to_owned());
            });
            button(session, Sentence::RowsUndo, "carried-undo", pressed)
        },
    );
    let told = words(move || of_words.told());
    group(
        "list carried",
        [
            group("tools", [ask, undo]),
            paragraph("hint told", told).set("role", "status").into(),
        ],
    )
}

/// The id of the button that takes over.
const ASK: &str = "carried-ask";

fn button(
    session: Session,
    sentence: Sentence,
    id: &'static str,
    pressed: Box<dyn Fn(Event)>,
) -> Node {
    element("button")
        .set("type", "button")
        .set("id", id)
        .on("click", pressed)
        .child(session.say(|language| language.say(sentence)))
        .into()
}
