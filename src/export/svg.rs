//! A picture as it stands on the screen, written as SVG.

use super::turns;

/// A colour, as computed styles say it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ink {
    /// `#rrggbb`, or a name where it could not be told.
    pub colour: String,
    /// From 0, clear, to 1.
    pub opacity: f64,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line or an area.
    Path {
        /// As the attribute `d`.
        d: String,
        /// Where its coordinates stand: a, b, c, d, e, f of `matrix()`; without, where they say.
        place: Option<[f64; 6]>,
        /// What fills it.
        fill: Option<Ink>,
        /// What runs along it.
        stroke: Option<Stroke>,
    },
    /// A text in one line.
    Text {
        /// Where it begins: the left end, of a text from right to left the right end.
        x: f64,
        /// Where it stands.
        baseline: f64,
        /// How long it is.
        width: f64,
        /// How large its letters are.
        size: f64,
        /// How bold.
        weight: String,
        /// In which typeface.
        family: String,
        /// Its colour.
        ink: Ink,
        /// Whether it runs from right to left.
        is_leftward: bool,
        /// What it says.
        text: String,
    },
}

/// A line along a path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// How wide it is.
    pub width: f64,
    /// The lengths of dashes and gaps, as `stroke-dasharray` has them; empty for none.
    pub dashes: Vec<f64>,
    /// How it ends.
    pub cap: String,
    /// How it turns.
    pub join: String,
    /// Whether it is as wide however the path is stretched.
    pub is_constant: bool,
}

/// A picture with all its texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// How wide it is.
    pub width: f64,
    /// How high.
    pub height: f64,
    /// Behind everything.
    pub background: Ink,
    /// What is drawn, from the back to the front.
    pub shapes: Vec<Shape>,
    /// What it shows, for those who listen.
    pub title: String,
    /// The same at length.
    pub description: String,
}

/// A colour as a computed style says it: `rgb(…)`, `rgba(…)`, `color(srgb …)`.
///
/// # Returns
///
/// `None` for what is entirely clear, and for `none`.
///
/// # Example
///
/// ```
/// use conversion_widget::export::svg::ink;
/// assert_eq!(ink("rgb(10, 106, 91)").unwrap().colour, "#0a6a5b");
/// assert_eq!(ink("color(srgb 1 0.5 0 / 0.25)").unwrap().opacity, 0.25);
/// assert_eq!(ink("rgba(0, 0, 0, 0)"), None);
/// ```
pub fn ink(said: &str) -> Option<Ink> {
    if said.is_empty() || said == "none" || said == "transparent" {
        return None;
    }
    let is_rgb = said.starts_with("rgb");
    let numbers = said.strip_prefix(if is_rgb { "rgb" } else { "color(srgb " });
    let Some(numbers) = numbers else {
        return Some(Ink {
            colour: said.to_owned(),
            opacity: 1.0,
        });
    };
    let mut channels = Vec::new();
    for piece in numbers.split(|letter: char| !matches!(letter, '0'..='9' | '.' | 'e' | '-')) {
        if piece.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
            channels.push(crate::locale::ascii_number(piece));
        }
    }
    let opacity = channels.get(3).copied().unwrap_or(1.0);
    if opacity <= 0.0 {
        return None;
    }
    let mut colour = "#".to_owned();
    for channel in channels.iter().take(3) {
        let level = if is_rgb { *channel } else { channel * 255.0 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "what is beyond a byte becomes its end"
        )]
        let byte = level.round() as u8;
        for digit in [byte / 16, byte % 16] {
            colour.extend(char::from_digit(digit.into(), 16));
        }
    }
    Some(Ink { colour, opacity })
}

/// A number with at most three digits after the point, as SVG has them.
///
/// # Example
///
/// ```
/// use conversion_widget::export::svg::short;
/// assert_eq!([short(-0.5), short(12.0), short(1.23456), short(-0.0001)], ["-0.5", "12", "1.235", "0"]);
/// ```
pub fn short(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "places in a picture")]
    let thousandths = (value * 1_000.0).round() as i64;
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    let fraction = (1_000 + size % 1_000).to_string();
    let fraction = fraction.get(1..).unwrap_or_default().trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    [sign, &*(size / 1_000).to_string(), point, fraction].concat()
}

/// A text between tags or in an attribute.
///
/// # Example
///
/// ```
/// use conversion_widget::export::svg::escaped;
/// assert_eq!(escaped("<a b=\"c\">&'\u{1}"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39; ");
/// ```
pub fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // XML has no place for them.
            letter
                if letter.is_control()
                    || matches!(letter, '\u{fffe}' | '\u{ffff}')
                    || turns(letter) =>
            {
                safe.push(' ');
            }
            letter => safe.push(letter),
        }
    }
    safe
}

