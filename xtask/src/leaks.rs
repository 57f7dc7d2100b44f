//! No shipped file tells where it was built.

use std::path::Path;

use anyhow::{Result, bail};

use crate::cargo;
use crate::project::Project;

/// Folders of this machine that must not be readable in a file.
pub(crate) fn private_folders(project: &Project) -> Result<Vec<String>> {
    let folders = [
        Some(project.root.clone()),
        Some(project.target.clone()),
        Some(cargo::sysroot(&project.root)?),
        cargo::home(),
        std::env::home_dir(),
    ];
    Ok(folders
        .into_iter()
        .flatten()
        .filter_map(|folder| searched(&folder))
        .collect())
}

fn searched(folder: &Path) -> Option<String> {
    // Where the true path is one of the neutral ones, it cannot be told from them.
    const NEUTRAL: [&str; 6] = ["", "/src", "/target", "/rust", "/cargo", "/crates"];
    let path = folder.to_string_lossy();
    let path = path.trim_end_matches('/');
    (!NEUTRAL.contains(&path)).then(|| path.to_owned())
}

/// Fails when one of these folders stands in the file.
pub(crate) fn check(name: &str, bytes: &[u8], folders: &[String]) -> Result<()> {
    if let Some(folder) = folders.iter().find(|folder| contains(bytes, folder)) {
        bail!(
            "{name} contains the path {folder} of this machine: is it compiled into the program, \
             or was this not built by `cargo xtask build`, which keeps such paths out?"
        );
    }
    Ok(())
}

fn contains(bytes: &[u8], folder: &str) -> bool {
    // `/root` alone is part of many a word: a path of one name counts only with a slash behind.
    let short = folder.matches('/').count() < 2;
    let ends = |next: Option<&u8>| match next {
        Some(b'/') => true,
        Some(next) => !short && !next.is_ascii_alphanumeric() && !b"_-.".contains(next),
        None => !short,
    };
    let mut windows = bytes.windows(folder.len()).enumerate();
    windows.any(|(at, window)| window == folder.as_bytes() && ends(bytes.get(at + folder.len())))
}

#[cfg(test)]
mod tests {
    use super::{check, searched};
    use std::path::Path;

    #[test]
    fn a_path_is_found_within_other_bytes() {
        let folders = ["/home/a/", "/root"].map(|path| searched(Path::new(path)).unwrap());
        for leak in [
            "\0text/home/a/.cargo/lib.rs\0",
            "in /home/a",
            "\0/home/a\0",
            "/root/x",
        ] {
            assert!(
                check("m.wasm", leak.as_bytes(), &folders).is_err(),
                "{leak}"
            );
        }
        for harmless in ["/home/abc", "/home/a-b", "shadow/root", "/roots/"] {
            assert!(
                check("m.wasm", harmless.as_bytes(), &folders).is_ok(),
                "{harmless}"
            );
        }
        assert!(searched(Path::new("/")).is_none() && searched(Path::new("/src/")).is_none());
    }
}
