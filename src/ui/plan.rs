//! The `plan` view: how many visitors, or which effect, and what that costs.

use super::goal::goal;
use super::node::{Node, element};
use super::picture::stretched;
use super::results::{Manner, results};
use super::session::{Session, Shown};
use super::span;
use crate::locale::{Style, money_style};
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence};
use crate::outcome::Outcome;
use crate::outcome::figure::FigureId;
use crate::outcome::plan::{PlanOutcome, PlanPoint};
use crate::outcome::rate::{TYPED, percent};
use crate::picture::curve::marked;
use crate::scenario::field::FieldId;
use crate::scenario::plan::Asked;

/// The figures of the list, in the order of the outcome's.
static FIGURES: [FigureId; 5] = [
    FigureId::PerVariant,
    FigureId::Total,
    FigureId::Days,
    FigureId::PlanCost,
    FigureId::Detectable,
];

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "perVariant",
    headline: |language, shown, _| {
        with(shown, |outcome, plan| match outcome.scenario.asked {
            Asked::Visitors { .. } => language.numerals.write(plan.per_variant, Style::Decimal(0)),
            Asked::Effect { .. } => plan.detectable.map_or_else(
                || language.say(Sentence::FiguresUndefined),
                |effect| write_effect(language, outcome, effect),
            ),
        })
    },
    unit: |language, shown, _| {
        with(shown, |outcome, plan| match outcome.scenario.asked {
            Asked::Visitors { .. } => language.fill(
                Sentence::PlanUnit,
                &[(
                    "visitors",
                    Argument::Number(plan.per_variant, Style::Decimal(0)),
                )],
            ),
            Asked::Effect { .. } => language.say(Sentence::PlanUnitEffect),
        })
    },
    interval: |language, shown, _| with(shown, |_, plan| expense(language, plan)),
    verdict: &[
        ("meaning", verdict),
        ("limits", |language, _, _| {
            language.say(Sentence::PlanAdvice)
        }),
        ("limits other", |language, shown, _| {
            with(shown, |outcome, _| {
                outcome.evan_miller.map_or(String::new(), |visitors| {
                    let visitors = Argument::Number(visitors.round(), Style::Decimal(0));
                    language.fill(Sentence::PlanOther, &[("n", visitors)])
                })
            })
        }),
    ],
    picture: drawn,
    below: |session| {
        goal(
            session,
            [
                FieldId::PlanGoalFigure,
                FieldId::PlanGoalValue,
                FieldId::PlanGoalField,
            ],
        )
    },
    figures: &FIGURES,
    unit_of: |language, shown, id| match (&shown.outcome, id) {
        (Outcome::Plan(outcome), FigureId::Detectable) if !outcome.scenario.is_relative => {
            language.say(Sentence::SplitTestPoints)
        }
        _ => String::new(),
    },
};

/// The results of the `plan` view.
///
/// - `session`: the element's state.
pub fn plan(session: Session) -> Node {
    results(session, &MANNER, Node::Nothing)
}

/// Words about the plan, where there is one.
fn with(shown: &Shown, words: impl FnOnce(&PlanOutcome, &PlanPoint) -> String) -> String {
    match &shown.outcome {
        Outcome::Plan(outcome) => outcome
            .plan
            .as_ref()
            .map_or(String::new(), |plan| words(outcome, plan)),
        _ => String::new(),
    }
}

/// A part of the rate in per cent, or what is added to it in points.
fn write_effect(language: &Language, outcome: &PlanOutcome, effect: f64) -> String {
    if outcome.scenario.is_relative {
        return language.numerals.write(effect, percent(effect));
    }
    let points = effect * 100.0;
    let points = Argument::Number(points, Style::Significant(3));
    language.fill(Sentence::PlanPoints, &[("value", points)])
}

