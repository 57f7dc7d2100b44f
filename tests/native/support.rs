//! What several tests need: reference files, tolerances, languages without `Intl`.

use conversion_widget::locale::{Marks, Numerals, Plural, Style, Suffix};
use conversion_widget::scenario::datum::Datum;
use serde_json::Value;

/// A list of records in a reference file.
pub(crate) fn rows(file: &str, list: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).expect("the reference file is JSON");
    let rows = file[list].as_array().expect("a list of rows").clone();
    assert!(!rows.is_empty(), "{list} has no rows");
    rows
}

/// A number of a row.
pub(crate) fn number(row: &Value, name: &str) -> f64 {
    row[name]
        .as_f64()
        .unwrap_or_else(|| panic!("{name} in {row}"))
}

/// |got − expected| ≤ abs + rel · |expected|, as the reference files define it.
pub(crate) fn assert_close(got: f64, expected: f64, relative: f64, absolute: f64, what: &str) {
    let allowed = absolute + relative * expected.abs();
    assert!(
        (got - expected).abs() <= allowed,
        "{what}: {got} instead of {expected}"
    );
}

/// A language as plain rules know it.
pub(crate) struct Plain {
    marks: Marks,
    suffixes: &'static [(&'static str, u8)],
}

pub(crate) const ENGLISH: Plain = Plain {
    marks: Marks {
        decimal: '.',
        group: ',',
    },
    suffixes: &[
        ("K", 3),
        ("M", 6),
        ("B", 9),
        ("T", 12),
        ("thousand", 3),
        ("million", 6),
    ],
};
pub(crate) const GERMAN: Plain = Plain {
    marks: Marks {
        decimal: ',',
        group: '.',
    },
    suffixes: &[("Tausend", 3), ("Mio.", 6), ("Millionen", 6), ("Mrd.", 9)],
};
pub(crate) const FRENCH: Plain = Plain {
    marks: Marks {
        decimal: ',',
        group: '\u{202f}',
    },
    suffixes: &[("k", 3), ("M", 6), ("Md", 9)],
};
pub(crate) const SWISS: Plain = Plain {
    marks: Marks {
        decimal: '.',
        group: '’',
    },
    suffixes: &[],
};
pub(crate) const ARABIC: Plain = Plain {
    marks: Marks {
        decimal: '٫',
        group: '٬',
    },
    suffixes: &[("ألف", 3), ("مليون", 6)],
};
pub(crate) const JAPANESE: Plain = Plain {
    marks: Marks {
        decimal: '.',
        group: ',',
    },
    suffixes: &[("万", 4), ("億", 8)],
};

impl Numerals for Plain {
    fn marks(&self) -> Marks {
        self.marks
    }

    fn suffixes(&self) -> Vec<Suffix> {
        let suffix = |&(text, power): &(&str, u8)| Suffix {
            text: text.to_owned(),
            power,
        };
        self.suffixes.iter().map(suffix).collect()
    }

    fn is_currency(&self, code: &str) -> bool {
        ["EUR", "USD", "GBP", "CHF", "JPY"].contains(&code)
    }

    fn currency_sign(&self) -> String {
        "€".to_owned()
    }

    fn write(&self, value: f64, style: Style) -> String {
        match style {
            Style::Decimal(digits) => format!("{value:.*}", usize::from(digits)),
            // Fifteen digits survive the multiplication; `Intl` moves the point instead.
            Style::Percent(digits) => format!("{}%", significant(value * 100.0, digits.min(15))),
            Style::PercentDecimal(digits) => format!("{}%", decimal(value * 100.0, digits)),
            Style::Significant(digits) => significant(value, digits),
            Style::Chance => self.write(value, Style::Percent(4)),
            Style::PValue => self.write(value, Style::Significant(3)),
            Style::Scientific(digits) => {
                format!("{value:.*E}", usize::from(digits.saturating_sub(1)))
            }
            Style::Input => significant(value, 15),
            Style::Money => format!("€{}", decimal(value, 2)),
            Style::MoneyWhole => format!("€{value:.0}"),
            Style::MoneySignificant(digits) => format!("€{}", significant(value, digits)),
            Style::MoneyCompact | Style::MoneyScientific => format!("€{value:.3E}"),
        }
    }

    fn plural(&self, value: f64) -> Plural {
        if value == 1.0 {
            Plural::One
        } else {
            Plural::Other
        }
    }
}

/// `value` with at most so many digits after the point, and no zeros at the end.
fn decimal(value: f64, digits: u8) -> String {
    let text = format!("{value:.*}", usize::from(digits));
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// `value` with at most so many significant digits, and no zeros at the end of a fraction.
fn significant(value: f64, digits: u8) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a logarithm of a double is small"
    )]
    let magnitude = value.abs().log10().floor() as i32;
    let places = usize::try_from((i32::from(digits) - 1 - magnitude).max(0)).unwrap();
    let text = format!("{value:.places$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// The value at a dotted path of a record.
pub(crate) fn at<'a>(datum: &'a Datum, path: &str) -> &'a Datum {
    path.split('.').fold(datum, |datum, name| match datum {
        Datum::Record(entries) => entries
            .iter()
            .find(|(known, _)| known == name)
            .map_or_else(|| panic!("no {path}"), |(_, value)| value),
        Datum::List(items) => &items[name.parse::<usize>().unwrap()],
        other => panic!("no {path} in {other:?}"),
    })
}
