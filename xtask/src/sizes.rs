//! What a reader has to download, measured as servers send it, and the caps on it.

use anyhow::{Result, bail};

use crate::manifest::{self, File};
use crate::packed;
use crate::project::Project;

/// Loader and bindings stand in the request chain before the module: what they cost, every
/// reader waits for.
pub(crate) const EMBED_CAP: usize = 10_000;
/// What a page loads that begins with the rate. The floor of Leptos with `Intl` is 37 kB; peers with
/// one chart are at 57 to 156 kB.
const MODULE_CAP: usize = 100_000;
/// The same with a view about one campaign or one test. 115 kB before its results could be taken along.
const CAMPAIGN_CAP: usize = 118_000;
/// The same with a view about what comes later; and, for any view, what a reader loads in all who
/// turns to it from the rate, or takes that along.
const VIEW_CAP: usize = 134_000;
/// The builder's own module: no blog loads it, but an author waits for it.
const BUILDER_CAP: usize = 150_000;

/// The size of a file in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

impl Size {
    /// Packed as the build packs what a static host sends.
    pub(crate) fn of(project: &Project, bytes: &[u8]) -> Result<Self> {
        Ok(Self {
            raw: bytes.len(),
            gzip: packed::gzip(project, bytes)?.len(),
            brotli: packed::brotli(project, bytes)?.len(),
        })
    }
}

/// "12.3": kilobytes of 1,000 bytes.
pub(crate) fn kilobytes(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// "12,345".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// All files, aligned, in bytes.
pub(crate) fn table(files: &[File]) -> String {
    let cells = |file: &File| {
        let Size { raw, gzip, brotli } = file.size;
        [
            file.path.clone(),
            grouped(raw),
            grouped(gzip),
            grouped(brotli),
        ]
    };
    let mut rows = vec![["bytes", "raw", "gzip 9", "brotli 11"].map(str::to_owned)];
    rows.extend(files.iter().map(cells));
    let mut widths = [0; 4];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.len().max(*width);
        }
    }
    let [path, raw, gzip, brotli] = widths;
    let line =
        |[a, b, c, d]: &[String; 4]| format!("  {a:<path$}  {b:>raw$}  {c:>gzip$}  {d:>brotli$}\n");
    rows.iter().map(line).collect()
}

/// Fails when what every reader downloads is too large, or what one does who opens a view.
pub(crate) fn check_caps(files: &[File], version: &str) -> Result<()> {
    let held = |path: &str, size: usize, cap: usize| {
        if size > cap {
            let (size, cap) = (grouped(size), grouped(cap));
            bail!("{path} has {size} bytes after brotli; the cap is {cap}");
        }
        Ok(())
    };
    let embed = format!("{version}/embed.js");
    let (mut module, mut parts, mut starts, mut scripts) = (None, Vec::new(), 0, 0);
    for File { path, size, .. } in files {
        if *path == embed {
            scripts += 1;
            held(path, size.brotli, EMBED_CAP)?;
        } else if path.starts_with("builder/") && manifest::has_ending(path, "wasm") {
            held(path, size.brotli, BUILDER_CAP)?;
        } else if let Some(stem) = manifest::has_ending(path, "wasm")
            .then(|| path.rsplit('/').next()?.rsplit_once('-'))
            .flatten()
            .map(|(stem, _)| stem)
        {
            // `widget`, `widget-with-<part>` and `widget-<part>`, each before its hash.
            if stem == "widget" {
                held(path, size.brotli, MODULE_CAP)?;
                module = Some(size.brotli);
            } else if let Some(part) = stem.strip_prefix("widget-with-") {
                starts += 1;
                let is_later = part == "future";
                let cap = if is_later { VIEW_CAP } else { CAMPAIGN_CAP };
                held(path, size.brotli, cap)?;
            } else {
                parts.push((path, size.brotli));
            }
        }
    }
    // A cap that measures nothing holds nothing.
    // No page begins with what takes a view elsewhere.
    let Some(module) = module.filter(|_| scripts == 1 && starts > 0 && starts + 1 == parts.len())
    else {
        bail!("{embed}, its modules or the parts of them are not among the files");
    };
    for (path, part) in parts {
        held(&format!("{path} after the module"), module + part, VIEW_CAP)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Size, check_caps, grouped, kilobytes, table};
    use crate::manifest::File;

    fn file(path: &str, brotli: usize) -> File {
        let size = Size {
            raw: 1_234_567,
            gzip: 3,
            brotli,
        };
        File {
            path: path.to_owned(),
            size,
            integrity: String::new(),
        }
    }

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [0, 49, 50, 4_141, 69_950].map(kilobytes),
            ["0.0", "0.0", "0.1", "4.1", "70.0"]
        );
        let table = table(&[file("a/embed.js", 7), file("b", 12_345)]);
        let widths: Vec<_> = table.lines().map(str::len).collect();
        assert!(
            widths.iter().all(|width| Some(width) == widths.first()),
            "{table}"
        );
        assert!(table.contains("1,234,567"));
    }

    #[test]
    fn caps_hold_and_must_measure_something() {
        let release = |embed, module, [test, future]: [usize; 2], part| {
            let files = [
                file("1.0.0/embed.js", embed),
                file("1.0.0/widget-1.wasm", module),
                file("1.0.0/widget-with-splitTest-2.wasm", test),
                file("1.0.0/widget-splitTest-2.wasm", 10_000),
                file("1.0.0/widget-with-future-3.wasm", future),
                file("1.0.0/widget-future-3.wasm", part),
                file("1.0.0/widget-share-5.wasm", 9_000),
                file("builder/builder-4.wasm", 150_000),
            ];
            check_caps(&files, "1.0.0").is_ok()
        };
        assert!(release(10_000, 100_000, [118_000, 130_000], 34_000));
        assert!(!release(10_001, 100_000, [118_000, 130_000], 34_000));
        assert!(!release(10_000, 100_001, [118_000, 134_000], 29_000));
        assert!(!release(10_000, 100_000, [118_001, 130_000], 33_000));
        assert!(!release(10_000, 100_000, [118_000, 134_001], 30_000));
        assert!(!release(10_000, 100_000, [118_000, 130_000], 34_001));
        let builder = [file("builder/builder-4.wasm", 150_001)];
        let error = check_caps(&builder, "1.0.0").unwrap_err().to_string();
        assert!(error.contains("builder-4.wasm has 150,001"), "{error}");
        let files = [file("1.0.0/embed.js", 1), file("1.0.0/widget-1.wasm", 1)];
        assert!(check_caps(&files, "1.0.0").is_err());
    }
}
