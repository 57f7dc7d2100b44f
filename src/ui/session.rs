//! The state of one element: what stands in its fields, how it is shown, what comes of it.

use crate::messages::Language;
use crate::messages::words::ActionWords;
use crate::outcome::figure::Figure;
use crate::outcome::{Outcome, outcome};
use crate::scenario::draft::{Draft, Row, Value};
use crate::scenario::field::{ACTIONS, FieldError, FieldId, Problem};
use crate::scenario::rate::{Per, denominator};
use crate::scenario::scenario as read_scenario;
use crate::scenario::view::View;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use std::rc::Rc;

/// How an element is shown, by its attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The views, in order.
    pub views: Vec<View>,
    /// The view that is shown.
    pub view: View,
    /// Whether the reader or `scenario` chose it; else it is the first.
    pub is_chosen: bool,
    /// The fields that are offered first, in order; those of the view where none are named.
    pub fields: Vec<FieldId>,
    /// What the element is called; empty for the view's own title.
    pub label: String,
}

/// Something that the reader did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A key was pressed in a field, or a choice made.
    Input,
    /// A change was committed: the field was left, or a choice made.
    Change,
}

/// The last valid outcome, and whether the fields have moved on since.
#[derive(Debug)]
pub struct Shown {
    /// The view that it belongs to.
    pub view: View,
    /// The outcome.
    pub outcome: Outcome,
    /// Its figures with their derivations.
    pub figures: Vec<Figure>,
    /// Whether it is of the view's example, which is never mixed with figures of the page's.
    is_example: bool,
    /// Whether the input is invalid now.
    pub stale: bool,
}

/// What many sentences depend on and few keys change.
#[derive(Clone, Debug, PartialEq)]
struct Known {
    /// The view that this is about.
    view: View,
    /// What was wrong when the reader last paused.
    told: Vec<FieldError>,
    /// What is wrong and to be said now.
    said: Vec<FieldError>,
    /// What people did.
    action: ActionWords,
    /// The denominator in force.
    per: Per,
    /// How sure the ranges are to be, where the view has any.
    level: Option<f64>,
}

/// What comes of what stands in the fields.
struct Current {
    /// The last valid outcome of the view.
    shown: Option<Shown>,
    /// What is wrong; nothing where the outcome is fresh.
    errors: Vec<FieldError>,
}

/// What comes of what stands in the fields. It is handed from one computation to the next and
/// never copied or compared: an outcome may have hundreds of entries.
#[derive(Clone, Copy)]
pub struct Showing(Memo<Current>);

impl Showing {
    /// Reads the last valid outcome.
    pub fn with<T>(self, read: impl FnOnce(&Option<Shown>) -> T) -> T {
        self.0.with(|current| read(&current.shown))
    }

    /// Reads the last valid outcome, once.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Option<Shown>) -> T) -> T {
        self.0.with_untracked(|current| read(&current.shown))
    }

    /// Reads what is wrong, once.
    pub fn errors_untracked<T>(self, read: impl FnOnce(&[FieldError]) -> T) -> T {
        self.0.with_untracked(|current| read(&current.errors))
    }
}

/// The state of one element. A handle: copies are the same state.
#[derive(Clone, Copy)]
pub struct Session {
    /// What stands in the fields.
    pub draft: RwSignal<Draft>,
    /// The language of its words and numbers.
    pub language: RwSignal<Language, LocalStorage>,
    /// How it is shown.
    pub options: RwSignal<Options>,
    /// Changes whenever the views or the fields do, and the card is to be built anew.
    pub shape: RwSignal<bool>,
    /// Whether the line of assumptions is open, and what is behind it worth drawing.
    pub unfolded: RwSignal<bool>,
    /// Changes whenever the views do, and the tabs are to be built anew.
    pub tabs: RwSignal<bool>,
    /// What many sentences depend on and few keys change.
    known: Memo<Known>,
    /// The last valid outcome.
    pub shown: Showing,
    /// Whether the reader is in the middle of typing: what is wrong now may be right with the
    /// next key, and is said only when they pause.
    pub typing: RwSignal<bool>,
    notify: StoredValue<Rc<dyn Fn(Moment)>, LocalStorage>,
    pause: StoredValue<Pause, LocalStorage>,
}

/// How long a reader may hesitate between two keys before mistakes are said, in milliseconds.
const PATIENCE: i32 = 700;

/// The end of the reader's typing, which every key puts off.
pub struct Pause {
    ended: Closure<dyn Fn()>,
    timer: Option<i32>,
}

impl Pause {
    fn put_off(&mut self) {
        self.cancel();
        let ended = self.ended.as_ref().unchecked_ref();
        self.timer = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(ended, PATIENCE)
            .ok();
    }

    fn cancel(&mut self) {
        if let Some(timer) = self.timer.take() {
            window().clear_timeout_with_handle(timer);
        }
    }
}

impl Drop for Pause {
    fn drop(&mut self) {
        self.cancel();
    }
}

