//! The pages of the presets: `e/`, a card for each, and `e/<name>/`, the question, the live element, its
//! answer as text and tables, and the lines to copy.
//!
//! While developing there are no portraits: then a page is the element and the lines.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::host::Host;
use crate::pages::Sheet;
use crate::portrait::{COLUMNS, PICTURE, Portrait, Table, Words};
use crate::presets::{Preset, WARNING, escaped};

/// The folder of all of it.
const FOLDER: &str = "e";

/// The style sheet that keeps the place of each element.
const HEIGHTS: &str = "e/heights.css";

/// Our name where a page is shown by another site.
const SITE: &str = "Conversion calculator";

/// How long others may keep what oEmbed says, in seconds: a day.
const CACHE_AGE: u32 = 86_400;

/// What stands in front of an address until somebody knows the host: the site's script puts its own there.
const NOWHERE: &str = "https://HOST";

/// What the pages are made of.
pub(crate) struct Gallery<'build> {
    pub(crate) presets: &'build [Preset],
    /// In the same order; none while developing.
    pub(crate) portraits: &'build [Portrait],
    pub(crate) host: Option<&'build Host>,
    pub(crate) version: &'build str,
}

/// A preset with its portrait, if there is one.
#[derive(Clone, Copy)]
struct Exhibit<'build> {
    preset: &'build Preset,
    portrait: Option<&'build Portrait>,
}

impl Exhibit<'_> {
    /// The path of a file of its folder.
    fn path(&self, file: &str) -> String {
        format!("{FOLDER}/{}/{file}", self.preset.name)
    }

    /// What a page in a list of links says of it.
    fn description(&self) -> String {
        let said = self.portrait.map(Portrait::answer);
        format!("{WARNING} {}", said.as_ref().unwrap_or(&self.preset.note))
    }

    /// The paragraphs inside its element.
    fn fallback(&self, indent: &str) -> String {
        let note = format!("{WARNING} {}", self.preset.note);
        let said = [Some(note), self.portrait.map(Portrait::answer)];
        let paragraph = |said: String| format!("{indent}<p>{}</p>\n", escaped(&said));
        let paragraphs: Vec<_> = said.into_iter().flatten().map(paragraph).collect();
        paragraphs.concat()
    }

    /// How tall its element is where it is widest.
    fn height(&self) -> Option<u64> {
        let [.., height] = self.portrait?.heights;
        Some(height)
    }

    /// The lines that an author copies.
    fn snippet(&self) -> String {
        let style = match self.height() {
            Some(height) => format!("style=\"display:block;min-height:{height}px\""),
            None => "style=\"display:block\"".to_owned(),
        };
        let element = self.preset.element(&style, &self.fallback("  "));
        format!(
            "<script async src=\"{NOWHERE}/%VERSION%/embed.js\" integrity=\"%EMBED_INTEGRITY%\" \
             crossorigin=\"anonymous\"></script>\n<figure>\n{element}\n<figcaption>{WARNING}</figcaption>\n</figure>"
        )
    }

    /// A frame with all of it.
    ///
    /// - `root`: what stands in front of the version's folder.
    /// - `attributes`: further ones.
    fn frame(&self, root: &str, version: &str, attributes: &str) -> String {
        let address = format!("{root}/{version}/embed/{}", self.preset.query());
        format!(
            "<iframe src=\"{}\" title=\"{}\" loading=\"lazy\" {attributes}></iframe>",
            escaped(&address),
            escaped(&self.preset.label())
        )
    }

    /// The same as lines to copy.
    fn frame_lines(&self) -> String {
        let height = self.height().unwrap_or(1000);
        let style = format!("style=\"width:100%;max-width:720px;height:{height}px;border:0\"");
        self.frame(NOWHERE, "%VERSION%", &style)
    }

    /// Its card in a list.
    fn card(&self) -> String {
        let Preset {
            name,
            title,
            question,
            note,
            ..
        } = self.preset;
        let [width, height] = PICTURE;
        // The words of the picture stand below it.
        let picture = self.portrait.map_or_else(String::new, |_| {
            format!(
                "<img src=\"%ROOT%{FOLDER}/{name}/picture.png\" width=\"{width}\" height=\"{height}\" alt=\"\" \
                 loading=\"lazy\">"
            )
        });
        let headline = self.portrait.map_or_else(String::new, |portrait| {
            format!("<strong>{}.</strong> ", escaped(portrait.headline()))
        });
        format!(
            "    <li>\n      <a href=\"%ROOT%{FOLDER}/{name}/\">{picture}<b>{}</b> <span>{}</span></a>\n      \
             <p>{headline}{}</p>\n    </li>\n",
            escaped(title),
            escaped(question),
            escaped(note)
        )
    }
}

