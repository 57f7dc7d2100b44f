//! The npm package: the sources in `packages/npm`, the files of the version, and the loader as a module.
//!
//! A bundler gives files other names and places, and tells the code so only where it finds
//! `new URL('…', import.meta.url)`. So the loader's few words about where its files lie are replaced, in what
//! was built, found exactly once; nothing of it is in `embed.js`, and no reader of a blog pays for it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::project::Project;
use crate::sizes::EMBED_CAP;
use crate::{manifest, packed, process};

/// Its name in the registry.
const NAME: &str = "conversion-widget";

/// The names in `define.js` that the loader is made to use. Among its own ones they would mean something else.
const FILE: &str = "fileAt";
const BASE: &str = "baseFolder";
const PAGE: &str = "hasFramePage";

/// How the loader finds the site.
const SITE: &str = "new URL(\"..\",";

/// What the link says that leads to the page for frames.
const LINK: &str = ".textContent=\"Open the calculator\"";

/// Packs it with npm.
pub(crate) fn write(project: &Project, version: &str, dist: &Path, into: &Path) -> Result<PathBuf> {
    let folder = into.join("npm");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let files = copy_files(&dist.join(version), &folder.join("dist"))?;
    let sources = project.root.join("packages/npm");
    for name in manifest::paths(&sources)? {
        let mut text = fs::read_to_string(sources.join(&name))
            .with_context(|| format!("packages/npm/{name} cannot be read"))?;
        if name == "define.js" {
            let embed = fs::read_to_string(dist.join(version).join("embed.js"))?;
            text = define(&text, &embed, &files)?;
            let size = packed::brotli(project, text.as_bytes())?.len();
            ensure!(
                size <= EMBED_CAP,
                "define.js has {size} bytes, and may have {EMBED_CAP}"
            );
        }
        fs::write(folder.join(name), text)?;
    }
    fs::copy(project.root.join("LICENSE"), folder.join("LICENSE"))?;
    let cargo = fs::read_to_string(project.root.join("Cargo.toml"))?;
    let described = serde_json::to_string_pretty(&describe(version, &cargo)?)?;
    fs::write(folder.join("package.json"), described + "\n")?;

    let mut packing = process::command("npm");
    packing.current_dir(&folder);
    packing.args(["pack", "--ignore-scripts", "--pack-destination"]);
    process::output({
        packing.arg(into);
        packing
    })
    .context("npm could not pack it")?;
    let file = into.join(format!("{NAME}-{version}.tgz"));
    ensure!(file.is_file(), "npm has not written {}", file.display());
    Ok(file)
}

/// Copies the version's folder without what servers send compressed, and names the files beside the script.
fn copy_files(from: &Path, to: &Path) -> Result<Vec<String>> {
    let mut beside = Vec::new();
    for name in manifest::paths(from)? {
        if manifest::has_ending(&name, "br") || manifest::has_ending(&name, "gz") {
            continue;
        }
        let target = to.join(&name);
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(from.join(&name), target)?;
        if manifest::has_ending(&name, "wasm") || manifest::has_ending(&name, "json") {
            beside.push(name);
        }
    }
    Ok(beside)
}

/// `define.js` with the loader in it.
fn define(template: &str, embed: &str, files: &[String]) -> Result<String> {
    // What every page can begin with.
    let is_core = |name: &&String| {
        let hash = name.strip_prefix("widget-");
        hash.and_then(|rest| rest.strip_suffix(".wasm"))
            .is_some_and(|hash| !hash.contains('-'))
    };
    let core = files
        .iter()
        .find(is_core)
        .context("no module without a part")?;
    let loader = loader(embed, files)?;
    Ok(once(
        template,
        "  LOADER\n",
        &format!("  {}\n", loader.trim_end()),
    )?
    .replace("CORE", core))
}

/// The script `embed.js` as a part of `define`: four places are other words.
fn loader(embed: &str, files: &[String]) -> Result<String> {
    for name in [FILE, BASE, PAGE] {
        ensure!(!embed.contains(name), "embed.js has a `{name}` of its own");
    }
    let mut loader = embed.to_owned();
    // Where its files are.
    for file in files {
        let found = format!("{FILE}(new URL(\"./dist/{file}\",import.meta.url))");
        loader = once(&loader, &format!("\"{file}\""), &found)?;
    }
    // Where the page for frames is.
    let (before, rest) = split(&loader, "new URL(\"./\",")?;
    let (script, after) = split(rest, "||location.href)")?;
    ensure!(is_name(script), "`{script}` is no name");
    loader = [before, BASE, after].concat();
    // Where the site is, which a package does not bring: links lead to the page itself.
    let (before, rest) = split(&loader, SITE)?;
    let name_and_rest = rest.split_once(").href");
    let (name, after) = name_and_rest.context("the site is found in another way")?;
    ensure!(is_name(name), "`{name}` is no name");
    loader = [before, "\"\"", after].concat();
    // The link to it, where nobody knows the page.
    let (before, after) = split(&loader, LINK)?;
    let link: String = before.chars().rev().take_while(|&c| is_letter(c)).collect();
    let link: String = link.chars().rev().collect();
    ensure!(is_name(&link), "`{link}` is no name");
    Ok([before, LINK, ",", &link, ".hidden=!", PAGE, after].concat())
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_letter)
}

