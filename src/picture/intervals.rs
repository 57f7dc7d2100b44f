//! Intervals drawn one below the other on one scale, a strip each.

use super::{Picture, Tone, traced, whole};

/// The width of a strip in the picture's units; the page stretches it.
const WIDTH: u32 = 1_000;
/// Its height.
const HEIGHT: u32 = 20;

/// What a strip shows of a rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The rate as counted.
    pub rate: f64,
    /// The rate that is expected of the next viewers.
    pub shrunk: f64,
}

/// The rates at the two ends of all strips.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// At the start.
    pub from: f64,
    /// At the end.
    pub to: f64,
}

/// A scale that holds all ranges. It begins at 0 unless that would squeeze them into its far half.
///
/// # Returns
///
/// from < to, both in 0 … 1.
///
/// # Example
///
/// ```
/// use conversion_widget::picture::intervals::{Range, scale};
/// let one = Range { low: 0.02, high: 0.05, rate: 0.03, shrunk: 0.03 };
/// assert_eq!(scale(&[one]).from, 0.0);
/// ```
pub fn scale(ranges: &[Range]) -> Scale {
    let (mut low, mut high) = (1.0_f64, 0.0_f64);
    for range in ranges {
        low = low.min(range.low).min(range.shrunk);
        high = high.max(range.high).max(range.shrunk);
    }
    let from = if low < 0.5 * high || low >= high {
        0.0
    } else {
        (low - 0.1 * (high - low)).max(0.0)
    };
    Scale {
        from,
        to: if high > from { high } else { 1.0 },
    }
}

/// Draws a range: its interval as a line, the expected rate as an upright mark, the rate as a dot.
pub fn strip(range: Range, scale: Scale) -> Picture {
    let at = |rate: f64| {
        let share = (rate - scale.from) / (scale.to - scale.from);
        // Nothing is cut off at the ends.
        whole(12.0 + share * f64::from(WIDTH - 24), WIDTH)
    };
    let (low, high) = (at(range.low), at(range.high));
    let (mean, rate) = (at(range.shrunk), at(range.rate));
    Picture {
        width: WIDTH,
        height: HEIGHT,
        marks: vec![
            traced(Tone::Span, "M# 10h#", &[low, high - low]),
            traced(Tone::Mean, "M# 3v14", &[mean]),
            // A little long: a segment without length has no cap in some engines.
            traced(Tone::Dot, "M# 10h.1", &[rate]),
        ],
    }
}
