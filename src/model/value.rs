//! What a customer is worth over time: the first order, and those that may follow.
//!
//! The first order is certain and is counted apart, in full and undiscounted: whether it is in a
//! published multiple or not is the commonest disagreement between them.
//!
//! ```text
//! value = c₁ + c · Σ_{k ≥ 1, kΔ < H} S(k) · vᵏ,   v = (1 + d)^(−Δ/12)
//!
//! c₁, c  what the first and every later order leaves
//! S(k)   share of customers who order again after k periods
//! Δ, H   months between orders, > 0, and the horizon
//! d      effective discount rate a year, ≥ 0
//! ```

use super::quadrature::HALF;
use super::quantity::{AnnualRate, Months, QuantityError};
use super::retention::{Survival, share_with_odds};
use super::root::bisected;
use super::special::ln_beta;

/// The shortest time between orders: a day.
const SHORTEST: f64 = 12.0 / 365.25;

/// What 1 part in 10¹² forgives: 12 · 0.1 months of 1.2 months.
const HAIR: f64 = 1e-12;

/// Up to here a sum over all orders is added up one by one, and then integrated.
const ONE_BY_ONE: u32 = 512;

/// Who orders again, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeats {
    survival: Survival,
    every: Months,
}

/// What is added up over later orders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Later {
    /// Σ S(k)·vᵏ: orders, each counted at what it is worth now.
    pub discounted: f64,
    /// Σ S(k): orders.
    pub expected: f64,
}

/// One order of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// When: kΔ.
    pub month: Months,
    /// S(k): how likely.
    pub survival: f64,
    /// Σ_{i ≤ k, i ≥ 1} S(i)·vⁱ.
    pub sum: f64,
}

impl Repeats {
    /// Customers who order again with these chances, always after the same time.
    ///
    /// # Errors
    ///
    /// [`QuantityError::OutOfRange`] when that time is shorter than a day: a horizon of a hundred years
    /// would then have millions of orders.
    pub fn new(survival: Survival, every: Months) -> Result<Self, QuantityError> {
        if every.get() < SHORTEST {
            return Err(QuantityError::OutOfRange);
        }
        Ok(Self { survival, every })
    }

    /// The same, with a day for what is shorter.
    pub fn at_least_daily(survival: Survival, every: Months) -> Self {
        let every = if every.get() < SHORTEST {
            Months::new(SHORTEST).unwrap_or(every)
        } else {
            every
        };
        Self { survival, every }
    }

    /// Who orders again.
    pub const fn survival(&self) -> &Survival {
        &self.survival
    }

    /// The time between orders.
    pub const fn every(&self) -> Months {
        self.every
    }

    /// The same rhythm with other chances.
    #[must_use]
    pub const fn with_survival(&self, survival: Survival) -> Self {
        Self {
            survival,
            every: self.every,
        }
    }

    /// How many later orders a customer who stays makes before the horizon: kΔ < H.
    ///
    /// # Returns
    ///
    /// 35 for 36 months of monthly orders: the first is in month 0.
    pub fn before(&self, horizon: Months) -> u32 {
        let periods = horizon.get() / self.every.get();
        whole((periods * (1.0 - HAIR)).ceil() - 1.0)
    }

    /// How many of them he makes up to and including a month: kΔ ≤ month.
    pub fn within(&self, month: Months) -> u32 {
        whole((month.get() / self.every.get() * (1.0 + HAIR)).floor())
    }

    /// v: what an order is worth one period ahead.
    pub fn factor(&self, discount: AnnualRate) -> f64 {
        discount.factor(self.every)
    }

    /// The sums over the first `orders` later orders.
    ///
    /// # Returns
    ///
    /// Both sums rise with the number of orders; discounted ≤ expected ≤ orders.
    pub fn later(&self, orders: u32, factor: f64) -> Later {
        let mut all = Later {
            discounted: 0.0,
            expected: 0.0,
        };
        let (mut share, mut discount) = (1.0, 1.0);
        for before in 0..orders {
            share = self.survival.next(share, before + 1);
            discount *= factor;
            all.discounted += share * discount;
            all.expected += share;
        }
        all
    }

    /// The discounted one at a rate a year.
    fn sum(&self, orders: u32, discount: f64) -> f64 {
        let factor = AnnualRate::new(discount).map_or(1.0, |rate| self.factor(rate));
        self.later(orders, factor).discounted
    }

    /// The same sums, order by order, with the first order in month 0.
    pub fn curve(&self, orders: u32, factor: f64) -> Vec<Point> {
        let mut points = Vec::new();
        let (mut survival, mut discount, mut sum) = (1.0, 1.0, 0.0);
        for order in 0..orders.saturating_add(1) {
            if order > 0 {
                survival = self.survival.next(survival, order);
                discount *= factor;
                sum += survival * discount;
            }
            points.push(Point {
                month: self.month(order),
                survival,
                sum,
            });
        }
        points
    }

