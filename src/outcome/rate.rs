//! The outcome of the `rate` view.

use super::figure::{
    Figure, FigureId, Formula, Line, NoteCode, Number, Source, Symbol, call, figures_of, step,
};
use crate::locale::{Style, decimals, percent_digits, share_style};
use crate::model::normal::upper_quantile;
use crate::model::proportion::{Interval, wilson_interval};
use crate::model::quantity::{Count, Sample};
use crate::model::rounding::ceiling;
use crate::scenario::datum::Datum;
use crate::scenario::field::FieldId;
use crate::scenario::rate::{Per, RateScenario};

/// A rate with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateEstimate {
    /// The rate, a fraction of one.
    pub rate: f64,
    /// Its Wilson score interval.
    pub interval: Interval,
}

impl RateEstimate {
    /// How the rate or an end of its interval is written: as finely as it is known.
    pub fn style(&self, share: f64) -> Style {
        share_style(share, self.interval.high - self.interval.low)
    }
}

/// Where a target stands against an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetStanding {
    /// The whole interval is above the target.
    Exceeded,
    /// The interval holds the target: the numbers cannot tell.
    Open,
    /// The whole interval is below the target.
    Missed,
}

/// What the `rate` view found.
#[derive(Clone, Debug, PartialEq)]
pub struct RateOutcome {
    /// What it was computed from.
    pub scenario: RateScenario,
    /// The rate of the chosen denominator.
    pub estimate: RateEstimate,
    /// 1 / rate; `None` without conversions.
    pub one_in: Option<f64>,
    /// Those of the chosen count who did not convert.
    pub not_converting: f64,
    /// The rate of each denominator in the order of [`Per::ALL`]; `None` where its count is not
    /// given, 0 or below the conversions.
    pub rates: [Option<RateEstimate>; 4],
    /// clicks / viewers.
    pub click_through: Option<f64>,
    /// clicks / impressions.
    pub click_through_per_impression: Option<f64>,
    /// ⌈target rate · count⌉.
    pub conversions_needed: Option<f64>,
    /// ⌈conversions / target rate⌉.
    pub count_needed: Option<f64>,
    /// ⌈target conversions / rate⌉.
    pub count_for_target: Option<f64>,
    /// The same at the upper end of the rate's interval.
    pub count_for_target_low: Option<f64>,
    /// The same at the lower end of the rate's interval.
    pub count_for_target_high: Option<f64>,
    /// Where the target rate stands.
    pub target_standing: Option<TargetStanding>,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

/// above / below, undefined where `below` is not given or 0.
fn ratio(above: Option<Count>, below: Option<Count>) -> Option<f64> {
    let (above, below) = (above?.get(), below?.get());
    (below > 0.0).then(|| above / below)
}

/// ⌈wanted / rate⌉, undefined where the rate is 0.
fn ceiling_of_ratio(wanted: f64, rate: f64) -> Option<f64> {
    if rate > 0.0 {
        ceiling(wanted / rate)
    } else {
        None
    }
}

/// Computes the outcome of a scenario. Every valid scenario has one.
pub fn rate_outcome(scenario: RateScenario) -> RateOutcome {
    let (counts, sample) = (scenario.counts, scenario.sample);
    let level = scenario.level;
    let estimate_of = |sample: Sample| RateEstimate {
        rate: sample.rate(),
        interval: wilson_interval(sample, level),
    };
    let estimate = estimate_of(sample);
    let (conversions, count) = (sample.part().get(), sample.whole().get());
    let rates = Per::ALL.map(|per| {
        let sample = Sample::new(sample.part(), counts.count(per)?).ok()?;
        Some(estimate_of(sample))
    });
    let RateEstimate { rate, interval } = estimate;
    let target = scenario.target_conversions.map(Count::get);
    let mut notes = Vec::new();
    if counts.per == Per::Click {
        notes.push(NoteCode::PerClick);
    } else if counts.clicks.is_some_and(|clicks| sample.part() > clicks) {
        notes.push(NoteCode::ConversionsAboveClicks);
    }
    if let (Some(clicks), Some(viewers)) = (counts.clicks, counts.viewers)
        && clicks > viewers
    {
        notes.push(NoteCode::ClicksAboveViewers);
    }
    RateOutcome {
        estimate,
        one_in: (rate > 0.0).then(|| count / conversions),
        not_converting: count - conversions,
        rates,
        click_through: ratio(counts.clicks, counts.viewers),
        click_through_per_impression: ratio(counts.clicks, counts.impressions),
        conversions_needed: scenario
            .target_rate
            .and_then(|target| ceiling(target.get() * count)),
        count_needed: scenario
            .target_rate
            .and_then(|target| ceiling_of_ratio(conversions, target.get())),
        count_for_target: target.and_then(|target| ceiling_of_ratio(target * count, conversions)),
        count_for_target_low: target.and_then(|target| ceiling_of_ratio(target, interval.high)),
        count_for_target_high: target.and_then(|target| ceiling_of_ratio(target, interval.low)),
        target_standing: scenario.target_rate.map(|target| {
            if target.get() < interval.low {
                TargetStanding::Exceeded
            } else if target.get() > interval.high {
                TargetStanding::Missed
            } else {
                TargetStanding::Open
            }
        }),
        notes,
        scenario,
    }
}

/// How a share is written that somebody typed: with all its digits, and without the noise of doubles.
pub const TYPED: Style = Style::Percent(15);

/// How a proportion is written.
pub fn percent(rate: f64) -> Style {
    Style::Percent(percent_digits(rate))
}

/// How a change in per cent is written, which may well be all of something: 99.999… % would be the
/// noise of doubles.
pub fn change_style(change: f64) -> Style {
    if change.abs() < 0.1 {
        Style::Percent(3)
    } else {
        Style::PercentDecimal(1)
    }
}

impl RateOutcome {
    /// The rate of one denominator, where it has one.
    pub fn rate_per(&self, per: Per) -> Option<RateEstimate> {
        let place = Per::ALL.iter().position(|&other| other == per)?;
        self.rates.get(place).copied().flatten()
    }

    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        let record = |estimate: RateEstimate| {
            let ends = estimate.interval;
            let mut datum = Datum::Record(Vec::new());
            datum.put_named("rate low high", &[estimate.rate, ends.low, ends.high]);
            datum
        };
        let mut rates = Datum::Record(Vec::new());
        for (id, estimate) in FigureId::PER.iter().zip(&self.rates) {
            let datum = estimate.map_or(Datum::Null, record);
            rates.add(id.name(), datum);
        }
        let mut datum = record(self.estimate);
        let [one_in, others @ ..] = [
            self.one_in,
            self.click_through,
            self.click_through_per_impression,
            self.conversions_needed,
            self.count_needed,
            self.count_for_target,
            self.count_for_target_low,
            self.count_for_target_high,
        ]
        .map(|number| number.unwrap_or(f64::NAN));
        datum.put_named("oneIn notConverting", &[one_in, self.not_converting]);
        datum.add("rates", rates);
        datum.put_named(
            "clickThrough clickThroughPerImpression conversionsNeeded countNeeded countForTarget \
             countForTargetLow countForTargetHigh",
            &others,
        );
        datum
    }

