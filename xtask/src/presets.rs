//! The examples of `presets/`: what a file may say, and the element that it becomes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

/// The elements that a preset may be of.
const TOOLS: [&str; 2] = ["conversion-calculator", "lifetime-value-projector"];

/// What every preset says of itself, on the page and in the lines to copy.
pub(crate) const WARNING: &str = "Example figures, not a benchmark.";

/// All views, in the order in which they are shown.
const VIEWS: [&str; 8] = [
    "rate",
    "return",
    "fee",
    "compare",
    "splitTest",
    "plan",
    "value",
    "tradeOff",
];

/// What an author may start from.
#[derive(Debug, PartialEq)]
pub(crate) struct Preset {
    /// Of its file, and of its folder among the pages.
    pub(crate) name: String,
    pub(crate) title: String,
    /// What the figures are an answer to.
    pub(crate) question: String,
    pub(crate) tool: String,
    pub(crate) views: Vec<String>,
    pub(crate) note: String,
    scenario: Map<String, Value>,
    /// The file.
    pub(crate) source: String,
}

impl Preset {
    /// Reads what stands in the file of this name.
    pub(crate) fn read(name: &str, json: &str) -> Result<Self> {
        let said: Map<String, Value> = serde_json::from_str(json)?;
        let known = [
            "name", "title", "question", "tool", "views", "note", "scenario",
        ];
        if let Some(other) = said.keys().find(|key| !known.contains(&key.as_str())) {
            bail!("`{other}` means nothing");
        }
        let text = |key: &str| match said.get(key).and_then(Value::as_str) {
            Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
            _ => bail!("`{key}` is no text"),
        };
        let views = said.get("views").and_then(Value::as_array);
        let views: Vec<_> = views
            .into_iter()
            .flatten()
            .filter_map(|view| view.as_str().map(str::to_owned))
            .collect();
        let scenario = said.get("scenario").and_then(Value::as_object);
        let preset = Self {
            name: text("name")?,
            title: text("title")?,
            question: text("question")?,
            tool: text("tool")?,
            views,
            note: text("note")?,
            scenario: scenario.context("`scenario` is no record")?.clone(),
            source: json.to_owned(),
        };
        if preset.name != name {
            bail!("`name` is not that of the file");
        }
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        ensure!(
            name.chars().all(is_plain),
            "a name is small letters, digits and dashes: it is part of an address"
        );
        if !TOOLS.contains(&preset.tool.as_str()) {
            bail!("`tool` is none of {TOOLS:?}");
        }
        if preset.views.is_empty() {
            bail!("`views` names none");
        }
        for view in &preset.views {
            if !preset.scenario.contains_key(view) {
                bail!("`scenario` says nothing of the view `{view}`");
            }
        }
        for key in preset.scenario.keys() {
            if key != "currency" && !preset.views.contains(key) {
                bail!("`scenario` speaks of `{key}`, which is none of its views");
            }
        }
        Ok(preset)
    }

    /// The element with the scenario inside, marked as an example wherever somebody may read it.
    ///
    /// - `attributes`: further ones.
    /// - `inside`: what is shown until the widget is ready: markup.
    pub(crate) fn element(&self, attributes: &str, inside: &str) -> String {
        let Self { tool, .. } = self;
        // In a script nothing can be escaped: a `<` would have to be written otherwise.
        let scenario = lines(&Value::Object(self.scenario.clone()), 1).replace('<', "\\u003c");
        format!(
            "<{tool} views=\"{views}\" label=\"{label}\" {attributes}>\n{inside}  \
             <script type=\"application/json\">\n{scenario}\n  </script>\n</{tool}>",
            views = self.views.join(" "),
            label = escaped(&self.label()),
        )
    }

    /// The heading of its card, and the name of its frame.
    pub(crate) fn label(&self) -> String {
        format!("{}: example figures", self.title)
    }

    /// The query of the page for frames: all of it, because it is published, and a frame's fragment is
    /// not its own everywhere (`WordPress` adds one).
    pub(crate) fn query(&self) -> String {
        let pairs = [
            ("tool", self.tool.clone()),
            ("views", self.views.join(" ")),
            ("label", self.label()),
            ("cw", Value::Object(self.scenario.clone()).to_string()),
        ];
        let pairs = pairs.map(|(name, value)| format!("{name}={}", encoded(&value)));
        format!("?{}", pairs.join("&"))
    }

