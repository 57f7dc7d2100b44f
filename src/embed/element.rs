//! One element on a page: its layers read, its state held, its results told.

use super::exchange::{assign, errors_datum, lay_child, scenario_datum, spoken};
use super::js;
use crate::VERSION;
use crate::apart::{self, Part};
use crate::locale::intl::IntlNumerals;
use crate::messages::Language;
use crate::messages::words;
use crate::scenario::datum::Datum;
use crate::scenario::draft::{Draft, Layer, attribute_value};
use crate::scenario::field::{FieldId, Problem};
use crate::scenario::view::{Tool, View};
use crate::ui::card::card;
use crate::ui::node::draw;
use crate::ui::session::{Moment, Options, Session};
use js_sys::Array;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot};

/// The style sheet of the shadow root, but for what stands apart.
const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/widget.css"));

/// The style sheet of the shadow root, with what stands apart once that is here.
pub fn styles() -> String {
    let mut sheet = STYLES.to_owned();
    for part in Part::ALL {
        sheet.push_str(apart::styles(part).unwrap_or_default());
    }
    sheet
}

/// The currency where nobody names one.
const CURRENCY: &str = "USD";

/// What an element tells the loader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// The reader did something.
    Moment(Moment),
    /// Something in an attribute, the child or `scenario` cannot be used.
    BadAttribute(String),
}

/// A mounted element.
pub struct Mounted {
    host: HtmlElement,
    /// Which element it is, and so which views it offers.
    tool: Tool,
    session: Session,
    /// The currency that was assigned through `scenario`.
    currency: Option<String>,
    /// The currency in force.
    shown_currency: String,
    /// What has been reported already: attributes are read again at every change.
    reported: Vec<String>,
    /// The language in force.
    speech: Speech,
    tell: Rc<dyn Fn(Word)>,
    /// Owns every signal, effect and listener of the element.
    owner: Owner,
}

impl Mounted {
    /// Prepares an element: its layers are read and its results computed, but nothing is drawn.
    ///
    /// Apart from [`Mounted::draw`], because a slow processor feels both in one task.
    ///
    /// `lang` is a well-formed tag, `texts` the sentences of `messages_lang` (null for English),
    /// `kept` what [`Mounted::unmount`] gave the last time.
    pub fn prepare(
        host: HtmlElement,
        speech: Speech,
        kept: &JsValue,
        tell: Rc<dyn Fn(Word)>,
    ) -> Self {
        // Effects after the first drawing run as tasks of the browser's. Said twice is no harm.
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let tool = Tool::of(&host.local_name());
        let mut draft = Draft::default();
        let mut currency = None;
        let mut view = None;
        if let Ok(Datum::List(kept)) = js::from_js(kept)
            && let [typed, assigned, chosen] = kept.as_slice()
        {
            draft.hand_in(typed);
            currency = currency_code(assigned);
            let mut views = tool.views().iter().copied();
            view = views.find(|view| *chosen == Datum::from(view.name()));
        }
        let teller = Rc::clone(&tell);
        let session = owner.with(|| {
            let notify = Rc::new(move |moment| teller(Word::Moment(moment)));
            let options = Options {
                views: tool.views().to_vec(),
                view: view.or(tool.views().first().copied()).unwrap_or(View::Rate),
                is_chosen: view.is_some(),
                fields: Vec::new(),
                label: String::new(),
            };
            Session::new(
                host.clone(),
                draft,
                options,
                speech.language(CURRENCY),
                notify,
            )
        });
        let mut mounted = Self {
            host,
            tool,
            session,
            currency,
            shown_currency: CURRENCY.to_owned(),
            reported: Vec::new(),
            speech,
            tell,
            owner,
        };
        mounted.update();
        if session.with_shown_untracked(Option::is_none) {
            session.refresh();
        }
        // Asked for here, so that drawing finds it computed, and its code compiled.
        let _ = mounted.result();
        mounted
    }

    /// Draws the element into its shadow root.
    pub fn draw(&mut self, root: &ShadowRoot) {
        // The page may have changed something since it was prepared.
        self.update();
        self.owner.with(|| draw(card(self.session), root));
    }

    /// Takes the element down and hands out what was typed.
    pub fn unmount(self) -> JsValue {
        let typed = self.session.with_draft(Draft::handed_out);
        let options = self.session.state().options.get_untracked();
        self.owner.cleanup();
        self.session.end();
        let currency = self.currency.map_or(Datum::Null, Datum::Text);
        let view = options.is_chosen.then_some(options.view.name());
        let view = view.map_or(Datum::Null, Datum::from);
        js::to_js(&Datum::List(vec![typed, currency, view]))
    }

