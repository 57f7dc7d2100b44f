//! The standard normal distribution.

use core::f64::consts::{PI, TAU};

/// The point above which the standard normal distribution has the probability `tail`.
///
/// Asked for by its upper tail, because 1 − 10⁻²⁰ is 1 in doubles while 10⁻²⁰ is itself: a level
/// close to one keeps its digits.
///
/// # Formula
///
/// ```text
/// z(tail) = −Φ⁻¹(tail),   tail in (0, 1)
/// ```
///
/// # Returns
///
/// z with P(Z > z) = tail; strictly falling in `tail`, 0 at ½, odd about ½. 0 ↦ ∞, 1 ↦ −∞; NaN
/// outside [0, 1].
///
/// # Accuracy
///
/// Relative error below 1e-15 (AS 241's PPND16), seen: 3e-16 against 50-digit values from
/// 10⁻¹⁰⁰ to ½.
///
/// # Source
///
/// M. J. Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution,
/// Applied Statistics 37(3), 477–484.
///
/// # Example
///
/// ```
/// use conversion_widget::model::normal::upper_quantile;
/// assert!((upper_quantile(0.025) - 1.959_963_984_540_054).abs() < 1e-15);
/// ```
pub fn upper_quantile(tail: f64) -> f64 {
    let q = 0.5 - tail;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let smaller = if q > 0.0 { tail } else { 1.0 - tail };
    if smaller <= 0.0 {
        return if smaller < 0.0 {
            f64::NAN
        } else {
            f64::INFINITY.copysign(q)
        };
    }
    let r = (-smaller.ln()).sqrt();
    let z = if r <= 5.0 {
        ratio(r - 1.6, &SHOULDER)
    } else {
        ratio(r - 5.0, &TAIL)
    };
    z.copysign(q)
}

/// The chance that a standard normal variable exceeds z.
///
/// As 1 − Φ(z) it would be 0 from z = 8.3 on; p-values of tests on millions of readers lie far
/// beyond. Not by tables of rational functions, one a region: the midpoint rule with its error term
/// taken off is one short sum that holds everywhere, and all its terms are positive.
///
/// # Formula
///
/// ```text
/// Q(z) = ½·erfc(x),  x = z/√2;  for x ≥ 0, with tₙ = (n + ½)/2, n = 0 … 12:
/// erfc(x) = x/π · e^(−x²) · Σₙ e^(−tₙ²)/(tₙ² + x²)  +  2/(1 + e^(4πx))   (the last for x < 2π)
/// Q(−z) = 1 − Q(z)
/// ```
///
/// # Returns
///
/// A probability, falling in z: 1 at −∞, ½ at 0, 0 at ∞; NaN for NaN.
///
/// # Accuracy
///
/// Relative error below 2e-15 for z to 37.5 (seen: 9e-16), where the result still is a normal
/// double; the smallest that is not 0 stands at z = 38.4.
///
/// # Source
///
/// F. Matta and A. Reichel (1971), Uniform computation of the error function and other related
/// functions, Mathematics of Computation 25, 339–344.
///
/// # Example
///
/// ```
/// use conversion_widget::model::normal::upper_tail;
/// assert!((upper_tail(1.959_963_984_540_054) - 0.025).abs() < 1e-16);
/// assert!((upper_tail(8.0) / 6.220_960_574_271_785e-16 - 1.0).abs() < 1e-14);
/// ```
pub fn upper_tail(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - upper_tail(-z);
    }
    // Beyond, e^(−z²/2) is 0, and ∞ · 0 would be NaN.
    if z > 40.0 {
        return 0.0;
    }
    let square = 0.5 * z * z;
    let x = square.sqrt();
    // e^(−tₙ²) by the quotients e^(−n/2) of its neighbours.
    let mut weight = (-0.0625_f64).exp();
    let step = (-0.5_f64).exp();
    let (mut quotient, mut t, mut sum) = (step, 0.25, 0.0);
    while t < 6.5 {
        sum += weight / (t * t + square);
        weight *= quotient;
        quotient *= step;
        t += 0.5;
    }
    let tail = 0.5 * x / PI * gauss(z) * sum;
    if x < TAU {
        tail + 1.0 / (1.0 + (2.0 * TAU * x).exp())
    } else {
        tail
    }
}

/// e^(−z²/2); z² itself would be rounded, which costs z²/2 units in the last place.
fn gauss(z: f64) -> f64 {
    let rounded = (z * 16.0).floor() / 16.0;
    (-0.5 * rounded * rounded).exp() * (-0.5 * (z - rounded) * (z + rounded)).exp()
}

/// The chance that a standard normal variable lies at least as far from 0 as z, on either side.
///
/// # Returns
///
/// 2·Q(|z|): a p-value in (0, 1], exactly 1 at z = 0, falling in |z|.
///
/// # Accuracy
///
/// That of [`upper_tail`].
///
/// # Example
///
/// ```
/// use conversion_widget::model::normal::two_sided_p;
/// assert!((two_sided_p(-1.959_963_984_540_054) - 0.05).abs() < 1e-15);
/// ```
pub fn two_sided_p(z: f64) -> f64 {
    2.0 * upper_tail(z.abs())
}

/// Coefficients of numerator and denominator, lowest power first.
type Ratio = ([f64; 8], [f64; 8]);

fn ratio(x: f64, (above, below): &Ratio) -> f64 {
    horner(x, above) / horner(x, below)
}

fn horner(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const CENTRE: Ratio = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);

const SHOULDER: Ratio = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        0.000_774_545_014_278_341_4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        0.000_547_593_808_499_534_5,
        1.050_750_071_644_416_9e-9,
    ],
);

const TAIL: Ratio = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_887_9,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        0.000_786_869_131_145_613_2,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_7e-15,
    ],
);
