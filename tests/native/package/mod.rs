//! What the npm package says of fields and outcomes is made of the tables in `src`, and kept in
//! `packages/npm`, where everybody can read it and `cargo xtask package` finds it.
//!
//! After a change of a table: `CW_WRITE=1 cargo test --test native package` writes the files anew.

mod attributes;
mod fields;
mod manifest;
mod outcomes;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("packages/npm")
        .join(name)
}

/// Fails where a file is not what the tables say; with `CW_WRITE` it is written.
fn kept(name: &str, made: &str) {
    let path = file(name);
    if std::env::var_os("CW_WRITE").is_some() {
        fs::write(path, made).unwrap();
        return;
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    let differs = made.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(
        found == made,
        "packages/npm/{name} is not what the tables in src say, at {differs:?}: \
         CW_WRITE=1 cargo test --test native package"
    );
}

/// The first line of a file that nobody is to change by hand.
const MADE: &str =
    "// Made of the tables in src by tests/native/package; not to be changed by hand.\n";

/// A type that is one of these words.
fn words(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
    quoted.join(" | ")
}

/// The string literals of the first function of this head in a source file: its table of codes.
fn literals(path: &str, head: &str) -> Vec<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(path)).unwrap();
    let (_, body) = text.split_once(head).unwrap();
    let body = body.split("\n    }\n").next().unwrap();
    let mut found: Vec<String> = Vec::new();
    for literal in body.split('"').skip(1).step_by(2) {
        if !found.iter().any(|known| known == literal) {
            found.push(literal.to_owned());
        }
    }
    assert!(found.len() > 5, "{path}: {found:?}");
    found
}

/// `WidgetErrorCode` in `index.d.ts`, which is written by hand.
#[test]
fn the_package_types_every_code_of_the_loader() {
    let typed = fs::read_to_string(file("index.d.ts")).unwrap();
    let (_, typed) = typed.split_once("export type WidgetErrorCode =").unwrap();
    let typed = typed.split(';').next().unwrap();
    let typed: BTreeSet<_> = typed.split('\'').skip(1).step_by(2).collect();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let loader = fs::read_to_string(root.join("src/embed/loader.js")).unwrap();
    let said = ["new Trouble('", "report('"]
        .iter()
        .flat_map(|call| loader.split(call).skip(1))
        .filter_map(|rest| rest.split('\'').next())
        .collect();
    assert_eq!(typed, said);
}
