//! What a reader sees: [`node`] draws, then reusable parts, then one file a view.

pub mod card;
pub mod field;
pub mod figure;
pub mod node;
pub mod picture;
pub mod rate;
pub mod session;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use node::{Element, Node, element};

/// A paragraph.
pub fn paragraph(class: &'static str, content: impl Into<Node>) -> Element {
    element("p").class(class).child(content)
}

/// A span.
pub fn span(class: &'static str, content: impl Into<Node>) -> Element {
    element("span").class(class).child(content)
}

/// A blank, which keeps apart what stands side by side for those who listen.
pub fn blank() -> Node {
    Node::Text(" ".to_owned())
}

/// A group.
pub fn group(class: &'static str, children: impl IntoIterator<Item = Node>) -> Node {
    element("div").class(class).children(children).into()
}

/// The element on which an event was listened to.
fn listened(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.current_target()?.dyn_into().ok()
}

/// Whether the `<details>` behind a toggle event is open now.
fn is_open(event: &web_sys::Event) -> bool {
    listened(event).is_some_and(|details| details.has_attribute("open"))
}