/// What stands before and behind something that stands there once.
fn split<'a>(text: &'a str, mark: &str) -> Result<(&'a str, &'a str)> {
    match (text.split_once(mark), text.matches(mark).count()) {
        (Some(parts), 1) => Ok(parts),
        (_, count) => bail!(
            "`{mark}` stands {count} times in what was built, and should once: xtask/src/npm.rs must be adapted"
        ),
    }
}

fn once(text: &str, old: &str, new: &str) -> Result<String> {
    let (before, after) = split(text, old)?;
    Ok([before, new, after].concat())
}

/// `package.json`.
fn describe(version: &str, cargo: &str) -> Result<Value> {
    let said = |key: &str| {
        let mut lines = cargo.lines();
        lines
            .find_map(|line| {
                line.strip_prefix(key)?
                    .strip_prefix(" = \"")?
                    .strip_suffix('"')
            })
            .with_context(|| format!("Cargo.toml names no {key}"))
    };
    let typed = |name: &str| json!({ "types": format!("./{name}.d.ts"), "default": format!("./{name}.js") });
    Ok(json!({
        "name": NAME,
        "version": version,
        "description": said("description")?,
        "license": said("license")?,
        "keywords": ["custom-element", "web-component", "calculator", "conversion-rate", "lifetime-value"],
        "type": "module",
        "main": "./index.js",
        "types": "./index.d.ts",
        "exports": {
            ".": typed("index"),
            "./define": typed("define"),
            "./react": typed("react"),
            "./vue": typed("vue"),
            "./dist/*": "./dist/*",
            "./custom-elements.json": "./custom-elements.json",
            "./package.json": "./package.json",
        },
        "customElements": "custom-elements.json",
        "sideEffects": ["./index.js", "./react.js", "./vue.js"],
        // Only who imports their types needs them.
        "peerDependencies": { "@types/react": ">=19", "react": ">=19", "vue": ">=3.3" },
        "peerDependenciesMeta": {
            "@types/react": { "optional": true },
            "react": { "optional": true },
            "vue": { "optional": true },
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::{define, describe};

    const EMBED: &str = "\"use strict\";(()=>{var a=[[\"widget-1f.wasm\",\"sha384-x\"],[\"widget-with-b-2f.wasm\",\"y\"]];\
        const D=new URL(\"./\",Ve||location.href),S=new URL(\"..\",D).href;e.rel=\"x\",e.textContent=\"Open the calculator\",f()})();\n";
    const TEMPLATE: &str = "new URL('./dist/CORE', import.meta.url)\n  LOADER\n";

    fn files() -> Vec<String> {
        ["widget-with-b-2f.wasm", "widget-1f.wasm"]
            .map(str::to_owned)
            .to_vec()
    }

    #[test]
    fn the_loader_is_told_where_its_files_are() {
        let made = define(TEMPLATE, EMBED, &files()).unwrap();
        assert!(made.starts_with("new URL('./dist/widget-1f.wasm', import.meta.url)\n"));
        for part in [
            "[[fileAt(new URL(\"./dist/widget-1f.wasm\",import.meta.url)),\"sha384-x\"]",
            "const D=baseFolder,S=\"\";",
            "e.textContent=\"Open the calculator\",e.hidden=!hasFramePage,f()",
        ] {
            assert!(made.contains(part), "{part} is not in {made}");
        }
    }

    #[test]
    fn another_loader_is_refused() {
        for part in [
            "new URL(\"./\",",
            "\"widget-with-b-2f.wasm\"",
            ".textContent=",
            "Ve||",
        ] {
            let told = define(TEMPLATE, &EMBED.replace(part, ""), &files());
            assert!(told.is_err(), "without {part}");
            assert!(define(TEMPLATE, &EMBED.replace(part, &part.repeat(2)), &files()).is_err());
        }
        assert!(define(TEMPLATE, &EMBED.replace("Ve", "hasFramePage"), &files()).is_err());
    }

    #[test]
    fn the_package_says_what_cargo_says() {
        let cargo = "license = \"MIT\"\ndescription = \"A thing.\"\n";
        let made = describe("1.2.3", cargo).unwrap();
        assert_eq!(
            (&made["license"], &made["version"]),
            (&"MIT".into(), &"1.2.3".into())
        );
        assert!(describe("1.2.3", "license = \"MIT\"\n").is_err());
    }
}
