//! Split tests against published tables and computed cases, then against laws on a grid.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::quantity::{Count, LARGEST_COUNT, Sample};
use conversion_widget::model::split_test::{
    Judgement, always_valid_p, conversions_needed, conversions_needed_at_any_time,
    false_alarm_rate, log_evidence, pocock_level, sample_ratio,
};
use conversion_widget::model::two_proportion::judged_p;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

const EVIDENCE: &str = include_str!("../reference/evalue_conditional_binomial.json");
const LOOKS: &str = include_str!("../reference/group_sequential.json");

fn sample(part: f64, whole: f64) -> Sample {
    Sample::new(Count::new(part).unwrap(), Count::new(whole).unwrap()).unwrap()
}

fn looks(row: &Value) -> u32 {
    u32::try_from(row["looks"].as_u64().unwrap()).unwrap()
}

#[wasm_bindgen_test(unsupported = test)]
fn evidence_matches_50_digit_cases() {
    for row in rows(EVIDENCE, "cases") {
        let (share, prior) = (number(&row, "share"), number(&row, "prior"));
        let (control, variant) = (number(&row, "control"), number(&row, "variant"));
        let evidence = log_evidence(control, variant, share, (prior, prior));
        let (relative, what) = (number(&row, "rel"), row.to_string());
        assert_close(evidence, number(&row, "ln_e"), 0.0, 1e-10, &what);
        assert_close(
            (-evidence).exp().min(1.0),
            number(&row, "p"),
            relative,
            0.0,
            &what,
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn p_at_any_time_matches_60_digit_cases() {
    for row in rows(EVIDENCE, "any_time") {
        let share = number(&row, "share");
        let p = always_valid_p(number(&row, "control"), number(&row, "variant"), share);
        assert_close(
            p,
            number(&row, "p"),
            number(&row, "rel"),
            0.0,
            &row.to_string(),
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn evidence_grows_on_average_by_nothing_while_there_is_no_difference() {
    // The martingale itself: E now = π·E with one more of the variant + (1 − π)·E with one more of
    // the control.
    for share in [0.001, 0.25, 0.5, 0.9] {
        let prior = (200.0 * share, 200.0 * (1.0 - share));
        for (control, variant) in [(0.0, 0.0), (3.0, 1.0), (40.0, 95.0), (1e4, 1.02e4)] {
            let now = log_evidence(control, variant, share, prior);
            let next = share * (log_evidence(control, variant + 1.0, share, prior) - now).exp()
                + (1.0 - share) * (log_evidence(control + 1.0, variant, share, prior) - now).exp();
            assert_close(
                next,
                1.0,
                1e-9,
                0.0,
                &format!("{share} {control} {variant}"),
            );
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn p_at_any_time_is_the_same_with_the_arms_exchanged_and_1_without_conversions() {
    for share in [0.01, 0.3, 0.5] {
        assert_eq!(always_valid_p(0.0, 0.0, share), 1.0);
        for (control, variant) in [(0.0, 7.0), (30.0, 90.0), (5e5, 4e5), (LARGEST_COUNT, 1.0)] {
            let p = always_valid_p(control, variant, share);
            assert!((0.0..=1.0).contains(&p));
            let back = always_valid_p(variant, control, 1.0 - share);
            assert_close(back, p, 1e-8, 0.0, &format!("{share} {control} {variant}"));
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn p_at_any_time_is_above_the_p_of_one_look() {
    for variant in [1_000.0, 1_050.0, 1_100.0, 1_200.0, 1_500.0] {
        let once = judged_p(sample(1_000.0, 1e5), sample(variant, 1e5));
        assert!(always_valid_p(1_000.0, variant, 0.5) >= once, "{variant}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn sample_ratio_is_the_chi_square_of_the_visitors() {
    // scipy.stats.chisquare of [50000, 51000] and of [300, 310, 400].
    let two = sample_ratio(&[50_000.0, 51_000.0], &[0.5, 0.5]).unwrap();
    assert_close(two.chi_square, 9.900_990_099_009_901, 1e-14, 0.0, "two");
    assert_close(two.p, 0.001_651_898_732_357_361, 1e-12, 0.0, "two");
    let three = sample_ratio(&[300.0, 310.0, 400.0], &[2.0, 2.0, 2.0]).unwrap();
    assert_close(three.chi_square, 18.019_801_980_198_02, 1e-13, 0.0, "three");
    assert_close(three.p, (-0.5 * three.chi_square).exp(), 1e-12, 0.0, "df 2");
    let planned = sample_ratio(&[900.0, 100.0], &[0.9, 0.1]).unwrap();
    assert_eq!((planned.chi_square, planned.p), (0.0, 1.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn sample_ratio_needs_visitors_and_shares() {
    assert_eq!(sample_ratio(&[], &[]), None);
    assert_eq!(sample_ratio(&[5.0], &[1.0]), None);
    assert_eq!(sample_ratio(&[0.0, 0.0], &[0.5, 0.5]), None);
    assert_eq!(sample_ratio(&[5.0, 5.0], &[1.0, 0.0]), None);
    assert_eq!(sample_ratio(&[5.0, 5.0], &[1.0]), None);
    assert!(sample_ratio(&[LARGEST_COUNT, 1.0], &[0.5, 0.5]).is_some_and(|found| found.p == 0.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn false_alarms_match_armitage_mcpherson_rowe_1969_table_2() {
    for row in rows(LOOKS, "published_rates") {
        let rate = false_alarm_rate(looks(&row), 0.05);
        let allowed = number(&row, "abs");
        assert_close(rate, number(&row, "rate"), 0.0, allowed, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn levels_match_pocock_1977_table_1() {
    for row in rows(LOOKS, "published_levels") {
        let level = pocock_level(looks(&row), 0.05);
        let allowed = number(&row, "abs");
        assert_close(level, number(&row, "level"), 0.0, allowed, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn false_alarms_and_levels_match_another_quadrature() {
    for row in rows(LOOKS, "rates") {
        let rate = false_alarm_rate(looks(&row), number(&row, "alpha"));
        let relative = number(&row, "rel");
        assert_close(rate, number(&row, "rate"), relative, 0.0, &row.to_string());
    }
    for row in rows(LOOKS, "levels") {
        let level = pocock_level(looks(&row), number(&row, "alpha"));
        assert_close(level, number(&row, "level"), 1e-9, 0.0, &row.to_string());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn one_look_is_alpha_itself() {
    for alpha in [1e-12, 0.01, 0.05, 0.3, 0.999] {
        for none_or_one in [0, 1] {
            assert_eq!(false_alarm_rate(none_or_one, alpha), alpha);
            assert_eq!(pocock_level(none_or_one, alpha), alpha);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn level_is_the_inverse_of_the_false_alarms_up_to_100_looks() {
    for alpha in [1e-12, 1e-4, 0.01, 0.05, 0.3, 0.9, 0.999] {
        for number in [2, 3, 7, 10, 25, 100] {
            let level = pocock_level(number, alpha);
            assert!(0.0 < level && level < alpha, "{number} {alpha}: {level}");
            // Alarms of two levels differ by less than the levels do.
            let rate = false_alarm_rate(number, level);
            assert_close(rate, alpha, 1e-9, 0.0, &format!("{number} {alpha}"));
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn false_alarms_rise_with_looks_and_stay_below_independent_ones() {
    for alpha in [1e-9, 0.01, 0.05, 0.5] {
        let mut before = alpha;
        for number in 2..=30 {
            let rate = false_alarm_rate(number, alpha);
            let independent = -(f64::from(number) * (-alpha).ln_1p()).exp_m1();
            assert!(rate > before, "{number} {alpha}");
            assert!(rate < independent, "{number} {alpha}");
            before = rate;
        }
    }
}

/// What the fixed test says after so many further conversions of the variant.
fn judgement(control: Sample, variant: Sample, further: f64, level: f64) -> Judgement {
    let more = sample(variant.part().get() + further, variant.whole().get());
    Judgement::of(judged_p(control, more), more.rate() - control.rate(), level)
}

#[wasm_bindgen_test(unsupported = test)]
fn conversions_needed_are_the_fewest_in_a_walk_one_by_one() {
    let mut open = 0;
    for (control, visitors) in [
        (sample(10.0, 200.0), 200_u16),
        (sample(0.0, 40.0), 60),
        (sample(100.0, 1_000.0), 500),
        (sample(55.0, 60.0), 90),
        (sample(3.0, 2_000.0), 40),
        (sample(1.0, 8.0), 300),
    ] {
        for part in (0..=visitors).step_by(7) {
            let variant = sample(part.into(), visitors.into());
            for level in [0.05, 0.01] {
                let now = judgement(control, variant, 0.0, level);
                let walked = (1..=visitors - part)
                    .map(f64::from)
                    .find(|further| judgement(control, variant, *further, level) != now)
                    .filter(|_| now != Judgement::Better);
                let what = format!("{control:?} {variant:?} {level}");
                assert_eq!(
                    conversions_needed(control, variant, level),
                    walked,
                    "{what}"
                );
                open += u32::from(walked.is_some());
            }
        }
    }
    assert!(open > 50, "{open}");
}

#[wasm_bindgen_test(unsupported = test)]
fn conversions_needed_turn_the_verdict_of_the_largest_tests_too() {
    for (control, variant) in [
        (sample(3e10, LARGEST_COUNT), sample(3e10, LARGEST_COUNT)),
        (sample(30_000.0, 1e6), sample(25_000.0, 1e6)),
        (sample(0.0, LARGEST_COUNT), sample(0.0, LARGEST_COUNT)),
        (sample(1.0, 2.0), sample(0.0, LARGEST_COUNT)),
    ] {
        let now = judgement(control, variant, 0.0, 0.05);
        let needed = conversions_needed(control, variant, 0.05).unwrap();
        let what = format!("{control:?} {variant:?} {needed}");
        assert_ne!(judgement(control, variant, needed, 0.05), now, "{what}");
        assert_eq!(
            judgement(control, variant, needed - 1.0, 0.05),
            now,
            "{what}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn conversions_needed_are_none_for_who_leads_and_for_who_cannot() {
    let few = (sample(1.0, 3.0), sample(1.0, 3.0));
    assert_eq!(conversions_needed(few.0, few.1, 0.05), None);
    let ahead = (sample(10.0, 1_000.0), sample(100.0, 1_000.0));
    assert_eq!(conversions_needed(ahead.0, ahead.1, 0.05), None);
    assert!(conversions_needed(ahead.1, ahead.0, 0.05).is_some_and(|needed| needed > 50.0));
    let everybody = sample(1_000.0, 1_000.0);
    assert_eq!(conversions_needed(everybody, everybody, 0.05), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn conversions_needed_at_any_time_are_the_fewest_in_a_walk_one_by_one() {
    for (control, part, visitors, share) in [
        (sample(100.0, 2_000.0), 105_u16, 2_000_u16, 0.5),
        (sample(100.0, 2_000.0), 40, 2_000, 0.5),
        (sample(100.0, 3_000.0), 30, 1_000, 0.25),
        (sample(5.0, 50.0), 5, 50, 0.5),
    ] {
        let at = |further: u16| {
            let conversions = f64::from(part + further);
            let p = always_valid_p(control.part().get(), conversions, share);
            Judgement::of(p, conversions / f64::from(visitors) - control.rate(), 0.05)
        };
        let walked = (1..=visitors - part).find(|further| at(*further) != at(0));
        let variant = sample(part.into(), visitors.into());
        assert_eq!(
            conversions_needed_at_any_time(control, variant, share, 0.05),
            walked.map(f64::from),
            "{variant:?}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn judgement_needs_both_a_small_p_and_a_direction() {
    assert_eq!(Judgement::of(0.05, 0.1, 0.05), Judgement::Better);
    assert_eq!(Judgement::of(0.05, -0.1, 0.05), Judgement::Worse);
    assert_eq!(Judgement::of(0.051, 0.1, 0.05), Judgement::Open);
    assert_eq!(Judgement::of(0.0, 0.0, 0.05), Judgement::Open);
}
