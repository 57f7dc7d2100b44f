//! One campaign: what it brought, what it cost, and at which value of an input that turns.
//!
//! Everything here is one identity, read in different directions. With T the orders that the code
//! or link caught and q = incremental / tracked the orders that it drove for each of them:
//!
//! ```text
//! profit = p(1 − f)·(g·q·T − d·T) − v·q·T − c·T·p(1 − d)(1 − f) − K
//!
//! p  order value before discount, ≥ 0       g  gross margin of the undiscounted price, 0 … 1
//! d  discount, 0 … 1                        f  refunds, 0 … 1
//! c  commission, 0 … 1                      v  variable cost of an order, ≥ 0
//! K  all other costs, ≥ 0
//! ```
//!
//! Discount and commission go to the orders that the code caught, also to those that would have
//! come anyway, and to no others: that is where most published calculators go wrong.

use super::normal::upper_quantile;
use super::proportion::Interval;
use super::quantity::Level;

/// What a campaign's orders are worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderTerms {
    /// What an order costs the customer before any discount, net of tax; ≥ 0.
    pub order_value: f64,
    /// The share of the undiscounted price that is left after the cost of the goods; 0 … 1.
    pub gross_margin: f64,
    /// What the code takes off the price; 0 … 1.
    pub discount_rate: f64,
    /// The share of orders that is sent back; 0 … 1.
    pub refund_rate: f64,
    /// The creator's share of what caught orders pay; 0 … 1.
    pub commission_rate: f64,
    /// Payment, packing and shipping of one order; ≥ 0.
    pub variable_per_order: f64,
    /// The share of conversions that become orders; 0 … 1, 1 for purchases.
    pub order_share: f64,
}

/// Where a campaign's money comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Earning {
    /// From orders.
    Orders(OrderTerms),
    /// From conversions, each worth so much; ≥ 0.
    Conversions(f64),
}

/// A campaign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Campaign {
    /// Conversions that the code or link caught; ≥ 0, not necessarily whole.
    pub conversions: f64,
    /// What they bring.
    pub earning: Earning,
    /// The share of driven conversions that the code or link caught; (0, 1].
    pub tracked: f64,
    /// The share that would not have happened anyway; at most 1, below 0 when a hold-out says that
    /// the content put people off.
    pub incremental: f64,
    /// How many of the conversions would have come anyway, where a hold-out counts them: then they
    /// stay, however many conversions there are, and the shares above are set aside.
    pub anyway: Option<f64>,
    /// All costs but the commission; ≥ 0.
    pub costs: f64,
}

/// above / below; undefined where that is no number.
fn ratio(above: f64, below: f64) -> Option<f64> {
    let ratio = above / below;
    (below != 0.0 && ratio.is_finite()).then_some(ratio)
}

impl Campaign {
    /// The conversions that the campaign drove.
    pub fn driven_conversions(&self) -> f64 {
        match self.anyway {
            Some(anyway) => self.conversions - anyway,
            None => self.conversions * self.incremental / self.tracked,
        }
    }

    /// q = incremental / tracked: what the campaign drove for each conversion that was caught.
    pub fn driven_per_caught(&self) -> f64 {
        match self.anyway {
            Some(anyway) => 1.0 - anyway / self.conversions,
            None => self.incremental / self.tracked,
        }
    }

    /// T: the orders that the code or link caught; undefined where conversions are valued directly.
    pub fn caught_orders(&self) -> Option<f64> {
        match &self.earning {
            Earning::Orders(terms) => Some(self.conversions * terms.order_share),
            Earning::Conversions(_) => None,
        }
    }

    /// T · q: the orders that the campaign drove.
    pub fn orders(&self) -> Option<f64> {
        match &self.earning {
            Earning::Orders(terms) => Some(self.driven_conversions() * terms.order_share),
            Earning::Conversions(_) => None,
        }
    }

    /// What the driven orders paid after refunds, less the discount on the caught ones.
    ///
    /// # Formula
    ///
    /// ```text
    /// revenue = p · (1 − f) · (q·T − d·T)
    /// ```
    pub fn revenue(&self) -> Option<f64> {
        let Earning::Orders(terms) = &self.earning else {
            return None;
        };
        let kept = terms.order_value * (1.0 - terms.refund_rate);
        Some(kept * (self.orders()? - terms.discount_rate * self.caught_orders()?))
    }

