//! The one table of fields: inputs, JSON, attributes, links and documentation come from it.
//!
//! A field stands here once, by its name, however many views ask for it: one name is one quantity
//! with one store. Values are kept by [`FieldId`] and not in a struct of each view, so that a
//! field that several views share needs no copying, and the module no accessor functions; the
//! typed structs are made where a view's scenario is (`scenario::rate`), with every quantity
//! checked at its birth.

use super::draft::{Content, Table, Value};
use crate::locale::Numerals;
use crate::locale::reading::read_number;
use crate::model::quantity::{LARGEST_COUNT, LONGEST_MONTHS};

/// What a field holds, and what it accepts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A whole number from 0 to 10¹².
    Count,
    /// A whole number between these bounds.
    Whole {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
    },
    /// A fraction of one, read and written in per cent on the screen; `open` leaves out 0 and 1.
    Share {
        /// Whether 0 and 1 themselves are outside.
        open: bool,
    },
    /// A change as a fraction of one, from −1 to 100, in per cent on the screen.
    Change,
    /// An amount in the currency in force, from 0 to 10¹².
    Money,
    /// The amount that a goal names: money, which may be below 0, or a ratio.
    Amount,
    /// The weight of a prior, above 0, or the word that it is to be fitted.
    Weight,
    /// Yes or no.
    Flag,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A line of text of at most so many characters.
    Text(usize),
    /// Shares of a whole, in order.
    Shares,
    /// Shares of the same customers, period after period; each from 0 to 1.
    Course,
    /// A number between these bounds, of no other kind; read and written in per cent where it is a
    /// rate.
    Between {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
        /// Whether it is a rate.
        percent: bool,
    },
    /// What each of several posts brought: conversions / viewers.
    Posts,
    /// Who stays: a rate, or what [`super::stay`] knows more.
    Stay,
    /// Several rows of these columns.
    List {
        /// The columns; each is a row of this table too.
        columns: &'static [FieldId],
        /// The fewest rows.
        min: usize,
        /// The most rows.
        max: usize,
    },
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
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(&'static str),
    /// Shares, period after period.
    Shares(&'static [f64]),
    /// Rows of cells, in the order of the columns.
    Rows(&'static [&'static [Option<Preset>]]),
}

impl Preset {
    /// The value as a draft holds it.
    pub fn value(self) -> Value {
        match self {
            Self::Number(number) => Value::Number(number),
            Self::Choice(place) => Value::Choice(place),
            Self::Flag(flag) => Value::Flag(flag),
            Self::Text(text) => Value::Text(text.to_owned()),
            Self::Shares(shares) => Value::Shares(shares.to_vec()),
            Self::Rows(rows) => {
                let cell =
                    |preset: &Option<Self>| preset.map(|preset| Content::Value(preset.value()));
                let row = |row: &&[Option<Self>]| row.iter().map(cell).collect();
                Value::Table(Table::new(rows.iter().map(row).collect()))
            }
        }
    }
}

impl FieldError {
    /// Where it is, as `errors` names it: `viewers`, `plannedShares.1`, `entries.0.conversions`.
    pub fn path(&self) -> String {
        let (row, dot, column) = match (self.cell, self.problem) {
            (Some((row, column)), _) => (row, ".", column.name()),
            (
                None,
                Problem::NotAShare { place }
                | Problem::NoShare { place }
                | Problem::Rising { place },
            ) => (place, "", ""),
            (None, _) => return self.field.name().to_owned(),
        };
        [self.field.name(), ".", &row.to_string(), dot, column].concat()
    }
}

/// Declares the fields once: their place, their name, what they hold, their default.
macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $id:ident $name:literal $kind:expr, $default:expr;)+) => {
        /// A field's place in the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FieldId { $($(#[doc = $doc])+ $id,)+ }

        impl FieldId {
            /// All fields, in the order of their places.
            pub const ALL: &'static [Self] = &[$(Self::$id,)+];

            /// The field's row in the table.
            pub const fn row(self) -> &'static Field {
                match self {
                    $(Self::$id => const { &Field { name: $name, kind: $kind, default: $default } },)+
                }
            }

            /// What it is, in the words above: for the types and tables of the npm package. No reader of a
            /// blog loads it.
            #[cfg(not(target_arch = "wasm32"))]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$id => concat!($($doc),+),)+
                }
            }
        }
    };
}

