//! A list of rows that a reader edits: a cell a column, rows added, removed and moved.

use super::field::{input_of, label};
use super::node::{Node, element, part, words};
use super::session::Session;
use super::{focus_soon, group, paragraph, root_of, span};
use crate::messages::format::Argument;
use crate::messages::{Sentence, words as said};
use crate::scenario::field::{FieldId, Kind};
use leptos::prelude::*;
use leptos::web_sys::ShadowRoot;

/// A list.
///
/// - `session`: the element's state.
/// - `field`: which list.
pub fn rows(session: Session, field: FieldId) -> Node {
    let Kind::List { columns, min, max } = field.row().kind else {
        return Node::Nothing;
    };
    let count = Memo::new(move |_| {
        let view = session.view();
        session
            .draft
            .with(|draft| draft.table(view, field).rows().len())
    });
    let head = columns
        .iter()
        .map(|&column| span("label", label(session, column)).part("label").into());
    let title_id = [field.name(), "-label"].concat();
    let hint = words(move || session.say(|language| said::hint(language, field)));
    let error = words(move || {
        let action = session.action();
        session.problem(field).map_or(String::new(), |problem| {
            session.say(|language| said::problem(language, field, problem, &action))
        })
    });
    let lines = part(move || {
        let count = count.get();
        let line = |row| line(session, field, columns, row, count, min);
        group("lines", (0..count).map(line))
    });
    let add = part(move || {
        if count.get() >= max {
            return Node::Nothing;
        }
        button(session, Sentence::RowsAdd, "add", move |root| {
            let row = count.get_untracked();
            session.change_rows(field, |rows| rows.push(vec![None; columns.len()]));
            focus(root, field, row);
        })
    });
    element("div")
        .class("list")
        .part("field")
        .set("role", "group")
        .set("aria-labelledby", title_id.clone())
        .set("data-field", field.name())
        .set("data-columns", columns.len().to_string())
        .child(
            span("label title", label(session, field))
                .part("label")
                .set("id", title_id),
        )
        .child(paragraph("hint", hint).part("hint"))
        .child(
            element("div")
                .class("line head")
                .set("aria-hidden", "true")
                .children(head),
        )
        .child(lines)
        .child(
            paragraph("error", error)
                .part("error")
                .set("role", "status")
                .set("id", [field.name(), "-error"].concat()),
        )
        .child(group("tools", [add]))
        .into()
}

fn line(
    session: Session,
    field: FieldId,
    columns: &'static [FieldId],
    row: usize,
    count: usize,
    min: usize,
) -> Node {
    let cells = columns
        .iter()
        .enumerate()
        .map(|(place, &column)| cell(session, field, column, (row, place)));
    let mut tools = Vec::new();
    if row > 0 {
        tools.push(button(session, Sentence::RowsUp, "up", move |root| {
            session.change_rows(field, |rows| {
                if row < rows.len() {
                    rows.swap(row, row - 1);
                }
            });
            focus(root, field, row - 1);
        }));
    }
    if count > min {
        tools.push(button(
            session,
            Sentence::RowsRemove,
            "remove",
            move |root| {
                session.change_rows(field, |rows| {
                    if row < rows.len() {
                        rows.remove(row);
                    }
                });
                focus(root, field, row.saturating_sub(1));
            },
        ));
    }
    let number = Argument::Number(
        f64::from(u32::try_from(row + 1).unwrap_or(u32::MAX)),
        crate::locale::Style::Decimal(0),
    );
    let name = session.say(|language| language.fill(Sentence::RowsRow, &[("row", number)]));
    element("div")
        .class("line")
        .set("role", "group")
        .set("aria-label", name)
        .set("data-row", row.to_string())
        .children(cells)
        .child(group("tools", tools))
        .into()
}

fn cell(session: Session, field: FieldId, column: FieldId, (row, place): (usize, usize)) -> Node {
    let id = cell_id(field, row, column);
    let error_id = [&*id, "-error"].concat();
    let problem = move || session.problem_at(field, Some((row, column)));
    let error = words(move || {
        let action = session.action();
        problem().map_or(String::new(), |problem| {
            session.say(|language| said::problem(language, column, problem, &action))
        })
    });
    let input = input_of(column)
        .set("id", id.clone())
        .set("data-column", column.name())
        .changing("aria-invalid", move || {
            problem().is_some().then(|| "true".to_owned())
        })
        .set("aria-describedby", error_id.clone())
        .property("value", move || session.cell_text(field, row, place).into())
        .on("input", move |event| {
            session.type_cell(field, (row, place), super::field::value(&event));
        })
        .on("change", move |_| session.commit(field));
    let unit = super::field::unit(session, column);
    element("div")
        .class("cell")
        .set("data-column", column.name())
        .child(
            element("label")
                .class("label")
                .set("for", id)
                .child(label(session, column)),
        )
        .child(
            element("div")
                .class("box")
                .changing("data-unit", unit)
                .child(input),
        )
        .child(
            paragraph("error", error)
                .part("error")
                .set("role", "status")
                .set("id", error_id),
        )
        .into()
}

fn cell_id(field: FieldId, row: usize, column: FieldId) -> String {
    [field.name(), "-", &row.to_string(), "-", column.name()].concat()
}

fn button(
    session: Session,
    sentence: Sentence,
    class: &'static str,
    pressed: impl Fn(Option<ShadowRoot>) + 'static,
) -> Node {
    let words = session.say(|language| language.say(sentence));
    element("button")
        .class(class)
        .set("type", "button")
        .set("title", words.clone())
        .on("click", move |event| pressed(root_of(&event)))
        .child(span("words", words))
        .into()
}

/// Puts the focus into the first cell of a row: the button that was pressed may be gone.
fn focus(root: Option<ShadowRoot>, field: FieldId, row: usize) {
    if let Some(&column) = field.columns().first() {
        focus_soon(root, cell_id(field, row, column));
    }
}
