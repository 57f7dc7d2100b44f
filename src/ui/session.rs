//! The state of one element: what stands in its fields, how it is shown, what comes of it.

use crate::messages::Language;
use crate::messages::words::ActionWords;
use crate::outcome::figure::Figure;
use crate::outcome::rate::{RateOutcome, rate_outcome};
use crate::scenario::draft::{Draft, Value};
use crate::scenario::field::{ACTIONS, FieldError, FieldId, Problem};
use crate::scenario::rate::{Per, RateScenario, denominator, rate_scenario};
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
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The outcome.
    pub outcome: RateOutcome,
    /// Its figures with their derivations.
    pub figures: Vec<Figure>,
    /// Whether the input is invalid now.
    pub stale: bool,
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
    /// The valid scenario, or what is wrong.
    pub scenario: Memo<Result<RateScenario, Vec<FieldError>>>,
    /// The same as it was when the reader last paused.
    pub told: Memo<Result<RateScenario, Vec<FieldError>>>,
    /// The last valid outcome.
    pub shown: Memo<Option<Shown>>,
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
        let scenario = Memo::new(move |_| {
            language.with(|language| draft.with(|draft| rate_scenario(draft, &*language.numerals)))
        });
        let shown = Memo::new(move |before: Option<&Option<Shown>>| match scenario.get() {
            Ok(scenario) => {
                let outcome = rate_outcome(scenario);
                Some(Shown {
                    figures: outcome.figures(),
                    outcome,
                    stale: false,
                })
            }
            Err(_) => before.cloned().flatten().map(|shown| Shown {
                stale: true,
                ..shown
            }),
        });
        let typing = RwSignal::new(false);
        let told = Memo::new(move |before: Option<&Result<_, _>>| match before {
            Some(before) if typing.get() => before.clone(),
            _ => scenario.get(),
        });
        Self {
            draft,
            language,
            options: RwSignal::new(options),
            shape: RwSignal::new(false),
            scenario,
            told,
            shown,
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

    /// The problem of a field, if it has one that is to be said now.
    pub fn problem(self, field: FieldId) -> Option<Problem> {
        let problem = |scenario: &Result<RateScenario, Vec<FieldError>>| {
            let errors = scenario.as_ref().err()?;
            let error = errors.iter().find(|error| error.field == field)?;
            Some(error.problem)
        };
        // What was said stays until it is mended; what is new waits for a pause.
        self.scenario.with(problem)?;
        self.told.with(problem)
    }

    /// The text that a field shows.
    pub fn text(self, field: FieldId) -> String {
        self.read(|draft, language| draft.shown(View::Rate, field, &*language.numerals))
    }

    /// Reads what stands in the fields, in the language of the element.
    pub fn read<T>(self, read: impl FnOnce(&Draft, &Language) -> T) -> T {
        self.language
            .with(|language| self.draft.with(|draft| read(draft, language)))
    }

    /// Words in the language of the element.
    pub fn say<T>(self, words: impl FnOnce(&Language) -> T) -> T {
        self.language.with(words)
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
        self.read(|draft, language| denominator(draft, &*language.numerals))
    }

    /// Whether a count stands beside the switch of the denominator: when it is the chosen one and
    /// the page does not give it, so that the reader has to.
    pub fn is_beside(self, field: FieldId) -> bool {
        self.per().field() == field && !self.draft.with(|draft| draft.is_given(View::Rate, field))
    }

    /// What people did, in words that the reader chose.
    pub fn action(self) -> ActionWords {
        self.read(|draft, language| {
            let read = |field| {
                draft
                    .read(View::Rate, field, &*language.numerals)
                    .ok()
                    .flatten()
            };
            let place = match read(FieldId::Action) {
                Some(Value::Choice(place)) => place,
                _ => 0,
            };
            let name = match read(FieldId::ActionName) {
                Some(Value::Text(name)) if place + 1 == ACTIONS.len() => name,
                _ => String::new(),
            };
            ActionWords { place, name }
        })
    }
}
