//! Cargo as this project calls it: everywhere with the same flags, so that nothing is compiled twice.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{process, version};

/// The only target that is shipped.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Unlike RUSTFLAGS it leaves native code, the xtask itself, as it is.
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What makes the module 4 kB smaller on the wire, beyond `opt-level = "z"`: copies of structs stay
/// one instruction each instead of a load and a store for every word, loops keep one counter, and
/// what both branches end with is said once.
const SMALL: &str =
    "-Cllvm-args=-max-store-memcpy=1 -Cllvm-args=-disable-lsr -Cllvm-args=-sink-common-insts";

/// The environment that every cargo call of a run shares.
pub(crate) struct Flags {
    /// `X.Y.Z` when the commit carries that tag, else `0.0.0-dev`.
    pub(crate) version: String,
    wasm: String,
}

impl Flags {
    /// Asks the toolchain where it lies.
    pub(crate) fn of(project: &Project) -> Result<Self> {
        let version = version::of_head(&project.root);
        Ok(Self {
            version,
            wasm: format!("{SMALL} {}", remapping(project)?),
        })
    }

    /// Gives a command, cargo or one that calls cargo, the shared environment.
    pub(crate) fn apply(&self, command: &mut Command) {
        // The library reads it with `option_env!`; cargo rebuilds when it changes.
        command.env("CW_VERSION", &self.version);
        command.env(RUSTFLAGS, &self.wasm);
    }

    /// The same for a release of the module, in which a panic is one instruction: `unreachable`, a
    /// trap that the loader contains like any other. What Rust would say of it, the place and the
    /// sentence, are 10 kB that nobody reads. That takes a standard library compiled the same way,
    /// and a compiler that is asked for what is not stable yet: of one exact version, and only for
    /// what is shipped.
    pub(crate) fn apply_smallest(&self, command: &mut Command) {
        self.apply(command);
        // A quarter of the usual megabyte of stack, and shorter addresses behind it.
        let wasm = format!(
            "{} -Zunstable-options -Cpanic=immediate-abort -Clink-arg=-zstack-size=262144 -Zmerge-functions=disabled",
            self.wasm
        );
        command.env(RUSTFLAGS, wasm);
        command.env("RUSTC_BOOTSTRAP", "1");
        command.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    }
}

/// The folder of registries and downloaded crates.
pub(crate) fn home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// The folder of the toolchain in use.
pub(crate) fn sysroot(root: &Path) -> Result<PathBuf> {
    let mut asking = process::command("rustc");
    asking.current_dir(root).args(["--print", "sysroot"]);
    Ok(PathBuf::from(process::output(asking)?.trim()))
}

/// Flags that keep this machine's paths out of the module, whose bytes then do not depend on it.
fn remapping(project: &Project) -> Result<String> {
    let sysroot = sysroot(&project.root)?;
    let mut asking = process::command("rustc");
    asking.current_dir(&project.root).arg("-vV");
    let told = process::output(asking)?;
    let commit = told
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .context("`rustc -vV` names no commit")?;

    let mut pairs = vec![
        (project.root.clone(), "/src".to_owned()),
        (project.target.clone(), "/target".to_owned()),
        (sysroot.clone(), "/rust".to_owned()),
        // What the standard library says of itself where its sources are not installed.
        (
            sysroot.join("lib/rustlib/src/rust"),
            format!("/rustc/{commit}"),
        ),
    ];
    if let Some(home) = home() {
        // The folder's name tells which registry or mirror the crates came from.
        if let Ok(registries) = std::fs::read_dir(home.join("registry/src")) {
            pairs.extend(
                registries
                    .flatten()
                    .map(|entry| (entry.path(), "/crates".to_owned())),
            );
        }
        pairs.push((home, "/cargo".to_owned()));
    }
    join(pairs)
}

fn join(mut pairs: Vec<(PathBuf, String)>) -> Result<String> {
    // rustc lets the last match win: the most specific path goes last.
    pairs.sort_by_key(|(path, _)| (path.as_os_str().len(), path.clone()));
    let mut flags = Vec::new();
    for (path, neutral) in pairs {
        let path = path.to_string_lossy();
        if path.contains(char::is_whitespace) {
            bail!("cargo cannot pass on a flag with a space, and the path {path} has one: move it");
        }
        flags.push(format!("--remap-path-prefix={path}={neutral}"));
    }
    Ok(flags.join(" "))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn the_most_specific_path_wins_by_standing_last() {
        let pairs = vec![
            ("/home/a/.cargo/x".into(), "/b".into()),
            ("/home/a".into(), "/a".into()),
        ];
        assert_eq!(
            join(pairs).unwrap(),
            "--remap-path-prefix=/home/a=/a --remap-path-prefix=/home/a/.cargo/x=/b"
        );
        assert!(join(vec![("/with space".into(), "/a".into())]).is_err());
    }
}
