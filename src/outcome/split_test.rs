//! The outcome of the `splitTest` view.

use super::figure::{Figure, FigureId, Formula, NoteCode, Operand, Source, Step, Symbol};
use super::prior::{Prior, prior};
use super::rate::{TYPED, percent, plain};
use crate::locale::{Style, share_style};
use crate::model::comparison::holm;
use crate::model::contest::head_to_head;
use crate::model::normal::upper_quantile;
use crate::model::posterior::Beta;
use crate::model::proportion::{Interval, wilson_interval};
use crate::model::quantity::{Evidence, Sample};
use crate::model::sample_size::{Design, per_variant};
use crate::model::split_test::{
    ChiSquare, Judgement, always_valid_p, conversions_needed, conversions_needed_at_any_time,
    false_alarm_rate, pocock_level, sample_ratio,
};
use crate::model::two_proportion::{
    Estimate, fisher_p, katz_interval, newcombe_interval, pooled_p, pooled_z,
    smallest_expected_count,
};
use crate::scenario::datum::Datum;
use crate::scenario::field::FieldId;
use crate::scenario::split_test::SplitTestScenario;
use core::cell::Cell;

/// What a test, or one variant of it, says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitVerdict {
    /// The visitors were not split as planned: nothing follows from the figures.
    BrokenSplit,
    /// The variant converts better than the control.
    Better,
    /// The variant converts worse.
    Worse,
    /// Chance alone could explain what was seen.
    NoDifferenceYet,
}

impl SplitVerdict {
    /// Its name in `outcome`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BrokenSplit => "brokenSplit",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NoDifferenceYet => "noDifferenceYet",
        }
    }

    const fn of(judgement: Judgement) -> Self {
        match judgement {
            Judgement::Better => Self::Better,
            Judgement::Worse => Self::Worse,
            Judgement::Open => Self::NoDifferenceYet,
        }
    }

    /// Which variant decides: a better one, else one that is still open.
    const fn rank(self) -> u8 {
        match self {
            Self::Better => 2,
            Self::NoDifferenceYet => 1,
            Self::Worse | Self::BrokenSplit => 0,
        }
    }
}

/// One variant against the control.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// How much higher its rate is.
    pub difference: Estimate,
    /// The same as a part of the control's rate; `None` with no conversions in an arm.
    pub lift: Option<Estimate>,
    /// The pooled z; `None` when nobody or everybody converted.
    pub z: Option<f64>,
    /// Its two-sided p-value.
    pub p: f64,
    /// Fisher's, where an expected count is below 5.
    pub fisher_p: Option<f64>,
    /// The one that judges, after Holm.
    pub adjusted_p: f64,
    /// The p-value that holds at any time.
    pub always_valid_p: f64,
    /// The chance that the variant is truly better.
    pub chance_to_beat: f64,
    /// What choosing it gives away on average.
    pub expected_loss: f64,
    /// What follows.
    pub verdict: SplitVerdict,
    /// The level that its own p-value has to meet.
    pub level_to_meet: f64,
    /// Further conversions among the same visitors that change the verdict.
    pub needed_conversions: Option<f64>,
    /// Further visitors of each arm that would show the difference seen.
    pub needed_visitors: Option<f64>,
}

impl Contrast {
    /// The p-value before several variants are allowed for.
    pub fn judged_p(&self) -> f64 {
        self.fisher_p.unwrap_or(self.p)
    }
}

/// What the view found.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitTestOutcome {
    /// What it was computed from.
    pub scenario: SplitTestScenario,
    /// Every variant but the control, in order.
    pub contrasts: Vec<Contrast>,
    /// Whether visitors were split as planned.
    pub sample_ratio: ChiSquare,
    /// The chance of a false alarm of so many looks, each at the risk.
    pub false_alarm_rate: f64,
    /// The level of each look that keeps all of them at the risk.
    pub nominal_level: f64,
    /// What the test says.
    pub verdict: SplitVerdict,
    /// The place of the variant that decides, from 1 on.
    pub deciding: usize,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
    prior: Prior,
    /// What is believed of each rate; empty where the prior makes them one.
    posteriors: Vec<Beta>,
}

