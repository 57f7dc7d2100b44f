//! The `plan` view: how many visitors, or which effect, and what that costs.

use super::goal::goal;
use super::node::{Node, element};
use super::picture::stretched;
use super::results::{Manner, results};
use super::session::{Session, Shown};
use super::{row, span};
use crate::locale::{Style, money_style};
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::Outcome;
use crate::outcome::figure::FigureId;
use crate::outcome::plan::PlanOutcome;
use crate::outcome::rate::{TYPED, change_style, percent};
use crate::picture::curve::marked;
use crate::picture::list::{Cells, List};
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
        tell(language, shown, |outcome| match outcome.scenario.asked {
            Asked::Visitors { .. } => Some(Sentence::PlanHeadline),
            Asked::Effect { .. } => Some(Sentence::PlanHeadlineEffect),
        })
    },
    unit: |language, shown, _| {
        tell(language, shown, |outcome| match outcome.scenario.asked {
            Asked::Visitors { .. } => Some(Sentence::PlanUnit),
            Asked::Effect { .. } => outcome
                .plan
                .and_then(|plan| plan.detectable)
                .map(|_| Sentence::PlanUnitEffect),
        })
    },
    interval: |language, shown, _| tell(language, shown, |_| Some(Sentence::PlanInterval)),
    verdict: &[
        ("meaning", |language, shown, _| {
            tell(language, shown, |outcome| Some(verdict(outcome)))
        }),
        ("limits", |language, _, _| {
            language.say(Sentence::PlanAdvice)
        }),
        ("limits other", |language, shown, _| {
            tell(language, shown, |outcome| {
                outcome.evan_miller.map(|_| Sentence::PlanOther)
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
            language.say(Sentence::Points)
        }
        _ => String::new(),
    },
    lists: |language, outcome| match outcome {
        Outcome::Plan(outcome) => vec![listed(language, outcome)],
        _ => Vec::new(),
    },
};

/// The results of the `plan` view.
///
/// - `session`: the element's state.
#[inline(never)]
pub fn plan(session: Session) -> Node {
    results(session, &MANNER, Node::Nothing)
}

/// What sentences may name, in the order of the arguments below.
const NAMES: &str = "n total hasDays days hasCost cost effect baseline other power alpha variants \
    sides convention";

/// A sentence about the plan, where there is one to be said: all are filled from one list of what
/// they may name.
fn tell(
    language: &Language,
    shown: &Shown,
    sentence: fn(&PlanOutcome) -> Option<Sentence>,
) -> String {
    let Outcome::Plan(outcome) = &shown.outcome else {
        return String::new();
    };
    let sentence = sentence(outcome);
    let scenario = &outcome.scenario;
    let whole = |value: f64| Argument::Number(value, Style::Decimal(0));
    let (Some(plan), Some(sentence)) = (&outcome.plan, sentence) else {
        return match sentence {
            Some(Sentence::PlanVerdictNever) => language.say(Sentence::PlanVerdictNever),
            _ => String::new(),
        };
    };
    let effect = match scenario.asked {
        Asked::Visitors { effect } => effect,
        Asked::Effect { .. } => plan.detectable.unwrap_or_default(),
    };
    let other = scenario.rate_with(effect);
    let found = write_effect(language, outcome, plan.detectable);
    let is = |there: Option<f64>| Argument::Text(if there.is_some() { "yes" } else { "no" });
    let cost = plan.cost.unwrap_or_default();
    language.tell(
        sentence,
        NAMES,
        &[
            whole(plan.per_variant),
            whole(plan.total),
            is(plan.days),
            whole(plan.days.unwrap_or_default()),
            is(plan.cost),
            Argument::Number(cost, money_style(cost)),
            Argument::Text(&found),
            Argument::Number(scenario.baseline, TYPED),
            Argument::Number(other, percent(other)),
            Argument::Number(scenario.power, TYPED),
            Argument::Number(scenario.alpha, TYPED),
            whole(scenario.variants),
            Argument::Text(if scenario.sides > 1.5 { "two" } else { "one" }),
            whole(outcome.evan_miller.unwrap_or_default().round()),
        ],
    )
}

/// A part of the rate in per cent, or what is added to it in points.
fn write_effect(language: &Language, outcome: &PlanOutcome, effect: Option<f64>) -> String {
    match effect {
        None => language.say(Sentence::FiguresUndefined),
        Some(effect) if outcome.scenario.is_relative => {
            language.numerals.write(effect, change_style(effect))
        }
        Some(effect) => said::points(language, effect),
    }
}

fn verdict(outcome: &PlanOutcome) -> Sentence {
    let plan = outcome.plan.as_ref();
    match outcome.scenario.asked {
        Asked::Visitors { .. } if plan.is_some() => Sentence::PlanVerdict,
        Asked::Effect { .. } if plan.is_some_and(|plan| plan.detectable.is_some()) => {
            Sentence::PlanVerdictEffect
        }
        _ => Sentence::PlanVerdictNever,
    }
}

/// What can be found with how many visitors, as a small table.
fn listed(language: &Language, outcome: &PlanOutcome) -> List {
    let has_cost = outcome
        .plan
        .as_ref()
        .is_some_and(|plan| plan.cost.is_some());
    let what = if has_cost { "cost" } else { "visitors" };
    let mut columns = vec![
        Sentence::PlanTableVisitors,
        Sentence::PlanTableCost,
        Sentence::PlanTableRise,
    ];
    if !has_cost {
        columns.remove(1);
    }
    let title = language.fill(Sentence::PlanCurve, &[("what", Argument::Text(what))]);
    let columns = columns.into_iter().map(|name| language.say(name));
    let mut list = List::titled(title, columns.collect());
    // Of forty points some that a reader can take in; what finds nothing says nothing.
    for (point, place) in outcome.curve.iter().zip(0..) {
        if place % 7 != 4 || point.detectable.is_none() {
            continue;
        }
        let mut cells = Cells::default();
        let visitors = point.per_variant;
        let written = language.numerals.write(visitors, Style::Decimal(0));
        cells.add(written, Some(visitors));
        if let Some(cost) = point.cost.filter(|_| has_cost) {
            let written = language.numerals.write(cost, money_style(cost));
            cells.add(written, Some(cost));
        }
        let effect = write_effect(language, outcome, point.detectable);
        cells.add(effect, point.detectable);
        list.add(cells);
    }
    list
}

/// The effect that can be found, against what it costs; the same in a small table.
fn drawn(session: Session) -> Node {
    session.say(|language| {
        session.with_shown(|shown| {
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
            let mut values = Vec::new();
            for point in &outcome.curve {
                values.push(point.detectable);
            }
            let here = plan.per_variant / last.per_variant;
            let picture = stretched(&marked(&values, here));
            let List {
                title,
                columns,
                rows,
                ..
            } = listed(language, outcome);
            let mut table = element("table").part("chart").child(row("th", columns));
            for cells in rows {
                table = table.child(row("td", cells));
            }
            element("figure")
                .class("trend")
                .child(element("figcaption").child(span("title", title)))
                .child(picture)
                .child(table)
                .into()
        })
    })
}
