//! Beta posteriors against 50-digit values, then against laws.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::posterior::Beta;
use conversion_widget::model::quantity::{Evidence, Level, QuantityError};
use wasm_bindgen_test::wasm_bindgen_test;

const POSTERIOR: &str = include_str!("../reference/posterior.json");

#[wasm_bindgen_test(unsupported = test)]
fn quantiles_match_50_digit_cases() {
    for row in rows(POSTERIOR, "quantiles") {
        let beta = Beta::new(number(&row, "a"), number(&row, "b")).unwrap();
        let tail = number(&row, "tail");
        let what = row.to_string();
        assert_close(beta.quantile(tail), number(&row, "low"), 1e-12, 0.0, &what);
        assert_close(
            beta.upper_quantile(tail),
            number(&row, "high"),
            1e-12,
            0.0,
            &what,
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn credible_intervals_match_the_shrunk_rats_of_gelman() {
    for row in rows(POSTERIOR, "intervals") {
        let beta = Beta::new(number(&row, "a"), number(&row, "b")).unwrap();
        let interval = beta.credible_interval(Level::new(0.95).unwrap());
        let what = row.to_string();
        assert_close(interval.low, number(&row, "low"), 2e-9, 0.0, &what);
        assert_close(interval.high, number(&row, "high"), 2e-9, 0.0, &what);
    }
}

const PARAMETERS: [f64; 9] = [0.01, 0.5, 1.0, 4.0, 47.5, 2_999.0, 5e4, 1e7, 1e9];

#[wasm_bindgen_test(unsupported = test)]
fn quantiles_invert_the_tails_and_mirror() {
    for a in PARAMETERS {
        for b in PARAMETERS {
            let beta = Beta::new(a, b).unwrap();
            let mirror = Beta::new(b, a).unwrap();
            for tail in [1e-12, 0.001, 0.025, 0.3, 0.5, 0.8] {
                let what = format!("{a} {b} {tail}");
                let low = beta.quantile(tail);
                assert!((0.0..=1.0).contains(&low), "{what}: {low}");
                assert_close(mirror.upper_quantile(tail), 1.0 - low, 0.0, 1e-13, &what);
                // Where the quantile is told apart from the ends, its tail is the one asked for.
                if low > 1e-290 && low < 0.999 {
                    assert_close(beta.cdf(low).lower, tail, 1e-10, 1e-15, &what);
                }
                assert!(
                    beta.upper_quantile(tail) >= beta.quantile((1.0 - tail) * 0.999),
                    "{what}"
                );
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_picture_peaks_at_the_mode_and_has_the_shape_of_the_density() {
    let beta = Beta::new(31.0, 971.0).unwrap();
    assert_close(beta.relative_density(0.03), 1.0, 1e-14, 0.0, "mode");
    // f(x)/f(mode) by the plain powers, which are exact enough for a thousand viewers.
    for x in [0.0, 0.01, 0.02, 0.04, 0.08] {
        let plain = (x / 0.03_f64).powi(30) * ((1.0 - x) / 0.97_f64).powi(970);
        assert_close(beta.relative_density(x), plain, 1e-11, 0.0, &format!("{x}"));
    }
    for a in PARAMETERS {
        for b in PARAMETERS {
            let beta = Beta::new(a, b).unwrap();
            let mut highest = 0.0_f64;
            for step in 0..=100 {
                let height = beta.relative_density(f64::from(step) / 100.0);
                assert!((0.0..=1.0).contains(&height), "{a} {b} {step}: {height}");
                highest = highest.max(height);
            }
            assert!(
                highest.max(beta.relative_density(beta.mean())) > 0.0,
                "{a} {b}"
            );
            assert_eq!(
                beta.relative_density(-0.1) + beta.relative_density(1.1),
                0.0
            );
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn posteriors_lie_between_prior_and_sample() {
    let sample = Evidence::new(4.0, 80.0).unwrap();
    let mut before = 0.05;
    for weight in [1.0, 10.0, 200.0, 1e6] {
        let posterior = Beta::of(0.02, weight, sample).unwrap();
        assert!(
            posterior.mean() < before && posterior.mean() > 0.02,
            "{weight}"
        );
        before = posterior.mean();
    }
    let posterior = Beta::of(0.02, 200.0, sample).unwrap();
    assert_close(posterior.a(), 8.0, 1e-15, 0.0, "a");
    assert_close(posterior.b(), 272.0, 1e-15, 0.0, "b");
    let variance = 8.0 * 272.0 / (280.0 * 280.0 * 281.0);
    assert_close(
        posterior.standard_deviation().powi(2),
        variance,
        1e-14,
        0.0,
        "variance",
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn beta_parameters_are_checked() {
    assert_eq!(Beta::new(0.0, 1.0), Err(QuantityError::OutOfRange));
    assert_eq!(Beta::new(1.0, f64::NAN), Err(QuantityError::NotFinite));
    let none = Evidence::new(0.0, 10.0).unwrap();
    assert_eq!(Beta::of(0.5, 0.0, none), Err(QuantityError::OutOfRange));
}