    /// The fragment of the builder that begins with all of it: single figures as attributes, and as
    /// JSON only the lists.
    pub(crate) fn fragment(&self) -> String {
        let mut pairs = vec![
            ("tool".to_owned(), self.tool.clone()),
            ("views".to_owned(), self.views.join(" ")),
            ("label".to_owned(), self.label()),
        ];
        let mut lists = Map::new();
        for (name, said) in &self.scenario {
            if let Value::Object(fields) = said {
                let kept = split(fields, "", &mut pairs);
                if !kept.is_empty() {
                    lists.insert(name.clone(), Value::Object(kept));
                }
            } else {
                pairs.push((attribute(name), plain(said)));
            }
        }
        if !lists.is_empty() {
            pairs.push(("cw".to_owned(), Value::Object(lists).to_string()));
        }
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        format!("#?{}", pairs.join("&"))
    }

    /// Where its first view stands among all.
    fn place(&self) -> usize {
        let first = self.views.first();
        let mut places = VIEWS.iter();
        places
            .position(|view| first.is_some_and(|first| first == view))
            .unwrap_or(VIEWS.len())
    }
}

/// All presets, by their first view, and then by name.
pub(crate) fn all(folder: &Path) -> Result<Vec<Preset>> {
    let mut presets = Vec::new();
    for file in fs::read_dir(folder).context("presets/ cannot be read")? {
        let path = file?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let preset = Preset::read(&name, &fs::read_to_string(&path)?);
        presets.push(preset.with_context(|| format!("presets/{name}.json"))?);
    }
    if presets.is_empty() {
        bail!("presets/ is empty");
    }
    presets.sort_by(|a, b| (a.place(), &a.name).cmp(&(b.place(), &b.name)));
    Ok(presets)
}

/// Adds the single figures of a record to the attributes, and hands back the lists of it.
fn split(
    fields: &Map<String, Value>,
    before: &str,
    pairs: &mut Vec<(String, String)>,
) -> Map<String, Value> {
    let mut lists = Map::new();
    for (name, value) in fields {
        let attribute = format!("{before}{}", attribute(name));
        match value {
            Value::Array(_) => {
                lists.insert(name.clone(), value.clone());
            }
            Value::Object(inside) => {
                let kept = split(inside, &format!("{attribute}-"), pairs);
                if !kept.is_empty() {
                    lists.insert(name.clone(), Value::Object(kept));
                }
            }
            single => pairs.push((attribute, plain(single))),
        }
    }
    lists
}

/// `grossMargin` as an attribute: `gross-margin`.
fn attribute(name: &str) -> String {
    let letter = |letter: char| {
        if letter.is_ascii_uppercase() {
            format!("-{}", letter.to_ascii_lowercase())
        } else {
            letter.to_string()
        }
    };
    name.chars().map(letter).collect::<Vec<_>>().concat()
}

/// A single value as an attribute writes it.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Text between tags or in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Text in the query of an address: what is not plain everywhere, in percents.
fn encoded(text: &str) -> String {
    let written = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-_.~:,".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(written).collect::<Vec<_>>().concat()
}

