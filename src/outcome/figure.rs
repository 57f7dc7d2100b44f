//! Figures and their derivations: data that the screen, the exports and the public result share.

use crate::locale::Style;
use crate::scenario::field::FieldId;
use crate::scenario::rate::Per;

/// Figures and their names, which are joined: a table of them would cost a place and a length each.
macro_rules! figures {
    ($($(#[$said:meta])* $id:ident = $name:literal,)*) => {
        /// A figure of some view's outcome.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FigureId {
            $($(#[$said])* $id,)*
        }

        const NAMES: &str = concat!($($name, "\n",)*);
    };
}

figures! {
    /// The conversion rate of the chosen denominator.
    Rate = "rate",
    /// The interval of the conversion rate.
    Interval = "interval",
    /// One conversion in so many.
    OneIn = "oneIn",
    /// Those who did not convert.
    NotConverting = "notConverting",
    /// Conversions per follower.
    PerFollower = "perFollower",
    /// Conversions per impression.
    PerImpression = "perImpression",
    /// Conversions per viewer.
    PerViewer = "perViewer",
    /// Conversions per click.
    PerClick = "perClick",
    /// Clicks per viewer.
    ClickThrough = "clickThrough",
    /// Clicks per impression.
    ClickThroughPerImpression = "clickThroughPerImpression",
    /// The conversions that the target rate needs.
    ConversionsNeeded = "conversionsNeeded",
    /// The count for which the conversions meet the target rate.
    CountNeeded = "countNeeded",
    /// The count that the target conversions need.
    CountForTarget = "countForTarget",
    /// The profit.
    Profit = "profit",
    /// The profit if the same post ran again.
    NextProfit = "nextProfit",
    /// The return on what was spent.
    Roi = "roi",
    /// Revenue for each unit of cost.
    Roas = "roas",
    /// The revenue for each unit of cost at which nothing is won or lost.
    BreakEvenRoas = "breakEvenRoas",
    /// The orders that the campaign drove.
    Orders = "orders",
    /// What they paid.
    Revenue = "revenue",
    /// The creator's commission.
    Commission = "commission",
    /// What is left before the other costs.
    Contribution = "contribution",
    /// All that was spent.
    Cost = "cost",
    /// Cost of a conversion as counted.
    CostPerConversion = "costPerConversion",
    /// Cost of an order.
    CostPerOrder = "costPerOrder",
    /// Cost of a new customer.
    CostPerNewCustomer = "costPerNewCustomer",
    /// Cost of a click.
    CostPerClick = "costPerClick",
    /// Cost of an engagement.
    CostPerEngagement = "costPerEngagement",
    /// Cost of a thousand impressions, else viewers.
    CostPerThousand = "costPerThousand",
    /// The conversions at which the profit is 0.
    BreakEvenConversions = "breakEvenConversions",
    /// The rate at which the profit is 0.
    BreakEvenRate = "breakEvenRate",
    /// The share that would not have happened anyway, by a hold-out.
    Incremental = "incremental",
    /// The tracked share at which the profit changes sign.
    FlipTracked = "flip.tracked",
    /// The incremental share at which the profit changes sign.
    FlipIncremental = "flip.incremental",
    /// The gross margin at which the profit changes sign.
    FlipGrossMargin = "flip.grossMargin",
    /// The order value at which the profit changes sign.
    FlipOrderValue = "flip.orderValue",
    /// What a customer is worth over time.
    CustomerValue = "value",
    /// What the first order leaves.
    FirstOrder = "firstOrder",
    /// What later orders are worth.
    RepeatValue = "repeat",
    /// The value without discounting.
    Undiscounted = "undiscounted",
    /// Later orders to be expected.
    ExpectedOrders = "expectedOrders",
    /// The value without a horizon.
    Unlimited = "unlimited",
    /// The share of that beyond the last period seen.
    UnlimitedBeyond = "unlimitedBeyond",
    /// When the acquisition cost has come back.
    PaybackMonth = "paybackMonth",
    /// Value to acquisition cost.
    ValueToCost = "valueToCost",
    /// The value by one constant rate.
    ConstantValue = "constantRetentionValue",
    /// By which part that is wrong.
    ConstantError = "constantRetentionError",
    /// α of the fit.
    FitAlpha = "fit.alpha",
    /// β of the fit.
    FitBeta = "fit.beta",
    /// ln L of the fit.
    FitLikelihood = "fit.logLikelihood",
    /// The fee that pays within the horizon.
    MaxFee = "maxFee",
    /// The fee that comes back as soon as it should.
    MaxFeePayback = "maxFeePayback",
    /// The fee that the first orders pay.
    MaxFeeFirstOrder = "maxFeeFirstOrder",
    /// What a conversion may cost at the highest fee.
    MaxCostPerConversion = "maxCostPerConversion",
    /// The commission at which the fee asked is the highest.
    MaxCommissionRate = "maxCommissionRate",
    /// The orders that the code or link will catch.
    CaughtOrders = "caughtOrders",
    /// What a driven order brings, with the later ones that follow it.
    OrderWorth = "valuePerOrder",
    /// When the one that is behind at first gets ahead for good.
    CrossoverMonth = "crossoverMonth",
    /// How much less a customer of the first of two offers may bring.
    LossAllowed = "breakEvenLifetimeLoss",
    /// How much less he does bring.
    LifetimeLoss = "lifetimeLoss",
    /// The conversion rate of the first of two offers at equal profit.
    EvenConversionRate = "breakEvenConversionRate",
    /// Its retention at equal profit.
    EvenRetention = "breakEvenRetention",
    /// The profit of an offer with the first order alone.
    ProfitFirst = "profitFirst",
    /// What one of its customers is worth.
    ValuePerCustomer = "valuePerCustomer",
    /// Its profit at the horizon.
    ProfitHorizon = "profitHorizon",
    /// Visitors that each variant needs.
    PerVariant = "perVariant",
    /// Visitors that the test needs.
    Total = "total",
    /// Days that the test takes.
    Days = "days",
    /// What the visitors cost.
    PlanCost = "cost",
    /// The effect that the visitors can find.
    Detectable = "detectable",
    /// How much higher the variant's rate is than the control's.
    Difference = "difference",
    /// The same as a part of the control's rate.
    Lift = "lift",
    /// The difference in standard errors.
    PooledZ = "z",
    /// The two-sided p-value of the difference.
    PValue = "p",
    /// The same by Fisher's exact test, for small counts.
    FisherP = "fisherP",
    /// The p-value after allowing for several variants.
    AdjustedP = "adjustedP",
    /// The p-value that holds however often somebody looks.
    AlwaysValidP = "alwaysValidP",
    /// The chance that the variant is truly better.
    ChanceToBeat = "chanceToBeat",
    /// What choosing the variant gives away on average.
    ExpectedLoss = "expectedLoss",
    /// Further conversions that change the verdict.
    NeededConversions = "needed.conversions",
    /// Further visitors that would show the difference seen.
    NeededVisitors = "needed.visitors",
    /// Whether visitors were split as planned.
    SampleRatio = "sampleRatio.p",
    /// The chance of a false alarm with so many looks.
    FalseAlarmRate = "falseAlarmRate",
    /// The level of each look that keeps all of them at the risk.
    NominalLevel = "nominalLevel",
    /// The rate of all entries together.
    PooledRate = "totals.rate",
    /// The cost of a conversion of all entries together.
    PooledCost = "totals.costPerConversion",
    /// Whether the rates differ at all.
    Heterogeneity = "heterogeneity.p",
    /// How alike the viewers of one post are.
    Correlation = "correlation",
    /// The rate expected beforehand.
    PriorMean = "prior.mean",
    /// How many viewers that is worth.
    PriorWeight = "prior.weight",
    /// As how many viewers an entry counts.
    EffectiveViewers = "effectiveViewers",
    /// The rate to expect of an entry.
    ShrunkRate = "shrunkRate",
    /// Its chance to have the highest rate.
    ChanceBest = "chanceBest",
    /// What choosing it loses against the highest rate.
    LossAmongAll = "expectedLoss",
    /// The same in money.
    LossInMoney = "expectedLossMoney",
    /// Its chance of the lowest cost per conversion.
    ChanceCheapest = "chanceCheapest",
    /// Its rate less that of the one ahead.
    BehindBest = "difference",
    /// How surprising that would be by chance, of all pairs.
    PairP = "adjustedP",
}

impl FigureId {
    /// The rates of all denominators, in the order of [`Per::ALL`].
    pub const PER: [Self; 4] = [
        Self::PerFollower,
        Self::PerImpression,
        Self::PerViewer,
        Self::PerClick,
    ];

    /// The denominator, of the rate of one.
    pub fn per(self) -> Option<Per> {
        let place = Self::PER.iter().position(|id| *id == self)?;
        Per::ALL.get(place).copied()
    }

    /// Its name in `outcome`, or in an entry of it.
    pub fn name(self) -> &'static str {
        let (mut line, mut start) = (0, 0);
        for (end, byte) in NAMES.bytes().enumerate() {
            if byte == b'\n' {
                if line == self as usize {
                    return NAMES.get(start..end).unwrap_or_default();
                }
                (line, start) = (line + 1, end + 1);
            }
        }
        ""
    }
}

/// What stands at a place of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// The value of a field.
    Field(FieldId),
    /// A figure that was computed before.
    Figure(FigureId),
    /// What a later order leaves.
    LaterMargin,
    /// Later orders at what they are worth now.
    DiscountedOrders,
    /// The number of later orders before the horizon.
    LaterOrders,
    /// The same, where shares are taken as they are.
    CourseOrders,
    /// Periods that were seen.
    SeenPeriods,
    /// The constant rate that fits best.
    ConstantRate,
    /// Later orders at that rate.
    RateOrders,
    /// Discount and commission on one caught order.
    GivenAway,
    /// What a customer of the first offer is worth.
    FirstValue,
    /// What one of the second is worth.
    SecondValue,
    /// The profit of the second offer.
    SecondProfit,
    /// The value at which the first offer earns as much as the second.
    EqualValue,
    /// The normal quantile z.
    Z,
    /// The lower end of an interval.
    Low,
    /// The upper end of an interval.
    High,
    /// The sum of all costs but the commission.
    Costs,
    /// The orders that the code or link caught.
    Caught,
    /// The count that the rate is taken of.
    Count,
    /// Impressions, else viewers.
    Thousands,
    /// The conversions at break-even before they are rounded up.
    BreakEvenExactly,
    /// The share of conversions that goes through all next steps.
    OrderShare,
    /// The rate with the effect.
    EffectRate,
    /// The risk of one comparison.
    AlphaEach,
    /// The comparisons with the control.
    Comparisons,
    /// The normal quantile of the power.
    ZPower,
    /// Incremental ÷ tracked.
    Driven,
    /// The rate of those who saw the content.
    ExposedRate,
    /// The rate of those who did not.
    HoldoutRate,
    /// Conversions of the control.
    ControlConversions,
    /// Visitors of the control.
    ControlVisitors,
    /// The control's rate.
    ControlRate,
    /// The lower end of the control's rate.
    ControlLow,
    /// The upper end of the control's rate.
    ControlHigh,
    /// Conversions of the variant.
    VariantConversions,
    /// Visitors of the variant.
    VariantVisitors,
    /// The variant's rate.
    VariantRate,
    /// The lower end of the variant's rate.
    VariantLow,
    /// The upper end of the variant's rate.
    VariantHigh,
    /// The rate of both together.
    CommonRate,
    /// Comparisons that no smaller p-value has settled.
    Remaining,
    /// The variant's planned share of the visitors of the two.
    PlannedShare,
    /// Visitors of all variants.
    AllVisitors,
    /// The statistic χ².
    ChiSquare,
    /// The level of each look.
    LevelOfALook,
    /// The level that one p-value has to meet.
    LevelToMeet,
    /// The p-value that gives the adjusted one.
    HolmP,
    /// The normal quantile of one comparison at one look.
    ZOfALook,
    /// Visitors of the smaller of the two.
    SmallerArm,
    /// Σ conversions of all entries.
    AllConversions,
    /// Σ viewers of all entries.
    AllViewers,
    /// Σ cost.
    AllCosts,
    /// Σ conversions of the entries with a cost.
    Bought,
    /// Degrees of freedom.
    Freedom,
    /// Σ n(1 + (n − 1)ρ) over the posts of an entry.
    PostSpread,
    /// Conversions of an entry as they count.
    Counted,
    /// Its viewers as they count.
    Among,
    /// The first parameter of the beta distribution.
    BetaA,
    /// The second one.
    BetaB,
    /// What lies below the lower end.
    TailLow,
    /// What lies below the upper end.
    TailHigh,
    /// How many entries there are.
    Entries,
    /// How many pairs there are.
    Pairs,
    /// The entry's rate.
    OwnRate,
    /// The rate of the one ahead.
    BestRate,
    /// The lower end of the interval of the entry's rate.
    OwnLow,
    /// The upper one.
    OwnHigh,
    /// The lower end of the interval of the one ahead.
    BestLow,
    /// The upper one.
    BestHigh,
    /// Conversions of the one ahead, as they count.
    BestCounted,
    /// Its viewers, as they count.
    BestAmong,
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
    /// a · b
    Product,
    /// a + b
    Sum,
    /// a ÷ b · c
    Driven,
    /// a · (1 − b) · (c − d · e)
    Revenue,
    /// a · b · c · (1 − d) · (1 − e)
    Commission,
    /// a · (1 − b) · (c · d − e · f) − g · d − h
    Contribution,
    /// a ÷ b · 1,000
    PerThousand,
    /// a ÷ (b · c)
    QuotientOfProduct,
    /// a ÷ b · c, rounded up
    BreakEven,
    /// 1 − a ÷ b
    OneMinusQuotient,
    /// The lower end of what another run may bring.
    NextRunLow,
    /// The upper end of what another run may bring.
    NextRunHigh,
    /// a · b · (1 − c) − d
    OrderMargin,
    /// Σ aᵏ · (1 + b)^(−k · c ÷ 12) up to d
    RateSum,
    /// The same with the shares of a fit.
    MixedSum,
    /// The same with shares as they are.
    CourseSum,
    /// a + b · c
    FirstAndLater,
    /// Σ S(k)
    ShareSum,
    /// a + b · Σ over all k
    UnlimitedSum,
    /// What lies beyond period a, as a share of b.
    BeyondShare,
    /// When a sum reaches a cost.
    Payback,
    /// Σ of shares ÷ Σ of those before them.
    BestRate,
    /// Where the likelihood of a fit is largest.
    Likeliest,
    /// a · (1 − b) · (c + d · (1 − c))
    GivenAway,
    /// a + b · c · d
    OrderWorth,
    /// a · b − c · d − e
    HighestFee,
    /// (a + b) ÷ c
    SumQuotient,
    /// a + (b − c) ÷ (d · e · (1 − f) · (1 − g))
    HighestCommission,
    /// a · (b − c)
    DiscountedMargin,
    /// 1,000 · a · b − c
    ProfitOfViewers,
    /// (a + b) ÷ (1,000 · c)
    EqualProfit,
    /// The retention at which a customer is worth a.
    RetentionFor,
    /// a · b · c
    TripleProduct,
    /// The value at which a straight line is 0.
    FlipPoint,
    /// The revenue per cost at which nothing is won or lost.
    BreakEvenRoas,
    /// z of a risk, two-sided or one-sided.
    UpperQuantile,
    /// z of a power.
    PowerQuantile,
    /// Visitors per variant.
    SampleSize,
    /// The effect that the sample size finds.
    Detectable,
    /// a · b ÷ 1,000
    ProductPerThousand,
    /// The lower end of Newcombe's interval.
    NewcombeLow,
    /// The upper end of Newcombe's interval.
    NewcombeHigh,
    /// a ÷ b − 1
    RelativeRise,
    /// The lower end of Katz's interval.
    KatzLow,
    /// The upper end of Katz's interval.
    KatzHigh,
    /// (a + b) ÷ (c + d)
    PooledRate,
    /// The difference in standard errors under one rate.
    PooledZ,
    /// Both tails of the normal distribution.
    TwoSidedP,
    /// All tables as unlikely as this one.
    Fisher,
    /// a · b, at most 1
    AtMostOne,
    /// The chance that one beta variable exceeds another.
    ChanceToBeat,
    /// How far one beta variable falls short of another on average.
    ExpectedLoss,
    /// The inverse of the evidence of a mixture.
    AlwaysValid,
    /// a − b, at least 0
    Shortfall,
    /// The fewest further conversions that change a verdict.
    Fewest,
    /// χ² of counts against planned shares.
    ChiSquare,
    /// Its upper tail.
    ChiSquareTail,
    /// The chance that one of several looks alarms.
    FalseAlarms,
    /// The level that keeps several looks at a risk.
    NominalLevel,
    /// Where Pearson's statistic over the posts is its degrees of freedom.
    Correlation,
    /// By maximum likelihood.
    Fitted,
    /// (a + ½) ÷ (b + 1)
    HalfAdded,
    /// 4 ÷ a
    UsualWeight,
    /// a² ÷ b
    SquareQuotient,
    /// (a · b + c) ÷ (b + d)
    Shrunk,
    /// A quantile of the beta distribution.
    BetaQuantile,
    /// ∫ f Π F.
    ChanceBest,
    /// E[max − own].
    LossAmongAll,
    /// ∫ f Π F of conversions per unit of money.
    ChanceCheapest,
    /// 1,000 · a · b
    PerThousandViewers,
    /// Holm's method over pairs.
    HolmOfPairs,
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
    /// Berger and Nasr 1998.
    Lifetime,
    /// Fader and Hardie 2007.
    FaderHardie,
    /// Fader and Hardie 2010.
    ResidualLifetime,
    /// Wilson 1927 and Newcombe 1998.
    Wilson,
    /// Cost-volume-profit algebra.
    BreakEven,
    /// Nelson 1970.
    Nelson,
    /// Newcombe 1998, method 10.
    Newcombe,
    /// Fleiss, Levin and Paik 2003.
    Fleiss,
    /// Katz and others 1978.
    Katz,
    /// Fisher 1935.
    Fisher,
    /// Holm 1979.
    Holm,
    /// Gelman and others 2013.
    Posterior,
    /// Robbins 1970 and Ville 1939.
    Robbins,
    /// Fabijan and others 2019.
    Fabijan,
    /// Armitage, `McPherson` and Rowe 1969.
    Armitage,
    /// Pocock 1977.
    Pocock,
    /// Pearson 1900, Cochran 1954.
    Pearson,
    /// Williams 1982.
    Williams,
    /// Tarone 1979.
    Tarone,
    /// Kish 1965.
    Kish,
    /// Miller 2015, Stucchio 2014.
    Contest,
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
    /// The discount is larger than the margin: every discounted order loses.
    MarginBelowDiscount,
    /// A hold-out stands in for what was judged of tracking and incrementality.
    HoldoutReplaces,
    /// The hold-out does not rule out that everybody would have come anyway.
    HoldoutOpen,
    /// More conversions than people are needed to break even.
    BreakEvenBeyondCount,
    /// An action without next steps is taken as an order.
    CustomAsOrder,
    /// A value per conversion stands aside where orders bring the money.
    ValueAside,
    /// Nothing speaks for retention that rises: one rate fits best.
    FitConstantRate,
    /// Nobody left after the first period.
    FitFirstOnly,
    /// Nobody left at all.
    FitNoLoss,
    /// So few customers do not tell the fit from one constant rate.
    RateNotTold,
    /// All shares are 1 % or less.
    TinyShares,
    /// The first share is 100 %: perhaps it is the start.
    FirstShareWhole,
    /// Beyond the shares their mean ratio goes on.
    PurchasesContinued,
    /// No later order before the horizon.
    NoRepeat,
    /// Every later order loses money.
    LaterLoses,
    /// What belongs to orders stands aside where conversions are valued themselves.
    OrdersAside,
    /// Planned shares that do not add up to 1 by what was rounded off.
    SharesInProportion,
    /// A test of less than two weeks.
    WholeWeeks,
    /// The number of visitors wins over the effect.
    EffectAside,
    /// Counts are so small that Fisher's exact test decides.
    SmallCounts,
    /// What holds at any time holds for each variant alone.
    EachAtAnyTime,
    /// The weight of the prior could not be fitted: too few entries, or nothing that differs.
    PriorNotFitted,
    /// The fitted prior outweighs everything: the rates differ no more than by chance.
    PriorPooled,
    /// A fitted prior brings its own mean.
    PriorMeanAside,
    /// What was counted on earlier posts wins over rates.
    PastWins,
    /// Two rates, of clicks and of orders, win over one.
    ClicksWin,
}

impl NoteCode {
    /// Its code in `outcome.notes`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ConversionsAboveClicks => "conversionsAboveClicks",
            Self::ClicksAboveViewers => "clicksAboveViewers",
            Self::PerClick => "perClick",
            Self::MarginBelowDiscount => "marginBelowDiscount",
            Self::HoldoutReplaces => "holdoutReplaces",
            Self::HoldoutOpen => "holdoutOpen",
            Self::BreakEvenBeyondCount => "breakEvenBeyondCount",
            Self::CustomAsOrder => "customAsOrder",
            Self::ValueAside => "valueAside",
            Self::FitConstantRate => "fitConstantRate",
            Self::FitFirstOnly => "fitFirstOnly",
            Self::FitNoLoss => "fitNoLoss",
            Self::RateNotTold => "rateNotTold",
            Self::TinyShares => "tinyShares",
            Self::FirstShareWhole => "firstShareWhole",
            Self::PurchasesContinued => "purchasesContinued",
            Self::NoRepeat => "noRepeat",
            Self::LaterLoses => "laterLoses",
            Self::OrdersAside => "ordersAside",
            Self::SharesInProportion => "sharesInProportion",
            Self::WholeWeeks => "wholeWeeks",
            Self::EffectAside => "effectAside",
            Self::SmallCounts => "smallCounts",
            Self::EachAtAnyTime => "eachAtAnyTime",
            Self::PriorNotFitted => "priorNotFitted",
            Self::PriorPooled => "priorPooled",
            Self::PriorMeanAside => "priorMeanAside",
            Self::PastWins => "pastWins",
            Self::ClicksWin => "clicksWin",
        }
    }

    /// The fields that it is about.
    pub const fn fields(self) -> &'static [FieldId] {
        match self {
            Self::ConversionsAboveClicks => &[FieldId::Conversions, FieldId::Clicks],
            Self::ClicksAboveViewers => &[FieldId::Clicks, FieldId::Viewers],
            Self::PerClick => &[FieldId::Per],
            Self::MarginBelowDiscount => &[FieldId::GrossMargin, FieldId::DiscountRate],
            Self::HoldoutReplaces => &[FieldId::Tracked, FieldId::Incremental],
            Self::HoldoutOpen => &[FieldId::HoldoutViewers, FieldId::HoldoutConversions],
            Self::BreakEvenBeyondCount => &[FieldId::Conversions],
            Self::CustomAsOrder => &[FieldId::Action, FieldId::NextSteps],
            Self::ValueAside => &[FieldId::ValuePerConversion],
            Self::FitConstantRate
            | Self::FitFirstOnly
            | Self::FitNoLoss
            | Self::TinyShares
            | Self::FirstShareWhole
            | Self::PurchasesContinued => &[FieldId::RetentionShares],
            Self::RateNotTold => &[FieldId::RetentionCustomers],
            Self::NoRepeat => &[FieldId::HorizonMonths, FieldId::RetentionEveryMonths],
            Self::LaterLoses => &[FieldId::GrossMargin],
            Self::OrdersAside => &[FieldId::OrderValue, FieldId::ValuePerConversion],
            Self::SharesInProportion => &[FieldId::PlannedShares],
            Self::WholeWeeks => &[FieldId::DailyVisitors],
            Self::EffectAside => &[FieldId::Effect, FieldId::VisitorsPerVariant],
            Self::SmallCounts => &[FieldId::Variants],
            Self::EachAtAnyTime => &[FieldId::LooksFixed],
            Self::PriorNotFitted | Self::PriorPooled => &[FieldId::PriorWeight],
            Self::PriorMeanAside => &[FieldId::PriorMean, FieldId::PriorWeight],
            Self::PastWins => &[
                FieldId::ConversionRate,
                FieldId::ClickRate,
                FieldId::ClickConversion,
            ],
            Self::ClicksWin => &[FieldId::ConversionRate],
        }
    }
}

