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
/// A person is a dot: the round cap of a dash without length. A thousand people then cost three
/// lines and not a thousand elements, which a slow phone would feel. Each line begins at the first
/// person and covers the one before: the last, of all, never changes.
pub fn people(crowd: Crowd) -> Picture {
    let columns = if crowd.people > 100 { 40 } else { 20 };
    let rows = crowd.people / columns;
    let first = |tone, count| Mark {
        tone,
        path: dots(count, columns),
    };
    Picture {
        width: columns * STEP,
        height: rows * STEP,
        marks: vec![
            first(Tone::Rest, crowd.people),
            first(Tone::Open, crowd.high),
            first(Tone::Sure, crowd.low),
        ],
    }
}

/// The line through the first so many dots, which never leaves them: one row there, the next one
/// back. Only what is not a whole row begins at its first place, and the line goes back there over
/// the row above.
fn dots(count: u32, columns: u32) -> String {
    let mut path = String::with_capacity(256);
    let (first, last) = (STEP / 2, columns * STEP - STEP / 2);
    let (mut here, mut y) = (first, STEP / 2);
    let mut rest = count;
    while rest > 0 {
        let row = rest.min(columns);
        if here == last && row < columns {
            trace(&mut path, "H#", &[first]);
            here = first;
        }
        if rest == count {
            trace(&mut path, "M# ", &[here]);
        } else {
            path.push('V');
        }
        trace(&mut path, "#", &[y]);
        here = match here {
            _ if row < columns => first + (row - 1) * STEP,
            here if here == first => last,
            _ => first,
        };
        trace(&mut path, "H#", &[here]);
        rest -= row;
        y += STEP;
    }
    if count > 0 {
        // A little beyond the last dot: a dash at the very end is not there in some engines.
        trace(&mut path, "V#.1", &[y - STEP]);
    }
    path
}
