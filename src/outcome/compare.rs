//! The outcome of the `compare` view.

use super::figure::{Figure, NoteCode};
use crate::scenario::compare::CompareScenario;
use crate::scenario::datum::Datum;

/// What the view found.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareOutcome {
    /// What it was computed from.
    pub scenario: CompareScenario,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

/// Computes the outcome of a scenario. Every valid scenario has one.
pub fn compare_outcome(scenario: CompareScenario) -> CompareOutcome {
    CompareOutcome {
        scenario,
        notes: Vec::new(),
    }
}

impl CompareOutcome {
    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        Datum::record([])
    }

    /// The figures that the view shows in order, each with its derivation.
    pub fn figures(&self) -> Vec<Figure> {
        Vec::new()
    }
}