/// How a figure of a list comes about: by which formula, of which numbers.
///
/// A list of figures is a table of these, and not code: a figure more costs a row.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Which figure.
    pub id: FigureId,
    /// The form of its formula.
    pub formula: Formula,
    /// What stands in it.
    pub operands: &'static [Symbol],
    /// Where it comes from.
    pub source: Source,
}

/// A number of an outcome: how much, if it is defined, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// How much; `None` where it is not defined.
    pub value: Option<f64>,
    /// How it is written.
    pub style: Style,
}

/// The figures of a list, with the numbers of an outcome. What `number` does not know is left out;
/// what it knows and is not defined stands there without a value.
pub fn figures_of(lines: &[Line], number: &dyn Fn(Symbol) -> Option<Number>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for line in lines {
        let Some(Number { value, style }) = number(Symbol::Figure(line.id)) else {
            continue;
        };
        figures.push(Figure {
            id: line.id,
            value,
            ends: None,
            style,
            steps: step(Symbol::Figure(line.id), line.formula, line.operands, number)
                .into_iter()
                .collect(),
            source: line.source,
        });
    }
    figures
}

/// A line of a derivation before its numbers are known: its result, its form, what stands in it.
#[derive(Clone, Copy, Debug)]
pub struct Form(pub Symbol, pub Formula, pub &'static [Symbol]);

/// A figure of several lines before its numbers are known.
///
/// As data, because dozens of derivations as code would cost every reader several kilobytes. The
/// numbers come from a sheet, a list that plain loops have filled.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Which figure.
    pub id: FigureId,
    /// The lines of its derivation, of which several figures may share some.
    pub lines: &'static [&'static [Form]],
    /// Where it comes from.
    pub source: Source,
}

