//! Figures and their derivations: data that the screen, the exports and the public result share.

use crate::locale::Style;
use crate::scenario::field::FieldId;
use crate::scenario::rate::Per;

/// A figure of some view's outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureId {
    /// The conversion rate of the chosen denominator.
    Rate,
    /// The interval of the conversion rate.
    Interval,
    /// One conversion in so many.
    OneIn,
    /// Those who did not convert.
    NotConverting,
    /// The conversion rate of one denominator.
    RatePer(Per),
    /// Clicks per viewer.
    ClickThrough,
    /// Clicks per impression.
    ClickThroughPerImpression,
    /// The conversions that the target rate needs.
    ConversionsNeeded,
    /// The count for which the conversions meet the target rate.
    CountNeeded,
    /// The count that the target conversions need.
    CountForTarget,
}

impl FigureId {
    /// Its name in `outcome`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Interval => "interval",
            Self::OneIn => "oneIn",
            Self::NotConverting => "notConverting",
            Self::RatePer(Per::Follower) => "perFollower",
            Self::RatePer(Per::Impression) => "perImpression",
            Self::RatePer(Per::Viewer) => "perViewer",
            Self::RatePer(Per::Click) => "perClick",
            Self::ClickThrough => "clickThrough",
            Self::ClickThroughPerImpression => "clickThroughPerImpression",
            Self::ConversionsNeeded => "conversionsNeeded",
            Self::CountNeeded => "countNeeded",
            Self::CountForTarget => "countForTarget",
        }
    }
}

/// What stands at a place of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// The value of a field.
    Field(FieldId),
    /// A figure that was computed before.
    Figure(FigureId),
    /// The normal quantile z.
    Z,
    /// The lower end of an interval.
    Low,
    /// The upper end of an interval.
    High,
}

/// A number in a formula, with its name and the way it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operand {
    /// What it is.
    pub symbol: Symbol,
    /// How much it is.
    pub value: f64,
    /// How it is written.
    pub style: Style,
}

/// The form of a formula, filled with names and with numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// a ÷ b
    Quotient,
    /// a − b
    Difference,
    /// ⌈a · b⌉
    ProductUp,
    /// ⌈a ÷ b⌉
    QuotientUp,
    /// ⌈a · b ÷ c⌉
    ProportionUp,
    /// The upper end of Wilson's interval.
    WilsonHigh,
    /// The lower end of Wilson's interval.
    WilsonLow,
    /// z of a level.
    NormalQuantile,
}

/// One line of a derivation.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What the line gives.
    pub result: Symbol,
    /// Its form.
    pub formula: Formula,
    /// The numbers in it, in the order of the form.
    pub operands: Vec<Operand>,
    /// What comes out.
    pub value: f64,
    /// How it is written.
    pub style: Style,
}

/// Where a formula comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Plain arithmetic.
    Definition,
    /// Wilson 1927 and Newcombe 1998.
    Wilson,
}

/// A figure as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Which one.
    pub id: FigureId,
    /// How much; `None` where it is not defined.
    pub value: Option<f64>,
    /// The ends of its interval.
    pub ends: Option<(Option<f64>, Option<f64>)>,
    /// How it is written.
    pub style: Style,
    /// How it came about.
    pub steps: Vec<Step>,
    /// Where its formula comes from.
    pub source: Source,
}

/// Something unusual that leaves the figures as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteCode {
    /// More conversions than clicks: a code spoken aloud converts without one.
    ConversionsAboveClicks,
    /// More clicks than viewers: some people click twice.
    ClicksAboveViewers,
    /// A rate per click says nothing of those who saw the post and did not click.
    PerClick,
}

impl NoteCode {
    /// Its code in `outcome.notes`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ConversionsAboveClicks => "conversionsAboveClicks",
            Self::ClicksAboveViewers => "clicksAboveViewers",
            Self::PerClick => "perClick",
        }
    }

    /// The fields that it is about.
    pub const fn fields(self) -> &'static [FieldId] {
        match self {
            Self::ConversionsAboveClicks => &[FieldId::Conversions, FieldId::Clicks],
            Self::ClicksAboveViewers => &[FieldId::Clicks, FieldId::Viewers],
            Self::PerClick => &[FieldId::Per],
        }
    }
}
