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
}

/// From so many entries on, a prior can be fitted.
const FEWEST_FITTED: usize = 5;

/// The prior of several entries, with what is unusual about it.
///
/// - `mean`: the rate that is expected beforehand; the pooled rate where none is said.
/// - `weight`: how much it weighs. The usual weight of 4/mean lets rates differ by about half.
pub fn prior(
    mean: Option<f64>,
    weight: PriorWeight,
    entries: &[Evidence],
) -> (Prior, Option<NoteCode>) {
    let (mut seen, mut all) = (0.0, 0.0);
    for entry in entries {
        seen += entry.conversions();
        all += entry.viewers();
    }
    let pooled = if seen > 0.0 && seen < all {
        seen / all
    } else {
        // Nobody or everybody: a prior at the very end would deny that it could be otherwise.
        (seen + 0.5) / (all + 1.0)
    };
    let mean = mean.unwrap_or(pooled);
    let usual = Prior {
        mean,
        weight: Some(4.0 / mean),
    };
    match weight {
        PriorWeight::Usual => (usual, None),
        PriorWeight::Viewers(weight) => (
            Prior {
                mean,
                weight: Some(weight),
            },
            None,
        ),
        PriorWeight::Fitted if entries.len() < FEWEST_FITTED => {
            (usual, Some(NoteCode::FittedTooFew))
        }
        PriorWeight::Fitted => match fitted_prior(entries) {
            FittedPrior::Beta { mean, weight } => (
                Prior {
                    mean,
                    weight: Some(weight),
                },
                None,
            ),
            FittedPrior::Pooled { mean } => {
                (Prior { mean, weight: None }, Some(NoteCode::FittedEqual))
            }
        },
    }
}
