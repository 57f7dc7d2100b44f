//! Lifetime value against published models and sums at 40 digits, then against laws.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::quantity::{AnnualRate, Months, QuantityError};
use conversion_widget::model::retention::{BetaGeometric, Fit, Survival};
use conversion_widget::model::value::{Assumption, Repeats, Terms, sensitivity};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

const CASES: &str = include_str!("../reference/value.json");
const RETENTION: &str = include_str!("../reference/retention.json");

fn months(months: f64) -> Months {
    Months::new(months).unwrap()
}

fn annual(rate: f64) -> AnnualRate {
    AnnualRate::new(rate).unwrap()
}

fn yearly(survival: Survival) -> Repeats {
    Repeats::new(survival, Months::from_years(1.0).unwrap()).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|one| one.as_f64().unwrap()).collect()
}

/// The terms of an order that leaves `margin`.
fn plain(margin: f64) -> Terms {
    Terms {
        order_value: margin,
        repeat_order_value: None,
        gross_margin: 1.0,
        refund_rate: 0.0,
        service_per_order: 0.0,
        acquisition_cost: None,
    }
}

/// Curves of all kinds.
fn survivals() -> Vec<Survival> {
    let fit = |shares: &[f64]| Survival::fitted(&Fit::new(shares, None).unwrap());
    vec![
        Survival::constant(0.0),
        Survival::constant(0.8),
        Survival::constant(1.0),
        Survival::beta_geometric(BetaGeometric::new(0.668, 3.806)),
        Survival::beta_geometric(BetaGeometric::new(4.0, 30.0)),
        fit(&[0.6, 0.6]),
        fit(&[0.8, 0.5, 0.0]),
        Survival::purchases(&[0.2, 0.3, 0.25]).unwrap(),
    ]
}

/// A case of the file, by its own words.
fn case(row: &Value) -> (Terms, Repeats, AnnualRate, Months) {
    let optional = |name: &str| row[name].as_f64();
    let parameters = numbers(&row["parameters"]);
    let survival = match row["kind"].as_str().unwrap() {
        "constant" => Survival::constant(parameters[0]),
        "beta" => Survival::beta_geometric(BetaGeometric::new(parameters[0], parameters[1])),
        _ => Survival::purchases(&parameters).unwrap(),
    };
    let every = number(row, "every");
    let every = match row["unit"].as_str().unwrap() {
        "weeks" => Months::from_weeks(every),
        "months" => Months::new(every),
        "quarters" => Months::from_quarters(every),
        _ => Months::from_years(every),
    };
    let terms = Terms {
        order_value: number(row, "order_value"),
        repeat_order_value: optional("repeat_order_value"),
        gross_margin: number(row, "gross_margin"),
        refund_rate: number(row, "refund_rate"),
        service_per_order: number(row, "service_per_order"),
        acquisition_cost: optional("acquisition_cost"),
    };
    let repeats = Repeats::new(survival, every.unwrap()).unwrap();
    let discount = annual(number(row, "d"));
    (terms, repeats, discount, months(number(row, "horizon")))
}