/// A split that is further from its plan than this is broken.
const BROKEN: f64 = 0.001;

/// The chance with which a test is to find a difference.
const POWER: f64 = 0.8;

/// What so many looks at a risk cost, and the level that keeps them at it.
///
/// The last answer is kept: a hundred looks take as long as all else together, and of a hundred
/// keys that somebody types none changes them.
fn price_of_looks(looks: u32, alpha: f64) -> (f64, f64) {
    thread_local! {
        static LAST: Cell<(u32, f64, f64, f64)> = const { Cell::new((0, 0.0, 0.0, 0.0)) };
    }
    let (of, at, rate, level) = LAST.get();
    #[expect(
        clippy::float_cmp,
        reason = "the very same question has the same answer"
    )]
    if of == looks && at == alpha {
        return (rate, level);
    }
    let (rate, level) = (false_alarm_rate(looks, alpha), pocock_level(looks, alpha));
    LAST.set((looks, alpha, rate, level));
    (rate, level)
}

/// Computes the outcome of a scenario. Every valid scenario has one.
pub fn split_test_outcome(scenario: SplitTestScenario) -> SplitTestOutcome {
    let evidence: Vec<Evidence> = scenario
        .variants
        .iter()
        .map(|variant| variant.sample.into())
        .collect();
    let (prior, note) = prior(scenario.prior_mean, scenario.prior_weight, &evidence);
    let believed = |evidence: &Evidence| Beta::of(prior.mean, prior.weight?, *evidence).ok();
    let posteriors: Option<Vec<Beta>> = evidence.iter().map(believed).collect();
    let visitors: Vec<f64> = evidence.iter().map(|arm| arm.viewers()).collect();
    let sample_ratio = sample_ratio(&visitors, &scenario.planned_shares).unwrap_or(ChiSquare {
        chi_square: 0.0,
        p: 1.0,
    });
    let (false_alarm_rate, nominal_level) = price_of_looks(scenario.looks, scenario.alpha);
    let mut outcome = SplitTestOutcome {
        contrasts: Vec::new(),
        sample_ratio,
        false_alarm_rate,
        nominal_level,
        verdict: SplitVerdict::NoDifferenceYet,
        deciding: 1,
        notes: note.into_iter().collect(),
        prior,
        posteriors: posteriors.unwrap_or_default(),
        scenario,
    };
    outcome.contrasts = outcome.judged();
    if outcome.contrasts.iter().any(|one| one.fisher_p.is_some()) {
        outcome.notes.push(NoteCode::SmallCounts);
    }
    if !outcome.scenario.looks_fixed && outcome.contrasts.len() > 1 {
        outcome.notes.push(NoteCode::EachAtAnyTime);
    }
    let mut best: Option<&Contrast> = None;
    for (contrast, place) in outcome.contrasts.iter().zip(1..) {
        let leads = best.is_none_or(|best| {
            let (mine, other) = (contrast.verdict.rank(), best.verdict.rank());
            mine > other || mine == other && contrast.difference.value > best.difference.value
        });
        if leads {
            best = Some(contrast);
            outcome.deciding = place;
            outcome.verdict = contrast.verdict;
        }
    }
    if sample_ratio.p < BROKEN {
        outcome.verdict = SplitVerdict::BrokenSplit;
    }
    outcome
}

impl SplitTestOutcome {
    /// Every variant against the control.
    fn judged(&self) -> Vec<Contrast> {
        let mut arms = self.scenario.variants.iter().map(|variant| variant.sample);
        let Some(control) = arms.next() else {
            return Vec::new();
        };
        let mut contrasts: Vec<Contrast> = arms
            .zip(1..)
            .map(|(variant, place)| self.contrast_of(control, variant, place))
            .collect();
        let p_values: Vec<f64> = contrasts.iter().map(Contrast::judged_p).collect();
        let adjusted = holm(&p_values);
        let fixed = self.scenario.looks_fixed;
        for ((contrast, adjusted_p), place) in contrasts.iter_mut().zip(adjusted).zip(0..) {
            contrast.adjusted_p = adjusted_p;
            let (p, level) = if fixed {
                (adjusted_p, self.nominal_level)
            } else {
                (contrast.always_valid_p, self.scenario.alpha)
            };
            let judgement = Judgement::of(p, contrast.difference.value, level);
            contrast.verdict = SplitVerdict::of(judgement);
            contrast.level_to_meet = if fixed {
                level_to_meet(&p_values, place, self.nominal_level)
            } else {
                level
            };
            if let Some(variant) = self.scenario.variants.get(place + 1) {
                contrast.needed_conversions = if fixed {
                    conversions_needed(control, variant.sample, contrast.level_to_meet)
                } else {
                    let share = self.share(place + 1);
                    conversions_needed_at_any_time(control, variant.sample, share, level)
                };
            }
        }
        contrasts
    }

