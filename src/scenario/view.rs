//! The views, in the order in which they stand everywhere, and the fields of each.

use super::draft::Value;
use super::field::FieldId;

/// One question that a reader may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// What is our conversion rate, and how sure can we be?
    Rate,
}

impl View {
    /// The views of the conversion calculator.
    pub const CONVERSION_CALCULATOR: &'static [Self] = &[Self::Rate];

    /// Its name in `views` and in `scenario`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
        }
    }

    /// Its fields, in the order in which they are shown and saved.
    pub const fn fields(self) -> &'static [FieldId] {
        match self {
            Self::Rate => &[
                FieldId::Action,
                FieldId::ActionName,
                FieldId::Viewers,
                FieldId::Conversions,
                FieldId::Followers,
                FieldId::Impressions,
                FieldId::Clicks,
                FieldId::Per,
                FieldId::Level,
                FieldId::TargetRate,
                FieldId::TargetConversions,
            ],
        }
    }

    /// The few fields that matter first; the rest stand in one line of assumptions.
    pub const fn first(self) -> &'static [FieldId] {
        match self {
            Self::Rate => &[
                FieldId::Action,
                FieldId::ActionName,
                FieldId::Viewers,
                FieldId::Conversions,
            ],
        }
    }

    /// The counts: as long as the page gives none of them, the view shows its example.
    pub const fn counts(self) -> &'static [FieldId] {
        match self {
            Self::Rate => &[
                FieldId::Followers,
                FieldId::Impressions,
                FieldId::Viewers,
                FieldId::Clicks,
                FieldId::Conversions,
            ],
        }
    }

    /// What the example says of `field`.
    pub const fn example(self, field: FieldId) -> Option<Value> {
        match (self, field) {
            (Self::Rate, FieldId::Viewers) => Some(Value::Number(10_000.0)),
            (Self::Rate, FieldId::Conversions) => Some(Value::Number(300.0)),
            _ => None,
        }
    }
}
