//! The scenario of the `return` view: what came in, what it cost, what the code caught.

use super::draft::Draft;
use super::field::{ACTIONS, FieldError, FieldId, Problem};
use super::rate::{Counts, read_counts};
use super::reading::Reading;
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{Count, Level, Sample};

/// The costs, in their order.
pub const COSTS: [FieldId; 7] = [
    FieldId::CostsFee,
    FieldId::CostsProduct,
    FieldId::CostsProduction,
    FieldId::CostsRights,
    FieldId::CostsAgency,
    FieldId::CostsPaid,
    FieldId::CostsOther,
];

/// Where the money comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Money {
    /// From orders of this value and gross margin.
    Orders {
        /// Before any discount.
        order_value: f64,
        /// Of the undiscounted price.
        gross_margin: f64,
    },
    /// From conversions, each worth so much.
    Conversions(f64),
}

/// A share with what it may be at least and at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plausible {
    /// The share.
    pub share: f64,
    /// At least, where that is said.
    pub low: Option<f64>,
    /// At most, where that is said.
    pub high: Option<f64>,
}

/// What the code or link caught, and what would have happened anyway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Attribution {
    /// As somebody judges it.
    Judged {
        /// The share of driven conversions that was caught.
        tracked: Plausible,
        /// The share that would not have happened anyway.
        incremental: Plausible,
    },
    /// As a group that did not see the content shows it.
    Holdout {
        /// Conversions among those who saw it.
        exposed: Sample,
        /// Conversions among those who did not.
        holdout: Sample,
    },
}

/// The result that is fixed, and the input that is solved for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The place among the results that the view can fix: [`super::field::GOALS`] and its like.
    pub figure: usize,
    /// How much it is to be.
    pub value: f64,
    /// The place among the inputs that it can solve for: [`super::field::GOAL_FIELDS`] and its like.
    pub field: usize,
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnScenario {
    /// What was counted.
    pub counts: Counts,
    /// Likes, comments, shares and saves.
    pub engagements: Option<Count>,
    /// Where the money comes from.
    pub money: Money,
    /// What share goes on at each of the next steps.
    pub next_steps: Vec<f64>,
    /// Whether a conversion of the reader's own kind is taken as an order.
    pub is_custom_order: bool,
    /// Whether money was named that is not counted with: the value of a conversion where orders bring
    /// the money, and what belongs to orders where conversions do.
    pub has_money_aside: bool,
    /// What the code takes off the price.
    pub discount_rate: f64,
    /// The share of orders that is sent back.
    pub refund_rate: f64,
    /// The creator's share of what caught orders pay.
    pub commission_rate: f64,
    /// Payment, packing and shipping of one order.
    pub variable_per_order: f64,
    /// The share of orders that come from new customers.
    pub new_customer_share: f64,
    /// The costs, in the order of [`COSTS`].
    pub costs: [f64; 7],
    /// What was caught, and what would have come anyway.
    pub attribution: Attribution,
    /// The confidence level.
    pub level: Level,
    /// What is to be solved for.
    pub goal: Option<Goal>,
}

/// The smallest share of sales that a code may be said to catch.
const LEAST_TRACKED: f64 = 1e-4;

/// Nothing can be divided by a tracked share of next to nothing.
pub fn check_tracked(reading: &mut Reading, field: FieldId, value: Option<f64>) {
    match value {
        Some(0.0) => reading.wrong(field, Problem::NotZero),
        // Each sale that is seen would stand for more than ten thousand unseen ones.
        Some(share) if share < LEAST_TRACKED => {
            let problem = Problem::OutOfRange {
                min: LEAST_TRACKED,
                max: 1.0,
                open: false,
            };
            reading.wrong(field, problem);
        }
        _ => {}
    }
}

/// A share that may not be 0, with what it may be at least and at most.
fn plausible(
    reading: &mut Reading,
    [share, low, high]: [FieldId; 3],
    zero_is_out: bool,
) -> Option<Plausible> {
    let given = reading.needed(share);
    let at_least = reading.number(low);
    let at_most = reading.number(high);
    if zero_is_out {
        for (field, value) in [(share, given), (low, at_least), (high, at_most)] {
            check_tracked(reading, field, value);
        }
    }
    reading.order((low, at_least), (share, given));
    reading.order((share, given), (high, at_most));
    Some(Plausible {
        share: given?,
        low: at_least,
        high: at_most,
    })
}

/// The goal of a view, as soon as its result and input are chosen and its value typed.
pub fn read_goal(reading: &mut Reading, [figure, value, field]: [FieldId; 3]) -> Option<Goal> {
    let chosen = reading.choice(figure);
    let amount = reading.number(value);
    let solved = reading.choice(field);
    Some(Goal {
        figure: chosen?,
        value: amount?,
        field: solved?,
    })
}

