//! Every sentence that a person reads, by id.
//!
//! The English texts stand in `en.json` beside this file and are compiled in; another language is
//! a file of the same shape that the loader fetches. [`mod@format`] fills in what a sentence leaves
//! open; [`words`] knows which sentence says what.

pub mod format;
pub mod words;
pub mod words_split_test;

use crate::apart::{self, Part};
use crate::locale::Numerals;
use core::cell::RefCell;
use format::{Argument, Find};
use std::rc::Rc;

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

thread_local! {
    /// The English sentences that have been needed so far, in the order of [`Sentence`].
    static TEXTS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// An English text; empty for those of a view that is not here yet.
fn english(sentence: Sentence) -> &'static str {
    let place = sentence as usize;
    TEXTS.with_borrow_mut(|texts| {
        let known = texts.get(place).copied().unwrap_or_default();
        if !known.is_empty() {
            return known;
        }
        texts.clear();
        texts.extend(ENGLISH.split('\n'));
        for (part, count) in Part::ALL.into_iter().zip(APART) {
            match apart::sentences(part) {
                Some(lines) => texts.extend(lines.split('\n')),
                None => texts.resize(texts.len() + count, ""),
            }
        }
        texts.get(place).copied().unwrap_or_default()
    })
}

/// A language to speak: its sentences and its numbers.
#[derive(Clone)]
pub struct Language {
    /// The sentences in the order of [`Sentence`]; none for English.
    texts: Option<Rc<[String]>>,
    /// Whether its text runs from right to left.
    pub right_to_left: bool,
    /// The tag of the language that the sentences are in.
    pub tag: Rc<str>,
    /// How it reads and writes numbers. The language of the numbers is the reader's even where
    /// the sentences are not translated yet.
    pub numerals: Rc<dyn Numerals>,
}

impl Language {
    /// English sentences with the numbers of `numerals`.
    pub fn english(numerals: Rc<dyn Numerals>) -> Self {
        Self {
            texts: None,
            right_to_left: false,
            tag: "en".into(),
            numerals,
        }
    }

    /// The sentences of a file, which must be as many as there are.
    pub fn translated(
        texts: Vec<String>,
        tag: &str,
        right_to_left: bool,
        numerals: Rc<dyn Numerals>,
    ) -> Option<Self> {
        (texts.len() == COUNT).then(|| Self {
            texts: Some(texts.into()),
            right_to_left,
            tag: tag.into(),
            numerals,
        })
    }

    fn text(&self, sentence: Sentence) -> &str {
        let Some(texts) = &self.texts else {
            return english(sentence);
        };
        texts
            .get(sentence as usize)
            .map_or("", |text| text.as_str())
    }

    /// A sentence with nothing left open.
    pub fn say(&self, sentence: Sentence) -> String {
        self.fill(sentence, &[])
    }

    /// A sentence with its open places filled.
    pub fn fill(&self, sentence: Sentence, arguments: &[(&str, Argument)]) -> String {
        self.filled(sentence, &|name| {
            let mut arguments = arguments.iter();
            let known = arguments.find(|(known, _)| *known == name);
            known.map(|&(_, argument)| argument)
        })
    }

    /// A sentence of a view that fills all its sentences from one list.
    ///
    /// - `names`: the names of the arguments, with a blank between two. One text costs a reader less
    ///   than a place and a length for each.
    pub fn tell(&self, sentence: Sentence, names: &str, arguments: &[Argument]) -> String {
        self.filled(sentence, &|name| {
            let place = names.split(' ').position(|known| known == name)?;
            arguments.get(place).copied()
        })
    }

    fn filled<'a>(&'a self, sentence: Sentence, argument: Find<'a>) -> String {
        let text = self.text(sentence);
        format::fill(text, argument, &*self.numerals, self.right_to_left)
    }
}