    /// What one variant shows by itself.
    fn contrast_of(&self, control: Sample, variant: Sample, place: usize) -> Contrast {
        let (first, second): (Evidence, Evidence) = (control.into(), variant.into());
        let level = self.scenario.level;
        let small = smallest_expected_count(first, second) < 5.0;
        let believed = (self.posteriors.first(), self.posteriors.get(place));
        let (chance_to_beat, expected_loss) = match believed {
            (Some(&control), Some(&variant)) => {
                let duel = head_to_head(control, variant);
                (duel.chance_b_better, duel.loss_of_b)
            }
            // Rates that are taken to be one.
            _ => (0.5, 0.0),
        };
        let there = first.viewers().min(second.viewers());
        Contrast {
            difference: newcombe_interval(first, second, level),
            lift: katz_interval(first, second, level),
            z: pooled_z(first, second),
            p: pooled_p(first, second),
            fisher_p: small.then(|| fisher_p(control, variant)),
            adjusted_p: 1.0,
            always_valid_p: always_valid_p(
                control.part().get(),
                variant.part().get(),
                self.share(place),
            ),
            chance_to_beat,
            expected_loss,
            verdict: SplitVerdict::NoDifferenceYet,
            level_to_meet: 0.0,
            needed_conversions: None,
            needed_visitors: per_variant(first.rate(), second.rate(), self.design())
                .map(|needed| (needed - there).max(0.0)),
        }
    }

    /// The planned share of a variant among the visitors of the control and its own.
    fn share(&self, place: usize) -> f64 {
        let share = |place| self.scenario.planned_shares.get(place).copied();
        let (control, variant) = (share(0).unwrap_or(1.0), share(place).unwrap_or(1.0));
        variant / (control + variant)
    }

    /// How many variants are compared with the control.
    fn comparisons(&self) -> f64 {
        let others = self.scenario.variants.iter().skip(1);
        others.fold(0.0, |sum, _| sum + 1.0_f64).max(1.0)
    }

    /// The level of a look; without a fixed number of them, that of a single one.
    fn level_of_a_look(&self) -> f64 {
        if self.scenario.looks_fixed {
            self.nominal_level
        } else {
            self.scenario.alpha
        }
    }

    /// The test that would find the difference seen.
    fn design(&self) -> Design {
        Design {
            alpha: self.level_of_a_look() / self.comparisons(),
            power: POWER,
            two_sided: true,
        }
    }

    /// A variant against the control; `None` for the control.
    pub fn contrast(&self, place: usize) -> Option<&Contrast> {
        self.contrasts.get(place.checked_sub(1)?)
    }

    /// What a variant is called.
    pub fn name(&self, place: usize) -> &str {
        let variant = self.scenario.variants.get(place);
        variant.map_or("", |variant| &variant.name)
    }

    /// The rate of a variant.
    pub fn rate(&self, place: usize) -> f64 {
        let variant = self.scenario.variants.get(place);
        variant.map_or(0.0, |variant| variant.sample.rate())
    }

    /// The level of the intervals of one variant against the control.
    pub fn level(&self) -> f64 {
        self.scenario.level.get()
    }

    /// How the rate of a variant, or an end of its interval, is written: as finely as it is known.
    pub fn rate_style(&self, place: usize, rate: f64) -> Style {
        let variant = self.scenario.variants.get(place);
        variant.map_or(TYPED, |variant| {
            let Interval { low, high } = wilson_interval(variant.sample, self.scenario.level);
            share_style(rate, high - low)
        })
    }

