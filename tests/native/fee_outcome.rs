//! What a creator is worth, from what is typed to what is told: whole cases first, then laws.

use crate::support::{ENGLISH, assert_close, at, rows};
use conversion_widget::model::value::Repeats;
use conversion_widget::outcome::Outcome;
use conversion_widget::outcome::fee::{FeeOutcome, fee_outcome};
use conversion_widget::outcome::figure::{FigureId, NoteCode};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::Draft;
use conversion_widget::scenario::fee::fee_scenario;
use conversion_widget::scenario::field::{FEE_GOAL_FIELDS, FEE_GOALS, FieldId, Problem};
use conversion_widget::scenario::view::View;
use wasm_bindgen_test::wasm_bindgen_test;

const WHOLE: &str = include_str!("../reference/fee_outcome.json");

fn draft(typed: &[(FieldId, &str)]) -> Draft {
    let mut draft = Draft::default();
    for &(field, text) in typed {
        draft.type_text(field, text.to_owned());
    }
    draft
}

/// The outcome of what somebody typed over the example of the view.
fn outcome(typed: &[(FieldId, &str)]) -> FeeOutcome {
    let scenario = fee_scenario(&draft(typed), &ENGLISH);
    fee_outcome(scenario.unwrap_or_else(|errors| panic!("{typed:?}: {errors:?}")))
}

fn errors(typed: &[(FieldId, &str)]) -> Vec<(String, Problem)> {
    let errors = fee_scenario(&draft(typed), &ENGLISH).expect_err("an error");
    errors
        .iter()
        .map(|error| (error.path(), error.problem))
        .collect()
}

fn fees(outcome: &FeeOutcome) -> [f64; 3] {
    outcome.highest.map(|highest| highest.fee)
}

/// Nothing of the example's rate.
const NO_PAST: [(FieldId, &str); 2] = [(FieldId::PastViewers, ""), (FieldId::PastConversions, "")];

