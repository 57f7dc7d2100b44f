//! A list of rows that a reader edits: a cell a column; rows added, removed, moved and pasted; and
//! every such step taken back.

use super::field::{input_of, label, value, value_of};
use super::node::{Element, Node, element, part, words};
use super::session::Session;
use super::watched::{Flag, fact_of, facts, first, place_of};
use super::{focus_soon, group, is_open, paragraph, root_of, span};
use crate::locale::Style;
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::scenario::draft::{Row, Table};
use crate::scenario::field::{FieldId, Kind};
use crate::scenario::pasted::{PastedTable, pasted_table};
use core::cell::RefCell;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::{Event, ShadowRoot};
use std::rc::Rc;

/// So many steps can be taken back.
const REMEMBERED: usize = 50;

/// A list that is edited. Its parts hold it by reference count: each of them would carry a copy.
struct List {
    session: Session,
    field: FieldId,
    columns: &'static [FieldId],
    min: usize,
    max: usize,
    state: RefCell<Editing>,
    /// Whether there is a step to take back.
    has_past: Flag,
    /// Changes whenever there is something else to be said.
    news: ArcTrigger,
}

/// What the reader did with a list.
#[derive(Default)]
struct Editing {
    /// How the list stood before each step, the last one at the end.
    past: Vec<Table>,
    /// The cell in which the reader is typing: all its keys are one step.
    typing: Option<(usize, usize)>,
    /// What is to be said of the last pasted table.
    told: String,
}

impl List {
    fn table(&self) -> Table {
        self.session.table(self.field)
    }

    /// Keeps the list as it stands, to come back to.
    fn remember(&self) {
        let table = untrack(|| self.table());
        {
            let mut state = self.state.borrow_mut();
            if state.past.len() >= REMEMBERED {
                state.past.remove(0);
            }
            state.past.push(table);
            state.typing = None;
        }
        if !self.has_past.get_untracked() {
            self.has_past.set(true);
        }
    }

    fn change(&self, change: &dyn Fn(&mut Vec<Row>)) {
        self.remember();
        self.session.change_rows(self.field, change);
    }

    fn undo(&self) {
        let (before, is_last) = {
            let mut state = self.state.borrow_mut();
            state.typing = None;
            (state.past.pop(), state.past.is_empty())
        };
        if is_last {
            self.has_past.set(false);
        }
        if let Some(before) = before {
            let back = |now: &mut Vec<Row>| *now = before.rows().to_vec();
            self.session.change_rows(self.field, &back);
        }
    }

    /// The names of the columns.
    fn labels(&self, language: &Language, action: &ActionWords) -> Vec<String> {
        let label = |&column| said::label(language, column, action);
        self.columns.iter().map(label).collect()
    }

    /// Takes over a pasted table from a cell on, or instead of all rows where there is none.
    ///
    /// Returns whether it did, `None` where it is no table; what is to be said stands in `told`.
    fn paste(&self, text: &str, cell: Option<(usize, usize)>) -> Option<bool> {
        let session = self.session;
        let action = untrack(|| session.action());
        let columns = self.columns;
        let (row, column) = cell.unwrap_or((0, 0));
        let read = |language: &Language| {
            let labels = self.labels(language, &action);
            pasted_table(text, columns, &labels, column, &*language.numerals)
        };
        let found = untrack(|| session.say(read));
        let Some(found) = found else {
            // A single cell is typed and no table: nothing is to be said of it.
            if cell.is_none() || text.trim().contains(['\n', '\t']) {
                self.tell(Sentence::RowsPasteNone, 0);
            }
            return None;
        };
        let count = found.records.len();
        if row + count > self.max {
            self.tell(Sentence::RowsPasteTooMany, row + count);
            return Some(false);
        }
        // An example is nobody's figures, and is never mixed with anybody's.
        let replaces = cell.is_none() || untrack(|| session.is_plain_example());
        self.change(&|rows| {
            if replaces {
                rows.clear();
            }
            found.put(rows, if replaces { 0 } else { row }, columns.len());
        });
        self.tell(Sentence::RowsPasteDone, count);
        untrack(|| session.say(|language| self.add(&found, language, &action)));
        Some(true)
    }

