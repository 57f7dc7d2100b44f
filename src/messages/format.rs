//! Filling the open places of a sentence: the part of ICU `MessageFormat` that translators use.
//!
//! ```text
//! {name}                                        a text, or a number in the reader's way
//! {n, plural, =0 {none} one {# day} other {…}}  by the plural category of a number
//! {per, select, viewer {…} other {…}}           by a word
//! ```
//!
//! Branches nest. Braces have no escape: no sentence needs one. What cannot be understood is
//! shown as it stands, so that a mistake in a translation is seen and costs nothing else.

use crate::locale::{Numerals, Plural, Style, ascii_number};

/// What fills an open place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Argument<'a> {
    /// A text, or the word that a `select` goes by.
    Text(&'a str),
    /// A number, and how it is written.
    Number(f64, Style),
}

/// Fills the open places of `text`.
pub fn fill(text: &str, arguments: &[(&str, Argument)], numerals: &dyn Numerals) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((inside, tail)) = closed(after) else {
            filled.push('{');
            filled.push_str(after);
            return filled;
        };
        if let Some(content) = place(inside, arguments, numerals) {
            filled.push_str(&content);
        } else {
            filled.push('{');
            filled.push_str(inside);
            filled.push('}');
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

/// Splits behind the brace that closes the one before `text`.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(..at)?, text.get(at + 1..)?));
        }
    }
    None
}

/// What stands at one open place.
fn place(inside: &str, arguments: &[(&str, Argument)], numerals: &dyn Numerals) -> Option<String> {
    let (name, branching) = match inside.split_once(',') {
        Some((name, branching)) => (name.trim(), Some(branching)),
        None => (inside.trim(), None),
    };
    let &(_, argument) = arguments.iter().find(|(known, _)| *known == name)?;
    let written = || match argument {
        Argument::Text(text) => text.to_owned(),
        Argument::Number(value, style) => numerals.write(value, style),
    };
    let Some(branching) = branching else {
        return Some(written());
    };
    let (kind, branches) = branching.split_once(',')?;
    let branch = match (kind.trim(), argument) {
        ("plural", Argument::Number(value, _)) => chosen(branches, |label| {
            label
                .strip_prefix('=')
                .is_some_and(|exact| ascii_number(exact).total_cmp(&value).is_eq())
        })
        .or_else(|| {
            let category = category(numerals.plural(value));
            chosen(branches, |label| label == category)
        }),
        ("select", Argument::Text(text)) => chosen(branches, |label| label == text),
        _ => return None,
    };
    let branch = branch.or_else(|| chosen(branches, |label| label == "other"))?;
    Some(fill(branch, arguments, numerals))
}

/// The text of the first branch whose label is wanted.
fn chosen(branches: &str, is_wanted: impl Fn(&str) -> bool) -> Option<&str> {
    let mut rest = branches;
    while let Some((label, after)) = rest.split_once('{') {
        let (text, tail) = closed(after)?;
        if is_wanted(label.trim()) {
            return Some(text);
        }
        rest = tail;
    }
    None
}

const fn category(plural: Plural) -> &'static str {
    match plural {
        Plural::Zero => "zero",
        Plural::One => "one",
        Plural::Two => "two",
        Plural::Few => "few",
        Plural::Many => "many",
        Plural::Other => "other",
    }
}