impl Gallery<'_> {
    fn exhibits(&self) -> impl Iterator<Item = Exhibit<'_>> {
        let portraits = self.portraits.iter().map(Some);
        let portraits = portraits.chain(std::iter::repeat(None));
        let pairs = self.presets.iter().zip(portraits);
        pairs.map(|(preset, portrait)| Exhibit { preset, portrait })
    }

    /// All pages.
    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        let exhibits: Vec<_> = self.exhibits().collect();
        let mut sheets = vec![self.overview(&exhibits)];
        let befores = std::iter::once(None).chain(exhibits.iter().map(Some));
        let afters = exhibits.iter().skip(1).map(Some).chain([None]);
        for ((exhibit, before), after) in exhibits.iter().zip(befores).zip(afters) {
            sheets.push(self.page(*exhibit, before, after));
        }
        sheets
    }

    /// The first preset of each view, for the start page.
    pub(crate) fn strip(&self) -> String {
        let mut shown: Vec<&str> = Vec::new();
        let mut cards = String::new();
        for exhibit in self.exhibits() {
            let view = exhibit.preset.views.first().map_or("", String::as_str);
            if !shown.contains(&view) {
                shown.push(view);
                cards.push_str(&exhibit.card());
            }
        }
        format!("<ul class=\"cards strip wide\" role=\"list\">\n{cards}  </ul>")
    }

    /// Every card.
    fn overview(&self, exhibits: &[Exhibit<'_>]) -> Sheet {
        let cards: String = exhibits.iter().map(Exhibit::card).collect();
        let description = format!(
            "{} questions about conversions, creators, tests and customers, each worked out with example figures, \
             and with the lines that put it into a page.",
            exhibits.len()
        );
        let title = "Examples: questions, worked out";
        let picture = exhibits.first().copied();
        Sheet {
            path: FOLDER.to_owned(),
            title: title.to_owned(),
            description: description.clone(),
            head: self.tags(&format!("{FOLDER}/"), title, &description, picture, ""),
            main: format!(
                "<section class=\"grid opening\" aria-labelledby=\"headline\">\n  \
                 <h1 id=\"headline\">Questions, worked out</h1>\n  \
                 <p class=\"lede\">Each is a page of its own, with the calculator at work and the lines that put it \
                 into yours. Every figure is an example, not a benchmark. Choose the one that is most like your \
                 case, and type your own figures over it.</p>\n  \
                 <ul class=\"cards wide\" role=\"list\">\n{cards}  </ul>\n</section>"
            ),
        }
    }

    fn page(
        &self,
        exhibit: Exhibit<'_>,
        before: Option<&Exhibit<'_>>,
        after: Option<&Exhibit<'_>>,
    ) -> Sheet {
        let Preset {
            name,
            title,
            question,
            note,
            ..
        } = exhibit.preset;
        let description = escaped(&exhibit.description());
        let heading = format!("{} Example: {}", escaped(question), escaped(title));
        let discovery = self.host.map_or_else(String::new, |host| {
            format!(
                "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">\n",
                host.address(&exhibit.path("oembed.json")),
                escaped(question)
            )
        });
        let place = if exhibit.portrait.is_some() {
            format!("<link rel=\"stylesheet\" href=\"%ROOT%{HEIGHTS}\">\n")
        } else {
            String::new()
        };
        let tags = self.tags(
            &exhibit.path(""),
            &escaped(question),
            &description,
            Some(exhibit),
            &discovery,
        );
        let fallback = format!(
            "  <div class=\"fallback\">\n{}  </div>\n",
            exhibit.fallback("    ")
        );
        let element = exhibit.preset.element(
            &format!("class=\"example at-{name}\" loading=\"eager\""),
            &fallback,
        );
        let main = format!(
            "<section class=\"grid opening\" aria-labelledby=\"headline\">\n  \
             <p class=\"trail\"><a href=\"%ROOT%{FOLDER}/\">Examples</a></p>\n  \
             <h1 id=\"headline\">{}</h1>\n  \
             <p class=\"lede\">{} <strong>{WARNING}</strong></p>\n  \
             <figure class=\"live\">\n{element}\n<figcaption><p><b>{}.</b> The calculator at work, with example \
             figures. Type your own over them.</p></figcaption>\n</figure>\n</section>\n{}\n{}\n{}",
            escaped(question),
            escaped(note),
            escaped(title),
            result(exhibit),
            self.lines(exhibit),
            neighbours(before, after),
        );
        Sheet {
            path: format!("{FOLDER}/{name}"),
            title: heading,
            description,
            head: format!("{place}{tags}"),
            main,
        }
    }

    /// How it comes into a page of somebody else.
    fn lines(&self, exhibit: Exhibit<'_>) -> String {
        let paste = self.host.map_or_else(String::new, |host| {
            let address = host.address(&exhibit.path(""));
            format!(
                "  <p>In WordPress and in Ghost it is enough to paste the address of this page into a line of its \
                 own:</p>\n{}",
                sheet("address", "Address", &escaped(&address))
            )
        });
        format!(
            "<section class=\"grid\" aria-labelledby=\"lines\">\n  <h2 id=\"lines\">Put it into a page</h2>\n{paste}  \
             <p>The <a href=\"%ROOT%builder/{}\" data-builder>builder</a> begins with these figures: put yours in \
             their place, choose colours and fields, and copy the lines for that. As it is, these lines show it in \
             any page:</p>\n{}  \
             <p>Where a script cannot be added, a frame shows the same:</p>\n{}</section>",
            escaped(&exhibit.preset.fragment()),
            sheet("element", "HTML", &escaped(&exhibit.snippet())),
            sheet("frame", "HTML", &escaped(&exhibit.frame_lines()))
        )
    }

    /// What other sites read of a page. Whatever must be absolute is left out where the host is not known.
    fn tags(
        &self,
        path: &str,
        title: &str,
        description: &str,
        shown: Option<Exhibit<'_>>,
        more: &str,
    ) -> String {
        let mut tags = format!(
            "<meta property=\"og:type\" content=\"website\">\n\
             <meta property=\"og:site_name\" content=\"{SITE}\">\n\
             <meta property=\"og:title\" content=\"{title}\">\n\
             <meta property=\"og:description\" content=\"{description}\">\n"
        );
        let Some(host) = self.host else {
            return tags;
        };
        let page = host.address(path);
        tags.extend([
            format!("<link rel=\"canonical\" href=\"{page}\">\n"),
            format!("<meta property=\"og:url\" content=\"{page}\">\n"),
        ]);
        if let Some((exhibit, portrait)) = shown.and_then(|shown| Some((shown, shown.portrait?))) {
            let [width, height] = PICTURE;
            let picture = host.address(&exhibit.path("picture.png"));
            let words = format!("{} {}", exhibit.preset.question, portrait.answer());
            let words = escaped(&words);
            tags.extend([
                format!("<meta property=\"og:image\" content=\"{picture}\">\n"),
                "<meta property=\"og:image:type\" content=\"image/png\">\n".to_owned(),
                format!("<meta property=\"og:image:width\" content=\"{width}\">\n"),
                format!("<meta property=\"og:image:height\" content=\"{height}\">\n"),
                format!("<meta property=\"og:image:alt\" content=\"{words}\">\n"),
                "<meta name=\"twitter:card\" content=\"summary_large_image\">\n".to_owned(),
                format!("<meta name=\"twitter:image:alt\" content=\"{words}\">\n"),
            ]);
        }
        tags + more
    }

    /// What `WordPress`, Ghost and others embed when somebody pastes the address of a page.
    fn oembed(&self, host: &Host, exhibit: Exhibit<'_>, portrait: &Portrait) -> Value {
        let [picture_width, picture_height] = PICTURE;
        let [.., width] = COLUMNS;
        let [.., height] = portrait.heights;
        let page = host.address(&exhibit.path(""));
        // WordPress follows a frame's height only behind a quotation, which it shows until the frame
        // answers, and of which it keeps no attribute. For others it is hidden.
        let quotation = format!(
            "<blockquote hidden><a href=\"{page}\">{}</a></blockquote>",
            escaped(&exhibit.preset.question)
        );
        let frame = exhibit.frame(
            host.as_str(),
            self.version,
            &format!(
                "width=\"{width}\" height=\"{height}\" frameborder=\"0\" style=\"width:100%;max-width:{width}px;border:0\""
            ),
        );
        json!({
            "version": "1.0",
            "type": "rich",
            "title": exhibit.preset.question,
            "provider_name": SITE,
            "provider_url": host.address(""),
            "cache_age": CACHE_AGE,
            "width": width,
            "height": height,
            "html": format!("{quotation}{frame}"),
            "thumbnail_url": host.address(&exhibit.path("picture.png")),
            "thumbnail_width": picture_width,
            "thumbnail_height": picture_height,
        })
    }

    /// Writes what stands beside the pages, into the folder of the site.
    pub(crate) fn write(&self, site: &Path) -> Result<()> {
        let mut heights = Heights::default();
        for exhibit in self.exhibits() {
            let Some(portrait) = exhibit.portrait else {
                continue;
            };
            let folder = site.join(FOLDER).join(&exhibit.preset.name);
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("picture.png"), &portrait.picture)?;
            if let Some(host) = self.host {
                let oembed = self.oembed(host, exhibit, portrait);
                fs::write(folder.join("oembed.json"), oembed.to_string())?;
            }
            heights.add(&exhibit.preset.name, portrait.heights)?;
        }
        if !self.portraits.is_empty() {
            fs::write(site.join(HEIGHTS), heights.sheet())
                .context("the heights of the examples cannot be written")?;
        }
        Ok(())
    }
}

