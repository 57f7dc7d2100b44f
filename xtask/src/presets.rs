//! The examples of `presets/` that an author may start from, as the site shows them: lines to copy.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

/// The elements that a preset may be of.
const TOOLS: [&str; 2] = ["conversion-calculator", "lifetime-value-projector"];

/// What every preset says of itself, on the page and in the lines to copy.
const WARNING: &str = "Example figures, not a benchmark.";

/// What an author may start from.
#[derive(Debug, PartialEq)]
pub(crate) struct Preset {
    name: String,
    title: String,
    tool: String,
    views: Vec<String>,
    note: String,
    scenario: Map<String, Value>,
}

impl Preset {
    /// Reads what stands in the file of this name.
    fn read(name: &str, json: &str) -> Result<Self> {
        let said: Map<String, Value> = serde_json::from_str(json)?;
        let known = ["name", "title", "tool", "views", "note", "scenario"];
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
            tool: text("tool")?,
            views,
            note: text("note")?,
            scenario: scenario.context("`scenario` is no record")?.clone(),
        };
        if preset.name != name {
            bail!("`name` is not that of the file");
        }
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
    /// - `place`: the attribute that keeps its place on the page.
    /// - `fallback`: an attribute of what stands inside.
    fn element(&self, place: &str, fallback: &str) -> String {
        let Self {
            title, tool, note, ..
        } = self;
        let views = self.views.join(" ");
        // In a script nothing can be escaped: a `<` would have to be written otherwise.
        let scenario = Value::Object(self.scenario.clone());
        let scenario = lines(&scenario, 1).replace('<', "\\u003c");
        format!(
            "<{tool} views=\"{views}\" label=\"{title}: example figures\" {place}>\n  \
             <p{fallback}>{WARNING} {note}</p>\n  \
             <script type=\"application/json\">\n{scenario}\n  </script>\n\
             </{tool}>",
            title = escaped(title),
            note = escaped(note),
        )
    }

    /// The lines that an author copies.
    fn snippet(&self) -> String {
        let element = self.element("style=\"display:block;min-height:1900px\"", "");
        format!("<figure>\n{element}\n<figcaption>{WARNING}</figcaption>\n</figure>")
    }

    /// The element as the site shows it: its policy lets nothing be styled inline.
    fn live(&self) -> String {
        let element = self.element("class=\"tallest\"", " class=\"fallback\"");
        format!(
            "<figure class=\"live\">\n{element}\n<figcaption><p><b>Fig. 7</b> What was chosen above, live: the \
             figures stand inside the element as JSON. {WARNING}</p></figcaption>\n</figure>"
        )
    }
}

/// All presets, in the order of their names.
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
    presets.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(presets)
}

/// The buttons that choose, an element of each kind that shows what was chosen, and the lines to
/// copy. Without a script the lines of all stand below one another.
pub(crate) fn page(presets: &[Preset]) -> String {
    let mut buttons = Vec::new();
    let mut sheets = Vec::new();
    for preset in presets {
        let Preset {
            name, title, note, ..
        } = preset;
        let (title, note) = (escaped(title), escaped(note));
        buttons.push(format!(
            "    <button type=\"button\" value=\"{name}\" aria-pressed=\"false\">{title}</button>\n"
        ));
        sheets.push(format!(
            "  <div class=\"wide preset\" data-preset=\"{name}\">\n    \
             <h3>{title}</h3>\n    \
             <p>{note} <strong>{WARNING}</strong></p>\n    \
             <div class=\"sheet\">\n      \
             <div class=\"bar\"><span id=\"{name}-name\">HTML</span><span class=\"said\" role=\"status\"></span>\
             <button type=\"button\" data-copy=\"{name}\" aria-describedby=\"{name}-name\" hidden>Copy</button></div>\n      \
             <pre><code id=\"{name}\" data-host>{}\n{}</code></pre>\n    \
             </div>\n  \
             </div>\n",
            escaped(
                "<script async src=\"https://HOST/%VERSION%/embed.js\" integrity=\"%EMBED_INTEGRITY%\" \
                 crossorigin=\"anonymous\"></script>"
            ),
            escaped(&preset.snippet()),
        ));
    }
    let mut shown = String::new();
    for tool in TOOLS {
        if let Some(preset) = presets.iter().find(|preset| preset.tool == tool) {
            shown.push_str(&preset.live());
        }
    }
    format!(
        "<div class=\"choice wide\" role=\"group\" aria-label=\"Examples\" hidden>\n{}  </div>\n{}  {shown}",
        buttons.concat(),
        sheets.concat()
    )
}

/// Text between tags or in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
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
mod tests {
    use super::{Preset, WARNING, all, lines, page};
    use crate::project::Project;

    const TEA: &str = r#"{"name": "tea", "title": "Tea & cake", "tool": "lifetime-value-projector", "views": ["value"],
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
            ("\"tea\"", "\"coffee\"", "file"),
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
    fn the_page_says_of_every_preset_that_it_is_an_example() {
        let presets = all(&Project::find().unwrap().root.join("presets")).unwrap();
        for preset in &presets {
            let element = preset.snippet();
            assert_eq!(element.matches(WARNING).count(), 2, "{}", preset.name);
            assert!(element.contains("example figures\""), "{}", preset.name);
            assert!(page(&presets).contains(&format!("id=\"{}\"", preset.name)));
        }
        let tea = page(&[Preset::read("tea", TEA).unwrap()]);
        assert!(tea.contains("Tea &amp; cake") && tea.contains("Two &lt; three."));
        // In the lines to copy, the markup of the element is text once more.
        assert!(tea.contains("Tea &amp;amp; cake: example figures"), "{tea}");
    }
}
