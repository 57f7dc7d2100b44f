//! Rounding to whole numbers that forgives the last digits of a product.

/// The smallest whole number that is not below `value`, forgiving 1 part in 10¹².
///
/// 0.07 · 100 is 7.000000000000001 in doubles; people know that it is 7, and plain rounding up
/// would ask for 8. A value that is whole stays what it is, also at 10¹², where taking off the part
/// first would lose one.
///
/// # Returns
///
/// A whole number, at most value + 1; `None` when `value` is not finite.
///
/// # Example
///
/// ```
/// use conversion_widget::model::rounding::ceiling;
/// assert_eq!((0.07_f64 * 100.0).ceil(), 8.0);
/// assert_eq!(ceiling(0.07 * 100.0), Some(7.0));
/// assert_eq!(ceiling(7.01), Some(8.0));
/// ```
pub fn ceiling(value: f64) -> Option<f64> {
    let below = value.floor();
    let whole = if value - below <= value.abs() * 1e-12 {
        below
    } else {
        value.ceil()
    };
    value.is_finite().then_some(whole + 0.0)
}
