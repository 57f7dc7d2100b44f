//! Sentences: how they are filled, and that each of them can be.

use crate::support::{ENGLISH, GERMAN};
use conversion_widget::locale::{Numerals, Style, money_style};
use conversion_widget::messages::format::{self, Argument};
use conversion_widget::messages::words::{self, ActionWords};
use conversion_widget::messages::{IDS, Language, Sentence};
use conversion_widget::scenario::field::{ACTIONS, FieldId, Kind, Problem};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const N: Style = Style::Decimal(0);

fn fill(text: &str, arguments: &[(&str, Argument)], numerals: &dyn Numerals) -> String {
    let find = |name: &str| {
        let known = arguments.iter().find(|(known, _)| *known == name);
        known.map(|&(_, argument)| argument)
    };
    format::fill(text, &find, numerals, false)
}

fn english() -> Language {
    Language::english(Rc::new(ENGLISH))
}

#[wasm_bindgen_test(unsupported = test)]
fn places_are_filled_with_texts_and_numbers() {
    let arguments = [
        ("name", Argument::Text("B")),
        ("n", Argument::Number(3.0, N)),
    ];
    assert_eq!(fill("{n} of {name}", &arguments, &ENGLISH), "3 of B");
    assert_eq!(fill("{name}{name}", &arguments, &ENGLISH), "BB");
    assert_eq!(fill("plain", &arguments, &ENGLISH), "plain");
}

#[wasm_bindgen_test(unsupported = test)]
fn plurals_go_by_exact_number_then_by_category_then_by_other() {
    let text = "{n, plural, =0 {none} one {# one {n}} other {{n} things}}";
    let say = |n: f64| fill(text, &[("n", Argument::Number(n, N))], &ENGLISH);
    assert_eq!(say(0.0), "none");
    assert_eq!(say(1.0), "# one 1");
    assert_eq!(say(5.0), "5 things");
}

#[wasm_bindgen_test(unsupported = test)]
fn selects_go_by_word_and_nest() {
    let text = "{per, select, click {{n, plural, one {a click} other {clicks}}} other {viewers}}";
    let say = |per, n| {
        fill(
            text,
            &[("per", Argument::Text(per)), ("n", Argument::Number(n, N))],
            &ENGLISH,
        )
    };
    assert_eq!(say("click", 1.0), "a click");
    assert_eq!(say("click", 2.0), "clicks");
    assert_eq!(say("viewer", 1.0), "viewers");
}

