//! A small synchronous client of the W3C `WebDriver` protocol: the commands that these tests need, and no more.
//!
//! Written out instead of taken from a crate: the usual ones are asynchronous and bring a whole HTTP stack.

use std::{thread, time::Duration};

use serde_json::{Value, json};
use ureq::Agent;

use super::{Because, Outcome};

/// The key under which the protocol hides the reference of an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long one command may take before the session counts as dead.
const PATIENCE: Duration = Duration::from_mins(1);

/// A key that is no character, by its code point in the protocol.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    Arrow(Direction),
    Backspace,
    Control,
    Delete,
    End,
    Enter,
    Home,
    Shift,
    Space,
    Tab,
    Character(char),
}

/// Where an arrow key points.
#[derive(Clone, Copy)]
pub(crate) enum Direction {
    Left,
    Right,
    Down,
}

impl Key {
    /// The character that stands for this key in actions.
    pub(crate) fn code(self) -> char {
        match self {
            Self::Arrow(Direction::Left) => '\u{E012}',
            Self::Arrow(Direction::Right) => '\u{E014}',
            Self::Arrow(Direction::Down) => '\u{E015}',
            Self::Backspace => '\u{E003}',
            Self::Control => '\u{E009}',
            Self::Delete => '\u{E017}',
            Self::End => '\u{E010}',
            Self::Enter => '\u{E007}',
            Self::Home => '\u{E011}',
            Self::Shift => '\u{E008}',
            Self::Space => ' ',
            Self::Tab => '\u{E004}',
            Self::Character(character) => character,
        }
    }
}

/// A reference to an element of the page, good until the next navigation.
pub(crate) struct Element(String);

impl Element {
    fn of(value: &Value) -> Option<Self> {
        Some(Self(value.get(ELEMENT)?.as_str()?.to_owned()))
    }
}

/// A driver that listens on a port of this machine.
pub(crate) struct Remote {
    agent: Agent,
    base: String,
}

impl Remote {
    pub(crate) fn at(port: u16) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            // A driver may close an idle connection just when a command is sent on it.
            .max_idle_connections(0)
            .build()
            .new_agent();
        Self {
            agent,
            base: format!("http://127.0.0.1:{port}"),
        }
    }

    /// Waits until the driver takes sessions.
    pub(crate) fn wait_until_it_listens(&self) -> Outcome {
        let mut last = String::new();
        for _ in 0..400 {
            match self.get("/status") {
                Ok(status) if status.get("ready") == Some(&Value::Bool(true)) => return Ok(()),
                Ok(status) => last = status.to_string(),
                Err(problem) => last = problem,
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!("the driver does not get ready: {last}"))
    }

    /// Opens a browser.
    pub(crate) fn begin(self, capabilities: &Value) -> Outcome<Session> {
        let opened = self.post(
            "/session",
            &json!({"capabilities": {"alwaysMatch": capabilities}}),
        )?;
        let id = opened
            .get("sessionId")
            .and_then(Value::as_str)
            .ok_or_else(|| format!("a session without an id: {opened}"))?;
        Ok(Session {
            path: format!("/session/{id}"),
            remote: self,
        })
    }

    fn get(&self, path: &str) -> Outcome<Value> {
        answer(self.agent.get(format!("{}{path}", self.base)).call(), path)
    }

    fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        answer(
            self.agent
                .post(format!("{}{path}", self.base))
                .send_json(body),
            path,
        )
    }

    fn delete(&self, path: &str) -> Outcome<Value> {
        answer(
            self.agent.delete(format!("{}{path}", self.base)).call(),
            path,
        )
    }
}

