//! The one table of fields: inputs, JSON, attributes, links and documentation come from it.
//!
//! A field stands here once, by its name, however many views ask for it: one name is one quantity
//! with one store. Values are kept by [`FieldId`] and not in a struct of each view, so that a
//! field that several views share needs no copying, and the module no accessor functions; the
//! typed structs are made where a view's scenario is (`scenario::rate`), with every quantity
//! checked at its birth.

use super::draft::Value;
use crate::locale::Numerals;
use crate::locale::reading::read_number;
use crate::model::quantity::LARGEST_COUNT;

/// A field's place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldId {
    /// What people did.
    Action,
    /// What the custom action is called.
    ActionName,
    /// People who follow the account.
    Followers,
    /// Times that the content was shown.
    Impressions,
    /// People who saw the content.
    Viewers,
    /// Clicks on the link.
    Clicks,
    /// Conversions.
    Conversions,
    /// Of what the rate is taken.
    Per,
    /// The confidence level.
    Level,
    /// The rate that is aimed at.
    TargetRate,
    /// The conversions that are aimed at.
    TargetConversions,
}

/// What a field holds, and what it accepts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A whole number from 0 to 10¹².
    Count,
    /// A fraction of one, read and written in per cent on the screen; `open` leaves out 0 and 1.
    Share {
        /// Whether 0 and 1 themselves are outside.
        open: bool,
    },
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A line of text of at most so many characters.
    Text(usize),
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its name in `scenario` and `result`; a dot leads into a nested record.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it is when nobody has said.
    pub default: Option<Preset>,
}

/// A value that stands in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Preset {
    /// A number.
    Number(f64),
    /// The place of a choice.
    Choice(usize),
}

impl Preset {
    /// The value as a draft holds it.
    pub const fn value(self) -> Value {
        match self {
            Self::Number(number) => Value::Number(number),
            Self::Choice(place) => Value::Choice(place),
        }
    }
}

/// The conversions that influencer marketing counts, by their names in `scenario`.
pub const ACTIONS: &[&str] = &[
    "purchase",
    "newsletterSignup",
    "appDownload",
    "formSubmission",
    "freeTrial",
    "follow",
    "eventRegistration",
    "custom",
];

/// What a rate can be taken of, by its name in `scenario`.
pub const DENOMINATORS: &[&str] = &["follower", "impression", "viewer", "click"];

/// Why a text or value is not what its field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// Nothing stands there, and something must.
    Missing,
    /// Not understood as a number.
    NotANumber,
    /// A per cent sign in a field of plain numbers.
    Percent,
    /// A count with a fraction.
    NotWhole,
    /// Outside the bounds; `open` says that the bounds themselves are outside too.
    OutOfRange {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// Whether the bounds themselves are outside.
        open: bool,
    },
    /// None of the names of a choice.
    NotAChoice,
    /// No text at all.
    NotText,
    /// Longer than a line may be.
    TooLong {
        /// The most characters.
        max: usize,
    },
    /// Larger than another field allows.
    Above(FieldId),
    /// Smaller than another field allows.
    Below(FieldId),
}

impl Problem {
    /// The code in `errors` of the public result.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotANumber => "notANumber",
            Self::Percent => "percent",
            Self::NotWhole => "notWhole",
            Self::OutOfRange { .. } => "outOfRange",
            Self::NotAChoice => "notAChoice",
            Self::NotText => "notText",
            Self::TooLong { .. } => "tooLong",
            Self::Above(_) => "above",
            Self::Below(_) => "below",
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldError {
    /// The field.
    pub field: FieldId,
    /// What is wrong.
    pub problem: Problem,
}

const fn count(name: &'static str) -> Field {
    Field {
        name,
        kind: Kind::Count,
        default: None,
    }
}

const ACTION: Field = Field {
    name: "action",
    kind: Kind::Choice(ACTIONS),
    default: Some(Preset::Choice(0)),
};
const ACTION_NAME: Field = Field {
    name: "actionName",
    kind: Kind::Text(80),
    default: None,
};
const FOLLOWERS: Field = count("followers");
const IMPRESSIONS: Field = count("impressions");
const VIEWERS: Field = count("viewers");
const CLICKS: Field = count("clicks");
const CONVERSIONS: Field = count("conversions");
const PER: Field = Field {
    name: "per",
    kind: Kind::Choice(DENOMINATORS),
    default: None,
};
const LEVEL: Field = Field {
    name: "level",
    kind: Kind::Share { open: true },
    default: Some(Preset::Number(0.95)),
};
const TARGET_RATE: Field = Field {
    name: "targetRate",
    kind: Kind::Share { open: false },
    default: None,
};
const TARGET_CONVERSIONS: Field = count("targetConversions");

impl FieldId {
    /// All fields, in the order of their places.
    pub const ALL: [Self; 11] = [
        Self::Action,
        Self::ActionName,
        Self::Followers,
        Self::Impressions,
        Self::Viewers,
        Self::Clicks,
        Self::Conversions,
        Self::Per,
        Self::Level,
        Self::TargetRate,
        Self::TargetConversions,
    ];

