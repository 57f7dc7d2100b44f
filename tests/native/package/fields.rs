//! `fields.d.ts`: scenarios, their rows, attributes, codes.

use std::fmt::Write;

use conversion_widget::scenario::field::{FieldId, Kind, RETENTION_KINDS};
use conversion_widget::scenario::view::{Tool, View};

use super::attributes::{OWN, attribute_type, scalars};
use super::{MADE, kept, literals, words};

/// How many views share a field does not matter: its type stands in each.
fn value_type(field: FieldId) -> String {
    match field.row().kind {
        Kind::Count
        | Kind::Whole { .. }
        | Kind::Share { .. }
        | Kind::Change
        | Kind::Money
        | Kind::Amount
        | Kind::Between { .. } => "number".to_owned(),
        Kind::Weight => "number | 'fitted'".to_owned(),
        Kind::Flag => "boolean".to_owned(),
        Kind::Choice(names) => words(names),
        Kind::Text(_) => "string".to_owned(),
        Kind::Shares | Kind::Course => "number[]".to_owned(),
        Kind::Posts => "Post[]".to_owned(),
        Kind::Stay => "Retention | number".to_owned(),
        Kind::List { .. } => format!("{}[]", row_name(field)),
    }
}

/// What a row of a list is called.
fn row_name(list: FieldId) -> &'static str {
    match list {
        FieldId::Entries => "Entry",
        FieldId::Variants => "Variant",
        FieldId::NextSteps => "NextStep",
        FieldId::Offers => "Offer",
        FieldId::Marks => "Mark",
        other => panic!("{} has rows without a name", other.name()),
    }
}

/// The default as the source of a scenario writes it.
fn line(field: FieldId, name: &str, indent: &str) -> String {
    let default = super::attributes::default(field);
    let default = default.map_or_else(String::new, |value| format!(" Default: {value}."));
    format!(
        "{indent}/**{}{default} */\n{indent}{name}?: {} | null;\n",
        field.meaning(),
        value_type(field)
    )
}

fn interface(name: &str, says: &str, body: &str) -> String {
    format!("\n/** {says} */\nexport interface {name} {{\n{body}}}\n")
}

pub(super) fn upper(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

/// The fields of a view; those of one record stand together, where the first of them stands.
fn view_body(view: View) -> String {
    let mut body = String::new();
    let mut records: Vec<&str> = Vec::new();
    for &field in view.fields() {
        let Some((record, name)) = field.name().split_once('.') else {
            body += &line(field, field.name(), "  ");
            continue;
        };
        if records.contains(&record) {
            continue;
        }
        records.push(record);
        // Of retention all is said, as in the cell of an offer.
        if record == "retention" && view.fields().contains(&FieldId::RetentionKind) {
            body += "  /** Who of the customers stays. */\n  retention?: Retention | null;\n";
            continue;
        }
        writeln!(body, "  {record}?: {{").unwrap();
        body += &line(field, name, "    ");
        for &other in view.fields() {
            if let Some((same, name)) = other.name().split_once('.')
                && same == record
                && other != field
            {
                body += &line(other, name, "    ");
            }
        }
        body += "  } | null;\n";
    }
    body
}

fn made() -> String {
    let mut text = MADE.to_owned();
    text += "// Rates are fractions of one, money is net and in one currency, durations are in months.\n";
    text +=
        "// In what is assigned, null gives a field back to its attribute, or to its default.\n";

    let lists: Vec<FieldId> = FieldId::ALL
        .iter()
        .copied()
        .filter(|field| !field.columns().is_empty())
        .collect();
    for list in lists {
        let columns = list.columns().iter();
        let body: String = columns
            .map(|&field| line(field, field.name(), "  "))
            .collect();
        text += &interface(
            row_name(list),
            &format!("A row of `{}`.", list.name()),
            &body,
        );
    }
    text += &interface(
        "Post",
        "One post of an entry.",
        "  viewers: number;\n  conversions: number;\n",
    );
    let retention: String = FieldId::ALL
        .iter()
        .filter_map(|&field| Some((field, field.name().strip_prefix("retention.")?)))
        .map(|(field, name)| line(field, name, "  "))
        .collect();
    assert!(retention.contains(&words(RETENTION_KINDS)));
    text += &interface("Retention", "Who of the customers stays.", &retention);

    for view in View::ALL {
        let name = format!("{}Scenario", upper(view.name()));
        text += &interface(
            &name,
            &format!("The fields of `{}`.", view.name()),
            &view_body(view),
        );
    }
    for (tool, name) in TOOLS {
        let mut body = String::from(
            "  /** An ISO 4217 code. */\n  currency?: string | null;\n  /** The view that is shown. */\n",
        );
        let views: Vec<_> = tool.views().iter().map(|view| view.name()).collect();
        writeln!(body, "  view?: {} | null;", words(&views)).unwrap();
        for view in tool.views() {
            writeln!(
                body,
                "  {}?: {}Scenario | null;",
                view.name(),
                upper(view.name())
            )
            .unwrap();
        }
        let says = format!("The scenario of `<{}>`, whole or in part.", tag(tool));
        text += &interface(&format!("{name}Scenario"), &says, &body);
    }
    text += "\n/** A number in an attribute: with a point, whatever the language. */\n\
             export type Numeric = number | `${number}`;\n";
    for (tool, name) in TOOLS {
        let mut body = String::new();
        for (attribute, shape, default, says) in OWN {
            let default = default.map_or_else(String::new, |value| format!(" Default: {value}."));
            let name = property(attribute);
            writeln!(body, "  /** {says}{default} */\n  {name}?: {shape};").unwrap();
        }
        for field in scalars(tool) {
            let default = super::attributes::default(field);
            let default = default.map_or_else(String::new, |value| format!(" Default: {value}."));
            let attribute = property(&field.attribute());
            writeln!(
                body,
                "  /**{}{default} */\n  {attribute}?: {};",
                field.meaning(),
                attribute_type(field)
            )
            .unwrap();
        }
        let says = format!("The attributes of `<{}>`.", tag(tool));
        text += &interface(&format!("{name}Attributes"), &says, &body);
    }

    let codes = literals("src/scenario/field.rs", "pub const fn code(self)");
    let codes: Vec<_> = codes.iter().map(String::as_str).collect();
    write!(
        text,
        "\n/** Why the value of a field cannot be used. */\nexport type ErrorCode =\n  | {};\n",
        words(&codes).replace(" | ", "\n  | ")
    )
    .unwrap();
    text
}

/// The elements, and how the names of their types begin.
pub(super) const TOOLS: [(Tool, &str); 2] = [
    (Tool::ConversionCalculator, "ConversionCalculator"),
    (Tool::LifetimeValueProjector, "LifetimeValueProjector"),
];

pub(super) fn tag(tool: Tool) -> &'static str {
    match tool {
        Tool::ConversionCalculator => "conversion-calculator",
        Tool::LifetimeValueProjector => "lifetime-value-projector",
    }
}

#[test]
fn the_package_types_every_field_by_the_table() {
    let made = made();
    for field in FieldId::ALL {
        assert!(made.contains(field.meaning()), "{}", field.name());
    }
    kept("fields.d.ts", &made);
}

/// A name as a type has it.
fn property(name: &str) -> String {
    if name.contains('-') {
        format!("'{name}'")
    } else {
        name.to_owned()
    }
}
