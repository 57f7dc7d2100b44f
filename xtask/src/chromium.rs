//! One Chromium without a window, driven over `WebDriver`: it opens pages, asks them, photographs them.
//!
//! The protocol is written out, because it is four commands; a crate for it would bring an HTTP stack.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::process;

/// How long one command may take before the browser counts as dead.
const PATIENCE: Duration = Duration::from_mins(2);
/// How long a script in a page may take, in milliseconds.
const SCRIPT: u64 = 60_000;
/// Wide enough for a picture, and so tall that all of any page is in sight.
const WINDOW: [u32; 2] = [1200, 6000];

/// A browser that ends with this value.
pub(crate) struct Chromium {
    driver: Child,
    address: String,
    session: String,
}

impl Chromium {
    /// Starts it, for pages as they are on any machine.
    pub(crate) fn start() -> Result<Self> {
        let program = process::on_path("chromedriver").context(
            "the pages of the presets need Chromium and chromedriver, which are not on PATH \
             (Debian: chromium chromium-driver)",
        )?;
        let mut command = process::command(program);
        command
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut driver = command.spawn().context("chromedriver cannot be started")?;
        let told = driver.stdout.take();
        let mut browser = Self {
            driver,
            address: String::new(),
            session: String::new(),
        };
        let (sender, receiver) = mpsc::channel();
        // Read to the end, so that the driver can always say what it wants to.
        thread::spawn(move || {
            for line in BufReader::new(told?).lines().map_while(Result::ok) {
                if let Some(port) = port(&line) {
                    sender.send(port).ok();
                }
            }
            Some(())
        });
        let port = receiver
            .recv_timeout(PATIENCE)
            .context("chromedriver does not say where it listens")?;
        browser.address = format!("127.0.0.1:{port}");
        let opened = browser.call("POST", "/session", &capabilities())?;
        let session = opened.get("sessionId").and_then(Value::as_str);
        let session = session.context("Chromium has opened no session")?;
        browser.session = format!("/session/{session}");
        let limits = json!({"script": SCRIPT, "pageLoad": SCRIPT});
        browser.command("timeouts", &limits)?;
        let [width, height] = WINDOW;
        browser.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        )?;
        Ok(browser)
    }

    /// Opens a page and waits until it is loaded.
    pub(crate) fn open(&self, address: &str) -> Result<()> {
        self.command("url", &json!({ "url": address })).map(drop)
    }

    /// What the promise of an expression comes to.
    pub(crate) fn ask(&self, expression: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0];\
             (async () => {expression})().then(value => done({{value}}), error => done({{error: String(error)}}))"
        );
        let answer = self.command("execute/async", &json!({"script": script, "args": []}))?;
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => bail!("the page fails: {error}"),
            None => Ok(answer.get("value").cloned().unwrap_or_default()),
        }
    }

    /// A PNG of the upper part of the page.
    pub(crate) fn photograph(&self, [width, height]: [u32; 2]) -> Result<Vec<u8>> {
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        let taken = self.devtools(
            "Page.captureScreenshot",
            &json!({"format": "png", "clip": clip}),
        )?;
        let data = taken.get("data").and_then(Value::as_str);
        Ok(STANDARD.decode(data.context("there is no picture")?)?)
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        let body = json!({"cmd": command, "params": parameters});
        self.command("goog/cdp/execute", &body)
    }

    fn command(&self, name: &str, body: &Value) -> Result<Value> {
        self.call("POST", &format!("{}/{name}", self.session), body)
    }

    /// Unwraps `{"value": …}`, which is also where the protocol puts its errors.
    fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let (status, answer) = self.exchange(method, path, &body.to_string())?;
        let value = answer.get("value").cloned().unwrap_or_default();
        if status == 200 {
            return Ok(value);
        }
        let said = value.get("message").and_then(Value::as_str);
        let said = said.unwrap_or("no reason").lines().next();
        bail!("Chromium: {}", said.unwrap_or_default())
    }

    fn exchange(&self, method: &str, path: &str, body: &str) -> Result<(u16, Value)> {
        let mut stream = TcpStream::connect(&self.address).context("chromedriver is gone")?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader
            .read_line(&mut line)
            .context("chromedriver does not answer")?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut length = 0;
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        let status = status.context("chromedriver speaks no HTTP")?;
        Ok((status, serde_json::from_slice(&answer)?))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // With its session the driver ends the browser.
            self.call("DELETE", &self.session, &json!({})).ok();
        }
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

/// The port in the line that the driver starts with.
fn port(line: &str) -> Option<u16> {
    let (_, behind) = line.split_once("successfully on port ")?;
    behind.trim_end_matches('.').parse().ok()
}

/// A browser that draws the same on every screen, and works as root in a container.
fn capabilities() -> Value {
    json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--lang=en-US", "--hide-scrollbars",
        "--force-device-scale-factor=1", "--force-color-profile=srgb", "--font-render-hinting=none",
        "--disable-lcd-text", "--force-prefers-reduced-motion",
    ]}}}})
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn the_port_stands_in_the_drivers_first_words() {
        let line = "ChromeDriver was started successfully on port 43211.";
        assert_eq!(port(line), Some(43211));
        assert_eq!(port("Starting ChromeDriver 140 on port 0"), None);
    }
}
