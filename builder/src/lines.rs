//! The lines that an author copies: one choice, written for each place that it may go to.

use crate::address::query;
use crate::choice::Choice;
use crate::escape::{html, json, json_lines, percent, quoted};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::view::Tool;

/// Where the widget is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The address of the site, without a slash at its end.
    pub root: String,
    /// The version of these files.
    pub version: String,
    /// The integrity of this version's `embed.js`.
    pub integrity: String,
}

/// What the chosen element comes to where it is drawn, 720 px wide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// What the result means, a paragraph each.
    pub words: Vec<String>,
    /// Whether the figures are the widget's example.
    pub is_example: bool,
    /// How high it is, in px; 0 where nobody knows.
    pub height: u32,
}

/// Where the lines go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Any page.
    Html,
    /// A post of `WordPress`, with script.
    WordPress,
    /// A post of Ghost.
    Ghost,
    /// A frame, for places that allow no script.
    Frame,
    /// A component of React.
    React,
    /// A program that takes packages from npm.
    Npm,
    /// An address, for where nothing can be embedded.
    Link,
}

impl Format {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 7] = [
        Self::WordPress,
        Self::Ghost,
        Self::Html,
        Self::Frame,
        Self::Link,
        Self::React,
        Self::Npm,
    ];
}

/// A line is broken where it would be longer.
const WIDTH: usize = 100;

/// So many figures are still easily read as attributes.
const FEW: usize = 8;

/// The lines for a place.
pub fn lines(format: Format, choice: &Choice, proof: &Proof, place: &Place) -> String {
    match format {
        Format::Html | Format::Ghost => [script(place), element(choice, proof)].join("\n"),
        Format::WordPress => {
            let inside = [script(place), element(choice, proof)].join("\n");
            block(&inside)
        }
        Format::Frame => frame(choice, proof, place),
        Format::React => react(choice, proof, place),
        Format::Npm => npm(choice, proof),
        Format::Link => link(choice, place),
    }
}

/// Lines as a block of `WordPress`, which leaves what is in it as it is.
pub fn block(inside: &str) -> String {
    format!("<!-- wp:html -->\n{inside}\n<!-- /wp:html -->")
}

fn source(place: &Place) -> String {
    format!("{}/{}/embed.js", place.root, place.version)
}

fn script(place: &Place) -> String {
    format!(
        "<script async src=\"{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        html(&source(place)),
        html(&place.integrity)
    )
}

/// Whether the figures stand as JSON inside the element, and not in its attributes.
fn is_nested(choice: &Choice) -> bool {
    choice.given.len() > FEW || choice.given.iter().any(|(field, _)| !field.is_scalar())
}

/// The attributes in their order, without the style.
fn attributes(choice: &Choice) -> Vec<(String, String)> {
    let mut attributes = choice.manner();
    if !is_nested(choice) {
        attributes.extend(choice.scalars());
    }
    attributes
}

/// What the style attribute says, name by name.
fn style(choice: &Choice, proof: &Proof) -> Vec<(&'static str, String)> {
    let mut style = vec![("display", "block".to_owned())];
    if proof.height > 0 {
        style.push(("min-height", format!("{}px", proof.height)));
    }
    if choice.fills {
        style.push(("--cw-max-width", "none".to_owned()));
    }
    style.extend(choice.tokens());
    style
}

/// A start tag, with a line for each attribute where one line would be long.
fn start_tag(name: &str, attributes: &[String], indent: &str) -> String {
    let short = format!("{indent}<{name} {}>", attributes.join(" "));
    if short.chars().count() <= WIDTH {
        return short;
    }
    let lines: Vec<_> = attributes
        .iter()
        .map(|text| format!("\n{indent}  {text}"))
        .collect();
    format!("{indent}<{name}{}>", lines.concat())
}

/// What a reader sees until the element is ready, and where it never is: the result in words.
fn words(choice: &Choice, proof: &Proof) -> Vec<String> {
    if proof.words.is_empty() {
        return vec![choice.title()];
    }
    let example = proof.is_example.then(|| "With example figures:".to_owned());
    example
        .into_iter()
        .chain(proof.words.iter().cloned())
        .collect()
}

/// The element with what stands inside it.
fn element(choice: &Choice, proof: &Proof) -> String {
    let mut written: Vec<_> = attributes(choice)
        .iter()
        .map(|(name, value)| format!("{name}=\"{}\"", html(value)))
        .collect();
    let style: Vec<_> = style(choice, proof)
        .iter()
        .map(|(name, value)| format!("{name}:{value}"))
        .collect();
    written.push(format!("style=\"{}\"", style.join(";")));
    let mut lines = vec![start_tag(choice.tag(), &written, "")];
    for words in words(choice, proof) {
        lines.push(format!("  <p>{}</p>", html(&words)));
    }
    if is_nested(choice) {
        lines.push("  <script type=\"application/json\">".to_owned());
        lines.push(format!("  {}", json_lines(&choice.scenario(), "  ")));
        lines.push("  </script>".to_owned());
    }
    lines.push(format!("</{}>", choice.tag()));
    lines.join("\n")
}

