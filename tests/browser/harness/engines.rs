//! The three engines: how each is started, driven, made dark, and put away again.

use std::{
    env, fmt,
    fs::{self, File},
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

use super::{
    Because, Outcome,
    webdriver::{Remote, Session},
};

/// The window that every test begins with.
pub(crate) const WINDOW: (u32, u32) = (1280, 900);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

pub(crate) const EVERY: &[Engine] = &[Engine::Chromium, Engine::Firefox, Engine::Webkit];
/// The engines whose media features can be set from outside.
pub(crate) const EMULATING: &[Engine] = &[Engine::Chromium, Engine::Firefox];
pub(crate) const CHROMIUM: &[Engine] = &[Engine::Chromium];

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

/// The engines named in `CW_ENGINE`, separated by commas or spaces; all of them without it.
pub(crate) fn wanted() -> Outcome<Vec<Engine>> {
    let Ok(names) = env::var("CW_ENGINE") else {
        return Ok(EVERY.to_vec());
    };
    let known = |name: &str| {
        EVERY
            .iter()
            .copied()
            .find(|engine| engine.to_string() == name)
    };
    let engines = names
        .split([',', ' '])
        .filter(|name| !name.is_empty())
        .map(|name| known(name).ok_or_else(|| format!("CW_ENGINE names no engine: {name}")))
        .collect::<Outcome<Vec<_>>>()?;
    if engines.is_empty() {
        Ok(EVERY.to_vec())
    } else {
        Ok(engines)
    }
}

/// What a page can ask about the reader's device, and a test can set.
#[derive(Clone, Copy)]
pub(crate) enum Medium {
    Dark,
    ForcedColours,
    ReducedMotion,
}

/// A process that ends with its owner.
struct Servant(Child);

impl Drop for Servant {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing left to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One driver, the browser that it opened, and the screen that this one needs.
///
/// The order of the fields is the order of their end.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) session: Session,
    _driver: Servant,
    _screen: Option<Servant>,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A dead browser cannot be closed; its driver is killed next.
        let _ = self.session.end();
    }
}

impl Browser {
    pub(crate) fn start(engine: Engine) -> Outcome<Self> {
        let port = free_port()?;
        let mut screen = None;
        let mut command = match engine {
            Engine::Chromium => driver(
                "CW_CHROMEDRIVER",
                "chromedriver",
                &[format!("--port={port}")],
            ),
            Engine::Firefox => driver(
                "CW_GECKODRIVER",
                "geckodriver",
                // System access lets a test set the preferences that make pages dark.
                &[
                    "--port".to_owned(),
                    port.to_string(),
                    "--allow-system-access".to_owned(),
                ],
            ),
            Engine::Webkit => {
                let (servant, display) = start_screen()?;
                screen = Some(servant);
                let mut command = driver(
                    "CW_WEBKITDRIVER",
                    "WebKitWebDriver",
                    &[format!("--port={port}")],
                );
                command
                    .env("DISPLAY", display)
                    .env("GDK_BACKEND", "x11")
                    .env("NO_AT_BRIDGE", "1");
                command
            }
        };
        let program = command.get_program().to_string_lossy().into_owned();
        let log = log_file(engine)?;
        let driver = command
            .stdin(Stdio::null())
            .stdout(log.try_clone().because("driver log")?)
            .stderr(log)
            .spawn()
            .map(Servant)
            .because(format_args!("{engine}: cannot start its driver {program}"))?;
        let remote = Remote::at(port);
        remote.wait_until_it_listens().because(engine)?;
        let session = remote
            .begin(&capabilities(engine))
            .because(format_args!("{engine}: cannot open a browser"))?;
        let browser = Self {
            engine,
            session,
            _driver: driver,
            _screen: screen,
        };
        browser
            .session
            .allow(Duration::from_secs(50), Duration::from_secs(20))?;
        browser.session.resize_window(WINDOW.0, WINDOW.1)?;
        Ok(browser)
    }

