//! Comparisons of several rates against independently computed cases, then against laws.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::comparison::{
    FittedPrior, Reversal, effective_viewers, fitted_prior, heterogeneity, holm, mantel_haenszel,
    post_correlation, reversal,
};
use conversion_widget::model::quantity::{Evidence, Level};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

const COMPARISON: &str = include_str!("../reference/comparison.json");

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|one| one.as_f64().unwrap()).collect()
}

fn evidence(conversions: f64, viewers: f64) -> Evidence {
    Evidence::new(conversions, viewers).unwrap()
}

fn entries(row: &Value) -> Vec<Evidence> {
    let (x, n) = (numbers(&row["x"]), numbers(&row["n"]));
    x.iter().zip(&n).map(|(x, n)| evidence(*x, *n)).collect()
}

fn level() -> Level {
    Level::new(0.95).unwrap()
}

#[wasm_bindgen_test(unsupported = test)]
fn holm_matches_statsmodels_cases() {
    for row in rows(COMPARISON, "holm") {
        let got = holm(&numbers(&row["p"]));
        let expected = numbers(&row["adjusted"]);
        assert_eq!(got.len(), expected.len());
        for (got, expected) in got.iter().zip(expected) {
            assert_close(*got, expected, 1e-14, 1e-300, &row.to_string());
        }
    }
    assert!(holm(&[]).is_empty());
    assert_eq!(holm(&[-0.0, 0.7]), [0.0, 0.7]);
}

