//! `custom-elements.json`, by which editors know elements: schema 2.1.0 of custom-elements-manifest.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::view::Tool;

use super::attributes::{OWN, attribute_type, default, scalars};
use super::fields::{TOOLS, tag};
use super::kept;

const PARTS: [(&str, &str); 16] = [
    ("card", "The whole card."),
    ("actions", "What takes a result elsewhere, with its line."),
    ("heading", "Its heading."),
    ("tabs", "The tabs of several views."),
    ("field", "An input with its label, its hint and its error."),
    ("label", "The label of an input."),
    ("input", "The input itself."),
    ("hint", "What helps to fill it in."),
    ("error", "What is wrong with it."),
    ("result", "Everything that answers."),
    ("value", "A figure."),
    ("interval", "The range of a figure."),
    ("verdict", "The sentence that says what the figures mean."),
    ("chart", "A picture."),
    ("table", "A table."),
    ("derivation", "How a figure was computed."),
];

const TOKENS: [(&str, &str); 16] = [
    ("accent", "Buttons, links, the figures of the picture."),
    ("on-accent", "Text on the accent."),
    ("background", "Behind everything."),
    ("text", "Text."),
    ("muted", "Text of less weight."),
    ("border", "Lines."),
    ("danger", "What is wrong."),
    ("radius", "The roundness of corners."),
    ("gap", "The space between pieces."),
    ("font", "The family of the letters."),
    ("font-size", "Their size."),
    ("max-width", "How wide the element gets."),
    ("chart-1", "The first colour of pictures."),
    ("chart-2", "The second colour."),
    ("chart-3", "The third colour."),
    ("chart-4", "The fourth colour."),
];

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The default of a token in `tokens.css`, up to the bracket that closes.
fn token_default(sheet: &str, token: &str) -> String {
    let (_, rest) = sheet
        .split_once(&format!("var(--cw-{token}, "))
        .unwrap_or_else(|| panic!("--cw-{token}"));
    let mut depth = 0;
    let ends = rest.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth < 0
    });
    rest[..ends.unwrap()].to_owned()
}

fn text(text: &str) -> Datum {
    Datum::Text(text.to_owned())
}

