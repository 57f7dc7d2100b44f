//! The list of what a release consists of.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::digest;
use crate::project::Project;
use crate::sizes::Size;

/// One shipped file.
pub(crate) struct File {
    /// Below the folder, with slashes.
    pub(crate) path: String,
    pub(crate) size: Size,
    pub(crate) integrity: String,
}

/// Measures every file of a folder, in the order of their paths.
pub(crate) fn measure(project: &Project, folder: &Path) -> Result<Vec<File>> {
    let measured = paths(folder)?.into_iter().map(|path| {
        let bytes = fs::read(folder.join(&path))?;
        Ok(File {
            path,
            size: Size::of(project, &bytes)?,
            integrity: digest::integrity(&bytes),
        })
    });
    measured.collect()
}

/// The paths of all files of a folder, sorted.
pub(crate) fn paths(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let entries =
            fs::read_dir(&next).with_context(|| format!("{} cannot be read", next.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let names = path.strip_prefix(folder)?.components();
                let names: Vec<_> = names
                    .map(|name| name.as_os_str().to_string_lossy().into_owned())
                    .collect();
                found.push(names.join("/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a path ends in a dot and `ending`.
pub(crate) fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == ending)
}

/// Writes it beside the files.
pub(crate) fn write(folder: &Path, version: &str, files: &[File]) -> Result<()> {
    let text = serde_json::to_string_pretty(&document(version, files))?;
    fs::write(folder.join("manifest.json"), text + "\n")
        .context("dist/manifest.json cannot be written")
}

fn document(version: &str, files: &[File]) -> Value {
    let described = files.iter().map(
        |File {
             path,
             size,
             integrity,
         }| {
            let Size { raw, gzip, brotli } = size;
            (
                path.clone(),
                json!({ "raw": raw, "gzip": gzip, "brotli": brotli, "integrity": integrity }),
            )
        },
    );
    json!({ "version": version, "files": described.collect::<Map<_, _>>() })
}

#[cfg(test)]
mod tests {
    use super::{File, document};
    use crate::sizes::Size;

    #[test]
    fn a_file_is_listed_with_its_sizes_and_integrity() {
        let size = Size {
            raw: 3,
            gzip: 2,
            brotli: 1,
        };
        let file = File {
            path: "a/b.js".to_owned(),
            size,
            integrity: "sha384-x".to_owned(),
        };
        assert_eq!(
            document("1.2.3", &[file]).to_string(),
            r#"{"version":"1.2.3","files":{"a/b.js":{"raw":3,"gzip":2,"brotli":1,"integrity":"sha384-x"}}}"#
        );
    }
}