#[wasm_bindgen_test(unsupported = test)]
fn fitted_priors_match_50_digit_newton() {
    for row in rows(COMPARISON, "fitted") {
        let what = &row["name"].to_string();
        let FittedPrior::Beta { mean, weight } = fitted_prior(&entries(&row)) else {
            panic!("{what} is pooled");
        };
        assert_close(mean * weight, number(&row, "alpha"), 1e-9, 0.0, what);
        assert_close((1.0 - mean) * weight, number(&row, "beta"), 1e-9, 0.0, what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn rates_that_differ_no_more_than_by_chance_are_pooled() {
    // empirical_bayes_beta_binomial, "underdispersed": the score at pooling is −288.9.
    let alike: Vec<Evidence> = [10.0, 10.0, 11.0, 10.0, 9.0, 10.0]
        .map(|x| evidence(x, 100.0))
        .to_vec();
    assert_eq!(fitted_prior(&alike), FittedPrior::Pooled { mean: 0.1 });
    for (x, mean) in [(0.0, 0.0), (7.0, 1.0)] {
        let all = [evidence(x, 7.0), evidence(x, 7.0)];
        assert_eq!(fitted_prior(&all), FittedPrior::Pooled { mean });
    }
    assert_eq!(fitted_prior(&[]), FittedPrior::Pooled { mean: 0.0 });
}

#[wasm_bindgen_test(unsupported = test)]
fn a_fitted_prior_is_a_maximum_and_mirrors() {
    use conversion_widget::model::special::ln_beta;
    let groups = [
        vec![
            evidence(3.5, 80.25),
            evidence(50.0, 300.0),
            evidence(0.0, 40.0),
        ],
        vec![
            evidence(30_000.0, 1e6),
            evidence(31_000.0, 1e6),
            evidence(33.0, 1e3),
        ],
        vec![
            evidence(1.0, 2.0),
            evidence(50.0, 60.0),
            evidence(4.0, 90.0),
        ],
    ];
    for group in groups {
        let FittedPrior::Beta { mean, weight } = fitted_prior(&group) else {
            panic!("{group:?} is pooled");
        };
        let likelihood = |mean: f64, weight: f64| {
            let (a, b) = (mean * weight, (1.0 - mean) * weight);
            let part = |one: &Evidence| {
                let (c, n) = (one.conversions(), one.viewers());
                ln_beta(a + c, b + n - c) - ln_beta(a, b)
            };
            group.iter().map(part).sum::<f64>()
        };
        let best = likelihood(mean, weight);
        for (other_mean, other_weight) in [
            (mean * 1.05, weight),
            (mean * 0.95, weight),
            (mean, weight * 1.2),
            (mean, weight / 1.2),
        ] {
            assert!(likelihood(other_mean, other_weight) < best, "{group:?}");
        }
        let mirror: Vec<Evidence> = group
            .iter()
            .map(|one| evidence(one.viewers() - one.conversions(), one.viewers()))
            .collect();
        let FittedPrior::Beta {
            mean: other,
            weight: same,
        } = fitted_prior(&mirror)
        else {
            panic!("{mirror:?} is pooled");
        };
        assert_close(other, 1.0 - mean, 1e-9, 0.0, "mean");
        assert_close(same, weight, 1e-7, 0.0, "weight");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn heterogeneity_matches_scipy_chi2_contingency() {
    for row in rows(COMPARISON, "heterogeneity") {
        let got = heterogeneity(&entries(&row)).unwrap();
        let what = row.to_string();
        assert_close(
            got.chi_square,
            number(&row, "chi_square"),
            1e-12,
            1e-12,
            &what,
        );
        assert_close(got.degrees_of_freedom, number(&row, "df"), 0.0, 0.0, &what);
        assert_close(got.p, number(&row, "p"), 1e-11, 0.0, &what);
        assert_eq!(
            Some(got.approximate),
            row["approximate"].as_bool(),
            "{what}"
        );
    }
    let none = [evidence(0.0, 10.0), evidence(0.0, 20.0)];
    let all = [evidence(10.0, 10.0), evidence(20.0, 20.0)];
    assert_eq!(heterogeneity(&none), None);
    assert_eq!(heterogeneity(&all), None);
    assert_eq!(heterogeneity(&[evidence(3.0, 10.0)]), None);
    assert_eq!(heterogeneity(&[]), None);
}

/// Posts of one creator, with so many viewers each.
fn posts(viewers: f64, conversions: &[f64]) -> Vec<Evidence> {
    conversions.iter().map(|c| evidence(*c, viewers)).collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn equal_posts_give_the_correlation_in_closed_form() {
    // With n viewers in every post: 1 + (n − 1)ρ = Σ residuals / degrees of freedom.
    let groups = [
        posts(1_000.0, &[10.0, 30.0, 20.0, 45.0]),
        posts(1_000.0, &[5.0, 12.0, 2.0]),
        posts(1_000.0, &[7.0]),
        posts(1_000.0, &[0.0, 0.0]),
    ];
    let residuals: f64 = groups
        .iter()
        .take(2)
        .map(|group| {
            let mean = group.iter().map(|one| one.conversions()).sum::<f64>()
                / f64::from(u8::try_from(group.len()).unwrap());
            let p = mean / 1_000.0;
            let squares = group.iter().map(|one| (one.conversions() - mean).powi(2));
            squares.sum::<f64>() / (mean * (1.0 - p))
        })
        .sum();
    let rho = (residuals / 5.0 - 1.0) / 999.0;
    assert_close(post_correlation(&groups).unwrap(), rho, 1e-12, 0.0, "rho");
    assert_eq!(
        post_correlation(&groups[..1]),
        None,
        "three degrees of freedom"
    );
    let alike = [posts(1_000.0, &[20.0, 21.0, 19.0, 20.0, 22.0, 18.0])];
    assert_eq!(post_correlation(&alike), Some(0.0));
    let extreme = [posts(50.0, &[0.0, 50.0, 0.0, 50.0, 0.0, 50.0, 50.0])];
    assert_eq!(post_correlation(&extreme), Some(1.0));
    assert_eq!(post_correlation(&[]), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_correlation_solves_its_equation_for_unequal_posts() {
    let groups = [
        vec![
            evidence(12.0, 400.0),
            evidence(90.0, 2_500.0),
            evidence(3.0, 330.0),
        ],
        vec![
            evidence(200.0, 9_000.0),
            evidence(20.0, 2_000.0),
            evidence(1.0, 30.0),
        ],
        vec![evidence(8.0, 100.0), evidence(0.0, 150.0)],
    ];
    let rho = post_correlation(&groups).unwrap();
    assert!(rho > 0.0 && rho < 1.0, "{rho}");
    let sum: f64 = groups
        .iter()
        .map(|group| {
            let (c, n) = group.iter().fold((0.0, 0.0), |(c, n), one| {
                (c + one.conversions(), n + one.viewers())
            });
            let p = c / n;
            let parts = group.iter().map(|one| {
                let n = one.viewers();
                (one.conversions() - n * p).powi(2) / (n * p * (1.0 - p) * (1.0 + (n - 1.0) * rho))
            });
            parts.sum::<f64>()
        })
        .sum();
    assert_close(sum, 5.0, 1e-11, 0.0, "sum");
}

#[wasm_bindgen_test(unsupported = test)]
fn effective_viewers_lie_between_posts_and_viewers() {
    let posts = [400.0, 2_500.0, 330.0];
    assert_eq!(effective_viewers(&posts, 0.0), 3_230.0);
    let mut before = 3_230.0;
    for rho in [1e-6, 1e-3, 0.1, 1.0] {
        let now = effective_viewers(&posts, rho);
        assert!(now < before && now >= 1.0, "{rho}: {now}");
        before = now;
    }
    assert_close(
        effective_viewers(&[500.0; 4], 1.0),
        4.0,
        1e-15,
        0.0,
        "posts",
    );
    assert_eq!(effective_viewers(&[], 0.3), 0.0);
}

fn pair(c1: f64, n1: f64, c2: f64, n2: f64) -> (Evidence, Evidence) {
    (evidence(c1, n1), evidence(c2, n2))
}

#[wasm_bindgen_test(unsupported = test)]
fn mantel_haenszel_of_one_group_is_the_plain_difference() {
    for (c1, n1, c2, n2) in [
        (30.0, 1_000.0, 55.0, 1_200.0),
        (0.0, 10.0, 3.0, 900.0),
        (10.0, 10.0, 3.0, 90.0),
    ] {
        let got = mantel_haenszel(&[pair(c1, n1, c2, n2)], level()).unwrap();
        let (p1, p2): (f64, f64) = (c1 / n1, c2 / n2);
        let deviation = (p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2).sqrt();
        assert_close(got.value, p1 - p2, 1e-13, 0.0, "value");
        let reach = 1.959_963_984_540_054 * deviation;
        assert_close(got.high, (p1 - p2 + reach).min(1.0), 1e-12, 0.0, "high");
        assert_close(got.low, p1 - p2 - reach, 1e-12, 0.0, "low");
    }
    assert_eq!(mantel_haenszel(&[], level()), None);
    assert_eq!(mantel_haenszel(&[pair(0.0, 9.0, 0.0, 70.0)], level()), None);
    assert_eq!(mantel_haenszel(&[pair(9.0, 9.0, 0.0, 70.0)], level()), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn mantel_haenszel_matches_exact_fractions_and_mirrors() {
    for row in rows(COMPARISON, "mantel_haenszel") {
        let strata: Vec<_> = row["strata"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let one = numbers(one);
                pair(one[0], one[1], one[2], one[3])
            })
            .collect();
        let got = mantel_haenszel(&strata, level()).unwrap();
        let what = row.to_string();
        assert_close(got.value, number(&row, "difference"), 1e-13, 0.0, &what);
        let half = 1.959_963_984_540_054 * number(&row, "deviation");
        assert_close(got.high - got.value, half, 1e-12, 0.0, &what);
        assert_close(got.value - got.low, half, 1e-12, 0.0, &what);
        let turned: Vec<_> = strata.iter().map(|(a, b)| (*b, *a)).collect();
        let turned = mantel_haenszel(&turned, level()).unwrap();
        assert_close(turned.value, -got.value, 1e-13, 0.0, &what);
        assert_close(turned.low, -got.high, 1e-12, 0.0, &what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_kidney_stones_of_1986_reverse() {
    // C. R. Charig et al. (1986), BMJ 292, 879–882: open surgery is ahead for small stones
    // (81 of 87 to 234 of 270) and for large (192 of 263 to 55 of 80), and behind in the sum.
    let stones = [
        pair(81.0, 87.0, 234.0, 270.0),
        pair(192.0, 263.0, 55.0, 80.0),
    ];
    assert_eq!(reversal(&stones, level()), Some(Reversal::Possible));
    let turned = stones.map(|(a, b)| (b, a));
    assert_eq!(reversal(&turned, level()), Some(Reversal::Possible));
    // A hundred times as many patients leave no doubt.
    let many = stones.map(|(a, b)| {
        let more = |one: Evidence| evidence(100.0 * one.conversions(), 100.0 * one.viewers());
        (more(a), more(b))
    });
    assert_eq!(reversal(&many, level()), Some(Reversal::Certain));
    assert_eq!(reversal(&stones[..1], level()), None);
    assert_eq!(reversal(&[], level()), None);
    // Ahead in both and in the sum; ahead in one and level in the other.
    let plain = [
        pair(20.0, 100.0, 10.0, 100.0),
        pair(50.0, 100.0, 30.0, 100.0),
    ];
    assert_eq!(reversal(&plain, level()), None);
    let tied = [
        pair(81.0, 87.0, 234.0, 270.0),
        pair(60.0, 300.0, 20.0, 100.0),
    ];
    assert_eq!(reversal(&tied, level()), None);
}
