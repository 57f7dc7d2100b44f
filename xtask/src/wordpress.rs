//! The plugin for `WordPress`: what stands in `packages/wordpress/`, with the files of the release, as the zip
//! that a person uploads under Plugins → Add New.
//!
//! ```text
//! conversion-widget/
//!   conversion-widget.php, block.json, block.js, block.css, readme.txt, LICENSE
//!   facts.php      made here: the version, the integrity of embed.js, the views and the fields
//!   <version>/     the release's folder as it is, without what is compressed for servers
//! ```

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::project::Project;
use crate::{digest, manifest};

/// The folder in the zip, which is the plugin's name in `WordPress`.
const FOLDER: &str = "conversion-widget";

/// Writes the zip into a folder, and hands back where it is. Of equal files it makes equal bytes.
pub(crate) fn write(project: &Project, version: &str, dist: &Path, into: &Path) -> Result<PathBuf> {
    let files = files(project, version, dist)?;
    let path = into.join(format!("conversion-widget-wordpress-{version}.zip"));
    fs::create_dir_all(into)?;
    fs::write(&path, zip(&files)?)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

/// The files of the plugin by their paths in the zip, sorted.
fn files(project: &Project, version: &str, dist: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let sources = project.root.join("packages/wordpress");
    let mut files = Vec::new();
    for path in manifest::paths(&sources)? {
        let bytes = fs::read(sources.join(&path))?;
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => text.replace("%VERSION%", version).into_bytes(),
            Err(picture) => picture.into_bytes(),
        };
        files.push((path, bytes));
    }
    files.push((
        "LICENSE".to_owned(),
        fs::read(project.root.join("LICENSE"))?,
    ));
    let released = dist.join(version);
    for path in manifest::paths(&released)? {
        if !["br", "gz"]
            .iter()
            .any(|ending| manifest::has_ending(&path, ending))
        {
            files.push((format!("{version}/{path}"), fs::read(released.join(&path))?));
        }
    }
    let embed = fs::read(released.join("embed.js"))
        .with_context(|| format!("dist/{version}/ is no release"))?;
    let table: Value =
        serde_json::from_slice(&fs::read(project.root.join("packages/fields.json"))?)?;
    let facts = facts(version, &digest::integrity(&embed), &table)
        .context("packages/fields.json is not what it should be")?;
    let made = format!(
        "<?php\n// Made when the plugin was packed.\nreturn {};\n",
        php(&facts, 0)
    );
    files.push(("facts.php".to_owned(), made.into_bytes()));
    for (path, _) in &mut files {
        *path = format!("{FOLDER}/{path}");
    }
    files.sort();
    Ok(files)
}

/// What the plugin knows of the release. Lists of things with a name become records, which keep their order.
fn facts(version: &str, integrity: &str, table: &Value) -> Option<Value> {
    let mut tools = Map::new();
    for (tool, views) in table.get("tools")?.as_object()? {
        tools.insert(tool.clone(), by_name(views)?);
    }
    let mut fields = Map::new();
    for (name, field) in table.get("fields")?.as_object()? {
        let mut field = field.as_object()?.clone();
        if let Some(choices) = field.get("choices") {
            let mut words = Map::new();
            for choice in choices.as_array()? {
                words.insert(
                    choice.get("name")?.as_str()?.to_owned(),
                    choice.get("label")?.clone(),
                );
            }
            field.insert("choices".to_owned(), words.into());
        }
        fields.insert(name.clone(), field.into());
    }
    Some(json!({
        "version": version,
        "integrity": integrity,
        "tools": tools,
        "fields": fields,
    }))
}

fn by_name(list: &Value) -> Option<Value> {
    let mut record = Map::new();
    for row in list.as_array()? {
        let mut row = row.as_object()?.clone();
        let name = row.remove("name")?.as_str()?.to_owned();
        record.insert(name, row.into());
    }
    Some(record.into())
}

/// A value as PHP writes it.
fn php(value: &Value, depth: usize) -> String {
    let entries = |entries: Vec<String>| {
        let mut lines = String::from("array(\n");
        for entry in entries {
            let _ = writeln!(lines, "{}{entry},", "\t".repeat(depth + 1));
        }
        lines + &"\t".repeat(depth) + ")"
    };
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) => entries(items.iter().map(|item| php(item, depth + 1)).collect()),
        Value::Object(record) => entries(
            record
                .iter()
                .map(|(name, value)| format!("{} => {}", quoted(name), php(value, depth + 1)))
                .collect(),
        ),
        other => other.to_string(),
    }
}

/// In single quotes PHP knows nothing special but these two.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, bytes) in files {
        zip.start_file(path.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::{facts, files, php, zip};
    use crate::manifest;
    use crate::project::Project;
    use serde_json::{Value, json};
    use std::fs;
    use std::io::{Cursor, Read};

    #[test]
    fn a_value_is_written_so_that_php_reads_the_same() {
        assert_eq!(
            php(&json!({"it's": ["a\\b", true, 2]}), 0),
            "array(\n\t'it\\'s' => array(\n\t\t'a\\\\b',\n\t\ttrue,\n\t\t2,\n\t),\n)"
        );
    }

    #[test]
    fn lists_of_the_table_become_records_in_their_order() {
        let table = json!({
            "tools": {"t": [{"name": "z", "fields": []}, {"name": "a", "fields": []}]},
            "fields": {"per": {"choices": [{"name": "y", "label": "Y"}, {"name": "b", "label": "B"}]}},
        });
        let facts = facts("1.0.0", "sha384-x", &table).unwrap();
        let names = |pointer: &str| -> Vec<String> {
            let record = facts.pointer(pointer).and_then(Value::as_object);
            record.unwrap().keys().cloned().collect()
        };
        assert_eq!(names("/tools/t"), ["z", "a"]);
        assert_eq!(names("/fields/per/choices"), ["y", "b"]);
        assert!(super::facts("1.0.0", "", &json!({})).is_none());
    }

    #[test]
    fn the_plugin_holds_its_sources_and_the_release_but_nothing_for_servers() {
        let project = Project::find().unwrap();
        let dist = project.target.join("tests/wordpress");
        fs::create_dir_all(dist.join("1.2.3/embed")).unwrap();
        for name in ["embed.js", "embed.js.br", "embed.js.gz", "embed/index.html"] {
            fs::write(dist.join("1.2.3").join(name), name).unwrap();
        }
        let files = files(&project, "1.2.3", &dist).unwrap();
        let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "conversion-widget/1.2.3/embed.js",
                "conversion-widget/1.2.3/embed/index.html",
                "conversion-widget/LICENSE",
                "conversion-widget/block.css",
                "conversion-widget/block.js",
                "conversion-widget/block.json",
                "conversion-widget/conversion-widget.php",
                "conversion-widget/facts.php",
                "conversion-widget/readme.txt",
            ]
        );
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("%VERSION%"), "{path}");
            if manifest::has_ending(path, "php") || manifest::has_ending(path, "txt") {
                assert!(text.contains("1.2.3"), "{path}");
            }
        }
    }

    #[test]
    fn equal_files_make_equal_bytes_that_can_be_read_again() {
        let files = [("a/b.txt".to_owned(), b"text ".repeat(100))];
        let packed = zip(&files).unwrap();
        assert_eq!(packed, zip(&files).unwrap());
        assert!(packed.len() < 300);
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let mut text = Vec::new();
        let mut file = archive.by_name("a/b.txt").unwrap();
        file.read_to_end(&mut text).unwrap();
        assert_eq!(text, b"text ".repeat(100));
    }
}
