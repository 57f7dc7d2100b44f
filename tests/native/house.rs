//! The rules of the house, run: a rule that nobody runs decays.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "no .{ending} in {folder}");
    found
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, ending, found);
        } else if path.extension().is_some_and(|known| known == ending) {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The lines of code, without comments and documentation.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
}

/// Which room may use which.
fn allowed(room: &str) -> &'static [&'static str] {
    match room {
        "model" | "picture" | "locale" => &[],
        "scenario" => &["model::quantity", "locale"],
        "outcome" => &["scenario", "model", "locale"],
        "messages" => &["apart", "scenario", "outcome", "locale"],
        "export" => &["locale", "picture"],
        "ui" => &[
            "VERSION", "apart", "export", "messages", "picture", "outcome", "locale", "scenario",
        ],
        "embed" => &[
            "VERSION", "apart", "ui", "messages", "outcome", "scenario", "locale",
        ],
        other => panic!("{other} is no room of the house"),
    }
}

#[test]
fn rooms_use_only_what_they_may() {
    let mut seen = BTreeSet::new();
    for (name, text) in files("src", "rs") {
        let Some(room) = name
            .strip_prefix("src/")
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        if room.0 == "bin" {
            continue;
        }
        seen.insert(room.0.to_owned());
        for line in code(&text) {
            for used in line.split("crate::").skip(1) {
                let own = used.starts_with(room.0);
                let fine = allowed(room.0).iter().any(|start| used.starts_with(start));
                assert!(own || fine, "{name} may not use crate::{used}");
            }
            if matches!(
                room.0,
                "model" | "picture" | "scenario" | "outcome" | "messages" | "export"
            ) {
                for foreign in ["leptos", "web_sys", "js_sys", "wasm_bindgen"] {
                    assert!(
                        !line.contains(foreign),
                        "{name} may not know {foreign}: {line}"
                    );
                }
            }
        }
    }
    assert_eq!(seen.len(), 9, "the rooms that were checked: {seen:?}");
}

#[test]
fn every_module_says_what_it_is() {
    for folder in ["src", "tests", "xtask/src", "builder"] {
        for (name, text) in files(folder, "rs") {
            assert!(text.starts_with("//!"), "{name} begins without //!");
        }
    }
}

#[test]
fn the_widget_links_nothing_that_readers_would_pay_dearly_for() {
    // Each with what it costs (brotli): formatting floats 7 kB, parsing them 14 kB,
    // upper and lower case of all scripts 8 kB, a stable sort 1 kB, `clamp` formats floats.
    let dear = [
        "format!(",
        "parse::<f64>",
        "to_lowercase()",
        "to_uppercase()",
        "serde",
        ".sort",
        ".clamp(",
    ];
    // Natively there is no `Number` to ask; that line is not in the module.
    let native = "return text.parse().unwrap_or(f64::NAN);";
    for (name, text) in files("src", "rs") {
        for line in code(&text).filter(|line| *line != native) {
            for word in dear {
                assert!(!line.contains(word), "{name}: {word} in {line}");
            }
            assert!(!line.contains(".parse()"), "{name}: {line}");
        }
    }
}

#[test]
fn nothing_is_styled_inline_or_written_as_markup() {
    for (name, text) in [files("src", "rs"), files("builder/src", "rs")].concat() {
        for line in code(&text) {
            for word in [
                "inner_html",
                "innerHTML",
                "set(\"style\"",
                "insert_adjacent_html",
            ] {
                assert!(!line.contains(word), "{name}: {word}");
            }
        }
    }
    let loader = fs::read_to_string(root().join("src/embed/loader.js")).unwrap();
    for word in [
        "innerHTML",
        "eval(",
        "new Function",
        "insertAdjacentHTML",
        "outerHTML",
        "document.write",
        "localStorage",
        "sessionStorage",
        "cookie",
        "sendBeacon",
        "XMLHttpRequest",
    ] {
        assert!(!loader.contains(word), "the loader uses {word}");
    }
}

#[test]
fn bindings_stand_only_in_the_binaries() {
    for (name, text) in files("src", "rs") {
        let binds = code(&text).any(|line| line.contains("#[wasm_bindgen"));
        assert_eq!(binds, name.starts_with("src/bin/"), "{name}");
    }
}

#[test]
fn no_test_is_ignored_and_nothing_is_promised() {
    for folder in ["src", "tests", "xtask/src", "builder"] {
        for (name, text) in files(folder, "rs") {
            for word in [
                concat!("#[ig", "nore"),
                concat!("TO", "DO"),
                concat!("FIX", "ME"),
                concat!("todo", "!("),
                concat!("unimpl", "emented!("),
            ] {
                assert!(!text.contains(word), "{name}: {word}");
            }
        }
    }
}

#[test]
fn every_token_has_a_default_and_every_colour_is_a_token() {
    let tokens = fs::read_to_string(root().join("style/tokens.css")).unwrap();
    let public = [
        "accent",
        "on-accent",
        "background",
        "text",
        "muted",
        "border",
        "danger",
        "radius",
        "gap",
        "font",
        "font-size",
        "max-width",
        "chart-1",
        "chart-2",
        "chart-3",
        "chart-4",
    ];
    for token in public {
        assert!(
            tokens.contains(&format!("var(--cw-{token}, ")),
            "--cw-{token} has no default"
        );
    }
    for name in [
        "base", "tabs", "field", "list", "result", "picture", "figure", "compare", "value", "print",
    ] {
        let sheet = fs::read_to_string(root().join(format!("style/{name}.css"))).unwrap();
        assert!(
            !sheet.contains("--cw-"),
            "{name}.css reads a public token past tokens.css"
        );
        assert!(!sheet.contains('#'), "{name}.css holds a colour of its own");
        for word in [
            "rem;",
            "rem ",
            "vh;",
            "vh ",
            "@property",
            "@font-face",
            "url(",
        ] {
            assert!(!sheet.contains(word), "{name}.css: {word}");
        }
    }
}

#[test]
fn every_sentence_is_used_and_stands_once() {
    let english: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(root().join("src/messages/en.json")).unwrap())
            .unwrap();
    let mut texts = BTreeMap::new();
    let code: String = files("src", "rs")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    for (id, text) in &english {
        let variant: String = id
            .split('.')
            .map(|word| word[..1].to_uppercase() + &word[1..])
            .collect();
        assert!(
            code.contains(&format!("Sentence::{variant}")),
            "{id} is never said"
        );
        let text = text.as_str().unwrap();
        if text.contains(' ')
            && let Some(other) = texts.insert(text, id)
        {
            panic!("{id} and {other} are the same sentence");
        }
    }
}

#[test]
fn every_attribute_is_documented_where_people_look() {
    use conversion_widget::scenario::field::FieldId;
    let site: String = files("src/site", "html")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let fields = FieldId::ALL.iter().filter(|field| field.is_scalar());
    let element = [
        "views", "fields", "lang", "currency", "theme", "label", "loading", "frame",
    ];
    let attributes = fields
        .map(|field| field.attribute())
        .chain(element.map(str::to_owned));
    for attribute in attributes {
        assert!(
            site.contains(&format!("<code>{attribute}</code>")),
            "the site does not explain {attribute}"
        );
        assert!(
            readme.contains(&format!("`{attribute}`")),
            "the README does not explain {attribute}"
        );
    }
}