    /// kΔ, which the horizon keeps within a hundred years.
    fn month(&self, order: u32) -> Months {
        Months::new(self.every.get() * f64::from(order)).unwrap_or(self.every)
    }

    /// Σ S(k)·vᵏ over all k after `orders`, without any horizon.
    ///
    /// By adding up the first few hundred and integrating the rest: the hypergeometric function of the
    /// papers is the same number, but fails in well-known libraries at ordinary arguments, and
    /// adding up to the end takes a million terms at a small discount.
    ///
    /// # Formula
    ///
    /// ```text
    /// constant rate r:  S(n)·vⁿ·x/(1 − x),  x = r·v
    /// otherwise:        Σ_{k ≤ N} + ∫_{N + ½}^∞ S(x)·vˣ dx + (f(N + 1) − f(N))/24,  f(x) = S(x)·vˣ
    /// S(x)/S(N) = B(α, β + x)/B(α, β + N)
    /// v = 1, α > 1:     S(n)·(β + n)/(α − 1)
    /// ```
    ///
    /// # Returns
    ///
    /// `None` where it is infinite: without discount, when α ≤ 1 or nobody ever leaves.
    ///
    /// # Accuracy
    ///
    /// 1e-9 of itself for α up to 10⁵ and 1 − v from 10⁻⁶ on (against 50-digit values); below, what the
    /// rounding of v leaves: 10⁻¹⁶/(1 − v).
    ///
    /// # Source
    ///
    /// Fader and Hardie (2010), Customer-base valuation in a contractual setting, Marketing Science
    /// 29(1), 85–93, for the discounted expected lifetime that it equals; the midpoint rule's
    /// Euler–Maclaurin formula.
    pub fn beyond(&self, orders: u32, factor: f64) -> Option<f64> {
        let law = self.survival.law();
        let from = orders.max(self.survival.irregular());
        let is_plain = law.polarisation <= 0.0 || law.polarisation >= 1.0;
        let last = if is_plain || factor >= 1.0 {
            from.max(1)
        } else {
            from + ONE_BY_ONE
        };
        let (mut share, mut discount, mut total, mut term) = (1.0, 1.0, 0.0, 1.0);
        let mut next = 0.0;
        for order in 1..last + 2 {
            share = self.survival.next(share, order);
            discount *= factor;
            if order > last {
                next = share * discount;
                break;
            }
            term = share * discount;
            if order > orders {
                total += term;
            }
        }
        let own = 1.0 - law.polarisation;
        let (leaving, kept) = (law.loss * own, (1.0 - law.loss) * own);
        let tail = if next < 1e-290 {
            // Nothing, or so little that its digits are gone.
            0.0
        } else if is_plain {
            // 1 − x, from parts that are exact where it is small; nobody leaves in the limit φ = 1.
            let leaving = if law.polarisation > 0.0 {
                0.0
            } else {
                law.loss
            };
            let away = leaving + (1.0 - leaving) * (1.0 - factor);
            term * (1.0 - away) / away
        } else if factor >= 1.0 {
            // α − 1 and β + n, both times φ.
            let (above, below) = (
                kept + law.polarisation * f64::from(last),
                leaving - law.polarisation,
            );
            // α ≤ 1, forgiving the last digits.
            if below <= 1e-12 * law.polarisation {
                return None;
            }
            term * above / below
        } else {
            let (alpha, beta) = (leaving / law.polarisation, kept / law.polarisation);
            let decay = factor.ln();
            let start = f64::from(last);
            let base = ln_beta(alpha, beta + start);
            let height = |x: f64| (ln_beta(alpha, beta + x) - base + decay * (x - start)).exp();
            term * integral(&height, start + 0.5) + (next - term) / 24.0
        };
        tail.is_finite().then_some(total + tail)
    }

    /// What later orders are still to be expected of a customer who has renewed `renewals` times, seen
    /// before he decides on the next, which counts in full.
    ///
    /// # Formula
    ///
    /// ```text
    /// Σ_{k > n} S(k)/S(n) · v^(k − n − 1)
    /// ```
    ///
    /// # Returns
    ///
    /// `None` where it is infinite or nobody is left.
    ///
    /// # Source
    ///
    /// Fader and Hardie (2010), equation 6: discounted expected residual lifetime.
    pub fn residual_lifetime(&self, renewals: u32, factor: f64) -> Option<f64> {
        let mut now = self.survival.at(renewals);
        for _ in 0..=renewals {
            now *= factor;
        }
        let left = self.beyond(renewals, factor)? / now;
        left.is_finite().then_some(left)
    }

