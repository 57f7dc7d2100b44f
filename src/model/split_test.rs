//! A randomised test of variants against a control: evidence that may be looked at at any time, the
//! price of looking early, and whether the split itself is sound.

use super::normal::{two_sided_p, upper_quantile, upper_tail};
use super::quadrature::HALF;
use super::quantity::{Count, Sample};
use super::special::{chi_square_tail, log1pmx, stirling_error};
use super::two_proportion::judged_p;
use core::f64::consts::TAU;

/// The weight of the prior on the variant's share of the conversions: as many conversions as the
/// test expects to see while the difference is still unclear.
const WEIGHT: f64 = 200.0;

/// The logarithm of the evidence that the variant's share of the conversions is not its share of the
/// visitors.
///
/// A p-value holds for one look at a moment fixed before; this holds at every moment at once, because
/// on average it never grows while there is no difference. It counts conversions only, so that no
/// approximation enters, not even with none.
///
/// # Formula
///
/// ```text
/// E = B(a + T, b + C) / (B(a, b)·πᵀ·(1 − π)ᶜ)
///
/// T, C  conversions of the variant and of the control
/// π     the variant's planned share of the visitors of the two, in (0, 1)
/// a, b  the prior Beta(a, b) on the variant's share of the conversions, both above 0
/// ```
///
/// computed as ln E = G(a + T, b + C) − G(a, b), where with s = x + y, m = sπ and δ as in
/// [`stirling_error`]
///
/// ```text
/// G(x, y) = x·ln(x/m) + y·ln(y/(s − m)) + ½·ln(s/(xy)) + δ(x) + δ(y) − δ(s)
/// ```
///
/// Term by term, the logarithms of the definition are some 10⁵ times their sum for a million
/// conversions, and cancel.
///
/// # Returns
///
/// 0 without conversions; E on average 1 while there is no difference, whatever has been seen.
///
/// # Accuracy
///
/// Absolute error below 1e-10 for 3·10⁷ conversions an arm (seen: 1e-14, and 6e-13 at 815).
///
/// # Source
///
/// H. Robbins (1970), Statistical methods related to the law of the iterated logarithm, Annals of
/// Mathematical Statistics 41, 1397–1409: the mixture; J. Ville (1939): the inequality.
pub fn log_evidence(control: f64, variant: f64, share: f64, prior: (f64, f64)) -> f64 {
    let (a, b) = prior;
    bayes_exponent(a + variant, b + control, share) - bayes_exponent(a, b, share)
}

/// G of [`log_evidence`].
fn bayes_exponent(x: f64, y: f64, share: f64) -> f64 {
    let sum = x + y;
    // x − sπ, without the rounding of s.
    let excess = x * (1.0 - share) - y * share;
    // x·ln(x/m) − (x − m); the second parts of both sum up to 0.
    let bent = |x: f64, excess: f64| -x * log1pmx(-excess / x);
    bent(x, excess)
        + bent(y, -excess)
        + 0.5 * (sum / x / y).ln()
        + (stirling_error(x) + stirling_error(y) - stirling_error(sum))
}

/// The p-value that stays valid however often, and whenever, somebody looks.
///
/// # Formula
///
/// ```text
/// p = min(1, 1/E),  E as in [`log_evidence`] with a = 200·π, b = 200·(1 − π)
/// ```
///
/// The prior counts as 200 conversions in the planned proportion: lifts of some 15 % are expected,
/// and found soonest.
///
/// # Returns
///
/// A p-value in [0, 1]. Under no difference the chance that it ever falls to α is at most α.
///
/// # Accuracy
///
/// That of [`log_evidence`], relative.
///
/// # Example
///
/// ```
/// use conversion_widget::model::split_test::always_valid_p;
/// assert_eq!(always_valid_p(0.0, 0.0, 0.5), 1.0);
/// assert!(always_valid_p(1_000.0, 1_250.0, 0.5) < 1e-5);
/// ```
pub fn always_valid_p(control: f64, variant: f64, share: f64) -> f64 {
    let prior = (WEIGHT * share, WEIGHT * (1.0 - share));
    (-log_evidence(control, variant, share, prior))
        .exp()
        .min(1.0)
}

/// A chi-square statistic with the chance that it is exceeded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquare {
    /// The statistic.
    pub chi_square: f64,
    /// Its upper tail.
    pub p: f64,
}

