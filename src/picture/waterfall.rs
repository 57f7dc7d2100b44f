//! From what came in to what is left: one bar under the other, each beginning where the last ended.

use super::{Picture, Tone, traced};

/// The width of a bar's picture, in its own units.
pub const WIDTH: u32 = 1_000;

/// The height of a bar.
const HEIGHT: u32 = 10;

/// A bar from here to there.
const FORM: &str = "M# 0H#V10H#Z";

/// One step of a waterfall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// How much it adds, below 0 for what it takes away; of a total how much there is.
    pub amount: f64,
    /// Whether it begins at 0: what came in first, and what is left.
    pub is_total: bool,
}

/// Where each bar begins and ends on one scale that holds them all and 0.
///
/// # Returns
///
/// As many pairs as there are falls, each from 0 to [`WIDTH`], and the place of 0.
///
/// # Example
///
/// ```
/// use conversion_widget::picture::waterfall::{Fall, spans};
/// let fall = |amount, is_total| Fall { amount, is_total };
/// let (bars, zero) = spans(&[fall(100.0, true), fall(-150.0, false), fall(-50.0, true)]);
/// assert_eq!(zero, 333);
/// assert_eq!(bars, [(333, 1_000), (1_000, 0), (333, 0)]);
/// ```
pub fn spans(falls: &[Fall]) -> (Vec<(u32, u32)>, u32) {
    let mut ends = Vec::new();
    let (mut low, mut high, mut here) = (0.0_f64, 0.0_f64, 0.0_f64);
    for fall in falls {
        let start = if fall.is_total { 0.0 } else { here };
        here = start + fall.amount;
        low = low.min(here);
        high = high.max(here);
        ends.push((start, here));
    }
    let place = |amount: f64| place(amount, low, high);
    let mut spans = Vec::new();
    for (start, end) in ends {
        spans.push((place(start), place(end)));
    }
    (spans, place(0.0))
}

/// Where a value stands on a scale from `low` to `high`, from 0 to [`WIDTH`].
pub fn place(value: f64, low: f64, high: f64) -> u32 {
    let width = (high - low).max(f64::MIN_POSITIVE);
    super::whole((value - low) / width * f64::from(WIDTH), WIDTH)
}

/// The picture of one bar, with the line of 0.
pub fn bar((start, end): (u32, u32), zero: u32, tone: Tone) -> Picture {
    let (left, right) = (start.min(end), start.max(end));
    // A bar of almost nothing can still be seen.
    let right = right.max(left + 3).min(WIDTH);
    let left = left.min(right - 3);
    let axis = zero.min(WIDTH - 2);
    Picture {
        width: WIDTH,
        height: HEIGHT,
        marks: vec![
            traced(tone, FORM, &[left, right, left]),
            traced(Tone::Axis, FORM, &[axis, axis + 2, axis]),
        ],
    }
}
