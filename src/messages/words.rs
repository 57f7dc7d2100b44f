//! Which sentence says what. Every match is exhaustive: what has no words does not compile.

pub mod compare;

use super::format::Argument;
use super::{Language, Sentence};
use crate::locale::{Style, money_style};
use crate::outcome::figure::{FigureId, Formula, NoteCode, Source, Step, Symbol};
use crate::outcome::rate::{RateOutcome, TYPED, TargetStanding, percent};
use crate::scenario::field::{
    FEE_GOAL_FIELDS, FieldId, GOAL_FIELDS, Kind, PLAN_GOAL_FIELDS, Problem,
};
use crate::scenario::rate::Per;
use crate::scenario::view::View;

/// What people did, with the name that the reader gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionWords {
    /// The place among [`crate::scenario::field::ACTIONS`].
    pub place: usize,
    /// The name of a custom action; empty without one.
    pub name: String,
}

const CONVERSIONS: [(Sentence, Sentence); 8] = [
    (
        Sentence::FieldConversionsPurchase,
        Sentence::ConversionsPurchase,
    ),
    (
        Sentence::FieldConversionsNewsletterSignup,
        Sentence::ConversionsNewsletterSignup,
    ),
    (
        Sentence::FieldConversionsAppDownload,
        Sentence::ConversionsAppDownload,
    ),
    (
        Sentence::FieldConversionsFormSubmission,
        Sentence::ConversionsFormSubmission,
    ),
    (
        Sentence::FieldConversionsFreeTrial,
        Sentence::ConversionsFreeTrial,
    ),
    (
        Sentence::FieldConversionsFollow,
        Sentence::ConversionsFollow,
    ),
    (
        Sentence::FieldConversionsEventRegistration,
        Sentence::ConversionsEventRegistration,
    ),
    (
        Sentence::FieldConversionsCustom,
        Sentence::ConversionsCustom,
    ),
];

impl ActionWords {
    fn sentences(&self) -> (Sentence, Sentence) {
        CONVERSIONS.get(self.place).copied().unwrap_or((
            Sentence::FieldConversionsCustom,
            Sentence::ConversionsCustom,
        ))
    }

    /// "purchases", "purchase", or the reader's own word for them.
    pub fn noun(&self, language: &Language, count: f64) -> String {
        if self.name.is_empty() {
            language.fill(
                self.sentences().1,
                &[("n", Argument::Number(count, Style::Decimal(0)))],
            )
        } else {
            language.fill(
                Sentence::ConversionsNamed,
                &[
                    ("n", Argument::Number(count, Style::Decimal(0))),
                    ("name", Argument::Text(&self.name)),
                ],
            )
        }
    }
}

/// What a tab is called.
pub fn tab(language: &Language, view: View) -> String {
    language.say(match view {
        View::Rate => Sentence::TabRate,
        View::Return => Sentence::TabReturn,
        View::Fee => Sentence::TabFee,
        View::Compare => Sentence::TabCompare,
        View::SplitTest => Sentence::TabSplitTest,
        View::Plan => Sentence::TabPlan,
        View::Value => Sentence::TabValue,
        View::TradeOff => Sentence::TabTradeOff,
    })
}

/// A difference of rates in points of a hundred: "0.6 %" would be read as a part of the rate.
pub fn points(language: &Language, difference: f64) -> String {
    let points = Argument::Number(difference * 100.0, Style::Significant(3));
    language.fill(Sentence::PlanPoints, &[("value", points)])
}

/// What a view is called.
pub fn title(language: &Language, view: View) -> String {
    language.say(match view {
        View::Rate => Sentence::FigureRate,
        View::Return => Sentence::TitleReturn,
        View::Fee => Sentence::TitleFee,
        View::Compare => Sentence::TitleCompare,
        View::SplitTest => Sentence::TitleSplitTest,
        View::Plan => Sentence::TitlePlan,
        View::Value => Sentence::TitleValue,
        View::TradeOff => Sentence::TitleTradeOff,
    })
}

/// "viewers", "viewer".
pub fn unit(language: &Language, per: Per, count: f64) -> String {
    let sentence = match per {
        Per::Follower => Sentence::UnitFollower,
        Per::Impression => Sentence::UnitImpression,
        Per::Viewer => Sentence::UnitViewer,
        Per::Click => Sentence::UnitClick,
    };
    language.fill(
        sentence,
        &[("n", Argument::Number(count, Style::Decimal(0)))],
    )
}

