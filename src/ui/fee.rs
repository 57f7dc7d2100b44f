//! The `fee` view: the highest fee that pays, the thread from viewer to it, and when it comes back.

use super::course::{Chart, Times, course, listed};
use super::goal::goal;
use super::node::{Node, element, part};
use super::results::{Manner, results};
use super::returns::{money, rounded};
use super::session::{Session, Shown};
use super::span;
use crate::locale::{Style, decimals};
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::Outcome;
use crate::outcome::fee::FeeOutcome;
use crate::outcome::figure::FigureId;
use crate::outcome::rate::{TYPED, percent};
use crate::picture::course::{Across, Frame};
use crate::picture::list::Cells;
use crate::picture::{Mark, Tone};
use crate::scenario::field::FieldId;

/// The figures of the list, in the order of the outcome's.
static FIGURES: [FigureId; 10] = [
    FigureId::MaxFee,
    FigureId::MaxFeePayback,
    FigureId::MaxFeeFirstOrder,
    FigureId::PaybackMonth,
    FigureId::MaxCommissionRate,
    FigureId::MaxCostPerConversion,
    FigureId::CaughtOrders,
    FigureId::Orders,
    FigureId::FirstOrder,
    FigureId::OrderWorth,
];

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "maxFee",
    headline: |language, shown, _| tell(language, shown, |_| Some(Sentence::ValueHeadline)),
    unit: |language, shown, _| tell(language, shown, |_| Some(Sentence::FeeUnit)),
    interval: |language, shown, _| {
        tell(language, shown, |outcome| {
            Some(match outcome.rates {
                Some(_) => Sentence::RateInterval,
                None => Sentence::FeeParts,
            })
        })
    },
    verdict: &[
        ("meaning", |language, shown, _| {
            tell(language, shown, |outcome| {
                let [first, .., over] = outcome.highest;
                Some(if over.fee < 0.0 {
                    Sentence::FeeVerdictNone
                } else if first.fee < 0.0 {
                    Sentence::FeeVerdictLater
                } else {
                    Sentence::FeeVerdict
                })
            })
        }),
        ("target", |language, shown, _| {
            tell(language, shown, |outcome| {
                outcome.scenario.fee?;
                Some(match outcome.payback {
                    Some(_) => Sentence::FeeAskedPaid,
                    None => Sentence::FeeAskedNever,
                })
            })
        }),
        ("limits", |language, shown, _| {
            tell(language, shown, |outcome| {
                Some(match outcome.rates {
                    Some(_) => Sentence::FeeLimits,
                    None => Sentence::FeeLimitsOpen,
                })
            })
        }),
    ],
    picture: |session| {
        let thread = part(move || {
            session.say(|language| {
                session.with_shown(|shown| {
                    let outcome = shown.as_ref().and_then(|shown| known(&shown.outcome));
                    outcome.map_or(Node::Nothing, |outcome| thread(language, outcome))
                })
            })
        });
        Node::Several(vec![thread, course(session, &CHART)])
    },
    below: |session| {
        goal(
            session,
            [
                FieldId::FeeGoalFigure,
                FieldId::FeeGoalValue,
                FieldId::FeeGoalField,
            ],
        )
    },
    figures: &FIGURES,
    unit_of: |_, _, _| String::new(),
    lists: |language, outcome| vec![listed(language, outcome, &CHART)],
};

/// The results of the `fee` view.
///
/// - `session`: the element's state.
#[inline(never)]
pub fn fee(session: Session) -> Node {
    results(session, &MANNER, Node::Nothing)
}

/// The outcome, if it is of this view.
fn known(outcome: &Outcome) -> Option<&FeeOutcome> {
    match outcome {
        Outcome::Fee(outcome) => Some(outcome),
        _ => None,
    }
}

/// What sentences may name, in the order of the arguments below.
const NAMES: &str = "value low high level first soon over firstLoss overLoss months horizon pays soonPays \
    fee month left gain short";

