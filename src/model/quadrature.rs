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

/// The sixteen nodes from −1 to 1 in rising order, each with its weight.
pub fn nodes() -> [(f64, f64); 16] {
    let mut all = [(0.0, 0.0); 16];
    for (slot, (x, weight)) in all.iter_mut().rev().zip(HALF.into_iter().rev()) {
        *slot = (x, weight);
    }
    for (slot, (x, weight)) in all.iter_mut().zip(HALF.into_iter().rev()) {
        *slot = (-x, weight);
    }
    all
}
