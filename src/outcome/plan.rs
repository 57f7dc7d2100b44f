//! The outcome of the `plan` view.

use super::figure::{
    Figure, FigureId, Formula, Line, NoteCode, Number, Source, Symbol, figures_of,
};
use super::rate::{TYPED, change_style, percent};
use super::returns::{Move, Solved, round_above, solved_datum, steps};
use crate::locale::{Style, money_style};
use crate::model::normal::upper_quantile;
use crate::model::root::crossing;
use crate::model::rounding::ceiling;
use crate::model::sample_size::{
    Design, detectable_effect, evan_miller, per_variant, readers_needed,
};
use crate::scenario::datum::Datum;
use crate::scenario::field::{FieldId, PLAN_GOAL_FIELDS};
use crate::scenario::plan::{Asked, PlanScenario};

/// What so many visitors find, and what they cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanPoint {
    /// Visitors of each variant.
    pub per_variant: f64,
    /// Visitors of all variants.
    pub total: f64,
    /// Days that they take to come.
    pub days: Option<f64>,
    /// What they cost.
    pub cost: Option<f64>,
    /// The smallest rise that they find, in the kind that the scenario names.
    pub detectable: Option<f64>,
}

/// What the `plan` view found.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanOutcome {
    /// What it was computed from.
    pub scenario: PlanScenario,
    /// The plan itself; without visitors where no number of them is enough.
    pub plan: Option<PlanPoint>,
    /// By Evan Miller's convention, visitors of each variant, not rounded.
    pub evan_miller: Option<f64>,
    /// What fewer and more visitors would find.
    pub curve: Vec<PlanPoint>,
    /// What came of the goal, where there is one.
    pub solved: Option<Solved>,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

/// The points of the curve.
const POINTS: u8 = 40;

/// Computes the outcome of a scenario. Every valid scenario has one.
#[inline(never)]
pub fn plan_outcome(scenario: PlanScenario) -> PlanOutcome {
    let design = scenario.design();
    let visitors = match scenario.asked {
        Asked::Effect { per_variant } => Some(per_variant),
        Asked::Visitors { effect } => {
            per_variant(scenario.baseline, scenario.rate_with(effect), design)
        }
    };
    let plan = visitors.map(|visitors| scenario.point(visitors));
    let mut notes = Vec::new();
    let mut other = None;
    match scenario.asked {
        // Against what the reader fixed, the other field says nothing.
        Asked::Effect { .. } => notes.push(NoteCode::EffectAside),
        Asked::Visitors { effect } => {
            // His page knows two groups and two sides.
            let added = scenario.rate_with(effect) - scenario.baseline;
            if scenario.variants < 2.5 && scenario.sides > 1.5 {
                other = evan_miller(scenario.baseline, added, design);
            }
        }
    }
    if plan.is_some_and(|plan| plan.days.is_some_and(|days| days < 14.0)) {
        notes.push(NoteCode::WholeWeeks);
    }
    let mut curve = Vec::new();
    if let Some(plan) = plan {
        let end = round_above(plan.per_variant);
        for step in 1..=POINTS {
            let visitors = (end * f64::from(step) / f64::from(POINTS)).ceil();
            curve.push(scenario.point(visitors));
        }
    }
    let mut outcome = PlanOutcome {
        plan,
        evan_miller: other,
        curve,
        solved: None,
        notes,
        scenario,
    };
    outcome.solved = outcome.solved_goal();
    outcome
}

impl PlanScenario {
    /// The test of one variant against the control.
    fn design(&self) -> Design {
        Design {
            alpha: self.alpha_each(),
            power: self.power,
            two_sided: self.sides > 1.5,
        }
    }

    /// What so many visitors of each variant find and cost.
    fn point(&self, per_variant: f64) -> PlanPoint {
        let total = self.variants * per_variant;
        // A fall is the rise of those who do not convert.
        let falls = matches!(self.asked, Asked::Visitors { effect } if effect < 0.0);
        let (from, sign) = if falls {
            (1.0 - self.baseline, -1.0)
        } else {
            (self.baseline, 1.0)
        };
        let found = detectable_effect(from, per_variant, self.design()).map(|found| sign * found);
        PlanPoint {
            per_variant,
            total,
            days: self.daily_visitors.and_then(|daily| ceiling(total / daily)),
            cost: self.cost_per_thousand.map(|cost| total / 1_000.0 * cost),
            detectable: found.map(|found| {
                if self.is_relative {
                    found / self.baseline
                } else {
                    found
                }
            }),
        }
    }

    /// Puts another number into a field; `false` where the field has no part in it.
    fn put(&mut self, field: FieldId, value: f64) -> bool {
        match (field, &mut self.asked) {
            (FieldId::BaselineRate, _) => self.baseline = value,
            (FieldId::Alpha, _) => self.alpha = value,
            (FieldId::Power, _) => self.power = value,
            (FieldId::DailyVisitors, _) => self.daily_visitors = Some(value),
            (FieldId::CostPerThousand, _) => self.cost_per_thousand = Some(value),
            (FieldId::Effect, Asked::Visitors { effect }) => *effect = value,
            (FieldId::VisitorsPerVariant, _) => self.asked = Asked::Effect { per_variant: value },
            _ => return false,
        }
        true
    }

