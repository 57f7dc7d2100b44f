//! Every preset is a scenario that the widget takes as it stands, and finds an outcome for.

use crate::support::ENGLISH;
use conversion_widget::embed::exchange::{lay_child, spoken};
use conversion_widget::outcome::outcome;
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::Draft;
use conversion_widget::scenario::scenario;
use conversion_widget::scenario::view::{Tool, View};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

pub(crate) fn presets() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("presets");
    let mut presets = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let preset = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        presets.push((name, preset));
    }
    presets
}

pub(crate) fn datum(value: &Value) -> Datum {
    match value {
        Value::Null => Datum::Null,
        Value::Bool(flag) => Datum::Flag(*flag),
        Value::Number(number) => Datum::Number(number.as_f64().unwrap()),
        Value::String(text) => Datum::Text(text.clone()),
        Value::Array(items) => Datum::List(items.iter().map(datum).collect()),
        Value::Object(entries) => Datum::Record(
            entries
                .iter()
                .map(|(name, value)| (name.clone(), datum(value)))
                .collect(),
        ),
    }
}

#[test]
fn every_kind_of_shop_that_was_promised_is_there_and_every_view_is_shown() {
    let presets = presets();
    for name in [
        "coffee-by-post",
        "fashion-shop",
        "online-course",
        "software-trial",
        "subscription-box",
    ] {
        let file = format!("{name}.json");
        assert!(presets.iter().any(|(known, _)| *known == file), "{name}");
    }
    for tool in ["conversion-calculator", "lifetime-value-projector"] {
        for view in Tool::of(tool).views() {
            let shows = |(_, preset): &(String, Value)| {
                let mut views = preset["views"].as_array().unwrap().iter();
                preset["tool"] == tool && views.any(|known| known == view.name())
            };
            assert!(presets.iter().any(shows), "{}", view.name());
        }
    }
}

#[test]
fn every_preset_has_an_outcome_and_nothing_that_is_not_understood() {
    for (name, preset) in presets() {
        let tool = Tool::of(preset["tool"].as_str().unwrap());
        let said = datum(&preset["scenario"]);
        let said = spoken(&said, tool.views());
        assert_eq!(said.complaints("it"), Vec::<String>::new(), "{name}");
        let mut draft = Draft::default();
        assert_eq!(lay_child(&mut draft, &said), [], "{name}");
        let views = preset["views"].as_array().unwrap();
        for view in views {
            let is_it = |known: &&View| *view == known.name();
            let view = *tool.views().iter().find(is_it).unwrap_or_else(|| {
                panic!("{name}: {view} is no view of its tool");
            });
            // Its own figures, and none of the widget's example.
            assert!(!draft.is_example(view), "{name}");
            let scenario = scenario(&draft, view, &ENGLISH)
                .unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
            let outcome = outcome(scenario);
            assert!(!outcome.figures().is_empty(), "{name}");
            if let Some(Datum::Number(value)) = outcome.datum().entry("value") {
                assert!(*value > 0.0, "{name}: worth {value}");
            }
        }
    }
}
