//! A picture as data, drawn.

use super::node::{Element, Node, element};
use crate::picture::Picture;

/// Draws a picture; `alternative` says the same in words.
pub fn picture(picture: &Picture, alternative: String) -> Node {
    svg(picture)
        .part("chart")
        .set("role", "img")
        .set("aria-label", alternative)
        .into()
}

fn svg(picture: &Picture) -> Element {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    let marks = picture.marks.iter().map(|mark| {
        element("path")
            .class(mark.tone.class())
            .set("d", mark.path.clone())
            .into()
    });
    element("svg")
        .set("viewBox", ["0 0 ", &*width, " ", &*height].concat())
        .children(marks)
}

/// Draws a picture that is as wide as its place, whatever its height: decoration beside words.
pub fn stretched(picture: &Picture) -> Node {
    svg(picture)
        .set("aria-hidden", "true")
        .set("preserveAspectRatio", "none")
        .into()
}
