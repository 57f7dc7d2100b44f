//! Sixteen-point Gauss–Legendre integration.

/// The positive half of the sixteen nodes on −1 … 1, each with its weight.
///
/// The nodes of the other half are the same with a minus sign. Sixteen, because one panel of them
/// integrates a normal density over three standard deviations to the last digit of a double, and
/// fewer panels are cheaper than fewer nodes.
///
/// # Source
///
/// Abramowitz and Stegun (1964), table 25.4, n = 16, computed to 25 digits.
pub const HALF: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_58),
    (0.458_016_777_657_227_37, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_8, 0.149_595_988_816_576_74),
    (0.755_404_408_355_003, 0.124_628_971_255_533_88),
    (0.865_631_202_387_831_8, 0.095_158_511_682_492_79),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_894),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_096),
];

/// How many nodes a panel has.
pub const SIZE: usize = 16;

/// The nodes on −1 … 1 with all that integrates over them, up to a node and from it.
pub struct Grid {
    /// The nodes, rising.
    pub nodes: [f64; SIZE],
    /// Their weights, which add to 2.
    pub weights: [f64; SIZE],
    /// Row i integrates from −1 to node i the polynomial through the values at all nodes.
    to_node: [[f64; SIZE]; SIZE],
}

impl Grid {
    /// All of it, from the half above.
    ///
    /// # Formula
    ///
    /// ```text
    /// to_node_ij = w_j/2 · (1 + x_i + Σ_{k=1}^{15} P_k(x_j)·(P_{k+1}(x_i) − P_{k−1}(x_i)))
    /// ```
    ///
    /// with the Legendre polynomials `P_k`, from the expansion of a function in them, of which the
    /// nodes give the coefficients exactly.
    #[expect(clippy::new_without_default, reason = "nothing about it is a default")]
    pub fn new() -> Self {
        let (mut nodes, mut weights) = ([0.0; SIZE], [0.0; SIZE]);
        let falling = HALF.into_iter().rev();
        for ((node, weight), (x, w)) in nodes.iter_mut().zip(&mut weights).zip(falling.clone()) {
            (*node, *weight) = (-x, w);
        }
        for ((node, weight), (x, w)) in nodes.iter_mut().zip(&mut weights).rev().zip(falling) {
            (*node, *weight) = (x, w);
        }
        let mut to_node = [[0.0; SIZE]; SIZE];
        let all = nodes.map(legendre);
        for ((row, x), here) in to_node.iter_mut().zip(nodes).zip(&all) {
            for ((entry, weight), there) in row.iter_mut().zip(weights).zip(&all) {
                let steps = here.windows(3).zip(there.iter().skip(1));
                let sum = steps.fold(1.0 + x, |sum, (three, p)| match three {
                    [before, _, after] => sum + p * (after - before),
                    _ => sum,
                });
                *entry = 0.5 * weight * sum;
            }
        }
        Self {
            nodes,
            weights,
            to_node,
        }
    }

    /// What lies below each node of a panel of half-length `half`: `start`, and the integral of
    /// `heights` from the lower end.
    pub fn below(&self, heights: &[f64; SIZE], half: f64, start: f64) -> [f64; SIZE] {
        let mut sums = [0.0; SIZE];
        for (sum, row) in sums.iter_mut().zip(&self.to_node) {
            let part: f64 = row.iter().zip(heights).map(|(w, height)| w * height).sum();
            *sum = (start + half * part).max(0.0);
        }
        sums
    }

    /// What lies above each node: `end`, and the integral of `heights` to the upper end.
    ///
    /// By the mirror image and not as a difference, so that small tails keep their digits.
    pub fn above(&self, heights: &[f64; SIZE], half: f64, end: f64) -> [f64; SIZE] {
        let mut mirror = *heights;
        mirror.reverse();
        let mut sums = self.below(&mirror, half, end);
        sums.reverse();
        sums
    }
}

/// The Legendre polynomials of degree 0 to 16 at x.
fn legendre(x: f64) -> [f64; SIZE + 1] {
    let mut all = [0.0; SIZE + 1];
    let (mut before, mut now, mut degree) = (0.0, 1.0, 0.0);
    for slot in &mut all {
        *slot = now;
        degree += 1.0;
        let next = ((2.0 * degree - 1.0) * x * now - (degree - 1.0) * before) / degree;
        (before, now) = (now, next);
    }
    all
}
