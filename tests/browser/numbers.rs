//! Numbers as people write them, in the languages of their separators.

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours, holds, near,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        english_readers_group_with_commas,
        german_readers_group_with_points,
        french_readers_group_with_spaces,
        arabic_readers_have_digits_of_their_own,
        what_is_read_is_shown_in_the_way_of_the_reader;
}

/// What a text in the field of viewers means.
enum Meaning {
    Count(f64),
    /// An error of this code.
    Wrong(&'static str),
}

use Meaning::{Count, Wrong};

/// Forms that mean the same to every reader.
const ANYWHERE: &[(&str, Meaning)] = &[
    ("1234", Count(1234.0)),
    ("1 234", Count(1234.0)),
    ("1\u{a0}234", Count(1234.0)),
    ("1\u{202f}234\u{202f}567", Count(1_234_567.0)),
    ("1 234,0", Count(1234.0)),
    ("1 234,5", Wrong("notWhole")),
    ("1.234,0", Count(1234.0)),
    ("1.234,5", Wrong("notWhole")),
    ("1,234.0", Count(1234.0)),
    ("1,234.5", Wrong("notWhole")),
    ("1.234.567", Count(1_234_567.0)),
    ("1,234,567", Count(1_234_567.0)),
    ("1'234'567", Count(1_234_567.0)),
    ("１２３４", Count(1234.0)),
    ("１，２３４，５６７", Count(1_234_567.0)),
    ("١٢٣٤", Count(1234.0)),
    ("١٬٢٣٤", Count(1234.0)),
    ("١٬٢٣٤٫٥", Wrong("notWhole")),
    ("10k", Count(10_000.0)),
    ("10 K", Count(10_000.0)),
    ("2M", Count(2_000_000.0)),
    ("1e5", Count(100_000.0)),
    ("€ 5000", Count(5000.0)),
    ("5000 €", Count(5000.0)),
    ("3 %", Wrong("percent")),
    ("1234x", Wrong("notANumber")),
    ("12 34", Wrong("notANumber")),
];

fn english_readers_group_with_commas(page: &Page<'_>) -> Outcome {
    reads(
        page,
        "en",
        &[
            ("1,234", Count(1234.0)),
            ("€ 1,200", Count(1200.0)),
            ("$1,200", Count(1200.0)),
            ("1.234", Wrong("notWhole")),
            ("1.5M", Count(1_500_000.0)),
        ],
        &[
            ("3 %", 0.03),
            ("3%", 0.03),
            ("3", 0.03),
            ("2.5", 0.025),
            ("2,5", 0.025),
            ("0.5 %", 0.005),
            ("7", 0.07),
        ],
    )
}

fn german_readers_group_with_points(page: &Page<'_>) -> Outcome {
    reads(
        page,
        "de",
        &[
            ("1.234", Count(1234.0)),
            ("1.200 €", Count(1200.0)),
            ("1,234", Wrong("notWhole")),
            ("1,5M", Count(1_500_000.0)),
            ("2 Mio.", Count(2_000_000.0)),
        ],
        &[
            ("3 %", 0.03),
            ("2,5 %", 0.025),
            ("2.5", 0.025),
            ("0,5", 0.005),
        ],
    )
}

fn french_readers_group_with_spaces(page: &Page<'_>) -> Outcome {
    reads(
        page,
        "fr",
        &[
            ("1\u{202f}234,0", Count(1234.0)),
            ("1 200 €", Count(1200.0)),
            ("1,234", Wrong("notWhole")),
            ("1.234", Wrong("notWhole")),
            ("10 k", Count(10_000.0)),
            ("2 M", Count(2_000_000.0)),
        ],
        &[("3 %", 0.03), ("2,5\u{202f}%", 0.025), ("2.5", 0.025)],
    )
}

fn arabic_readers_have_digits_of_their_own(page: &Page<'_>) -> Outcome {
    reads(
        page,
        "ar-EG",
        &[
            ("١٠٬٠٠٠", Count(10_000.0)),
            ("\u{200f}١٢٣٤", Count(1234.0)),
            ("١٠ ألف", Count(10_000.0)),
        ],
        &[
            ("٣٪", 0.03),
            ("٣٪\u{61c}", 0.03),
            ("٢٫٥", 0.025),
            ("3 %", 0.03),
        ],
    )?;
    reads(page, "ar", &[("١٠٬٠٠٠", Count(10_000.0))], &[("٣ ٪", 0.03)])
}

/// Enters every form and compares what is made of it.
fn reads(page: &Page<'_>, lang: &str, own: &[(&str, Meaning)], shares: &[(&str, f64)]) -> Outcome {
    let widget = page.open_calculator(&format!("lang={lang} viewers=7 conversions=1"))?;
    let mut wrong = Vec::new();
    for (text, meaning) in own.iter().chain(ANYWHERE) {
        widget.insert_into("viewers", text)?;
        same("text", &widget.read_field("viewers")?.as_str(), text)?;
        wrong.extend(means(&widget, text, meaning).err());
    }
    // What the browser itself would write, it must be able to read.
    let compact = widget.run(
        "return ['short', 'long'].map(compactDisplay =>
           new Intl.NumberFormat(arguments[1], {notation: 'compact', compactDisplay}).format(2e6))",
        &[json!(lang)],
    )?;
    for text in compact
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        widget.insert_into("viewers", text)?;
        wrong.extend(means(&widget, text, &Count(2_000_000.0)).err());
    }
    widget.insert_into("viewers", "100")?;
    for (text, rate) in shares {
        widget.insert_into("targetRate", text)?;
        wrong.extend(
            near(
                format_args!("{text:?}"),
                &widget.scenario("targetRate")?,
                *rate,
            )
            .err(),
        );
    }
    holds(wrong.is_empty(), format_args!("in {lang}: {wrong:#?}"))?;
    page.has_no_faults()
}

fn means(widget: &Widget<'_>, text: &str, meaning: &Meaning) -> Outcome {
    let errors = widget.seen("/errors")?;
    let code = errors
        .as_array()
        .into_iter()
        .flatten()
        .find(|error| error.get("field") == Some(&json!("viewers")))
        .and_then(|error| error.get("code").and_then(Value::as_str));
    match meaning {
        Count(count) => {
            same(format_args!("error of {text:?}"), &code, &None)?;
            near(
                format_args!("{text:?}"),
                &widget.scenario("viewers")?,
                *count,
            )
        }
        Wrong(expected) => same(format_args!("error of {text:?}"), &code, &Some(*expected)),
    }
}

fn what_is_read_is_shown_in_the_way_of_the_reader(page: &Page<'_>) -> Outcome {
    for (lang, rate, one_in) in [
        ("en", "3%", "33.3"),
        ("de", "3 %", "33,3"),
        ("fr", "3 %", "33,3"),
    ] {
        let widget = page.open_calculator(&format!("lang={lang} viewers=10000 conversions=300"))?;
        same(
            format_args!("rate in {lang}"),
            &widget.read_figure("rate")?.as_str(),
            &rate,
        )?;
        let shown = widget.read_figure("oneIn")?;
        holds(
            shown.contains(one_in),
            format_args!("one in {shown:?} in {lang}"),
        )?;
    }
    // The browser itself is the oracle for the field.
    let widget = page.open_calculator("lang=hi viewers=1234567 conversions=300")?;
    let expected = widget.run(
        "return plain(new Intl.NumberFormat('hi').format(1234567))",
        &[],
    )?;
    let shown = widget.run("return plain(control(arguments[0], 'viewers').value)", &[])?;
    same("viewers in Hindi", &shown, &expected)
}
