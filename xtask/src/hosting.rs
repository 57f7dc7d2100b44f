//! How servers have to send the files: one table, written out for the common ones.
//!
//! ```text
//! _headers      Netlify and Cloudflare Pages read it where it lies
//! nginx.conf    to include in a server block
//! apache.conf   to include, or to copy to `.htaccess`
//! ```
//!
//! No file is called `.htaccess`: where a server does not allow one of its lines, it refuses the whole
//! folder, and whoever has copied the folder as it is would have done nothing wrong.
//!
//! Nothing here says who may frame a page. The header for it, even as `frame-ancestors *`, refuses pages
//! that have no host: in a sandbox, behind `data:`, on a disk (measured in Chromium). Its absence refuses nobody.
//! And the page for frames carries its own policy, which belongs to its version.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::packed::ENDINGS;
use crate::page::POLICY;
use crate::{manifest, version};

/// Of every file. Anybody may fetch and run them, also pages that isolate themselves.
pub(crate) const EVERYWHERE: [(&str, &str); 4] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
];

/// What the files are. With the encoding, because a page of another one would read them in its own.
const TYPES: [(&str, &str); 7] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
];

/// A year, without asking again.
const FIXED: &str = "public, max-age=31536000, immutable";
/// An hour: how long a new version may take to reach every page.
const HOUR: &str = "public, max-age=3600";
/// Asked for anew each time, and answered in a few bytes while nothing has changed: a page and what it
/// names are always of one build. Where nothing is said, Netlify and Cloudflare Pages do the same.
const ASKED: &str = "no-cache";

/// Files that are sent alike. The first that fits counts.
struct Kind {
    what: &'static str,
    /// Finds it in an address: a regular expression of both servers; empty for whatever is left.
    pattern: &'static str,
    fits: fn(&str) -> bool,
    cache: &'static str,
    /// Whether it goes with the policy of our own pages.
    policy: bool,
}

const KINDS: [Kind; 5] = [
    Kind {
        what: "What is in a version's folder, or has a hash in its name, never changes.",
        pattern: r"/[0-9]+\.[0-9]+\.[0-9]+/|-[0-9a-f]{12,16}\.[a-z]+$",
        fits: |path| is_published(path) || has_hash(path),
        cache: FIXED,
        policy: false,
    },
    Kind {
        what: "The folder of a build without a version does.",
        pattern: r"/0\.0\.0-dev/",
        fits: |path| path.split('/').any(|name| name == version::UNRELEASED),
        cache: ASKED,
        policy: false,
    },
    Kind {
        what: "The newest version, for pages that name none.",
        pattern: r"/embed\.js$",
        fits: |path| path == "embed.js",
        cache: HOUR,
        policy: false,
    },
    Kind {
        what: "The pages of the site, under the policy that they also carry themselves.",
        pattern: r"\.html$",
        fits: |path| manifest::has_ending(path, "html"),
        cache: ASKED,
        policy: true,
    },
    Kind {
        what: "Everything else.",
        pattern: "",
        fits: |_| true,
        cache: ASKED,
        policy: false,
    },
];

/// Whether it stands in the folder of a released version.
fn is_published(path: &str) -> bool {
    path.rsplit('/').skip(1).any(is_version)
}

fn is_version(name: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    name.split('.').count() == 3 && name.split('.').all(is_number)
}

/// Whether its name holds a hash of its bytes: ours of sixteen digits, or trunk's, which drops zeros.
fn has_hash(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let is_digit = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| (12..=16).contains(&hash.len()) && hash.bytes().all(is_digit))
}

fn kind(path: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| (kind.fits)(path))
}

/// What a file of the folder is sent with, besides its type.
pub(crate) fn headers(path: &str) -> Vec<(&'static str, &'static str)> {
    let mut headers = EVERYWHERE.to_vec();
    if let Some(kind) = kind(path) {
        headers.extend(kind.headers());
    }
    headers
}

/// What a file is, by its name.
pub(crate) fn media_type(path: &str) -> Option<&'static str> {
    let known = TYPES
        .iter()
        .find(|(ending, _)| manifest::has_ending(path, ending));
    known.map(|(_, media_type)| *media_type)
}

