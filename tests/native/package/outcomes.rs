//! `outcomes.d.ts`: what `result.outcome` holds, view by view, held against what all views really give.

use std::collections::BTreeMap;
use std::fmt::Write;

use conversion_widget::embed::exchange::errors_datum;
use conversion_widget::outcome::outcome;
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{Draft, Layer, Value, author_value};
use conversion_widget::scenario::field::{FieldId, Kind};
use conversion_widget::scenario::scenario;
use conversion_widget::scenario::view::View;

use super::fields::upper;
use super::{MADE, kept, literals, words};
use crate::presets::presets;
use crate::support::ENGLISH;

/// A view's outcome, a line a value: its path, its type, what it says. `[]` is each of a list; a `?`
/// behind a type, or behind the path of a record or list, says that it may be null, one behind the name
/// of a value that it may be absent.
const OUTCOMES: &str = include_str!("outcomes.txt");

/// How often what was seen at a path; a text in quotes.
type Seen = BTreeMap<String, BTreeMap<String, u32>>;

fn look(path: &str, datum: &Datum, seen: &mut Seen) {
    let kind = match datum {
        Datum::Null => "null",
        Datum::Flag(_) => "boolean",
        Datum::Number(_) => "number",
        Datum::Text(text) => &format!("'{text}'"),
        Datum::List(_) => "list",
        Datum::Record(_) => "record",
    };
    let kinds = seen.entry(path.to_owned()).or_default();
    *kinds.entry(kind.to_owned()).or_default() += 1;
    match datum {
        Datum::List(items) => {
            for item in items {
                look(&format!("{path}[]"), item, seen);
            }
        }
        Datum::Record(entries) => {
            let dot = if path.is_empty() { "" } else { "." };
            for (name, value) in entries {
                look(&format!("{path}{dot}{name}"), value, seen);
            }
        }
        _ => {}
    }
}

/// What a page may give a field, the impossible and the edges included.
fn trials(field: FieldId) -> Vec<Option<Value>> {
    let (min, max, _) = field.row().kind.bounds();
    let mut trials = vec![None];
    match field.row().kind {
        Kind::Choice(names) => {
            trials.extend((0..names.len()).map(|place| Some(Value::Choice(place))));
        }
        Kind::Weight => trials.push(Some(Value::Choice(0))),
        Kind::Flag => trials.extend([false, true].map(|flag| Some(Value::Flag(flag)))),
        _ => {}
    }
    for number in [min, max, 0.0, 0.2, 0.9, 1.0, 5.0, 400.0] {
        if author_value(field, &Datum::Number(number)).is_ok() {
            trials.push(Some(Value::Number(number)));
        }
    }
    trials
}

/// The fields that the example of a view and the presets give, as their authors would.
fn starts(view: View) -> Vec<Vec<(FieldId, Value)>> {
    let example = view.fields().iter();
    let mut starts = vec![
        example
            .filter_map(|&field| Some((field, view.example(field)?)))
            .collect(),
    ];
    let mut texts: Vec<(String, serde_json::Value)> = presets();
    let more = include_str!("scenarios.json");
    let more: Vec<serde_json::Value> = serde_json::from_str(more).unwrap();
    texts.extend(more.into_iter().map(|scenario| {
        let preset = serde_json::json!({ "scenario": scenario });
        ("scenarios.json".to_owned(), preset)
    }));
    for (name, preset) in texts {
        let said = crate::presets::datum(&preset["scenario"]);
        if said.entry(view.name()).is_none() {
            continue;
        }
        let spoken = conversion_widget::embed::exchange::spoken(&said, &View::ALL);
        assert_eq!(spoken.complaints(&name), Vec::<String>::new());
        let fields = spoken.fields.iter().map(|&(field, datum)| {
            let value =
                author_value(field, datum).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
            (field, value)
        });
        starts.push(fields.collect());
    }
    starts
}

/// Every outcome of a view that a changed field leads to from an example or preset; and every error.
fn seen(view: View) -> (Seen, Seen) {
    let (mut seen, mut errors) = (Seen::new(), Seen::new());
    let mut number = 0;
    let mut look_at = |start: &[(FieldId, Value)], changes: &[(FieldId, Option<Value>)]| {
        let mut draft = Draft::default();
        for (field, value) in start {
            draft.set_author(*field, Layer::Child, Some(value.clone()));
        }
        for (field, value) in changes {
            draft.set_author(*field, Layer::Child, value.clone());
        }
        match scenario(&draft, view, &ENGLISH) {
            Ok(scenario) => {
                number += 1;
                look("", &outcome(scenario).datum(), &mut seen);
            }
            Err(wrong) => look("", &errors_datum(&wrong), &mut errors),
        }
    };
    for start in starts(view) {
        look_at(&start, &[]);
        for &field in view.fields() {
            for value in trials(field) {
                look_at(&start, &[(field, value)]);
            }
        }
    }
    assert!(number > 40, "{}: {number} outcomes", view.name());
    (seen, errors)
}

/// One line of the table.
struct Line<'a> {
    /// Without the marks.
    path: &'a str,
    shape: &'a str,
    nullable: bool,
    absent: bool,
    says: &'a str,
}

