//! A rate as a crowd of people: so many of a hundred, or of a thousand, are coloured.

use super::{Mark, Picture, Tone, trace, whole};

/// The distance between two people, in the picture's units.
const STEP: u32 = 10;

/// How a rate is shown among people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crowd {
    /// How many people are drawn: 100, or 1,000 when the rate is small.
    pub people: u32,
    /// How many of them are within the interval for certain.
    pub low: u32,
    /// How many stand for the rate.
    pub rate: u32,
    /// How many may be.
    pub high: u32,
}

/// A rate nearer than this to 0 or to 1 is drawn among 1,000: among 100 fewer than ten people would
/// be coloured, or would not be, and the interval would mostly vanish between two of them.
pub const SMALL_RATE: f64 = 0.1;

/// How many people stand for a rate and its interval.
///
/// # Returns
///
/// low ≤ rate ≤ high ≤ people. The rate is rounded to the nearest person, the interval outwards,
/// so that the picture never claims more than the numbers.
///
/// # Example
///
/// ```
/// use conversion_widget::picture::people::{Crowd, crowd};
/// let shown = crowd(0.03, 0.026_833, 0.033_528);
/// assert_eq!(shown, Crowd { people: 1_000, low: 26, rate: 30, high: 34 });
/// ```
pub fn crowd(rate: f64, low: f64, high: f64) -> Crowd {
    let people = if rate.min(1.0 - rate) < SMALL_RATE {
        1_000
    } else {
        100
    };
    let share = |rate: f64| rate * f64::from(people);
    Crowd {
        people,
        // A rate that is a whole number of people must not lose one to the last binary digit.
        low: whole((share(low) + 1e-9).floor(), people),
        rate: whole(share(rate).round(), people),
        high: whole((share(high) - 1e-9).ceil(), people),
    }
}

/// Draws a crowd in rows, filled from the start of the first.
///
/// A person is a dot: the round cap of a dash without length. A row is then one segment, and a
/// thousand people cost three paths and not a thousand elements, which a slow phone would feel.
pub fn people(crowd: Crowd) -> Picture {
    let columns = if crowd.people > 100 { 40 } else { 20 };
    let rows = crowd.people / columns;
    let span = |tone, from, to| Mark {
        tone,
        path: dots(from, to, columns),
    };
    Picture {
        width: columns * STEP,
        height: rows * STEP,
        marks: [
            span(Tone::Sure, 0, crowd.low),
            span(Tone::Open, crowd.low, crowd.high),
            span(Tone::Rest, crowd.high, crowd.people),
        ]
        .into_iter()
        .filter(|mark| !mark.path.is_empty())
        .collect(),
    }
}

/// The path through the dots `from` … `to` (the last one excluded), row by row.
fn dots(from: u32, to: u32, columns: u32) -> String {
    let mut path = String::new();
    let mut next = from;
    while next < to {
        let column = next % columns;
        let length = (columns - column).min(to - next);
        let x = column * STEP + STEP / 2;
        let y = (next / columns) * STEP + STEP / 2;
        // A little beyond the last dot: a segment without length has no dash in some engines.
        trace(&mut path, "M# #h#.1", &[x, y, (length - 1) * STEP]);
        next += length;
    }
    path
}
