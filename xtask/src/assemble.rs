//! Makes what trunk has built into the published folder. Trunk calls it as its `post_build` hook.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::gallery::Gallery;
use crate::host::Host;
use crate::page::Facts;
use crate::pages::Shell;
use crate::portrait::{Portrait, Studio};
use crate::presets::Preset;
use crate::project::Project;
use crate::script::{Compiler, Constants};
use crate::split::Cut;
use crate::tools::Tools;
use crate::{
    compact, digest, glue, kept, leaks, locals, manifest, messages, packed, page, pages, presets,
    process, sizes, split, version,
};

/// Finishes the folder that trunk names in the environment, in place.
pub(crate) fn assemble(project: &Project) -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context(
            "trunk calls `assemble` after a build; what you want is `cargo xtask build` or `serve`",
        )?;
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    // The module has compiled this version in. Where nobody set it, as in a plain `trunk serve`,
    // that is the unreleased one, whatever the tag says.
    let version = std::env::var("CW_VERSION").unwrap_or_else(|_| version::UNRELEASED.to_owned());
    let tools = Tools::locate(project)?;
    let host = Host::from_environment()?;
    Assembly {
        project,
        tools,
        staging,
        release,
        version,
        host,
    }
    .run()
}

/// What embed.js is made of, for messages about mistakes in it.
const EMBED: &str = "bindings and src/embed/loader.js";

/// The host of the rehearsal: no port that anything could be served at.
const REHEARSAL: &str = "http://localhost:1/hosted";

/// What the frame's script is made of, for the same.
const FRAME: &str = "src/embed/link.js and src/embed/frame.js";

/// What the builder's script is made of, for the same.
const BUILDER: &str = "bindings and builder/src/start.js";

/// Modules, and how the names of their files begin.
type Named = Vec<(String, Vec<u8>)>;

/// What is published of the module.
struct Modules {
    /// What pages begin with: without a part, then with each.
    starts: Named,
    /// The parts, in their order; none while developing, when nothing is cut.
    apart: Named,
    glue: String,
}

struct Assembly<'project> {
    project: &'project Project,
    tools: Tools,
    staging: PathBuf,
    release: bool,
    version: String,
    host: Option<Host>,
}

