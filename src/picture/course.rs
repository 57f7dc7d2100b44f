//! Figures over time: bands, lines, a level and a mark on one scale.

use super::{Mark, Picture, Tone, whole};

/// The width of the picture, in its own units; the page stretches it.
const WIDTH: u32 = 1_000;

/// Its height.
const HEIGHT: u32 = 400;

/// The digits of a round number.
const ROUND: [f64; 9] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0];

/// The most points of a line: more than a screen shows.
const POINTS: usize = 250;

/// The scales of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The last time; the first is 0.
    pub end: f64,
    /// The value at the bottom.
    pub low: f64,
    /// The value at the top.
    pub high: f64,
}

/// A place that is marked by a line across.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Across {
    /// At a value.
    Value(f64),
    /// At a time.
    Time(f64),
}

/// The round number at the end of a scale that holds `value`, which stays the one it was while
/// that still fits: a scale that follows every step would make a moving curve stand still.
///
/// # Returns
///
/// 1, 1.2, 1.5, 2, 2.5, 3, 4, 6 or 8 times a power of ten, not below `value`; 0 for nothing.
///
/// # Example
///
/// ```
/// use conversion_widget::picture::course::top;
/// assert_eq!(top(254.0, 0.0), 300.0);
/// assert_eq!(top(240.0, 300.0), 300.0);
/// assert_eq!(top(90.0, 300.0), 100.0);
/// ```
pub fn top(value: f64, before: f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    if value <= before && value >= 0.5 * before {
        return before;
    }
    let mut unit = 1e-9;
    while unit < 1e15 {
        for digit in ROUND {
            if digit * unit >= value {
                return digit * unit;
            }
        }
        unit *= 10.0;
    }
    value
}

impl Frame {
    fn x(&self, time: f64) -> u32 {
        let share = if self.end > 0.0 { time / self.end } else { 0.0 };
        whole(share * f64::from(WIDTH), WIDTH)
    }

    fn y(&self, value: f64) -> u32 {
        let share = (self.high - value) / (self.high - self.low).max(f64::MIN_POSITIVE);
        whole(share * f64::from(HEIGHT), HEIGHT)
    }

    fn step(&self, path: &mut String, letter: char, time: f64, value: f64) {
        path.push(letter);
        path.push_str(&self.x(time).to_string());
        path.push(' ');
        path.push_str(&self.y(value).to_string());
    }

    /// Adds a line through values at their times to a path.
    fn trace(&self, path: &mut String, times: &[f64], values: &[f64], backwards: bool) {
        let Some(last) = times.len().checked_sub(1) else {
            return;
        };
        let step = times.len() / POINTS + 1;
        for (order, _) in times.iter().enumerate() {
            // Both ends are always drawn.
            if order % step != 0 && order != last {
                continue;
            }
            let at = if backwards { last - order } else { order };
            if let (Some(&time), Some(&value)) = (times.get(at), values.get(at)) {
                let letter = if path.is_empty() { 'M' } else { 'L' };
                self.step(path, letter, time, value);
            }
        }
    }

    /// A line through values.
    pub fn line(&self, tone: Tone, times: &[f64], values: &[f64]) -> Mark {
        let mut path = String::new();
        self.trace(&mut path, times, values, false);
        Mark { tone, path }
    }

    /// What lies between two lines.
    pub fn band(&self, times: &[f64], low: &[f64], high: &[f64]) -> Mark {
        let mut path = String::new();
        self.trace(&mut path, times, low, false);
        self.trace(&mut path, times, high, true);
        path.push('Z');
        Mark {
            tone: Tone::Band,
            path,
        }
    }

    /// A dot at each value.
    pub fn dots(&self, tone: Tone, times: &[f64], values: &[f64]) -> Mark {
        let mut path = String::new();
        for (&time, &value) in times.iter().zip(values) {
            self.step(&mut path, 'M', time, value);
            // A line of no length has round ends all the same.
            path.push_str("h0");
        }
        Mark { tone, path }
    }

    /// A straight line across.
    pub fn across(&self, tone: Tone, place: Across) -> Mark {
        let mut path = String::from("M");
        match place {
            Across::Value(value) => {
                path.push_str("0 ");
                path.push_str(&self.y(value).to_string());
                path.push_str("H1000");
            }
            Across::Time(time) => {
                path.push_str(&self.x(time).to_string());
                path.push_str(" 0V400");
            }
        }
        Mark { tone, path }
    }
}

/// The picture of such marks, from back to front.
pub const fn picture(marks: Vec<Mark>) -> Picture {
    Picture {
        width: WIDTH,
        height: HEIGHT,
        marks,
    }
}
