//! The scenario of the `rate` view: counts, denominator, level, targets.

use super::draft::{Draft, Value};
use super::field::{ACTIONS, FieldError, FieldId, Problem};
use super::reading::Reading;
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{Count, Level, Rate, Sample};

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

/// The counts of a post, of which a rate can be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counts {
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
    /// Those who converted.
    pub conversions: Count,
}

/// A valid scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct RateScenario {
    /// What was counted.
    pub counts: Counts,
    /// The conversions among the chosen count.
    pub sample: Sample,
    /// The confidence level.
    pub level: Level,
    /// The rate that is aimed at.
    pub target_rate: Option<Rate>,
    /// The conversions that are aimed at.
    pub target_conversions: Option<Count>,
}

impl Counts {
    /// The count behind a denominator.
    pub const fn count(&self, per: Per) -> Option<Count> {
        match per {
            Per::Follower => self.followers,
            Per::Impression => self.impressions,
            Per::Viewer => self.viewers,
            Per::Click => self.clicks,
        }
    }

    /// The conversions among the chosen count, where that is given and holds them.
    pub fn sample(&self) -> Option<Sample> {
        Sample::new(self.conversions, self.count(self.per)?).ok()
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
pub fn denominator(draft: &Draft, view: View, numerals: &dyn Numerals) -> Per {
    match draft.read(view, FieldId::Per, numerals) {
        Ok(Some(Value::Choice(place))) => Per::ALL.get(place).copied().unwrap_or(Per::Viewer),
        _ => default_per(|field| draft.is_given(view, field)),
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
    let mut reading = Reading::new(draft, View::Rate, numerals);
    let counts = read_counts(&mut reading, numerals);
    let chosen = counts.count(counts.per).map(Count::get);
    reading.at_least_one(counts.per.field(), chosen);
    let level = reading.level();
    let target_rate = reading.number(FieldId::TargetRate);
    let target_rate = target_rate.and_then(|rate| Rate::new(rate).ok());
    let target_conversions = reading.count(FieldId::TargetConversions);
    if let (true, Some(sample), Some(level)) = (reading.is_sound(), counts.sample(), level) {
        return Ok(RateScenario {
            counts,
            sample,
            level,
            target_rate,
            target_conversions,
        });
    }
    Err(reading.errors())
}

/// Reads the action and the counts, which several views share. Those that are wrong are noted, and
/// missing conversions are 0 here.
pub fn read_counts(reading: &mut Reading, numerals: &dyn Numerals) -> Counts {
    // The name of an action counts only where it has none of its own.
    if reading.choice(FieldId::Action) == Some(ACTIONS.len() - 1) {
        reading.value(FieldId::ActionName);
    }
    reading.value(FieldId::Per);
    let per = denominator(reading.draft, reading.view, numerals);
    let followers = reading.count(FieldId::Followers);
    let impressions = reading.count(FieldId::Impressions);
    let viewers = reading.count(FieldId::Viewers);
    let clicks = reading.count(FieldId::Clicks);
    let conversions = reading.count(FieldId::Conversions);
    // A field that could not be read has its error already, and keeps it.
    if conversions.is_none() {
        reading.wrong(FieldId::Conversions, Problem::Missing);
    }
    let number = |count: Option<Count>| count.map(Count::get);
    let converted = (FieldId::Conversions, number(conversions));
    let seen = (FieldId::Viewers, number(viewers));
    let shown = (FieldId::Impressions, number(impressions));
    let chosen = match per {
        Per::Follower => followers,
        Per::Impression => impressions,
        Per::Viewer => viewers,
        Per::Click => clicks,
    };
    reading.order(converted, (per.field(), number(chosen)));
    reading.order(converted, seen);
    reading.order(converted, shown);
    reading.order(seen, shown);
    reading.order((FieldId::Clicks, number(clicks)), shown);
    Counts {
        followers,
        impressions,
        viewers,
        clicks,
        per,
        conversions: conversions.unwrap_or_default(),
    }
}