impl Assembly<'_> {
    fn run(&self) -> Result<()> {
        let bindings = Bindings::take(&self.staging, "widget")?;
        let builder = self.publish_builder()?;
        let folder = self.staging.join(&self.version);
        fs::create_dir_all(folder.join("embed"))?;

        let Modules {
            starts,
            apart,
            glue,
        } = self.shrink(&bindings)?;
        let published = |modules: &Named| {
            let mut files = Vec::new();
            for (stem, module) in modules {
                let name = format!("{stem}-{}.wasm", digest::short(module));
                fs::write(folder.join(&name), module)?;
                files.push((name, digest::integrity(module)));
            }
            anyhow::Ok(files)
        };
        let constants = Constants {
            version: self.version.clone(),
            starts: published(&starts)?,
            apart: published(&apart)?,
            messages: self.write_messages(&folder)?,
        };
        let embed = self.write_scripts(&glue, &constants, &folder)?;
        let facts = Facts {
            values: vec![
                ("VERSION", self.version.clone()),
                ("EMBED_INTEGRITY", digest::integrity(embed.as_bytes())),
                ("MODULE_KB", self.range_of_kilobytes(&starts)?),
                ("APART_KB", self.range_of_kilobytes(&apart)?),
                ("EMBED_KB", self.kilobytes(embed.as_bytes())?),
                ("BUILDER", builder),
            ],
            policy: self.release,
            host: self.host.as_ref().map(|host| host.as_str().to_owned()),
            gone: bindings.files,
        };
        fs::write(folder.join("embed/index.html"), self.source("frame.html")?)?;
        self.write_pages(&embed, &facts)?;
        if self.release {
            self.check_paths()
        } else {
            Ok(())
        }
    }

    /// Publishes the module of the builder beside its page, and hands back the name of the script
    /// that starts it. It is not cut and its names stay: no blog loads it.
    fn publish_builder(&self) -> Result<String> {
        let Bindings { glue, module, .. } = Bindings::take(&self.staging, "builder")?;
        if self.release {
            self.optimise(
                &module,
                &["-Oz", "--strip-producers", "--strip-target-features"],
            )?;
        }
        let bytes = fs::read(&module)?;
        fs::remove_file(&module)?;
        let folder = self.staging.join("builder");
        fs::create_dir_all(&folder)?;
        let name = format!("builder-{}.wasm", digest::short(&bytes));
        fs::write(folder.join(&name), &bytes)?;
        let start = fs::read_to_string(self.project.root.join("builder/src/start.js"))?;
        let compiler = self.compiler()?;
        let script = compiler.start(BUILDER, &format!("{glue}\n{start}"), &name)?;
        let name = format!("builder-{}.js", digest::short(script.as_bytes()));
        fs::write(folder.join(&name), script)?;
        Ok(name)
    }

    fn compiler(&self) -> Result<Compiler> {
        Ok(Compiler {
            esbuild: self.tools.esbuild()?,
            minify: self.release,
        })
    }

    /// Puts every page of the site into the shell that trunk has left.
    fn write_pages(&self, embed: &str, facts: &Facts) -> Result<()> {
        let presets = presets::all(&self.project.root.join("presets"))?;
        let portraits = self.portray(&presets, embed)?;
        let gallery = Gallery {
            presets: &presets,
            portraits: &portraits,
            host: self.host.as_ref(),
            version: &self.version,
        };
        let mut sheets = pages::all(&self.project.root.join("src/site"))?;
        let strip = gallery.strip();
        for sheet in &mut sheets {
            sheet.main = sheet.main.replace("%PRESETS%", &strip);
        }
        sheets.extend(gallery.sheets());
        gallery.write(&self.staging)?;
        let index = fs::read_to_string(self.staging.join("index.html"))?;
        let shell = Shell::new(&index, &sheets)?;
        for sheet in &sheets {
            shell.write(sheet, &self.staging)?;
        }
        Self::finish_pages(&self.staging, facts)?;
        if self.release {
            self.rehearse(&gallery, &shell, facts)?;
        }
        Ok(())
    }

    /// The pages of the presets once more, in `target/hosted/`, as a build with a host has them: for the
    /// browser tests, which learn only later where they serve them.
    fn rehearse(&self, gallery: &Gallery<'_>, shell: &Shell, facts: &Facts) -> Result<()> {
        let folder = self.project.target.join("hosted");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let host = Host::read(REHEARSAL)?;
        let gallery = Gallery {
            host: Some(&host),
            ..*gallery
        };
        gallery.write(&folder)?;
        for sheet in gallery.sheets() {
            shell.write(&sheet, &folder)?;
        }
        let facts = Facts {
            host: Some(host.as_str().to_owned()),
            ..facts.clone()
        };
        Self::finish_pages(&folder, &facts)
    }

    /// The presets as the widget shows them. While developing there are none: each change of the
    /// widget would need all of them anew.
    fn portray(&self, presets: &[Preset], embed: &str) -> Result<Vec<Portrait>> {
        if !self.release {
            return Ok(Vec::new());
        }
        let studio = Studio {
            site: &self.staging,
            version: &self.version,
            embed,
            kept: self.project.target.join("portraits"),
        };
        studio.portray(presets)
    }

    /// The modules and the bindings as they are published.
    fn shrink(&self, bindings: &Bindings) -> Result<Modules> {
        let module = bindings.module.as_path();
        let whole =
            fs::read(module).with_context(|| format!("{} cannot be read", module.display()))?;
        fs::remove_file(module)?;
        if !self.release {
            return Ok(Modules {
                starts: vec![("widget".to_owned(), whole)],
                apart: Vec::new(),
                glue: bindings.glue.clone(),
            });
        }
        let Cut { shared, parts } = split::split(&whole)?;
        let mut starts = vec![("widget".to_owned(), self.shrunk(module, &shared)?)];
        let mut apart = Named::new();
        for split::Files {
            name,
            start,
            apart: alone,
        } in parts
        {
            if let Some(start) = start {
                starts.push((format!("widget-with-{name}"), self.shrunk(module, &start)?));
            }
            apart.push((format!("widget-{name}"), self.shrunk(module, &alone)?));
        }
        let glue = compact::shorten_bindings(&mut starts, &bindings.glue)?;
        Ok(Modules {
            starts,
            apart,
            glue,
        })
    }

    /// One module as small as it gets; `file` is where wasm-opt may work. It takes half a minute, so
    /// what this very program has made of the same bytes before is taken.
    fn shrunk(&self, file: &Path, module: &[u8]) -> Result<Vec<u8>> {
        kept::or_made(self.project, "shrunk", kept::own()?, module, || {
            let small = self.shrink_anew(file, module)?;
            fs::remove_file(file)?;
            Ok(small)
        })
    }

    fn shrink_anew(&self, file: &Path, module: &[u8]) -> Result<Vec<u8>> {
        fs::write(file, module)?;
        // The lowest kilobyte is the far end of the stack: no address of data points there, so
        // that offsets can be folded into loads. Branches are laid out anew; the second round
        // cleans up after that.
        self.optimise(
            file,
            &[
                "--low-memory-unused",
                "--flatten",
                "--rereloop",
                "-Oz",
                "-Oz",
            ],
        )?;
        fs::write(file, compact::name_by_likeness(&fs::read(file)?)?)?;
        // Levels without a pass: they are for the way in which the module is written.
        self.optimise(
            file,
            &[
                "--optimize-level=2",
                "--shrink-level=2",
                "--reorder-functions-by-name",
                "--strip-producers",
                "--strip-target-features",
            ],
        )?;
        locals::renumber(&fs::read(file)?)
    }

    /// Has wasm-opt change the module in place. It allows the features that the module itself
    /// names: with all of them it writes one that no browser loads.
    fn optimise(&self, module: &Path, passes: &[&str]) -> Result<()> {
        let mut optimising = process::command(self.tools.wasm_opt()?);
        optimising.args(passes).arg(module).arg("-o").arg(module);
        process::output(optimising).context("wasm-opt could not make the module small")?;
        Ok(())
    }

    fn write_messages(&self, folder: &Path) -> Result<BTreeMap<String, (String, String)>> {
        let arrays = messages::arrays(&self.project.root.join("src/messages"))?;
        let mut written = BTreeMap::new();
        for (language, array) in arrays {
            let name = format!(
                "messages-{language}-{}.json",
                digest::short(array.as_bytes())
            );
            fs::write(folder.join(&name), &array)?;
            written.insert(language, (name, digest::integrity(array.as_bytes())));
        }
        Ok(written)
    }

    /// Hands back the version folder's embed.js, whose integrity the pages print.
    fn write_scripts(&self, glue: &str, constants: &Constants, folder: &Path) -> Result<String> {
        let compiler = self.compiler()?;
        let source = format!("{}\n{}", glue::fit(glue)?, self.source("loader.js")?);
        let fixed = compiler.compile(EMBED, &source, constants, "./")?;
        let newest =
            compiler.compile(EMBED, &source, constants, &format!("./{}/", self.version))?;
        // The folder of a version is whole, so the frame does not use the site's copy of the links.
        let frame = format!("{}\n{}", self.source("link.js")?, self.source("frame.js")?);
        let frame = compiler.compile(FRAME, &frame, constants, "../")?;
        fs::write(folder.join("embed.js"), &fixed)?;
        fs::write(self.staging.join("embed.js"), newest)?;
        fs::write(folder.join("embed/frame.js"), frame)?;
        let sheet = compiler.squeeze("src/embed/frame.css", &self.source("frame.css")?)?;
        fs::write(folder.join("embed/frame.css"), sheet)?;
        Ok(fixed)
    }

    fn source(&self, name: &str) -> Result<String> {
        let path = self.project.root.join("src/embed").join(name);
        fs::read_to_string(&path).with_context(|| format!("src/embed/{name} cannot be read"))
    }

    /// Compressing a module that is still large takes long, and says nothing while developing.
    fn kilobytes(&self, bytes: &[u8]) -> Result<String> {
        if self.release {
            Ok(sizes::kilobytes(packed::brotli(self.project, bytes)?.len()))
        } else {
            Ok("–".to_owned())
        }
    }

    /// "12 to 31": the smallest and the largest. Compressing takes long, and says nothing while developing.
    fn range_of_kilobytes(&self, modules: &Named) -> Result<String> {
        let mut sizes = Vec::new();
        if modules.len() > 1 {
            for (_, module) in modules {
                sizes.push(packed::brotli(self.project, module)?.len());
            }
        }
        let whole = |size: &usize| ((size + 500) / 1000).to_string();
        Ok(match (sizes.iter().min(), sizes.iter().max()) {
            (Some(least), Some(most)) => format!("{} to {}", whole(least), whole(most)),
            _ => "–".to_owned(),
        })
    }

    fn finish_pages(folder: &Path, facts: &Facts) -> Result<()> {
        for name in manifest::paths(folder)? {
            if manifest::has_ending(&name, "html") {
                let path = folder.join(&name);
                let html = fs::read_to_string(&path)?;
                fs::write(
                    &path,
                    page::finish(&html, facts).with_context(|| name.clone())?,
                )?;
            }
        }
        Ok(())
    }

    fn check_paths(&self) -> Result<()> {
        let folders = leaks::private_folders(self.project)?;
        for name in manifest::paths(&self.staging)? {
            leaks::check(&name, &fs::read(self.staging.join(&name))?, &folders)?;
        }
        Ok(())
    }
}

