//! The `value` view: what a customer is worth, who stays, and what moves the answer.

use super::course::{Chart, Times, course, listed};
use super::field::switch;
use super::node::{Node, element, part, words};
use super::picture::stretched;
use super::results::{Manner, results};
use super::returns::{money, rounded};
use super::session::{Session, Shown};
use super::{group, paragraph, span};
use crate::locale::Style;
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said};
use crate::outcome::Outcome;
use crate::outcome::figure::{FigureId, NoteCode};
use crate::outcome::rate::TYPED;
use crate::outcome::value::{OrderPoint, Swing, ValueOutcome, assumed_field};
use crate::picture::course::{Across, Frame};
use crate::picture::list::{Cells, List};
use crate::picture::waterfall::{bar, place};
use crate::picture::{Mark, Tone};
use crate::scenario::draft::Value;
use crate::scenario::field::{FieldId, Kind, RETENTION_KINDS};
use crate::scenario::value::{PERIODS, Retention, period_months, period_named};

/// The figures of the list, in the order of the outcome's.
static FIGURES: [FigureId; 14] = [
    FigureId::CustomerValue,
    FigureId::FirstOrder,
    FigureId::RepeatValue,
    FigureId::ExpectedOrders,
    FigureId::Undiscounted,
    FigureId::Unlimited,
    FigureId::UnlimitedBeyond,
    FigureId::PaybackMonth,
    FigureId::ValueToCost,
    FigureId::ConstantValue,
    FigureId::ConstantError,
    FigureId::FitAlpha,
    FigureId::FitBeta,
    FigureId::FitLikelihood,
];

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "value",
    headline: |language, shown, _| tell(language, shown, |_| Some(Sentence::ValueHeadline)),
    unit: |language, shown, _| tell(language, shown, |_| Some(Sentence::ValueUnit)),
    interval: |language, shown, _| {
        tell(language, shown, |outcome| {
            Some(match outcome.range {
                Some(_) => Sentence::RateInterval,
                None => Sentence::ValueParts,
            })
        })
    },
    verdict: &[
        ("meaning", |language, shown, _| {
            tell(language, shown, |outcome| {
                Some(if outcome.orders == 0 {
                    Sentence::ValueVerdictOnce
                } else {
                    Sentence::ValueVerdict
                })
            })
        }),
        ("target", |language, shown, _| tell(language, shown, cost)),
        ("reckoning", |language, shown, _| {
            tell(language, shown, |outcome| {
                // Where the rate is the answer itself, there is nothing to compare.
                let is_rate = outcome.notes.contains(&NoteCode::FitConstantRate);
                (!outcome.is_constant() && !is_rate).then_some(Sentence::ValueConstant)
            })
        }),
        ("limits", |language, shown, _| {
            tell(language, shown, |outcome| {
                let periods = outcome.repeats.survival().observed();
                (periods > 0).then_some(Sentence::ValueSeen)
            })
        }),
        ("limits", |language, _, _| {
            language.say(Sentence::ValueLimits)
        }),
    ],
    picture: |session| course(session, &CHART),
    below: tornado,
    figures: &FIGURES,
    unit_of: |_, _, _| String::new(),
    lists: |language, outcome| {
        let mut lists = vec![listed(language, outcome, &CHART)];
        lists.extend(of(outcome).map(|outcome| swings(language, outcome)));
        lists
    },
};

/// The results of the `value` view.
///
/// - `session`: the element's state.
#[inline(never)]
pub fn value(session: Session) -> Node {
    results(session, &MANNER, Node::Nothing)
}

/// What sentences may name, in the order of the arguments below.
const NAMES: &str = "value low high level months first repeat orders ratio cost month rate constant \
    amount side periods share unlimited";

