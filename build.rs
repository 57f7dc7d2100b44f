//! Makes Rust of the sentences, and one style sheet of the style files.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The style sheets of the widget, in the order of their layers.
const STYLES: [&str; 9] = [
    "tokens", "base", "tabs", "field", "list", "result", "picture", "figure", "print",
];

/// The style sheets of what stands apart (`src/apart.rs`), in their order.
const STYLES_APART: [&str; 2] = ["compare", "value"];

/// How the ids of the sentences begin that stand apart: at the end of the file.
const APART: [&str; 6] = [
    "compare.",
    "splitTest.",
    "value.",
    "tradeOff.",
    "fee.",
    "carried.",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed=src/messages/en.json");
    println!("cargo::rerun-if-env-changed=CW_VERSION");
    let (code, apart) = sentences("src/messages/en.json")?;
    fs::write(out.join("sentences.rs"), code)?;
    fs::write(out.join("widget.css"), sheet_of(&STYLES)?)?;
    // The marks are what xtask/src/split.rs looks for.
    let cut = [
        "\u{2}apart",
        &apart,
        &sheet_of(&STYLES_APART)?,
        "apart\u{3}",
    ];
    fs::write(out.join("apart.txt"), cut.join("\u{1f}"))?;
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

/// An enum of all sentences and their English texts, from the one file in which they stand; and the
/// texts of those that stand apart.
fn sentences(path: &str) -> Result<(String, String), Box<dyn Error>> {
    let texts: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(path)?)?;
    let mut variants = String::new();
    let mut names = String::new();
    let (mut english, mut apart) = (String::new(), String::new());
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
        let part = if APART.iter().any(|start| id.starts_with(start)) {
            &mut apart
        } else if apart.is_empty() {
            &mut english
        } else {
            return Err(format!("`{id}` stands behind sentences that are fetched later").into());
        };
        if !part.is_empty() {
            part.push('\n');
        }
        part.push_str(text);
    }
    let count = texts.len();
    let code = format!(
        "/// Every sentence that a person reads.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n\
         pub enum Sentence {{\n{variants}}}\n\n\
         /// The sentences' ids, in their order. Only tests and tools need them.\n\
         pub const IDS: [&str; {count}] = [\n{names}];\n\n\
         /// How many they are.\n\
         const COUNT: usize = {count};\n\n\
         /// The English texts of what is always there, a line each: an array of them costs a place and a length for each.\n\
         const ENGLISH: &str = {english:?};\n"
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
