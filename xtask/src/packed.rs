//! Files as servers send them: compressed once, by the build, as far as it goes.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::project::Project;
use crate::{kept, manifest};

/// What compressing makes smaller. Pictures are compressed already.
pub(crate) const ENDINGS: [&str; 6] = ["css", "html", "js", "json", "svg", "wasm"];

/// gzip at 9. Of equal bytes it makes equal ones: no time and no name stand in it.
pub(crate) fn gzip(project: &Project, bytes: &[u8]) -> Result<Vec<u8>> {
    kept::or_made(project, "packed/gz", bytes, || {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        Ok(gzip.finish()?)
    })
}

/// Brotli at 11 with a window of 22.
pub(crate) fn brotli(project: &Project, bytes: &[u8]) -> Result<Vec<u8>> {
    kept::or_made(project, "packed/br", bytes, || {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            ..Default::default()
        };
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).context("brotli failed")?;
        Ok(packed)
    })
}

/// Writes `.br` and `.gz` beside every file of a folder that they are smaller than. Comes last: to
/// everything else that walks through the folder they would be files of their own.
pub(crate) fn write_beside(project: &Project, folder: &Path) -> Result<()> {
    for path in manifest::paths(folder)? {
        if !ENDINGS
            .iter()
            .any(|ending| manifest::has_ending(&path, ending))
        {
            continue;
        }
        let bytes = fs::read(folder.join(&path))?;
        for (ending, packed) in [
            ("br", brotli(project, &bytes)?),
            ("gz", gzip(project, &bytes)?),
        ] {
            if packed.len() < bytes.len() {
                fs::write(folder.join(format!("{path}.{ending}")), packed)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read;

    use super::{brotli, gzip, write_beside};
    use crate::manifest;
    use crate::project::Project;

    #[test]
    fn both_unpack_to_what_was_packed_and_a_second_time_is_no_different() {
        let project = Project::find().unwrap();
        let text = "the same words again and again ".repeat(100);
        let [br, gz] = [brotli, gzip].map(|pack| {
            let packed = pack(&project, text.as_bytes()).unwrap();
            assert!(packed.len() < 150);
            assert_eq!(pack(&project, text.as_bytes()).unwrap(), packed);
            packed
        });
        let mut unpacked = String::new();
        let mut reader = brotli::Decompressor::new(&*br, 4096);
        reader.read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        unpacked.clear();
        let mut reader = flate2::read::GzDecoder::new(&*gz);
        reader.read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        // RFC 1952: bytes 4 to 7 are the time, and a name would be announced in byte 3.
        assert_eq!(gz.get(3..8).unwrap(), [0; 5]);
    }

    #[test]
    fn what_gets_smaller_has_both_beside_it_and_nothing_else_has() {
        let project = Project::find().unwrap();
        let folder = project
            .target
            .join("tmp")
            .join(format!("packed-{}", std::process::id()));
        fs::create_dir_all(folder.join("embed")).unwrap();
        let long = "p{color:red}".repeat(50);
        for (path, text) in [
            ("embed/frame.css", long.as_str()),
            ("picture.png", &long),
            ("short.js", "1"),
        ] {
            fs::write(folder.join(path), text).unwrap();
        }
        write_beside(&project, &folder).unwrap();
        let paths = manifest::paths(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            paths,
            [
                "embed/frame.css",
                "embed/frame.css.br",
                "embed/frame.css.gz",
                "picture.png",
                "short.js"
            ]
        );
    }
}
