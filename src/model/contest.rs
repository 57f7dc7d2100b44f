//! Which of several rates is the highest, and what choosing another one costs.

use super::posterior::Beta;
use super::quadrature::{Grid, SIZE};
use super::special::{beta_stirling, log1pmx};
use core::f64::consts::TAU;

/// What competes: a scale times a rate that is known by its posterior.
///
/// A scale of 1 compares rates. Viewers per unit of money as the scale compares conversions per
/// unit of money, and the highest of these is the cheapest conversion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaled {
    /// What is believed of the rate.
    pub rate: Beta,
    /// The positive, finite factor.
    pub scale: f64,
}

impl Scaled {
    /// The rate itself.
    pub const fn rate(rate: Beta) -> Self {
        Self { rate, scale: 1.0 }
    }
}

/// How one entry stands among all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// The probability that it is the highest of all.
    pub chance_best: f64,
    /// How much lower it is than the highest, on average: 0 for one that is surely the best.
    pub expected_loss: f64,
}

/// Both sides of a comparison of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Duel {
    /// The probability that the rate of the second is above that of the first.
    pub chance_b_better: f64,
    /// What choosing the first costs on average: `E[max(p_b − p_a, 0)]`.
    pub loss_of_a: f64,
    /// What choosing the second costs on average: `E[max(p_a − p_b, 0)]`.
    pub loss_of_b: f64,
}

/// The chance that each entry is the best, and the expected loss from choosing it.
///
/// Not by simulation, whose third digit changes with every draw, and not by one quadrature an
/// entry, which for 200 entries takes seconds: all entries share the same panels, on which their
/// distribution functions are sums of what was integrated anyway.
///
/// # Formula
///
/// ```text
/// X_k = s_k·p_k,   p_k ~ Beta(a_k, b_k) independent,   s_k > 0
/// chance_best   = ∫ f_k(x) Π_{j≠k} F_j(x) dx
/// expected_loss = E[max_j X_j − X_k] = ∫ F_k(x) (1 − Π_{j≠k} F_j(x)) dx
/// t = ln(x/(S − x)),  S = max s_j:  the axis of integration
/// ```
///
/// f and F are density and distribution function. Over the log odds t every beta density is
/// smooth and log-concave, also where a or b is far below 1 and the density over p is infinite at
/// an end. Where the highest of all hardly ever lies nothing can be the best, so the panels begin
/// above that.
/// No term is negative, and 1 − ΠF is summed from the upper tails: a loss of 10⁻¹⁵ keeps its
/// digits, while the textbook difference of two expectations has none left.
///
/// # Returns
///
/// One standing an entry, in their order. The chances add to 1; equal entries have equal
/// standings; the loss is at least `E[X_j] − E[X_k]` for every j.
///
/// # Accuracy
///
/// Chances to 1e-12 and losses to 1e-10 of themselves (those above 1e-15 of the scale) for 1 to
/// 200 entries of 1 to 10⁹ viewers. An entry with b < 1 whose scale is not the highest gets its
/// mass within 10⁻¹³ of its upper end spread over the rest.
///
/// # Source
///
/// The integrals: E. Miller (2015), Formulas for Bayesian A/B testing; C. Stucchio (2014), Easy
/// evaluation of decision rules in Bayesian A/B testing.
///
/// # Example
///
/// ```
/// use conversion_widget::model::contest::{Scaled, contest};
/// use conversion_widget::model::posterior::Beta;
/// use conversion_widget::model::quantity::Evidence;
/// # fn main() -> Result<(), conversion_widget::model::quantity::QuantityError> {
/// let mut entries = Vec::new();
/// for (conversions, viewers) in [(300.0, 10_000.0), (12.0, 600.0), (4.0, 80.0)] {
///     let evidence = Evidence::new(conversions, viewers)?;
///     entries.push(Scaled::rate(Beta::of(0.02, 200.0, evidence)?));
/// }
/// let chances: Vec<f64> = contest(&entries).iter().map(|one| one.chance_best).collect();
/// assert!((chances[0] - 0.568).abs() < 5e-4);
/// assert!((chances[2] - 0.406).abs() < 5e-4);
/// # Ok(())
/// # }
/// ```
pub fn contest(entries: &[Scaled]) -> Vec<Standing> {
    let grid = Grid::new();
    let mut top = 0.0_f64;
    for entry in entries {
        top = top.max(entry.scale);
    }
    let mut curves = Vec::new();
    let (mut from, mut to) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for entry in entries {
        let curve = Curve::new(*entry, top);
        from = from.max(curve.low);
        to = to.max(curve.high);
        curves.push(curve);
    }
    let from = start(entries, &curves, from, to);
    let panels = panels(&curves, from, to, &grid);
    let mut runners = Vec::new();
    for curve in &curves {
        runners.push(Runner::new(curve, &panels, from, &grid));
    }

    // What an entry loses at each node above its own upper end.
    let mut gaps = Vec::new();
    let mut after = Vec::new();
    for node in panels.iter().flat_map(|panel| &panel.nodes) {
        let index = gaps.len();
        after.clear();
        let mut others = Others::NONE;
        for own in runners.iter().rev().filter_map(|one| one.owns.get(index)) {
            after.push(others);
            others.join(own);
        }
        let mut before = Others::NONE;
        for runner in &mut runners {
            if let Some(own) = runner.owns.get(index)
                && let Some(after) = after.pop()
            {
                let (u, v) = (before.any_above, after.any_above);
                runner.chance += node.weight * own.height * before.all_below * after.all_below;
                runner.loss += node.length * own.lower * (u + v - u * v);
                before.join(own);
            }
        }
        gaps.push(node.length * before.any_above);
    }
    let mut standings = Vec::new();
    for runner in &runners {
        let mut loss = runner.loss;
        for gap in gaps.iter().skip(runner.owns.len()) {
            loss += gap;
        }
        standings.push(Standing {
            chance_best: runner.chance.min(1.0),
            expected_loss: top * loss,
        });
    }
    standings
}