    /// Reads attributes and child again.
    pub fn update(&mut self) {
        let mut bad = Vec::new();
        let views = self.views(&mut bad);
        let fields = self.fields(&views, &mut bad);
        let child = self.child(&mut bad);
        let said = child.as_ref().map(|child| spoken(child, self.tool.views()));
        let said = said.unwrap_or_default();
        bad.extend(said.complaints("JSON"));
        let numerals = self
            .session
            .state()
            .language
            .with_untracked(|l| Rc::clone(&l.numerals));
        // One change of the draft, and none where nothing has changed: a page that writes the
        // same attribute again and again redraws nothing.
        let mut draft = self.session.draft();
        for error in lay_child(&mut draft, &said) {
            bad.push(["JSON: ", &error.path(), ": ", reason(error.problem)].concat());
        }
        for &field in FieldId::ALL {
            if !field.is_scalar() {
                continue;
            }
            let name = field.attribute();
            let value = self.host.get_attribute(&name).and_then(|text| {
                let value = attribute_value(field, &text);
                value
                    .map_err(|problem| {
                        bad.push([&name, "=\"", &text, "\": ", reason(problem)].concat());
                    })
                    .ok()
            });
            draft.set_author(field, Layer::Attribute, value);
        }
        let mut currency = CURRENCY.to_owned();
        let written = self.host.get_attribute("currency").map(Datum::Text);
        for said in [said.currency, written.as_ref()].into_iter().flatten() {
            if *said == Datum::Null {
                continue;
            }
            match currency_code(said).filter(|code| numerals.is_currency(code)) {
                Some(code) => currency = code,
                None => bad.push("currency: no ISO 4217 code".to_owned()),
            }
        }
        if let Some(assigned) = &self.currency {
            currency.clone_from(assigned);
        }
        // The view that the reader has chosen stays, as long as it is offered.
        let (view, is_chosen) = self
            .session
            .state()
            .options
            .with_untracked(|options| (options.view, options.is_chosen));
        let first = views.first().copied().unwrap_or(view);
        let stays = is_chosen && views.contains(&view);
        let options = Options {
            view: if stays { view } else { first },
            is_chosen: stays,
            views,
            fields,
            label: self.host.get_attribute("label").unwrap_or_default(),
        };
        let session = self.session;
        let is_other_money = self.shown_currency != currency;
        if is_other_money {
            session
                .state()
                .language
                .set(self.speech.language(&currency));
            self.shown_currency = currency;
        }
        let is_other_draft = session.with_draft(|known| *known != draft);
        if is_other_draft {
            session.set_draft(draft);
        }
        let known = session.state().options.get_untracked();
        let is_other = known != options;
        if is_other || is_other_draft || is_other_money {
            session
                .state()
                .options
                .update_untracked(|known| known.view = options.view);
            session.refresh();
        }
        if is_other {
            // A new label is only written; another shape is drawn.
            let is_shape = known.views != options.views
                || known.view != options.view
                || known.fields != options.fields;
            let is_tabs = known.views != options.views;
            session.state().options.set(options);
            if is_tabs {
                session.state().tabs.notify();
            }
            if is_shape {
                session.state().shape.notify();
            }
        }
        // It may stand in another document now.
        session.tell_others();
        self.report(bad);
    }

    /// Tells of what is wrong, once.
    fn report(&mut self, bad: Vec<String>) {
        for message in &bad {
            if !self.reported.contains(message) {
                (self.tell)(Word::BadAttribute(message.clone()));
            }
        }
        self.reported = bad;
    }

    fn views(&self, bad: &mut Vec<String>) -> Vec<View> {
        let all = self.tool.views();
        let named = self.host.get_attribute("views").unwrap_or_default();
        let mut views: Vec<View> = Vec::new();
        for name in named.split_whitespace() {
            match all.iter().find(|view| view.name() == name) {
                Some(view) if !views.contains(view) => views.push(*view),
                Some(_) => {}
                None => bad.push(["views: unknown view ", name].concat()),
            }
        }
        if views.is_empty() {
            all.to_vec()
        } else {
            views
        }
    }

    fn fields(&self, views: &[View], bad: &mut Vec<String>) -> Vec<FieldId> {
        let named = self.host.get_attribute("fields").unwrap_or_default();
        let mut fields = Vec::new();
        for name in named.split_whitespace() {
            let known = FieldId::named(name);
            match known.filter(|id| views.iter().any(|view| view.fields().contains(id))) {
                Some(id) if !fields.contains(&id) => fields.push(id),
                Some(_) => {}
                None => bad.push(["fields: unknown field ", name].concat()),
            }
        }
        fields
    }

    /// The JSON child, wherever inside the element it stands.
    fn child(&self, bad: &mut Vec<String>) -> Option<Datum> {
        let child = self
            .host
            .query_selector("script[type=\"application/json\"]")
            .ok()??;
        let text = child.text_content()?;
        let datum = js::parse(&text);
        if datum.is_none() {
            bad.push("the JSON inside the element cannot be read".to_owned());
        }
        datum
    }

    /// Speaks another language. What was typed keeps its meaning.
    pub fn speak(&mut self, speech: Speech) {
        let session = self.session;
        let numerals = session
            .state()
            .language
            .with_untracked(|l| Rc::clone(&l.numerals));
        let mut draft = session.draft();
        for &field in FieldId::ALL {
            draft.settle(field, &*numerals);
        }
        session.set_draft(draft);
        session
            .state()
            .language
            .set(speech.language(&self.shown_currency));
        session.refresh();
        session.state().shape.notify();
        self.speech = speech;
    }

