//! A table that somebody pasted, from a spreadsheet or a CSV file, as rows of a list.
//!
//! Cells stay text: they are read like typed ones, in the reader's way of writing numbers, and
//! what is wrong with one of them is said at that cell.

use super::draft::{Content, Row};
use super::field::{FieldId, Kind};
use crate::locale::Numerals;
use crate::locale::reading::read_number;

/// A table that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedTable {
    /// Which column of the list each of its columns is; `None` for one that the list has not.
    pub columns: Vec<Option<usize>>,
    /// Whether its first line named the columns.
    pub has_header: bool,
    /// Its lines below the header.
    pub records: Vec<Vec<String>>,
}

/// The words by which people call a column, in small letters without blanks and signs.
const WORDS: &[(&[FieldId], &[&str])] = &[
    (
        &[FieldId::Name],
        &[
            "name",
            "creator",
            "creators",
            "influencer",
            "influencers",
            "partner",
            "affiliate",
            "account",
            "handle",
            "profile",
            "publisher",
            "variant",
            "offer",
            "campaign",
            "step",
        ],
    ),
    (
        &[FieldId::Format],
        &[
            "format",
            "type",
            "contenttype",
            "placement",
            "medium",
            "channel",
        ],
    ),
    // Impressions are not among them: a rate per impression is another rate.
    (
        &[FieldId::Viewers, FieldId::Visitors],
        &[
            "viewers",
            "views",
            "reach",
            "reached",
            "peoplereached",
            "accountsreached",
            "uniqueviewers",
            "audience",
            "visitors",
            "users",
            "people",
        ],
    ),
    (
        &[FieldId::Conversions],
        &[
            "conversions",
            "conversion",
            "purchases",
            "orders",
            "sales",
            "signups",
            "leads",
            "customers",
            "registrations",
            "downloads",
            "installs",
        ],
    ),
    (
        &[FieldId::Cost],
        &[
            "cost", "costs", "spend", "spent", "fee", "fees", "price", "budget", "paid",
        ],
    ),
    (&[FieldId::Posts], &["posts", "singleposts"]),
    (&[FieldId::StepRate], &["rate", "share"]),
];

/// Reads a pasted text as a table for these columns.
///
/// Tabs divide before semicolons, semicolons before commas, because commas also stand within
/// numbers and sentences; within double quotes nothing divides, and two of them are one. The first
/// line names the columns when it holds words for two of them, or for its only one, and no number.
///
/// - `columns`: the columns of the list.
/// - `labels`: what they are called on the screen, in the same order.
/// - `from`: the column that a table without names begins in.
///
/// # Returns
///
/// `None` for what is no table, such as a sentence with commas: without a header, four lines of
/// five must hold the same number of cells, and a number among them where there are several.
pub fn pasted_table(
    text: &str,
    columns: &[FieldId],
    labels: &[String],
    from: usize,
    numerals: &dyn Numerals,
) -> Option<PastedTable> {
    let text = text.trim_matches(|c: char| c == '\u{feff}' || c == '\n' || c == '\r');
    let first_line = text.lines().next()?;
    let divides = |sign| {
        records(first_line, sign)
            .iter()
            .any(|cells| cells.len() > 1)
    };
    let signs = ['\t', ';', ','];
    // "10,000" is one number in one cell.
    let is_number = |cell: &str| matches!(read_number(cell, numerals), Ok(Some(_)));
    let are_numbers = text.lines().all(|line| line.is_empty() || is_number(line));
    let sign = signs
        .into_iter()
        .find(|&sign| divides(sign) && !(are_numbers && sign != '\t'));
    let mut records = records(text, sign.unwrap_or('\t'));
    records.retain(|cells| cells.iter().any(|cell| !cell.is_empty()));
    let header: Vec<Option<usize>> = records
        .first()?
        .iter()
        .map(|cell| column_called(cell, columns, labels))
        .collect();
    // One known word among others may stand in any sentence.
    let known = header.iter().flatten().count();
    let has_header =
        known >= header.len().min(2) && !records.first()?.iter().any(|cell| is_number(cell));
    if has_header {
        let mut taken = Vec::new();
        let mut places = Vec::new();
        for place in header {
            // Of two columns for one the first counts.
            let place = place.filter(|place| !taken.contains(place));
            taken.extend(place);
            places.push(place);
        }
        records.remove(0);
        return (!records.is_empty()).then_some(PastedTable {
            columns: places,
            has_header,
            records,
        });
    }
    let width = records.iter().map(Vec::len).max()?;
    let fits = |cells: &&Vec<String>| {
        if width > 1 {
            cells.len() == width && cells.iter().any(|cell| is_number(cell))
        } else {
            cells
                .iter()
                .all(|cell| is_cell(cell, columns.get(from), numerals))
        }
    };
    let fitting = records.iter().filter(fits).count();
    // One cell alone is no table, and one line with commas may be a sentence.
    let is_table =
        (records.len() > 1 || (width > 1 && sign != Some(','))) && 5 * fitting >= 4 * records.len();
    let place = |at| (at < columns.len()).then_some(at);
    is_table.then(|| PastedTable {
        columns: (from..from + width).map(place).collect(),
        has_header,
        records,
    })
}

