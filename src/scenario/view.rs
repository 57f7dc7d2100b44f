//! The views, in the order in which they stand everywhere, and the fields of each.

use super::draft::Value;
use super::field::{FieldId, Preset};

/// One question that a reader may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// What is our conversion rate, and how sure can we be?
    Rate,
    /// Did it pay?
    Return,
    /// What is this creator worth to us?
    Fee,
    /// Which creator, format or offer converts best, and is it real?
    Compare,
    /// Is B better than A?
    SplitTest,
    /// How big must the next test be, and what will it cost?
    Plan,
    /// What is a customer worth over time?
    Value,
    /// The quick win or the long run?
    TradeOff,
}

/// A custom element: a set of views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `<conversion-calculator>`
    ConversionCalculator,
    /// `<lifetime-value-projector>`
    LifetimeValueProjector,
}

impl Tool {
    /// The tool of an element's tag; the calculator for any other.
    pub fn of(tag: &str) -> Self {
        if tag == "lifetime-value-projector" {
            Self::LifetimeValueProjector
        } else {
            Self::ConversionCalculator
        }
    }

    /// Its views, in their order.
    pub const fn views(self) -> &'static [View] {
        match self {
            Self::ConversionCalculator => &[
                View::Rate,
                View::Return,
                View::Fee,
                View::Compare,
                View::SplitTest,
                View::Plan,
            ],
            Self::LifetimeValueProjector => &[View::Value, View::TradeOff],
        }
    }
}

/// What the example of a view says, field by field.
type Example = &'static [(FieldId, Preset)];

const RATE_EXAMPLE: Example = &[
    (FieldId::Viewers, Preset::Number(10_000.0)),
    (FieldId::Conversions, Preset::Number(300.0)),
];

const RETURN_EXAMPLE: Example = &[
    (FieldId::Viewers, Preset::Number(10_000.0)),
    (FieldId::Conversions, Preset::Number(300.0)),
    (FieldId::OrderValue, Preset::Number(60.0)),
    (FieldId::GrossMargin, Preset::Number(0.55)),
    (FieldId::CostsFee, Preset::Number(5_000.0)),
    (FieldId::CostsProduct, Preset::Number(400.0)),
    (FieldId::DiscountRate, Preset::Number(0.1)),
    (FieldId::RefundRate, Preset::Number(0.06)),
    (FieldId::CommissionRate, Preset::Number(0.05)),
    (FieldId::VariablePerOrder, Preset::Number(4.0)),
    (FieldId::Tracked, Preset::Number(0.7)),
    (FieldId::TrackedLow, Preset::Number(0.5)),
    (FieldId::TrackedHigh, Preset::Number(0.9)),
    (FieldId::Incremental, Preset::Number(0.8)),
    (FieldId::IncrementalLow, Preset::Number(0.6)),
    (FieldId::IncrementalHigh, Preset::Number(1.0)),
];

/// What it shares with the examples of `rate` and `return` is the same there: one name is one store.
const FEE_EXAMPLE: Example = &[
    (FieldId::Viewers, Preset::Number(10_000.0)),
    (FieldId::PastViewers, Preset::Number(10_000.0)),
    (FieldId::PastConversions, Preset::Number(300.0)),
    (FieldId::OrderValue, Preset::Number(60.0)),
    (FieldId::GrossMargin, Preset::Number(0.55)),
    (FieldId::RetentionRate, Preset::Number(0.6)),
    (FieldId::RetentionEveryMonths, Preset::Number(3.0)),
    (
        FieldId::RetentionShares,
        Preset::Shares(&[0.6, 0.45, 0.37, 0.32]),
    ),
    (FieldId::Fee, Preset::Number(12_000.0)),
    (FieldId::OtherCosts, Preset::Number(400.0)),
    (FieldId::DiscountRate, Preset::Number(0.1)),
    (FieldId::RefundRate, Preset::Number(0.06)),
    (FieldId::CommissionRate, Preset::Number(0.05)),
    (FieldId::VariablePerOrder, Preset::Number(4.0)),
    (FieldId::Tracked, Preset::Number(0.7)),
    (FieldId::Incremental, Preset::Number(0.8)),
];

