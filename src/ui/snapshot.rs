//! The answer and its picture as they stand on the screen, as shapes that a file can hold.
//!
//! Read off the layout, and not drawn a second time: what a reader takes along is what they have
//! seen, in their language, their theme and their direction, and no view needs code of its own.

use super::browser::{call, items, make, number, property, put, text};
use crate::export::svg::{Drawing, Ink, Shape, Stroke, ink, short};
use crate::locale::ascii_number;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::{Element, ShadowRoot};

/// Around everything, in pixels.
const MARGIN: f64 = 20.0;

/// Between what stands one below the other.
const GAP: f64 = 8.0;

/// How large the lines at the foot are.
const SMALL: f64 = 12.0;

/// What is read off the page.
struct Snapshot {
    shapes: Vec<Shape>,
    /// What is taken off the places of the page.
    origin: (f64, f64),
    /// How much larger everything stands there than its styles say, where a page has transformed it.
    scale: f64,
    /// How far down anything has been drawn.
    lowest: f64,
    /// A canvas' context, which knows how high letters are.
    pen: JsValue,
}

/// Where something stands.
#[derive(Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// The heading, the answer and the picture of a card. `None` before there is one, or where the
/// browser has no canvas.
///
/// - `root`: in which the card stands.
/// - `below`: the lines below.
pub fn snapshot(root: &ShadowRoot, below: &[String]) -> Option<Drawing> {
    let heading = root.query_selector(".heading").ok()??;
    let found = root.query_selector(".found").ok()??;
    // That nothing can be trusted stands above all figures.
    let stop = root.query_selector(".stop").ok()?;
    let elements: Vec<Element> = [Some(heading), stop, Some(found)]
        .into_iter()
        .flatten()
        .collect();
    drawn(root, &elements, below, MARGIN)
}

/// Only the picture, for paper, which has margins; of several the last, which is not made of figures.
pub fn picture(root: &ShadowRoot) -> Option<Drawing> {
    let picture = root
        .query_selector(".found > :last-child > figure:last-child")
        .ok()??;
    drawn(root, &[picture], &[], 1.0)
}

fn drawn(
    root: &ShadowRoot,
    elements: &[Element],
    below: &[String],
    margin: f64,
) -> Option<Drawing> {
    let pen = context(&canvas(1.0, 1.0)?)?;
    let card = root.query_selector(".card").ok()??;
    let mut snapshot = Snapshot {
        shapes: Vec::new(),
        origin: (0.0, 0.0),
        scale: 1.0,
        lowest: 0.0,
        pen,
    };
    let last = elements.last()?;
    let own = number(last, "offsetWidth");
    let scale = snapshot.place_of(last)?.width / own;
    // The one is whole pixels, the other is not.
    if scale.is_finite() && scale > 0.0 && (scale - 1.0).abs() > 0.01 {
        snapshot.scale = scale;
    }
    let Place { x: left, width, .. } = snapshot.place_of(last)?;
    let family = text(&style(last, None)?, "fontFamily");
    let mut bottom = margin;
    for element in elements {
        let place = snapshot.place_of(element)?;
        snapshot.origin = (left - margin, place.y - bottom);
        snapshot.lowest = bottom;
        snapshot.walk(element);
        // What is folded, or can be operated, is left out, and may have stood below.
        bottom = snapshot.lowest + GAP;
    }
    let card = style(&card, None)?;
    let is_leftward = text(&card, "direction") == "rtl";
    let muted = root.query_selector(".unit, .limits, .hint").ok()?;
    let muted = muted.and_then(|muted| ink(&text(&style(&muted, None)?, "color")));
    snapshot.origin = (0.0, 0.0);
    let font = Font {
        size: SMALL,
        weight: "400".to_owned(),
        family,
        ink: muted.unwrap_or_default(),
        is_leftward,
    };
    for said in below {
        bottom += GAP;
        for line in snapshot.broken(&font, said, width) {
            let place = Place {
                x: margin,
                y: bottom,
                width,
                height: SMALL * 1.3,
            };
            snapshot.line(&font, &line, place, true);
            bottom += SMALL * 1.3;
        }
    }
    Some(Drawing {
        width: width + 2.0 * margin,
        height: bottom + margin,
        background: ink(&text(&card, "backgroundColor")).unwrap_or(Ink {
            colour: "#ffffff".to_owned(),
            opacity: 1.0,
        }),
        shapes: snapshot.shapes,
        ..Drawing::default()
    })
}