impl Kind {
    fn headers(&self) -> Vec<(&'static str, &'static str)> {
        let mut headers = vec![("Cache-Control", self.cache)];
        if self.policy {
            headers.push(("Content-Security-Policy", POLICY));
        }
        headers
    }
}

/// Writes the three files into the finished folder.
pub(crate) fn write(folder: &Path, version: &str) -> Result<()> {
    let paths = manifest::paths(folder)?;
    for (name, text) in [
        ("_headers", for_static_hosts(&paths, version)),
        ("nginx.conf", for_nginx()),
        ("apache.conf", for_apache()),
    ] {
        fs::write(folder.join(name), text)
            .with_context(|| format!("dist/{name} cannot be written"))?;
    }
    Ok(())
}

/// Appends a line.
macro_rules! line {
    ($text:expr) => { $text.push('\n') };
    // Writing to a String cannot fail.
    ($text:expr, $($words:tt)+) => {{ let _ = writeln!($text, $($words)+); }};
}

/// Netlify and Cloudflare Pages join what all fitting rules say, so each file is told of each header once.
fn for_static_hosts(paths: &[String], version: &str) -> String {
    let mut text = String::from(
        "# Read by Netlify and Cloudflare Pages, when the folder is published at the root of a site. Of no
# effect elsewhere. They compress by themselves, and what has no rule for its cache they ask for anew
# each time.
#
# They publish a folder as a whole: the folders of earlier versions, which pages still name, have to
# lie beside this one's each time.

",
    );
    let mut rule = |pattern: &str, headers: &[(&str, &str)]| {
        line!(text, "{pattern}");
        for (name, value) in headers {
            line!(text, "  {name}: {value}");
        }
    };
    rule("/*", &EVERYWHERE);
    for pattern in published_folders(version) {
        rule(&pattern, &[("Cache-Control", FIXED)]);
    }
    let mut with_pages = BTreeSet::new();
    for path in paths.iter().filter(|path| !is_published(path)) {
        let Some(kind) = kind(path) else { continue };
        if kind.cache != ASKED {
            rule(&format!("/{path}"), &[("Cache-Control", kind.cache)]);
        }
        if kind.policy {
            with_pages.insert(match path.split_once('/') {
                Some((folder, _)) => format!("/{folder}/*"),
                None => "/".to_owned(),
            });
        }
    }
    for pattern in with_pages {
        rule(&pattern, &[("Content-Security-Policy", POLICY)]);
    }
    text
}

/// Patterns for the folder of this version and of all that may have been published before.
fn published_folders(version: &str) -> Vec<String> {
    if version == version::UNRELEASED {
        return Vec::new();
    }
    match version
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok())
    {
        Some(newest @ 1..) => (1..=newest).map(|major| format!("/{major}.*")).collect(),
        // Not all that begins so: the folder of a build without a version does too.
        _ => vec![format!("/{version}/*")],
    }
}

