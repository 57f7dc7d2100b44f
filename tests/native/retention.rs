//! The shifted beta-geometric against its papers and 50-digit cases, then against laws.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::proportion::Interval;
use conversion_widget::model::quantity::Level;
use conversion_widget::model::retention::{
    BetaGeometric, Fit, Shape, SharesError, Survival, share_with_odds,
};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

const CASES: &str = include_str!("../reference/retention.json");

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|one| one.as_f64().unwrap()).collect()
}

/// Customers left at time 0, 1, … as shares of those at time 0, and their number.
fn active(row: &Value) -> (Vec<f64>, f64) {
    let left = numbers(&row["active"]);
    let shares = left[1..].iter().map(|count| count / left[0]).collect();
    (shares, left[0])
}

fn level(level: f64) -> Level {
    Level::new(level).unwrap()
}

/// Numbers in 0 … 1 that look random and are the same everywhere.
struct Chance(u64);

impl Chance {
    #[expect(clippy::cast_precision_loss, reason = "52 bits")]
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 12) as f64 / (1_u64 << 52) as f64
    }

    /// Shares that fall in one of six manners, some of them wild.
    fn shares(&mut self, manner: u64, periods: usize) -> Vec<f64> {
        let (mean, mut share) = (self.next(), 1.0);
        let mut retentions: Vec<f64> = (0..periods)
            .map(|_| {
                let x = self.next();
                match manner {
                    0 => x,
                    1 => x.powf(0.05),
                    2 => 1.0 - x.powi(12),
                    3 if x < mean => 1.0,
                    4 => x.powi(3),
                    _ => x.sqrt(),
                }
            })
            .collect();
        if manner == 5 {
            retentions.sort_by(f64::total_cmp);
        }
        retentions
            .into_iter()
            .map(|retention| {
                share *= retention;
                share
            })
            .collect()
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn survival_and_retention_match_50_digit_products() {
    for row in rows(CASES, "curves") {
        let law = BetaGeometric::new(number(&row, "alpha"), number(&row, "beta"));
        let survival = Survival::beta_geometric(law);
        for ((t, share), retention) in numbers(&row["t"])
            .into_iter()
            .zip(numbers(&row["survival"]))
            .zip(numbers(&row["retention"]))
        {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a small whole number"
            )]
            let period = t as u32;
            assert_close(survival.at(period), share, 1e-12, 0.0, &row.to_string());
            assert_close(law.retention(t), retention, 1e-14, 0.0, &row.to_string());
        }
        assert_close(
            law.alpha().unwrap(),
            number(&row, "alpha"),
            1e-10,
            0.0,
            "alpha",
        );
        assert_close(
            law.beta().unwrap(),
            number(&row, "beta"),
            1e-10,
            0.0,
            "beta",
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn fits_match_fader_and_hardie_2007() {
    for row in rows(CASES, "published") {
        let shares = numbers(&row["shares"]);
        let fit = Fit::new(&shares, Some(1_000.0)).unwrap();
        let what = row.to_string();
        let (alpha, beta) = fit.parameters().unwrap();
        assert_close(alpha, number(&row, "alpha"), 0.0, 5e-4, &what);
        assert_close(beta, number(&row, "beta"), 0.0, 5e-4, &what);
        assert_close(fit.log_likelihood, number(&row, "ll"), 0.0, 0.05, &what);
        let survival = Survival::fitted(&fit);
        for (year, share) in (8..=12).zip(numbers(&row["survival_8_12"])) {
            assert_close(survival.at(year), share, 0.0, 6e-4, &what);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn fits_match_50_digit_newton() {
    for row in rows(CASES, "fits") {
        let (shares, customers) = active(&row);
        let fit = Fit::new(&shares, Some(customers)).unwrap();
        let what = row["id"].to_string();
        assert_close(
            fit.law.alpha().unwrap(),
            number(&row, "alpha"),
            1e-9,
            0.0,
            &what,
        );
        assert_close(
            fit.law.beta().unwrap(),
            number(&row, "beta"),
            1e-9,
            0.0,
            &what,
        );
        assert_close(fit.log_likelihood, number(&row, "ll"), 1e-14, 0.0, &what);
        let survival = Survival::fitted(&fit);
        for (year, share) in (0..).zip(numbers(&row["survival"])) {
            assert_close(survival.at(year), share, 1e-10, 0.0, &what);
        }
        // Shares alone say the same of one customer.
        let alone = Fit::new(&shares, None).unwrap();
        assert_close(
            alone.log_likelihood * customers,
            fit.log_likelihood,
            1e-12,
            0.0,
            &what,
        );
        assert_close(alone.law.loss, fit.law.loss, 1e-9, 0.0, &what);
        assert_eq!(
            alone.region(level(0.95)),
            None,
            "shares do not say how sure"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn likelihoods_match_fader_and_hardie_2007_appendix_b() {
    for row in rows(CASES, "likelihoods") {
        let (shares, customers) = active(&row);
        let fit = Fit::new(&shares, Some(customers)).unwrap();
        let law = BetaGeometric::new(number(&row, "alpha"), number(&row, "beta"));
        let got = fit.log_likelihood_of(law);
        assert_close(got, number(&row, "ll"), 1e-13, 0.0, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn intervals_match_extremes_along_rays() {
    for row in rows(CASES, "intervals") {
        let (shares, customers) = active(&row);
        let fit = Fit::new(&shares, Some(customers)).unwrap();
        let region = fit.region(level(number(&row, "level"))).unwrap();
        assert!(!region.holds_constant_rate());
        let bands = region.bands(number(&row, "factor"), 35);
        let both = |(low, high): (Option<f64>, Option<f64>)| Interval {
            low: low.unwrap(),
            high: high.unwrap(),
        };
        for (name, got) in [
            ("alpha", both(region.alpha())),
            ("beta", both(region.beta())),
            ("s1", bands[0].survival),
            ("s7", bands[6].survival),
            ("s12", bands[11].survival),
            ("s35", bands[34].survival),
            ("sum12", bands[11].sum),
            ("sum35", bands[34].sum),
        ] {
            let expected = numbers(&row[name]);
            let what = format!("{} {name}", row["name"]);
            let hair = 3e-5 * (expected[1] - expected[0]);
            assert_close(got.low, expected[0], 0.0, hair, &what);
            assert_close(got.high, expected[1], 0.0, hair, &what);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn bands_of_regions_that_reach_a_limit_match_brute_force() {
    for row in rows(CASES, "open") {
        let (shares, customers) = active(&row);
        let fit = Fit::new(&shares, Some(customers)).unwrap();
        let region = fit.region(level(number(&row, "level"))).unwrap();
        let bands = region.bands(number(&row, "factor"), 100);
        for (name, got) in [
            ("s7", bands[6].survival),
            ("s35", bands[34].survival),
            ("s100", bands[99].survival),
            ("sum7", bands[6].sum),
            ("sum35", bands[34].sum),
            ("sum100", bands[99].sum),
        ] {
            let expected = numbers(&row[name]);
            let hair = 3e-5 * (expected[1] - expected[0]) + 1e-12;
            let what = format!("{} {name}", row["active"]);
            assert_close(got.low, expected[0], 0.0, hair, &what);
            assert_close(got.high, expected[1], 0.0, hair, &what);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn where_there_is_no_inner_maximum_the_limit_is_taken_and_named() {
    let fit = |shares: &[f64]| {
        let fit = Fit::new(shares, None).unwrap();
        let survival = Survival::fitted(&fit);
        (fit.shape, fit.parameters(), survival)
    };
    // One share, and retention that stays or falls: one rate.
    let (shape, parameters, survival) = fit(&[0.8]);
    assert_eq!((shape, parameters), (Shape::ConstantRate, None));
    assert_close(survival.at(5), 0.8_f64.powi(5), 1e-14, 0.0, "one share");
    let (shape, _, survival) = fit(&[0.8, 0.64, 0.512]);
    assert_eq!(shape, Shape::ConstantRate);
    assert_close(survival.at(9), 0.8_f64.powi(9), 1e-13, 0.0, "one rate");
    let (shape, _, survival) = fit(&[0.9, 0.7, 0.4]);
    assert_eq!(shape, Shape::ConstantRate);
    let rate = 2.0 / 2.6;
    assert_close(survival.at(3), rate * rate * rate, 1e-14, 0.0, "falling");
    assert_close(survival.rate(), rate, 1e-14, 0.0, "the rate");
    // No loss after the first period.
    let (shape, parameters, survival) = fit(&[0.7, 0.7, 0.7]);
    assert_eq!((shape, parameters), (Shape::FirstOnly, None));
    assert_close(survival.at(40), 0.7, 1e-14, 0.0, "some for ever");
    // No loss at all.
    for shares in [&[1.0][..], &[1.0, 1.0, 1.0]] {
        let (shape, _, survival) = fit(shares);
        assert_eq!(shape, Shape::NoLoss);
        assert_eq!(survival.at(40), 1.0);
    }
    // All lost: at once, or later.
    let (shape, _, survival) = fit(&[0.0]);
    assert_eq!((shape, survival.at(1)), (Shape::ConstantRate, 0.0));
    let (shape, _, survival) = fit(&[0.0, 0.0]);
    assert_eq!((shape, survival.at(3)), (Shape::ConstantRate, 0.0));
    let (_, _, survival) = fit(&[0.5, 0.4, 0.0, 0.0]);
    assert!(survival.at(2) > 0.0);
    assert_eq!((survival.at(3), survival.at(9)), (0.0, 0.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn shares_that_are_none_are_named_with_their_place() {
    let error = |shares: &[f64]| Fit::new(shares, None).unwrap_err();
    assert_eq!(error(&[]), SharesError::Empty);
    assert_eq!(error(&[0.8, 0.9]), SharesError::Rising(1));
    assert_eq!(error(&[1.1]), SharesError::OutOfRange(0));
    assert_eq!(error(&[0.5, f64::NAN]), SharesError::OutOfRange(1));
    let purchases = |shares: &[f64]| Survival::purchases(shares).unwrap_err();
    assert_eq!(purchases(&[]), SharesError::Empty);
    assert_eq!(purchases(&[0.2, -0.1]), SharesError::OutOfRange(1));
    assert!(Survival::purchases(&[0.2, 0.4, 0.3]).is_ok());
}

#[wasm_bindgen_test(unsupported = test)]
fn the_fit_is_the_maximum_for_any_shares_of_1_to_60_periods() {
    let mut chance = Chance(7);
    for periods in 1..=60 {
        for manner in 0..6 {
            let shares = chance.shares(manner, periods);
            let fit = Fit::new(&shares, None).unwrap();
            assert!(fit.log_likelihood.is_finite(), "{shares:?}");
            let Fit { law, .. } = fit;
            assert!((0.0..=1.0).contains(&law.loss), "{shares:?}");
            assert!((0.0..=1.0).contains(&law.polarisation), "{shares:?}");
            // No other law is likelier: around it, and all over the square.
            let mut others = Vec::new();
            for step in [1e-4, 1e-2] {
                for (a, b) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, 1.0)] {
                    others.push((
                        law.loss * (1.0 + step * a),
                        law.polarisation * (1.0 + step * b),
                    ));
                }
            }
            for loss in 0..20 {
                for polarisation in 0..20 {
                    let (loss, polarisation) = (f64::from(loss) / 20.0, f64::from(polarisation));
                    others.push((loss, (polarisation / 20.0).powi(3)));
                }
            }
            for (loss, polarisation) in others {
                if (0.0..1.0).contains(&loss) && (0.0..1.0).contains(&polarisation) {
                    let other = fit.log_likelihood_of(BetaGeometric { loss, polarisation });
                    let hair = 1e-13 * fit.log_likelihood.abs();
                    assert!(
                        other.is_nan() || other <= fit.log_likelihood + hair,
                        "{loss} {polarisation} beats {law:?} of {shares:?}"
                    );
                }
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_oddest_shares_have_finite_fits_and_bands() {
    let mut lists = vec![
        vec![1.0, 0.0],
        vec![1.0, 1.0, 0.0],
        vec![0.0; 60],
        vec![1.0; 60],
        vec![5e-324],
        vec![0.5, 5e-324],
        vec![0.5, 1e-300, 1e-300],
        vec![1.0 - 1e-16, 1.0 - 2e-16],
        vec![0.999_999, 0.999_998_999],
        vec![0.7, 0.699_999_999_999],
        vec![0.001, 0.000_999],
    ];
    let mut late = vec![1.0; 59];
    late.push(0.0);
    lists.push(late);
    lists.push((1..=60).map(|k| 1.0 - f64::from(k) / 60.0).collect());
    lists.push((1..=60).map(|k| 1.0 / f64::from(k)).collect());
    for shares in lists {
        for customers in [None, Some(1.0), Some(2.0), Some(50.0), Some(1e12)] {
            let fit = Fit::new(&shares, customers).unwrap();
            let what = format!("{customers:?} {shares:?} {fit:?}");
            assert!(fit.log_likelihood.is_finite(), "{what}");
            assert!(fit.log_likelihood <= 0.0 && fit.gain >= 0.0, "{what}");
            let survival = Survival::fitted(&fit);
            let mut before = 1.0;
            for period in 1..=100 {
                let share = survival.next(before, period);
                assert!((0.0..=before).contains(&share), "{what}");
                before = share;
            }
            let Some(region) = fit.region(level(0.95)) else {
                assert_eq!(customers, None);
                continue;
            };
            for band in region.bands(0.99, 70) {
                let Interval { low, high } = band.survival;
                assert!(low >= -1e-12 && low <= high, "{what} {band:?}");
                assert!(high <= 1.0 + 1e-12, "{what} {band:?}");
                assert!(band.sum.low <= band.sum.high, "{what} {band:?}");
            }
            for (low, high) in [region.alpha(), region.beta()] {
                assert!(
                    low.unwrap() >= 0.0 && high.is_none_or(f64::is_finite),
                    "{what}"
                );
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn shares_of_a_law_give_that_law_back() {
    for alpha in [0.05, 0.4, 1.0, 3.0, 40.0] {
        for beta in [0.1, 0.9, 4.0, 60.0] {
            for periods in [2, 5, 12, 60] {
                let survival = Survival::beta_geometric(BetaGeometric::new(alpha, beta));
                let shares: Vec<f64> = (1..=periods).map(|period| survival.at(period)).collect();
                let fit = Fit::new(&shares, None).unwrap();
                let what = format!("{alpha} {beta} {periods}");
                assert_eq!(fit.shape, Shape::Mixed, "{what}");
                assert_close(fit.law.alpha().unwrap(), alpha, 1e-6, 0.0, &what);
                assert_close(fit.law.beta().unwrap(), beta, 1e-6, 0.0, &what);
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn regions_hold_the_maximum_and_shrink_with_customers() {
    let mut chance = Chance(11);
    for periods in [1, 2, 3, 7, 12, 30] {
        for manner in 0..6 {
            let shares = chance.shares(manner, periods);
            let mut widths = (f64::INFINITY, f64::INFINITY);
            for customers in [40.0, 1_000.0, 100_000.0] {
                let fit = Fit::new(&shares, Some(customers)).unwrap();
                let what = format!("{customers} {shares:?}");
                let narrow = fit.region(level(0.8)).unwrap().bands(0.99, 24);
                let region = fit.region(level(0.95)).unwrap();
                let bands = region.bands(0.99, 24);
                let law = Survival::beta_geometric(fit.law);
                let mut sum = 0.0;
                let mut before = 1.0;
                for (period, (band, inner)) in (1..).zip(bands.iter().zip(&narrow)) {
                    let share = law.at(period);
                    sum += share * 0.99_f64.powi(i32::try_from(period).unwrap());
                    let slack = 1e-9 + 1e-3 * (band.survival.high - band.survival.low);
                    assert!(band.survival.low <= share + slack, "{what}: {band:?}");
                    assert!(band.survival.high >= share - slack, "{what}: {band:?}");
                    assert!(band.sum.low <= sum + 1e-6 && band.sum.high >= sum - 1e-6);
                    assert!(band.survival.low >= -1e-9 && band.survival.high <= 1.0 + 1e-9);
                    assert!(band.survival.high <= before + 1e-9, "{what}: rises");
                    before = band.survival.high;
                    assert!(
                        inner.survival.low >= band.survival.low - slack
                            && inner.survival.high <= band.survival.high + slack,
                        "{what}: a lower level is narrower"
                    );
                }
                let last = bands[0].survival;
                let width = last.high - last.low;
                assert!(width <= widths.0 * 1.2, "{what}");
                widths = (width, widths.0);
                let (low, high) = region.alpha();
                assert!(low.unwrap() >= 0.0 && high.is_none_or(|high| high >= low.unwrap()));
                assert_eq!(high.is_none(), region.holds_constant_rate(), "{what}");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn intervals_hold_the_truth_as_often_as_they_say() {
    // Drawn samples of 200 customers over 5 periods; the truth is the law they are drawn from.
    let law = BetaGeometric::new(0.7, 1.2);
    let truth = Survival::beta_geometric(law).at(12);
    let mut chance = Chance(3);
    let mut held = 0;
    for _ in 0..200 {
        let mut left = 200;
        let shares: Vec<f64> = (1..=5)
            .map(|period| {
                let retention = law.retention(f64::from(period));
                left = (0..left).filter(|_| chance.next() < retention).count();
                f64::from(u32::try_from(left).unwrap()) / 200.0
            })
            .collect();
        let fit = Fit::new(&shares, Some(200.0)).unwrap();
        let band = fit.region(level(0.95)).unwrap().bands(1.0, 12)[11];
        held += i32::from(band.survival.low <= truth && truth <= band.survival.high);
    }
    // 190 ± 3 standard deviations of 3.1.
    assert!((181..=199).contains(&held), "{held}");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_region_says_when_the_data_cannot_tell_alpha_from_beta() {
    let shares = [0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491];
    let enough = Fit::new(&shares, Some(1_000.0)).unwrap();
    let needed = enough.customers_to_tell(level(0.95)).unwrap();
    for (customers, is_open) in [((needed * 0.8).round(), true), (needed * 1.3, false)] {
        let region = Fit::new(&shares, Some(customers.round()))
            .unwrap()
            .region(level(0.95));
        assert_eq!(region.unwrap().holds_constant_rate(), is_open, "{needed}");
    }
    // Falling retention: no number of customers.
    let falling = Fit::new(&[0.9, 0.7, 0.4], Some(1_000.0)).unwrap();
    assert_eq!(falling.customers_to_tell(level(0.95)), None);
    let region = falling.region(level(0.95)).unwrap();
    assert!(region.holds_constant_rate());
    assert_eq!((region.alpha().1, region.beta().1), (None, None));
    // One share says nothing of the next, and the band says so.
    let one = Fit::new(&[0.7], Some(1_000.0)).unwrap();
    let band = one.region(level(0.95)).unwrap().bands(1.0, 20)[19];
    assert!(band.survival.low < 0.01 && band.survival.high > 0.65);
}

#[wasm_bindgen_test(unsupported = test)]
fn purchases_are_taken_as_they_are_and_continued_at_their_mean_ratio() {
    let shares = [0.2, 0.31, 0.26, 0.18];
    let survival = Survival::purchases(&shares).unwrap();
    for (period, share) in (1..).zip(shares) {
        assert_eq!(survival.at(period), share);
    }
    let ratio = (0.18_f64 / 0.2).powf(1.0 / 3.0);
    assert_close(survival.at(7), 0.18 * ratio.powi(3), 1e-14, 0.0, "beyond");
    assert_close(
        survival.rate(),
        0.95 / 1.77,
        1e-14,
        0.0,
        "the constant rate",
    );
    // A rise is not taken to go on; 0 stays 0; one share is its own ratio.
    let rising = Survival::purchases(&[0.1, 0.12, 0.15]).unwrap();
    assert_eq!(rising.at(9), 0.15);
    assert_eq!(Survival::purchases(&[0.1, 0.0]).unwrap().at(5), 0.0);
    assert_eq!(Survival::purchases(&[0.0, 0.1]).unwrap().at(5), 0.1);
    assert_close(
        Survival::purchases(&[0.4]).unwrap().at(3),
        0.064,
        1e-14,
        0.0,
        "one share",
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn odds_change_all_periods_and_leave_the_family() {
    let law = BetaGeometric::new(0.668, 3.806);
    let other = law.with_odds(1.5);
    assert_close(other.alpha().unwrap(), 0.668 / 1.5, 1e-13, 0.0, "alpha");
    assert_close(other.beta().unwrap(), 3.806, 1e-13, 0.0, "beta");
    for period in [1.0, 2.0, 9.0, 100.0] {
        let expected = share_with_odds(law.retention(period), 1.5);
        assert_close(other.retention(period), expected, 1e-14, 0.0, "retention");
    }
    let fit = |shares: &[f64]| Survival::fitted(&Fit::new(shares, None).unwrap());
    for survival in [
        Survival::constant(0.8),
        Survival::beta_geometric(law),
        fit(&[0.7, 0.7]),
        fit(&[0.9, 0.8, 0.0]),
        Survival::purchases(&[0.2, 0.3, 0.1]).unwrap(),
    ] {
        let same = survival.with_rate(survival.rate());
        let mut before = [0.0; 30];
        for step in 0..=100 {
            let rate = f64::from(step) / 100.0;
            let changed = survival.with_rate(rate);
            assert_eq!(changed.rate(), rate);
            for (period, before) in (1..).zip(&mut before) {
                let share = changed.at(period);
                assert!(share.is_finite() && share >= *before - 1e-12, "{changed:?}");
                *before = share;
                assert_close(
                    same.at(period),
                    survival.at(period),
                    1e-12,
                    0.0,
                    "the same rate",
                );
            }
        }
    }
}
