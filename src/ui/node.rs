//! What is drawn, as data, and the one piece of code that draws it.
//!
//! The parts of the widget are written as [`Node`]s and not with `view!`: Leptos' macro gives
//! every shape of markup a type of its own, and each type its own copies of the code that builds,
//! rebuilds and removes it. Measured for the `rate` view: `view!` 110 kB (brotli), `view!` with
//! every closure boxed 93 kB, this 71 kB; and a further view of the same parts costs its words and
//! hardly any code. What makes Leptos Leptos is all in use: signals, memos, owners and effects;
//! every text, attribute and part that changes is one render effect.
//!
//! Nothing that is drawn is ever markup: texts become text nodes, names of tags and attributes
//! stand in this crate.

use core::cell::{Cell, RefCell};
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys;
use web_sys::Event;

/// What makes a text, a piece or a value.
///
/// As `Fn`, but with one method: there are hundreds of these, and the table of a `dyn Fn` carries
/// two more that nobody calls.
pub trait Make<T> {
    /// Makes it.
    fn make(&self) -> T;
}

impl<T, F: Fn() -> T> Make<T> for F {
    fn make(&self) -> T {
        self()
    }
}

/// What is done at an event.
pub trait Hear {
    /// Does it.
    fn hear(&self, event: Event);
}

impl<F: Fn(Event)> Hear for F {
    fn hear(&self, event: Event) {
        self(event);
    }
}

/// A piece of the card before it is drawn.
pub enum Node {
    /// Nothing.
    Nothing,
    /// Several pieces, one after another.
    Several(Vec<Node>),
    /// A text that stays.
    Text(String),
    /// A text that changes.
    Words(Box<dyn Make<String>>),
    /// A piece that is built anew when what it reads changes.
    Part(Box<dyn Make<Node>>),
    /// An element.
    Element(Element),
}

/// An element before it is drawn.
///
/// Behind a pointer: every line that builds one moves it, and a pointer is moved in one step.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    settings: Vec<(&'static str, Setting)>,
    listeners: Vec<(&'static str, Listener)>,
    children: Vec<Node>,
}

/// What is done at an event.
type Listener = Box<dyn Hear>;

/// The value of an attribute or a property.
enum Setting {
    /// An attribute that stays.
    Fixed(String),
    /// An attribute that changes; without a value it is not there.
    Changing(Box<dyn Make<Option<String>>>),
    /// A property that changes, such as the text in an input.
    Property(Box<dyn Make<JsValue>>),
}

/// An element of this tag. SVG has its own space of names, and its tags are known.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts {
        tag,
        settings: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    }))
}

/// A text that changes.
pub fn words(words: impl Fn() -> String + 'static) -> Node {
    Node::Words(Box::new(words))
}

/// A piece that is built anew when what it reads changes.
pub fn part(part: impl Fn() -> Node + 'static) -> Node {
    Node::Part(Box::new(part))
}

impl Element {
    /// Gives it an attribute that stays.
    #[must_use]
    #[inline(never)]
    pub fn set(self, name: &'static str, value: impl Into<String>) -> Self {
        self.setting(name, Setting::Fixed(value.into()))
    }

    /// The one copy of what every setting takes: the callers are hundreds.
    #[inline(never)]
    fn setting(mut self, name: &'static str, setting: Setting) -> Self {
        self.0.settings.push((name, setting));
        self
    }

    /// Gives it a class, which the style sheet goes by.
    #[must_use]
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// Gives it the name of a part, which the page may style.
    #[must_use]
    #[inline(never)]
    pub fn part(self, part: &'static str) -> Self {
        self.set("part", part)
    }

    /// Gives it an attribute that changes; without a value it is not there.
    #[must_use]
    pub fn changing(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.setting(name, Setting::Changing(Box::new(value)))
    }

    /// Gives it an attribute that is there, empty, or not.
    #[must_use]
    pub fn flag(self, name: &'static str, is_there: impl Fn() -> bool + 'static) -> Self {
        self.changing(name, move || is_there().then(String::new))
    }

