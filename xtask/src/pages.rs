//! The pages of the site: what stands in `src/site/`, each in the same shell.
//!
//! `index.html` is that shell, as trunk has left it: with the style sheet by its hashed name. A page is
//! its own `<head>` (title, description, more if it needs more) and then the content of `<main>`:
//!
//! ```text
//! src/site/start.html   → index.html
//! src/site/guide.html   → guide/index.html
//! a Sheet made in Rust  → <path>/index.html
//! ```
//!
//! Addresses of the site's own files begin with `%ROOT%`, which is the way up from the page: the
//! folder works wherever it is copied. The other placeholders are filled by [`crate::page`].

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::manifest;

/// The file in `src/site/` that becomes the start page.
const START: &str = "start";

/// What the masthead leads to, in this order, as far as it is there.
const NAVIGATION: [(&str, &str); 6] = [
    ("Guide", "guide"),
    ("Examples", "e"),
    ("Builder", "builder"),
    ("Reference", "reference"),
    ("Methods", "methods"),
    ("Privacy", "privacy"),
];

/// A page before it stands in the shell. All but the path is HTML: what is special is escaped.
#[derive(Debug, PartialEq)]
pub(crate) struct Sheet {
    /// The folder that it is written to, such as `e/fashion-shop`; empty for the start page.
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) description: String,
    /// What else its head needs.
    pub(crate) head: String,
    /// The content of `<main>`.
    pub(crate) main: String,
}

impl Sheet {
    /// Reads the file of this name.
    fn read(name: &str, text: &str) -> Result<Self> {
        let (head, main) = text
            .trim_start()
            .strip_prefix("<head>")
            .and_then(|rest| rest.split_once("</head>"))
            .context("it does not begin with a <head>")?;
        let (title, head) = cut(head, "<title>", "</title>").context("it has no <title>")?;
        let (description, head) = cut(&head, "<meta name=\"description\" content=\"", "\">")
            .context("it has no description")?;
        Ok(Self {
            path: if name == START { "" } else { name }.to_owned(),
            title,
            description,
            head: head.trim().to_owned(),
            main: main.trim().to_owned(),
        })
    }

    /// The way from this page to the folder of the site.
    fn root(&self) -> String {
        match self.parts().count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    fn parts(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter(|part| !part.is_empty())
    }
}

/// Takes what stands between two marks out of a text, with the marks.
fn cut(text: &str, before: &str, after: &str) -> Option<(String, String)> {
    let (start, rest) = text.split_once(before)?;
    let (inside, end) = rest.split_once(after)?;
    Some((inside.trim().to_owned(), format!("{start}{end}")))
}

/// All pages of a folder, in the order of their names.
pub(crate) fn all(folder: &Path) -> Result<Vec<Sheet>> {
    let mut sheets = Vec::new();
    for path in manifest::paths(folder)? {
        let Some(name) = path.strip_suffix(".html") else {
            bail!("src/site/{path} is no page");
        };
        let sheet = Sheet::read(name, &fs::read_to_string(folder.join(&path))?);
        sheets.push(sheet.with_context(|| format!("src/site/{path}"))?);
    }
    Ok(sheets)
}

/// What all pages have around them.
pub(crate) struct Shell {
    html: String,
    /// The paths of all pages: the masthead leads to no others.
    paths: BTreeSet<String>,
}

impl Shell {
    /// From trunk's `index.html`, for these pages.
    pub(crate) fn new(index: &str, sheets: &[Sheet]) -> Result<Self> {
        let mut paths = BTreeSet::new();
        for sheet in sheets {
            ensure!(
                paths.insert(sheet.path.clone()),
                "two pages are called `{}`",
                sheet.path
            );
        }
        for place in [
            "%TITLE%",
            "%DESCRIPTION%",
            "%HEAD%",
            "%NAVIGATION%",
            "%MAIN%",
        ] {
            ensure!(index.contains(place), "index.html has no {place}");
        }
        Ok(Self {
            // Trunk writes its own files as if there were one page.
            html: index.replace("=\"./", "=\"%ROOT%"),
            paths,
        })
    }

    /// The page as a whole document.
    pub(crate) fn wrap(&self, sheet: &Sheet) -> String {
        self.html
            .replace("%TITLE%", &sheet.title)
            .replace("%DESCRIPTION%", &sheet.description)
            .replace("<!-- %HEAD% -->", &sheet.head)
            .replace("%NAVIGATION%", &self.navigation(&sheet.path))
            .replace("%MAIN%", &sheet.main)
            .replace("%ROOT%", &sheet.root())
    }

