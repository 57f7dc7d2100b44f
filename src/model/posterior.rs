//! The beta distribution: what is believed of a rate before and after the evidence.

use super::normal::upper_quantile;
use super::proportion::Interval;
use super::quantity::{Evidence, Level, QuantityError};
use super::special::{Tails, bend, beta_front, beta_tails};

/// A belief about a rate: Beta(a, b), with density proportional to `p^(a−1)·(1 − p)^(b−1)`.
///
/// Read as a − 1 conversions among a + b − 2 viewers that were seen or imagined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
}

impl Beta {
    /// Every rate is as likely as any other.
    pub const FLAT: Self = Self { a: 1.0, b: 1.0 };

    /// Checks the two parameters.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when one of them is not finite, or not above 0.
    pub fn new(a: f64, b: f64) -> Result<Self, QuantityError> {
        if !a.is_finite() || !b.is_finite() {
            Err(QuantityError::NotFinite)
        } else if a > 0.0 && b > 0.0 {
            Ok(Self { a, b })
        } else {
            Err(QuantityError::OutOfRange)
        }
    }

    /// What is believed of a rate once the evidence is in.
    ///
    /// The prior says what rates are plausible before the first viewer: without one, 4 of 80 looks
    /// better than 300 of 10,000.
    ///
    /// # Formula
    ///
    /// ```text
    /// Beta(μw + c, (1 − μ)w + n − c)
    ///
    /// μ  mean of the prior, in 0 … 1
    /// w  its weight, in viewers, ≥ 0
    /// c  conversions among n viewers
    /// ```
    ///
    /// # Returns
    ///
    /// A mean between μ and c/n: (μw + c)/(w + n).
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when a parameter would not be above 0: nothing imagined and nothing seen.
    ///
    /// # Example
    ///
    /// ```
    /// use conversion_widget::model::posterior::Beta;
    /// use conversion_widget::model::quantity::Evidence;
    /// # fn main() -> Result<(), conversion_widget::model::quantity::QuantityError> {
    /// let shrunk = Beta::of(0.02, 200.0, Evidence::new(4.0, 80.0)?)?;
    /// assert!((shrunk.mean() - 8.0 / 280.0).abs() < 1e-16);
    /// # Ok(())
    /// # }
    /// ```
    pub fn of(
        prior_mean: f64,
        prior_weight: f64,
        evidence: impl Into<Evidence>,
    ) -> Result<Self, QuantityError> {
        let evidence = evidence.into();
        let (seen, all) = (evidence.conversions(), evidence.viewers());
        Self::new(
            prior_mean * prior_weight + seen,
            (1.0 - prior_mean) * prior_weight + (all - seen),
        )
    }

    /// The first parameter: conversions imagined and seen.
    pub const fn a(self) -> f64 {
        self.a
    }

    /// The second parameter: viewers imagined and seen who did not convert.
    pub const fn b(self) -> f64 {
        self.b
    }

    /// a/(a + b), the expected rate.
    pub fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// √(ab/(a + b + 1))/(a + b), how far the rate is typically from its mean.
    pub fn standard_deviation(self) -> f64 {
        let sum = self.a + self.b;
        ((self.a / sum) * (self.b / sum) / (sum + 1.0)).sqrt()
    }

    /// The probabilities that the rate is below and above `rate`.
    pub fn cdf(self, rate: f64) -> Tails {
        beta_tails(rate, self.a, self.b)
    }

    /// The rate below which lies the probability `tail`.
    ///
    /// # Formula
    ///
    /// ```text
    /// I_p(a, b) = tail,   tail in (0, 1)
    /// ```
    ///
    /// Newton's method on the logarithm of the tail, over the logarithm of the odds: there every
    /// beta distribution is log-concave, so that the steps cannot run away, however small a or b.
    ///
    /// # Returns
    ///
    /// A rate, rising in `tail`; 0 also where the answer is below 10⁻³⁰⁰.
    ///
    /// # Accuracy
    ///
    /// Relative error below 1e-12, of the rate or of its complement, whichever is smaller (against
    /// 50-digit values, a + b from 2 to 10⁹).
    ///
    /// # Example
    ///
    /// ```
    /// use conversion_widget::model::posterior::Beta;
    /// # fn main() -> Result<(), conversion_widget::model::quantity::QuantityError> {
    /// assert!((Beta::new(1.0, 1.0)?.quantile(0.025) - 0.025).abs() < 1e-16);
    /// # Ok(())
    /// # }
    /// ```
    pub fn quantile(self, tail: f64) -> f64 {
        if tail > 0.5 {
            self.point(1.0 - tail, true)
        } else {
            self.point(tail, false)
        }
    }

