//! Several rates side by side: whether they differ at all, by how much, and how to judge them
//! together.

use super::normal::upper_quantile;
use super::quantity::{Evidence, Level};
use super::special::chi_square_tail;

/// How alike the viewers of one post are: the correlation between them beyond their creator's rate.
///
/// Two posts of one creator differ by more than chance: the hour, the wording, the offer. Without
/// this, ten thousand viewers of one post would count as ten thousand independent answers about
/// the creator.
///
/// # Formula
///
/// ```text
/// Σ_i Σ_j (c_ij − n_ij·p_i)² / [n_ij·p_i·(1 − p_i)·(1 + (n_ij − 1)·ρ)] = Σ_i (m_i − 1)
///
/// c_ij  conversions among the n_ij viewers of post j of entry i
/// p_i   Σ_j c_ij / Σ_j n_ij, where it is above 0 and below 1
/// m_i   posts of entry i, where there are two or more
/// ```
///
/// The left side falls in ρ, so there is at most one solution.
///
/// # Returns
///
/// ρ in 0 … 1; 0 where the posts differ no more than by chance; `None` below five degrees of
/// freedom on the right side, where it would be a guess.
///
/// # Source
///
/// D. A. Williams (1982), Extra-binomial variation in logistic linear models, Applied Statistics
/// 31(2), 144–148, model II: Pearson's statistic set equal to its degrees of freedom.
pub fn post_correlation(entries: &[Vec<Evidence>]) -> Option<f64> {
    // (squared Pearson residual, viewers − 1) of every post that tells something.
    let mut terms = Vec::new();
    let mut freedom = 0.0;
    for posts in entries {
        let (mut seen, mut all) = (0.0, 0.0);
        for post in posts {
            seen += post.conversions();
            all += post.viewers();
        }
        if posts.len() < 2 || seen <= 0.0 || seen >= all {
            continue;
        }
        let rate = seen / all;
        freedom -= 1.0;
        for post in posts {
            freedom += 1.0;
            let expected = post.viewers() * rate;
            let difference = post.conversions() - expected;
            let residual = difference * difference / (expected * (1.0 - rate));
            terms.push((residual, (post.viewers() - 1.0).max(0.0)));
        }
    }
    if freedom < 5.0 {
        return None;
    }
    let surplus = |rho: f64| {
        let shrunk = terms
            .iter()
            .map(|(residual, others)| residual / (1.0 + others * rho));
        shrunk.sum::<f64>() - freedom
    };
    Some(if surplus(0.0) <= 0.0 {
        0.0
    } else if surplus(1.0) >= 0.0 {
        1.0
    } else {
        root(&surplus, 0.0, 1.0)
    })
}

/// As how many independent viewers the viewers of these posts count.
///
/// # Formula
///
/// ```text
/// n² / Σ_j n_j·(1 + (n_j − 1)·ρ),   n = Σ_j n_j
/// ```
///
/// # Returns
///
/// n at ρ = 0; the number of posts at ρ = 1, if they are equal; never more than n. 0 without
/// viewers.
///
/// # Source
///
/// L. Kish (1965), Survey Sampling, section 5.4: the design effect 1 + (n − 1)·ρ of a cluster.
///
/// # Example
///
/// ```
/// use conversion_widget::model::comparison::effective_viewers;
/// assert_eq!(effective_viewers(&[1_000.0, 1_000.0], 1.0), 2.0);
/// ```
pub fn effective_viewers(posts: &[f64], correlation: f64) -> f64 {
    let (mut all, mut weighted) = (0.0, 0.0);
    for viewers in posts {
        all += viewers;
        weighted += viewers * (1.0 + (viewers - 1.0).max(0.0) * correlation);
    }
    if weighted > 0.0 {
        all * all / weighted
    } else {
        0.0
    }
}

/// Whether rates differ by more than chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heterogeneity {
    /// Pearson's statistic.
    pub chi_square: f64,
    /// Entries less one.
    pub degrees_of_freedom: f64,
    /// The probability of such a statistic, or a larger one, if all rates were equal.
    pub p: f64,
    /// Whether an expected count is below 5, so that p is approximate.
    pub approximate: bool,
}