impl Session {
    /// A fresh state; `notify` hears what the reader does.
    pub fn new(
        draft: Draft,
        options: Options,
        language: Language,
        notify: Rc<dyn Fn(Moment)>,
    ) -> Self {
        let draft = RwSignal::new(draft);
        let language = RwSignal::new_local(language);
        let options = RwSignal::new(options);
        let view = move || options.with(|options| options.view);
        // What was last valid in the views that are not shown now.
        let aside = StoredValue::new(Vec::<Shown>::new());
        let current = Memo::new_owning(move |before: Option<Current>| {
            let view = view();
            let mut last = before.and_then(|before| before.shown);
            if let Some(other) = last.take_if(|last| last.view != view) {
                aside.update_value(|aside| aside.push(other));
            }
            if last.is_none() {
                aside.update_value(|aside| {
                    let known = aside.iter().position(|other| other.view == view);
                    last = known.map(|place| aside.swap_remove(place));
                });
            }
            let is_example = draft.with(|draft| draft.is_example(view));
            let read = language.with(|language| {
                draft.with(|draft| read_scenario(draft, view, &*language.numerals))
            });
            let current = match read {
                Ok(scenario) => {
                    let outcome = outcome(scenario);
                    let shown = Shown {
                        view,
                        figures: outcome.figures(),
                        outcome,
                        is_example,
                        stale: false,
                    };
                    Current {
                        shown: Some(shown),
                        errors: Vec::new(),
                    }
                }
                Err(errors) => {
                    last = last.filter(|last| last.is_example == is_example);
                    if let Some(last) = &mut last {
                        last.stale = true;
                    }
                    Current {
                        shown: last,
                        errors,
                    }
                }
            };
            (current, true)
        });
        let typing = RwSignal::new(false);
        let known = Memo::new(move |before: Option<&Known>| {
            let view = view();
            let now = current.with(|current| current.errors.clone());
            let told = match before {
                // Another view is another question: what was said of the last one is not of this.
                Some(before) if typing.get() && before.view == view => before.told.clone(),
                _ => now.clone(),
            };
            language.with(|language| {
                draft.with(|draft| Known {
                    view,
                    said: to_be_said(&now, &told),
                    told,
                    action: action_words(draft, view, language),
                    per: denominator(draft, view, &*language.numerals),
                    level: level(draft, view, language),
                })
            })
        });
        Self {
            draft,
            language,
            options,
            shape: RwSignal::new(false),
            tabs: RwSignal::new(false),
            unfolded: RwSignal::new(false),
            known,
            shown: Showing(current),
            typing,
            notify: StoredValue::new_local(notify),
            pause: StoredValue::new_local(Pause {
                ended: Closure::new(move || typing.set(false)),
                timer: None,
            }),
        }
    }

    /// What the reader types into a field.
    pub fn type_text(self, field: FieldId, text: String) {
        self.draft.update(|draft| draft.type_text(field, text));
        self.typed();
    }

    /// Puts a value into a field, as a slider does.
    pub fn put(self, field: FieldId, value: Value) {
        self.draft.update(|draft| draft.put(field, value));
        self.typed();
    }

    /// The number in a field, if it has a valid one.
    pub fn number(self, field: FieldId) -> Option<f64> {
        let view = self.view();
        self.read(
            |draft, language| match draft.read(view, field, &*language.numerals) {
                Ok(Some(Value::Number(number))) => Some(number),
                _ => None,
            },
        )
    }

    fn typed(self) {
        self.pause.update_value(Pause::put_off);
        if !self.typing.get_untracked() {
            self.typing.set(true);
        }
        self.tell(Moment::Input);
    }

    /// The reader has left a field or made a choice.
    pub fn commit(self, field: FieldId) {
        let numerals = self
            .language
            .with_untracked(|language| Rc::clone(&language.numerals));
        self.draft.update(|draft| draft.settle(field, &*numerals));
        self.pause.update_value(Pause::cancel);
        if self.typing.get_untracked() {
            self.typing.set(false);
        }
        self.tell(Moment::Change);
    }

    fn tell(self, moment: Moment) {
        self.notify.with_value(|notify| notify(moment));
    }

    /// The view that is shown.
    pub fn view(self) -> View {
        self.options.with(|options| options.view)
    }

    /// Shows a view.
    pub fn choose_view(self, view: View) {
        let is_other = self.options.with_untracked(|options| options.view != view);
        self.options.update(|options| {
            options.view = view;
            options.is_chosen = true;
        });
        if is_other {
            self.shape.update(|shape| *shape = !*shape);
        }
    }

    /// The reader turns to a view.
    pub fn turn_to(self, view: View) {
        if self.options.with_untracked(|options| options.view == view) {
            return;
        }
        self.choose_view(view);
        self.pause.update_value(Pause::cancel);
        if self.typing.get_untracked() {
            self.typing.set(false);
        }
        self.tell(Moment::Change);
    }

    /// Whether anything was wrong when the reader last paused.
    pub fn is_told_wrong(self) -> bool {
        self.known.with(|known| !known.told.is_empty())
    }

    /// The problem of a field, if it has one that is to be said now.
    pub fn problem(self, field: FieldId) -> Option<Problem> {
        self.problem_at(field, None)
    }

