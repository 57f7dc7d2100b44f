//! The `return` view: the profit with its range, what it means, and the way from revenue to it.

use super::goal::goal;
use super::node::{Node, element};
use super::picture::stretched;
use super::rate::denominator;
use super::results::{Manner, results};
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
        with(shown, |outcome| {
            language
                .numerals
                .write(outcome.profit, rounded(outcome.profit))
        })
    },
    unit: |language, shown, _| {
        with(shown, |outcome| {
            language.say(if outcome.profit < 0.0 {
                Sentence::ReturnLoss
            } else {
                Sentence::ReturnProfit
            })
        })
    },
    interval: |language, shown, _| {
        with(shown, |outcome| {
            let (sentence, range) = if outcome.has_range() && outcome.has_holdout() {
                (Sentence::ReturnRangeHoldout, outcome.profit_range)
            } else if outcome.has_range() {
                (Sentence::ReturnRange, outcome.profit_range)
            } else {
                (Sentence::ReturnAgain, outcome.next_profit)
            };
            language.fill(
                sentence,
                &[
                    ("low", money(range.low)),
                    ("high", money(range.high)),
                    (
                        "level",
                        Argument::Number(outcome.scenario.level.get(), TYPED),
                    ),
                ],
            )
        })
    },
    verdict: &[
        ("meaning", standing),
        ("target", flips),
        ("reckoning", reckoning),
        ("limits", limits),
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
};

/// The results of the `return` view.
///
/// - `session`: the element's state.
/// - `beside`: the counts that are not offered above.
pub fn returns(session: Session, beside: Vec<FieldId>) -> Node {
    results(session, &MANNER, denominator(session, beside))
}

/// Words about the outcome, which is that of this view.
fn with(shown: &Shown, words: impl FnOnce(&ReturnOutcome) -> String) -> String {
    match &shown.outcome {
        Outcome::Return(outcome) => words(outcome),
        _ => String::new(),
    }
}

/// In words and pictures cents would only be in the way.
pub(super) fn rounded(amount: f64) -> Style {
    if amount.abs() >= 100.0 {
        Style::MoneyWhole
    } else {
        money_style(amount)
    }
}

pub(super) fn money(amount: f64) -> Argument<'static> {
    Argument::Number(amount, rounded(amount))
}

/// Whether it paid.
fn standing(language: &Language, shown: &Shown, _: &ActionWords) -> String {
    with(shown, |outcome| {
        let range = outcome.profit_range;
        let sentence = match (outcome.standing, outcome.has_range()) {
            (Standing::Open, _) if outcome.has_holdout() => Sentence::ReturnHoldoutOpen,
            (Standing::Paid, _) if outcome.has_holdout() => Sentence::ReturnHoldoutPaid,
            (Standing::Lost, _) if outcome.has_holdout() => Sentence::ReturnHoldoutLost,
            (Standing::Open, _) => Sentence::ReturnStandingOpen,
            (Standing::Paid, true) => Sentence::ReturnStandingPaid,
            (Standing::Lost, true) => Sentence::ReturnStandingLost,
            (_, false) if outcome.profit == 0.0 => Sentence::ReturnStandingEven,
            (Standing::Paid, false) => Sentence::ReturnStandingCertainPaid,
            (Standing::Lost, false) => Sentence::ReturnStandingCertainLost,
        };
        let level = outcome.scenario.level.get();
        language.fill(
            sentence,
            &[
                ("low", money(range.low)),
                ("high", money(range.high)),
                ("level", Argument::Number(level, TYPED)),
            ],
        )
    })
}

