//! The outcome of the `splitTest` view: cases of the design and of independent computations, each rule
//! of the verdict, then laws.

use crate::support::{ENGLISH, assert_close, at, number, rows};
use conversion_widget::locale::{Numerals, Style};
use conversion_widget::messages::words::{self, ActionWords};
use conversion_widget::messages::{Language, words_split_test as said};
use conversion_widget::model::split_test::always_valid_p;
use conversion_widget::outcome::figure::{Figure, FigureId, Formula, NoteCode};
use conversion_widget::outcome::split_test::{
    Contrast, SplitTestOutcome, SplitVerdict, split_test_outcome,
};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{Content, Draft, Table};
use conversion_widget::scenario::field::{FieldError, FieldId, Problem};
use conversion_widget::scenario::split_test::{SplitTestScenario, split_test_scenario};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const TWO: &str = include_str!("../reference/two_proportion.json");

/// The scenario of variants as (visitors, conversions), called A, B, C …
fn scenario(
    variants: &[(&str, &str)],
    typed: &[(FieldId, &str)],
) -> Result<SplitTestScenario, Vec<FieldError>> {
    let mut draft = Draft::default();
    let rows = variants
        .iter()
        .enumerate()
        .map(|(place, (visitors, conversions))| {
            let name = char::from(b'A' + u8::try_from(place).unwrap()).to_string();
            let cells = [&*name, visitors, conversions];
            cells
                .map(|text| Some(Content::Text(text.to_owned())))
                .to_vec()
        });
    draft.set_table(FieldId::Variants, Table::new(rows.collect()));
    for &(field, text) in typed {
        draft.type_text(field, text.to_owned());
    }
    split_test_scenario(&draft, &ENGLISH)
}

fn outcome(variants: &[(&str, &str)], typed: &[(FieldId, &str)]) -> SplitTestOutcome {
    let scenario = scenario(variants, typed);
    split_test_outcome(scenario.unwrap_or_else(|errors| panic!("{variants:?}: {errors:?}")))
}

/// The first variant against the control.
fn first(variants: &[(&str, &str)], typed: &[(FieldId, &str)]) -> Contrast {
    *outcome(variants, typed).contrast(1).unwrap()
}

const EXAMPLE: [(&str, &str); 2] = [("5000", "150"), ("5000", "190")];

fn english() -> Language {
    Language::english(Rc::new(ENGLISH))
}

