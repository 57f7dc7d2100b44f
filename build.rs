//! Makes Rust of the sentences, and one style sheet of the style files.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The style sheets of the widget, in the order of their layers.
const STYLES: [&str; 9] = [
    "tokens", "base", "tabs", "field", "list", "result", "picture", "figure", "print",
];

/// The parts that stand apart (`src/apart.rs`), in their order: name, style sheets, and how the ids of
/// their sentences begin, which stand behind all others.
const PARTS: [(&str, &[&str], &[&str]); 5] = [
    ("money", &[], &["return.", "plan."]),
    ("compare", &["compare"], &["compare."]),
    ("splitTest", &[], &["splitTest."]),
    ("future", &["value"], &["value.", "tradeOff.", "fee."]),
    ("share", &["share"], &["sharing."]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed=src/messages/en.json");
    println!("cargo::rerun-if-env-changed=CW_VERSION");
    let (code, apart) = sentences("src/messages/en.json")?;
    fs::write(out.join("sentences.rs"), code)?;
    fs::write(out.join("widget.css"), sheet_of(&STYLES)?)?;
    for ((name, styles, _), texts) in PARTS.iter().zip(apart) {
        // The marks are what xtask/src/split.rs looks for.
        let (start, end) = (format!("\u{2}{name}"), format!("{name}\u{3}"));
        let cut = [&start, &texts.join("\n"), &sheet_of(styles)?, &end];
        let cut = cut.map(String::as_str).join("\u{1f}");
        fs::write(out.join(format!("{name}.txt")), cut)?;
    }
    Ok(())
}

fn sheet_of(names: &[&str]) -> Result<String, Box<dyn Error>> {
    let mut sheet = String::new();
    for name in names {
        let path = format!("style/{name}.css");
        println!("cargo::rerun-if-changed={path}");
        sheet.push_str(&squeezed(&fs::read_to_string(&path)?));
    }
    Ok(sheet)
}

/// The sentences of one part.
type Texts = Vec<String>;

/// An enum of all sentences and their English texts, from the one file in which they stand; and the
/// texts of each part that stands apart.
fn sentences(path: &str) -> Result<(String, Vec<Texts>), Box<dyn Error>> {
    let texts: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(path)?)?;
    let mut variants = String::new();
    let mut names = String::new();
    let mut english = Vec::new();
    let mut apart = vec![Vec::new(); PARTS.len()];
    let mut last = 0;
    for (id, text) in &texts {
        let text = text.as_str().ok_or("every sentence is a text")?;
        let variant = upper_camel_case(id);
        writeln!(
            variants,
            "    /// {id}: `{}`\n    {variant},",
            text.replace('`', "'")
        )?;
        writeln!(names, "    {id:?},")?;
        if text.contains('\n') {
            return Err("no sentence has two lines".into());
        }
        if text.is_empty() {
            return Err(format!("`{id}` says nothing").into());
        }
        let is_of =
            |(_, _, starts): &(_, _, &[&str])| starts.iter().any(|start| id.starts_with(start));
        let home = PARTS.iter().position(is_of).map_or(0, |place| place + 1);
        if home < last {
            return Err(format!("`{id}` stands behind sentences of a later part").into());
        }
        last = home;
        match apart.get_mut(home.wrapping_sub(1)) {
            Some(part) => part.push(text.to_owned()),
            None => english.push(text.to_owned()),
        }
    }
    let count = texts.len();
    let english = english.join("\n");
    let apart_counts: Vec<usize> = apart.iter().map(Vec::len).collect();
    let code = format!(
        "/// Every sentence that a person reads.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         pub enum Sentence {{\n{variants}}}\n\n\
         /// The sentences' ids, in their order. Only tests and tools need them.\n\
         pub const IDS: [&str; {count}] = [\n{names}];\n\n\
         /// How many they are.\n\
         const COUNT: usize = {count};\n\n\
         /// The English texts of what is always there, a line each: an array of them costs a place and a length for each.\n\
         const ENGLISH: &str = {english:?};\n\n\
         /// How many sentences each part has that stands apart.\n\
         const APART: [usize; {}] = {apart_counts:?};\n",
        PARTS.len()
    );
    Ok((code, apart))
}

fn upper_camel_case(id: &str) -> String {
    id.split('.')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect::<String>())
                .unwrap_or_default()
        })
        .collect()
}

/// A style sheet without comments and without the white space that only people need.
///
/// Deliberately simple: it knows no strings, so the style files hold none with `/*` or two blanks
/// in them (a test in the browser compares the number of rules).
fn squeezed(css: &str) -> String {
    let mut text = String::new();
    for (index, part) in css.split("/*").enumerate() {
        text.push_str(if index == 0 {
            part
        } else {
            part.split_once("*/").map_or("", |(_, after)| after)
        });
    }
    let mut squeezed = String::new();
    for word in text.split_whitespace() {
        if squeezed.ends_with(|c| !matches!(c, '{' | '}' | ';' | ',' | ':'))
            && !word.starts_with(['{', '}', ';'])
        {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed.replace(";}", "}")
}
