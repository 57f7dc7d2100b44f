//! From what was typed to what was meant: the table of fields, drafts, errors, one file a view.

pub mod compare;
pub mod datum;
pub mod draft;
pub mod fee;
pub mod field;
pub mod pasted;
pub mod plan;
pub mod rate;
pub mod reading;
pub mod returns;
pub mod split_test;
pub mod stay;
pub mod trade_off;
pub mod value;
pub mod view;

use crate::locale::Numerals;
use compare::{CompareScenario, compare_scenario};
use draft::Draft;
use fee::{FeeScenario, fee_scenario};
use field::FieldError;
use plan::{PlanScenario, plan_scenario};
use rate::{RateScenario, rate_scenario};
use returns::{ReturnScenario, return_scenario};
use split_test::{SplitTestScenario, split_test_scenario};
use trade_off::{TradeOffScenario, trade_off_scenario};
use value::{ValueScenario, value_scenario};
use view::View;

/// A valid scenario of some view.
#[derive(Clone, Debug, PartialEq)]
pub enum Scenario {
    /// Of `rate`.
    Rate(RateScenario),
    /// Of `return`.
    Return(Box<ReturnScenario>),
    /// Of `fee`.
    Fee(Box<FeeScenario>),
    /// Of `compare`.
    Compare(CompareScenario),
    /// Of `splitTest`.
    SplitTest(SplitTestScenario),
    /// Of `plan`.
    Plan(PlanScenario),
    /// Of `value`.
    Value(ValueScenario),
    /// Of `tradeOff`.
    TradeOff(TradeOffScenario),
}

/// The scenario that a draft holds for a view.
///
/// # Errors
///
/// Every field that is wrong, in the order of the view.
pub fn scenario(
    draft: &Draft,
    view: View,
    numerals: &dyn Numerals,
) -> Result<Scenario, Vec<FieldError>> {
    match view {
        View::Rate => rate_scenario(draft, numerals).map(Scenario::Rate),
        View::Return => {
            return_scenario(draft, numerals).map(|scenario| Scenario::Return(Box::new(scenario)))
        }
        View::Fee => {
            fee_scenario(draft, numerals).map(|scenario| Scenario::Fee(Box::new(scenario)))
        }
        View::Compare => compare_scenario(draft, numerals).map(Scenario::Compare),
        View::SplitTest => split_test_scenario(draft, numerals).map(Scenario::SplitTest),
        View::Plan => plan_scenario(draft, numerals).map(Scenario::Plan),
        View::Value => value_scenario(draft, numerals).map(Scenario::Value),
        View::TradeOff => trade_off_scenario(draft, numerals).map(Scenario::TradeOff),
    }
}