    /// `element.scenario`.
    pub fn scenario(&self) -> JsValue {
        js::to_js(&self.scenario_datum())
    }

    fn scenario_datum(&self) -> Datum {
        let session = self.session;
        session.state().language.with_untracked(|language| {
            session.with_draft(|draft| {
                session.state().options.with_untracked(|options| {
                    scenario_datum(
                        draft,
                        &*language.numerals,
                        self.tool.views(),
                        options.view,
                        &self.shown_currency,
                    )
                })
            })
        })
    }

    /// `element.scenario = …`, of which nothing is known where it could not be read.
    pub fn assign(&mut self, said: Option<Datum>) {
        let mut bad = Vec::new();
        match said {
            None => bad.push("scenario: it cannot be read to its end".to_owned()),
            Some(datum) => {
                let said = spoken(&datum, self.tool.views());
                bad.extend(said.complaints("scenario"));
                let mut draft = self.session.draft();
                assign(&mut draft, &said);
                self.session.set_draft(draft);
                self.session.refresh();
                if let Some(datum) = said.currency {
                    self.assign_currency(datum, &mut bad);
                }
                if let Some(datum) = said.view {
                    self.assign_view(datum, &mut bad);
                }
            }
        }
        for message in bad {
            (self.tell)(Word::BadAttribute(message));
        }
    }

    fn assign_view(&self, datum: &Datum, bad: &mut Vec<String>) {
        let state = self.session.state();
        let views = state
            .options
            .with_untracked(|options| options.views.clone());
        match views.iter().find(|view| *datum == Datum::from(view.name())) {
            Some(&view) => self.session.choose_view(view),
            // Without a choice it is the author's first again.
            None if *datum == Datum::Null => {
                if let Some(&first) = views.first() {
                    self.session.choose_view(first);
                    state.options.update(|options| options.is_chosen = false);
                }
            }
            None => bad.push("scenario: view: unknown view".to_owned()),
        }
    }

    fn assign_currency(&mut self, datum: &Datum, bad: &mut Vec<String>) {
        let numerals = self
            .session
            .state()
            .language
            .with_untracked(|l| Rc::clone(&l.numerals));
        let code = currency_code(datum).filter(|code| numerals.is_currency(code));
        if code.is_none() && *datum != Datum::Null {
            bad.push("scenario: currency: no ISO 4217 code".to_owned());
            return;
        }
        self.currency = code;
        self.update();
    }

    /// The loader knows more of what stands apart.
    pub fn arrive(&mut self, part: Part) {
        self.owner.with(|| self.session.arrive(part));
    }

    /// `element.reset()`
    pub fn reset(&mut self) {
        let mut draft = self.session.draft();
        draft.reset();
        self.session.set_draft(draft);
        self.session.refresh();
        self.currency = None;
        self.update();
    }

    /// `element.result`
    pub fn result(&self) -> JsValue {
        let session = self.session;
        let outcome = session.with_shown_untracked(|shown| match shown {
            Some(shown) if !shown.stale => shown.outcome.datum(),
            _ => Datum::Null,
        });
        let errors = session.with_errors(errors_datum);
        let view = session
            .state()
            .options
            .with_untracked(|options| options.view.name());
        let mut datum = Datum::Record(Vec::new());
        datum.add("schema", Datum::Number(1.0));
        datum.add("version", VERSION.into());
        datum.add("view", view.into());
        datum.add("scenario", self.scenario_datum());
        datum.add("outcome", outcome);
        datum.add("errors", errors);
        js::to_js(&datum)
    }
}

/// The language of an element: a tag for its numbers, and sentences where there are any.
pub struct Speech {
    /// The reader's language, a well-formed BCP 47 tag.
    pub tag: String,
    /// The language of the sentences.
    pub texts_tag: String,
    /// The sentences, or null for English.
    pub texts: JsValue,
}

impl Speech {
    fn language(&self, currency: &str) -> Language {
        let numerals = Rc::new(IntlNumerals::new(&self.tag, &self.texts_tag, currency));
        let texts = self.texts.dyn_ref::<Array>();
        let texts = texts.map(|texts| texts.iter().filter_map(|text| text.as_string()).collect());
        texts
            .and_then(|texts| {
                let right_to_left = words::is_right_to_left(&self.texts_tag);
                Language::translated(texts, &self.texts_tag, right_to_left, numerals.clone())
            })
            .unwrap_or_else(|| Language::english(numerals))
    }
}

fn currency_code(datum: &Datum) -> Option<String> {
    match datum {
        Datum::Text(code) => Some(code.trim().to_ascii_uppercase()),
        _ => None,
    }
}

/// A problem in the words of a page's author, who reads the console in English.
const fn reason(problem: Problem) -> &'static str {
    match problem {
        Problem::Missing | Problem::NotText => "no text",
        Problem::NotANumber | Problem::Percent => "no number",
        Problem::NotWhole => "no whole number",
        Problem::NotAChoice => "no known name",
        Problem::TooLong { .. } => "too long",
        Problem::NotAList | Problem::NotPosts => "no such list",
        _ => "out of range",
    }
}
