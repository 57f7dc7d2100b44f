//! What this very program has made of the same bytes before, so that a second build is quick.

use std::fs;

use anyhow::Result;

use crate::digest;
use crate::project::Project;

/// Takes what was made of `source`, or makes and keeps it; `shelf` is a folder in cargo's target folder.
pub(crate) fn or_made(
    project: &Project,
    shelf: &str,
    source: &[u8],
    anew: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    // Another xtask may make something else of it.
    let own = fs::metadata(std::env::current_exe()?)?;
    let own = format!("{:?} {}", own.modified()?, own.len());
    let key = digest::short(&[own.as_bytes(), source].concat());
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

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::or_made;
    use crate::project::Project;

    #[test]
    fn what_was_made_is_not_made_again_and_a_failure_is_not_kept() {
        let project = Project::find().unwrap();
        let source = format!("{:?}", std::time::SystemTime::now());
        let made = |answer: &'static str| {
            or_made(&project, "tmp/kept", source.as_bytes(), || match answer {
                "" => bail!("nothing"),
                answer => Ok(answer.into()),
            })
        };
        assert!(made("").is_err());
        assert_eq!(made("first").unwrap(), b"first");
        assert_eq!(made("second").unwrap(), b"first");
        std::fs::remove_dir_all(project.target.join("tmp/kept")).unwrap();
    }
}
