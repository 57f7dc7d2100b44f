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
    /// Whether the columns were told apart by what stands in them.
    pub is_guessed: bool,
    /// What stands before the decimals in it, where that is not the reader's own sign.
    pub decimal: Option<char>,
    /// Whether its last line was the sum of the others, and is left out.
    pub has_total: bool,
    /// Its lines below the header, numbers in the reader's way.
    pub records: Vec<Vec<String>>,
}

/// The words by which people call a column, in small letters without blanks and signs.
///
/// Impressions are not among them: a rate per impression is another rate.
const WORDS: [([FieldId; 2], &str); 7] = [
    (
        [FieldId::Name; 2],
        "name creator creators influencer influencers partner affiliate account handle profile \
         publisher variant offer campaign step",
    ),
    (
        [FieldId::Format; 2],
        "format type contenttype placement medium channel",
    ),
    (
        [FieldId::Viewers, FieldId::Visitors],
        "viewers views reach reached peoplereached accountsreached uniqueviewers audience \
         visitors users people",
    ),
    (
        [FieldId::Conversions; 2],
        "conversions conversion purchases orders sales signups leads customers registrations \
         downloads installs",
    ),
    (
        [FieldId::Cost, FieldId::CostPerThousand],
        "cpm cost costs spend spent fee fees price budget paid",
    ),
    ([FieldId::Posts; 2], "posts singleposts"),
    ([FieldId::StepRate; 2], "rate share"),
];

/// The words by which people call a line of sums, likewise.
const TOTALS: &str = "total totals grandtotal sum summe gesamt insgesamt gesamtsumme somme suma";

/// Reads a pasted text as a table for these columns.
///
/// Tabs divide before semicolons, semicolons before commas, because commas also stand within
/// numbers and sentences; within double quotes nothing divides, and two of them are one. The first
/// line names the columns when it holds words for two of them, or for its only one, and no number.
/// Without it, what stands in the columns tells which they are: texts are the name and what else
/// is text, numbers the others in their order, and of viewers and conversions the viewers are more.
///
/// Whether a point or a comma stands before the decimals is one answer for the whole table: a cell
/// such as "1.234,5" gives it, else two counts such as "1.234", which are no fractions.
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
    let is_number = |cell: &str| number_of(cell, numerals).is_some();
    // "10,000" is one number in one cell.
    let are_numbers = text.lines().all(|line| line.is_empty() || is_number(line));
    let first_line = text.lines().next()?;
    let mut sign = '\t';
    for known in [',', ';', '\t'] {
        let cells = records(first_line, known);
        let divides = cells.first().is_some_and(|cells| cells.len() > 1);
        if divides && (known == '\t' || !are_numbers) {
            sign = known;
        }
    }
    let mut records = records(text, sign);
    let mut places = Vec::new();
    let (mut known, mut has_number) = (0, false);
    for cell in records.first()? {
        let place = column_called(cell, columns, labels);
        // Of two columns for one the first counts.
        let place = place.filter(|place| !places.contains(&Some(*place)));
        known += usize::from(place.is_some());
        has_number |= is_number(cell);
        places.push(place);
    }
    // One known word among others may stand in any sentence.
    let has_header = known >= places.len().min(2) && !has_number;
    let mut is_guessed = false;
    if has_header {
        records.remove(0);
    } else {
        let mut width = 0;
        for cells in &records {
            width = width.max(cells.len());
        }
        let mut fitting = 0;
        for cells in &records {
            let fits = if width > 1 {
                cells.len() == width && cells.iter().any(|cell| is_number(cell))
            } else {
                let column = columns.get(from);
                cells.iter().all(|cell| is_cell(cell, column, numerals))
            };
            fitting += usize::from(fits);
        }
        // One cell alone is no table, and one line with commas may be a sentence.
        if records.len() < 2 && (width < 2 || sign == ',') || 5 * fitting < 4 * records.len() {
            return None;
        }
        places.clear();
        is_guessed = from == 0 && width > 1 && width < columns.len();
        for at in 0..width {
            let place = if is_guessed {
                let free = |place: usize| !places.contains(&Some(place));
                guessed(&records, at, columns, &free, numerals)
            } else {
                Some(from + at).filter(|place| *place < columns.len())
            };
            places.push(place);
        }
    }
    if records.is_empty() {
        return None;
    }
    let mut table = PastedTable {
        columns: places,
        has_header,
        is_guessed,
        decimal: None,
        has_total: false,
        records,
    };
    table.read_marks(columns, sign == ';', numerals.marks().decimal);
    table.read_sums(columns, numerals);
    Some(table)
}