fn for_nginx() -> String {
    let mut text = String::from(
        "# How nginx sends this folder. In the server block, beside `root`:
#
#     root /srv/conversion-widget;
#     include /srv/conversion-widget/nginx.conf;
#
# Where the folder is not the root of the site, write its address in place of the next `/`. Where the
# server block has a `location /` already, this one replaces it, or comes to lie at another address.
location / {
    index index.html;

    # What lies compressed beside a file is sent in its place. Brotli needs a module that not every nginx
    # has (Debian: libnginx-mod-http-brotli-static); with it, uncomment the line: a seventh less to load.
    gzip_static on;
    # brotli_static on;
    gzip_vary on;

    types {
",
    );
    for (ending, media_type) in TYPES {
        line!(text, "        \"{media_type}\" {ending};");
    }
    line!(text, "    }}");
    line!(text, "    default_type application/octet-stream;");
    for kind in &KINDS {
        line!(text);
        line!(text, "    # {}", kind.what);
        let is_rest = kind.pattern.is_empty();
        let indent = if is_rest { "    " } else { "        " };
        if !is_rest {
            line!(text, "    location ~ \"{}\" {{", kind.pattern);
        }
        // A block that adds one header inherits none.
        for (name, value) in EVERYWHERE.into_iter().chain(kind.headers()) {
            line!(text, "{indent}add_header {name} \"{value}\";");
        }
        if !is_rest {
            line!(text, "    }}");
        }
    }
    text.push_str("}\n");
    text
}

fn for_apache() -> String {
    let endings = ENDINGS.join("|");
    let mut text = String::from(
        "# How Apache (2.4.10 or later) sends this folder. Either copy this file to `.htaccess` beside it, where
# the server allows that (AllowOverride FileInfo, Options FollowSymLinks: most shared hosts do), or
# include it in the server's configuration:
#
#     <Directory /srv/conversion-widget>
#         Require all granted
#         Options FollowSymLinks
#         Include /srv/conversion-widget/apache.conf
#     </Directory>
#
# It needs mod_headers, and mod_rewrite to send what lies compressed beside a file.

",
    );
    for (ending, media_type) in TYPES {
        line!(text, "<FilesMatch \"\\.{ending}(\\.(br|gz))?$\">");
        line!(text, "    ForceType \"{media_type}\"");
        line!(text, "</FilesMatch>");
    }
    text.push_str(
        "
<IfModule mod_mime.c>
    # Breton, where a server knows languages by their endings.
    RemoveLanguage .br
    AddEncoding br .br
    AddEncoding gzip .gz
</IfModule>

<IfModule mod_rewrite.c>
    RewriteEngine On
",
    );
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        line!(
            text,
            "    RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b"
        );
        line!(
            text,
            "    RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n    RewriteRule \\.({endings})$ %{{REQUEST_URI}}.{ending} [L]"
        );
    }
    text.push_str("</IfModule>\n\n<IfModule mod_headers.c>\n");
    line!(text, "    <FilesMatch \"\\.({endings})(\\.(br|gz))?$\">");
    line!(text, "        Header merge Vary Accept-Encoding");
    line!(text, "    </FilesMatch>");
    text.push_str(
        "
    # Anybody may frame these pages.
    Header unset X-Frame-Options
    Header always unset X-Frame-Options
",
    );
    for (name, value) in EVERYWHERE {
        line!(text, "    Header set {name} \"{value}\"");
    }
    // The last line that fits counts here, and not the first.
    for (place, kind) in KINDS.iter().enumerate().rev() {
        let before: Vec<_> = KINDS.iter().take(place).map(asked).collect();
        line!(text);
        line!(text, "    # {}", kind.what);
        for (name, value) in kind.headers() {
            let mut condition = Vec::new();
            if !kind.pattern.is_empty() {
                condition.push(asked(kind));
            }
            // There is no line that takes the policy away again: it could be the server's own.
            if name == "Content-Security-Policy" {
                condition.extend(before.iter().map(|fits| format!("!({fits})")));
            }
            let condition = match condition.join(" && ") {
                always if always.is_empty() => always,
                condition => format!(" \"expr={condition}\""),
            };
            line!(text, "    Header set {name} \"{value}\"{condition}");
        }
    }
    text.push_str("</IfModule>\n");
    text
}

/// Whether an address is of a kind, as Apache asks: also where what is sent is the compressed file.
fn asked(kind: &Kind) -> String {
    let pattern = kind.pattern.replace('$', r"(\.(br|gz))?$");
    format!("%{{REQUEST_URI}} =~ m#{pattern}#")
}

#[cfg(test)]
mod tests {
    use super::{ASKED, FIXED, HOUR, for_static_hosts, headers, media_type};
    use crate::page::POLICY;

    const PATHS: [&str; 12] = [
        "1.2.0/embed.js",
        "1.2.0/embed/index.html",
        "1.2.0/widget-6545b665f6e216d4.wasm",
        "builder/builder-0f5b665f6e216d4a.js",
        "builder/index.html",
        "e/tea/index.html",
        "e/tea/picture.png",
        "embed.js",
        "host-f163bb389d5fa33.css",
        "index.html",
        "manifest.json",
        "site.js",
    ];

    fn said<'a>(path: &str, name: &str) -> Option<&'a str> {
        let headers = headers(path);
        let mut values = headers.iter().filter(|(known, _)| *known == name);
        let value = values.next().map(|(_, value)| *value);
        assert!(values.next().is_none(), "{path} has two {name}");
        value
    }

    #[test]
    fn what_never_changes_is_kept_for_a_year_and_the_newest_for_an_hour() {
        let kept = [
            FIXED, FIXED, FIXED, FIXED, ASKED, ASKED, ASKED, HOUR, FIXED, ASKED, ASKED, ASKED,
        ];
        for (path, wanted) in PATHS.into_iter().zip(kept) {
            assert_eq!(said(path, "Cache-Control"), Some(wanted), "{path}");
        }
        // No version: what has no hash in its name is another file tomorrow.
        for (path, wanted) in [
            ("0.0.0-dev/embed.js", ASKED),
            ("0.0.0-dev/embed/index.html", ASKED),
            ("0.0.0-dev/widget-money-6545b665f6e216d4.wasm", FIXED),
            ("1.2/embed.js", ASKED),
            ("1.2.x/embed.js", ASKED),
            ("a-defaced.css", ASKED),
        ] {
            assert_eq!(said(path, "Cache-Control"), Some(wanted), "{path}");
        }
    }

    #[test]
    fn anybody_may_fetch_every_file_and_frame_every_page() {
        for path in PATHS {
            assert_eq!(said(path, "Access-Control-Allow-Origin"), Some("*"));
            assert_eq!(
                said(path, "Cross-Origin-Resource-Policy"),
                Some("cross-origin")
            );
            assert!(media_type(path).is_some(), "{path}");
            assert_eq!(said(path, "X-Frame-Options"), None);
        }
        assert!(!POLICY.contains("frame-ancestors"));
    }

    #[test]
    fn the_policy_is_for_the_pages_of_the_site_and_not_for_the_one_in_frames() {
        for path in ["index.html", "e/tea/index.html"] {
            assert_eq!(said(path, "Content-Security-Policy"), Some(POLICY));
        }
        for path in [
            "1.2.0/embed/index.html",
            "0.0.0-dev/embed/index.html",
            "embed.js",
        ] {
            assert_eq!(said(path, "Content-Security-Policy"), None, "{path}");
        }
    }

    /// The values that the rules for an address give, as Netlify and Cloudflare Pages read them.
    fn ruled<'a>(rules: &'a str, address: &str, name: &str) -> Vec<&'a str> {
        let mut fits = false;
        let mut values = Vec::new();
        for line in rules.lines().filter(|line| !line.starts_with('#')) {
            if let Some(header) = line.strip_prefix("  ") {
                let (known, value) = header.split_once(": ").unwrap();
                if fits && known == name {
                    values.push(value);
                }
            } else {
                fits = match line.split_once('*') {
                    Some((start, "")) => address.starts_with(start),
                    Some(_) => panic!("{line} goes on behind its star"),
                    None => address == line,
                };
            }
        }
        values
    }

    #[test]
    fn the_rules_for_static_hosts_say_what_the_table_says_and_once() {
        let paths = PATHS.map(str::to_owned);
        for (version, earlier) in [("1.2.0", "1.0.7/embed.js"), ("2.0.0", "1.2.0/embed.js")] {
            let rules = for_static_hosts(&paths, version);
            for path in PATHS.into_iter().chain([earlier]) {
                let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
                for (name, value) in headers(path) {
                    let values = ruled(&rules, &address, name);
                    // What these hosts do where nothing is said.
                    if value == ASKED {
                        assert!(values.is_empty(), "{address} {name} {values:?}");
                    } else {
                        assert_eq!(values, [value], "{address} {name}");
                    }
                }
            }
            let frame = ruled(&rules, "/1.2.0/embed/", "Content-Security-Policy");
            assert!(frame.is_empty());
            assert!(rules.lines().filter(|line| line.starts_with('/')).count() < 100);
        }
    }

    #[test]
    fn a_build_without_a_version_and_one_before_the_first_are_told_apart() {
        let paths = [
            "0.0.0-dev/embed.js",
            "0.0.0-dev/widget-6545b665f6e216d4.wasm",
        ]
        .map(str::to_owned);
        let [dev, early] = ["0.0.0-dev", "0.3.0"].map(|version| for_static_hosts(&paths, version));
        let kept = |rules: &str, address: &str| !ruled(rules, address, "Cache-Control").is_empty();
        assert!(!kept(&dev, "/0.0.0-dev/embed.js"));
        assert!(kept(&dev, "/0.0.0-dev/widget-6545b665f6e216d4.wasm"));
        assert!(kept(&early, "/0.3.0/embed.js") && !kept(&early, "/0.0.0-dev/embed.js"));
    }
}
