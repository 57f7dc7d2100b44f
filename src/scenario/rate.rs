//! The scenario of the `rate` view: counts, denominator, level, targets.

use super::draft::{Draft, Value};
use super::field::{ACTIONS, FieldError, FieldId, Problem};
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{Count, LARGEST_COUNT, Level, Rate, Sample};

/// Of what the rate is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Of the followers of the account.
    Follower,
    /// Of the times that the content was shown.
    Impression,
    /// Of the people who saw it.
    Viewer,
    /// Of the clicks on the link.
    Click,
}

impl Per {
    /// All of them, in the order of [`super::field::DENOMINATORS`].
    pub const ALL: [Self; 4] = [Self::Follower, Self::Impression, Self::Viewer, Self::Click];

    /// Its name in `scenario`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Follower => "follower",
            Self::Impression => "impression",
            Self::Viewer => "viewer",
            Self::Click => "click",
        }
    }

    /// The field that counts them.
    pub const fn field(self) -> FieldId {
        match self {
            Self::Follower => FieldId::Followers,
            Self::Impression => FieldId::Impressions,
            Self::Viewer => FieldId::Viewers,
            Self::Click => FieldId::Clicks,
        }
    }
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct RateScenario {
    /// People who follow the account.
    pub followers: Option<Count>,
    /// Times that the content was shown.
    pub impressions: Option<Count>,
    /// People who saw it.
    pub viewers: Option<Count>,
    /// Clicks on the link.
    pub clicks: Option<Count>,
    /// Of what the rate is taken.
    pub per: Per,
    /// The conversions among the chosen count.
    pub sample: Sample,
    /// The confidence level.
    pub level: Level,
    /// The rate that is aimed at.
    pub target_rate: Option<Rate>,
    /// The conversions that are aimed at.
    pub target_conversions: Option<Count>,
}

impl RateScenario {
    /// The count behind a denominator.
    pub const fn count(&self, per: Per) -> Option<Count> {
        match per {
            Per::Follower => self.followers,
            Per::Impression => self.impressions,
            Per::Viewer => self.viewers,
            Per::Click => self.clicks,
        }
    }
}

/// A draft being read, and what has been found wrong with it so far.
struct Reading<'a> {
    draft: &'a Draft,
    numerals: &'a dyn Numerals,
    errors: Vec<FieldError>,
}

impl Reading<'_> {
    fn value(&mut self, field: FieldId) -> Option<Value> {
        match self.draft.read(View::Rate, field, self.numerals) {
            Ok(value) => value,
            Err(problem) => {
                self.wrong(field, problem);
                None
            }
        }
    }

    fn wrong(&mut self, field: FieldId, problem: Problem) {
        match self.errors.iter_mut().find(|error| error.field == field) {
            None => self.errors.push(FieldError { field, problem }),
            // Of two ranges the narrower one is said at once, not after the wider has been met.
            Some(known) if matches!(known.problem, Problem::OutOfRange { .. }) => {
                if matches!(problem, Problem::OutOfRange { .. }) {
                    known.problem = problem;
                }
            }
            // The first problem of a field is the one to mend first.
            Some(_) => {}
        }
    }

    fn count(&mut self, field: FieldId) -> Option<Count> {
        match self.value(field) {
            Some(Value::Number(number)) => Count::new(number).ok(),
            _ => None,
        }
    }

    /// `small` may not be above `large`.
    fn order(&mut self, small: (FieldId, Option<Count>), large: (FieldId, Option<Count>)) {
        if let (Some(below), Some(above)) = (small.1, large.1)
            && below > above
        {
            self.wrong(small.0, Problem::Above(large.0));
            self.wrong(large.0, Problem::Below(small.0));
        }
    }
}