/// What wasm-bindgen wrote for a program.
struct Bindings {
    glue: String,
    module: PathBuf,
    /// The names of both files.
    files: Vec<String>,
}

impl Bindings {
    /// Reads and removes the script; the module stays for wasm-opt.
    fn take(staging: &Path, program: &str) -> Result<Self> {
        let names = manifest::paths(staging)?;
        let stem = stem(&names, program)?;
        let files = [".js", "_bg.wasm"].map(|ending| format!("{stem}{ending}"));
        let [script, module] = files.clone().map(|name| staging.join(name));
        let glue = fs::read_to_string(&script)
            .with_context(|| format!("{} cannot be read", script.display()))?;
        fs::remove_file(&script)?;
        Ok(Self {
            glue,
            module,
            files: files.to_vec(),
        })
    }
}

/// `widget`, or `widget-` and trunk's hash, which says nothing about the final bytes.
fn stem<'a>(names: &'a [String], program: &str) -> Result<&'a str> {
    let stems = names
        .iter()
        .filter_map(|name| name.strip_suffix("_bg.wasm"));
    let ours: Vec<_> = stems
        .filter(|stem| match stem.strip_prefix(program) {
            Some(rest) => rest.is_empty() || rest.starts_with('-'),
            None => false,
        })
        .collect();
    match ours.as_slice() {
        [stem] => Ok(stem),
        found => bail!(
            "trunk should have left one module of the {program}, but left {}",
            found.len()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_program_is_found_with_and_without_a_hash() {
        let names = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let both = names(&["widget-1f_bg.wasm", "builder_bg.wasm", "widget.js"]);
        assert_eq!(stem(&both, "widget").unwrap(), "widget-1f");
        assert_eq!(stem(&both, "builder").unwrap(), "builder");
        assert!(stem(&names(&["index.html"]), "widget").is_err());
        assert!(stem(&names(&["widget_bg.wasm", "widget-1_bg.wasm"]), "widget").is_err());
    }
}
