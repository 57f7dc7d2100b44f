//! The samples for nginx and Apache, tried: both really serve the folder, and have to send what the table
//! in [`crate::hosting`] says.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::{hosting, manifest, packed, process, release, version};

/// A version that nobody will publish: its folder must be sent as that of any other.
const PUBLISHED: &str = "98.76.54";

/// Where Debian, Fedora, Alpine and Homebrew keep Apache's modules.
const MODULES: [&str; 4] = [
    "/usr/lib/apache2/modules",
    "/usr/lib64/httpd/modules",
    "/usr/lib/apache2",
    "/opt/homebrew/opt/httpd/lib/httpd/modules",
];

/// What the sample needs, what runs Apache at all, and one that would compress by itself.
const LOADED: [&str; 10] = [
    "mpm_event",
    "unixd",
    "authz_core",
    "dir",
    "mime",
    "filter",
    "headers",
    "rewrite",
    "deflate",
    "setenvif",
];

/// A server on this machine.
struct Server {
    name: &'static str,
    command: Command,
    port: u16,
    /// The best that it sends to one who takes everything: as a header, and as an ending.
    best: (&'static str, &'static str),
}

/// Tries both; the number of files that each sent, or none where it is not installed.
pub(crate) fn check(dist: &Path, version: &str) -> Result<Vec<(&'static str, Option<usize>)>> {
    // Servers that root starts become somebody else, who may not look into a home.
    let scratch = Scratch::new()?;
    let site = scratch.0.join("site");
    release::copy(dist, &site)?;
    let folder = dist.join(version);
    for name in [PUBLISHED, version::UNRELEASED] {
        release::copy(&folder, &site.join(name))?;
    }
    fs::copy(site.join("apache.conf"), site.join(".htaccess"))?;
    let mut told = Vec::new();
    for (name, server) in [
        ("nginx", nginx(&scratch.0, &site)?),
        ("Apache", apache(&scratch.0, &site)?),
    ] {
        let sent = server.map(|server| server.try_all(&site)).transpose();
        told.push((
            name,
            sent.with_context(|| format!("the sample for {name}"))?,
        ));
    }
    Ok(told)
}

fn nginx(scratch: &Path, site: &Path) -> Result<Option<Server>> {
    let Some(program) = program(&["nginx"]) else {
        return Ok(None);
    };
    let port = free_port()?;
    let (at, site) = (scratch.display(), site.display());
    let text = format!(
        "daemon off; master_process off; pid {at}/nginx.pid; error_log {at}/nginx.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {at}/t1; proxy_temp_path {at}/t2; fastcgi_temp_path {at}/t3;
    uwsgi_temp_path {at}/t4; scgi_temp_path {at}/t5;
    add_header X-Frame-Options DENY;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        include {site}/nginx.conf;
    }}
}}
"
    );
    let file = scratch.join("nginx.conf");
    fs::write(&file, text)?;
    let mut command = process::command(program);
    command.arg("-p").arg(scratch).arg("-c").arg(file);
    Ok(Some(Server {
        name: "nginx",
        command,
        port,
        best: ("gzip", "gz"),
    }))
}

fn apache(scratch: &Path, site: &Path) -> Result<Option<Server>> {
    let folder = MODULES.iter().map(Path::new).find(|path| path.is_dir());
    let (Some(program), Some(folder)) = (program(&["apache2", "httpd"]), folder) else {
        return Ok(None);
    };
    let port = free_port()?;
    let mut text = String::new();
    for module in LOADED {
        let file = folder.join(format!("mod_{module}.so"));
        // Some have it built in.
        if file.is_file() {
            text.extend([
                "LoadModule ",
                module,
                "_module ",
                &file.to_string_lossy(),
                "\n",
            ]);
        }
    }
    let (at, site) = (scratch.display(), site.display());
    let rest = format!(
        "ServerRoot {at}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {at}/apache.pid
ErrorLog {at}/apache.log
DefaultRuntimeDir {at}
Mutex file:{at}
TypesConfig {at}/types
DocumentRoot {site}
AddType application/x-gzip .gz
AddLanguage br .br
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm
Header always set X-Frame-Options DENY
<Directory {site}>
    Require all granted
    Options FollowSymLinks
    AllowOverride FileInfo
</Directory>
"
    );
    text.push_str(&rest);
    fs::write(scratch.join("types"), "application/gzip gz\n")?;
    let file = scratch.join("apache.conf");
    fs::write(&file, text)?;
    let mut command = process::command(program);
    // One process, so that ending it ends all.
    command.arg("-X").arg("-f").arg(file);
    Ok(Some(Server {
        name: "Apache",
        command,
        port,
        best: ("br", "br"),
    }))
}