/// JSON for people: a line for every name, lists and what is nested deeper in one line.
fn lines(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(entries) if depth < 3 => {
            let inside: Vec<_> = entries
                .iter()
                .map(|(name, value)| {
                    format!("{indent}  \"{name}\": {}", lines(value, depth + 1).trim())
                })
                .collect();
            format!("{indent}{{\n{}\n{indent}}}", inside.join(",\n"))
        }
        Value::Object(entries) => {
            let inside: Vec<_> = entries
                .iter()
                .map(|(name, value)| format!("\"{name}\": {}", lines(value, depth)))
                .collect();
            format!("{{{}}}", inside.join(", "))
        }
        Value::Array(items) => {
            let inside: Vec<_> = items.iter().map(|item| lines(item, 4)).collect();
            if items.iter().any(Value::is_object) {
                let rows = inside.join(&format!(",\n{indent}  "));
                format!("[\n{indent}  {rows}\n{indent}]")
            } else {
                format!("[{}]", inside.join(", "))
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Preset, VIEWS, all, encoded, lines};
    use crate::project::Project;

    pub(crate) const TEA: &str = r#"{"name": "tea", "title": "Tea & cake", "question": "More than \"tea\"?", "tool": "lifetime-value-projector", "views": ["value"],
        "note": "Two < three.", "scenario": {"currency": "EUR", "value": {"orderValue": 20.5,
        "retention": {"kind": "observed", "shares": [0.9, 0.8]}}}}"#;

    #[test]
    fn json_is_laid_out_for_people_and_stays_the_same() {
        let preset = Preset::read("tea", TEA).unwrap();
        let scenario = serde_json::Value::Object(preset.scenario);
        let text = lines(&scenario, 1);
        assert_eq!(
            text,
            "  {\n    \"currency\": \"EUR\",\n    \"value\": {\n      \"orderValue\": 20.5,\n      \
             \"retention\": {\"kind\": \"observed\", \"shares\": [0.9, 0.8]}\n    }\n  }"
        );
        for value in [
            scenario,
            serde_json::json!({"tradeOff": {"offers": [{"name": "A"}, {"name": "B", "retention": {"rate": 0.5}}]}}),
        ] {
            let text = lines(&value, 1);
            let same: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(same, value, "{text}");
        }
    }

    #[test]
    fn what_is_no_preset_is_refused_with_its_reason() {
        assert!(Preset::read("tea", TEA).is_ok());
        for (part, other, reason) in [
            ("\"name\": \"tea\"", "\"name\": \"coffee\"", "file"),
            ("More than \\\"tea\\\"?", "", "question"),
            ("lifetime-value-projector", "blink", "tool"),
            ("[\"value\"]", "[]", "none"),
            ("[\"value\"]", "[\"value\", \"rate\"]", "rate"),
            ("\"currency\"", "\"plan\"", "plan"),
            ("\"note\"", "\"notes\"", "notes"),
            ("Two < three.", " ", "note"),
        ] {
            let error = Preset::read("tea", &TEA.replace(part, other)).unwrap_err();
            assert!(error.to_string().contains(reason), "{other}: {error}");
        }
    }

    #[test]
    fn a_name_is_part_of_an_address() {
        let named = |name: &str| {
            let json = TEA.replace("\"name\": \"tea\"", &format!("\"name\": \"{name}\""));
            Preset::read(name, &json)
        };
        assert!(named("tea-2").is_ok());
        for name in ["Tea", "tea cake", "tea/cake", "tea.", "t%C3%A9"] {
            assert!(named(name).is_err(), "{name}");
        }
    }

    #[test]
    fn presets_are_shown_by_view_and_every_view_has_one() {
        let presets = all(&Project::find().unwrap().root.join("presets")).unwrap();
        let places: Vec<_> = presets.iter().map(Preset::place).collect();
        assert!(places.is_sorted());
        assert!((0..VIEWS.len()).all(|place| places.contains(&place)));
    }

    #[test]
    fn an_element_says_that_it_is_an_example_and_runs_nothing() {
        let tea = TEA.replace("\"EUR\"", "\"</script><b>\"");
        let element = Preset::read("tea", &tea)
            .unwrap()
            .element("hidden", "  <p>\n");
        assert!(element.contains(" label=\"Tea &amp; cake: example figures\" hidden>\n  <p>\n"));
        assert_eq!(element.matches("</script>").count(), 1);
        assert!(element.contains("\\u003c/script>"), "{element}");
    }

    #[test]
    fn the_query_of_a_frame_holds_the_scenario_and_only_what_no_filter_touches() {
        assert_eq!(encoded("a b&c=€\"<+>"), "a%20b%26c%3D%E2%82%AC%22%3C%2B%3E");
        let query = Preset::read("tea", TEA).unwrap().query();
        assert!(
            query.starts_with("?tool=lifetime-value-projector&views=value&label=Tea%20%26%20cake")
        );
        assert!(
            query.contains("&cw=%7B%22currency%22:%22EUR%22,%22value%22:%7B%22orderValue%22:20.5")
        );
        assert_eq!(
            Preset::read("tea", TEA).unwrap().fragment(),
            "#?tool=lifetime-value-projector&views=value&label=Tea%20%26%20cake:%20example%20figures&currency=EUR\
             &order-value=20.5&retention-kind=observed\
             &cw=%7B%22value%22:%7B%22retention%22:%7B%22shares%22:%5B0.9,0.8%5D%7D%7D%7D"
        );
        let is_safe = |c: char| c.is_ascii_alphanumeric() || "?&=%-_.~:,".contains(c);
        assert!(query.chars().all(is_safe), "{query}");
    }
}