fn lines(view: View) -> Vec<Line<'static>> {
    let head = format!("# {}\n", view.name());
    let (_, rest) = OUTCOMES
        .split_once(&head)
        .unwrap_or_else(|| panic!("{head}"));
    let block = rest.split("\n# ").next().unwrap();
    let rows = block.lines().filter(|row| !row.is_empty());
    rows.map(|row| {
        let (typed, says) = row.split_once(" // ").unwrap_or((row, ""));
        let (path, shape) = typed.split_once(": ").unwrap_or_else(|| panic!("{row}"));
        Line {
            path: path.trim_end_matches('?'),
            shape: shape.trim_end_matches('?'),
            nullable: shape.ends_with('?'),
            absent: path.ends_with('?'),
            says,
        }
    })
    .collect()
}

/// The members of a record or of the records of a list, below `prefix`.
fn members(lines: &[Line<'_>], prefix: &str, indent: &str, text: &mut String) {
    for line in lines {
        let Some(name) = line.path.strip_prefix(prefix) else {
            continue;
        };
        if name.is_empty() || name.contains(['.', '[']) {
            continue;
        }
        if !line.says.is_empty() {
            writeln!(text, "{indent}/** {} */", line.says).unwrap();
        }
        let mark = if line.absent { "?" } else { "" };
        write!(text, "{indent}{name}{mark}: ").unwrap();
        let inner = match line.shape {
            "record" => Some(("{", "}", format!("{}.", line.path))),
            "list" => Some(("Array<{", "}>", format!("{}[].", line.path))),
            shape => {
                text.push_str(shape);
                None
            }
        };
        if let Some((opens, closes, prefix)) = inner {
            text.push_str(opens);
            text.push('\n');
            members(lines, &prefix, &format!("{indent}  "), text);
            text.push_str(indent);
            text.push_str(closes);
        }
        text.push_str(if line.nullable { " | null;\n" } else { ";\n" });
    }
}

fn made() -> String {
    let mut text = MADE.to_owned();
    text += "// What is not defined, such as a ratio to nothing, is null. Nothing is rounded.\n";
    let codes = literals("src/outcome/figure.rs", "pub const fn code(self)");
    let codes: Vec<_> = codes.iter().map(String::as_str).collect();
    write!(text,
        "\n/** What is unusual, and leaves the figures as they are. */\nexport type NoteCode =\n  | {};\n",
        words(&codes).replace(" | ", "\n  | ")).unwrap();
    text += "\n/** A note, and the fields that it is about. */\nexport interface Note {\n  code: NoteCode;\n  fields: string[];\n}\n";
    for view in View::ALL {
        write!(
            text,
            "\n/** The outcome of `{}`. */\nexport interface {}Outcome {{\n",
            view.name(),
            upper(view.name())
        )
        .unwrap();
        members(&lines(view), "", "  ", &mut text);
        text += "  /** What is unusual. */\n  notes: Note[];\n}\n";
    }
    text
}

#[test]
fn the_package_types_every_outcome_as_the_views_give_it() {
    let mut wrong = Vec::new();
    for view in View::ALL {
        let lines = lines(view);
        let (seen, _) = seen(view);
        for (path, kinds) in &seen {
            // Notes are of all views the same.
            if path.is_empty() || path.starts_with("notes") || path.ends_with("[]") {
                continue;
            }
            let Some(line) = lines.iter().find(|line| line.path == path) else {
                wrong.push(format!(
                    "{}: {path} has no type; it was {kinds:?}",
                    view.name()
                ));
                continue;
            };
            let allowed = |kind: &String| match kind.as_str() {
                "null" => line.nullable,
                text if text.starts_with('\'') => {
                    line.shape == "string" || line.shape.contains(text)
                }
                kind => kind == line.shape,
            };
            let whole = path.rsplit_once('.').map_or("", |(whole, _)| whole);
            let always = seen[whole]["record"] == kinds.values().sum::<u32>();
            if always == line.absent || !kinds.keys().all(allowed) {
                wrong.push(format!(
                    "{}: {path} is {}, and was {kinds:?}",
                    view.name(),
                    line.shape
                ));
            }
        }
        for line in &lines {
            if !seen.contains_key(line.path) {
                wrong.push(format!("{}: {} was never there", view.name(), line.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    kept("outcomes.d.ts", &made());
}

/// `FieldError` in `index.d.ts`, which is written by hand.
#[test]
fn the_package_types_every_key_of_an_error() {
    let typed = std::fs::read_to_string(super::file("index.d.ts")).unwrap();
    let (_, typed) = typed.split_once("export interface FieldError {").unwrap();
    let typed = typed.split("\n}").next().unwrap();
    let codes = literals("src/scenario/field.rs", "pub const fn code(self)");
    let mut keys = 0;
    for view in View::ALL {
        let (_, errors) = seen(view);
        for (path, kinds) in errors {
            let Some(key) = path.strip_prefix("[].") else {
                continue;
            };
            keys += 1;
            let shapes: Vec<_> = ["number", "string", "true", "ErrorCode"]
                .into_iter()
                .filter(|shape| {
                    typed.contains(&format!("\n  {key}: {shape};"))
                        || typed.contains(&format!("\n  {key}?: {shape};"))
                })
                .collect();
            for kind in kinds.keys() {
                let fits = match *shapes.as_slice() {
                    ["string"] => kind.starts_with('\''),
                    ["number"] => kind == "number",
                    ["true"] => kind == "boolean",
                    ["ErrorCode"] => codes.iter().any(|code| *kind == format!("'{code}'")),
                    _ => false,
                };
                assert!(fits, "{}: {key} is {shapes:?}, and was {kind}", view.name());
            }
        }
    }
    assert!(keys > 20, "{keys} keys of errors");
}
