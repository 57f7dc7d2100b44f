//! The outcome of the `splitTest` view.

use super::figure::{Figure, NoteCode};
use crate::scenario::datum::Datum;
use crate::scenario::split_test::SplitTestScenario;

/// What the view found.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitTestOutcome {
    /// What it was computed from.
    pub scenario: SplitTestScenario,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

/// Computes the outcome of a scenario. Every valid scenario has one.
pub fn split_test_outcome(scenario: SplitTestScenario) -> SplitTestOutcome {
    SplitTestOutcome {
        scenario,
        notes: Vec::new(),
    }
}

impl SplitTestOutcome {
    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        Datum::record([])
    }

    /// The figures that the view shows in order, each with its derivation.
    pub fn figures(&self) -> Vec<Figure> {
        Vec::new()
    }
}

impl SplitTestOutcome {
    /// The level of the intervals of one variant against the control.
    pub fn level(&self) -> f64 {
        1.0 - self.scenario.alpha
    }
}
