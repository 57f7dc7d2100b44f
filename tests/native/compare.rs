//! The outcome of the `compare` view: its worked example, each verdict, and laws.

use crate::support::{ENGLISH, assert_close, at};
use conversion_widget::locale::Style;
use conversion_widget::messages::Language;
use conversion_widget::messages::words::{self, ActionWords, compare as said};
use conversion_widget::model::quantity::{Count, Level, Sample};
use conversion_widget::outcome::Outcome;
use conversion_widget::outcome::compare::{
    CompareOutcome, ENTRY_FIGURES, EntryOutcome, ReversalFound, Verdict, compare_outcome,
};
use conversion_widget::outcome::figure::{Figure, FigureId, NoteCode};
use conversion_widget::scenario::compare::{CompareEntry, CompareScenario, PriorWeight};
use conversion_widget::scenario::datum::Datum;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

fn sample(conversions: f64, viewers: f64) -> Sample {
    Sample::new(
        Count::new(conversions).unwrap(),
        Count::new(viewers).unwrap(),
    )
    .unwrap()
}

fn entry(name: &str, conversions: f64, viewers: f64) -> CompareEntry {
    CompareEntry {
        name: name.to_owned(),
        format: String::new(),
        sample: sample(conversions, viewers),
        cost: None,
        posts: Vec::new(),
    }
}

fn costing(name: &str, conversions: f64, viewers: f64, cost: f64) -> CompareEntry {
    CompareEntry {
        cost: Some(cost),
        ..entry(name, conversions, viewers)
    }
}

fn posting(name: &str, posts: &[(f64, f64)]) -> CompareEntry {
    let conversions = posts.iter().map(|post| post.0).sum();
    let viewers = posts.iter().map(|post| post.1).sum();
    CompareEntry {
        posts: posts.iter().map(|post| sample(post.0, post.1)).collect(),
        ..entry(name, conversions, viewers)
    }
}

fn scenario(entries: Vec<CompareEntry>) -> CompareScenario {
    CompareScenario {
        entries,
        prior_mean: None,
        prior_weight: PriorWeight::Usual,
        value_per_conversion: None,
        level: Level::new(0.95).unwrap(),
    }
}

fn outcome(entries: Vec<CompareEntry>) -> CompareOutcome {
    compare_outcome(scenario(entries))
}

fn example() -> CompareScenario {
    CompareScenario {
        prior_mean: Some(0.02),
        prior_weight: PriorWeight::Viewers(200.0),
        ..scenario(vec![
            costing("Maya", 300.0, 10_000.0, 2_400.0),
            costing("Jonas", 12.0, 600.0, 90.0),
            costing("Ines", 4.0, 80.0, 40.0),
        ])
    }
}

fn chances(found: &CompareOutcome) -> Vec<f64> {
    let chance = |entry: &EntryOutcome| entry.standing.chance_best;
    found.entries.iter().map(chance).collect()
}

fn english() -> Language {
    Language::english(Rc::new(ENGLISH))
}

