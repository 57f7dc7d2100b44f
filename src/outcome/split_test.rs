//! The outcome of the `splitTest` view.

use super::figure::{
    Figure, FigureId, Form as Line, Formula, NoteCode, Number, Plan, Source, Symbol,
};
use super::prior::{Prior, prior};
use super::rate::{TYPED, percent};
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

    /// One of its figures, where it is defined.
    fn figure(&self, id: FigureId) -> Option<f64> {
        match id {
            FigureId::Difference => Some(self.difference.value),
            FigureId::Lift => self.lift.map(|lift| lift.value),
            FigureId::PooledZ => self.z,
            FigureId::PValue => Some(self.p),
            FigureId::FisherP => self.fisher_p,
            FigureId::AdjustedP => Some(self.adjusted_p),
            FigureId::AlwaysValidP => Some(self.always_valid_p),
            FigureId::ChanceToBeat => Some(self.chance_to_beat),
            FigureId::ExpectedLoss => Some(self.expected_loss),
            FigureId::NeededConversions => self.needed_conversions,
            FigureId::NeededVisitors => self.needed_visitors,
            _ => None,
        }
    }

    /// The range of one of its figures.
    const fn ends(&self, id: FigureId) -> Option<Estimate> {
        match id {
            FigureId::Difference => Some(self.difference),
            FigureId::Lift => self.lift,
            _ => None,
        }
    }
}

/// What the view found.
#[derive(Clone, Debug)]
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

/// The same scenario has the same outcome.
impl PartialEq for SplitTestOutcome {
    fn eq(&self, other: &Self) -> bool {
        self.scenario == other.scenario
    }
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
#[inline(never)]
pub fn split_test_outcome(scenario: SplitTestScenario) -> SplitTestOutcome {
    let (mut evidence, mut visitors): (Vec<Evidence>, Vec<f64>) = (Vec::new(), Vec::new());
    for variant in &scenario.variants {
        evidence.push(variant.sample.into());
        visitors.push(variant.sample.whole().get());
    }
    let mut notes = Vec::new();
    let (mean, weight) = (scenario.prior_mean, scenario.prior_weight);
    let prior = prior(mean, weight, &evidence, &evidence, &mut notes);
    let mut posteriors = Vec::new();
    for arm in &evidence {
        let posterior = prior
            .weight
            .map(|weight| Beta::of(prior.mean, weight, *arm));
        let Some(Ok(posterior)) = posterior else {
            posteriors.clear();
            break;
        };
        posteriors.push(posterior);
    }
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
        notes,
        prior,
        posteriors,
        scenario,
    };
    if outcome.scenario.is_in_proportion {
        outcome.notes.push(NoteCode::SharesInProportion);
    }
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
    /// Conversions among visitors of a variant.
    fn sample(&self, place: usize) -> Option<Sample> {
        Some(self.scenario.variants.get(place)?.sample)
    }