/// The comparison of two rates.
///
/// # Formula
///
/// ```text
/// chance_b_better = P(p_b > p_a)
/// loss_of_a = ∫ F_a (1 − F_b) dp,   loss_of_b = ∫ F_b (1 − F_a) dp
/// ```
///
/// # Returns
///
/// `loss_of_a − loss_of_b` is the difference of the means, b's minus a's.
///
/// # Accuracy
///
/// As [`contest`].
///
/// # Example
///
/// Evan Miller's default, 100 and 120 of 1,000 with a flat prior.
///
/// ```
/// use conversion_widget::model::contest::head_to_head;
/// use conversion_widget::model::posterior::Beta;
/// # fn main() -> Result<(), conversion_widget::model::quantity::QuantityError> {
/// let duel = head_to_head(Beta::new(101.0, 901.0)?, Beta::new(121.0, 881.0)?);
/// assert!((duel.chance_b_better - 0.923_183_438_973_559_7).abs() < 1e-12);
/// # Ok(())
/// # }
/// ```
pub fn head_to_head(a: Beta, b: Beta) -> Duel {
    let standings = contest(&[Scaled::rate(a), Scaled::rate(b)]);
    let mut losses = standings.iter().map(|one| one.expected_loss);
    Duel {
        chance_b_better: standings.last().map_or(0.0, |one| one.chance_best),
        loss_of_a: losses.next().unwrap_or(0.0),
        loss_of_b: losses.next().unwrap_or(0.0),
    }
}

/// Where a density has fallen to e⁻⁴² ≈ 6·10⁻¹⁹ of its peak, it ends.
const DROP: f64 = 42.0;

/// A panel is at most so many standard deviations of every entry on it.
const WIDTH: f64 = 2.0;

/// A point of the shared axis.
struct Point {
    /// x/S.
    share: f64,
    /// 1 − x/S.
    rest: f64,
    /// ln(x/S), also where the share is too small for a double.
    ln_share: f64,
    /// ln(1 − x/S), likewise.
    ln_rest: f64,
}

