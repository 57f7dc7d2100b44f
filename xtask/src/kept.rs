//! What this very program has made of the same bytes before, so that a second build is quick.

use std::fs;
use std::sync::OnceLock;

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
    let key = digest::short(&[own()?.as_bytes(), source].concat());
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

/// This very program: another xtask may make something else of the same bytes. To be asked once
/// before cargo is called, which puts the file of the program there anew.
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