/// A sentence about the outcome, where there is one to be said: all are filled from one list of
/// what they may name.
fn tell(
    language: &Language,
    shown: &Shown,
    sentence: fn(&FeeOutcome) -> Option<Sentence>,
) -> String {
    let Some(outcome) = known(&shown.outcome) else {
        return String::new();
    };
    let Some(sentence) = sentence(outcome) else {
        return String::new();
    };
    let scenario = &outcome.scenario;
    let [first, soon, over] = outcome.highest;
    let (low, high) = over
        .range
        .map_or((0.0, 0.0), |range| (range.low, range.high));
    let asked = scenario.fee.unwrap_or_default();
    let left = over.fee - asked;
    let months = |months: f64| Argument::Number(months, Style::Significant(4));
    language.tell(
        sentence,
        NAMES,
        &[
            money(over.fee),
            money(low),
            money(high),
            Argument::Number(scenario.level.get(), TYPED),
            money(first.fee),
            money(soon.fee),
            money(over.fee),
            money(-first.fee),
            money(-over.fee),
            months(scenario.payback.get()),
            months(scenario.horizon.get()),
            yes(over.fee >= 0.0),
            yes(soon.fee >= 0.0),
            money(asked),
            months(outcome.payback.unwrap_or_default()),
            yes(left >= 0.0),
            money(left),
            money(-left),
        ],
    )
}

/// The word that a sentence chooses by.
const fn yes(is_so: bool) -> Argument<'static> {
    Argument::Text(if is_so { "yes" } else { "no" })
}

/// From viewers to the fee, a row a step: counts first, then the money that they bring and cost.
fn thread(language: &Language, outcome: &FeeOutcome) -> Node {
    let prospect = &outcome.prospect;
    let over = outcome.over();
    let count = |count: f64| (count, Style::Decimal(decimals(count).min(1)));
    let sum = |amount: f64| (amount, rounded(amount));
    let rate = prospect.conversion_rate;
    let steps = [
        (
            Sentence::FieldViewers,
            (prospect.viewers, Style::Decimal(0)),
        ),
        (Sentence::FigureRate, (rate, percent(rate))),
        (Sentence::FeeFigureCaught, count(prospect.caught_orders())),
        (Sentence::FigureOrders, count(prospect.driven_orders())),
        (Sentence::FeeFirst, sum(prospect.first_orders())),
        (
            Sentence::ValueFigureRepeat,
            sum(prospect.later_orders() * over.later),
        ),
        (Sentence::FieldCostsOther, sum(-prospect.other_costs)),
        (Sentence::FeeFigureMax, sum(over.fee)),
    ];
    let last = steps.len() - 1;
    let mut rows = element("ol").part("chart");
    for (place, (name, (value, style))) in steps.into_iter().enumerate() {
        // Nothing is added or taken away.
        if value == 0.0 && name == Sentence::FieldCostsOther {
            continue;
        }
        let class = if place == last { "fall total" } else { "fall" };
        let row = element("li")
            .class(class)
            .child(span("name", language.say(name)))
            .child(span("value", language.numerals.write(value, style)));
        rows = rows.child(row);
    }
    let title = language.say(Sentence::FeeThread);
    element("figure")
        .class("waterfall thread")
        .child(element("figcaption").child(span("title", title)))
        .child(rows)
        .into()
}

/// The highest fee over the months until which orders count.
static CHART: Chart = Chart {
    title: Sentence::FeePicture,
    shares: None,
    name: Sentence::FeeFigureMax,
    marks,
    reach: |outcome| {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        if let Some(outcome) = known(outcome) {
            let [_, fees @ ..] = &outcome.curve;
            high = outcome.scenario.fee.unwrap_or(0.0);
            for &fee in fees.iter().flatten() {
                low = low.min(fee);
                high = high.max(fee);
            }
        }
        (low, high)
    },
    times: |outcome| {
        known(outcome).map_or_else(Times::default, |outcome| {
            let [months, ..] = &outcome.curve;
            let scenario = &outcome.scenario;
            Times {
                end: scenario.horizon.get(),
                step: outcome.repeats.every().get(),
                last: months.len().wrapping_sub(2),
                first: outcome.payback.unwrap_or(scenario.payback.get()),
            }
        })
    },
    told: |language, outcome, place| {
        let said = known(outcome).and_then(|outcome| read_out(language, outcome, place));
        said.unwrap_or_default()
    },
    legend,
    row,
};

