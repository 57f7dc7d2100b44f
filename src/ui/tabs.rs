//! The tabs of the views: arrows move between them, and only the chosen one is in the tab order.

use super::node::{Node, element, words};
use super::session::Session;
use super::{focus, root_of};
use crate::messages::words as said;
use crate::scenario::view::View;
use leptos::web_sys::Event;

/// The id of a tab.
pub fn tab_id(view: View) -> String {
    ["tab-", view.name()].concat()
}

/// The tabs, one a view.
///
/// - `session`: the element's state.
/// - `views`: the views in their order.
pub fn tabs(session: Session, views: Vec<View>) -> Node {
    let tab = |&view: &View| {
        let chosen = move || session.view() == view;
        let attribute = move |yes: &str, no: &str| Some(if chosen() { yes } else { no }.to_owned());
        element("button")
            .class("tab")
            .set("type", "button")
            .set("role", "tab")
            .set("id", tab_id(view))
            .set("data-view", view.name())
            .changing("aria-selected", move || attribute("true", "false"))
            .set("aria-controls", "view")
            .changing("tabindex", move || attribute("0", "-1"))
            .on("click", move |event| turn(session, view, &event))
            .child(words(move || {
                session.say(|language| said::tab(language, view))
            }))
            .into()
    };
    let tabs = views.iter().map(tab).collect::<Vec<Node>>();
    element("div")
        .class("tabs")
        .part("tabs")
        .set("role", "tablist")
        .on("keydown", move |event| key(session, &views, &event))
        .children(tabs)
        .into()
}

/// Turns to a view, and puts the focus on its tab: not every engine does so at a click.
fn turn(session: Session, view: View, event: &Event) {
    focus(root_of(event).as_ref(), &tab_id(view));
    session.turn_to(view);
}

fn key(session: Session, views: &[View], event: &Event) {
    let read = |name: &str| js_sys::Reflect::get(event, &name.into()).ok();
    // With another key held it is the browser's: Alt and an arrow leave the page.
    let held = ["altKey", "ctrlKey", "metaKey", "shiftKey"];
    if held
        .iter()
        .any(|name| read(name).is_some_and(|held| held.is_truthy()))
    {
        return;
    }
    let Some(key) = read("key").and_then(|key| key.as_string()) else {
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
