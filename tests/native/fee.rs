//! The highest fee against exact cases, then against the profit that it leaves.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::campaign::{Campaign, Earning, OrderTerms};
use conversion_widget::model::fee::Prospect;
use conversion_widget::model::quantity::{AnnualRate, Months};
use conversion_widget::model::retention::{BetaGeometric, Survival};
use conversion_widget::model::root::crossing;
use conversion_widget::model::value::Repeats;
use wasm_bindgen_test::wasm_bindgen_test;

const CASES: &str = include_str!("../reference/fee.json");

/// Sets an input.
type Set = fn(&mut Prospect, f64);

const EXAMPLE: Prospect = Prospect {
    viewers: 40_000.0,
    conversion_rate: 0.015,
    order_value: 60.0,
    repeat_order_value: 48.0,
    gross_margin: 0.55,
    discount_rate: 0.1,
    refund_rate: 0.06,
    commission_rate: 0.05,
    variable_per_order: 4.0,
    tracked: 0.7,
    incremental: 0.8,
    new_customer_share: 0.75,
    other_costs: 1_500.0,
};

fn months(months: f64) -> Months {
    Months::new(months).unwrap()
}

fn repeats() -> Repeats {
    let law = BetaGeometric::new(0.668, 3.806);
    Repeats::new(Survival::beta_geometric(law), months(2.0)).unwrap()
}