/// Rules that keep the place of each element, by the width of the page.
#[derive(Default)]
struct Heights([String; 4]);

impl Heights {
    fn add(&mut self, name: &str, heights: [u64; 4]) -> Result<()> {
        for (rules, height) in self.0.iter_mut().zip(heights) {
            write!(rules, ".at-{name}{{min-block-size:{height}px}}")?;
        }
        Ok(())
    }

    /// Without a script there is only what stands inside; on paper nothing moves.
    fn sheet(&self) -> String {
        let [least, narrow, middle, wide] = &self.0;
        format!(
            "@media screen and (scripting:enabled){{{least}@media (width>=360px){{{narrow}}}\
             @media (width>=460px){{{middle}}}@media (width>=640px){{{wide}}}}}"
        )
    }
}

/// What came out, as text: for those who search, and for those without scripts.
fn result(exhibit: Exhibit<'_>) -> String {
    let Some(portrait) = exhibit.portrait else {
        return String::new();
    };
    let is_one_of_several = portrait.words.len() > 1;
    let mut parts = vec![
        "<section class=\"grid\" aria-labelledby=\"result\">\n  \
         <h2 id=\"result\">The answer in words and figures</h2>\n"
            .to_owned(),
    ];
    for (place, words) in portrait.words.iter().enumerate() {
        if is_one_of_several {
            parts.push(format!("  <h3>{}</h3>\n", escaped(&words.heading)));
        }
        parts.extend(answer(words, place));
    }
    parts.concat() + "</section>"
}

