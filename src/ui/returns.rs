//! The `return` view: the profit with its range, what it means, and the way from revenue to it.

use super::goal::goal;
use super::node::{Node, element};
use super::picture::stretched;
use super::rate::denominator;
use super::results::{Manner, no_lists, results};
use super::session::{Session, Shown};
use super::span;
use crate::locale::{Style, decimals, money_style};
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::Outcome;
use crate::outcome::figure::FigureId;
use crate::outcome::rate::{TYPED, percent};
use crate::outcome::returns::{Bar, ReturnOutcome, Standing};
use crate::picture::Tone;
use crate::picture::waterfall::{Fall, bar, spans};
use crate::scenario::field::FieldId;

/// The figures of the list, in the order of the outcome's.
static FIGURES: [FigureId; 23] = [
    FigureId::Profit,
    FigureId::NextProfit,
    FigureId::Roi,
    FigureId::Roas,
    FigureId::BreakEvenRoas,
    FigureId::Incremental,
    FigureId::Orders,
    FigureId::Revenue,
    FigureId::Commission,
    FigureId::Contribution,
    FigureId::Cost,
    FigureId::CostPerConversion,
    FigureId::CostPerOrder,
    FigureId::CostPerNewCustomer,
    FigureId::CostPerClick,
    FigureId::CostPerEngagement,
    FigureId::CostPerThousand,
    FigureId::BreakEvenConversions,
    FigureId::BreakEvenRate,
    FigureId::FlipTracked,
    FigureId::FlipIncremental,
    FigureId::FlipGrossMargin,
    FigureId::FlipOrderValue,
];

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "profit",
    headline: |language, shown, _| {
        of(shown).map_or(String::new(), |outcome| {
            let style = match rounded(outcome.profit) {
                // All its digits stand in the list; in letters of this size they would be broken.
                Style::MoneyWhole if outcome.profit.abs() >= 1e6 => Style::MoneyCompact,
                style => style,
            };
            language.numerals.write(outcome.profit, style)
        })
    },
    unit: |language, shown, action| {
        tell(language, shown, action, |outcome| {
            if outcome.profit < 0.0 {
                Some(Sentence::ReturnLoss)
            } else {
                Some(Sentence::ReturnProfit)
            }
        })
    },
    interval: |language, shown, action| {
        tell(language, shown, action, |outcome| {
            match (outcome.has_range(), outcome.has_holdout()) {
                (true, true) => Some(Sentence::ReturnRangeHoldout),
                (true, false) => Some(Sentence::ReturnRange),
                (false, _) => again(outcome, Sentence::ReturnAgain),
            }
        })
    },
    verdict: &[
        ("meaning", |language, shown, action| {
            tell(language, shown, action, |outcome| Some(standing(outcome)))
        }),
        ("target", |language, shown, action| {
            tell(language, shown, action, flips)
        }),
        ("reckoning", |language, shown, action| {
            tell(language, shown, action, |outcome| {
                Some(if outcome.put_off() {
                    Sentence::ReturnVerdictPutOff
                } else if outcome.campaign.orders().is_some() {
                    Sentence::ReturnVerdictOrders
                } else {
                    Sentence::ReturnVerdictValue
                })
            })
        }),
        ("limits", |language, shown, action| {
            tell(language, shown, action, |outcome| {
                again(outcome, Sentence::ReturnLimits)
            })
        }),
    ],
    picture: waterfall,
    below: |session| {
        goal(
            session,
            [FieldId::GoalFigure, FieldId::GoalValue, FieldId::GoalField],
        )
    },
    figures: &FIGURES,
    unit_of,
    lists: no_lists,
};

/// The results of the `return` view.
///
/// - `session`: the element's state.
/// - `beside`: the counts that are not offered above.
#[inline(never)]
pub fn returns(session: Session, beside: Vec<FieldId>) -> Node {
    results(session, &MANNER, denominator(session, beside))
}

/// The outcome, which is that of this view.
fn of(shown: &Shown) -> Option<&ReturnOutcome> {
    match &shown.outcome {
        Outcome::Return(outcome) => Some(outcome),
        _ => None,
    }
}

/// What sentences may name, in the order of the arguments below.
const NAMES: &str = "low high nextLow nextHigh level turns tracked incremental conversions purchases \
    orders revenue contribution costs";

/// A sentence about the outcome, where there is one to be said.
///
/// All sentences are filled from one list of all that they may name: a list for each of them would
/// cost a reader some kilobytes.
fn tell(
    language: &Language,
    shown: &Shown,
    action: &ActionWords,
    sentence: fn(&ReturnOutcome) -> Option<Sentence>,
) -> String {
    let Some(outcome) = of(shown) else {
        return String::new();
    };
    let Some(sentence) = sentence(outcome) else {
        return String::new();
    };
    let campaign = &outcome.campaign;
    let (range, next) = (outcome.profit_range, outcome.next_profit);
    let orders = campaign.orders().unwrap_or_default();
    let purchases = action.noun(language, campaign.conversions);
    let [tracked, incremental] = turning(outcome);
    let share = |share: Option<f64>| {
        let share = share.unwrap_or_default();
        Argument::Number(share, percent(share))
    };
    let turns = match (tracked, incremental) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "tracked",
        _ => "incremental",
    };
    language.tell(
        sentence,
        NAMES,
        &[
            money(range.low),
            money(range.high),
            money(next.low),
            money(next.high),
            Argument::Number(outcome.scenario.level.get(), TYPED),
            Argument::Text(turns),
            share(tracked),
            share(incremental),
            Argument::Number(campaign.conversions, Style::Decimal(0)),
            Argument::Text(&purchases),
            Argument::Number(orders, Style::Decimal(decimals(orders).min(1))),
            money(campaign.revenue().unwrap_or_default()),
            money(campaign.contribution()),
            money(campaign.costs),
        ],
    )
}

