//! Several beliefs about rates as curves on one scale.

use super::{Mark, Picture, Tone, trace, whole};

/// Width of the picture, in its own units.
const WIDTH: f64 = 400.0;

/// Height of the highest curve.
const HEIGHT: f64 = 160.0;

/// Room above it and below all, for the width of a line.
const ROOM: f64 = 4.0;

/// A scale with marks at round rates, the same distance apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The first mark.
    pub low: f64,
    /// The last mark.
    pub high: f64,
    /// From one mark to the next.
    pub step: f64,
    /// All marks; never fewer than two or more than five.
    pub marks: Vec<f64>,
}

/// The scale that holds `low` … `high`, which are rates.
///
/// # Returns
///
/// Marks at whole multiples of 1, 2 or 5 times a power of ten, as close as five marks allow.
///
/// # Example
///
/// ```
/// use conversion_widget::picture::density::scale;
/// let marks = scale(0.023, 0.048).marks;
/// assert_eq!(marks.len(), 4);
/// assert!((marks[0] - 0.02).abs() < 1e-15 && (marks[3] - 0.05).abs() < 1e-15);
/// ```
pub fn scale(low: f64, high: f64) -> Scale {
    let (mut step, mut from, mut to) = (1.0, 0.0, 1.0);
    let mut parts = 1.0_f64;
    // Ever finer, by halves, fifths and tenths, until five marks do not hold the range any more.
    for place in 0..42_u8 {
        parts *= if place % 3 == 1 { 2.5 } else { 2.0 };
        let (first, last) = ((low * parts + 1e-9).floor(), (high * parts - 1e-9).ceil());
        if last - first > 4.0 {
            break;
        }
        (step, from, to) = (parts.recip(), first, last.max(first + 1.0));
    }
    let mut marks = Vec::new();
    let mut next = from;
    while next <= to {
        marks.push(next * step);
        next += 1.0;
    }
    Scale {
        low: from * step,
        high: to * step,
        step,
        marks,
    }
}

/// A curve: rates and heights from 0 to 1, by rising rates.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// What it stands for.
    pub tone: Tone,
    /// Its points.
    pub points: Vec<(f64, f64)>,
}

/// Draws curves over a scale, the first one on top.
///
/// The marks of the scale stand in the middle of columns of one width, so that as many labels of
/// one width below the picture stand exactly under them, in every font and at every size.
pub fn densities(curves: &[Curve], scale: &Scale) -> Picture {
    let mut columns = 0.0_f64;
    for _ in &scale.marks {
        columns += 1.0;
    }
    let inset = 0.5 * WIDTH / columns.max(1.0);
    let across = (WIDTH - 2.0 * inset) / (scale.high - scale.low);
    let base = HEIGHT + ROOM;
    let x = |rate: f64| inset + (rate - scale.low) * across;
    // As wide as the picture, and down and up again at each mark: in one piece, as the curves.
    let mut axis = String::new();
    point(&mut axis, "M#.# #.#", 0.0, base);
    for &mark in &scale.marks {
        point(&mut axis, "L#.# #.#", x(mark), base);
        point(&mut axis, "L#.# #.#", x(mark), base + ROOM);
        point(&mut axis, "L#.# #.#", x(mark), base);
    }
    point(&mut axis, "L#.# #.#", WIDTH, base);
    let mut marks = vec![Mark {
        tone: Tone::Axis,
        path: axis,
    }];
    for curve in curves.iter().rev() {
        let (Some(first), Some(last)) = (curve.points.first(), curve.points.last()) else {
            continue;
        };
        let mut path = String::with_capacity(1_024);
        point(&mut path, "M#.# #.#", x(first.0), base);
        for &(rate, height) in &curve.points {
            point(&mut path, "L#.# #.#", x(rate), base - height * HEIGHT);
        }
        point(&mut path, "L#.# #.#", x(last.0), base);
        marks.push(Mark {
            tone: curve.tone,
            path,
        });
    }
    Picture {
        width: whole(WIDTH, u32::MAX),
        height: whole(base + 2.0 * ROOM, u32::MAX),
        marks,
    }
}

/// Adds a point to a path, to a tenth of a unit.
fn point(path: &mut String, form: &str, x: f64, y: f64) {
    let (x, y) = (whole(x * 10.0, u32::MAX), whole(y * 10.0, u32::MAX));
    trace(path, form, &[x / 10, x % 10, y / 10, y % 10]);
}