#[wasm_bindgen_test(unsupported = test)]
fn what_cannot_be_understood_is_shown_as_it_stands() {
    for text in [
        "{unknown}",
        "{n, plural}",
        "{n, ordinal, other {x}}",
        "{name, plural, other {x}}",
        "{n",
        "}{",
        "{",
        "{n, plural, one {x}}",
    ] {
        let arguments = [
            ("name", Argument::Text("B")),
            ("n", Argument::Number(3.0, N)),
        ];
        assert_eq!(fill(text, &arguments, &ENGLISH), text);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_filled_in_is_never_read_as_a_place() {
    let arguments = [("name", Argument::Text("{n} <b>"))];
    assert_eq!(fill("“{name}”", &arguments, &ENGLISH), "“{n} <b>”");
}

#[wasm_bindgen_test(unsupported = test)]
fn every_field_problem_and_choice_has_words_without_open_places() {
    let language = english();
    let action = ActionWords::default();
    let problems = [
        Problem::Missing,
        Problem::NotANumber,
        Problem::Percent,
        Problem::NotWhole,
        Problem::OutOfRange {
            min: 0.0,
            max: 1e12,
            open: false,
        },
        Problem::OutOfRange {
            min: 0.0,
            max: 1.0,
            open: true,
        },
        Problem::NotAChoice,
        Problem::NotText,
        Problem::TooLong { max: 80 },
        Problem::Above(FieldId::Viewers),
        Problem::Below(FieldId::Conversions),
    ];
    let sound = |text: &str| assert!(!text.is_empty() && !text.contains(['{', '}']), "{text:?}");
    for &field in FieldId::ALL {
        sound(&words::label(&language, field, &action));
        assert!(!words::hint(&language, field).contains('{'));
        for problem in problems {
            sound(&words::problem(&language, field, problem, &action));
        }
        if let Kind::Choice(names) = field.row().kind {
            for place in 0..names.len() {
                sound(&words::choice(&language, field, place));
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_action_has_its_own_noun_in_singular_and_plural() {
    let language = english();
    let mut nouns = Vec::new();
    for place in 0..ACTIONS.len() {
        let action = ActionWords {
            place,
            name: String::new(),
        };
        nouns.push(action.noun(&language, 1.0));
        nouns.push(action.noun(&language, 2.0));
    }
    let count = nouns.len();
    nouns.sort();
    nouns.dedup();
    assert_eq!(nouns.len(), count);
    let custom = ActionWords {
        place: 7,
        name: "e-book download".to_owned(),
    };
    assert!(custom.noun(&language, 2.0).contains("e-book download"));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_translation_takes_the_place_of_english_sentence_by_sentence() {
    let texts: Vec<String> = IDS.iter().map(|id| format!("«{id}»")).collect();
    let german = Language::translated(texts, "de", false, Rc::new(GERMAN)).unwrap();
    assert_eq!(german.say(Sentence::FigureRate), "«figure.rate»");
    assert_eq!(german.say(Sentence::SymbolHigh), "«symbol.high»");
    let few = vec!["only one".to_owned()];
    assert!(Language::translated(few, "de", false, Rc::new(GERMAN)).is_none());
}

#[wasm_bindgen_test(unsupported = test)]
fn ids_stand_in_the_order_of_the_file() {
    // The sentences of other languages are matched by place, so the order is a promise.
    let english = include_str!("../../src/messages/en.json");
    let places: Vec<usize> = IDS
        .iter()
        .map(|id| english.find(&format!("\"{id}\":")).unwrap())
        .collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
}

#[wasm_bindgen_test(unsupported = test)]
fn right_to_left_languages_are_known_by_their_tag() {
    for tag in ["ar", "ar-EG", "he", "fa-IR", "ur", "ar-XB"] {
        assert!(words::is_right_to_left(tag), "{tag}");
    }
    for tag in ["en", "de-CH", "fr", "ja", "en-XA", "arn"] {
        assert!(!words::is_right_to_left(tag), "{tag}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn from_right_to_left_what_is_filled_in_is_isolated() {
    let find = |name: &str| match name {
        "n" => Some(Argument::Number(-3.0, N)),
        "word" => Some(Argument::Text("yes")),
        "up" => Some(Argument::Signed(2.0, N)),
        _ => None,
    };
    let text = "a {n} b {word, select, yes {c {up}} other {}}";
    let say = |is_isolated| format::fill(text, &find, &ENGLISH, is_isolated);
    assert_eq!(say(false), "a -3 b c +2");
    assert_eq!(say(true), "a \u{2068}-3\u{2069} b c \u{2068}+2\u{2069}");
}

#[wasm_bindgen_test(unsupported = test)]
fn bounds_that_are_outside_say_more_than() {
    let say = |field, min, open| {
        let range = Problem::OutOfRange {
            min,
            max: 1e12,
            open,
        };
        words::problem(&english(), field, range, &ActionWords::default())
    };
    assert_eq!(say(FieldId::Viewers, 1.0, false), "Must be more than 0.");
    assert_eq!(say(FieldId::PriorWeight, 0.0, true), "Must be more than 0.");
    assert!(say(FieldId::Viewers, 0.0, false).starts_with("Must be from 0 to"));
}

#[wasm_bindgen_test(unsupported = test)]
fn money_that_no_line_would_hold_is_a_power_of_ten() {
    assert_eq!(money_style(9.9e14), Style::MoneyWhole);
    assert_eq!(money_style(-1e15), Style::MoneyScientific);
    assert_eq!(ENGLISH.write(-1.25e18, money_style(-1.25e18)), "€-1.250E18");
}
