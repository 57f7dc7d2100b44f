//! Where a function takes a value: for every input that can be solved for.

/// The x nearest to `start` at which `function` is `wanted`.
///
/// A grid, finer towards `low` by the power `bend`, finds where the function passes the value, and bisection where exactly: no derivative is
/// needed, nothing has to be monotone, and places where the function is not defined are passed over.
///
/// # Formula
///
/// ```text
/// f(x) = wanted,   low ≤ x ≤ high
/// grid: x_k = low + (high − low)·(k/256)^bend
///
/// bend  1 for an even grid; 12 for 0 … 10¹², where neighbours above 1,000 differ by less than a third
/// ```
///
/// # Returns
///
/// `None` when the function does not pass the value between two points of the grid, of which there
/// are 257: the input cannot be chosen so that the wanted result comes out.
///
/// # Accuracy
///
/// x to 1 part in 10¹⁵ of its range, or the last digit.
///
/// # Example
///
/// ```
/// use conversion_widget::model::root::crossing;
/// let root = crossing(&|x| Some(x * x), 2.0, (0.0, 10.0), 1, 5.0);
/// assert!((root.unwrap() - 2.0_f64.sqrt()).abs() < 1e-14);
/// assert_eq!(crossing(&|x| Some(x * x), -1.0, (0.0, 10.0), 1, 5.0), None);
/// ```
pub fn crossing(
    function: &dyn Fn(f64) -> Option<f64>,
    wanted: f64,
    (low, high): (f64, f64),
    bend: i32,
    start: f64,
) -> Option<f64> {
    let above = |x: f64| function(x).filter(|y| !y.is_nan()).map(|y| y - wanted);
    let mut best: Option<f64> = None;
    let mut before: Option<(f64, f64)> = None;
    for step in 0..=256_u16 {
        let x = low + (high - low) * (f64::from(step) / 256.0).powi(bend);
        let Some(y) = above(x) else {
            before = None;
            continue;
        };
        let found = match before {
            _ if y == 0.0 => Some(x),
            Some((x_before, y_before)) if (y_before < 0.0) != (y < 0.0) && y_before != 0.0 => {
                bisected(&above, (x_before, y_before), x)
            }
            _ => None,
        };
        if let Some(found) = found
            && best.is_none_or(|best| (found - start).abs() < (best - start).abs())
        {
            best = Some(found);
        }
        before = Some((x, y));
    }
    best
}

/// The root between two points on different sides of it.
pub(super) fn bisected(
    above: &dyn Fn(f64) -> Option<f64>,
    (mut left, y_left): (f64, f64),
    mut right: f64,
) -> Option<f64> {
    let is_negative = y_left < 0.0;
    for _ in 0..200 {
        let middle = left + (right - left) / 2.0;
        if middle <= left || middle >= right {
            break;
        }
        let y = above(middle)?;
        if y == 0.0 {
            return Some(middle);
        }
        if (y < 0.0) == is_negative {
            left = middle;
        } else {
            right = middle;
        }
    }
    // A pole changes its sign too, and is no root.
    let (at_left, at_right) = (above(left)?, above(right)?);
    let near = if at_left.abs() <= at_right.abs() {
        left
    } else {
        right
    };
    (at_left.abs().min(at_right.abs()) <= y_left.abs().max(1e-300)).then_some(near)
}