fn attribution(reading: &mut Reading, counts: &Counts) -> Option<Attribution> {
    let viewers = reading.count(FieldId::HoldoutViewers);
    let conversions = reading.count(FieldId::HoldoutConversions);
    if viewers.is_none() && conversions.is_none() {
        let tracked = [FieldId::Tracked, FieldId::TrackedLow, FieldId::TrackedHigh];
        let incremental = [
            FieldId::Incremental,
            FieldId::IncrementalLow,
            FieldId::IncrementalHigh,
        ];
        let tracked = plausible(reading, tracked, true);
        let incremental = plausible(reading, incremental, false);
        return Some(Attribution::Judged {
            tracked: tracked?,
            incremental: incremental?,
        });
    }
    if conversions.is_none() {
        reading.wrong(FieldId::HoldoutConversions, Problem::Missing);
    }
    let number = |count: Option<Count>| count.map(Count::get);
    reading.at_least_one(FieldId::HoldoutViewers, number(viewers));
    reading.at_least_one(FieldId::Viewers, number(counts.viewers));
    reading.order(
        (FieldId::HoldoutConversions, number(conversions)),
        (FieldId::HoldoutViewers, number(viewers)),
    );
    // Without a conversion there is no share of them that would have come anyway.
    reading.at_least_one(FieldId::Conversions, Some(counts.conversions.get()));
    Some(Attribution::Holdout {
        exposed: Sample::new(counts.conversions, counts.viewers?).ok()?,
        holdout: Sample::new(conversions?, viewers?).ok()?,
    })
}

/// The scenario that a draft holds.
///
/// # Errors
///
/// Every field and cell that is wrong, in the order of the view.
#[inline(never)]
pub fn return_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<ReturnScenario, Vec<FieldError>> {
    let mut reading = Reading::new(draft, View::Return, numerals);
    let counts = read_counts(&mut reading, numerals);
    let engagements = reading.count(FieldId::Engagements);
    let is_purchase = reading.choice(FieldId::Action).unwrap_or_default() == 0;
    let is_custom = reading.choice(FieldId::Action) == Some(ACTIONS.len() - 1);
    let list = FieldId::NextSteps;
    let mut next_steps = Vec::new();
    // A purchase is the last step already.
    if !is_purchase {
        for row in reading.rows(list) {
            next_steps.extend(reading.needed_cell(list, &row, 1));
        }
    }
    let order_value = reading.number(FieldId::OrderValue);
    let gross_margin = reading.number(FieldId::GrossMargin);
    let value_per_conversion = reading.number(FieldId::ValuePerConversion);
    let has_orders = is_purchase || is_custom || !next_steps.is_empty();
    let money = match (value_per_conversion, order_value, gross_margin) {
        (_, Some(order_value), Some(gross_margin)) if has_orders => Some(Money::Orders {
            order_value,
            gross_margin,
        }),
        (Some(value), order_value, _) if order_value.is_none() || !has_orders => {
            Some(Money::Conversions(value))
        }
        // Which money is wanted is known only when the steps are right.
        _ if reading.is_wrong(list) => None,
        _ => {
            for (field, value, is_wanted) in [
                (FieldId::OrderValue, order_value, has_orders),
                (FieldId::GrossMargin, gross_margin, has_orders),
                (
                    FieldId::ValuePerConversion,
                    value_per_conversion,
                    !has_orders,
                ),
            ] {
                if is_wanted && value.is_none() {
                    reading.wrong(field, Problem::Missing);
                }
            }
            None
        }
    };
    let discount_rate = reading.number_or(FieldId::DiscountRate, 0.0);
    let refund_rate = reading.number_or(FieldId::RefundRate, 0.0);
    let commission_rate = reading.number_or(FieldId::CommissionRate, 0.0);
    let variable_per_order = reading.number_or(FieldId::VariablePerOrder, 0.0);
    let new_customer_share = reading.number_or(FieldId::NewCustomerShare, 1.0);
    let mut costs = [0.0; COSTS.len()];
    for (cost, field) in costs.iter_mut().zip(COSTS) {
        *cost = reading.number_or(field, 0.0);
    }
    let attribution = attribution(&mut reading, &counts);
    let level = reading.level();
    let goal = read_goal(
        &mut reading,
        [FieldId::GoalFigure, FieldId::GoalValue, FieldId::GoalField],
    );
    let has_money_aside = if let Some(Money::Orders { .. }) = money {
        value_per_conversion.is_some()
    } else {
        let terms = discount_rate + refund_rate + commission_rate + variable_per_order;
        order_value.is_some() || gross_margin.is_some() || terms > 0.0
    };
    match (money, attribution, level) {
        (Some(money), Some(attribution), Some(level)) if reading.is_sound() => Ok(ReturnScenario {
            counts,
            engagements,
            money,
            is_custom_order: is_custom && next_steps.is_empty(),
            has_money_aside,
            next_steps,
            discount_rate,
            refund_rate,
            commission_rate,
            variable_per_order,
            new_customer_share,
            costs,
            attribution,
            level,
            goal,
        }),
        _ => Err(reading.errors()),
    }
}
