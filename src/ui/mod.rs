//! What a reader sees: [`node`] draws, then reusable parts, then one file a view.

pub mod browser;
pub mod card;
pub mod carried;
pub mod compare;
pub mod course;
pub mod fee;
pub mod field;
pub mod figure;
pub mod goal;
pub mod marks;
pub mod node;
pub mod picture;
pub mod plan;
pub mod rate;
pub mod results;
pub mod returns;
pub mod rows;
pub mod session;
pub mod share;
pub mod sharing;
pub mod slider;
pub mod snapshot;
pub mod split_test;
pub mod tabs;
pub mod trade_off;
pub mod value;
pub mod watched;

use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys;
use node::{Element, Node, element};

/// A paragraph.
pub fn paragraph(class: &'static str, content: impl Into<Node>) -> Element {
    element("p").class(class).child(content)
}

/// A row of a table, of cells of one kind.
pub fn row(tag: &'static str, cells: Vec<String>) -> Node {
    let mut row = element("tr");
    for cell in cells {
        row = row.child(element(tag).child(cell));
    }
    row.into()
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

/// The shadow root in which an event was listened to.
fn root_of(event: &web_sys::Event) -> Option<web_sys::ShadowRoot> {
    listened(event)?.get_root_node().dyn_into().ok()
}

/// Puts the focus on the element of an id.
fn focus(root: Option<&web_sys::ShadowRoot>, id: &str) {
    let found = root.and_then(|root| root.get_element_by_id(id));
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails for nothing that is in the page.
        let _ = found.focus();
    }
}

/// The same, once what has changed is drawn.
fn focus_soon(root: Option<web_sys::ShadowRoot>, id: String) {
    let focus = Closure::once_into_js(move || focus(root.as_ref(), &id));
    // Without a window there is nobody who could have pressed anything.
    let _ = leptos::prelude::window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(focus.unchecked_ref(), 0);
}