    /// Every variant against the control.
    fn judged(&self) -> Vec<Contrast> {
        let (mut contrasts, mut p_values) = (Vec::new(), Vec::new());
        let control = self.sample(0);
        for place in 1..self.scenario.variants.len() {
            if let (Some(control), Some(variant)) = (control, self.sample(place)) {
                let contrast = self.contrast_of(control, variant, place);
                p_values.push(contrast.judged_p());
                contrasts.push(contrast);
            }
        }
        let fixed = self.scenario.looks_fixed;
        for ((contrast, adjusted_p), place) in contrasts.iter_mut().zip(holm(&p_values)).zip(0..) {
            contrast.adjusted_p = adjusted_p;
            let (p, level) = if fixed {
                contrast.level_to_meet = level_to_meet(&p_values, place, self.nominal_level);
                (adjusted_p, self.nominal_level)
            } else {
                contrast.level_to_meet = self.scenario.alpha;
                (contrast.always_valid_p, self.scenario.alpha)
            };
            let judgement = Judgement::of(p, contrast.difference.value, level);
            contrast.verdict = SplitVerdict::of(judgement);
            if let (Some(control), Some(variant)) = (control, self.sample(place + 1)) {
                contrast.needed_conversions = if fixed {
                    conversions_needed(control, variant, contrast.level_to_meet)
                } else {
                    let share = self.share(place + 1);
                    conversions_needed_at_any_time(control, variant, share, level)
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
        self.sample(place).map_or(0.0, Sample::rate)
    }

    /// The level of the intervals of one variant against the control.
    #[inline(never)]
    pub fn level(&self) -> f64 {
        self.scenario.level.get()
    }

    /// How the rate of a variant, or an end of its interval, is written: as finely as it is known.
    pub fn rate_style(&self, place: usize, rate: f64) -> Style {
        self.sample(place).map_or(TYPED, |sample| {
            let Interval { low, high } = wilson_interval(sample, self.scenario.level);
            share_style(rate, high - low)
        })
    }

    /// What is believed of the rate of a variant: the interval that holds it at the level.
    pub fn believed(&self, place: usize) -> Option<Interval> {
        let posterior = self.posteriors.get(place)?;
        Some(posterior.credible_interval(self.scenario.level))
    }

    /// The curve of how likely each rate of a variant is, as rates and heights; all curves enclose
    /// nearly the same area. `None` where the prior makes all rates one, and where nobody or everybody
    /// converted: then the prior alone would draw it.
    pub fn curve(&self, place: usize) -> Option<Vec<(f64, f64)>> {
        let posterior = self.posteriors.get(place)?;
        let (mut seen, mut missed) = (false, false);
        for variant in &self.scenario.variants {
            seen |= variant.sample.part().get() > 0.0;
            missed |= variant.sample.rate() < 1.0;
        }
        if !(seen && missed) {
            return None;
        }
        let (mean, spread) = (posterior.mean(), posterior.standard_deviation());
        let mut narrowest = spread;
        for other in &self.posteriors {
            narrowest = narrowest.min(other.standard_deviation());
        }
        // A flat curve beside a very narrow one would not be seen at all.
        let height = (narrowest / spread).max(0.15);
        let (from, to) = (
            (mean - 4.0 * spread).max(0.0),
            (mean + 4.0 * spread).min(1.0),
        );
        let mut points = Vec::new();
        for step in 0..=48_u8 {
            let rate = from + (to - from) * f64::from(step) / 48.0;
            points.push((rate, height * posterior.relative_density(rate)));
        }
        Some(points)
    }

    /// The outcome as `result.outcome` says it, unrounded. The control is compared with nothing.
    #[inline(never)]
    pub fn datum(&self) -> Datum {
        let mut variants = Vec::new();
        for place in 0..self.scenario.variants.len() {
            let contrast = self.contrast(place);
            let mut datum = Datum::Record(Vec::new());
            for plan in &VARIANT {
                let value = contrast.and_then(|contrast| contrast.figure(plan.id));
                datum.put(plan.id.name(), value.into());
            }
            for (id, names) in [
                (FigureId::Difference, "differenceLow differenceHigh"),
                (FigureId::Lift, "liftLow liftHigh"),
            ] {
                let ends = contrast.and_then(|contrast| contrast.ends(id));
                let (low, high) = ends.map_or((f64::NAN, f64::NAN), |ends| (ends.low, ends.high));
                datum.put_named(names, &[low, high]);
            }
            let verdict = contrast.map_or(Datum::Null, |one| one.verdict.name().into());
            datum.add("verdict", verdict);
            variants.push(datum);
        }
        let mut datum = Datum::Record(Vec::new());
        datum.add("variants", Datum::List(variants));
        for plan in &TEST {
            datum.put(plan.id.name(), self.figure(plan.id).into());
        }
        datum.put("sampleRatio.chiSquare", self.sample_ratio.chi_square.into());
        datum.add("verdict", self.verdict.name().into());
        datum
    }

    /// The figures of the variant that decides, then those of the test, each with its derivation.
    #[inline(never)]
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = self.figures_of(self.deciding);
        self.add(&mut figures, &TEST, self.deciding);
        figures
    }

    /// The figures of one variant against the control; none for the control itself.
    pub fn figures_of(&self, place: usize) -> Vec<Figure> {
        let mut figures = Vec::new();
        self.add(&mut figures, &VARIANT, place);
        figures
    }

    /// Adds figures with the numbers of one variant.
    fn add(&self, figures: &mut Vec<Figure>, plans: &[Plan], place: usize) {
        let Some(contrast) = self.contrast(place) else {
            return;
        };
        for plan in plans {
            let ends = contrast.ends(plan.id);
            let figure = plan.figure_of(&|symbol| self.number(place, symbol, ends));
            let Some(mut figure) = figure else {
                continue;
            };
            if let Some(ends) = ends {
                figure.style = share_style(ends.value.abs(), ends.high - ends.low);
                figure.ends = Some((Some(ends.low), Some(ends.high)));
            }
            figures.push(figure);
        }
    }

    /// A figure of the test as a whole.
    const fn figure(&self, id: FigureId) -> Option<f64> {
        match id {
            FigureId::SampleRatio => Some(self.sample_ratio.p),
            FigureId::FalseAlarmRate => Some(self.false_alarm_rate),
            FigureId::NominalLevel => Some(self.nominal_level),
            _ => None,
        }
    }

    /// The numbers that figures and formulas are made of: those of the test and of one variant
    /// against the control, for a figure that has these ends.
    fn number(&self, place: usize, symbol: Symbol, ends: Option<Estimate>) -> Option<Number> {
        const WHOLE: Style = Style::Decimal(0);
        const SHARE: Style = Style::Percent(6);
        const NUMBER: Style = Style::Significant(6);
        let scenario = &self.scenario;
        let contrast = self.contrast(place)?;
        let (control, variant) = (self.sample(0)?, self.sample(place)?);
        let (x1, n1) = (control.part().get(), control.whole().get());
        let (x2, n2) = (variant.part().get(), variant.whole().get());
        let (first, second) = (
            wilson_interval(control, scenario.level),
            wilson_interval(variant, scenario.level),
        );
        let design = self.design();
        let (value, style) = match symbol {
            Symbol::Field(FieldId::Alpha) => (scenario.alpha, SHARE),
            Symbol::Field(FieldId::Level) => (scenario.level.get(), SHARE),
            Symbol::Field(FieldId::Looks) => (scenario.looks.into(), WHOLE),
            Symbol::Field(FieldId::Sides) => (2.0, WHOLE),
            Symbol::Field(FieldId::PriorMean) => (self.prior.mean, SHARE),
            Symbol::Field(FieldId::PriorWeight) => (self.prior.weight?, NUMBER),
            Symbol::Comparisons => (self.comparisons(), WHOLE),
            Symbol::AllVisitors => {
                let mut all = 0.0;
                for variant in &scenario.variants {
                    all += variant.sample.whole().get();
                }
                (all, WHOLE)
            }
            Symbol::ChiSquare => (self.sample_ratio.chi_square, NUMBER),
            Symbol::LevelOfALook => (self.level_of_a_look(), SHARE),
            Symbol::Z => (upper_quantile(scenario.level.tail()), NUMBER),
            Symbol::PlannedShare => (self.share(place), SHARE),
            Symbol::Low => (ends?.low, SHARE),
            Symbol::High => (ends?.high, SHARE),
            Symbol::ControlConversions => (x1, WHOLE),
            Symbol::ControlVisitors => (n1, WHOLE),
            Symbol::VariantConversions => (x2, WHOLE),
            Symbol::VariantVisitors => (n2, WHOLE),
            Symbol::SmallerArm => (n1.min(n2), WHOLE),
            Symbol::Remaining => (self.holm_operands(contrast).1, WHOLE),
            Symbol::HolmP => {
                let (p, _) = self.holm_operands(contrast);
                match p_style(p) {
                    Style::Scientific(_) => (p, Style::Scientific(6)),
                    _ => (p, Style::Significant(6)),
                }
            }
            Symbol::ControlRate => (control.rate(), SHARE),
            Symbol::ControlLow => (first.low, SHARE),
            Symbol::ControlHigh => (first.high, SHARE),
            Symbol::VariantRate => (variant.rate(), SHARE),
            Symbol::VariantLow => (second.low, SHARE),
            Symbol::VariantHigh => (second.high, SHARE),
            Symbol::CommonRate => ((x1 + x2) / (n1 + n2), SHARE),
            Symbol::AlphaEach => (design.alpha, SHARE),
            Symbol::LevelToMeet => (contrast.level_to_meet, SHARE),
            Symbol::ZOfALook => (upper_quantile(design.alpha / 2.0), NUMBER),
            Symbol::ZPower => (-upper_quantile(design.power), NUMBER),
            Symbol::Figure(id) => {
                let value = match id {
                    // Who has decided needs no more of them.
                    FigureId::NeededVisitors
                        if contrast.verdict != SplitVerdict::NoDifferenceYet =>
                    {
                        None
                    }
                    FigureId::PerVariant => per_variant(control.rate(), variant.rate(), design),
                    _ => contrast.figure(id).or(self.figure(id)),
                };
                // These two are missed where they are not defined.
                if value.is_none() && !matches!(id, FigureId::Lift | FigureId::PooledZ) {
                    return None;
                }
                let style = style_of(id, value.unwrap_or_default());
                return Some(Number { value, style });
            }
            _ => return None,
        };
        Some(Number {
            value: Some(value),
            style,
        })
    }

    /// The p-value, of this variant or of one with a smaller one, that gives the adjusted one, and
    /// how many comparisons were left for it.
    fn holm_operands(&self, contrast: &Contrast) -> (f64, f64) {
        let (mut p, mut left, mut largest) = (contrast.judged_p(), 1.0, -1.0);
        for one in &self.contrasts {
            let own = one.judged_p();
            // Of the same p-values the first has the most comparisons left.
            let smaller = self.contrasts.iter().filter(|other| other.judged_p() < own);
            let remaining = smaller.fold(self.comparisons(), |rest, _| rest - 1.0);
            if own <= contrast.judged_p() && own * remaining > largest {
                (p, left, largest) = (own, remaining, own * remaining);
            }
        }
        (p, left)
    }
}

/// How a figure is written within a derivation.
fn style_of(id: FigureId, value: f64) -> Style {
    match id {
        FigureId::Difference | FigureId::Lift => Style::Percent(6),
        FigureId::PooledZ => Style::Significant(6),
        FigureId::PerVariant | FigureId::NeededConversions | FigureId::NeededVisitors => {
            Style::Decimal(0)
        }
        // So little that its zeros would fill a line.
        FigureId::ExpectedLoss if value < 1e-12 => Style::PercentDecimal(12),
        FigureId::ChanceToBeat => Style::Chance,
        FigureId::FalseAlarmRate if value > 0.9999 => Style::Chance,
        FigureId::ExpectedLoss | FigureId::FalseAlarmRate | FigureId::NominalLevel => {
            percent(value)
        }
        _ => p_style(value),
    }
}

/// The level that the p-value at `place` has to meet for Holm to pass it at `level`: those that pass
/// before it leave fewer comparisons.
fn level_to_meet(p_values: &[f64], place: usize, level: f64) -> f64 {
    let mut left = p_values.iter().fold(0.0, |sum, _| sum + 1.0_f64);
    // The largest of those that have passed; of the same ones the last.
    let mut last = (-1.0, 0);
    loop {
        let mut next: Option<(f64, usize)> = None;
        for (other, &p) in p_values.iter().enumerate() {
            let is_next = other != place && (p > last.0 || p >= last.0 && other > last.1);
            if is_next && next.is_none_or(|(smallest, _)| p < smallest) {
                next = Some((p, other));
            }
        }
        match next {
            Some(next) if left * next.0 <= level => {
                left -= 1.0;
                last = next;
            }
            _ => return level / left,
        }
    }
}

/// How a p-value is written.
pub fn p_style(p: f64) -> Style {
    if p <= 0.0 {
        Style::PValue
    } else if p < 1e-4 {
        Style::Scientific(2)
    } else {
        Style::Significant(3)
    }
}

static RATES: [Line; 2] = [
    Line(
        Symbol::ControlRate,
        Formula::Quotient,
        &[Symbol::ControlConversions, Symbol::ControlVisitors],
    ),
    Line(
        Symbol::VariantRate,
        Formula::Quotient,
        &[Symbol::VariantConversions, Symbol::VariantVisitors],
    ),
];

static QUANTILE: [Line; 2] = [
    Line(
        Symbol::Field(FieldId::Level),
        Formula::OneMinusQuotient,
        &[Symbol::Field(FieldId::Alpha), Symbol::Comparisons],
    ),
    Line(
        Symbol::Z,
        Formula::NormalQuantile,
        &[Symbol::Field(FieldId::Level)],
    ),
];

const CONTROL: &[Symbol] = &[
    Symbol::ControlConversions,
    Symbol::ControlVisitors,
    Symbol::Z,
];

const CHANGED: &[Symbol] = &[
    Symbol::VariantConversions,
    Symbol::VariantVisitors,
    Symbol::Z,
];

static WILSON: [Line; 4] = [
    Line(Symbol::ControlLow, Formula::WilsonLow, CONTROL),
    Line(Symbol::ControlHigh, Formula::WilsonHigh, CONTROL),
    Line(Symbol::VariantLow, Formula::WilsonLow, CHANGED),
    Line(Symbol::VariantHigh, Formula::WilsonHigh, CHANGED),
];

const KATZ: &[Symbol] = &[
    Symbol::VariantRate,
    Symbol::ControlRate,
    Symbol::Z,
    Symbol::VariantConversions,
    Symbol::VariantVisitors,
    Symbol::ControlConversions,
    Symbol::ControlVisitors,
];

static POOLED: [Line; 2] = [
    Line(
        Symbol::CommonRate,
        Formula::PooledRate,
        &[
            Symbol::ControlConversions,
            Symbol::VariantConversions,
            Symbol::ControlVisitors,
            Symbol::VariantVisitors,
        ],
    ),
    Line(
        Symbol::Figure(FigureId::PooledZ),
        Formula::PooledZ,
        &[
            Symbol::VariantRate,
            Symbol::ControlRate,
            Symbol::CommonRate,
            Symbol::ControlVisitors,
            Symbol::VariantVisitors,
        ],
    ),
];

const BELIEFS: &[Symbol] = &[
    Symbol::Field(FieldId::PriorMean),
    Symbol::Field(FieldId::PriorWeight),
    Symbol::VariantConversions,
    Symbol::VariantVisitors,
    Symbol::ControlConversions,
    Symbol::ControlVisitors,
];

const LOOKS: &[Symbol] = &[Symbol::Field(FieldId::Looks), Symbol::Field(FieldId::Alpha)];

/// The figures of one variant.
static VARIANT: [Plan; 11] = [
    Plan {
        id: FigureId::Difference,
        lines: &[
            &RATES,
            &[Line(
                Symbol::Figure(FigureId::Difference),
                Formula::Difference,
                &[Symbol::VariantRate, Symbol::ControlRate],
            )],
            &QUANTILE,
            &WILSON,
            &[
                Line(
                    Symbol::Low,
                    Formula::NewcombeLow,
                    &[
                        Symbol::Figure(FigureId::Difference),
                        Symbol::VariantRate,
                        Symbol::VariantLow,
                        Symbol::ControlHigh,
                        Symbol::ControlRate,
                    ],
                ),
                Line(
                    Symbol::High,
                    Formula::NewcombeHigh,
                    &[
                        Symbol::Figure(FigureId::Difference),
                        Symbol::VariantHigh,
                        Symbol::VariantRate,
                        Symbol::ControlRate,
                        Symbol::ControlLow,
                    ],
                ),
            ],
        ],
        source: Source::Newcombe,
    },
    Plan {
        id: FigureId::Lift,
        lines: &[
            &RATES,
            &[Line(
                Symbol::Figure(FigureId::Lift),
                Formula::RelativeRise,
                &[Symbol::VariantRate, Symbol::ControlRate],
            )],
            &QUANTILE,
            &[
                Line(Symbol::Low, Formula::KatzLow, KATZ),
                Line(Symbol::High, Formula::KatzHigh, KATZ),
            ],
        ],
        source: Source::Katz,
    },
    Plan {
        id: FigureId::PooledZ,
        lines: &[&RATES, &POOLED],
        source: Source::Fleiss,
    },
    Plan {
        id: FigureId::PValue,
        lines: &[
            &RATES,
            &POOLED,
            &[Line(
                Symbol::Figure(FigureId::PValue),
                Formula::TwoSidedP,
                &[Symbol::Figure(FigureId::PooledZ)],
            )],
        ],
        source: Source::Fleiss,
    },
    Plan {
        id: FigureId::FisherP,
        lines: &[&[Line(
            Symbol::Figure(FigureId::FisherP),
            Formula::Fisher,
            &[
                Symbol::VariantConversions,
                Symbol::VariantVisitors,
                Symbol::ControlConversions,
                Symbol::ControlVisitors,
            ],
        )]],
        source: Source::Fisher,
    },
    Plan {
        id: FigureId::AdjustedP,
        lines: &[&[Line(
            Symbol::Figure(FigureId::AdjustedP),
            Formula::AtMostOne,
            &[Symbol::HolmP, Symbol::Remaining],
        )]],
        source: Source::Holm,
    },
    Plan {
        id: FigureId::AlwaysValidP,
        lines: &[&[Line(
            Symbol::Figure(FigureId::AlwaysValidP),
            Formula::AlwaysValid,
            &[
                Symbol::PlannedShare,
                Symbol::VariantConversions,
                Symbol::ControlConversions,
            ],
        )]],
        source: Source::Robbins,
    },
    Plan {
        id: FigureId::ChanceToBeat,
        lines: &[&[Line(
            Symbol::Figure(FigureId::ChanceToBeat),
            Formula::ChanceToBeat,
            BELIEFS,
        )]],
        source: Source::Posterior,
    },
    Plan {
        id: FigureId::ExpectedLoss,
        lines: &[&[Line(
            Symbol::Figure(FigureId::ExpectedLoss),
            Formula::ExpectedLoss,
            BELIEFS,
        )]],
        source: Source::Posterior,
    },
    Plan {
        id: FigureId::NeededConversions,
        lines: &[&[Line(
            Symbol::Figure(FigureId::NeededConversions),
            Formula::Fewest,
            &[
                Symbol::VariantConversions,
                Symbol::VariantVisitors,
                Symbol::LevelToMeet,
            ],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::NeededVisitors,
        lines: &[
            &RATES,
            &[
                Line(
                    Symbol::AlphaEach,
                    Formula::Quotient,
                    &[Symbol::LevelOfALook, Symbol::Comparisons],
                ),
                Line(
                    Symbol::ZOfALook,
                    Formula::UpperQuantile,
                    &[Symbol::AlphaEach, Symbol::Field(FieldId::Sides)],
                ),
                Line(
                    Symbol::Figure(FigureId::PerVariant),
                    Formula::SampleSize,
                    &[
                        Symbol::ZOfALook,
                        Symbol::ZPower,
                        Symbol::ControlRate,
                        Symbol::VariantRate,
                    ],
                ),
                Line(
                    Symbol::Figure(FigureId::NeededVisitors),
                    Formula::Shortfall,
                    &[Symbol::Figure(FigureId::PerVariant), Symbol::SmallerArm],
                ),
            ],
        ],
        source: Source::Fleiss,
    },
];

/// The figures of the test as a whole.
static TEST: [Plan; 3] = [
    Plan {
        id: FigureId::SampleRatio,
        lines: &[&[
            Line(
                Symbol::ChiSquare,
                Formula::ChiSquare,
                &[Symbol::AllVisitors],
            ),
            Line(
                Symbol::Figure(FigureId::SampleRatio),
                Formula::ChiSquareTail,
                // Degrees of freedom: one fewer than variants, as comparisons are.
                &[Symbol::ChiSquare, Symbol::Comparisons],
            ),
        ]],
        source: Source::Fabijan,
    },
    Plan {
        id: FigureId::FalseAlarmRate,
        lines: &[&[Line(
            Symbol::Figure(FigureId::FalseAlarmRate),
            Formula::FalseAlarms,
            LOOKS,
        )]],
        source: Source::Armitage,
    },
    Plan {
        id: FigureId::NominalLevel,
        lines: &[&[Line(
            Symbol::Figure(FigureId::NominalLevel),
            Formula::NominalLevel,
            LOOKS,
        )]],
        source: Source::Pocock,
    },
];
