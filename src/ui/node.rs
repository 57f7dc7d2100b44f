//! What is drawn, as data, and the one piece of code that draws it.
//!
//! The parts of the widget are written as [`Node`]s and not with `view!`: Leptos' macro gives
//! every shape of markup a type of its own, and each type its own copies of the code that builds,
//! rebuilds and removes it. Measured for the `rate` view: `view!` 110 kB (brotli), `view!` with
//! every closure boxed 93 kB, this 71 kB; and a further view of the same parts costs its words and
//! hardly any code. What makes Leptos Leptos is all in use: signals, memos, owners and effects. One
//! render effect keeps a whole neighbourhood of texts and attributes, which change at the same
//! keys anyway: to wake an effect takes longer than to see that a text has stayed the same.
//!
//! Nothing that is drawn is ever markup: texts become text nodes, names of tags and attributes
//! stand in this crate.

use super::watched::Flag;
use core::any::Any;
use core::cell::{Cell, RefCell};
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys;
use std::rc::Rc;
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
    /// A piece that comes and goes, and stays as it is in between.
    While(Box<dyn Make<bool>>, Box<dyn Make<Node>>),
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
    /// A text that changes, without which it is hidden.
    told: Option<Box<dyn Make<String>>>,
    /// Whether what changes in it is kept apart from what changes around it.
    is_apart: bool,
    /// When it is kept up to date also while it is out of sight; without, always.
    unseen: Option<Box<dyn Make<bool>>>,
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
        told: None,
        is_apart: false,
        unseen: None,
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

