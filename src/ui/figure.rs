//! One figure that opens: its definition, its formula with the reader's numbers, its source.

use super::node::{Node, element, part, part_while, words};
use super::session::{Session, Shown};
use super::watched::Flag;
use super::{blank, is_open, paragraph, span};
use crate::locale::{Style, share_style};
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::figure::{Figure, FigureId};
use std::borrow::Cow;

/// Words beside a value.
type Beside = fn(&Language, &Shown, FigureId) -> String;

/// A row of the list of figures; built only where the outcome holds the figure.
///
/// - `session`: the element's state.
/// - `id`: which figure.
/// - `unit`: what stands beside the value; empty for nothing.
pub fn figure_row(session: Session, id: FigureId, unit: Beside) -> Node {
    listed_row(session, (id, None), unit)
}

/// A row of the list of figures of one entry of a list; they are computed while they are in sight.
///
/// - `entry`: the place of the entry.
pub fn entry_row(session: Session, id: FigureId, entry: usize, unit: Beside) -> Node {
    listed_row(session, (id, Some(entry)), unit)
}

/// A figure, of all or of the entry at a place.
type Which = (FigureId, Option<usize>);

fn listed_row(session: Session, id: Which, unit: Beside) -> Node {
    let is_present = move || {
        session.with_shown(|shown| shown.as_ref().and_then(|shown| found(shown, id)).is_some())
    };
    part_while(is_present, move || row(session, id, unit))
}

fn row(session: Session, id: Which, unit: Beside) -> Node {
    let value = words(move || {
        session.tell_of(|language, shown| {
            found(shown, id).map_or(String::new(), |figure| {
                written(language, &figure, &unit(language, shown, id.0))
            })
        })
    });
    let unit = words(move || session.tell_of(|language, shown| unit(language, shown, id.0)));
    let opened = Flag::new(false);
    // Worded only while it is open: thirteen derivations a keystroke would be felt.
    let derivation = part_while(
        move || opened.get(),
        move || part(move || derivation(session, id)),
    );
    let name = session.say(|language| said::figure(language, id.0));
    element("details")
        .class("figure")
        .set("data-figure", id.0.name())
        .on("toggle", move |event| opened.set(is_open(&event)))
        .child(element("summary").children(cells(Node::Text(name), value, unit)))
        .child(
            element("div")
                .class("derivation")
                .part("derivation")
                .child(derivation),
        )
        .into()
}

fn found(shown: &Shown, (id, entry): Which) -> Option<Cow<'_, Figure>> {
    match entry {
        None => {
            let mut figures = shown.figures().iter();
            figures.find(|figure| figure.id == id).map(Cow::Borrowed)
        }
        Some(entry) => {
            let mut figures = shown.outcome.entry_figures(entry).into_iter();
            figures.find(|figure| figure.id == id).map(Cow::Owned)
        }
    }
}

/// The value and the range of a figure; in points without their percent signs.
///
/// - `unit`: what stands beside it.
pub(super) fn written(language: &Language, figure: &Figure, unit: &str) -> String {
    let in_points = unit == language.say(Sentence::Points);
    // Each end as finely as the whole is known.
    let width = match figure.ends {
        Some((Some(low), Some(high))) => high - low,
        _ => 0.0,
    };
    let write = |value: f64| {
        let style = match figure.style {
            Style::PercentDecimal(_) | Style::Percent(_) if width > 0.0 => {
                share_style(value, width)
            }
            style => style,
        };
        match style {
            Style::PercentDecimal(digits) if in_points => language
                .numerals
                .write(value * 100.0, Style::Decimal(digits)),
            Style::Percent(digits) if in_points => language
                .numerals
                .write(value * 100.0, Style::Significant(digits)),
            style => said::amount(language, value, style),
        }
    };
    let undefined = || language.say(Sentence::FiguresUndefined);
    let end = |end: Option<f64>| end.map_or_else(undefined, write);
    let range = figure.ends.map(|(low, high)| {
        let (low, high) = (end(low), end(high));
        let ends = [
            ("low", Argument::Text(&low)),
            ("high", Argument::Text(&high)),
        ];
        language.fill(Sentence::FiguresRange, &ends)
    });
    match (figure.value.map(write), range) {
        (Some(value), Some(range)) => [&*value, " (", &*range, ")"].concat(),
        (Some(value), None) => value,
        (None, Some(range)) => range,
        (None, _) => undefined(),
    }
}

fn derivation(session: Session, id: Which) -> Node {
    let action = session.action();
    session.say(|language| {
        session.with_shown(|shown| {
            let shown = shown.as_ref();
            let lines = shown.and_then(|shown| {
                let figure = found(shown, id)?;
                let level = shown.outcome.level();
                Some(derivation_of(language, &figure, level, &action))
            });
            Node::Several(lines.unwrap_or_default())
        })
    })
}

/// The definition of a figure, its formula with names and with numbers, and its source.
pub(super) fn derivation_of(
    language: &Language,
    figure: &Figure,
    level: f64,
    action: &ActionWords,
) -> Vec<Node> {
    let definition = said::definition(language, figure.id, level);
    let mut lines = vec![paragraph("definition", definition).into()];
    for step in &figure.steps {
        let [names, numbers] = said::step(language, step, action);
        lines.push(paragraph("formula", names).into());
        lines.push(paragraph("formula numbers", numbers).into());
    }
    lines.push(paragraph("source", said::source(language, figure.source)).into());
    lines
}

/// A figure that opens, as it is now.
pub(super) fn stated(
    language: &Language,
    figure: &Figure,
    unit: String,
    level: f64,
    action: &ActionWords,
) -> Node {
    let name = said::figure(language, figure.id);
    let value = written(language, figure, &unit);
    let derivation = derivation_of(language, figure, level, action);
    element("details")
        .class("figure")
        .child(element("summary").children(cells(
            Node::Text(name),
            Node::Text(value),
            Node::Text(unit),
        )))
        .child(element("div").class("derivation").children(derivation))
        .into()
}

/// The line of a figure: its name, its value and what stands beside it.
pub(super) fn cells(name: Node, value: Node, unit: Node) -> [Node; 3] {
    let amount = element("span")
        .child(span("value", value).part("value"))
        .child(blank())
        .child(span("unit", unit));
    [span("name", name).into(), blank(), amount.into()]
}
