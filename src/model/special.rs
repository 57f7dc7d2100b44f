//! Special functions: what the distributions of this crate are made of.

#![expect(
    clippy::many_single_char_names,
    reason = "the letters of the published formulas"
)]

use super::quadrature::HALF;
use core::f64::consts::TAU;

/// ½·ln 2π.
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_7;

/// ln(1 + x) − x, the part of the logarithm that bends.
///
/// Log densities near their peak are sums of this; taken as a difference it would have no correct
/// digit left for x = 10⁻⁹, where it is −5·10⁻¹⁹.
///
/// # Formula
///
/// ```text
/// r = x / (2 + x),  ln(1 + x) = 2·artanh r
/// ln(1 + x) − x = r·(2r²·(1/3 + r²/5 + r⁴/7 + …) − x),   x > −1
/// ```
///
/// # Returns
///
/// A number ≤ 0, and 0 at x = 0 only; −∞ at −1, NaN below.
///
/// # Accuracy
///
/// Relative error below 1e-15.
pub fn log1pmx(x: f64) -> f64 {
    if !(-0.5..=1.0).contains(&x) {
        return x.ln_1p() - x;
    }
    let r = x / (2.0 + x);
    r * (2.0 * artanh_excess(r) - x)
}

/// (artanh r)/r − 1 = r²/3 + r⁴/5 + …, for |r| ≤ ⅓.
fn artanh_excess(r: f64) -> f64 {
    let square = r * r;
    // 1/9 a term at the ends: seventeen reach the last digit; near 0 six do.
    let mut sum = 0.0;
    let mut odd = if square < 1e-3 { 13.0 } else { 35.0 };
    while odd > 2.0 {
        sum = sum * square + 1.0 / odd;
        odd -= 2.0;
    }
    sum * square
}

/// What Stirling's formula leaves out: δ(x) = ln Γ(x) − (x − ½)·ln x + x − ½·ln 2π.
///
/// Differences of ln Γ of large numbers cancel (10⁹ costs eight digits); with Stirling's leading
/// terms joined by hand, only these small remainders are subtracted.
///
/// # Formula
///
/// ```text
/// δ(x) = 1/(12x) − 1/(360x³) + …                      x ≥ 12
/// δ(x) = δ(x + 1) + (x + ½)·ln(1 + 1/x) − 1           x > 0
/// ```
///
/// # Returns
///
/// A positive number, falling in x; ∞ at 0.
///
/// # Accuracy
///
/// Relative error below 1e-14: all steps up are positive, so nothing cancels.
///
/// # Source
///
/// Abramowitz and Stegun (1964), 6.1.40; the step from Γ(x + 1) = x·Γ(x).
pub fn stirling_error(x: f64) -> f64 {
    let mut sum = 0.0;
    let mut x = x;
    while x < 12.0 {
        let r = 1.0 / (2.0 * x + 1.0);
        sum += if r <= 1.0 / 3.0 {
            artanh_excess(r)
        } else {
            (x + 0.5) * (1.0 / x).ln_1p() - 1.0
        };
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1_260.0,
        -1.0 / 1_680.0,
        1.0 / 1_188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    sum + series.iter().rev().fold(0.0, |all, c| all * square + c) / x
}

/// The logarithm of the beta function, ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b).
///
/// Not by that difference, which for (10⁹, 1) keeps only seven digits.
///
/// # Formula
///
/// ```text
/// p = min(a, b), q = max(a, b), s = a + b;  a, b > 0
/// ln B = ½·ln 2π + (p − ½)·ln(p/s) − q·ln(1 + p/q) − ½·ln q + δ(p) + δ(q) − δ(s)
/// ```
///
/// with δ the [`stirling_error`].
///
/// # Returns
///
/// Symmetric in a and b; −ln a exactly when b is 1.
///
/// # Accuracy
///
/// Relative error below 1e-14, where the value is not near 0 (there 1e-15 of the largest term).
///
/// # Source
///
/// A. R. `DiDonato` and A. H. Morris (1992), ACM Transactions on Mathematical Software 18(3),
/// 360–373, on the same grouping of Stirling's terms.
///
/// # Example
///
/// ```
/// use conversion_widget::model::special::ln_beta;
/// assert!((ln_beta(1e9, 1.0) + 1e9_f64.ln()).abs() < 1e-14);
/// assert!((ln_beta(0.5, 0.5) - std::f64::consts::PI.ln()).abs() < 1e-15);
/// ```
#[expect(clippy::float_cmp, reason = "exactly 1 has an exact answer")]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    let (p, q) = (a.min(b), a.max(b));
    if p == 1.0 {
        return -q.ln();
    }
    if q == 1.0 {
        return -p.ln();
    }
    let s = p + q;
    HALF_LN_TAU + (p - 0.5) * (p / s).ln() - q * (p / q).ln_1p() - 0.5 * q.ln()
        + beta_stirling(p, q, s)
}

