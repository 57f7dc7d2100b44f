//! One proportion: what a sample says about the rate behind it.

use super::normal::upper_quantile;
use super::quantity::{Evidence, Level};

/// A closed interval of rates, 0 ≤ low ≤ high ≤ 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The interval of true rates that a sample does not contradict, by Wilson's score test.
///
/// The textbook interval p ± z·√(pq/n) (Wald) gives a negative bound for 3 of 50 and no width at
/// all for 0 of 50; Wilson's inverts the test itself, stays inside 0 … 1 and keeps its coverage
/// near the level for small counts. Clopper and Pearson's never covers less than the level, at
/// the price of being too wide nearly everywhere (Newcombe 1998; Brown, Cai and `DasGupta` 2001).
///
/// # Formula
///
/// ```text
/// high = (2x + z² + z·√(z² + 4x(n − x)/n)) / (2(n + z²))
/// low  = x² / (n · (n + z²) · high)
///
/// x  conversions, 0 … n
/// n  people who could have converted, 0 < n ≤ 10¹²; neither need be whole
/// z  upper (1 − level)/2 point of the normal distribution, level in (0, 1)
/// ```
///
/// Both are the roots p of (x/n − p)² = z²·p(1 − p)/n. The lower one comes from their product
/// x²/(n(n + z²)), because the usual difference loses its digits when x is small and n large.
///
/// # Returns
///
/// low ≤ x/n ≤ high; low is exactly 0 at x = 0 and high exactly 1 at x = n. The interval of
/// n − x is the mirror image of that of x.
///
/// # Accuracy
///
/// Relative error of both ends below 1e-14 for n to 10¹² (against 50-digit values to 10⁹).
///
/// # Source
///
/// E. B. Wilson (1927), Journal of the American Statistical Association 22, 209–212;
/// R. G. Newcombe (1998), Statistics in Medicine 17, 857–872, method 3.
///
/// # Example
///
/// Newcombe 1998, Table I: 81 of 263 → 0.2553 … 0.3662.
///
/// ```
/// use conversion_widget::model::proportion::wilson_interval;
/// use conversion_widget::model::quantity::{Count, Level, Sample};
/// # fn main() -> Result<(), conversion_widget::model::quantity::QuantityError> {
/// let sample = Sample::new(Count::new(81.0)?, Count::new(263.0)?)?;
/// let interval = wilson_interval(sample, Level::new(0.95)?);
/// assert!((interval.low - 0.2553).abs() < 5e-5);
/// assert!((interval.high - 0.3662).abs() < 5e-5);
/// # Ok(())
/// # }
/// ```
pub fn wilson_interval(evidence: impl Into<Evidence>, level: Level) -> Interval {
    let evidence = evidence.into();
    let (x, n) = (evidence.conversions(), evidence.viewers());
    let rate = evidence.rate();
    let z = upper_quantile(level.tail());
    let z2 = z * z;
    let sum = 2.0 * x + z2 + z * (z2 + 4.0 * x * (n - x) / n).sqrt();
    // At the ends the formula is exact but rounding is not: 1 + 2e-16 has been seen.
    // A level near 0 makes z so small that both ends round to the rate or past it. No `clamp`:
    // its panic message formats floats, which would cost every reader 7 kB.
    let high = if x >= n {
        1.0
    } else {
        (sum / (2.0 * (n + z2))).max(rate).min(1.0)
    };
    let low = if x <= 0.0 {
        0.0
    } else {
        (2.0 * x * x / (n * sum)).min(rate)
    };
    Interval { low, high }
}