/// A sentence about the outcome, where there is one to be said: all are filled from one list of
/// what they may name.
fn tell(
    language: &Language,
    shown: &Shown,
    sentence: fn(&ValueOutcome) -> Option<Sentence>,
) -> String {
    let Outcome::Value(outcome) = &shown.outcome else {
        return String::new();
    };
    let Some(sentence) = sentence(outcome) else {
        return String::new();
    };
    let scenario = &outcome.scenario;
    let (first, survival) = (outcome.terms.first(), outcome.repeats.survival());
    let (low, high) = outcome
        .range
        .map_or((0.0, 0.0), |range| (range.low, range.high));
    let missing = outcome.value - outcome.constant_value;
    let side = match scenario.retention {
        Retention::Observed { .. } if missing > 0.0 => "stays",
        _ if missing > 0.0 => "less",
        _ => "more",
    };
    let share = match outcome.unlimited_beyond {
        Some(share) => language.numerals.write(share, Style::PercentDecimal(0)),
        None => "none".to_owned(),
    };
    let number = |value: f64, digits: u8| Argument::Number(value, Style::Significant(digits));
    language.tell(
        sentence,
        NAMES,
        &[
            money(outcome.value),
            money(low),
            money(high),
            level(outcome),
            number(scenario.horizon.get(), 4),
            money(first),
            money(outcome.value - first),
            number(outcome.later.expected, 2),
            number(outcome.value_to_cost().unwrap_or_default(), 2),
            money(scenario.acquisition_cost.unwrap_or_default()),
            number(outcome.payback.unwrap_or_default(), 3),
            Argument::Number(survival.rate(), Style::Percent(3)),
            money(outcome.constant_value),
            money(missing.abs()),
            Argument::Text(side),
            Argument::Number(survival.observed().into(), Style::Decimal(0)),
            Argument::Text(&share),
            money(outcome.unlimited.unwrap_or_default()),
        ],
    )
}

fn level(outcome: &ValueOutcome) -> Argument<'static> {
    Argument::Number(outcome.scenario.level.get(), TYPED)
}

/// Whether a customer brings back what he cost.
fn cost(outcome: &ValueOutcome) -> Option<Sentence> {
    outcome.scenario.acquisition_cost?;
    match (outcome.payback, outcome.value_to_cost()) {
        (Some(_), Some(_)) => Some(Sentence::ValueCostPaid),
        (None, _) => Some(Sentence::ValueCostNever),
        // Nothing was spent.
        (Some(_), None) => None,
    }
}

/// What the named periods are called.
const PERIOD_NAMES: [Sentence; 4] = [
    Sentence::ValueEveryWeek,
    Sentence::ValueEveryMonth,
    Sentence::ValueEveryQuarter,
    Sentence::ValueEveryYear,
];

/// What is known of who stays, how long a period is, and how to type it.
///
/// - `session`: the element's state.
#[inline(never)]
pub fn retention(session: Session) -> Node {
    let kind = move || {
        let kind = session.text(FieldId::RetentionKind);
        let mut kinds = RETENTION_KINDS.iter();
        kinds
            .find(|known| **known == kind)
            .copied()
            .unwrap_or_default()
    };
    let period = move || {
        let months = session.number(FieldId::RetentionEveryMonths);
        months.map_or("period", period_named)
    };
    let hint = words(move || {
        let sentence = match kind() {
            "observed" => Sentence::ValueHintObserved,
            "purchases" => Sentence::ValueHintPurchases,
            _ => Sentence::ValueHintConstant,
        };
        session.say(|language| {
            let unit = [("unit", Argument::Text(period()))];
            let period = language.fill(Sentence::ValuePeriod, &unit);
            language.fill(sentence, &[("period", Argument::Text(&period))])
        })
    });
    let mut choices = Vec::new();
    for (&name, sentence) in PERIODS.iter().zip(PERIOD_NAMES) {
        let radio = element("input")
            .set("type", "radio")
            .set("id", ["period-", name].concat())
            .set("name", "period")
            .set("value", name)
            .property("checked", move || (period() == name).into())
            .on("change", move |_| {
                if let Some(months) = period_months(name) {
                    session.put(FieldId::RetentionEveryMonths, Value::Number(months));
                    session.commit(FieldId::RetentionEveryMonths);
                }
            });
        let words = session.say(|language| language.say(sentence));
        choices.push(
            element("label")
                .child(radio)
                .child(element("span").child(words))
                .into(),
        );
    }
    let label = session.say(|language| language.say(Sentence::ValueEvery));
    let every = element("div")
        .class("switch")
        .set("role", "radiogroup")
        .set("aria-labelledby", "period-label")
        .child(span("label", label).set("id", "period-label"))
        .child(group("choices", choices));
    group(
        "stays",
        [
            switch(session, FieldId::RetentionKind, kind),
            every.into(),
            paragraph("hint", hint).part("hint").into(),
        ],
    )
}