/// Unwraps `{"value": …}`, which is also where the protocol puts its errors.
fn answer(
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    path: &str,
) -> Outcome<Value> {
    let command = path.rsplit('/').next().unwrap_or(path);
    let mut response = response.because(format_args!("command {command}"))?;
    let succeeded = response.status().is_success();
    let body = response
        .body_mut()
        .with_config()
        .limit(200_000_000)
        .read_json::<Value>()
        .because(format_args!("answer to {command}"))?;
    let value = body.get("value").cloned().unwrap_or(Value::Null);
    if succeeded {
        return Ok(value);
    }
    let text = |key| value.get(key).and_then(Value::as_str).unwrap_or("?");
    Err(format!("{command}: {}: {}", text("error"), text("message")))
}

/// One open browser window.
pub(crate) struct Session {
    remote: Remote,
    path: String,
}

impl Session {
    fn get(&self, command: &str) -> Outcome<Value> {
        self.remote.get(&format!("{}{command}", self.path))
    }

    fn post(&self, command: &str, body: &Value) -> Outcome<Value> {
        self.remote.post(&format!("{}{command}", self.path), body)
    }

    /// Whether the browser still answers; a crash of it must cost one test, not all that follow.
    pub(crate) fn is_alive(&self) -> bool {
        self.get("/window").is_ok()
    }

    pub(crate) fn end(&self) -> Outcome {
        self.remote.delete(&self.path).map(drop)
    }

    pub(crate) fn allow(&self, script: Duration, page_load: Duration) -> Outcome {
        let body = json!({"script": millis(script), "pageLoad": millis(page_load), "implicit": 0});
        self.post("/timeouts", &body).map(drop)
    }

    pub(crate) fn navigate(&self, url: &str) -> Outcome {
        self.post("/url", &json!({ "url": url })).map(drop)
    }

    /// Turns to a frame of the page by its place, or back to the page.
    pub(crate) fn enter_frame(&self, place: Option<u32>) -> Outcome {
        self.post("/frame", &json!({ "id": place })).map(drop)
    }

    /// Turns to the page inside a frame.
    pub(crate) fn enter(&self, frame: &Element) -> Outcome {
        self.post("/frame", &json!({ "id": {ELEMENT: frame.0} }))
            .map(drop)
    }

    /// Runs the body of a function with `arguments` and hands back what it returns.
    pub(crate) fn execute(&self, script: &str, arguments: &Value) -> Outcome<Value> {
        self.post(
            "/execute/sync",
            &json!({"script": script, "args": arguments}),
        )
    }

