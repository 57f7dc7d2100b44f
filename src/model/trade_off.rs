//! The quick win or the long run: offers that convert differently and keep customers differently.

use super::quantity::{AnnualRate, LONGEST_MONTHS, Months};
use super::retention::Survival;
use super::root::crossing;
use super::value::Repeats;

/// Profits are of so many viewers.
pub const VIEWERS: f64 = 1_000.0;

/// One offer.
///
/// # Formula
///
/// ```text
/// Π(t) = 1,000 · rate · V(t) − cost
/// V(t) = p·(g − a) + p′·g · Σ S(k)·vᵏ over the later orders up to month t
///
/// p, p′  first and later order value before discount, ≥ 0     a  discount on the first order, 0 … 1
/// g      gross margin of the undiscounted price, 0 … 1
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The share of viewers who become customers; 0 … 1.
    pub conversion_rate: f64,
    /// What the offer takes off the first order; 0 … 1.
    pub discount_rate: f64,
    /// What the first order costs before the discount, net of tax; ≥ 0.
    pub order_value: f64,
    /// What every later order pays; ≥ 0.
    pub repeat_order_value: f64,
    /// The share of the undiscounted price that is left after the cost of the goods; 0 … 1.
    pub gross_margin: f64,
    /// Who orders again, and how often.
    pub repeats: Repeats,
    /// What it costs to reach a thousand viewers; ≥ 0.
    pub cost_per_thousand: f64,
}

impl Offer {
    /// What the first order leaves.
    pub fn first(&self) -> f64 {
        self.order_value * (self.gross_margin - self.discount_rate)
    }

    /// What every later order leaves.
    pub fn later(&self) -> f64 {
        self.repeat_order_value * self.gross_margin
    }

    /// V: what a customer is worth with this many later orders.
    pub fn value(&self, orders: u32, discount: AnnualRate) -> f64 {
        value(self, &self.repeats, orders, discount)
    }

    /// V up to the horizon, whose last day is not in it.
    pub fn value_at(&self, horizon: Months, discount: AnnualRate) -> f64 {
        self.value(self.repeats.before(horizon), discount)
    }

    /// Π of a thousand viewers of whom each customer is worth `value`.
    pub fn profit(&self, value: f64) -> f64 {
        VIEWERS * self.conversion_rate * value - self.cost_per_thousand
    }

    /// Π at the end of each month 0, 1, … and at the horizon.
    ///
    /// # Returns
    ///
    /// ⌈H⌉ + 1 profits: that of month 0 is of the first order alone, the last is that of the horizon.
    pub fn curve(&self, horizon: Months, discount: AnnualRate) -> Vec<f64> {
        let all = self.repeats.before(horizon);
        let sums = self.repeats.curve(all, self.repeats.factor(discount));
        let mut profits = Vec::new();
        let (mut month, mut profit) = (0.0, 0.0);
        for point in sums {
            // As elsewhere, the twelfth tenth of a month is in month 1.2.
            while month < point.month.get() - 1e-12 * LONGEST_MONTHS {
                profits.push(profit);
                month += 1.0;
            }
            profit = self.profit(self.first() + self.later() * point.sum);
        }
        while month < horizon.get() {
            profits.push(profit);
            month += 1.0;
        }
        profits.push(profit);
        profits
    }
}

fn value(offer: &Offer, repeats: &Repeats, orders: u32, discount: AnnualRate) -> f64 {
    let sum = repeats.later(orders, repeats.factor(discount)).discounted;
    offer.first() + offer.later() * sum
}

/// The first month from which the offer behind at month 0 stays ahead to the end.
///
/// Not the first month in which it is ahead: two curves in steps can pass each other several times.
///
/// # Returns
///
/// The place in both curves; `None` when it never gets ahead for good, or none is behind at first.
pub fn crossover(one: &[f64], other: &[f64]) -> Option<usize> {
    let (first, second) = (one.first()?, other.first()?);
    let (behind, ahead) = if first < second {
        (one, other)
    } else if second < first {
        (other, one)
    } else {
        return None;
    };
    let mut since = None;
    for (month, (late, early)) in behind.iter().zip(ahead).enumerate() {
        if late <= early {
            since = None;
        } else if since.is_none() {
            since = Some(month);
        }
    }
    since
}

/// What the first of two offers may lose before the second is better, at the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreakEven {
    /// How much less than a customer of the second a customer of the first may bring: 1 − V₀*/V₁;
    /// below 0 when he must bring more.
    pub lifetime_loss_allowed: Option<f64>,
    /// How much less he does bring: 1 − V₀/V₁.
    pub lifetime_loss: Option<f64>,
    /// The conversion rate of the first at equal profit; `None` outside 0 … 1.
    pub conversion_rate: Option<f64>,
    /// The retention of the first at equal profit; `None` outside 0 … 1, or where it is no constant
    /// rate.
    pub retention: Option<f64>,
}

/// Where the first of two offers earns as much as the second.
///
/// # Formula
///
/// ```text
/// V₀* = (1,000·rate₁·V₁ − cost₁ + cost₀) / (1,000·rate₀)
/// rate₀* = (1,000·rate₁·V₁ − cost₁ + cost₀) / (1,000·V₀)
/// r₀*: V₀(r₀*) = V₀*
/// ```
///
/// # Returns
///
/// `None` for what is not defined. 3.4 % against 2.1 % at equal cost: a customer of the first may bring
/// 38.2 % less.
///
/// # Accuracy
///
/// 1e-12 of each.
pub fn break_even(
    first: &Offer,
    second: &Offer,
    horizon: Months,
    discount: AnnualRate,
) -> BreakEven {
    let (v0, v1) = (
        first.value_at(horizon, discount),
        second.value_at(horizon, discount),
    );
    let wanted = (second.profit(v1) + first.cost_per_thousand) / VIEWERS;
    let needed = wanted / first.conversion_rate;
    let finite = |x: f64| x.is_finite().then_some(x);
    let survival = first.repeats.survival();
    let is_constant = survival.observed() == 0 && survival.law().polarisation <= 0.0;
    let orders = first.repeats.before(horizon);
    let at = |rate: f64| {
        let repeats = first.repeats.with_survival(Survival::constant(rate));
        Some(value(first, &repeats, orders, discount))
    };
    BreakEven {
        lifetime_loss_allowed: finite(1.0 - needed / v1),
        lifetime_loss: finite(1.0 - v0 / v1),
        conversion_rate: finite(wanted / v0).filter(|rate| (0.0..=1.0).contains(rate)),
        retention: if is_constant && orders > 0 {
            crossing(&at, needed, (0.0, 1.0), 1, survival.rate())
        } else {
            None
        },
    }
}