/// The label of a field. That of the conversions says what was counted.
pub fn label(language: &Language, field: FieldId, action: &ActionWords) -> String {
    if field == FieldId::Conversions {
        if action.name.is_empty() {
            return language.say(action.sentences().0);
        }
        return action.name.clone();
    }
    // Nothing but sentences in it, so that it becomes a table.
    let sentence = match field {
        FieldId::Conversions => Sentence::FieldConversionsCustom,
        FieldId::Action => Sentence::FieldAction,
        FieldId::ActionName => Sentence::FieldActionName,
        FieldId::Followers => Sentence::FieldFollowers,
        FieldId::Impressions => Sentence::FieldImpressions,
        FieldId::Viewers => Sentence::FieldViewers,
        FieldId::Clicks => Sentence::FieldClicks,
        FieldId::Per => Sentence::FieldPer,
        FieldId::Level => Sentence::FieldLevel,
        FieldId::TargetRate => Sentence::FieldTargetRate,
        FieldId::TargetConversions => Sentence::FieldTargetConversions,
        FieldId::Engagements => Sentence::ReturnFieldEngagements,
        FieldId::OrderValue => Sentence::FieldOrderValue,
        FieldId::GrossMargin => Sentence::FieldGrossMargin,
        FieldId::DiscountRate => Sentence::FieldDiscountRate,
        FieldId::RefundRate => Sentence::FieldRefundRate,
        FieldId::CommissionRate => Sentence::FieldCommissionRate,
        FieldId::VariablePerOrder => Sentence::FieldVariablePerOrder,
        FieldId::NewCustomerShare => Sentence::FieldNewCustomerShare,
        FieldId::CostsFee => Sentence::ReturnFieldCostsFee,
        FieldId::CostsProduct => Sentence::ReturnFieldCostsProduct,
        FieldId::CostsProduction => Sentence::ReturnFieldCostsProduction,
        FieldId::CostsRights => Sentence::ReturnFieldCostsRights,
        FieldId::CostsAgency => Sentence::ReturnFieldCostsAgency,
        FieldId::CostsPaid => Sentence::ReturnFieldCostsPaid,
        FieldId::CostsOther | FieldId::OtherCosts => Sentence::FieldCostsOther,
        FieldId::Tracked => Sentence::FieldTracked,
        FieldId::TrackedLow => Sentence::ReturnFieldTrackedLow,
        FieldId::TrackedHigh => Sentence::ReturnFieldTrackedHigh,
        FieldId::Incremental => Sentence::FieldIncremental,
        FieldId::IncrementalLow => Sentence::ReturnFieldIncrementalLow,
        FieldId::IncrementalHigh => Sentence::ReturnFieldIncrementalHigh,
        FieldId::HoldoutViewers => Sentence::ReturnFieldHoldoutViewers,
        FieldId::HoldoutConversions => Sentence::ReturnFieldHoldoutConversions,
        FieldId::NextSteps => Sentence::ReturnFieldNextSteps,
        FieldId::ValuePerConversion => Sentence::FieldValuePerConversion,
        FieldId::GoalFigure | FieldId::FeeGoalFigure => Sentence::FieldGoalFigure,
        FieldId::GoalValue | FieldId::FeeGoalValue => Sentence::FieldGoalValue,
        FieldId::GoalField | FieldId::FeeGoalField => Sentence::FieldGoalField,
        FieldId::Entries => Sentence::CompareFieldEntries,
        FieldId::PriorMean => Sentence::TestFieldPriorMean,
        FieldId::PriorWeight => Sentence::TestFieldPriorWeight,
        FieldId::Variants => Sentence::SplitTestFieldVariants,
        FieldId::PlannedShares => Sentence::SplitTestFieldPlannedShares,
        FieldId::Alpha => Sentence::FieldAlpha,
        FieldId::Looks => Sentence::SplitTestFieldLooks,
        FieldId::LooksFixed => Sentence::SplitTestFieldLooksFixed,
        FieldId::BaselineRate => Sentence::PlanFieldBaselineRate,
        FieldId::Effect => Sentence::PlanFieldEffect,
        FieldId::EffectKind => Sentence::PlanFieldEffectKind,
        FieldId::Power => Sentence::PlanFieldPower,
        FieldId::Sides => Sentence::PlanFieldSides,
        FieldId::VariantCount => Sentence::PlanFieldVariantCount,
        FieldId::DailyVisitors => Sentence::PlanFieldDailyVisitors,
        FieldId::CostPerThousand => Sentence::FieldCostPerThousand,
        FieldId::VisitorsPerVariant => Sentence::PlanFieldVisitorsPerVariant,
        FieldId::PlanGoalFigure => Sentence::PlanFieldPlanGoalFigure,
        FieldId::PlanGoalValue => Sentence::PlanFieldPlanGoalValue,
        FieldId::PlanGoalField => Sentence::PlanFieldPlanGoalField,
        FieldId::RepeatOrderValue => Sentence::ValueFieldRepeatOrderValue,
        FieldId::ServicePerOrder => Sentence::ValueFieldServicePerOrder,
        FieldId::RetentionKind => Sentence::ValueFieldRetentionKind,
        FieldId::RetentionRate => Sentence::ValueFieldRetentionRate,
        FieldId::RetentionShares => Sentence::ValueFieldRetentionShares,
        FieldId::RetentionEveryMonths => Sentence::ValueFieldRetentionEveryMonths,
        FieldId::RetentionCustomers => Sentence::ValueFieldRetentionCustomers,
        FieldId::HorizonMonths => Sentence::ValueFieldHorizonMonths,
        FieldId::AnnualDiscountRate => Sentence::ValueFieldAnnualDiscountRate,
        FieldId::AcquisitionCost => Sentence::ValueFieldAcquisitionCost,
        FieldId::PastViewers => Sentence::FeeFieldPastViewers,
        FieldId::PastConversions => Sentence::FeeFieldPastConversions,
        FieldId::ConversionRate => Sentence::FigureRate,
        FieldId::ClickRate => Sentence::FeeFieldClickRate,
        FieldId::ClickConversion => Sentence::FeeFieldClickConversion,
        FieldId::Fee => Sentence::FeeFieldFee,
        FieldId::PaybackMonths => Sentence::TradeOffFieldPaybackMonths,
        FieldId::Offers => Sentence::TradeOffFieldOffers,
        FieldId::Retention => Sentence::TradeOffFieldRetention,
        // What is no input is called alike: it has no label on the screen.
        FieldId::Marks
        | FieldId::MarkView
        | FieldId::MarkFigure
        | FieldId::MarkOf
        | FieldId::MarkSource
        | FieldId::MarkYear
        | FieldId::MarkGrade => Sentence::FieldMarks,
        FieldId::Name => Sentence::FieldName,
        FieldId::Format => Sentence::CompareFieldFormat,
        FieldId::Cost => Sentence::CompareFieldCost,
        FieldId::Posts => Sentence::CompareFieldPosts,
        FieldId::Visitors => Sentence::SplitTestFieldVisitors,
        FieldId::StepRate => Sentence::ReturnFieldRate,
    };
    language.say(sentence)
}

/// What stands below a field to help; empty where its label says enough.
pub fn hint(language: &Language, field: FieldId) -> String {
    if field == FieldId::Level {
        let usual = Argument::Number(0.95, percent(0.95));
        return language.fill(Sentence::HintLevel, &[("example", usual)]);
    }
    let sentence = match field {
        FieldId::Action
        | FieldId::Per
        | FieldId::Marks
        | FieldId::MarkView
        | FieldId::MarkFigure
        | FieldId::MarkOf
        | FieldId::MarkSource
        | FieldId::MarkYear
        | FieldId::MarkGrade
        | FieldId::GoalFigure
        | FieldId::GoalField
        | FieldId::Entries
        | FieldId::LooksFixed
        | FieldId::EffectKind
        | FieldId::PlanGoalFigure
        | FieldId::PlanGoalField
        | FieldId::FeeGoalFigure
        | FieldId::FeeGoalField
        | FieldId::RetentionKind
        | FieldId::RetentionRate
        | FieldId::RetentionShares
        | FieldId::Retention
        | FieldId::Name
        | FieldId::Format
        | FieldId::Cost
        | FieldId::Visitors
        | FieldId::StepRate => None,
        FieldId::ActionName => Some(Sentence::HintActionName),
        FieldId::Followers => Some(Sentence::HintFollowers),
        FieldId::Impressions => Some(Sentence::HintImpressions),
        FieldId::Viewers => Some(Sentence::HintViewers),
        FieldId::Clicks => Some(Sentence::HintClicks),
        FieldId::Conversions => Some(Sentence::HintConversions),
        FieldId::Level => Some(Sentence::HintLevel),
        FieldId::TargetRate => Some(Sentence::HintTargetRate),
        FieldId::TargetConversions => Some(Sentence::HintTargetConversions),
        FieldId::Engagements => Some(Sentence::ReturnHintEngagements),
        FieldId::OrderValue => Some(Sentence::HintOrderValue),
        FieldId::GrossMargin => Some(Sentence::HintGrossMargin),
        FieldId::DiscountRate => Some(Sentence::HintDiscountRate),
        FieldId::RefundRate => Some(Sentence::HintRefundRate),
        FieldId::CommissionRate => Some(Sentence::HintCommissionRate),
        FieldId::VariablePerOrder => Some(Sentence::HintVariablePerOrder),
        FieldId::NewCustomerShare => Some(Sentence::HintNewCustomerShare),
        FieldId::CostsFee => Some(Sentence::ReturnHintCostsFee),
        FieldId::CostsProduct => Some(Sentence::ReturnHintCostsProduct),
        FieldId::CostsProduction => Some(Sentence::ReturnHintCostsProduction),
        FieldId::CostsRights => Some(Sentence::ReturnHintCostsRights),
        FieldId::CostsAgency => Some(Sentence::ReturnHintCostsAgency),
        FieldId::CostsPaid => Some(Sentence::ReturnHintCostsPaid),
        FieldId::CostsOther | FieldId::OtherCosts => Some(Sentence::HintCostsOther),
        FieldId::Tracked => Some(Sentence::HintTracked),
        FieldId::TrackedLow => Some(Sentence::ReturnHintTrackedLow),
        FieldId::TrackedHigh => Some(Sentence::ReturnHintTrackedHigh),
        FieldId::Incremental => Some(Sentence::HintIncremental),
        FieldId::IncrementalLow => Some(Sentence::ReturnHintIncrementalLow),
        FieldId::IncrementalHigh => Some(Sentence::ReturnHintIncrementalHigh),
        FieldId::HoldoutViewers => Some(Sentence::ReturnHintHoldoutViewers),
        FieldId::HoldoutConversions => Some(Sentence::ReturnHintHoldoutConversions),
        FieldId::NextSteps => Some(Sentence::ReturnHintNextSteps),
        FieldId::ValuePerConversion => Some(Sentence::HintValuePerConversion),
        FieldId::GoalValue => Some(Sentence::ReturnHintGoalValue),
        FieldId::PriorMean => Some(Sentence::TestHintPriorMean),
        FieldId::PriorWeight => Some(Sentence::TestHintPriorWeight),
        FieldId::Variants => Some(Sentence::SplitTestHintVariants),
        FieldId::PlannedShares => Some(Sentence::SplitTestHintPlannedShares),
        FieldId::Alpha => Some(Sentence::HintAlpha),
        FieldId::Looks => Some(Sentence::SplitTestHintLooks),
        FieldId::BaselineRate => Some(Sentence::PlanHintBaselineRate),
        FieldId::Effect => Some(Sentence::PlanHintEffect),
        FieldId::Power => Some(Sentence::PlanHintPower),
        FieldId::Sides => Some(Sentence::PlanHintSides),
        FieldId::VariantCount => Some(Sentence::PlanHintVariantCount),
        FieldId::DailyVisitors => Some(Sentence::PlanHintDailyVisitors),
        FieldId::CostPerThousand => Some(Sentence::HintCostPerThousand),
        FieldId::VisitorsPerVariant => Some(Sentence::PlanHintVisitorsPerVariant),
        FieldId::PlanGoalValue => Some(Sentence::PlanHintPlanGoalValue),
        FieldId::RepeatOrderValue => Some(Sentence::ValueHintRepeatOrderValue),
        FieldId::ServicePerOrder => Some(Sentence::ValueHintServicePerOrder),
        FieldId::RetentionEveryMonths => Some(Sentence::ValueHintRetentionEveryMonths),
        FieldId::RetentionCustomers => Some(Sentence::ValueHintRetentionCustomers),
        FieldId::HorizonMonths => Some(Sentence::ValueHintHorizonMonths),
        FieldId::AnnualDiscountRate => Some(Sentence::ValueHintAnnualDiscountRate),
        FieldId::AcquisitionCost => Some(Sentence::ValueHintAcquisitionCost),
        FieldId::PastViewers => Some(Sentence::FeeHintPastViewers),
        FieldId::PastConversions => Some(Sentence::FeeHintPastConversions),
        FieldId::ConversionRate => Some(Sentence::TradeOffHintConversionRate),
        FieldId::ClickRate | FieldId::ClickConversion => Some(Sentence::FeeHintClickRate),
        FieldId::Fee => Some(Sentence::FeeHintFee),
        FieldId::PaybackMonths => Some(Sentence::TradeOffHintPaybackMonths),
        FieldId::FeeGoalValue => Some(Sentence::FeeHintFeeGoalValue),
        FieldId::Offers => Some(Sentence::TradeOffHintOffers),
        FieldId::Posts => Some(Sentence::CompareHintPosts),
    };
    sentence.map_or(String::new(), |sentence| language.say(sentence))
}