#[wasm_bindgen_test(unsupported = test)]
fn two_arms_match_50_digit_cases() {
    let mut judged = 0;
    for row in rows(TWO, "cases") {
        let text = |name: &str| number(&row, name).to_string();
        let found = first(
            &[(&text("n_a"), &text("x_a")), (&text("n_b"), &text("x_b"))],
            &[],
        );
        let what = row.to_string();
        let near = |got: f64, name: &str| assert_close(got, number(&row, name), 0.0, 1e-15, &what);
        near(found.difference.value, "difference");
        near(found.difference.low, "low");
        near(found.difference.high, "high");
        assert_close(found.p, number(&row, "p"), 1e-11, 0.0, &what);
        assert_eq!(found.z.is_some(), row["z"].is_number(), "{what}");
        assert_eq!(found.lift.is_some(), row["lift"].is_number(), "{what}");
        if let Some(lift) = found.lift {
            for (got, name) in [(lift.low, "lift_low"), (lift.high, "lift_high")] {
                assert_close(1.0 + got, 1.0 + number(&row, name), 1e-15, 0.0, &what);
            }
        }
        let judged_p = found.fisher_p.unwrap_or(found.p);
        assert_close(found.adjusted_p, judged_p, 0.0, 0.0, &what);
        let verdict = match found.difference.value {
            _ if judged_p > 0.05 => SplitVerdict::NoDifferenceYet,
            difference if difference > 0.0 => SplitVerdict::Better,
            _ => SplitVerdict::Worse,
        };
        assert_eq!(found.verdict, verdict, "{what}");
        judged += u32::from(found.fisher_p.is_some());
    }
    assert!(judged > 5, "Fisher judged {judged}");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_price_of_looks_is_that_of_armitage_and_pocock() {
    for (looks, rate, level) in [("5", 0.1417, 0.0158), ("10", 0.1934, 0.0106)] {
        let found = outcome(&EXAMPLE, &[(FieldId::Looks, looks)]);
        assert_close(found.false_alarm_rate, rate, 0.0, 5e-5, looks);
        assert_close(found.nominal_level, level, 0.0, 5e-5, looks);
    }
    let found = outcome(&EXAMPLE, &[]);
    assert_close(found.false_alarm_rate, 0.05, 0.0, 0.0, "one look");
    assert_close(found.nominal_level, 0.05, 0.0, 0.0, "one look");
    // What is kept of the last question is no answer to another one.
    let other = outcome(&EXAMPLE, &[(FieldId::Alpha, "1"), (FieldId::Looks, "5")]);
    assert!(other.nominal_level < 0.01, "{}", other.nominal_level);
}

#[wasm_bindgen_test(unsupported = test)]
fn looks_and_the_risk_change_the_verdict() {
    // z = 40/5,000 / √(0.034·0.966·2/5,000) = 2.20715, p = 0.0273.
    let found = outcome(&EXAMPLE, &[]);
    assert_close(found.contrasts[0].z.unwrap(), 2.207_15, 0.0, 5e-6, "z");
    assert_close(found.contrasts[0].p, 0.0273, 0.0, 5e-5, "p");
    assert_eq!(found.verdict, SplitVerdict::Better);
    for typed in [
        (FieldId::Looks, "5"),
        (FieldId::Alpha, "2"),
        (FieldId::LooksFixed, "no"),
    ] {
        let found = outcome(&EXAMPLE, &[typed]);
        assert_eq!(found.verdict, SplitVerdict::NoDifferenceYet, "{typed:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn without_a_fixed_number_of_looks_only_what_holds_at_any_time_decides() {
    let typed = [(FieldId::LooksFixed, "no")];
    let found = first(&[("20000", "1000"), ("20000", "1250")], &typed);
    assert_close(
        found.always_valid_p,
        always_valid_p(1_000.0, 1_250.0, 0.5),
        0.0,
        0.0,
        "p",
    );
    assert_eq!(found.verdict, SplitVerdict::Better);
    let shares = [(FieldId::PlannedShares, "75 / 25")];
    let found = first(&[("30000", "1000"), ("10000", "400")], &shares);
    assert_close(
        found.always_valid_p,
        always_valid_p(1_000.0, 400.0, 0.25),
        1e-12,
        0.0,
        "p of a quarter",
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn several_variants_are_judged_after_holm_and_have_wider_intervals() {
    let arms = [
        ("5000", "150"),
        ("5000", "190"),
        ("5000", "140"),
        ("5000", "230"),
    ];
    let found = outcome(&arms, &[]);
    assert_close(found.level(), 1.0 - 0.05 / 3.0, 0.0, 1e-15, "level");
    let [b, c, d] = [0, 1, 2].map(|place| found.contrasts[place]);
    assert_close(d.adjusted_p, 3.0 * d.p, 1e-15, 0.0, "D");
    assert_close(b.adjusted_p, 2.0 * b.p, 1e-15, 0.0, "B");
    assert_close(c.adjusted_p, c.p.max(2.0 * b.p), 1e-15, 0.0, "C");
    assert_eq!(
        [b, c, d].map(|one| one.verdict),
        [
            SplitVerdict::NoDifferenceYet,
            SplitVerdict::NoDifferenceYet,
            SplitVerdict::Better
        ]
    );
    assert_eq!((found.verdict, found.deciding), (SplitVerdict::Better, 3));
    let alone = first(&arms[..2], &[]);
    assert!(alone.difference.low > b.difference.low && alone.difference.high < b.difference.high);
    assert_eq!(alone.verdict, SplitVerdict::Better);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_test_is_open_while_a_variant_is_and_worse_when_all_are() {
    let found = outcome(&[("5000", "200"), ("5000", "90"), ("5000", "205")], &[]);
    assert_eq!(
        (found.verdict, found.deciding),
        (SplitVerdict::NoDifferenceYet, 2)
    );
    let found = outcome(&[("5000", "200"), ("5000", "90"), ("5000", "100")], &[]);
    assert_eq!((found.verdict, found.deciding), (SplitVerdict::Worse, 2));
    let verdict = said::verdict(&english(), &found);
    assert!(
        verdict.starts_with("Even the best of the others, C, converted only 2"),
        "{verdict}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn further_conversions_change_the_verdict_and_one_fewer_do_not() {
    for typed in [
        &[][..],
        &[(FieldId::Looks, "5")],
        &[(FieldId::LooksFixed, "no")],
    ] {
        for arms in [
            vec![(5_000, 150), (5_000, 160)],
            vec![(5_000, 200), (5_000, 90)],
            vec![(300, 2), (300, 3)],
            vec![(5_000, 150), (5_000, 230), (5_000, 170), (5_000, 150)],
            vec![(5_000, 150), (5_000, 190), (5_000, 170), (5_000, 150)],
        ] {
            let at = |place: usize, further: i32| {
                let texts: Vec<(String, String)> = arms
                    .iter()
                    .enumerate()
                    .map(|(at, (n, c))| {
                        let further = if at == place { further } else { 0 };
                        (n.to_string(), (c + further).to_string())
                    })
                    .collect();
                let texts: Vec<(&str, &str)> = texts.iter().map(|(n, c)| (&**n, &**c)).collect();
                *outcome(&texts, typed).contrast(place).unwrap()
            };
            for place in 1..arms.len() {
                let now = at(place, 0);
                let Some(needed) = now.needed_conversions else {
                    assert_eq!(
                        now.verdict,
                        SplitVerdict::Better,
                        "{typed:?} {arms:?} {place}"
                    );
                    continue;
                };
                #[expect(clippy::cast_possible_truncation, reason = "a few hundred")]
                let needed = needed as i32;
                let what = format!("{typed:?} {arms:?} {place}: {needed}");
                assert_ne!(at(place, needed).verdict, now.verdict, "{what}");
                assert_eq!(at(place, needed - 1).verdict, now.verdict, "{what}");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn further_visitors_are_those_of_power_prop_test_less_those_there() {
    // R: power.prop.test(p1 = .2, p2 = .25, power = .8) gives n = 1,093.739.
    let found = first(&[("200", "40"), ("200", "50")], &[]);
    assert_eq!(found.needed_visitors, Some(894.0));
    // The smaller arm is the one that is short of them.
    let found = first(
        &[("100", "20"), ("400", "100")],
        &[(FieldId::PlannedShares, "20 80")],
    );
    assert_eq!(found.needed_visitors, Some(994.0));
    assert_eq!(
        first(&[("200", "40"), ("200", "40")], &[]).needed_visitors,
        None
    );
    assert_eq!(
        first(&[("9000", "1800"), ("9000", "2250")], &[]).needed_visitors,
        Some(0.0)
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_split_far_from_its_plan_is_broken_and_the_figures_stay() {
    // χ² = 2·300²/5,000 = 36 with one degree of freedom.
    let broken = outcome(&[("5300", "150"), ("4700", "190")], &[]);
    assert_close(broken.sample_ratio.chi_square, 36.0, 1e-14, 0.0, "χ²");
    assert_close(broken.sample_ratio.p, 1.973e-9, 1e-3, 0.0, "p");
    assert_eq!(broken.verdict, SplitVerdict::BrokenSplit);
    assert_eq!(broken.contrasts[0].verdict, SplitVerdict::Better);
    let planned = [(FieldId::PlannedShares, "53 / 47")];
    let sound = outcome(&[("5300", "150"), ("4700", "190")], &planned);
    assert_eq!(sound.verdict, SplitVerdict::Better);
    let language = english();
    assert!(said::stop(&language, &sound).is_none());
    let [title, text] = said::stop(&language, &broken).unwrap();
    assert!(
        title.starts_with("Stop") && text.contains("less than 0.01%"),
        "{title} {text}"
    );
    let verdict = said::verdict(&language, &broken);
    assert!(verdict.contains("nothing follows"), "{verdict}");
    assert_eq!(said::decision(&language, &broken), "Keep A.");
}

#[wasm_bindgen_test(unsupported = test)]
fn exchanging_the_arms_mirrors_what_is_seen() {
    for (a, b) in [
        (("5000", "150"), ("5000", "190")),
        (("800", "0"), ("1200", "7")),
        (("30", "30"), ("30", "11")),
        (("1000000000", "30000000"), ("1000000000", "30060000")),
    ] {
        let shares = (FieldId::PlannedShares, "40 60");
        let typed = if a.0 == b.0 { vec![] } else { vec![shares] };
        let back = if a.0 == b.0 {
            vec![]
        } else {
            vec![(FieldId::PlannedShares, "60 40")]
        };
        let (one, other) = (first(&[a, b], &typed), first(&[b, a], &back));
        let what = format!("{a:?} {b:?}");
        let mirrored = |x: f64, y: f64| assert_close(x, -y, 1e-12, 1e-15, &what);
        mirrored(one.difference.value, other.difference.value);
        mirrored(one.difference.low, other.difference.high);
        mirrored(one.z.unwrap(), other.z.unwrap());
        assert_close(one.p, other.p, 1e-12, 0.0, &what);
        assert_close(one.adjusted_p, other.adjusted_p, 1e-12, 0.0, &what);
        assert_close(one.always_valid_p, other.always_valid_p, 1e-9, 0.0, &what);
        assert_close(
            one.chance_to_beat,
            1.0 - other.chance_to_beat,
            0.0,
            1e-9,
            &what,
        );
        let means = one.expected_loss - other.expected_loss;
        assert!(means * one.difference.value <= 0.0, "{what}");
        if let (Some(up), Some(down)) = (one.lift, other.lift) {
            assert_close((1.0 + up.low) * (1.0 + down.high), 1.0, 1e-12, 0.0, &what);
        }
        assert!(
            matches!(
                (one.verdict, other.verdict),
                (SplitVerdict::Better, SplitVerdict::Worse)
                    | (SplitVerdict::Worse, SplitVerdict::Better)
                    | (SplitVerdict::NoDifferenceYet, SplitVerdict::NoDifferenceYet)
            ),
            "{what}"
        );
    }
}

/// Every number of a datum is finite: what is not would have become null.
fn numbers(datum: &Datum, out: &mut Vec<f64>) {
    match datum {
        Datum::Number(number) => out.push(*number),
        Datum::List(items) => items.iter().for_each(|item| numbers(item, out)),
        Datum::Record(entries) => entries.iter().for_each(|(_, item)| numbers(item, out)),
        _ => {}
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn nobody_everybody_and_huge_counts_have_an_outcome_with_words() {
    let language = english();
    for arms in [
        vec![("1", "0"), ("1", "1")],
        vec![("500", "0"), ("500", "0")],
        vec![("500", "500"), ("500", "500")],
        vec![("1000000000", "0"), ("1000000000", "1000000000")],
        vec![
            ("1000000000000", "30000000000"),
            ("1000000000000", "30000000001"),
        ],
        vec![("1", "1"), ("1000000000000", "0")],
        vec![("1000", "30"); 20],
    ] {
        for weight in ["", "fitted", "1000"] {
            for fixed in ["yes", "no"] {
                let found = outcome(
                    &arms,
                    &[(FieldId::PriorWeight, weight), (FieldId::LooksFixed, fixed)],
                );
                let what = format!("{arms:?} {weight} {fixed}");
                let mut seen = Vec::new();
                numbers(&found.datum(), &mut seen);
                assert!(seen.iter().all(|number| number.is_finite()), "{what}");
                for one in &found.contrasts {
                    let inside = |p: f64| (0.0..=1.0).contains(&p);
                    assert!(
                        [
                            one.p,
                            one.adjusted_p,
                            one.always_valid_p,
                            one.chance_to_beat
                        ]
                        .into_iter()
                        .all(inside),
                        "{what}: {one:?}"
                    );
                    assert!(one.expected_loss >= 0.0, "{what}: {one:?}");
                    let seen = one.difference;
                    assert!(seen.low <= seen.value && seen.value <= seen.high, "{what}");
                }
                for text in [
                    said::headline(&language, &found),
                    said::unit(&language, &found),
                    said::interval(&language, &found),
                    said::verdict(&language, &found),
                    said::looks(&language, &found),
                    said::chance(&language, &found),
                    said::row(&language, &found, 1),
                ] {
                    let none = ["NaN", "inf", "{", "}"]
                        .iter()
                        .any(|word| text.contains(word));
                    assert!(!none && !text.is_empty(), "{what}: {text}");
                }
                for place in 0..=found.contrasts.len() {
                    for (rate, height) in found.curve(place).unwrap_or_default() {
                        assert!((0.0..=1.0).contains(&rate) && (0.0..=1.0).contains(&height));
                    }
                }
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_fitted_prior_needs_five_variants_and_may_make_all_rates_one() {
    let fitted = [(FieldId::PriorWeight, "fitted")];
    assert_eq!(outcome(&EXAMPLE, &fitted).notes, [NoteCode::PriorNotFitted]);
    let alike = outcome(&[("1000", "30"); 5], &fitted);
    assert_eq!(alike.notes, [NoteCode::PriorPooled]);
    assert_close(alike.contrasts[0].chance_to_beat, 0.5, 0.0, 0.0, "chance");
    assert_close(alike.contrasts[0].expected_loss, 0.0, 0.0, 0.0, "loss");
    assert!(alike.curve(0).is_none());
    let apart = [
        ("1000", "30"),
        ("1000", "90"),
        ("1000", "10"),
        ("1000", "60"),
        ("1000", "35"),
    ];
    assert!(outcome(&apart, &fitted).notes.is_empty());
}

#[wasm_bindgen_test(unsupported = test)]
fn the_usual_prior_weighs_four_conversions_at_the_pooled_rate() {
    // Beta(4 + 4, …) against Beta(4 + 12, …): P = 0.948 by the closed sum of the beta functions.
    let usual = first(&[("1000", "30"), ("1000", "30")], &[]);
    assert_close(usual.chance_to_beat, 0.5, 0.0, 1e-12, "the same twice");
    let said_so = [
        (FieldId::PriorMean, "3.4"),
        (FieldId::PriorWeight, "117.647058823529"),
    ];
    let (usual, typed) = (first(&EXAMPLE, &[]), first(&EXAMPLE, &said_so));
    assert_close(
        usual.chance_to_beat,
        typed.chance_to_beat,
        0.0,
        1e-12,
        "4/0.034",
    );
    // A heavy prior at one rate leaves less to tell them apart.
    let heavy = first(&EXAMPLE, &[(FieldId::PriorWeight, "1000000")]);
    assert!(heavy.chance_to_beat < typed.chance_to_beat && heavy.chance_to_beat > 0.5);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_public_outcome_has_the_names_of_the_design() {
    let found = outcome(&EXAMPLE, &[]);
    let datum = found.datum();
    for name in [
        "difference",
        "differenceLow",
        "differenceHigh",
        "lift",
        "liftLow",
        "liftHigh",
        "z",
        "p",
        "adjustedP",
        "chanceToBeat",
        "expectedLoss",
        "alwaysValidP",
        "needed.visitors",
    ] {
        assert!(
            matches!(at(&datum, &format!("variants.1.{name}")), Datum::Number(_)),
            "{name}"
        );
        assert_eq!(
            at(&datum, &format!("variants.0.{name}")),
            &Datum::Null,
            "{name}"
        );
    }
    assert_eq!(at(&datum, "variants.1.fisherP"), &Datum::Null);
    assert_eq!(at(&datum, "variants.1.needed.conversions"), &Datum::Null);
    assert_eq!(at(&datum, "variants.1.verdict"), &Datum::from("better"));
    assert_eq!(at(&datum, "verdict"), &Datum::from("better"));
    for name in [
        "sampleRatio.chiSquare",
        "sampleRatio.p",
        "falseAlarmRate",
        "nominalLevel",
    ] {
        assert!(matches!(at(&datum, name), Datum::Number(_)), "{name}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn as_many_shares_as_rows_are_asked_for_only_when_the_rows_are_right() {
    let shares = |text| [(FieldId::PlannedShares, text)];
    let wrong = |variants: &[(&str, &str)], text| {
        let errors = scenario(variants, &shares(text)).unwrap_err();
        errors
            .iter()
            .map(|error| (error.field, error.problem))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        wrong(&EXAMPLE, "50 30 20"),
        [(FieldId::PlannedShares, Problem::NotAsMany { wanted: 2 })]
    );
    assert_eq!(
        wrong(&EXAMPLE, "50 40"),
        [(FieldId::PlannedShares, Problem::NotWholeInSum)]
    );
    let errors = wrong(&[("5000", "150"), ("100", "190")], "50 50");
    assert_eq!(
        errors,
        [
            (FieldId::Variants, Problem::Above(FieldId::Visitors)),
            (FieldId::Variants, Problem::Below(FieldId::Conversions))
        ]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn the_words_say_what_to_do_and_never_more_than_the_numbers() {
    let language = english();
    let found = outcome(&EXAMPLE, &[]);
    // The plain numbers of tests keep zeros at the end, which `Intl` does not.
    assert_eq!(said::headline(&language, &found), "+0.80");
    assert_eq!(said::unit(&language, &found), "points: B 3.8%, A 3%");
    assert_eq!(
        said::interval(&language, &found),
        "95% range of the difference: +0.09 to +1.52 points"
    );
    let verdict = said::verdict(&language, &found);
    assert!(
        verdict.starts_with("B converted 3.8% of its visitors, A 3%. If both were equally good,")
            && verdict.ends_with("in about 2.7% of such tests."),
        "{verdict}"
    );
    assert_eq!(said::decision(&language, &found), "Ship B.");
    assert_eq!(said::needed(&language, &found), "");
    let found = outcome(&EXAMPLE, &[(FieldId::Looks, "5")]);
    let looks = said::looks(&language, &found);
    assert_eq!(
        looks,
        "Looking 5 times at 5% would raise the false alarms to 14.2%. To keep them at 5%, each look \
         is judged at 1.58% instead. The ranges shown are those of a single look."
    );
    assert!(
        said::interval(&language, &found).starts_with("95% range of a single look: +0.09"),
        "a range that leaves out 0 beside a verdict that does not"
    );
    assert_eq!(said::decision(&language, &found), "Keep A for now.");
    let verdict = said::verdict(&language, &found);
    assert!(
        verdict.starts_with("These figures cannot tell B from A"),
        "{verdict}"
    );
    let needed = said::needed(&language, &found);
    assert!(
        needed.contains("more visitors for each of the two"),
        "{needed}"
    );
    let nearness = said::nearness(&language, &found);
    assert!(nearness.ends_with("B would count as better."), "{nearness}");
    let found = outcome(&EXAMPLE, &[(FieldId::LooksFixed, "no")]);
    let looks = said::looks(&language, &found);
    assert!(
        looks.contains("evidence that holds at any time decides"),
        "{looks}"
    );
    assert_eq!(said::always(&language, &found), "");
    assert!(said::interval(&language, &found).contains("single look"));
    let same = outcome(&[("500", "20"), ("500", "20")], &[]);
    let verdict = said::verdict(&language, &same);
    assert!(verdict.ends_with("nothing unusual."), "{verdict}");
    assert!(said::needed(&language, &same).starts_with("No difference"));
}

/// A number as somebody reads it off the screen.
fn read_back(value: f64, style: Style) -> f64 {
    let text = ENGLISH.write(value, style);
    let (text, scale) = text
        .strip_suffix('%')
        .map_or((text.as_str(), 1.0), |text| (text, 100.0));
    text.parse::<f64>().unwrap() / scale
}

#[expect(clippy::many_single_char_names, reason = "the letters of the forms")]
fn checked(figure: &Figure) {
    for step in &figure.steps {
        let shown: Vec<f64> = step
            .operands
            .iter()
            .map(|operand| read_back(operand.value, operand.style))
            .collect();
        let again = match (step.formula, shown.as_slice()) {
            (Formula::Quotient, [a, b]) => a / b,
            (Formula::Difference, [a, b]) => a - b,
            (Formula::Shortfall, [a, b]) => (a - b).max(0.0),
            (Formula::RelativeRise, [a, b]) => a / b - 1.0,
            (Formula::OneMinusQuotient, [a, b]) => 1.0 - a / b,
            (Formula::PooledRate, [a, b, c, d]) => (a + b) / (c + d),
            (Formula::PooledZ, [a, b, c, d, e]) => {
                (a - b) / (c * (1.0 - c) * (1.0 / d + 1.0 / e)).sqrt()
            }
            (Formula::NewcombeLow, [a, b, c, d, e]) => a - (b - c).hypot(d - e),
            (Formula::NewcombeHigh, [a, b, c, d, e]) => a + (b - c).hypot(d - e),
            (Formula::AtMostOne, [a, b]) => (a * b).min(1.0),
            (Formula::KatzLow | Formula::KatzHigh, [a, b, z, x2, n2, x1, n1]) => {
                let reach = z * (1.0 / x2 - 1.0 / n2 + 1.0 / x1 - 1.0 / n1).sqrt();
                let sign = if step.formula == Formula::KatzLow {
                    -1.0
                } else {
                    1.0
                };
                a / b * (sign * reach).exp() - 1.0
            }
            (Formula::WilsonLow, [a, b, c]) => {
                let root = (c * c + 4.0 * a * (b - a) / b).sqrt();
                2.0 * a * a / (b * (2.0 * a + c * c + c * root))
            }
            (Formula::WilsonHigh, [a, b, c]) => {
                let root = (c * c + 4.0 * a * (b - a) / b).sqrt();
                (2.0 * a + c * c + c * root) / (2.0 * (b + c * c))
            }
            (Formula::SampleSize, [a, b, c, d]) => {
                let p = f64::midpoint(*c, *d);
                let reach =
                    a * (2.0 * p * (1.0 - p)).sqrt() + b * (c * (1.0 - c) + d * (1.0 - d)).sqrt();
                (reach / (c - d)).powi(2).ceil()
            }
            // The rest are integrals and sums over tables, which models' own tests work out.
            _ => continue,
        };
        let (again, said) = (
            read_back(again, step.style),
            read_back(step.value, step.style),
        );
        // The last digit shown may move by one: its operands are rounded too.
        let what = format!("{:?} {:?}", figure.id, step.formula);
        assert_close(again, said, 2e-3, 2e-6, &what);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_displayed_working_gives_the_displayed_result() {
    let language = english();
    for arms in [
        vec![("5000", "150"), ("5000", "190")],
        vec![("40", "2"), ("41", "7")],
        vec![
            ("5000", "150"),
            ("5000", "230"),
            ("5000", "170"),
            ("5000", "140"),
        ],
        vec![("500", "0"), ("500", "0")],
    ] {
        let found = outcome(&arms, &[(FieldId::Looks, "3")]);
        let figures = (1..=found.contrasts.len()).flat_map(|place| found.figures_of(place));
        for figure in figures.chain(found.figures()) {
            checked(&figure);
            for step in &figure.steps {
                for line in words::step(&language, step, &ActionWords::default()) {
                    assert!(!line.contains('{') && line.len() > 8, "{line}");
                }
            }
            assert!(!words::definition(&language, figure.id, found.level()).contains('{'));
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_list_begins_with_the_figures_of_the_variant_that_decides() {
    let found = outcome(&[("5000", "150"), ("5000", "140"), ("5000", "230")], &[]);
    let figures = found.figures();
    assert_eq!(figures[0].id, FigureId::Difference);
    assert_eq!(figures[0].value, Some(found.contrasts[1].difference.value));
    assert_eq!(figures.last().unwrap().id, FigureId::NominalLevel);
    assert!(found.figures_of(0).is_empty());
}

#[wasm_bindgen_test(unsupported = test)]
fn shares_may_miss_the_whole_by_what_was_rounded_off() {
    let three = [("500", "15"), ("500", "19"), ("500", "25")];
    for text in [
        "33.3 33.3 33.3",
        "33 33 33",
        "33.33 / 33.33 / 33.33",
        ".333 .333 .333",
    ] {
        let found = outcome(&three, &[(FieldId::PlannedShares, text)]);
        for share in &found.scenario.planned_shares {
            assert_close(*share, 1.0 / 3.0, 1e-12, 0.0, text);
        }
        assert!(
            found.notes.contains(&NoteCode::SharesInProportion),
            "{text}"
        );
    }
    let exact = outcome(&EXAMPLE, &[(FieldId::PlannedShares, "50 50")]);
    assert!(exact.notes.is_empty(), "{:?}", exact.notes);
    // More than a last digit is no rounding.
    for text in ["30 30 30", "33.3 33.3 33", "40 30 32", "33.4 33.4 33.4"] {
        let errors = scenario(&three, &[(FieldId::PlannedShares, text)]).unwrap_err();
        assert_eq!(errors[0].problem, Problem::NotWholeInSum, "{text}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_share_that_is_none_is_named_by_its_place() {
    for (text, path) in [
        ("50 / 0 / 50", "plannedShares.1"),
        ("50 / 30 / 120", "plannedShares.2"),
        ("100 / 50", "plannedShares.0"),
    ] {
        let errors = scenario(&EXAMPLE, &[(FieldId::PlannedShares, text)]).unwrap_err();
        assert_eq!(errors[0].path(), path, "{text}");
        assert_eq!(errors[0].problem.code(), "outOfRange", "{text}");
    }
    let words = words::problem(
        &english(),
        FieldId::PlannedShares,
        Problem::NotAShare { place: 1 },
        &ActionWords::default(),
    );
    assert!(words.starts_with("Share 2 "), "{words}");
}

#[wasm_bindgen_test(unsupported = test)]
fn where_nobody_or_everybody_converted_the_prior_draws_nothing() {
    for (variants, is_drawn) in [
        ([("500", "0"), ("500", "0")], false),
        ([("500", "500"), ("500", "500")], false),
        ([("500", "0"), ("500", "1")], true),
        ([("500", "500"), ("500", "0")], true),
    ] {
        let found = outcome(&variants, &[]);
        assert_eq!(found.curve(1).is_some(), is_drawn, "{variants:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn no_chance_is_none_or_all_and_no_p_value_is_nothing() {
    let language = english();
    let sure = [("1000000000", "10000000"), ("1000000000", "30000000")];
    for variants in [sure, [sure[1], sure[0]]] {
        let found = outcome(&variants, &[(FieldId::LooksFixed, "no")]);
        for figure in found.figures() {
            let Some(value) = figure.value else { continue };
            let text = words::amount(&language, value, figure.style);
            match figure.id {
                FigureId::PValue | FigureId::AdjustedP | FigureId::AlwaysValidP => {
                    assert_eq!(text, "less than 0.0001", "{:?}", figure.id);
                }
                FigureId::ChanceToBeat => {
                    assert!(
                        matches!(&*text, "more than 99.99%" | "less than 0.01%"),
                        "{text}"
                    );
                }
                _ => {}
            }
        }
        let looks = said::looks(&language, &found);
        assert!(looks.contains("decides: p < 0.0001;"), "{looks}");
        assert!(looks.contains("beforehand, p < 0.0001,"), "{looks}");
        let chance = said::chance(&language, &found);
        assert!(
            chance.contains("more than 99.99%") || chance.contains("less than 0.01%"),
            "{chance}"
        );
    }
    let found = outcome(&EXAMPLE, &[(FieldId::Looks, "5")]);
    let figures = found.figures();
    let alarms = figures
        .iter()
        .find(|figure| figure.id == FigureId::FalseAlarmRate)
        .unwrap();
    assert_eq!(
        words::amount(&language, alarms.value.unwrap(), alarms.style),
        "14.2%"
    );
    let found = outcome(&EXAMPLE, &[]);
    let always = said::always(&language, &found);
    assert!(always.contains("you liked: p = 0."), "{always}");
}
