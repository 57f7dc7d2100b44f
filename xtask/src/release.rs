//! The release: trunk's build, finished by its hook, copied to `dist/`, measured, packed.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::browsers::Engine;
use crate::cargo::Flags;
use crate::host::Host;
use crate::project::Project;
use crate::tools::{Group, Tools};
use crate::{hosting, manifest, packed, process, sizes, system};

/// What a person wants to be built.
#[derive(Debug, PartialEq)]
pub(crate) struct Order {
    /// Whether what trunk says is shown only when it fails.
    quiet: bool,
    /// Where the folder will be served.
    host: Option<Host>,
}

impl Order {
    /// Reads the words behind `build`.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let mut order = Self {
            quiet: false,
            host: Host::from_environment()?,
        };
        let mut rest = words.iter();
        while let Some(&word) = rest.next() {
            match word {
                "--quiet" => order.quiet = true,
                "--host" => {
                    let said = rest.next().context("behind --host stands an address")?;
                    order.host = Some(Host::read(said)?);
                }
                _ => bail!("`build` does not know `{word}`: it takes --quiet, and --host"),
            }
        }
        Ok(order)
    }

    /// One of which nothing is seen unless it fails.
    pub(crate) fn quiet() -> Result<Self> {
        Self::read(&["--quiet"])
    }
}

/// Writes `dist/` whole.
pub(crate) fn build(project: &Project, order: &Order) -> Result<()> {
    let tools = Tools::locate(project)?;
    let flags = Flags::of(project)?;
    tools.install(project, Group::Build)?;
    // Before the minutes of compiling.
    system::install(&[Engine::Chromium], "the pages of the presets")?;
    // Trunk replaces the folder that it writes to at its own time; dist/ changes only on success.
    let built = project.root.join("target/site-release");
    fs::create_dir_all(&built)?;
    let mut trunk = process::command(tools.trunk()?);
    trunk
        .current_dir(&project.root)
        .args(["build", "--release", "--dist", "target/site-release"]);
    trunk.env("PATH", tools.path()?);
    flags.apply_smallest(&mut trunk);
    if let Some(host) = &order.host {
        trunk.env("CW_HOST", host.as_str());
    }
    if order.quiet {
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

#[cfg(test)]
mod tests {
    use super::Order;
    use crate::host::Host;

    #[test]
    fn a_build_can_be_quiet_and_know_its_host() {
        let order = Order::read(&["--host", "https://example.org/", "--quiet"]).unwrap();
        let host = Host::read("https://example.org").unwrap();
        assert!(order.quiet && order.host == Some(host));
        for wrong in [&["--host"][..], &["--host", "example.org"], &["--loud"]] {
            assert!(Order::read(wrong).is_err(), "{wrong:?}");
        }
    }
}