const CHOICES: [Sentence; 8] = [
    Sentence::ChoicePurchase,
    Sentence::ChoiceNewsletterSignup,
    Sentence::ChoiceAppDownload,
    Sentence::ChoiceFormSubmission,
    Sentence::ChoiceFreeTrial,
    Sentence::ChoiceFollow,
    Sentence::ChoiceEventRegistration,
    Sentence::ChoiceCustom,
];

const RETENTION_KINDS: [Sentence; 3] = [
    Sentence::ChoiceConstant,
    Sentence::ChoiceObserved,
    Sentence::ChoicePurchases,
];

const DENOMINATORS: [Sentence; 4] = [
    Sentence::ChoiceFollower,
    Sentence::ChoiceImpression,
    Sentence::ChoiceViewer,
    Sentence::ChoiceClick,
];

/// The words of one choice of a field.
pub fn choice(language: &Language, field: FieldId, place: usize) -> String {
    // Inputs are called what their fields are called.
    let called = |fields: &[&str]| {
        let field = fields.get(place).and_then(|name| FieldId::named(name));
        field.map_or(String::new(), |field| {
            label(language, field, &ActionWords::default())
        })
    };
    let sentences: &[Sentence] = match field {
        FieldId::Per => &DENOMINATORS,
        FieldId::EffectKind => &[Sentence::ChoiceRelative, Sentence::ChoiceAbsolute],
        FieldId::RetentionKind => &RETENTION_KINDS,
        FieldId::GoalFigure => &[
            Sentence::FigureProfit,
            Sentence::FigureRoas,
            Sentence::FigureCostPerConversion,
            Sentence::FigureRoi,
        ],
        FieldId::PlanGoalFigure => &[
            Sentence::ChoicePlanCost,
            Sentence::ChoicePlanDays,
            Sentence::ChoicePlanTotal,
        ],
        FieldId::FeeGoalFigure => &[
            Sentence::FeeFigureMax,
            Sentence::FeeFigureSoon,
            Sentence::FeeFigureFirst,
            Sentence::ValueFigurePayback,
        ],
        FieldId::GoalField if place == 0 => &[Sentence::ChoiceConversions],
        FieldId::GoalField => return called(GOAL_FIELDS),
        FieldId::PlanGoalField => return called(PLAN_GOAL_FIELDS),
        FieldId::FeeGoalField => return called(FEE_GOAL_FIELDS),
        _ => &CHOICES,
    };
    sentences
        .get(place)
        .map(|&sentence| language.say(sentence))
        .unwrap_or_default()
}