impl Plan {
    /// The figure with the numbers of a sheet; `None` where the sheet does not know it.
    ///
    /// What the sheet knows and is not finite is not defined, and said to be. A line for which
    /// numbers are missing is left out.
    pub fn figure(&self, sheet: &[Operand]) -> Option<Figure> {
        self.figure_of(&|symbol| {
            let found = sheet.iter().find(|operand| operand.symbol == symbol)?;
            Some(Number {
                value: Some(found.value).filter(|value| value.is_finite()),
                style: found.style,
            })
        })
    }

    /// The figure with the numbers of an outcome; `None` where it has none such.
    pub fn figure_of(&self, number: &dyn Fn(Symbol) -> Option<Number>) -> Option<Figure> {
        let Number { value, style } = number(Symbol::Figure(self.id))?;
        let mut steps = Vec::new();
        for lines in self.lines {
            for &Form(result, formula, symbols) in *lines {
                if value.is_some() {
                    steps.extend(step(result, formula, symbols, number));
                }
            }
        }
        Some(Figure {
            id: self.id,
            value,
            ends: None,
            style: match style {
                Style::Significant(6) => Style::Significant(4),
                style => style,
            },
            steps,
            source: self.source,
        })
    }
}

/// Puts numbers on a sheet, all written in one way; what is no number is none of the case.
pub fn put(sheet: &mut Vec<Operand>, style: Style, numbers: &[(Symbol, f64)]) {
    for &(symbol, value) in numbers {
        if !value.is_nan() {
            sheet.push(Operand {
                symbol,
                value,
                style,
            });
        }
    }
}