/// Pearson's test of whether several rates are one.
///
/// # Formula
///
/// ```text
/// χ² = Σ_i (c_i − n_i·p)² / (n_i·p·(1 − p)),   p = Σc / Σn,   k − 1 degrees of freedom
/// ```
///
/// # Returns
///
/// `None` with fewer than two entries, and when nobody or everybody converted.
///
/// # Source
///
/// K. Pearson (1900); the rule of five expected: W. G. Cochran (1954), Biometrics 10, 417–451.
pub fn heterogeneity(entries: &[Evidence]) -> Option<Heterogeneity> {
    let rate = pooled(entries).rate()?;
    let mut freedom = -1.0;
    let mut chi_square = 0.0;
    let mut approximate = false;
    for entry in entries {
        freedom += 1.0;
        let (expected, others) = (entry.viewers() * rate, entry.viewers() * (1.0 - rate));
        let difference = entry.conversions() - expected;
        chi_square += difference * difference / (expected * (1.0 - rate));
        approximate |= expected.min(others) < 5.0;
    }
    (freedom > 0.0).then(|| Heterogeneity {
        chi_square,
        degrees_of_freedom: freedom,
        p: chi_square_tail(chi_square, freedom),
        approximate,
    })
}

/// Sums of counts, of which only the ratio of the sums is ever taken.
#[derive(Clone, Copy)]
struct Pool {
    seen: f64,
    all: f64,
}

impl Pool {
    /// The pooled rate, where it is neither 0 nor 1.
    fn rate(self) -> Option<f64> {
        (self.seen > 0.0 && self.seen < self.all).then(|| self.seen / self.all)
    }
}

fn pooled(entries: &[Evidence]) -> Pool {
    let mut pool = Pool {
        seen: 0.0,
        all: 0.0,
    };
    for entry in entries {
        pool.seen += entry.conversions();
        pool.all += entry.viewers();
    }
    pool
}

/// What a group of entries says about the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FittedPrior {
    /// Rates differ: a beta distribution of this mean and weight, in viewers.
    Beta {
        /// Its mean, a/(a + b).
        mean: f64,
        /// Its weight, a + b.
        weight: f64,
    },
    /// Rates differ no more than by chance: one rate for all.
    Pooled {
        /// Σc / Σn.
        mean: f64,
    },
}

/// The prior under which the entries are most likely: beta-binomial maximum likelihood.
///
/// Not by moments, which give every entry the same say, however few its viewers: with twelve
/// creators of 2 to 9,100 viewers the prior mean becomes 10 % instead of 3 %.
///
/// # Formula
///
/// ```text
/// ℓ(a, b) = Σ_i ln B(a + c_i, b + n_i − c_i) − ln B(a, b),   largest over a, b > 0
/// T = ½ Σ_i [c_i(c_i − 1)/p + (n_i − c_i)(n_i − c_i − 1)/(1 − p) − n_i(n_i − 1)],  p = Σc/Σn
/// ```
///
/// T is the slope of ℓ at 1/(a + b) = 0: where it is not above 0, the maximum is there, and all
/// rates are one. Counts need not be whole: ln C(n, c), which they would need, is a constant.
///
/// # Returns
///
/// A mean between 0 and 1 and a weight above 0; `Pooled` also when nobody or everybody converted,
/// and for a weight above 10¹⁰, which nobody could tell from it.
///
/// # Accuracy
///
/// ℓ to its last digits, mean and weight to 1e-7 of themselves: ℓ is flat around its peak.
///
/// # Source
///
/// R. E. Tarone (1979), Testing the goodness of fit of the binomial distribution, Biometrika
/// 66(3), 585–590; A. Gelman et al. (2013), Bayesian Data Analysis, third edition, section 5.3.
pub fn fitted_prior(entries: &[Evidence]) -> FittedPrior {
    let pool = pooled(entries);
    let Some(rate) = pool.rate() else {
        return FittedPrior::Pooled {
            mean: if pool.all > 0.0 {
                pool.seen / pool.all
            } else {
                0.0
            },
        };
    };
    // As a sum around the expectation, and times 2p(1 − p): the three products of n² would cancel.
    let mut slope = -pool.seen * (1.0 - rate);
    for entry in entries {
        let difference = entry.conversions() - entry.viewers() * rate;
        slope += difference * difference;
    }
    if slope <= 0.0 {
        return FittedPrior::Pooled { mean: rate };
    }
    // The likelihood is concave in the mean, so for each weight one mean is best; along these the
    // slope in the weight falls through 0 once.
    let slope_at = |ln_weight: f64| {
        let weight = ln_weight.exp();
        let mean = best_mean(entries, weight, rate);
        slope_in_weight(entries, mean, weight)
    };
    let (lightest, heaviest) = (1e-6_f64.ln(), 1e10_f64.ln());
    if slope_at(heaviest) >= 0.0 {
        return FittedPrior::Pooled { mean: rate };
    }
    let weight = if slope_at(lightest) <= 0.0 {
        lightest.exp()
    } else {
        root(&slope_at, lightest, heaviest).exp()
    };
    FittedPrior::Beta {
        mean: best_mean(entries, weight, rate),
        weight,
    }
}