/// The outcome, if it is of this view.
fn of(outcome: &Outcome) -> Option<&ValueOutcome> {
    match outcome {
        Outcome::Value(outcome) => Some(outcome),
        _ => None,
    }
}

/// The values of the curve, one list each, as a picture wants them.
fn column(outcome: &ValueOutcome, value: fn(&OrderPoint) -> f64) -> Vec<f64> {
    let mut values = Vec::new();
    for point in &outcome.curve {
        values.push(value(point));
    }
    values
}

/// The end of time on the picture: the horizon.
fn frame(outcome: &ValueOutcome, low: f64, high: f64) -> Frame {
    Frame {
        end: outcome.scenario.horizon.get(),
        low,
        high,
    }
}

/// The shares as somebody counted them.
fn seen(outcome: &ValueOutcome) -> Option<&[f64]> {
    match &outcome.scenario.retention {
        Retention::Observed { shares, .. } | Retention::Purchases(shares) => Some(shares),
        Retention::Constant(_) => None,
    }
}

fn share_marks(outcome: &Outcome) -> Vec<Mark> {
    let Some(outcome) = of(outcome) else {
        return Vec::new();
    };
    let frame = frame(outcome, 0.0, 1.0);
    let times = column(outcome, |point| point.month);
    let mut marks = Vec::new();
    if outcome.range.is_some() {
        let low = column(outcome, |point| {
            point.band.map_or(1.0, |[share, _]| share.low)
        });
        let high = column(outcome, |point| {
            point.band.map_or(1.0, |[share, _]| share.high)
        });
        marks.push(frame.band(&times, &low, &high));
    }
    if !outcome.is_constant() {
        let other = column(outcome, |point| point.constant_survival);
        marks.push(frame.line(Tone::Aside, &times, &other));
    }
    let shares = column(outcome, |point| point.survival);
    marks.push(frame.line(Tone::Line, &times, &shares));
    if let Some(seen) = seen(outcome) {
        let times = times.get(1..).unwrap_or_default();
        marks.push(frame.dots(Tone::Seen, times, seen));
    }
    marks
}

/// The lowest and the highest of what is drawn of the money.
fn reach(outcome: &Outcome) -> (f64, f64) {
    let Some(outcome) = of(outcome) else {
        return (0.0, 0.0);
    };
    let (mut low, mut high) = (0.0_f64, outcome.scenario.acquisition_cost.unwrap_or(0.0));
    for point in &outcome.curve {
        low = low.min(point.cumulative).min(point.constant);
        high = high.max(point.cumulative).max(point.constant);
        if let Some([_, sum]) = point.band {
            low = low.min(sum.low);
            high = high.max(sum.high);
        }
    }
    (low, high)
}

fn money_marks(outcome: &Outcome, low: f64, high: f64) -> Vec<Mark> {
    let Some(outcome) = of(outcome) else {
        return Vec::new();
    };
    let frame = frame(outcome, low, high);
    let times = column(outcome, |point| point.month);
    let mut marks = Vec::new();
    if outcome.range.is_some() {
        let ends = |point: &OrderPoint| {
            point
                .band
                .map_or((0.0, 0.0), |[_, sum]| (sum.low, sum.high))
        };
        let (mut lows, mut highs) = (Vec::new(), Vec::new());
        for point in &outcome.curve {
            let (low, high) = ends(point);
            lows.push(low);
            highs.push(high);
        }
        marks.push(frame.band(&times, &lows, &highs));
    }
    if low < 0.0 {
        marks.push(frame.across(Tone::Axis, Across::Value(0.0)));
    }
    if let Some(cost) = outcome.scenario.acquisition_cost {
        marks.push(frame.across(Tone::Level, Across::Value(cost)));
    }
    if let Some(month) = outcome.payback {
        marks.push(frame.across(Tone::Level, Across::Time(month)));
    }
    if !outcome.is_constant() {
        let other = column(outcome, |point| point.constant);
        marks.push(frame.line(Tone::Aside, &times, &other));
    }
    let sums = column(outcome, |point| point.cumulative);
    marks.push(frame.line(Tone::Line, &times, &sums));
    marks
}

