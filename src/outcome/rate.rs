//! The outcome of the `rate` view.

use super::figure::{Figure, FigureId, Formula, NoteCode, Operand, Source, Step, Symbol};
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

impl RateOutcome {
    /// The rate of one denominator, where it has one.
    pub fn rate_per(&self, per: Per) -> Option<RateEstimate> {
        let place = Per::ALL.iter().position(|&other| other == per)?;
        self.rates.get(place).copied().flatten()
    }

    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        let rates = Per::ALL.iter().zip(&self.rates).map(|(&per, estimate)| {
            let datum = estimate.map_or(Datum::Null, |estimate| {
                Datum::record([
                    ("rate", estimate.rate.into()),
                    ("low", estimate.interval.low.into()),
                    ("high", estimate.interval.high.into()),
                ])
            });
            (FigureId::RatePer(per).name().to_owned(), datum)
        });
        Datum::record([
            ("rate", self.estimate.rate.into()),
            ("low", self.estimate.interval.low.into()),
            ("high", self.estimate.interval.high.into()),
            ("oneIn", self.one_in.into()),
            ("notConverting", self.not_converting.into()),
            ("rates", Datum::Record(rates.collect())),
            ("clickThrough", self.click_through.into()),
            (
                "clickThroughPerImpression",
                self.click_through_per_impression.into(),
            ),
            ("conversionsNeeded", self.conversions_needed.into()),
            ("countNeeded", self.count_needed.into()),
            ("countForTarget", self.count_for_target.into()),
            ("countForTargetLow", self.count_for_target_low.into()),
            ("countForTargetHigh", self.count_for_target_high.into()),
        ])
    }

    /// The figures that the view shows in order, each with its derivation.
    ///
    /// A figure whose inputs are not given is left out; one that has its inputs and is still not
    /// defined stands there without a value.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = vec![
            self.rate_figure(),
            self.interval_figure(),
            self.one_in_figure(),
        ];
        let (conversions, count) = (self.conversions(), self.count());
        figures.push(plain(
            FigureId::NotConverting,
            Some(self.not_converting),
            Style::Decimal(0),
            Formula::Difference,
            vec![count, conversions],
        ));
        for (&per, estimate) in Per::ALL.iter().zip(&self.rates) {
            if let Some(estimate) = estimate
                && per != self.scenario.counts.per
            {
                figures.push(self.other_rate_figure(per, estimate));
            }
        }
        let through = [
            (
                FigureId::ClickThrough,
                FieldId::Viewers,
                self.scenario.counts.viewers,
                self.click_through,
            ),
            (
                FigureId::ClickThroughPerImpression,
                FieldId::Impressions,
                self.scenario.counts.impressions,
                self.click_through_per_impression,
            ),
        ];
        for (id, field, below, value) in through {
            if let (Some(clicks), Some(below)) = (self.scenario.counts.clicks, below) {
                let operands = vec![
                    field_operand(FieldId::Clicks, clicks),
                    field_operand(field, below),
                ];
                let style = percent(value.unwrap_or_default());
                figures.push(plain(id, value, style, Formula::Quotient, operands));
            }
        }
        if let Some(target) = self.scenario.target_rate {
            let target = Operand {
                symbol: Symbol::Field(FieldId::TargetRate),
                value: target.get(),
                style: TYPED,
            };
            figures.push(plain(
                FigureId::ConversionsNeeded,
                self.conversions_needed,
                Style::Decimal(0),
                Formula::ProductUp,
                vec![target, count],
            ));
            // Nobody asks for how few people no conversions would be enough.
            if conversions.value > 0.0 {
                figures.push(plain(
                    FigureId::CountNeeded,
                    self.count_needed,
                    Style::Decimal(0),
                    Formula::QuotientUp,
                    vec![conversions, target],
                ));
            }
        }
        if let Some(target) = self.scenario.target_conversions {
            // By the counts and not by the rate, which is shown rounded.
            let target = field_operand(FieldId::TargetConversions, target);
            let mut figure = plain(
                FigureId::CountForTarget,
                self.count_for_target,
                Style::Decimal(0),
                Formula::ProportionUp,
                vec![target, count, conversions],
            );
            figure.ends = Some((self.count_for_target_low, self.count_for_target_high));
            figures.push(figure);
        }
        figures
    }

    fn conversions(&self) -> Operand {
        field_operand(FieldId::Conversions, self.scenario.sample.part())
    }

    fn count(&self) -> Operand {
        field_operand(
            self.scenario.counts.per.field(),
            self.scenario.sample.whole(),
        )
    }

    fn rate_figure(&self) -> Figure {
        let rate = self.estimate.rate;
        plain(
            FigureId::Rate,
            Some(rate),
            self.estimate.style(rate),
            Formula::Quotient,
            vec![self.conversions(), self.count()],
        )
    }

    fn one_in_figure(&self) -> Figure {
        plain(
            FigureId::OneIn,
            self.one_in,
            Style::Decimal(decimals(self.one_in.unwrap_or_default())),
            Formula::Quotient,
            vec![self.count(), self.conversions()],
        )
    }

    fn interval_figure(&self) -> Figure {
        let RateEstimate { rate, interval } = self.estimate;
        let z = Operand {
            symbol: Symbol::Z,
            value: upper_quantile(self.scenario.level.tail()),
            style: Style::Significant(6),
        };
        let level = Operand {
            symbol: Symbol::Field(FieldId::Level),
            value: self.scenario.level.get(),
            style: TYPED,
        };
        let operands = || vec![self.conversions(), self.count(), z];
        let end = |result, formula, value| Step {
            result,
            formula,
            operands: operands(),
            value,
            style: self.estimate.style(value),
        };
        Figure {
            id: FigureId::Interval,
            value: None,
            ends: Some((Some(interval.low), Some(interval.high))),
            style: self.estimate.style(rate),
            steps: vec![
                Step {
                    result: Symbol::Z,
                    formula: Formula::NormalQuantile,
                    operands: vec![level],
                    value: z.value,
                    style: z.style,
                },
                end(Symbol::Low, Formula::WilsonLow, interval.low),
                end(Symbol::High, Formula::WilsonHigh, interval.high),
            ],
            source: Source::Wilson,
        }
    }

    fn other_rate_figure(&self, per: Per, estimate: &RateEstimate) -> Figure {
        let count = self
            .scenario
            .counts
            .count(per)
            .unwrap_or(self.scenario.sample.whole());
        let mut figure = plain(
            FigureId::RatePer(per),
            Some(estimate.rate),
            estimate.style(estimate.rate),
            Formula::Quotient,
            vec![self.conversions(), field_operand(per.field(), count)],
        );
        figure.ends = Some((Some(estimate.interval.low), Some(estimate.interval.high)));
        figure
    }
}

pub(super) fn field_operand(field: FieldId, count: Count) -> Operand {
    Operand {
        symbol: Symbol::Field(field),
        value: count.get(),
        style: Style::Decimal(0),
    }
}

/// A figure of one step, which is arithmetic.
pub(super) fn plain(
    id: FigureId,
    value: Option<f64>,
    style: Style,
    formula: Formula,
    operands: Vec<Operand>,
) -> Figure {
    let steps = value.map(|value| Step {
        result: Symbol::Figure(id),
        formula,
        operands,
        value,
        style,
    });
    Figure {
        id,
        value,
        ends: None,
        style,
        steps: steps.into_iter().collect(),
        source: Source::Definition,
    }
}
