//! The site on this machine, rebuilt on every change.

use std::fs;
use std::net::TcpListener;

use anyhow::{Context, Result};

use crate::cargo::Flags;
use crate::process;
use crate::project::Project;
use crate::tools::{Group, Tools};

/// The same address as in Trunk.toml.
const ADDRESS: &str = "127.0.0.1:8080";

/// Runs until it is stopped.
pub(crate) fn serve(project: &Project) -> Result<()> {
    let tools = Tools::locate(project)?;
    tools.install(project, Group::Build)?;
    // Trunk finds out only after minutes of compiling.
    drop(
        TcpListener::bind(ADDRESS)
            .with_context(|| format!("another program serves at {ADDRESS} already"))?,
    );
    // Trunk.toml ignores this folder, and cargo may write elsewhere.
    fs::create_dir_all(project.root.join("target"))?;
    let mut trunk = process::command(tools.trunk()?);
    trunk
        .current_dir(&project.root)
        .arg("serve")
        .env("PATH", tools.path()?);
    Flags::of(project)?.apply(&mut trunk);
    println!("The site will be at http://{ADDRESS}/ as soon as it is built; Ctrl+C stops it.\n");
    replace(trunk)
}

/// Becomes the command, so that whoever stops this process stops trunk.
#[cfg(unix)]
fn replace(mut command: std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("trunk cannot be started")
}

#[cfg(not(unix))]
fn replace(command: std::process::Command) -> Result<()> {
    process::run(command)
}
