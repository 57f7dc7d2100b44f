//! The outcome of a view: its worked example, its edges, and that no two of its parts disagree.

use crate::support::{ENGLISH, assert_close, at};
use conversion_widget::locale::{Numerals, Style};
use conversion_widget::messages::Language;
use conversion_widget::messages::words::{self, ActionWords};
use conversion_widget::outcome::Outcome;
use conversion_widget::outcome::figure::{FigureId, Formula, NoteCode};
use conversion_widget::outcome::rate::{RateOutcome, TargetStanding, rate_outcome};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::Draft;
use conversion_widget::scenario::field::FieldId;
use conversion_widget::scenario::rate::rate_scenario;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

/// The outcome of what somebody typed.
fn outcome(typed: &[(FieldId, &str)]) -> RateOutcome {
    let mut draft = Draft::default();
    for &id in &[FieldId::Viewers, FieldId::Conversions] {
        draft.type_text(id, String::new());
    }
    for &(field, text) in typed {
        draft.type_text(field, text.to_owned());
    }
    let scenario = rate_scenario(&draft, &ENGLISH);
    rate_outcome(scenario.unwrap_or_else(|errors| panic!("{typed:?}: {errors:?}")))
}

const EXAMPLE: [(FieldId, &str); 2] = [(FieldId::Viewers, "10,000"), (FieldId::Conversions, "300")];

