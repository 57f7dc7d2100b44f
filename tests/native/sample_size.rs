//! Sample sizes against computed cases and R, then against laws on a grid.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::sample_size::{
    Design, detectable_effect, evan_miller, per_variant, power, readers_needed,
};
use wasm_bindgen_test::wasm_bindgen_test;

const SIZES: &str = include_str!("../reference/sample_size.json");
const EFFECTS: &str = include_str!("../reference/mde.json");

fn design(alpha: f64, power: f64) -> Design {
    Design {
        alpha,
        power,
        two_sided: true,
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn sizes_match_50_digit_cases() {
    for row in rows(SIZES, "cases") {
        let (alpha, wanted) = (number(&row, "alpha"), number(&row, "power"));
        let (baseline, effect) = (number(&row, "baseline"), number(&row, "delta_absolute"));
        let (design, other) = (design(alpha, wanted), baseline + effect);
        let what = row.to_string();
        // Relative to the effect, the sum of baseline and effect is rounded at 10⁻¹¹ of 10⁻⁶.
        let rounding = 1e-13 + 4e-16 * baseline / effect;
        let readers = readers_needed(baseline, other, design);
        assert_close(readers, number(&row, "per_variant"), rounding, 0.0, &what);
        let whole = number(&row, "whole");
        assert_eq!(per_variant(baseline, other, design), Some(whole), "{what}");
        let miller = evan_miller(baseline, effect, design).unwrap();
        assert_close(miller, number(&row, "evan_miller"), rounding, 0.0, &what);
        let found = power(baseline, other, whole, design);
        assert_close(found, number(&row, "power_at_whole"), 1e-11, 0.0, &what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn effects_match_50_digit_cases() {
    for row in rows(EFFECTS, "cases") {
        let design = design(number(&row, "alpha"), number(&row, "power"));
        let readers = number(&row, "n_per_arm");
        let effect = detectable_effect(number(&row, "baseline"), readers, design).unwrap();
        // The reference allows 1e-8; the docstring promises 1e-13.
        assert_close(effect, number(&row, "effect"), 1e-13, 0.0, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn sizes_match_r_and_evan_millers_page() {
    let usual = design(0.05, 0.8);
    assert_close(readers_needed(0.2, 0.25, usual), 1_093.739, 0.0, 5e-4, "R");
    assert_eq!(per_variant(0.2, 0.25, usual), Some(1_094.0));
    assert_eq!(evan_miller(0.2, 0.05, usual).map(f64::round), Some(1_030.0));
    // He mirrors a baseline above one half, and leaves the effect as it is.
    assert_eq!(evan_miller(0.9, 0.05, usual).map(f64::round), Some(599.0));
    assert_eq!(evan_miller(0.9, -0.2, usual), None);
}

const BASELINES: [f64; 7] = [1e-9, 1e-4, 0.02, 0.3, 0.5, 0.9, 0.999];
const DESIGNS: [(f64, f64); 5] = [
    (0.05, 0.8),
    (0.001, 0.99),
    (0.2, 0.5),
    (0.05, 0.3),
    (1e-9, 0.8),
];

#[wasm_bindgen_test(unsupported = test)]
fn effect_is_the_inverse_of_the_size() {
    for baseline in BASELINES {
        for (alpha, wanted) in DESIGNS {
            for share in [1e-3, 0.1, 0.5, 0.999] {
                // See the docstring: below one half the size may rise again towards the end.
                if wanted < 0.5 && share > 0.5 {
                    continue;
                }
                let design = design(alpha, wanted);
                let effect = share * (1.0 - baseline);
                // What the sum keeps of the effect.
                let other = baseline + effect;
                let readers = readers_needed(baseline, other, design);
                let what = format!("{baseline} + {effect}, {design:?}");
                let found = detectable_effect(baseline, readers, design).unwrap();
                assert_close(found, other - baseline, 1e-12, 1e-15, &what);
                let chance = power(baseline, other, readers, design);
                assert_close(chance, wanted, 1e-9, 0.0, &what);
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn effect_falls_with_the_readers_down_to_the_largest_tests() {
    for baseline in BASELINES {
        let mut before = f64::INFINITY;
        for readers in [10.0, 1e3, 1e6, 1e9, 1e12] {
            match detectable_effect(baseline, readers, design(0.05, 0.8)) {
                Some(effect) => {
                    assert!(0.0 < effect && effect < before, "{baseline} {readers}");
                    assert!(effect <= 1.0 - baseline, "{baseline} {readers}");
                    before = effect;
                }
                None => assert!(before.is_infinite(), "{baseline} {readers}"),
            }
        }
        assert!(before.is_finite(), "{baseline}");
    }
    // One reader each tells nothing, and from 100 % nothing rises.
    assert_eq!(detectable_effect(0.02, 1.0, design(0.05, 0.8)), None);
    assert_eq!(detectable_effect(1.0, 1e9, design(0.05, 0.8)), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn size_is_the_same_with_rates_exchanged_or_counted_from_the_other_end() {
    for first in [0.01, 0.2, 0.5, 0.75] {
        for second in [0.02, 0.1, 0.6, 0.99] {
            let usual = design(0.05, 0.8);
            let readers = readers_needed(first, second, usual);
            assert_eq!(readers, readers_needed(second, first, usual));
            let others = readers_needed(1.0 - first, 1.0 - second, usual);
            assert_close(readers, others, 1e-12, 0.0, "other end");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn size_rises_as_more_is_asked() {
    let sizes = [
        Design {
            two_sided: false,
            ..design(0.05, 0.8)
        },
        design(0.05, 0.8),
        design(0.05, 0.9),
        design(0.01, 0.9),
        design(0.01, 0.99),
    ]
    .map(|design| readers_needed(0.1, 0.12, design));
    assert!(sizes.is_sorted() && sizes[0] < sizes[4], "{sizes:?}");
    // One side at α is the threshold of both at 2α.
    let one = Design {
        two_sided: false,
        ..design(0.05, 0.8)
    };
    assert_eq!(
        readers_needed(0.1, 0.12, one),
        readers_needed(0.1, 0.12, design(0.1, 0.8))
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn nothing_to_find_needs_no_end_of_readers_and_all_to_find_at_least_one() {
    let usual = design(0.05, 0.8);
    assert_eq!(per_variant(0.3, 0.3, usual), None);
    assert_eq!(evan_miller(0.3, 0.0, usual), None);
    // A power below what chance gives.
    assert_eq!(per_variant(0.1, 0.2, design(0.9, 0.1)), Some(1.0));
    // Without chance: 0 % against 0 %, and 0 % against 100 %.
    assert_eq!(power(0.0, 0.0, 100.0, usual), 0.0);
    assert_eq!(power(0.0, 1.0, 100.0, usual), 1.0);
    assert_close(power(0.1, 0.1, 1e6, usual), 0.025, 1e-13, 0.0, "no effect");
}