fn goal(
    figure: &'static str,
    value: &'static str,
    field: &'static str,
) -> [(FieldId, &'static str); 3] {
    [
        (FieldId::FeeGoalFigure, figure),
        (FieldId::FeeGoalValue, value),
        (FieldId::FeeGoalField, field),
    ]
}

#[wasm_bindgen_test(unsupported = test)]
fn whole_cases_match_orders_counted_at_40_digits() {
    for row in rows(WHOLE, "cases") {
        let name = row["name"].as_str().unwrap();
        let text = |field: FieldId| {
            let key = match field.name() {
                "retention.kind" => "kind",
                "retention.rate" => "rate",
                "retention.shares" => "shares",
                "retention.everyMonths" => "everyMonths",
                "retention.customers" => "customers",
                name => name,
            };
            let value = &row[key];
            match (value.as_f64(), value.as_str(), value.as_array()) {
                (Some(number), _, _) if field.is_percent() => format!("{}%", number * 100.0),
                (Some(number), _, _) => format!("{number}"),
                (_, Some(text), _) => text.to_owned(),
                (_, _, Some(shares)) => {
                    let percent = shares.iter().map(|share| share.as_f64().unwrap() * 100.0);
                    let texts: Vec<String> = percent.map(|share| share.to_string()).collect();
                    texts.join(" ")
                }
                _ => String::new(),
            }
        };
        let texts: Vec<(FieldId, String)> = View::Fee
            .fields()
            .iter()
            .filter(|field| !field.name().starts_with("feeGoal") && **field != FieldId::Marks)
            .map(|&field| (field, text(field)))
            .collect();
        let typed: Vec<(FieldId, &str)> = texts
            .iter()
            .map(|(field, text)| (*field, text.as_str()))
            .collect();
        let datum = Outcome::Fee(Box::new(outcome(&typed))).datum();
        for key in [
            "maxFeeFirstOrder",
            "maxFeeFirstOrderLow",
            "maxFeeFirstOrderHigh",
            "maxFeePayback",
            "maxFeePaybackLow",
            "maxFeePaybackHigh",
            "maxFee",
            "maxFeeLow",
            "maxFeeHigh",
            "maxCostPerConversion",
            "maxCommissionRate",
            "paybackMonth",
            "caughtOrders",
            "orders",
        ] {
            // The likelihood of a fit is flat at its top, and tells its digits by half.
            let relative = if row["kind"] == "observed" {
                1e-7
            } else {
                1e-11
            };
            match (at(&datum, key), row[key].as_f64()) {
                (Datum::Number(found), Some(expected)) => {
                    assert_close(*found, expected, relative, 1e-9, &format!("{name}: {key}"));
                }
                (found, None) => assert_eq!(*found, Datum::Null, "{name}: {key}"),
                (found, expected) => panic!("{name}: {key}: {found:?}, not {expected:?}"),
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn counts_win_over_steps_and_steps_over_a_rate_and_it_is_said() {
    let steps = [(FieldId::ClickRate, "2%"), (FieldId::ClickConversion, "5%")];
    let rate = [(FieldId::ConversionRate, "0.7%")];
    let all = [&steps[..], &rate].concat();
    let found = outcome(&all);
    assert_close(found.prospect.conversion_rate, 0.03, 1e-15, 0.0, "counts");
    assert_eq!(found.notes, [NoteCode::PastWins]);
    assert!(found.rates.is_some());
    let found = outcome(&[&all[..], &NO_PAST].concat());
    assert_close(found.prospect.conversion_rate, 0.001, 1e-15, 0.0, "steps");
    assert_eq!(found.notes, [NoteCode::ClicksWin]);
    assert!(found.rates.is_none());
    let found = outcome(&[&steps[..], &NO_PAST].concat());
    assert_eq!(found.notes, []);
    let found = outcome(&[&rate[..], &NO_PAST].concat());
    assert_close(found.prospect.conversion_rate, 0.007, 1e-15, 0.0, "a rate");
    assert_eq!(found.notes, []);
    assert_eq!(outcome(&[]).notes, []);
    // The field that holds is named by a slider, the others by none.
    assert!(found.range(FieldId::ConversionRate).is_some());
    assert_eq!(outcome(&all).range(FieldId::ConversionRate), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_missing_or_impossible_is_said_at_its_field() {
    let above = [(FieldId::PastConversions, "50,000")];
    assert_eq!(
        errors(&above),
        [
            (
                "pastViewers".to_owned(),
                Problem::Below(FieldId::PastConversions)
            ),
            (
                "pastConversions".to_owned(),
                Problem::Above(FieldId::PastViewers)
            ),
        ]
    );
    for (typed, path) in [
        (vec![NO_PAST[0]], "pastViewers"),
        (vec![NO_PAST[1]], "pastConversions"),
        (NO_PAST.to_vec(), "conversionRate"),
        (
            [&NO_PAST[..], &[(FieldId::ClickRate, "1%")]].concat(),
            "clickConversion",
        ),
        (vec![(FieldId::Viewers, "")], "viewers"),
        (vec![(FieldId::OrderValue, "")], "orderValue"),
        (vec![(FieldId::RetentionRate, "")], "retention.rate"),
        (
            [
                &goal("paybackMonth", "6", "orderValue")[..],
                &[(FieldId::Fee, "")],
            ]
            .concat(),
            "fee",
        ),
    ] {
        assert_eq!(
            errors(&typed),
            [(path.to_owned(), Problem::Missing)],
            "{typed:?}"
        );
    }
    let nothing = errors(&[(FieldId::Tracked, "0%")]);
    assert_eq!(nothing, [("tracked".to_owned(), Problem::NotZero)]);
    let nobody = errors(&[(FieldId::PastViewers, "0"), (FieldId::PastConversions, "0")]);
    assert_eq!(nobody.len(), 1, "{nobody:?}");
    let soon = errors(&[(FieldId::PaybackMonths, "0")]);
    assert!(matches!(soon[0].1, Problem::OutOfRange { .. }), "{soon:?}");
}

#[wasm_bindgen_test(unsupported = test)]
fn more_months_never_lower_the_fee_where_later_orders_leave_something() {
    for rate in ["0%", "30%", "80%", "100%"] {
        for margin in ["0%", "10%", "55%", "100%"] {
            for (payback, horizon) in [("1", "2"), ("6", "12"), ("12", "36"), ("59", "60")] {
                let found = outcome(&[
                    (FieldId::RetentionRate, rate),
                    (FieldId::GrossMargin, margin),
                    (FieldId::PaybackMonths, payback),
                    (FieldId::HorizonMonths, horizon),
                ]);
                let [first, soon, over] = fees(&found);
                if found.prospect.later() >= 0.0 {
                    assert!(first <= soon && soon <= over, "{rate} {margin} {horizon}");
                } else {
                    assert!(first >= soon && soon >= over, "{rate} {margin} {horizon}");
                }
                for highest in found.highest {
                    let range = highest.range.unwrap();
                    assert!(range.low <= highest.fee && highest.fee <= range.high);
                }
                let [_, curve, ..] = &found.curve;
                assert_close(curve[0], first, 1e-12, 1e-9, "the curve begins");
                assert_close(curve[curve.len() - 1], over, 1e-12, 1e-9, "and ends");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_fee_that_pays_in_time_is_paid_back_in_time() {
    for months in ["1", "3", "12", "24"] {
        let payback = [(FieldId::PaybackMonths, months)];
        let [_, soon, _] = fees(&outcome(&payback));
        let fee = soon.to_string();
        let found = outcome(&[payback[0], (FieldId::Fee, &fee)]);
        let month = found.payback.unwrap();
        assert!(month <= months.parse::<f64>().unwrap(), "{months}: {month}");
        let fee = (soon + 1.0).to_string();
        let later = outcome(&[payback[0], (FieldId::Fee, &fee)])
            .payback
            .unwrap();
        assert!(later > month, "a unit more takes longer");
    }
    let found = outcome(&[(FieldId::Fee, "")]);
    assert_eq!((found.payback, found.commission_rate), (None, None));
    assert_eq!(outcome(&[(FieldId::Fee, "10 million")]).payback, None);
}

#[wasm_bindgen_test(unsupported = test)]
fn at_the_highest_commission_the_fee_is_the_highest() {
    let commission = outcome(&[]).commission_rate.unwrap();
    let text = format!("{}%", commission * 100.0);
    let found = outcome(&[(FieldId::CommissionRate, &text)]);
    assert_close(found.over().fee, 12_000.0, 1e-9, 0.0, "the fee asked");
    assert_eq!(
        outcome(&[(FieldId::Fee, "1 million")]).commission_rate,
        None
    );
    // At no commission could so little be all that pays.
    let little = [(FieldId::Fee, "0"), (FieldId::RetentionRate, "100%")];
    assert_eq!(outcome(&little).commission_rate, None);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_input_is_solved_for_and_gives_what_was_fixed() {
    let mut reached = 0;
    for (figure, value) in [
        ("maxFee", "9000"),
        ("maxFeePayback", "8000"),
        ("maxFeeFirstOrder", "2500"),
        ("paybackMonth", "6"),
    ] {
        for field in FEE_GOAL_FIELDS {
            let id = FieldId::named(field).unwrap();
            let base = [
                NO_PAST[0],
                NO_PAST[1],
                (FieldId::ConversionRate, "1.5%"),
                (FieldId::RepeatOrderValue, "50"),
            ];
            let asked = goal(figure, value, field);
            let solved = outcome(&[&base[..], &asked].concat()).solved.unwrap();
            assert_eq!(solved.field, id);
            let Some(needed) = solved.value else {
                continue;
            };
            reached += 1;
            let text = if id.is_percent() {
                format!("{}%", needed * 100.0)
            } else {
                needed.to_string()
            };
            let found = outcome(&[&base[..], &[(id, text.as_str())]].concat());
            let place = FEE_GOALS.iter().position(|goal| *goal == figure).unwrap();
            let [first, soon, over] = fees(&found);
            // A whole viewer more may bring a little more.
            let near = if *field == "viewers" { 1.0 } else { 1e-5 };
            match place {
                0 => assert_close(over, 9_000.0, 0.0, near, field),
                1 => assert_close(soon, 8_000.0, 0.0, near, field),
                2 => assert_close(first, 2_500.0, 0.0, near, field),
                _ => assert_eq!(found.payback, Some(6.0), "{field}"),
            }
        }
    }
    assert!(reached >= 30, "{reached}");
    for typed in [
        goal("maxFee", "100 million", "grossMargin"),
        goal("maxFee", "9000", "fee"),
        goal("paybackMonth", "-1", "orderValue"),
        goal("maxFeeFirstOrder", "9000", "retention.rate"),
    ] {
        let solved = outcome(&typed).solved.unwrap();
        assert_eq!(solved.value, None, "{typed:?} cannot be reached");
    }
    // Solved for also where counts stand in for it, and then set aside.
    let found = outcome(&goal("maxFee", "9000", "conversionRate"));
    assert!(found.solved.unwrap().value.is_some());
    let told = Outcome::Fee(Box::new(found));
    assert!(told.is_aside(FieldId::ConversionRate) && !told.is_aside(FieldId::OrderValue));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_slider_shows_what_typing_would() {
    let found = outcome(&[]);
    for field in View::Fee.fields() {
        let Some((low, high)) = found.range(*field) else {
            continue;
        };
        for value in [low.max(1e-3), f64::midpoint(low, high)] {
            // Counts are whole.
            let value = if matches!(field, FieldId::Viewers | FieldId::PastConversions) {
                value.round()
            } else {
                value
            };
            let text = if field.is_percent() {
                format!("{}%", value * 100.0)
            } else {
                value.to_string()
            };
            let typed = outcome(&[(*field, &text)]).over().fee;
            let slid = found.headline_with(*field, value).unwrap();
            assert_close(slid, typed, 1e-11, 1e-9, field.name());
        }
    }
    assert!(found.range(FieldId::PastConversions).is_some());
    assert!(found.range(FieldId::RetentionRate).is_some());
}

#[wasm_bindgen_test(unsupported = test)]
fn every_figure_has_a_derivation_that_ends_in_it() {
    for typed in [
        vec![],
        [
            &NO_PAST[..],
            &[
                (FieldId::ClickRate, "25%"),
                (FieldId::ClickConversion, "20%"),
            ],
        ]
        .concat(),
        vec![(FieldId::RetentionKind, "observed")],
        vec![(FieldId::RetentionKind, "purchases")],
    ] {
        let found = outcome(&typed);
        let figures = found.figures();
        assert_eq!(figures.len(), 10, "{typed:?}");
        let mut defined = 0;
        for figure in &figures {
            let last = figure.steps.last().map(|step| step.value);
            assert_eq!(last, figure.value, "{typed:?} {:?}", figure.id);
            defined += usize::from(last.is_some());
        }
        // A commission above all that is paid is none.
        assert!(defined >= 9, "{typed:?}: {defined}");
        let ends = figures
            .iter()
            .filter(|figure| figure.ends.is_some())
            .count();
        assert_eq!(ends, if found.rates.is_some() { 3 } else { 0 });
        let steps = &figures[0].steps;
        assert_eq!(figures[0].id, FigureId::MaxFee);
        assert!(steps.len() >= 7, "{typed:?}: {} lines", steps.len());
    }
    // What has no fee has neither a payback nor a commission that fits it.
    assert_eq!(outcome(&[(FieldId::Fee, "")]).figures().len(), 8);
    let costly = outcome(&[(FieldId::Fee, "1 million")]).figures();
    let payback = costly
        .iter()
        .find(|figure| figure.id == FigureId::PaybackMonth);
    assert_eq!(payback.unwrap().value, None, "not defined, and said to be");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_retention_of_the_value_view_is_read_in_the_same_way() {
    let found = outcome(&[
        (FieldId::RetentionKind, "purchases"),
        (FieldId::RetentionShares, "28 25 31"),
        (FieldId::RetentionEveryMonths, "3"),
        (FieldId::HorizonMonths, "12"),
    ]);
    assert_eq!(found.repeats.every().get(), 3.0);
    assert_eq!(Repeats::before(&found.repeats, found.scenario.horizon), 3);
    assert_eq!(found.notes, []);
    let long = outcome(&[
        (FieldId::RetentionKind, "purchases"),
        (FieldId::RetentionShares, "28 25 31"),
    ]);
    assert_eq!(long.notes, [NoteCode::PurchasesContinued]);
    let once = outcome(&[
        (FieldId::RetentionEveryMonths, "12"),
        (FieldId::HorizonMonths, "6"),
    ]);
    assert_eq!(once.notes, [NoteCode::NoRepeat]);
    let dear = outcome(&[(FieldId::VariablePerOrder, "40")]);
    assert_eq!(dear.notes, [NoteCode::LaterLoses]);
    let deep = outcome(&[(FieldId::DiscountRate, "60%")]);
    assert_eq!(deep.notes, [NoteCode::MarginBelowDiscount]);
}