    /// The largest rise, or fall, that leaves a rate.
    fn largest(&self, falls: bool) -> f64 {
        let most = if falls {
            -self.baseline
        } else {
            1.0 - self.baseline
        };
        if self.is_relative {
            most / self.baseline
        } else {
            most
        }
    }

    /// Visitors of each variant, not rounded.
    fn visitors(&self) -> Option<f64> {
        match self.asked {
            Asked::Effect { per_variant } => Some(per_variant),
            Asked::Visitors { effect } => {
                let other = self.rate_with(effect);
                let is_rate = (0.0..=1.0).contains(&other);
                let visitors = readers_needed(self.baseline, other, self.design());
                Some(visitors).filter(|visitors| is_rate && visitors.is_finite())
            }
        }
    }
}

impl PlanOutcome {
    /// The range in which a slider moves a field.
    #[inline(never)]
    pub fn range(&self, field: FieldId) -> Option<(f64, f64)> {
        let scenario = &self.scenario;
        match (field, scenario.asked) {
            (FieldId::BaselineRate, _) => {
                let end = round_above(scenario.baseline).min(0.95);
                Some((end / 50.0, end))
            }
            (FieldId::Effect, Asked::Visitors { effect }) if effect > 0.0 => {
                let end = round_above(effect).min(scenario.largest(false));
                Some((end / 50.0, end))
            }
            (FieldId::Power, _) => Some((0.5, 0.99)),
            (FieldId::Alpha, _) => Some((0.01, 0.2)),
            _ => None,
        }
    }

    /// The headline with another value in one field: the logarithm of the visitors, because they
    /// span powers of ten, or the effect that the given visitors find.
    #[inline(never)]
    pub fn headline_with(&self, field: FieldId, value: f64) -> Option<f64> {
        let mut scenario = self.scenario;
        if !scenario.put(field, value) {
            return None;
        }
        match scenario.asked {
            Asked::Visitors { .. } => scenario.visitors().map(f64::ln),
            Asked::Effect { per_variant } => scenario.point(per_variant).detectable,
        }
    }

    fn solved_goal(&self) -> Option<Solved> {
        let goal = self.scenario.goal?;
        let field = FieldId::named(PLAN_GOAL_FIELDS.get(goal.field)?)?;
        let scenario = &self.scenario;
        let (range, bend, start) = match field {
            FieldId::VisitorsPerVariant => ((1.0, 1e12), 12, 1.0),
            FieldId::Power => ((0.5, 0.9999), 1, scenario.power),
            FieldId::Alpha => ((1e-6, 0.5), 4, scenario.alpha),
            FieldId::BaselineRate => ((1e-9, 1.0 - 1e-9), 4, scenario.baseline),
            FieldId::DailyVisitors | FieldId::CostPerThousand => ((0.0, 1e12), 12, 1.0),
            _ => {
                // In the direction that is asked for.
                let falls = matches!(scenario.asked, Asked::Visitors { effect } if effect < 0.0);
                let most = scenario.largest(falls);
                ((most * 1e-9, most), 6, most * 1e-9)
            }
        };
        let function = |value: f64| {
            let mut other = *scenario;
            // An effect is asked for where visitors were given, and the other way round.
            if field == FieldId::Effect {
                other.asked = Asked::Visitors { effect: value };
            } else if !other.put(field, value) {
                return None;
            }
            // Not rounded, so that a number between two whole ones can be met.
            let total = other.variants * other.visitors()?;
            match goal.figure {
                0 => Some(total / 1_000.0 * other.cost_per_thousand?),
                1 => Some(total / other.daily_visitors?),
                _ => Some(total),
            }
        };
        let value = crossing(&function, goal.value, range, bend, start);
        Some(Solved {
            figure: goal.figure,
            wanted: goal.value,
            field,
            in_points: field == FieldId::Effect && !scenario.is_relative,
            value: match field {
                // Rounded down: a budget is not exceeded.
                FieldId::VisitorsPerVariant => value.map(|value| (value * (1.0 + 1e-12)).floor()),
                // Rounded up: a day less than planned is no loss.
                FieldId::DailyVisitors => value.and_then(ceiling),
                _ => value,
            },
        })
    }

    /// The outcome as `result.outcome` says it, unrounded.
    #[inline(never)]
    pub fn datum(&self) -> Datum {
        let mut curve = Vec::new();
        for point in &self.curve {
            let mut datum = Datum::Record(Vec::new());
            datum.put_named(
                "visitorsPerVariant cost detectable",
                &[
                    point.per_variant,
                    point.cost.unwrap_or(f64::NAN),
                    point.detectable.unwrap_or(f64::NAN),
                ],
            );
            curve.push(datum);
        }
        let mut datum = Datum::Record(Vec::new());
        for line in &LINES {
            let number = self.number(Symbol::Figure(line.id));
            let value = number.and_then(|number| number.value);
            datum.add(line.id.name(), value.into());
        }
        datum.add("evanMiller", self.evan_miller.into());
        datum.add("curve", Datum::List(curve));
        datum.add("solved", solved_datum(self.solved));
        datum
    }

