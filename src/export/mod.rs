//! What a reader takes elsewhere: one report, and the texts that are made of it.
//!
//! Every text is escaped for where it goes, in one place each: nobody who pastes a comparison into a
//! spreadsheet wants the name of a creator run as a formula.

pub mod csv;
pub mod day;
pub mod markdown;
pub mod svg;

pub use crate::picture::list::List;

/// All that a view says of its outcome, worded and with its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What the view is called.
    pub title: String,
    /// The answer, how sure it is, and what it means.
    pub sentences: Vec<String>,
    /// What the answer was made of.
    pub inputs: Vec<Line>,
    /// Lists among that.
    pub lists: Vec<List>,
    /// The figures, those of entries of a list behind those of all.
    pub figures: Vec<Line>,
    /// The picture as lists.
    pub series: Vec<List>,
    /// What is unusual.
    pub notes: Vec<String>,
    /// The version of the method and the day.
    pub made: String,
    /// Where the same stands to be changed.
    pub link: String,
    /// What the columns are called.
    pub headings: Headings,
}

/// The words of tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headings {
    /// Above what each line belongs to.
    pub part: String,
    /// Above what was put in.
    pub inputs: String,
    /// Above the figures.
    pub figures: String,
    /// Above the names of entries.
    pub entry: String,
    /// Above names.
    pub name: String,
    /// Above names as programs know them.
    pub key: String,
    /// Above values.
    pub value: String,
    /// Above lower ends.
    pub low: String,
    /// Above upper ends.
    pub high: String,
    /// Above what the screen says.
    pub shown: String,
}

/// A number or a choice with its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Of which entry of a list; empty for all.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// What programs call it.
    pub key: &'static str,
    /// As the screen says it.
    pub shown: String,
    /// The value, unrounded, rates as fractions of one.
    pub value: Option<f64>,
    /// The lower and the upper end of its range, likewise.
    pub ends: [Option<f64>; 2],
}

/// The answer in running text, with what made it.
///
/// # Example
///
/// ```
/// use conversion_widget::export::{Report, sentence};
/// let report = Report {
///     title: "Conversion rate".to_owned(),
///     sentences: vec!["3% of viewers".to_owned(), "2.7% to 3.3%.".to_owned(), String::new()],
///     made: "conversion-widget 1.0.0, 2026-11-23".to_owned(),
///     ..Report::default()
/// };
/// assert_eq!(
///     sentence(&report),
///     "Conversion rate: 3% of viewers. 2.7% to 3.3%. (conversion-widget 1.0.0, 2026-11-23)"
/// );
/// ```
pub fn sentence(report: &Report) -> String {
    let mut text = report.title.clone();
    if !text.ends_with(ENDS) {
        text.push(':');
    }
    // What is unusual is what a figure must not be quoted without.
    for sentence in report.sentences.iter().chain(&report.notes) {
        if sentence.is_empty() {
            continue;
        }
        text.push(' ');
        text.push_str(sentence);
        if !sentence.ends_with(ENDS) {
            text.push('.');
        }
    }
    for piece in [" (", &*report.made, ")"] {
        text.push_str(piece);
    }
    bare(&text)
}

/// What a sentence may end with.
const ENDS: [char; 8] = ['.', '!', '?', '。', '؟', ':', '…', ']'];

/// A text without what only keeps a line together on the screen, and without what would turn round
/// whatever stands behind it elsewhere.
fn bare(text: &str) -> String {
    text.split(|letter| letter == '\u{2060}' || turns(letter))
        .collect()
}

/// Whether it sets the direction of what follows, up to who knows where.
const fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}')
}

/// As many entries stand side by side; more, one below the other.
const BESIDE: usize = 4;

/// Shows the tables of a report, in order: what was put in, the lists of that, the figures of all, those
/// of the entries, which are its columns as long as they are few and else its rows, and the picture as
/// lists.
///
/// - `most`: of a list of the picture, about so many rows.
/// - `show`: takes each that has rows.
///
/// # Example
///
/// ```
/// use conversion_widget::export::{Headings, Line, Report, tables};
/// let line = |entry: &str, shown: &str| Line {
///     entry: entry.to_owned(), name: "Rate".to_owned(), shown: shown.to_owned(), ..Line::default()
/// };
/// let first = |count| {
///     let report = Report {
///         figures: ["A", "B", "C", "D", "E"].map(|entry| line(entry, "3%"))[..count].to_vec(),
///         headings: Headings { name: "Name".to_owned(), ..Headings::default() },
///         ..Report::default()
///     };
///     let mut shown = Vec::new();
///     tables(&report, 9, &mut |table| shown.push(table.clone()));
///     shown.remove(0)
/// };
/// assert_eq!(first(2).columns, ["Name", "A", "B"]);
/// assert_eq!(first(2).rows, [["Rate", "3%", "3%"]]);
/// assert_eq!(first(5).columns, ["Name", "Rate"]);
/// assert_eq!(first(5).rows.len(), 5);
/// ```
pub fn tables(report: &Report, most: usize, show: &mut dyn FnMut(&List)) {
    let words = &report.headings;
    let pairs = |title: &String, lines: &[Line]| {
        let mut list = List::titled(title.clone(), vec![title.clone(), words.shown.clone()]);
        for line in lines.iter().filter(|line| line.entry.is_empty()) {
            list.rows.push(vec![line.name.clone(), line.shown.clone()]);
        }
        list
    };
    let mut show = |list: &List| {
        if !list.rows.is_empty() {
            show(list);
        }
    };
    show(&pairs(&words.inputs, &report.inputs));
    for list in &report.lists {
        show(list);
    }
    show(&pairs(&words.figures, &report.figures));
    show(&of_entries(report));
    for list in &report.series {
        let step = list.rows.len().div_ceil(most).max(1);
        let last = list.rows.len().wrapping_sub(1);
        let mut thinned = List::titled(list.title.clone(), list.columns.clone());
        for (place, row) in list.rows.iter().enumerate() {
            // And the last, where the picture ends.
            if place % step == 0 || place == last {
                thinned.rows.push(row.clone());
            }
        }
        show(&thinned);
    }
}

/// The figures of entries.
fn of_entries(report: &Report) -> List {
    let words = &report.headings;
    let lines = || report.figures.iter().filter(|line| !line.entry.is_empty());
    let mut entries: Vec<&String> = Vec::new();
    let mut names: Vec<&String> = Vec::new();
    for line in lines() {
        for (known, fresh) in [(&mut entries, &line.entry), (&mut names, &line.name)] {
            if !known.contains(&fresh) {
                known.push(fresh);
            }
        }
    }
    let mut columns = vec![words.name.clone()];
    let mut rows: Vec<Vec<String>> = Vec::new();
    let is_turned = entries.len() > BESIDE;
    if is_turned {
        core::mem::swap(&mut entries, &mut names);
    }
    columns.extend(entries.iter().copied().cloned());
    for name in names {
        let mut row = vec![name.clone()];
        for &entry in &entries {
            let (name, entry) = if is_turned {
                (entry, name)
            } else {
                (name, entry)
            };
            let mut lines = lines();
            let found = lines.find(|line| line.name == *name && line.entry == *entry);
            row.push(found.map_or(String::new(), |line| line.shown.clone()));
        }
        rows.push(row);
    }
    List {
        rows,
        ..List::titled(words.figures.clone(), columns)
    }
}
