//! What other programs install: each package is made of `dist/` and stands in `target/packages`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cargo::Flags;
use crate::project::Project;
use crate::release::Order;
use crate::{fixtures, npm, release, sizes, wordpress};

/// Makes one package of a built folder, and hands back the file.
type Maker = fn(project: &Project, version: &str, dist: &Path, into: &Path) -> Result<PathBuf>;

const MAKERS: [Maker; 2] = [npm::write, wordpress::write];

/// What a person wants to be packed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Request {
    /// Whether `dist/` is taken as it is.
    is_built: bool,
    /// Whether the pages that are tested with the packages are built, too.
    with_pages: bool,
}

impl Request {
    /// Reads the words behind `package`.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let mut request = Self::default();
        for &word in words {
            match word {
                "--built" => request.is_built = true,
                "--pages" => request.with_pages = true,
                _ => bail!("`package` does not know `{word}`: it takes --built, and --pages"),
            }
        }
        Ok(request)
    }
}

/// Builds what is missing, and packs it.
pub(crate) fn run(project: &Project, request: &Request) -> Result<()> {
    if !request.is_built {
        release::build(project, &Order::quiet()?)?;
    }
    for file in write(project)? {
        let size = fs::metadata(&file)?.len();
        let size = sizes::kilobytes(usize::try_from(size)?);
        let shown = file.strip_prefix(&project.root).unwrap_or(&file);
        println!("{}, {size} kB", shown.display());
    }
    if request.with_pages {
        let pages = fixtures::build(project)?;
        println!("{}", pages.display());
    }
    Ok(())
}

/// Where packages lie.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.target.join("packages")
}

/// Makes every package of `dist/`.
pub(crate) fn write(project: &Project) -> Result<Vec<PathBuf>> {
    let version = Flags::of(project)?.version;
    let dist = project.dist();
    if !dist.join(&version).is_dir() {
        bail!("dist/ holds no {version}: `cargo xtask package` without --built builds it");
    }
    let into = folder(project);
    fs::create_dir_all(&into).context("target/packages cannot be made")?;
    let made = MAKERS
        .iter()
        .map(|make| make(project, &version, &dist, &into));
    made.collect()
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn what_is_built_can_be_taken_as_it_is() {
        let request = Request::read(&["--pages", "--built"]).unwrap();
        assert!(request.is_built && request.with_pages);
        assert!(Request::read(&["--fast"]).is_err());
    }
}
