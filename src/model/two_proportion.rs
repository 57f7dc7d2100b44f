//! Two proportions: what two samples say about the difference between the rates behind them.

use super::normal::{two_sided_p, upper_quantile};
use super::proportion::{Interval, wilson_interval};
use super::quantity::{Evidence, Level, Sample};

/// An estimate with the interval of what the samples do not contradict, low ≤ value ≤ high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What was seen.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How much higher the variant's rate is than the control's, in fractions of one.
///
/// The textbook interval d ± z·√(p₁q₁/n₁ + p₂q₂/n₂) (Wald) has no width for 0 of 10 against 0 of
/// 20 and leaves −1 … 1 for small samples. This one takes the distance from each rate to the end
/// of its own Wilson interval instead, and covers near its level down to ten readers.
///
/// # Formula
///
/// ```text
/// d    = p₂ − p₁
/// low  = d − √((p₂ − l₂)² + (u₁ − p₁)²)
/// high = d + √((u₂ − p₂)² + (p₁ − l₁)²)
///
/// p₁, p₂  rates of control and variant
/// l, u    ends of their Wilson intervals at the level
/// ```
///
/// # Returns
///
/// −1 ≤ low ≤ d ≤ high ≤ 1. Exchanging the arms changes the sign of all three.
///
/// # Accuracy
///
/// Absolute error below 1e-15.
///
/// # Source
///
/// R. G. Newcombe (1998), Interval estimation for the difference between independent proportions,
/// Statistics in Medicine 17, 873–890, method 10.
///
/// # Example
///
/// Newcombe's table II: 48 of 80 against 56 of 70 → 0.0524 … 0.3339.
///
/// ```
/// use conversion_widget::model::quantity::{Evidence, Level};
/// use conversion_widget::model::two_proportion::newcombe_interval;
/// # fn main() -> Result<(), conversion_widget::model::quantity::QuantityError> {
/// let (control, variant) = (Evidence::new(48.0, 80.0)?, Evidence::new(56.0, 70.0)?);
/// let difference = newcombe_interval(control, variant, Level::new(0.95)?);
/// assert!((difference.value - 0.2).abs() < 1e-15);
/// assert!((difference.low - 0.0524).abs() < 5e-5);
/// assert!((difference.high - 0.3339).abs() < 5e-5);
/// # Ok(())
/// # }
/// ```
pub fn newcombe_interval(control: Evidence, variant: Evidence, level: Level) -> Estimate {
    newcombe_difference(
        (control.rate(), wilson_interval(control, level)),
        (variant.rate(), wilson_interval(variant, level)),
    )
}

/// [`newcombe_interval`] of rates whose Wilson intervals are known already: 200 entries have
/// 19,900 pairs and only 200 intervals.
///
/// - `control`: rate and interval.
/// - `variant`: rate and interval, at the same level.
pub fn newcombe_difference(control: (f64, Interval), variant: (f64, Interval)) -> Estimate {
    let ((p1, first), (p2, second)) = (control, variant);
    let value = p2 - p1;
    // Not `hypot`: squares of differences of rates neither overflow nor vanish where it matters.
    let reach = |a: f64, b: f64| (a * a + b * b).sqrt();
    let below = reach(p2 - second.low, first.high - p1);
    let above = reach(second.high - p2, p1 - first.low);
    Estimate {
        value,
        low: (value - below).max(-1.0),
        high: (value + above).min(1.0),
    }
}

/// How much higher the variant's rate is as a share of the control's: the lift.
///
/// On the scale of logarithms, because a ratio cannot fall below 0 but rise without end: the
/// interval of the plain ratio would be too low on both sides.
///
/// # Formula
///
/// ```text
/// value     = r − 1,  r = p₂/p₁
/// low, high = r·e^(∓z·s) − 1,  s² = 1/x₁ − 1/n₁ + 1/x₂ − 1/n₂
///
/// x, n  conversions and viewers of control (1) and variant (2)
/// z     upper (1 − level)/2 point of the normal distribution
/// ```
///
/// # Returns
///
/// −1 < low ≤ value ≤ high; `None` when an arm has no conversions. It excludes 0 for much the
/// same samples as the test does, but not for exactly the same.
///
/// # Accuracy
///
/// Absolute error below 1e-15, relative to the ratio.
///
/// # Source
///
/// D. Katz, J. Baptista, S. P. Azen and M. C. Pike (1978), Biometrics 34, 469–474, method C.
pub fn katz_interval(control: Evidence, variant: Evidence, level: Level) -> Option<Estimate> {
    if control.conversions() <= 0.0 || variant.conversions() <= 0.0 {
        return None;
    }
    let value = (variant.rate() - control.rate()) / control.rate();
    let part =
        |arm: Evidence| (arm.viewers() - arm.conversions()) / arm.conversions() / arm.viewers();
    let reach = upper_quantile(level.tail()) * (part(control) + part(variant)).sqrt();
    let logarithm = value.ln_1p();
    Some(Estimate {
        value,
        low: (logarithm - reach).exp_m1().min(value),
        high: (logarithm + reach).exp_m1().max(value),
    })
}

