//! Everything that is done to this project besides writing it: `cargo xtask <command>`.
//!
//! ```text
//! serve    ─┐
//! build    ─┼─> trunk ─> assemble (trunk's hook) ─> target/site or dist/
//! test     ─┘
//! ```
//!
//! `tools` brings what they need into a cache folder outside the clone.

mod assemble;
mod bench;
mod browsers;
mod cargo;
mod check;
mod chromium;
mod compact;
mod counts;
mod digest;
mod fixtures;
mod gallery;
mod glue;
mod host;
mod hosting;
mod kept;
mod leaks;
mod locals;
mod loopback;
mod manifest;
mod message;
mod messages;
mod npm;
mod package;
mod packed;
mod page;
mod pages;
mod palette;
mod portrait;
mod presets;
mod process;
mod project;
mod pseudo;
mod release;
mod script;
mod serve;
mod servers;
mod sizes;
mod split;
mod system;
mod tools;
mod version;
mod wordpress;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::browsers::Engine;
use crate::check::Request;
use crate::project::Project;
use crate::release::Order;
use crate::tools::{Group, Tools};

const HELP: &str = "\
cargo xtask <command>

  tools                 install what is missing (into a cache folder) and print the PATH for it
  serve                 serve the site at http://127.0.0.1:8080/ and rebuild on every change
  build [--quiet]       write the release to dist/, print its sizes, fail beyond a cap
        [--host <URL>]    … with the addresses that links and embeds on other sites need
  package [--built]     build, and pack it for npm and WordPress (target/packages);
                        --built takes dist/ as it is
          [--pages]       … and build the pages of tests/packages with the first
  size                  the same as build: the table is what you want from it
  test [filter]         run every check, as the continuous integration does;
                        with a filter only the tests whose names contain it
       [--only native]    … without the release and the browsers
       [--only browser]   … only the release and the browsers
  bench                 time the models in WebAssembly, keys and sliders; fail beyond a limit

  CW_CACHE=<folder>     where the tools live (else $XDG_CACHE_HOME/conversion-widget)
  CW_HOST=<URL>         the same as --host: where the folder will be served
  CW_BROWSERS=chromium  test in these engines only: chromium, firefox, webkit
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    kept::own()?;
    let (command, rest) = match words.split_first() {
        None | Some((&("help" | "--help" | "-h"), _)) => {
            print!("{HELP}");
            return Ok(());
        }
        Some((command, rest)) => (*command, rest),
    };
    let project = Project::find()?;
    match (command, rest) {
        ("tools", []) => {
            let tools = Tools::locate(&project)?;
            tools.install(&project, Group::Test)?;
            let engines = browsers::chosen()?;
            system::install(&engines, "the browser tests")?;
            if engines.contains(&Engine::Chromium) {
                system::install_blog()?;
            }
            println!("\nEvery tool is there. To call trunk yourself:\n");
            println!("  export PATH=\"{}:$PATH\"", tools.folders_as_path());
            Ok(())
        }
        ("serve", []) => serve::serve(&project),
        ("build" | "size", rest) => release::build(&project, &Order::read(rest)?),
        ("package", rest) => package::run(&project, &package::Request::read(rest)?),
        ("test", rest) => check::run(&project, &Request::read(rest)?),
        ("bench", []) => bench::run(&project),
        ("assemble", []) => assemble::assemble(&project),
        ("tools" | "serve" | "bench" | "assemble", rest) => {
            bail!(
                "`{command}` does not know `{}`; `cargo xtask --help` lists what there is",
                rest.join(" ")
            )
        }
        _ => bail!("there is no command `{command}`; `cargo xtask --help` lists what there is"),
    }
}