impl Point {
    fn at(t: f64) -> Self {
        let small = (-t.abs()).exp();
        let (near, far) = (1.0 / (1.0 + small), small / (1.0 + small));
        let ln_near = -small.ln_1p();
        let ln_far = ln_near - t.abs();
        if t > 0.0 {
            Self {
                share: near,
                rest: far,
                ln_share: ln_near,
                ln_rest: ln_far,
            }
        } else {
            Self {
                share: far,
                rest: near,
                ln_share: ln_far,
                ln_rest: ln_near,
            }
        }
    }
}

/// A point below which the highest of all lies with a probability below e⁻⁶⁰, found by halving.
///
/// With entries whose upper ends lie one below the other, each end takes panels of its own: of two
/// hundred with different scales that have all converted, only the first few still matter.
fn start(entries: &[Scaled], curves: &[Curve], low: f64, high: f64) -> f64 {
    let mut start = low;
    // Further out doubles have no room for the share.
    let (mut low, mut high) = (low.max(-600.0), high.min(40.0).max(low));
    for _ in 0..12 {
        let middle = 0.5 * (low + high);
        let share = Point::at(middle).share;
        let mut ln_below = 0.0;
        for (entry, curve) in entries.iter().zip(curves) {
            if ln_below > -60.0 && curve.high > middle {
                ln_below += entry.rate.cdf((share * curve.ratio).min(1.0)).lower.ln();
            }
        }
        if ln_below < -60.0 {
            (low, start) = (middle, middle);
        } else {
            high = middle;
        }
    }
    start
}

/// The density of one entry over the shared axis.
struct Curve {
    a: f64,
    b: f64,
    mean: f64,
    /// 1 − mean, with its own digits.
    rest: f64,
    front: f64,
    /// S/s, at least 1.
    ratio: f64,
    ln_ratio: f64,
    /// Where the density begins and ends, on the shared axis.
    low: f64,
    high: f64,
    /// Whether the end is so near the largest possible value that a panel has to end there too.
    abrupt: bool,
}

impl Curve {
    fn new(entry: Scaled, top: f64) -> Self {
        let (a, b) = (entry.rate.a(), entry.rate.b());
        let sum = a + b;
        let ratio = top / entry.scale;
        let mut curve = Self {
            a,
            b,
            mean: a / sum,
            rest: b / sum,
            front: (a / TAU * (b / sum)).sqrt() * (-beta_stirling(a, b, sum)).exp(),
            ratio,
            ln_ratio: ratio.ln(),
            low: 0.0,
            high: 0.0,
            abrupt: false,
        };
        let middle = a.ln() - b.ln();
        let high = middle + extent(b, curve.rest, curve.mean, sum);
        // On the shared axis nothing nearer to the upper end of a smaller scale can be told apart.
        let high = if ratio > 1.0 { high.min(30.0) } else { high };
        curve.abrupt = ratio > 1.0 && high > 2.0;
        curve.low = curve.shared(middle - extent(a, curve.mean, curve.rest, sum));
        curve.high = curve.shared(high);
        curve
    }

    /// The log odds of the entry's own rate at a point of the shared axis.
    fn own(&self, t: f64) -> f64 {
        if self.ratio <= 1.0 {
            return t;
        }
        let ln_rate = Point::at(t).ln_share + self.ln_ratio;
        ln_rate - (-ln_rate.exp_m1()).ln()
    }

    /// The point of the shared axis at which the entry's own rate has these log odds.
    fn shared(&self, own: f64) -> f64 {
        if self.ratio <= 1.0 {
            return own;
        }
        let ln_share = Point::at(own).ln_share - self.ln_ratio;
        ln_share - (-ln_share.exp_m1()).ln()
    }