/// The distance between the rates in standard errors, as if both were one rate.
///
/// With the pooled standard error: under the assumption that is tested there is one rate only, and
/// the best guess of it comes from everybody.
///
/// # Formula
///
/// ```text
/// z = (p₂ − p₁) / √(p̄·q̄·(1/n₁ + 1/n₂)),   p̄ = (x₁ + x₂)/(n₁ + n₂),  q̄ = 1 − p̄
/// ```
///
/// # Returns
///
/// Positive when the variant is ahead; z² is the chi-square of the fourfold table. `None` when
/// nobody or everybody converted.
///
/// # Accuracy
///
/// Relative error below 1e-14, plus what the difference of the rates loses.
///
/// # Source
///
/// J. L. Fleiss, B. Levin and M. C. Paik (2003), Statistical Methods for Rates and Proportions,
/// third edition, section 3.1.
pub fn pooled_z(control: Evidence, variant: Evidence) -> Option<f64> {
    let Margins {
        converted,
        others,
        people,
        ..
    } = Margins::of(control, variant);
    (converted > 0.0 && others > 0.0).then(|| {
        let inverse = 1.0 / control.viewers() + 1.0 / variant.viewers();
        let variance = (converted / people) * (others / people) * inverse;
        (variant.rate() - control.rate()) / variance.sqrt()
    })
}

/// The two-sided p-value of [`pooled_z`]; 1 where that is `None`, because nothing then speaks
/// against one common rate.
pub fn pooled_p(control: Evidence, variant: Evidence) -> f64 {
    pooled_z(control, variant).map_or(1.0, two_sided_p)
}

/// The sums of a fourfold table.
struct Margins {
    converted: f64,
    others: f64,
    people: f64,
    /// The smaller arm.
    arm: f64,
}

impl Margins {
    fn of(control: Evidence, variant: Evidence) -> Self {
        let people = control.viewers() + variant.viewers();
        let converted = control.conversions() + variant.conversions();
        Self {
            converted,
            // Each difference on its own: the sum of people may have lost a fraction.
            others: (control.viewers() - control.conversions())
                + (variant.viewers() - variant.conversions()),
            people,
            arm: control.viewers().min(variant.viewers()),
        }
    }
}

/// The smallest of the four counts that would be expected if both rates were one.
///
/// Below 5 the normal distribution is a poor picture of such counts, and [`fisher_p`] judges.
///
/// # Formula
///
/// ```text
/// min(n₁, n₂) · min(x₁ + x₂, n₁ + n₂ − x₁ − x₂) / (n₁ + n₂)
/// ```
///
/// # Source
///
/// W. G. Cochran (1954), Some methods for strengthening the common χ² tests, Biometrics 10,
/// 417–451.
pub fn smallest_expected_count(control: Evidence, variant: Evidence) -> f64 {
    let margins = Margins::of(control, variant);
    margins.arm / margins.people * margins.converted.min(margins.others)
}