/// An element of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// What it is.
    pub name: &'static str,
    /// Its attributes, not escaped yet.
    pub attributes: Vec<(String, String)>,
    /// The text in it.
    pub text: String,
}

impl Tag {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    fn number(self, name: &str, value: f64) -> Self {
        self.with(name, &short(value))
    }

    fn ink(self, name: &str, ink: Option<&Ink>) -> Self {
        let Some(ink) = ink else {
            return self.with(name, "none");
        };
        let this = self.with(name, &ink.colour);
        if ink.opacity < 1.0 {
            this.number(&[name, "-opacity"].concat(), ink.opacity)
        } else {
            this
        }
    }

    fn say(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    /// The beginning, without its end.
    fn opened(&self) -> String {
        let mut written = ["<", self.name].concat();
        for (name, value) in &self.attributes {
            for piece in [" ", name, "=\"", &*escaped(value), "\""] {
                written.push_str(piece);
            }
        }
        written.push('>');
        written
    }
}

/// The picture as a file of its own: no style, no script, no address beside the one of SVG itself.
///
/// # Example
///
/// ```
/// use conversion_widget::export::svg::{Drawing, svg};
/// let drawing = Drawing { width: 320.0, height: 200.0, title: "A <rate>".to_owned(), ..Drawing::default() };
/// let file = svg(&drawing);
/// assert!(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"200\""));
/// assert!(file.contains("<title>A &lt;rate&gt;</title>"));
/// ```
pub fn svg(drawing: &Drawing) -> String {
    let (outer, inner) = tags(drawing);
    let mut file = outer.opened();
    file.push('\n');
    for tag in inner {
        for piece in [&*tag.opened(), &*escaped(&tag.text), "</", tag.name, ">\n"] {
            file.push_str(piece);
        }
    }
    file.push_str("</svg>\n");
    file
}

/// The elements of the picture: the outer one and, in order, those in it.
pub fn tags(drawing: &Drawing) -> (Tag, Vec<Tag>) {
    let [width, height] = [drawing.width, drawing.height].map(short);
    let outer = Tag::new("svg")
        .with("xmlns", SPACE)
        .with("width", &width)
        .with("height", &height)
        .with("viewBox", &["0 0 ", &*width, " ", &*height].concat())
        // Where its place has another shape it stands at the beginning.
        .with("preserveAspectRatio", "xMinYMin meet")
        .with("role", "img")
        // Also within a page that runs from right to left: each text says where it begins.
        .with("direction", "ltr");
    let behind = Tag::new("rect")
        .with("width", &width)
        .with("height", &height)
        .ink("fill", Some(&drawing.background));
    let mut inner = vec![
        Tag::new("title").say(&drawing.title),
        Tag::new("desc").say(&drawing.description),
        behind,
    ];
    inner.extend(drawing.shapes.iter().map(tag));
    (outer, inner)
}

/// The space of SVG's names.
pub const SPACE: &str = "http://www.w3.org/2000/svg";

fn tag(shape: &Shape) -> Tag {
    match shape {
        Shape::Path {
            d,
            place,
            fill,
            stroke,
        } => {
            let mut tag = Tag::new("path").with("d", d).ink("fill", fill.as_ref());
            if let Some(place) = place {
                let numbers = place.map(short).join(" ");
                tag = tag.with("transform", &["matrix(", &*numbers, ")"].concat());
            }
            if let Some(stroke) = stroke {
                tag = tag
                    .ink("stroke", Some(&stroke.ink))
                    .number("stroke-width", stroke.width)
                    .with("stroke-linecap", &stroke.cap)
                    .with("stroke-linejoin", &stroke.join);
                if !stroke.dashes.is_empty() {
                    let dashes: Vec<String> =
                        stroke.dashes.iter().map(|dash| short(*dash)).collect();
                    tag = tag.with("stroke-dasharray", &dashes.join(" "));
                }
                if stroke.is_constant {
                    tag = tag.with("vector-effect", "non-scaling-stroke");
                }
            }
            tag
        }
        Shape::Text {
            x,
            baseline,
            width,
            size,
            weight,
            family,
            ink,
            is_leftward,
            text,
        } => {
            let tag = Tag::new("text")
                .number("x", *x)
                .number("y", *baseline)
                .number("font-size", *size)
                .with("font-weight", weight)
                .with("font-family", family)
                .ink("fill", Some(ink))
                // Another typeface than here must not push a number into its neighbour.
                .number("textLength", *width)
                .with("lengthAdjust", "spacingAndGlyphs")
                .say(text);
            if *is_leftward {
                tag.with("direction", "rtl")
            } else {
                tag
            }
        }
    }
}