/// Whether the visitors were split as planned.
///
/// A split that is off by a little, with millions of visitors, is the surest sign of a broken test:
/// somebody is counted in one variant and lost in another, and no figure of such a test is worth
/// reading.
///
/// # Formula
///
/// ```text
/// χ² = Σ (nᵢ − N·πᵢ)²/(N·πᵢ),  N = Σ nᵢ,  with one degree of freedom less than variants
/// ```
///
/// # Returns
///
/// χ² ≥ 0 and p in [0, 1]; `None` with fewer than two variants, without visitors, or when a share is
/// not above 0. The shares count in proportion to their sum.
///
/// # Source
///
/// A. Fabijan and others (2019), Diagnosing sample ratio mismatch in online controlled experiments,
/// Proceedings of the 25th ACM SIGKDD, 2156–2164.
pub fn sample_ratio(visitors: &[f64], shares: &[f64]) -> Option<ChiSquare> {
    let everybody: f64 = visitors.iter().sum();
    let whole: f64 = shares.iter().sum();
    let fine = visitors.len() > 1
        && visitors.len() == shares.len()
        && everybody > 0.0
        && shares.iter().all(|share| *share > 0.0);
    if !fine {
        return None;
    }
    let mut chi_square = 0.0;
    let mut degrees = -1.0;
    for (seen, share) in visitors.iter().zip(shares) {
        let expected = everybody * (share / whole);
        chi_square += (seen - expected) * ((seen - expected) / expected);
        degrees += 1.0;
    }
    Some(ChiSquare {
        chi_square,
        p: chi_square_tail(chi_square, degrees),
    })
}

/// The chance of at least one false alarm in so many equally spaced looks, each at `alpha`.
///
/// Not 1 − (1 − α)ᵏ: a look sees again what the looks before it saw, so ten looks at 5 % give 19 %
/// and not 40 %.
///
/// # Formula
///
/// ```text
/// P(|S_k| > c·√k for a k in 1 … looks),  S_k the sum of k independent normal variables,
/// c the upper α/2 point
/// ```
///
/// by carrying the density of `S_k`, where no look has alarmed yet, from look to look:
///
/// ```text
/// f₁(s) = φ(s),   f_k(s) = ∫ f_{k−1}(u)·φ(s − u) du over |u| ≤ c·√(k − 1)
/// ```
///
/// # Returns
///
/// A probability: `alpha` itself for one look (or none), rising with the looks.
///
/// # Accuracy
///
/// Relative error below 1e-10 for alpha from 10⁻⁶ (seen: 2e-11; from 0.01 on 6e-13), below 1e-8
/// from 10⁻¹², for up to 100 looks.
///
/// # Source
///
/// P. Armitage, C. K. `McPherson` and B. C. Rowe (1969), Repeated significance tests on accumulating
/// data, Journal of the Royal Statistical Society A 132, 235–244, table 2.
///
/// # Example
///
/// ```
/// use conversion_widget::model::split_test::false_alarm_rate;
/// assert!((false_alarm_rate(5, 0.05) - 0.1417).abs() < 5e-5);
/// assert!((false_alarm_rate(10, 0.05) - 0.1934).abs() < 5e-5);
/// ```
pub fn false_alarm_rate(looks: u32, alpha: f64) -> f64 {
    if looks < 2 {
        return alpha;
    }
    crossing_chance(looks, upper_quantile(0.5 * alpha))
}

/// The level at which each of so many equally spaced looks keeps all of them together at `alpha`.
///
/// # Formula
///
/// ```text
/// level with false_alarm_rate(looks, level) = alpha
/// ```
///
/// by secants on the scale of normal quantiles, where the one is nearly a straight line of the
/// other.
///
/// # Returns
///
/// A level in (0, alpha], falling with the looks; exactly `alpha` for one look (or none).
///
/// # Accuracy
///
/// Relative error below 1e-9 (seen: 5e-11), as far as [`false_alarm_rate`] goes.
///
/// # Source
///
/// S. J. Pocock (1977), Group sequential methods in the design and analysis of clinical trials,
/// Biometrika 64, 191–199, table 1.
///
/// # Example
///
/// ```
/// use conversion_widget::model::split_test::pocock_level;
/// assert_eq!(pocock_level(1, 0.05), 0.05);
/// assert!((pocock_level(5, 0.05) - 0.0158).abs() < 5e-5);
/// assert!((pocock_level(10, 0.05) - 0.0106).abs() < 5e-5);
/// ```
pub fn pocock_level(looks: u32, alpha: f64) -> f64 {
    if looks < 2 {
        return alpha;
    }
    let target = upper_quantile(0.5 * alpha);
    let miss = |bound: f64| upper_quantile(0.5 * crossing_chance(looks, bound)) - target;
    // Within a tenth of the level up to ten looks, 0.6 of it at 100: near enough for secants.
    let share = (-0.65 * f64::from(looks).ln()).exp();
    let mut bound = upper_quantile(0.5 * alpha * share);
    let mut error = miss(bound);
    let mut step = -error;
    // Four or five are enough; more would mean that the last digits swing.
    for _ in 0..12 {
        bound += step;
        let next = miss(bound);
        let rise = (next - error) / step;
        error = next;
        step = -error / rise;
        // The last digits may meet exactly, and leave nothing to divide by.
        if !step.is_finite() || step.abs() < 1e-11 * (1.0 + bound) {
            break;
        }
    }
    two_sided_p(bound)
}

/// Half the width that sixteen nodes integrate to ten digits, where the kernel has unit variance.
const HALF_PANEL: f64 = 3.5;

/// Beyond this distance the normal density adds nothing to a double that it could meet here.
const FAR: f64 = 12.0;