    /// The figures that the view shows in order, each with its derivation.
    ///
    /// A figure whose inputs are not given is left out; one that has its inputs and is still not
    /// defined stands there without a value.
    pub fn figures(&self) -> Vec<Figure> {
        let number = |symbol| self.number(symbol);
        let mut figures = figures_of(&LINES, &number);
        for figure in &mut figures {
            if let Some(per) = figure.id.per() {
                figure.ends = self
                    .rate_per(per)
                    .map(|estimate| (Some(estimate.interval.low), Some(estimate.interval.high)));
            } else if figure.id == FigureId::CountForTarget {
                figure.ends = Some((self.count_for_target_low, self.count_for_target_high));
            }
        }
        // After the rate: it has no value, only ends.
        let interval = self.estimate.interval;
        figures.insert(
            1,
            Figure {
                id: FigureId::Interval,
                value: None,
                ends: Some((Some(interval.low), Some(interval.high))),
                style: self.estimate.style(self.estimate.rate),
                steps: INTERVAL_STEPS
                    .iter()
                    .filter_map(|(result, formula, of)| step(*result, *formula, of, &number))
                    .collect(),
                source: Source::Wilson,
            },
        );
        call(
            &mut figures,
            Symbol::Count,
            self.scenario.counts.per.field(),
        );
        figures
    }

