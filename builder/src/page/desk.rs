//! What was chosen, and what came of it: the state of the page, and how its parts follow one another.
//!
//! ```text
//! form ──> choice ──> the element in the preview ──> figures typed there ──┐
//!            ↑  └───> the same element as it will be pasted ──> proof      │
//!            └─────────────────────────────────────────────────────────────┘
//! ```

use conversion_widget::embed::js;
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::view::{Tool, View};
use conversion_widget_builder::address::fragment;
use conversion_widget_builder::choice::Choice;
use conversion_widget_builder::escape::json;
use conversion_widget_builder::given::given;
use conversion_widget_builder::lines::{Place, Proof};
use core::time::Duration;
use js_sys::{Array, Reflect};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// How long a hand rests until what it did is worked out.
const REST: u64 = 200;

/// When an element is looked at that was told something: it shows it at once, and on a processor that
/// is busy somewhat later.
const FOLLOWS: [u64; 3] = [120, 600, 2_000];

/// The attributes of an element that are no figures.
const MANNER: [&str; 6] = ["views", "label", "lang", "currency", "theme", "fields"];

/// The state of the page.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// What was chosen.
    pub(crate) choice: RwSignal<Choice>,
    /// What the chosen element comes to.
    pub(crate) proof: RwSignal<Proof>,
    /// Whether a figure in the preview is missing, or cannot be read.
    pub(crate) is_wrong: RwSignal<bool>,
    /// Where the element stands into which the author types.
    pub(crate) stage: NodeRef<Div>,
    /// Where it stands as it will be pasted, out of sight.
    pub(crate) bench: NodeRef<Div>,
    /// Where the widget is published.
    pub(crate) place: StoredValue<Place>,
    /// What was chosen for the element that is not chosen now.
    other: StoredValue<Option<Choice>>,
    /// What waits for the hand to rest: the preview to be read, the choice to be tried, the proof to be read.
    waiting: [StoredValue<u32>; 3],
}

impl Desk {
    pub(crate) fn new(choice: Choice, place: Place) -> Self {
        Self {
            choice: RwSignal::new(choice),
            proof: RwSignal::new(Proof::default()),
            is_wrong: RwSignal::new(false),
            stage: NodeRef::new(),
            bench: NodeRef::new(),
            place: StoredValue::new(place),
            other: StoredValue::new(None),
            waiting: [(); 3].map(|()| StoredValue::new(0)),
        }
    }

    /// Follows the form and the preview for as long as the page is there.
    pub(crate) fn follow(self) {
        Effect::new(move |_| {
            let Some(stage) = self.stage.get() else {
                return;
            };
            self.choice.with(|choice| {
                let element = element_in(&stage, choice, true);
                wear(&element, choice);
            });
        });
        Effect::new(move |_| {
            self.choice.track();
            let [_, tried, _] = self.waiting;
            later(tried, REST, move || self.try_out());
        });
        Effect::new(move |_| {
            if let Some(stage) = self.stage.get() {
                listen(&stage, &["cw-ready", "cw-input", "cw-change"], move || {
                    let [read, ..] = self.waiting;
                    later(read, REST, move || self.read_preview());
                });
            }
        });
        Effect::new(move |_| {
            if let Some(bench) = self.bench.get() {
                listen(&bench, &["cw-ready", "cw-resize"], move || {
                    self.measure_soon();
                });
            }
        });
    }

    /// Chooses another element, with what was chosen for it before.
    pub(crate) fn choose_tool(self, tool: Tool) {
        let now = self.choice.get_untracked();
        if now.tool == tool {
            return;
        }
        let other = self.other.get_value().filter(|other| other.tool == tool);
        let mut next = other.unwrap_or_else(|| Choice::of(tool));
        // The looks are of the blog, and not of the element.
        next.language.clone_from(&now.language);
        next.currency.clone_from(&now.currency);
        next.theme.clone_from(&now.theme);
        next.accent.clone_from(&now.accent);
        next.fills = now.fills;
        self.other.set_value(Some(now));
        self.is_wrong.set(false);
        self.choice.set(next);
    }

    /// Adds a view behind the others, or takes it away; the last one stays.
    pub(crate) fn turn_view(self, view: View) {
        self.choice.update(|choice| {
            if !choice.views.contains(&view) {
                choice.views.push(view);
            } else if choice.views.len() > 1 {
                choice.views.retain(|known| *known != view);
            }
            let views = choice.views.clone();
            choice
                .fields
                .retain(|field| views.iter().any(|view| view.fields().contains(field)));
        });
        self.read_preview();
    }

    /// Begins anew, with the example.
    pub(crate) fn restart(self) {
        let tool = self.choice.with_untracked(|choice| choice.tool);
        if let Some(stage) = self.stage.get_untracked() {
            stage.set_text_content(None);
        }
        self.other.set_value(None);
        self.is_wrong.set(false);
        self.choice.set(Choice::of(tool));
    }

    /// Takes over what the author has typed into the preview.
    fn read_preview(self) {
        let element = self
            .stage
            .get_untracked()
            .and_then(|stage| stage.first_element_child());
        let Some(element) = element else { return };
        let seen = js::from_js(&property(&element, "scenario"));
        let Ok(seen @ Datum::Record(_)) = seen else {
            return;
        };
        let errors = property(&property(&element, "result"), "errors");
        let is_wrong = errors
            .dyn_ref::<Array>()
            .is_some_and(|errors| errors.length() > 0);
        self.is_wrong.set(is_wrong);
        let figures = self
            .choice
            .with_untracked(|choice| given(choice.tool, &choice.views, &seen));
        if self.choice.with_untracked(|choice| choice.given != figures) {
            self.choice.update(|choice| choice.given = figures);
        }
    }

