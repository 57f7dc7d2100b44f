//! The tools that are not crates of this workspace: which, in which version, and how they come here.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;
use crate::{cargo, process};

// Exact versions: a tool that changes by itself changes the shipped bytes.
// trunk 0.22 needs a newer compiler than rust-toolchain.toml names.
const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const AXE: &str = "4.14.1";
const GECKODRIVER: &str = "0.37.1";

/// Who needs a tool.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// `serve` and `build`.
    Build,
    /// `test` as well.
    Test,
}

#[derive(Clone, Copy)]
enum Source {
    /// A crate; `locked` with the dependencies that its author tested.
    Crate { locked: bool, features: bool },
    /// An npm package.
    Npm,
}

struct Tool {
    name: &'static str,
    version: String,
    source: Source,
    group: Group,
    /// What proves that it is there, below its folder.
    proof: &'static str,
    why: &'static str,
    lasts: &'static str,
}

impl Tool {
    fn folder(&self) -> String {
        match self.source {
            Source::Crate { .. } => format!("{}-{}", self.name, self.version),
            Source::Npm => format!("npm-{}-{}", self.name, self.version),
        }
    }

    fn works_in(&self, folder: &Path) -> bool {
        let proof = folder.join(self.proof);
        match self.source {
            Source::Crate { .. } => process::answers(proof, &self.version),
            Source::Npm => {
                let manifest = folder
                    .join("node_modules")
                    .join(self.name)
                    .join("package.json");
                let version = fs::read(manifest).ok().and_then(|bytes| {
                    let manifest: Value = serde_json::from_slice(&bytes).ok()?;
                    Some(manifest.get("version")?.as_str()? == self.version)
                });
                version == Some(true) && proof.exists()
            }
        }
    }

    /// The command that installs it; it works as well when a person types it.
    fn installing(&self, folder: &Path) -> Command {
        match self.source {
            Source::Crate { locked, features } => {
                let mut command = process::command("cargo");
                command.args(["install", self.name, "--version", &self.version]);
                if locked {
                    command.arg("--locked");
                } else {
                    // Of each dependency the newest that this compiler can build.
                    command.env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback");
                }
                if !features {
                    command.arg("--no-default-features");
                }
                command.arg("--root").arg(folder);
                command
            }
            Source::Npm => {
                let mut command = process::command("npm");
                command.args([
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                ]);
                command
                    .arg(folder)
                    .arg(format!("{}@{}", self.name, self.version));
                command
            }
        }
    }
}

/// The cache folder and what belongs into it.
pub(crate) struct Tools {
    cache: PathBuf,
    all: Vec<Tool>,
    bindgen: String,
}

impl Tools {
    /// Names the folder and the versions; installs nothing.
    pub(crate) fn locate(project: &Project) -> Result<Self> {
        let bindgen = locked_version(&project.root, "wasm-bindgen")?;
        let every = Source::Crate {
            locked: true,
            features: true,
        };
        let all = vec![
            Tool {
                name: "trunk",
                version: TRUNK.to_owned(),
                source: Source::Crate {
                    locked: true,
                    features: false,
                },
                group: Group::Build,
                proof: "bin/trunk",
                why: "it builds and serves the site",
                lasts: "7 minutes",
            },
            Tool {
                name: "wasm-bindgen-cli",
                version: bindgen.clone(),
                // With its lock file a dependency of it may no longer be found.
                source: Source::Crate {
                    locked: false,
                    features: true,
                },
                group: Group::Build,
                proof: "bin/wasm-bindgen",
                why: "it writes the bindings, and must have the version in Cargo.lock",
                lasts: "3 minutes",
            },
            Tool {
                name: "binaryen",
                version: BINARYEN.to_owned(),
                source: Source::Npm,
                group: Group::Build,
                proof: "node_modules/.bin/wasm-opt",
                why: "its wasm-opt makes the module small",
                lasts: "10 seconds",
            },
            Tool {
                name: "esbuild",
                version: ESBUILD.to_owned(),
                source: Source::Npm,
                group: Group::Build,
                proof: "node_modules/.bin/esbuild",
                why: "it makes embed.js small",
                lasts: "5 seconds",
            },
            Tool {
                name: "axe-core",
                version: AXE.to_owned(),
                source: Source::Npm,
                group: Group::Test,
                proof: "node_modules/axe-core/axe.min.js",
                why: "it finds barriers in the pages under test",
                lasts: "5 seconds",
            },
            Tool {
                name: "geckodriver",
                version: GECKODRIVER.to_owned(),
                source: every,
                group: Group::Test,
                proof: "bin/geckodriver",
                why: "it drives Firefox",
                lasts: "2 minutes",
            },
        ];
        Ok(Self {
            cache: cache()?,
            all,
            bindgen,
        })
    }