/// δ(a) + δ(b) − δ(a + b).
pub(super) fn beta_stirling(a: f64, b: f64, sum: f64) -> f64 {
    stirling_error(a) + stirling_error(b) - stirling_error(sum)
}

/// ln(x/m) − (x − m)/m, from m and d = x − m: [`log1pmx`] of d/m, which also knows x itself,
/// because d/m is rounded to −1 where x is a small part of m.
pub(super) fn bend(x: f64, m: f64, d: f64) -> f64 {
    if d < -0.5 * m {
        (x / m).ln() - d / m
    } else {
        log1pmx(d / m)
    }
}

/// The two parts into which a point splits a distribution, each with its own correct digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tails {
    /// The probability below the point.
    pub lower: f64,
    /// The probability above the point.
    pub upper: f64,
}

impl Tails {
    fn swapped(self) -> Self {
        Self {
            lower: self.upper,
            upper: self.lower,
        }
    }

    fn of_lower(lower: f64) -> Self {
        let lower = lower.min(1.0);
        Self {
            lower,
            upper: 1.0 - lower,
        }
    }
}

/// xᵃ(1 − x)ᵇ / B(a, b): the density of Beta(a, b) at x, times x(1 − x).
///
/// # Formula
///
/// ```text
/// m = a/(a + b), d = x − m
/// √(ab/(2π(a + b))) · exp(a·L(d/m) + b·L(−d/(1 − m)) − δ(a) − δ(b) + δ(a + b))
/// L(x) = ln(1 + x) − x
/// ```
///
/// The linear terms of the two logarithms cancel exactly, so they are never computed.
pub(super) fn beta_front(x: f64, a: f64, b: f64) -> f64 {
    let sum = a + b;
    let (m, rest) = (a / sum, b / sum);
    let d = x - m;
    let exponent = a * bend(x, m, d) + b * bend(1.0 - x, rest, -d) - beta_stirling(a, b, sum);
    (a * rest / TAU).sqrt() * exponent.exp()
}

/// Above this smaller parameter the continued fraction would take hundreds of steps, and the
/// density is so nearly normal that a few panels of quadrature are exact.
const LARGE: f64 = 3_000.0;

/// The regularised incomplete beta function `I_x(a, b)` and its complement: the probability below
/// and above x under Beta(a, b).
///
/// The continued fraction alone, as in most libraries, takes a number of steps that grows with
/// the square root of the smaller parameter: too many at 10⁹ viewers. There the density itself,
/// which [`log1pmx`] gives to full accuracy, is integrated outwards from x.
///
/// # Formula
///
/// ```text
/// I_x(a, b) = ∫₀ˣ tᵃ⁻¹(1 − t)ᵇ⁻¹ dt / B(a, b),   a, b > 0, x in 0 … 1
/// ```
///
/// # Returns
///
/// lower + upper = 1; lower rises in x from 0 to 1. `I_x(a, b)` is the complement of `I_{1−x}(b, a)`.
///
/// # Accuracy
///
/// Relative error of the part that lies outside x, seen from the mean: below 1e-11 for
/// a + b ≤ 10⁹; at 10¹² the rounding of x itself moves it by up to 1e-10.
///
/// # Source
///
/// A. R. `DiDonato` and A. H. Morris (1992), ACM Transactions on Mathematical Software 18(3),
/// 360–373 (the even part of DLMF 8.17.22), by the modified Lentz method, for min(a, b) ≤ 3,000;
/// Gauss–Legendre quadrature above.
///
/// # Example
///
/// ```
/// use conversion_widget::model::special::beta_tails;
/// assert!((beta_tails(0.25, 1.0, 1.0).upper - 0.75).abs() < 1e-15);
/// ```
pub fn beta_tails(x: f64, a: f64, b: f64) -> Tails {
    if x <= 0.0 {
        return Tails::of_lower(0.0);
    }
    if x >= 1.0 {
        return Tails::of_lower(1.0);
    }
    if x > 0.5 {
        // 1 − x is exact here, and the distance to a mean near 1 then keeps its digits.
        return beta_tails(1.0 - x, b, a).swapped();
    }
    if a.min(b) > LARGE {
        let below = x * (a + b) < a;
        let outside = Tails::of_lower(normal_like_tail(x, a, b, below));
        return if below { outside } else { outside.swapped() };
    }
    let front = beta_front(x, a, b);
    let lambda = a - (a + b) * x;
    if x * (a + b + 2.0) <= a + 1.0 {
        Tails::of_lower(front / beta_fraction(x, lambda, a, b))
    } else {
        Tails::of_lower(front / beta_fraction(1.0 - x, -lambda, b, a)).swapped()
    }
}

