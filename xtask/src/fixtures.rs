//! The projects in `tests/packages`, built with the packed package as their authors would, for the browser
//! tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::{digest, manifest, package, process, release};

/// What is built of them, and by which script of which package.
const BUILDS: [(&str, &str, &[&str]); 6] = [
    (
        "the types, used well and badly",
        "typescript/bin/tsc",
        &["--project", "types"],
    ),
    ("React", "typescript/bin/tsc", &["--project", "react"]),
    (
        "React with Vite",
        "vite/bin/vite.js",
        &["build", "react", "--logLevel", "warn"],
    ),
    ("Vue", "vue-tsc/bin/vue-tsc.js", &["--project", "vue"]),
    (
        "Vue with Vite",
        "vite/bin/vite.js",
        &["build", "vue", "--logLevel", "warn"],
    ),
    (
        "Eleventy",
        "@11ty/eleventy/cmd.cjs",
        &["--config=eleventy/eleventy.config.js", "--quiet"],
    ),
];

/// Where their pages are written.
const PAGES: &str = "pages";

/// Builds all of them with the package that lies there, and hands back the folder of their pages.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let packages = package::folder(project);
    let folder = packages.join("projects");
    copy_sources(&project.root.join("tests/packages"), &folder)?;
    install(&folder)?;
    install_package(&folder, &packages.join("npm"), &packages)?;
    for (name, script, arguments) in BUILDS {
        let mut building = process::command("node");
        building
            .current_dir(&folder)
            .arg(format!("node_modules/{script}"))
            .args(arguments);
        process::output(building).with_context(|| format!("{name} cannot be built"))?;
    }
    // A page without a bundler: what it needs is what lies in its folder.
    let pages = folder.join(PAGES);
    release::copy(&folder.join("plain"), &pages.join("plain"))?;
    release::copy(
        &folder.join("node_modules/conversion-widget"),
        &pages.join("plain/node_modules/conversion-widget"),
    )?;
    Ok(pages)
}

/// What is there is as in the repository, but for what npm has installed.
fn copy_sources(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if entry.file_name() == "node_modules" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    release::copy(from, to)
}

/// What they depend on, in the versions of the lock file; once for each lock file.
fn install(folder: &Path) -> Result<()> {
    let lock = digest::short(&fs::read(folder.join("package-lock.json"))?);
    let proof = folder.join("node_modules/.installed-by-xtask");
    if fs::read_to_string(&proof).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!(
        "Installing React, Vue, Vite and Eleventy for tests/packages. This takes about half a minute, once."
    );
    let command = || {
        let mut command = npm(folder);
        command.arg("ci");
        command
    };
    // Once more, in case the network was to blame.
    process::output(command())
        .or_else(|_| process::output(command()))
        .context("what tests/packages depends on could not be installed")?;
    fs::write(proof, lock)?;
    Ok(())
}

/// The package as it was packed, in place of any other that was there.
fn install_package(folder: &Path, packed: &Path, packages: &Path) -> Result<()> {
    let there = folder.join("node_modules/conversion-widget");
    if there.exists() {
        fs::remove_dir_all(&there)?;
    }
    // npm remembers here what it has installed, and believes it.
    let memory = folder.join("node_modules/.package-lock.json");
    if memory.exists() {
        fs::remove_file(memory)?;
    }
    let described = fs::read_to_string(packed.join("package.json"))?;
    let described: serde_json::Value = serde_json::from_str(&described)?;
    let version = described.get("version").and_then(serde_json::Value::as_str);
    let version = version.context("the package has no version")?;
    let file = packages.join(format!("conversion-widget-{version}.tgz"));
    let mut installing = npm(folder);
    installing
        .args(["install", "--no-save", "--prefer-offline"])
        .arg(file);
    process::output(installing).context("the package could not be installed")?;
    let [packed, installed] = [packed, &there].map(manifest::paths);
    ensure!(
        packed? == installed?,
        "npm has installed other files than were packed"
    );
    Ok(())
}

fn npm(folder: &Path) -> Command {
    let mut command = process::command("npm");
    command.current_dir(folder);
    command.args(["--no-audit", "--no-fund", "--ignore-scripts"]);
    command
}
