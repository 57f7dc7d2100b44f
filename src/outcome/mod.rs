//! From a scenario to results, with every figure's derivation as data.

pub mod compare;
pub mod fee;
pub mod figure;
pub mod plan;
pub mod prior;
pub mod rate;
pub mod returns;
pub mod split_test;
pub mod trade_off;
pub mod value;

use crate::scenario::Scenario;
use crate::scenario::datum::Datum;
use crate::scenario::field::FieldId;
use compare::CompareOutcome;
use fee::FeeOutcome;
use figure::{Figure, NoteCode};
use plan::PlanOutcome;
use rate::RateOutcome;
use returns::{ReturnOutcome, Solved};
use split_test::SplitTestOutcome;
use std::sync::Arc;
use trade_off::TradeOffOutcome;
use value::ValueOutcome;

/// What some view found.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Of `rate`.
    Rate(Box<RateOutcome>),
    /// Of `return`.
    Return(Box<ReturnOutcome>),
    /// Of `fee`.
    Fee(Box<FeeOutcome>),
    /// Of `compare`.
    Compare(Arc<CompareOutcome>),
    /// Of `splitTest`.
    SplitTest(Arc<SplitTestOutcome>),
    /// Of `plan`.
    Plan(Box<PlanOutcome>),
    /// Of `value`.
    Value(Box<ValueOutcome>),
    /// Of `tradeOff`.
    TradeOff(Box<TradeOffOutcome>),
}

/// Computes the outcome of a scenario. Every valid scenario has one.
pub fn outcome(scenario: Scenario) -> Outcome {
    match scenario {
        Scenario::Rate(scenario) => Outcome::Rate(Box::new(rate::rate_outcome(scenario))),
        Scenario::Return(scenario) => Outcome::Return(Box::new(returns::return_outcome(*scenario))),
        Scenario::Fee(scenario) => Outcome::Fee(Box::new(fee::fee_outcome(*scenario))),
        Scenario::Compare(scenario) => {
            Outcome::Compare(Arc::new(compare::compare_outcome(scenario)))
        }
        Scenario::SplitTest(scenario) => {
            Outcome::SplitTest(Arc::new(split_test::split_test_outcome(scenario)))
        }
        Scenario::Plan(scenario) => Outcome::Plan(Box::new(plan::plan_outcome(scenario))),
        Scenario::Value(scenario) => Outcome::Value(Box::new(value::value_outcome(scenario))),
        Scenario::TradeOff(scenario) => {
            Outcome::TradeOff(Box::new(trade_off::trade_off_outcome(scenario)))
        }
    }
}

impl Outcome {
    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        let mut datum = match self {
            Self::Rate(outcome) => outcome.datum(),
            Self::Return(outcome) => outcome.datum(),
            Self::Fee(outcome) => outcome.datum(),
            Self::Compare(outcome) => outcome.datum(),
            Self::SplitTest(outcome) => outcome.datum(),
            Self::Plan(outcome) => outcome.datum(),
            Self::Value(outcome) => outcome.datum(),
            Self::TradeOff(outcome) => outcome.datum(),
        };
        let mut notes = Vec::new();
        for note in self.notes() {
            // What a list holds is no field of its own.
            let fields = match self {
                Self::TradeOff(_) if *note != NoteCode::NoRepeat => &[FieldId::Offers],
                _ => note.fields(),
            };
            let fields = fields.iter().map(|field| Datum::from(field.name()));
            let mut said = Datum::Record(Vec::new());
            said.add("code", note.code().into());
            said.add("fields", Datum::List(fields.collect()));
            notes.push(said);
        }
        datum.add("notes", Datum::List(notes));
        datum
    }

    /// The figures that the view shows in order, each with its derivation.
    pub fn figures(&self) -> Vec<Figure> {
        match self {
            Self::Rate(outcome) => outcome.figures(),
            Self::Return(outcome) => outcome.figures(),
            Self::Fee(outcome) => outcome.figures(),
            Self::Compare(outcome) => outcome.figures(),
            Self::SplitTest(outcome) => outcome.figures(),
            Self::Plan(outcome) => outcome.figures(),
            Self::Value(outcome) => outcome.figures(),
            Self::TradeOff(outcome) => outcome.figures(),
        }
    }

    /// The figures of one entry of a list, each with its derivation.
    pub fn entry_figures(&self, place: usize) -> Vec<Figure> {
        match self {
            Self::Compare(outcome) => outcome.entry_figures(place),
            Self::SplitTest(outcome) => outcome.figures_of(place),
            Self::TradeOff(outcome) => outcome.entry_figures(place),
            _ => Vec::new(),
        }
    }

    /// What is unusual.
    pub fn notes(&self) -> &[NoteCode] {
        match self {
            Self::Rate(outcome) => &outcome.notes,
            Self::Return(outcome) => &outcome.notes,
            Self::Fee(outcome) => &outcome.notes,
            Self::Compare(outcome) => &outcome.notes,
            Self::SplitTest(outcome) => &outcome.notes,
            Self::Plan(outcome) => &outcome.notes,
            Self::Value(outcome) => &outcome.notes,
            Self::TradeOff(outcome) => &outcome.notes,
        }
    }

    /// What came of the goal, where there is one.
    pub fn solved(&self) -> Option<Solved> {
        match self {
            Self::Return(outcome) => outcome.solved,
            Self::Fee(outcome) => outcome.solved,
            Self::Plan(outcome) => outcome.solved,
            _ => None,
        }
    }

    /// Whether what stands in a field is set aside, so that another value there would change nothing.
    pub fn is_aside(&self, field: FieldId) -> bool {
        match self {
            Self::Return(outcome) => outcome.is_aside(field),
            Self::Fee(outcome) => outcome.is_aside(field),
            _ => false,
        }
    }

    /// The range in which a slider moves a field; `None` for fields that have none.
    pub fn range(&self, field: FieldId) -> Option<(f64, f64)> {
        match self {
            Self::Return(outcome) => outcome.range(field),
            Self::Fee(outcome) => outcome.range(field),
            Self::Plan(outcome) => outcome.range(field),
            Self::Value(outcome) => outcome.range(field),
            _ => None,
        }
    }

    /// The headline figure with another value in one field.
    pub fn headline_with(&self, field: FieldId, value: f64) -> Option<f64> {
        match self {
            Self::Return(outcome) => outcome.headline_with(field, value),
            Self::Fee(outcome) => outcome.headline_with(field, value),
            Self::Plan(outcome) => outcome.headline_with(field, value),
            Self::Value(outcome) => outcome.headline_with(field, value),
            _ => None,
        }
    }

    /// The level of its intervals.
    pub fn level(&self) -> f64 {
        match self {
            Self::Rate(outcome) => outcome.scenario.level.get(),
            Self::Return(outcome) => outcome.scenario.level.get(),
            Self::Fee(outcome) => outcome.scenario.level.get(),
            Self::Compare(outcome) => outcome.scenario.level.get(),
            Self::SplitTest(outcome) => outcome.level(),
            Self::Plan(outcome) => 1.0 - outcome.scenario.alpha,
            Self::Value(outcome) => outcome.scenario.level.get(),
            // It has none.
            Self::TradeOff(_) => 1.0,
        }
    }
}