/// Whether a line of a single column may stand in a column of the list.
fn is_cell(cell: &str, column: Option<&FieldId>, numerals: &dyn Numerals) -> bool {
    match column.map(|column| column.row().kind) {
        Some(Kind::Text(_)) => cell.len() <= 40 && !cell.ends_with(['.', ',', '!', '?', ':']),
        _ => matches!(read_number(cell, numerals), Ok(Some(_))),
    }
}

/// The column that a heading means.
fn column_called(heading: &str, columns: &[FieldId], labels: &[String]) -> Option<usize> {
    let plain = plain(heading);
    let is_label = |label: &String| label.eq_ignore_ascii_case(heading);
    labels.iter().position(is_label).or_else(|| {
        let (ids, _) = WORDS.iter().find(|(_, words)| words.contains(&&*plain))?;
        columns.iter().position(|column| ids.contains(column))
    })
}

/// A heading in small letters, without blanks, signs and what stands in brackets.
fn plain(heading: &str) -> String {
    let mut plain = String::new();
    for c in heading.chars() {
        match c {
            '(' | '[' => break,
            c if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    plain
}

/// The cells of each line. A line break within quotes is one of the cell's.
fn records(text: &str, sign: char) -> Vec<Vec<String>> {
    let mut records = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let close = |records: &mut Vec<Vec<String>>, cell: &mut String| {
        let text = cell.trim().to_owned();
        cell.clear();
        if let Some(record) = records.last_mut() {
            record.push(text);
        }
    };
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            // A quote in the middle of a cell is an inch.
            '"' if cell.trim().is_empty() => quoted = true,
            c if c == sign && !quoted => close(&mut records, &mut cell),
            '\n' if !quoted => {
                close(&mut records, &mut cell);
                records.push(Vec::new());
            }
            c => cell.push(c),
        }
    }
    close(&mut records, &mut cell);
    for record in &mut records {
        // Spreadsheets fill lines up with empty cells.
        while record.len() > 1 && record.last().is_some_and(String::is_empty) {
            record.pop();
        }
    }
    records
}

impl PastedTable {
    /// Puts the table over the rows of a list, from a row on.
    pub fn put(&self, rows: &mut Vec<Row>, from: usize, columns: usize) {
        for (place, cells) in self.records.iter().enumerate() {
            while rows.len() <= from + place {
                rows.push(vec![None; columns]);
            }
            let Some(row) = rows.get_mut(from + place) else {
                continue;
            };
            for (cell, column) in cells.iter().zip(&self.columns) {
                if let Some(slot) = column.and_then(|column| row.get_mut(column)) {
                    *slot = (!cell.is_empty()).then(|| Content::Text(cell.clone()));
                }
            }
        }
    }
}