const COMPARE_EXAMPLE: Example = &[(
    FieldId::Entries,
    Preset::Rows(&[
        &[
            Some(Preset::Text("Maya")),
            Some(Preset::Text("Video")),
            Some(Preset::Number(10_000.0)),
            Some(Preset::Number(300.0)),
            Some(Preset::Number(2_400.0)),
        ],
        &[
            Some(Preset::Text("Jonas")),
            Some(Preset::Text("Story")),
            Some(Preset::Number(600.0)),
            Some(Preset::Number(12.0)),
            Some(Preset::Number(90.0)),
        ],
        &[
            Some(Preset::Text("Ines")),
            Some(Preset::Text("Newsletter")),
            Some(Preset::Number(80.0)),
            Some(Preset::Number(4.0)),
            Some(Preset::Number(40.0)),
        ],
    ]),
)];

const SPLIT_TEST_EXAMPLE: Example = &[(
    FieldId::Variants,
    Preset::Rows(&[
        &[
            Some(Preset::Text("A")),
            Some(Preset::Number(5_000.0)),
            Some(Preset::Number(150.0)),
        ],
        &[
            Some(Preset::Text("B")),
            Some(Preset::Number(5_000.0)),
            Some(Preset::Number(190.0)),
        ],
    ]),
)];

const PLAN_EXAMPLE: Example = &[
    (FieldId::BaselineRate, Preset::Number(0.03)),
    (FieldId::Effect, Preset::Number(0.2)),
    (FieldId::DailyVisitors, Preset::Number(2_000.0)),
    (FieldId::CostPerThousand, Preset::Number(25.0)),
];

const VALUE_EXAMPLE: Example = &[
    (FieldId::OrderValue, Preset::Number(40.0)),
    (FieldId::GrossMargin, Preset::Number(0.6)),
    (FieldId::RetentionKind, Preset::Choice(1)),
    (FieldId::RetentionRate, Preset::Number(0.85)),
    (
        FieldId::RetentionShares,
        Preset::Shares(&[0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491]),
    ),
    (FieldId::RetentionCustomers, Preset::Number(1_000.0)),
    (FieldId::AcquisitionCost, Preset::Number(90.0)),
    (FieldId::RefundRate, Preset::Number(0.02)),
    (FieldId::ServicePerOrder, Preset::Number(3.0)),
];

const TRADE_OFF_EXAMPLE: Example = &[(
    FieldId::Offers,
    Preset::Rows(&[
        &[
            Some(Preset::Text("35% off")),
            Some(Preset::Number(0.044)),
            Some(Preset::Number(0.35)),
            Some(Preset::Number(40.0)),
            Some(Preset::Number(40.0)),
            Some(Preset::Number(0.7)),
            Some(Preset::Number(25.0)),
            Some(Preset::Number(0.75)),
        ],
        &[
            Some(Preset::Text("Full price")),
            Some(Preset::Number(0.021)),
            Some(Preset::Number(0.0)),
            Some(Preset::Number(40.0)),
            Some(Preset::Number(40.0)),
            Some(Preset::Number(0.7)),
            Some(Preset::Number(25.0)),
            Some(Preset::Number(0.88)),
        ],
    ]),
)];

impl View {
    /// All views, in their order.
    pub const ALL: [Self; 8] = [
        Self::Rate,
        Self::Return,
        Self::Fee,
        Self::Compare,
        Self::SplitTest,
        Self::Plan,
        Self::Value,
        Self::TradeOff,
    ];

