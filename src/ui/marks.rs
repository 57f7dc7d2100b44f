//! Published figures beside a result: each with its own denominator, year, source and grade.
//!
//! They are words and never stand in a picture: no mark is drawn against another denominator than
//! its own. The page may replace the set.

use super::node::{Node, element, part};
use super::session::Session;
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence};
use crate::scenario::draft::Row;
use crate::scenario::field::{ACTIONS, FieldId};
use crate::scenario::view::View;

/// The marks of the view that is shown.
///
/// - `session`: the element's state.
pub fn marks(session: Session) -> Node {
    part(move || {
        let items = told(session);
        if items.is_empty() {
            return Node::Nothing;
        }
        let title = session.say(|language| language.say(Sentence::MarksTitle));
        let items = items
            .into_iter()
            .map(|item| element("li").child(item).into());
        element("details")
            .class("assumptions marks")
            .set("data-marks", "")
            .child(element("summary").child(title))
            .child(element("ul").children(items))
            .into()
    })
}

fn told(session: Session) -> Vec<String> {
    let view = session.view();
    let action = session.action();
    session.read(FieldId::Marks, |draft, language| {
        if draft.is_given(view, FieldId::Marks) {
            let table = draft.table(view, FieldId::Marks);
            let rows = table.rows().iter();
            return rows.filter_map(|row| given(language, view, row)).collect();
        }
        let say = |sentence| language.say(sentence);
        match view {
            View::Rate => match ACTIONS.get(action.place) {
                Some(&("newsletterSignup" | "formSubmission" | "follow" | "eventRegistration")) => {
                    let noun = action.noun(language, 2.0);
                    let noun = ("purchases", Argument::Text(&noun));
                    vec![language.fill(Sentence::MarksNone, &[noun])]
                }
                Some(&"appDownload") => vec![say(Sentence::MarksApp)],
                _ => Vec::new(),
            },
            View::Return | View::Fee => vec![
                say(Sentence::MarksVoucher),
                say(Sentence::MarksDiscount),
                say(Sentence::MarksReferred),
            ],
            View::Value => vec![say(Sentence::MarksDiscount), say(Sentence::MarksReferred)],
            View::TradeOff => vec![say(Sentence::MarksDiscount)],
            View::Compare => vec![say(Sentence::CompareMarksSize)],
            View::SplitTest | View::Plan => Vec::new(),
        }
    })
}

/// A mark of the page's. Without figure, denominator, source or year it is none.
fn given(language: &Language, view: View, row: &Row) -> Option<String> {
    let mut texts = row
        .iter()
        .zip(FieldId::Marks.columns())
        .map(|(cell, &column)| {
            cell.as_ref().map_or(String::new(), |cell| {
                cell.shown(column, &*language.numerals)
            })
        });
    let mut next = || texts.next().unwrap_or_default();
    let (of_view, figure, of, source, year, grade) =
        (next(), next(), next(), next(), next(), next());
    let is_here = of_view.is_empty() || of_view == view.name();
    if !is_here
        || [&figure, &of, &source, &year]
            .iter()
            .any(|text| text.is_empty())
    {
        return None;
    }
    let grade = if grade.is_empty() {
        grade
    } else {
        [" (", &*grade, ")"].concat()
    };
    Some(language.fill(
        Sentence::MarksGiven,
        &[
            ("figure", Argument::Text(&figure)),
            ("of", Argument::Text(&of)),
            ("source", Argument::Text(&source)),
            ("year", Argument::Text(&year)),
            ("grade", Argument::Text(&grade)),
        ],
    ))
}