    /// Adds what was decided about a pasted table without asking.
    fn add(&self, found: &PastedTable, language: &Language, action: &ActionWords) {
        let mark = found.decimal.unwrap_or_default().to_string();
        let mut names = Vec::new();
        for column in found.columns.iter().flatten() {
            if let Some(&column) = self.columns.get(*column) {
                names.push(said::label(language, column, action));
            }
        }
        let names = listed(&names);
        let arguments = [
            ("columns", Argument::Text(&names)),
            ("mark", Argument::Text(&mark)),
        ];
        for (is_so, sentence) in [
            (found.is_guessed, Sentence::RowsPasteGuessed),
            (found.decimal.is_some(), Sentence::RowsPasteDecimal),
            (found.has_total, Sentence::RowsPasteTotal),
        ] {
            if is_so {
                let mut state = self.state.borrow_mut();
                state.told.push(' ');
                state.told.push_str(&language.fill(sentence, &arguments));
            }
        }
        self.news.notify();
    }

    fn tell(&self, sentence: Sentence, rows: usize) {
        let arguments = [("rows", whole(rows)), ("max", whole(self.max))];
        let words = untrack(|| {
            self.session
                .say(|language| language.fill(sentence, &arguments))
        });
        self.state.borrow_mut().told = words;
        self.news.notify();
    }
}

/// Names one after another, by hand: the library's way to join costs half a kilobyte.
pub(super) fn listed(names: &[String]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(" · ");
        }
        list.push_str(name);
    }
    list
}

fn whole(number: usize) -> Argument<'static> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Argument::Number(number.into(), Style::Decimal(0))
}

