//! Two origins on loopback: the publisher, who serves the built widget, and the blog that embeds it.
//!
//! Written on sockets and not on a server crate, because half of its work is to misbehave: hang up without an
//! answer, flip a byte, be slow. It closes each connection after one answer.

use std::{
    collections::HashMap,
    env, fs,
    io::{BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use serde_json::Value;

use super::{Because, Outcome};

/// How the publisher serves its files; each manner is a folder at the root of its address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Manner {
    /// As they are.
    Plain,
    /// The module answers 404.
    MissingModule,
    /// One byte of the module is flipped.
    CorruptModule,
    /// The connection closes when the module is asked for.
    DeadModule,
    /// The page for frames answers 404.
    MissingFrame,
    /// As they are, but the pages of the presets as of a build that knows this address for its host.
    Hosted,
    /// As they are, but on the origin of the blog.
    Own,
    /// Every file takes 300 ms.
    Slow,
    /// Every file is an `application/octet-stream`, as from a host that was never told about modules.
    Untyped,
}

impl Manner {
    const ALL: [Self; 9] = [
        Self::Hosted,
        Self::Plain,
        Self::MissingModule,
        Self::CorruptModule,
        Self::DeadModule,
        Self::MissingFrame,
        Self::Own,
        Self::Slow,
        Self::Untyped,
    ];

    fn folder(self) -> &'static str {
        match self {
            Self::Hosted => "hosted",
            Self::Plain => "plain",
            Self::MissingModule => "missing-module",
            Self::CorruptModule => "corrupt-module",
            Self::DeadModule => "dead-module",
            Self::MissingFrame => "missing-frame",
            Self::Own => "own",
            Self::Slow => "slow",
            Self::Untyped => "untyped",
        }
    }
}

/// One request, as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// As it was asked for.
    pub(crate) target: String,
    /// The same without a query.
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    /// The status of the answer; 0 for none.
    status: u16,
}

impl Request {
    /// Whether there was something at this address.
    pub(crate) fn is_answered(&self) -> bool {
        (200..400).contains(&self.status)
    }

    /// A header by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Reads what a browser sends; it never sends a body here.
    fn read(stream: &TcpStream) -> std::io::Result<Option<Self>> {
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        let mut words = first.split(' ');
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Ok(None);
        };
        let mut headers = Vec::new();
        for line in lines {
            let line = line?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Ok(Some(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            path: target.split('?').next().unwrap_or(target).to_owned(),
            headers,
            status: 0,
        }))
    }
}

/// What a page of the blog is answered with.
#[derive(Clone)]
pub(crate) struct Document {
    pub(crate) html: String,
    pub(crate) headers: Vec<(String, String)>,
}

enum Answer {
    Reply {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    HangUp,
}

impl Answer {
    fn file(name: &str, body: Vec<u8>) -> Self {
        Self::Reply {
            status: 200,
            headers: vec![("Content-Type".to_owned(), media_type(name).to_owned())],
            body,
        }
    }

    fn empty(status: u16) -> Self {
        Self::Reply {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }
}

/// One origin with its log of requests.
pub(crate) struct Origin {
    pub(crate) url: String,
    log: Arc<Mutex<Vec<Request>>>,
}

impl Origin {
    fn serve(handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).because("test server")?;
        let url = format!("http://{}", listener.local_addr().because("test server")?);
        let log = Arc::new(Mutex::new(Vec::new()));
        let (handler, seen) = (Arc::new(handler), Arc::clone(&log));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (handler, seen) = (Arc::clone(&handler), Arc::clone(&seen));
                // A browser that goes away in the middle of an answer is no fault of a test.
                thread::spawn(move || converse(&stream, &*handler, &seen).ok());
            }
        });
        Ok(Self { url, log })
    }

    /// What was asked for since the last `forget`.
    pub(crate) fn requests(&self) -> Vec<Request> {
        lock(&self.log).clone()
    }

    /// The paths asked for that end so.
    pub(crate) fn requests_for(&self, ending: &str) -> Vec<String> {
        let paths = self.requests().into_iter().map(|request| request.path);
        paths.filter(|path| path.ends_with(ending)).collect()
    }

    pub(crate) fn forget(&self) {
        lock(&self.log).clear();
    }
}

