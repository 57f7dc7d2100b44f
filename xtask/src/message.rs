//! One sentence with placeholders: the subset of ICU's `MessageFormat` that this project uses.
//!
//! `{name}`, `{n, plural, one {# viewer} other {# viewers}}`, `{x, select, a {…} other {…}}`.
//! An apostrophe is an apostrophe: nothing is quoted.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Result, bail};

/// A piece of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What is shown as it stands.
    Text(String),
    /// `#`: the number that the surrounding plural is about.
    Number,
    /// What the program fills in.
    Argument {
        name: String,
        choice: Option<Choice>,
    },
}

/// One text out of several.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    kind: &'static str,
    branches: Vec<(String, Vec<Part>)>,
}

/// Reads a sentence, or says in words what is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Vec<Part>> {
    let mut reader = Reader { rest: text };
    let parts = reader.parts(false)?;
    if !reader.rest.is_empty() {
        bail!("a `}}` stands alone");
    }
    Ok(parts)
}

/// Writes it again, with `edit` applied to what a person reads.
pub(crate) fn write(parts: &[Part], edit: &impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(&edit(text)),
            Part::Number => out.push('#'),
            Part::Argument { name, choice: None } => {
                let _ = write!(out, "{{{name}}}");
            }
            Part::Argument {
                name,
                choice: Some(choice),
            } => {
                let _ = write!(out, "{{{name}, {},", choice.kind);
                for (selector, parts) in &choice.branches {
                    let _ = write!(out, " {selector} {{{}}}", write(parts, edit));
                }
                out.push('}');
            }
        }
    }
    out
}

/// The names of all placeholders, however deep.
pub(crate) fn names(parts: &[Part]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for part in parts {
        if let Part::Argument { name, choice } = part {
            found.insert(name.as_str());
            for (_, parts) in choice.iter().flat_map(|choice| &choice.branches) {
                found.extend(names(parts));
            }
        }
    }
    found
}

struct Reader<'text> {
    rest: &'text str,
}

impl<'text> Reader<'text> {
    fn parts(&mut self, in_plural: bool) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        loop {
            let special = |c| c == '{' || c == '}' || (in_plural && c == '#');
            let (text, rest) = self
                .rest
                .split_at(self.rest.find(special).unwrap_or(self.rest.len()));
            self.rest = rest;
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
            if self.take('#') {
                parts.push(Part::Number);
            } else if self.take('{') {
                parts.push(self.argument(in_plural)?);
            } else {
                return Ok(parts);
            }
        }
    }

    fn argument(&mut self, in_plural: bool) -> Result<Part> {
        let name = self.word()?.to_owned();
        if self.take('}') {
            return Ok(Part::Argument { name, choice: None });
        }
        self.expect(',', &name)?;
        let kind = match self.word()? {
            "plural" => "plural",
            "select" => "select",
            other => bail!("`{name}` is of the kind `{other}`; only plural and select are known"),
        };
        self.expect(',', &name)?;
        let mut branches: Vec<(String, Vec<Part>)> = Vec::new();
        self.skip_spaces();
        while !self.take('}') {
            let selector = self.word()?.to_owned();
            let known = ["zero", "one", "two", "few", "many", "other"].contains(&selector.as_str());
            if kind == "plural" && !known && !selector.starts_with('=') {
                bail!("`{selector}` is no category of a plural");
            }
            if branches.iter().any(|(other, _)| *other == selector) {
                bail!("`{name}` has two texts for `{selector}`");
            }
            self.expect('{', &name)?;
            let parts = self.parts(in_plural || kind == "plural")?;
            self.expect('}', &name)?;
            branches.push((selector, parts));
            self.skip_spaces();
        }
        if !branches.iter().any(|(selector, _)| selector == "other") {
            bail!("`{name}` has no text for `other`");
        }
        Ok(Part::Argument {
            name,
            choice: Some(Choice { kind, branches }),
        })
    }

    fn word(&mut self) -> Result<&'text str> {
        self.skip_spaces();
        let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '=';
        let end = self.rest.find(|c| !inside(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            bail!(
                "a name is missing before `{}`",
                rest.chars().take(12).collect::<String>()
            );
        }
        self.rest = rest;
        self.skip_spaces();
        Ok(word)
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, wanted: char) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, wanted: char, name: &str) -> Result<()> {
        if self.take(wanted) {
            return Ok(());
        }
        bail!("`{wanted}` is missing within `{name}`")
    }
}

#[cfg(test)]
mod tests {
    use super::{names, parse, write};

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "",
            "Don't worry: 100 % of #1",
            "From {first} to {last}.",
            "{n, plural, one {# viewer} other {# of {total} viewers}}, {x, select, a {A} other {}}",
        ] {
            assert_eq!(write(&parse(text).unwrap(), &str::to_owned), text);
        }
        let spaced = parse("{ n ,plural,  =0{none}\n other{#} }").unwrap();
        assert_eq!(
            write(&spaced, &str::to_owned),
            "{n, plural, =0 {none} other {#}}"
        );
    }

    #[test]
    fn every_placeholder_is_found_however_deep() {
        let parts = parse("{a} {n, plural, one {{b}} other {{x, select, other {{c}}}}}").unwrap();
        assert_eq!(
            names(&parts).into_iter().collect::<Vec<_>>(),
            ["a", "b", "c", "n", "x"]
        );
    }

    #[test]
    fn a_malformed_sentence_is_refused_in_words() {
        for (text, told) in [
            ("a } b", "stands alone"),
            ("{", "name is missing"),
            ("{}", "name is missing"),
            ("{n", "`,` is missing"),
            ("{n, number}", "kind `number`"),
            ("{n, plural, one {a}}", "no text for `other`"),
            ("{n, plural, some {a} other {b}}", "no category"),
            ("{n, select, a {a} a {b} other {c}}", "two texts"),
            ("{n, plural, other {a}", "name is missing"),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
