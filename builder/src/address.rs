//! The builder's own address, which holds all that was chosen: it can be kept, sent and come back to.
//!
//! Behind `#?` stand the attributes, as in the address of the page for frames, and behind `&cw=` the
//! figures that no attribute can say. What stands behind `#` reaches no server.

use crate::choice::{Choice, tag};
use crate::colour::Colour;
use crate::escape::{json, percent, plain};
use conversion_widget::embed::exchange::spoken;
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{attribute_value, author_list, value_datum};
use conversion_widget::scenario::field::FieldId;
use conversion_widget::scenario::view::{Tool, View};

/// Names that stand in the address of the builder and not on the element.
const TOOL: &str = "tool";
const ACCENT: &str = "accent";
const FILLS: &str = "fills";

/// The fragment that brings a choice back; empty for what a visitor begins with.
pub fn fragment(choice: &Choice) -> String {
    if *choice == Choice::of(Tool::ConversionCalculator) {
        return String::new();
    }
    let mut pairs = vec![(TOOL.to_owned(), choice.tag().to_owned())];
    pairs.extend(choice.manner());
    if !choice.accent.is_empty() {
        pairs.push((ACCENT.to_owned(), choice.accent.clone()));
    }
    if choice.fills {
        pairs.push((FILLS.to_owned(), "true".to_owned()));
    }
    pairs.extend(choice.scalars());
    let lists = choice.lists();
    if lists != Datum::Record(Vec::new()) {
        pairs.push(("cw".to_owned(), json(&lists)));
    }
    format!("#?{}", query(&pairs))
}

/// Names and values as an address writes them.
pub fn query(pairs: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", percent(name), percent(value));
    let pairs: Vec<_> = pairs.iter().map(pair).collect();
    pairs.join("&")
}

/// Reads a fragment. What means nothing is passed over.
///
/// - `parse`: reads JSON.
pub fn read(fragment: &str, parse: impl Fn(&str) -> Option<Datum>) -> Choice {
    let said = fragment.trim_start_matches('#').trim_start_matches('?');
    let pairs = said.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((plain(name)?, plain(value)?))
    });
    let pairs: Vec<(String, String)> = pairs.collect();
    let said = |wanted: &str| {
        let mut pairs = pairs.iter();
        let found = pairs.find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.trim())
    };
    let is_projector = said(TOOL) == tag(Tool::LifetimeValueProjector);
    let tool = if is_projector {
        Tool::LifetimeValueProjector
    } else {
        Tool::ConversionCalculator
    };
    let mut choice = Choice::of(tool);
    let mut views: Vec<View> = Vec::new();
    for name in said("views").split_whitespace() {
        let known = tool.views().iter().find(|view| view.name() == name);
        views.extend(known.filter(|view| !views.contains(view)));
    }
    if said(TOOL).is_empty() {
        // Nothing was chosen.
    } else if views.is_empty() {
        choice.views = tool.views().to_vec();
    } else {
        choice.views = views;
    }
    for name in said("fields").split_whitespace() {
        let known = FieldId::named(name).filter(|field| is_offered(&choice.views, *field));
        choice
            .fields
            .extend(known.filter(|field| !choice.fields.contains(field)));
    }
    let is_tag = |text: &str| {
        text.len() <= 35 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if is_tag(said("lang")) {
        said("lang").clone_into(&mut choice.language);
    }
    let currency = said("currency").to_ascii_uppercase();
    if currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase()) {
        choice.currency = currency;
    }
    if ["light", "dark"].contains(&said("theme")) {
        said("theme").clone_into(&mut choice.theme);
    }
    choice.accent = Colour::read(said(ACCENT)).map_or(String::new(), |colour| colour.to_string());
    said("label").clone_into(&mut choice.label);
    choice.fills = said(FILLS) == "true";

    let child = parse(said("cw")).unwrap_or(Datum::Null);
    let listed = spoken(&child, tool.views());
    for &field in FieldId::ALL {
        if !choice
            .views
            .iter()
            .any(|view| view.fields().contains(&field))
        {
            continue;
        }
        let attribute = field.is_scalar().then(|| said(&field.attribute()));
        let value = attribute
            .filter(|text| !text.is_empty())
            .map(|text| attribute_value(field, text));
        if let Some(Ok(value)) = value {
            choice.given.push((field, value_datum(field, &value)));
        } else if let Some((_, datum)) = listed.fields.iter().find(|(known, _)| *known == field)
            && author_list(field, datum).0.is_some()
        {
            choice.given.push((field, (*datum).clone()));
        }
    }
    choice
}

/// Whether a view of these lets this field stand in front: it is a single input that a reader sees.
pub fn is_offered(views: &[View], field: FieldId) -> bool {
    field != FieldId::Marks && views.iter().any(|view| view.fields().contains(&field))
}