    /// The month of the order with which `first` and `later` for every later order add up to `cost`.
    ///
    /// # Returns
    ///
    /// 0 when the first order does; `None` when none of the first `orders` later orders does. Money
    /// that the sum approaches without end and never reaches is not reached, also where the rounding
    /// of the sum would say so.
    pub fn payback(
        &self,
        first: f64,
        later: f64,
        cost: f64,
        orders: u32,
        factor: f64,
    ) -> Option<Months> {
        let enough = cost - 1e-13 * cost.abs();
        let is_limit = |sum: f64| later > 0.0 && first + later * sum <= cost + HAIR * cost.abs();
        if first < enough && self.beyond(0, factor).is_some_and(is_limit) {
            return None;
        }
        for point in self.curve(orders, factor) {
            if first + later * point.sum >= enough {
                return Some(point.month);
            }
        }
        None
    }
}

/// A number of orders; the horizon and a day keep it below a million.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion stays in range"
)]
fn whole(orders: f64) -> u32 {
    orders as u32
}

/// ∫ from `start` to ∞ of a function that falls like a power and in the end like an exponential: panels
/// of doubled length, until they add nothing.
fn integral(height: &dyn Fn(f64) -> f64, start: f64) -> f64 {
    let (mut total, mut low) = (0.0, start);
    for _ in 0..200 {
        let half = 0.5 * low;
        let middle = low + half;
        let mut part = 0.0;
        for (node, weight) in HALF {
            part += weight * (height(middle - half * node) + height(middle + half * node));
        }
        part *= half;
        total += part;
        if part <= total * 1e-17 {
            break;
        }
        low *= 2.0;
    }
    total
}

/// A customer's orders and what they leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// What the first order pays, net of tax; ≥ 0.
    pub order_value: f64,
    /// What every later order pays; as the first where not given.
    pub repeat_order_value: Option<f64>,
    /// The share of that which is left after the cost of the goods; 0 … 1.
    pub gross_margin: f64,
    /// The share of orders that is sent back; 0 … 1.
    pub refund_rate: f64,
    /// What it costs to serve one order; ≥ 0.
    pub service_per_order: f64,
    /// What it cost to win the customer; ≥ 0.
    pub acquisition_cost: Option<f64>,
}

impl Terms {
    /// What an order of this value leaves: p·g·(1 − f) − s. A refunded order was served too.
    fn margin(&self, order_value: f64) -> f64 {
        order_value * self.gross_margin * (1.0 - self.refund_rate) - self.service_per_order
    }

    /// c₁: what the first order leaves.
    pub fn first(&self) -> f64 {
        self.margin(self.order_value)
    }

    /// c: what every later order leaves.
    pub fn later(&self) -> f64 {
        self.margin(self.repeat_order_value.unwrap_or(self.order_value))
    }

    /// c₁ + c · (sum over later orders).
    ///
    /// # Returns
    ///
    /// The parts add up to it exactly; with c ≥ 0 it never falls when the sum rises.
    pub fn value(&self, later: f64) -> f64 {
        self.first() + self.later() * later
    }
}

/// An assumption that may be otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// What an order pays; later ones too, where they are not given apart.
    OrderValue,
    /// What it costs to serve one.
    ServicePerOrder,
    /// What it cost to win the customer.
    AcquisitionCost,
    /// The share that is left after the cost of the goods.
    GrossMargin,
    /// The share of orders that is sent back.
    RefundRate,
    /// The rate of retention, of which the best constant one stands for all.
    Retention,
    /// The discount rate a year.
    AnnualDiscountRate,
}

/// What one assumption does to the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// Which assumption.
    pub assumption: Assumption,
    /// The lower end of its plausible range.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The value of a customer at the lower end.
    pub value_low: f64,
    /// The value at the upper end.
    pub value_high: f64,
    /// At which value of the assumption a customer is worth just what he cost; `None` where none does.
    pub flip: Option<f64>,
}

impl Swing {
    /// By how much the value moves.
    pub fn width(&self) -> f64 {
        (self.value_high - self.value_low).abs()
    }
}

/// The seven, in the order of [`Case::inputs`].
const ASSUMPTIONS: [Assumption; 7] = [
    Assumption::OrderValue,
    Assumption::ServicePerOrder,
    Assumption::AcquisitionCost,
    Assumption::GrossMargin,
    Assumption::RefundRate,
    Assumption::Retention,
    Assumption::AnnualDiscountRate,
];

