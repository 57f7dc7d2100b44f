//! The results of a view: a headline, how sure it is, what it means, a picture, the figures.

use super::figure::figure_row;
use super::marks::marks;
use super::node::{Node, element, part, part_while, words};
use super::session::{Session, Shown};
use super::sharing::sharing;
use super::{blank, group, paragraph, span};
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::Outcome;
use crate::outcome::figure::FigureId;
use crate::picture::list::List;
use core::cell::RefCell;

/// Words about an outcome.
pub type Say = fn(&Language, &Shown, &ActionWords) -> String;

/// How a view shows its outcome.
pub struct Manner {
    /// The name of the headline's figure in `outcome`.
    pub figure: &'static str,
    /// The headline.
    pub headline: Say,
    /// What stands beside it.
    pub unit: Say,
    /// How sure it is; also told to those who listen, when the reader pauses.
    pub interval: Say,
    /// What it means: paragraphs of a class each; an empty one is not shown.
    pub verdict: &'static [(&'static str, Say)],
    /// The picture beside the words.
    pub picture: fn(Session) -> Node,
    /// What stands between the words and the figures.
    pub below: fn(Session) -> Node,
    /// The figures of the list, in the order of the outcome's.
    pub figures: &'static [FigureId],
    /// What stands beside a figure of the list.
    pub unit_of: fn(&Language, &Shown, FigureId) -> String,
    /// The picture as lists, to be taken elsewhere.
    pub lists: fn(&Language, &Outcome) -> Vec<List>,
}

/// The lists of a view whose figures say all that its picture shows.
pub fn no_lists(_: &Language, _: &Outcome) -> Vec<List> {
    Vec::new()
}

/// Figures of the list that are in sight together, or none of them: most screens end within it.
const ROWS: usize = 4;

/// The results of a view.
///
/// - `session`: the element's state.
/// - `manner`: how the view shows them.
/// - `above`: what stands above them, such as the switch of the denominator.
pub fn results(session: Session, manner: &'static Manner, above: Node) -> Node {
    let has = move || session.with_shown(Option::is_some);
    // Not while the reader types: half a number is no mistake.
    let stale = move || {
        let is_stale = |shown: &Shown| shown.stale;
        session.is_told_wrong() && session.with_shown(|shown| shown.as_ref().is_some_and(is_stale))
    };
    let notice = part(move || {
        let sentence = match (has(), stale()) {
            (false, _) => Sentence::Waiting,
            (true, true) => Sentence::Stale,
            (true, false) => return Node::Nothing,
        };
        paragraph("notice", session.say(|language| language.say(sentence))).into()
    });
    element("div")
        .class("results")
        .part("result")
        .apart()
        .flag("data-stale", stale)
        .child(above)
        .child(notice)
        .child(part_while(has, move || found(session, manner)))
        .into()
}

/// Words about the outcome that is shown.
fn about(session: Session, say: Say) -> impl Fn() -> String {
    move || {
        let action = session.action();
        session.tell_of(|language, shown| say(language, shown, &action))
    }
}

/// So many paragraphs follow every key.
const AT_ONCE: usize = 2;

/// The same, but it stays what it is while the reader types; where nothing stands yet, only if that
/// is to wait too.
fn resting(session: Session, say: Say, waits: bool) -> impl Fn() -> String {
    let last = RefCell::new(String::new());
    let fresh = about(session, say);
    move || {
        let is_new = last.borrow().is_empty() && !waits;
        if session.is_paused() || is_new {
            last.replace(fresh());
        }
        last.borrow().clone()
    }
}

fn found(session: Session, manner: &'static Manner) -> Node {
    let paused = move || session.is_paused();
    let notes = part(move || {
        session.say(|language| {
            session.with_shown(|shown| {
                let notes = shown.iter().flat_map(|shown| shown.outcome.notes());
                let draw = |&note| paragraph("note", said::note(language, note)).into();
                Node::Several(notes.map(draw).collect())
            })
        })
    });
    let headline = element("div")
        .class("headline")
        .set("data-figure", manner.figure)
        .child(span("value", words(about(session, manner.headline))).part("value"))
        .child(blank())
        .child(span("unit", words(about(session, manner.unit))))
        .in_sight_or(paused);
    // Told to those who listen when the reader pauses, and in few words.
    let told = words(resting(session, manner.interval, true));
    let paragraphs = manner.verdict.iter().enumerate();
    let verdict = element("div")
        .class("verdict")
        .part("verdict")
        .children(paragraphs.map(|(place, &(class, say))| {
            let paragraph = element("p").class(class);
            // What the figures mean changes with them. The reasons are read when the hand rests.
            let paragraph = if place < AT_ONCE {
                paragraph.telling(about(session, say))
            } else {
                paragraph.telling(resting(session, say, false))
            };
            paragraph.in_sight_or(paused).into()
        }))
        .child(paragraph("spoken", told).set("role", "status"));
    let interval = paragraph("interval", words(about(session, manner.interval)));
    let found = [
        headline.into(),
        interval.part("interval").in_sight_or(paused).into(),
        verdict.into(),
    ];
    let figures = if manner.figures.is_empty() {
        Node::Nothing
    } else {
        let title = session.say(|language| language.say(Sentence::FiguresTitle));
        let groups = manner.figures.chunks(ROWS);
        element("div")
            .class("figures")
            .part("table")
            .child(paragraph("title", title))
            .children(groups.map(|figures| {
                let mut rows = element("div").in_sight_or(paused);
                for &id in figures {
                    rows = rows.child(figure_row(session, id, manner.unit_of));
                }
                rows.into()
            }))
            .into()
    };
    let drawn = manner.picture;
    let picture = element("div")
        .in_sight_or(paused)
        .child(part(move || drawn(session)));
    let below = element("div")
        .in_sight_or(paused)
        .child((manner.below)(session));
    Node::Several(vec![
        group("found", [group("told", found), picture.into()]),
        group("notes", [notes]),
        below.into(),
        figures,
        marks(session),
        sharing(session, manner),
    ])
}