/// Where it turns, as far as that lies within what is believed.
fn flips(language: &Language, shown: &Shown, _: &ActionWords) -> String {
    with(shown, |outcome| {
        if outcome.standing != Standing::Open || outcome.has_holdout() {
            return String::new();
        }
        let within = |flip: Option<f64>, low: f64, high: f64| {
            flip.filter(|flip| *flip >= low && *flip <= high)
        };
        let tracked = outcome.campaign.tracked_flip();
        let tracked = within(tracked, outcome.tracked.low, outcome.tracked.high);
        let incremental = outcome.campaign.incremental_flip();
        let incremental = within(
            incremental,
            outcome.incremental.low,
            outcome.incremental.high,
        );
        if tracked.is_none() && incremental.is_none() {
            return String::new();
        }
        let write = |flip: Option<f64>| {
            flip.map_or("none".to_owned(), |flip| {
                language.numerals.write(flip, percent(flip))
            })
        };
        let both = if tracked.is_some() && incremental.is_some() {
            "yes"
        } else {
            "no"
        };
        let (tracked, incremental) = (write(tracked), write(incremental));
        language.fill(
            Sentence::ReturnFlips,
            &[
                ("tracked", Argument::Text(&tracked)),
                ("incremental", Argument::Text(&incremental)),
                ("both", Argument::Text(both)),
            ],
        )
    })
}

/// How it came about.
fn reckoning(language: &Language, shown: &Shown, action: &ActionWords) -> String {
    with(shown, |outcome| {
        let campaign = &outcome.campaign;
        let conversions = campaign.conversions;
        let purchases = action.noun(language, conversions);
        let orders = campaign.orders().unwrap_or_default();
        let sentence = if campaign.orders().is_some() {
            Sentence::ReturnVerdictOrders
        } else {
            Sentence::ReturnVerdictValue
        };
        language.fill(
            sentence,
            &[
                (
                    "conversions",
                    Argument::Number(conversions, Style::Decimal(0)),
                ),
                ("purchases", Argument::Text(&purchases)),
                (
                    "orders",
                    Argument::Number(orders, Style::Decimal(decimals(orders).min(1))),
                ),
                ("revenue", money(campaign.revenue().unwrap_or_default())),
                ("contribution", money(campaign.contribution())),
                ("costs", money(campaign.costs)),
            ],
        )
    })
}

fn limits(language: &Language, shown: &Shown, _: &ActionWords) -> String {
    with(shown, |outcome| {
        let next = outcome.next_profit;
        let level = outcome.scenario.level.get();
        language.fill(
            Sentence::ReturnLimits,
            &[
                ("low", money(next.low)),
                ("high", money(next.high)),
                ("level", Argument::Number(level, TYPED)),
            ],
        )
    })
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
        session.shown.with(|shown| {
            let Some(Shown {
                outcome: Outcome::Return(outcome),
                ..
            }) = shown
            else {
                return Node::Nothing;
            };
            let bars = outcome.waterfall();
            let fall = |bar: &Bar| Fall {
                amount: bar.amount(),
                is_total: matches!(bar, Bar::In(_) | Bar::Profit(_)),
            };
            let falls: Vec<Fall> = bars.iter().map(fall).collect();
            let (spans, zero) = spans(&falls);
            let rows = bars.iter().zip(spans).map(|(each, place)| {
                let amount = each.amount();
                let tone = if amount < 0.0 { Tone::Loss } else { Tone::Gain };
                let name = match each {
                    Bar::In(_) if outcome.campaign.orders().is_some() => {
                        language.say(Sentence::FigureRevenue)
                    }
                    Bar::In(_) => language.say(Sentence::ReturnIn),
                    Bar::Goods(_) => language.say(Sentence::ReturnGoods),
                    Bar::Handling(_) => language.say(Sentence::ReturnHandling),
                    Bar::Commission(_) => language.say(Sentence::FieldCommissionRate),
                    Bar::Cost(field, _) => said::label(language, *field, &ActionWords::default()),
                    Bar::Profit(_) => language.say(Sentence::FigureProfit),
                };
                element("li")
                    .class(match each {
                        Bar::In(_) | Bar::Profit(_) => "fall total",
                        _ => "fall",
                    })
                    .child(span("name", name))
                    .child(span(
                        "value",
                        language.numerals.write(amount, rounded(amount)),
                    ))
                    .child(stretched(&bar(place, zero, tone)))
                    .into()
            });
            let rows = rows.collect::<Vec<Node>>();
            let title = language.say(Sentence::ReturnWaterfall);
            element("figure")
                .class("waterfall")
                .child(element("figcaption").child(span("title", title)))
                .child(element("ul").part("chart").children(rows))
                .into()
        })
    })
}
