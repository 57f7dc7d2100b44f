//! Every check in turn, from the cheapest to the dearest, up to the first that fails.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::browsers::Engine;
use crate::cargo::{Flags, WASM};
use crate::counts::{self, Counts};
use crate::project::Project;
use crate::release::Order;
use crate::tools::{Group, Tools};
use crate::{browsers, fixtures, package, process, release, servers, system, wordpress};

/// What a person wants to be checked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Request {
    filter: Option<String>,
    part: Part,
}

#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
enum Part {
    #[default]
    Everything,
    Native,
    Browser,
}

impl Request {
    /// Reads the words behind `test`.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let mut request = Self::default();
        let mut rest = words.iter();
        while let Some(&word) = rest.next() {
            if word == "--only" {
                request.part = match rest.next() {
                    Some(&"native") => Part::Native,
                    Some(&"browser") => Part::Browser,
                    _ => bail!("behind --only stands native or browser"),
                };
            } else if word.starts_with('-') || request.filter.is_some() {
                bail!("`test` does not know `{word}`: it takes one filter, and --only");
            } else {
                request.filter = Some(word.to_owned());
            }
        }
        Ok(request)
    }
}

/// The test program that also runs in WebAssembly.
const SHARED: &str = "tests/native/main.rs";

/// The package of the builder, which has a module of its own.
const BUILDER: &str = "conversion-widget-builder";

/// The number of tests by the place where they ran.
#[derive(Default)]
struct Tally(Vec<(String, u32)>);

impl Tally {
    fn total(&self) -> u32 {
        self.0.iter().map(|(_, number)| number).sum()
    }
}

/// Runs what was asked for and ends with the line `N passed, 0 failed`.
pub(crate) fn run(project: &Project, request: &Request) -> Result<()> {
    let engines = browsers::chosen()?;
    let tools = Tools::locate(project)?;
    tools.install(project, Group::Test)?;
    if request.part != Part::Native {
        system::install(&engines, "the browser tests")?;
        if engines.contains(&Engine::Chromium) {
            system::install_blog()?;
        }
    }
    let checks = Checks {
        project,
        request,
        tools,
        flags: Flags::of(project)?,
    };
    let start = Instant::now();
    let mut tally = Tally::default();
    if request.part != Part::Browser {
        checks.native(&mut tally)?;
    }
    if request.part != Part::Native {
        checks.in_browsers(&engines, &mut tally)?;
    }
    if tally.total() == 0 {
        bail!("no test ran; is the filter right?");
    }

    println!("\nAll checks in {}:", seconds(start));
    for (place, number) in &tally.0 {
        println!("  {place:<18} {number:>5}");
    }
    if request.part != Part::Everything {
        println!("Only a part was asked for (--only).");
    } else if engines != browsers::Engine::ALL {
        let names: Vec<_> = engines.iter().map(|engine| engine.name()).collect();
        println!("Only in {} (CW_BROWSERS).", names.join(", "));
    }
    println!("{} passed, 0 failed", tally.total());
    Ok(())
}

struct Checks<'run> {
    project: &'run Project,
    request: &'run Request,
    tools: Tools,
    flags: Flags,
}