fn marks(outcome: &Outcome, low: f64, high: f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    let Some(outcome) = known(outcome) else {
        return marks;
    };
    let [months, fees, lows, highs] = &outcome.curve;
    let scenario = &outcome.scenario;
    let frame = Frame {
        end: scenario.horizon.get(),
        low,
        high,
    };
    if outcome.rates.is_some() {
        marks.push(frame.band(months, lows, highs));
    }
    if low < 0.0 {
        marks.push(frame.across(Tone::Axis, Across::Value(0.0)));
    }
    if let Some(fee) = scenario.fee {
        marks.push(frame.across(Tone::Level, Across::Value(fee)));
    }
    if let Some(month) = outcome.payback {
        marks.push(frame.across(Tone::Level, Across::Time(month)));
    }
    marks.push(frame.line(Tone::Line, months, fees));
    let [first, soon, over] = outcome.highest;
    let (payback, horizon) = (scenario.payback.get(), scenario.horizon.get());
    let dots = [(0.0, first.fee), (payback, soon.fee), (horizon, over.fee)];
    for (month, fee) in dots {
        if month <= horizon {
            marks.push(frame.dots(Tone::Seen, &[month], &[fee]));
        }
    }
    marks
}

/// What the marks stand for.
fn legend(language: &Language, outcome: &Outcome) -> Node {
    let Some(outcome) = known(outcome) else {
        return Node::Nothing;
    };
    let scenario = &outcome.scenario;
    let months = |months: f64| Argument::Number(months, Style::Significant(4));
    let mut items = Vec::new();
    if outcome.rates.is_some() {
        let level = Argument::Number(scenario.level.get(), TYPED);
        let words = language.fill(Sentence::ValueCurveBand, &[("level", level)]);
        items.push(span("key band", words).into());
    }
    let ends = [
        ("months", months(scenario.payback.get())),
        ("horizon", months(scenario.horizon.get())),
    ];
    let words = language.fill(Sentence::FeeLegendMarks, &ends);
    items.push(span("key seen", words).into());
    if scenario.fee.is_some() {
        let words = match outcome.payback {
            Some(month) => language.fill(Sentence::FeeLegendBack, &[("month", months(month))]),
            None => said::label(language, FieldId::Fee, &ActionWords::default()),
        };
        items.push(span("key level", words).into());
    }
    Node::Several(items)
}

/// A week is no round part of a month.
fn month_style(month: f64) -> Style {
    Style::Decimal(u8::from(month.fract() != 0.0))
}

/// A point of the curve: its month, the fee and its ends.
fn point(outcome: &FeeOutcome, order: usize) -> Option<[f64; 4]> {
    let mut point = [0.0; 4];
    for (value, column) in point.iter_mut().zip(&outcome.curve) {
        *value = *column.get(order)?;
    }
    Some(point)
}

/// What is to be said of the fee by a month.
fn read_out(language: &Language, outcome: &FeeOutcome, order: usize) -> Option<String> {
    let [month, fee, low, high] = point(outcome, order)?;
    let range = if outcome.rates.is_some() {
        let ends = [("low", money(low)), ("high", money(high))];
        language.fill(Sentence::ValueReaderBetween, &ends)
    } else {
        "none".to_owned()
    };
    Some(language.fill(
        Sentence::FeeReader,
        &[
            ("month", Argument::Number(month, month_style(month))),
            ("pays", yes(fee >= 0.0)),
            ("fee", money(fee)),
            ("range", Argument::Text(&range)),
        ],
    ))
}

/// A row of the table.
fn row(language: &Language, outcome: &Outcome, place: Option<usize>) -> Cells {
    let mut cells = Cells::default();
    let Some(outcome) = known(outcome) else {
        return cells;
    };
    let Some(place) = place else {
        cells.shown = vec![
            language.say(Sentence::ValueTableMonth),
            language.say(Sentence::FeeFigureMax),
        ];
        if outcome.rates.is_some() {
            let level = Argument::Number(outcome.scenario.level.get(), TYPED);
            let words = language.fill(Sentence::ValueCurveBand, &[("level", level)]);
            cells.shown.push(words);
        }
        return cells;
    };
    let Some([month, fee, low, high]) = point(outcome, place) else {
        return cells;
    };
    let mut write = |value: f64, style| {
        cells.add(language.numerals.write(value, style), Some(value));
    };
    write(month, month_style(month));
    write(fee, rounded(fee));
    if outcome.rates.is_some() {
        let ends = [("low", money(low)), ("high", money(high))];
        cells.add_range(language.fill(Sentence::FiguresRange, &ends), low, high);
    }
    cells
}