/// What is wrong with a field, and how to mend it.
#[expect(clippy::too_many_lines, reason = "an arm for each problem")]
pub fn problem(
    language: &Language,
    field: FieldId,
    problem: Problem,
    action: &ActionWords,
) -> String {
    // In the cell of who stays a time or a count, as the bounds tell, and not the rate.
    let field = match (field, problem) {
        (FieldId::Retention, Problem::OutOfRange { max, .. }) if max > 1.0 => {
            FieldId::RetentionEveryMonths
        }
        _ => field,
    };
    let kind = field.row().kind;
    let number = |value: f64| {
        let style = match kind {
            _ if field.is_percent() || matches!(kind, Kind::Shares | Kind::Course) => {
                percent(value)
            }
            Kind::Money | Kind::Amount => money_style(value),
            Kind::Between { .. } => Style::Significant(3),
            _ => Style::Decimal(0),
        };
        Argument::Number(value, style)
    };
    let example = match field {
        FieldId::Level => 0.95,
        FieldId::Power | FieldId::RetentionRate | FieldId::Retention => 0.8,
        FieldId::AnnualDiscountRate => 0.1,
        FieldId::RetentionCustomers => 1_000.0,
        FieldId::PastConversions => 300.0,
        FieldId::GrossMargin | FieldId::Tracked | FieldId::Incremental => 0.6,
        _ if field.is_percent() => 0.03,
        _ if matches!(kind, Kind::Money | Kind::Amount) => 60.0,
        _ if matches!(kind, Kind::Whole { .. }) => 2.0,
        _ if matches!(kind, Kind::Between { .. }) => 12.0,
        _ => 10_000.0,
    };
    let mut example = number(example);
    let mut range = (0.0, 0.0);
    let mut count = 0;
    let mut other = FieldId::Per;
    let sentence = match problem {
        Problem::Missing => Sentence::ProblemMissing,
        Problem::NotANumber => Sentence::ProblemNotANumber,
        Problem::Percent => Sentence::ProblemPercent,
        Problem::NotWhole => Sentence::ProblemNotWhole,
        Problem::OutOfRange { min, max, open } => {
            range = (min, max);
            if max >= 1e12 && (open || matches!(kind, Kind::Count) && min > 0.0) {
                range.0 = 0.0;
                Sentence::ProblemNotPositive
            } else if open {
                Sentence::ProblemOutOfRangeOpen
            } else {
                Sentence::ProblemOutOfRange
            }
        }
        Problem::NotAShare { place } => {
            count = place + 1;
            Sentence::ProblemNotAShare
        }
        Problem::NotAChoice => Sentence::ProblemNotAChoice,
        Problem::NotText => Sentence::ProblemNotText,
        Problem::TooLong { max } => {
            count = max;
            Sentence::ProblemTooLong
        }
        Problem::NotAList => {
            example = Argument::Text(match kind {
                Kind::Shares | Kind::Course => "50 / 50",
                _ => "[{…}]",
            });
            Sentence::ProblemNotAList
        }
        Problem::NotPosts => Sentence::ProblemNotPosts,
        Problem::TooFew { min } => {
            count = min;
            Sentence::ProblemTooFew
        }
        Problem::TooMany { max } => {
            count = max;
            Sentence::ProblemTooMany
        }
        Problem::Duplicate => Sentence::ProblemDuplicate,
        Problem::NotTheSum(field) => {
            other = field;
            Sentence::ProblemNotTheSum
        }
        Problem::NotWholeInSum => {
            range.1 = 1.0;
            Sentence::ProblemNotWholeInSum
        }
        Problem::NotAsMany { wanted } => {
            count = wanted;
            Sentence::ProblemNotAsMany
        }
        Problem::NotZero => Sentence::ProblemNotZero,
        Problem::Rising { place } => {
            count = place + 1;
            Sentence::ProblemRising
        }
        Problem::NoShare { place } => {
            count = place + 1;
            range = (0.0, 1.0);
            Sentence::ProblemNoShare
        }
        Problem::NoShares => {
            example = Argument::Text("87 74 65");
            Sentence::ProblemNoShares
        }
        Problem::Impossible(field) => {
            other = field;
            Sentence::ProblemImpossible
        }
        Problem::Above(field) => {
            other = field;
            Sentence::ProblemAbove
        }
        Problem::Below(field) => {
            other = field;
            Sentence::ProblemBelow
        }
    };
    let other = label(language, other, action);
    let (min, max) = range;
    let arguments = [
        example,
        number(min),
        number(max),
        whole(count),
        Argument::Text(&other),
    ];
    language.tell(sentence, "example min max n other", &arguments)
}

pub(super) fn whole(number: usize) -> Argument<'static> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Argument::Number(number.into(), Style::Decimal(0))
}

/// What is unusual, in words.
pub fn note(language: &Language, note: NoteCode) -> String {
    language.say(match note {
        NoteCode::ConversionsAboveClicks => Sentence::RateNoteConversionsAboveClicks,
        NoteCode::ClicksAboveViewers => Sentence::RateNoteClicksAboveViewers,
        NoteCode::PerClick => Sentence::RateNotePerClick,
        NoteCode::MarginBelowDiscount => Sentence::NoteMarginBelowDiscount,
        NoteCode::HoldoutReplaces => Sentence::ReturnNoteHoldoutReplaces,
        NoteCode::HoldoutOpen => Sentence::ReturnNoteHoldoutOpen,
        NoteCode::BreakEvenBeyondCount => Sentence::ReturnNoteBreakEvenBeyondCount,
        NoteCode::CustomAsOrder => Sentence::ReturnNoteCustomAsOrder,
        NoteCode::ValueAside => Sentence::ReturnNoteValueAside,
        NoteCode::OrdersAside => Sentence::ReturnNoteOrdersAside,
        NoteCode::SharesInProportion => Sentence::SplitTestNoteSharesInProportion,
        NoteCode::WholeWeeks => Sentence::PlanNoteWholeWeeks,
        NoteCode::EffectAside => Sentence::PlanNoteEffectAside,
        NoteCode::FitConstantRate => Sentence::ValueNoteFitConstantRate,
        NoteCode::FitFirstOnly => Sentence::ValueNoteFitFirstOnly,
        NoteCode::FitNoLoss => Sentence::ValueNoteFitNoLoss,
        NoteCode::RateNotTold => Sentence::ValueNoteRateNotTold,
        NoteCode::TinyShares => Sentence::ValueNoteTinyShares,
        NoteCode::FirstShareWhole => Sentence::ValueNoteFirstShareWhole,
        NoteCode::PurchasesContinued => Sentence::ValueNotePurchasesContinued,
        NoteCode::NoRepeat => Sentence::ValueNoteNoRepeat,
        NoteCode::LaterLoses => Sentence::ValueNoteLaterLoses,
        NoteCode::SmallCounts => Sentence::SplitTestNoteSmallCounts,
        NoteCode::EachAtAnyTime => Sentence::SplitTestNoteEachAtAnyTime,
        NoteCode::PriorNotFitted => Sentence::TestNotePriorNotFitted,
        NoteCode::PriorPooled => Sentence::TestNotePriorPooled,
        NoteCode::PriorMeanAside => Sentence::TestNotePriorMeanAside,
        NoteCode::PastWins => Sentence::FeeNotePastWins,
        NoteCode::ClicksWin => Sentence::FeeNoteClicksWin,
    })
}