fn converse(
    mut stream: &TcpStream,
    handler: &dyn Fn(&Request) -> Answer,
    log: &Mutex<Vec<Request>>,
) -> std::io::Result<()> {
    // Browsers open connections ahead of need; such a one may stay silent.
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let Some(request) = Request::read(stream)? else {
        return Ok(());
    };
    let answer = handler(&request);
    let is_head = request.method == "HEAD";
    let status = if let Answer::Reply { status, .. } = &answer {
        *status
    } else {
        0
    };
    // Before it is answered: what the page does next may be to ask a test what it did.
    lock(log).push(Request { status, ..request });
    let Answer::Reply { headers, body, .. } = answer else {
        return Ok(());
    };
    let mut head = format!(
        "HTTP/1.1 {status} -\r\nContent-Length: {}\r\nConnection: close\r\n",
        body.len()
    );
    // Every request shall be seen here, and none be answered from a cache.
    head.push_str("Cache-Control: no-store\r\n");
    for (name, value) in headers {
        head.extend([name.as_str(), ": ", value.as_str(), "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if !is_head {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// Both origins, and what is served on them.
pub(crate) struct Site {
    pub(crate) publisher: Origin,
    pub(crate) blog: Origin,
    pub(crate) version: String,
    integrity: String,
    /// The height that the snippet printed on the site reserves.
    min_height: Option<String>,
    documents: Arc<Mutex<HashMap<String, Document>>>,
}

impl Site {
    /// Serves the built widget from `dist`.
    pub(crate) fn open(dist: &Path) -> Outcome<Self> {
        let manifest = dist.join("manifest.json");
        let manifest = fs::read_to_string(&manifest).because(format_args!(
            "{}: no build of the widget (cargo xtask build)",
            manifest.display()
        ))?;
        let manifest: Value = serde_json::from_str(&manifest).because("manifest.json")?;
        let text = |pointer: &str| manifest.pointer(pointer).and_then(Value::as_str);
        let version = text("/version")
            .ok_or("manifest.json names no version")?
            .to_owned();
        let integrity = text(&format!("/files/{version}~1embed.js/integrity"))
            .ok_or("manifest.json has no integrity of embed.js")?
            .to_owned();
        let site = fs::read_to_string(dist.join("index.html")).because("index.html")?;
        // Not of the examples to start from.
        let snippet = site.split("id=\"snippet\"").nth(1).unwrap_or_default();
        let min_height = snippet.split("min-height:").nth(1).map(|rest| {
            let number = rest.trim_start().chars().take_while(char::is_ascii_digit);
            number.collect()
        });
        let (folder, own) = (dist.to_owned(), dist.to_owned());
        let publisher = Origin::serve(move |request| publish(&folder, request))?;
        let documents: Arc<Mutex<HashMap<String, Document>>> = Arc::default();
        let pages = Arc::clone(&documents);
        let blog = Origin::serve(move |request| blog(&own, &pages, request))?;
        Ok(Self {
            publisher,
            blog,
            version,
            integrity,
            min_height,
            documents,
        })
    }

    /// The version folder, served in a manner.
    pub(crate) fn folder(&self, manner: Manner) -> String {
        let origin = if manner == Manner::Own {
            &self.blog
        } else {
            &self.publisher
        };
        format!("{}/{}/{}", origin.url, manner.folder(), self.version)
    }

    /// Puts a page on the blog and returns its address. In it stand, replaced: `%PUBLISHER%`, the version
    /// folder; `%SITE%`, its parent; `%VERSION%`; `%INTEGRITY%`, of `embed.js`; `%MIN_HEIGHT%`.
    pub(crate) fn publish_page(
        &self,
        path: &str,
        document: &Document,
        manner: Manner,
    ) -> Outcome<String> {
        let min_height = match &self.min_height {
            Some(height) => height,
            None if document.html.contains("%MIN_HEIGHT%") => {
                return Err("the site prints no snippet with a min-height".to_owned());
            }
            None => "",
        };
        let fill = |text: &str| {
            text.replace("%PUBLISHER%", &self.folder(manner))
                .replace(
                    "%SITE%",
                    &format!("{}/{}", self.publisher.url, manner.folder()),
                )
                .replace("%ORIGIN%", &self.publisher.url)
                .replace("%VERSION%", &self.version)
                .replace("%INTEGRITY%", &self.integrity)
                .replace("%MIN_HEIGHT%", min_height)
        };
        let headers = document
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), fill(value)))
            .collect();
        let document = Document {
            html: fill(&document.html),
            headers,
        };
        lock(&self.documents).insert(path.to_owned(), document);
        Ok(format!("{}{path}", self.blog.url))
    }

    /// The requests for a module.
    pub(crate) fn module_requests(&self) -> Vec<Request> {
        let mut requests = self.publisher.requests();
        requests.retain(|request| is_module(&request.path));
        requests
    }

    pub(crate) fn forget_requests(&self) {
        self.publisher.forget();
        self.blog.forget();
    }
}

/// Where the pages lie that are built with the packages.
fn packages() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("packages/projects/pages");
    env::var_os("CW_PACKAGES").map_or(target, PathBuf::from)
}

