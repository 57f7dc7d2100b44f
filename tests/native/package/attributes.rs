//! The attributes as types, as rows of the README's table, and as words of the manifest.

use std::fmt::Write;
use std::fs;

use conversion_widget::scenario::field::{FieldId, Kind, Preset};
use conversion_widget::scenario::view::Tool;

use super::fields::TOOLS;
use super::{file, kept, words};

/// The attributes that are no fields: name, type, default, meaning.
pub(super) const OWN: [(&str, &str, Option<&str>, &str); 9] = [
    (
        "views",
        "string",
        None,
        "Which views, in order, divided by blanks; one needs no tabs.",
    ),
    (
        "fields",
        "string",
        None,
        "Which inputs stand in front, in order, divided by blanks; the others open from one line.",
    ),
    ("label", "string", None, "The heading of the card."),
    (
        "lang",
        "string",
        None,
        "The language of numbers; else that around the element, else the browser's.",
    ),
    ("currency", "string", None, "An ISO 4217 code."),
    (
        "theme",
        "'auto' | 'light' | 'dark'",
        Some("auto"),
        "The looks; auto follows the page.",
    ),
    (
        "loading",
        "'lazy' | 'eager'",
        Some("lazy"),
        "Whether it waits until it comes near the viewport.",
    ),
    (
        "frame",
        "'auto' | 'always' | 'never'",
        Some("auto"),
        "Whether a frame may stand in where the page's policy forbids the module.",
    ),
    (
        "share-url",
        "string",
        None,
        "Where links to a result lead: a page that shows the widget; else the site that its files come from.",
    ),
];

/// The fields of an element that an attribute can say, each once, in the order of the views.
pub(super) fn scalars(tool: Tool) -> Vec<FieldId> {
    let mut found: Vec<FieldId> = Vec::new();
    for &field in tool.views().iter().flat_map(|view| view.fields()) {
        if field.is_scalar() && !found.contains(&field) {
            found.push(field);
        }
    }
    found
}

pub(super) fn attribute_type(field: FieldId) -> String {
    match field.row().kind {
        Kind::Weight => "Numeric | 'fitted'".to_owned(),
        // As a word: frameworks leave an attribute out that is `false`, which says nothing.
        Kind::Flag => words(&["true", "false"]),
        Kind::Choice(names) => words(names),
        Kind::Text(_) => "string".to_owned(),
        _ => "Numeric".to_owned(),
    }
}

/// What a field is when nobody has said.
pub(super) fn default(field: FieldId) -> Option<String> {
    Some(match (field.row().default?, field.row().kind) {
        (Preset::Number(number), _) => number.to_string(),
        (Preset::Flag(flag), _) => flag.to_string(),
        (Preset::Choice(place), Kind::Choice(names)) => names[place].to_owned(),
        (other, _) => panic!("{}: {other:?}", field.name()),
    })
}

const BEGINS: &str = "<!-- attributes: made of the table in src/scenario/field.rs -->\n";
const ENDS: &str = "<!-- /attributes -->\n";

fn table() -> String {
    let mut text = String::from(
        "\n| attribute | of views | value | default | meaning |\n| --- | --- | --- | --- | --- |\n",
    );
    let mut row = |name: &str, views: &str, value: &str, default: Option<&str>, says: &str| {
        let value = value.replace('\'', "`").replace(" | ", " ");
        let default = default.map_or_else(String::new, |value| format!("`{value}`"));
        writeln!(
            text,
            "| `{name}` | {views} | {value} | {default} | {says} |"
        )
        .unwrap();
    };
    for (name, shape, default, says) in OWN {
        row(name, "all", &shape.replace("string", "text"), default, says);
    }
    let fields = FieldId::ALL
        .iter()
        .copied()
        .filter(|field| field.is_scalar());
    for field in fields {
        let of = TOOLS.iter().flat_map(|(tool, _)| tool.views());
        let views: Vec<_> = of
            .filter(|view| view.fields().contains(&field))
            .map(|view| format!("`{}`", view.name()))
            .collect();
        let value = match field.row().kind {
            Kind::Count => "whole number".to_owned(),
            Kind::Share { .. } | Kind::Between { percent: true, .. } => "fraction".to_owned(),
            Kind::Change => "fraction from -1".to_owned(),
            Kind::Money => "money".to_owned(),
            Kind::Whole { min, max } => format!("{min} to {max}"),
            Kind::Between { .. } => "months".to_owned(),
            Kind::Text(most) => format!("text, at most {most}"),
            _ => attribute_type(field).replace("Numeric", "number"),
        };
        let default = default(field);
        row(
            &field.attribute(),
            &views.join(" "),
            &value,
            default.as_deref(),
            field.meaning().trim(),
        );
    }
    text.push('\n');
    text
}

#[test]
fn the_readme_of_the_package_has_a_row_for_every_attribute() {
    let readme = fs::read_to_string(file("README.md")).unwrap();
    let (before, rest) = readme.split_once(BEGINS).unwrap();
    let (_, after) = rest.split_once(ENDS).unwrap();
    kept(
        "README.md",
        &[before, BEGINS, &table(), ENDS, after].concat(),
    );
}

#[test]
fn every_attribute_belongs_to_an_element() {
    for field in FieldId::ALL.iter().filter(|field| field.is_scalar()) {
        let known = TOOLS.iter().any(|(tool, _)| scalars(*tool).contains(field));
        assert!(known, "no view asks for {}", field.name());
    }
}