/// How it is drawn over time.
static CHART: Chart = Chart {
    title: Sentence::ValuePicture,
    shares: Some((Sentence::ValueCurveShare, share_marks)),
    name: Sentence::ValueCurveValue,
    marks: money_marks,
    reach,
    times: |outcome| {
        of(outcome).map_or_else(Times::default, |outcome| {
            let end = outcome.scenario.horizon.get();
            Times {
                end,
                step: outcome.repeats.every().get(),
                last: outcome.curve.len().wrapping_sub(1),
                first: outcome.payback.unwrap_or(end),
            }
        })
    },
    told: |language, outcome, place| {
        let point = of(outcome).and_then(|outcome| outcome.curve.get(place));
        point.map_or(String::new(), |point| read_out(language, point))
    },
    legend,
    row,
};

/// A week is no round part of a month.
fn month_style(point: &OrderPoint) -> Style {
    Style::Decimal(u8::from(point.month.fract() != 0.0))
}

/// What is to be said of an order.
fn read_out(language: &Language, point: &OrderPoint) -> String {
    let range = point.band.map_or("none".to_owned(), |[_, sum]| {
        language.fill(
            Sentence::ValueReaderBetween,
            &[("low", money(sum.low)), ("high", money(sum.high))],
        )
    });
    language.fill(
        Sentence::ValueReader,
        &[
            ("month", Argument::Number(point.month, month_style(point))),
            (
                "share",
                Argument::Number(point.survival, Style::PercentDecimal(1)),
            ),
            ("value", money(point.cumulative)),
            ("range", Argument::Text(&range)),
        ],
    )
}

/// What the lines stand for, as far as they are there.
fn legend(language: &Language, outcome: &Outcome) -> Node {
    let Some(outcome) = of(outcome) else {
        return Node::Nothing;
    };
    let mut items = Vec::new();
    if outcome.range.is_some() {
        let words = language.fill(Sentence::ValueCurveBand, &[("level", level(outcome))]);
        items.push(span("key band", words).into());
    }
    if !outcome.is_constant() {
        let words = language.say(Sentence::ValueCurveSeen);
        items.push(span("key seen", words).into());
        let words = language.say(Sentence::ValueCurveConstant);
        items.push(span("key aside", words).into());
    }
    if outcome.scenario.acquisition_cost.is_some() {
        let words = match outcome.payback {
            Some(month) => language.fill(
                Sentence::ValueCurvePayback,
                &[("month", Argument::Number(month, Style::Significant(3)))],
            ),
            None => language.say(Sentence::ValueFieldAcquisitionCost),
        };
        items.push(span("key level", words).into());
    }
    Node::Several(items)
}

/// A row of the table.
fn row(language: &Language, outcome: &Outcome, place: Option<usize>) -> Cells {
    let mut cells = Cells::default();
    let Some(outcome) = of(outcome) else {
        return cells;
    };
    let Some(place) = place else {
        cells.shown = vec![
            language.say(Sentence::ValueTableMonth),
            language.say(Sentence::ValueCurveShare),
            language.say(Sentence::ValueCurveValue),
        ];
        if outcome.range.is_some() {
            let words = language.fill(Sentence::ValueCurveBand, &[("level", level(outcome))]);
            cells.shown.push(words);
        }
        if !outcome.is_constant() {
            cells.shown.push(language.say(Sentence::ValueCurveConstant));
        }
        return cells;
    };
    let Some(point) = outcome.curve.get(place) else {
        return cells;
    };
    let mut write = |value: f64, style| {
        cells.add(language.numerals.write(value, style), Some(value));
    };
    write(point.month, month_style(point));
    write(point.survival, Style::PercentDecimal(1));
    write(point.cumulative, rounded(point.cumulative));
    if let Some([_, sum]) = point.band {
        let ends = [("low", money(sum.low)), ("high", money(sum.high))];
        cells.add_range(
            language.fill(Sentence::FiguresRange, &ends),
            sum.low,
            sum.high,
        );
    }
    if !outcome.is_constant() {
        let written = language
            .numerals
            .write(point.constant, rounded(point.constant));
        cells.add(written, Some(point.constant));
    }
    cells
}

/// How a value of an assumption is written.
fn assumption(field: FieldId, value: f64) -> Argument<'static> {
    let style = match field.row().kind {
        Kind::Money => rounded(value),
        _ => Style::Percent(3),
    };
    Argument::Number(value, style)
}

/// What can be said of an assumption and of the values at its ends.
fn ends_of(swing: &Swing) -> [(&'static str, Argument<'static>); 4] {
    let field = assumed_field(swing.assumption);
    [
        ("low", assumption(field, swing.low)),
        ("high", assumption(field, swing.high)),
        ("valueLow", money(swing.value_low)),
        ("valueHigh", money(swing.value_high)),
    ]
}