/// The number in a cell, in per cent too.
#[inline(never)]
fn number_of(cell: &str, numerals: &dyn Numerals) -> Option<f64> {
    let read = read_number(cell, numerals).ok()??;
    Some(read.number().unwrap_or_else(|| read.share()))
}

/// The column of the list that the cells of a column without a name fit: the first free one.
fn guessed(
    records: &[Vec<String>],
    at: usize,
    columns: &[FieldId],
    is_free: &dyn Fn(usize) -> bool,
    numerals: &dyn Numerals,
) -> Option<usize> {
    let (mut texts, mut numbers) = (0, 0);
    for cell in records.iter().filter_map(|cells| cells.get(at)) {
        if number_of(cell, numerals).is_some() {
            numbers += 1;
        } else if !cell.is_empty() {
            texts += 1;
        }
    }
    let fits = |(place, column): (usize, &FieldId)| {
        let is_text = matches!(column.row().kind, Kind::Text(_));
        let is_kind = is_text == (texts > numbers) && column.row().kind != Kind::Posts;
        is_kind && is_free(place)
    };
    (texts + numbers > 0)
        .then(|| columns.iter().enumerate().position(fits))
        .flatten()
}

/// What stands before the decimals where numbers are written like this one, and whether that is
/// sure: "1.234" are thousands only where a fraction makes no sense.
fn decimal_of(cell: &str) -> Option<(char, bool)> {
    let (mut mark, mut other) = (None, 0);
    let (mut marks, mut before, mut after) = (0, 0, 0);
    for c in cell.chars() {
        if matches!(c, '.' | ',') {
            marks += 1;
            other += usize::from(mark.is_some_and(|mark| mark != c));
            (mark, after) = (Some(c), 0);
        } else if c.is_ascii_digit() {
            after += 1;
            before += usize::from(marks == 0);
        }
    }
    let mark = mark?;
    let opposite = if mark == '.' { ',' } else { '.' };
    // "0.125" are no thousands in any language.
    let may_group = after == 3 && (1..=3).contains(&before) && !cell.starts_with('0');
    Some(match marks {
        _ if other > 0 => (mark, true),
        1 if may_group => (opposite, false),
        1 => (mark, true),
        _ => (opposite, true),
    })
}

/// Whether a line of a single column may stand in a column of the list.
fn is_cell(cell: &str, column: Option<&FieldId>, numerals: &dyn Numerals) -> bool {
    match column.map(|column| column.row().kind) {
        Some(Kind::Text(_)) => cell.len() <= 40 && !cell.ends_with(['.', ',', '!', '?', ':']),
        _ => number_of(cell, numerals).is_some(),
    }
}

/// The column that a heading means.
fn column_called(heading: &str, columns: &[FieldId], labels: &[String]) -> Option<usize> {
    let plain = plain(heading);
    let is_label = |label: &String| label.eq_ignore_ascii_case(heading);
    let is_name = |column: &FieldId| column.name().eq_ignore_ascii_case(&plain);
    let known = labels.iter().position(is_label);
    known
        .or_else(|| columns.iter().position(is_name))
        .or_else(|| {
            let mut words = WORDS.iter();
            let (ids, _) = words.find(|(_, words)| is_among(&plain, words))?;
            columns.iter().position(|column| ids.contains(column))
        })
}