#[wasm_bindgen_test(unsupported = test)]
fn the_worked_example_of_the_view_holds() {
    let found = compare_outcome(example());
    for (got, expected) in chances(&found).into_iter().zip([0.568, 0.026, 0.406]) {
        assert_close(got, expected, 0.0, 5e-4, "chanceBest");
    }
    // By hand: (0.02 · 200 + 4) / (200 + 80).
    assert_close(
        found.entries[2].shrunk_rate,
        8.0 / 280.0,
        1e-15,
        0.0,
        "shrunk",
    );
    assert_close(found.entries[0].interval.low, 0.026_833, 0.0, 5e-7, "low");
    assert_eq!(found.entries[0].cost_per_conversion, Some(8.0));
    assert_eq!(found.verdict, Verdict::TooEarly);
    assert_eq!(said::headline(&english(), &found), "Too early to tell");
    assert_eq!(
        said::chance(&english(), &found),
        "57% chance that Maya has the highest rate"
    );
    // A flat prior would say 90 % for 4 of 80.
    let flat = CompareScenario {
        prior_mean: Some(0.5),
        prior_weight: PriorWeight::Viewers(2.0),
        ..example()
    };
    let flat = compare_outcome(flat);
    assert_close(flat.entries[2].standing.chance_best, 0.9, 0.0, 0.01, "flat");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_usual_prior_is_the_pooled_rate_with_four_conversions() {
    let found = outcome(vec![entry("a", 30.0, 1_000.0), entry("b", 10.0, 3_000.0)]);
    assert_eq!(found.prior.mean, 0.01);
    assert_eq!(found.prior.weight, Some(400.0));
    // (Σc + ½)/(Σn + 1) when nobody converted.
    let none = outcome(vec![entry("a", 0.0, 100.0), entry("b", 0.0, 99.0)]);
    assert_eq!(none.prior.mean, 0.5 / 200.0);
    assert_eq!(none.heterogeneity, None);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_leader_needs_posts_and_totals_only_lean() {
    let totals = outcome(vec![
        entry("a", 500.0, 10_000.0),
        entry("b", 100.0, 10_000.0),
    ]);
    assert!(totals.entries[0].standing.chance_best > 0.999);
    assert_eq!(totals.verdict, Verdict::Leaning);
    assert!(said::verdict(&english(), &totals).contains("next post may differ"));
    let steady = |name, each: f64| {
        let posts: Vec<_> = (0..4).map(|_| (each, 2_500.0)).collect();
        posting(name, &posts)
    };
    let posts = outcome(vec![steady("a", 125.0), steady("b", 25.0)]);
    assert_eq!(posts.correlation, Some(0.0));
    assert_eq!(posts.verdict, Verdict::Leader);
    assert_eq!(said::headline(&english(), &posts), "a leads");
    // Four degrees of freedom are too few to know how posts differ.
    let few = |name, each: f64| posting(name, &[(each, 3_000.0), (each, 3_000.0), (each, 3_000.0)]);
    let few = outcome(vec![few("a", 150.0), few("b", 30.0)]);
    assert_eq!(few.correlation, None);
    assert_eq!(few.verdict, Verdict::Leaning);
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_nearly_certain_is_never_called_certain() {
    let language = english();
    for (chance, said) in [
        (0.0, "less than 0.01%"),
        (2.58e-13, "less than 0.01%"),
        (0.000_34, "0.03%"),
        (0.026, "2.6%"),
        (0.568, "57%"),
        (0.998_7, "99.9%"),
        (0.999_65, "99.97%"),
        (1.0 - 1e-12, "more than 99.99%"),
        (1.0, "more than 99.99%"),
    ] {
        assert_eq!(words::amount(&language, chance, Style::Chance), said);
    }
    for (p, said) in [
        (0.0, "less than 0.0001"),
        (1e-30, "less than 0.0001"),
        (0.012_345, "0.012"),
        (0.123_45, "0.123"),
        (1.0, "1"),
    ] {
        assert_eq!(words::amount(&language, p, Style::PValue), said);
    }
    let sure = outcome(vec![
        entry("a", 500.0, 10_000.0),
        entry("b", 100.0, 10_000.0),
    ]);
    let told = said::chance(&language, &sure);
    assert!(told.starts_with("more than 99.99% chance that a"), "{told}");
    // Nor is what the sure one loses written in noughts.
    let figures = sure.entry_figures(0);
    let mut figures = figures.iter();
    let loss = figures
        .find(|figure| figure.id == FigureId::LossAmongAll)
        .unwrap();
    let value = loss.value.unwrap();
    assert!(value < 1e-7, "{value}");
    assert_eq!(
        words::amount(&language, value, loss.style),
        "less than 0.01%"
    );
    // Every chance and p-value that a reader meets goes through the same words.
    let mut figures = sure.figures();
    figures.extend(sure.entry_figures(1));
    for figure in figures {
        let is_probability = matches!(figure.id, FigureId::ChanceBest | FigureId::ChanceCheapest);
        assert_eq!(
            figure.style == Style::Chance,
            is_probability,
            "{:?}",
            figure.id
        );
        let is_p = matches!(figure.id, FigureId::Heterogeneity | FigureId::PairP);
        assert_eq!(figure.style == Style::PValue, is_p, "{:?}", figure.id);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn without_conversions_nobody_is_ahead_and_the_prior_is_said_to_speak() {
    for rows in [
        vec![entry("a", 0.0, 10_000_000.0), entry("b", 0.0, 1.0)],
        vec![entry("a", 0.0, 100.0), entry("b", 0.0, 100.0)],
        vec![costing("a", 0.0, 9.0, 5.0), costing("b", 0.0, 90.0, 5.0)],
    ] {
        let found = outcome(rows);
        assert_eq!(found.verdict, Verdict::TooEarly);
        assert_eq!(found.needed, None);
        let language = english();
        assert_eq!(said::headline(&language, &found), "No conversions yet");
        assert!(said::chance(&language, &found).contains("expected beforehand"));
        assert_eq!(said::verdict(&language, &found), "");
        assert_eq!(said::needed(&language, &found), "");
        assert_eq!(said::best_buy(&language, &found), "");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn small_equal_samples_are_not_called_the_same() {
    let fitted = |conversions: f64, viewers: f64| {
        let rows = (0..6).map(|place| entry(&place.to_string(), conversions, viewers));
        compare_outcome(CompareScenario {
            prior_weight: PriorWeight::Fitted,
            ..scenario(rows.collect())
        })
    };
    // Six times 3 of 100: the likeliest of all priors makes them one, and it is not the only one.
    let small = fitted(3.0, 100.0);
    assert_eq!(small.prior.weight, None);
    assert_eq!(small.verdict, Verdict::TooEarly);
    assert!(!small.is_alone);
    assert!(said::chance(&english(), &small).contains("nothing tells them apart"));
    // By the usual prior the best of six may be ahead by more than a hundredth.
    let large = fitted(3e7, 1e9);
    assert_eq!(large.prior.weight, None);
    assert_eq!(large.verdict, Verdict::SameInPractice);
}

#[wasm_bindgen_test(unsupported = test)]
fn verdicts_follow_their_thresholds() {
    let mut seen = Vec::new();
    for lead in 0..60 {
        let ahead = 300.0 + f64::from(lead) * 2.0;
        let found = outcome(vec![
            entry("a", ahead, 10_000.0),
            entry("b", 300.0, 10_000.0),
        ]);
        let chance = found.entries[0].standing.chance_best;
        let expected = if chance >= 0.8 {
            Verdict::Leaning
        } else if found
            .entries
            .iter()
            .all(|one| one.standing.expected_loss < 0.01 * one.shrunk_rate)
        {
            Verdict::SameInPractice
        } else {
            Verdict::TooEarly
        };
        assert_eq!(found.verdict, expected, "{ahead}");
        seen.push(found.verdict);
    }
    assert!(seen.contains(&Verdict::Leaning) && seen.contains(&Verdict::TooEarly));
    let same = outcome(vec![
        entry("a", 30_000_010.0, 1e9),
        entry("b", 30_000_000.0, 1e9),
    ]);
    assert_eq!(same.verdict, Verdict::SameInPractice);
}

#[wasm_bindgen_test(unsupported = test)]
fn equal_entries_are_level_and_nobody_is_named() {
    let found = outcome(vec![entry("a", 3.0, 100.0), entry("b", 3.0, 100.0)]);
    assert!(!found.is_alone);
    assert_eq!(found.needed, None);
    assert!(said::chance(&english(), &found).contains("level"));
    assert_eq!(said::verdict(&english(), &found), "");
}

#[wasm_bindgen_test(unsupported = test)]
fn uneven_posts_make_viewers_count_for_less() {
    let uneven = |name| {
        let posts = [
            (10.0, 1_000.0),
            (90.0, 1_000.0),
            (20.0, 1_000.0),
            (80.0, 1_000.0),
        ];
        posting(name, &posts)
    };
    let found = outcome(vec![uneven("a"), uneven("b"), entry("c", 50.0, 1_000.0)]);
    let correlation = found.correlation.unwrap();
    assert!(correlation > 0.01, "{correlation}");
    // n²/Σ n(1 + (n − 1)ρ), four equal posts against one.
    let each = 1_000.0 / (1.0 + 999.0 * correlation);
    for (place, posts) in [(0, 4.0), (2, 1.0)] {
        let viewers = found.entries[place].evidence.viewers();
        assert_close(viewers, posts * each, 1e-12, 0.0, "effective viewers");
        assert_eq!(found.entries[place].rate, 0.05);
    }
    let alone = outcome(vec![entry("a", 200.0, 4_000.0), entry("c", 50.0, 1_000.0)]);
    let width = |entry: &EntryOutcome| entry.interval.high - entry.interval.low;
    assert!(width(&found.entries[0]) > 2.0 * width(&alone.entries[0]));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_comparison_that_pooling_turns_round_is_named() {
    // C. R. Charig et al. 1986, BMJ 292, 879–882: kidney stones, the textbook case of Simpson's
    // paradox: 81/87 and 192/263 against 234/270 and 55/80.
    let row = |name: &str, format: &str, conversions, viewers| CompareEntry {
        format: format.to_owned(),
        ..entry(name, conversions, viewers)
    };
    let rows = vec![
        row("b", "small", 234.0, 270.0),
        row("a", "small", 81.0, 87.0),
        row("b", "large", 55.0, 80.0),
        row("a", "large", 192.0, 263.0),
    ];
    let found = outcome(rows.clone());
    let expected = ReversalFound {
        a: 1,
        b: 0,
        certain: false,
    };
    assert_eq!(found.reversals, [expected]);
    let words = said::reversals(&english(), &found);
    assert!(
        words.starts_with("a is ahead of b in every format"),
        "{words}"
    );
    // Ten times the people, and chance does not explain it.
    let more = rows.iter().map(|one| {
        let (c, n) = (one.sample.part().get(), one.sample.whole().get());
        row(&one.name, &one.format, 10.0 * c, 10.0 * n)
    });
    assert!(outcome(more.collect()).reversals[0].certain);
    // One shared format is no reversal.
    assert!(outcome(rows[..3].to_vec()).reversals.is_empty());
}

#[wasm_bindgen_test(unsupported = test)]
fn a_prior_is_fitted_from_five_entries_on_and_its_limit_is_said() {
    let fitted = |entries: Vec<CompareEntry>| {
        compare_outcome(CompareScenario {
            prior_weight: PriorWeight::Fitted,
            ..scenario(entries)
        })
    };
    let differing = |count: u32| {
        let one = |place: u32| entry(&place.to_string(), f64::from(10 + 30 * place), 1_000.0);
        (0..count).map(one).collect::<Vec<_>>()
    };
    let four = fitted(differing(4));
    assert_eq!(four.notes, [NoteCode::PriorNotFitted]);
    assert!(!four.prior.is_fitted);
    let five = fitted(differing(5));
    assert!(five.prior.is_fitted && five.notes.is_empty());
    let weight = five.prior.weight.unwrap();
    assert!(weight > 1.0 && weight < 200.0, "{weight}");
    // Rates that differ no more than by chance: all posteriors are equal.
    let alike = (0..5).map(|place| entry(&place.to_string(), 30.0, 1_000.0 + f64::from(place)));
    let alike = fitted(alike.collect());
    assert_eq!(alike.notes, [NoteCode::PriorPooled]);
    assert_eq!(alike.prior.weight, None);
    assert_eq!(alike.verdict, Verdict::TooEarly);
    for one in &alike.entries {
        assert_eq!(one.shrunk_rate, alike.prior.mean);
        assert_close(one.standing.chance_best, 0.2, 1e-15, 0.0, "one of five");
        assert_eq!(one.standing.expected_loss, 0.0);
    }
    assert_eq!(at(&alike.datum(), "prior.weight"), &Datum::Null);
    let typed = compare_outcome(CompareScenario {
        prior_mean: Some(0.3),
        prior_weight: PriorWeight::Fitted,
        ..scenario(differing(5))
    });
    assert_eq!(typed.notes, [NoteCode::PriorMeanAside]);
    assert_eq!(typed.prior.mean, five.prior.mean);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_best_buy_is_not_always_the_best_rate() {
    let found = compare_outcome(CompareScenario {
        value_per_conversion: Some(20.0),
        ..example()
    });
    // 2,400 / 300, 90 / 12, 40 / 4: Jonas is the cheapest.
    assert_eq!(found.best, 0);
    assert_eq!(found.best_buy, Some(1));
    assert!(said::best_buy(&english(), &found).contains("Best buy: Jonas, at €7.5"));
    let cheapest: f64 = found
        .entries
        .iter()
        .map(|one| one.chance_cheapest.unwrap())
        .sum();
    assert_close(cheapest, 1.0, 1e-12, 0.0, "chances to be the cheapest");
    for (one, entry) in found.entries.iter().zip(&found.scenario.entries) {
        let money = 1_000.0 * one.standing.expected_loss * 20.0;
        assert_eq!(one.loss_in_money, Some(money));
        let (low, high) = (one.cost_low.unwrap(), one.cost_high.unwrap());
        let viewers = entry.sample.whole().get();
        assert_close(
            low * viewers * one.interval.high,
            entry.cost.unwrap(),
            1e-14,
            0.0,
            "low",
        );
        assert!(low <= one.cost_per_conversion.unwrap() && high >= low);
    }
    // 2,530 for 316: the ratio of sums, not the mean of 8, 7.5 and 10.
    assert_eq!(found.totals.cost_per_conversion, Some(2_530.0 / 316.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_cost_that_is_missing_or_nothing_has_its_rule() {
    let found = outcome(vec![
        costing("free", 1.0, 100.0, 0.0),
        costing("paid", 50.0, 100.0, 5.0),
        entry("unknown", 90.0, 100.0),
    ]);
    let cheapest: Vec<_> = found
        .entries
        .iter()
        .map(|one| one.chance_cheapest)
        .collect();
    assert_eq!(cheapest, [Some(1.0), Some(0.0), None]);
    assert_eq!(found.entries[0].cost_per_conversion, Some(0.0));
    let one = outcome(vec![costing("a", 1.0, 9.0, 5.0), entry("b", 1.0, 9.0)]);
    assert_eq!(one.best_buy, None);
    let nobody = outcome(vec![
        costing("a", 0.0, 9.0, 5.0),
        costing("b", 1.0, 9.0, 5.0),
    ]);
    assert_eq!(nobody.entries[0].cost_per_conversion, None);
    assert_eq!(nobody.entries[0].cost_high, None);
    assert!(nobody.entries[0].cost_low.is_some());
    let all_free = outcome(vec![
        costing("a", 0.0, 9.0, 0.0),
        costing("b", 1.0, 9.0, 0.0),
    ]);
    assert_eq!(all_free.entries[0].chance_cheapest, Some(0.5));
}

#[wasm_bindgen_test(unsupported = test)]
fn viewers_needed_are_those_of_the_plan_less_those_there() {
    let found = outcome(vec![entry("a", 40.0, 1_000.0), entry("b", 30.0, 1_000.0)]);
    let needed = found.needed.unwrap();
    let (first, second) = (found.entries[0].shrunk_rate, found.entries[1].shrunk_rate);
    let mean = 0.5 * (first + second);
    // R's power.prop.test, by its formula with z(0.025) and z(0.2).
    let reach = 1.959_963_984_540_054 * (2.0 * mean * (1.0 - mean)).sqrt()
        + 0.841_621_233_572_914_3 * (first * (1.0 - first) + second * (1.0 - second)).sqrt();
    let each = (reach / (first - second)).powi(2).ceil();
    assert_eq!(needed.each, each);
    assert_eq!(needed.more, 2.0 * (each - 1_000.0));
    assert_eq!(
        at(&found.datum(), "viewersNeeded"),
        &Datum::from(needed.more)
    );
    let plenty = outcome(vec![entry("a", 400.0, 1_000.0), entry("b", 30.0, 1_000.0)]);
    assert_eq!(plenty.needed.unwrap().more, 0.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn extremes_have_outcomes_and_never_infinite_ones() {
    let cases = [
        vec![(0.0, 1.0), (1.0, 1.0)],
        vec![(0.0, 1.0), (0.0, 1e12)],
        vec![(1e12, 1e12), (1e12, 1e12)],
        vec![(5.0, 5.0), (0.0, 7.0), (1e9, 1e9)],
        vec![(1.0, 1e12), (0.0, 1.0), (1e12, 1e12)],
        vec![(3e7, 1e9), (3e7 + 1.0, 1e9)],
    ];
    for case in cases {
        for weight in [
            PriorWeight::Usual,
            PriorWeight::Fitted,
            PriorWeight::Viewers(1e-9),
            PriorWeight::Viewers(1e12),
        ] {
            let rows = case.iter().enumerate();
            let rows = rows.map(|(place, &(c, n))| costing(&place.to_string(), c, n, 7.0));
            let found = compare_outcome(CompareScenario {
                prior_weight: weight,
                value_per_conversion: Some(3.0),
                ..scenario(rows.collect())
            });
            let what = format!("{case:?} {weight:?}");
            let sum: f64 = chances(&found).iter().sum();
            assert_close(sum, 1.0, 0.0, 1e-6, &what);
            for one in &found.entries {
                assert!(one.standing.expected_loss >= 0.0, "{what}");
                assert!(
                    one.interval.low <= one.rate && one.rate <= one.interval.high,
                    "{what}"
                );
                assert!((0.0..=1.0).contains(&one.shrunk_rate), "{what}");
                assert!(one.credible.low <= one.credible.high, "{what}");
            }
            every_figure_is_worded(&found);
            is_finite(&Outcome::Compare(Arc::new(found)).datum(), &what);
        }
    }
}

fn is_finite(datum: &Datum, what: &str) {
    match datum {
        Datum::Number(number) => assert!(number.is_finite(), "{what}"),
        Datum::List(items) => items.iter().for_each(|item| is_finite(item, what)),
        Datum::Record(entries) => entries.iter().for_each(|(_, item)| is_finite(item, what)),
        _ => {}
    }
}

fn every_figure_is_worded(found: &CompareOutcome) {
    let language = english();
    let mut figures = found.figures();
    for place in 0..found.entries.len() {
        figures.extend(found.entry_figures(place));
    }
    for figure in &figures {
        assert!(!words::figure(&language, figure.id).contains('{'));
        assert!(!words::definition(&language, figure.id, 0.95).contains('{'));
        assert!(!words::source(&language, figure.source).contains('{'));
        for step in &figure.steps {
            for line in words::step(&language, step, &ActionWords::default()) {
                assert!(!line.contains(['{', '}']), "{line}");
                assert!(!line.contains("NaN") && !line.contains("inf"), "{line}");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn two_hundred_entries_have_all_their_pairs_and_one_sum() {
    let one = |place: u32| {
        let viewers = 500.0 + 37.0 * f64::from(place);
        let conversions = (viewers * (0.02 + 0.000_1 * f64::from(place % 17))).round();
        entry(&place.to_string(), conversions, viewers)
    };
    let found = outcome((0..200).map(one).collect());
    assert_eq!(found.pairs.len(), 19_900);
    assert_close(chances(&found).iter().sum(), 1.0, 0.0, 1e-9, "chances");
    for pair in &found.pairs {
        assert!(pair.a < pair.b && pair.adjusted_p >= pair.p);
        assert!(pair.difference.low <= pair.difference.high);
    }
    let order = found.order(false);
    assert_eq!(order.len(), 200);
    for pair in order.windows(2) {
        let rate = |place: usize| found.entries[place].shrunk_rate;
        assert!(rate(pair[0]) >= rate(pair[1]));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_order_of_the_rows_changes_nothing_but_the_order() {
    let rows = vec![
        costing("a", 30.0, 1_000.0, 100.0),
        costing("b", 9.0, 400.0, 20.0),
        posting("c", &[(5.0, 100.0), (1.0, 90.0), (9.0, 300.0)]),
        posting(
            "d",
            &[(15.0, 500.0), (20.0, 300.0), (2.0, 60.0), (7.0, 100.0)],
        ),
    ];
    let there = outcome(rows.clone());
    let back = outcome(rows.into_iter().rev().collect());
    assert_eq!(there.verdict, back.verdict);
    for (one, other) in there.entries.iter().zip(back.entries.iter().rev()) {
        let close = |a: f64, b: f64| assert_close(a, b, 1e-9, 1e-15, "turned round");
        close(one.standing.chance_best, other.standing.chance_best);
        close(one.standing.expected_loss, other.standing.expected_loss);
        close(one.shrunk_rate, other.shrunk_rate);
    }
    let names = |found: &CompareOutcome| -> Vec<String> {
        let name = |place: usize| found.scenario.entries[place].name.clone();
        found.order(false).into_iter().map(name).collect()
    };
    assert_eq!(names(&there), names(&back));
    let cheap = there.order(true);
    assert_eq!(cheap[0], 1, "20 / 9 is less than 100 / 30");
    assert!(there.entries[cheap[3]].cost_per_conversion.is_none());
}

#[wasm_bindgen_test(unsupported = test)]
fn the_screen_shows_what_the_result_says() {
    let found = compare_outcome(CompareScenario {
        value_per_conversion: Some(20.0),
        ..example()
    });
    every_figure_is_worded(&found);
    let datum = found.datum();
    for figure in found.figures() {
        let id = figure.id;
        assert_eq!(Datum::from(figure.value), *at(&datum, id.name()), "{id:?}");
    }
    for place in 0..3 {
        let figures = found.entry_figures(place);
        for figure in &figures {
            check_against(&datum, place, figure);
        }
        let is_best = place == found.best;
        let has_pair = figures
            .iter()
            .any(|figure| figure.id == FigureId::BehindBest);
        assert_ne!(is_best, has_pair, "the one ahead is compared with nobody");
        // Each figure stands in the list of the screen, in its order.
        let ids: Vec<_> = figures.iter().map(|figure| figure.id).collect();
        let listed: Vec<_> = ENTRY_FIGURES
            .into_iter()
            .filter(|id| ids.contains(id))
            .collect();
        assert_eq!(ids, listed);
    }
}

fn check_against(datum: &Datum, place: usize, figure: &Figure) {
    let id = figure.id;
    let path = |name: &str| format!("entries.{place}.{name}");
    let ends = |low: &str, high: &str| {
        let (got_low, got_high) = figure.ends.unwrap();
        assert_eq!(Datum::from(got_low), *at(datum, &path(low)), "{low}");
        assert_eq!(Datum::from(got_high), *at(datum, &path(high)), "{high}");
    };
    match id {
        FigureId::Interval => ends("low", "high"),
        FigureId::BehindBest | FigureId::PairP => {}
        _ => {
            let value = Datum::from(figure.value);
            assert_eq!(value, *at(datum, &path(id.name())), "{id:?}");
            match id {
                FigureId::ShrunkRate => ends("credibleLow", "credibleHigh"),
                FigureId::CostPerConversion => {
                    ends("costPerConversionLow", "costPerConversionHigh");
                }
                _ => {}
            }
        }
    }
}