/// One step of a derivation, where all its numbers are defined.
pub fn step(
    result: Symbol,
    formula: Formula,
    symbols: &[Symbol],
    number: &dyn Fn(Symbol) -> Option<Number>,
) -> Option<Step> {
    let mut operands = Vec::new();
    for &symbol in symbols {
        let Number { value, style } = number(symbol)?;
        let value = value?;
        operands.push(Operand {
            symbol,
            value,
            style: finer(value, style),
        });
    }
    let Number { value, style } = number(result)?;
    Some(Step {
        result,
        formula,
        operands,
        value: value?,
        style,
    })
}

/// How a number is written inside a formula: with so many digits that what is worked out by hand
/// from the line agrees with its result.
fn finer(value: f64, style: Style) -> Style {
    match style {
        Style::Percent(digits) => Style::Percent(digits.max(7)),
        Style::PercentDecimal(_) => Style::Percent(7),
        Style::MoneySignificant(_) => Style::MoneySignificant(7),
        Style::Decimal(_) if value.fract() != 0.0 => Style::Significant(7),
        style => style,
    }
}

/// Calls a number by the field that it comes from: "Viewers" says more than "the chosen count".
pub fn call(figures: &mut [Figure], symbol: Symbol, field: FieldId) {
    for figure in figures {
        for step in &mut figure.steps {
            for operand in &mut step.operands {
                if operand.symbol == symbol {
                    operand.symbol = Symbol::Field(field);
                }
            }
        }
    }
}