fn answer(words: &Words, place: usize) -> Vec<String> {
    let interval = match words.interval.as_str() {
        "" => String::new(),
        said => format!("<br>{}", escaped(said)),
    };
    let mut parts = vec![format!(
        "  <p class=\"answer\"><strong>{}</strong>{interval}</p>\n",
        escaped(&words.headline)
    )];
    let paragraphs = words.verdict.iter();
    parts.extend(paragraphs.map(|paragraph| format!("  <p>{}</p>\n", escaped(paragraph))));
    let tables = words.tables.iter().enumerate();
    parts.extend(tables.map(|(number, table)| drawn(table, &format!("table-{place}-{number}"))));
    parts
}

/// A table that scrolls within itself where it is too wide.
fn drawn(table: &Table, id: &str) -> String {
    let cells = |texts: &[String], tag: &str, end: &str| {
        let cell = |text: &String| format!("<{tag}>{}</{end}>", escaped(text));
        texts.iter().map(cell).collect::<Vec<_>>().concat()
    };
    let row = |row: &Vec<String>| {
        let (name, rest) = row.split_first()?;
        Some(format!(
            "      <tr><th scope=\"row\">{}</th>{}</tr>\n",
            escaped(name),
            cells(rest, "td", "td")
        ))
    };
    let rows: Vec<_> = table.rows.iter().filter_map(row).collect();
    let (class, reach, head) = if table.columns.is_empty() {
        ("pairs", String::new(), String::new())
    } else {
        (
            "columns",
            // What scrolls is reached by the tab key too.
            format!(" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}\""),
            format!(
                "      <thead><tr>{}</tr></thead>\n",
                cells(&table.columns, "th scope=\"col\"", "th")
            ),
        )
    };
    format!(
        "  <div class=\"table wide\"{reach}>\n    <table class=\"{class}\">\n      <caption id=\"{id}\">{}</caption>\n\
         {head}      <tbody>\n{}      </tbody>\n    </table>\n  </div>\n",
        escaped(&table.title),
        rows.concat()
    )
}

