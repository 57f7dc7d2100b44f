//! The pages that come with the widget: placeholders filled, policy set, trunk's leftovers gone.

use anyhow::{Result, bail};

/// What our own pages allow themselves. They show that the widget works under it.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const POLICY_PLACE: &str = "<!-- %POLICY% -->";

/// What the placeholders of a page stand for.
#[derive(Clone)]
pub(crate) struct Facts {
    /// Name without its percent signs, and value.
    pub(crate) values: Vec<(&'static str, String)>,
    /// Only in a release: `trunk serve` adds an inline script, which the policy forbids.
    pub(crate) policy: bool,
    /// Where the pages will stand, if that is known.
    pub(crate) host: Option<String>,
    /// Files of trunk's that no page may load any more.
    pub(crate) gone: Vec<String>,
}

/// The page as it is shipped.
pub(crate) fn finish(html: &str, facts: &Facts) -> Result<String> {
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let mut page = html.replace(POLICY_PLACE, if facts.policy { &policy } else { "" });
    for (name, value) in &facts.values {
        page = page.replace(&format!("%{name}%"), value);
    }
    if let Some(host) = &facts.host {
        page = page.replace("https://HOST", host);
    }
    if let Some(unknown) = placeholder(&page) {
        bail!("the placeholder {unknown} is not known");
    }
    Ok(without_leftovers(&page, &facts.gone))
}

/// The first thing that looks like a placeholder.
fn placeholder(page: &str) -> Option<String> {
    let inside =
        |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    page.split('%')
        .skip(1)
        .find(inside)
        .map(|word| format!("%{word}%"))
}

/// Cuts links that trunk did not take away, and those to files that are gone.
fn without_leftovers(page: &str, gone: &[String]) -> String {
    let mut kept = String::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once("<link ") {
        kept.push_str(before);
        let (attributes, after) = tag.split_once('>').unwrap_or((tag, ""));
        let leftover = attributes.contains("data-trunk")
            || gone.iter().any(|file| attributes.contains(file.as_str()));
        if leftover {
            rest = after.strip_prefix('\n').unwrap_or(after);
        } else {
            kept.push_str("<link ");
            kept.push_str(attributes);
            kept.push('>');
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::{Facts, finish};

    fn facts(policy: bool) -> Facts {
        Facts {
            values: vec![("VERSION", "1.2.3".to_owned())],
            policy,
            host: None,
            gone: vec!["widget-1_bg.wasm".to_owned()],
        }
    }

    #[test]
    fn only_a_release_has_the_policy() {
        let page = finish("<!-- %POLICY% --><p>", &facts(true)).unwrap();
        assert!(page.contains("script-src 'self' 'wasm-unsafe-eval'") && page.ends_with("\"><p>"));
        assert_eq!(
            finish("<!-- %POLICY% --><p>", &facts(false)).unwrap(),
            "<p>"
        );
    }

    #[test]
    fn placeholders_are_filled_and_unknown_ones_refused() {
        assert_eq!(
            finish("%VERSION%/embed.js 50 % of %", &facts(true)).unwrap(),
            "1.2.3/embed.js 50 % of %"
        );
        assert!(finish("%VERSOIN%", &facts(true)).is_err());
    }

    #[test]
    fn a_known_host_stands_in_the_lines_to_copy() {
        let known = Facts {
            host: Some("https://example.org/widget".to_owned()),
            ..facts(true)
        };
        let lines = "src=\"https://HOST/%VERSION%/embed.js\"";
        assert_eq!(
            finish(lines, &known).unwrap(),
            "src=\"https://example.org/widget/1.2.3/embed.js\""
        );
        assert!(
            finish(lines, &facts(true))
                .unwrap()
                .contains("https://HOST/1.2.3")
        );
    }

    #[test]
    fn links_to_what_is_gone_are_cut() {
        let page = "<head>\n<link data-trunk rel=\"rust\" data-trunk-id=\"0\">\n<link rel=\"icon\" href=\"a.svg\">\n\
                    <link rel=\"preload\" href=\"./widget-1_bg.wasm\">\n</head>";
        assert_eq!(
            finish(page, &facts(true)).unwrap(),
            "<head>\n<link rel=\"icon\" href=\"a.svg\">\n</head>"
        );
    }
}
