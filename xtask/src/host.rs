//! The address that a build will be served at, where somebody has said it.
//!
//! The files work anywhere. Only what other sites read without opening the page (Open Graph, oEmbed)
//! must hold absolute addresses, and without a host it is left out.

use anyhow::{Result, bail, ensure};

/// The address of the site's folder, without a slash at its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Host(String);

impl Host {
    /// What `CW_HOST` says, if anything.
    pub(crate) fn from_environment() -> Result<Option<Self>> {
        let said = std::env::var("CW_HOST").unwrap_or_default();
        if said.is_empty() {
            return Ok(None);
        }
        Self::read(&said).map(Some)
    }

    /// Reads what a person has typed.
    pub(crate) fn read(said: &str) -> Result<Self> {
        let wrong = |reason: &str| format!("`{said}` cannot be the host: {reason}");
        let (scheme, rest) = said.split_once("://").unwrap_or(("", said));
        let authority = rest.split('/').next().unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_~/:[]".contains(c);
        ensure!(
            rest.chars().all(is_plain),
            wrong("it holds more than letters, digits and . - _ ~ / :")
        );
        let name = match authority.rsplit_once(':') {
            Some((name, port)) if !authority.ends_with(']') => {
                ensure!(port.parse::<u16>().is_ok(), wrong("its port is none"));
                name
            }
            _ => authority,
        };
        ensure!(!name.is_empty(), wrong("it names no machine"));
        match scheme {
            "https" => {}
            "http" if matches!(name, "localhost" | "127.0.0.1" | "[::1]") => {}
            "http" => bail!(wrong("only this machine may be an http:// one")),
            _ => bail!(wrong("it does not begin with https://")),
        }
        Ok(Self(said.trim_end_matches('/').to_owned()))
    }

    /// The address of something in the site's folder.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.0)
    }

    /// The address of the folder itself, as it stands before a path.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Host;

    #[test]
    fn a_host_is_a_secure_address_or_this_machine() {
        for (said, page) in [
            ("https://example.org", "https://example.org/e/"),
            (
                "https://cdn.example.org:8443/widget/",
                "https://cdn.example.org:8443/widget/e/",
            ),
            ("http://localhost:8080", "http://localhost:8080/e/"),
            ("http://127.0.0.1:1/a/b", "http://127.0.0.1:1/a/b/e/"),
            ("http://[::1]", "http://[::1]/e/"),
        ] {
            assert_eq!(Host::read(said).unwrap().address("e/"), page);
        }
    }

    #[test]
    fn what_is_no_address_or_could_be_markup_is_refused() {
        for said in [
            "example.org",
            "http://example.org",
            "http://localhost.example.org",
            "http://localhost@example.org",
            "https://",
            "https:///widget",
            "https://example.org:port",
            "https://example.org/?a",
            "https://example.org/#a",
            "https://example.org/\"><script>",
            "https://user:word@example.org",
            "javascript://example.org",
        ] {
            let error = Host::read(said).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