    /// The same for a function that may `await`. Not every driver waits for a promise that a plain script
    /// returns, so this goes through the older call with a callback.
    pub(crate) fn execute_async(&self, script: &str, arguments: &Value) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             (async function () {{ {script} }}).apply(null, arguments)\
             .then(value => done({{value}}), error => done({{error: String(error)}}))"
        );
        let answer = self.post(
            "/execute/async",
            &json!({"script": script, "args": arguments}),
        )?;
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => Err(format!("script: {error}")),
            None => Ok(answer.get("value").cloned().unwrap_or(Value::Null)),
        }
    }

    /// The element that a script returns, which may stand in a shadow tree.
    pub(crate) fn find(&self, script: &str, arguments: &Value) -> Outcome<Option<Element>> {
        Ok(Element::of(&self.execute(script, arguments)?))
    }

    /// Clicks the middle of an element by the pointer: the protocol's own click takes an element of a shadow tree
    /// for one that is covered by its host in `WebKit`.
    pub(crate) fn click(&self, element: &Element) -> Outcome {
        let element = json!({ELEMENT: element.0});
        let press = |kind| json!({"type": kind, "button": 0});
        let mut tries = 1..=3;
        loop {
            self.execute(
                "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})",
                &json!([element]),
            )?;
            let done = self.point(&element, &[press("pointerDown"), press("pointerUp")]);
            match &done {
                // The page has moved since it was scrolled, and nothing was pressed.
                Err(problem) if problem.contains("out of bounds") && tries.next().is_some() => {}
                _ => return done,
            }
        }
    }

    /// Gives a control for files a file of this machine.
    pub(crate) fn hand_over(&self, element: &Element, file: &str) -> Outcome {
        let command = format!("/element/{}/value", element.0);
        self.post(&command, &json!({ "text": file })).map(drop)
    }

    /// Moves the pointer to the corner of the window, where it hovers over nothing.
    pub(crate) fn point_at_nothing(&self) -> Outcome {
        self.point(&json!("viewport"), &[])
    }

    fn point(&self, origin: &Value, then: &[Value]) -> Outcome {
        let place = json!({"type": "pointerMove", "x": 0, "y": 0, "duration": 0, "origin": origin});
        let actions = [std::slice::from_ref(&place), then].concat();
        self.act(&json!({
            "type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions
        }))
    }

    /// Presses keys one after the other where the focus is.
    pub(crate) fn press(&self, keys: &[Key]) -> Outcome {
        let strokes = keys
            .iter()
            .flat_map(|key| [stroke("keyDown", *key), stroke("keyUp", *key)]);
        self.type_strokes(&strokes.collect::<Vec<_>>())
    }

    /// Presses one key while others are held down.
    pub(crate) fn chord(&self, held: &[Key], key: Key) -> Outcome {
        let down = held.iter().map(|key| stroke("keyDown", *key));
        let up = held.iter().rev().map(|key| stroke("keyUp", *key));
        let middle = [stroke("keyDown", key), stroke("keyUp", key)];
        self.type_strokes(&down.chain(middle).chain(up).collect::<Vec<_>>())
    }

    fn type_strokes(&self, strokes: &[Value]) -> Outcome {
        self.act(&json!({"type": "key", "id": "keyboard", "actions": strokes}))
    }

    fn act(&self, device: &Value) -> Outcome {
        self.post("/actions", &json!({"actions": [device]}))
            .map(drop)
    }

    /// A PNG of the viewport. The protocol's picture of one element is black for a shadow host in `WebKit`.
    pub(crate) fn photograph(&self) -> Outcome<Vec<u8>> {
        decode_base64(self.get("/screenshot")?.as_str().unwrap_or_default())
    }

    /// The page as a PDF.
    pub(crate) fn print(&self, paper: &Value) -> Outcome<Vec<u8>> {
        decode_base64(self.post("/print", paper)?.as_str().unwrap_or_default())
    }

    pub(crate) fn resize_window(&self, width: u32, height: u32) -> Outcome {
        self.post(
            "/window/rect",
            &json!({"x": 0, "y": 0, "width": width, "height": height}),
        )
        .map(drop)
    }

    /// A command of the `DevTools` protocol; Chromium only.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        self.post(
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": parameters}),
        )
        .because(command)
    }

    /// What the browser itself wrote to the console since the last call; Chromium only.
    pub(crate) fn browser_log(&self) -> Outcome<Vec<Value>> {
        let entries = self.post("/se/log", &json!({"type": "browser"}))?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }

    /// Sets or, with null, clears a preference of the running browser; Firefox only.
    pub(crate) fn prefer(&self, name: &str, value: &Value) -> Outcome {
        let script = "const [name, value] = arguments;\
            if (value === null) Services.prefs.clearUserPref(name);\
            else Services.prefs.setIntPref(name, value);";
        self.post("/moz/context", &json!({"context": "chrome"}))?;
        let outcome = self.execute(script, &json!([name, value]));
        self.post("/moz/context", &json!({"context": "content"}))?;
        outcome.map(drop)
    }
}

fn stroke(kind: &str, key: Key) -> Value {
    json!({"type": kind, "value": key.code()})
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The standard alphabet with padding, as the protocol sends pictures.
pub(crate) fn decode_base64(text: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for symbol in text.bytes().filter(|symbol| *symbol != b'=') {
        let six = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            b'a'..=b'z' => symbol - b'a' + 26,
            b'0'..=b'9' => symbol - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return Err("a picture that is no base64".to_owned()),
        };
        bits = (bits << 6) | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xFF).unwrap_or_default());
        }
    }
    Ok(bytes)
}
