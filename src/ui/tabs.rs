//! The tabs of the views: arrows move between them, and only the chosen one is in the tab order.

use super::node::{Node, element};
use super::session::Session;
use super::{focus_soon, group, root_of};
use crate::messages::words as said;
use crate::scenario::view::View;
use leptos::web_sys::Event;

/// The tabs, one a view.
///
/// - `session`: the element's state.
/// - `views`: the views in their order.
pub fn tabs(session: Session, views: &[View]) -> Node {
    let list = views.to_vec();
    let tab = |&view: &View| {
        let chosen = session.view() == view;
        let words = session.say(|language| said::tab(language, view));
        element("button")
            .class("tab")
            .set("type", "button")
            .set("role", "tab")
            .set("id", ["tab-", view.name()].concat())
            .set("data-view", view.name())
            .set("aria-selected", if chosen { "true" } else { "false" })
            .set("aria-controls", "view")
            .set("tabindex", if chosen { "0" } else { "-1" })
            .on("click", move |event| turn(session, view, &event))
            .child(words)
            .into()
    };
    let tabs = list.iter().map(tab).collect::<Vec<Node>>();
    element("div")
        .class("tabs")
        .part("tabs")
        .set("role", "tablist")
        .on("keydown", move |event| key(session, &list, &event))
        .child(group("row", tabs))
        .into()
}

/// Turns to a view; the card is built anew, so the focus is put where it was: on the tab.
fn turn(session: Session, view: View, event: &Event) {
    let root = root_of(event);
    session.turn_to(view);
    focus_soon(root, ["tab-", view.name()].concat());
}

fn key(session: Session, views: &[View], event: &Event) {
    let Some(key) = js_sys::Reflect::get(event, &"key".into())
        .ok()
        .and_then(|key| key.as_string())
    else {
        return;
    };
    let here = views.iter().position(|&view| view == session.view());
    let (here, count) = (here.unwrap_or_default(), views.len());
    let backwards = session.say(|language| language.right_to_left);
    let to = match key.as_str() {
        "Home" => 0,
        "End" => count - 1,
        "ArrowRight" if !backwards => (here + 1) % count,
        "ArrowLeft" if backwards => (here + 1) % count,
        "ArrowRight" | "ArrowLeft" => (here + count - 1) % count,
        _ => return,
    };
    if let Some(&view) = views.get(to) {
        event.prevent_default();
        turn(session, view, event);
    }
}