/// The mean under which the entries are most likely, for a given weight.
fn best_mean(entries: &[Evidence], weight: f64, start: f64) -> f64 {
    let mean = |logit: f64| (1.0 + (-logit).exp()).recip();
    let slope = |logit: f64| {
        let (a, b) = (weight * mean(logit), weight * mean(-logit));
        let part = |one: &Evidence| {
            digamma_rise(a, one.conversions()) - digamma_rise(b, one.viewers() - one.conversions())
        };
        entries.iter().map(part).sum::<f64>() * a * b
    };
    let middle = (start / (1.0 - start)).ln();
    let (mut low, mut high) = (middle, middle);
    let mut step = 0.25;
    // The score falls in the mean: walk out from the pooled rate until it changes sign.
    if slope(middle) > 0.0 {
        while slope(high) > 0.0 && high < 60.0 {
            (low, high, step) = (high, high + step, 2.0 * step);
        }
    } else {
        while slope(low) < 0.0 && low > -60.0 {
            (high, low, step) = (low, low - step, 2.0 * step);
        }
    }
    mean(root(&slope, low, high))
}

/// dℓ/dw at a given mean: of each entry, what its counts say less what their sum says.
fn slope_in_weight(entries: &[Evidence], mean: f64, weight: f64) -> f64 {
    let (a, b) = (weight * mean, weight * (1.0 - mean));
    let part = |one: &Evidence| {
        mean * digamma_rise(a, one.conversions())
            + (1.0 - mean) * digamma_rise(b, one.viewers() - one.conversions())
            - digamma_rise(weight, one.viewers())
    };
    entries.iter().map(part).sum()
}

/// ψ(x + c) − ψ(x), of which the difference would lose all digits where c is small beside x.
fn digamma_rise(x: f64, c: f64) -> f64 {
    let mut sum = 0.0;
    let mut x = x;
    while x < 12.0 {
        sum += c / (x * (x + c));
        x += 1.0;
    }
    let y = x + c;
    // Abramowitz and Stegun 6.3.18: ψ(x) = ln x − 1/(2x) − 1/(12x²) + 1/(120x⁴) − …
    let rest = |x: f64| {
        let square = 1.0 / (x * x);
        let series = [
            1.0 / 12.0,
            -1.0 / 120.0,
            1.0 / 252.0,
            -1.0 / 240.0,
            1.0 / 132.0,
            -691.0 / 32_760.0,
        ];
        series.iter().rev().fold(0.0, |all, c| all * square + c) * square
    };
    sum + (c / x).ln_1p() + 0.5 * c / (x * y) + (rest(x) - rest(y))
}