    /// The creator's commission on the caught orders.
    ///
    /// # Formula
    ///
    /// ```text
    /// commission = c · T · p · (1 − d) · (1 − f)
    /// ```
    pub fn commission(&self) -> f64 {
        match &self.earning {
            Earning::Orders(terms) => {
                let caught = self.conversions * terms.order_share;
                terms.commission_rate
                    * caught
                    * terms.order_value
                    * (1.0 - terms.discount_rate)
                    * (1.0 - terms.refund_rate)
            }
            Earning::Conversions(_) => 0.0,
        }
    }

    /// What is left of the revenue after goods, handling and commission, before the other costs.
    ///
    /// # Formula
    ///
    /// ```text
    /// contribution = p(1 − f)·(g·q·T − d·T) − v·q·T − commission
    /// ```
    ///
    /// or conversions · q · value, where a conversion is valued directly.
    pub fn contribution(&self) -> f64 {
        let driven = self.driven_conversions();
        match &self.earning {
            Earning::Orders(terms) => {
                let caught = self.conversions * terms.order_share;
                let orders = driven * terms.order_share;
                let kept = terms.order_value * (1.0 - terms.refund_rate);
                let goods = kept * (terms.gross_margin * orders - terms.discount_rate * caught);
                goods - terms.variable_per_order * orders - self.commission()
            }
            Earning::Conversions(value) => driven * value,
        }
    }

    /// All that was spent: the costs and the commission.
    pub fn cost(&self) -> f64 {
        self.costs + self.commission()
    }

    /// contribution − costs; the commission is in the contribution already.
    pub fn profit(&self) -> f64 {
        self.contribution() - self.costs
    }

    /// profit / cost; 0 is break-even. 6 back for 1 is a return of 5, which is 500 %.
    pub fn roi(&self) -> Option<f64> {
        ratio(self.profit(), self.cost())
    }

    /// revenue / cost. Its break-even is not 1 but [`Campaign::break_even_roas`].
    pub fn roas(&self) -> Option<f64> {
        ratio(self.revenue()?, self.cost())
    }

    /// The revenue for each unit of cost at which the profit is 0.
    ///
    /// # Formula
    ///
    /// ```text
    /// p(1 − f)(q − d) / (p(1 − f)(g·q − d) − v·q)
    /// ```
    ///
    /// which is 1 / g without discount, refunds and variable cost. The commission is a cost, and so
    /// on neither side.
    ///
    /// # Returns
    ///
    /// `None` when an order brings nothing before commission.
    pub fn break_even_roas(&self) -> Option<f64> {
        let Earning::Orders(terms) = &self.earning else {
            return None;
        };
        let driven = self.driven_per_caught();
        let kept = terms.order_value * (1.0 - terms.refund_rate);
        let left = kept * (terms.gross_margin * driven - terms.discount_rate)
            - terms.variable_per_order * driven;
        if left > 0.0 {
            ratio(kept * (driven - terms.discount_rate), left)
        } else {
            None
        }
    }

    /// The caught conversions at which the profit is 0, not rounded.
    ///
    /// # Returns
    ///
    /// `None` when a conversion contributes nothing, so that no number of them is enough.
    pub fn break_even_conversions(&self) -> Option<f64> {
        let is_worth = self.contribution_at(Lever::Conversions, 1.0)
            > self.contribution_at(Lever::Conversions, 0.0);
        self.root(Lever::Conversions, f64::INFINITY)
            .filter(|_| is_worth)
    }

    /// The same campaign with another share tracked or incremental.
    #[must_use]
    pub fn with_attribution(&self, tracked: f64, incremental: f64) -> Self {
        Self {
            tracked,
            incremental,
            anyway: None,
            ..*self
        }
    }