/// Lines to copy, which are markup already.
fn sheet(id: &str, name: &str, lines: &str) -> String {
    format!(
        "  <div class=\"sheet wide\">\n    <div class=\"bar\"><span id=\"{id}-name\">{name}</span>\
         <span class=\"said\" role=\"status\"></span><button type=\"button\" data-copy=\"{id}\" \
         aria-describedby=\"{id}-name\" hidden>Copy</button></div>\n    \
         <pre><code id=\"{id}\" data-host>{lines}</code></pre>\n  </div>\n"
    )
}

/// The pages before and after.
fn neighbours(before: Option<&Exhibit<'_>>, after: Option<&Exhibit<'_>>) -> String {
    let link = |exhibit: Option<&Exhibit<'_>>, relation: &str, name: &str| {
        exhibit.map_or_else(String::new, |exhibit| {
            format!(
                "  <a rel=\"{relation}\" href=\"%ROOT%{FOLDER}/{}/\"><span>{name}</span> {}</a>\n",
                exhibit.preset.name,
                escaped(&exhibit.preset.question)
            )
        })
    };
    format!(
        "<div class=\"grid\">\n<nav class=\"neighbours wide\" aria-label=\"Other examples\">\n{}{}  \
         <a href=\"%ROOT%{FOLDER}/\"><span>All</span> Examples</a>\n</nav>\n</div>",
        link(before, "prev", "Before"),
        link(after, "next", "Next")
    )
}

#[cfg(test)]
mod tests {
    use super::{Gallery, Heights};
    use crate::host::Host;
    use crate::pages::Sheet;
    use crate::portrait::{Portrait, tests::told};
    use crate::presets::{Preset, tests::TEA};
    use serde_json::{Value, json};

    fn tea() -> Preset {
        Preset::read("tea", TEA).unwrap()
    }

    fn portrait() -> Portrait {
        Portrait::read(&told(), vec![1, 2, 3]).unwrap()
    }

    fn host() -> Host {
        Host::read("https://example.org/widget").unwrap()
    }

    /// The pages of one preset: the gallery's, and its own.
    fn pages(portraits: &[Portrait], host: Option<&Host>) -> [Sheet; 2] {
        let presets = [tea()];
        let gallery = Gallery {
            presets: &presets,
            portraits,
            host,
            version: "1.2.3",
        };
        gallery.sheets().try_into().unwrap()
    }

    #[test]
    fn every_page_says_that_it_is_an_example_and_shows_the_answer_as_text() {
        let [overview, page] = pages(&[portrait()], None);
        assert_eq!([&overview.path, &page.path], ["e", "e/tea"]);
        // Below the question, inside the element, and twice in the lines to copy.
        assert_eq!(
            page.main
                .matches("Example figures, not a benchmark.")
                .count(),
            4
        );
        assert!(page.description.starts_with("Example figures"));
        for part in [
            "<h1 id=\"headline\">More than &quot;tea&quot;?</h1>",
            "Two &lt; three.",
            "€57 per customer. €9 &amp; more. It pays.",
            "<p>Luck &lt; skill.</p>",
            "<tr><th scope=\"row\">Value</th><td>€57</td></tr>",
            "<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Rate</th></tr></thead>",
            "min-height:1000px",
            "Tea &amp;amp; cake: example figures",
        ] {
            assert!(page.main.contains(part), "{part}\n{}", page.main);
        }
        assert!(overview.main.contains("%ROOT%e/tea/picture.png"));
    }