    /// The density with respect to t.
    fn density(&self, at: &Point) -> f64 {
        let rate = at.share * self.ratio;
        let (other, ln_other, stretch) = if self.ratio <= 1.0 {
            (at.rest, at.ln_rest, 1.0)
        } else {
            let other = 1.0 - rate;
            if other <= 0.0 {
                return 0.0;
            }
            (other, other.ln(), at.rest / other)
        };
        let d = if rate < 0.5 {
            rate - self.mean
        } else {
            self.rest - other
        };
        let first = bend(at.ln_share + self.ln_ratio, self.mean, d);
        let second = bend(ln_other, self.rest, -d);
        self.front * stretch * (self.a * first + self.b * second).exp()
    }

    /// How far a panel that begins at t may reach.
    fn reach(&self, t: f64) -> f64 {
        let own = self.own(t);
        let sum = self.a + self.b;
        let width = |from: f64| {
            let at = Point::at(from);
            WIDTH / (sum * at.share * at.rest).sqrt()
        };
        // The deviation shrinks towards even odds, so the width at the far end counts; found from
        // both sides of it.
        let here = width(own);
        let short = width(own + here);
        let step = if short < here {
            (short * width(own + short)).sqrt().min(here)
        } else {
            here
        };
        let narrowest = 2.0 * WIDTH / sum.sqrt();
        let step = if own < 0.0 && own + step > 0.0 {
            step.min(narrowest.max(-own))
        } else {
            step
        };
        // The logistic curve itself is smooth over so much, and straight far out.
        let step = if own < -44.0 {
            step.min(-40.0 - own)
        } else if own < 40.0 {
            step.min(if self.ratio > 1.0 && own > 0.8 {
                1.2
            } else {
                2.5
            })
        } else {
            step
        };
        self.shared(own + step)
    }
}

/// ln(x/m) − (x − m)/m from ln x, m and d = x − m.
fn bend(ln_x: f64, m: f64, d: f64) -> f64 {
    let share = d / m;
    if share < -0.5 {
        ln_x - m.ln() - share
    } else {
        log1pmx(share)
    }
}

/// How far below the mean, in log odds, the density ends.
///
/// The drop there, D(s) = a·s + n·ln(1 − m + m·e^{−s}), is convex, and at least
/// n·m·(1 − m)·(s²/2)/(1 + s/3): from where that is enough, Newton's steps come down to the end
/// and never past it.
fn extent(a: f64, mean: f64, rest: f64, sum: f64) -> f64 {
    let c = DROP / (a * rest);
    let mut s = c / 3.0 + (c * c / 9.0 + 2.0 * c).sqrt();
    for _ in 0..12 {
        let shrunk = mean * (-s).exp();
        let ln = if s < 1.0 {
            (mean * (-s).exp_m1()).ln_1p()
        } else {
            (rest + shrunk).ln()
        };
        let excess = a * s + sum * ln - DROP;
        if excess < 0.1 * DROP {
            break;
        }
        s -= excess / (a - sum * shrunk / (rest + shrunk));
    }
    s
}

/// A node of the shared axis.
struct Node {
    at: Point,
    /// Its weight for integrals over t.
    weight: f64,
    /// Its weight for integrals over x/S.
    length: f64,
}

/// A piece of the shared axis with its nodes.
struct Panel {
    from: f64,
    /// Half its length in t.
    half: f64,
    nodes: Vec<Node>,
}

impl Panel {
    fn new(from: f64, to: f64, grid: &Grid) -> Self {
        let (half, middle) = (0.5 * (to - from), 0.5 * (to + from));
        let mut nodes = Vec::new();
        for (x, weight) in &grid.nodes {
            let at = Point::at(middle + half * x);
            let weight = half * weight;
            nodes.push(Node {
                weight,
                length: weight * at.share * at.rest,
                at,
            });
        }
        Self { from, half, nodes }
    }
}

