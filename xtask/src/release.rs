//! The release: trunk's build, finished by its hook, copied to `dist/`, measured, packed.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo::Flags;
use crate::project::Project;
use crate::tools::{Group, Tools};
use crate::{hosting, manifest, packed, process, sizes};

/// Writes `dist/` whole; `quiet` shows what trunk says only when it fails.
pub(crate) fn build(project: &Project, quiet: bool) -> Result<()> {
    let tools = Tools::locate(project)?;
    let flags = Flags::of(project)?;
    tools.install(project, Group::Build)?;
    // Trunk replaces the folder that it writes to at its own time; dist/ changes only on success.
    let built = project.root.join("target/site-release");
    fs::create_dir_all(&built)?;
    let mut trunk = process::command(tools.trunk()?);
    trunk
        .current_dir(&project.root)
        .args(["build", "--release", "--dist", "target/site-release"]);
    trunk.env("PATH", tools.path()?);
    flags.apply_smallest(&mut trunk);
    if quiet {
        output_or_reason(trunk)?;
    } else {
        process::run(trunk).context("the release could not be built")?;
    }

    let dist = project.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).context("the old dist/ cannot be removed")?;
    }
    copy(&built, &dist).context("dist/ cannot be written")?;
    hosting::write(&dist, &flags.version)?;
    let files = manifest::measure(project, &dist)?;
    manifest::write(&dist, &flags.version, &files)?;
    packed::write_beside(project, &dist)?;
    println!(
        "\ndist/, version {}:\n\n{}",
        flags.version,
        sizes::table(&files)
    );
    sizes::check_caps(&files, &flags.version)
}

/// Trunk ends with lines about itself; what went wrong in our own part stands further up.
fn output_or_reason(trunk: Command) -> Result<()> {
    let Err(error) = process::output(trunk) else {
        return Ok(());
    };
    let told = error.to_string();
    eprintln!("{told}");
    match told
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("xtask: "))
    {
        Some(reason) => bail!("the release could not be built: {reason}"),
        None => bail!("the release could not be built; see above"),
    }
}

/// Copies every file of a folder into another.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    for name in manifest::paths(from)? {
        let target = to.join(&name);
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(from.join(&name), target)?;
    }
    Ok(())
}
