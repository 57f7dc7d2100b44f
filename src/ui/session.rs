//! The state of one element: what stands in its fields, how it is shown, what comes of it.

use super::watched::Watched;
use crate::apart::{self, Arrival, Part};
use crate::messages::Language;
use crate::messages::words::ActionWords;
use crate::outcome::figure::Figure;
use crate::outcome::{Outcome, outcome};
use crate::scenario::draft::{Draft, Row, Table, Value};
use crate::scenario::field::{ACTIONS, FieldError, FieldId, Problem};
use crate::scenario::rate::{Per, denominator};
use crate::scenario::scenario as read_scenario;
use crate::scenario::view::View;
use core::cell::{Cell, OnceCell, RefCell};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::HtmlElement;
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
    /// The view was opened earlier, and what it needed has come: the change is committed.
    Opened,
    /// A view was opened that needs what is not here yet.
    Opening(Part),
}

/// The last valid outcome, and whether the fields have moved on since.
#[derive(Debug)]
pub struct Shown {
    /// The view that it belongs to.
    pub view: View,
    /// The outcome.
    pub outcome: Outcome,
    /// Its figures with their derivations, once somebody has asked for them.
    figures: OnceCell<Vec<Figure>>,
    /// Whether it is of the view's example, which is never mixed with figures of the page's.
    is_example: bool,
    /// Whether the input is invalid now.
    pub stale: bool,
}

impl Shown {
    /// Its figures with their derivations. Nobody asks while the list is out of sight and the
    /// reader types.
    pub fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| self.outcome.figures())
    }
}

/// What many sentences depend on and few keys change.
#[derive(Debug, PartialEq)]
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
    /// Whether what stands in the fields is the view's example, untouched.
    is_plain_example: bool,
}

/// All that an element knows.
pub struct State {
    /// The element on the page.
    host: HtmlElement,
    /// What stands in the fields.
    draft: RefCell<Draft>,
    /// Of each field, that something else stands in it.
    fields: Vec<ArcTrigger>,
    /// The last valid outcome of the view.
    shown: Watched<Option<Shown>>,
    /// What was last valid in the views that are not shown now.
    aside: RefCell<Vec<Shown>>,
    /// What is wrong; nothing where the outcome is fresh.
    errors: RefCell<Vec<FieldError>>,
    notify: Rc<dyn Fn(Moment)>,
    /// Whether the reader has turned to a view that is not here yet.
    is_turning: Cell<bool>,
    pause: RefCell<Pause>,
    /// The language of its words and numbers.
    pub language: Watched<Language>,
    /// How it is shown.
    pub options: Watched<Options>,
    /// Changes whenever the views or the fields do, and the card is to be built anew.
    pub shape: ArcTrigger,
    /// Whether the line of assumptions is open, and what is behind it worth drawing.
    pub unfolded: Watched<bool>,
    /// Changes whenever the views do, and the tabs are to be built anew.
    pub tabs: ArcTrigger,
    /// Changes when what takes a view elsewhere has come, or has failed to.
    pub sharing: ArcTrigger,
    /// What many sentences depend on and few keys change.
    known: Watched<Known>,
    /// Whether the reader is in the middle of typing: what is wrong now may be right with the
    /// next key, and is said only when they pause.
    pub typing: Watched<bool>,
}

thread_local! {
    /// The states of all elements; their place is the handle.
    static STATES: RefCell<Vec<Option<Rc<State>>>> = const { RefCell::new(Vec::new()) };

    /// Changes when an element comes or goes, or its reader has paused: for those who look at others.
    static OTHERS: ArcTrigger = ArcTrigger::new();
}

/// The state of one element. A handle: copies are the same state.
#[derive(Clone, Copy)]
pub struct Session(usize);

/// How long a reader may hesitate between two keys before mistakes are said, in milliseconds.
const PATIENCE: f64 = 700.0;

/// The end of the reader's typing, which every key puts off.
#[derive(Default)]
struct Pause {
    ended: Option<Closure<dyn Fn()>>,
    timer: Option<i32>,
    /// When it ends, by the browser's clock.
    end: f64,
}

impl Pause {
    /// A key. The timer runs on, and is wound again when it has run out too early: to wind it at
    /// every key would take a tenth of what a key takes.
    fn put_off(&mut self) {
        self.end = js_sys::Date::now() + PATIENCE;
        if self.timer.is_none() {
            self.wind(PATIENCE);
        }
    }

