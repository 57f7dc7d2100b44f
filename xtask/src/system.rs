//! Browsers and their surroundings, which come from the system's package manager.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::browsers::Engine;
use crate::process;

/// A Debian package, and the file that shows without asking dpkg that something like it is there.
struct Package {
    name: &'static str,
    proof: Proof,
    /// `None`: every engine needs it.
    engine: Option<Engine>,
}

enum Proof {
    Program(&'static [&'static str]),
    File(&'static str),
}

const PACKAGES: [Package; 7] = [
    Package {
        name: "chromium",
        proof: Proof::Program(&["chromium"]),
        engine: Some(Engine::Chromium),
    },
    Package {
        name: "chromium-driver",
        proof: Proof::Program(&["chromedriver"]),
        engine: Some(Engine::Chromium),
    },
    Package {
        name: "firefox-esr",
        proof: Proof::Program(&["firefox-esr", "firefox"]),
        engine: Some(Engine::Firefox),
    },
    Package {
        name: "webkit2gtk-driver",
        proof: Proof::Program(&["WebKitWebDriver"]),
        engine: Some(Engine::Webkit),
    },
    Package {
        name: "xvfb",
        proof: Proof::Program(&["xvfb-run"]),
        engine: Some(Engine::Webkit),
    },
    Package {
        name: "xauth",
        proof: Proof::Program(&["xauth"]),
        engine: Some(Engine::Webkit),
    },
    // Pages in Arabic are looked at too.
    Package {
        name: "fonts-noto-core",
        proof: Proof::File("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"),
        engine: None,
    },
];

impl Package {
    fn is_missing(&self) -> bool {
        match self.proof {
            Proof::Program(names) => !names.iter().any(|name| process::on_path(name).is_some()),
            Proof::File(path) => !Path::new(path).exists(),
        }
    }
}

/// Installs what these engines need, where that is possible, and else says what is missing, and for
/// whom.
pub(crate) fn install(engines: &[Engine], whom: &str) -> Result<()> {
    let needed = |package: &&Package| {
        package
            .engine
            .is_none_or(|engine| engines.contains(&engine))
    };
    let missing: Vec<&str> = PACKAGES
        .iter()
        .filter(needed)
        .filter(|package| package.is_missing())
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let by_hand = format!("sudo apt-get install --no-install-recommends {list}");
    if process::on_path("apt-get").is_none() {
        // Where fonts lie is Debian's habit; elsewhere their absence proves nothing.
        if missing == ["fonts-noto-core"] {
            return Ok(());
        }
        bail!("{whom} need what Debian calls {list}; please install these");
    }
    if !is_root()? {
        bail!("{whom} need {list}, and only root may install them: {by_hand}");
    }
    println!(
        "Installing with apt-get: {list}, which {whom} need. This takes about 2 minutes, once."
    );
    let apt = |arguments: &[&str]| {
        let mut command = process::command("apt-get");
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    if let Err(reason) = process::run(apt(&["update", "-q"])) {
        // One broken source of many fails the update; whether it matters, the install tells.
        println!("note: {reason:#}");
    }
    let mut installing = apt(&["install", "-y", "-q", "--no-install-recommends"]);
    installing.args(&missing);
    process::run(installing)
        .with_context(|| format!("apt-get could not install {list}; to try it by hand: {by_hand}"))
}

fn is_root() -> Result<bool> {
    let mut asking = process::command("id");
    asking.arg("-u");
    Ok(process::output(asking)?.trim() == "0")
}