    /// The field's row in the table.
    pub const fn row(self) -> &'static Field {
        match self {
            Self::Action => &ACTION,
            Self::ActionName => &ACTION_NAME,
            Self::Followers => &FOLLOWERS,
            Self::Impressions => &IMPRESSIONS,
            Self::Viewers => &VIEWERS,
            Self::Clicks => &CLICKS,
            Self::Conversions => &CONVERSIONS,
            Self::Per => &PER,
            Self::Level => &LEVEL,
            Self::TargetRate => &TARGET_RATE,
            Self::TargetConversions => &TARGET_CONVERSIONS,
        }
    }

    /// The field's name in `scenario`.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.name() == name)
    }

    /// Reads what a person typed. Blank is nothing.
    ///
    /// # Errors
    ///
    /// The [`Problem`] of the text.
    pub fn read(self, text: &str, numerals: &dyn Numerals) -> Result<Option<Value>, Problem> {
        let value = match self.row().kind {
            Kind::Text(_) => {
                let text = text.trim();
                (!text.is_empty()).then(|| Value::Text(text.to_owned()))
            }
            Kind::Choice(names) => match names.iter().position(|&name| name == text) {
                Some(place) => Some(Value::Choice(place)),
                None if text.is_empty() => None,
                None => return Err(Problem::NotAChoice),
            },
            kind => match read_number(text, numerals) {
                Ok(None) => None,
                // 1e-9999 is not nothing, although no double is that small.
                Ok(Some(reading)) if reading.share() == 0.0 && !reading.is_zero() => {
                    return Err(Problem::NotANumber);
                }
                Ok(Some(reading)) if matches!(kind, Kind::Share { .. }) => {
                    Some(Value::Number(reading.share()))
                }
                Ok(Some(reading)) if kind == Kind::Count && reading.is_doubtful() => {
                    return Err(Problem::NotWhole);
                }
                Ok(Some(reading)) => Some(Value::Number(reading.number().ok_or(Problem::Percent)?)),
                Err(_) => return Err(Problem::NotANumber),
            },
        };
        if let Some(value) = &value {
            self.check(value)?;
        }
        Ok(value)
    }

    /// Whether the field can hold `value`.
    ///
    /// # Errors
    ///
    /// The [`Problem`] of the value.
    pub fn check(self, value: &Value) -> Result<(), Problem> {
        match (self.row().kind, value) {
            (Kind::Count, Value::Number(number)) => {
                let problem = Problem::OutOfRange {
                    min: 0.0,
                    max: LARGEST_COUNT,
                    open: false,
                };
                within(*number, problem, 0.0..=LARGEST_COUNT)?;
                if number.fract() == 0.0 {
                    Ok(())
                } else {
                    Err(Problem::NotWhole)
                }
            }
            (Kind::Share { open }, Value::Number(number)) => {
                let problem = Problem::OutOfRange {
                    min: 0.0,
                    max: 1.0,
                    open,
                };
                within(*number, problem, 0.0..=1.0)?;
                if open && (*number <= 0.0 || *number >= 1.0) {
                    Err(problem)
                } else {
                    Ok(())
                }
            }
            (Kind::Choice(names), Value::Choice(place)) if *place < names.len() => Ok(()),
            (Kind::Text(max), Value::Text(text)) => {
                if text.chars().count() <= max {
                    Ok(())
                } else {
                    Err(Problem::TooLong { max })
                }
            }
            (_, _) => Err(self.not_held()),
        }
    }

    /// The problem of a value that is of another kind than the field.
    pub const fn not_held(self) -> Problem {
        match self.row().kind {
            Kind::Choice(_) => Problem::NotAChoice,
            Kind::Text(_) => Problem::NotText,
            Kind::Count | Kind::Share { .. } => Problem::NotANumber,
        }
    }

    /// The attribute's name: `retention.everyMonths` is `retention-every-months`.
    ///
    /// # Example
    ///
    /// ```
    /// use conversion_widget::scenario::field::FieldId;
    /// assert_eq!(FieldId::TargetConversions.attribute(), "target-conversions");
    /// ```
    pub fn attribute(self) -> String {
        kebab(self.name())
    }
}

/// A field's name as an attribute writes it.
///
/// # Example
///
/// ```
/// use conversion_widget::scenario::field::kebab;
/// assert_eq!(kebab("retention.everyMonths"), "retention-every-months");
/// ```
pub fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for c in name.chars() {
        if c == '.' {
            kebab.push('-');
        } else if c.is_ascii_uppercase() {
            kebab.push('-');
            kebab.push(c.to_ascii_lowercase());
        } else {
            kebab.push(c);
        }
    }
    kebab
}

fn within(
    number: f64,
    problem: Problem,
    range: core::ops::RangeInclusive<f64>,
) -> Result<(), Problem> {
    if number.is_nan() {
        Err(Problem::NotANumber)
    } else if range.contains(&number) {
        Ok(())
    } else {
        Err(problem)
    }
}
