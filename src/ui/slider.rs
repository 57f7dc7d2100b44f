//! A slider beside a number field, with the curve of the headline figure over its range behind it.

use super::field::value as typed;
use super::node::{Node, element, part, part_while};
use super::picture::stretched;
use super::session::Session;
use super::watched::{Facts, are, facts};
use crate::locale::{Style, ascii_number, money_style};
use crate::messages::format::Argument;
use crate::messages::{Sentence, words as said};
use crate::outcome::Outcome;
use crate::outcome::rate::percent;
use crate::picture::curve::curve;
use crate::scenario::draft::Value;
use crate::scenario::field::{FieldId, Kind};
use crate::scenario::view::View;
use core::cell::Cell;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The steps of a slider: of a share tenths of a per cent, of money the thousandth of a round sum.
const STEPS: f64 = 1_000.0;

/// The points through which the curve is drawn.
const POINTS: u8 = 24;

/// A slider; nothing for fields without a plausible range.
///
/// - `session`: the element's state.
/// - `field`: which field.
pub fn slider(session: Session, field: FieldId) -> Node {
    if !matches!(
        session.view(),
        View::Return | View::Fee | View::Plan | View::Value
    ) {
        return Node::Nothing;
    }
    let outcome = move |read: &dyn Fn(&Outcome) -> Option<(f64, f64)>| {
        session.with_shown(|shown| shown.as_ref().and_then(|shown| read(&shown.outcome)))
    };
    // A range stays while the value is within it, so that nothing moves under the thumb, and while
    // the reader types: they look at the result.
    let range = facts(Box::new(move |before| {
        if !session.is_paused() && !before.is_empty() {
            return before.to_vec();
        }
        let fresh = outcome(&|outcome| outcome.range(field));
        let value = session.number(field);
        match (before, value) {
            (&[low, high], Some(value))
                if value >= low && value <= high && (low, high) != (0.0, 0.0) =>
            {
                let is_far = fresh.is_some_and(|(_, top)| top * 20.0 < high);
                if is_far {
                    ends_of(fresh)
                } else {
                    before.to_vec()
                }
            }
            _ => ends_of(fresh),
        }
    }));
    // Not asked while it is folded away.
    let is_there = move || !session.is_folded(field) && are(range);
    part_while(is_there, move || drawn(session, field, range))
}

fn ends_of(range: Option<(f64, f64)>) -> Vec<f64> {
    range.map_or(Vec::new(), |(low, high)| vec![low, high])
}

fn drawn(session: Session, field: FieldId, range: Facts) -> Node {
    // Read by what stands in the slider: it stays itself when its ends move, under the thumb too.
    let ends = move || {
        range.with(|range| match range.as_slice() {
            &[low, high] => (low, high),
            _ => (0.0, 1.0),
        })
    };
    // Whoever types or drags looks at the result; the curves wait until the hand rests.
    let heights = facts(Box::new(move |before| {
        let (low, high) = ends();
        if !session.is_paused() && !before.is_empty() {
            return before.to_vec();
        }
        let mut heights = vec![low, high];
        session.with_shown(|shown| {
            let Some(shown) = shown else { return };
            for step in 0..=POINTS {
                let share = f64::from(step) / f64::from(POINTS);
                let height = shown
                    .outcome
                    .headline_with(field, low + (high - low) * share);
                heights.push(height.unwrap_or(f64::INFINITY));
            }
        });
        heights
    }));
    let picture = part(move || {
        heights.with(|heights| {
            let mut values = Vec::new();
            for &height in heights.iter().skip(2) {
                values.push(height.is_finite().then_some(height));
            }
            stretched(&curve(&values))
        })
    });
    let place = move || {
        let (low, high) = ends();
        let value = session.number(field).unwrap_or(low);
        ((value - low) / (high - low) * STEPS).round()
    };
    let name = move || {
        Some(session.say(|language| {
            let label = said::label(language, field, &session.action());
            language.fill(Sentence::SliderName, &[("field", Argument::Text(&label))])
        }))
    };
    let spoken = move || {
        let value = session.number(field)?;
        let style = style(field, value);
        Some(session.say(|language| language.numerals.write(value, style)))
    };
    let was_set = Cell::new(false);
    let control = element("input")
        .set("type", "range")
        .set("id", [field.name(), "-slider"].concat())
        .set("min", "0")
        .set("max", "1000")
        .changing("aria-label", name)
        .changing("aria-valuetext", spoken)
        .property("value", move || {
            // The thumb waits until the hand rests, too: it is where the reader drags it, or beside
            // the field that is looked at.
            if was_set.replace(true) && !session.is_paused() {
                return JsValue::UNDEFINED;
            }
            // A range input holds text, and draws in what is outside.
            #[expect(clippy::cast_possible_truncation, reason = "at most some thousands")]
            let place = place() as i32;
            place.to_string().into()
        })
        .on("input", move |event| {
            let (low, high) = untrack(ends);
            let step = ascii_number(&typed(&event));
            let value = low + step * (high - low) / STEPS;
            let value = match field.row().kind {
                Kind::Count | Kind::Between { percent: false, .. } => value.round(),
                _ => value,
            };
            session.put(field, Value::Number(value));
        })
        .on("change", move |_| session.commit(field));
    element("div")
        .class("slider")
        .child(picture)
        .child(control)
        .into()
}

fn style(field: FieldId, value: f64) -> Style {
    match field.row().kind {
        _ if field.is_percent() => percent(value),
        Kind::Money => money_style(value),
        _ => Style::Decimal(0),
    }
}