const SHARE: Kind = Kind::Share { open: false };
const OPEN_SHARE: Kind = Kind::Share { open: true };
/// The rate of whatever is not said: nothing is lost, nothing costs.
const NONE: Option<Preset> = Some(Preset::Number(0.0));
const WHOLE: Option<Preset> = Some(Preset::Number(1.0));

fields! {
    /// What people did.
    Action "action" Kind::Choice(ACTIONS), Some(Preset::Choice(0));
    /// What the custom action is called.
    ActionName "actionName" Kind::Text(80), None;
    /// People who follow the account.
    Followers "followers" Kind::Count, None;
    /// Times that the content was shown.
    Impressions "impressions" Kind::Count, None;
    /// People who saw the content.
    Viewers "viewers" Kind::Count, None;
    /// Clicks on the link.
    Clicks "clicks" Kind::Count, None;
    /// How many conversions there were.
    Conversions "conversions" Kind::Count, None;
    /// Of what the rate is taken.
    Per "per" Kind::Choice(DENOMINATORS), None;
    /// The confidence level.
    Level "level" OPEN_SHARE, Some(Preset::Number(0.95));
    /// The rate that is aimed at.
    TargetRate "targetRate" SHARE, None;
    /// The conversions that are aimed at.
    TargetConversions "targetConversions" Kind::Count, None;

    /// Likes, comments, shares and saves.
    Engagements "engagements" Kind::Count, None;
    /// What an order costs the customer before any discount, net of tax.
    OrderValue "orderValue" Kind::Money, None;
    /// The share of the undiscounted price that is left after the cost of the goods.
    GrossMargin "grossMargin" SHARE, None;
    /// What the code takes off the price.
    DiscountRate "discountRate" SHARE, NONE;
    /// The share of orders that is sent back.
    RefundRate "refundRate" SHARE, NONE;
    /// The creator's share of what caught orders pay.
    CommissionRate "commissionRate" SHARE, NONE;
    /// Payment, packing and shipping of one order.
    VariablePerOrder "variablePerOrder" Kind::Money, NONE;
    /// The share of orders that come from new customers.
    NewCustomerShare "newCustomerShare" SHARE, WHOLE;
    /// What the creator is paid.
    CostsFee "costs.fee" Kind::Money, NONE;
    /// Products given away.
    CostsProduct "costs.product" Kind::Money, NONE;
    /// Filming, photographs, travel.
    CostsProduction "costs.production" Kind::Money, NONE;
    /// Rights to use the content elsewhere.
    CostsRights "costs.rights" Kind::Money, NONE;
    /// An agency or a platform.
    CostsAgency "costs.agency" Kind::Money, NONE;
    /// Advertising that pushed the content.
    CostsPaid "costs.paid" Kind::Money, NONE;
    /// Everything else that was spent.
    CostsOther "costs.other" Kind::Money, NONE;
    /// The share of driven conversions that the code or link caught.
    Tracked "tracked" SHARE, WHOLE;
    /// The lowest plausible value of `tracked`.
    TrackedLow "trackedLow" SHARE, None;
    /// The highest plausible value of `tracked`.
    TrackedHigh "trackedHigh" SHARE, None;
    /// The share of conversions that would not have happened anyway.
    Incremental "incremental" SHARE, WHOLE;
    /// The lowest plausible value of `incremental`.
    IncrementalLow "incrementalLow" SHARE, None;
    /// The highest plausible value of `incremental`.
    IncrementalHigh "incrementalHigh" SHARE, None;
    /// People of a comparable group that did not see the content.
    HoldoutViewers "holdout.viewers" Kind::Count, None;
    /// Conversions in the group that did not see the content.
    HoldoutConversions "holdout.conversions" Kind::Count, None;
    /// What must happen after the action until money comes in.
    NextSteps "nextSteps" Kind::List { columns: &[Self::Name, Self::StepRate], min: 0, max: 6 }, None;
    /// What one conversion is worth.
    ValuePerConversion "valuePerConversion" Kind::Money, None;
    /// The result that is fixed.
    GoalFigure "goal.figure" Kind::Choice(GOALS), None;
    /// How much the result that is fixed is to be.
    GoalValue "goal.value" Kind::Amount, None;
    /// The input that is solved for.
    GoalField "goal.field" Kind::Choice(GOAL_FIELDS), None;

    /// Creators, formats or offers that are compared.
    Entries "entries" Kind::List {
        columns: &[Self::Name, Self::Format, Self::Viewers, Self::Conversions, Self::Cost, Self::Posts],
        min: 2,
        max: 200,
    }, None;
    /// The rate that is expected before any figures are seen.
    PriorMean "priorMean" OPEN_SHARE, None;
    /// How many viewers that expectation is worth.
    PriorWeight "priorWeight" Kind::Weight, None;

    /// The variants of a test, the control first.
    Variants "variants" Kind::List {
        columns: &[Self::Name, Self::Visitors, Self::Conversions],
        min: 2,
        max: 20,
    }, None;
    /// How visitors were to be divided among the variants.
    PlannedShares "plannedShares" Kind::Shares, None;
    /// The risk of seeing a difference where there is none.
    Alpha "alpha" OPEN_SHARE, Some(Preset::Number(0.05));
    /// How often the test is looked at until the decision.
    Looks "looks" Kind::Whole { min: 1.0, max: 100.0 }, Some(Preset::Number(1.0));
    /// Whether the number of looks was fixed before the start.
    LooksFixed "looksFixed" Kind::Flag, Some(Preset::Flag(true));

    /// The rate of the control.
    BaselineRate "baselineRate" OPEN_SHARE, None;
    /// The difference that the test is to find.
    Effect "effect" Kind::Change, None;
    /// Whether the effect is a part of the baseline or added to it.
    EffectKind "effectKind" Kind::Choice(EFFECT_KINDS), Some(Preset::Choice(0));
    /// The chance of finding the effect when it is there.
    Power "power" OPEN_SHARE, Some(Preset::Number(0.8));
    /// Whether a difference counts in one direction or in both.
    Sides "sides" Kind::Whole { min: 1.0, max: 2.0 }, Some(Preset::Number(2.0));
    /// The number of variants, the control included.
    VariantCount "variantCount" Kind::Whole { min: 2.0, max: 20.0 }, Some(Preset::Number(2.0));
    /// Visitors a day, of all variants together.
    DailyVisitors "dailyVisitors" Kind::Count, None;
    /// What a thousand visitors cost.
    CostPerThousand "costPerThousand" Kind::Money, None;
    /// Visitors of each variant.
    VisitorsPerVariant "visitorsPerVariant" Kind::Count, None;
    /// The result of the plan that is fixed.
    PlanGoalFigure "planGoal.figure" Kind::Choice(PLAN_GOALS), None;
    /// How much the result of the plan is to be.
    PlanGoalValue "planGoal.value" Kind::Money, None;
    /// The input of the plan that is solved for.
    PlanGoalField "planGoal.field" Kind::Choice(PLAN_GOAL_FIELDS), None;

    /// What every later order pays.
    RepeatOrderValue "repeatOrderValue" Kind::Money, None;
    /// What it costs to serve one order.
    ServicePerOrder "servicePerOrder" Kind::Money, NONE;
    /// In which way people know who stays.
    RetentionKind "retention.kind" Kind::Choice(RETENTION_KINDS), Some(Preset::Choice(0));
    /// The share that orders again, the same in each period.
    RetentionRate "retention.rate" SHARE, None;
    /// The shares of the customers of time 0 that are there, or buy, in period 1, 2, …
    RetentionShares "retention.shares" Kind::Course, None;
    /// How long a period is.
    RetentionEveryMonths "retention.everyMonths" Kind::Between { min: A_DAY, max: LONGEST_MONTHS, percent: false }, WHOLE;
    /// How many customers the shares are of.
    RetentionCustomers "retention.customers" Kind::Count, None;
    /// How far ahead orders count.
    HorizonMonths "horizonMonths" Kind::Between { min: 1.0, max: LONGEST_MONTHS, percent: false }, Some(Preset::Number(36.0));
    /// The effective rate at which later money is worth less, a year.
    AnnualDiscountRate "annualDiscountRate" Kind::Between { min: 0.0, max: 100.0, percent: true }, Some(Preset::Number(0.1));
    /// What it cost to win a customer.
    AcquisitionCost "acquisitionCost" Kind::Money, None;

    /// Offers that convert differently and keep customers differently.
    Offers "offers" Kind::List {
        columns: &[
            Self::Name, Self::ConversionRate, Self::DiscountRate, Self::OrderValue, Self::RepeatOrderValue,
            Self::GrossMargin, Self::CostPerThousand, Self::Retention,
        ],
        min: 2,
        max: 4,
    }, None;
    /// People who saw earlier posts.
    PastViewers "pastViewers" Kind::Count, None;
    /// Orders that earlier posts brought.
    PastConversions "pastConversions" Kind::Count, None;
    /// The share of viewers who order.
    ConversionRate "conversionRate" SHARE, None;
    /// The share of viewers who click.
    ClickRate "clickRate" SHARE, None;
    /// The share of clicks that end in an order.
    ClickConversion "clickConversion" SHARE, None;
    /// What the creator asks for.
    Fee "fee" Kind::Money, None;
    /// All that is spent beside the fee.
    OtherCosts "otherCosts" Kind::Money, NONE;
    /// How soon an offer or a fee should pay.
    PaybackMonths "paybackMonths" Kind::Between { min: 1.0, max: LONGEST_MONTHS, percent: false }, Some(Preset::Number(12.0));
    /// The result of `fee` that is fixed.
    FeeGoalFigure "feeGoal.figure" Kind::Choice(FEE_GOALS), None;
    /// How much the result of `fee` is to be.
    FeeGoalValue "feeGoal.value" Kind::Amount, None;
    /// The input of `fee` that is solved for.
    FeeGoalField "feeGoal.field" Kind::Choice(FEE_GOAL_FIELDS), None;

    /// Published figures that the page puts beside a result, instead of ours.
    Marks "marks" Kind::List {
        columns: &[Self::MarkView, Self::MarkFigure, Self::MarkOf, Self::MarkSource, Self::MarkYear, Self::MarkGrade],
        min: 0,
        max: 50,
    }, None;

    /// What a row of a list is called.
    Name "name" Kind::Text(80), None;
    /// The format of an entry: video, story, newsletter.
    Format "format" Kind::Text(80), None;
    /// What an entry cost.
    Cost "cost" Kind::Money, None;
    /// The single posts of an entry.
    Posts "posts" Kind::Posts, None;
    /// Visitors of a variant.
    Visitors "visitors" Kind::Count, None;
    /// The share that goes on from one step to the next.
    StepRate "rate" SHARE, None;
    /// Who of the customers of an offer stays.
    Retention "retention" Kind::Stay, None;
    /// The view beside which a mark stands; beside all where none is said.
    MarkView "view" Kind::Text(20), None;
    /// The published figure.
    MarkFigure "figure" Kind::Text(200), None;
    /// Of what it is a figure: its denominator.
    MarkOf "of" Kind::Text(200), None;
    /// Who published it.
    MarkSource "source" Kind::Text(200), None;
    /// Of which year or years it is.
    MarkYear "year" Kind::Text(40), None;
    /// How far it can be trusted.
    MarkGrade "grade" Kind::Text(80), None;
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

/// How an effect is said, by its name in `scenario`.
pub const EFFECT_KINDS: &[&str] = &["relative", "absolute"];

/// In which way people know who stays, by its name in `scenario`.
pub const RETENTION_KINDS: &[&str] = &["constant", "observed", "purchases"];

/// The shortest period, in months: with a shorter one a hundred years hold millions of orders.
pub(super) const A_DAY: f64 = 12.0 / 365.25;

/// The most shares of a course.
pub const LONGEST_COURSE: usize = 400;

/// The results of `return` that can be fixed.
pub const GOALS: &[&str] = &["profit", "roas", "costPerConversion", "roi"];

/// The inputs of `return` that can be solved for.
pub const GOAL_FIELDS: &[&str] = &[
    "conversions",
    "orderValue",
    "grossMargin",
    "discountRate",
    "refundRate",
    "commissionRate",
    "variablePerOrder",
    "costs.fee",
    "tracked",
    "incremental",
    "valuePerConversion",
];

/// The results of `plan` that can be fixed.
pub const PLAN_GOALS: &[&str] = &["cost", "days", "total"];

/// The inputs of `plan` that can be solved for.
pub const PLAN_GOAL_FIELDS: &[&str] = &[
    "effect",
    "power",
    "visitorsPerVariant",
    "baselineRate",
    "alpha",
    "dailyVisitors",
    "costPerThousand",
];

/// The results of `fee` that can be fixed.
pub const FEE_GOALS: &[&str] = &[
    "maxFee",
    "maxFeePayback",
    "maxFeeFirstOrder",
    "paybackMonth",
];

/// The inputs of `fee` that can be solved for.
pub const FEE_GOAL_FIELDS: &[&str] = &[
    "viewers",
    "conversionRate",
    "orderValue",
    "repeatOrderValue",
    "grossMargin",
    "retention.rate",
    "discountRate",
    "refundRate",
    "commissionRate",
    "variablePerOrder",
    "newCustomerShare",
    "tracked",
    "incremental",
    "otherCosts",
    "fee",
];

/// The word for a weight that is to be fitted.
pub const FITTED: &str = "fitted";

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
    /// No list of rows.
    NotAList,
    /// Not understood as posts.
    NotPosts,
    /// Fewer rows than are needed.
    TooFew {
        /// The fewest.
        min: usize,
    },
    /// More rows than fit, or more shares than rows.
    TooMany {
        /// The most.
        max: usize,
    },
    /// The same name and format as another row.
    Duplicate,
    /// The posts do not add up to this total.
    NotTheSum(FieldId),
    /// One of several shares is nothing or everything.
    NotAShare {
        /// Its place.
        place: usize,
    },
    /// The shares do not add up to 1.
    NotWholeInSum,
    /// As many shares are needed as there are rows.
    NotAsMany {
        /// So many.
        wanted: usize,
    },
    /// Nothing at all, where that makes no sense.
    NotZero,
    /// The share at this place is larger than the one before: of the same customers nobody comes back.
    Rising {
        /// Its place.
        place: usize,
    },
    /// No share at all, where a course of them is needed.
    NoShares,
    /// The share at this place is below 0 or above 1.
    NoShare {
        /// Its place.
        place: usize,
    },
    /// Together with another field a rate below 0 or above 1.
    Impossible(FieldId),
    /// Larger than another field allows.
    Above(FieldId),
    /// Smaller than another field allows.
    Below(FieldId),
}