/// "27,828 in all · 14 days · $695.70"
fn expense(language: &Language, plan: &PlanPoint) -> String {
    let days = plan.days.map_or("none".to_owned(), |days| {
        let days = Argument::Number(days, Style::Decimal(0));
        language.fill(Sentence::PlanDays, &[("n", days)])
    });
    let cost = plan.cost.map_or("none".to_owned(), |cost| {
        language.numerals.write(cost, money_style(cost))
    });
    language.fill(
        Sentence::PlanInterval,
        &[
            ("total", Argument::Number(plan.total, Style::Decimal(0))),
            ("days", Argument::Text(&days)),
            ("cost", Argument::Text(&cost)),
        ],
    )
}

fn verdict(language: &Language, shown: &Shown, _: &ActionWords) -> String {
    let Outcome::Plan(outcome) = &shown.outcome else {
        return String::new();
    };
    let scenario = &outcome.scenario;
    let Some(plan) = &outcome.plan else {
        return language.say(Sentence::PlanVerdictNever);
    };
    let (sentence, effect) = match scenario.asked {
        Asked::Visitors { effect } => (Sentence::PlanVerdict, effect),
        Asked::Effect { .. } => match plan.detectable {
            Some(effect) => (Sentence::PlanVerdictEffect, effect),
            None => return language.say(Sentence::PlanVerdictNever),
        },
    };
    let other = scenario.rate_with(effect);
    language.fill(
        sentence,
        &[
            ("baseline", Argument::Number(scenario.baseline, TYPED)),
            ("other", Argument::Number(other, percent(other))),
            ("power", Argument::Number(scenario.power, TYPED)),
            ("alpha", Argument::Number(scenario.alpha, TYPED)),
            (
                "variants",
                Argument::Number(scenario.variants, Style::Decimal(0)),
            ),
            ("n", Argument::Number(plan.per_variant, Style::Decimal(0))),
            (
                "sides",
                Argument::Text(if scenario.sides > 1.5 { "two" } else { "one" }),
            ),
        ],
    )
}

/// The effect that can be found, against what it costs; the same in a small table.
fn drawn(session: Session) -> Node {
    session.say(|language| {
        session.shown.with(|shown| {
            let Some(Shown {
                outcome: Outcome::Plan(outcome),
                ..
            }) = shown
            else {
                return Node::Nothing;
            };
            let (Some(plan), Some(last)) = (&outcome.plan, outcome.curve.last()) else {
                return Node::Nothing;
            };
            let has_cost = plan.cost.is_some();
            let write_cost = |point: &PlanPoint| match point.cost {
                Some(cost) => language.numerals.write(cost, money_style(cost)),
                None => language
                    .numerals
                    .write(point.per_variant, Style::Decimal(0)),
            };
            let write_change = |point: &PlanPoint| {
                point.detectable.map_or_else(
                    || language.say(Sentence::FiguresUndefined),
                    |rise| write_effect(language, outcome, rise),
                )
            };
            let what = if has_cost { "cost" } else { "visitors" };
            let title = language.fill(Sentence::PlanCurve, &[("what", Argument::Text(what))]);
            let values: Vec<Option<f64>> =
                outcome.curve.iter().map(|point| point.detectable).collect();
            let here = plan.per_variant / last.per_variant;
            let picture = stretched(&marked(&values, here));
            let row = |cells: [String; 3], tag: &'static str| {
                let cells = cells
                    .into_iter()
                    .map(|cell| element(tag).child(cell).into());
                element("tr").children(cells).into()
            };
            let head = row(
                [
                    language.say(Sentence::PlanTableVisitors),
                    if has_cost {
                        language.say(Sentence::PlanTableCost)
                    } else {
                        String::new()
                    },
                    language.say(Sentence::PlanTableRise),
                ],
                "th",
            );
            let places = outcome.curve.iter().skip(4).step_by(7);
            let rows = places.map(|point| {
                row(
                    [
                        language
                            .numerals
                            .write(point.per_variant, Style::Decimal(0)),
                        if has_cost {
                            write_cost(point)
                        } else {
                            String::new()
                        },
                        write_change(point),
                    ],
                    "td",
                )
            });
            let rows: Vec<Node> = core::iter::once(head).chain(rows).collect();
            element("figure")
                .class("trend")
                .child(element("figcaption").child(span("title", title)))
                .child(picture)
                .child(element("table").part("chart").children(rows))
                .into()
        })
    })
}