/// One page that was built with the packages.
pub(crate) fn package_page(name: &str) -> Outcome<String> {
    let path = packages().join(name);
    fs::read_to_string(&path).because(format_args!(
        "{}: no page (cargo xtask package --pages)",
        path.display()
    ))
}

/// One page of the repository's fixtures.
pub(crate) fn fixture(name: &str) -> Outcome<String> {
    let path = format!("tests/browser/fixtures/{name}");
    fs::read_to_string(&path).because(path)
}

fn blog(dist: &Path, documents: &Mutex<HashMap<String, Document>>, request: &Request) -> Answer {
    let path = request.path.as_str();
    if let Some(document) = lock(documents).get(path).cloned() {
        let mut headers = document.headers;
        if !headers.iter().any(|(name, _)| name == "Content-Type") {
            headers.push(("Content-Type".to_owned(), media_type(".html").to_owned()));
        }
        return Answer::Reply {
            status: 200,
            headers,
            body: document.html.into_bytes(),
        };
    }
    if path.starts_with(&format!("/{}/", Manner::Own.folder())) {
        return publish(dist, request);
    }
    if let Some(file) = path.strip_prefix("/packages/") {
        return published_file(&packages(), file);
    }
    match path {
        // Every browser asks for it, and one of them calls its absence an error.
        "/favicon.ico" => Answer::empty(204),
        _ => match fixture(path.trim_start_matches('/')) {
            Ok(text) => Answer::file(path, text.into_bytes()),
            Err(_) => Answer::empty(404),
        },
    }
}

fn publish(dist: &Path, request: &Request) -> Answer {
    let path = request.path.as_str();
    let (manner, file) = Manner::ALL
        .into_iter()
        .find_map(|manner| {
            let rest = path.strip_prefix('/')?.strip_prefix(manner.folder())?;
            rest.starts_with('/').then_some((manner, rest))
        })
        .unwrap_or((Manner::Plain, path));
    let is_module = is_module(file);
    if manner == Manner::Slow {
        thread::sleep(Duration::from_millis(300));
    }
    let mut answer = match manner {
        Manner::DeadModule if is_module => return Answer::HangUp,
        Manner::MissingModule if is_module => Answer::empty(404),
        Manner::MissingFrame if file.ends_with("/embed/") => Answer::empty(404),
        Manner::Hosted => hosted_file(file, request).unwrap_or_else(|| published_file(dist, file)),
        _ => published_file(dist, file),
    };
    if let Answer::Reply { headers, body, .. } = &mut answer {
        if manner == Manner::CorruptModule && is_module {
            let middle = body.len() / 2;
            if let Some(byte) = body.get_mut(middle) {
                *byte ^= 1;
            }
        }
        if manner == Manner::Untyped {
            headers.clear();
            headers.push((
                "Content-Type".to_owned(),
                "application/octet-stream".to_owned(),
            ));
        }
        headers.push(("Access-Control-Allow-Origin".to_owned(), "*".to_owned()));
    }
    answer
}

/// A page, or what oEmbed says of it, of the build's rehearsal (xtask/src/assemble.rs), with the address
/// that is asked in place of the one that was rehearsed.
fn hosted_file(path: &str, request: &Request) -> Option<Answer> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?;
    let mut name = format!("hosted{path}");
    if name.ends_with('/') {
        name.push_str("index.html");
    }
    let text = fs::read_to_string(target.join(&name)).ok()?;
    let text = text.replace("localhost:1/", &format!("{}/", request.header("host")?));
    Some(Answer::file(&name, text.into_bytes()))
}

fn is_module(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "wasm")
}

fn published_file(dist: &Path, path: &str) -> Answer {
    let mut file = PathBuf::from(dist);
    for part in Path::new(path.trim_start_matches('/')).components() {
        match part {
            Component::Normal(name) => file.push(name),
            _ => return Answer::empty(404),
        }
    }
    if file.is_dir() {
        file.push("index.html");
    }
    match fs::read(&file) {
        Ok(bytes) => Answer::file(&file.to_string_lossy(), bytes),
        Err(_) if path == "/favicon.ico" => Answer::empty(204),
        Err(_) => Answer::empty(404),
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