    /// What is believed of the rate of a variant: the interval that holds it at the level.
    pub fn believed(&self, place: usize) -> Option<Interval> {
        let posterior = self.posteriors.get(place)?;
        Some(posterior.credible_interval(self.scenario.level))
    }

    /// The curve of how likely each rate of a variant is, as rates and heights; all curves enclose
    /// nearly the same area. `None` where the prior makes all rates one.
    pub fn curve(&self, place: usize) -> Option<Vec<(f64, f64)>> {
        let posterior = self.posteriors.get(place)?;
        let (mean, spread) = (posterior.mean(), posterior.standard_deviation());
        let narrowest = self
            .posteriors
            .iter()
            .fold(spread, |least, other| least.min(other.standard_deviation()));
        // A flat curve beside a very narrow one would not be seen at all.
        let height = (narrowest / spread).max(0.15);
        let (from, to) = (
            (mean - 4.0 * spread).max(0.0),
            (mean + 4.0 * spread).min(1.0),
        );
        let points = (0..=64_u8).map(|step| {
            let rate = from + (to - from) * f64::from(step) / 64.0;
            (rate, height * posterior.relative_density(rate))
        });
        Some(points.collect())
    }

    /// The outcome as `result.outcome` says it, unrounded. The control is compared with nothing.
    pub fn datum(&self) -> Datum {
        let variants = (0..).zip(&self.scenario.variants).map(|(place, _)| {
            let contrast = self.contrast(place);
            let number = |read: fn(&Contrast) -> f64| contrast.map(read).into();
            let perhaps = |read: fn(&Contrast) -> Option<f64>| contrast.and_then(read).into();
            let verdict = contrast.map_or(Datum::Null, |one| one.verdict.name().into());
            let needed = Datum::record([
                ("conversions", perhaps(|one| one.needed_conversions)),
                ("visitors", perhaps(|one| one.needed_visitors)),
            ]);
            Datum::record([
                ("difference", number(|one| one.difference.value)),
                ("differenceLow", number(|one| one.difference.low)),
                ("differenceHigh", number(|one| one.difference.high)),
                ("lift", perhaps(|one| Some(one.lift?.value))),
                ("liftLow", perhaps(|one| Some(one.lift?.low))),
                ("liftHigh", perhaps(|one| Some(one.lift?.high))),
                ("z", perhaps(|one| one.z)),
                ("p", number(|one| one.p)),
                ("fisherP", perhaps(|one| one.fisher_p)),
                ("adjustedP", number(|one| one.adjusted_p)),
                ("chanceToBeat", number(|one| one.chance_to_beat)),
                ("expectedLoss", number(|one| one.expected_loss)),
                ("alwaysValidP", number(|one| one.always_valid_p)),
                ("verdict", verdict),
                ("needed", needed),
            ])
        });
        let sample_ratio = Datum::record([
            ("chiSquare", self.sample_ratio.chi_square.into()),
            ("p", self.sample_ratio.p.into()),
        ]);
        Datum::record([
            ("variants", Datum::List(variants.collect())),
            ("sampleRatio", sample_ratio),
            ("falseAlarmRate", self.false_alarm_rate.into()),
            ("nominalLevel", self.nominal_level.into()),
            ("verdict", self.verdict.name().into()),
        ])
    }