fn is_among(plain: &str, words: &str) -> bool {
    words.split(' ').any(|word| word == plain)
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

/// The cells of each line that has any. A line break within quotes is one of the cell's.
fn records(text: &str, sign: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().chain(['\n']).peekable();
    while let Some(c) = characters.next() {
        let is_last = characters.peek().is_none();
        if quoted && c == '"' {
            if characters.peek() == Some(&'"') {
                characters.next();
                cell.push('"');
            } else {
                quoted = false;
            }
        } else if c == '"' && cell.trim().is_empty() {
            // A quote in the middle of a cell is an inch.
            quoted = true;
        } else if (c == sign || c == '\n') && (!quoted || is_last) {
            record.push(cell.trim().to_owned());
            cell.clear();
            if c == '\n' {
                // Spreadsheets fill lines up with empty cells.
                while record.last().is_some_and(String::is_empty) {
                    record.pop();
                }
                if !record.is_empty() {
                    records.push(core::mem::take(&mut record));
                }
            }
        } else {
            cell.push(c);
        }
    }
    records
}

impl PastedTable {
    /// Rewrites numbers in the reader's way where the whole table is written in the other one.
    fn read_marks(&mut self, columns: &[FieldId], has_semicolons: bool, own: char) {
        // By point and comma: cells that say it surely, and counts that would be fractions.
        let (mut sure, mut likely) = ([0, 0], [0, 0]);
        self.each_number(columns, &mut |cell, is_count| {
            let (mark, is_sure) = decimal_of(cell).unwrap_or((' ', false));
            for ((one, sure), likely) in ['.', ','].into_iter().zip(&mut sure).zip(&mut likely) {
                if one == mark && is_sure {
                    *sure += 1;
                } else if one == mark && is_count {
                    *likely += 1;
                }
            }
        });
        let fewest = if has_semicolons { 1 } else { 2 };
        let ([points, commas], fewest) = if sure == [0, 0] {
            (likely, fewest)
        } else {
            (sure, 1)
        };
        let decimal = if commas >= fewest && points == 0 {
            ','
        } else if points >= fewest && commas == 0 {
            '.'
        } else {
            return;
        };
        if decimal == own || !matches!(own, '.' | ',') {
            return;
        }
        self.decimal = Some(decimal);
        self.each_number(columns, &mut |cell, _| {
            let mut rewritten = String::new();
            for c in cell.chars() {
                if c == decimal {
                    rewritten.push(own);
                } else if c != own {
                    rewritten.push(c);
                }
            }
            *cell = rewritten;
        });
    }

    /// Goes over the cells of the columns that hold numbers, and says which of them are counts.
    fn each_number(&mut self, columns: &[FieldId], see: &mut dyn FnMut(&mut String, bool)) {
        for cells in &mut self.records {
            for (cell, place) in cells.iter_mut().zip(&self.columns) {
                let column = place.and_then(|place| columns.get(place));
                match column.map(|column| column.row().kind) {
                    None | Some(Kind::Text(_) | Kind::Posts) => {}
                    // Several shares are no number.
                    Some(Kind::Stay) if cell.contains(' ') => {}
                    Some(kind) => see(cell, kind == Kind::Count),
                }
            }
        }
    }

    /// Leaves out a last line that calls itself the sum of the others and is it, and lets guessed
    /// columns of viewers and conversions change places where there would be more of these.
    fn read_sums(&mut self, columns: &[FieldId], numerals: &dyn Numerals) {
        let mut last = self.records.pop().unwrap_or_default();
        let has_name = last.iter().any(|cell| is_among(&plain(cell), TOTALS));
        let (mut same, mut others) = (0, 0);
        let mut counts: Vec<(usize, f64)> = Vec::new();
        for (at, place) in self.columns.iter().enumerate() {
            let number = |cells: &Vec<String>| number_of(cells.get(at)?, numerals);
            let mut sum = 0.0;
            for cells in &self.records {
                sum += number(cells).unwrap_or_default();
            }
            let column = place.and_then(|place| columns.get(place));
            let kind = column.map(|column| column.row().kind);
            let own = number(&last);
            if let Some(own) = own
                && matches!(kind, Some(Kind::Count | Kind::Money))
            {
                // Sums of amounts may be rounded.
                let is_sum = (own - sum).abs() <= 0.51 && sum > 0.0;
                same += usize::from(is_sum);
                others += usize::from(!is_sum);
            }
            if kind == Some(Kind::Count) {
                counts.push((at, sum + own.unwrap_or_default()));
            }
        }
        self.has_total = has_name && same > 0 && others == 0;
        if !self.has_total {
            self.records.push(core::mem::take(&mut last));
        }
        if let [(first, viewers), (second, conversions), ..] = *counts
            && self.is_guessed
            && viewers < conversions
        {
            self.columns.swap(first, second);
        }
    }

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
