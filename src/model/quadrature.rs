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
    /// The nodes, rising, each with its weight; the weights add to 2.
    pub nodes: Vec<(f64, f64)>,
    /// Row i integrates from −1 to node i the polynomial through the values at all nodes.
    to_node: Vec<f64>,
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
        let mut nodes = Vec::new();
        for (x, weight) in HALF.iter().rev() {
            nodes.push((-x, *weight));
        }
        nodes.extend(HALF);
        let mut to_node = Vec::new();
        for (x, _) in &nodes {
            for (y, weight) in &nodes {
                let mut sum = 1.0 + x;
                // Polynomials of two degrees that follow each other, at x and at y.
                let (mut at_x, mut at_y) = ((1.0, *x), (1.0, *y));
                let mut degree = 1.0;
                while degree < 15.5 {
                    let next = |at: f64, (before, now): (f64, f64)| {
                        ((2.0 * degree + 1.0) * at * now - degree * before) / (degree + 1.0)
                    };
                    let (after_x, after_y) = (next(*x, at_x), next(*y, at_y));
                    sum += at_y.1 * (after_x - at_x.0);
                    (at_x, at_y) = ((at_x.1, after_x), (at_y.1, after_y));
                    degree += 1.0;
                }
                to_node.push(0.5 * weight * sum);
            }
        }
        Self { nodes, to_node }
    }

    /// What lies below each node of a panel of half-length `half`, `start` and the integral of
    /// `heights` from the lower end; or above each, `start` and the integral to the upper end.
    ///
    /// That by the mirror image and not as a difference, so that small tails keep their digits.
    pub fn sums(&self, sums: &mut [f64], heights: &[f64], half: f64, start: f64, from_above: bool) {
        let placed = |at: usize| if from_above { SIZE - 1 - at } else { at };
        for (at, row) in self.to_node.chunks(SIZE).enumerate() {
            let mut sum = 0.0;
            for (other, weight) in row.iter().enumerate() {
                sum += weight * heights.get(placed(other)).copied().unwrap_or_default();
            }
            if let Some(slot) = sums.get_mut(placed(at)) {
                *slot = (start + half * sum).max(0.0);
            }
        }
    }
}
