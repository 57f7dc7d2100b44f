//! The value of a customer from what is typed to what is told: whole cases first, then laws.

use crate::support::{ENGLISH, GERMAN, assert_close, at, number, rows};
use conversion_widget::locale::Numerals;
use conversion_widget::outcome::Outcome;
use conversion_widget::outcome::figure::{FigureId, NoteCode};
use conversion_widget::outcome::value::{ValueOutcome, value_outcome};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{Draft, Layer, author_value};
use conversion_widget::scenario::field::{FieldId, Problem};
use conversion_widget::scenario::value::{PERIODS, period_months, period_named, value_scenario};
use wasm_bindgen_test::wasm_bindgen_test;

const WHOLE: &str = include_str!("../reference/value.json");

fn draft(typed: &[(FieldId, &str)]) -> Draft {
    let mut draft = Draft::default();
    for &(field, text) in typed {
        draft.type_text(field, text.to_owned());
    }
    draft
}

/// The outcome of what somebody typed over the example of the view.
fn outcome(typed: &[(FieldId, &str)]) -> ValueOutcome {
    let scenario = value_scenario(&draft(typed), &ENGLISH);
    value_outcome(scenario.unwrap_or_else(|errors| panic!("{typed:?}: {errors:?}")))
}

fn errors(typed: &[(FieldId, &str)], numerals: &dyn Numerals) -> Vec<(String, Problem)> {
    let errors = value_scenario(&draft(typed), numerals).expect_err("an error");
    errors
        .iter()
        .map(|error| (error.path(), error.problem))
        .collect()
}

const fn kind(name: &'static str) -> (FieldId, &'static str) {
    (FieldId::RetentionKind, name)
}

#[wasm_bindgen_test(unsupported = test)]
fn the_published_subscribers_give_the_published_fit_and_survival() {
    let found = outcome(&[]);
    let datum = Outcome::Value(Box::new(found.clone())).datum();
    let told = |path: &str| match at(&datum, path) {
        Datum::Number(number) => *number,
        other => panic!("{path}: {other:?}"),
    };
    // Fader and Hardie 2007, Appendix B and table 3.
    assert_close(told("fit.alpha"), 0.668, 0.0, 5e-4, "alpha");
    assert_close(told("fit.beta"), 3.806, 0.0, 5e-4, "beta");
    assert_close(told("fit.logLikelihood"), -1_611.2, 0.0, 0.05, "ln L");
    for (order, share) in [
        (8, 0.460),
        (9, 0.436),
        (10, 0.414),
        (11, 0.395),
        (12, 0.378),
    ] {
        let path = format!("curve.{order}.survival");
        assert_close(told(&path), share, 0.0, 5e-4, &path);
    }
    // The whole case of 40 digits, at the parameters as published.
    assert_close(told("firstOrder"), 20.52, 1e-12, 0.0, "firstOrder");
    assert_close(told("value"), 254.20, 0.0, 0.05, "value");
    assert_close(told("undiscounted"), 280.86, 0.0, 0.05, "undiscounted");
    // 13.687 with the first order.
    assert_close(told("expectedOrders"), 12.687, 0.0, 0.002, "orders");
    assert_close(told("paybackMonth"), 6.0, 0.0, 0.0, "payback");
    assert_close(
        told("valueToCost"),
        told("value") / 90.0,
        1e-12,
        0.0,
        "ratio",
    );
    let [low, high] = ["valueLow", "valueHigh"].map(told);
    assert!(low < told("value") && told("value") < high, "{low} {high}");
    for name in ["alpha", "beta"] {
        let [low, here, high] = ["Low", "", "High"].map(|end| told(&format!("fit.{name}{end}")));
        assert!(low < here && here < high, "{name}");
    }
    // r̂ = Σ S(1…7) / Σ S(0…6), by hand.
    let rate = 4.417 / 4.926;
    assert_close(told("constantRetentionRate"), rate, 1e-12, 0.0, "rate");
    let error = told("constantRetentionValue") / told("value") - 1.0;
    assert_close(told("constantRetentionError"), error, 1e-12, 0.0, "error");
    assert!(
        error < 0.0,
        "one rate forgets that those who stay stay longer"
    );
    assert_eq!(found.notes, []);
}