/// In words and pictures cents would only be in the way.
pub(super) fn rounded(amount: f64) -> Style {
    match money_style(amount) {
        Style::Money if amount.abs() >= 100.0 => Style::MoneyWhole,
        style => style,
    }
}

pub(super) fn money(amount: f64) -> Argument<'static> {
    Argument::Number(amount, rounded(amount))
}

/// Whether two ends are shown as two numbers: "between 100 and 100" would be no range.
fn is_wide(low: f64, high: f64) -> bool {
    high - low > 1e-6 * high.abs()
}

/// A sentence about another run, where chance moves it at all.
fn again(outcome: &ReturnOutcome, sentence: Sentence) -> Option<Sentence> {
    let next = outcome.next_profit;
    is_wide(next.low, next.high).then_some(sentence)
}

/// Whether it paid.
fn standing(outcome: &ReturnOutcome) -> Sentence {
    let range = outcome.profit_range;
    match (outcome.standing, is_wide(range.low, range.high)) {
        (Standing::Open, _) if outcome.has_holdout() => Sentence::ReturnHoldoutOpen,
        (Standing::Paid, _) if outcome.has_holdout() => Sentence::ReturnHoldoutPaid,
        (Standing::Lost, _) if outcome.has_holdout() => Sentence::ReturnHoldoutLost,
        (_, false) if outcome.profit == 0.0 => Sentence::ReturnStandingEven,
        (Standing::Open, _) => Sentence::ReturnStandingOpen,
        (Standing::Paid, true) => Sentence::ReturnStandingPaid,
        (Standing::Lost, true) => Sentence::ReturnStandingLost,
        (Standing::Paid, false) => Sentence::ReturnStandingCertainPaid,
        (Standing::Lost, false) => Sentence::ReturnStandingCertainLost,
    }
}

/// Where it turns, as far as that lies within what is believed: of tracking and of what came anyway.
fn turning(outcome: &ReturnOutcome) -> [Option<f64>; 2] {
    let within =
        |flip: Option<f64>, low: f64, high: f64| flip.filter(|flip| *flip >= low && *flip <= high);
    let (tracked, incremental) = (outcome.tracked, outcome.incremental);
    let campaign = &outcome.campaign;
    [
        within(campaign.tracked_flip(), tracked.low, tracked.high),
        within(
            campaign.incremental_flip(),
            incremental.low,
            incremental.high,
        ),
    ]
}

fn flips(outcome: &ReturnOutcome) -> Option<Sentence> {
    let turns = turning(outcome).iter().any(Option::is_some);
    let is_open = outcome.standing == Standing::Open && !outcome.has_holdout();
    (is_open && turns).then_some(Sentence::ReturnFlips)
}

/// What stands beside a figure of the list.
fn unit_of(language: &Language, shown: &Shown, id: FigureId) -> String {
    match (&shown.outcome, id) {
        (Outcome::Return(outcome), FigureId::BreakEvenRate)
            if outcome.break_even_rate().is_some() =>
        {
            let unit = said::unit(language, outcome.per(), 100.0);
            language.fill(Sentence::FiguresOf, &[("viewers", Argument::Text(&unit))])
        }
        _ => String::new(),
    }
}

/// From revenue to profit: a row a bar, so that the picture is its own table.
fn waterfall(session: Session) -> Node {
    session.say(|language| {
        session.with_shown(|shown| {
            let Some(outcome) = shown.as_ref().and_then(of) else {
                return Node::Nothing;
            };
            let bars = outcome.waterfall();
            if bars.is_empty() {
                return Node::Nothing;
            }
            let mut falls = Vec::new();
            for bar in &bars {
                falls.push(Fall {
                    amount: bar.amount(),
                    is_total: matches!(bar, Bar::In(_) | Bar::Profit(_)),
                });
            }
            let (spans, zero) = spans(&falls);
            let mut rows = element("ul").part("chart");
            for ((each, fall), &place) in bars.iter().zip(&falls).zip(&spans) {
                let amount = fall.amount;
                let tone = if amount < 0.0 { Tone::Loss } else { Tone::Gain };
                let name = match each {
                    Bar::In(_) if outcome.campaign.orders().is_some() => {
                        Sentence::ReturnFigureRevenue
                    }
                    Bar::In(_) => Sentence::ReturnIn,
                    Bar::Goods(_) => Sentence::ReturnGoods,
                    Bar::Handling(_) => Sentence::ReturnHandling,
                    Bar::Commission(_) => Sentence::FieldCommissionRate,
                    Bar::Cost(..) | Bar::Profit(_) => Sentence::FigureProfit,
                };
                let name = match each {
                    Bar::Cost(field, _) => said::label(language, *field, &ActionWords::default()),
                    _ => language.say(name),
                };
                let row = element("li")
                    .class(if fall.is_total { "fall total" } else { "fall" })
                    .child(span("name", name))
                    .child(span(
                        "value",
                        language.numerals.write(amount, rounded(amount)),
                    ))
                    .child(stretched(&bar(place, zero, tone)));
                rows = rows.child(row);
            }
            let title = language.say(Sentence::ReturnWaterfall);
            element("figure")
                .class("waterfall")
                .child(element("figcaption").child(span("title", title)))
                .child(rows)
                .into()
        })
    })
}