/// What an assumption is called, the values at its ends, its ends, and where the value is just the
/// cost; `None` where it moves nothing.
fn told_of(language: &Language, swing: &Swing) -> Option<[String; 4]> {
    let field = assumed_field(swing.assumption);
    let moves = swing.width() > 0.0;
    if !moves && swing.flip.is_none() {
        return None;
    }
    let name = said::label(language, field, &ActionWords::default());
    let (mut range, mut from) = (String::new(), String::new());
    if moves {
        let values = [
            ("low", money(swing.value_low)),
            ("high", money(swing.value_high)),
        ];
        range = language.fill(Sentence::FiguresRange, &values);
        from = language.fill(Sentence::ValueTornadoFrom, &ends_of(swing));
    }
    // A rate at which money is worth a tenth after some years says nothing to anybody.
    let is_told = |flip: &f64| field != FieldId::AnnualDiscountRate || *flip <= 1.0;
    let flip = swing.flip.filter(is_told);
    let flip = flip.map_or(String::new(), |flip| {
        let at = [("flip", assumption(field, flip))];
        language.fill(Sentence::ValueTornadoFlip, &at)
    });
    Some([name, range, from, flip])
}

/// The same as a list.
fn swings(language: &Language, outcome: &ValueOutcome) -> List {
    let title = language.say(Sentence::ValueTornado);
    let columns = vec![title.clone(), language.say(Sentence::ValueCurveValue)];
    let mut list = List::titled(title, columns);
    for swing in &outcome.sensitivity {
        if let Some([name, range, from, flip]) = told_of(language, swing) {
            let mut cells = Cells::default();
            cells.add(name, None);
            let mut told = range;
            for (blank, piece) in [(" ", from), (". ", flip)] {
                if !told.is_empty() && !piece.is_empty() {
                    told.push_str(blank);
                }
                told.push_str(&piece);
            }
            cells.add(told, None);
            list.add(cells);
        }
    }
    list
}

/// Which assumption moves the value most, and at which value of each it is just the cost.
fn tornado(session: Session) -> Node {
    part(move || {
        session.say(|language| {
            session.with_shown(|shown| {
                let outcome = shown.as_ref().and_then(|shown| of(&shown.outcome));
                outcome.map_or(Node::Nothing, |outcome| bars(language, outcome))
            })
        })
    })
}

fn bars(language: &Language, outcome: &ValueOutcome) -> Node {
    let (mut low, mut high) = (outcome.value, outcome.value);
    for swing in &outcome.sensitivity {
        low = low.min(swing.value_low).min(swing.value_high);
        high = high.max(swing.value_low).max(swing.value_high);
    }
    let here = place(outcome.value, low, high);
    let mut rows: Vec<Node> = Vec::new();
    let mut most = Node::Nothing;
    for swing in &outcome.sensitivity {
        let Some([name, range, from, flip]) = told_of(language, swing) else {
            continue;
        };
        if rows.is_empty() && !range.is_empty() {
            let ends = ends_of(swing);
            let field = [("field", Argument::Text(&name))];
            let words = language.fill(Sentence::ValueTornadoMost, &[&field[..], &ends].concat());
            most = paragraph("meaning", words).into();
        }
        let mut row = element("li").class("fall").child(span("name", name));
        if !range.is_empty() {
            let tone = if swing.value_high < swing.value_low {
                Tone::Loss
            } else {
                Tone::Gain
            };
            let span_of = (
                place(swing.value_low, low, high),
                place(swing.value_high, low, high),
            );
            row = row
                .child(span("value", range))
                .child(stretched(&bar(span_of, here, tone)))
                .child(span("from", from));
        }
        if !flip.is_empty() {
            row = row.child(span("flip", flip));
        }
        rows.push(row.into());
    }
    let title = language.say(Sentence::ValueTornado);
    let now = language.fill(
        Sentence::ValueTornadoNow,
        &[("value", money(outcome.value))],
    );
    element("figure")
        .class("waterfall tornado")
        .child(element("figcaption").child(span("title", title)))
        .child(most)
        .child(element("ul").part("chart").children(rows))
        .child(paragraph("limits", now))
        .into()
}