    /// The figures of the variant that decides, then those of the test, each with its derivation.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = self.figures_of(self.deciding);
        figures.extend(self.test_figures());
        figures
    }

    /// The figures of one variant against the control; none for the control itself.
    pub fn figures_of(&self, place: usize) -> Vec<Figure> {
        let mut variants = self.scenario.variants.iter();
        let (Some(control), Some(variant), Some(contrast)) = (
            variants.next(),
            self.scenario.variants.get(place),
            self.contrast(place),
        ) else {
            return Vec::new();
        };
        let working = Working {
            outcome: self,
            contrast,
            control: control.sample,
            variant: variant.sample,
            share: self.share(place),
        };
        let mut figures = vec![working.difference(), working.lift()];
        figures.extend(working.tests());
        figures.extend(working.beliefs());
        figures.extend(working.needed());
        figures
    }

    /// The figures of the test as a whole.
    fn test_figures(&self) -> Vec<Figure> {
        let scenario = &self.scenario;
        let everybody = scenario
            .variants
            .iter()
            .fold(0.0, |sum, variant| sum + variant.sample.whole().get());
        let chi_square = self.sample_ratio.chi_square;
        let p = self.sample_ratio.p;
        let chi_style = Style::Significant(4);
        let split = figure(
            FigureId::SampleRatio,
            Some(p),
            p_style(p),
            vec![
                Step {
                    result: Symbol::ChiSquare,
                    formula: Formula::ChiSquare,
                    operands: vec![whole(Symbol::AllVisitors, everybody)],
                    value: chi_square,
                    style: chi_style,
                },
                Step {
                    result: Symbol::Figure(FigureId::SampleRatio),
                    formula: Formula::ChiSquareTail,
                    operands: vec![
                        Operand {
                            symbol: Symbol::ChiSquare,
                            value: chi_square,
                            style: chi_style,
                        },
                        whole(Symbol::Degrees, self.comparisons()),
                    ],
                    value: p,
                    style: p_style(p),
                },
            ],
            Source::Fabijan,
        );
        let looks = || {
            vec![
                whole(Symbol::Field(FieldId::Looks), scenario.looks.into()),
                share(Symbol::Field(FieldId::Alpha), scenario.alpha),
            ]
        };
        let of_looks = |id, value, formula, source| {
            let mut figure = plain(id, Some(value), percent(value), formula, looks());
            figure.source = source;
            figure
        };
        vec![
            split,
            of_looks(
                FigureId::FalseAlarmRate,
                self.false_alarm_rate,
                Formula::FalseAlarms,
                Source::Armitage,
            ),
            of_looks(
                FigureId::NominalLevel,
                self.nominal_level,
                Formula::NominalLevel,
                Source::Pocock,
            ),
        ]
    }
}

/// The level that the p-value at `place` has to meet for Holm to pass it at `level`: those that pass
/// before it leave fewer comparisons.
fn level_to_meet(p_values: &[f64], place: usize, level: f64) -> f64 {
    let mut left = p_values.iter().fold(0.0, |sum, _| sum + 1.0_f64);
    let mut passed = vec![false; p_values.len()];
    if let Some(own) = passed.get_mut(place) {
        *own = true;
    }
    loop {
        let mut least: Option<(usize, f64)> = None;
        for ((other, &p), is_passed) in p_values.iter().enumerate().zip(&passed) {
            if !is_passed && least.is_none_or(|(_, smallest)| p < smallest) {
                least = Some((other, p));
            }
        }
        match least {
            Some((other, p)) if left * p <= level => {
                if let Some(slot) = passed.get_mut(other) {
                    *slot = true;
                }
                left -= 1.0;
            }
            _ => return level / left,
        }
    }
}

/// How a p-value is written.
pub fn p_style(p: f64) -> Style {
    if p > 0.0 && p < 1e-4 {
        Style::Scientific(2)
    } else {
        Style::Significant(3)
    }
}

fn whole(symbol: Symbol, value: f64) -> Operand {
    Operand {
        symbol,
        value,
        style: Style::Decimal(0),
    }
}

fn share(symbol: Symbol, value: f64) -> Operand {
    Operand {
        symbol,
        value,
        style: Style::Percent(6),
    }
}

fn number(symbol: Symbol, value: f64) -> Operand {
    Operand {
        symbol,
        value,
        style: Style::Significant(6),
    }
}

/// The line that gives an operand of later lines.
fn line(result: Operand, formula: Formula, operands: Vec<Operand>) -> Step {
    Step {
        result: result.symbol,
        formula,
        operands,
        value: result.value,
        style: result.style,
    }
}

fn figure(
    id: FigureId,
    value: Option<f64>,
    style: Style,
    steps: Vec<Step>,
    source: Source,
) -> Figure {
    Figure {
        id,
        value,
        ends: None,
        style,
        steps,
        source,
    }
}

/// The derivations of one variant against the control.
struct Working<'a> {
    outcome: &'a SplitTestOutcome,
    contrast: &'a Contrast,
    control: Sample,
    variant: Sample,
    share: f64,
}

