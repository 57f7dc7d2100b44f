//! The scenario of the `fee` view: who will see it, how many of them order, what that leaves.

use super::draft::Draft;
use super::field::{FieldError, FieldId, Preset, Problem};
use super::reading::Reading;
use super::returns::{Goal, check_tracked, read_goal};
use super::value::{Retention, read_retention, read_times};
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{AnnualRate, Count, Level, Months, Sample};

/// Where the conversion rate comes from, and so how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// Somebody says it.
    Rate(f64),
    /// Somebody says which share of viewers clicks, and which share of clicks orders.
    Clicks(f64, f64),
    /// Earlier posts show it.
    Past(Sample),
}

impl Expected {
    /// The conversion rate.
    pub fn rate(self) -> f64 {
        match self {
            Self::Rate(rate) => rate,
            Self::Clicks(click_rate, click_conversion) => click_rate * click_conversion,
            Self::Past(sample) => sample.rate(),
        }
    }
}

/// The numbers that go into the fee as they are. As a list, because a reader would pay for each that is
/// read, handed on and shown by code of its own.
pub static TERMS: [FieldId; 11] = [
    FieldId::Viewers,
    FieldId::OrderValue,
    FieldId::GrossMargin,
    FieldId::DiscountRate,
    FieldId::RefundRate,
    FieldId::CommissionRate,
    FieldId::VariablePerOrder,
    FieldId::NewCustomerShare,
    FieldId::Tracked,
    FieldId::Incremental,
    FieldId::OtherCosts,
];

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct FeeScenario {
    /// How many of them order.
    pub expected: Expected,
    /// Whether a rate was given that something surer stands in for.
    pub has_rate_aside: bool,
    /// The numbers of [`TERMS`], in their order.
    pub terms: [f64; 11],
    /// What every later order pays, where that is not the same.
    pub repeat_order_value: Option<f64>,
    /// What the creator asks for.
    pub fee: Option<f64>,
    /// Who orders again.
    pub retention: Retention,
    /// The time from order to order.
    pub every: Months,
    /// How far ahead orders count.
    pub horizon: Months,
    /// How soon it should pay.
    pub payback: Months,
    /// The effective discount rate.
    pub discount: AnnualRate,
    /// The level of intervals.
    pub level: Level,
    /// What is to be solved for.
    pub goal: Option<Goal>,
}

/// The place of the payback among [`super::field::FEE_GOALS`].
pub const PAYBACK_GOAL: usize = 3;

/// The scenario that a draft holds.
///
/// # Errors
///
/// Every field that is wrong, in the order of the view.
#[inline(never)]
pub fn fee_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<FeeScenario, Vec<FieldError>> {
    let mut reading = Reading::new(draft, View::Fee, numerals);
    let (expected, has_rate_aside) = expected(&mut reading);
    let mut terms = [0.0; 11];
    for (term, &field) in terms.iter_mut().zip(&TERMS) {
        *term = match (reading.number(field), field.row().default) {
            (Some(number), _) | (None, Some(Preset::Number(number))) => number,
            _ => {
                reading.wrong(field, Problem::Missing);
                0.0
            }
        };
        if field == FieldId::Tracked {
            check_tracked(&mut reading, field, Some(*term));
        }
    }
    let repeat_order_value = reading.number(FieldId::RepeatOrderValue);
    let retention = read_retention(&mut reading);
    let times = read_times(&mut reading);
    let payback = reading.needed(FieldId::PaybackMonths);
    let payback = payback.and_then(|payback| Months::new(payback).ok());
    let fee = reading.number(FieldId::Fee);
    let level = reading.level();
    let goal = read_goal(
        &mut reading,
        [
            FieldId::FeeGoalFigure,
            FieldId::FeeGoalValue,
            FieldId::FeeGoalField,
        ],
    );
    // Nothing can come back that is not known, unless it is what is asked for.
    if let Some(Goal { figure, field, .. }) = goal
        && figure == PAYBACK_GOAL
        && field + 1 != super::field::FEE_GOAL_FIELDS.len()
        && fee.is_none()
    {
        reading.wrong(FieldId::Fee, Problem::Missing);
    }
    if reading.is_sound()
        && let (Some(expected), Some(retention), Some((every, horizon, discount))) =
            (expected, retention, times)
        && let (Some(payback), Some(level)) = (payback, level)
    {
        return Ok(FeeScenario {
            expected,
            has_rate_aside,
            terms,
            repeat_order_value,
            fee,
            retention,
            every,
            horizon,
            payback,
            discount,
            level,
            goal,
        });
    }
    Err(reading.errors())
}

/// The conversion rate from the surest of what was given, and whether anything was set aside: what
/// was counted wins over two steps, and they over a single rate.
fn expected(reading: &mut Reading) -> (Option<Expected>, bool) {
    let rate = reading.number(FieldId::ConversionRate);
    let clicks = [FieldId::ClickRate, FieldId::ClickConversion];
    let past = [FieldId::PastViewers, FieldId::PastConversions];
    let [click_rate, click_conversion] = clicks.map(|field| reading.number(field));
    let has_clicks = click_rate.is_some() || click_conversion.is_some();
    let [viewers, conversions] = past.map(|field| reading.count(field));
    if viewers.is_some() || conversions.is_some() {
        if conversions.is_none() {
            reading.wrong(FieldId::PastConversions, Problem::Missing);
        }
        let number = |count: Option<Count>| count.map(Count::get);
        reading.at_least_one(FieldId::PastViewers, number(viewers));
        reading.order(
            (FieldId::PastConversions, number(conversions)),
            (FieldId::PastViewers, number(viewers)),
        );
        let sample = viewers.zip(conversions);
        let sample = sample.and_then(|(viewers, sold)| Sample::new(sold, viewers).ok());
        return (sample.map(Expected::Past), has_clicks || rate.is_some());
    }
    if has_clicks {
        for (field, share) in clicks.into_iter().zip([click_rate, click_conversion]) {
            if share.is_none() {
                reading.wrong(field, Problem::Missing);
            }
        }
        let steps = click_rate.zip(click_conversion);
        let steps = steps
            .map(|(click_rate, click_conversion)| Expected::Clicks(click_rate, click_conversion));
        return (steps, rate.is_some());
    }
    if rate.is_none() {
        reading.wrong(FieldId::ConversionRate, Problem::Missing);
    }
    (rate.map(Expected::Rate), false)
}
