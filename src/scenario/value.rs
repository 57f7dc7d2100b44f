//! The scenario of the `value` view: what an order leaves, who orders again, how far ahead.

use super::draft::{Draft, Value};
use super::field::{FieldError, FieldId};
use super::reading::Reading;
pub use super::stay::Retention;
use super::stay::known_retention;
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{AnnualRate, Level, Months};

/// The periods that have a name of their own, from the shortest.
pub const PERIODS: [&str; 4] = ["week", "month", "quarter", "year"];

/// How many months a named period has; each is made of its own unit, so that weeks and months never
/// mix.
pub fn period_months(name: &str) -> Option<f64> {
    let months = match name {
        "week" => Months::from_weeks(1.0),
        "month" => Months::new(1.0),
        "quarter" => Months::from_quarters(1.0),
        "year" => Months::from_years(1.0),
        _ => return None,
    };
    months.ok().map(Months::get)
}

/// The name of a period of so many months; "period" where it has none.
///
/// # Example
///
/// ```
/// use conversion_widget::scenario::value::period_named;
/// assert_eq!(period_named(3.0), "quarter");
/// assert_eq!(period_named(0.23), "week");
/// assert_eq!(period_named(4.0), "period");
/// ```
pub fn period_named(months: f64) -> &'static str {
    // A week is 0.229984… months: nobody types all of it.
    let is_it = |name: &&&str| {
        period_months(name).is_some_and(|known| (known - months).abs() <= 0.002 * known)
    };
    PERIODS.iter().find(is_it).copied().unwrap_or("period")
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueScenario {
    /// What the first order pays.
    pub order_value: f64,
    /// What every later order pays, where that is not the same.
    pub repeat_order_value: Option<f64>,
    /// The share that is left after the cost of the goods.
    pub gross_margin: f64,
    /// The share of orders that is sent back.
    pub refund_rate: f64,
    /// What it costs to serve an order.
    pub service_per_order: f64,
    /// What it cost to win the customer.
    pub acquisition_cost: Option<f64>,
    /// Who orders again.
    pub retention: Retention,
    /// The time from order to order.
    pub every: Months,
    /// How far ahead orders count.
    pub horizon: Months,
    /// The effective discount rate.
    pub discount: AnnualRate,
    /// The level of intervals.
    pub level: Level,
}

/// The scenario that a draft holds. What belongs to another kind of retention is not looked at.
///
/// # Errors
///
/// Every field that is wrong, in the order of the view.
#[inline(never)]
pub fn value_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<ValueScenario, Vec<FieldError>> {
    let mut reading = Reading::new(draft, View::Value, numerals);
    let order_value = reading.needed(FieldId::OrderValue);
    let gross_margin = reading.needed(FieldId::GrossMargin);
    let repeat_order_value = reading.number(FieldId::RepeatOrderValue);
    let refund_rate = reading.number_or(FieldId::RefundRate, 0.0);
    let service_per_order = reading.number_or(FieldId::ServicePerOrder, 0.0);
    let acquisition_cost = reading.number(FieldId::AcquisitionCost);
    let retention = read_retention(&mut reading);
    let times = read_times(&mut reading);
    let level = reading.level();
    if reading.is_sound()
        && let (Some(order_value), Some(gross_margin), Some(retention), Some(level)) =
            (order_value, gross_margin, retention, level)
        && let Some((every, horizon, discount)) = times
    {
        return Ok(ValueScenario {
            order_value,
            repeat_order_value,
            gross_margin,
            refund_rate,
            service_per_order,
            acquisition_cost,
            retention,
            every,
            horizon,
            discount,
            level,
        });
    }
    Err(reading.errors())
}

/// Who orders again, by the fields of the kind that was chosen.
pub fn read_retention(reading: &mut Reading) -> Option<Retention> {
    match reading.choice(FieldId::RetentionKind).unwrap_or_default() {
        0 => reading
            .needed(FieldId::RetentionRate)
            .map(Retention::Constant),
        kind => read_shares(reading, kind),
    }
}

/// The time from order to order, how far ahead orders count, and what they are then worth.
pub fn read_times(reading: &mut Reading) -> Option<(Months, Months, AnnualRate)> {
    let every = reading.needed(FieldId::RetentionEveryMonths);
    let horizon = reading.needed(FieldId::HorizonMonths);
    let discount = reading.needed(FieldId::AnnualDiscountRate);
    let every = Months::new(every?).ok()?;
    let horizon = Months::new(horizon?).ok()?;
    Some((every, horizon, AnnualRate::new(discount?).ok()?))
}

/// The shares of a contract, or of purchases.
fn read_shares(reading: &mut Reading, kind: usize) -> Option<Retention> {
    let field = FieldId::RetentionShares;
    let shares = match reading.value(field) {
        Some(Value::Shares(shares)) => shares,
        _ => Vec::new(),
    };
    let mut customers = None;
    if kind == 1 {
        customers = reading.number(FieldId::RetentionCustomers);
        if customers.is_some() {
            reading.at_least_one(FieldId::RetentionCustomers, customers);
        }
    }
    // Said only where nothing worse was found.
    let known = known_retention(kind, None, &shares, customers);
    known.map_err(|problem| reading.wrong(field, problem)).ok()
}
