//! What a creator is worth: from viewers to customers to their orders to the fee that still pays.

use super::quantity::{AnnualRate, Months};
use super::value::Repeats;

/// A campaign before it is bought.
///
/// # Formula
///
/// ```text
/// T  = viewers · rate                                 orders that the code or link will catch
/// N  = T / tracked · incremental                      orders that the creator will drive
/// c₁ = p · g · (1 − f) − s                            what a first order leaves
/// c  = p′ · g · (1 − f) − s                           what every later one leaves
/// b  = p · (1 − f) · (a + κ · (1 − a))                given away on each caught order
/// fee(L) = N · (c₁ + w · c · L) − T · b − K
///
/// p, p′  first and later order value before discount, ≥ 0     g  gross margin of it, 0 … 1
/// f  refunds, 0 … 1        s  cost of one order, ≥ 0          a  discount, 0 … 1
/// κ  commission, 0 … 1     w  share of new customers, 0 … 1   K  other costs, ≥ 0
/// L  later orders of a customer, each at what it is worth now
/// ```
///
/// Discount and commission are paid on all orders that the code catches and on no others; later orders
/// come of new customers only, because the others would have made theirs anyway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prospect {
    /// How many see the content; ≥ 0.
    pub viewers: f64,
    /// The share of them who order with the code or link; 0 … 1.
    pub conversion_rate: f64,
    /// What the first order costs before the discount, net of tax; ≥ 0.
    pub order_value: f64,
    /// What every later order pays; ≥ 0.
    pub repeat_order_value: f64,
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
    /// The share of driven orders that the code or link catches; (0, 1].
    pub tracked: f64,
    /// The share that would not have happened anyway; 0 … 1.
    pub incremental: f64,
    /// The share of driven orders that are a customer's first; 0 … 1.
    pub new_customer_share: f64,
    /// All costs but fee and commission; ≥ 0.
    pub other_costs: f64,
}

impl Prospect {
    /// T: the orders that the code or link will catch.
    pub fn caught_orders(&self) -> f64 {
        self.viewers * self.conversion_rate
    }

    /// N: the orders that the creator will drive.
    pub fn driven_orders(&self) -> f64 {
        self.caught_orders() / self.tracked * self.incremental
    }

    /// p·(1 − f): what an order of this value pays in the end.
    fn kept(&self, order_value: f64) -> f64 {
        order_value * (1.0 - self.refund_rate)
    }

    /// c₁: what a first order leaves, before discount and commission.
    pub fn first(&self) -> f64 {
        self.kept(self.order_value) * self.gross_margin - self.variable_per_order
    }

    /// c: what every later order leaves.
    pub fn later(&self) -> f64 {
        self.kept(self.repeat_order_value) * self.gross_margin - self.variable_per_order
    }

    /// b: discount and commission on one caught order.
    pub fn given_away(&self) -> f64 {
        let paid = 1.0 - self.discount_rate;
        self.kept(self.order_value) * (self.discount_rate + self.commission_rate * paid)
    }

    /// What all first orders bring, before any fee and other costs.
    pub fn first_orders(&self) -> f64 {
        self.driven_orders() * self.first() - self.caught_orders() * self.given_away()
    }

    /// What one later order of every new customer brings.
    pub fn later_orders(&self) -> f64 {
        self.driven_orders() * self.new_customer_share * self.later()
    }

    /// The fee at which the campaign just pays, when a customer's later orders count `later`.
    ///
    /// # Returns
    ///
    /// Below 0 when no fee pays: even for nothing the campaign loses that much. A straight line in
    /// `later`; 0 of it is the fee that the first orders pay.
    ///
    /// # Example
    ///
    /// 10,000 viewers of whom 2 % order for 60 at a margin of 50 %, nothing else: 200 · 30 = 6,000.
    ///
    /// ```
    /// use conversion_widget::model::fee::Prospect;
    /// let prospect = Prospect {
    ///     viewers: 10_000.0,
    ///     conversion_rate: 0.02,
    ///     order_value: 60.0,
    ///     repeat_order_value: 60.0,
    ///     gross_margin: 0.5,
    ///     discount_rate: 0.0,
    ///     refund_rate: 0.0,
    ///     commission_rate: 0.0,
    ///     variable_per_order: 0.0,
    ///     tracked: 1.0,
    ///     incremental: 1.0,
    ///     new_customer_share: 1.0,
    ///     other_costs: 0.0,
    /// };
    /// assert_eq!(prospect.highest_fee(0.0), 6_000.0);
    /// ```
    pub fn highest_fee(&self, later: f64) -> f64 {
        self.first_orders() + self.later_orders() * later - self.other_costs
    }

    /// The highest cost of a caught order: (fee + other costs) / T.
    ///
    /// # Returns
    ///
    /// `None` when no order is caught.
    pub fn highest_cost_per_order(&self, fee: f64) -> Option<f64> {
        let cost = (fee + self.other_costs) / self.caught_orders();
        cost.is_finite().then_some(cost)
    }

    /// The commission at which `fee` is the highest fee.
    ///
    /// # Formula
    ///
    /// ```text
    /// κ = (fee(L) at κ = 0 − fee) / (T · p · (1 − f) · (1 − a))
    /// ```
    ///
    /// # Returns
    ///
    /// `None` outside 0 … 1, or when caught orders pay nothing.
    pub fn highest_commission_rate(&self, fee: f64, later: f64) -> Option<f64> {
        let without = Self {
            commission_rate: 0.0,
            ..*self
        };
        let paid = 1.0 - self.discount_rate;
        let base = self.caught_orders() * self.kept(self.order_value) * paid;
        let rate = (without.highest_fee(later) - fee) / base;
        (0.0..=1.0).contains(&rate).then_some(rate)
    }

    /// The month of the orders by which fee and other costs have come back.
    ///
    /// # Returns
    ///
    /// 0 when the first orders bring them; `None` when they do not come back before the horizon.
    pub fn payback(
        &self,
        fee: f64,
        repeats: &Repeats,
        horizon: Months,
        discount: AnnualRate,
    ) -> Option<Months> {
        repeats.payback(
            self.first_orders(),
            self.later_orders(),
            fee + self.other_costs,
            repeats.before(horizon),
            repeats.factor(discount),
        )
    }
}
