//! Filling the open places of a sentence: the part of ICU `MessageFormat` that translators use.
//!
//! ```text
//! {name}                                        a text, or a number in the reader's way
//! {n, plural, =0 {none} one {# day} other {…}}  by the plural category of a number
//! {per, select, viewer {…} other {…}}           by a word
//! ```
//!
//! In a language that is written from right to left, what is filled in is isolated: "-$100" keeps its
//! order, whatever stands around it.
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
    /// A number with its sign, also where it is positive.
    Signed(f64, Style),
    /// A p-value: "= 0.03", or "< 0.0001" for all that is less.
    Equal(f64, Style),
}

/// A p-value below this is told as that.
const LEAST: f64 = 1e-4;

/// What fills the place of a name.
pub type Find<'a> = &'a (dyn Fn(&str) -> Option<Argument<'a>> + 'a);

/// What fills open places, how numbers are written, and whether what is filled in is isolated from
/// the words around it.
struct Filling<'a> {
    argument: Find<'a>,
    numerals: &'a dyn Numerals,
    is_isolated: bool,
}

/// Fills the open places of `text`.
///
/// - `argument`: what fills the place of a name.
/// - `is_isolated`: whether the language is written from right to left.
pub fn fill<'a>(
    text: &str,
    argument: Find<'a>,
    numerals: &'a dyn Numerals,
    is_isolated: bool,
) -> String {
    let filling = Filling {
        argument,
        numerals,
        is_isolated,
    };
    filling.filled(text)
}

impl Filling<'_> {
    fn filled(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((inside, tail)) = closed(after) else {
                filled.push('{');
                filled.push_str(after);
                return filled;
            };
            if let Some(content) = self.place(inside) {
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

    /// What stands at one open place.
    fn place(&self, inside: &str) -> Option<String> {
        let (name, branching) = match inside.split_once(',') {
            Some((name, branching)) => (name.trim(), Some(branching)),
            None => (inside.trim(), None),
        };
        let argument = (self.argument)(name)?;
        let Some(branching) = branching else {
            return Some(self.written(argument));
        };
        let (kind, branches) = branching.split_once(',')?;
        let branch = match (kind.trim(), argument) {
            ("plural", Argument::Number(value, _)) => chosen(branches, &|label| {
                label
                    .strip_prefix('=')
                    .is_some_and(|exact| ascii_number(exact).total_cmp(&value).is_eq())
            })
            .or_else(|| {
                let category = category(self.numerals.plural(value));
                chosen(branches, &|label| label == category)
            }),
            ("select", Argument::Text(text)) => chosen(branches, &|label| label == text),
            _ => return None,
        };
        let branch = branch.or_else(|| chosen(branches, &|label| label == "other"))?;
        Some(self.filled(branch))
    }

    fn written(&self, argument: Argument) -> String {
        let (sign, text) = match argument {
            Argument::Text(text) => ("", text.to_owned()),
            Argument::Number(value, style) => ("", self.numerals.write(value, style)),
            Argument::Signed(value, style) => {
                let sign = if value > 0.0 { "+" } else { "" };
                (sign, self.numerals.write(value, style))
            }
            Argument::Equal(value, _) if value < LEAST => {
                ("< ", self.numerals.write(LEAST, Style::Significant(1)))
            }
            Argument::Equal(value, style) => ("= ", self.numerals.write(value, style)),
        };
        if self.is_isolated {
            ["\u{2068}", sign, &*text, "\u{2069}"].concat()
        } else {
            [sign, &*text].concat()
        }
    }
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

/// The text of the first branch whose label is wanted.
fn chosen<'a>(branches: &'a str, is_wanted: &dyn Fn(&str) -> bool) -> Option<&'a str> {
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
