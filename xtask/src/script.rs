//! Scripts and style sheets as they are shipped: with the constants of the build, and small.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use serde_json::{Value, json};

use crate::process;

/// What the loader has to know about the files beside it.
pub(crate) struct Constants {
    pub(crate) version: String,
    /// File and integrity of what a page begins with: without a part, then with each.
    pub(crate) starts: Vec<(String, String)>,
    /// The same of each part alone.
    pub(crate) apart: Vec<(String, String)>,
    /// Language → file and integrity.
    pub(crate) messages: BTreeMap<String, (String, String)>,
}

impl Constants {
    /// As the script that finds them under `base` reads them.
    fn defines(&self, base: &str) -> Vec<(&'static str, Value)> {
        vec![
            ("CW_BASE", json!(base)),
            ("CW_STARTS", json!(self.starts)),
            ("CW_APART", json!(self.apart)),
            ("CW_MESSAGES", json!(self.messages)),
            ("CW_VERSION", json!(self.version)),
        ]
    }
}

/// Turns source text into what is shipped. A script leaves no name behind in its page.
pub(crate) struct Compiler {
    pub(crate) esbuild: PathBuf,
    pub(crate) minify: bool,
}

impl Compiler {
    /// One immediately called function, in which files are found under `base`. Mistakes are
    /// reported under `name`.
    pub(crate) fn compile(
        &self,
        name: &str,
        source: &str,
        constants: &Constants,
        base: &str,
    ) -> Result<String> {
        let mut command = self.esbuild("js", name);
        command.args(["--target=es2022", "--format=iife", "--legal-comments=none"]);
        for (name, value) in constants.defines(base) {
            command.arg(format!("--define:{name}={value}"));
        }
        // wasm-bindgen writes for sloppy scripts and modules alike; the loader counts on strictness.
        process::transform(command, &format!("\"use strict\"; {source}"))
    }

    /// The script that starts the builder with the `module` beside it.
    pub(crate) fn start(&self, name: &str, source: &str, module: &str) -> Result<String> {
        let mut command = self.esbuild("js", name);
        command.args(["--target=es2022", "--format=iife", "--legal-comments=none"]);
        command.arg(format!("--define:BUILDER_MODULE={}", json!(module)));
        process::transform(command, source)
    }

    /// A style sheet. Without a target: nothing in it is rewritten for old browsers.
    pub(crate) fn squeeze(&self, name: &str, sheet: &str) -> Result<String> {
        process::transform(self.esbuild("css", name), sheet)
    }

    fn esbuild(&self, language: &str, name: &str) -> Command {
        let mut command = process::command(&self.esbuild);
        // Without `charset=utf8`: a file without an encoding of its own is read in the encoding
        // of its page, and blogs in windows-1252 exist. Escapes are right everywhere.
        command
            .arg(format!("--loader={language}"))
            .arg(format!("--sourcefile={name}"));
        command.arg("--log-level=warning");
        if self.minify {
            command.arg("--minify");
        }
        command
    }
}