/// How letters look.
#[derive(Clone)]
struct Font {
    size: f64,
    weight: String,
    family: String,
    ink: Ink,
    is_leftward: bool,
}

impl Font {
    /// As a canvas has it.
    fn said(&self) -> String {
        font(&self.weight, self.size, &self.family)
    }
}

fn font(weight: &str, size: f64, family: &str) -> String {
    [weight, " ", &crate::locale::ascii_text(size), "px ", family].concat()
}

fn canvas(width: f64, height: f64) -> Option<JsValue> {
    let canvas: JsValue = leptos::prelude::document()
        .create_element("canvas")
        .ok()?
        .into();
    put(&canvas, "width", width);
    put(&canvas, "height", height);
    Some(canvas)
}

fn context(canvas: &JsValue) -> Option<JsValue> {
    let context = call(canvas, "getContext", &["2d".into()]).ok()?;
    context.is_object().then_some(context)
}

fn style(element: &Element, pseudo: Option<&str>) -> Option<JsValue> {
    let pseudo = pseudo.map_or(JsValue::NULL, JsValue::from_str);
    call(&window(), "getComputedStyle", &[element.into(), pseudo]).ok()
}

/// A length of a computed style, in pixels; of a percentage that part of `whole`.
fn length(style: &JsValue, name: &str, whole: f64) -> f64 {
    let said = text(style, name);
    let first = said.split(' ').next().unwrap_or_default();
    let (digits, unit) = match (first.strip_suffix("px"), first.strip_suffix('%')) {
        (Some(digits), _) => (digits, 1.0),
        (_, Some(digits)) => (digits, whole / 100.0),
        _ => (first, 1.0),
    };
    let value = ascii_number(digits) * unit;
    if value.is_finite() { value } else { 0.0 }
}

impl Snapshot {
    fn place_of(&self, of: &JsValue) -> Option<Place> {
        let place = call(of, "getBoundingClientRect", &[]).ok()?;
        let side = |name: &str| number(&place, name) / self.scale;
        Some(Place {
            x: side("left"),
            y: side("top"),
            width: side("width"),
            height: side("height"),
        })
    }

    fn walk(&mut self, element: &Element) {
        let is_hidden = call(element, "checkVisibility", &[]).is_ok_and(|seen| seen.is_falsy());
        let (Some(style_of), Some(place)) = (style(element, None), self.place_of(element)) else {
            return;
        };
        let is_clipped = text(&style_of, "clipPath") != "none";
        if is_hidden || is_clipped || text(&style_of, "visibility") != "visible" {
            return;
        }
        match &*element.local_name() {
            "svg" => {
                self.bounds(&style_of, place);
                self.picture(element, &style_of, place);
                return;
            }
            // What can be operated is no part of the answer, nor what it points at.
            "button" | "details" | "input" | "select" | "textarea" => return,
            _ if text(element, "className") == "pointer" => return,
            _ => {}
        }
        self.bounds(&style_of, place);
        self.pseudo(element, "::before", &style_of, place);
        for child in items(&property(element, "childNodes")) {
            if text(&child, "nodeName") == "#text" {
                self.lines(&child, &style_of);
            } else if let Ok(child) = leptos::wasm_bindgen::JsCast::dyn_into::<Element>(child) {
                self.walk(&child);
            }
        }
        self.pseudo(element, "::after", &style_of, place);
    }

