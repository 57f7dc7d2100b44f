//! A folder on a port of this machine, for a browser that has to load it as readers do.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io, thread};

use anyhow::{Context, Result};

/// What is served.
pub(crate) struct Loopback {
    /// Files that are as they lie there.
    pub(crate) folder: PathBuf,
    /// Texts that lie nowhere, by path; each path ends in what it is.
    pub(crate) texts: BTreeMap<String, String>,
}

impl Loopback {
    /// Serves until this process ends, and hands back the address without a slash at its end.
    pub(crate) fn serve(self) -> Result<String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .context("no port of this machine can be listened to")?;
        let address = format!("http://{}", listener.local_addr()?);
        let served = Arc::new(self);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let served = Arc::clone(&served);
                // A browser that hangs up has what it wants.
                thread::spawn(move || served.answer(&stream).ok());
            }
        });
        Ok(address)
    }

    fn answer(&self, mut stream: &TcpStream) -> io::Result<()> {
        // Browsers open connections ahead of need; such a one may stay silent.
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let path = first.split(' ').nth(1).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        let (status, body) = match self.content(path) {
            Some(body) => (200, body),
            None => (404, Vec::new()),
        };
        let head = format!(
            "HTTP/1.1 {status} -\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            media_type(path),
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(&body)?;
        stream.flush()
    }

    fn content(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(text) = self.texts.get(path) {
            return Some(text.clone().into_bytes());
        }
        let mut file = self.folder.clone();
        for part in Path::new(path.trim_start_matches('/')).components() {
            match part {
                Component::Normal(name) => file.push(name),
                _ => return None,
            }
        }
        fs::read(file).ok()
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::Loopback;
    use crate::project::Project;

    #[test]
    fn files_and_texts_are_served_and_nothing_above_the_folder() {
        let folder = Project::find().unwrap().root.join("xtask");
        let texts = BTreeMap::from([("/here.html".to_owned(), "<p>".to_owned())]);
        let address = Loopback { folder, texts }.serve().unwrap();
        let ask = |path: &str| {
            let port = address.trim_start_matches("http://");
            let mut stream = TcpStream::connect(port).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        assert!(ask("/here.html?a").contains("text/html") && ask("/here.html").ends_with("<p>"));
        assert!(ask("/Cargo.toml").contains("name = \"xtask\""));
        assert!(ask("/../Cargo.toml").contains(" 404 ") && ask("/none.js").contains(" 404 "));
    }
}