/// The two-sided p-value of Fisher's exact test.
///
/// By the quotients of neighbouring probabilities, all relative to the most likely table: no
/// factorial is taken, so that nothing cancels for 10¹² viewers, where differences of their
/// logarithms would have three correct digits.
///
/// # Formula
///
/// ```text
/// P(k)        = C(c, k)·C(N − c, r − k)/C(N, r)
/// P(k+1)/P(k) = (r − k)(c − k) / ((k + 1)(N − r − c + k + 1))
/// p           = Σ P(k) over all k with P(k) ≤ (1 + 10⁻⁷)·P(seen)
///
/// N  everybody;  r  the smaller arm;  c  converters or the others, whichever are fewer
/// k  how many of the r are among the c, 0 ≤ k ≤ min(r, c)
/// ```
///
/// # Returns
///
/// A probability in [0, 1]; the same when the arms, or converters and others, are exchanged. Takes
/// about 80·√(rc/N) steps: a few hundred where an expected count is below 5.
///
/// # Accuracy
///
/// Relative error below 1e-12 where that is so, for up to 10¹² viewers an arm, down to 1e-290;
/// seen: 5e-16 there, 2e-15 for 10⁴ viewers with a tenth converting.
///
/// # Source
///
/// R. A. Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society
/// 98, 39–82; the sum over what is at most as likely, with its slack, as R's `fisher.test`.
///
/// # Example
///
/// The lady tasting tea: three of four cups right is 17/35.
///
/// ```
/// use conversion_widget::model::quantity::{Count, Sample};
/// use conversion_widget::model::two_proportion::fisher_p;
/// # fn main() -> Result<(), conversion_widget::model::quantity::QuantityError> {
/// let cups = |right: f64| Sample::new(Count::new(right)?, Count::new(4.0)?);
/// assert!((fisher_p(cups(1.0)?, cups(3.0)?) - 17.0 / 35.0).abs() < 1e-15);
/// # Ok(())
/// # }
/// ```
pub fn fisher_p(control: Sample, variant: Sample) -> f64 {
    let margins = Margins::of(control.into(), variant.into());
    let smaller = if control.whole() <= variant.whole() {
        control
    } else {
        variant
    };
    let (few, seen) = if margins.converted <= margins.others {
        (margins.converted, smaller.part().get())
    } else {
        (margins.others, smaller.whole().get() - smaller.part().get())
    };
    let table = Hypergeometric {
        arm: margins.arm,
        few,
        rest: margins.people - margins.arm - few,
    };
    let mode = ((margins.arm + 1.0) * ((few + 1.0) / (margins.people + 2.0))).floor();
    let limit = table.weight(mode, seen) * (1.0 + 1e-7);
    let (mut all, mut rare) = (0.0, 0.0);
    for upwards in [true, false] {
        let (mut k, mut weight) = (mode, 1.0);
        // The mode itself belongs to the way up.
        if !upwards {
            weight *= table.fall(k);
            k -= 1.0;
        }
        while weight > 0.0 {
            all += weight;
            if weight <= limit {
                rare += weight;
                // What follows would not change the last digit.
                if weight < rare * 1e-17 {
                    break;
                }
            }
            if upwards {
                weight *= table.rise(k);
                k += 1.0;
            } else {
                weight *= table.fall(k);
                k -= 1.0;
            }
        }
    }
    (rare / all).min(1.0)
}

/// The probabilities of the count k in the rarer cell of a fourfold table with given sums.
struct Hypergeometric {
    arm: f64,
    few: f64,
    /// Those of the other arm with the other outcome, at k = 0.
    rest: f64,
}

impl Hypergeometric {
    /// P(k + 1)/P(k); 0 beyond the last.
    fn rise(&self, k: f64) -> f64 {
        (self.arm - k) / (self.rest + k + 1.0) * ((self.few - k) / (k + 1.0))
    }

    /// P(k − 1)/P(k); 0 below the first.
    fn fall(&self, k: f64) -> f64 {
        (self.rest + k) / (self.arm - k + 1.0) * (k / (self.few - k + 1.0))
    }

    /// P(to)/P(from); 0 when it is below every double.
    fn weight(&self, from: f64, to: f64) -> f64 {
        let (mut k, mut weight) = (from, 1.0);
        while k < to && weight > 0.0 {
            weight *= self.rise(k);
            k += 1.0;
        }
        while k > to && weight > 0.0 {
            weight *= self.fall(k);
            k -= 1.0;
        }
        weight
    }
}

/// Which p-value judges two samples: Fisher's where an expected count is below 5, else that of the
/// pooled z.
pub fn judged_p(control: Sample, variant: Sample) -> f64 {
    let (first, second) = (control.into(), variant.into());
    if smallest_expected_count(first, second) < 5.0 {
        fisher_p(control, variant)
    } else {
        pooled_p(first, second)
    }
}
