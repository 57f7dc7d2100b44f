//! What comes over from the calculator on the same page, when the reader asks for it.

use super::node::{Node, element, part_while, words};
use super::rows::listed;
use super::session::Session;
use super::watched::Flag;
use super::{focus_soon, group, paragraph, root_of};
use crate::locale::Numerals;
use crate::messages::format::Argument;
use crate::messages::{Sentence, words as said};
use crate::outcome::figure::FigureId;
use crate::outcome::{Outcome, outcome};
use crate::scenario::draft::{Content, Draft, Value};
use crate::scenario::field::{FieldId, Kind};
use crate::scenario::scenario as read_scenario;
use crate::scenario::view::View;
use core::cell::RefCell;
use leptos::prelude::untrack;
use leptos::web_sys::Event;
use std::rc::Rc;

/// The views of the calculator's that are asked, in this order, as far as they know anything.
const VIEWS: [View; 3] = [View::Return, View::Fee, View::Rate];

/// What comes over.
#[derive(Clone, Copy)]
enum Source {
    /// What stands in a field.
    Field(FieldId),
    /// A figure that was found.
    Figure(FigureId),
    /// A figure that was found, for each thousand viewers.
    PerThousand(FigureId),
    /// Conversions per viewer.
    Rate,
}

/// The fields of a view that something comes over into; of `tradeOff`, cells of the first offer.
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
        View::TradeOff => &[
            (FieldId::ConversionRate, Source::Rate),
            (FieldId::DiscountRate, Source::Field(FieldId::DiscountRate)),
            (FieldId::OrderValue, Source::Field(FieldId::OrderValue)),
            (FieldId::GrossMargin, Source::Field(FieldId::GrossMargin)),
            (
                FieldId::CostPerThousand,
                Source::PerThousand(FigureId::Cost),
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
    let [own, other] = [session, calculator].map(|of| of.state().language.get_untracked());
    let numerals = &*other.numerals;
    let is_same_money = own.numerals.currency_sign() == numerals.currency_sign();
    let draft = calculator.draft();
    for &(field, source) in table(session.view()) {
        if !is_same_money && field.row().kind == Kind::Money {
            continue;
        }
        for view in VIEWS {
            if calculator.has_own(view) {
                let value = value_of(&draft, view, source, numerals);
                if value > 0.0 {
                    found.push((field, value));
                    break;
                }
            }
        }
    }
    found
}

/// What a view says, as a person would type it; 0 where it says nothing.
fn value_of(draft: &Draft, view: View, source: Source, numerals: &dyn Numerals) -> f64 {
    let read = |field| match draft.read(view, field, numerals) {
        Ok(Some(Value::Number(value))) => value,
        _ => 0.0,
    };
    let figure = |id| match (view, read_scenario(draft, view, numerals)) {
        (View::Return, Ok(scenario)) => match outcome(scenario) {
            Outcome::Return(result) => result.figure(id).and_then(|number| number.value),
            _ => None,
        },
        _ => None,
    };
    let rounded = |value: f64, parts: f64| {
        let value = (value * parts).round() / parts;
        if value.is_finite() { value } else { 0.0 }
    };
    match source {
        Source::Field(from) => read(from),
        Source::Figure(id) => rounded(figure(id).unwrap_or_default(), 100.0),
        Source::PerThousand(id) => {
            let cost = figure(id).unwrap_or_default();
            rounded(1_000.0 * cost / read(FieldId::Viewers), 100.0)
        }
        // `fee` has the rate itself.
        Source::Rate if view == View::Fee => read(FieldId::ConversionRate),
        Source::Rate => rounded(read(FieldId::Conversions) / read(FieldId::Viewers), 1e6),
    }
}

/// The field that a value goes into: its own, or the list in whose first row it has a cell.
fn place(view: View, field: FieldId) -> FieldId {
    if view == View::TradeOff {
        FieldId::Offers
    } else {
        field
    }
}

/// Puts a value into its field or cell.
fn put(draft: &mut Draft, view: View, field: FieldId, value: Value) {
    let list = place(view, field);
    if list == field {
        draft.put(field, value);
        return;
    }
    let mut table = draft.table(view, list);
    let column = list.columns().iter().position(|column| *column == field);
    if let (Some(row), Some(column)) = (table.rows_mut().first_mut(), column)
        && let Some(cell) = row.get_mut(column)
    {
        *cell = Some(Content::Value(value));
    }
    draft.set_table(list, table);
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
        let view = untrack(|| self.session.view());
        let before = self.session.draft();
        let mut draft = before.clone();
        let mut fields = Vec::new();
        for (field, value) in untrack(|| found(self.session)) {
            put(&mut draft, view, field, Value::Number(value));
            fields.push(field);
        }
        // The calculator may have gone this very moment.
        let Some(&first) = fields.first() else { return };
        self.last.replace((before, fields));
        self.session.put_all(draft, place(view, first));
        self.is_there.set(true);
    }

    fn undo(&self) {
        let view = untrack(|| self.session.view());
        let (before, fields) = self.last.take();
        let mut draft = self.session.draft();
        for &field in &fields {
            draft.put_back(place(view, field), &before);
        }
        if let Some(&first) = fields.first() {
            self.session.put_all(draft, place(view, first));
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
                    Sentence::ValueCarriedRest
                } else {
                    Sentence::ValueCarriedDone
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
    if table(session.view()).is_empty() {
        return Node::Nothing;
    }
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
            button(session, Sentence::ValueCarriedAsk, ASK, pressed)
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