/// Where a function that is positive at `low` and negative at `high`, or the other way round,
/// is 0: Ridders' method, which never leaves the bracket and doubles its digits with each step.
fn root(function: &dyn Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let (mut at_low, mut at_high) = (function(low), function(high));
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if at_low == 0.0 || high - low <= 1e-15 * (high.abs() + low.abs()) {
            return low;
        }
        if at_high == 0.0 {
            return high;
        }
        let at_middle = function(middle);
        let scale = (at_middle * at_middle - at_low * at_high).sqrt();
        if at_middle == 0.0 || scale == 0.0 {
            return middle;
        }
        let toward = if at_low > at_high { 1.0 } else { -1.0 };
        let next = middle + (middle - low) * toward * at_middle / scale;
        let at_next = function(next);
        for (point, value) in [(middle, at_middle), (next, at_next)] {
            if point > low && point < high {
                if (value > 0.0) == (at_low > 0.0) {
                    (low, at_low) = (point, value);
                } else {
                    (high, at_high) = (point, value);
                }
            }
        }
    }
    0.5 * (low + high)
}

/// p-values of many comparisons, adjusted so that one wrongly significant among them all stays as
/// rare as in a single one: Holm's method.
///
/// Bonferroni multiplies all of them by m; Holm's never gives a larger one, and promises the same.
///
/// # Formula
///
/// ```text
/// p̃_(i) = max_{j ≤ i} min(1, (m − j + 1)·p_(j)),   p_(1) ≤ … ≤ p_(m)
/// ```
///
/// # Returns
///
/// The adjusted values in the order of the given ones; none below its own p, none above 1.
///
/// # Source
///
/// S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal
/// of Statistics 6(2), 65–70.
///
/// # Example
///
/// ```
/// use conversion_widget::model::comparison::holm;
/// assert_eq!(holm(&[0.04, 0.01]), [0.04, 0.02]);
/// ```
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut left = p_values.iter().fold(0.0, |count, _| count + 1.0);
    let mut highest = 0.0_f64;
    let mut adjusted = vec![1.0; p_values.len()];
    for (p, place) in ranking(p_values) {
        highest = highest.max(left * p).min(1.0);
        if let Some(slot) = adjusted.get_mut(place) {
            *slot = highest;
        }
        left -= 1.0;
    }
    adjusted
}

/// Values with their places, the smallest first, and equal ones in the order of their places.
///
/// Sorted by a comb, whose gap shrinks to 1: 200 entries have 19,900 pairs, and sorting slices as
/// the library does costs every reader a kilobyte.
///
/// # Example
///
/// ```
/// use conversion_widget::model::comparison::ranking;
/// assert_eq!(ranking(&[2.0, 1.0, 1.0]), [(1.0, 1), (1.0, 2), (2.0, 0)]);
/// ```
pub fn ranking(values: &[f64]) -> Vec<(f64, usize)> {
    let mut ranked: Vec<(f64, usize)> = Vec::new();
    for (place, &value) in values.iter().enumerate() {
        ranked.push((value, place));
    }
    let (mut gap, mut is_sorted) = (ranked.len(), false);
    while !is_sorted {
        gap = (gap * 3 / 4).max(1);
        is_sorted = gap == 1;
        for at in gap..ranked.len() {
            if let (Some(one), Some(other)) = (ranked.get(at - gap), ranked.get(at))
                && one > other
            {
                ranked.swap(at - gap, at);
                is_sorted = false;
            }
        }
    }
    ranked
}

/// A difference of two rates, the first less the second, with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The estimate.
    pub value: f64,
    /// The lower end, at least −1.
    pub low: f64,
    /// The upper end, at most 1.
    pub high: f64,
}

