//! How many readers a comparison of two rates needs, and what so many can find.

use super::normal::{upper_quantile, upper_tail};
use super::rounding::ceiling;

/// What a planned test risks: a false alarm, and overlooking the difference that it is made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// The chance of a false alarm, in (0, 1); with several variants its share for one of them.
    pub alpha: f64,
    /// The chance to find the difference when it is there, in (0, 1).
    pub power: f64,
    /// Whether a difference in either direction counts (the usual), or only one foreseen.
    pub two_sided: bool,
}

impl Design {
    /// The upper point of the normal distribution that a difference of chance rarely exceeds.
    fn threshold(self) -> f64 {
        let sides = if self.two_sided { 2.0 } else { 1.0 };
        upper_quantile(self.alpha / sides)
    }

    /// The distance of the true difference beyond the threshold, in standard errors; negative for a
    /// power below one half.
    fn margin(self) -> f64 {
        -upper_quantile(self.power)
    }
}

/// √(2·p̄·q̄) and √(p₁q₁ + p₂q₂): the standard errors of one reader, without and with a difference.
fn spreads(first: f64, second: f64) -> (f64, f64) {
    let mean = 0.5 * (first + second);
    (
        (2.0 * mean * (1.0 - mean)).sqrt(),
        (first * (1.0 - first) + second * (1.0 - second)).sqrt(),
    )
}

/// How many readers each variant needs, not rounded.
///
/// Calculators differ by some per cent for the same question, because they differ in the standard
/// error under "no difference": this takes both rates' mean, as the test itself will, where
/// [`evan_miller`] takes the baseline and others pool in both places or in neither.
///
/// # Formula
///
/// ```text
/// n = [ z(α/sides)·√(2·p̄·q̄) + z(1 − power)·√(p₁q₁ + p₂q₂) ]² / (p₂ − p₁)²
///
/// p₁, p₂  the two rates, in [0, 1];  p̄ = (p₁ + p₂)/2,  q = 1 − p
/// z(t)    the point that the normal distribution exceeds with probability t
/// ```
///
/// # Returns
///
/// n > 0, the same when the rates are exchanged or both are counted from the other end; 0 when the
/// power asked for is what chance alone gives, ∞ when the rates are equal.
///
/// # Accuracy
///
/// Relative error below 1e-14, beside what p₂ − p₁ loses.
///
/// # Source
///
/// J. L. Fleiss, B. Levin and M. C. Paik (2003), Statistical Methods for Rates and Proportions,
/// third edition, section 4.2, without the continuity correction; R's `power.prop.test`.
pub fn readers_needed(baseline: f64, other: f64, design: Design) -> f64 {
    let (alike, apart) = spreads(baseline, other);
    let reach = (design.threshold() * alike + design.margin() * apart).max(0.0);
    let difference = (other - baseline).abs();
    if difference > 0.0 {
        (reach / difference).powi(2)
    } else {
        f64::INFINITY
    }
}

/// How many readers each variant needs: [`readers_needed`], whole and at least 1.
///
/// # Returns
///
/// `None` when the rates are equal: no number of readers tells them apart.
///
/// # Example
///
/// R: `power.prop.test(p1 = .2, p2 = .25, power = .8)` gives n = 1093.739.
///
/// ```
/// use conversion_widget::model::sample_size::{Design, per_variant};
/// let design = Design { alpha: 0.05, power: 0.8, two_sided: true };
/// assert_eq!(per_variant(0.2, 0.25, design), Some(1_094.0));
/// assert_eq!(per_variant(0.2, 0.2, design), None);
/// ```
pub fn per_variant(baseline: f64, other: f64, design: Design) -> Option<f64> {
    ceiling(readers_needed(baseline, other, design)).map(|whole| whole.max(1.0))
}