    /// The numbers that figures and formulas are made of.
    fn number(&self, symbol: Symbol) -> Option<Number> {
        let counts = &self.scenario.counts;
        let estimate = self.estimate;
        let whole = |count: Option<Count>| Some((Some(count?.get()), Style::Decimal(0)));
        let ends = |end: f64| Some((Some(end), estimate.style(end)));
        let through = |value: Option<f64>| Some((value, percent(value.unwrap_or_default())));
        let target_rate = self.scenario.target_rate;
        let (value, style) = match symbol {
            Symbol::Field(field) => match field {
                FieldId::Conversions => whole(Some(counts.conversions)),
                FieldId::Clicks => whole(counts.clicks),
                FieldId::Viewers => whole(counts.viewers),
                FieldId::Impressions => whole(counts.impressions),
                FieldId::Followers => whole(counts.followers),
                FieldId::Level => Some((Some(self.scenario.level.get()), TYPED)),
                FieldId::TargetRate => Some((Some(target_rate?.get()), TYPED)),
                FieldId::TargetConversions => whole(self.scenario.target_conversions),
                _ => None,
            },
            Symbol::Count => whole(counts.count(counts.per)),
            Symbol::Z => Some((
                Some(upper_quantile(self.scenario.level.tail())),
                Style::Significant(6),
            )),
            Symbol::Low => ends(estimate.interval.low),
            Symbol::High => ends(estimate.interval.high),
            Symbol::Figure(id) => match id {
                FigureId::Rate => ends(estimate.rate),
                FigureId::OneIn => {
                    let style = Style::Decimal(decimals(self.one_in.unwrap_or_default()));
                    Some((self.one_in, style))
                }
                FigureId::NotConverting => Some((Some(self.not_converting), Style::Decimal(0))),
                FigureId::ClickThrough => {
                    counts.clicks.and(counts.viewers)?;
                    through(self.click_through)
                }
                FigureId::ClickThroughPerImpression => {
                    counts.clicks.and(counts.impressions)?;
                    through(self.click_through_per_impression)
                }
                FigureId::ConversionsNeeded => {
                    target_rate?;
                    Some((self.conversions_needed, Style::Decimal(0)))
                }
                // Nobody asks for how few people no conversions would be enough.
                FigureId::CountNeeded if counts.conversions.get() > 0.0 => {
                    target_rate?;
                    Some((self.count_needed, Style::Decimal(0)))
                }
                FigureId::CountForTarget => {
                    self.scenario.target_conversions?;
                    Some((self.count_for_target, Style::Decimal(0)))
                }
                _ => {
                    let per = id.per().filter(|per| *per != counts.per);
                    let other = self.rate_per(per?)?;
                    Some((Some(other.rate), other.style(other.rate)))
                }
            },
            _ => None,
        }?;
        Some(Number { value, style })
    }
}

const fn line(id: FigureId, formula: Formula, operands: &'static [Symbol]) -> Line {
    Line {
        id,
        formula,
        operands,
        source: Source::Definition,
    }
}

const CONVERSIONS: Symbol = Symbol::Field(FieldId::Conversions);
const CLICKS: Symbol = Symbol::Field(FieldId::Clicks);
const TARGET_RATE: Symbol = Symbol::Field(FieldId::TargetRate);

/// The figures in their order; the interval comes after the first.
static LINES: [Line; 12] = [
    line(
        FigureId::Rate,
        Formula::Quotient,
        &[CONVERSIONS, Symbol::Count],
    ),
    line(
        FigureId::OneIn,
        Formula::Quotient,
        &[Symbol::Count, CONVERSIONS],
    ),
    line(
        FigureId::NotConverting,
        Formula::Difference,
        &[Symbol::Count, CONVERSIONS],
    ),
    line(
        FigureId::PerFollower,
        Formula::Quotient,
        &[CONVERSIONS, Symbol::Field(FieldId::Followers)],
    ),
    line(
        FigureId::PerImpression,
        Formula::Quotient,
        &[CONVERSIONS, Symbol::Field(FieldId::Impressions)],
    ),
    line(
        FigureId::PerViewer,
        Formula::Quotient,
        &[CONVERSIONS, Symbol::Field(FieldId::Viewers)],
    ),
    line(
        FigureId::PerClick,
        Formula::Quotient,
        &[CONVERSIONS, CLICKS],
    ),
    line(
        FigureId::ClickThrough,
        Formula::Quotient,
        &[CLICKS, Symbol::Field(FieldId::Viewers)],
    ),
    line(
        FigureId::ClickThroughPerImpression,
        Formula::Quotient,
        &[CLICKS, Symbol::Field(FieldId::Impressions)],
    ),
    line(
        FigureId::ConversionsNeeded,
        Formula::ProductUp,
        &[TARGET_RATE, Symbol::Count],
    ),
    line(
        FigureId::CountNeeded,
        Formula::QuotientUp,
        &[CONVERSIONS, TARGET_RATE],
    ),
    // By the counts and not by the rate, which is shown rounded.
    line(
        FigureId::CountForTarget,
        Formula::ProportionUp,
        &[
            Symbol::Field(FieldId::TargetConversions),
            Symbol::Count,
            CONVERSIONS,
        ],
    ),
];

/// How the interval comes about.
static INTERVAL_STEPS: [(Symbol, Formula, &[Symbol]); 3] = [
    (
        Symbol::Z,
        Formula::NormalQuantile,
        &[Symbol::Field(FieldId::Level)],
    ),
    (
        Symbol::Low,
        Formula::WilsonLow,
        &[CONVERSIONS, Symbol::Count, Symbol::Z],
    ),
    (
        Symbol::High,
        Formula::WilsonHigh,
        &[CONVERSIONS, Symbol::Count, Symbol::Z],
    ),
];