/// b₀ + a₁/(b₁ + a₂/(b₂ + …)), by which the front is divided to give `I_x(a, b)`; for x below
/// (a + 1)/(a + b + 2).
///
/// The even part of DLMF 8.17.22, which halves the steps, and in which λ = a − (a + b)·x stands
/// by itself: near x = 1 the other form would take it from the digits that 1 − x has lost.
fn beta_fraction(x: f64, lambda: f64, a: f64, b: f64) -> f64 {
    let mut value = a * (lambda + 1.0) / (a + 1.0);
    let mut c = value;
    let mut d = 0.0;
    let mut m = 1.0;
    while m < 2_000.0 {
        let before = a + 2.0 * m - 1.0;
        let inner = m * (b - m) * x / before;
        let above = (a + m - 1.0) * (a + b + m - 1.0) * x / before * inner;
        let below = m + inner + (a + m) * (lambda + 1.0 + m * (2.0 - x)) / (before + 2.0);
        d = guarded(below + above * d).recip();
        c = guarded(below + above / c);
        let step = c * d;
        value *= step;
        if (step - 1.0).abs() < 2e-16 {
            break;
        }
        m += 1.0;
    }
    value
}

/// Lentz: a denominator that happens to be 0 is replaced by one that is nearly 0.
fn guarded(denominator: f64) -> f64 {
    if denominator.abs() < 1e-300 {
        1e-300
    } else {
        denominator
    }
}

/// The probability of Beta(a, b) on the far side of x, panel by panel until nothing is added.
fn normal_like_tail(x: f64, a: f64, b: f64, below: bool) -> f64 {
    let sum = a + b;
    let (m, rest) = (a / sum, b / sum);
    let deviation = (m * rest / sum).sqrt();
    // How many times the density falls by e within one standard deviation: the panels follow it.
    let slope = ((a / x - b / (1.0 - x)) * deviation).abs();
    let width = deviation * (4.0 / slope).min(1.0);
    let outwards = if below { -width } else { width };
    let front = (a * rest / TAU).sqrt() * (-beta_stirling(a, b, sum)).exp();
    let mut total = 0.0;
    let mut start = x;
    loop {
        let middle = start + 0.5 * outwards;
        let mut part = 0.0;
        for (node, weight) in HALF {
            for at in [middle - 0.5 * width * node, middle + 0.5 * width * node] {
                if at > 0.0 && at < 1.0 {
                    let d = at - m;
                    let exponent = a * bend(at, m, d) + b * bend(1.0 - at, rest, -d);
                    part += weight * exponent.exp() / (at * (1.0 - at));
                }
            }
        }
        total += part;
        start += outwards;
        if part <= total * 1e-17 || !(0.0..=1.0).contains(&start) {
            return total * front * 0.5 * width;
        }
    }
}

/// The probability that a chi-square variable exceeds `chi_square`.
///
/// # Formula
///
/// ```text
/// Q(k/2, χ²/2) = ∫_{χ²/2}^∞ t^{k/2 − 1} e^{−t} dt / Γ(k/2)
///
/// χ²  the statistic, ≥ 0
/// k   degrees of freedom, > 0, up to some thousands
/// ```
///
/// # Returns
///
/// A probability, falling in χ², rising in k; 1 at χ² ≤ 0. Small ones keep their digits, down to
/// 10⁻³⁰⁰.
///
/// # Accuracy
///
/// Relative error below 1e-13 (against 40-digit values, k from 1 to 199).
///
/// # Source
///
/// DLMF 8.11.4 (series) below the mean, 8.9.2 (continued fraction) above.
///
/// # Example
///
/// Two degrees of freedom: e^{−χ²/2}.
///
/// ```
/// use conversion_widget::model::special::chi_square_tail;
/// assert!((chi_square_tail(6.0, 2.0) - (-3.0_f64).exp()).abs() < 1e-16);
/// ```
pub fn chi_square_tail(chi_square: f64, degrees_of_freedom: f64) -> f64 {
    let (a, x) = (0.5 * degrees_of_freedom, 0.5 * chi_square);
    if x <= 0.0 {
        return 1.0;
    }
    if !x.is_finite() {
        return if x.is_nan() { x } else { 0.0 };
    }
    let front = (a / TAU).sqrt() * (a * bend(x, a, x - a) - stirling_error(a)).exp();
    if x < a + 1.0 {
        let mut term = 1.0 / a;
        let mut sum = term;
        let mut k = a;
        while term > sum * 1e-17 {
            k += 1.0;
            term *= x / k;
            sum += term;
        }
        (1.0 - front * sum).max(0.0)
    } else {
        let mut b = x + 1.0 - a;
        let mut c = 1e300;
        let mut d = 1.0 / b;
        let mut value = d;
        let mut k = 1.0;
        while k < 10_000.0 {
            let numerator = k * (a - k);
            b += 2.0;
            d = guarded(numerator * d + b).recip();
            c = guarded(b + numerator / c);
            let step = d * c;
            value *= step;
            if (step - 1.0).abs() < 2e-16 {
                break;
            }
            k += 1.0;
        }
        front * value
    }
}