    /// The figures that the view shows in order, each with its derivation.
    #[inline(never)]
    pub fn figures(&self) -> Vec<Figure> {
        let number = |symbol| self.number(symbol);
        let mut figures = figures_of(&LINES, &number);
        for figure in &mut figures {
            if matches!(figure.id, FigureId::PerVariant | FigureId::Detectable) {
                let mut steps = steps(&FIRST, &number);
                steps.append(&mut figure.steps);
                figure.steps = steps;
            }
        }
        figures
    }

    fn number(&self, symbol: Symbol) -> Option<Number> {
        let scenario = &self.scenario;
        let plan = self.plan?;
        let share = |value: f64| (Some(value), TYPED);
        let effect = match scenario.asked {
            Asked::Visitors { effect } => Some(effect),
            Asked::Effect { .. } => None,
        };
        let (value, style) = match symbol {
            Symbol::Field(FieldId::BaselineRate) => share(scenario.baseline),
            Symbol::Field(FieldId::Effect) => share(effect?),
            Symbol::Field(FieldId::Alpha) => share(scenario.alpha),
            Symbol::Field(FieldId::Power) => share(scenario.power),
            Symbol::Field(FieldId::Sides) => (Some(scenario.sides), Style::Decimal(0)),
            Symbol::Field(FieldId::VariantCount) => (Some(scenario.variants), Style::Decimal(0)),
            Symbol::Comparisons => (Some(scenario.variants - 1.0), Style::Decimal(0)),
            Symbol::Field(FieldId::DailyVisitors) => {
                (Some(scenario.daily_visitors?), Style::Decimal(0))
            }
            Symbol::Field(FieldId::CostPerThousand) => {
                let cost = scenario.cost_per_thousand?;
                (Some(cost), money_style(cost))
            }
            Symbol::EffectRate => {
                let rate = scenario.rate_with(effect?);
                (Some(rate), percent(rate))
            }
            Symbol::AlphaEach => (Some(scenario.alpha_each()), percent(scenario.alpha_each())),
            Symbol::Z => {
                let tail = scenario.alpha_each() / scenario.sides;
                (Some(upper_quantile(tail)), Style::Significant(6))
            }
            Symbol::ZPower => (
                Some(upper_quantile(1.0 - scenario.power)),
                Style::Significant(6),
            ),
            Symbol::Figure(FigureId::PerVariant) => (Some(plan.per_variant), Style::Decimal(0)),
            Symbol::Figure(FigureId::Total) => (Some(plan.total), Style::Decimal(0)),
            Symbol::Figure(FigureId::Days) => (Some(plan.days?), Style::Decimal(0)),
            Symbol::Figure(FigureId::PlanCost) => {
                let cost = plan.cost?;
                (Some(cost), money_style(cost))
            }
            Symbol::Figure(FigureId::Detectable) => (
                plan.detectable,
                change_style(plan.detectable.unwrap_or_default()),
            ),
            _ => return None,
        };
        Some(Number { value, style })
    }
}

const PER_VARIANT: Symbol = Symbol::Figure(FigureId::PerVariant);
const TOTAL: Symbol = Symbol::Figure(FigureId::Total);
const BASELINE: Symbol = Symbol::Field(FieldId::BaselineRate);

const fn line(id: FigureId, formula: Formula, operands: &'static [Symbol], source: Source) -> Line {
    Line {
        id,
        formula,
        operands,
        source,
    }
}

/// The figures in their order.
static LINES: [Line; 5] = [
    line(
        FigureId::PerVariant,
        Formula::SampleSize,
        &[Symbol::Z, Symbol::ZPower, Symbol::EffectRate, BASELINE],
        Source::Fleiss,
    ),
    line(
        FigureId::Total,
        Formula::Product,
        &[Symbol::Field(FieldId::VariantCount), PER_VARIANT],
        Source::Definition,
    ),
    line(
        FigureId::Days,
        Formula::QuotientUp,
        &[TOTAL, Symbol::Field(FieldId::DailyVisitors)],
        Source::Definition,
    ),
    line(
        FigureId::PlanCost,
        Formula::ProductPerThousand,
        &[TOTAL, Symbol::Field(FieldId::CostPerThousand)],
        Source::Definition,
    ),
    line(
        FigureId::Detectable,
        Formula::Detectable,
        &[BASELINE, PER_VARIANT],
        Source::Fleiss,
    ),
];

/// What comes before the sample size.
static FIRST: [Move; 3] = [
    (
        Symbol::AlphaEach,
        Formula::Quotient,
        &[Symbol::Field(FieldId::Alpha), Symbol::Comparisons],
    ),
    (
        Symbol::Z,
        Formula::UpperQuantile,
        &[Symbol::AlphaEach, Symbol::Field(FieldId::Sides)],
    ),
    (
        Symbol::ZPower,
        Formula::PowerQuantile,
        &[Symbol::Field(FieldId::Power)],
    ),
];