impl Working<'_> {
    fn control_conversions(&self) -> Operand {
        whole(Symbol::ControlConversions, self.control.part().get())
    }

    fn control_visitors(&self) -> Operand {
        whole(Symbol::ControlVisitors, self.control.whole().get())
    }

    fn variant_conversions(&self) -> Operand {
        whole(Symbol::VariantConversions, self.variant.part().get())
    }

    fn variant_visitors(&self) -> Operand {
        whole(Symbol::VariantVisitors, self.variant.whole().get())
    }

    fn control_rate(&self) -> Operand {
        share(Symbol::ControlRate, self.control.rate())
    }

    fn variant_rate(&self) -> Operand {
        share(Symbol::VariantRate, self.variant.rate())
    }

    fn z(&self) -> Operand {
        number(
            Symbol::Z,
            upper_quantile(self.outcome.scenario.level.tail()),
        )
    }

    /// Both rates.
    fn rates(&self) -> Vec<Step> {
        vec![
            line(
                self.control_rate(),
                Formula::Quotient,
                vec![self.control_conversions(), self.control_visitors()],
            ),
            line(
                self.variant_rate(),
                Formula::Quotient,
                vec![self.variant_conversions(), self.variant_visitors()],
            ),
        ]
    }

    /// The level of the interval and its normal quantile.
    fn quantile(&self) -> Vec<Step> {
        let scenario = &self.outcome.scenario;
        let level = share(Symbol::Field(FieldId::Level), scenario.level.get());
        vec![
            line(
                level,
                Formula::OneMinusQuotient,
                vec![
                    share(Symbol::Field(FieldId::Alpha), scenario.alpha),
                    whole(Symbol::Comparisons, self.outcome.comparisons()),
                ],
            ),
            line(self.z(), Formula::NormalQuantile, vec![level]),
        ]
    }

    fn difference(&self) -> Figure {
        let Estimate { value, low, high } = self.contrast.difference;
        let level = self.outcome.scenario.level;
        let (first, second) = (
            wilson_interval(self.control, level),
            wilson_interval(self.variant, level),
        );
        let style = share_style(value.abs(), high - low);
        let mut steps = self.rates();
        steps.push(Step {
            result: Symbol::Figure(FigureId::Difference),
            formula: Formula::Difference,
            operands: vec![self.variant_rate(), self.control_rate()],
            value,
            style,
        });
        steps.extend(self.quantile());
        let (x1, n1) = (self.control_conversions(), self.control_visitors());
        let (x2, n2) = (self.variant_conversions(), self.variant_visitors());
        let ends = [
            share(Symbol::ControlLow, first.low),
            share(Symbol::ControlHigh, first.high),
            share(Symbol::VariantLow, second.low),
            share(Symbol::VariantHigh, second.high),
        ];
        let [low1, high1, low2, high2] = ends;
        for (end, formula, x, n) in [
            (low1, Formula::WilsonLow, x1, n1),
            (high1, Formula::WilsonHigh, x1, n1),
            (low2, Formula::WilsonLow, x2, n2),
            (high2, Formula::WilsonHigh, x2, n2),
        ] {
            steps.push(line(end, formula, vec![x, n, self.z()]));
        }
        let seen = share(Symbol::Figure(FigureId::Difference), value);
        let (rate1, rate2) = (self.control_rate(), self.variant_rate());
        for (result, formula, value, operands) in [
            (
                Symbol::Low,
                Formula::NewcombeLow,
                low,
                vec![seen, rate2, low2, high1, rate1],
            ),
            (
                Symbol::High,
                Formula::NewcombeHigh,
                high,
                vec![seen, high2, rate2, rate1, low1],
            ),
        ] {
            steps.push(Step {
                result,
                formula,
                operands,
                value,
                style: share_style(value.abs(), high - low),
            });
        }
        let mut figure = figure(
            FigureId::Difference,
            Some(value),
            style,
            steps,
            Source::Newcombe,
        );
        figure.ends = Some((Some(low), Some(high)));
        figure
    }

    fn lift(&self) -> Figure {
        let Some(Estimate { value, low, high }) = self.contrast.lift else {
            return figure(FigureId::Lift, None, TYPED, Vec::new(), Source::Katz);
        };
        let style = |value: f64| share_style(value.abs(), high - low);
        let mut steps = self.rates();
        steps.push(Step {
            result: Symbol::Figure(FigureId::Lift),
            formula: Formula::RelativeRise,
            operands: vec![self.variant_rate(), self.control_rate()],
            value,
            style: style(value),
        });
        steps.extend(self.quantile());
        for (result, formula, value) in [
            (Symbol::Low, Formula::KatzLow, low),
            (Symbol::High, Formula::KatzHigh, high),
        ] {
            steps.push(Step {
                result,
                formula,
                operands: vec![
                    self.variant_rate(),
                    self.control_rate(),
                    self.z(),
                    self.variant_conversions(),
                    self.variant_visitors(),
                    self.control_conversions(),
                    self.control_visitors(),
                ],
                value,
                style: style(value),
            });
        }
        let mut figure = figure(
            FigureId::Lift,
            Some(value),
            style(value),
            steps,
            Source::Katz,
        );
        figure.ends = Some((Some(low), Some(high)));
        figure
    }

    /// The tests of no difference.
    fn tests(&self) -> Vec<Figure> {
        let contrast = self.contrast;
        let arms = [
            self.control_conversions(),
            self.variant_conversions(),
            self.control_visitors(),
            self.variant_visitors(),
        ];
        let [x1, x2, n1, n2] = arms;
        let common = share(
            Symbol::CommonRate,
            (x1.value + x2.value) / (n1.value + n2.value),
        );
        let z_steps = |z: f64| {
            let mut steps = self.rates();
            steps.push(line(common, Formula::PooledRate, arms.to_vec()));
            steps.push(Step {
                result: Symbol::Figure(FigureId::PooledZ),
                formula: Formula::PooledZ,
                operands: vec![self.variant_rate(), self.control_rate(), common, n1, n2],
                value: z,
                style: Style::Significant(4),
            });
            steps
        };
        let p_steps = |z: f64| {
            let mut steps = z_steps(z);
            steps.push(Step {
                result: Symbol::Figure(FigureId::PValue),
                formula: Formula::TwoSidedP,
                operands: vec![number(Symbol::Figure(FigureId::PooledZ), z)],
                value: contrast.p,
                style: p_style(contrast.p),
            });
            steps
        };
        let p_value = |id, p: f64, steps, source| figure(id, Some(p), p_style(p), steps, source);
        let mut figures = vec![
            figure(
                FigureId::PooledZ,
                contrast.z,
                Style::Significant(4),
                contrast.z.map(z_steps).unwrap_or_default(),
                Source::Fleiss,
            ),
            p_value(
                FigureId::PValue,
                contrast.p,
                contrast.z.map(p_steps).unwrap_or_default(),
                Source::Fleiss,
            ),
        ];
        let one = |id, formula, operands, value| Step {
            result: Symbol::Figure(id),
            formula,
            operands,
            value,
            style: p_style(value),
        };
        if let Some(p) = contrast.fisher_p {
            let id = FigureId::FisherP;
            let step = one(id, Formula::Fisher, vec![x2, n2, x1, n1], p);
            figures.push(p_value(id, p, vec![step], Source::Fisher));
        }
        let id = FigureId::AdjustedP;
        let p = contrast.adjusted_p;
        let step = one(id, Formula::AtMostOne, self.holm_operands(), p);
        figures.push(p_value(id, p, vec![step], Source::Holm));
        let id = FigureId::AlwaysValidP;
        let p = contrast.always_valid_p;
        let planned = share(Symbol::PlannedShare, self.share);
        let step = one(id, Formula::AlwaysValid, vec![planned, x2, x1], p);
        figures.push(p_value(id, p, vec![step], Source::Robbins));
        figures
    }

    /// The p-value, of this variant or of one with a smaller one, that gives the adjusted one, and
    /// how many comparisons were left for it.
    fn holm_operands(&self) -> Vec<Operand> {
        let contrasts = &self.outcome.contrasts;
        let (mut p, mut left, mut largest) = (self.contrast.judged_p(), 1.0, -1.0);
        for one in contrasts {
            let own = one.judged_p();
            // Of the same p-values the first has the most comparisons left.
            let smaller = contrasts.iter().filter(|other| other.judged_p() < own);
            let remaining = smaller.fold(self.outcome.comparisons(), |rest, _| rest - 1.0);
            if own <= self.contrast.judged_p() && own * remaining > largest {
                (p, left, largest) = (own, remaining, own * remaining);
            }
        }
        let p = Operand {
            symbol: Symbol::Figure(FigureId::PValue),
            value: p,
            style: if p < 1e-4 {
                Style::Scientific(6)
            } else {
                Style::Significant(6)
            },
        };
        vec![p, whole(Symbol::Remaining, left)]
    }

    /// What is believed of the rates.
    fn beliefs(&self) -> Vec<Figure> {
        let contrast = self.contrast;
        let Prior { mean, weight } = self.outcome.prior;
        let operands = weight.map(|weight| {
            vec![
                share(Symbol::Field(FieldId::PriorMean), mean),
                number(Symbol::Field(FieldId::PriorWeight), weight),
                self.variant_conversions(),
                self.variant_visitors(),
                self.control_conversions(),
                self.control_visitors(),
            ]
        });
        let one = |id, formula, value| {
            let style = percent(value);
            let mut figure = match &operands {
                Some(operands) => plain(id, Some(value), style, formula, operands.clone()),
                None => figure(id, Some(value), style, Vec::new(), Source::Posterior),
            };
            figure.source = Source::Posterior;
            figure
        };
        vec![
            one(
                FigureId::ChanceToBeat,
                Formula::ChanceToBeat,
                contrast.chance_to_beat,
            ),
            one(
                FigureId::ExpectedLoss,
                Formula::ExpectedLoss,
                contrast.expected_loss,
            ),
        ]
    }

    /// What is still needed.
    fn needed(&self) -> Vec<Figure> {
        let contrast = self.contrast;
        let mut figures = Vec::new();
        if let Some(further) = contrast.needed_conversions {
            figures.push(plain(
                FigureId::NeededConversions,
                Some(further),
                Style::Decimal(0),
                Formula::Fewest,
                vec![
                    self.variant_conversions(),
                    self.variant_visitors(),
                    share(Symbol::AlphaEach, contrast.level_to_meet),
                ],
            ));
        }
        let design = self.outcome.design();
        let (baseline, other) = (self.control.rate(), self.variant.rate());
        if let (Some(further), Some(needed)) = (
            contrast.needed_visitors,
            per_variant(baseline, other, design),
        ) {
            let alpha_each = share(Symbol::AlphaEach, design.alpha);
            let z = number(Symbol::Z, upper_quantile(design.alpha / 2.0));
            let z_power = number(Symbol::ZPower, -upper_quantile(design.power));
            let mut steps = self.rates();
            let level = if self.outcome.scenario.looks_fixed {
                Symbol::Figure(FigureId::NominalLevel)
            } else {
                Symbol::Field(FieldId::Alpha)
            };
            steps.push(line(
                alpha_each,
                Formula::Quotient,
                vec![
                    share(level, self.outcome.level_of_a_look()),
                    whole(Symbol::Comparisons, self.outcome.comparisons()),
                ],
            ));
            steps.push(line(
                z,
                Formula::UpperQuantile,
                vec![alpha_each, whole(Symbol::Field(FieldId::Sides), 2.0)],
            ));
            let size = whole(Symbol::Figure(FigureId::PerVariant), needed);
            steps.push(line(
                size,
                Formula::SampleSize,
                vec![z, z_power, self.control_rate(), self.variant_rate()],
            ));
            if further > 0.0 {
                let there = self.control.whole().get().min(self.variant.whole().get());
                steps.push(line(
                    whole(Symbol::Figure(FigureId::NeededVisitors), further),
                    Formula::Difference,
                    vec![size, whole(Symbol::SmallerArm, there)],
                ));
            }
            figures.push(figure(
                FigureId::NeededVisitors,
                Some(further),
                Style::Decimal(0),
                steps,
                Source::Fleiss,
            ));
        }
        figures
    }
}
