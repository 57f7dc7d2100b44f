//! Where this clone lies and where cargo writes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// The clone that the xtask works on.
pub(crate) struct Project {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, which may lie elsewhere.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Asks cargo, starting from the folder of this package.
    pub(crate) fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.parent().unwrap_or(here).to_path_buf();
        let mut asking = process::command("cargo");
        asking
            .current_dir(&root)
            .args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&process::output(asking)?)
            .context("`cargo metadata` did not answer in JSON")?;
        let target = metadata
            .get("target_directory")
            .and_then(Value::as_str)
            .context("`cargo metadata` does not name the target folder")?;
        Ok(Self {
            target: PathBuf::from(target),
            root,
        })
    }

    /// What `cargo xtask build` writes.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}