#[wasm_bindgen_test(unsupported = test)]
fn highest_fees_match_exact_cases() {
    for row in rows(CASES, "cases") {
        let what = row.to_string();
        let discount_rate = number(&row, "discount");
        let prospect = Prospect {
            viewers: number(&row, "clicks"),
            conversion_rate: number(&row, "cvr"),
            order_value: number(&row, "aov"),
            // One later order of this worth, to which nothing else applies.
            repeat_order_value: 1.0,
            // Their margin is of the discounted price.
            gross_margin: 1.0 - (1.0 - number(&row, "gross_margin")) * (1.0 - discount_rate),
            discount_rate,
            refund_rate: 0.0,
            commission_rate: number(&row, "commission"),
            variable_per_order: number(&row, "variable_cost"),
            tracked: 1.0,
            incremental: 1.0,
            new_customer_share: 1.0,
            other_costs: 0.0,
        };
        let contribution = prospect.first() - prospect.given_away();
        assert_close(
            contribution,
            number(&row, "unit_contribution"),
            1e-12,
            1e-12,
            &what,
        );
        let later = number(&row, "residual_ltv") / prospect.later();
        for (later, name) in [(0.0, "max_fee"), (later, "max_fee_with_ltv")] {
            // Theirs stop at 0.
            let fee = prospect.highest_fee(later);
            assert_close(fee.max(0.0), number(&row, name), 1e-12, 1e-9, &what);
        }
        let fee = prospect.highest_fee(later);
        let cost = prospect.highest_cost_per_order(fee).unwrap();
        let expected = number(&row, "allowable_cpa_with_ltv");
        assert_close(cost, expected, 1e-12, 1e-12, &what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_fee_of_first_orders_is_that_at_which_the_campaign_breaks_even() {
    for discount_rate in [0.0, 0.1, 0.6] {
        for commission_rate in [0.0, 0.05, 0.3] {
            for incremental in [0.0, 0.4, 1.0] {
                let prospect = Prospect {
                    discount_rate,
                    commission_rate,
                    incremental,
                    ..EXAMPLE
                };
                let campaign = Campaign {
                    conversions: prospect.caught_orders(),
                    earning: Earning::Orders(OrderTerms {
                        order_value: prospect.order_value,
                        gross_margin: prospect.gross_margin,
                        discount_rate,
                        refund_rate: prospect.refund_rate,
                        commission_rate,
                        variable_per_order: prospect.variable_per_order,
                        order_share: 1.0,
                    }),
                    tracked: prospect.tracked,
                    incremental,
                    anyway: None,
                    costs: prospect.other_costs + prospect.highest_fee(0.0),
                };
                assert_close(campaign.profit(), 0.0, 0.0, 1e-9, "the same identity");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_highest_commission_makes_the_fee_the_highest() {
    let mut found = 0;
    for later in [0.0, 3.0, 9.0] {
        for fee in [-2_000.0, 4_000.0, 12_000.0, 30_000.0, 1e6] {
            if let Some(commission_rate) = EXAMPLE.highest_commission_rate(fee, later) {
                let other = Prospect {
                    commission_rate,
                    ..EXAMPLE
                };
                assert_close(other.highest_fee(later), fee, 1e-12, 1e-9, "the fee");
                found += 1;
            } else {
                let with = |commission_rate| {
                    let other = Prospect {
                        commission_rate,
                        ..EXAMPLE
                    };
                    other.highest_fee(later) - fee
                };
                assert!(with(0.0) < 0.0 || with(1.0) > 0.0, "{fee} {later}");
            }
        }
    }
    assert!(found >= 4, "{found}");
    let free = Prospect {
        order_value: 0.0,
        ..EXAMPLE
    };
    assert_eq!(free.highest_commission_rate(0.0, 0.0), None);
    let unseen = Prospect {
        viewers: 0.0,
        ..EXAMPLE
    };
    assert_eq!(unseen.highest_cost_per_order(100.0), None);
    assert_eq!(unseen.highest_fee(5.0), -1_500.0, "even for nothing");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_fee_is_paid_back_by_the_month_whose_orders_it_counts() {
    let (repeats, discount) = (repeats(), AnnualRate::new(0.1).unwrap());
    let factor = repeats.factor(discount);
    let horizon = months(36.0);
    let mut before = f64::NEG_INFINITY;
    for month in 0..=35 {
        let month = f64::from(month);
        let orders = repeats.within(months(month));
        let later = repeats.later(orders, factor).discounted;
        let fee = EXAMPLE.highest_fee(later);
        assert!(fee >= before, "more months never lower it");
        before = fee;
        let back = EXAMPLE.payback(fee, &repeats, horizon, discount).unwrap();
        assert_close(
            back.get(),
            (month / 2.0).floor() * 2.0,
            0.0,
            1e-12,
            "by then",
        );
    }
    assert_eq!(
        EXAMPLE.payback(before + 1.0, &repeats, horizon, discount),
        None
    );
    let first = EXAMPLE.highest_fee(0.0);
    let back = EXAMPLE.payback(first - 1.0, &repeats, horizon, discount);
    assert_eq!(back.map(Months::get), Some(0.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn any_input_can_be_solved_for_a_payback_in_6_months() {
    let (repeats, discount) = (repeats(), AnnualRate::new(0.1).unwrap());
    let orders = repeats.within(months(6.0));
    let later = repeats.later(orders, repeats.factor(discount)).discounted;
    let fee = 20_000.0;
    let inputs: [(Set, f64, f64); 5] = [
        (|prospect, x| prospect.conversion_rate = x, 1.0, 0.015),
        (|prospect, x| prospect.gross_margin = x, 1.0, 0.55),
        (|prospect, x| prospect.discount_rate = x, 1.0, 0.1),
        (|prospect, x| prospect.incremental = x, 1.0, 0.8),
        (|prospect, x| prospect.order_value = x, 1e3, 60.0),
    ];
    for (set, most, now) in inputs {
        let at = |x| {
            let mut other = EXAMPLE;
            set(&mut other, x);
            other
        };
        let surplus = |x| Some(at(x).highest_fee(later) - fee);
        let solved = crossing(&surplus, 0.0, (0.0, most), 1, now).unwrap();
        let back = at(solved).payback(fee - 1e-6, &repeats, months(36.0), discount);
        assert_eq!(back.map(Months::get), Some(6.0), "{now}");
        let missed = at(solved).payback(fee + 1e-3, &repeats, months(36.0), discount);
        assert!(missed.is_none_or(|month| month.get() > 6.0), "{now}");
    }
}