/// A piece that comes and goes, and stays as it is in between.
pub fn part_while(
    is_there: impl Fn() -> bool + 'static,
    part: impl Fn() -> Node + 'static,
) -> Node {
    Node::While(Box::new(is_there), Box::new(part))
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

    /// Gives it a text that changes, without which it is hidden. Not by a rule about what is empty:
    /// for that every other text would have its styles matched again.
    #[must_use]
    pub fn telling(mut self, words: impl Fn() -> String + 'static) -> Self {
        self.0.told = Some(Box::new(words));
        self
    }

    /// Keeps what changes in it apart from what changes around it: neither looks when only the
    /// other reads what has changed.
    #[must_use]
    #[inline(never)]
    pub fn apart(mut self) -> Self {
        self.0.is_apart = true;
        self
    }

    /// Lets what changes in it wait while it is out of sight, unless `is_due`. What nobody sees
    /// costs the reader nothing then, and is right before it is seen.
    #[must_use]
    pub fn in_sight_or(mut self, is_due: impl Fn() -> bool + 'static) -> Self {
        self.0.unseen = Some(Box::new(is_due));
        self.apart()
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

    /// Gives it a property that changes; `undefined` leaves it as it is.
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

/// Neighbours that are kept up to date together.
#[derive(Default)]
struct Around {
    /// What is looked at again whenever something that it reads has changed.
    jobs: Vec<Box<dyn Make<()>>>,
    /// Whether that is to be done now; without, it always is.
    due: Due,
}

type Due = Option<Rc<dyn Make<bool>>>;

/// Draws a piece at the end of `parent`. It lives as long as the current owner.
pub fn draw(node: Node, parent: &web_sys::Node) {
    draw_due(node, parent, None);
}

fn draw_due(node: Node, parent: &web_sys::Node, due: Due) {
    let mut around = Around {
        jobs: Vec::new(),
        due,
    };
    put_in(node, parent, &mut around);
    around.follow();
}

impl Around {
    /// Does all of these now and whenever what one of them reads changes.
    fn follow(self) {
        if !self.jobs.is_empty() {
            let due = self.due.clone();
            lasting(due, move || self.catch_up());
        }
    }

    fn catch_up(&self) {
        for job in &self.jobs {
            job.make();
        }
    }
}

fn put_in(node: Node, parent: &web_sys::Node, around: &mut Around) {
    match node {
        Node::Nothing => {}
        Node::Several(nodes) => {
            for node in nodes {
                put_in(node, parent, around);
            }
        }
        Node::Text(text) => append(parent, &document().create_text_node(&text)),
        Node::Words(words) => {
            tell(words, parent, None, around);
        }
        Node::Part(part) => {
            let gap = Gap::new(parent);
            let last = RefCell::new(None::<Vec<Known>>);
            let due = around.due.clone();
            lasting(around.due.clone(), move || {
                let node = part.make();
                let mut last = last.borrow_mut();
                if !is_still(&node) {
                    *last = None;
                    gap.fill(|content| draw_due(node, content, due.clone()));
                    return;
                }
                if last.is_none() {
                    // What was there is no still piece.
                    gap.clear();
                }
                let (known, mut at) = (last.get_or_insert_default(), 0);
                amend(known, &mut at, node, &gap.end, true);
                cut(known, at);
            });
        }
        Node::While(is_there, part) => {
            let gap = Gap::new(parent);
            let inside = RefCell::new(Inside {
                owner: Owner::new(),
                around: Around {
                    jobs: Vec::new(),
                    due: around.due.clone(),
                },
                is_there: false,
            });
            around.jobs.push(Box::new(move || {
                let is_wanted = is_there.make();
                let mut inside = inside.borrow_mut();
                if inside.is_there == is_wanted {
                    inside.around.catch_up();
                    return;
                }
                inside.is_there = is_wanted;
                inside.around.jobs.clear();
                inside.owner.cleanup();
                let Inside { owner, around, .. } = &mut *inside;
                gap.fill(|content| {
                    if is_wanted {
                        owner.with(|| put_in(part.make(), content, around));
                        // Before it is in the page.
                        around.catch_up();
                    }
                });
            }));
        }
        Node::Element(element) => draw_element(element, parent, around),
    }
}

/// Puts a text that changes into `parent`; `hidden` is hidden while there is none.
fn tell(
    words: Box<dyn Make<String>>,
    parent: &web_sys::Node,
    hidden: Option<(web_sys::Element, Rc<Cell<bool>>)>,
    around: &mut Around,
) {
    let place = document().create_text_node("");
    append(parent, &place);
    let last = RefCell::new(None::<String>);
    around.jobs.push(Box::new(move || {
        let text = words.make();
        let mut last = last.borrow_mut();
        // Writing the same text again would throw away the reader's selection.
        if last.as_ref() == Some(&text) {
            return;
        }
        place.set_data(&text);
        if let Some((element, is_hidden)) = &hidden
            && is_hidden.get() != text.is_empty()
        {
            is_hidden.set(text.is_empty());
            put(element, "hidden", text.is_empty().then_some(""));
        }
        *last = Some(text);
    }));
}

/// What stands in the place of a piece that comes and goes.
struct Inside {
    owner: Owner,
    around: Around,
    is_there: bool,
}

/// A place in the page that may be empty, and so is held by two texts without a letter.
struct Gap {
    start: web_sys::Text,
    end: web_sys::Text,
}

impl Gap {
    fn new(parent: &web_sys::Node) -> Self {
        let held = || {
            let held = document().create_text_node("");
            append(parent, &held);
            held
        };
        Self {
            start: held(),
            end: held(),
        }
    }

    fn clear(&self) {
        while let Some(old) = self.start.next_sibling()
            && !old.is_same_node(Some(&self.end))
        {
            remove(old);
        }
    }

    /// Puts something else into it, which is drawn beforehand.
    fn fill(&self, draw: impl FnOnce(&web_sys::Node)) {
        let content = document().create_document_fragment();
        draw(&content);
        self.clear();
        if let Some(parent) = self.end.parent_node() {
            // `end` is a child of its parent.
            let _ = parent.insert_before(&content, Some(&self.end));
        }
    }
}

fn draw_element(element: Element, parent: &web_sys::Node, around: &mut Around) {
    let parts = *element.0;
    let Some(made) = made(parts.tag) else { return };
    let mut inside = Around {
        jobs: Vec::new(),
        due: around.due.clone(),
    };
    let is_hidden = Rc::new(Cell::new(false));
    if let Some(unseen) = parts.unseen {
        let (sight, is_hidden) = (Sight::of(&made), Rc::clone(&is_hidden));
        // What is hidden is nowhere to be seen, and nowhere out of sight.
        inside.due = Some(Rc::new(move || {
            sight.get() || unseen.make() || is_hidden.get()
        }));
    }
    let around = if parts.is_apart { &mut inside } else { around };
    for child in parts.children {
        put_in(child, &made, around);
    }
    if let Some(words) = parts.told {
        tell(words, &made, Some((made.clone(), is_hidden)), around);
    }
    for (name, setting) in parts.settings {
        let place = made.clone();
        match setting {
            Setting::Fixed(value) => put(&place, name, Some(&value)),
            Setting::Changing(value) => {
                let last = RefCell::new(None);
                around.jobs.push(Box::new(move || {
                    let value = value.make();
                    // Writing the same value again would have all styles matched again.
                    if *last.borrow() != value {
                        put(&place, name, value.as_deref());
                        last.replace(value);
                    }
                }));
            }
            Setting::Property(value) => {
                let write = move || {
                    let (name, value) = (JsValue::from_str(name), value.make());
                    if value.is_undefined() {
                        return;
                    }
                    // Writing the same text into an input again would move the caret. Loosely the
                    // same: what was written as a number may be read as a text.
                    let now = js_sys::Reflect::get(&place, &name);
                    if !now.is_ok_and(|now| now.loose_eq(&value)) {
                        let _ = js_sys::Reflect::set(&place, &name, &value);
                    }
                };
                // What a reader has closed stays closed while only its neighbours change.
                if name == "open" {
                    lasting(around.due.clone(), write);
                } else {
                    around.jobs.push(Box::new(write));
                }
            }
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
        keep(listening);
    }
    inside.follow();
    append(parent, &made);
}

/// What is kept until its owner goes, and the places that are free.
#[derive(Default)]
struct Kept {
    things: Vec<Option<Box<dyn Any>>>,
    free: Vec<usize>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// Keeps a thing as long as the current owner lives.
///
/// As `StoredValue::new_local`, which wraps it for threads that are not there: 2 kB of the module.
fn keep(thing: impl Any) {
    let thing: Box<dyn Any> = Box::new(thing);
    let place = KEPT.with_borrow_mut(|kept| {
        let place = kept.free.pop().unwrap_or(kept.things.len());
        if place == kept.things.len() {
            kept.things.push(None);
        }
        if let Some(slot) = kept.things.get_mut(place) {
            *slot = Some(thing);
        }
        place
    });
    on_cleanup(move || {
        // Dropped outside: it may hold what is kept too.
        drop(KEPT.with_borrow_mut(|kept| {
            kept.free.push(place);
            kept.things.get_mut(place)?.take()
        }));
    });
}

/// An element of a tag.
fn made(tag: &'static str) -> Option<web_sys::Element> {
    let made = match tag {
        "" => return None,
        "svg" | "path" | "polyline" => {
            document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
        }
        tag => document().create_element(tag),
    };
    // A tag in this crate is always a name.
    made.ok()
}

/// How far in an element has to reach: in so narrow a strip of it there is nothing to read.
const EDGE: &str = "-6px";

/// Watches whether an element is in sight, as long as the current owner lives.
struct Sight {
    observer: web_sys::IntersectionObserver,
    _seen: Closure<dyn Fn(js_sys::Array)>,
}

impl Sight {
    fn of(element: &web_sys::Element) -> Flag {
        // Until the browser says otherwise, which it does at the next frame.
        let in_sight = Flag::new(true);
        let seen = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let seen = js_sys::Reflect::get(&entries.pop(), &"isIntersecting".into());
            let is_seen = seen.is_ok_and(|seen| seen.is_truthy());
            if in_sight.get_untracked() != is_seen {
                in_sight.set(is_seen);
            }
        });
        let options = web_sys::IntersectionObserverInit::new();
        options.set_root_margin(EDGE);
        let observer = web_sys::IntersectionObserver::new_with_options(
            seen.as_ref().unchecked_ref(),
            &options,
        );
        if let Ok(observer) = observer {
            observer.observe(element);
            keep(Self {
                observer,
                _seen: seen,
            });
        }
        in_sight
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
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

/// Whether nothing changes in a piece by itself, and nothing listens.
fn is_still(node: &Node) -> bool {
    match node {
        Node::Nothing | Node::Text(_) => true,
        Node::Several(nodes) => nodes.iter().all(is_still),
        Node::Element(Element(parts)) => {
            let mut settings = parts.settings.iter();
            parts.listeners.is_empty()
                && parts.told.is_none()
                && settings.all(|(_, setting)| matches!(setting, Setting::Fixed(_)))
                && parts.children.iter().all(is_still)
        }
        Node::Words(_) | Node::Part(_) | Node::While(..) => false,
    }
}

/// What has been drawn of a still piece: an element, or a text, which has no tag.
struct Known {
    place: web_sys::Node,
    tag: &'static str,
    /// The names and values of its attributes; the letters of a text.
    settings: Vec<(&'static str, String)>,
    children: Vec<Known>,
}

impl Known {
    fn write(&self, name: &'static str, value: &str) {
        if self.tag.is_empty() {
            self.place
                .unchecked_ref::<web_sys::CharacterData>()
                .set_data(value);
        } else {
            put(self.place.unchecked_ref(), name, Some(value));
        }
    }

    /// Gives it what has changed; nothing when it is to be something else altogether.
    fn amend(&mut self, tag: &'static str, settings: &mut [(&'static str, String)]) -> bool {
        let names = self.settings.iter().zip(&*settings);
        let is_alike = self.tag == tag
            && self.settings.len() == settings.len()
            && names.into_iter().all(|(old, new)| old.0 == new.0);
        if is_alike {
            for (place, new) in settings.iter_mut().enumerate() {
                if self.settings.get(place).is_some_and(|old| old.1 != new.1) {
                    self.write(new.0, &new.1);
                    if let Some(old) = self.settings.get_mut(place) {
                        core::mem::swap(old, new);
                    }
                }
            }
        }
        is_alike
    }
}

/// Makes neighbours into others with as few changes as there are differences: most keys change
/// some texts of a picture, and what stays in the page needs no new styles.
///
/// - `known`: what is drawn, from `at` on.
/// - `place`: where it stands: what stands behind the last one, or around all of them.
/// - `is_end`: whether that is behind.
fn amend(known: &mut Vec<Known>, at: &mut usize, node: Node, place: &web_sys::Node, is_end: bool) {
    let (tag, mut settings, children) = match node {
        Node::Several(nodes) => {
            for node in nodes {
                amend(known, at, node, place, is_end);
            }
            return;
        }
        Node::Text(text) => ("", vec![("", text)], Vec::new()),
        Node::Element(Element(parts)) => {
            let mut settings = Vec::new();
            for (name, setting) in parts.settings {
                if let Setting::Fixed(value) = setting {
                    settings.push((name, value));
                }
            }
            (parts.tag, settings, parts.children)
        }
        Node::Nothing | Node::Words(_) | Node::Part(_) | Node::While(..) => return,
    };
    let here = *at;
    *at += 1;
    if let Some(old) = known.get_mut(here)
        && old.amend(tag, &mut settings)
    {
        amend_all(old, children);
        return;
    }
    let drawn: web_sys::Node = match made(tag) {
        Some(made) => made.into(),
        None => document().create_text_node("").into(),
    };
    let mut fresh = Known {
        place: drawn,
        tag,
        settings,
        children: Vec::new(),
    };
    for (name, value) in &fresh.settings {
        fresh.write(name, value);
    }
    amend_all(&mut fresh, children);
    let old = known.get(here).map(|old| &old.place);
    match old.or(is_end.then_some(place)) {
        None => append(place, &fresh.place),
        // Asked only now: few keys bring anything new.
        Some(next) => {
            if let Some(parent) = next.parent_node() {
                // What stands in a row is a child of its parent.
                let _ = parent.insert_before(&fresh.place, Some(next));
            }
        }
    }
    if let Some(old) = known.get_mut(here) {
        remove(core::mem::replace(old, fresh).place);
    } else {
        known.push(fresh);
    }
}

/// The same with all that stands in an element.
fn amend_all(known: &mut Known, children: Vec<Node>) {
    let mut at = 0;
    for child in children {
        amend(&mut known.children, &mut at, child, &known.place, false);
    }
    cut(&mut known.children, at);
}

/// Takes out what is too much.
fn cut(known: &mut Vec<Known>, length: usize) {
    while known.len() > length {
        if let Some(old) = known.pop() {
            remove(old.place);
        }
    }
}

fn remove(place: web_sys::Node) {
    place.unchecked_into::<web_sys::Element>().remove();
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

/// Runs `work` now and whenever what it reads changes, as long as the current owner lives; what is
/// not due waits until it is.
fn lasting(due: Due, work: impl Fn() + 'static) {
    let work: Box<dyn Fn()> = Box::new(work);
    keep(RenderEffect::new(move |_| {
        // Followed only while it waits: coming into sight is no reason to draw the same again.
        if due
            .as_ref()
            .is_none_or(|due| untrack(|| due.make()) || due.make())
        {
            work();
        }
    }));
}