/// A list.
///
/// - `session`: the element's state.
/// - `field`: which list.
pub fn rows(session: Session, field: FieldId) -> Node {
    let Kind::List { columns, min, max } = field.row().kind else {
        return Node::Nothing;
    };
    let list = Rc::new(List {
        session,
        field,
        columns,
        min,
        max,
        state: RefCell::default(),
        has_past: Flag::new(false),
        news: ArcTrigger::new(),
    });
    let count = facts(Box::new(move |_| {
        fact_of(session.table(field).rows().len())
    }));
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
    let of_lines = Rc::clone(&list);
    let lines = part(move || {
        let count = place_of(first(count));
        group("lines", (0..count).map(|row| line(&of_lines, row, count)))
    });
    let of_add = Rc::clone(&list);
    let add = part(move || {
        if place_of(first(count)) >= max {
            return Node::Nothing;
        }
        let list = Rc::clone(&of_add);
        let pressed = move |root| {
            let row = place_of(untrack(|| first(count)));
            list.change(&|rows| rows.push(vec![None; columns.len()]));
            focus(root, field, row);
        };
        button(session, Sentence::RowsAdd, "add", Box::new(pressed))
    });
    // By whether there is anything to take back: the button keeps the focus from step to step.
    let of_undo = Rc::clone(&list);
    let undo = part(move || {
        if !of_undo.has_past.get() {
            return Node::Nothing;
        }
        let list = Rc::clone(&of_undo);
        let pressed = move |root| {
            list.undo();
            // The button goes with the last step.
            if !list.has_past.get_untracked() {
                focus(root, field, 0);
            }
        };
        button(session, Sentence::RowsUndo, "undo", Box::new(pressed))
    });
    element("div")
        .class("list")
        .part("field")
        .set("role", "group")
        .set("aria-labelledby", title_id.clone())
        .set("data-field", field.name())
        .set("data-columns", columns.len().to_string())
        .apart()
        .child(
            span("label title", label(session, field))
                .part("label")
                .set("id", title_id),
        )
        .child(paragraph("hint", hint).part("hint"))
        .child(
            element("div")
                .class("line columns")
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
        .child(group("tools", [add, undo]))
        .child(paste_area(&list))
        .child(news(list))
        .into()
}

/// What is said of the last pasted table.
fn news(list: Rc<List>) -> Element {
    let told = words(move || {
        list.news.track();
        list.state.borrow().told.clone()
    });
    paragraph("hint told", told).set("role", "status")
}

/// What opens to paste a whole table into.
fn paste_area(list: &Rc<List>) -> Node {
    let session = list.session;
    let opened = Flag::new(false);
    let name = list.field.name();
    let (id, hint_id) = ([name, "-paste"].concat(), [name, "-paste-hint"].concat());
    let of_area = Rc::clone(list);
    let inside = part(move || {
        let list = Rc::clone(&of_area);
        if !opened.get() {
            return Node::Nothing;
        }
        let action = session.action();
        let hint = session.say(|language| {
            let columns = listed(&list.labels(language, &action));
            let columns = ("columns", Argument::Text(&columns));
            language.fill(Sentence::RowsPasteHint, &[columns])
        });
        let area = element("textarea")
            .part("input")
            .set("id", id.clone())
            .set("rows", "5")
            .set("spellcheck", "false")
            .set("autocomplete", "off")
            .set("aria-describedby", hint_id.clone());
        let area_id = id.clone();
        let pressed = move |root: Option<ShadowRoot>| {
            let area = root
                .as_ref()
                .and_then(|root| root.get_element_by_id(&area_id));
            let text = area.map_or(String::new(), value_of);
            if list.paste(&text, None) == Some(true) {
                opened.set(false);
                focus(root, list.field, 0);
            }
        };
        let used = button(session, Sentence::RowsPasteUse, "use", Box::new(pressed));
        Node::Several(vec![
            element("label")
                .set("for", id.clone())
                .child(session.say(|language| language.say(Sentence::RowsPaste)))
                .into(),
            paragraph("hint", hint)
                .part("hint")
                .set("id", hint_id.clone())
                .into(),
            area.into(),
            used,
        ])
    });
    element("details")
        .class("paste")
        .property("open", move || opened.get().into())
        .on("toggle", move |event| opened.set(is_open(&event)))
        .child(element("summary").child(session.say(|language| language.say(Sentence::RowsPaste))))
        .child(inside)
        .into()
}

fn line(list: &Rc<List>, row: usize, count: usize) -> Node {
    let (session, field) = (list.session, list.field);
    let cells = list
        .columns
        .iter()
        .enumerate()
        .map(|(place, &column)| cell(list, column, (row, place)));
    let mut tools = Vec::new();
    if row > 0 {
        let list = Rc::clone(list);
        let pressed = move |root| {
            list.change(&|rows| {
                if row < rows.len() {
                    rows.swap(row, row - 1);
                }
            });
            focus(root, field, row - 1);
        };
        tools.push(button(session, Sentence::RowsUp, "up", Box::new(pressed)));
    }
    if count > list.min {
        let list = Rc::clone(list);
        let pressed = move |root| {
            list.change(&|rows| {
                if row < rows.len() {
                    rows.remove(row);
                }
            });
            focus(root, field, row.saturating_sub(1));
        };
        let pressed = Box::new(pressed);
        tools.push(button(session, Sentence::RowsRemove, "remove", pressed));
    }
    let number = whole(row + 1);
    let name = session.say(|language| language.fill(Sentence::RowsRow, &[("row", number)]));
    element("div")
        .class("line")
        .set("role", "group")
        .set("aria-label", name)
        .set("data-row", row.to_string())
        .apart()
        .children(cells)
        .child(group("tools", tools))
        .into()
}

fn cell(list: &Rc<List>, column: FieldId, (row, place): (usize, usize)) -> Node {
    let (session, field) = (list.session, list.field);
    let (of_typing, of_leaving, of_paste) = (Rc::clone(list), Rc::clone(list), Rc::clone(list));
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
            if of_typing.state.borrow().typing != Some((row, place)) {
                of_typing.remember();
                of_typing.state.borrow_mut().typing = Some((row, place));
            }
            session.type_cell(field, (row, place), value(&event));
        })
        .on("change", move |_| {
            of_leaving.state.borrow_mut().typing = None;
            session.commit(field);
        })
        .on("paste", move |event| {
            if pasted_text(&event)
                .is_some_and(|text| of_paste.paste(&text, Some((row, place))).is_some())
            {
                event.prevent_default();
                focus_soon(root_of(&event), cell_id(field, row, column));
            }
        });
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

/// What is being pasted, where it is a text.
fn pasted_text(event: &Event) -> Option<String> {
    let clipboard = js_sys::Reflect::get(event, &JsValue::from_str("clipboardData")).ok()?;
    let read = js_sys::Reflect::get(&clipboard, &JsValue::from_str("getData")).ok()?;
    let read: js_sys::Function = leptos::wasm_bindgen::JsCast::dyn_into(read).ok()?;
    read.call1(&clipboard, &JsValue::from_str("text/plain"))
        .ok()?
        .as_string()
}

fn cell_id(field: FieldId, row: usize, column: FieldId) -> String {
    [field.name(), "-", &row.to_string(), "-", column.name()].concat()
}

fn button(
    session: Session,
    sentence: Sentence,
    class: &'static str,
    pressed: Box<dyn Fn(Option<ShadowRoot>)>,
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
