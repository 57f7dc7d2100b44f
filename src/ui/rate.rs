//! The `rate` view: the rate and how sure it is, as a figure, a sentence and a picture.

use super::card::shown_while;
use super::field::switch;
use super::node::{Node, element};
use super::picture::picture;
use super::results::{Manner, no_lists, results};
use super::session::{Session, Shown};
use super::{group, span};
use crate::locale::Style;
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::Outcome;
use crate::outcome::figure::FigureId;
use crate::outcome::rate::{RateEstimate, RateOutcome, TYPED};
use crate::picture::Tone;
use crate::picture::people::{crowd, people};
use crate::scenario::field::FieldId;
use crate::scenario::rate::Per;

/// The figures of the list, in the order of [`crate::outcome::rate::RateOutcome::figures`].
static FIGURES: [FigureId; 13] = [
    FigureId::Rate,
    FigureId::Interval,
    FigureId::OneIn,
    FigureId::NotConverting,
    FigureId::PerFollower,
    FigureId::PerImpression,
    FigureId::PerViewer,
    FigureId::PerClick,
    FigureId::ClickThrough,
    FigureId::ClickThroughPerImpression,
    FigureId::ConversionsNeeded,
    FigureId::CountNeeded,
    FigureId::CountForTarget,
];

/// How the rate is shown.
static MANNER: Manner = Manner {
    figure: "rate",
    headline: |language, shown, _| {
        with(shown, |outcome| {
            let estimate = outcome.estimate;
            let style = estimate.style(estimate.rate);
            language.numerals.write(estimate.rate, style)
        })
    },
    unit: |language, shown, _| {
        with(shown, |outcome| {
            per_hundred(language, outcome.estimate, outcome.scenario.counts.per)
        })
    },
    interval: interval_words,
    verdict: &[
        ("meaning", |language, shown, action| {
            with(shown, |outcome| {
                said::rate_verdict(language, outcome, action)
            })
        }),
        ("target", |language, shown, _| {
            with(shown, |outcome| {
                said::target_verdict(language, outcome).unwrap_or_default()
            })
        }),
        ("limits", |language, _, _| {
            language.say(Sentence::RateVerdictLimits)
        }),
    ],
    picture: drawn,
    below: |_| Node::Nothing,
    figures: &FIGURES,
    unit_of,
    lists: no_lists,
};

/// Words about the outcome, which is that of this view.
fn with(shown: &Shown, words: impl FnOnce(&RateOutcome) -> String) -> String {
    match &shown.outcome {
        Outcome::Rate(outcome) => words(outcome),
        _ => String::new(),
    }
}

/// The results of the `rate` view.
///
/// - `session`: the element's state.
/// - `beside`: the counts that are not offered above: one of them is offered here when it is asked
///   for.
pub fn rate(session: Session, beside: Vec<FieldId>) -> Node {
    results(session, &MANNER, denominator(session, beside))
}

/// The switch of the denominator, and the count that it asks for.
pub(super) fn denominator(session: Session, beside: Vec<FieldId>) -> Node {
    let chosen = move || {
        let is_wrong = session.problem(FieldId::Per).is_some();
        if is_wrong { "" } else { session.per().name() }
    };
    let count = beside
        .into_iter()
        .map(|id| shown_while(session, id, move || session.is_beside(id)));
    Node::Several(vec![
        switch(session, FieldId::Per, chosen),
        group("beside", count),
    ])
}

/// "95 % range: 2.68 % to 3.35 %".
fn interval_words(language: &Language, shown: &Shown, _: &ActionWords) -> String {
    with(shown, |outcome| {
        let estimate = outcome.estimate;
        let share = |rate: f64| Argument::Number(rate, estimate.style(rate));
        let level = outcome.scenario.level.get();
        let arguments = [
            ("level", Argument::Number(level, TYPED)),
            ("low", share(estimate.interval.low)),
            ("high", share(estimate.interval.high)),
        ];
        language.fill(Sentence::RateInterval, &arguments)
    })
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
    let Outcome::Rate(outcome) = &shown.outcome else {
        return String::new();
    };
    let per = outcome.scenario.counts.per;
    let unit = |count: Option<f64>| count.map_or(String::new(), |n| said::unit(language, per, n));
    let of = |per| {
        let unit = said::unit(language, per, 100.0);
        language.fill(Sentence::FiguresOf, &[("viewers", Argument::Text(&unit))])
    };
    match id {
        FigureId::Rate => of(per),
        FigureId::OneIn => unit(outcome.one_in),
        FigureId::NotConverting => unit(Some(outcome.not_converting)),
        FigureId::CountNeeded => unit(outcome.count_needed),
        FigureId::CountForTarget => unit(outcome.count_for_target),
        _ => id.per().map_or(String::new(), of),
    }
}

/// The rate as people, with a legend and the same in words for those who do not see it.
fn drawn(session: Session) -> Node {
    session.say(|language| {
        session.with_shown(|shown| {
            let Some(Shown {
                outcome: Outcome::Rate(outcome),
                ..
            }) = shown
            else {
                return Node::Nothing;
            };
            let estimate = outcome.estimate;
            let interval = estimate.interval;
            let crowd = crowd(estimate.rate, interval.low, interval.high);
            let unit = said::unit(language, outcome.scenario.counts.per, crowd.people.into());
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
            // What is not there keeps its place: to come and go would cost more than to be another.
            let item = |is_there: bool, tone: Tone, sentence| {
                if is_there {
                    span(tone.class(), say(sentence))
                } else {
                    span("none", String::new())
                }
            };
            let (sure, open) = (crowd.low > 0, crowd.high > crowd.low);
            let picture = picture(&people(crowd), say(Sentence::RatePictureAlternative));
            let legend = element("figcaption")
                .child(span("title", title.clone()))
                .child(item(sure, Tone::Sure, Sentence::RatePictureSure))
                .child(item(open, Tone::Open, Sentence::RatePictureOpen));
            element("figure")
                .class("crowd")
                .child(legend)
                .child(picture)
                .into()
        })
    })
}