/// Panels from `start` to `end`, short enough for every curve that they meet.
fn panels(curves: &[Curve], start: f64, end: f64, grid: &Grid) -> Vec<Panel> {
    let mut panels = Vec::new();
    let mut from = start;
    while from < end {
        let mut to = end;
        let (mut sum_a, mut sum_b) = (0.0, 0.0);
        for curve in curves.iter().filter(|curve| curve.high > from) {
            to = to.min(curve.reach(from));
            if curve.abrupt {
                to = to.min(curve.high);
            }
            sum_a += curve.a;
            sum_b += curve.b;
        }
        // Far out the product of all is an exponential: over a panel, by no more than e²⁰.
        if from < -44.0 {
            to = to.min(from + 20.0 / sum_a);
        } else if from > 40.0 {
            to = to.min(from + 20.0 / sum_b);
        }
        // Where doubles cannot tell the ends apart, a panel still has to move on.
        to = to.max(from + 1e-12 * (end - start) + 4e-16 * from.abs());
        panels.push(Panel::new(from, to, grid));
        from = to;
    }
    panels
}

/// One entry at one node: its density, and its distribution function from both ends.
struct Own {
    height: f64,
    lower: f64,
    upper: f64,
}

/// One entry on its way over the nodes.
struct Runner {
    /// On the panels from the first to the last on which the density has not ended.
    owns: Vec<Own>,
    chance: f64,
    /// In units of S.
    loss: f64,
}

impl Runner {
    fn new(curve: &Curve, panels: &[Panel], start: f64, grid: &Grid) -> Self {
        let from = Point::at(start).share;
        let mut runner = Self {
            owns: Vec::new(),
            chance: 0.0,
            loss: from - curve.mean / curve.ratio,
        };
        if curve.high <= start {
            return runner;
        }
        // What lies below the first panel: its probability, and the shortfall E[(start − X)⁺].
        let (mut below, mut shortfall) = (0.0, 0.0);
        let own_panels = self::panels(core::slice::from_ref(curve), curve.low, start, grid);
        for node in own_panels.iter().flat_map(|panel| &panel.nodes) {
            let mass = node.weight * curve.density(&node.at);
            below += mass;
            shortfall += mass * (from - node.at.share);
        }
        let (mut heights, mut parts) = (Vec::new(), Vec::new());
        for panel in panels {
            if panel.from < curve.high {
                let mut part = 0.0;
                for node in &panel.nodes {
                    let height = curve.density(&node.at);
                    part += node.weight * height;
                    heights.push(height);
                }
                parts.push(part);
            }
        }
        let total = parts.iter().rev().fold(below, |sum, part| sum + part);
        for value in heights.iter_mut().chain(&mut parts) {
            *value /= total;
        }
        // From the right, so that a small upper tail is not the difference of two numbers near 1.
        let mut uppers = vec![0.0; heights.len()];
        let strips = uppers.chunks_mut(SIZE).zip(heights.chunks(SIZE));
        let mut above = 0.0;
        for (((uppers, heights), panel), part) in strips.zip(panels).zip(&parts).rev() {
            if above < 0.5 {
                grid.sums(uppers, heights, panel.half, above, true);
            }
            above += part;
        }
        let strips = uppers.chunks(SIZE).zip(heights.chunks(SIZE));
        let mut under = below / total;
        let mut lowers = [0.0; SIZE];
        for (((uppers, heights), panel), part) in strips.zip(panels).zip(&parts) {
            let is_left = under <= 0.5;
            if is_left {
                grid.sums(&mut lowers, heights, panel.half, under, false);
            }
            under += part;
            for ((&height, &lower), &upper) in heights.iter().zip(&lowers).zip(uppers) {
                let lower = if is_left { lower } else { 1.0 - upper };
                let upper = if under <= 0.5 { 1.0 - lower } else { upper };
                runner.owns.push(Own {
                    height,
                    lower,
                    upper,
                });
            }
        }
        runner.loss = shortfall / total;
        runner
    }
}

/// A group of entries at one node.
#[derive(Clone, Copy)]
struct Others {
    /// The probability that all of them are below.
    all_below: f64,
    /// Its complement, that at least one is above, with its own digits.
    any_above: f64,
}

impl Others {
    const NONE: Self = Self {
        all_below: 1.0,
        any_above: 0.0,
    };

    fn join(&mut self, own: &Own) {
        self.all_below *= own.lower;
        self.any_above += own.upper - self.any_above * own.upper;
    }
}