    /// The background and the borders of a box.
    fn bounds(&mut self, style: &JsValue, place: Place) {
        let radius = length(style, "borderTopLeftRadius", place.width)
            .min(place.width / 2.0)
            .min(place.height / 2.0);
        if let Some(fill) = ink(&text(style, "backgroundColor")) {
            self.sink(self.own(place));
            self.path(rounded(self.own(place), radius), Some(fill), None);
        }
        let sides = ["Top", "Right", "Bottom", "Left"].map(|side| {
            let of = |what: &str| ["border", side, what].concat();
            let kind = text(style, &of("Style"));
            let width = length(style, &of("Width"), 0.0);
            let ink = ink(&text(style, &of("Color"))).filter(|_| width > 0.0 && kind != "none");
            let dashes = match &*kind {
                "dashed" => vec![2.0 * width, width],
                "dotted" => vec![width, width],
                _ => Vec::new(),
            };
            ink.map(|ink| Stroke {
                ink,
                width,
                dashes,
                cap: "butt".to_owned(),
                join: "miter".to_owned(),
                is_constant: false,
            })
        });
        if let [Some(top), Some(right), Some(bottom), Some(left)] = &sides
            && [right, bottom, left].iter().all(|side| *side == top)
        {
            let (half, own) = (top.width / 2.0, self.own(place));
            let inner = Place {
                x: own.x + half,
                y: own.y + half,
                width: own.width - top.width,
                height: own.height - top.width,
            };
            self.path(
                rounded(inner, (radius - half).max(0.0)),
                None,
                Some(top.clone()),
            );
            return;
        }
        let Place {
            x,
            y,
            width,
            height,
        } = self.own(place);
        for (side, stroke) in sides.into_iter().enumerate() {
            let Some(stroke) = stroke else { continue };
            let half = stroke.width / 2.0;
            let (from, to) = match side {
                0 => ((x, y + half), (x + width, y + half)),
                1 => ((x + width - half, y), (x + width - half, y + height)),
                2 => ((x, y + height - half), (x + width, y + height - half)),
                _ => ((x + half, y), (x + half, y + height)),
            };
            let d = joined(&["M", "L"], &[from, to]);
            self.path(d, None, Some(stroke));
        }
    }

    /// What a style sheet puts before or behind the content of an element.
    fn pseudo(&mut self, element: &Element, name: &str, around: &JsValue, place: Place) {
        let Some(style) = style(element, Some(name)) else {
            return;
        };
        let content = text(&style, "content");
        if matches!(&*content, "" | "none" | "normal") || text(&style, "display") == "none" {
            return;
        }
        let borders =
            |one: &str, other: &str| length(&style, one, 0.0) + length(&style, other, 0.0);
        let width = length(&style, "width", place.width)
            .max(borders("borderLeftWidth", "borderRightWidth"));
        let height = length(&style, "height", place.height)
            .max(borders("borderTopWidth", "borderBottomWidth"));
        let (x, y) = if text(&style, "position") == "absolute" {
            let left = length(&style, "left", place.width);
            (
                place.x + left,
                place.y + length(&style, "top", place.height),
            )
        } else {
            let x = if text(around, "direction") == "rtl" {
                place.x + place.width - width
            } else {
                place.x
            };
            // In the middle of the first line.
            let line = length(around, "lineHeight", 0.0).min(place.height);
            (x, place.y + (line - height) / 2.0)
        };
        self.bounds(
            &style,
            Place {
                x,
                y,
                width,
                height,
            },
        );
    }

