//! A figure over the range of an input: what a slider carries behind it.

use super::{Mark, Picture, Tone, trace, traced};

/// The width of the picture, in its own units.
const WIDTH: u32 = 400;

/// The height of the picture.
const HEIGHT: u32 = 60;

/// Draws a curve that falls steeply at first, with a mark at `here`, a share of its width.
///
/// What lies above four times the value at the mark is cut off: it would press the rest flat.
pub fn marked(values: &[Option<f64>], here: f64) -> Picture {
    let steps = f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX).max(2) - 1);
    let place = super::whole(here * steps, u32::MAX);
    let at = values
        .get(usize::try_from(place).unwrap_or(usize::MAX))
        .copied()
        .flatten();
    let most = at.unwrap_or(f64::INFINITY) * 4.0;
    let mut seen = Vec::new();
    for value in values {
        seen.push(value.filter(|value| *value <= most));
    }
    let mut picture = curve(&seen);
    let x = super::whole(here * f64::from(WIDTH), WIDTH);
    picture.marks.push(traced(Tone::Axis, "M# 0V60", &[x]));
    picture
}

/// Draws a line through evenly spaced values, with the line of 0 where it is in sight.
///
/// What is not defined interrupts the line. A figure that never changes is a line in the middle.
///
/// # Example
///
/// ```
/// use conversion_widget::picture::curve::curve;
/// let picture = curve(&[Some(-1.0), None, Some(1.0)]);
/// assert_eq!(picture.marks[0].path, "M0 30H400");
/// assert_eq!(picture.marks[1].path, "M0 60M400 0");
/// ```
pub fn curve(values: &[Option<f64>]) -> Picture {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.iter().flatten() {
        low = low.min(*value);
        high = high.max(*value);
    }
    let extent = high - low;
    let place = |value: f64| {
        let share = if extent > 0.0 {
            (high - value) / extent
        } else {
            0.5
        };
        super::whole(share * f64::from(HEIGHT), HEIGHT)
    };
    let last = u32::try_from(values.len()).unwrap_or(u32::MAX).max(2) - 1;
    let mut line = String::new();
    let mut is_drawn = false;
    for (x, value) in (0..).zip(values) {
        if let Some(value) = value {
            let form = if is_drawn { "L# #" } else { "M# #" };
            trace(&mut line, form, &[x * WIDTH / last, place(*value)]);
        }
        is_drawn = value.is_some();
    }
    let mut marks = Vec::new();
    if low < 0.0 && high > 0.0 {
        marks.push(traced(Tone::Axis, "M0 #H400", &[place(0.0)]));
    }
    marks.push(Mark {
        tone: Tone::Line,
        path: line,
    });
    Picture {
        width: WIDTH,
        height: HEIGHT,
        marks,
    }
}
