//! What the packages for other systems know of the fields stands in `packages/fields.json`, so that to make a
//! package nothing of the widget has to be compiled; and it is exactly what the widget's own table says.

use conversion_widget::messages::Language;
use conversion_widget::messages::words::{ActionWords, choice, hint, label, tab};
use conversion_widget::scenario::field::{FieldId, Kind, Preset};
use conversion_widget::scenario::view::{Tool, View};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

use crate::support::ENGLISH;

const TOOLS: [&str; 2] = ["conversion-calculator", "lifetime-value-projector"];

fn kind(field: FieldId) -> &'static str {
    match field.row().kind {
        Kind::Flag => "flag",
        Kind::Choice(_) => "choice",
        Kind::Text(_) | Kind::Weight => "text",
        _ if field.is_percent() => "percent",
        _ => "number",
    }
}

/// As an attribute writes it.
fn default(field: FieldId) -> Option<Value> {
    let text = match (field.row().default?, field.row().kind) {
        (Preset::Number(number), _) => number.to_string(),
        (Preset::Flag(flag), _) => flag.to_string(),
        (Preset::Text(text), _) => text.to_owned(),
        (Preset::Choice(place), Kind::Choice(names)) => names[place].to_owned(),
        (default, kind) => panic!("{default:?} is no default of {kind:?}"),
    };
    Some(text.into())
}

fn scalars(fields: &[FieldId]) -> Vec<String> {
    let scalars = fields.iter().filter(|field| field.is_scalar());
    scalars.map(|field| field.attribute()).collect()
}

fn table() -> Value {
    let english = Language::english(std::rc::Rc::new(ENGLISH));
    let mut fields = Map::new();
    for &field in FieldId::ALL.iter().filter(|field| field.is_scalar()) {
        let mut row = json!({
            "label": label(&english, field, &ActionWords::default()),
            "kind": kind(field),
        });
        if let Some(default) = default(field) {
            row["default"] = default;
        }
        let said = hint(&english, field);
        if !said.is_empty() {
            row["hint"] = said.into();
        }
        if let Kind::Choice(names) = field.row().kind {
            let names = names.iter().enumerate();
            row["choices"] = names
                .map(|(place, name)| json!({"name": name, "label": choice(&english, field, place)}))
                .collect();
        }
        assert!(fields.insert(field.attribute(), row).is_none());
    }
    let tools: Map<String, Value> = TOOLS
        .iter()
        .map(|tag| {
            let views = Tool::of(tag).views().iter();
            let views = views.map(|view| described(&english, *view)).collect();
            ((*tag).to_owned(), views)
        })
        .collect();
    json!({ "tools": tools, "fields": fields })
}

fn described(english: &Language, view: View) -> Value {
    json!({
        "name": view.name(),
        "label": tab(english, view),
        "first": scalars(view.first()),
        "fields": scalars(view.fields()),
    })
}

#[test]
fn the_packages_know_the_fields_that_the_widget_has() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("packages/fields.json");
    let wanted = table();
    if std::env::var_os("CW_WRITE").is_some() {
        let text = serde_json::to_string_pretty(&wanted).unwrap() + "\n";
        fs::write(&file, text).unwrap();
    }
    let text = fs::read_to_string(&file).unwrap_or_default();
    // Not the text: in which order a record is written depends on what else is built.
    let found: Value = serde_json::from_str(&text).unwrap_or_default();
    assert!(
        found == wanted,
        "packages/fields.json is out of date: CW_WRITE=1 cargo test --test native package"
    );
}

#[test]
fn no_two_attributes_are_the_same_without_dashes() {
    // WordPress writes the attributes of a shortcode in lower case, and people write them as they like.
    let mut bare: Vec<_> = FieldId::ALL
        .iter()
        .filter(|field| field.is_scalar())
        .map(|field| field.attribute().replace('-', ""))
        .collect();
    let all = bare.len();
    bare.sort();
    bare.dedup();
    assert_eq!(bare.len(), all);
}