#[wasm_bindgen_test(unsupported = test)]
fn whole_cases_match_sums_at_40_digits() {
    let mut seen = 0;
    for row in rows(WHOLE, "whole") {
        let name = row["name"].as_str().unwrap();
        let text = |name: &str| {
            let value = &row[name];
            if value.is_null() {
                String::new()
            } else {
                value.to_string()
            }
        };
        let percent = |name: &str| format!("{}%", number(&row, name) * 100.0);
        let parameters = row["parameters"].as_array().unwrap();
        let listed: Vec<String> = parameters
            .iter()
            .map(|share| format!("{}", share.as_f64().unwrap() * 100.0))
            .collect();
        let listed = listed.join(" ");
        let (way, field) = match row["kind"].as_str().unwrap() {
            "constant" => ("constant", FieldId::RetentionRate),
            "purchases" => ("purchases", FieldId::RetentionShares),
            // Parameters cannot be typed.
            _ => continue,
        };
        let unit = row["unit"].as_str().unwrap().trim_end_matches('s');
        let every = format!("{}", period_months(unit).unwrap() * number(&row, "every"));
        let (order, repeat) = (text("order_value"), text("repeat_order_value"));
        let (margin, refunds) = (percent("gross_margin"), percent("refund_rate"));
        let (service, cost) = (text("service_per_order"), text("acquisition_cost"));
        let (horizon, discount) = (text("horizon"), percent("d"));
        let found = outcome(&[
            (FieldId::OrderValue, &order),
            (FieldId::RepeatOrderValue, &repeat),
            (FieldId::GrossMargin, &margin),
            (FieldId::RefundRate, &refunds),
            (FieldId::ServicePerOrder, &service),
            (FieldId::AcquisitionCost, &cost),
            kind(way),
            (field, &listed),
            (FieldId::RetentionEveryMonths, &every),
            (FieldId::HorizonMonths, &horizon),
            (FieldId::AnnualDiscountRate, &discount),
        ]);
        assert_close(
            f64::from(found.orders),
            number(&row, "orders"),
            0.0,
            0.0,
            name,
        );
        assert_close(found.terms.first(), number(&row, "first"), 1e-12, 0.0, name);
        assert_close(found.value, number(&row, "value"), 1e-12, 0.0, name);
        let undiscounted = found.terms.value(found.later.expected);
        assert_close(undiscounted, number(&row, "undiscounted"), 1e-12, 0.0, name);
        match (found.payback, row["payback"].as_f64()) {
            (Some(month), Some(expected)) => assert_close(month, expected, 1e-12, 0.0, name),
            (found, expected) => assert_eq!(found, expected, "{name}"),
        }
        seen += 1;
    }
    assert!(seen >= 4, "{seen} cases");
}