/// The difference of two rates within groups that both have: Mantel and Haenszel's, of which the
/// mix of the groups is no part.
///
/// With Sato's variance, which holds for a few large groups and for many small ones, and which in
/// a single group is the plain p₁q₁/n₁ + p₂q₂/n₂; Greenland and Robins' needs large groups.
///
/// # Formula
///
/// ```text
/// W = Σ n₁n₂/N,  N = n₁ + n₂
/// D = Σ (c₁n₂ − c₂n₁)/N / W
/// P = Σ [n₁²c₂ − n₂²c₁ + n₁n₂(n₂ − n₁)/2] / N²
/// Q = Σ [c₁(n₂ − c₂) + c₂(n₁ − c₁)] / (2N)
/// D ± z·√(D·P + Q) / W
/// ```
///
/// # Returns
///
/// low ≤ value ≤ high, mirrored when the two change places; `None` without groups, and where
/// nothing varies, so that there is no interval.
///
/// # Source
///
/// N. Mantel and W. Haenszel (1959), Journal of the National Cancer Institute 22, 719–748;
/// T. Sato (1989), On the variance estimator for the Mantel–Haenszel risk difference, Biometrics
/// 45(4), 1323–1324.
pub fn mantel_haenszel(strata: &[(Evidence, Evidence)], level: Level) -> Option<Difference> {
    let (mut weight, mut difference, mut tilt, mut spread) = (0.0, 0.0, 0.0, 0.0);
    for (first, second) in strata {
        let (c1, n1) = (first.conversions(), first.viewers());
        let (c2, n2) = (second.conversions(), second.viewers());
        let all = n1 + n2;
        weight += n1 * n2 / all;
        difference += (c1 * n2 - c2 * n1) / all;
        tilt += (n1 * n1 * c2 - n2 * n2 * c1 + 0.5 * n1 * n2 * (n2 - n1)) / (all * all);
        spread += (c1 * (n2 - c2) + c2 * (n1 - c1)) / (2.0 * all);
    }
    let value = difference / weight;
    let variance = value * tilt + spread;
    // A hair above 0 is what rounding leaves of a variance of 0.
    if weight <= 0.0 || variance <= 1e-14 * spread {
        return None;
    }
    let reach = upper_quantile(level.tail()) * variance.sqrt() / weight;
    Some(Difference {
        value,
        low: (value - reach).max(-1.0),
        high: (value + reach).min(1.0),
    })
}

/// How sure it is that pooling turns a comparison round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversal {
    /// The difference within the groups is beyond chance.
    Certain,
    /// It may be chance.
    Possible,
}

/// Whether one entry is ahead in every group and behind in the sum (Simpson's paradox).
///
/// # Returns
///
/// `None` with fewer than two groups, without one sign in all of them, and where the pooled rates
/// over these groups do not have the opposite one. Certain when the [`mantel_haenszel`] interval
/// excludes 0.
///
/// # Source
///
/// E. H. Simpson (1951), Journal of the Royal Statistical Society B 13, 238–241.
pub fn reversal(strata: &[(Evidence, Evidence)], level: Level) -> Option<Reversal> {
    if !is_reversed(strata) {
        None
    } else if is_certain(strata, level) {
        Some(Reversal::Certain)
    } else {
        Some(Reversal::Possible)
    }
}

/// Whether one entry is ahead in every group, of two or more, and behind in the sum.
pub fn is_reversed(strata: &[(Evidence, Evidence)]) -> bool {
    let ahead =
        |(c1, n1): (f64, f64), (c2, n2): (f64, f64)| (c1 * n2 - c2 * n1) * f64::from(n1 * n2 > 0.0);
    let (mut first, mut second) = ((0.0, 0.0), (0.0, 0.0));
    let (mut groups, mut signs) = (0, 0.0);
    for (one, other) in strata {
        let one = (one.conversions(), one.viewers());
        let other = (other.conversions(), other.viewers());
        first = (first.0 + one.0, first.1 + one.1);
        second = (second.0 + other.0, second.1 + other.1);
        groups += 1;
        let sign = ahead(one, other);
        if sign != 0.0 {
            signs += sign.signum();
        }
    }
    let total = ahead(first, second);
    // One sign in all groups, and the other in the sum.
    groups > 1 && signs * total < 0.0 && signs.abs() + 0.5 > f64::from(groups)
}

/// Whether the difference within the groups is beyond chance.
pub fn is_certain(strata: &[(Evidence, Evidence)], level: Level) -> bool {
    mantel_haenszel(strata, level).is_some_and(|found| found.low > 0.0 || found.high < 0.0)
}