    /// The rate above which lies the probability `tail`; see [`Beta::quantile`].
    pub fn upper_quantile(self, tail: f64) -> f64 {
        if tail > 0.5 {
            self.point(1.0 - tail, false)
        } else {
            self.point(tail, true)
        }
    }

    /// The point that leaves `tail` ≤ ½ above, or below, itself.
    fn point(self, tail: f64, above: bool) -> f64 {
        if self.a > self.b {
            // Near 1 a double has lost the complement; near 0 it has not.
            let mirror = Self {
                a: self.b,
                b: self.a,
            };
            return 1.0 - mirror.point(tail, !above);
        }
        if tail <= 0.0 {
            return if above { 1.0 } else { 0.0 };
        }
        let sign = if above { -1.0 } else { 1.0 };
        let mean = self.mean();
        // The spread of the log odds is nearly 1/√(ab/(a + b)).
        let spread = (mean * self.b).sqrt().recip();
        // Upwards the tail falls ever faster, and a bold step would end where it is 0.
        let outwards = if above { 2.0 } else { 600.0 };
        let mut x = moved(mean, -sign * (upper_quantile(tail) * spread).min(outwards));
        let target = tail.ln();
        for _ in 0..60 {
            let tails = self.cdf(x);
            let here = if above { tails.upper } else { tails.lower };
            let slope = beta_front(x, self.a, self.b) / here;
            let missing = target - here.ln();
            if !missing.is_finite() || slope <= 0.0 {
                break;
            }
            x = moved(x, sign * (missing / slope).max(-outwards).min(600.0));
            if missing.abs() < 1e-8 {
                break;
            }
        }
        x
    }

    /// The interval that holds the rate with the probability `level`, with as much left out below
    /// as above.
    ///
    /// # Returns
    ///
    /// 0 ≤ low ≤ high ≤ 1. The mean may lie outside where a or b is far below 1.
    pub fn credible_interval(self, level: Level) -> Interval {
        let low = self.quantile(level.tail());
        Interval {
            low,
            high: self.upper_quantile(level.tail()).max(low),
        }
    }

    /// The density at `rate` as a share of the highest density, for a picture.
    ///
    /// Without ln B, which a picture does not need. Where a or b is below 1 the density has no
    /// highest value; it is then measured against that at the mean, and cut off at 1.
    ///
    /// # Returns
    ///
    /// From 0 to 1; 1 at the mode (a − 1)/(a + b − 2), 0 outside 0 … 1.
    pub fn relative_density(self, rate: f64) -> f64 {
        if !(0.0..=1.0).contains(&rate) {
            return 0.0;
        }
        let (a, b) = (self.a - 1.0, self.b - 1.0);
        if a + b <= 0.0 || a < 0.0 || b < 0.0 {
            let mean = self.mean();
            let first = part(a, (rate / mean).ln());
            let second = part(b, ((mean - rate) / (1.0 - mean)).ln_1p());
            return (first + second).exp().min(1.0);
        }
        let (mode, rest) = (a / (a + b), b / (a + b));
        let d = rate - mode;
        (part(a, bend(rate, mode, d)) + part(b, bend(1.0 - rate, rest, -d))).exp()
    }
}

/// power · logarithm, where the power 0 leaves 1 even of 0.
fn part(power: f64, logarithm: f64) -> f64 {
    if power == 0.0 { 0.0 } else { power * logarithm }
}

/// The rate whose log odds are `step` from those of `x`, without taking any logarithm.
fn moved(x: f64, step: f64) -> f64 {
    let growth = step.exp_m1();
    let next = x + x * (1.0 - x) * growth / (1.0 + x * growth);
    if growth < -0.5 {
        // Far below, the sum would cancel.
        let odds = x / (1.0 - x) * step.exp();
        odds / (1.0 + odds)
    } else {
        next.min(1.0)
    }
}
