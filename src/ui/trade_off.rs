//! The `tradeOff` view: which offer earns most in the long run, which soon, and what would turn it.

use super::course::{Chart, Times, course, listed};
use super::figure::entry_row;
use super::node::{Node, element, part, words};
use super::results::{Manner, results};
use super::returns::{money, rounded};
use super::session::{Session, Shown};
use super::watched::{fact_of, facts, first, place_of};
use super::{group, paragraph, span};
use crate::locale::Style;
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence};
use crate::outcome::Outcome;
use crate::outcome::figure::FigureId;
use crate::outcome::trade_off::TradeOffOutcome;
use crate::picture::course::{Across, Frame};
use crate::picture::list::Cells;
use crate::picture::{Mark, Tone};

/// The figures of the list, in the order of the outcome's.
static FIGURES: [FigureId; 5] = [
    FigureId::CrossoverMonth,
    FigureId::LossAllowed,
    FigureId::LifetimeLoss,
    FigureId::EvenConversionRate,
    FigureId::EvenRetention,
];

/// Those of each offer.
static OFFER_FIGURES: [FigureId; 3] = [
    FigureId::ProfitFirst,
    FigureId::ValuePerCustomer,
    FigureId::ProfitHorizon,
];

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "winner",
    headline: |language, shown, _| tell(language, shown, 0),
    unit: |_, _, _| String::new(),
    interval: |language, shown, _| tell(language, shown, 1),
    verdict: &[
        ("meaning", |language, shown, _| tell(language, shown, 2)),
        ("target", |language, shown, _| tell(language, shown, 3)),
        ("target", |language, shown, _| tell(language, shown, 4)),
        ("reckoning", |language, shown, _| tell(language, shown, 5)),
        ("limits", |language, _, _| {
            language.say(Sentence::TradeOffLimits)
        }),
    ],
    picture: |session| course(session, &CHART),
    below: offers,
    figures: &FIGURES,
    unit_of: |_, _, _| String::new(),
    lists: |language, outcome| vec![listed(language, outcome, &CHART)],
};

/// The results of the `tradeOff` view.
///
/// - `session`: the element's state.
#[inline(never)]
pub fn trade_off(session: Session) -> Node {
    results(session, &MANNER, Node::Nothing)
}

/// The outcome, if it is of this view.
fn of(outcome: &Outcome) -> Option<&TradeOffOutcome> {
    match outcome {
        Outcome::TradeOff(outcome) => Some(outcome),
        _ => None,
    }
}

/// What an offer is called.
#[inline(never)]
fn name(outcome: &TradeOffOutcome, place: usize) -> &str {
    let offer = outcome.scenario.offers.get(place);
    offer.map_or("", |offer| offer.name.as_str())
}

/// What sentences may name, in the order of the arguments below.
const NAMES: &str = "best second quick a b pace choice room side ways months payback since \
    profit lead quickProfit bestProfit allowed loss rate ownRate retention kept";

/// The sentence about the outcome at a place: headline, lead, verdict, loss, and what would turn it.
#[inline(never)]
fn tell(language: &Language, shown: &Shown, place: u8) -> String {
    let Some(outcome) = of(&shown.outcome) else {
        return String::new();
    };
    let (winner, way, offers) = (outcome.winner, outcome.course, &outcome.offers);
    let at = |place: usize| offers.get(place);
    let (Some(even), Some(best), Some(quick), Some(second), Some(own)) = (
        outcome.break_even,
        at(winner.horizon),
        at(winner.payback),
        at(way.second),
        at(0),
    ) else {
        return String::new();
    };
    let is_quick = winner.payback == winner.horizon;
    let (since, alike) = match way.since {
        None => ("none", "none"),
        Some(0.0) => ("first", "none"),
        Some(_) => ("other", "same"),
    };
    let choice = if is_quick { alike } else { "other" };
    let ways = match (even.conversion_rate, even.retention) {
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "rate",
        _ => "keeps",
    };
    // Of customers who cost money nobody speaks of a part less.
    let is_worth = offers.iter().take(2).all(|offer| offer.value > 0.0);
    let is_said = match place {
        0 => true,
        2 => since != "none" || choice != "none",
        1 => way.since.is_some(),
        3 => best.profit_horizon < 0.0,
        4 => is_worth && even.lifetime_loss_allowed.is_some(),
        _ => even.conversion_rate.or(even.retention).is_some(),
    };
    if !is_said {
        return String::new();
    }
    let sentence = match place {
        0 if way.since.is_none() => Sentence::TradeOffHeadlineSame,
        0 => Sentence::TradeOffHeadline,
        1 => Sentence::TradeOffInterval,
        2 => Sentence::TradeOffVerdict,
        3 => Sentence::TradeOffLoss,
        4 => Sentence::TradeOffAllowed,
        _ => Sentence::TradeOffEqual,
    };
    let called = |place| Argument::Text(name(outcome, place));
    let less = |loss: Option<f64>| {
        let is_less = loss.is_some_and(|loss| loss >= 0.0);
        Argument::Text(if is_less { "less" } else { "more" })
    };
    let share = |share: Option<f64>| {
        let share = share.unwrap_or_default().abs();
        Argument::Number(share, Style::Percent(3))
    };
    let month = |month: f64| Argument::Number(month, Style::Significant(4));
    language.tell(
        sentence,
        NAMES,
        &[
            called(winner.horizon),
            called(way.second),
            called(winner.payback),
            called(0),
            called(1),
            Argument::Text(since),
            Argument::Text(choice),
            less(even.lifetime_loss_allowed),
            less(even.lifetime_loss),
            Argument::Text(ways),
            month(outcome.scenario.horizon.get()),
            month(outcome.scenario.payback.get()),
            month(way.since.unwrap_or_default()),
            money(best.profit_horizon),
            money(best.profit_horizon - second.profit_horizon),
            money(quick.profit_payback),
            money(best.profit_payback),
            share(even.lifetime_loss_allowed),
            share(even.lifetime_loss),
            share(even.conversion_rate),
            share(Some(own.offer.conversion_rate)),
            share(even.retention),
            share(Some(own.offer.repeats.survival().rate())),
        ],
    )
}

