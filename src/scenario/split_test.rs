//! The scenario of the `splitTest` view: variants, planned shares, looks.

use super::compare::{PriorWeight, read_prior_weight};
use super::draft::{Draft, Value};
use super::field::{FieldError, FieldId, Problem};
use super::reading::Reading;
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{Count, Level, Sample};

/// One variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What it is called.
    pub name: String,
    /// Conversions among visitors.
    pub sample: Sample,
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitTestScenario {
    /// The variants, the control first.
    pub variants: Vec<Variant>,
    /// The share of visitors that each was to get; they add up to 1.
    pub planned_shares: Vec<f64>,
    /// Whether they did not as they were typed, by what was rounded off.
    pub is_in_proportion: bool,
    /// The risk of seeing a difference where there is none.
    pub alpha: f64,
    /// The level of each interval, of which there is one for every variant beside the control.
    pub level: Level,
    /// How often the test is looked at until the decision.
    pub looks: u32,
    /// Whether that number was fixed before the start.
    pub looks_fixed: bool,
    /// The rate that is expected beforehand; the pooled rate where none is said.
    pub prior_mean: Option<f64>,
    /// How much that expectation weighs.
    pub prior_weight: PriorWeight,
}

/// What shares may miss in sum when the last digit that was typed of each is rounded: three times
/// 33.3 % are a third each, and nobody types more.
fn rounded_off(shares: &[f64]) -> f64 {
    let (mut finest, mut count) = (0.01_f64, 0.0);
    for share in shares {
        let mut unit = 0.01;
        // A double is not quite what was typed.
        while unit > 1e-9 && (share / unit - (share / unit).round()).abs() > 1e-6 {
            unit /= 10.0;
        }
        finest = finest.min(unit);
        count += 1.0;
    }
    // Not the very half, which two neighbours would share: 50 and 49 are no halves.
    0.5 * finest * count * (1.0 - 1e-6)
}

/// The scenario that a draft holds.
///
/// # Errors
///
/// Every field and cell that is wrong, in the order of the view.
#[inline(never)]
pub fn split_test_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<SplitTestScenario, Vec<FieldError>> {
    let mut reading = Reading::new(draft, View::SplitTest, numerals);
    let list = FieldId::Variants;
    let mut variants: Vec<Variant> = Vec::new();
    let mut names = Vec::new();
    for row in reading.rows(list) {
        let name = row.text(0);
        if name.is_empty() {
            reading.wrong_cell(list, row.place, FieldId::Name, Problem::Missing);
        } else if names.contains(&name) {
            reading.wrong_cell(list, row.place, FieldId::Name, Problem::Duplicate);
        }
        names.push(name.clone());
        let visitors = reading.needed_cell(list, &row, 1);
        let conversions = reading.needed_cell(list, &row, 2);
        if let (Some(visitors), Some(conversions)) = (visitors, conversions) {
            if visitors < 1.0 {
                let range = Problem::OutOfRange {
                    min: 1.0,
                    max: 1e12,
                    open: false,
                };
                reading.wrong_cell(list, row.place, FieldId::Visitors, range);
            } else if conversions > visitors {
                let (small, large) = (FieldId::Conversions, FieldId::Visitors);
                reading.wrong_cell(list, row.place, small, Problem::Above(large));
                reading.wrong_cell(list, row.place, large, Problem::Below(small));
            } else if let (Ok(part), Ok(whole)) = (Count::new(conversions), Count::new(visitors))
                && let Ok(sample) = Sample::new(part, whole)
            {
                variants.push(Variant { name, sample });
            }
        }
    }
    // How many shares are wanted is known only when every row is right.
    let is_complete = reading.is_sound();
    let mut planned_shares = Vec::new();
    let mut is_in_proportion = false;
    if let Some(Value::Shares(shares)) = reading.value(FieldId::PlannedShares) {
        let sum: f64 = shares.iter().sum();
        let off = (sum - 1.0).abs();
        is_in_proportion = off > 1e-6;
        if is_complete && shares.len() != variants.len() {
            let wanted = variants.len();
            reading.wrong(FieldId::PlannedShares, Problem::NotAsMany { wanted });
        } else if is_in_proportion && off >= rounded_off(&shares) {
            reading.wrong(FieldId::PlannedShares, Problem::NotWholeInSum);
        }
        for share in shares {
            planned_shares.push(share / sum);
        }
    } else {
        #[expect(clippy::cast_precision_loss, reason = "at most 20 variants")]
        let equal = 1.0 / variants.len() as f64;
        planned_shares.resize(variants.len(), equal);
    }
    let alpha = reading.needed(FieldId::Alpha);
    let looks = reading.needed(FieldId::Looks);
    let looks_fixed = reading.value(FieldId::LooksFixed) != Some(Value::Flag(false));
    let prior_mean = reading.number(FieldId::PriorMean);
    let prior_weight = read_prior_weight(&mut reading);
    let level = alpha.map(|alpha| {
        let comparisons = variants.iter().skip(1).fold(0.0, |sum, _| sum + 1.0_f64);
        // A double next to 1 for risks that leave nothing else.
        Level::new((1.0 - alpha / comparisons.max(1.0)).min(1.0 - f64::EPSILON))
    });
    match (alpha, looks, level) {
        (Some(alpha), Some(looks), Some(Ok(level))) if reading.is_sound() => {
            Ok(SplitTestScenario {
                variants,
                planned_shares,
                is_in_proportion,
                alpha,
                level,
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "whole, from 1 to 100"
                )]
                looks: looks as u32,
                looks_fixed,
                prior_mean,
                prior_weight,
            })
        }
        _ => Err(reading.errors()),
    }
}
