//! Offers against each other: exact cases of the retention model first, then laws.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::quantity::{AnnualRate, Months};
use conversion_widget::model::retention::{BetaGeometric, Survival};
use conversion_widget::model::trade_off::{Offer, break_even, crossover};
use conversion_widget::model::value::Repeats;
use wasm_bindgen_test::wasm_bindgen_test;

const CASES: &str = include_str!("../reference/trade_off.json");

fn months(months: f64) -> Months {
    Months::new(months).unwrap()
}

fn annual(rate: f64) -> AnnualRate {
    AnnualRate::new(rate).unwrap()
}

fn offer(conversion_rate: f64, discount_rate: f64, survival: Survival) -> Offer {
    Offer {
        conversion_rate,
        discount_rate,
        order_value: 50.0,
        repeat_order_value: 50.0,
        gross_margin: 0.6,
        repeats: Repeats::new(survival, months(1.0)).unwrap(),
        cost_per_thousand: 400.0,
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn break_even_matches_exact_cases_of_the_retention_model() {
    for row in rows(CASES, "cases") {
        // A hundred years of months stand for no horizon; costs a click are those of a viewer here.
        let with = |rate: &str, first: &str, retention: f64, cost: &str| Offer {
            conversion_rate: number(&row, rate),
            discount_rate: 1.0 - number(&row, first) / 1_000.0,
            order_value: 1_000.0,
            repeat_order_value: number(&row, "m"),
            gross_margin: 1.0,
            repeats: Repeats::new(Survival::constant(retention), months(1.0)).unwrap(),
            cost_per_thousand: 1_000.0 * number(&row, cost),
        };
        let retention = number(&row, "r_a");
        let a = with("cvr_a", "c0_a", retention, "cpc_a");
        let b = with("cvr_b", "c0_b", retention, "cpc_b");
        let discount = annual((1.0 + number(&row, "d")).powi(12) - 1.0);
        let horizon = months(1_200.0);
        let what = row.to_string();
        let value = a.value_at(horizon, discount);
        assert_close(value, number(&row, "ltv_a"), 1e-11, 0.0, &what);
        let profit = a.profit(value) / 1_000.0;
        assert_close(
            profit,
            number(&row, "profit_per_click_a"),
            1e-10,
            0.0,
            &what,
        );
        let even = break_even(&b, &a, horizon, discount);
        let allowed = 1.0 - number(&row, "required_ltv_b") / number(&row, "ltv_a");
        assert_close(
            even.lifetime_loss_allowed.unwrap(),
            allowed,
            1e-10,
            0.0,
            &what,
        );
        let rate = number(&row, "break_even_cvr_b_at_r_a");
        assert_close(even.conversion_rate.unwrap(), rate, 1e-10, 0.0, &what);
        if row["feasible"].as_bool().unwrap() {
            let expected = number(&row, "break_even_retention_b");
            assert_close(even.retention.unwrap(), expected, 1e-10, 0.0, &what);
        } else {
            assert_eq!(even.retention, None, "{what}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn converting_3_4_against_2_1_percent_a_customer_may_bring_38_2_percent_less() {
    let (quick, lasting) = (
        offer(0.034, 0.3, Survival::constant(0.8)),
        offer(0.021, 0.0, Survival::constant(0.9)),
    );
    let even = break_even(&quick, &lasting, months(36.0), annual(0.1));
    let allowed = even.lifetime_loss_allowed.unwrap();
    assert_close(allowed, 1.0 - 2.1 / 3.4, 1e-14, 0.0, "equal cost");
    assert_close(allowed, 0.382, 0.0, 5e-4, "as printed");
}

#[wasm_bindgen_test(unsupported = test)]
fn at_every_break_even_both_earn_the_same() {
    let (horizon, discount) = (months(36.0), annual(0.1));
    let mut found = 0;
    for rate in [0.01, 0.021, 0.034, 0.2] {
        for share in [0.0, 0.2, 0.7] {
            for kept in [0.3, 0.8, 0.97] {
                let first = offer(rate, share, Survival::constant(kept));
                let second = offer(0.021, 0.0, Survival::constant(0.9));
                let even = break_even(&first, &second, horizon, discount);
                let wanted = second.profit(second.value_at(horizon, discount));
                let value = first.value_at(horizon, discount);
                let loss = even.lifetime_loss_allowed.unwrap();
                let needed = (1.0 - loss) * second.value_at(horizon, discount);
                assert_close(first.profit(needed), wanted, 1e-12, 1e-9, "value");
                if let Some(conversion_rate) = even.conversion_rate {
                    let other = Offer {
                        conversion_rate,
                        ..first.clone()
                    };
                    assert_close(other.profit(value), wanted, 1e-12, 1e-9, "rate");
                    found += 1;
                }
                if let Some(retention) = even.retention {
                    let other = offer(rate, share, Survival::constant(retention));
                    let profit = other.profit(other.value_at(horizon, discount));
                    assert_close(profit, wanted, 1e-10, 1e-9, "retention");
                    found += 1;
                }
                // An offer against itself: nothing to lose, and where it is.
                let same = break_even(&first, &first, horizon, discount);
                assert_close(same.lifetime_loss_allowed.unwrap(), 0.0, 0.0, 1e-13, "same");
                assert_eq!(same.lifetime_loss, Some(0.0));
                assert_close(same.conversion_rate.unwrap(), rate, 1e-12, 0.0, "same");
                assert_close(same.retention.unwrap(), kept, 1e-10, 0.0, "same");
            }
        }
    }
    assert!(found > 30, "{found}");
    // Another kind of retention has no single rate to solve for; no viewer, no value needed.
    let mixed = Survival::beta_geometric(BetaGeometric::new(0.668, 3.806));
    let other = offer(0.0, 0.0, mixed);
    let even = break_even(
        &other,
        &offer(0.02, 0.0, Survival::constant(0.9)),
        horizon,
        discount,
    );
    assert_eq!((even.retention, even.lifetime_loss_allowed), (None, None));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_curve_begins_with_the_first_order_and_ends_at_the_horizon() {
    for every in [0.23, 1.0, 3.0, 12.0] {
        let mut one = offer(
            0.03,
            0.1,
            Survival::beta_geometric(BetaGeometric::new(0.7, 1.2)),
        );
        one.repeats = Repeats::new(one.repeats.survival().clone(), months(every)).unwrap();
        for horizon in [1.0, 12.0, 35.5, 120.0] {
            let (horizon, discount) = (months(horizon), annual(0.1));
            let curve = one.curve(horizon, discount);
            let length = horizon.get().ceil() + 1.0;
            assert_eq!(f64::from(u32::try_from(curve.len()).unwrap()), length);
            // Weekly orders come within month 0 only at its start.
            let start = one.profit(one.first());
            assert_close(curve[0], start, 1e-14, 0.0, "month 0");
            let end = one.profit(one.value_at(horizon, discount));
            assert_close(*curve.last().unwrap(), end, 1e-12, 0.0, "the horizon");
            for (month, pair) in (0..).zip(curve.windows(2)) {
                assert!(pair[1] >= pair[0], "{every} {month}");
                let orders = one.repeats.within(months(f64::from(month)));
                let expected = one.profit(one.value(orders, discount));
                assert_close(pair[0], expected, 1e-12, 1e-12, "a month");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_crossover_is_the_month_from_which_the_one_behind_stays_ahead() {
    let cross = |one: &[f64], other: &[f64]| {
        let there = crossover(one, other);
        assert_eq!(there, crossover(other, one), "either way round");
        there
    };
    assert_eq!(cross(&[1.0, 2.0, 3.0, 4.0], &[0.0, 2.0, 4.0, 6.0]), Some(2));
    // Passing twice: the last time counts; a tie is not ahead.
    assert_eq!(cross(&[1.0, 1.0, 4.0, 4.0], &[0.0, 2.0, 3.0, 5.0]), Some(3));
    assert_eq!(cross(&[1.0, 2.0], &[0.0, 2.0]), None);
    assert_eq!(cross(&[1.0, 5.0], &[0.0, 2.0]), None);
    assert_eq!(cross(&[1.0, 1.0], &[1.0, 2.0]), None, "nobody is behind");
    assert_eq!(cross(&[], &[]), None);
    // Two offers of which the slower start wins.
    let (horizon, discount) = (months(36.0), annual(0.1));
    let quick = offer(0.034, 0.1, Survival::constant(0.5));
    let lasting = offer(0.015, 0.0, Survival::constant(0.95));
    let (a, b) = (
        quick.curve(horizon, discount),
        lasting.curve(horizon, discount),
    );
    let month = crossover(&a, &b);
    let (behind, ahead) = if a[0] < b[0] { (&a, &b) } else { (&b, &a) };
    let expected = (0..behind.len())
        .rev()
        .take_while(|&month| behind[month] > ahead[month])
        .last();
    assert_eq!(month, expected);
    assert!(month.is_some());
}