    /// Installs what is missing, one after the other.
    pub(crate) fn install(&self, project: &Project, group: Group) -> Result<()> {
        add_to_toolchain(project, group)?;
        for tool in self
            .all
            .iter()
            .filter(|tool| tool.group == Group::Build || group == Group::Test)
        {
            let folder = self.cache.join(tool.folder());
            if !tool.works_in(&folder) {
                self.install_one(tool, &folder)?;
            }
        }
        Ok(())
    }

    /// Into a folder of another name first: an install that is interrupted never counts.
    fn install_one(&self, tool: &Tool, folder: &Path) -> Result<()> {
        let Tool {
            name,
            version,
            why,
            lasts,
            ..
        } = tool;
        println!("Installing {name} {version}: {why}. This takes about {lasts}, once.");
        fs::create_dir_all(&self.cache)
            .with_context(|| format!("the folder {} cannot be made", self.cache.display()))?;
        let unfinished = self
            .cache
            .join(format!(".{}-{}", tool.folder(), std::process::id()));
        let by_hand = process::describe(&tool.installing(folder));
        let mut attempt = self.attempt(tool, &unfinished);
        if attempt.is_err() {
            println!("That failed; once more, in case the network was to blame.");
            attempt = self.attempt(tool, &unfinished);
        }
        let finished = attempt.and_then(|()| {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            Ok(fs::rename(&unfinished, folder)?)
        });
        if finished.is_err() {
            // What is left of it helps nobody; that it cannot be removed changes nothing.
            let _ = fs::remove_dir_all(&unfinished);
        }
        // Another run may have been faster.
        if finished.is_err() && tool.works_in(folder) {
            return Ok(());
        }
        finished.with_context(|| {
            format!(
                "{name} {version} could not be installed ({why}).\nTo try it by hand: {by_hand}"
            )
        })
    }

