//! The outcome of the `plan` view.

use super::figure::{Figure, NoteCode};
use super::returns::Solved;
use crate::scenario::datum::Datum;
use crate::scenario::plan::PlanScenario;

/// What the `plan` view found.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanOutcome {
    /// What it was computed from.
    pub scenario: PlanScenario,
    /// What came of the goal, where there is one.
    pub solved: Option<Solved>,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

/// Computes the outcome of a scenario. Every valid scenario has one.
pub fn plan_outcome(scenario: PlanScenario) -> PlanOutcome {
    PlanOutcome {
        scenario,
        solved: None,
        notes: Vec::new(),
    }
}

impl PlanOutcome {
    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        Datum::record([])
    }

    /// The figures that the view shows in order, each with its derivation.
    pub fn figures(&self) -> Vec<Figure> {
        Vec::new()
    }
}
