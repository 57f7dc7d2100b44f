//! Browsers and their surroundings, which come from the system's package manager.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::browsers::Engine;
use crate::process;

/// A Debian package, and the file that shows without asking dpkg that something like it is there.
struct Package {
    name: &'static str,
    proof: Proof,
    user: User,
}

/// Who needs a package.
#[derive(Clone, Copy, PartialEq, Eq)]
enum User {
    Everyone,
    Only(Engine),
    /// The test of the plugin. What stands in the second round finds the first installed: PHP as a program of
    /// its own, and not as a module that would be added to this machine's web server.
    Blog {
        round: u8,
    },
}

enum Proof {
    Program(&'static [&'static str]),
    File(&'static str),
}

const PACKAGES: [Package; 14] = [
    Package {
        name: "chromium",
        proof: Proof::Program(&["chromium"]),
        user: User::Only(Engine::Chromium),
    },
    Package {
        name: "chromium-driver",
        proof: Proof::Program(&["chromedriver"]),
        user: User::Only(Engine::Chromium),
    },
    Package {
        name: "firefox-esr",
        proof: Proof::Program(&["firefox-esr", "firefox"]),
        user: User::Only(Engine::Firefox),
    },
    Package {
        name: "webkit2gtk-driver",
        proof: Proof::Program(&["WebKitWebDriver"]),
        user: User::Only(Engine::Webkit),
    },
    Package {
        name: "xvfb",
        proof: Proof::Program(&["xvfb-run"]),
        user: User::Only(Engine::Webkit),
    },
    Package {
        name: "xauth",
        proof: Proof::Program(&["xauth"]),
        user: User::Only(Engine::Webkit),
    },
    // Pages in Arabic are looked at too.
    Package {
        name: "fonts-noto-core",
        proof: Proof::File("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"),
        user: User::Everyone,
    },
    Package {
        name: "php-cgi",
        proof: Proof::Program(&["php-cgi"]),
        user: User::Blog { round: 1 },
    },
    Package {
        name: "php-cli",
        proof: Proof::Program(&["php"]),
        user: User::Blog { round: 1 },
    },
    // Without the package that makes a service of it.
    Package {
        name: "mariadb-server-core",
        proof: Proof::File("/usr/sbin/mariadbd"),
        user: User::Blog { round: 1 },
    },
    Package {
        name: "php",
        proof: Proof::File("/usr/share/wordpress/index.php"),
        user: User::Blog { round: 2 },
    },
    Package {
        name: "php-mysql",
        proof: Proof::File("/usr/share/wordpress/index.php"),
        user: User::Blog { round: 2 },
    },
    Package {
        name: "wordpress",
        proof: Proof::File("/usr/share/wordpress/index.php"),
        user: User::Blog { round: 2 },
    },
    Package {
        name: "wordpress-theme-twentytwentythree",
        proof: Proof::File("/usr/share/wordpress/wp-content/themes/twentytwentythree/style.css"),
        user: User::Blog { round: 2 },
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
    bring(whom, |user| match user {
        User::Everyone => true,
        User::Only(engine) => engines.contains(&engine),
        User::Blog { .. } => false,
    })
}

/// The same for the test of the plugin, which needs a `WordPress`.
pub(crate) fn install_blog() -> Result<()> {
    for round in [1, 2] {
        bring("the test of the WordPress plugin", |user| {
            user == User::Blog { round }
        })?;
    }
    Ok(())
}

fn bring(whom: &str, needs: impl Fn(User) -> bool) -> Result<()> {
    let missing: Vec<&str> = PACKAGES
        .iter()
        .filter(|package| needs(package.user))
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
