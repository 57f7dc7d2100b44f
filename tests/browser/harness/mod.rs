//! What every behaviour stands on: browsers, servers, a page with verbs, and a few ways to be disappointed.

use std::{
    fmt::{Debug, Display},
    sync::{Mutex, PoisonError},
};

use serde_json::Value;

pub(crate) mod axe;
pub(crate) mod blog;
pub(crate) mod engines;
pub(crate) mod page;
pub(crate) mod server;
pub(crate) mod webdriver;

use engines::{Browser, Engine};
use page::Page;
use server::Site;

/// A test fails with a sentence.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Says where a problem arose.
pub(crate) trait Because<T> {
    fn because(self, place: impl Display) -> Outcome<T>;
}

impl<T, E: Display> Because<T> for Result<T, E> {
    fn because(self, place: impl Display) -> Outcome<T> {
        self.map_err(|problem| format!("{place}: {problem}"))
    }
}

/// One sentence about the widget, and how to see whether it is true.
pub(crate) struct Behaviour {
    pub(crate) file: &'static str,
    pub(crate) sentence: &'static str,
    pub(crate) engines: &'static [Engine],
    pub(crate) play: fn(&Page<'_>) -> Outcome,
}

/// Lists the behaviours of a file, by the engines that they hold in:
/// `behaviours! { EVERY: first, second; CHROMIUM: third }`.
macro_rules! behaviours {
    ($($engines:ident: $($sentence:ident),+ $(,)?);+ $(;)?) => {
        /// The behaviours of this file.
        pub(super) fn behaviours() -> Vec<$crate::harness::Behaviour> {
            vec![$($($crate::harness::Behaviour {
                file: module_path!(),
                sentence: stringify!($sentence),
                engines: $crate::harness::engines::$engines,
                play: $sentence,
            }),+),+]
        }
    };
}
pub(crate) use behaviours;

/// Who is on it.
enum Cast {
    Nobody,
    Ready(Browser),
    /// This engine does not start; asking again for every behaviour would only take time.
    Absent(Engine, String),
}

/// Where behaviours are played: the two origins, and one browser at a time.
pub(crate) struct Stage {
    site: Site,
    cast: Mutex<Cast>,
}

impl Stage {
    pub(crate) fn new(site: Site) -> Self {
        Self {
            site,
            cast: Mutex::new(Cast::Nobody),
        }
    }

    /// Plays one behaviour in an engine, starting the browser when it is not the one that is already there.
    pub(crate) fn play(&self, engine: Engine, behaviour: fn(&Page<'_>) -> Outcome) -> Outcome {
        let mut cast = self.cast.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cast {
            Cast::Ready(browser) if browser.engine == engine && browser.session.is_alive() => {}
            Cast::Absent(absent, problem) if *absent == engine => return Err(problem.clone()),
            _ => {
                // The old browser goes before the new one comes.
                *cast = Cast::Nobody;
                *cast = match Browser::start(engine) {
                    Ok(browser) => Cast::Ready(browser),
                    Err(problem) => Cast::Absent(engine, problem),
                };
            }
        }
        match &*cast {
            Cast::Ready(browser) => Page::play(browser, &self.site, behaviour),
            Cast::Absent(_, problem) => Err(problem.clone()),
            Cast::Nobody => Err("no browser".to_owned()),
        }
    }

    /// Ends the browser; whoever leaves the process must call it first.
    pub(crate) fn close(&self) {
        *self.cast.lock().unwrap_or_else(PoisonError::into_inner) = Cast::Nobody;
    }
}

/// Fails with a sentence unless something holds.
pub(crate) fn holds(truth: bool, sentence: impl Display) -> Outcome {
    if truth {
        Ok(())
    } else {
        Err(sentence.to_string())
    }
}

pub(crate) fn same<A: Debug + PartialEq<B>, B: Debug>(
    what: impl Display,
    actual: &A,
    expected: &B,
) -> Outcome {
    holds(
        actual == expected,
        format_args!("{what}: {actual:?} instead of {expected:?}"),
    )
}

pub(crate) fn contains(what: impl Display, text: &str, part: &str) -> Outcome {
    holds(
        text.contains(part),
        format_args!("{what}: no {part:?} in {text:?}"),
    )
}

/// Equal within one part in a million.
pub(crate) fn near(what: impl Display, actual: &Value, expected: f64) -> Outcome {
    let close = actual
        .as_f64()
        .is_some_and(|actual| (actual - expected).abs() <= 1e-6 * expected.abs().max(1.0));
    holds(
        close,
        format_args!("{what}: {actual} instead of {expected}"),
    )
}