fn typed(shape: &str) -> Datum {
    Datum::record([("text", text(shape))])
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn declaration(tool: Tool, name: &str, sheet: &str) -> Datum {
    let mut attributes = Vec::new();
    let mut add = |name: &str, shape: &str, default: Option<String>, says: &str| {
        let mut datum = Datum::record([
            ("name", text(name)),
            ("type", typed(shape)),
            ("description", text(says)),
        ]);
        if let Some(default) = default {
            datum.add("default", text(&default));
        }
        attributes.push(datum);
    };
    for (name, shape, default, says) in OWN {
        add(name, shape, default.map(str::to_owned), says);
    }
    for field in scalars(tool) {
        let shape = attribute_type(field).replace("Numeric", "number");
        add(
            &field.attribute(),
            &shape,
            default(field),
            field.meaning().trim(),
        );
    }
    let field = |(field, shape, says, readonly): (&str, String, &str, bool)| {
        let mut datum = Datum::record([
            ("kind", text("field")),
            ("name", text(field)),
            ("type", typed(&shape)),
            ("description", text(says)),
        ]);
        if readonly {
            datum.add("readonly", Datum::Flag(true));
        }
        datum
    };
    let mut members: Vec<Datum> = [
        (
            "scenario",
            format!("{name}Scenario | null"),
            "The inputs; what is assigned merges, and counts as typed.",
            false,
        ),
        (
            "result",
            format!("{name}Result | null"),
            "Inputs, outcome and errors of the view that is shown; null before it is ready.",
            true,
        ),
        (
            "ready",
            "Promise<'ready' | 'frame' | 'failed'>".to_owned(),
            "Resolves when it is known how it ends; never rejects.",
            true,
        ),
        (
            "state",
            "'idle' | 'waiting' | 'loading' | 'ready' | 'frame' | 'failed'".to_owned(),
            "Where it stands.",
            true,
        ),
    ]
    .map(field)
    .to_vec();
    members.push(Datum::record([
        ("kind", text("method")),
        ("name", text("reset")),
        (
            "description",
            text("Takes back what was typed or assigned."),
        ),
        ("return", Datum::record([("type", typed("void"))])),
    ]));
    let result = format!("CustomEvent<{name}Result>");
    let events = [
        ("cw-ready", result.as_str(), "It is drawn."),
        ("cw-input", &result, "The reader has changed something."),
        ("cw-change", &result, "The reader has settled on a value."),
        (
            "cw-error",
            "CustomEvent<{ code: WidgetErrorCode; message: string }>",
            "Something is wrong.",
        ),
        (
            "cw-resize",
            "CustomEvent<{ height: number }>",
            "It has another height.",
        ),
    ];
    let events = events.map(|(name, shape, says)| {
        Datum::record([
            ("name", text(name)),
            ("type", typed(shape)),
            ("description", text(says)),
        ])
    });
    let described = |(name, says): (&str, &str)| {
        Datum::record([("name", text(name)), ("description", text(says))])
    };
    let tokens = TOKENS.map(|(token, says)| {
        Datum::record([
            ("name", text(&format!("--cw-{token}"))),
            ("default", text(&token_default(sheet, token))),
            ("description", text(says)),
        ])
    });
    Datum::record([
        ("kind", text("class")),
        ("customElement", Datum::Flag(true)),
        ("tagName", text(tag(tool))),
        ("name", text(&format!("{name}Element"))),
        ("superclass", Datum::record([("name", text("HTMLElement"))])),
        ("attributes", Datum::List(attributes)),
        ("members", Datum::List(members)),
        ("events", Datum::List(events.to_vec())),
        (
            "slots",
            Datum::List(vec![described((
                "",
                "What is shown until it is ready, and stays if it never gets ready; a <script type=\"application/json\"> in it is a scenario.",
            ))]),
        ),
        ("cssParts", Datum::List(PARTS.map(described).to_vec())),
        ("cssProperties", Datum::List(tokens.to_vec())),
    ])
}

/// JSON with two blanks a level; the manifest holds no numbers.
fn write(datum: &Datum, level: usize, text: &mut String) {
    let indent = |level| "  ".repeat(level);
    let said = |text: &str| serde_json::to_string(text).unwrap();
    let lines: Vec<(String, &Datum, char)> = match datum {
        Datum::Text(words) => return text.push_str(&said(words)),
        Datum::Flag(flag) => return text.push_str(if *flag { "true" } else { "false" }),
        Datum::List(items) => items
            .iter()
            .map(|item| (String::new(), item, ']'))
            .collect(),
        Datum::Record(entries) => entries
            .iter()
            .map(|(name, value)| (said(name) + ": ", value, '}'))
            .collect(),
        other => panic!("{other:?}"),
    };
    let closes = lines.first().unwrap().2;
    text.push(if closes == ']' { '[' } else { '{' });
    for (place, (name, value, _)) in lines.iter().enumerate() {
        text.push_str(if place == 0 { "\n" } else { ",\n" });
        text.push_str(&indent(level + 1));
        text.push_str(name);
        write(value, level + 1, text);
    }
    text.push('\n');
    text.push_str(&indent(level));
    text.push(closes);
}

#[test]
fn the_manifest_tells_editors_what_the_tables_say() {
    let sheet = read("style/tokens.css");
    let declarations = TOOLS.map(|(tool, name)| declaration(tool, name, &sheet));
    let exports = TOOLS.map(|(tool, name)| {
        let declared = Datum::record([
            ("name", text(&format!("{name}Element"))),
            ("module", text("index.js")),
        ]);
        Datum::record([
            ("kind", text("custom-element-definition")),
            ("name", text(tag(tool))),
            ("declaration", declared),
        ])
    });
    let module = Datum::record([
        ("kind", text("javascript-module")),
        ("path", text("index.js")),
        ("declarations", Datum::List(declarations.to_vec())),
        ("exports", Datum::List(exports.to_vec())),
    ]);
    let manifest = Datum::record([
        ("schemaVersion", text("2.1.0")),
        ("modules", Datum::List(vec![module])),
    ]);
    let mut made = String::new();
    write(&manifest, 0, &mut made);
    made.push('\n');
    let read: serde_json::Value = serde_json::from_str(&made).unwrap();
    assert_eq!(
        read["modules"][0]["declarations"][1]["tagName"],
        "lifetime-value-projector"
    );
    kept("custom-elements.json", &made);
}

#[test]
fn the_manifest_knows_every_part_and_every_token() {
    let mut drawn = BTreeSet::new();
    for file in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/ui")).unwrap() {
        let code = fs::read_to_string(file.unwrap().path()).unwrap();
        for part in code.split(".part(\"").skip(1) {
            drawn.extend(
                part.split('"')
                    .next()
                    .unwrap()
                    .split(' ')
                    .map(str::to_owned),
            );
        }
    }
    let told = PARTS.iter().map(|(part, _)| (*part).to_owned()).collect();
    assert_eq!(drawn, told);
    let sheet = read("style/tokens.css");
    let public: BTreeSet<_> = sheet
        .split("var(--cw-")
        .skip(1)
        .filter_map(|rest| rest.split([',', ')']).next())
        .collect();
    assert_eq!(public, TOKENS.iter().map(|(token, _)| *token).collect());
}
