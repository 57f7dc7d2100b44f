//! The `rate` view: the rate and how sure it is, as a figure, a sentence and a picture.

use super::card::shown_while;
use super::field::switch;
use super::figure::figure_row;
use super::node::{Node, element, part, words};
use super::picture::picture;
use super::session::{Session, Shown};
use super::{blank, group, paragraph, span};
use crate::locale::Style;
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::figure::FigureId;
use crate::outcome::rate::{RateEstimate, TYPED};
use crate::picture::Tone;
use crate::picture::people::{crowd, people};
use crate::scenario::field::FieldId;
use crate::scenario::rate::Per;
use core::cell::RefCell;
use leptos::prelude::*;

/// The figures of the list, in the order of [`crate::outcome::rate::RateOutcome::figures`].
const FIGURES: [FigureId; 13] = [
    FigureId::Rate,
    FigureId::Interval,
    FigureId::OneIn,
    FigureId::NotConverting,
    FigureId::RatePer(Per::Follower),
    FigureId::RatePer(Per::Impression),
    FigureId::RatePer(Per::Viewer),
    FigureId::RatePer(Per::Click),
    FigureId::ClickThrough,
    FigureId::ClickThroughPerImpression,
    FigureId::ConversionsNeeded,
    FigureId::CountNeeded,
    FigureId::CountForTarget,
];

/// The results of the `rate` view.
///
/// - `session`: the element's state.
/// - `beside`: the counts that are not offered above: one of them is offered here when it is asked
///   for.
pub fn rate(session: Session, beside: Vec<FieldId>) -> Node {
    let chosen = move || {
        let is_wrong = session.problem(FieldId::Per).is_some();
        if is_wrong { "" } else { session.per().name() }
    };
    let count = beside
        .into_iter()
        .map(|id| shown_while(session, id, move || session.is_beside(id)));
    let has = Memo::new(move |_| session.shown.with(Option::is_some));
    // Not while the reader types: half a number is no mistake.
    let stale = Memo::new(move |_| {
        let is_stale = |shown: &Shown| shown.stale;
        session.told.with(Result::is_err)
            && session
                .shown
                .with(|shown| shown.as_ref().is_some_and(is_stale))
    });
    let notice = part(move || {
        let sentence = match (has.get(), stale.get()) {
            (false, _) => Sentence::Waiting,
            (true, true) => Sentence::Stale,
            (true, false) => return Node::Nothing,
        };
        paragraph("notice", session.say(|language| language.say(sentence))).into()
    });
    element("div")
        .class("results")
        .part("result")
        .flag("data-stale", move || stale.get())
        .child(switch(session, FieldId::Per, chosen))
        .child(group("beside", count))
        .child(notice)
        .child(part(move || {
            if has.get() {
                results(session)
            } else {
                Node::Nothing
            }
        }))
        .into()
}

fn results(session: Session) -> Node {
    let value = words(move || {
        session.tell_of(|language, shown| {
            let estimate = shown.outcome.estimate;
            language
                .numerals
                .write(estimate.rate, estimate.style(estimate.rate))
        })
    });
    let unit = words(move || {
        session.tell_of(|language, Shown { outcome, .. }| {
            per_hundred(language, outcome.estimate, outcome.scenario.per)
        })
    });
    let interval = words(move || session.tell_of(interval_words));
    let verdict = words(move || {
        let action = session.action();
        session.tell_of(|language, shown| said::rate_verdict(language, &shown.outcome, &action))
    });
    let target = words(move || {
        session.tell_of(|language, shown| {
            said::target_verdict(language, &shown.outcome).unwrap_or_default()
        })
    });
    let limits = session.say(|language| language.say(Sentence::RateVerdictLimits));
    let notes = part(move || {
        session.say(|language| {
            session.shown.with(|shown| {
                let notes = shown.iter().flat_map(|shown| &shown.outcome.notes);
                let draw = |&note| paragraph("note", said::note(language, note)).into();
                Node::Several(notes.map(draw).collect())
            })
        })
    });
    let rows = FIGURES
        .into_iter()
        .map(|id| figure_row(session, id, unit_of));
    let title = session.say(|language| language.say(Sentence::FiguresTitle));
    let headline = element("div")
        .class("headline")
        .set("data-figure", "rate")
        .child(span("value", value).part("value"))
        .child(blank())
        .child(span("unit", unit));
    // Told to those who listen when the reader pauses, and in few words.
    let last = RefCell::new(String::new());
    let told = words(move || {
        if !session.typing.get() {
            last.replace(session.tell_of(interval_words));
        }
        last.borrow().clone()
    });
    let verdict = element("div").class("verdict").part("verdict").children([
        paragraph("meaning", verdict).into(),
        paragraph("target", target).into(),
        paragraph("limits", limits).into(),
        paragraph("spoken", told).set("role", "status").into(),
    ]);
    let table = element("div")
        .class("figures")
        .part("table")
        .child(paragraph("title", title))
        .children(rows);
    let found = [
        headline.into(),
        paragraph("interval", interval).part("interval").into(),
        verdict.into(),
    ];
    Node::Several(vec![
        group(
            "found",
            [group("told", found), part(move || drawn(session))],
        ),
        group("notes", [notes]),
        table.into(),
    ])
}