    /// The marks of a picture.
    fn picture(&mut self, svg: &Element, style_of: &JsValue, place: Place) {
        let own = self.own(place);
        self.sink(own);
        let shown = property(&property(svg, "viewBox"), "baseVal");
        let (across, down) = (number(&shown, "width"), number(&shown, "height"));
        if across <= 0.0 || down <= 0.0 {
            return;
        }
        let (wide, high) = (own.width / across, own.height / down);
        let (left, top) = (number(&shown, "x"), number(&shown, "y"));
        // From right to left a picture is its own image in a mirror.
        let matrix = if text(style_of, "scale").starts_with("-1") {
            let right = own.x + own.width;
            [
                -wide,
                0.0,
                0.0,
                high,
                right + left * wide,
                own.y - top * high,
            ]
        } else {
            [
                wide,
                0.0,
                0.0,
                high,
                own.x - left * wide,
                own.y - top * high,
            ]
        };
        for mark in items(&property(svg, "children")) {
            let said = |name: &str| {
                let said = call(&mark, "getAttribute", &[name.into()]).ok();
                said.and_then(|said| said.as_string()).unwrap_or_default()
            };
            let d = match &*text(&mark, "localName") {
                "polyline" => ["M", &*said("points")].concat(),
                "path" => said("d"),
                _ => continue,
            };
            let Ok(style) = call(&window(), "getComputedStyle", std::slice::from_ref(&mark)) else {
                continue;
            };
            if d.len() < 2 || text(&style, "display") == "none" {
                continue;
            }
            let shade = |name: &str, opacity: &str| {
                let mut ink = ink(&text(&style, name))?;
                ink.opacity *= length(&style, opacity, 1.0) * length(&style, "opacity", 1.0);
                Some(ink)
            };
            let stroke = shade("stroke", "strokeOpacity").map(|ink| {
                let dashes = text(&style, "strokeDasharray");
                let dashes = dashes.split([',', ' ']).filter(|dash| !dash.is_empty());
                let dashes = dashes.map(|dash| ascii_number(dash.trim_end_matches("px")));
                Stroke {
                    ink,
                    width: length(&style, "strokeWidth", 1.0),
                    dashes: dashes.filter(|dash| dash.is_finite()).collect(),
                    cap: text(&style, "strokeLinecap"),
                    join: text(&style, "strokeLinejoin"),
                    is_constant: text(&style, "vectorEffect") == "non-scaling-stroke",
                }
            });
            self.shapes.push(Shape::Path {
                d,
                place: Some(matrix),
                fill: shade("fill", "fillOpacity"),
                stroke,
            });
        }
    }

    /// A text as the lines that it was broken into.
    fn lines(&mut self, node: &JsValue, style: &JsValue) {
        let said = text(node, "data");
        if said.trim().is_empty() {
            return;
        }
        let font = Font {
            size: length(style, "fontSize", 0.0),
            weight: text(style, "fontWeight"),
            family: text(style, "fontFamily"),
            ink: ink(&text(style, "color")).unwrap_or_default(),
            is_leftward: text(style, "direction") == "rtl",
        };
        let Ok(range) = call(&leptos::prelude::document(), "createRange", &[]) else {
            return;
        };
        let within = |this: &Self, from: u32, to: u32| {
            for (name, at) in [("setStart", from), ("setEnd", to)] {
                // Within the text, and so never refused.
                let _ = call(&range, name, &[node.clone(), at.into()]);
            }
            let rows = call(&range, "getClientRects", &[]);
            (
                this.place_of(&range),
                rows.map_or(0.0, |rows| number(&rows, "length")),
            )
        };
        let mut line: Option<(String, Place)> = None;
        let mut add = |this: &mut Self, piece: &str, place: Place| match &mut line {
            Some((text, last)) if (place.y - last.y).abs() < last.height / 2.0 => {
                text.push_str(piece);
                let right = (last.x + last.width).max(place.x + place.width);
                last.x = last.x.min(place.x);
                last.width = right - last.x;
            }
            line => {
                if let Some((text, place)) = line.replace((piece.to_owned(), place)) {
                    this.line(&font, &text, place, false);
                }
            }
        };
        let mut at = 0;
        for piece in said.split_inclusive(char::is_whitespace) {
            let start = at;
            at += units(piece);
            let bare = piece.trim_end();
            if bare.is_empty() {
                continue;
            }
            let (place, rows) = within(self, start, start + units(bare));
            let Some(place) = place.filter(|place| place.width > 0.0) else {
                continue;
            };
            if rows <= 1.0 {
                let spaced = [bare, " "].concat();
                add(self, if piece == bare { bare } else { &spaced }, place);
                continue;
            }
            // A word that was broken, or one with an isolated number in it.
            let mut from = start;
            for letter in piece.chars() {
                let mut buffer = [0; 4];
                let letter = letter.encode_utf8(&mut buffer);
                let to = from + units(letter);
                let (place, _) = within(self, from, to);
                if let Some(place) = place.filter(|place| place.height > 0.0) {
                    add(self, letter, place);
                }
                from = to;
            }
        }
        if let Some((text, place)) = line {
            self.line(&font, &text, place, false);
        }
    }