#[wasm_bindgen_test(unsupported = test)]
fn simple_models_match_fader_and_hardie_2012() {
    for row in rows(CASES, "simple") {
        let what = row.to_string();
        let (m, d) = (number(&row, "m"), number(&row, "d"));
        let repeats = yearly(Survival::constant(number(&row, "r")));
        let factor = repeats.factor(annual(d));
        // T payments of which the first is now are T − 1 later ones.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small whole number"
        )]
        let later = number(&row, "T") as u32 - 1;
        let sum = repeats.later(later, factor).discounted;
        let terms = plain(m);
        let finite = number(&row, "finite_case1");
        assert_close(terms.value(sum), finite, 1e-12, 0.0, &what);
        let unlimited = repeats.beyond(0, factor).map(|sum| terms.value(sum));
        match row["case1"].as_f64() {
            Some(all) => assert_close(unlimited.unwrap(), all, 1e-11, 0.0, &what),
            None => assert_eq!(unlimited, None, "{what}"),
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn multiples_match_gupta_and_lehmann_2003_whose_first_payment_is_a_period_ahead() {
    for row in rows(CASES, "multiples") {
        let repeats = yearly(Survival::constant(number(&row, "r")));
        let factor = repeats.factor(annual(number(&row, "d")));
        let multiple = number(&row, "multiple");
        let got = repeats.beyond(0, factor).unwrap();
        assert_close(got, multiple, 1e-13, 0.0, &row.to_string());
        // With the payment of today it is a whole payment more.
        assert_close(plain(1.0).value(got), 1.0 + multiple, 1e-13, 0.0, "timing");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn rates_a_period_match_50_digit_roots() {
    for row in rows(CASES, "rates") {
        let periods = number(&row, "periods");
        let factor = annual(number(&row, "annual_rate")).factor(months(12.0 / periods));
        let per_period = number(&row, "per_period");
        let expected = 1.0 / (1.0 + per_period);
        assert_close(factor, expected, 1e-15, 0.0, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn residual_lifetimes_match_50_digit_hypergeometric_functions() {
    for row in rows(RETENTION, "lifetimes") {
        let law = BetaGeometric::new(number(&row, "alpha"), number(&row, "beta"));
        let repeats = yearly(Survival::beta_geometric(law));
        let factor = 1.0 / (1.0 + number(&row, "d"));
        let what = row.to_string();
        let got = repeats.beyond(0, factor).unwrap();
        assert_close(got, number(&row, "residual"), 1e-9, 0.0, &what);
        for (renewals, expected) in (0..).zip(numbers(&row["before_decision"])) {
            let got = repeats.residual_lifetime(renewals, factor).unwrap();
            assert_close(got, expected, 1e-9, 0.0, &what);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn after_7_renewals_the_high_end_expects_7_530_more() {
    for row in rows(RETENTION, "fits") {
        let left = numbers(&row["active"]);
        let shares: Vec<f64> = left[1..].iter().map(|count| count / left[0]).collect();
        let fit = Fit::new(&shares, Some(left[0])).unwrap();
        let repeats = yearly(Survival::fitted(&fit));
        let factor = repeats.factor(annual(0.1));
        let residual = repeats.residual_lifetime(7, factor).unwrap();
        let what = row["id"].to_string();
        assert_close(residual, number(&row, "residual_after_7"), 1e-9, 0.0, &what);
        assert_close(
            1.0 + repeats.beyond(0, factor).unwrap(),
            number(&row, "lifetime"),
            1e-9,
            0.0,
            &what,
        );
        if what.contains("high_end_years1_7") {
            assert_close(residual, 7.530, 0.0, 5e-4, "the published figure");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn two_segments_match_the_workshop_of_fader_and_hardie() {
    // Customers of two kinds are no single rate: the parts are valued apart and weighted.
    for row in rows(CASES, "segments") {
        let d = number(&row, "d");
        let mut weighted = 0.0;
        let share = number(&row, "p_seg1");
        for (rate, value, weight) in [("r1", "rclv_seg1", share), ("r2", "rclv_seg2", 1.0 - share)]
        {
            let repeats = yearly(Survival::constant(number(&row, rate)));
            let residual = repeats.residual_lifetime(0, repeats.factor(annual(d)));
            let got = number(&row, "m") * residual.unwrap();
            assert_close(got, number(&row, value), 1e-12, 0.0, value);
            weighted += weight * got;
        }
        assert_close(weighted, number(&row, "rclv"), 1e-12, 0.0, "both");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn payback_matches_exact_cases() {
    for row in rows(CASES, "payback") {
        let repeats = Repeats::new(Survival::constant(number(&row, "r")), months(1.0)).unwrap();
        let (cost, margin) = (number(&row, "cac"), number(&row, "m"));
        let factor = 1.0 / (1.0 + number(&row, "d"));
        let got = repeats.payback(margin, margin, cost, 1_199, factor);
        // The n-th payment is made in month n − 1; nothing to pay back is paid back at once.
        let payments = row["payments"].as_f64();
        let expected = payments.map(|payments| (payments - 1.0).max(0.0));
        assert_eq!(got.map(Months::get), expected, "{row}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn whole_cases_match_sums_at_40_digits() {
    for row in rows(CASES, "whole") {
        let (terms, repeats, discount, horizon) = case(&row);
        let what = row.to_string();
        let orders = repeats.before(horizon);
        assert_eq!(f64::from(orders), number(&row, "orders"), "{what}");
        let factor = repeats.factor(discount);
        let later = repeats.later(orders, factor);
        assert_close(terms.first(), number(&row, "first"), 1e-14, 0.0, &what);
        assert_close(
            terms.value(later.discounted),
            number(&row, "value"),
            1e-12,
            0.0,
            &what,
        );
        assert_close(
            terms.value(later.expected),
            number(&row, "undiscounted"),
            1e-12,
            0.0,
            &what,
        );
        assert_close(
            1.0 + later.expected,
            number(&row, "expected_orders"),
            1e-12,
            0.0,
            &what,
        );
        let cost = terms.acquisition_cost.unwrap_or(f64::INFINITY);
        let payback = repeats.payback(terms.first(), terms.later(), cost, orders, factor);
        match row["payback"].as_f64() {
            Some(month) => assert_close(payback.unwrap().get(), month, 1e-12, 0.0, &what),
            None => assert_eq!(payback, None, "{what}"),
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_parts_add_up_and_a_longer_horizon_never_lowers_value() {
    let terms = Terms {
        order_value: 40.0,
        repeat_order_value: Some(55.0),
        gross_margin: 0.6,
        refund_rate: 0.05,
        service_per_order: 3.0,
        acquisition_cost: Some(30.0),
    };
    for survival in survivals() {
        for every in [0.230, 1.0, 3.0, 12.0] {
            let repeats = Repeats::new(survival.clone(), months(every)).unwrap();
            for d in [0.0, 1e-9, 0.1, 2.0] {
                let factor = repeats.factor(annual(d));
                let mut before = 0.0;
                for horizon in [1.0, 2.0, 12.0, 36.0, 120.0, 1_200.0] {
                    let orders = repeats.before(months(horizon));
                    let later = repeats.later(orders, factor);
                    let value = terms.value(later.discounted);
                    let what = format!("{repeats:?} {d} {horizon}");
                    assert!(value.is_finite() && value >= before, "{what}");
                    before = value;
                    assert_eq!(
                        value,
                        terms.first() + terms.later() * later.discounted,
                        "{what}"
                    );
                    assert!(later.discounted <= later.expected, "{what}");
                    assert!(later.expected <= f64::from(orders), "{what}");
                    let curve = repeats.curve(orders, factor);
                    let last = curve.last().unwrap();
                    assert_eq!((curve[0].month.get(), curve[0].sum), (0.0, 0.0));
                    assert_eq!(last.sum, later.discounted, "{what}");
                    assert!(last.month.get() < horizon, "{what}");
                    // Head and tail are the whole.
                    if let Some(all) = repeats.beyond(0, factor) {
                        let tail = repeats.beyond(orders, factor).unwrap();
                        assert_close(later.discounted + tail, all, 1e-7, 0.0, &what);
                    }
                }
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_unlimited_value_exists_only_where_it_is_finite() {
    let beyond = |survival: &Survival, d: f64| {
        let repeats = yearly(survival.clone());
        repeats.beyond(0, repeats.factor(annual(d)))
    };
    let beta = |alpha, beta| Survival::beta_geometric(BetaGeometric::new(alpha, beta));
    assert_eq!(beyond(&Survival::constant(1.0), 0.0), None);
    assert_eq!(beyond(&beta(0.668, 3.806), 0.0), None);
    assert_eq!(beyond(&beta(1.0, 1.0), 0.0), None);
    assert_eq!(
        beyond(&Survival::purchases(&[0.1, 0.2]).unwrap(), 0.0),
        None
    );
    // Without discount, α > 1: β/(α − 1).
    let sum = beyond(&beta(3.8, 15.2), 0.0).unwrap();
    assert_close(sum, 15.2 / 2.8, 1e-13, 0.0, "Fader and Hardie 2010");
    assert_close(
        beyond(&Survival::constant(0.9), 0.0).unwrap(),
        9.0,
        1e-13,
        0.0,
        "1/churn",
    );
    // Small discounts lead there, and for α < 1 to ever more.
    let mut before = 0.0;
    for d in [0.1, 1e-2, 1e-4, 1e-6] {
        let near = beyond(&beta(3.8, 15.2), d).unwrap();
        assert!(near < sum && near > before);
        before = near;
        assert!(beyond(&beta(0.668, 3.806), d).unwrap().is_finite());
    }
    assert_close(before, sum, 1e-4, 0.0, "the limit");
    // A seen end is an end, and what lies beyond it is nothing.
    let fit = Fit::new(&[0.8, 0.5, 0.0], None).unwrap();
    let ended = Survival::fitted(&fit);
    let head = ended.at(1) + ended.at(2);
    assert_close(beyond(&ended, 0.0).unwrap(), head, 1e-14, 0.0, "an end");
    assert_eq!(yearly(ended).beyond(3, 1.0), Some(0.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn value_is_continuous_where_retention_is_1_and_the_discount_0() {
    let value = |rate: f64, d: f64| {
        let repeats = Repeats::new(Survival::constant(rate), months(1.0)).unwrap();
        repeats.later(35, repeats.factor(annual(d))).discounted
    };
    assert_eq!(value(1.0, 0.0), 35.0);
    for tiny in [1e-6, 1e-9, 1e-12, 1e-15] {
        assert_close(value(1.0 - tiny, 0.0), 35.0, 20.0 * tiny, 1e-12, "the rate");
        assert_close(value(1.0, tiny), 35.0, 20.0 * tiny, 1e-12, "the discount");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn units_of_time_are_those_of_the_calendar() {
    assert_eq!(Months::from_quarters(3.0), Months::new(9.0));
    assert_eq!(Months::from_years(100.0), Months::new(1_200.0));
    let weeks = Months::from_weeks(52.177_5).unwrap().get();
    assert_close(weeks, 12.0, 1e-15, 0.0, "a year of weeks");
    for wrong in [-1.0, 1_200.5, f64::NAN, f64::INFINITY] {
        assert!(Months::new(wrong).is_err());
    }
    assert_eq!(AnnualRate::new(-0.1), Err(QuantityError::OutOfRange));
    let never = Repeats::new(Survival::constant(0.5), months(0.01));
    assert_eq!(never, Err(QuantityError::OutOfRange), "less than a day");
    // The last day of the horizon is not in it; payback months are.
    let repeats = |every| Repeats::new(Survival::constant(0.5), months(every)).unwrap();
    assert_eq!(repeats(1.0).before(months(36.0)), 35);
    assert_eq!(repeats(0.1).before(months(1.2)), 11);
    assert_eq!(repeats(12.0).before(months(12.0)), 0);
    assert_eq!(repeats(12.0).before(months(12.5)), 1);
    assert_eq!(repeats(5.0).before(months(1.0)), 0);
    assert_eq!(repeats(1.0).within(months(12.0)), 12);
    assert_eq!(repeats(0.1).within(months(1.2)), 12);
    assert_eq!(repeats(12.0).within(months(6.0)), 0);
    // Ten tenths are paid back with the tenth, however their sum is rounded.
    let all = Repeats::new(Survival::constant(1.0), months(1.0)).unwrap();
    let month = all.payback(0.1, 0.1, 1.0, 35, 1.0).unwrap();
    assert_eq!(month.get(), 9.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_flip_of_the_tornado_is_where_value_is_the_acquisition_cost() {
    let mut flips = 0;
    for row in rows(CASES, "whole") {
        let (terms, repeats, discount, horizon) = case(&row);
        let swings = sensitivity(&terms, &repeats, horizon, discount);
        assert_eq!(swings.len(), 7);
        for pair in swings.windows(2) {
            assert!(pair[0].width() >= pair[1].width(), "{row}");
        }
        let later = |repeats: &Repeats, discount: AnnualRate| {
            let orders = repeats.before(horizon);
            repeats.later(orders, repeats.factor(discount)).discounted
        };
        // What each assumption does, told another way.
        let value = |assumption: Assumption, x: f64| {
            let mut other = terms;
            match assumption {
                Assumption::OrderValue => other.order_value = x,
                Assumption::ServicePerOrder => other.service_per_order = x,
                Assumption::AcquisitionCost => other.acquisition_cost = Some(x),
                Assumption::GrossMargin => other.gross_margin = x,
                Assumption::RefundRate => other.refund_rate = x,
                Assumption::AnnualDiscountRate => {
                    return terms.value(later(&repeats, annual(x)));
                }
                Assumption::Retention => {
                    let survival = repeats.survival().with_rate(x);
                    return terms.value(later(&repeats.with_survival(survival), discount));
                }
            }
            other.value(later(&repeats, discount))
        };
        for swing in &swings {
            let what = format!("{swing:?} {row}");
            let rises = swing.low <= swing.high;
            assert!(rises && swing.low >= 0.0, "{what}");
            assert_close(
                swing.value_low,
                value(swing.assumption, swing.low),
                1e-12,
                1e-12,
                &what,
            );
            assert_close(
                swing.value_high,
                value(swing.assumption, swing.high),
                1e-12,
                1e-12,
                &what,
            );
            if let Some(flip) = swing.flip {
                flips += 1;
                let cost = if swing.assumption == Assumption::AcquisitionCost {
                    flip
                } else {
                    terms.acquisition_cost.unwrap()
                };
                let at = value(swing.assumption, flip);
                assert_close(at, cost, 1e-9, 0.0, &what);
            } else if let Some(cost) = terms.acquisition_cost {
                // Then no value of it does: both ends lie on the same side.
                let most = match swing.assumption {
                    Assumption::OrderValue | Assumption::ServicePerOrder => 1e12,
                    Assumption::AnnualDiscountRate => 100.0,
                    _ => 1.0,
                };
                let above = |x| value(swing.assumption, x) > cost;
                assert_eq!(above(0.0), above(most), "{what}");
            }
        }
    }
    assert!(flips > 25, "{flips}");
}