/// "95 % range: 2.68 % to 3.35 %".
fn interval_words(language: &Language, shown: &Shown) -> String {
    let estimate = shown.outcome.estimate;
    let share = |rate: f64| Argument::Number(rate, estimate.style(rate));
    let level = shown.outcome.scenario.level.get();
    let arguments = [
        ("level", Argument::Number(level, TYPED)),
        ("low", share(estimate.interval.low)),
        ("high", share(estimate.interval.high)),
    ];
    language.fill(Sentence::RateInterval, &arguments)
}

/// "3 per 100 viewers".
fn per_hundred(language: &Language, estimate: RateEstimate, per: Per) -> String {
    let unit = said::unit(language, per, 100.0);
    let rate = estimate.rate;
    let style = match estimate.style(rate) {
        Style::PercentDecimal(digits) => Style::Decimal(digits),
        Style::Percent(digits) => Style::Significant(digits),
        style => style,
    };
    let value = Argument::Number(rate * 100.0, style);
    language.fill(
        Sentence::RateUnit,
        &[("value", value), ("viewers", Argument::Text(&unit))],
    )
}

/// What stands beside a figure of the list.
fn unit_of(language: &Language, shown: &Shown, id: FigureId) -> String {
    let outcome = &shown.outcome;
    let per = outcome.scenario.per;
    let unit = |count: Option<f64>| count.map_or(String::new(), |n| said::unit(language, per, n));
    let of = |per| {
        let unit = said::unit(language, per, 100.0);
        language.fill(Sentence::FiguresOf, &[("viewers", Argument::Text(&unit))])
    };
    match id {
        FigureId::Rate => of(per),
        FigureId::RatePer(per) => of(per),
        FigureId::OneIn => unit(outcome.one_in),
        FigureId::NotConverting => unit(Some(outcome.not_converting)),
        FigureId::CountNeeded => unit(outcome.count_needed),
        FigureId::CountForTarget => unit(outcome.count_for_target),
        FigureId::Interval
        | FigureId::ClickThrough
        | FigureId::ClickThroughPerImpression
        | FigureId::ConversionsNeeded => String::new(),
    }
}

/// The rate as people, with a legend and the same in words for those who do not see it.
fn drawn(session: Session) -> Node {
    session.say(|language| {
        session.shown.with(|shown| {
            let Some(Shown { outcome, .. }) = shown else {
                return Node::Nothing;
            };
            let estimate = outcome.estimate;
            let interval = estimate.interval;
            let crowd = crowd(estimate.rate, interval.low, interval.high);
            let unit = said::unit(language, outcome.scenario.per, crowd.people.into());
            let number = |count: u32| Argument::Number(count.into(), Style::Decimal(0));
            let title = if crowd.rate == 0 && estimate.rate > 0.0 {
                Sentence::RatePictureFew
            } else if crowd.rate == crowd.people && estimate.rate < 1.0 {
                Sentence::RatePictureMost
            } else {
                Sentence::RatePictureTitle
            };
            let title = language.fill(
                title,
                &[
                    ("people", number(crowd.people)),
                    ("viewers", Argument::Text(&unit)),
                    ("rate", number(crowd.rate)),
                ],
            );
            let arguments = [
                ("title", Argument::Text(&title)),
                ("low", number(crowd.low)),
                ("high", number(crowd.high)),
            ];
            let say = |sentence| language.fill(sentence, &arguments);
            let mut legend = vec![span("title", title.clone()).into()];
            if crowd.low > 0 {
                legend.push(span(Tone::Sure.class(), say(Sentence::RatePictureSure)).into());
            }
            if crowd.high > crowd.low {
                legend.push(span(Tone::Open.class(), say(Sentence::RatePictureOpen)).into());
            }
            let picture = picture(&people(crowd), say(Sentence::RatePictureAlternative));
            let legend = element("figcaption").children(legend);
            element("figure")
                .class("crowd")
                .child(legend)
                .child(picture)
                .into()
        })
    })
}
