//! Two proportions against published and independently computed cases, then against laws on a grid.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::normal::two_sided_p;
use conversion_widget::model::quantity::{Count, Evidence, LARGEST_COUNT, Level, Sample};
use conversion_widget::model::two_proportion::{
    fisher_p, judged_p, katz_interval, newcombe_interval, pooled_p, pooled_z,
    smallest_expected_count,
};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

const TWO: &str = include_str!("../reference/two_proportion.json");
const FISHER: &str = include_str!("../reference/fisher_exact.json");

fn sample(part: f64, whole: f64) -> Sample {
    Sample::new(Count::new(part).unwrap(), Count::new(whole).unwrap()).unwrap()
}

fn level(value: f64) -> Level {
    Level::new(value).unwrap()
}

fn arms(row: &Value) -> (Sample, Sample) {
    (
        sample(number(row, "x_a"), number(row, "n_a")),
        sample(number(row, "x_b"), number(row, "n_b")),
    )
}

fn evidence((control, variant): (Sample, Sample)) -> (Evidence, Evidence) {
    (control.into(), variant.into())
}

#[wasm_bindgen_test(unsupported = test)]
fn newcombe_matches_newcombe_1998b_table_2() {
    for row in rows(TWO, "published") {
        let (control, variant) = evidence(arms(&row));
        let got = newcombe_interval(control, variant, level(0.95));
        let allowed = number(&row, "abs");
        assert_close(got.low, number(&row, "low"), 0.0, allowed, &row.to_string());
        assert_close(
            got.high,
            number(&row, "high"),
            0.0,
            allowed,
            &row.to_string(),
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn newcombe_katz_and_pooled_z_match_50_digit_cases() {
    let mut lifts = 0;
    for row in rows(TWO, "cases") {
        let (control, variant) = evidence(arms(&row));
        let what = row.to_string();
        let near = |got: f64, name: &str| assert_close(got, number(&row, name), 0.0, 1e-15, &what);
        let difference = newcombe_interval(control, variant, level(0.95));
        near(difference.value, "difference");
        near(difference.low, "low");
        near(difference.high, "high");
        match row["z"].as_f64() {
            Some(z) => assert_close(pooled_z(control, variant).unwrap(), z, 1e-12, 0.0, &what),
            None => assert_eq!(pooled_z(control, variant), None, "{what}"),
        }
        // A p-value of z = 7.9 moves eight times the error of z.
        assert_close(
            pooled_p(control, variant),
            number(&row, "p"),
            1e-11,
            0.0,
            &what,
        );
        let lift = katz_interval(control, variant, level(0.95));
        assert_eq!(lift.is_some(), row["lift"].is_number(), "{what}");
        if let Some(lift) = lift {
            lifts += 1;
            for (got, name) in [
                (lift.value, "lift"),
                (lift.low, "lift_low"),
                (lift.high, "lift_high"),
            ] {
                assert_close(1.0 + got, 1.0 + number(&row, name), 1e-15, 0.0, &what);
            }
        }
    }
    assert!(lifts > 8);
}

/// Arms from one reader to the most that are accepted, with few, some, many and all converting.
fn grid() -> Vec<(Evidence, Evidence)> {
    let mut arms = Vec::new();
    for viewers in [0.5, 1.0, 7.5, 80.0, 12_345.0, 1e8, LARGEST_COUNT] {
        for share in [0.0, 1e-9, 0.03, 0.4, 0.999, 1.0] {
            arms.push(Evidence::new(viewers * share, viewers).unwrap());
        }
    }
    arms.iter()
        .flat_map(|one| arms.iter().map(|other| (*one, *other)))
        .collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn newcombe_holds_the_difference_and_changes_sign_with_the_arms() {
    for (control, variant) in grid() {
        for confidence in [0.1, 0.95, 1.0 - 1e-9] {
            let there = newcombe_interval(control, variant, level(confidence));
            let back = newcombe_interval(variant, control, level(confidence));
            let what = format!("{control:?} {variant:?} {confidence}");
            assert!(
                -1.0 <= there.low && there.low <= there.value,
                "{what} {there:?}"
            );
            assert!(
                there.value <= there.high && there.high <= 1.0,
                "{what} {there:?}"
            );
            assert_eq!(there.value, -back.value, "{what}");
            assert_eq!(there.low, -back.high, "{what}");
            assert_eq!(there.high, -back.low, "{what}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn newcombe_of_the_others_is_the_same_with_the_other_sign() {
    let others =
        |arm: Evidence| Evidence::new(arm.viewers() - arm.conversions(), arm.viewers()).unwrap();
    for (control, variant) in grid() {
        let these = newcombe_interval(control, variant, level(0.95));
        let mirrored = newcombe_interval(others(control), others(variant), level(0.95));
        let what = format!("{control:?} {variant:?}");
        assert_close(these.low, -mirrored.high, 0.0, 1e-15, &what);
        assert_close(these.high, -mirrored.low, 0.0, 1e-15, &what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn katz_holds_the_lift_and_inverts_with_the_arms() {
    for (control, variant) in grid() {
        let Some(there) = katz_interval(control, variant, level(0.95)) else {
            assert!(control.conversions() == 0.0 || variant.conversions() == 0.0);
            continue;
        };
        let back = katz_interval(variant, control, level(0.95)).unwrap();
        let what = format!("{control:?} {variant:?} {there:?} {back:?}");
        assert!(
            -1.0 <= there.low && there.low <= there.value && there.value <= there.high,
            "{what}"
        );
        // The ratio the other way round is one divided by it; the logarithm of the ratio carries
        // the rounding of 1 + lift.
        if there.low > -0.999 && back.low > -0.999 {
            assert_close((1.0 + there.low) * (1.0 + back.high), 1.0, 1e-9, 0.0, &what);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn pooled_z_changes_sign_with_the_arms_and_ends_where_all_are_alike() {
    for (control, variant) in grid() {
        let what = format!("{control:?} {variant:?}");
        let there = pooled_z(control, variant);
        assert_eq!(
            there,
            pooled_z(variant, control).map(core::ops::Neg::neg),
            "{what}"
        );
        if let Some(z) = there {
            assert!(z.is_finite(), "{what}");
            assert_eq!(pooled_p(control, variant), two_sided_p(z), "{what}");
        } else {
            let rates = [control.rate(), variant.rate()];
            assert!(rates == [0.0; 2] || rates == [1.0; 2], "{what}");
            assert_eq!(pooled_p(control, variant), 1.0, "{what}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn pooled_z_squared_is_the_chi_square_of_the_fourfold_table() {
    for (control, variant) in grid() {
        let Some(z) = pooled_z(control, variant) else {
            continue;
        };
        let people = control.viewers() + variant.viewers();
        if people > 1e6 {
            continue;
        }
        let converted = control.conversions() + variant.conversions();
        let mut chi_square = 0.0;
        for arm in [control, variant] {
            let expected = arm.viewers() * converted / people;
            let excess = (arm.conversions() - expected).powi(2);
            chi_square += excess / expected + excess / (arm.viewers() - expected);
        }
        assert_close(z * z, chi_square, 1e-5, 1e-9, "chi-square");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn fisher_matches_exact_arithmetic_and_r() {
    for row in rows(FISHER, "cases") {
        let (control, variant) = arms(&row);
        // The reference allows what the row says; the docstring promises 1e-12.
        assert_close(
            fisher_p(control, variant),
            number(&row, "p"),
            1e-12,
            0.0,
            &row.to_string(),
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn fisher_matches_the_sum_over_whole_tables() {
    // Pascal's triangle: another route, exact to 2⁵³.
    let mut triangle = vec![vec![1.0_f64]];
    for size in 1..30 {
        let last = &triangle[size - 1];
        let mut row = vec![1.0; size + 1];
        for place in 1..size {
            row[place] = last[place - 1] + last[place];
        }
        triangle.push(row);
    }
    let mut tables = 0;
    for (first, second) in [(1_u8, 1_u8), (3, 5), (9, 9), (4, 17), (12, 13)] {
        for one in 0..=first {
            for two in 0..=second {
                let (n1, n2) = (usize::from(first), usize::from(second));
                let (k, m) = (usize::from(one), usize::from(one + two));
                let ways = |k: usize| triangle[n1][k] * triangle[n2][m - k];
                let all: f64 = (m.saturating_sub(n2)..=n1.min(m)).map(ways).sum();
                let rare: f64 = (m.saturating_sub(n2)..=n1.min(m))
                    .map(ways)
                    .filter(|here| *here <= ways(k) * (1.0 + 1e-7))
                    .sum();
                let got = fisher_p(
                    sample(one.into(), first.into()),
                    sample(two.into(), second.into()),
                );
                assert_close(
                    got,
                    rare / all,
                    1e-13,
                    0.0,
                    &format!("{one}/{first} {two}/{second}"),
                );
                tables += 1;
            }
        }
    }
    assert_eq!(tables, 4 + 24 + 100 + 90 + 182);
}

#[wasm_bindgen_test(unsupported = test)]
fn fisher_is_the_same_with_arms_or_outcomes_exchanged() {
    for (control, variant) in [
        (sample(0.0, 100.0), sample(5.0, 100.0)),
        (sample(3.0, 30.0), sample(9.0, 31.0)),
        (sample(1.0, LARGEST_COUNT), sample(2.0, 1_000.0)),
        (sample(0.0, LARGEST_COUNT), sample(9.0, LARGEST_COUNT)),
    ] {
        let others = |arm: Sample| sample(arm.whole().get() - arm.part().get(), arm.whole().get());
        let p = fisher_p(control, variant);
        assert!(p > 0.0 && p <= 1.0);
        assert_close(fisher_p(variant, control), p, 1e-13, 0.0, "arms");
        assert_close(
            fisher_p(others(control), others(variant)),
            p,
            1e-13,
            0.0,
            "outcomes",
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn fisher_of_nobody_and_of_everybody_is_1() {
    for whole in [1.0, 5.0, LARGEST_COUNT] {
        assert_eq!(fisher_p(sample(0.0, whole), sample(0.0, 3.0)), 1.0);
        assert_eq!(fisher_p(sample(whole, whole), sample(3.0, 3.0)), 1.0);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn fisher_approaches_the_normal_p_in_large_samples() {
    for extra in [0.0, 300.0, 900.0, 1_500.0] {
        let (control, variant) = (sample(30_000.0, 1e6), sample(30_000.0 + extra, 1e6));
        let (exact, normal) = (
            fisher_p(control, variant),
            pooled_p(control.into(), variant.into()),
        );
        assert_close(exact, normal, 0.03, 0.0, "Fisher's is a little above");
        assert!(exact >= normal);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn fisher_judges_below_an_expected_count_of_5() {
    let expected =
        |control: Sample, variant: Sample| smallest_expected_count(control.into(), variant.into());
    let few = (sample(4.0, 100.0), sample(5.0, 100.0));
    assert_eq!(expected(few.0, few.1), 4.5);
    assert_eq!(judged_p(few.0, few.1), fisher_p(few.0, few.1));
    let enough = (sample(4.0, 100.0), sample(6.0, 100.0));
    assert_eq!(expected(enough.0, enough.1), 5.0);
    assert_eq!(
        judged_p(enough.0, enough.1),
        pooled_p(enough.0.into(), enough.1.into())
    );
    // Those who did not convert count as well, and the smaller arm.
    assert_eq!(expected(sample(96.0, 100.0), sample(295.0, 300.0)), 2.25);
}
