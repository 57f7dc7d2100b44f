//! Special functions against 50-digit values, then against laws on a grid.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::special::{
    Tails, beta_tails, chi_square_tail, ln_beta, log1pmx, stirling_error,
};
use wasm_bindgen_test::wasm_bindgen_test;

const SPECIAL: &str = include_str!("../reference/special_functions.json");

#[wasm_bindgen_test(unsupported = test)]
fn ln_beta_matches_50_digit_cases() {
    for row in rows(SPECIAL, "ln_beta") {
        let got = ln_beta(number(&row, "a"), number(&row, "b"));
        assert_close(got, number(&row, "value"), 1e-14, 0.0, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn beta_tails_match_50_digit_cases() {
    for row in rows(SPECIAL, "beta_tails") {
        let (a, b, x) = (number(&row, "a"), number(&row, "b"), number(&row, "x"));
        let got = beta_tails(x, a, b);
        let relative = if a + b <= 1.1e9 { 1e-11 } else { 1e-10 };
        for (got, name) in [(got.lower, "lower"), (got.upper, "upper")] {
            assert_close(got, number(&row, name), relative, 2e-15, &row.to_string());
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn chi_square_tail_matches_50_digit_cases() {
    for row in rows(SPECIAL, "chi_square") {
        let got = chi_square_tail(number(&row, "chi_square"), number(&row, "df"));
        assert_close(got, number(&row, "p"), 1e-13, 0.0, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn log1pmx_keeps_its_digits_near_zero_and_everywhere() {
    for row in rows(SPECIAL, "log1pmx") {
        let got = log1pmx(number(&row, "x"));
        assert_close(got, number(&row, "value"), 1e-15, 0.0, &row.to_string());
    }
    assert_eq!(log1pmx(0.0), 0.0);
    assert_eq!(log1pmx(-1.0), f64::NEG_INFINITY);
}

#[wasm_bindgen_test(unsupported = test)]
fn stirling_errors_give_the_factorials_back() {
    let mut factorial: f64 = 1.0;
    for n in 1..=20 {
        // Γ(n) = (n − 1)!
        let x = f64::from(n);
        let leading = (x - 0.5) * x.ln() - x + 0.5 * core::f64::consts::TAU.ln();
        assert_close(
            (leading + stirling_error(x)).exp(),
            factorial,
            1e-13,
            0.0,
            &format!("{n}"),
        );
        factorial *= x;
    }
}

/// Parameters on both sides of every change of method.
const PARAMETERS: [f64; 10] = [1e-3, 0.5, 1.0, 4.0, 47.5, 2_999.0, 3_001.0, 5e4, 1e7, 1e9];

#[wasm_bindgen_test(unsupported = test)]
fn beta_tails_mirror_add_to_one_and_rise() {
    for a in PARAMETERS {
        for b in PARAMETERS {
            let mean = a / (a + b);
            let deviation = (mean * (1.0 - mean) / (a + b + 1.0)).sqrt();
            let mut before = 0.0;
            for step in -12..=12 {
                let x = mean + f64::from(step) * 0.7 * deviation;
                if x <= 0.0 || x >= 1.0 {
                    continue;
                }
                let Tails { lower, upper } = beta_tails(x, a, b);
                let what = format!("{x} {a} {b}");
                assert_close(lower + upper, 1.0, 0.0, 1e-15, &what);
                assert!(lower >= before && lower <= 1.0, "{what}: {before} {lower}");
                before = lower;
                let x = 1.0 - (1.0 - x);
                let there = beta_tails(x, a, b);
                let mirrored = beta_tails(1.0 - x, b, a);
                assert_close(mirrored.upper, there.lower, 0.0, 1e-11, &what);
            }
        }
    }
    assert_eq!(beta_tails(0.0, 2.0, 3.0).lower, 0.0);
    assert_eq!(beta_tails(1.0, 2.0, 3.0).upper, 0.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn beta_tails_step_by_the_recurrence_in_a() {
    // I_x(a, b) − I_x(a + 1, b) = xᵃ(1 − x)ᵇ / (a·B(a, b)): DLMF 8.17.20, with ln B by its own route.
    for a in PARAMETERS {
        for b in PARAMETERS {
            if a.min(b) > 1e5 {
                continue;
            }
            let x = (a + 0.5) / (a + b + 1.0);
            let step = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp() / a;
            let difference = beta_tails(x, a, b).lower - beta_tails(x, a + 1.0, b).lower;
            let what = format!("{a} {b}");
            // The naive power loses digits as a + b grows: that is why the model has another.
            assert_close(difference, step, 1e-15 * (a + b).max(1e3), 1e-11, &what);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn chi_square_tail_of_two_degrees_is_exponential_and_falls() {
    for degrees in [1.0, 2.0, 3.0, 10.0, 199.0] {
        let mut before = 1.0;
        for step in 0..400 {
            let chi_square = f64::from(step) * 1.7;
            let p = chi_square_tail(chi_square, degrees);
            assert!(p <= before && p >= 0.0, "{chi_square} {degrees}");
            before = p;
            if degrees == 2.0 {
                assert_close(p, (-0.5 * chi_square).exp(), 1e-13, 0.0, "exponential");
            }
        }
    }
    assert_eq!(chi_square_tail(0.0, 3.0), 1.0);
    assert_eq!(chi_square_tail(f64::INFINITY, 3.0), 0.0);
}
