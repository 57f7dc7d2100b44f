//! What the widget says of a preset, and how it looks: read and photographed in a real browser.
//!
//! Nothing is computed here a second time, and no sentence is written twice: a page made from a portrait
//! cannot disagree with the element that stands on it. Portraits are kept in `target/portraits/`, by what
//! they are made from, so that a preset that has not changed costs nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::loopback::Loopback;
use crate::presets::{Preset, escaped};
use crate::{digest, palette};

/// The size of a picture: what the pages that show links ask for.
pub(crate) const PICTURE: [u32; 2] = [1200, 630];

/// The widths of a column that the element is measured in: on a page of ours of just below 360, 460 and
/// 640 px, and where it stops to grow.
pub(crate) const COLUMNS: [u32; 4] = [323, 414, 576, 720];

const STAGE: &str = include_str!("portrait/stage.html");
const SHEET: &str = include_str!("portrait/stage.css");
const SCRIPT: &str = include_str!("portrait/stage.js");

/// Where the stage is served.
const FOLDER: &str = "/portrait/";

/// A table of a view, with the words of the widget.
#[derive(Debug, PartialEq)]
pub(crate) struct Table {
    pub(crate) title: String,
    /// None where the first cell of a row names it and the second says it all.
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// What one view says.
#[derive(Debug, PartialEq)]
pub(crate) struct Words {
    /// The question that the view asks.
    pub(crate) heading: String,
    pub(crate) headline: String,
    pub(crate) interval: String,
    /// What it comes down to.
    pub(crate) meaning: String,
    /// All paragraphs.
    pub(crate) verdict: Vec<String>,
    /// What came out, then what was put in.
    pub(crate) tables: Vec<Table>,
}

impl Words {
    /// The answer in a few sentences.
    pub(crate) fn answer(&self) -> String {
        let said = [&self.headline, &self.interval, &self.meaning];
        let said = said.into_iter().filter(|said| !said.is_empty());
        let whole = said.map(|said| format!("{}.", said.trim_end_matches('.')));
        whole.collect::<Vec<_>>().join(" ")
    }
}

/// A preset as the widget shows it.
#[derive(Debug, PartialEq)]
pub(crate) struct Portrait {
    /// One for each view, in their order.
    pub(crate) words: Vec<Words>,
    /// How tall the element is in [`COLUMNS`].
    pub(crate) heights: [u64; 4],
    /// A PNG.
    pub(crate) picture: Vec<u8>,
}

impl Portrait {
    /// Reads what the stage has told.
    pub(crate) fn read(told: &Value, picture: Vec<u8>) -> Result<Self> {
        let complaints = texts(told.get("complaints"));
        if let Some(first) = complaints.first() {
            bail!("the widget complains: {first}");
        }
        let said = list(told.get("said"));
        let words = said.iter().map(words).collect::<Result<Vec<_>>>()?;
        let heights: Vec<_> = list(told.get("heights"))
            .iter()
            .filter_map(Value::as_u64)
            .collect();
        let heights = heights.try_into().ok().context("it was not measured")?;
        ensure!(!words.is_empty(), "it says nothing");
        Ok(Self {
            words,
            heights,
            picture,
        })
    }

    /// The answer of the first view.
    pub(crate) fn answer(&self) -> String {
        self.words.first().map(Words::answer).unwrap_or_default()
    }

    /// The shortest answer there is.
    pub(crate) fn headline(&self) -> &str {
        self.words.first().map_or("", |words| &words.headline)
    }
}

/// Reads what one view says, or why it says nothing.
fn words(said: &Value) -> Result<Words> {
    let is = |name: &str| said.get(name).and_then(Value::as_bool) == Some(true);
    let errors = texts(said.get("errors"));
    if !errors.is_empty() {
        bail!("the widget does not take {}", errors.join(", "));
    }
    ensure!(is("found"), "the widget finds no result");
    ensure!(!is("isExample"), "the widget shows its own example instead");
    let tables = list(said.get("tables")).iter().map(|table| Table {
        title: text(table.get("title")),
        columns: texts(table.get("columns")),
        rows: list(table.get("rows"))
            .iter()
            .map(|row| texts(Some(row)))
            .collect(),
    });
    let words = Words {
        heading: text(said.get("heading")),
        headline: text(said.get("headline")),
        interval: text(said.get("interval")),
        meaning: text(said.get("meaning")),
        verdict: texts(said.get("verdict")),
        tables: tables.collect(),
    };
    ensure!(
        !words.headline.is_empty() && !words.verdict.is_empty() && !words.tables.is_empty(),
        "what the widget shows cannot be read; does xtask/src/portrait/stage.js still know its parts?"
    );
    Ok(words)
}

fn text(value: Option<&Value>) -> String {
    let text = value.and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn texts(value: Option<&Value>) -> Vec<String> {
    list(value).iter().map(|item| text(Some(item))).collect()
}

/// Where portraits are made: a release that is not published yet.
pub(crate) struct Studio<'build> {
    /// The folder that the version's folder stands in.
    pub(crate) site: &'build Path,
    pub(crate) version: &'build str,
    /// The version's `embed.js`. It holds the names of all modules, and those their digests.
    pub(crate) embed: &'build str,
    /// Where portraits are kept.
    pub(crate) kept: PathBuf,
}

impl Studio<'_> {
    /// The portraits of these presets, in the same order. A browser is started only for what is new.
    pub(crate) fn portray(&self, presets: &[Preset]) -> Result<Vec<Portrait>> {
        fs::create_dir_all(&self.kept).context("target/portraits/ cannot be written")?;
        let names: Vec<_> = presets.iter().map(|preset| self.name(preset)).collect();
        let mut atelier = None;
        let mut portraits = Vec::new();
        for (preset, name) in presets.iter().zip(&names) {
            let portrait = match self.found(name) {
                Some(portrait) => Ok(portrait),
                None => self.made(preset, name, &mut atelier, presets),
            };
            portraits.push(portrait.with_context(|| format!("presets/{}.json", preset.name))?);
        }
        self.clear(&names)?;
        Ok(portraits)
    }