impl Problem {
    /// The code in `errors` of the public result.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing | Self::NoShares => "missing",
            Self::NotANumber => "notANumber",
            Self::Percent => "percent",
            Self::NotWhole => "notWhole",
            Self::OutOfRange { .. } | Self::NotAShare { .. } | Self::NoShare { .. } => "outOfRange",
            Self::Rising { .. } => "rising",
            Self::NotAChoice => "notAChoice",
            Self::NotText => "notText",
            Self::TooLong { .. } => "tooLong",
            Self::NotAList => "notAList",
            Self::NotPosts => "notPosts",
            Self::TooFew { .. } => "tooFew",
            Self::TooMany { .. } => "tooMany",
            Self::Duplicate => "duplicate",
            Self::NotTheSum(_) => "notTheSum",
            Self::NotWholeInSum => "notWholeInSum",
            Self::NotAsMany { .. } => "notAsMany",
            Self::NotZero => "notZero",
            Self::Impossible(_) => "impossible",
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
    /// In a list the row and the column.
    pub cell: Option<(usize, FieldId)>,
    /// What is wrong.
    pub problem: Problem,
}

impl FieldId {
    /// The field's name in `scenario`.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.name() == name)
    }

    /// Whether it is only a column of a list.
    pub const fn is_column(self) -> bool {
        self as usize >= Self::Name as usize
    }

    /// Whether an attribute can say it: lists only fit into JSON.
    pub const fn is_scalar(self) -> bool {
        !self.is_column()
            && !matches!(
                self.row().kind,
                Kind::List { .. } | Kind::Shares | Kind::Course
            )
    }

    /// Its columns, when it is a list.
    pub const fn columns(self) -> &'static [Self] {
        match self.row().kind {
            Kind::List { columns, .. } => columns,
            _ => &[],
        }
    }

    /// Whether it is read and written in per cent.
    pub const fn is_percent(self) -> bool {
        matches!(
            self.row().kind,
            Kind::Share { .. } | Kind::Change | Kind::Stay | Kind::Between { percent: true, .. }
        )
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
            Kind::Flag => (!text.is_empty()).then(|| Value::Flag(text == "true")),
            Kind::Weight if text.trim() == FITTED => Some(Value::Choice(0)),
            Kind::Shares => read_shares(text, numerals)?.map(whole_shares),
            Kind::Course => read_shares(text, numerals)?,
            Kind::Stay => super::stay::read(text, numerals)?,
            Kind::Posts => read_posts(text, numerals)?,
            Kind::List { .. } => return Err(Problem::NotAList),
            kind => match read_number(text, numerals) {
                Ok(None) => None,
                // 1e-9999 is not nothing, although no double is that small.
                Ok(Some(reading)) if reading.share() == 0.0 && !reading.is_zero() => {
                    return Err(Problem::NotANumber);
                }
                Ok(Some(reading)) if self.is_percent() => Some(Value::Number(reading.share())),
                Ok(Some(reading))
                    if matches!(kind, Kind::Count | Kind::Whole { .. })
                        && reading.is_doubtful() =>
                {
                    return Err(Problem::NotWhole);
                }
                // A return may be aimed at in per cent.
                Ok(Some(reading)) if kind == Kind::Amount => {
                    let number = reading.number();
                    Some(Value::Number(number.unwrap_or_else(|| reading.share())))
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
        let (min, max, open) = self.row().kind.bounds();
        match (self.row().kind, value) {
            (
                Kind::Count
                | Kind::Whole { .. }
                | Kind::Share { .. }
                | Kind::Stay
                | Kind::Change
                | Kind::Between { .. }
                | Kind::Money
                | Kind::Amount
                | Kind::Weight,
                Value::Number(number),
            ) => {
                let problem = Problem::OutOfRange { min, max, open };
                within(*number, problem, min..=max)?;
                let kind = self.row().kind;
                if open && (*number <= min || *number >= max) {
                    Err(problem)
                } else if matches!(kind, Kind::Count | Kind::Whole { .. }) && number.fract() != 0.0
                {
                    Err(Problem::NotWhole)
                } else {
                    Ok(())
                }
            }
            (Kind::Weight, Value::Choice(_))
            | (Kind::Flag, Value::Flag(_))
            | (Kind::List { .. }, Value::Table(_)) => Ok(()),
            (Kind::Shares, Value::Shares(shares)) => {
                for (place, &share) in shares.iter().enumerate() {
                    // Also what is no number at all.
                    if !(share > 0.0 && share < 1.0) {
                        return Err(Problem::NotAShare { place });
                    }
                }
                Ok(())
            }
            (Kind::Course, Value::Shares(shares)) => check_course(shares),
            (Kind::Stay, Value::Stay(record)) => super::stay::check(record),
            (Kind::Posts, Value::Posts(posts)) => {
                let fits = |&(conversions, viewers): &(f64, f64)| {
                    let whole = |number: f64| {
                        (0.0..=LARGEST_COUNT).contains(&number) && number.fract() == 0.0
                    };
                    whole(conversions) && whole(viewers) && viewers >= 1.0 && conversions <= viewers
                };
                posts
                    .iter()
                    .all(fits)
                    .then_some(())
                    .ok_or(Problem::NotPosts)
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
            Kind::Choice(_) | Kind::Flag => Problem::NotAChoice,
            Kind::Text(_) => Problem::NotText,
            Kind::List { .. } | Kind::Shares | Kind::Course => Problem::NotAList,
            Kind::Posts => Problem::NotPosts,
            Kind::Count
            | Kind::Whole { .. }
            | Kind::Share { .. }
            | Kind::Stay
            | Kind::Change
            | Kind::Between { .. }
            | Kind::Money
            | Kind::Amount
            | Kind::Weight => Problem::NotANumber,
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

/// Whether these are shares, and no more than fit.
pub(super) fn check_course(shares: &[f64]) -> Result<(), Problem> {
    if shares.len() > LONGEST_COURSE {
        return Err(Problem::TooMany {
            max: LONGEST_COURSE,
        });
    }
    for (place, share) in shares.iter().enumerate() {
        if !(0.0..=1.0).contains(share) {
            return Err(Problem::NoShare { place });
        }
    }
    Ok(())
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

impl Kind {
    /// The smallest and the largest number, and whether they themselves are outside.
    pub const fn bounds(self) -> (f64, f64, bool) {
        match self {
            Self::Whole { min, max } | Self::Between { min, max, .. } => (min, max, false),
            Self::Share { open } => (0.0, 1.0, open),
            Self::Stay => (0.0, 1.0, false),
            Self::Change => (-1.0, 100.0, false),
            Self::Amount => (-LARGEST_COUNT, LARGEST_COUNT, false),
            Self::Weight => (0.0, LARGEST_COUNT, true),
            _ => (0.0, LARGEST_COUNT, false),
        }
    }
}

/// Shares as people write them: "50 50", "50 % / 50 %", "86.9, 74.3", a pasted column; "1/3; 2/3" is
/// none. A comma divides where the language writes no fractions with it, for no share has thousands.
pub(super) fn read_shares(text: &str, numerals: &dyn Numerals) -> Result<Option<Value>, Problem> {
    let mut shares = Vec::new();
    let comma = if numerals.marks().decimal == ',' {
        ';'
    } else {
        ','
    };
    for part in text.split([';', '/', ':', '|', ' ', '\t', '\n', '\r', '\u{a0}', comma]) {
        // "86,9, 74,3".
        let part = part.strip_suffix(',').unwrap_or(part);
        match read_number(part, numerals) {
            Ok(None) => {}
            Ok(Some(reading)) => shares.push(reading.share()),
            // A per cent sign after a blank belongs to what stands before it.
            Err(_) if part == "%" => {}
            Err(_) => return Err(Problem::NotANumber),
        }
    }
    Ok((!shares.is_empty()).then_some(Value::Shares(shares)))
}

/// 0.5 / 0.5 are halves, and no half per cents, where shares are known to make a whole.
fn whole_shares(mut value: Value) -> Value {
    if let Value::Shares(shares) = &mut value
        && shares.iter().sum::<f64>() < 0.015
    {
        for share in shares {
            *share *= 100.0;
        }
    }
    value
}

/// Posts as people write them: "120/5,000; 180/5,000", conversions before viewers.
fn read_posts(text: &str, numerals: &dyn Numerals) -> Result<Option<Value>, Problem> {
    let mut posts = Vec::new();
    for part in text.split([';', '\n']) {
        if part.trim().is_empty() {
            continue;
        }
        let (conversions, viewers) = part.split_once('/').ok_or(Problem::NotPosts)?;
        let read = |text| match read_number(text, numerals) {
            Ok(Some(reading)) if !reading.is_doubtful() => {
                reading.number().ok_or(Problem::NotPosts)
            }
            _ => Err(Problem::NotPosts),
        };
        posts.push((read(conversions)?, read(viewers)?));
    }
    Ok((!posts.is_empty()).then_some(Value::Posts(posts)))
}
