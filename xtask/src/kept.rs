//! What was made of the same bytes in the same way before, so that a second build is quick.

use std::fs;
use std::sync::OnceLock;

use anyhow::Result;

use crate::digest;
use crate::project::Project;

/// Takes what was made of `source`, or makes and keeps it.
///
/// - `shelf`: a folder in cargo's target folder.
/// - `maker`: whatever another result could come of.
pub(crate) fn or_made(
    project: &Project,
    shelf: &str,
    maker: &str,
    source: &[u8],
    anew: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    let key = digest::short(&[maker.as_bytes(), source].concat());
    let folder = project.target.join(shelf);
    let kept = folder.join(&key);
    if let Ok(made) = fs::read(&kept) {
        return Ok(made);
    }
    let made = anew()?;
    fs::create_dir_all(&folder)?;
    // Written elsewhere first: a build that is broken off leaves no half file behind.
    let half = folder.join(format!("{key}.{}", std::process::id()));
    fs::write(&half, &made)?;
    fs::rename(half, kept)?;
    Ok(made)
}

/// This very program, as a maker. To be asked once before cargo is called, which compiles trunk's hook
/// with other flags and puts that in the place of this program's file.
pub(crate) fn own() -> Result<&'static str> {
    static OWN: OnceLock<String> = OnceLock::new();
    if let Some(own) = OWN.get() {
        return Ok(own);
    }
    let file = fs::metadata(std::env::current_exe()?)?;
    Ok(OWN.get_or_init(|| format!("{:?} {}", file.modified(), file.len())))
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::or_made;
    use crate::project::Project;

    #[test]
    fn what_was_made_is_not_made_again_and_a_failure_is_not_kept() {
        let project = Project::find().unwrap();
        let source = format!("{:?}", std::time::SystemTime::now());
        let made = |maker: &str, answer: &'static str| {
            or_made(
                &project,
                "tmp/kept",
                maker,
                source.as_bytes(),
                || match answer {
                    "" => bail!("nothing"),
                    answer => Ok(answer.into()),
                },
            )
        };
        assert!(made("a", "").is_err());
        assert_eq!(made("a", "first").unwrap(), b"first");
        assert_eq!(made("a", "second").unwrap(), b"first");
        assert_eq!(made("b", "second").unwrap(), b"second");
        std::fs::remove_dir_all(project.target.join("tmp/kept")).unwrap();
    }
}