#[wasm_bindgen_test(unsupported = test)]
fn shares_are_read_as_people_write_and_paste_them() {
    let values = [0.87, 0.74, 0.655];
    for (text, numerals) in [
        ("87 74 65.5", &ENGLISH as &dyn Numerals),
        ("87, 74, 65.5", &ENGLISH),
        ("87,74,65.5", &ENGLISH),
        ("87%\n74%\n65.5%", &ENGLISH),
        ("87\r\n74\r\n65.5\r\n", &ENGLISH),
        ("87\t74\t65.5", &ENGLISH),
        ("87 % / 74 % / 65.5 %", &ENGLISH),
        ("87; 74; 65,5", &GERMAN),
        ("87, 74, 65,5", &GERMAN),
    ] {
        let scenario = value_scenario(&draft(&[(FieldId::RetentionShares, text)]), numerals);
        let found = value_outcome(scenario.unwrap_or_else(|errors| panic!("{text}: {errors:?}")));
        assert_eq!(found.curve.len(), 36, "{text}");
        let fit = found.fit.expect("a fit");
        let expected = conversion_widget::model::retention::Fit::new(&values, Some(1_000.0));
        assert_eq!(fit, expected.unwrap(), "{text}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_wrong_is_said_at_its_field_and_place() {
    let shares = |text| (FieldId::RetentionShares, text);
    for (typed, path, problem) in [
        (
            vec![shares("87 74 80")],
            "retention.shares.2",
            Problem::Rising { place: 2 },
        ),
        (
            vec![shares("87 101")],
            "retention.shares.1",
            Problem::NoShare { place: 1 },
        ),
        (vec![shares("")], "retention.shares", Problem::NoShares),
        (
            vec![shares("many")],
            "retention.shares",
            Problem::NotANumber,
        ),
        (
            vec![kind("constant"), (FieldId::RetentionRate, "")],
            "retention.rate",
            Problem::Missing,
        ),
        (
            vec![(FieldId::HorizonMonths, "0")],
            "horizonMonths",
            Problem::OutOfRange {
                min: 1.0,
                max: 1_200.0,
                open: false,
            },
        ),
        (
            vec![(FieldId::AnnualDiscountRate, "-1")],
            "annualDiscountRate",
            Problem::OutOfRange {
                min: 0.0,
                max: 100.0,
                open: false,
            },
        ),
    ] {
        let found = errors(&typed, &ENGLISH);
        assert_eq!(found, [(path.to_owned(), problem)], "{typed:?}");
    }
    // Without a contract customers come back, and what was typed for a contract still stands.
    let found = outcome(&[kind("purchases"), shares("28 25 31")]);
    assert!(found.fit.is_none());
    assert_eq!(found.notes, [NoteCode::PurchasesContinued]);
}

#[wasm_bindgen_test(unsupported = test)]
fn limits_of_the_fit_have_no_parameters_and_are_said() {
    for (shares, note) in [
        ("80", NoteCode::FitConstantRate),
        ("80 64 51.2", NoteCode::FitConstantRate),
        ("80 60 20", NoteCode::FitConstantRate),
        ("80 80 80", NoteCode::FitFirstOnly),
    ] {
        let found = outcome(&[
            (FieldId::RetentionShares, shares),
            (FieldId::RetentionCustomers, ""),
        ]);
        assert!(found.notes.contains(&note), "{shares}: {:?}", found.notes);
        let datum = Outcome::Value(Box::new(found)).datum();
        assert_eq!(at(&datum, "fit.alpha"), &Datum::Null, "{shares}");
        assert_eq!(at(&datum, "fit.beta"), &Datum::Null, "{shares}");
        assert_eq!(at(&datum, "valueLow"), &Datum::Null, "{shares}");
    }
    // 100 100 is both: nobody left, and perhaps the start was pasted with the rest.
    let whole = outcome(&[(FieldId::RetentionShares, "100 100")]);
    assert_eq!(
        whole.notes,
        [NoteCode::FitNoLoss, NoteCode::FirstShareWhole]
    );
    let tiny = outcome(&[(FieldId::RetentionShares, "0.869 0.743")]);
    assert!(tiny.notes.contains(&NoteCode::TinyShares));
    // One rate fits best, r̂ = 0.5 / 1.5; and nobody orders after the period in which all had gone.
    let gone = outcome(&[(FieldId::RetentionShares, "50 0")]);
    assert_close(gone.later.expected, 1.0 / 3.0, 1e-12, 0.0, "one period");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_parts_add_up_and_the_curve_ends_at_the_value() {
    for typed in [
        vec![],
        vec![kind("constant")],
        vec![kind("purchases")],
        vec![(FieldId::ServicePerOrder, "40")],
        vec![(FieldId::RepeatOrderValue, "10"), (FieldId::Level, "80")],
        vec![
            (FieldId::RetentionEveryMonths, "12"),
            (FieldId::HorizonMonths, "12"),
        ],
        vec![
            (FieldId::RetentionEveryMonths, "0.23"),
            (FieldId::HorizonMonths, "120"),
        ],
        vec![(FieldId::AnnualDiscountRate, "0")],
        vec![(FieldId::RetentionShares, "50 0")],
        vec![(FieldId::RetentionShares, "0")],
        vec![
            (FieldId::RetentionShares, "90 80 80 10"),
            (FieldId::RetentionCustomers, "10"),
        ],
    ] {
        let found = outcome(&typed);
        let last = found.curve.last().unwrap();
        assert_close(
            last.cumulative,
            found.value,
            1e-12,
            1e-12,
            "the end of the curve",
        );
        assert_close(
            last.constant,
            found.constant_value,
            0.0,
            0.0,
            "of the other",
        );
        assert_eq!(found.curve.len(), found.orders as usize + 1);
        assert_eq!(found.curve[0].survival, 1.0);
        for point in &found.curve {
            assert!(point.month < found.scenario.horizon.get() || point.month == 0.0);
            if let Some([share, sum]) = point.band {
                assert!(
                    share.low <= point.survival + 1e-12 && point.survival <= share.high + 1e-12
                );
                assert!(sum.low <= point.cumulative + 1e-9 && point.cumulative <= sum.high + 1e-9);
            }
        }
        if let (Some(month), Some(cost)) = (found.payback, found.scenario.acquisition_cost) {
            let point = found
                .curve
                .iter()
                .find(|point| point.month >= month)
                .unwrap();
            assert!(point.cumulative >= cost - 1e-9, "{typed:?}");
        }
    }
    let once = outcome(&[
        (FieldId::RetentionEveryMonths, "12"),
        (FieldId::HorizonMonths, "12"),
    ]);
    assert_eq!(
        (once.orders, once.notes.as_slice()),
        (0, &[NoteCode::NoRepeat][..])
    );
    assert_eq!(once.value, once.terms.first());
}

#[wasm_bindgen_test(unsupported = test)]
fn without_discount_an_endless_value_is_not_defined() {
    // α = 0.668 is below 1: without discount the sum diverges.
    let endless = outcome(&[(FieldId::AnnualDiscountRate, "0")]);
    assert_eq!((endless.unlimited, endless.unlimited_beyond), (None, None));
    let found = outcome(&[]);
    assert!(found.unlimited.unwrap() > found.value);
    let share = found.unlimited_beyond.unwrap();
    assert!(share > 0.0 && share < 1.0);
    let constant = outcome(&[kind("constant")]);
    // c₁ + c·x/(1 − x), x = r·v.
    let x = 0.85 * 1.1_f64.powf(-1.0 / 12.0);
    let expected = constant.terms.first() + constant.terms.later() * x / (1.0 - x);
    assert_close(
        constant.unlimited.unwrap(),
        expected,
        1e-12,
        0.0,
        "geometric",
    );
    assert_eq!(constant.unlimited_beyond, None);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_tornado_is_sorted_and_turns_where_it_says() {
    let found = outcome(&[]);
    let widths: Vec<f64> = found
        .sensitivity
        .iter()
        .map(conversion_widget::model::value::Swing::width)
        .collect();
    assert!(
        widths.windows(2).all(|pair| pair[0] >= pair[1]),
        "{widths:?}"
    );
    assert_eq!(found.sensitivity.len(), 7);
    let datum = Outcome::Value(Box::new(found)).datum();
    let Datum::List(swings) = at(&datum, "sensitivity") else {
        panic!("no list")
    };
    let mut flips = 0;
    for swing in swings {
        let Datum::Text(name) = at(swing, "field") else {
            panic!("no name")
        };
        let field = FieldId::named(name).unwrap();
        if let Datum::Number(flip) = at(swing, "flip")
            && !matches!(field, FieldId::RetentionRate | FieldId::AcquisitionCost)
        {
            let text = if field.is_percent() {
                format!("{}%", flip * 100.0)
            } else {
                format!("{flip}")
            };
            let there = outcome(&[(field, &text)]);
            assert_close(there.value, 90.0, 1e-9, 0.0, name);
            flips += 1;
        }
    }
    assert!(flips >= 3, "{flips} flips");
    let alone = outcome(&[(FieldId::AcquisitionCost, "")]);
    assert_eq!(alone.sensitivity.len(), 6);
    assert!(alone.sensitivity.iter().all(|swing| swing.flip.is_none()));
}

#[wasm_bindgen_test(unsupported = test)]
fn every_figure_is_worked_out_from_numbers_that_are_there() {
    for typed in [vec![], vec![kind("constant")], vec![kind("purchases")]] {
        let found = outcome(&typed);
        let figures = found.figures();
        assert!(figures.len() >= 8, "{typed:?}: {}", figures.len());
        for figure in &figures {
            if figure.value.is_some() {
                assert!(!figure.steps.is_empty(), "{typed:?}: {:?}", figure.id);
                let last = figure.steps.last().unwrap();
                assert_eq!(Some(last.value), figure.value, "{:?}", figure.id);
            }
        }
        let value = &figures[0];
        assert_eq!(value.id, FigureId::CustomerValue);
        assert_eq!(value.steps.len(), 4, "{typed:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn sliders_carry_the_value_that_typing_gives() {
    for (field, value, text) in [
        (FieldId::OrderValue, 55.0, "55"),
        (FieldId::GrossMargin, 0.3, "30"),
        (FieldId::HorizonMonths, 60.0, "60"),
        (FieldId::AnnualDiscountRate, 0.2, "20"),
        (FieldId::RefundRate, 0.1, "10"),
    ] {
        let found = outcome(&[]);
        let (low, high) = found.range(field).unwrap();
        assert!(low <= value && value <= high, "{field:?}");
        let drawn = found.headline_with(field, value).unwrap();
        assert_close(drawn, outcome(&[(field, text)]).value, 1e-12, 0.0, text);
    }
    let constant = outcome(&[kind("constant")]);
    let drawn = constant.headline_with(FieldId::RetentionRate, 0.9).unwrap();
    let typed = outcome(&[kind("constant"), (FieldId::RetentionRate, "90")]);
    assert_close(drawn, typed.value, 1e-12, 0.0, "rate");
    assert_eq!(outcome(&[]).range(FieldId::RetentionRate), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn periods_are_named_and_made_of_their_own_unit() {
    for name in PERIODS {
        assert_eq!(period_named(period_months(name).unwrap()), name);
    }
    assert_eq!(period_months("fortnight"), None);
    let weeks = period_months("week").unwrap() * 52.177_5;
    assert_close(weeks, 12.0, 1e-12, 0.0, "a year of weeks");
}

#[wasm_bindgen_test(unsupported = test)]
fn shares_of_a_page_are_checked_like_typed_ones() {
    let list = |shares: &[f64]| Datum::List(shares.iter().map(|&share| share.into()).collect());
    let field = FieldId::RetentionShares;
    assert!(author_value(field, &list(&[0.9, 0.8])).is_ok());
    assert_eq!(
        author_value(field, &list(&[0.9, 1.8])),
        Err(Problem::NoShare { place: 1 })
    );
    assert_eq!(
        author_value(field, &Datum::Number(0.9)),
        Err(Problem::NotAList)
    );
    let mut draft = Draft::default();
    let shares = author_value(field, &list(&[0.9, 0.8])).unwrap();
    draft.set_author(field, Layer::Child, Some(shares));
    // Now it is no example any more: the rest is asked for.
    let missing = value_scenario(&draft, &ENGLISH).expect_err("the money");
    let missing: Vec<FieldId> = missing.iter().map(|error| error.field).collect();
    assert_eq!(
        missing,
        [
            FieldId::OrderValue,
            FieldId::GrossMargin,
            FieldId::RetentionRate
        ]
    );
}
