//! What a reader takes elsewhere: one report, and the texts that are made of it.
//!
//! Every text is escaped for where it goes, in one place each: nobody who pastes a comparison into a
//! spreadsheet wants the name of a creator run as a formula.

pub mod csv;
pub mod day;
pub mod markdown;
pub mod svg;

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

/// A list that was put in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// What it is called.
    pub title: String,
    /// What its columns are called.
    pub columns: Vec<String>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
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
    let mut text = [&*report.title, ":"].concat();
    for sentence in &report.sentences {
        if sentence.is_empty() {
            continue;
        }
        text.push(' ');
        text.push_str(sentence);
        if !sentence.ends_with(['.', '!', '?', '。', '؟', ':', '…', ']']) {
            text.push('.');
        }
    }
    for piece in [" (", &*report.made, ")"] {
        text.push_str(piece);
    }
    text
}
