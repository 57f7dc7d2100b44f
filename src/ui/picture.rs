//! A picture as data, drawn.

use super::node::{Element, Node, element, part};
use super::session::Session;
use crate::picture::Picture;

/// Draws a picture; `alternative` says the same in words.
pub fn picture(picture: &Picture, alternative: String) -> Node {
    svg(picture)
        .part("chart")
        .set("role", "img")
        .set("aria-label", alternative)
        .into()
}

/// A picture below its legend, which may be in sight where the picture is not.
pub fn captioned(
    session: Session,
    class: &'static str,
    legend: fn(Session) -> Node,
    drawn: fn(Session) -> Node,
) -> Node {
    element("figure")
        .class(class)
        .child(element("figcaption").child(part(move || legend(session))))
        .child(
            element("div")
                .in_sight_or(move || session.is_paused())
                .child(part(move || drawn(session))),
        )
        .into()
}

fn svg(picture: &Picture) -> Element {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    let marks = picture.marks.iter().map(|mark| {
        let made = match points(&mark.path) {
            Some(points) => element("polyline").set("points", points),
            None => element("path").set("d", mark.path.clone()),
        };
        made.class(mark.tone.class()).into()
    });
    element("svg")
        .set("viewBox", ["0 0 ", &*width, " ", &*height].concat())
        .children(marks)
}

/// The corners of a path in one piece, of straight lines from place to place. To a browser the
/// outline of a path is a matter of style, and at every key it would look for all styles again.
fn points(path: &str) -> Option<String> {
    let mut points = String::with_capacity(2 * path.len());
    let (mut x, mut y) = ("", "");
    if path.is_empty() {
        return Some(points);
    }
    let mut rest = path.strip_prefix('M')?;
    let mut command = 'L';
    loop {
        let length = rest.find(|letter: char| letter.is_ascii_alphabetic());
        let (numbers, after) = rest.split_at(length.unwrap_or(rest.len()));
        match command {
            'L' => (x, y) = numbers.split_once(' ')?,
            'H' => x = numbers,
            'V' => y = numbers,
            _ => return None,
        }
        for text in [x, " ", y, " "] {
            points.push_str(text);
        }
        let mut letters = after.chars();
        match letters.next() {
            None | Some('Z') => return Some(points),
            Some(letter) => command = letter,
        }
        rest = letters.as_str();
    }
}

/// Draws a picture that is as wide as its place, whatever its height: decoration beside words.
pub fn stretched(picture: &Picture) -> Node {
    svg(picture)
        .set("aria-hidden", "true")
        .set("preserveAspectRatio", "none")
        .into()
}