    /// Gives it a property that changes.
    #[must_use]
    pub fn property(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        self.setting(name, Setting::Property(Box::new(value)))
    }

    /// Listens to an event on it.
    #[must_use]
    pub fn on(self, event: &'static str, listener: impl Fn(Event) + 'static) -> Self {
        self.listening(event, Box::new(listener))
    }

    #[inline(never)]
    fn listening(mut self, event: &'static str, listener: Listener) -> Self {
        self.0.listeners.push((event, listener));
        self
    }

    /// Puts something into it.
    #[must_use]
    pub fn child(self, child: impl Into<Node>) -> Self {
        self.with(child.into())
    }

    #[inline(never)]
    fn with(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    /// Puts several things into it.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = Node>) -> Self {
        // Not `extend`, of which each kind of iterator has a copy.
        children.into_iter().fold(self, Self::with)
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Draws a piece at the end of `parent`. It lives as long as the current owner.
pub fn draw(node: Node, parent: &web_sys::Node) {
    match node {
        Node::Nothing => {}
        Node::Several(nodes) => {
            for node in nodes {
                draw(node, parent);
            }
        }
        Node::Text(text) => {
            append(parent, &document().create_text_node(&text));
        }
        Node::Words(words) => {
            let place = document().create_text_node("");
            append(parent, &place);
            let last = RefCell::new(String::new());
            lasting(move || {
                let text = words.make();
                // Writing the same text again would throw away the reader's selection.
                if *last.borrow() != text {
                    place.set_data(&text);
                    last.replace(text);
                }
            });
        }
        Node::Part(part) => {
            // A part may be empty, so its place is held by two texts without a letter.
            let (start, end) = (
                document().create_text_node(""),
                document().create_text_node(""),
            );
            append(parent, &start);
            append(parent, &end);
            let last = Cell::new(None);
            lasting(move || {
                let node = part.make();
                if let Some(old) = last.take().filter(|old| is_alike(old, &node)) {
                    amend(&old, &node, &mut start.next_sibling());
                    last.set(Some(node));
                    return;
                }
                last.set(still(&node));
                let content = document().create_document_fragment();
                draw(node, &content);
                while let Some(old) = start
                    .next_sibling()
                    .filter(|old| !old.is_same_node(Some(&end)))
                {
                    old.unchecked_into::<web_sys::Element>().remove();
                }
                if let Some(parent) = end.parent_node() {
                    // `end` is a child of its parent.
                    let _ = parent.insert_before(&content, Some(&end));
                }
            });
        }
        Node::Element(element) => draw_element(element, parent),
    }
}

fn draw_element(element: Element, parent: &web_sys::Node) {
    let parts = *element.0;
    let made = match parts.tag {
        tag @ ("svg" | "path") => {
            document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
        }
        tag => document().create_element(tag),
    };
    // A tag in this crate is always a name.
    let Ok(made) = made else { return };
    for child in parts.children {
        draw(child, &made);
    }
    for (name, setting) in parts.settings {
        let place = made.clone();
        match setting {
            Setting::Fixed(value) => put(&place, name, Some(&value)),
            Setting::Changing(value) => {
                let last = RefCell::new(None);
                lasting(move || {
                    let value = value.make();
                    // Writing the same value again would have all styles matched again.
                    if *last.borrow() != value {
                        put(&place, name, value.as_deref());
                        last.replace(value);
                    }
                });
            }
            Setting::Property(value) => lasting(move || {
                let (name, value) = (JsValue::from_str(name), value.make());
                // Writing the same text into an input again would move the caret.
                if js_sys::Reflect::get(&place, &name).as_ref() != Ok(&value) {
                    let _ = js_sys::Reflect::set(&place, &name, &value);
                }
            }),
        }
    }
    for (event, listener) in parts.listeners {
        let listening = Listening {
            target: made.clone(),
            event,
            closure: Closure::new(move |event| listener.hear(event)),
        };
        // Fails for no target and no function, and here are both.
        let _ = listening
            .target
            .add_event_listener_with_callback(event, listening.function());
        StoredValue::new_local(listening);
    }
    append(parent, &made);
}

/// A listener that leaves when its owner does: the owner goes before the element, and a browser
/// may fire `change` at the very moment in which it takes a focused input out of the page.
struct Listening {
    target: web_sys::Element,
    event: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listening {
    fn function(&self) -> &js_sys::Function {
        self.closure.as_ref().unchecked_ref()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, self.function());
    }
}

/// A copy of a piece in which nothing changes by itself and nothing listens.
fn still(node: &Node) -> Option<Node> {
    Some(match node {
        Node::Nothing => Node::Nothing,
        Node::Text(text) => Node::Text(text.clone()),
        Node::Several(nodes) => Node::Several(nodes.iter().map(still).collect::<Option<_>>()?),
        Node::Element(Element(known)) if known.listeners.is_empty() => {
            let mut copy = element(known.tag);
            for (name, setting) in &known.settings {
                let Setting::Fixed(value) = setting else {
                    return None;
                };
                copy = copy.set(name, value.clone());
            }
            copy.0.children = known.children.iter().map(still).collect::<Option<_>>()?;
            Node::Element(copy)
        }
        _ => return None,
    })
}

/// Whether two such pieces differ in nothing but their texts and the values of their attributes.
/// Most keys change no more of a picture, and what stays in the page needs no new styles.
fn is_alike(old: &Node, new: &Node) -> bool {
    let all = |old: &[Node], new: &[Node]| {
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_alike(old, new))
    };
    match (old, new) {
        (Node::Nothing, Node::Nothing) | (Node::Text(_), Node::Text(_)) => true,
        (Node::Several(old), Node::Several(new)) => all(old, new),
        (Node::Element(Element(old)), Node::Element(Element(new))) => {
            let settings = old.settings.iter().zip(&new.settings);
            old.tag == new.tag
                && new.listeners.is_empty()
                && old.settings.len() == new.settings.len()
                && settings.into_iter().all(|((old, _), (new, setting))| {
                    old == new && matches!(setting, Setting::Fixed(_))
                })
                && all(&old.children, &new.children)
        }
        _ => false,
    }
}

/// Writes what has changed between two pieces that are alike, from `place` on.
fn amend(old: &Node, new: &Node, place: &mut Option<web_sys::Node>) {
    match (old, new) {
        (Node::Several(old), Node::Several(new)) => {
            for (old, new) in old.iter().zip(new) {
                amend(old, new, place);
            }
        }
        (Node::Text(old), Node::Text(new)) => {
            if let Some(here) = place.take() {
                if old != new {
                    here.set_text_content(Some(new));
                }
                *place = here.next_sibling();
            }
        }
        (Node::Element(Element(old)), Node::Element(Element(new))) => {
            if let Some(here) = place.take() {
                for ((_, old), (name, new)) in old.settings.iter().zip(&new.settings) {
                    if let (Setting::Fixed(old), Setting::Fixed(new)) = (old, new)
                        && old != new
                    {
                        put(here.unchecked_ref(), name, Some(new));
                    }
                }
                let mut inside = here.first_child();
                for (old, new) in old.children.iter().zip(&new.children) {
                    amend(old, new, &mut inside);
                }
                *place = here.next_sibling();
            }
        }
        _ => {}
    }
}

fn append(parent: &web_sys::Node, child: &web_sys::Node) {
    // Fails only where a node would be put into itself.
    let _ = parent.append_child(child);
}

fn put(place: &web_sys::Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => place.set_attribute(name, value),
        None => place.remove_attribute(name),
    };
}

/// Runs `work` now and whenever what it reads changes, as long as the current owner lives.
fn lasting(work: impl Fn() + 'static) {
    let work: Box<dyn Fn()> = Box::new(work);
    StoredValue::new_local(RenderEffect::new(move |_| work()));
}
