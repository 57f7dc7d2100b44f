//! The three engines, and what a browser test has to know about the one that it runs in.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::tools::Tools;

/// An engine that every test runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    /// In the order in which they are run: the quickest first.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name in `CW_ENGINE` and `CW_BROWSERS`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// All engines, or those in `CW_BROWSERS`.
pub(crate) fn chosen() -> Result<Vec<Engine>> {
    read(&std::env::var("CW_BROWSERS").unwrap_or_default())
}

fn read(list: &str) -> Result<Vec<Engine>> {
    let mut found = Vec::new();
    for word in list.split([',', ' ']).filter(|word| !word.is_empty()) {
        match Engine::ALL.into_iter().find(|engine| engine.name() == word) {
            Some(engine) => found.push(engine),
            None => bail!("CW_BROWSERS names `{word}`; it may name chromium, firefox and webkit"),
        }
    }
    Ok(if found.is_empty() {
        Engine::ALL.to_vec()
    } else {
        found
    })
}

/// Tells a browser test which engine it drives and where everything lies.
pub(crate) fn equip(
    command: &mut Command,
    engine: Engine,
    dist: &Path,
    tools: &Tools,
) -> Result<()> {
    command.env("CW_ENGINE", engine.name()).env("CW_DIST", dist);
    command
        .env("CW_AXE", tools.axe()?)
        .env("CW_GECKODRIVER", tools.geckodriver()?);
    let programs = [
        ("CW_CHROMEDRIVER", process::on_path("chromedriver")),
        ("CW_CHROMIUM", process::on_path("chromium")),
        (
            "CW_FIREFOX",
            process::on_path("firefox-esr").or_else(|| process::on_path("firefox")),
        ),
        ("CW_WEBKITDRIVER", process::on_path("WebKitWebDriver")),
        ("CW_MINIBROWSER", mini_browser()),
        ("CW_XVFB_RUN", process::on_path("xvfb-run")),
    ];
    for (name, program) in programs {
        if let Some(program) = program {
            command.env(name, program);
        }
    }
    Ok(())
}

/// `WebKitGTK`'s test browser, in a folder that is named after the processor.
fn mini_browser() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.flatten();
    let mut found = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
    found.find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::{Engine, read};

    #[test]
    fn no_list_means_every_engine() {
        assert_eq!(read("").unwrap(), Engine::ALL);
        assert_eq!(
            read("webkit, chromium").unwrap(),
            [Engine::Webkit, Engine::Chromium]
        );
        assert!(read("chrome").is_err());
    }
}
