//! The line below the results that opens to what takes them elsewhere.
//!
//! What stands behind it is fetched when somebody opens it: most readers never do.

use super::card::awaiting;
use super::node::{Node, element, part, part_while};
use super::results::Manner;
use super::session::Session;
use super::share::share;
use super::watched::Flag;
use super::{group, is_open};
use crate::apart::{self, Arrival, Part};
use crate::messages::Sentence;
use leptos::prelude::Track;

/// The line.
///
/// - `session`: the element's state.
/// - `manner`: how the view shows its outcome.
pub fn sharing(session: Session, manner: &'static Manner) -> Node {
    let opened = Flag::new(false);
    let content = move || {
        session.state().sharing.track();
        match apart::arrival(Part::Share) {
            Arrival::Here => share(session, manner),
            arrival => awaiting(session, arrival, Box::new(move |_| session.want_share())),
        }
    };
    element("details")
        .class("assumptions sharing")
        .part("actions")
        .on("toggle", move |event| {
            let is_open = is_open(&event);
            opened.set(is_open);
            if is_open {
                session.want_share();
            }
        })
        .child(element("summary").child(session.say(|language| language.say(Sentence::Sharing))))
        .child(group(
            "list",
            [part_while(move || opened.get(), move || part(content))],
        ))
        .into()
}