    /// The problem of a field, or of a cell of a list.
    pub fn problem_at(self, field: FieldId, cell: Option<(usize, FieldId)>) -> Option<Problem> {
        self.known.with(|Known { said, .. }| {
            let mut errors = said.iter();
            let error = errors.find(|error| error.field == field && error.cell == cell)?;
            Some(error.problem)
        })
    }

    /// Whether anything in a field or in its rows is wrong and to be said now.
    pub fn is_wrong(self, field: FieldId) -> bool {
        self.known
            .with(|known| known.said.iter().any(|error| error.field == field))
    }

    /// The text in a cell of a list.
    pub fn cell_text(self, field: FieldId, row: usize, column: usize) -> String {
        let view = self.view();
        self.read(|draft, language| {
            let table = draft.table(view, field);
            let id = field.columns().get(column).copied();
            match (table.cell(row, column), id) {
                (Some(cell), Some(id)) => cell.shown(id, &*language.numerals),
                _ => String::new(),
            }
        })
    }

    /// What the reader types into a cell of a list.
    pub fn type_cell(self, field: FieldId, cell: (usize, usize), text: String) {
        let view = self.view();
        self.draft
            .update(|draft| draft.type_cell(view, field, cell, text));
        self.typed();
    }

    /// The reader has put other rows into a list: a row more or less, another order, a pasted table.
    pub fn change_rows(self, field: FieldId, change: &dyn Fn(&mut Vec<Row>)) {
        let view = self.view();
        self.draft.update(|draft| {
            let mut table = draft.table(view, field);
            change(table.rows_mut());
            draft.set_table(field, table);
        });
        self.commit(field);
    }

    /// The text that a field shows.
    pub fn text(self, field: FieldId) -> String {
        let view = self.view();
        self.read(|draft, language| draft.shown(view, field, &*language.numerals))
    }

    /// Reads what stands in the fields, in the language of the element.
    pub fn read<T>(self, read: impl FnOnce(&Draft, &Language) -> T) -> T {
        let language = self.speech();
        self.draft.with(|draft| read(draft, &language))
    }

    /// Words in the language of the element.
    pub fn say<T>(self, words: impl FnOnce(&Language) -> T) -> T {
        words(&self.speech())
    }

    /// A copy, which is little more than a pointer: reading within the signal is generic code, of
    /// which every sentence would bring its own.
    #[inline(never)]
    fn speech(self) -> Language {
        self.language.get()
    }

    /// Words about the outcome that is shown; empty before there is one.
    pub fn tell_of(self, words: impl FnOnce(&Language, &Shown) -> String) -> String {
        self.say(|language| {
            self.shown.with(|shown| {
                shown
                    .as_ref()
                    .map_or(String::new(), |shown| words(language, shown))
            })
        })
    }

    /// The denominator in force.
    pub fn per(self) -> Per {
        self.known.with(|known| known.per)
    }

    /// Whether a field stands behind the line of assumptions, and that is closed.
    pub fn is_folded(self, field: FieldId) -> bool {
        let is_first = self
            .options
            .with(|options| match options.fields.as_slice() {
                [] => options.view.first().contains(&field),
                named => named.contains(&field),
            });
        !is_first && !self.unfolded.get()
    }

    /// How sure the ranges are to be, where the view has any and the field holds a level.
    pub fn level(self) -> Option<f64> {
        self.known.with(|known| known.level)
    }

    /// Whether a count stands beside the switch of the denominator: when it is the chosen one and
    /// the page does not give it, so that the reader has to.
    pub fn is_beside(self, field: FieldId) -> bool {
        self.per().field() == field && !self.draft.with(|draft| draft.is_given(self.view(), field))
    }

    /// What people did, in words that the reader chose.
    pub fn action(self) -> ActionWords {
        self.known.with(|known| known.action.clone())
    }
}

fn level(draft: &Draft, view: View, language: &Language) -> Option<f64> {
    match draft.read(view, FieldId::Level, &*language.numerals) {
        Ok(Some(Value::Number(level))) => Some(level),
        _ => None,
    }
}

/// What was said stays until it is mended; what is new waits for a pause.
fn to_be_said(now: &[FieldError], told: &[FieldError]) -> Vec<FieldError> {
    let mut said = Vec::new();
    for error in told {
        let mut now = now.iter();
        if now.any(|now| now.field == error.field && now.cell == error.cell) {
            said.push(*error);
        }
    }
    said
}

fn action_words(draft: &Draft, view: View, language: &Language) -> ActionWords {
    let read = |field| draft.read(view, field, &*language.numerals).ok().flatten();
    let place = match read(FieldId::Action) {
        // Where nobody can say what people did, it is called a conversion.
        _ if !view.fields().contains(&FieldId::Action) => ACTIONS.len() - 1,
        Some(Value::Choice(place)) => place,
        _ => 0,
    };
    let name = match read(FieldId::ActionName) {
        Some(Value::Text(name)) if place + 1 == ACTIONS.len() => name,
        _ => String::new(),
    };
    ActionWords { place, name }
}