/// The name of a figure.
pub fn figure(language: &Language, id: FigureId) -> String {
    language.say(match id {
        FigureId::Rate => Sentence::FigureRate,
        FigureId::Interval => Sentence::FigureInterval,
        FigureId::OneIn => Sentence::FigureOneIn,
        FigureId::NotConverting => Sentence::FigureNotConverting,
        FigureId::PerFollower => Sentence::FigurePerFollower,
        FigureId::PerImpression => Sentence::FigurePerImpression,
        FigureId::PerViewer => Sentence::FigurePerViewer,
        FigureId::PerClick => Sentence::FigurePerClick,
        FigureId::ClickThrough => Sentence::FigureClickThrough,
        FigureId::ClickThroughPerImpression => Sentence::FigureClickThroughPerImpression,
        FigureId::ConversionsNeeded => Sentence::FigureConversionsNeeded,
        FigureId::CountNeeded => Sentence::FigureCountNeeded,
        FigureId::CountForTarget => Sentence::FigureCountForTarget,
        FigureId::Profit => Sentence::FigureProfit,
        FigureId::NextProfit => Sentence::ReturnFigureNextProfit,
        FigureId::Roi => Sentence::FigureRoi,
        FigureId::Roas => Sentence::FigureRoas,
        FigureId::BreakEvenRoas => Sentence::ReturnFigureBreakEvenRoas,
        FigureId::Orders => Sentence::FigureOrders,
        FigureId::Revenue => Sentence::ReturnFigureRevenue,
        FigureId::Commission => Sentence::ReturnFigureCommission,
        FigureId::Contribution => Sentence::ReturnFigureContribution,
        FigureId::Cost => Sentence::FigureCost,
        FigureId::CostPerConversion => Sentence::FigureCostPerConversion,
        FigureId::CostPerOrder => Sentence::ReturnFigureCostPerOrder,
        FigureId::CostPerNewCustomer => Sentence::FigureCostPerNewCustomer,
        FigureId::CostPerClick => Sentence::ReturnFigureCostPerClick,
        FigureId::CostPerEngagement => Sentence::ReturnFigureCostPerEngagement,
        FigureId::CostPerThousand => Sentence::ReturnFigureCostPerThousand,
        FigureId::BreakEvenConversions => Sentence::ReturnFigureBreakEvenConversions,
        FigureId::BreakEvenRate => Sentence::ReturnFigureBreakEvenRate,
        FigureId::Incremental => Sentence::FieldIncremental,
        FigureId::FlipTracked => Sentence::ReturnFigureFlipTracked,
        FigureId::FlipIncremental => Sentence::ReturnFigureFlipIncremental,
        FigureId::FlipGrossMargin => Sentence::ReturnFigureFlipGrossMargin,
        FigureId::FlipOrderValue => Sentence::ReturnFigureFlipOrderValue,
        FigureId::PerVariant => Sentence::FigurePerVariant,
        FigureId::Total => Sentence::PlanFigureTotal,
        FigureId::Days => Sentence::PlanFigureDays,
        FigureId::PlanCost => Sentence::PlanFigurePlanCost,
        FigureId::Detectable => Sentence::PlanFigureDetectable,
        FigureId::CustomerValue | FigureId::ValuePerCustomer => Sentence::ValueFigureValue,
        FigureId::FirstOrder => Sentence::ValueFigureFirst,
        FigureId::RepeatValue => Sentence::ValueFigureRepeat,
        FigureId::Undiscounted => Sentence::ValueFigureUndiscounted,
        FigureId::ExpectedOrders => Sentence::ValueFigureOrders,
        FigureId::Unlimited => Sentence::ValueFigureUnlimited,
        FigureId::UnlimitedBeyond => Sentence::ValueFigureBeyond,
        FigureId::PaybackMonth => Sentence::ValueFigurePayback,
        FigureId::ValueToCost => Sentence::ValueFigureRatio,
        FigureId::ConstantValue => Sentence::ValueFigureConstant,
        FigureId::ConstantError => Sentence::ValueFigureError,
        FigureId::CrossoverMonth => Sentence::TradeOffFigureCrossover,
        FigureId::LossAllowed => Sentence::TradeOffFigureAllowed,
        FigureId::LifetimeLoss => Sentence::TradeOffFigureLoss,
        FigureId::EvenConversionRate => Sentence::TradeOffFigureRate,
        FigureId::EvenRetention => Sentence::TradeOffFigureRetention,
        FigureId::ProfitFirst => Sentence::TradeOffFigureProfitFirst,
        FigureId::ProfitHorizon => Sentence::TradeOffFigureProfit,
        FigureId::FitAlpha => Sentence::ValueFigureAlpha,
        FigureId::FitBeta => Sentence::ValueFigureBeta,
        FigureId::FitLikelihood => Sentence::ValueFigureLikelihood,
        FigureId::MaxFee => Sentence::FeeFigureMax,
        FigureId::MaxFeePayback => Sentence::FeeFigureSoon,
        FigureId::MaxFeeFirstOrder => Sentence::FeeFigureFirst,
        FigureId::MaxCostPerConversion => Sentence::FeeFigureCostPer,
        FigureId::MaxCommissionRate => Sentence::FeeFigureCommission,
        FigureId::CaughtOrders => Sentence::FeeFigureCaught,
        FigureId::OrderWorth => Sentence::FeeFigureWorth,
        FigureId::Difference => Sentence::SplitTestFigureDifference,
        FigureId::Lift => Sentence::SplitTestFigureLift,
        FigureId::PooledZ => Sentence::TestFigurePooledZ,
        FigureId::PValue => Sentence::TestFigurePValue,
        FigureId::FisherP => Sentence::TestFigureFisherP,
        FigureId::AdjustedP => Sentence::SplitTestFigureAdjustedP,
        FigureId::AlwaysValidP => Sentence::SplitTestFigureAlwaysValidP,
        FigureId::ChanceToBeat => Sentence::SplitTestFigureChanceToBeat,
        FigureId::ExpectedLoss => Sentence::SplitTestFigureExpectedLoss,
        FigureId::NeededConversions => Sentence::SplitTestFigureNeededConversions,
        FigureId::NeededVisitors => Sentence::SplitTestFigureNeededVisitors,
        FigureId::SampleRatio => Sentence::SplitTestFigureSampleRatio,
        FigureId::FalseAlarmRate => Sentence::SplitTestFigureFalseAlarmRate,
        FigureId::NominalLevel => Sentence::SplitTestFigureNominalLevel,
        FigureId::PooledRate => Sentence::CompareFigurePooledRate,
        FigureId::PooledCost => Sentence::CompareFigurePooledCost,
        FigureId::Heterogeneity => Sentence::CompareFigureHeterogeneity,
        FigureId::Correlation => Sentence::CompareFigureCorrelation,
        FigureId::PriorMean => Sentence::TestFieldPriorMean,
        FigureId::PriorWeight => Sentence::TestFieldPriorWeight,
        FigureId::EffectiveViewers => Sentence::CompareFigureEffectiveViewers,
        FigureId::ShrunkRate => Sentence::CompareTableRate,
        FigureId::ChanceBest => Sentence::CompareTableChance,
        FigureId::LossAmongAll => Sentence::CompareFigureExpectedLoss,
        FigureId::LossInMoney => Sentence::CompareFigureLossInMoney,
        FigureId::ChanceCheapest => Sentence::CompareFigureChanceCheapest,
        FigureId::BehindBest => Sentence::CompareFigureDifference,
        FigureId::PairP => Sentence::CompareFigureAdjustedP,
    })
}