    /// The profit at the worst and at the best ends of what is believed of tracking and
    /// incrementality.
    ///
    /// What was sold was sold: this is no sampling error but what the attribution leaves open. The
    /// profit is a straight line in q = incremental / tracked, so its extremes lie in corners.
    pub fn profit_range(&self, tracked: Interval, incremental: Interval) -> Interval {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for tracked in [tracked.low, tracked.high] {
            for incremental in [incremental.low, incremental.high] {
                let profit = self.with_attribution(tracked, incremental).profit();
                low = low.min(profit);
                high = high.max(profit);
            }
        }
        Interval { low, high }
    }

    /// The contribution with another value in one place.
    fn contribution_at(&self, lever: Lever, value: f64) -> Option<f64> {
        let mut other = *self;
        match (lever, &mut other.earning) {
            (Lever::Conversions, _) => other.conversions = value,
            (Lever::Incremental, _) => other = self.with_attribution(self.tracked, value),
            (Lever::Driven, _) => other = self.with_attribution(1.0, value),
            (Lever::GrossMargin, Earning::Orders(terms)) => terms.gross_margin = value,
            (Lever::OrderValue, Earning::Orders(terms)) => terms.order_value = value,
            (Lever::GrossMargin | Lever::OrderValue, Earning::Conversions(_)) => return None,
        }
        Some(other.contribution())
    }

    /// Where the contribution, a straight line in some input, comes to the costs; `None` outside
    /// 0 … `most`.
    ///
    /// Taken apart from the costs, beside which its slope could lose all its digits.
    fn root(&self, lever: Lever, most: f64) -> Option<f64> {
        let at_zero = self.contribution_at(lever, 0.0)?;
        let at_one = self.contribution_at(lever, 1.0)?;
        ratio(self.costs - at_zero, at_one - at_zero).filter(|root| (0.0..=most).contains(root))
    }

    /// The incremental share at which the profit is 0; `None` outside 0 … 1.
    pub fn incremental_flip(&self) -> Option<f64> {
        self.root(Lever::Incremental, 1.0)
    }

    /// The tracked share at which the profit is 0; `None` outside (0, 1].
    pub fn tracked_flip(&self) -> Option<f64> {
        // A straight line in q, and q = incremental / tracked.
        let driven = self.root(Lever::Driven, f64::INFINITY)?;
        ratio(self.incremental, driven).filter(|root| *root > 0.0 && *root <= 1.0)
    }

    /// The gross margin at which the profit is 0; `None` outside 0 … 1.
    pub fn gross_margin_flip(&self) -> Option<f64> {
        self.root(Lever::GrossMargin, 1.0)
    }

    /// The order value at which the profit is 0; `None` when no order value above 0 does it.
    pub fn order_value_flip(&self) -> Option<f64> {
        self.root(Lever::OrderValue, f64::INFINITY)
            .filter(|root| *root > 0.0)
    }
}

/// In which the contribution is a straight line.
#[derive(Clone, Copy)]
enum Lever {
    Conversions,
    Incremental,
    /// q = incremental / tracked.
    Driven,
    GrossMargin,
    OrderValue,
}

/// How many conversions the same post may bring when it runs again.
///
/// # Formula
///
/// ```text
/// c + z²/2 ± z · √(2c + z²/4)
///
/// c  conversions this time, ≥ 0
/// z  upper (1 − level)/2 point of the normal distribution
/// ```
///
/// Both runs vary: the difference of two Poisson counts of the same mean has the variance that
/// their sum estimates, so the ends x solve (x − c)² = z² · (x + c). Below c = z² the lower one
/// would be under 0, and is 0.
///
/// # Returns
///
/// low ≤ c ≤ high; low is at least 0.
///
/// # Source
///
/// W. Nelson (1970), Confidence intervals for the ratio of two Poisson means and Poisson predictor
/// intervals, IEEE Transactions on Reliability 19, 42–49, in its score form.
pub fn next_conversions(conversions: f64, level: Level) -> Interval {
    let z = upper_quantile(level.tail());
    let middle = conversions + z * z / 2.0;
    let reach = z * (2.0 * conversions + z * z / 4.0).sqrt();
    Interval {
        low: (middle - reach).max(0.0),
        high: middle + reach,
    }
}