    fn wind(&mut self, millis: f64) {
        let Some(ended) = &self.ended else { return };
        #[expect(clippy::cast_possible_truncation, reason = "700 at most")]
        let millis = millis as i32;
        self.timer = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                ended.as_ref().unchecked_ref(),
                millis,
            )
            .ok();
    }

    /// The timer has run out: whether that is the end.
    fn is_over(&mut self) -> bool {
        self.timer = None;
        let rest = self.end - js_sys::Date::now();
        // A clock that is put back says more than there can be left.
        let is_early = (1.0..=PATIENCE).contains(&rest);
        if is_early {
            self.wind(rest);
        }
        !is_early
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
    /// A fresh state, of which nothing is computed before [`Session::refresh`]; `notify` hears what
    /// the reader does.
    pub fn new(
        host: HtmlElement,
        draft: Draft,
        options: Options,
        language: Language,
        notify: Rc<dyn Fn(Moment)>,
    ) -> Self {
        let mut fields = Vec::new();
        for _ in FieldId::ALL {
            fields.push(ArcTrigger::new());
        }
        let known = Known {
            view: options.view,
            told: Vec::new(),
            said: Vec::new(),
            action: ActionWords::default(),
            per: Per::Viewer,
            level: None,
            is_plain_example: false,
        };
        let state = Rc::new(State {
            host,
            draft: RefCell::new(draft),
            fields,
            shown: Watched::new(None),
            aside: RefCell::default(),
            errors: RefCell::default(),
            notify,
            is_turning: Cell::new(false),
            pause: RefCell::default(),
            language: Watched::new(language),
            options: Watched::new(options),
            shape: ArcTrigger::new(),
            tabs: ArcTrigger::new(),
            sharing: ArcTrigger::new(),
            unfolded: Watched::new(false),
            known: Watched::new(known),
            typing: Watched::new(false),
        });
        let session = STATES.with_borrow_mut(|all| {
            let free = all.iter().position(Option::is_none);
            let place = free.unwrap_or(all.len());
            if place == all.len() {
                all.push(None);
            }
            if let Some(slot) = all.get_mut(place) {
                *slot = Some(Rc::clone(&state));
            }
            Self(place)
        });
        let ended = Closure::new(move || session.rest());
        state.pause.borrow_mut().ended = Some(ended);
        session
    }

    /// Forgets it, which nobody may ask any more.
    pub fn end(self) {
        let state = STATES.with_borrow_mut(|all| all.get_mut(self.0)?.take());
        if let Some(state) = state {
            // It holds the handle, not the state; its timer goes with it.
            state.pause.take();
        }
        self.tell_others();
    }

    /// What it knows.
    ///
    /// # Panics
    ///
    /// After [`Session::end`], when nothing of the element is left that could ask.
    #[inline(never)]
    pub fn state(self) -> Rc<State> {
        let state = STATES.with_borrow(|all| all.get(self.0)?.clone());
        #[expect(clippy::expect_used, reason = "an element asks as long as it stands")]
        state.expect("a state")
    }

    /// Reads the last valid outcome.
    pub fn with_shown<T>(self, read: impl FnOnce(&Option<Shown>) -> T) -> T {
        self.state().shown.with(read)
    }

    /// Reads the last valid outcome, once.
    pub fn with_shown_untracked<T>(self, read: impl FnOnce(&Option<Shown>) -> T) -> T {
        self.state().shown.with_untracked(read)
    }

    /// Reads what is wrong, once.
    pub fn with_errors<T>(self, read: impl FnOnce(&[FieldError]) -> T) -> T {
        read(&self.state().errors.borrow())
    }

    /// The reader has paused, or is done.
    fn rest(self) {
        let is_over = self.state().pause.borrow_mut().is_over();
        if is_over && self.state().typing.get_untracked() {
            self.state().typing.set(false);
            self.know();
        }
    }

    /// Computes anew what comes of what stands in the fields: after any change of them, of the
    /// language or of the view.
    pub fn refresh(self) {
        let state = self.state();
        let view = self.state().options.with_untracked(|options| options.view);
        let language = self.state().language.get_untracked();
        let draft = state.draft.borrow();
        let mut last = state.shown.value.take();
        let mut is_news = true;
        {
            let mut aside = state.aside.borrow_mut();
            if let Some(other) = last.take_if(|last| last.view != view) {
                aside.push(other);
            }
            if last.is_none()
                && let Some(place) = aside.iter().position(|other| other.view == view)
            {
                last = Some(aside.swap_remove(place));
            }
        }
        let is_example = draft.is_example(view);
        let is_opening = self.is_opening();
        let errors = if is_opening {
            // Its code is not here.
            Vec::new()
        } else {
            match read_scenario(&draft, view, &*language.numerals) {
                Ok(scenario) => {
                    let outcome = outcome(scenario);
                    last = Some(Shown {
                        view,
                        figures: OnceCell::new(),
                        outcome,
                        is_example,
                        stale: false,
                    });
                    Vec::new()
                }
                Err(errors) => {
                    last = last.filter(|last| last.is_example == is_example);
                    if let Some(last) = &mut last {
                        // What is out of date already stays as it is.
                        is_news = !last.stale;
                        last.stale = true;
                    }
                    errors
                }
            }
        };
        state.shown.value.replace(last);
        drop(draft);
        state.errors.replace(errors);
        if is_news {
            state.shown.changed.notify();
        }
        self.know();
        if is_opening && let Some(part) = apart::part_of(view) {
            self.tell(Moment::Opening(part));
        }
    }

    /// Whether the view stands apart and is not here yet.
    pub fn is_opening(self) -> bool {
        let state = self.state();
        !state
            .options
            .with_untracked(|options| apart::is_here(options.view))
    }

    /// The loader knows more of a part.
    pub fn arrive(self, part: Part) {
        let state = self.state();
        if part == Part::Share {
            state.sharing.notify();
            return;
        }
        let view = state.options.with_untracked(|options| options.view);
        if apart::part_of(view) != Some(part) {
            return;
        }
        let is_here = apart::is_here(view);
        if is_here {
            self.refresh();
        }
        state.shape.notify();
        if is_here && state.is_turning.take() {
            self.tell(Moment::Opened);
        }
    }

    /// How it stands with what the view needs.
    pub fn arrival(self) -> Arrival {
        apart::part_of(self.view()).map_or(Arrival::Here, apart::arrival)
    }

    /// The reader has the loader try again.
    pub fn open_again(self) {
        if let Some(part) = apart::part_of(self.view()) {
            apart::set_arrival(part, Arrival::Awaited);
        }
        self.state().shape.notify();
        self.refresh();
    }

    /// The reader wants to take the view elsewhere.
    pub fn want_share(self) {
        if apart::arrival(Part::Share) != Arrival::Here {
            apart::set_arrival(Part::Share, Arrival::Awaited);
            self.state().sharing.notify();
            self.tell(Moment::Opening(Part::Share));
        }
    }

    /// The element on the page.
    pub fn host(self) -> HtmlElement {
        self.state().host.clone()
    }

    /// Finds out what many sentences depend on. Told only where it is not as before.
    fn know(self) {
        let state = self.state();
        let view = self.state().options.with_untracked(|options| options.view);
        let language = self.state().language.get_untracked();
        let now = state.errors.borrow();
        let draft = state.draft.borrow();
        let numerals = &*language.numerals;
        let is_typing = self.state().typing.get_untracked();
        let fresh = self.state().known.with_untracked(|before| {
            // Another view is another question: what was said of the last one is not of this.
            let told = if is_typing && before.view == view {
                before.told.clone()
            } else {
                now.clone()
            };
            let fresh = Known {
                view,
                said: to_be_said(&now, &told),
                told,
                action: action_words(&draft, view, &language),
                per: denominator(&draft, view, numerals),
                level: level(&draft, view, &language),
                is_plain_example: draft.is_plain_example(view),
            };
            (fresh != *before).then_some(fresh)
        });
        if let Some(fresh) = fresh {
            self.state().known.set(fresh);
        }
        if !is_typing {
            self.tell_others();
        }
    }

    /// Has those look again who look at other elements.
    pub fn tell_others(self) {
        OTHERS.with(ArcTrigger::notify);
    }

    /// The first conversion calculator of the page, where it is one of this module's. Looked for in
    /// the document in which the element stands now, and in no other.
    pub fn calculator(self) -> Option<Self> {
        OTHERS.with(ArcTrigger::track);
        let page = self.state().host.owner_document()?;
        let first = page.query_selector("conversion-calculator").ok()??;
        STATES.with_borrow(|all| {
            let mut states = all.iter();
            let is_it = |state: &Option<Rc<State>>| {
                state.as_ref().is_some_and(|state| *state.host == first)
            };
            states.position(is_it).map(Self)
        })
    }

    /// Whether a view has figures that its reader has seen, or its page given, and not only the
    /// example.
    pub fn has_own(self, view: View) -> bool {
        let state = self.state();
        let draft = state.draft.borrow();
        let is_seen = state.options.with_untracked(|options| options.view == view)
            || state.aside.borrow().iter().any(|aside| aside.view == view)
            || !draft.is_example(view);
        is_seen && !draft.is_plain_example(view)
    }

    /// Changes what stands in one field, and computes anew when that is done.
    fn change(self, field: FieldId, change: impl FnOnce(&mut Draft)) {
        let state = self.state();
        change(&mut state.draft.borrow_mut());
        if let Some(field) = state.fields.get(field as usize) {
            field.notify();
        }
    }

    /// Puts something else into all fields; nothing is computed anew before
    /// [`Session::refresh`].
    pub fn set_draft(self, draft: Draft) {
        let state = self.state();
        state.draft.replace(draft);
        state.fields.notify();
    }

    /// What stands in all fields, once.
    pub fn draft(self) -> Draft {
        self.state().draft.borrow().clone()
    }

    /// Reads what stands in all fields, once.
    pub fn with_draft<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        read(&self.state().draft.borrow())
    }

    /// The rows of a list.
    pub fn table(self, field: FieldId) -> Table {
        let view = self.view();
        self.followed(field).draft.borrow().table(view, field)
    }

    #[inline(never)]
    fn followed(self, field: FieldId) -> Rc<State> {
        let state = self.state();
        if let Some(field) = state.fields.get(field as usize) {
            field.track();
        }
        state
    }

    /// What the reader types into a field.
    pub fn type_text(self, field: FieldId, text: String) {
        self.change(field, |draft| draft.type_text(field, text));
        self.typed();
    }

    /// Puts a value into a field, as a slider does.
    pub fn put(self, field: FieldId, value: Value) {
        self.change(field, |draft| draft.put(field, value));
        self.typed();
    }

    /// Puts something else into several fields for the reader, one of which is `field`.
    pub fn put_all(self, draft: Draft, field: FieldId) {
        self.set_draft(draft);
        self.typed();
        self.commit(field);
    }

    /// The number in a field, if it has a valid one.
    pub fn number(self, field: FieldId) -> Option<f64> {
        let view = self.view();
        self.read(field, |draft, language| {
            match draft.read(view, field, &*language.numerals) {
                Ok(Some(Value::Number(number))) => Some(number),
                _ => None,
            }
        })
    }

    fn typed(self) {
        self.state().pause.borrow_mut().put_off();
        if !self.state().typing.get_untracked() {
            self.state().typing.set(true);
        }
        self.refresh();
        self.tell(Moment::Input);
    }

    /// The reader has left a field or made a choice.
    pub fn commit(self, field: FieldId) {
        let numerals = self.state().language.get_untracked().numerals;
        self.change(field, |draft| draft.settle(field, &*numerals));
        self.done();
        self.refresh();
        self.tell(Moment::Change);
    }

    /// Nothing is to be waited for any more.
    fn done(self) {
        self.state().pause.borrow_mut().cancel();
        if self.state().typing.get_untracked() {
            self.state().typing.set(false);
        }
    }

    fn tell(self, moment: Moment) {
        let state = self.state();
        (state.notify)(moment);
    }

    /// The view that is shown.
    pub fn view(self) -> View {
        self.state().options.with(|options| options.view)
    }

    /// Shows a view.
    pub fn choose_view(self, view: View) {
        let is_other = self
            .state()
            .options
            .with_untracked(|options| options.view != view);
        self.state().options.update(|options| {
            options.view = view;
            options.is_chosen = true;
        });
        if is_other {
            self.state().shape.notify();
            self.refresh();
        }
    }

    /// The reader turns to a view.
    pub fn turn_to(self, view: View) {
        if self
            .state()
            .options
            .with_untracked(|options| options.view == view)
        {
            return;
        }
        self.done();
        self.choose_view(view);
        // What comes of it is told when it is here.
        if self.is_opening() {
            self.state().is_turning.set(true);
        } else {
            self.tell(Moment::Change);
        }
    }

    /// Whether the reader is not in the middle of typing: what they do not see meanwhile waits for
    /// a pause; they look there when they have scrolled, and then it is right.
    pub fn is_paused(self) -> bool {
        !self.state().typing.get()
    }

    /// Whether anything was wrong when the reader last paused.
    pub fn is_told_wrong(self) -> bool {
        self.state().known.with(|known| !known.told.is_empty())
    }

    /// The problem of a field, if it has one that is to be said now.
    pub fn problem(self, field: FieldId) -> Option<Problem> {
        self.problem_at(field, None)
    }

    /// The problem of a field, or of a cell of a list.
    pub fn problem_at(self, field: FieldId, cell: Option<(usize, FieldId)>) -> Option<Problem> {
        self.state().known.with(|Known { said, .. }| {
            let mut errors = said.iter();
            let error = errors.find(|error| error.field == field && error.cell == cell)?;
            Some(error.problem)
        })
    }

    /// Whether anything in a field or in its rows is wrong and to be said now.
    pub fn is_wrong(self, field: FieldId) -> bool {
        self.state()
            .known
            .with(|known| known.said.iter().any(|error| error.field == field))
    }

    /// The text in a cell of a list.
    pub fn cell_text(self, field: FieldId, row: usize, column: usize) -> String {
        let view = self.view();
        self.read(field, |draft, language| {
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
        // Nobody is told: the text stands in the cell already, and in no other.
        let state = self.state();
        state.draft.borrow_mut().type_cell(view, field, cell, text);
        self.typed();
    }

    /// The reader has put other rows into a list: a row more or less, another order, a pasted table.
    pub fn change_rows(self, field: FieldId, change: &dyn Fn(&mut Vec<Row>)) {
        let view = self.view();
        self.change(field, |draft| {
            let mut table = draft.table(view, field);
            change(table.rows_mut());
            draft.set_table(field, table);
        });
        self.commit(field);
    }

    /// The text that a field shows.
    pub fn text(self, field: FieldId) -> String {
        let view = self.view();
        self.read(field, |draft, language| {
            draft.shown(view, field, &*language.numerals)
        })
    }

    /// Reads what stands in a field, in the language of the element.
    pub fn read<T>(self, field: FieldId, read: impl FnOnce(&Draft, &Language) -> T) -> T {
        let language = self.speech();
        read(&self.followed(field).draft.borrow(), &language)
    }

    /// Words in the language of the element.
    pub fn say<T>(self, words: impl FnOnce(&Language) -> T) -> T {
        words(&self.speech())
    }

    /// A copy, which is little more than a pointer: reading within the signal is generic code, of
    /// which every sentence would bring its own.
    #[inline(never)]
    fn speech(self) -> Language {
        self.state().language.get()
    }

    /// Words about the outcome that is shown; empty before there is one.
    pub fn tell_of(self, words: impl FnOnce(&Language, &Shown) -> String) -> String {
        self.say(|language| {
            self.with_shown(|shown| {
                shown
                    .as_ref()
                    .map_or(String::new(), |shown| words(language, shown))
            })
        })
    }

    /// The denominator in force.
    pub fn per(self) -> Per {
        self.state().known.with(|known| known.per)
    }

    /// Whether a field stands behind the line of assumptions, and that is closed.
    pub fn is_folded(self, field: FieldId) -> bool {
        let is_first = self
            .state()
            .options
            .with(|options| match options.fields.as_slice() {
                [] => options.view.first().contains(&field),
                named => named.contains(&field),
            });
        !is_first && !self.state().unfolded.get()
    }

    /// How sure the ranges are to be, where the view has any and the field holds a level.
    pub fn level(self) -> Option<f64> {
        self.state().known.with(|known| known.level)
    }

    /// Whether a count stands beside the switch of the denominator: when it is the chosen one and
    /// the page does not give it, so that the reader has to.
    pub fn is_beside(self, field: FieldId) -> bool {
        let view = self.view();
        let is_given = self.read(field, |draft, _| draft.is_given(view, field));
        let has_switch = view.fields().contains(&FieldId::Per);
        has_switch && self.per().field() == field && !is_given
    }

    /// Whether what stands in the fields is the view's example, untouched.
    pub fn is_plain_example(self) -> bool {
        self.state().known.with(|known| known.is_plain_example)
    }

    /// What people did, in words that the reader chose.
    pub fn action(self) -> ActionWords {
        self.state().known.with(|known| known.action.clone())
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