/// What a figure means.
pub fn definition(language: &Language, id: FigureId, level: f64) -> String {
    let sentence = match id {
        FigureId::Rate => Sentence::DefineRate,
        FigureId::Interval => Sentence::DefineInterval,
        FigureId::OneIn => Sentence::DefineOneIn,
        FigureId::NotConverting => Sentence::DefineNotConverting,
        FigureId::PerFollower
        | FigureId::PerImpression
        | FigureId::PerViewer
        | FigureId::PerClick => Sentence::DefineOtherRate,
        FigureId::ClickThrough => Sentence::DefineClickThrough,
        FigureId::ClickThroughPerImpression => Sentence::DefineClickThroughPerImpression,
        FigureId::ConversionsNeeded => Sentence::DefineConversionsNeeded,
        FigureId::CountNeeded => Sentence::DefineCountNeeded,
        FigureId::CountForTarget => Sentence::DefineCountForTarget,
        FigureId::Profit => Sentence::ReturnDefineProfit,
        FigureId::NextProfit => Sentence::ReturnDefineNextProfit,
        FigureId::Roi => Sentence::ReturnDefineRoi,
        FigureId::Roas => Sentence::ReturnDefineRoas,
        FigureId::BreakEvenRoas => Sentence::ReturnDefineBreakEvenRoas,
        FigureId::Orders => Sentence::DefineOrders,
        FigureId::Revenue => Sentence::ReturnDefineRevenue,
        FigureId::Commission => Sentence::ReturnDefineCommission,
        FigureId::Contribution => Sentence::ReturnDefineContribution,
        FigureId::Cost => Sentence::DefineCost,
        FigureId::CostPerConversion
        | FigureId::CostPerOrder
        | FigureId::CostPerClick
        | FigureId::CostPerEngagement => Sentence::DefineCostPer,
        FigureId::CostPerNewCustomer => Sentence::DefineCostPerNewCustomer,
        FigureId::CostPerThousand => Sentence::ReturnDefineCostPerThousand,
        FigureId::BreakEvenConversions => Sentence::ReturnDefineBreakEvenConversions,
        FigureId::BreakEvenRate => Sentence::ReturnDefineBreakEvenRate,
        FigureId::Incremental => Sentence::ReturnDefineIncremental,
        FigureId::FlipTracked => Sentence::ReturnDefineFlipTracked,
        FigureId::FlipIncremental | FigureId::FlipGrossMargin | FigureId::FlipOrderValue => {
            Sentence::ReturnDefineFlip
        }
        FigureId::PerVariant => Sentence::DefinePerVariant,
        FigureId::Total => Sentence::PlanDefineTotal,
        FigureId::Days => Sentence::PlanDefineDays,
        FigureId::PlanCost => Sentence::PlanDefinePlanCost,
        FigureId::Detectable => Sentence::PlanDefineDetectable,
        FigureId::CustomerValue => Sentence::ValueDefineValue,
        FigureId::FirstOrder => Sentence::ValueDefineFirst,
        FigureId::RepeatValue => Sentence::ValueDefineRepeat,
        FigureId::Undiscounted => Sentence::ValueDefineUndiscounted,
        FigureId::ExpectedOrders => Sentence::ValueDefineOrders,
        FigureId::Unlimited => Sentence::ValueDefineUnlimited,
        FigureId::UnlimitedBeyond => Sentence::ValueDefineBeyond,
        FigureId::PaybackMonth => Sentence::ValueDefinePayback,
        FigureId::ValueToCost => Sentence::ValueDefineRatio,
        FigureId::ConstantValue => Sentence::ValueDefineConstant,
        FigureId::ConstantError => Sentence::ValueDefineError,
        FigureId::CrossoverMonth => Sentence::TradeOffDefineCrossover,
        FigureId::LossAllowed | FigureId::LifetimeLoss => Sentence::TradeOffDefineAllowed,
        FigureId::EvenConversionRate | FigureId::EvenRetention => Sentence::TradeOffDefineEven,
        FigureId::ProfitFirst | FigureId::ProfitHorizon => Sentence::TradeOffDefineProfit,
        FigureId::ValuePerCustomer => Sentence::TradeOffDefineValue,
        FigureId::FitAlpha => Sentence::ValueDefineAlpha,
        FigureId::FitBeta => Sentence::ValueDefineBeta,
        FigureId::FitLikelihood => Sentence::ValueDefineLikelihood,
        FigureId::MaxFee | FigureId::MaxFeePayback | FigureId::MaxFeeFirstOrder => {
            Sentence::FeeDefineMax
        }
        FigureId::MaxCostPerConversion => Sentence::FeeDefineCostPer,
        FigureId::MaxCommissionRate => Sentence::FeeDefineCommission,
        FigureId::CaughtOrders => Sentence::FeeDefineCaught,
        FigureId::OrderWorth => Sentence::FeeDefineWorth,
        FigureId::Difference => Sentence::SplitTestDefineDifference,
        FigureId::Lift => Sentence::SplitTestDefineLift,
        FigureId::PooledZ => Sentence::TestDefinePooledZ,
        FigureId::PValue => Sentence::TestDefinePValue,
        FigureId::FisherP => Sentence::TestDefineFisherP,
        FigureId::AdjustedP => Sentence::SplitTestDefineAdjustedP,
        FigureId::AlwaysValidP => Sentence::SplitTestDefineAlwaysValidP,
        FigureId::ChanceToBeat => Sentence::SplitTestDefineChanceToBeat,
        FigureId::ExpectedLoss => Sentence::SplitTestDefineExpectedLoss,
        FigureId::NeededConversions => Sentence::SplitTestDefineNeededConversions,
        FigureId::NeededVisitors => Sentence::SplitTestDefineNeededVisitors,
        FigureId::SampleRatio => Sentence::SplitTestDefineSampleRatio,
        FigureId::FalseAlarmRate => Sentence::SplitTestDefineFalseAlarmRate,
        FigureId::NominalLevel => Sentence::SplitTestDefineNominalLevel,
        FigureId::PooledRate => Sentence::CompareDefinePooledRate,
        FigureId::PooledCost => Sentence::CompareDefinePooledCost,
        FigureId::Heterogeneity => Sentence::CompareDefineHeterogeneity,
        FigureId::Correlation => Sentence::CompareDefineCorrelation,
        FigureId::PriorMean => Sentence::CompareDefinePriorMean,
        FigureId::PriorWeight => Sentence::CompareDefinePriorWeight,
        FigureId::EffectiveViewers => Sentence::CompareDefineEffectiveViewers,
        FigureId::ShrunkRate => Sentence::CompareDefineShrunkRate,
        FigureId::ChanceBest => Sentence::CompareDefineChanceBest,
        FigureId::LossAmongAll => Sentence::CompareDefineExpectedLoss,
        FigureId::LossInMoney => Sentence::CompareDefineLossInMoney,
        FigureId::ChanceCheapest => Sentence::CompareDefineChanceCheapest,
        FigureId::BehindBest => Sentence::CompareDefineDifference,
        FigureId::PairP => Sentence::CompareDefineAdjustedP,
    };
    language.fill(sentence, &[("level", Argument::Number(level, TYPED))])
}

/// Where a formula comes from.
pub fn source(language: &Language, source: Source) -> String {
    let source = language.say(match source {
        Source::Definition => Sentence::SourceDefinition,
        Source::Lifetime => Sentence::ValueSourceLifetime,
        Source::FaderHardie => Sentence::ValueSourceFaderHardie,
        Source::ResidualLifetime => Sentence::ValueSourceResidual,
        Source::Wilson => Sentence::SourceWilson,
        Source::BreakEven => Sentence::SourceBreakEven,
        Source::Nelson => Sentence::ReturnSourceNelson,
        Source::Newcombe => Sentence::SourceNewcombe,
        Source::Fleiss => Sentence::SourceFleiss,
        Source::Katz => Sentence::SplitTestSourceKatz,
        Source::Fisher => Sentence::SplitTestSourceFisher,
        Source::Holm => Sentence::TestSourceHolm,
        Source::Posterior => Sentence::TestSourcePosterior,
        Source::Robbins => Sentence::SplitTestSourceRobbins,
        Source::Fabijan => Sentence::SplitTestSourceFabijan,
        Source::Armitage => Sentence::SplitTestSourceArmitage,
        Source::Pocock => Sentence::SplitTestSourcePocock,
        Source::Pearson => Sentence::CompareSourcePearson,
        Source::Williams => Sentence::CompareSourceWilliams,
        Source::Tarone => Sentence::CompareSourceTarone,
        Source::Kish => Sentence::CompareSourceKish,
        Source::Contest => Sentence::CompareSourceContest,
    });
    language.fill(
        Sentence::FiguresSource,
        &[("source", Argument::Text(&source))],
    )
}

