//! From layers of text and values to a scenario, or to errors that name the rule.

use crate::support::{ENGLISH, GERMAN, at};
use conversion_widget::embed::exchange::{assign, errors_datum, lay_child, scenario_datum, spoken};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{Draft, Layer, Value, attribute_value};
use conversion_widget::scenario::field::{FieldError, FieldId, Kind, Problem, kebab};
use conversion_widget::scenario::rate::{Per, denominator, rate_scenario};
use conversion_widget::scenario::view::{Tool, View};
use wasm_bindgen_test::wasm_bindgen_test;

const VIEWS: &[View] = Tool::ConversionCalculator.views();

fn draft(attributes: &[(FieldId, f64)], typed: &[(FieldId, &str)]) -> Draft {
    let mut draft = Draft::default();
    for &(field, value) in attributes {
        draft.set_author(field, Layer::Attribute, Some(Value::Number(value)));
    }
    for &(field, text) in typed {
        draft.type_text(field, text.to_owned());
    }
    draft
}

fn errors(draft: &Draft) -> Vec<(FieldId, Problem)> {
    let errors = rate_scenario(draft, &ENGLISH).expect_err("an error");
    errors
        .into_iter()
        .map(|FieldError { field, problem, .. }| (field, problem))
        .collect()
}

fn number(draft: &Draft, field: FieldId) -> Option<f64> {
    match draft.read(View::Rate, field, &ENGLISH) {
        Ok(Some(Value::Number(number))) => Some(number),
        _ => None,
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn impossible_combinations_are_errors_on_both_fields() {
    let above = draft(
        &[],
        &[(FieldId::Viewers, "100"), (FieldId::Conversions, "101")],
    );
    assert_eq!(
        errors(&above),
        [
            (FieldId::Viewers, Problem::Below(FieldId::Conversions)),
            (FieldId::Conversions, Problem::Above(FieldId::Viewers)),
        ]
    );
    for (small, large) in [
        (FieldId::Conversions, FieldId::Impressions),
        (FieldId::Viewers, FieldId::Impressions),
        (FieldId::Clicks, FieldId::Impressions),
    ] {
        let mut typed = vec![
            (FieldId::Viewers, "50"),
            (FieldId::Conversions, "7"),
            (FieldId::Per, "viewer"),
        ];
        typed.retain(|(field, _)| *field != small);
        typed.extend([(small, "50"), (large, "49")]);
        let found = errors(&draft(&[], &typed));
        assert!(
            found.contains(&(small, Problem::Above(large))),
            "{small:?}: {found:?}"
        );
        assert!(
            found.contains(&(large, Problem::Below(small)))
                || found.iter().any(|(field, _)| *field == large),
            "{found:?}"
        );
    }
    for (per, field) in [("follower", FieldId::Followers), ("click", FieldId::Clicks)] {
        let typed = [
            (FieldId::Viewers, "900"),
            (FieldId::Conversions, "7"),
            (FieldId::Per, per),
            (field, "6"),
        ];
        assert_eq!(
            errors(&draft(&[], &typed)),
            [
                (FieldId::Conversions, Problem::Above(field)),
                (field, Problem::Below(FieldId::Conversions)),
            ]
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_chosen_count_is_asked_for_and_is_at_least_one() {
    let none = draft(&[], &[(FieldId::Viewers, ""), (FieldId::Conversions, "")]);
    assert_eq!(
        errors(&none),
        [
            (FieldId::Viewers, Problem::Missing),
            (FieldId::Conversions, Problem::Missing)
        ]
    );
    let zero = draft(&[], &[(FieldId::Viewers, "0"), (FieldId::Conversions, "0")]);
    assert!(matches!(
        errors(&zero)[..],
        [(FieldId::Viewers, Problem::OutOfRange { .. })]
    ));
    let less = draft(
        &[],
        &[(FieldId::Viewers, "-1"), (FieldId::Conversions, "0")],
    );
    assert!(matches!(
        errors(&less)[..],
        [(FieldId::Viewers, Problem::OutOfRange { min: 1.0, .. })]
    ));
    let clicks = draft(&[], &[(FieldId::Per, "click")]);
    assert_eq!(errors(&clicks), [(FieldId::Clicks, Problem::Missing)]);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_denominator_is_viewers_else_the_first_count_that_is_given() {
    for (given, expected) in [
        (
            vec![FieldId::Viewers, FieldId::Clicks, FieldId::Impressions],
            Per::Viewer,
        ),
        (
            vec![FieldId::Followers, FieldId::Clicks, FieldId::Impressions],
            Per::Impression,
        ),
        (vec![FieldId::Followers, FieldId::Clicks], Per::Click),
        (vec![FieldId::Followers], Per::Follower),
    ] {
        let mut attributes: Vec<_> = given.iter().map(|&field| (field, 1_000.0)).collect();
        attributes.push((FieldId::Conversions, 5.0));
        let scenario = rate_scenario(&draft(&attributes, &[]), &ENGLISH).unwrap();
        assert_eq!(scenario.counts.per, expected, "{given:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn layers_lie_default_child_attribute_typed() {
    let mut draft = Draft::default();
    assert_eq!(number(&draft, FieldId::Level), Some(0.95));
    draft.set_author(FieldId::Level, Layer::Child, Some(Value::Number(0.9)));
    assert_eq!(number(&draft, FieldId::Level), Some(0.9));
    draft.set_author(FieldId::Level, Layer::Attribute, Some(Value::Number(0.8)));
    assert_eq!(number(&draft, FieldId::Level), Some(0.8));
    draft.type_text(FieldId::Level, "99".to_owned());
    assert_eq!(number(&draft, FieldId::Level), Some(0.99));
    draft.set_author(FieldId::Level, Layer::Attribute, Some(Value::Number(0.7)));
    assert_eq!(
        number(&draft, FieldId::Level),
        Some(0.99),
        "a touched field keeps its text"
    );
    draft.reset();
    assert_eq!(
        number(&draft, FieldId::Level),
        Some(0.7),
        "and takes the new value at the reset"
    );
    draft.set_author(FieldId::Level, Layer::Attribute, None);
    assert_eq!(number(&draft, FieldId::Level), Some(0.9));
}

#[wasm_bindgen_test(unsupported = test)]
fn an_example_is_never_mixed_with_the_pages_figures() {
    let mut own = Draft::default();
    assert!(own.is_plain_example(View::Rate));
    assert_eq!(number(&own, FieldId::Viewers), Some(10_000.0));
    own.type_text(FieldId::Viewers, "20000".to_owned());
    assert!(
        !own.is_plain_example(View::Rate),
        "no example any more once it is touched"
    );
    assert_eq!(
        number(&own, FieldId::Conversions),
        Some(300.0),
        "but a reader plays on with it"
    );

    let page = draft(&[(FieldId::Viewers, 500.0)], &[]);
    assert_eq!(errors(&page), [(FieldId::Conversions, Problem::Missing)]);

    let mut assigned = Draft::default();
    let datum = Datum::record([("rate", Datum::record([("conversions", Datum::Number(7.0))]))]);
    assign(&mut assigned, &spoken(&datum, VIEWS));
    assert_eq!(number(&assigned, FieldId::Viewers), None);
    assigned.reset();
    assert!(assigned.is_plain_example(View::Rate));
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_typed_stays_as_typed_until_it_is_understood() {
    let mut draft = draft(&[], &[(FieldId::Viewers, "10k"), (FieldId::Clicks, "abc")]);
    assert_eq!(draft.shown(View::Rate, FieldId::Viewers, &ENGLISH), "10k");
    draft.settle(FieldId::Viewers, &ENGLISH);
    draft.settle(FieldId::Clicks, &ENGLISH);
    assert_eq!(draft.shown(View::Rate, FieldId::Viewers, &ENGLISH), "10000");
    assert_eq!(draft.shown(View::Rate, FieldId::Clicks, &ENGLISH), "abc");
    assert_eq!(
        draft.read(View::Rate, FieldId::Clicks, &ENGLISH),
        Err(Problem::NotANumber)
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_count_that_may_have_meant_thousands_is_asked_and_not_guessed() {
    for text in ["10.000", "1.234", "10,0000", "10,00", "10.0"] {
        let doubtful = FieldId::Viewers.read(text, &ENGLISH);
        assert_eq!(doubtful, Err(Problem::NotWhole), "{text}");
    }
    for text in ["10.000", "1.234"] {
        assert!(FieldId::Viewers.read(text, &GERMAN).is_ok(), "{text}");
    }
    for text in ["10000", "10000.0", "10,000", "1.500M", "1,234.000"] {
        assert!(FieldId::Viewers.read(text, &ENGLISH).is_ok(), "{text}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_change_of_language_does_not_change_a_number() {
    let mut draft = draft(&[], &[(FieldId::Viewers, "1.234")]);
    draft.settle(FieldId::Viewers, &GERMAN);
    assert_eq!(number(&draft, FieldId::Viewers), Some(1_234.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn what_was_typed_survives_a_move() {
    let mut before = draft(
        &[(FieldId::Viewers, 5.0)],
        &[
            (FieldId::Viewers, "10k"),
            (FieldId::Level, "x"),
            (FieldId::Action, "follow"),
        ],
    );
    before.settle(FieldId::Action, &ENGLISH);
    before.assign(FieldId::Conversions, &Datum::Number(3.0));
    let mut after = Draft::default();
    after.set_author(FieldId::Viewers, Layer::Attribute, Some(Value::Number(5.0)));
    after.hand_in(&before.handed_out());
    assert_eq!(after, before);
    for nonsense in [
        Datum::Null,
        Datum::from("x"),
        Datum::List(vec![Datum::Null, Datum::List(vec![Datum::from("viewers")])]),
    ] {
        let mut fresh = Draft::default();
        fresh.hand_in(&nonsense);
        assert_eq!(fresh, Draft::default());
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn attributes_are_read_strictly() {
    let read = |field, text| attribute_value(field, text);
    assert_eq!(
        read(FieldId::Viewers, " 10000 "),
        Ok(Value::Number(10_000.0))
    );
    assert_eq!(read(FieldId::Viewers, "1e4"), Ok(Value::Number(10_000.0)));
    assert_eq!(read(FieldId::Level, ".9"), Ok(Value::Number(0.9)));
    assert_eq!(read(FieldId::Per, "click"), Ok(Value::Choice(3)));
    assert_eq!(
        read(FieldId::ActionName, "download"),
        Ok(Value::Text("download".to_owned()))
    );
    for text in [
        "",
        " ",
        "10,000",
        "10k",
        "abc",
        "0x10",
        "1e",
        "e5",
        ".",
        "NaN",
        "Infinity",
        "1 000",
        "--1",
        "<img src=x onerror=alert(1)>",
    ] {
        assert_eq!(
            read(FieldId::Viewers, text),
            Err(Problem::NotANumber),
            "{text:?}"
        );
    }
    assert!(matches!(
        read(FieldId::Viewers, "-5"),
        Err(Problem::OutOfRange { .. })
    ));
    assert!(matches!(
        read(FieldId::Viewers, "1e300"),
        Err(Problem::OutOfRange { .. })
    ));
    assert_eq!(read(FieldId::Viewers, "12.5"), Err(Problem::NotWhole));
    assert!(matches!(
        read(FieldId::Level, "1"),
        Err(Problem::OutOfRange { open: true, .. })
    ));
    assert!(matches!(
        read(FieldId::TargetRate, "3"),
        Err(Problem::OutOfRange { .. })
    ));
    assert_eq!(read(FieldId::Per, "Viewer"), Err(Problem::NotAChoice));
    let long = "x".repeat(81);
    assert_eq!(
        read(FieldId::ActionName, &long),
        Err(Problem::TooLong { max: 80 })
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_scenario_merges_and_null_gives_a_field_back() {
    let mut draft = draft(
        &[(FieldId::Viewers, 500.0), (FieldId::Conversions, 5.0)],
        &[],
    );
    let say = |name: &str, datum| Datum::record([("rate", Datum::record([(name, datum)]))]);
    let first = say("viewers", Datum::Number(800.0));
    assign(&mut draft, &spoken(&first, VIEWS));
    assert_eq!(
        (
            number(&draft, FieldId::Viewers),
            number(&draft, FieldId::Conversions)
        ),
        (Some(800.0), Some(5.0))
    );
    let back = say("viewers", Datum::Null);
    assign(&mut draft, &spoken(&back, VIEWS));
    assert_eq!(number(&draft, FieldId::Viewers), Some(500.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn an_unusable_value_in_scenario_stands_in_its_field_as_invalid() {
    for (datum, shown) in [
        (Datum::from("many"), "many"),
        (Datum::Number(f64::NAN), "NaN"),
        (Datum::Number(f64::INFINITY), "∞"),
        (Datum::Flag(true), "true"),
        (Datum::List(vec![]), "[…]"),
        (Datum::record([]), "{…}"),
    ] {
        let mut draft = draft(&[(FieldId::Conversions, 5.0)], &[]);
        draft.assign(FieldId::Viewers, &datum);
        assert_eq!(draft.shown(View::Rate, FieldId::Viewers, &ENGLISH), shown);
        assert_eq!(
            errors(&draft),
            [(FieldId::Viewers, Problem::NotANumber)],
            "{datum:?}"
        );
    }
    let mut draft = Draft::default();
    draft.assign(FieldId::Viewers, &Datum::Number(-5.0));
    assert!(matches!(
        errors(&draft)[0],
        (FieldId::Viewers, Problem::OutOfRange { .. })
    ));
    let list = errors_datum(&[FieldError {
        cell: None,
        field: FieldId::Viewers,
        problem: Problem::OutOfRange {
            min: 0.0,
            max: 9.0,
            open: false,
        },
    }]);
    assert_eq!(at(&list, "0.field"), &Datum::from("viewers"));
    assert_eq!(at(&list, "0.code"), &Datum::from("outOfRange"));
    assert_eq!(at(&list, "0.max"), &Datum::Number(9.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn unknown_names_are_reported_and_the_rest_is_taken() {
    let datum = Datum::record([
        (
            "rate",
            Datum::record([
                ("viewers", Datum::Number(8.0)),
                ("viewer", Datum::Null),
                ("deep", Datum::record([])),
            ]),
        ),
        ("raet", Datum::record([])),
        ("currency", Datum::from("EUR")),
        // What a link says of itself.
        ("tool", Datum::from("conversion-calculator")),
        ("made", Datum::from("1.0.0, 2026-11-23")),
    ]);
    let said = spoken(&datum, VIEWS);
    assert_eq!(said.unknown, ["raet", "viewer", "deep"]);
    assert_eq!(said.fields.len(), 1);
    assert_eq!(said.currency, Some(&Datum::from("EUR")));
    for nonsense in [
        Datum::Null,
        Datum::Number(5.0),
        Datum::from("x"),
        Datum::List(vec![]),
    ] {
        let said = spoken(&nonsense, VIEWS);
        assert!(said.is_no_record && said.fields.is_empty());
        assert_eq!(said.complaints("scenario"), ["scenario: not an object"]);
    }
    assert_eq!(
        spoken(&Datum::record([("rate", Datum::Number(5.0))]), VIEWS).unknown,
        ["rate"]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn what_the_child_says_wrongly_is_reported_and_its_default_used() {
    let datum = Datum::record([(
        "rate",
        Datum::record([
            ("viewers", Datum::from("10000")),
            ("level", Datum::Number(2.0)),
            ("conversions", Datum::Number(4.0)),
            ("per", Datum::from("clicks")),
        ]),
    )]);
    let mut draft = Draft::default();
    let bad: Vec<FieldId> = lay_child(&mut draft, &spoken(&datum, VIEWS))
        .into_iter()
        .map(|error| error.field)
        .collect();
    assert_eq!(bad, [FieldId::Viewers, FieldId::Per, FieldId::Level]);
    assert_eq!(number(&draft, FieldId::Level), Some(0.95));
    assert_eq!(number(&draft, FieldId::Conversions), Some(4.0));
    assert!(lay_child(&mut draft, &spoken(&Datum::record([]), VIEWS)).is_empty());
    assert_eq!(draft, Draft::default());
}

#[wasm_bindgen_test(unsupported = test)]
fn the_whole_scenario_reads_back_what_it_says() {
    let typed = [
        (FieldId::Viewers, "2 000"),
        (FieldId::Conversions, "x"),
        (FieldId::TargetRate, "5 %"),
    ];
    let first = draft(&[], &typed);
    let datum = scenario_datum(&first, &ENGLISH, VIEWS, View::Rate, "EUR");
    assert_eq!(at(&datum, "currency"), &Datum::from("EUR"));
    assert_eq!(at(&datum, "rate.viewers"), &Datum::Number(2_000.0));
    assert_eq!(at(&datum, "rate.conversions"), &Datum::Null);
    assert_eq!(at(&datum, "rate.targetRate"), &Datum::Number(0.05));
    assert_eq!(at(&datum, "rate.per"), &Datum::from("viewer"));
    let mut second = Draft::default();
    let said = spoken(&datum, VIEWS);
    assert!(said.unknown.is_empty());
    assign(&mut second, &said);
    let again = scenario_datum(&second, &ENGLISH, VIEWS, View::Rate, "EUR");
    assert_eq!(again, datum);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_table_of_fields_is_sound() {
    for (place, id) in FieldId::ALL.iter().copied().enumerate() {
        assert_eq!(id as usize, place);
        assert_eq!(FieldId::named(id.name()), Some(id));
        let attribute = id.attribute();
        assert!(
            attribute
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-'),
            "{attribute}"
        );
        if let Some(default) = id.row().default {
            assert_eq!(id.check(&default.value()), Ok(()));
        }
        if let Kind::Choice(names) = id.row().kind {
            assert!(!names.is_empty());
        }
    }
    let mut attributes: Vec<String> = FieldId::ALL
        .iter()
        .filter(|field| field.is_scalar())
        .map(|field| field.attribute())
        .collect();
    attributes.sort();
    attributes.dedup();
    assert_eq!(
        attributes.len(),
        FieldId::ALL
            .iter()
            .filter(|field| field.is_scalar())
            .count(),
        "two fields share an attribute"
    );
    // None of them is an attribute that the browser gives a meaning of its own.
    for taken in [
        "lang", "dir", "title", "id", "class", "style", "hidden", "slot", "part", "label",
        "loading",
    ] {
        assert!(!attributes.contains(&taken.to_owned()), "{taken}");
    }
    for &view in VIEWS {
        for field in view.first().iter().chain(view.counts()) {
            assert!(view.fields().contains(field));
        }
        assert!(
            FieldId::ALL
                .iter()
                .copied()
                .any(|field| view.example(field).is_some())
        );
    }
    assert_eq!(kebab("costs.fee"), "costs-fee");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_name_that_is_not_asked_for_cannot_be_wrong() {
    let long = "x".repeat(81);
    let mut draft = draft(&[], &[(FieldId::ActionName, &long)]);
    assert!(rate_scenario(&draft, &ENGLISH).is_ok());
    draft.type_text(FieldId::Action, "custom".to_owned());
    assert_eq!(
        errors(&draft),
        [(FieldId::ActionName, Problem::TooLong { max: 80 })]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_too_small_for_a_double_is_not_nothing() {
    for (field, text) in [
        (FieldId::TargetRate, "1e-400"),
        (FieldId::Clicks, "1e-9999"),
    ] {
        assert_eq!(field.read(text, &ENGLISH), Err(Problem::NotANumber));
    }
    for text in ["0", "0.0", "0e5", "-0", "0 %"] {
        assert_eq!(
            FieldId::TargetRate.read(text, &ENGLISH),
            Ok(Some(Value::Number(0.0))),
            "{text}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn no_default_changes_under_the_hands_of_a_reader() {
    let mut typed = draft(
        &[(FieldId::Conversions, 300.0)],
        &[(FieldId::Followers, "5")],
    );
    assert_eq!(denominator(&typed, View::Rate, &ENGLISH), Per::Viewer);
    typed.assign(FieldId::Clicks, &Datum::Number(900.0));
    assert_eq!(
        denominator(&typed, View::Rate, &ENGLISH),
        Per::Click,
        "what the page says counts"
    );
    let page = [
        (FieldId::Viewers, 1e4),
        (FieldId::Conversions, 300.0),
        (FieldId::Clicks, 900.0),
    ];
    let cleared = draft(&page, &[(FieldId::Viewers, "")]);
    assert_eq!(
        denominator(&cleared, View::Rate, &ENGLISH),
        Per::Viewer,
        "viewers are being typed anew"
    );
    assert_eq!(errors(&cleared), [(FieldId::Viewers, Problem::Missing)]);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_list_in_the_child_keeps_what_can_be_used_and_names_the_rest() {
    let row = |viewers: Datum, conversions: f64| {
        Datum::record([
            ("name", Datum::from("Maya")),
            ("viewers", viewers),
            ("conversions", Datum::Number(conversions)),
        ])
    };
    let entries = Datum::List(vec![
        row(Datum::Number(100.0), 5.0),
        row(Datum::from("many"), 1.5),
        Datum::from("prose"),
    ]);
    let said = Datum::record([("compare", Datum::record([("entries", entries)]))]);
    let mut draft = Draft::default();
    let errors = lay_child(&mut draft, &spoken(&said, VIEWS));
    let paths: Vec<String> = errors.iter().map(FieldError::path).collect();
    assert_eq!(
        paths,
        [
            "entries.1.viewers",
            "entries.1.conversions",
            "entries.2.name"
        ]
    );
    let datum = draft.table_datum(View::Compare, FieldId::Entries, &ENGLISH);
    assert_eq!(at(&datum, "0.viewers"), &Datum::Number(100.0));
    assert_eq!(at(&datum, "1.viewers"), &Datum::Null);
    assert!(
        !draft.is_example(View::Compare),
        "the page has said who is compared"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_assigned_to_a_list_stands_there_even_where_it_is_invalid() {
    let row = |conversions: Datum| {
        Datum::record([
            ("name", Datum::from("A")),
            ("visitors", Datum::Number(100.0)),
            ("conversions", conversions),
        ])
    };
    let variants = Datum::List(vec![
        row(Datum::Number(f64::NAN)),
        row(Datum::Number(101.0)),
    ]);
    let mut draft = Draft::default();
    draft.assign(FieldId::Variants, &variants);
    let errors =
        conversion_widget::scenario::scenario(&draft, View::SplitTest, &ENGLISH).unwrap_err();
    let paths: Vec<String> = errors.iter().map(FieldError::path).collect();
    assert_eq!(
        paths,
        [
            "variants.0.conversions",
            "variants.1.name",
            "variants.1.conversions",
            "variants.1.visitors"
        ]
    );
    // It travels as it stands.
    let mut next = Draft::default();
    next.hand_in(&draft.handed_out());
    assert_eq!(next, draft);
    draft.assign(FieldId::Variants, &Datum::from("prose"));
    let errors =
        conversion_widget::scenario::scenario(&draft, View::SplitTest, &ENGLISH).unwrap_err();
    assert_eq!(errors[0].problem, Problem::NotAList);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_first_view_to_name_a_field_wins_and_a_contradiction_is_reported() {
    let said = Datum::record([
        ("return", Datum::record([("viewers", Datum::Number(7.0))])),
        ("rate", Datum::record([("viewers", Datum::Number(8.0))])),
    ]);
    let spoken = spoken(&said, VIEWS);
    assert_eq!(spoken.contradicted, [FieldId::Viewers]);
    let mut draft = Draft::default();
    assign(&mut draft, &spoken);
    assert_eq!(number(&draft, FieldId::Viewers), Some(8.0));
}