/// The readers of each variant by the convention of Evan Miller's calculator, not rounded.
///
/// Shown beside [`per_variant`], because people compare the two and wonder.
///
/// # Formula
///
/// ```text
/// n = [ z(α/2)·√(2·p·q) + z(1 − power)·√(p·q + (p + δ)(1 − p − δ)) ]² / δ²
///
/// p  the baseline, or 1 − baseline when that is above ½; δ the absolute effect, which stays
/// ```
///
/// # Returns
///
/// `None` when δ is 0, or when the mirrored p + δ is no rate.
///
/// # Source
///
/// E. Miller (2010), evanmiller.org/ab-testing/sample-size.html; his page rounds to the nearest.
///
/// # Example
///
/// ```
/// use conversion_widget::model::sample_size::{Design, evan_miller};
/// let design = Design { alpha: 0.05, power: 0.8, two_sided: true };
/// assert_eq!(evan_miller(0.2, 0.05, design).map(f64::round), Some(1_030.0));
/// ```
pub fn evan_miller(baseline: f64, effect: f64, design: Design) -> Option<f64> {
    let rate = if baseline > 0.5 {
        1.0 - baseline
    } else {
        baseline
    };
    let other = rate + effect;
    if effect == 0.0 || !(0.0..=1.0).contains(&other) {
        return None;
    }
    let own = rate * (1.0 - rate);
    let reach = design.threshold() * (2.0 * own).sqrt()
        + design.margin() * (own + other * (1.0 - other)).sqrt();
    Some((reach.max(0.0) / effect).powi(2))
}

/// The chance that so many readers a variant show a difference that is there.
///
/// # Formula
///
/// ```text
/// power = Q( [ z(α/sides)·√(2·p̄·q̄) − |p₂ − p₁|·√n ] / √(p₁q₁ + p₂q₂) )
/// ```
///
/// with Q the upper tail of the normal distribution: the inverse of [`readers_needed`]. The chance
/// of an alarm in the wrong direction is left out, as R does: at alpha 0.05 and a power of ½ it is
/// 4·10⁻⁵, and less above.
///
/// # Returns
///
/// A probability that rises with the readers and with the difference. Where both rates are 0 or 1,
/// so that nothing is left to chance, 0 or 1.
///
/// # Source
///
/// As [`readers_needed`].
pub fn power(baseline: f64, other: f64, per_variant: f64, design: Design) -> f64 {
    let (alike, apart) = spreads(baseline, other);
    let excess = design.threshold() * alike - (other - baseline).abs() * per_variant.sqrt();
    if apart > 0.0 {
        upper_tail(excess / apart)
    } else if excess < 0.0 {
        1.0
    } else {
        0.0
    }
}

/// The smallest rise above the baseline that so many readers a variant find.
///
/// # Formula
///
/// ```text
/// δ with readers_needed(p, p + δ) = n,   0 < δ ≤ 1 − p
/// ```
///
/// by halving: the readers needed fall as the effect rises, and fifty steps of two square roots cost
/// less than deciding when a quicker way may be trusted. (For a power below ½, which nobody plans
/// with, they may rise again near p + δ = 1; an effect that is found only short of it is not seen.)
///
/// # Returns
///
/// The absolute effect; it falls as n rises. `None` where even p + δ = 1 is not found.
///
/// # Accuracy
///
/// Relative error below 1e-13 for n to 10¹².
///
/// # Example
///
/// ```
/// use conversion_widget::model::sample_size::{Design, detectable_effect};
/// let design = Design { alpha: 0.05, power: 0.8, two_sided: true };
/// let effect = detectable_effect(0.02, 10_000.0, design).unwrap();
/// assert!((effect - 0.005_934_764_864_218_878).abs() < 1e-15);
/// ```
pub fn detectable_effect(baseline: f64, per_variant: f64, design: Design) -> Option<f64> {
    let largest = 1.0 - baseline;
    let (threshold, margin) = (design.threshold(), design.margin());
    let root = per_variant.sqrt();
    let found = |effect: f64| {
        let (alike, apart) = spreads(baseline, baseline + effect);
        threshold * alike + margin * apart <= effect * root
    };
    if !(largest > 0.0 && found(largest)) {
        return None;
    }
    let (mut low, mut high) = (0.5 * largest, largest);
    while found(low) && low > 0.0 {
        high = low;
        low *= 0.5;
    }
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return Some(high);
        }
        if found(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
}