/// One line of a derivation, first with names and then with the reader's numbers.
pub fn step(language: &Language, step: &Step, action: &ActionWords) -> [String; 2] {
    let sentence = match step.formula {
        Formula::Quotient => Sentence::FormulaQuotient,
        Formula::Difference => Sentence::FormulaDifference,
        Formula::ProductUp => Sentence::FormulaProductUp,
        Formula::QuotientUp => Sentence::FormulaQuotientUp,
        Formula::ProportionUp => Sentence::FormulaProportionUp,
        Formula::WilsonHigh => Sentence::FormulaWilsonHigh,
        Formula::WilsonLow => Sentence::FormulaWilsonLow,
        Formula::NormalQuantile => Sentence::FormulaNormalQuantile,
        Formula::Product => Sentence::FormulaProduct,
        Formula::Sum => Sentence::ReturnFormulaSum,
        Formula::TripleProduct => Sentence::ReturnFormulaTripleProduct,
        Formula::Driven => Sentence::FormulaDriven,
        Formula::OrderMargin => Sentence::ValueFormulaOrderMargin,
        Formula::RateSum => Sentence::ValueFormulaRateSum,
        Formula::MixedSum => Sentence::ValueFormulaMixedSum,
        Formula::CourseSum => Sentence::ValueFormulaCourseSum,
        Formula::FirstAndLater => Sentence::ValueFormulaFirstAndLater,
        Formula::ShareSum => Sentence::ValueFormulaShareSum,
        Formula::UnlimitedSum => Sentence::ValueFormulaUnlimitedSum,
        Formula::BeyondShare => Sentence::ValueFormulaBeyondShare,
        Formula::Payback => Sentence::ValueFormulaPayback,
        Formula::BestRate => Sentence::ValueFormulaBestRate,
        Formula::Likeliest => Sentence::ValueFormulaLikeliest,
        Formula::GivenAway => Sentence::FeeFormulaGivenAway,
        Formula::OrderWorth => Sentence::FeeFormulaWorth,
        Formula::HighestFee => Sentence::FeeFormulaHighest,
        Formula::SumQuotient => Sentence::FeeFormulaSumQuotient,
        Formula::HighestCommission => Sentence::FeeFormulaCommission,
        Formula::DiscountedMargin => Sentence::TradeOffFormulaMargin,
        Formula::ProfitOfViewers => Sentence::TradeOffFormulaProfit,
        Formula::EqualProfit => Sentence::TradeOffFormulaEqual,
        Formula::RetentionFor => Sentence::TradeOffFormulaRetention,
        Formula::Revenue => Sentence::ReturnFormulaRevenue,
        Formula::Commission => Sentence::ReturnFormulaCommission,
        Formula::Contribution => Sentence::ReturnFormulaContribution,
        Formula::PerThousand => Sentence::ReturnFormulaPerThousand,
        Formula::QuotientOfProduct => Sentence::ReturnFormulaQuotientOfProduct,
        Formula::BreakEven => Sentence::ReturnFormulaBreakEven,
        Formula::OneMinusQuotient => Sentence::FormulaOneMinusQuotient,
        Formula::NextRunLow => Sentence::ReturnFormulaNextRunLow,
        Formula::NextRunHigh => Sentence::ReturnFormulaNextRunHigh,
        Formula::FlipPoint => Sentence::ReturnFormulaFlipPoint,
        Formula::BreakEvenRoas => Sentence::ReturnFormulaBreakEvenRoas,
        Formula::PowerQuantile => Sentence::PlanFormulaPowerQuantile,
        Formula::UpperQuantile => Sentence::FormulaUpperQuantile,
        Formula::SampleSize => Sentence::FormulaSampleSize,
        Formula::Detectable => Sentence::PlanFormulaDetectable,
        Formula::ProductPerThousand => Sentence::PlanFormulaProductPerThousand,
        Formula::NewcombeLow => Sentence::TestFormulaNewcombeLow,
        Formula::NewcombeHigh => Sentence::TestFormulaNewcombeHigh,
        Formula::RelativeRise => Sentence::TestFormulaRelativeRise,
        Formula::KatzLow => Sentence::SplitTestFormulaKatzLow,
        Formula::KatzHigh => Sentence::SplitTestFormulaKatzHigh,
        Formula::PooledRate => Sentence::SplitTestFormulaPooledRate,
        Formula::PooledZ => Sentence::TestFormulaPooledZ,
        Formula::TwoSidedP => Sentence::TestFormulaTwoSidedP,
        Formula::Fisher => Sentence::TestFormulaFisher,
        Formula::AtMostOne => Sentence::SplitTestFormulaAtMostOne,
        Formula::ChanceToBeat => Sentence::SplitTestFormulaChanceToBeat,
        Formula::ExpectedLoss => Sentence::SplitTestFormulaExpectedLoss,
        Formula::AlwaysValid => Sentence::SplitTestFormulaAlwaysValid,
        Formula::Shortfall => Sentence::SplitTestFormulaShortfall,
        Formula::Fewest => Sentence::SplitTestFormulaFewest,
        Formula::ChiSquare => Sentence::SplitTestFormulaChiSquare,
        Formula::ChiSquareTail => Sentence::TestFormulaChiSquareTail,
        Formula::FalseAlarms => Sentence::SplitTestFormulaFalseAlarms,
        Formula::NominalLevel => Sentence::SplitTestFormulaNominalLevel,
        Formula::Correlation => Sentence::CompareFormulaCorrelation,
        Formula::Fitted => Sentence::CompareFormulaFitted,
        Formula::HalfAdded => Sentence::CompareFormulaHalfAdded,
        Formula::UsualWeight => Sentence::CompareFormulaUsualWeight,
        Formula::SquareQuotient => Sentence::CompareFormulaSquareQuotient,
        Formula::Shrunk => Sentence::CompareFormulaShrunk,
        Formula::BetaQuantile => Sentence::CompareFormulaBetaQuantile,
        Formula::ChanceBest => Sentence::CompareFormulaChanceBest,
        Formula::LossAmongAll => Sentence::CompareFormulaExpectedLoss,
        Formula::ChanceCheapest => Sentence::CompareFormulaChanceCheapest,
        Formula::PerThousandViewers => Sentence::CompareFormulaPerThousandViewers,
        Formula::HolmOfPairs => Sentence::CompareFormulaHolm,
    };
    let mut names = vec![symbol(language, step.result, action)];
    let mut numbers = vec![amount(language, step.value, step.style)];
    for operand in &step.operands {
        names.push(symbol(language, operand.symbol, action));
        numbers.push(amount(language, operand.value, operand.style));
    }
    [names, numbers].map(|texts| {
        let mut arguments = Vec::new();
        for text in &texts {
            arguments.push(Argument::Text(text));
        }
        language.tell(sentence, "result a b c d e f g h", &arguments)
    })
}

/// What is nearer than this to none or all is told as that.
const NEAR: f64 = 1e-4;

/// A number as it is shown. A probability is never told as certain while it is not, not even where
/// a double has no more room, and without noughts that nobody counts.
pub fn amount(language: &Language, value: f64, style: Style) -> String {
    let is_chance = style == Style::Chance;
    let written = match style {
        Style::Chance if (0.1..=0.9).contains(&value) => Style::PercentDecimal(0),
        Style::Chance if (0.001..=0.999).contains(&value) => Style::PercentDecimal(1),
        Style::Chance => Style::PercentDecimal(2),
        Style::PValue if value < 0.1 => Style::Significant(2),
        Style::PValue => Style::Significant(3),
        style => return language.numerals.write(value, style),
    };
    let (sentence, share) = if value < NEAR {
        (Sentence::ShareFewer, NEAR)
    } else if is_chance && value > 1.0 - NEAR {
        (Sentence::ShareMore, 1.0 - NEAR)
    } else {
        return language.numerals.write(value, written);
    };
    language.fill(sentence, &[("share", Argument::Number(share, written))])
}