/// How it is drawn over time.
static CHART: Chart = Chart {
    title: Sentence::TradeOffPicture,
    shares: None,
    name: Sentence::TradeOffCurve,
    marks,
    reach,
    times: |outcome| {
        of(outcome).map_or_else(Times::default, |outcome| {
            let end = outcome.scenario.horizon.get();
            let curve = outcome.offers.first().map_or(&[][..], |offer| &offer.curve);
            Times {
                end,
                step: 1.0,
                last: curve.len().wrapping_sub(1),
                first: outcome.crossover().unwrap_or(end),
            }
        })
    },
    told: |language, outcome, place| {
        let mut told = String::new();
        let cells = row(language, outcome, Some(place));
        for (at, cell) in cells.shown.iter().enumerate() {
            let cell = Argument::Text(cell);
            told.push_str(&match of(outcome).filter(|_| at > 0) {
                None => language.fill(Sentence::TradeOffMonth, &[("month", cell)]),
                Some(outcome) => {
                    let name = Argument::Text(name(outcome, at - 1));
                    let parts = [("name", name), ("profit", cell)];
                    language.fill(Sentence::TradeOffReader, &parts)
                }
            });
        }
        told
    },
    legend,
    row,
};

/// A month and what each offer has earned by then; their names where no place is asked for.
fn row(language: &Language, outcome: &Outcome, place: Option<usize>) -> Cells {
    let mut cells = Cells::default();
    let Some(outcome) = of(outcome) else {
        return cells;
    };
    let mut write = |value: f64, style| {
        cells.add(language.numerals.write(value, style), Some(value));
    };
    match place {
        None => {
            cells.add(language.say(Sentence::ValueTableMonth), None);
            for at in 0..outcome.offers.len() {
                cells.add(name(outcome, at).to_owned(), None);
            }
        }
        Some(place) => {
            write(outcome.month(place), Style::Significant(4));
            for offer in &outcome.offers {
                let profit = offer.curve.get(place).copied().unwrap_or_default();
                write(profit, rounded(profit));
            }
        }
    }
    cells
}

/// The line of an offer. Dashes tell them apart where colours do not.
fn tone(place: usize) -> Tone {
    Tone::Curve(u8::try_from(place).unwrap_or(u8::MAX))
}

fn reach(outcome: &Outcome) -> (f64, f64) {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for offer in of(outcome).iter().flat_map(|outcome| &outcome.offers) {
        for &profit in &offer.curve {
            (low, high) = (low.min(profit), high.max(profit));
        }
    }
    (low, high)
}

fn marks(outcome: &Outcome, low: f64, high: f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    let Some(outcome) = of(outcome) else {
        return marks;
    };
    let frame = Frame {
        end: outcome.scenario.horizon.get(),
        low,
        high,
    };
    if low < 0.0 {
        marks.push(frame.across(Tone::Axis, Across::Value(0.0)));
    }
    if let Some(month) = outcome.crossover() {
        marks.push(frame.across(Tone::Level, Across::Time(month)));
    }
    for (at, offer) in outcome.offers.iter().enumerate() {
        let mut times = Vec::new();
        for (place, _) in offer.curve.iter().enumerate() {
            times.push(outcome.month(place));
        }
        marks.push(frame.line(tone(at), &times, &offer.curve));
    }
    marks
}

fn legend(language: &Language, outcome: &Outcome) -> Node {
    let mut items = Vec::new();
    let Some(outcome) = of(outcome) else {
        return Node::Nothing;
    };
    for (at, offer) in outcome.scenario.offers.iter().enumerate() {
        let name = span(tone(at).class(), offer.name.clone());
        // A name is no part of a sentence.
        items.push(name.set("dir", "auto").into());
    }
    if let Some(month) = outcome.crossover() {
        let month = [("month", Argument::Number(month, Style::Significant(4)))];
        let words = language.fill(Sentence::TradeOffCrossing, &month);
        items.push(span("key level", words).into());
    }
    Node::Several(items)
}

/// The figures of each offer, below its name.
fn offers(session: Session) -> Node {
    let count = facts(Box::new(move |_| {
        session.with_shown(|shown| {
            let outcome = shown.as_ref().and_then(|shown| of(&shown.outcome));
            outcome.map_or(Vec::new(), |outcome| fact_of(outcome.offers.len()))
        })
    }));
    part(move || {
        let mut groups = Vec::new();
        for place in 0..place_of(first(count)) {
            let called = words(move || {
                session.tell_of(|_, shown| {
                    of(&shown.outcome)
                        .map_or("", |outcome| name(outcome, place))
                        .to_owned()
                })
            });
            let rows = OFFER_FIGURES.iter();
            groups.push(
                element("div")
                    .class("figures")
                    .part("table")
                    .child(paragraph("title", called).set("dir", "auto"))
                    .children(
                        rows.map(|&id| entry_row(session, id, place, |_, _, _| String::new())),
                    )
                    .into(),
            );
        }
        group("offers", groups)
    })
}
