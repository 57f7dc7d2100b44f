//! The part that asks `Intl`, in WebAssembly, where there is one.

use conversion_widget::locale::intl::IntlNumerals;
use conversion_widget::locale::reading::read_number;
use conversion_widget::locale::{Marks, Numerals, Plural, Style};
use wasm_bindgen_test::wasm_bindgen_test;

/// Blanks of any kind as one plain blank: which kind a language uses changes with the years.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

#[wasm_bindgen_test]
fn languages_know_their_separators() {
    let marks = |tag| IntlNumerals::new(tag, tag, "USD").marks();
    assert_eq!(
        marks("en"),
        Marks {
            decimal: '.',
            group: ','
        }
    );
    assert_eq!(
        marks("de"),
        Marks {
            decimal: ',',
            group: '.'
        }
    );
    assert_eq!(marks("fr").decimal, ',');
    assert_eq!(
        marks("es").group,
        '.',
        "although Spanish writes 1234 without one"
    );
    assert_eq!(
        marks("ar-EG"),
        Marks {
            decimal: '٫',
            group: '٬'
        }
    );
}

#[wasm_bindgen_test]
fn numbers_are_written_in_the_readers_way() {
    let write = |tag, value, style| plain(&IntlNumerals::new(tag, tag, "USD").write(value, style));
    assert_eq!(write("en", 12_345.678, Style::Decimal(1)), "12,345.7");
    assert_eq!(write("de", 12_345.678, Style::Decimal(1)), "12.345,7");
    assert_eq!(write("fr", 12_345.678, Style::Decimal(1)), "12 345,7");
    assert_eq!(write("en", 0.026_832_8, Style::Percent(3)), "2.68%");
    assert_eq!(write("de", 0.026_832_8, Style::Percent(3)), "2,68 %");
    assert_eq!(write("en", 7.000_000_000_000_001, Style::Input), "7");
    assert_eq!(write("en", 0.000_2, Style::Significant(3)), "0.0002");
}

#[wasm_bindgen_test]
fn money_is_written_in_any_currency() {
    let write =
        |tag, value, code| plain(&IntlNumerals::new(tag, tag, code).write(value, Style::Money));
    assert_eq!(write("en-US", 1_234.5, "USD"), "$1,234.50");
    assert_eq!(write("de", 1_234.5, "EUR"), "1.234,50 €");
    assert_eq!(write("ja", 1_234.0, "JPY"), "￥1,234");
    assert_eq!(write("en", 1.5, "KWD"), "KWD 1.500");
    let numerals = IntlNumerals::new("en", "en", "USD");
    assert!(
        numerals.is_currency("EUR")
            && !numerals.is_currency("QQQ")
            && !numerals.is_currency("euro")
    );
}

#[wasm_bindgen_test]
fn no_line_parts_a_minus_from_what_it_stands_before() {
    for tag in [
        "en", "en-US", "de", "fr", "pl", "sv", "ja", "zh", "he", "tr",
    ] {
        let numerals = IntlNumerals::new(tag, tag, "EUR");
        for style in [Style::Decimal(2), Style::Money, Style::PercentDecimal(2)] {
            let text = numerals.write(-12.5, style);
            assert!(text.contains('−') && !text.contains('-'), "{tag}: {text:?}");
            let read = read_number(&text, &numerals).ok().flatten();
            assert!(read.is_some(), "{tag}: {text:?} is read again");
        }
        // In a field stands what a keyboard has.
        if tag != "sv" {
            assert!(numerals.write(-12.5, Style::Input).contains('-'), "{tag}");
        }
    }
    let english = IntlNumerals::new("en", "en", "EUR");
    assert_eq!(
        english.write(-5_364.0, Style::MoneyWhole),
        "−\u{2060}€5,364"
    );
}

#[wasm_bindgen_test]
fn every_language_reads_what_it_writes() {
    for tag in [
        "en", "en-IN", "de", "de-CH", "fr", "es", "it", "pt-BR", "pl", "sv", "ja", "zh", "ko",
        "ar", "ar-EG", "fa", "hi", "he", "tr", "nl", "en-XA",
    ] {
        let numerals = IntlNumerals::new(tag, tag, "USD");
        for value in [
            0.0,
            1.0,
            12.0,
            1_234.0,
            98_765.0,
            1_234_567.0,
            1e12,
            0.5,
            1_234.5,
            12.345,
        ] {
            let text = numerals.write(value, Style::Input);
            let read = read_number(&text, &numerals)
                .ok()
                .flatten()
                .and_then(|reading| reading.number());
            assert_eq!(read, Some(value), "{tag}: {text}");
        }
        for share in [0.03, 0.5, 0.012_5] {
            let text = numerals.write(share, Style::Percent(3));
            let read = read_number(&text, &numerals)
                .ok()
                .flatten()
                .map(|reading| reading.share());
            assert_eq!(read, Some(share), "{tag}: {text}");
        }
    }
}

#[wasm_bindgen_test]
fn languages_know_their_words_for_powers_of_ten() {
    for (tag, text, value) in [
        ("en", "10k", 1e4),
        ("en", "2.5 million", 2.5e6),
        ("en", "1B", 1e9),
        ("de", "1,5 Mio.", 1.5e6),
        ("de", "2 Mrd", 2e9),
        ("fr", "3 Md", 3e9),
        ("ja", "3万", 3e4),
        ("zh", "2亿", 2e8),
        ("es", "10 mil", 1e4),
        ("en-IN", "2L", 2e5),
        ("ar", "3 ألف", 3e3),
    ] {
        let numerals = IntlNumerals::new(tag, tag, "USD");
        let read = read_number(text, &numerals)
            .ok()
            .flatten()
            .and_then(|reading| reading.number());
        assert_eq!(read, Some(value), "{tag}: {text}");
    }
}

#[wasm_bindgen_test]
fn plurals_are_those_of_the_language() {
    assert_eq!(
        IntlNumerals::new("en", "en", "USD").plural(1.0),
        Plural::One
    );
    assert_eq!(
        IntlNumerals::new("pl", "pl", "USD").plural(3.0),
        Plural::Few
    );
    assert_eq!(
        IntlNumerals::new("pl", "pl", "USD").plural(5.0),
        Plural::Many
    );
    assert_eq!(
        IntlNumerals::new("ar", "ar", "USD").plural(2.0),
        Plural::Two
    );
    assert_eq!(
        IntlNumerals::new("ar", "ar", "USD").plural(0.0),
        Plural::Zero
    );
    assert_eq!(
        IntlNumerals::new("ja", "ja", "USD").plural(1.0),
        Plural::Other
    );
}