    /// Keeps the choice in the address.
    pub(crate) fn keep(self) {
        let fragment = self.choice.with_untracked(fragment);
        let here = window().location();
        let path = here.pathname().unwrap_or_default() + &here.search().unwrap_or_default();
        if let Ok(history) = window().history() {
            // A browser may refuse one that was asked too often: the next one will do.
            let address = path + &fragment;
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    }

    /// Builds the element as it will be pasted.
    fn try_out(self) {
        self.keep();
        let choice = self.choice.get_untracked();
        let Some(bench) = self.bench.get_untracked() else {
            return;
        };
        let element = element_in(&bench, &choice, false);
        wear(&element, &choice);
        give(&element, &choice);
        self.measure_soon();
    }

    fn measure_soon(self) {
        let [.., measured] = self.waiting;
        let [first, others @ ..] = FOLLOWS;
        later(measured, first, move || self.measure());
        for millis in others {
            unless_asked_again(measured, millis, move || self.measure());
        }
    }

    /// Reads what the element comes to.
    fn measure(self) {
        let element = self
            .bench
            .get_untracked()
            .and_then(|bench| bench.first_element_child());
        let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let Some(element) = element else { return };
        let Some(root) = element
            .shadow_root()
            .filter(|_| property(&element, "state") == "ready")
        else {
            return;
        };
        let mut words = Vec::new();
        let mut paragraph = match root.query_selector("[part~=verdict]") {
            Ok(Some(verdict)) if !property(&property(&element, "result"), "outcome").is_null() => {
                verdict.first_element_child()
            }
            _ => None,
        };
        while let Some(known) = paragraph {
            let text = known.text_content().unwrap_or_default();
            // What is told to those who listen says the same once more.
            if !known.class_list().contains("spoken") && !text.trim().is_empty() {
                words.push(text.trim().to_owned());
            }
            paragraph = known.next_element_sibling();
        }
        let is_example = matches!(root.query_selector("[data-example]"), Ok(Some(_)));
        let height = u32::try_from(element.offset_height()).unwrap_or_default();
        let proof = Proof {
            words,
            is_example,
            height,
        };
        if self.proof.with_untracked(|known| *known != proof) {
            self.proof.set(proof);
        }
    }
}

/// A property of a page's object; null where there is none.
fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::NULL)
}

/// Does something a while after it was last asked for.
fn later(asked: StoredValue<u32>, millis: u64, work: impl FnOnce() + 'static) {
    asked.update_value(|number| *number = number.wrapping_add(1));
    unless_asked_again(asked, millis, work);
}

/// Does something after a while, if nobody has asked for it once more by then.
fn unless_asked_again(asked: StoredValue<u32>, millis: u64, work: impl FnOnce() + 'static) {
    let mine = asked.get_value();
    let waited = move || {
        if asked.get_value() == mine {
            work();
        }
    };
    set_timeout(waited, Duration::from_millis(millis));
}

/// Hears of events of elements below.
fn listen(target: &Element, names: &[&str], heard: impl FnMut() + 'static) {
    let heard = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(heard);
    for name in names {
        // It fails for no name.
        let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    }
    heard.forget();
}

/// The element that stands there; another one where that is not the chosen one.
fn element_in(place: &Element, choice: &Choice, with_figures: bool) -> HtmlElement {
    let known = place
        .first_element_child()
        .filter(|known| known.local_name() == choice.tag());
    if let Some(known) = known.and_then(|known| known.dyn_into::<HtmlElement>().ok()) {
        return known;
    }
    let made = document().create_element(choice.tag());
    let made: HtmlElement = made.unwrap_or_else(|_| place.clone()).unchecked_into();
    let _ = made.set_attribute("loading", "eager");
    // Before it is in the page: it begins with what it wears.
    wear(&made, choice);
    if with_figures {
        give(&made, choice);
    }
    place.replace_children_with_node_1(&made);
    made
}

/// Puts what was chosen onto the element, but for the figures.
fn wear(element: &HtmlElement, choice: &Choice) {
    let manner = choice.manner();
    for name in MANNER {
        let value = manner
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str());
        if element.get_attribute(name).as_deref() == value {
            continue;
        }
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
    let tokens = choice.tokens();
    let style = element.style();
    for name in ["--cw-accent", "--cw-on-accent"] {
        let value = tokens.iter().find(|(known, _)| *known == name);
        let _ = style.set_property(name, value.map_or("", |(_, value)| value));
    }
    let _ = style.set_property("--cw-max-width", if choice.fills { "none" } else { "" });
}

/// Puts the figures into the element, as the lines do.
fn give(element: &HtmlElement, choice: &Choice) {
    let known = element.query_selector("script").ok().flatten();
    if choice.given.is_empty() {
        if let Some(known) = known {
            known.remove();
        }
        return;
    }
    let text = json(&choice.scenario());
    match known {
        Some(known) if known.text_content().as_deref() == Some(&text) => {}
        Some(known) => known.set_text_content(Some(&text)),
        None => {
            if let Ok(script) = document().create_element("script") {
                let _ = script.set_attribute("type", "application/json");
                script.set_text_content(Some(&text));
                let _ = element.append_child(&script);
            }
        }
    }
}