fn symbol(language: &Language, symbol: Symbol, action: &ActionWords) -> String {
    let sentence = match symbol {
        Symbol::Field(field) => return label(language, field, action),
        Symbol::Figure(id) => return figure(language, id),
        Symbol::Low => Sentence::SymbolLow,
        Symbol::LaterMargin => Sentence::ValueSymbolLaterMargin,
        Symbol::DiscountedOrders => Sentence::ValueSymbolDiscountedOrders,
        Symbol::LaterOrders | Symbol::CourseOrders => Sentence::ValueSymbolLaterOrders,
        Symbol::SeenPeriods => Sentence::ValueSymbolSeenPeriods,
        Symbol::ConstantRate => Sentence::ValueSymbolBestRate,
        Symbol::RateOrders => Sentence::ValueSymbolRateOrders,
        Symbol::GivenAway => Sentence::FeeSymbolGivenAway,
        Symbol::FirstValue => Sentence::TradeOffSymbolFirstValue,
        Symbol::SecondValue => Sentence::TradeOffSymbolSecondValue,
        Symbol::SecondProfit => Sentence::TradeOffSymbolSecondProfit,
        Symbol::EqualValue => Sentence::TradeOffSymbolEqualValue,
        Symbol::High => Sentence::SymbolHigh,
        Symbol::Costs => Sentence::SymbolCosts,
        Symbol::Count => Sentence::SymbolCount,
        Symbol::Thousands => Sentence::ReturnSymbolThousands,
        Symbol::BreakEvenExactly => Sentence::ReturnSymbolBreakEvenExactly,
        Symbol::Comparisons => Sentence::SymbolComparisons,
        Symbol::Caught => Sentence::ReturnSymbolCaught,
        Symbol::OrderShare => Sentence::ReturnSymbolOrderShare,
        Symbol::EffectRate => Sentence::PlanSymbolEffectRate,
        Symbol::AlphaEach => Sentence::SymbolAlphaEach,
        Symbol::Driven => Sentence::ReturnSymbolDriven,
        Symbol::ExposedRate => Sentence::ReturnSymbolExposedRate,
        Symbol::HoldoutRate => Sentence::ReturnSymbolHoldoutRate,
        Symbol::ControlConversions => Sentence::SplitTestSymbolControlConversions,
        Symbol::ControlVisitors => Sentence::SplitTestSymbolControlVisitors,
        Symbol::ControlRate => Sentence::SplitTestSymbolControlRate,
        Symbol::ControlLow => Sentence::SplitTestSymbolControlLow,
        Symbol::ControlHigh => Sentence::SplitTestSymbolControlHigh,
        Symbol::VariantConversions => Sentence::SplitTestSymbolVariantConversions,
        Symbol::VariantVisitors => Sentence::SplitTestSymbolVariantVisitors,
        Symbol::VariantRate => Sentence::SplitTestSymbolVariantRate,
        Symbol::VariantLow => Sentence::SplitTestSymbolVariantLow,
        Symbol::VariantHigh => Sentence::SplitTestSymbolVariantHigh,
        Symbol::CommonRate => Sentence::TestSymbolCommonRate,
        Symbol::Remaining => Sentence::SplitTestSymbolRemaining,
        Symbol::PlannedShare => Sentence::SplitTestSymbolPlannedShare,
        Symbol::AllVisitors => Sentence::SplitTestSymbolAllVisitors,
        Symbol::SmallerArm => Sentence::SplitTestSymbolSmallerArm,
        Symbol::Z | Symbol::ZOfALook => Sentence::SymbolZ,
        Symbol::ZPower => Sentence::SymbolZPower,
        Symbol::ChiSquare => Sentence::TestSymbolChiSquare,
        Symbol::BetaA => Sentence::CompareSymbolBetaA,
        Symbol::BetaB => Sentence::CompareSymbolBetaB,
        Symbol::TailLow | Symbol::TailHigh => Sentence::CompareSymbolTail,
        Symbol::HolmP => Sentence::TestFigurePValue,
        Symbol::AllConversions => Sentence::CompareSymbolAllConversions,
        Symbol::AllViewers => Sentence::CompareSymbolAllViewers,
        Symbol::AllCosts => Sentence::CompareSymbolAllCosts,
        Symbol::Bought => Sentence::CompareSymbolBought,
        Symbol::Freedom => Sentence::CompareSymbolFreedom,
        Symbol::PostSpread => Sentence::CompareSymbolPostSpread,
        Symbol::Counted => Sentence::CompareSymbolCounted,
        Symbol::Among => Sentence::CompareSymbolAmong,
        Symbol::Entries => Sentence::CompareSymbolEntries,
        Symbol::Pairs => Sentence::CompareSymbolPairs,
        Symbol::OwnRate => Sentence::CompareSymbolOwnRate,
        Symbol::BestRate => Sentence::CompareSymbolBestRate,
        Symbol::OwnLow | Symbol::OwnHigh => Sentence::CompareSymbolOwnEnd,
        Symbol::BestLow | Symbol::BestHigh => Sentence::CompareSymbolBestEnd,
        Symbol::BestCounted => Sentence::CompareSymbolBestCounted,
        Symbol::BestAmong => Sentence::CompareSymbolBestAmong,
        Symbol::LevelOfALook | Symbol::LevelToMeet => Sentence::SplitTestFigureNominalLevel,
    };
    language.say(sentence)
}

/// The sentence that says what the rate means to somebody who knows no statistics.
pub fn rate_verdict(language: &Language, outcome: &RateOutcome, action: &ActionWords) -> String {
    let estimate = outcome.estimate;
    let sample = outcome.scenario.sample;
    let (conversions, count) = (sample.part().get(), sample.whole().get());
    let viewers = unit(language, outcome.scenario.counts.per, count);
    let purchases = action.noun(language, conversions);
    let one_in = outcome.one_in.unwrap_or_default();
    let sentence = if conversions <= 0.0 {
        Sentence::RateVerdictNone
    } else if conversions >= count {
        Sentence::RateVerdictAll
    } else if one_in < 2.0 {
        // "About 1 in 1" says nothing.
        Sentence::RateVerdictMany
    } else {
        Sentence::RateVerdictSome
    };
    let level = outcome.scenario.level.get();
    let interval = estimate.interval;
    language.tell(
        sentence,
        "count conversions viewers purchases per oneIn rate level low high",
        &[
            Argument::Number(count, Style::Decimal(0)),
            Argument::Number(conversions, Style::Decimal(0)),
            Argument::Text(&viewers),
            Argument::Text(&purchases),
            Argument::Text(outcome.scenario.counts.per.name()),
            Argument::Number(one_in, one_in_style(one_in)),
            Argument::Number(estimate.rate, estimate.style(estimate.rate)),
            Argument::Number(level, TYPED),
            Argument::Number(interval.low, estimate.style(interval.low)),
            Argument::Number(interval.high, estimate.style(interval.high)),
        ],
    )
}

/// "1 in 33" reads better than "1 in 33.3"; below ten a digit after the point still matters.
fn one_in_style(one_in: f64) -> Style {
    Style::Decimal(u8::from(one_in < 10.0))
}

/// Where the target stands, when there is one.
pub fn target_verdict(language: &Language, outcome: &RateOutcome) -> Option<String> {
    let target = outcome.scenario.target_rate?.get();
    let estimate = outcome.estimate;
    let (sentence, end) = match outcome.target_standing? {
        TargetStanding::Exceeded => (Sentence::RateTargetExceeded, estimate.interval.low),
        TargetStanding::Open => (Sentence::RateTargetOpen, estimate.rate),
        TargetStanding::Missed => (Sentence::RateTargetMissed, estimate.interval.high),
    };
    let beside_target = |end: f64| Argument::Number(end, apart(estimate.style(end), end, target));
    Some(language.tell(
        sentence,
        "target end low high level",
        &[
            Argument::Number(target, TYPED),
            beside_target(end),
            beside_target(estimate.interval.low),
            beside_target(estimate.interval.high),
            Argument::Number(outcome.scenario.level.get(), TYPED),
        ],
    ))
}

/// How `value` is written beside `other`: no coarser than their distance, so that "2.68 % is above
/// 2.68 %" is never said.
fn apart(style: Style, value: f64, other: f64) -> Style {
    let Style::PercentDecimal(mut decimals) = style else {
        return style;
    };
    let mut distance = (value - other).abs() * 100.0;
    for _ in 0..decimals {
        distance *= 10.0;
    }
    while distance > 0.0 && distance < 1.0 && decimals < 12 {
        distance *= 10.0;
        decimals += 1;
    }
    Style::PercentDecimal(decimals)
}

/// Whether a language is written from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    matches!(
        language,
        "ar" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}