    /// Sets what the page is told about the reader's device; nothing named is back to normal.
    pub(crate) fn emulate(&self, media: &[Medium]) -> Outcome {
        match self.engine {
            Engine::Chromium => {
                let features = media.iter().map(|medium| {
                    let (name, value) = match medium {
                        Medium::Dark => ("prefers-color-scheme", "dark"),
                        Medium::ForcedColours => ("forced-colors", "active"),
                        Medium::ReducedMotion => ("prefers-reduced-motion", "reduce"),
                    };
                    json!({"name": name, "value": value})
                });
                let parameters = json!({"features": features.collect::<Vec<_>>()});
                self.session
                    .devtools("Emulation.setEmulatedMedia", &parameters)
                    .map(drop)
            }
            Engine::Firefox => {
                let on = |wanted: fn(&Medium) -> bool, value: i32| {
                    if media.iter().any(wanted) {
                        json!(value)
                    } else {
                        Value::Null
                    }
                };
                let session = &self.session;
                session.prefer(
                    "layout.css.prefers-color-scheme.content-override",
                    &on(|m| matches!(m, Medium::Dark), 0),
                )?;
                session.prefer(
                    "browser.display.document_color_use",
                    &on(|m| matches!(m, Medium::ForcedColours), 2),
                )?;
                session.prefer(
                    "ui.prefersReducedMotion",
                    &on(|m| matches!(m, Medium::ReducedMotion), 1),
                )
            }
            Engine::Webkit if media.is_empty() => Ok(()),
            Engine::Webkit => Err("webkit: media features cannot be set from outside".to_owned()),
        }
    }
}

fn driver(variable: &str, usual: &str, arguments: &[String]) -> Command {
    let mut command = Command::new(env::var_os(variable).unwrap_or_else(|| usual.into()));
    command.args(arguments);
    command
}

fn capabilities(engine: Engine) -> Value {
    match engine {
        Engine::Chromium => json!({
            "goog:chromeOptions": {"args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--force-device-scale-factor=1", "--lang=en-US",
            ]},
            "goog:loggingPrefs": {"browser": "ALL"},
        }),
        Engine::Firefox => json!({
            "moz:firefoxOptions": {
                "args": ["-headless"],
                "prefs": {"intl.accept_languages": "en-US", "layout.css.devPixelsPerPx": "1"},
            },
        }),
        Engine::Webkit => json!({
            "webkitgtk:browserOptions": {"binary": mini_browser(), "args": ["--automation"]},
        }),
    }
}

/// `WebKitGTK`'s own small browser, which distributions keep beside its library.
fn mini_browser() -> PathBuf {
    let folders = ["x86_64-linux-gnu/", "aarch64-linux-gnu/", ""];
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let places = folders.iter().flat_map(|folder| {
        versions
            .iter()
            .map(move |version| PathBuf::from(format!("/usr/lib/{folder}{version}/MiniBrowser")))
    });
    places
        .into_iter()
        .find(|place| place.exists())
        .unwrap_or_else(|| "MiniBrowser".into())
}

/// A screen in memory: `MiniBrowser` has no headless form.
///
/// `Xvfb` itself and not `xvfb-run`, because the screen must end with the test, even when that one is interrupted
/// in the middle: the wrapper would leave it running.
fn start_screen() -> Outcome<(Servant, String)> {
    let mut servant = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x2400x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map(Servant)
        .because("webkit: cannot start Xvfb")?;
    let pipe = servant
        .0
        .stdout
        .take()
        .ok_or("webkit: Xvfb has no output")?;
    let mut number = String::new();
    BufReader::new(pipe)
        .read_line(&mut number)
        .because("webkit: Xvfb")?;
    match number.trim() {
        "" => Err("webkit: Xvfb names no display".to_owned()),
        number => Ok((servant, format!(":{number}"))),
    }
}

pub(super) fn free_port() -> Outcome<u16> {
    let probe = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).because("no free port")?;
    Ok(probe.local_addr().because("no free port")?.port())
}

/// What the driver and its browser say, for the day when one does not start.
fn log_file(engine: Engine) -> Outcome<File> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(folder).because(folder.display())?;
    let path = folder.join(format!("{engine}-driver.log"));
    File::create(&path).because(path.display())
}
