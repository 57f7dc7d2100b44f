//! The scenario of the `tradeOff` view: offers against each other, how far ahead, how soon.

use super::draft::Draft;
use super::field::{FieldError, FieldId, Problem};
use super::reading::Reading;
use super::stay::retention;
use super::value::Retention;
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{AnnualRate, Months};

/// One offer.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeOffer {
    /// What it is called.
    pub name: String,
    /// The share of viewers who become customers.
    pub conversion_rate: f64,
    /// What it takes off the first order, and off no later one.
    pub discount_rate: f64,
    /// What the first order costs before the discount.
    pub order_value: f64,
    /// What every later order pays.
    pub repeat_order_value: f64,
    /// The share of the undiscounted price that is left after the cost of the goods.
    pub gross_margin: f64,
    /// What it costs to reach a thousand viewers.
    pub cost_per_thousand: f64,
    /// Who orders again.
    pub retention: Retention,
    /// The time from order to order.
    pub every: Months,
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeOffScenario {
    /// The offers, as they are listed: two to four.
    pub offers: Vec<TradeOffer>,
    /// How far ahead orders count.
    pub horizon: Months,
    /// The effective discount rate.
    pub discount: AnnualRate,
    /// How soon it should pay.
    pub payback: Months,
}

/// The place of the retention among the columns.
const STAYS: usize = 7;

/// The scenario that a draft holds.
///
/// # Errors
///
/// Every field and cell that is wrong, in the order of the view.
#[inline(never)]
pub fn trade_off_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<TradeOffScenario, Vec<FieldError>> {
    let mut reading = Reading::new(draft, View::TradeOff, numerals);
    let list = FieldId::Offers;
    let mut months = [0.0; 3];
    for (slot, field) in months.iter_mut().zip([
        FieldId::HorizonMonths,
        FieldId::PaybackMonths,
        FieldId::RetentionEveryMonths,
    ]) {
        *slot = reading.needed(field).unwrap_or_default();
    }
    let [horizon, payback, every] = months;
    let discount = reading.needed(FieldId::AnnualDiscountRate);
    let mut offers: Vec<TradeOffer> = Vec::new();
    let mut names = Vec::new();
    for row in reading.rows(list) {
        let name = row.text(0);
        if name.is_empty() {
            reading.wrong_cell(list, row.place, FieldId::Name, Problem::Missing);
        } else if names.contains(&name) {
            reading.wrong_cell(list, row.place, FieldId::Name, Problem::Duplicate);
        }
        names.push(name.clone());
        let mut numbers = [0.0; STAYS - 1];
        let mut before = 0.0;
        for (column, slot) in (1..STAYS).zip(&mut numbers) {
            *slot = match column {
                // Nothing off, nothing spent; and later orders are as the first.
                2 | 6 => row.number(column).unwrap_or(0.0),
                4 => row.number(column).unwrap_or(before),
                _ => reading.needed_cell(list, &row, column).unwrap_or(0.0),
            };
            before = *slot;
        }
        let [
            conversion_rate,
            discount_rate,
            order_value,
            repeat_order_value,
            gross_margin,
            cost_per_thousand,
        ] = numbers;
        let known = row.cells.get(STAYS).and_then(Option::as_ref);
        let Some((retention, own)) = known.and_then(retention) else {
            reading.wrong_cell(list, row.place, FieldId::Retention, Problem::Missing);
            continue;
        };
        if let Ok(every) = Months::new(own.unwrap_or(every)) {
            offers.push(TradeOffer {
                name,
                conversion_rate,
                discount_rate,
                order_value,
                repeat_order_value,
                gross_margin,
                cost_per_thousand,
                retention,
                every,
            });
        }
    }
    match (
        Months::new(horizon),
        AnnualRate::new(discount.unwrap_or_default()),
        Months::new(payback),
    ) {
        (Ok(horizon), Ok(discount), Ok(payback)) if reading.is_sound() => Ok(TradeOffScenario {
            offers,
            horizon,
            discount,
            payback,
        }),
        _ => Err(reading.errors()),
    }
}