    fn attempt(&self, tool: &Tool, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        if matches!(tool.source, Source::Npm) {
            // Without a package of its own npm would look for one further up.
            fs::write(folder.join("package.json"), "{\"private\": true}\n")?;
        }
        let mut command = tool.installing(folder);
        // Not in the clone, whose cargo configuration is about this project.
        command.current_dir(&self.cache);
        if let Some(toolchain) = std::env::var_os("RUSTUP_TOOLCHAIN") {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        process::run(command)?;
        if !tool.works_in(folder) {
            bail!("it was installed, but {} does not work", tool.proof);
        }
        Ok(())
    }

    fn path_of(&self, name: &str) -> Result<PathBuf> {
        let tool = self.all.iter().find(|tool| tool.name == name);
        let tool = tool.with_context(|| format!("there is no tool {name}"))?;
        let path = self.cache.join(tool.folder()).join(tool.proof);
        if !path.exists() {
            bail!(
                "{name} {} is missing: `cargo xtask tools` installs it",
                tool.version
            );
        }
        Ok(path)
    }

    pub(crate) fn trunk(&self) -> Result<PathBuf> {
        self.path_of("trunk")
    }

    pub(crate) fn wasm_opt(&self) -> Result<PathBuf> {
        self.path_of("binaryen")
    }

    /// The program itself: the script around it is slower, and buries an error in a stack trace.
    pub(crate) fn esbuild(&self) -> Result<PathBuf> {
        let script = self.path_of("esbuild")?;
        let platforms = script
            .parent()
            .and_then(Path::parent)
            .map(|folder| folder.join("@esbuild"));
        let platforms = platforms
            .and_then(|folder| fs::read_dir(folder).ok())
            .into_iter()
            .flatten();
        let mut programs = platforms
            .flatten()
            .map(|folder| folder.path().join("bin/esbuild"));
        Ok(programs.find(|program| program.is_file()).unwrap_or(script))
    }

    pub(crate) fn axe(&self) -> Result<PathBuf> {
        self.path_of("axe-core")
    }

    pub(crate) fn geckodriver(&self) -> Result<PathBuf> {
        self.path_of("geckodriver")
    }

    /// Runs tests in WebAssembly.
    pub(crate) fn wasm_test_runner(&self) -> PathBuf {
        let folder = self
            .cache
            .join(format!("wasm-bindgen-cli-{}", self.bindgen));
        folder.join("bin/wasm-bindgen-test-runner")
    }

    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        let building = self.all.iter().filter(|tool| tool.group == Group::Build);
        building.filter_map(|tool| {
            Some(
                self.cache
                    .join(tool.folder())
                    .join(tool.proof)
                    .parent()?
                    .to_path_buf(),
            )
        })
    }

    /// The folders that trunk has to find its tools in, as a shell writes them.
    pub(crate) fn folders_as_path(&self) -> String {
        self.folders()
            .map(|folder| folder.display().to_string())
            .collect::<Vec<_>>()
            .join(":")
    }

    /// PATH with those folders first, so that trunk downloads nothing.
    pub(crate) fn path(&self) -> Result<OsString> {
        let present = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders().chain(std::env::split_paths(&present));
        std::env::join_paths(all).context("the cache folder's name cannot stand in PATH")
    }
}

fn cache() -> Result<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("CW_CACHE")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("conversion-widget")))
        .or_else(|| Some(std::env::home_dir()?.join(".cache/conversion-widget")))
        .map(|path| std::path::absolute(&path).unwrap_or(path))
        .context("there is no home folder: set CW_CACHE to a folder for the tools")
}

fn locked_version(root: &Path, package: &str) -> Result<String> {
    let lock = fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    version_in(&lock, package)
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock does not name {package}"))
}

fn version_in<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

/// Automatic installation may be off, so what `rust-toolchain.toml` asks for is added here.
fn add_to_toolchain(project: &Project, group: Group) -> Result<()> {
    let sysroot = cargo::sysroot(&project.root)?;
    let mut missing: Vec<[&str; 3]> = Vec::new();
    if !sysroot
        .join("lib/rustlib")
        .join(cargo::WASM)
        .join("lib")
        .is_dir()
    {
        missing.push(["target", "add", cargo::WASM]);
    }
    // The standard library is compiled with the module.
    if !sysroot.join("lib/rustlib/src/rust/library").is_dir() {
        missing.push(["component", "add", "rust-src"]);
    }
    if group == Group::Test {
        let components = [("cargo-clippy", "clippy"), ("cargo-fmt", "rustfmt")];
        let absent = components
            .iter()
            .filter(|(program, _)| !sysroot.join("bin").join(program).exists());
        missing.extend(absent.map(|(_, component)| ["component", "add", component]));
    }
    for arguments in missing {
        let by_hand = format!("rustup {}", arguments.join(" "));
        println!("Adding to the toolchain: {by_hand}. This takes some seconds, once.");
        let mut command = process::command("rustup");
        command.current_dir(&project.root).args(arguments);
        process::run(command).with_context(|| {
            format!(
                "the toolchain lacks {}; to try it by hand: {by_hand}",
                arguments.join(" ")
            )
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_lock_file_names_the_exact_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }
}