#[wasm_bindgen_test(unsupported = test)]
fn the_worked_example_of_the_view_holds() {
    let found = outcome(&EXAMPLE);
    assert_close(found.estimate.rate, 0.03, 0.0, 0.0, "rate");
    assert_close(found.estimate.interval.low, 0.026_833, 0.0, 5e-7, "low");
    assert_close(found.estimate.interval.high, 0.033_528, 0.0, 5e-7, "high");
    assert_close(found.one_in.unwrap(), 33.333, 0.0, 1e-3, "oneIn");
    assert_close(found.not_converting, 9_700.0, 0.0, 0.0, "notConverting");
    let verdict = words::rate_verdict(
        &Language::english(Rc::new(ENGLISH)),
        &found,
        &ActionWords::default(),
    );
    assert!(
        verdict.starts_with("10000 viewers brought 300 purchases, about 1 in 33."),
        "{verdict}"
    );
    assert!(
        verdict.ends_with("with 95% confidence, the true rate is between 2.68% and 3.35%."),
        "{verdict}"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn the_denominator_is_the_trap_one_percent_clicking_and_two_percent_of_clicks_buying() {
    let found = outcome(&[
        (FieldId::Viewers, "10000"),
        (FieldId::Clicks, "100"),
        (FieldId::Conversions, "2"),
        (FieldId::Per, "click"),
    ]);
    assert_close(found.estimate.rate, 0.02, 0.0, 1e-15, "per click");
    let viewer = found.rates[2].unwrap();
    assert_close(viewer.rate, 0.000_2, 0.0, 1e-15, "per viewer");
    assert!(found.rates[0].is_none() && found.rates[1].is_none());
    assert_close(
        found.click_through.unwrap(),
        0.01,
        0.0,
        1e-15,
        "click-through",
    );
    assert_eq!(found.notes, [NoteCode::PerClick]);
}

#[wasm_bindgen_test(unsupported = test)]
fn targets_are_solved_both_ways() {
    let mut typed = EXAMPLE.to_vec();
    typed.extend([
        (FieldId::TargetRate, "5"),
        (FieldId::TargetConversions, "1000"),
    ]);
    let found = outcome(&typed);
    assert_eq!(found.conversions_needed, Some(500.0));
    assert_eq!(found.count_needed, Some(6_000.0));
    assert_eq!(found.count_for_target, Some(33_334.0));
    // At the ends of the interval: 1,000 / 0.0335281… and 1,000 / 0.0268328…
    assert_eq!(found.count_for_target_low, Some(29_826.0));
    assert_eq!(found.count_for_target_high, Some(37_268.0));
    assert_eq!(found.target_standing, Some(TargetStanding::Missed));
    for (target, standing) in [("3", TargetStanding::Open), ("2", TargetStanding::Exceeded)] {
        typed[2].1 = target;
        assert_eq!(outcome(&typed).target_standing, Some(standing));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn seven_percent_of_a_hundred_is_seven() {
    let found = outcome(&[
        (FieldId::Viewers, "100"),
        (FieldId::Conversions, "7"),
        (FieldId::TargetRate, "7 %"),
    ]);
    assert_eq!(found.conversions_needed, Some(7.0));
    assert_eq!(found.count_needed, Some(100.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_ratio_whose_divisor_is_0_is_null_and_never_infinite() {
    let found = outcome(&[
        (FieldId::Viewers, "500"),
        (FieldId::Conversions, "0"),
        (FieldId::Clicks, "0"),
        (FieldId::TargetRate, "0"),
        (FieldId::TargetConversions, "10"),
    ]);
    assert_eq!(found.one_in, None);
    assert_eq!(found.count_needed, None);
    assert_eq!(found.count_for_target, None);
    assert_eq!(found.count_for_target_high, None);
    assert!(found.count_for_target_low.is_some());
    assert_eq!(found.click_through, Some(0.0));
    assert_eq!(found.rates[3], None);
    let datum = found.datum();
    assert_eq!(at(&datum, "oneIn"), &Datum::Null);
    assert_eq!(at(&datum, "rates.perClick"), &Datum::Null);
    let clicked = outcome(&[
        (FieldId::Viewers, "5"),
        (FieldId::Conversions, "1"),
        (FieldId::Impressions, "9"),
    ]);
    assert_eq!(clicked.click_through_per_impression, None);
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_unusual_is_a_note_and_the_figures_stay() {
    let spoken = outcome(&[
        (FieldId::Viewers, "1000"),
        (FieldId::Clicks, "5"),
        (FieldId::Conversions, "9"),
    ]);
    assert_eq!(spoken.notes, [NoteCode::ConversionsAboveClicks]);
    assert_eq!(spoken.rates[3], None);
    let eager = outcome(&[
        (FieldId::Viewers, "10"),
        (FieldId::Clicks, "25"),
        (FieldId::Conversions, "1"),
    ]);
    assert_eq!(eager.notes, [NoteCode::ClicksAboveViewers]);
    assert_eq!(eager.click_through, Some(2.5));
    let note = at(&Outcome::Rate(Box::new(eager)).datum(), "notes.0").clone();
    assert_eq!(at(&note, "code"), &Datum::from("clicksAboveViewers"));
    assert_eq!(
        at(&note, "fields"),
        &Datum::List(vec!["clicks".into(), "viewers".into()])
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn figures_and_their_derivations_say_what_the_outcome_says() {
    let mut typed = EXAMPLE.to_vec();
    typed.extend([
        (FieldId::Impressions, "20000"),
        (FieldId::Followers, "4000"),
        (FieldId::Clicks, "800"),
        (FieldId::TargetRate, "5"),
        (FieldId::TargetConversions, "1000"),
    ]);
    let found = outcome(&typed);
    let figures = found.figures();
    let datum = found.datum();
    assert_eq!(figures.len(), 12);
    for figure in &figures {
        match figure.id {
            FigureId::Interval => {
                assert_eq!(
                    figure.ends,
                    Some((
                        Some(found.estimate.interval.low),
                        Some(found.estimate.interval.high)
                    ))
                );
                assert_eq!(figure.steps.len(), 3);
            }
            id => {
                let path = match id.per() {
                    Some(_) => format!("rates.{}.rate", id.name()),
                    None => id.name().to_owned(),
                };
                assert_eq!(Datum::from(figure.value), *at(&datum, &path), "{path}");
                let step = figure.steps.last().unwrap();
                assert_eq!(Some(step.value), figure.value, "{path}");
            }
        }
        let language = Language::english(Rc::new(ENGLISH));
        for step in &figure.steps {
            for line in words::step(&language, step, &ActionWords::default()) {
                assert!(!line.contains(['{', '}']), "{line}");
            }
        }
        assert!(!words::figure(&language, figure.id).is_empty());
        assert!(!words::definition(&language, figure.id, 0.95).contains('{'));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_sentence_of_the_verdict_fits_its_case() {
    let language = Language::english(Rc::new(ENGLISH));
    let say = |viewers, conversions| {
        let found = outcome(&[
            (FieldId::Viewers, viewers),
            (FieldId::Conversions, conversions),
        ]);
        words::rate_verdict(&language, &found, &ActionWords::default())
    };
    assert!(
        say("500", "0").contains("brought no purchases"),
        "{}",
        say("500", "0")
    );
    assert!(
        say("500", "0").contains("may be as high as 0.76%"),
        "{}",
        say("500", "0")
    );
    assert!(
        say("20", "20").starts_with("All of 20 viewers"),
        "{}",
        say("20", "20")
    );
    assert!(
        say("3", "1").contains("1 purchase, about 1 in 3.0."),
        "{}",
        say("3", "1")
    );
}

/// What the derivation of a figure gives when its own shown operands are worked out again.
#[wasm_bindgen_test(unsupported = test)]
fn the_displayed_working_gives_the_displayed_result() {
    let found = outcome(&[
        (FieldId::Viewers, "3000"),
        (FieldId::Conversions, "7"),
        (FieldId::TargetRate, "1.2345"),
        (FieldId::TargetConversions, "1000"),
    ]);
    for figure in found.figures() {
        let Some(step) = figure
            .steps
            .last()
            .filter(|_| figure.id != FigureId::Interval)
        else {
            continue;
        };
        let shown: Vec<f64> = step
            .operands
            .iter()
            .map(|operand| read_back(operand.value, operand.style))
            .collect();
        let again = match (step.formula, shown.as_slice()) {
            (Formula::Quotient, [a, b]) => a / b,
            (Formula::Difference, [a, b]) => a - b,
            (Formula::ProductUp, [a, b]) => (a * b).ceil(),
            (Formula::QuotientUp, [a, b]) => (a / b).ceil(),
            (Formula::ProportionUp, [a, b, c]) => (a * b / c).ceil(),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            read_back(again, step.style),
            read_back(step.value, step.style),
            "{:?}",
            figure.id
        );
    }
}

/// A number as somebody reads it off the screen.
fn read_back(value: f64, style: Style) -> f64 {
    let text = ENGLISH.write(value, style);
    let (text, scale) = text
        .strip_suffix('%')
        .map_or((text.as_str(), 1.0), |text| (text, 100.0));
    text.parse::<f64>().unwrap() / scale
}

#[wasm_bindgen_test(unsupported = test)]
fn a_verdict_on_a_target_never_contradicts_the_numbers_in_it() {
    let language = Language::english(Rc::new(ENGLISH));
    for (viewers, conversions, target) in [
        ("10000", "300", "2.68"),
        ("10000", "300", "3.3529"),
        ("10000000", "3000000", "29.97"),
    ] {
        let found = outcome(&[
            (FieldId::Viewers, viewers),
            (FieldId::Conversions, conversions),
            (FieldId::TargetRate, target),
        ]);
        let verdict = words::target_verdict(&language, &found).unwrap();
        let shares: Vec<f64> = verdict
            .split_whitespace()
            .filter_map(|word| {
                word.trim_end_matches([',', '.', ':'])
                    .strip_suffix('%')?
                    .parse()
                    .ok()
            })
            .collect();
        let (end, aim) = match (found.target_standing, shares.as_slice()) {
            (Some(TargetStanding::Open), [aim, low, high]) => {
                assert!(low <= aim && aim <= high, "{verdict}");
                (*aim, *aim)
            }
            (_, [end, aim, ..]) => (*end, *aim),
            _ => panic!("{verdict}"),
        };
        match found.target_standing {
            Some(TargetStanding::Open) => {}
            Some(TargetStanding::Exceeded) => assert!(end > aim, "{verdict}"),
            Some(TargetStanding::Missed) => assert!(end < aim, "{verdict}"),
            _ => panic!("{verdict}"),
        }
        assert_eq!(aim, target.parse::<f64>().unwrap(), "{verdict}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn most_is_not_called_one_in_one() {
    let language = Language::english(Rc::new(ENGLISH));
    for (conversions, of_them) in [("96", "96%"), ("51", "51%")] {
        let found = outcome(&[
            (FieldId::Viewers, "100"),
            (FieldId::Conversions, conversions),
        ]);
        let verdict = words::rate_verdict(&language, &found, &ActionWords::default());
        assert!(
            verdict.contains(&format!("{of_them} of them")) && !verdict.contains("1 in"),
            "{verdict}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_derivation_names_the_count_that_it_divides_by() {
    let mut clicked = EXAMPLE.to_vec();
    clicked.push((FieldId::Clicks, "400"));
    clicked.push((FieldId::Per, "click"));
    for (typed, name) in [(EXAMPLE.to_vec(), "Viewers"), (clicked, "Clicks")] {
        let found = outcome(&typed);
        let figures = found.figures();
        let language = Language::english(Rc::new(ENGLISH));
        let [names, _] = words::step(&language, &figures[0].steps[0], &ActionWords::default());
        assert!(names.ends_with(name), "{names}");
    }
}