/// The plausible range of each, as (a, b, c, d) in a·x + b … c·x + d, and the most that is possible;
/// the least is 0. That of retention follows from its odds.
const RANGES: [[f64; 5]; 7] = [
    [0.8, 0.0, 1.2, 0.0, 1e12],
    [0.8, 0.0, 1.2, 0.0, 1e12],
    [0.8, 0.0, 1.2, 0.0, 1e12],
    [1.0, -0.05, 1.0, 0.05, 1.0],
    [1.0, -0.05, 1.0, 0.05, 1.0],
    [1.0, 0.0, 1.0, 0.0, 1.0],
    [0.0, 0.05, 0.0, 0.2, 100.0],
];

/// A case as it stands, with what seldom changes computed once.
struct Case<'a> {
    terms: &'a Terms,
    repeats: &'a Repeats,
    inputs: [f64; 7],
    orders: u32,
    later: f64,
}

impl Case<'_> {
    /// The value when the assumption at a place is another.
    fn value(&self, place: usize, x: f64) -> f64 {
        let mut inputs = self.inputs;
        if let Some(input) = inputs.get_mut(place) {
            *input = x;
        }
        let [
            order_value,
            service_per_order,
            _,
            gross_margin,
            refund_rate,
            rate,
            discount,
        ] = inputs;
        let mut later = self.later;
        if place >= 5 {
            let changed;
            let mut repeats = self.repeats;
            if place == 5 {
                changed = repeats.with_survival(repeats.survival.with_rate(rate));
                repeats = &changed;
            }
            later = repeats.sum(self.orders, discount);
        }
        let terms = Terms {
            order_value,
            gross_margin,
            refund_rate,
            service_per_order,
            ..*self.terms
        };
        terms.value(later)
    }

    /// Where between 0 and `most` the value comes to the cost: it moves one way only.
    fn flip(&self, place: usize, most: f64) -> Option<f64> {
        let cost = self.terms.acquisition_cost?;
        // What a customer may cost is what he is worth.
        let above = |x| Some(self.value(place, x) - if place == 2 { x } else { cost });
        let (at_least, at_most) = (above(0.0)?, above(most)?);
        if at_least == 0.0 {
            return Some(0.0);
        }
        if (at_least < 0.0) == (at_most < 0.0) && at_most != 0.0 {
            return None;
        }
        bisected(&above, (0.0, at_least), most)
    }
}

/// Which assumption moves the answer most over its plausible range, and at which value of each the
/// customer is worth just what he cost.
///
/// The ranges are conventions, the same for everyone and said to be, so that the order is that of
/// the case and not of what somebody dared to doubt.
///
/// # Formula
///
/// ```text
/// order value, cost to serve, acquisition cost   ± 20 %
/// gross margin, refund rate                      ± 5 points
/// retention                                      odds ÷ 1.5 and × 1.5
/// annual discount rate                           5 % and 20 %
/// ```
///
/// all cut to what is possible. Retention is its best constant rate; whatever shape it has, the odds
/// of all periods are changed by the same factor.
///
/// # Returns
///
/// The seven assumptions, that with the largest |value at high − value at low| first; every `flip`
/// without acquisition cost is `None`. At a flip the value is the acquisition cost.
pub fn sensitivity(
    terms: &Terms,
    repeats: &Repeats,
    horizon: Months,
    discount: AnnualRate,
) -> Vec<Swing> {
    let orders = repeats.before(horizon);
    let rate = repeats.survival.rate();
    let case = Case {
        terms,
        repeats,
        inputs: [
            terms.order_value,
            terms.service_per_order,
            terms.acquisition_cost.unwrap_or(0.0),
            terms.gross_margin,
            terms.refund_rate,
            rate,
            discount.get(),
        ],
        orders,
        later: repeats.sum(orders, discount.get()),
    };
    let mut swings: Vec<Swing> = Vec::new();
    let all = ASSUMPTIONS.into_iter().zip(&RANGES).zip(&case.inputs);
    for (place, ((assumption, &[a, b, c, d, most]), now)) in all.enumerate() {
        let (mut low, mut high) = ((now * a + b).max(0.0), (now * c + d).min(most));
        if assumption == Assumption::Retention {
            low = share_with_odds(rate, 1.0 / 1.5);
            high = share_with_odds(rate, 1.5);
        }
        let swing = Swing {
            assumption,
            low,
            high,
            value_low: case.value(place, low),
            value_high: case.value(place, high),
            flip: case.flip(place, most),
        };
        swings.push(swing);
        let mut end = swings.len();
        while let Some([before, last]) = swings.get_mut(end.wrapping_sub(2)..end)
            && last.width() > before.width()
        {
            core::mem::swap(before, last);
            end -= 1;
        }
    }
    swings
}