    /// Its name in `views` and in `scenario`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Return => "return",
            Self::Fee => "fee",
            Self::Compare => "compare",
            Self::SplitTest => "splitTest",
            Self::Plan => "plan",
            Self::Value => "value",
            Self::TradeOff => "tradeOff",
        }
    }

    /// Its fields, in the order in which they are shown and saved.
    #[expect(clippy::too_many_lines, reason = "a table")]
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
                FieldId::Marks,
            ],
            Self::Return => &[
                FieldId::Action,
                FieldId::ActionName,
                FieldId::Viewers,
                FieldId::Conversions,
                FieldId::OrderValue,
                FieldId::GrossMargin,
                FieldId::NextSteps,
                FieldId::ValuePerConversion,
                FieldId::CostsFee,
                FieldId::CostsProduct,
                FieldId::CostsProduction,
                FieldId::CostsRights,
                FieldId::CostsAgency,
                FieldId::CostsPaid,
                FieldId::CostsOther,
                FieldId::DiscountRate,
                FieldId::RefundRate,
                FieldId::CommissionRate,
                FieldId::VariablePerOrder,
                FieldId::NewCustomerShare,
                FieldId::Tracked,
                FieldId::TrackedLow,
                FieldId::TrackedHigh,
                FieldId::Incremental,
                FieldId::IncrementalLow,
                FieldId::IncrementalHigh,
                FieldId::HoldoutViewers,
                FieldId::HoldoutConversions,
                FieldId::Followers,
                FieldId::Impressions,
                FieldId::Clicks,
                FieldId::Engagements,
                FieldId::Per,
                FieldId::Level,
                FieldId::GoalFigure,
                FieldId::GoalValue,
                FieldId::GoalField,
                FieldId::Marks,
            ],
            Self::Fee => &[
                FieldId::Viewers,
                FieldId::PastViewers,
                FieldId::PastConversions,
                FieldId::ConversionRate,
                FieldId::OrderValue,
                FieldId::GrossMargin,
                FieldId::Fee,
                FieldId::RetentionKind,
                FieldId::RetentionRate,
                FieldId::RetentionShares,
                FieldId::RetentionCustomers,
                FieldId::ClickRate,
                FieldId::ClickConversion,
                FieldId::RetentionEveryMonths,
                FieldId::RepeatOrderValue,
                FieldId::PaybackMonths,
                FieldId::HorizonMonths,
                FieldId::AnnualDiscountRate,
                FieldId::OtherCosts,
                FieldId::DiscountRate,
                FieldId::RefundRate,
                FieldId::CommissionRate,
                FieldId::VariablePerOrder,
                FieldId::NewCustomerShare,
                FieldId::Tracked,
                FieldId::Incremental,
                FieldId::Level,
                FieldId::FeeGoalFigure,
                FieldId::FeeGoalValue,
                FieldId::FeeGoalField,
                FieldId::Marks,
            ],
            Self::Compare => &[
                FieldId::Entries,
                FieldId::ValuePerConversion,
                FieldId::PriorMean,
                FieldId::PriorWeight,
                FieldId::Level,
                FieldId::Marks,
            ],
            Self::SplitTest => &[
                FieldId::Variants,
                FieldId::PlannedShares,
                FieldId::Alpha,
                FieldId::Looks,
                FieldId::LooksFixed,
                FieldId::PriorMean,
                FieldId::PriorWeight,
                FieldId::Marks,
            ],
            Self::Plan => &[
                FieldId::BaselineRate,
                FieldId::Effect,
                FieldId::EffectKind,
                FieldId::DailyVisitors,
                FieldId::CostPerThousand,
                FieldId::VisitorsPerVariant,
                FieldId::VariantCount,
                FieldId::Alpha,
                FieldId::Power,
                FieldId::Sides,
                FieldId::PlanGoalFigure,
                FieldId::PlanGoalValue,
                FieldId::PlanGoalField,
                FieldId::Marks,
            ],
            Self::Value => &[
                FieldId::OrderValue,
                FieldId::GrossMargin,
                FieldId::AcquisitionCost,
                FieldId::RetentionKind,
                FieldId::RetentionRate,
                FieldId::RetentionShares,
                FieldId::RetentionCustomers,
                FieldId::RetentionEveryMonths,
                FieldId::HorizonMonths,
                FieldId::AnnualDiscountRate,
                FieldId::RepeatOrderValue,
                FieldId::RefundRate,
                FieldId::ServicePerOrder,
                FieldId::Level,
                FieldId::Marks,
            ],
            Self::TradeOff => &[
                FieldId::Offers,
                FieldId::HorizonMonths,
                FieldId::PaybackMonths,
                FieldId::RetentionEveryMonths,
                FieldId::AnnualDiscountRate,
                FieldId::Marks,
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
            Self::Return => &[
                FieldId::Action,
                FieldId::ActionName,
                FieldId::Conversions,
                FieldId::OrderValue,
                FieldId::GrossMargin,
                FieldId::CostsFee,
            ],
            Self::Fee => &[
                FieldId::Viewers,
                FieldId::PastViewers,
                FieldId::PastConversions,
                FieldId::ConversionRate,
                FieldId::OrderValue,
                FieldId::GrossMargin,
                FieldId::Fee,
                FieldId::RetentionKind,
                FieldId::RetentionRate,
                FieldId::RetentionShares,
                FieldId::RetentionCustomers,
            ],
            Self::Compare => &[FieldId::Entries],
            Self::SplitTest => &[FieldId::Variants],
            Self::TradeOff => &[FieldId::Offers],
            Self::Plan => &[
                FieldId::BaselineRate,
                FieldId::Effect,
                FieldId::EffectKind,
                FieldId::DailyVisitors,
            ],
            Self::Value => &[
                FieldId::OrderValue,
                FieldId::GrossMargin,
                FieldId::AcquisitionCost,
                FieldId::RetentionKind,
                FieldId::RetentionRate,
                FieldId::RetentionShares,
                FieldId::RetentionCustomers,
            ],
        }
    }

    /// The figures of the page's: as long as it gives none of them, the view shows its example.
    pub const fn counts(self) -> &'static [FieldId] {
        match self {
            Self::Rate => &[
                FieldId::Followers,
                FieldId::Impressions,
                FieldId::Viewers,
                FieldId::Clicks,
                FieldId::Conversions,
            ],
            Self::Return => &[
                FieldId::Followers,
                FieldId::Impressions,
                FieldId::Viewers,
                FieldId::Clicks,
                FieldId::Conversions,
                FieldId::Engagements,
                FieldId::OrderValue,
                FieldId::GrossMargin,
                FieldId::NextSteps,
                FieldId::ValuePerConversion,
                FieldId::CostsFee,
                FieldId::CostsProduct,
                FieldId::CostsProduction,
                FieldId::CostsRights,
                FieldId::CostsAgency,
                FieldId::CostsPaid,
                FieldId::CostsOther,
                FieldId::HoldoutViewers,
                FieldId::HoldoutConversions,
            ],
            Self::Fee => &[
                FieldId::Viewers,
                FieldId::PastViewers,
                FieldId::PastConversions,
                FieldId::ConversionRate,
                FieldId::ClickRate,
                FieldId::ClickConversion,
                FieldId::OrderValue,
                FieldId::RepeatOrderValue,
                FieldId::GrossMargin,
                FieldId::RetentionKind,
                FieldId::RetentionRate,
                FieldId::RetentionShares,
                FieldId::RetentionCustomers,
                FieldId::Fee,
                FieldId::OtherCosts,
            ],
            Self::Compare => &[FieldId::Entries],
            Self::SplitTest => &[FieldId::Variants],
            Self::TradeOff => &[FieldId::Offers],
            Self::Plan => &[
                FieldId::BaselineRate,
                FieldId::Effect,
                FieldId::DailyVisitors,
                FieldId::CostPerThousand,
                FieldId::VisitorsPerVariant,
            ],
            Self::Value => &[
                FieldId::OrderValue,
                FieldId::RepeatOrderValue,
                FieldId::GrossMargin,
                FieldId::ServicePerOrder,
                FieldId::RetentionKind,
                FieldId::RetentionRate,
                FieldId::RetentionShares,
                FieldId::RetentionCustomers,
                FieldId::AcquisitionCost,
            ],
        }
    }

    /// What the example says of `field`.
    pub fn example(self, field: FieldId) -> Option<Value> {
        let example = match self {
            Self::Rate => RATE_EXAMPLE,
            Self::Return => RETURN_EXAMPLE,
            Self::Fee => FEE_EXAMPLE,
            Self::Compare => COMPARE_EXAMPLE,
            Self::SplitTest => SPLIT_TEST_EXAMPLE,
            Self::Plan => PLAN_EXAMPLE,
            Self::Value => VALUE_EXAMPLE,
            Self::TradeOff => TRADE_OFF_EXAMPLE,
        };
        let said = example.iter().find(|(id, _)| *id == field);
        said.map(|(_, preset)| preset.value())
    }
}