    #[test]
    fn without_portraits_a_page_is_the_element_and_the_lines() {
        let [overview, page] = pages(&[], None);
        assert!(!overview.main.contains("<img") && !page.main.contains("<table"));
        assert!(!page.main.contains("min-height") && !page.head.contains("stylesheet"));
        assert!(page.main.contains("<lifetime-value-projector"));
    }

    #[test]
    fn only_a_known_host_gives_absolute_addresses() {
        for page in pages(&[portrait()], None) {
            for tag in [
                "canonical",
                "og:url",
                "og:image",
                "twitter",
                "oembed",
                "://",
            ] {
                assert!(!page.head.contains(tag), "{tag}: {}", page.head);
            }
            assert!(page.head.contains("og:title"));
        }
        let [overview, page] = pages(&[portrait()], Some(&host()));
        for tag in [
            "<link rel=\"canonical\" href=\"https://example.org/widget/e/tea/\">",
            "type=\"application/json+oembed\" href=\"https://example.org/widget/e/tea/oembed.json\"",
            "<meta property=\"og:image\" content=\"https://example.org/widget/e/tea/picture.png\">",
            "<meta property=\"og:image:width\" content=\"1200\">",
            "content=\"More than &quot;tea&quot;? €57 per customer. €9 &amp; more. It pays.\"",
        ] {
            assert!(page.head.contains(tag), "{tag}\n{}", page.head);
        }
        assert!(
            page.main
                .contains(">https://example.org/widget/e/tea/</code>")
        );
        assert!(!overview.head.contains("oembed") && overview.head.contains("/e/\""));
    }

    #[test]
    fn oembed_holds_the_frame_that_the_page_prints_for_others() {
        let (presets, portraits, host) = ([tea()], [portrait()], host());
        let gallery = Gallery {
            presets: &presets,
            portraits: &portraits,
            host: Some(&host),
            version: "1.2.3",
        };
        let exhibit = gallery.exhibits().next().unwrap();
        let oembed = gallery.oembed(&host, exhibit, &portraits[0]);
        let said = |name: &str| oembed.get(name).cloned().unwrap_or_default();
        for (name, value) in [
            ("version", json!("1.0")),
            ("type", json!("rich")),
            ("title", json!("More than \"tea\"?")),
            ("provider_url", json!("https://example.org/widget/")),
            ("width", json!(720)),
            ("height", json!(1000)),
            (
                "thumbnail_url",
                json!("https://example.org/widget/e/tea/picture.png"),
            ),
            ("thumbnail_width", json!(1200)),
            ("thumbnail_height", json!(630)),
        ] {
            assert_eq!(said(name), value, "{name}");
        }
        let html = said("html");
        let html = html.as_str().unwrap();
        // What WordPress looks for.
        let (quotation, frame) = html.split_once("</blockquote>").unwrap();
        assert!(quotation.contains(
            "<a href=\"https://example.org/widget/e/tea/\">More than &quot;tea&quot;?</a>"
        ));
        assert!(
            frame.starts_with("<iframe ") && frame.ends_with("></iframe>"),
            "{frame}"
        );
        let source = |html: &str| {
            html.split("src=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .to_owned()
        };
        let printed = exhibit.frame_lines();
        let printed = printed.replace("https://HOST", "https://example.org/widget");
        assert_eq!(
            source(frame),
            source(&printed.replace("%VERSION%", "1.2.3"))
        );
        assert!(
            !source(frame).contains('#')
                && frame.contains(" title=\"Tea &amp; cake: example figures\"")
        );
        assert_ne!(oembed, Value::Null);
    }

    #[test]
    fn places_are_kept_by_the_width_of_the_page() {
        let mut heights = Heights::default();
        heights.add("tea", [4, 3, 2, 1]).unwrap();
        assert_eq!(
            heights.sheet(),
            "@media screen and (scripting:enabled){.at-tea{min-block-size:4px}\
             @media (width>=360px){.at-tea{min-block-size:3px}}\
             @media (width>=460px){.at-tea{min-block-size:2px}}@media (width>=640px){.at-tea{min-block-size:1px}}}"
        );
    }
}