    /// Writes a page to where it belongs in the site's folder.
    pub(crate) fn write(&self, sheet: &Sheet, site: &Path) -> Result<()> {
        let folder = sheet
            .parts()
            .fold(site.to_owned(), |at, part| at.join(part));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), self.wrap(sheet))
            .with_context(|| format!("the page {}/ cannot be written", sheet.path))
    }

    /// A list of links, with the one that the reader is at marked: as the page itself, or as what
    /// the page belongs to.
    fn navigation(&self, path: &str) -> String {
        let is_there = |(_, target): &&(&str, &str)| self.paths.contains(*target);
        let entries = NAVIGATION.iter().filter(is_there).map(|(name, target)| {
            let current = match path.strip_prefix(target) {
                Some("") => " aria-current=\"page\"",
                Some(below) if below.starts_with('/') => " aria-current=\"true\"",
                _ => "",
            };
            format!("<li><a href=\"%ROOT%{target}/\"{current}>{name}</a></li>")
        });
        entries.collect::<Vec<_>>().join("\n      ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Sheet, Shell, all};
    use crate::project::Project;

    const INDEX: &str = "<title>%TITLE%</title><meta content=\"%DESCRIPTION%\">\
        <link rel=\"stylesheet\" href=\"./host-1f.css\"><script src=\"%ROOT%%VERSION%/embed.js\"></script>\
        <!-- %HEAD% --><a href=\"%ROOT%\">Home</a>%NAVIGATION%<main>%MAIN%</main>";

    fn sheet(path: &str) -> Sheet {
        Sheet {
            path: path.to_owned(),
            title: "T".to_owned(),
            description: "D".to_owned(),
            head: "<link rel=\"next\" href=\"%ROOT%e/\">".to_owned(),
            main: "<p>M".to_owned(),
        }
    }

    #[test]
    fn a_page_is_its_head_and_the_content_of_main() {
        let text = "<head>\n<title>A &amp; B</title>\n<meta name=\"description\" content=\"Why.\">\n\
                    <script src=\"x.js\"></script>\n</head>\n\n<section>\n</section>\n";
        let wanted = Sheet {
            path: "guide".to_owned(),
            title: "A &amp; B".to_owned(),
            description: "Why.".to_owned(),
            head: "<script src=\"x.js\"></script>".to_owned(),
            main: "<section>\n</section>".to_owned(),
        };
        assert_eq!(Sheet::read("guide", text).unwrap(), wanted);
        assert_eq!(Sheet::read("start", text).unwrap().path, "");
        for missing in ["<head>", "<title>", "<meta name=\"description\" content"] {
            assert!(Sheet::read("guide", &text.replace(missing, "")).is_err());
        }
    }

    #[test]
    fn every_address_leads_up_to_the_folder_of_the_site() {
        for (path, root) in [("", "./"), ("guide", "../"), ("e/fashion-shop", "../../")] {
            let sheets = [sheet(path)];
            let page = Shell::new(INDEX, &sheets).unwrap().wrap(&sheets[0]);
            for address in ["host-1f.css", "%VERSION%/embed.js", "e/", ""] {
                let link = format!("=\"{root}{address}\"");
                assert!(page.contains(&link), "{link} is not in {page}");
            }
            assert!(page.contains("<main><p>M</main>") && !page.contains("ROOT"));
        }
    }

    #[test]
    fn the_masthead_leads_to_what_is_there_and_marks_where_the_reader_is() {
        let sheets = ["", "guide", "e", "e/tea"].map(sheet);
        let shell = Shell::new(INDEX, &sheets).unwrap();
        let [start, guide, _, tea] = sheets.each_ref().map(|sheet| shell.wrap(sheet));
        assert!(start.contains("<a href=\"./guide/\">Guide</a>"));
        assert!(start.contains("<a href=\"./e/\">Examples</a>") && !start.contains("builder"));
        assert!(guide.contains("<a href=\"../guide/\" aria-current=\"page\">"));
        assert!(tea.contains("<a href=\"../../e/\" aria-current=\"true\">"));
        assert_eq!(tea.matches("aria-current").count(), 1);
    }

    #[test]
    fn two_pages_of_one_name_and_a_shell_without_a_place_are_refused() {
        assert!(Shell::new(INDEX, &[sheet("guide"), sheet("guide")]).is_err());
        assert!(Shell::new(&INDEX.replace("%MAIN%", ""), &[sheet("")]).is_err());
    }

    #[test]
    fn the_pages_of_the_site_can_be_read_and_the_shell_has_every_place() {
        let root = Project::find().unwrap().root;
        let sheets = all(&root.join("src/site")).unwrap();
        assert!(sheets.iter().any(|sheet| sheet.path.is_empty()));
        let index = std::fs::read_to_string(root.join("index.html")).unwrap();
        let shell = Shell::new(&index, &sheets).unwrap();
        for sheet in &sheets {
            assert!(shell.wrap(sheet).contains(&sheet.title), "{}", sheet.path);
        }
    }
}
