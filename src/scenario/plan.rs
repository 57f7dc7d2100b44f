//! The scenario of the `plan` view: baseline, effect, risks, traffic and money.

use super::draft::Draft;
use super::field::{FieldError, FieldId, Problem};
use super::reading::Reading;
use super::returns::{Goal, read_goal};
use super::view::View;
use crate::locale::Numerals;

/// What is asked of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// How many visitors find this effect.
    Visitors {
        /// The effect, in the kind that the scenario names.
        effect: f64,
    },
    /// Which effect so many visitors of each variant find.
    Effect {
        /// Visitors of each variant.
        per_variant: f64,
    },
}

/// A valid scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanScenario {
    /// The rate of the control.
    pub baseline: f64,
    /// What is asked.
    pub asked: Asked,
    /// Whether effects are parts of the baseline and not added to it.
    pub is_relative: bool,
    /// The risk of seeing a difference where there is none, over all comparisons.
    pub alpha: f64,
    /// The chance of finding the effect when it is there.
    pub power: f64,
    /// 1 or 2.
    pub sides: f64,
    /// The number of variants, the control included.
    pub variants: f64,
    /// Visitors a day, of all variants together.
    pub daily_visitors: Option<f64>,
    /// What a thousand visitors cost.
    pub cost_per_thousand: Option<f64>,
    /// What is to be solved for.
    pub goal: Option<Goal>,
}

impl PlanScenario {
    /// The rate that an effect makes of the baseline.
    pub fn rate_with(&self, effect: f64) -> f64 {
        if self.is_relative {
            self.baseline * (1.0 + effect)
        } else {
            self.baseline + effect
        }
    }

    /// The risk of one comparison: as the test's Holm begins.
    pub fn alpha_each(&self) -> f64 {
        self.alpha / (self.variants - 1.0)
    }
}

/// The scenario that a draft holds.
///
/// # Errors
///
/// Every field that is wrong, in the order of the view.
#[inline(never)]
pub fn plan_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<PlanScenario, Vec<FieldError>> {
    let mut reading = Reading::new(draft, View::Plan, numerals);
    let baseline = reading.needed(FieldId::BaselineRate);
    let is_relative = reading.choice(FieldId::EffectKind).unwrap_or_default() == 0;
    let per_variant = reading.number(FieldId::VisitorsPerVariant);
    let effect = reading.number(FieldId::Effect);
    let asked = match (per_variant, effect) {
        (Some(per_variant), _) => {
            reading.at_least_one(FieldId::VisitorsPerVariant, Some(per_variant));
            Some(Asked::Effect { per_variant })
        }
        (None, Some(effect)) => Some(Asked::Visitors { effect }),
        (None, None) => {
            reading.wrong(FieldId::Effect, Problem::Missing);
            None
        }
    };
    let alpha = reading.needed(FieldId::Alpha);
    let power = reading.needed(FieldId::Power);
    let sides = reading.needed(FieldId::Sides);
    let variants = reading.needed(FieldId::VariantCount);
    let daily_visitors = reading.number(FieldId::DailyVisitors);
    if daily_visitors.is_some() {
        reading.at_least_one(FieldId::DailyVisitors, daily_visitors);
    }
    let cost_per_thousand = reading.number(FieldId::CostPerThousand);
    let goal = read_goal(
        &mut reading,
        [
            FieldId::PlanGoalFigure,
            FieldId::PlanGoalValue,
            FieldId::PlanGoalField,
        ],
    );
    if let (Some(baseline), Some(asked), Some(alpha), Some(power), Some(sides), Some(variants)) =
        (baseline, asked, alpha, power, sides, variants)
    {
        let scenario = PlanScenario {
            baseline,
            asked,
            is_relative,
            alpha,
            power,
            sides,
            variants,
            daily_visitors,
            cost_per_thousand,
            goal,
        };
        if let Asked::Visitors { effect } = asked {
            let rate = scenario.rate_with(effect);
            if effect == 0.0 {
                reading.wrong(FieldId::Effect, Problem::NotZero);
            } else if !(0.0..=1.0).contains(&rate) {
                reading.wrong(FieldId::BaselineRate, Problem::Impossible(FieldId::Effect));
                reading.wrong(FieldId::Effect, Problem::Impossible(FieldId::BaselineRate));
            }
        }
        // At or below the risk, "found" would mean nothing.
        if power <= scenario.alpha_each() {
            reading.wrong(FieldId::Power, Problem::Below(FieldId::Alpha));
        }
        if reading.is_sound() {
            return Ok(scenario);
        }
    }
    Err(reading.errors())
}