/// The denominator that holds when nobody has chosen one: viewers, else the first count that the
/// page gives of impressions, clicks and followers.
fn default_per(is_given: impl Fn(FieldId) -> bool) -> Per {
    [Per::Viewer, Per::Impression, Per::Click, Per::Follower]
        .into_iter()
        .find(|per| is_given(per.field()))
        .unwrap_or(Per::Viewer)
}

/// The denominator in force.
pub fn denominator(draft: &Draft, numerals: &dyn Numerals) -> Per {
    match draft.read(View::Rate, FieldId::Per, numerals) {
        Ok(Some(Value::Choice(place))) => Per::ALL.get(place).copied().unwrap_or(Per::Viewer),
        _ => default_per(|field| draft.is_given(View::Rate, field)),
    }
}

/// The scenario that a draft holds.
///
/// # Errors
///
/// Every field that is wrong, in the order of the view; what is impossible between two fields is
/// an error on both.
pub fn rate_scenario(
    draft: &Draft,
    numerals: &dyn Numerals,
) -> Result<RateScenario, Vec<FieldError>> {
    let mut reading = Reading {
        draft,
        numerals,
        errors: Vec::new(),
    };
    // The name of an action counts only where it has none of its own.
    if reading.value(FieldId::Action) == Some(Value::Choice(ACTIONS.len() - 1)) {
        reading.value(FieldId::ActionName);
    }
    reading.value(FieldId::Per);
    let per = denominator(draft, numerals);
    let followers = reading.count(FieldId::Followers);
    let impressions = reading.count(FieldId::Impressions);
    let viewers = reading.count(FieldId::Viewers);
    let clicks = reading.count(FieldId::Clicks);
    let conversions = reading.count(FieldId::Conversions);
    let level = match reading.value(FieldId::Level) {
        Some(Value::Number(level)) => Level::new(level).ok(),
        _ => None,
    };
    let target_rate = match reading.value(FieldId::TargetRate) {
        Some(Value::Number(rate)) => Rate::new(rate).ok(),
        _ => None,
    };
    let target_conversions = reading.count(FieldId::TargetConversions);

    let chosen = match per {
        Per::Follower => followers,
        Per::Impression => impressions,
        Per::Viewer => viewers,
        Per::Click => clicks,
    };
    // A field that could not be read has its error already, and keeps it.
    if conversions.is_none() {
        reading.wrong(FieldId::Conversions, Problem::Missing);
    }
    if level.is_none() {
        reading.wrong(FieldId::Level, Problem::Missing);
    }
    let at_least_one = Problem::OutOfRange {
        min: 1.0,
        max: LARGEST_COUNT,
        open: false,
    };
    match chosen {
        Some(count) if count.get() >= 1.0 => {}
        Some(_) => reading.wrong(per.field(), at_least_one),
        None => {
            reading.wrong(per.field(), Problem::Missing);
            reading.wrong(per.field(), at_least_one);
        }
    }
    reading.order((FieldId::Conversions, conversions), (per.field(), chosen));
    reading.order(
        (FieldId::Conversions, conversions),
        (FieldId::Viewers, viewers),
    );
    reading.order(
        (FieldId::Conversions, conversions),
        (FieldId::Impressions, impressions),
    );
    reading.order(
        (FieldId::Viewers, viewers),
        (FieldId::Impressions, impressions),
    );
    reading.order(
        (FieldId::Clicks, clicks),
        (FieldId::Impressions, impressions),
    );

    let errors = reading.errors;
    if let (true, Some(conversions), Some(chosen), Some(level)) =
        (errors.is_empty(), conversions, chosen, level)
        && let Ok(sample) = Sample::new(conversions, chosen)
    {
        return Ok(RateScenario {
            followers,
            impressions,
            viewers,
            clicks,
            per,
            sample,
            level,
            target_rate,
            target_conversions,
        });
    }
    // In the order of the view. A library sort would cost five times this, in bytes.
    let ordered = View::Rate
        .fields()
        .iter()
        .filter_map(|&id| errors.iter().find(|error| error.field == id).copied());
    Err(ordered.collect())
}
