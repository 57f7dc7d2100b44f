//! The scenario of the `compare` view: entries, prior, the value of a conversion.

use super::draft::{Draft, Value};
use super::field::{FieldError, FieldId, Problem};
use super::reading::Reading;
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{Count, Level, Sample};

/// One creator, format or offer.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareEntry {
    /// Who it is.
    pub name: String,
    /// In which format; empty where none is said.
    pub format: String,
    /// Conversions among viewers.
    pub sample: Sample,
    /// What it cost.
    pub cost: Option<f64>,
    /// The single posts, where they are known.
    pub posts: Vec<Sample>,
}

/// How much is expected before any figures are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PriorWeight {
    /// By the default rule.
    Usual,
    /// So many viewers.
    Viewers(f64),
    /// As the entries themselves say.
    Fitted,
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareScenario {
    /// The entries, as they are listed.
    pub entries: Vec<CompareEntry>,
    /// The rate that is expected beforehand; the pooled rate where none is said.
    pub prior_mean: Option<f64>,
    /// How much that expectation weighs.
    pub prior_weight: PriorWeight,
    /// What one conversion is worth.
    pub value_per_conversion: Option<f64>,
    /// The confidence level.
    pub level: Level,
}

/// The weight of the prior, which two views share.
pub fn read_prior_weight(reading: &mut Reading) -> PriorWeight {
    match reading.value(FieldId::PriorWeight) {
        Some(Value::Number(weight)) => PriorWeight::Viewers(weight),
        Some(_) => PriorWeight::Fitted,
        None => PriorWeight::Usual,
    }
}

/// The scenario that a draft holds.
///
/// # Errors
///
/// Every field and cell that is wrong, in the order of the view.
#[inline(never)]
pub fn compare_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<CompareScenario, Vec<FieldError>> {
    let mut reading = Reading::new(draft, View::Compare, numerals);
    let list = FieldId::Entries;
    let mut entries: Vec<CompareEntry> = Vec::new();
    let mut taken = Vec::new();
    for row in reading.rows(list) {
        let (name, format) = (row.text(0), row.text(1));
        if name.is_empty() {
            reading.wrong_cell(list, row.place, FieldId::Name, Problem::Missing);
        }
        let same = |(_, other, its): &&(usize, String, String)| *other == name && *its == format;
        if let Some(&(first, ..)) = taken.iter().find(same) {
            let column = if format.is_empty() {
                FieldId::Name
            } else {
                FieldId::Format
            };
            // Either may be the one to mend.
            for place in [first, row.place] {
                reading.wrong_cell(list, place, column, Problem::Duplicate);
            }
        }
        taken.push((row.place, name.clone(), format.clone()));
        let posts = match row.cells.get(5) {
            Some(Some(Value::Posts(posts))) => posts.clone(),
            _ => Vec::new(),
        };
        let (mut of_posts, mut among_posts) = (0.0, 0.0);
        for (conversions, viewers) in &posts {
            of_posts += conversions;
            among_posts += viewers;
        }
        // Who names every post need not add them up.
        let total = |reading: &mut Reading, column, sum| {
            if posts.is_empty() || row.number(column).is_some() {
                reading.needed_cell(list, &row, column)
            } else {
                Some(sum)
            }
        };
        let viewers = total(&mut reading, 2, among_posts);
        let conversions = total(&mut reading, 3, of_posts);
        if let (Some(viewers), Some(conversions)) = (viewers, conversions) {
            if viewers < 1.0 {
                let range = Problem::OutOfRange {
                    min: 1.0,
                    max: 1e12,
                    open: false,
                };
                reading.wrong_cell(list, row.place, FieldId::Viewers, range);
            } else if conversions > viewers {
                let (small, large) = (FieldId::Conversions, FieldId::Viewers);
                reading.wrong_cell(list, row.place, small, Problem::Above(large));
                reading.wrong_cell(list, row.place, large, Problem::Below(small));
            }
            if !posts.is_empty()
                && ((among_posts - viewers).abs() > 0.5 || (of_posts - conversions).abs() > 0.5)
            {
                let total = if (among_posts - viewers).abs() < 0.5 {
                    FieldId::Conversions
                } else {
                    FieldId::Viewers
                };
                reading.wrong_cell(list, row.place, FieldId::Posts, Problem::NotTheSum(total));
            }
        }
        let sample = |conversions: f64, viewers: f64| {
            Sample::new(Count::new(conversions).ok()?, Count::new(viewers).ok()?).ok()
        };
        let whole = sample(conversions.unwrap_or_default(), viewers.unwrap_or(1.0));
        if let Some(whole) = whole {
            entries.push(CompareEntry {
                name,
                format,
                sample: whole,
                cost: row.number(4),
                posts: posts.iter().filter_map(|&(c, n)| sample(c, n)).collect(),
            });
        }
    }
    let prior_mean = reading.number(FieldId::PriorMean);
    let prior_weight = read_prior_weight(&mut reading);
    let value_per_conversion = reading.number(FieldId::ValuePerConversion);
    let level = reading.level();
    match level {
        Some(level) if reading.is_sound() => Ok(CompareScenario {
            entries,
            prior_mean,
            prior_weight,
            value_per_conversion,
            level,
        }),
        _ => Err(reading.errors()),
    }
}