    /// What a portrait is kept as: a digest of all that it is made from.
    fn name(&self, preset: &Preset) -> String {
        let parts = [self.embed, STAGE, SHEET, SCRIPT, &preset.source];
        digest::short(parts.join("\0").as_bytes())
    }

    fn files(&self, name: &str) -> [PathBuf; 2] {
        ["json", "png"].map(|ending| self.kept.join(format!("{name}.{ending}")))
    }

    fn found(&self, name: &str) -> Option<Portrait> {
        let [words, picture] = self.files(name);
        let told = serde_json::from_slice(&fs::read(words).ok()?).ok()?;
        Portrait::read(&told, fs::read(picture).ok()?).ok()
    }

    fn made(
        &self,
        preset: &Preset,
        name: &str,
        atelier: &mut Option<(Chromium, String)>,
        presets: &[Preset],
    ) -> Result<Portrait> {
        let (browser, address) = match atelier {
            Some(ready) => ready,
            None => atelier.insert((Chromium::start()?, self.open(presets)?)),
        };
        browser.open(&format!("{address}{}", stage(preset)))?;
        let views = Value::from(preset.views.clone());
        let told = browser.ask(&format!("portray({views}, {})", json!(COLUMNS)))?;
        let picture = palette::squeeze(&browser.photograph(PICTURE)?)?;
        let portrait = Portrait::read(&told, picture)?;
        let [words, picture] = self.files(name);
        fs::write(picture, &portrait.picture)?;
        // Last: without it the other is not looked at.
        fs::write(words, told.to_string())?;
        Ok(portrait)
    }

    /// Serves the release, and a stage for each preset.
    fn open(&self, presets: &[Preset]) -> Result<String> {
        let mut texts = BTreeMap::new();
        for (name, text) in [("stage.css", SHEET), ("stage.js", SCRIPT)] {
            texts.insert(format!("{FOLDER}{name}"), text.to_owned());
        }
        for preset in presets {
            let page = STAGE
                .replace("%VERSION%", self.version)
                .replace(
                    "%ELEMENT%",
                    &preset.element("theme=\"light\" loading=\"eager\"", ""),
                )
                .replace("%TITLE%", &escaped(&preset.title))
                .replace("%QUESTION%", &escaped(&preset.question));
            texts.insert(stage(preset), page);
        }
        let folder = self.site.to_owned();
        Loopback { folder, texts }.serve()
    }

    /// Removes what no preset of today is kept as.
    fn clear(&self, names: &[String]) -> Result<()> {
        for file in fs::read_dir(&self.kept)? {
            let path = file?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if !names.iter().any(|kept| *kept == name) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

/// The path of a preset's stage.
fn stage(preset: &Preset) -> String {
    format!("{FOLDER}{}.html", preset.name)
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::{Value, json};

    use super::Portrait;

    pub(crate) fn told() -> Value {
        json!({"complaints": [], "heights": [3000, 2000, 1500, 1000], "said": [{
            "errors": [], "found": true, "isExample": false, "heading": "Worth?", "headline": "€57 per customer",
            "interval": "€9 & more", "meaning": "It pays.", "verdict": ["It pays.", "Luck < skill."],
            "tables": [
                {"title": "The figures", "columns": [], "rows": [["Value", "€57"]]},
                {"title": "Offers", "columns": ["Name", "Rate"], "rows": [["A", "3%"], ["B", "4%"]]},
            ],
        }]})
    }

    #[test]
    fn what_the_stage_tells_is_an_answer_and_tables() {
        let portrait = Portrait::read(&told(), Vec::new()).unwrap();
        assert_eq!(portrait.answer(), "€57 per customer. €9 & more. It pays.");
        assert_eq!(portrait.headline(), "€57 per customer");
        assert_eq!(portrait.heights, [3000, 2000, 1500, 1000]);
        let table = portrait.words[0].tables.last().unwrap();
        assert_eq!(table.rows, [["A", "3%"], ["B", "4%"]]);
    }

    #[test]
    fn a_preset_that_the_widget_does_not_take_fails_with_the_field() {
        for (path, value, reason) in [
            ("/complaints", json!(["`colour` means nothing"]), "`colour`"),
            (
                "/said/0/errors",
                json!(["`value.orderValue` (missing)"]),
                "`value.orderValue`",
            ),
            ("/said/0/found", json!(false), "no result"),
            ("/said/0/isExample", json!(true), "example"),
            ("/said/0/tables", json!([]), "stage.js"),
            ("/said/0/headline", json!(""), "stage.js"),
            ("/heights", json!([1, 2]), "measured"),
            ("/said", json!([]), "nothing"),
        ] {
            let mut told = told();
            *told.pointer_mut(path).unwrap() = value;
            let error = Portrait::read(&told, Vec::new()).unwrap_err().to_string();
            assert!(error.contains(reason), "{path}: {error}");
        }
    }
}
