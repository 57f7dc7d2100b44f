//! A report as Markdown, for posts, notes and issue trackers (tables as GitHub writes them).

use super::{List, Report, bare, tables};

/// The report as Markdown: title, sentences, a table of what was put in, one of the figures.
///
/// # Example
///
/// ```
/// use conversion_widget::export::{Line, Report, markdown::markdown};
/// let rate = Line { name: "Rate | raw".to_owned(), shown: "3%".to_owned(), ..Line::default() };
/// let report = Report { figures: vec![rate], ..Report::default() };
/// assert!(markdown(&report).contains("| Rate \\| raw | 3% |\n"));
/// ```
pub fn markdown(report: &Report) -> String {
    let mut text = ["**", &*escaped(&report.title), "**\n"].concat();
    let mut paragraph = |said: &str| {
        if !said.is_empty() {
            text.push('\n');
            text.push_str(&begun(&escaped(said)));
            text.push('\n');
        }
    };
    for sentence in &report.sentences {
        paragraph(sentence);
    }
    tables(report, usize::MAX, &mut |list| table(&mut text, list));
    for note in report.notes.iter().chain([&report.made]) {
        for piece in ["\n", &*escaped(note), "\n"] {
            text.push_str(piece);
        }
    }
    if !report.link.is_empty() {
        for piece in ["\n<", &*report.link, ">\n"] {
            text.push_str(piece);
        }
    }
    text
}

/// A paragraph that begins no list: not even where a name begins it.
fn begun(text: &str) -> String {
    let digits = text.find(|letter: char| !letter.is_ascii_digit());
    let (start, rest) = text.split_at(digits.unwrap_or(text.len()));
    let is_numbered = !start.is_empty() && rest.starts_with(['.', ')']);
    let is_pointed = start.is_empty() && rest.starts_with(['+', '-', '=']);
    let mark = if is_numbered || is_pointed { "\\" } else { "" };
    [start, mark, rest].concat()
}

fn table(text: &mut String, List { columns, rows, .. }: &List) {
    text.push('\n');
    line(text, columns);
    text.push('|');
    for place in 0..columns.len() {
        text.push_str(if place == 0 { " --- |" } else { " ---: |" });
    }
    text.push('\n');
    for cells in rows {
        line(text, cells);
    }
}

fn line(text: &mut String, cells: &[String]) {
    text.push('|');
    for cell in cells {
        for piece in [" ", &*escaped(cell), " |"] {
            text.push_str(piece);
        }
    }
    text.push('\n');
}

/// A text that is no markup, in one line.
///
/// # Example
///
/// ```
/// use conversion_widget::export::markdown::escaped;
/// assert_eq!(escaped("a|b"), "a\\|b");
/// assert_eq!(escaped("http://www.example"), "http&#58;//www&#46;example");
/// assert_eq!(escaped("<b>_x_</b> [y](z)\n# w"), "&lt;b&gt;\\_x\\_&lt;/b&gt; \\[y\\](z) \\# w");
/// ```
pub fn escaped(text: &str) -> String {
    let mut safe = String::new();
    let bare = bare(text);
    for (place, letter) in bare.char_indices() {
        let rest = bare.get(place..).unwrap_or_default();
        match letter {
            // Nor is a name a link.
            ':' if rest.starts_with("://") => safe.push_str("&#58;"),
            '.' if safe.ends_with("www") => safe.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                safe.push('\\');
                safe.push(letter);
            }
            // Elsewhere it calls a person.
            '@' => safe.push_str("&#64;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}