impl Checks<'_> {
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = process::command("cargo");
        command.current_dir(&self.project.root).args(arguments);
        self.flags.apply(&mut command);
        command
    }

    fn native(&self, tally: &mut Tally) -> Result<()> {
        if self.request.filter.is_none() {
            self.lint()?;
        }
        let mut tests = self.cargo(&["test", "--workspace", "--tests", "--"]);
        tests.args(&self.request.filter);
        let native = step("tests, native", tests)?;
        tally.0.push(("native".to_owned(), passed(&native)?.passed));

        let mut examples = self.cargo(&["test", "--workspace", "--doc", "--"]);
        examples.args(&self.request.filter);
        let examples = step("tests, examples in the documentation", examples)?;
        tally
            .0
            .push(("documentation".to_owned(), passed(&examples)?.passed));

        let mut tests = self.cargo(&["test", "--target", WASM, "--test", "native", "--"]);
        tests.args(&self.request.filter);
        tests.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            self.tools.wasm_test_runner(),
        );
        let wasm = step("tests, WebAssembly", tests)?;
        tally
            .0
            .push(("WebAssembly".to_owned(), counts::read(&wasm).passed));
        if self.request.filter.is_some() {
            return Ok(());
        }
        // The runner takes a program without any test for a success.
        let [native, wasm] =
            [native, wasm].map(|transcript| counts::model_tests(&transcript, SHARED));
        counts::compare(&native, &wasm)?;
        println!(
            "{} tests of the model ran natively and in WebAssembly",
            native.len()
        );
        Ok(())
    }

    fn lint(&self) -> Result<()> {
        step("format", self.cargo(&["fmt", "--all", "--check"]))?;
        let denied = ["--", "-D", "warnings"];
        let mut clippy = self.cargo(&["clippy", "--workspace", "--all-targets"]);
        clippy.args(denied);
        step("clippy, native", clippy)?;
        // Not among all targets, because a plain `cargo test` is not to start browsers.
        let mut clippy = self.cargo(&["clippy", "--test", "browser"]);
        clippy.args(denied);
        step("clippy, browser tests", clippy)?;
        // Natively clippy does not see what only exists in WebAssembly.
        let mut clippy = self.cargo(&[
            "clippy", "--target", WASM, "--lib", "--bins", "--test", "native", "--test", "bench",
        ]);
        clippy.args(denied);
        step("clippy, WebAssembly", clippy)?;
        let mut clippy = self.cargo(&["clippy", "--target", WASM, "--package", BUILDER]);
        clippy.args(denied);
        step("clippy, builder", clippy)?;
        let mut documentation = self.cargo(&[
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
        ]);
        documentation.env("RUSTDOCFLAGS", "-D warnings");
        step("documentation", documentation)?;
        Ok(())
    }

    fn in_browsers(&self, engines: &[browsers::Engine], tally: &mut Tally) -> Result<()> {
        heading("release");
        let start = Instant::now();
        release::build(self.project, &Order::quiet()?)?;
        println!("release: {}", seconds(start));
        heading("packages");
        let start = Instant::now();
        package::write(self.project)?;
        let pages = fixtures::build(self.project)?;
        println!("packages: {}", seconds(start));
        if self.request.filter.is_none() {
            heading("web servers");
            let start = Instant::now();
            for (server, files) in servers::check(&self.project.dist(), &self.flags.version)? {
                match files {
                    Some(files) => println!("{server} sends {files} files as dist/ says"),
                    None => println!("{server} is not on this machine: its sample is not tried"),
                }
            }
            println!("web servers: {}", seconds(start));
        }
        for &engine in engines {
            let mut tests = self.cargo(&["test", "--test", "browser", "--"]);
            tests.args(&self.request.filter);
            browsers::equip(&mut tests, engine, &self.project.dist(), &self.tools)?;
            tests.env("CW_PACKAGES", &pages);
            let transcript = step(&format!("tests, {}", engine.name()), tests)?;
            let passed = passed(&transcript)?.passed;
            if passed == 0 && self.request.filter.is_none() {
                bail!("no test ran in {}", engine.name());
            }
            tally.0.push((engine.name().to_owned(), passed));
        }
        if engines.contains(&Engine::Chromium) {
            self.in_wordpress(tally)?;
        }
        Ok(())
    }

    /// The plugin in a real `WordPress`, in one engine: what it shows is tested in all of them already.
    fn in_wordpress(&self, tally: &mut Tally) -> Result<()> {
        let dist = self.project.dist();
        let folder = package::folder(self.project);
        let plugin = wordpress::write(self.project, &self.flags.version, &dist, &folder)?;
        let mut tests = self.cargo(&["test", "--test", "browser", "--"]);
        tests.args(&self.request.filter);
        browsers::equip(&mut tests, Engine::Chromium, &dist, &self.tools)?;
        tests.env("CW_WORDPRESS", plugin);
        let passed = passed(&step("tests, WordPress", tests)?)?.passed;
        if passed == 0 && self.request.filter.is_none() {
            bail!("no test ran in WordPress");
        }
        tally.0.push(("WordPress".to_owned(), passed));
        Ok(())
    }
}

/// Runs one check; its output is shown as it comes and handed back.
pub(crate) fn step(name: &str, command: Command) -> Result<String> {
    heading(name);
    let start = Instant::now();
    let (result, transcript) = process::tee(command);
    let counts = counts::read(&transcript);
    result.with_context(|| match counts.failed {
        0 => format!("stopped at: {name}"),
        failed => format!(
            "stopped at: {name}, {} passed, {failed} failed",
            counts.passed
        ),
    })?;
    println!("{name}: {}", seconds(start));
    Ok(transcript)
}

/// A run that says nothing of its tests did not run them.
pub(crate) fn passed(transcript: &str) -> Result<Counts> {
    let counts = counts::read(transcript);
    if counts.reports == 0 || counts.failed > 0 {
        bail!("the tests ended well, but their report says otherwise: {counts:?}");
    }
    Ok(counts)
}

fn heading(name: &str) {
    println!("\n── {name} ──");
}

fn seconds(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::{Part, Request, passed};

    #[test]
    fn a_filter_and_a_part_can_be_asked_for() {
        assert_eq!(Request::read(&[]).unwrap(), Request::default());
        let request = Request::read(&["--only", "browser", "theme"]).unwrap();
        assert_eq!(
            request,
            Request {
                filter: Some("theme".to_owned()),
                part: Part::Browser
            }
        );
        for wrong in [&["--only"][..], &["--only", "x"], &["a", "b"], &["--fast"]] {
            assert!(Request::read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_silent_run_is_no_success() {
        assert!(passed("no tests to run!").is_err());
        assert!(passed("test result: ok. 0 passed; 0 failed;").is_ok());
    }
}