impl Server {
    fn try_all(mut self, site: &Path) -> Result<usize> {
        self.command.stdout(Stdio::null()).stderr(Stdio::piped());
        let child = self
            .command
            .spawn()
            .with_context(|| format!("{} cannot be started", self.name))?;
        let mut running = Running(child);
        running.answers_at(self.port)?;
        let mut tried = 0;
        for path in manifest::paths(site)? {
            let Some(media_type) = hosting::media_type(&path) else {
                // A sample, or what is sent in place of another file.
                continue;
            };
            self.try_one(site, &path, media_type)
                .with_context(|| path.clone())?;
            tried += 1;
        }
        ensure!(tried > 0, "there is no file to send");
        let missing = self.ask("/98.76.54/missing.js", "br, gzip")?;
        ensure!(
            missing.status == 404 && missing.header("cache-control").is_none(),
            "a file that is missing is answered with {} and kept {:?}",
            missing.status,
            missing.header("cache-control")
        );
        Ok(tried)
    }

    /// A file as it is, and as the best that the server has for one who takes everything.
    fn try_one(&self, site: &Path, path: &str, media_type: &str) -> Result<()> {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        let (coding, ending) = self.best;
        let packed = site.join(format!("{path}.{ending}"));
        let best = if packed.is_file() {
            ("gzip, deflate, br, zstd", Some(coding), packed)
        } else {
            ("gzip, deflate, br, zstd", None, site.join(path))
        };
        for (accepted, encoding, file) in [("identity", None, site.join(path)), best] {
            let answer = self.ask(&address, accepted)?;
            ensure!(answer.status == 200, "the answer is {}", answer.status);
            answer.has("content-type", Some(media_type))?;
            answer.has("content-encoding", encoding)?;
            answer.has("x-frame-options", None)?;
            for (name, value) in hosting::headers(path) {
                answer.has(&name.to_lowercase(), Some(value))?;
            }
            let policy = hosting::headers(path)
                .iter()
                .any(|(name, _)| *name == "Content-Security-Policy");
            ensure!(
                policy || answer.header("content-security-policy").is_none(),
                "it has a policy"
            );
            ensure!(
                answer.body == fs::read(&file)?,
                "it is not {}",
                file.display()
            );
            let varies = packed::ENDINGS
                .iter()
                .any(|ending| manifest::has_ending(path, ending));
            let vary = answer.header("vary").unwrap_or_default();
            ensure!(
                !varies || encoding.is_none() || vary.eq_ignore_ascii_case("accept-encoding"),
                "Vary is `{vary}`"
            );
        }
        Ok(())
    }

    fn ask(&self, address: &str, accepted: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        write!(
            stream,
            "GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {accepted}\r\nConnection: close\r\n\r\n"
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Answer::read(&bytes).context("it is no answer")
    }
}

struct Answer {
    status: u16,
    /// By names in lower case; values of one name are joined as a browser joins them.
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let mut headers = BTreeMap::<String, String>::new();
        for line in lines {
            let (name, value) = line.split_once(':')?;
            headers
                .entry(name.to_lowercase())
                .and_modify(|known| known.extend([", ", value.trim()]))
                .or_insert_with(|| value.trim().to_owned());
        }
        Some(Self {
            status,
            headers,
            body: bytes.get(end + 4..)?.to_vec(),
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    fn has(&self, name: &str, wanted: Option<&str>) -> Result<()> {
        let found = self.header(name);
        ensure!(
            found == wanted,
            "{name} is {found:?} and should be {wanted:?}"
        );
        Ok(())
    }
}

/// A program that ends with this value.
struct Running(Child);

impl Running {
    fn answers_at(&mut self, port: u16) -> Result<()> {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if self.0.try_wait()?.is_some() {
                let mut said = String::new();
                if let Some(mut errors) = self.0.stderr.take() {
                    errors.read_to_string(&mut said)?;
                }
                bail!("it does not take it: {}", said.trim());
            }
            ensure!(
                start.elapsed().as_secs() < 20,
                "it does not begin to answer"
            );
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder that anybody may read, and that is gone with this value.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let folder = format!("conversion-widget-servers-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

/// Web servers lie where only root looks for programs.
fn program(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| {
        let elsewhere = ["/usr/sbin", "/usr/local/sbin"].map(|folder| Path::new(folder).join(name));
        process::on_path(name).or_else(|| elsewhere.into_iter().find(|file| file.is_file()))
    })
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn an_answer_is_its_status_its_headers_and_its_body() {
        let bytes =
            b"HTTP/1.1 200 OK\r\nVary: a\r\nCache-Control: no-cache\r\nvary:b\r\n\r\nx\r\n\r\n";
        let answer = Answer::read(bytes).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, &b"x\r\n\r\n"[..])
        );
        assert_eq!(answer.header("vary"), Some("a, b"));
        assert!(answer.has("cache-control", Some("no-cache")).is_ok());
        assert!(
            answer.has("cache-control", None).is_err() && answer.has("age", Some("1")).is_err()
        );
        assert!(Answer::read(b"HTTP/1.1 200 OK\r\n").is_none());
    }
}
