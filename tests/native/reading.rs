//! Numbers as people type and paste them, in several languages.

use crate::support::{ARABIC, ENGLISH, FRENCH, GERMAN, JAPANESE, Plain, SWISS};
use conversion_widget::locale::reading::{NotANumber, read_number};
use conversion_widget::locale::short_number;
use wasm_bindgen_test::wasm_bindgen_test;

/// What a plain number field makes of a text.
fn number(text: &str, language: &Plain) -> Result<Option<f64>, NotANumber> {
    read_number(text, language)?
        .map(|reading| reading.number().ok_or(NotANumber))
        .transpose()
}

/// What a percent field makes of a text.
fn share(text: &str, language: &Plain) -> Result<Option<f64>, NotANumber> {
    Ok(read_number(text, language)?.map(|reading| reading.share()))
}

/// A text is read as a number, and so it is with blanks around it, a sign before it and marks of
/// direction in it.
fn reads(text: &str, language: &Plain, expected: f64) {
    assert_eq!(number(text, language), Ok(Some(expected)), "{text:?}");
    for wrapped in [
        format!("  {text}\u{a0}"),
        format!("\u{200f}{text}\u{200e}"),
        format!("+{text}"),
    ] {
        assert_eq!(
            number(&wrapped, language),
            Ok(Some(expected)),
            "{wrapped:?}"
        );
    }
    assert_eq!(
        number(&format!("-{text}"), language),
        Ok(Some(-expected)),
        "-{text:?}"
    );
    // As it is written in a sentence, too: with a minus that no line breaks off.
    for minus in ["−", "−\u{2060}"] {
        assert_eq!(
            number(&format!("{minus}{text}"), language),
            Ok(Some(-expected)),
            "{minus}{text:?}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_readers_separators_come_first() {
    reads("1,234.5", &ENGLISH, 1234.5);
    reads("1.234,5", &GERMAN, 1234.5);
    reads("1\u{202f}234,5", &FRENCH, 1234.5);
    reads("1’234.5", &SWISS, 1234.5);
    reads("1,234", &ENGLISH, 1234.0);
    reads("1.234", &ENGLISH, 1.234);
    reads("1.234", &GERMAN, 1234.0);
    reads("1,234", &GERMAN, 1.234);
    reads("1,234,567", &ENGLISH, 1_234_567.0);
    reads("12,34,567", &ENGLISH, 1_234_567.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_last_of_two_different_separators_is_the_decimal_one() {
    for language in [&ENGLISH, &GERMAN, &FRENCH, &SWISS, &ARABIC] {
        reads("1,234.5", language, 1234.5);
        reads("1.234,5", language, 1234.5);
        reads("1 234,5", language, 1234.5);
        reads("1 234.5", language, 1234.5);
        reads("1'234.5", language, 1234.5);
        reads("1.234.567,89", language, 1_234_567.89);
        reads("10 000", language, 10_000.0);
        reads("10000", language, 10_000.0);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_single_separator_groups_only_where_the_language_does_and_three_digits_follow() {
    reads("1,5", &ENGLISH, 1.5);
    reads("1,50", &ENGLISH, 1.5);
    reads("0,125", &ENGLISH, 0.125);
    reads("1234,567", &ENGLISH, 1234.567);
    reads("1.234", &FRENCH, 1.234);
    reads("1,234", &FRENCH, 1.234);
    reads("1.2345", &GERMAN, 1.2345);
}

#[wasm_bindgen_test(unsupported = test)]
fn other_digits_are_digits() {
    reads("１２３４．５", &JAPANESE, 1234.5);
    reads("１，２３４．５", &JAPANESE, 1234.5);
    reads("١٢٣٤٫٥", &ARABIC, 1234.5);
    reads("١٬٢٣٤٫٥", &ARABIC, 1234.5);
    reads("10,000", &ARABIC, 10_000.0);
    reads("10.5", &ARABIC, 10.5);
    reads("10,5", &ARABIC, 10.5);
    reads("١٢٣٤", &ENGLISH, 1234.0);
    reads("۱۲۳۴", &ENGLISH, 1234.0);
    reads("१२३", &ENGLISH, 123.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn words_for_powers_of_ten_are_understood() {
    reads("10k", &ENGLISH, 10_000.0);
    reads("10 K", &ENGLISH, 10_000.0);
    reads("1.5M", &ENGLISH, 1_500_000.0);
    reads("1.5m", &ENGLISH, 1_500_000.0);
    reads("2 million", &ENGLISH, 2_000_000.0);
    reads("1,5 Mio.", &GERMAN, 1_500_000.0);
    reads("10k", &GERMAN, 10_000.0);
    reads("3 Mrd.", &GERMAN, 3e9);
    reads("3 Mrd", &GERMAN, 3e9);
    reads("3 mio", &GERMAN, 3e6);
    reads("2 Md", &FRENCH, 2e9);
    reads("１万", &JAPANESE, 10_000.0);
    reads("3 ألف", &ARABIC, 3_000.0);
    reads("1e5", &ENGLISH, 100_000.0);
    reads("1.5E+3", &ENGLISH, 1_500.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn currencies_beside_a_number_are_passed_over() {
    for text in [
        "€ 1,200",
        "€1,200",
        "1,200 €",
        "EUR 1,200",
        "1,200 EUR",
        "US$1,200",
        "1,200 kr",
        "£1.2k",
    ] {
        reads(text.trim(), &ENGLISH, 1_200.0);
    }
    assert_eq!(number("-€5", &ENGLISH), Ok(Some(-5.0)));
    assert_eq!(number("€-5", &ENGLISH), Ok(Some(-5.0)));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_percentage_is_a_fraction_and_never_a_plain_number() {
    for (text, expected) in [
        ("3", 0.03),
        ("3 %", 0.03),
        ("3%", 0.03),
        ("%3", 0.03),
        ("7", 0.07),
        ("2.5‰", 0.0025),
        ("١٫٥٪", 0.015),
        ("0,5 %", 0.005),
    ] {
        assert_eq!(share(text, &ENGLISH), Ok(Some(expected)), "{text:?}");
    }
    assert_eq!(number("3 %", &ENGLISH), Err(NotANumber));
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_not_understood_is_an_error_and_never_0() {
    for text in [
        "abc",
        "12abc",
        "1,2,3",
        "1.2.3",
        "12 34",
        "1,23,4",
        "1,234.5.6",
        ",",
        ".",
        "-",
        "--5",
        "5-",
        "€",
        "%",
        "3 % %",
        "%3%",
        "1/3",
        "ten",
        "0x10",
        "1e",
        "1e99999",
        "NaN",
        "Infinity",
        "∞",
        "10 apples",
        "10kk",
        "PCS 12",
        "1,2345,678",
        "<b>5</b>",
        "5;",
        "１/２",
        "1 234 5",
    ] {
        assert_eq!(number(text, &ENGLISH), Err(NotANumber), "{text:?}");
    }
    for text in ["", "   ", "\u{a0}", "\u{200f}"] {
        assert_eq!(number(text, &ENGLISH), Ok(None), "{text:?}");
    }
    assert_eq!(number("1e300", &ENGLISH), Ok(Some(1e300)));
    assert_eq!(number("1e999", &ENGLISH), Ok(Some(f64::INFINITY)));
}

#[wasm_bindgen_test(unsupported = test)]
fn plain_digits_are_read_as_the_nearest_double_as_rust_reads_them() {
    for digits in [
        "0",
        "7",
        "60",
        "300",
        "0.1",
        "0.07",
        "123456789012345",
        "99999.9999",
        "1.005",
        "2.675",
        "8.41",
        "0.000000000001",
        "5.",
        "450.25",
    ] {
        for power in [-21, -9, -3, -2, 0, 1, 3, 6, 12, 22] {
            let Some(read) = short_number(digits, power) else {
                let fraction = digits
                    .split_once('.')
                    .map_or(0, |(_, fraction)| fraction.len());
                assert!(
                    i32::try_from(fraction).unwrap() - power > 22,
                    "{digits}e{power}"
                );
                continue;
            };
            let wanted: f64 = format!("{digits}e{power}").parse().unwrap();
            assert_eq!(read.to_bits(), wanted.to_bits(), "{digits}e{power}");
        }
    }
    for other in [
        "",
        ".5",
        "-1",
        "1e3",
        "1 000",
        "1.2.3",
        "1234567890123456",
        "٣",
    ] {
        assert_eq!(short_number(other, 0), None, "{other}");
    }
}
