//! What is expected of a rate before its own figures are seen, in the views that compare rates.

use super::figure::NoteCode;
use crate::model::comparison::{FittedPrior, fitted_prior};
use crate::model::quantity::Evidence;
use crate::scenario::compare::PriorWeight;

/// A prior on a rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The rate that is expected.
    pub mean: f64,
    /// How many people that expectation is worth; `None` for more than any number, which makes all
    /// rates one.
    pub weight: Option<f64>,
    /// Whether it was fitted to the entries.
    pub is_fitted: bool,
}

/// From so many entries on, a prior can be fitted.
const FEWEST_FITTED: usize = 5;

/// The weight that lets rates differ by about half: four conversions imagined.
pub fn usual_weight(mean: f64) -> f64 {
    4.0 / mean
}

/// The prior of several entries; what is unusual about it is noted.
///
/// - `mean`: the rate that is expected beforehand; the pooled rate where none is said.
/// - `weight`: how much it weighs.
/// - `counted`: the entries as they were counted, of which the pooled rate is.
/// - `entries`: the same as what they count.
pub fn prior(
    mean: Option<f64>,
    weight: PriorWeight,
    counted: &[Evidence],
    entries: &[Evidence],
    notes: &mut Vec<NoteCode>,
) -> Prior {
    let (mut seen, mut all) = (0.0, 0.0);
    for entry in counted {
        seen += entry.conversions();
        all += entry.viewers();
    }
    let is_open = seen > 0.0 && seen < all;
    let pooled = if is_open {
        seen / all
    } else {
        // Nobody or everybody: a prior at the very end would deny that it could be otherwise.
        (seen + 0.5) / (all + 1.0)
    };
    let typed = mean;
    let mean = mean.unwrap_or(pooled);
    let mut prior = Prior {
        mean,
        weight: Some(usual_weight(mean)),
        is_fitted: false,
    };
    match weight {
        PriorWeight::Usual => {}
        PriorWeight::Viewers(weight) => prior.weight = Some(weight),
        PriorWeight::Fitted if !is_open || entries.len() < FEWEST_FITTED => {
            notes.push(NoteCode::PriorNotFitted);
        }
        PriorWeight::Fitted => {
            prior.is_fitted = true;
            if typed.is_some() {
                notes.push(NoteCode::PriorMeanAside);
            }
            match fitted_prior(entries) {
                FittedPrior::Beta { mean, weight } => {
                    prior.mean = mean;
                    prior.weight = Some(weight);
                }
                FittedPrior::Pooled { mean } => {
                    prior.mean = mean;
                    prior.weight = None;
                    notes.push(NoteCode::PriorPooled);
                }
            }
        }
    }
    prior
}