    /// A text in lines that are no longer than `width`.
    fn broken(&self, font: &Font, text: &str, width: f64) -> Vec<String> {
        put(&self.pen, "font", font.said());
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ') {
            let longer = [&*line, if line.is_empty() { "" } else { " " }, word].concat();
            let measured = call(&self.pen, "measureText", &[(&*longer).into()]);
            let is_long = measured.is_ok_and(|measured| number(&measured, "width") > width);
            if is_long && !line.is_empty() {
                lines.push(core::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
        lines
    }

    /// Something is drawn there.
    const fn sink(&mut self, own: Place) {
        self.lowest = self.lowest.max(own.y + own.height);
    }

    /// One line; `is_free` where its length is not known yet.
    fn line(&mut self, font: &Font, text: &str, place: Place, is_free: bool) {
        let text = text.trim().to_owned();
        put(&self.pen, "font", font.said());
        let Ok(measured) = call(&self.pen, "measureText", &[(&*text).into()]) else {
            return;
        };
        let above = number(&measured, "fontBoundingBoxAscent");
        let below = number(&measured, "fontBoundingBoxDescent");
        let own = self.own(place);
        self.sink(own);
        self.shapes.push(Shape::Text {
            x: if font.is_leftward {
                own.x + own.width
            } else {
                own.x
            },
            baseline: own.y + (own.height - above - below) / 2.0 + above,
            width: if is_free {
                number(&measured, "width").min(own.width)
            } else {
                own.width
            },
            size: font.size,
            weight: font.weight.clone(),
            family: font.family.clone(),
            ink: font.ink.clone(),
            is_leftward: font.is_leftward,
            text,
        });
    }

    fn path(&mut self, d: String, fill: Option<Ink>, stroke: Option<Stroke>) {
        self.shapes.push(Shape::Path {
            d,
            place: None,
            fill,
            stroke,
        });
    }

    /// A place of the page in the picture.
    fn own(&self, place: Place) -> Place {
        Place {
            x: place.x - self.origin.0,
            y: place.y - self.origin.1,
            ..place
        }
    }
}

/// How long a text is to the browser.
fn units(text: &str) -> u32 {
    let units = text.chars().map(char::len_utf16).sum::<usize>();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// A path through points, each behind its letter.
fn joined(letters: &[&str], points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (letter, (x, y)) in letters.iter().zip(points) {
        for piece in [*letter, &*short(*x), " ", &*short(*y)] {
            d.push_str(piece);
        }
    }
    d
}

/// A box with round corners.
fn rounded(place: Place, radius: f64) -> String {
    let Place {
        x,
        y,
        width,
        height,
    } = place;
    let (right, bottom) = (x + width, y + height);
    let arc = ["A", &*short(radius), " ", &*short(radius), " 0 0 1 "].concat();
    let arc = &*arc;
    let mut d = joined(
        &["M", "L", arc, "L", arc, "L", arc, "L", arc],
        &[
            (x + radius, y),
            (right - radius, y),
            (right, y + radius),
            (right, bottom - radius),
            (right - radius, bottom),
            (x + radius, bottom),
            (x, bottom - radius),
            (x, y + radius),
            (x + radius, y),
        ],
    );
    d.push('Z');
    d
}

/// The picture on a canvas, so many points to a pixel; `None` where the browser has none.
pub fn painted(drawing: &Drawing, scale: f64) -> Option<JsValue> {
    let canvas = canvas(
        (drawing.width * scale).ceil(),
        (drawing.height * scale).ceil(),
    )?;
    let pen = context(&canvas)?;
    let plain = [scale, 0.0, 0.0, scale, 0.0, 0.0];
    transform(&pen, plain)?;
    colour(&pen, "fillStyle", &drawing.background);
    let sides = [0.0, 0.0, drawing.width, drawing.height].map(JsValue::from);
    call(&pen, "fillRect", &sides).ok()?;
    for shape in &drawing.shapes {
        match shape {
            Shape::Path {
                d,
                place,
                fill,
                stroke,
            } => {
                let path = make("Path2D", &[visible(d).into()]).ok()?;
                let inner = place.map(|place| place.map(|number| number * scale));
                transform(&pen, inner.unwrap_or(plain))?;
                if let Some(fill) = fill {
                    colour(&pen, "fillStyle", fill);
                    call(&pen, "fill", std::slice::from_ref(&path)).ok()?;
                }
                if let Some(stroke) = stroke {
                    colour(&pen, "strokeStyle", &stroke.ink);
                    put(&pen, "lineWidth", stroke.width);
                    put(&pen, "lineCap", &*stroke.cap);
                    put(&pen, "lineJoin", &*stroke.join);
                    let dashes = js_sys::Array::new();
                    for dash in &stroke.dashes {
                        dashes.push(&(*dash).into());
                    }
                    call(&pen, "setLineDash", &[dashes.into()]).ok()?;
                    let mut path = path;
                    if let Some(place) = place.filter(|_| stroke.is_constant) {
                        let moved = make("Path2D", &[]).ok()?;
                        let matrix = make("DOMMatrix", &[listed(&place)]).ok()?;
                        call(&moved, "addPath", &[path, matrix]).ok()?;
                        path = moved;
                        transform(&pen, plain)?;
                    }
                    call(&pen, "stroke", &[path]).ok()?;
                }
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
                transform(&pen, plain)?;
                colour(&pen, "fillStyle", ink);
                put(&pen, "font", font(weight, *size, family));
                let direction = if *is_leftward { "rtl" } else { "ltr" };
                put(&pen, "direction", direction);
                put(&pen, "textAlign", "start");
                let values = [(*x).into(), (*baseline).into(), (*width + 0.5).into()];
                let [x, y, width] = values;
                call(&pen, "fillText", &[text.into(), x, y, width]).ok()?;
            }
        }
    }
    Some(canvas)
}

/// A path in which a point is a line of almost nothing: a canvas draws no line without length, which
/// on the screen is a dot.
fn visible(d: &str) -> String {
    if let Some(start) = d.strip_suffix("h0") {
        return [start, "h.01"].concat();
    }
    let numbers: Vec<&str> = d.trim_start_matches('M').split_whitespace().collect();
    match numbers.as_slice() {
        &[x, y, right, bottom] if (x, y) == (right, bottom) => ["M", x, " ", y, "h.01"].concat(),
        _ => {
            let mut seen = String::new();
            for (place, piece) in d.split('h').enumerate() {
                let (letter, rest) = match piece.strip_prefix("0M") {
                    _ if place == 0 => ("", piece),
                    Some(_) => ("h.01", piece.get(1..).unwrap_or_default()),
                    None => ("h", piece),
                };
                seen.push_str(letter);
                seen.push_str(rest);
            }
            seen
        }
    }
}

fn listed(numbers: &[f64]) -> JsValue {
    let list = js_sys::Array::new();
    for &number in numbers {
        list.push(&number.into());
    }
    list.into()
}

fn transform(pen: &JsValue, matrix: [f64; 6]) -> Option<()> {
    call(pen, "setTransform", &matrix.map(JsValue::from)).ok()?;
    Some(())
}

fn colour(pen: &JsValue, name: &str, ink: &Ink) {
    put(pen, name, &*ink.colour);
    put(pen, "globalAlpha", ink.opacity);
}