/// The chance that the sum of k normal variables exceeds bound·√k for a k in 1 … looks.
///
/// The alarms of each look are summed, instead of taking what is left from one: rates of 10⁻¹² keep
/// their digits. All densities are even, so half of each is carried.
fn crossing_chance(looks: u32, bound: f64) -> f64 {
    let mut chance = two_sided_p(bound);
    let mut grid: Vec<(f64, f64)> = Vec::new();
    for look in 2..=looks {
        let inside = bound * f64::from(look - 1).sqrt();
        grid = carried(&grid, inside);
        let limit = bound * f64::from(look).sqrt();
        let mut alarms = 0.0;
        for (place, mass) in &grid {
            alarms += mass * (upper_tail(limit - place) + upper_tail(limit + place));
        }
        chance += 2.0 * alarms;
    }
    chance.min(1.0)
}

/// The nodes of 0 … `inside`, each with its weight times the density of the next sum, which is the
/// last one's plus a standard normal variable. Without a last one: the first sum's.
fn carried(last: &[(f64, f64)], inside: f64) -> Vec<(f64, f64)> {
    let height = 1.0 / TAU.sqrt();
    let panels = (inside / (2.0 * HALF_PANEL)).ceil().max(1.0);
    let half = 0.5 * inside / panels;
    let mut grid = Vec::new();
    let mut middle = half;
    while middle < inside {
        for (node, weight) in HALF.into_iter().flat_map(|(x, w)| [(-x, w), (x, w)]) {
            let place = middle + half * node;
            let density = if last.is_empty() {
                bell(place)
            } else {
                last.iter().fold(0.0, |sum, (from, mass)| {
                    sum + mass * (bell(place - from) + bell(place + from))
                })
            };
            grid.push((place, weight * half * height * density));
        }
        middle += 2.0 * half;
    }
    grid
}

/// e^(−x²/2), the normal density without its height.
fn bell(x: f64) -> f64 {
    if x.abs() < FAR {
        (-0.5 * x * x).exp()
    } else {
        0.0
    }
}

/// What a test says of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Its rate is higher than the control's, and chance alone does not explain it.
    Better,
    /// Its rate is lower, and chance alone does not explain it.
    Worse,
    /// Chance alone could explain the difference.
    Open,
}

impl Judgement {
    /// What follows from a p-value and a difference of rates at a level.
    pub fn of(p: f64, difference: f64, level: f64) -> Self {
        if p > level || difference == 0.0 {
            Self::Open
        } else if difference > 0.0 {
            Self::Better
        } else {
            Self::Worse
        }
    }
}

/// How many further conversions of the variant, of the same visitors, change what the fixed test says
/// of it.
///
/// People read "not significant" as "no difference"; that five more sales would have turned it shows
/// how near, or how far, it is.
///
/// # Returns
///
/// A whole number ≥ 1: from [`Judgement::Open`] to better, from worse to open. `None` when the variant
/// is better already (ask with the arms exchanged how many of the control's would end that) or when
/// no number of its visitors suffices. `level` is the one that this variant has to meet, after
/// allowing for looks and for other variants.
///
/// Up to sixteen it is the smallest such number. Beyond, it is found by halving: exact where the
/// pooled z judges; where Fisher's test does, whose p-value now and then rises with a further
/// conversion, a smaller number may do as well.
pub fn conversions_needed(control: Sample, variant: Sample, level: f64) -> Option<f64> {
    let whole = variant.whole();
    smallest_change(whole.get() - variant.part().get(), &|further| {
        let more =
            Count::new(variant.part().get() + further).and_then(|part| Sample::new(part, whole));
        more.map_or(Judgement::Open, |more| {
            Judgement::of(judged_p(control, more), more.rate() - control.rate(), level)
        })
    })
}

/// The same as [`conversions_needed`] for the test that is valid at any time.
///
/// # Returns
///
/// As there; the smallest number always, because the evidence rises with every conversion beyond the
/// planned share. `share` is the variant's planned share of the visitors of the two.
pub fn conversions_needed_at_any_time(
    control: Sample,
    variant: Sample,
    share: f64,
    alpha: f64,
) -> Option<f64> {
    let (whole, part) = (variant.whole().get(), variant.part().get());
    smallest_change(whole - part, &|further| {
        let p = always_valid_p(control.part().get(), part + further, share);
        Judgement::of(p, (part + further) / whole - control.rate(), alpha)
    })
}

/// The smallest whole number from 1 to `most` at which the judgement is no longer that at 0.
fn smallest_change(most: f64, judgement: &dyn Fn(f64) -> Judgement) -> Option<f64> {
    let now = judgement(0.0);
    if now == Judgement::Better {
        return None;
    }
    let (mut same, mut other) = (0.0, 1.0);
    loop {
        if same >= most {
            return None;
        }
        if judgement(other) != now {
            break;
        }
        same = other;
        other = if other < 16.0 {
            other + 1.0
        } else {
            2.0 * other
        }
        .min(most);
    }
    while other - same > 1.0 {
        let middle = (0.5 * (same + other)).floor();
        if judgement(middle) == now {
            same = middle;
        } else {
            other = middle;
        }
    }
    Some(other)
}
