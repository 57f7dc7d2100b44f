//! Which version a build carries: the tag of its commit, or none.

use std::path::Path;

use crate::process;

/// The version of everything that is not built from a tagged commit.
pub(crate) const UNRELEASED: &str = "0.0.0-dev";

/// `X.Y.Z` when HEAD carries the tag `vX.Y.Z`, else [`UNRELEASED`].
pub(crate) fn of_head(root: &Path) -> String {
    let mut asking = process::command("git");
    asking
        .current_dir(root)
        .args(["tag", "--points-at", "HEAD"]);
    match process::output(asking) {
        Ok(tags) => highest(&tags).unwrap_or_else(|| UNRELEASED.to_owned()),
        Err(reason) => {
            // An export without history builds as well, but never silently as a release.
            eprintln!("note: git names no tag, so this is {UNRELEASED} ({reason:#})");
            UNRELEASED.to_owned()
        }
    }
}

fn highest(tags: &str) -> Option<String> {
    let [major, minor, patch] = tags.lines().filter_map(|tag| numbers(tag.trim())).max()?;
    Some(format!("{major}.{minor}.{patch}"))
}

fn numbers(tag: &str) -> Option<[u32; 3]> {
    let mut parts = tag.strip_prefix('v')?.split('.').map(|part| {
        let number: u32 = part.parse().ok()?;
        // "v01.2.3" and "v+1.2.3" would share a folder with another tag.
        (number.to_string() == part).then_some(number)
    });
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::highest;

    #[test]
    fn only_a_full_version_tag_makes_a_release() {
        assert_eq!(highest("v1.2.3\n").as_deref(), Some("1.2.3"));
        assert_eq!(
            highest("nightly\nv1.9.0\nv1.10.0\n").as_deref(),
            Some("1.10.0")
        );
        for tags in [
            "",
            "1.2.3",
            "v1.2",
            "v1.2.3.4",
            "v1.2.3-rc1",
            "v01.2.3",
            "v+1.2.3",
        ] {
            assert_eq!(highest(tags), None, "{tags}");
        }
    }
}
