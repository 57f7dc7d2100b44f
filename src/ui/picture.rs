//! A picture as data, drawn.

use super::node::{Node, element};
use crate::picture::Picture;

/// Draws a picture; `alternative` says the same in words.
pub fn picture(picture: &Picture, alternative: String) -> Node {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    let marks = picture.marks.iter().map(|mark| {
        element("path")
            .class(mark.tone.class())
            .set("d", mark.path.clone())
            .into()
    });
    element("svg")
        .part("chart")
        .set("role", "img")
        .set("aria-label", alternative)
        .set("viewBox", ["0 0 ", &*width, " ", &*height].concat())
        .children(marks)
        .into()
}

/// Draws a picture that is as wide as its place, whatever its height: decoration beside words.
pub fn stretched(picture: &Picture) -> Node {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    let marks = picture.marks.iter().map(|mark| {
        element("path")
            .class(mark.tone.class())
            .set("d", mark.path.clone())
            .into()
    });
    element("svg")
        .set("aria-hidden", "true")
        .set("preserveAspectRatio", "none")
        .set("viewBox", ["0 0 ", &*width, " ", &*height].concat())
        .children(marks)
        .into()
}