/// The address of the page for frames.
pub fn frame_address(choice: &Choice, place: &Place) -> String {
    let mut pairs = vec![("tool".to_owned(), choice.tag().to_owned())];
    pairs.extend(choice.manner());
    let tokens = choice.tokens().into_iter();
    pairs.extend(tokens.map(|(name, value)| (name.to_owned(), value)));
    pairs.extend(choice.scalars());
    let lists = choice.lists();
    if lists != Datum::Record(Vec::new()) {
        pairs.push(("cw".to_owned(), json(&lists)));
    }
    format!("{}/{}/embed/?{}", place.root, place.version, query(&pairs))
}

fn frame(choice: &Choice, proof: &Proof, place: &Place) -> String {
    let width = if choice.fills { "" } else { "max-width:720px;" };
    // Where nobody has measured, high enough for most.
    let height = if proof.height > 0 { proof.height } else { 900 };
    let attributes = [
        format!("src=\"{}\"", html(&frame_address(choice, place))),
        format!("title=\"{}\"", html(&choice.title())),
        format!("style=\"width:100%;{width}height:{height}px;border:0\""),
        "loading=\"lazy\"".to_owned(),
        "allow=\"clipboard-write\"".to_owned(),
    ];
    format!("{}</iframe>", start_tag("iframe", &attributes, ""))
}

/// A text as JSX writes it in an attribute: bare where nothing in it is special.
fn jsx_value(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " .,:;?!%#()+*/_-".contains(c);
    if text.chars().all(is_plain) {
        format!("\"{text}\"")
    } else {
        format!("{{{}}}", quoted(text))
    }
}

/// The element as JSX.
fn jsx(choice: &Choice, proof: &Proof, indent: &str) -> Vec<String> {
    let mut written: Vec<_> = attributes(choice)
        .iter()
        .map(|(name, value)| format!("{name}={}", jsx_value(value)))
        .collect();
    let style: Vec<_> = style(choice, proof)
        .iter()
        .map(|(name, value)| match *name {
            "min-height" => format!("minHeight: {}", proof.height),
            name if name.starts_with('-') => format!("{}: {}", quoted(name), quoted(value)),
            name => format!("{name}: {}", quoted(value)),
        })
        .collect();
    written.push(format!("style={{{{ {} }}}}", style.join(", ")));
    let mut lines = vec![start_tag(choice.tag(), &written, indent)];
    for words in words(choice, proof) {
        lines.push(format!("{indent}  <p>{{{}}}</p>", quoted(&words)));
    }
    if is_nested(choice) {
        lines.push(format!(
            "{indent}  <script type=\"application/json\">{{JSON.stringify(scenario)}}</script>"
        ));
    }
    lines.push(format!("{indent}</{}>", choice.tag()));
    lines
}

/// The name of the component.
const fn component(tool: Tool) -> &'static str {
    match tool {
        Tool::ConversionCalculator => "ConversionCalculator",
        Tool::LifetimeValueProjector => "LifetimeValueProjector",
    }
}

/// The figures that the component hands on.
fn constant(choice: &Choice) -> Option<String> {
    is_nested(choice).then(|| format!("const scenario = {};\n", json_lines(&choice.scenario(), "")))
}

fn react(choice: &Choice, proof: &Proof, place: &Place) -> String {
    let mut lines: Vec<_> = constant(choice).into_iter().collect();
    lines.push(format!("export function {}() {{", component(choice.tool)));
    lines.push("  return (".to_owned());
    lines.push("    <>".to_owned());
    lines.push("      <script".to_owned());
    lines.push(format!(
        "        async src={}",
        jsx_value_of_address(&source(place))
    ));
    lines.push(format!("        integrity=\"{}\"", html(&place.integrity)));
    lines.push("        crossOrigin=\"anonymous\" />".to_owned());
    lines.extend(jsx(choice, proof, "      "));
    lines.push("    </>".to_owned());
    lines.push("  );".to_owned());
    lines.push("}".to_owned());
    lines.join("\n")
}

fn jsx_value_of_address(address: &str) -> String {
    format!("\"{}\"", html(address))
}

fn npm(choice: &Choice, proof: &Proof) -> String {
    let import = "import 'conversion-widget';";
    format!(
        "npm install conversion-widget\n\n{import}\n\n{}",
        element(choice, proof)
    )
}

/// The site with the scenario in its fragment, as `src/embed/link.js` reads it.
fn link(choice: &Choice, place: &Place) -> String {
    let mut said = Datum::Record(Vec::new());
    if choice.tool == Tool::LifetimeValueProjector {
        said.add("tool", choice.tag().into());
    }
    if !choice.currency.is_empty() {
        said.add("currency", choice.currency.as_str().into());
    }
    if let Some(view) = choice.views.first() {
        said.add("view", view.name().into());
    }
    if let Datum::Record(views) = choice.scenario() {
        for (view, figures) in views {
            said.add(&view, figures);
        }
    }
    format!("{}/#cw={}", place.root, percent(&json(&said)))
}
