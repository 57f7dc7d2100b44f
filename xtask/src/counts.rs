//! What a test run printed, read as numbers.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

/// What the lines of one or several test programs add up to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    /// How many programs reported.
    pub(crate) reports: u32,
}

/// Adds up every `test result:` line.
pub(crate) fn read(transcript: &str) -> Counts {
    let mut counts = Counts::default();
    for line in lines(transcript) {
        let Some((_, numbers)) = line.split_once("test result: ") else {
            continue;
        };
        let before = |word: &str| {
            let number = numbers
                .split_once(word)?
                .0
                .split([' ', '.', ';'])
                .rfind(|part| !part.is_empty())?;
            number.parse::<u32>().ok()
        };
        if let (Some(passed), Some(failed)) = (before(" passed"), before(" failed")) {
            counts.passed += passed;
            counts.failed += failed;
            counts.reports += 1;
        }
    }
    counts
}

/// The names, from `model::` on, of the tests of the model that passed in the program of `file`.
pub(crate) fn model_tests(transcript: &str, file: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in lines(transcript) {
        if line.starts_with("Running ") || line.starts_with("Doc-tests ") {
            inside = line.contains(file);
        }
        let named = line
            .strip_prefix("test ")
            .and_then(|rest| rest.strip_suffix(" ... ok"));
        if let Some(name) = named.filter(|_| inside).and_then(from_model) {
            found.insert(name.to_owned());
        }
    }
    found
}

/// In WebAssembly the name of the crate stands before it.
fn from_model(name: &str) -> Option<&str> {
    let name = name.trim();
    if name.starts_with("model::") {
        return Some(name);
    }
    name.split_once("::")
        .map(|(_, rest)| rest)
        .filter(|rest| rest.starts_with("model::"))
}

/// Fails unless both runs had the same tests of the model, and some.
pub(crate) fn compare(native: &BTreeSet<String>, wasm: &BTreeSet<String>) -> Result<()> {
    let differing: Vec<&str> = native
        .symmetric_difference(wasm)
        .map(String::as_str)
        .collect();
    if !differing.is_empty() {
        bail!(
            "{} tests of the model ran natively and {} in WebAssembly; these ran in one only: {}",
            native.len(),
            wasm.len(),
            differing.join(", ")
        );
    }
    if native.is_empty() {
        bail!("no test of the model ran: tests/native/main.rs should have a module `model`");
    }
    Ok(())
}

fn lines(transcript: &str) -> impl Iterator<Item = String> {
    transcript.lines().map(|line| plain(line).trim().to_owned())
}

/// Without the colours of a terminal.
fn plain(line: &str) -> String {
    let mut pieces = line.split("\u{1b}[");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(piece.split_once('m').map_or("", |(_, rest)| rest));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Counts, compare, model_tests, read};

    const NATIVE: &str = "\
\u{1b}[1m\u{1b}[32m     Running\u{1b}[0m unittests src/lib.rs (target/debug/deps/x-1)
test model::inside_the_library ... ok
test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
     Running tests/native/main.rs (target/debug/deps/native-2)
test model::rate::wilson ... ok
test house::rooms ... ok
test result: \u{1b}[32mok\u{1b}[0m. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.31s
";

    #[test]
    fn results_add_up_with_and_without_colours() {
        assert_eq!(
            read(NATIVE),
            Counts {
                passed: 13,
                failed: 0,
                reports: 2
            }
        );
        assert_eq!(
            read("test result: FAILED. 3 passed; 2 failed; 0 ignored"),
            Counts {
                passed: 3,
                failed: 2,
                reports: 1
            }
        );
        assert_eq!(read("all passed; nothing failed"), Counts::default());
    }

    #[test]
    fn only_the_shared_program_is_compared() {
        let native = model_tests(NATIVE, "tests/native/main.rs");
        assert_eq!(native.iter().collect::<Vec<_>>(), ["model::rate::wilson"]);
        let wasm =
            "Running tests/native/main.rs (x.wasm)\ntest native::model::rate::wilson ... ok\n";
        let wasm = model_tests(wasm, "tests/native/main.rs");
        assert!(compare(&native, &wasm).is_ok());
        assert!(
            compare(&native, &BTreeSet::default())
                .unwrap_err()
                .to_string()
                .contains("wilson")
        );
        assert!(compare(&BTreeSet::default(), &BTreeSet::default()).is_err());
    }
}
