//! A report as comma-separated values (RFC 4180), for spreadsheets.

use super::{Line, List, Report, bare};
use crate::locale::ascii_text;

/// What spreadsheets know the encoding by.
const MARK: &str = "\u{feff}";

/// The report as comma-separated values: what was put in, the figures, the sentences, with what made it.
///
/// One line an input or a figure, so that a program can read it: of which entry, name, key, value,
/// ends of the range (unrounded, rates as fractions of one, with a point), and as the screen says it.
///
/// # Example
///
/// ```
/// use conversion_widget::export::{Line, Report, csv::csv};
/// let rate = Line {
///     name: "=Rate, \"raw\"".to_owned(), key: "rate", shown: "3%".to_owned(),
///     value: Some(0.03), ..Line::default()
/// };
/// let report = Report { figures: vec![rate], ..Report::default() };
/// assert!(csv(&report).contains("\r\n,,\"'=Rate, \"\"raw\"\"\",rate,0.03,,,3%\r\n"));
/// ```
pub fn csv(report: &Report) -> String {
    let words = &report.headings;
    let mut text = MARK.to_owned();
    let headings = [
        &words.part,
        &words.entry,
        &words.name,
        &words.key,
        &words.value,
        &words.low,
        &words.high,
        &words.shown,
    ];
    row(&mut text, &headings.map(|heading| cell(heading)));
    for (kind, lines) in [
        (&words.inputs, &report.inputs),
        (&words.figures, &report.figures),
    ] {
        for line in lines {
            row(&mut text, &cells(kind, line));
        }
        // Behind what was put in once, what was put in again and again.
        if core::ptr::eq(lines, &raw const report.inputs) {
            lists(&mut text, &report.lists);
        }
    }
    lists(&mut text, &report.series);
    let told = report.sentences.iter().chain(&report.notes);
    for sentence in told.chain([&report.made, &report.link]) {
        if !sentence.is_empty() {
            let line = Line {
                shown: sentence.clone(),
                ..Line::default()
            };
            row(&mut text, &cells(&report.title, &line));
        }
    }
    text
}

fn cells(kind: &str, line: &Line) -> [String; 8] {
    let number = |value: Option<f64>| value.map_or(String::new(), ascii_text);
    let [low, high] = line.ends;
    [
        cell(kind),
        cell(&line.entry),
        cell(&line.name),
        cell(line.key),
        number(line.value),
        number(low),
        number(high),
        cell(&line.shown),
    ]
}

/// The lists: a line a cell, under the name of its row.
fn lists(text: &mut String, lists: &[List]) {
    for list in lists {
        for (place, cells_of) in list.rows.iter().enumerate() {
            let entry = list.names.get(place).or(cells_of.first());
            let entry = entry.map_or("", String::as_str);
            let values = list.values.get(place);
            for (column, shown) in cells_of.iter().enumerate() {
                if shown.is_empty() {
                    continue;
                }
                let values = values.and_then(|values| values.get(column));
                let [value, low, high] = values.copied().unwrap_or_default();
                let line = Line {
                    entry: entry.to_owned(),
                    name: list.columns.get(column).cloned().unwrap_or_default(),
                    key: list.keys.get(column).copied().unwrap_or_default(),
                    shown: shown.clone(),
                    value,
                    ends: [low, high],
                };
                row(text, &cells(&list.title, &line));
            }
        }
    }
}

fn row(text: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(cell);
    }
    text.push_str("\r\n");
}

/// Whether a spreadsheet would read a date: a name such as `3-4`, four of eighty as `4/80`.
fn is_dated(text: &str) -> bool {
    text.contains(['-', '/'])
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '/' | ' '))
}

/// A text as a cell: never a date, a formula, never two cells.
///
/// A spreadsheet takes what begins with one of `= + - @` for a formula, also behind blanks, and some
/// take a tab or a line end for the beginning of another cell. An apostrophe in front makes it text.
///
/// # Example
///
/// ```
/// use conversion_widget::export::csv::cell;
/// assert_eq!(cell("Ana"), "Ana");
/// assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
/// assert_eq!(cell("-1"), "'-1");
/// assert_eq!(cell("3-4"), "'3-4");
/// assert_eq!(cell("one\ntwo"), "\"one\ntwo\"");
/// ```
pub fn cell(text: &str) -> String {
    let mut cell = String::new();
    let first =
        text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    // Fullwidth ones are formulas in Japanese and Chinese editions.
    if first.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n'])
        || is_dated(first)
    {
        cell.push('\'');
    }
    cell.push_str(&bare(text));
    if !cell.contains([',', ';', '"', '\n', '\r', '\t']) {
        return cell;
    }
    let mut quoted = "\"".to_owned();
    for letter in cell.chars() {
        if letter == '"' {
            quoted.push('"');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}
