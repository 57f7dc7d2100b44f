//! The outcome of the `return` view.

use super::figure::{
    Figure, FigureId, Formula, Line, NoteCode, Number, Source, Step, Symbol, call, figures_of, step,
};
use super::rate::{TYPED, change_style, percent};
use crate::locale::{Style, decimals, money_style};
use crate::model::campaign::{Campaign, Earning, OrderTerms, next_conversions};
use crate::model::normal::upper_quantile;
use crate::model::proportion::Interval;
use crate::model::quantity::Count;
use crate::model::root::crossing;
use crate::model::rounding::ceiling;
use crate::model::two_proportion::newcombe_interval;
use crate::scenario::datum::Datum;
use crate::scenario::field::{FieldId, GOAL_FIELDS, Kind};
use crate::scenario::rate::Per;
use crate::scenario::returns::{Attribution, COSTS, Money, Plausible, ReturnScenario};

/// How sure it is that the campaign paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It paid, whatever is believed of the attribution.
    Paid,
    /// Whether it paid depends on the attribution.
    Open,
    /// It lost, whatever is believed.
    Lost,
}

/// What came of a goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solved {
    /// The place among the results that can be fixed.
    pub figure: usize,
    /// How much it is to be.
    pub wanted: f64,
    /// The input that was solved for.
    pub field: FieldId,
    /// What it must be; `None` where it cannot be reached.
    pub value: Option<f64>,
    /// Whether that is added to a rate, and no part of one.
    pub in_points: bool,
}

/// What the `return` view found.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnOutcome {
    /// What it was computed from.
    pub scenario: ReturnScenario,
    /// The same as a campaign of the model's.
    pub campaign: Campaign,
    /// What the tracked share may be.
    pub tracked: Interval,
    /// What the incremental share may be.
    pub incremental: Interval,
    /// The profit.
    pub profit: f64,
    /// The profit at the ends of what is believed.
    pub profit_range: Interval,
    /// The profit if the same post ran again.
    pub next_profit: Interval,
    /// Whether it paid.
    pub standing: Standing,
    /// What came of the goal, where there is one.
    pub solved: Option<Solved>,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

fn ends(plausible: Plausible) -> Interval {
    Interval {
        low: plausible.low.unwrap_or(plausible.share),
        high: plausible.high.unwrap_or(plausible.share),
    }
}

/// Notes what is unusual about the money.
fn aside(notes: &mut Vec<NoteCode>, campaign: &Campaign, scenario: &ReturnScenario) {
    if let Earning::Orders(terms) = &campaign.earning {
        if terms.gross_margin < terms.discount_rate {
            notes.push(NoteCode::MarginBelowDiscount);
        }
        if scenario.is_custom_order {
            notes.push(NoteCode::CustomAsOrder);
        }
    }
    if scenario.has_money_aside {
        notes.push(match campaign.earning {
            Earning::Orders(_) => NoteCode::ValueAside,
            Earning::Conversions(_) => NoteCode::OrdersAside,
        });
    }
}

/// Computes the outcome of a scenario. Every valid scenario has one.
#[inline(never)]
pub fn return_outcome(scenario: ReturnScenario) -> ReturnOutcome {
    let mut notes = Vec::new();
    let (tracked, incremental, shares) = match scenario.attribution {
        Attribution::Judged {
            tracked,
            incremental,
        } => (
            ends(tracked),
            ends(incremental),
            (tracked.share, incremental.share),
        ),
        Attribution::Holdout { exposed, holdout } => {
            notes.push(NoteCode::HoldoutReplaces);
            let rate = exposed.rate();
            let lift = newcombe_interval(holdout.into(), exposed.into(), scenario.level);
            if lift.low <= 0.0 {
                notes.push(NoteCode::HoldoutOpen);
            }
            let all = Interval {
                low: 1.0,
                high: 1.0,
            };
            let incremental = Interval {
                low: lift.low / rate,
                high: lift.high / rate,
            };
            (all, incremental, (1.0, lift.value / rate))
        }
    };
    let earning = match scenario.money {
        Money::Conversions(value) => Earning::Conversions(value),
        Money::Orders {
            order_value,
            gross_margin,
        } => Earning::Orders(OrderTerms {
            order_value,
            gross_margin,
            discount_rate: scenario.discount_rate,
            refund_rate: scenario.refund_rate,
            commission_rate: scenario.commission_rate,
            variable_per_order: scenario.variable_per_order,
            order_share: scenario.next_steps.iter().product(),
        }),
    };
    let campaign = Campaign {
        conversions: scenario.counts.conversions.get(),
        earning,
        tracked: shares.0,
        incremental: shares.1,
        anyway: match scenario.attribution {
            Attribution::Judged { .. } => None,
            Attribution::Holdout { exposed, holdout } => {
                Some(holdout.rate() * exposed.whole().get())
            }
        },
        costs: scenario.costs.iter().sum(),
    };
    let profit_range = campaign.profit_range(tracked, incremental);
    let next = next_conversions(campaign.conversions, scenario.level);
    let mut again = campaign;
    again.conversions = next.low;
    let few = again.profit();
    again.conversions = next.high;
    let many = again.profit();
    aside(&mut notes, &campaign, &scenario);
    let mut outcome = ReturnOutcome {
        profit: campaign.profit(),
        profit_range,
        next_profit: Interval {
            low: few.min(many),
            high: few.max(many),
        },
        standing: if profit_range.low >= 0.0 {
            Standing::Paid
        } else if profit_range.high <= 0.0 {
            Standing::Lost
        } else {
            Standing::Open
        },
        solved: None,
        campaign,
        tracked,
        incremental,
        notes,
        scenario,
    };
    let count = outcome.scenario.counts.count(outcome.scenario.counts.per);
    if let (Some(needed), Some(count)) = (outcome.break_even_conversions(), count)
        && needed > count.get()
    {
        outcome.notes.push(NoteCode::BreakEvenBeyondCount);
    }
    outcome.solved = outcome.solved_goal();
    outcome
}

/// The end of a plausible range for money or people: the round number 1, 2 or 5 · 10ᵏ that is at
/// least twice `value`.
///
/// # Example
///
/// ```
/// use conversion_widget::outcome::returns::round_above;
/// assert_eq!(round_above(60.0), 200.0);
/// assert_eq!(round_above(5_000.0), 10_000.0);
/// ```
pub fn round_above(value: f64) -> f64 {
    let wanted = (2.0 * value).min(1e12);
    let mut unit = 1e-6;
    loop {
        for digit in [1.0, 2.0, 5.0] {
            if digit * unit >= wanted {
                return digit * unit;
            }
        }
        unit *= 10.0;
    }
}

impl ReturnOutcome {
    /// The campaign with another value in one field; `None` where the field has no part in it.
    pub fn with(&self, field: FieldId, value: f64) -> Option<Campaign> {
        // A hold-out says these two.
        if self.has_holdout() && matches!(field, FieldId::Tracked | FieldId::Incremental) {
            return None;
        }
        let mut campaign = self.campaign;
        let slot = slot(&mut campaign, field)?;
        // The fee is only one of the costs.
        *slot = if field == FieldId::CostsFee {
            value + (*slot - self.present(field))
        } else {
            value
        };
        Some(campaign)
    }

    /// Whether what stands in a field is set aside: by a hold-out, or by another way to say what a
    /// conversion is worth.
    #[inline(never)]
    pub fn is_aside(&self, field: FieldId) -> bool {
        match field {
            FieldId::Tracked
            | FieldId::TrackedLow
            | FieldId::TrackedHigh
            | FieldId::Incremental
            | FieldId::IncrementalLow
            | FieldId::IncrementalHigh => self.has_holdout(),
            FieldId::ValuePerConversion => self.campaign.orders().is_some(),
            FieldId::OrderValue
            | FieldId::GrossMargin
            | FieldId::DiscountRate
            | FieldId::RefundRate
            | FieldId::CommissionRate
            | FieldId::VariablePerOrder
            | FieldId::NewCustomerShare
            | FieldId::NextSteps => self.campaign.orders().is_none(),
            _ => false,
        }
    }

    /// The profit with another value in one field; `None` where the field has no part in it.
    #[inline(never)]
    pub fn headline_with(&self, field: FieldId, value: f64) -> Option<f64> {
        Some(self.with(field, value)?.profit())
    }

    /// The range in which a slider moves a field.
    #[inline(never)]
    pub fn range(&self, field: FieldId) -> Option<(f64, f64)> {
        let range = match field {
            FieldId::GrossMargin | FieldId::Incremental => (0.0, 1.0),
            // Nothing can be divided by a tracked share of 0.
            FieldId::Tracked => (0.05, 1.0),
            FieldId::DiscountRate | FieldId::RefundRate | FieldId::CommissionRate => (0.0, 0.5),
            FieldId::Conversions | FieldId::OrderValue | FieldId::CostsFee => {
                let present = self.present(field);
                if present <= 0.0 {
                    return None;
                }
                (0.0, round_above(present))
            }
            _ => return None,
        };
        self.with(field, range.1)?;
        Some(range)
    }

    /// The number in a field that has a part in the outcome.
    fn present(&self, field: FieldId) -> f64 {
        let scenario = &self.scenario;
        let count = |count: Option<Count>| count.map_or(0.0, Count::get);
        match field {
            FieldId::CostsFee => scenario.costs.first().copied().unwrap_or_default(),
            FieldId::NewCustomerShare => scenario.new_customer_share,
            FieldId::Level => scenario.level.get(),
            FieldId::Clicks => count(scenario.counts.clicks),
            FieldId::Engagements => count(scenario.engagements),
            _ => slot(&mut self.campaign.clone(), field).map_or(0.0, |slot| *slot),
        }
    }

    fn solved_goal(&self) -> Option<Solved> {
        let goal = self.scenario.goal?;
        let field = FieldId::named(GOAL_FIELDS.get(goal.field)?)?;
        let result = |campaign: Campaign| match goal.figure {
            0 => Some(campaign.profit()),
            1 => campaign.roas(),
            2 => quotient(campaign.cost(), Some(campaign.conversions)),
            _ => campaign.roi(),
        };
        // Money and counts reach far, shares from all to nothing.
        let (range, bend) = match field {
            FieldId::Conversions
            | FieldId::OrderValue
            | FieldId::CostsFee
            | FieldId::VariablePerOrder
            | FieldId::ValuePerConversion => ((0.0, 1e12), 12),
            // Nothing can be divided by a tracked share of 0.
            FieldId::Tracked => ((1e-6, 1.0), 1),
            _ => ((0.0, 1.0), 1),
        };
        let function = |value: f64| result(self.with(field, value)?);
        let value = crossing(&function, goal.value, range, bend, self.present(field));
        Some(Solved {
            figure: goal.figure,
            wanted: goal.value,
            field,
            in_points: false,
            // Nobody can have half a conversion.
            value: match field {
                FieldId::Conversions => value.and_then(ceiling),
                _ => value,
            },
        })
    }

    /// profit / cost.
    pub fn roi(&self) -> Option<f64> {
        self.campaign.roi()
    }

    /// The conversions at which the profit is 0, whole.
    pub fn break_even_conversions(&self) -> Option<f64> {
        self.campaign.break_even_conversions().and_then(ceiling)
    }

    /// The same as a rate of the chosen count, not rounded.
    pub fn break_even_rate(&self) -> Option<f64> {
        let counts = &self.scenario.counts;
        let count = counts.count(counts.per).map(Count::get);
        quotient(self.campaign.break_even_conversions()?, count)
    }

    /// The outcome as `result.outcome` says it, unrounded.
    #[inline(never)]
    pub fn datum(&self) -> Datum {
        let mut datum = Datum::Record(Vec::new());
        for line in &LINES {
            let value = self.number(Symbol::Figure(line.id));
            datum.put(line.id.name(), value.and_then(|number| number.value).into());
        }
        let (profit, next, incremental) = (self.profit_range, self.next_profit, self.incremental);
        datum.put_named(
            "profitLow profitHigh nextProfitLow nextProfitHigh incrementalLow incrementalHigh",
            &[
                profit.low,
                profit.high,
                next.low,
                next.high,
                incremental.low,
                incremental.high,
            ],
        );
        datum.put("incremental", self.campaign.incremental.into());
        datum.put("solved", solved_datum(self.solved));
        datum
    }

    /// The figures that the view shows in order, each with its derivation.
    #[inline(never)]
    pub fn figures(&self) -> Vec<Figure> {
        let number = |symbol| self.number(symbol);
        let mut figures = figures_of(&LINES, &number);
        let ends = |range: Interval| Some((Some(range.low), Some(range.high)));
        for figure in &mut figures {
            match figure.id {
                FigureId::Profit if self.has_range() => figure.ends = ends(self.profit_range),
                FigureId::Incremental => figure.ends = ends(self.incremental),
                FigureId::Orders if !self.scenario.next_steps.is_empty() => {
                    let mut steps = steps(&CAUGHT, &number);
                    steps.append(&mut figure.steps);
                    figure.steps = steps;
                }
                FigureId::Contribution if self.campaign.orders().is_none() => {
                    figure.steps = steps(&VALUED, &number);
                }
                _ => {}
            }
        }
        // After the profit: it has no value, only ends.
        figures.insert(
            1,
            Figure {
                id: FigureId::NextProfit,
                value: None,
                ends: ends(self.next_profit),
                style: money_style(self.next_profit.high),
                steps: steps(&NEXT_STEPS, &number),
                source: Source::Nelson,
            },
        );
        call(
            &mut figures,
            Symbol::Count,
            self.scenario.counts.per.field(),
        );
        if let Some((field, _)) = self.thousand() {
            call(&mut figures, Symbol::Thousands, field);
        }
        figures
    }

    /// The numbers that figures and formulas are made of.
    fn number(&self, symbol: Symbol) -> Option<Number> {
        let campaign = &self.campaign;
        match symbol {
            Symbol::Field(field) => Some(self.input(field)),
            Symbol::Figure(id) => self.figure(id),
            Symbol::Costs => money(Some(campaign.costs)),
            Symbol::Caught => plain(campaign.caught_orders()),
            Symbol::Driven => plain(Some(campaign.driven_per_caught())),
            Symbol::OrderShare => share(Some(self.scenario.next_steps.iter().product())),
            Symbol::Count => {
                let counts = &self.scenario.counts;
                known(counts.count(counts.per)?.get(), Style::Decimal(0))
            }
            Symbol::Thousands => known(self.thousand()?.1.get(), Style::Decimal(0)),
            Symbol::BreakEvenExactly => plain(campaign.break_even_conversions()),
            Symbol::ExposedRate | Symbol::HoldoutRate => match self.scenario.attribution {
                Attribution::Holdout { exposed, holdout } => {
                    let is_exposed = symbol == Symbol::ExposedRate;
                    let sample = if is_exposed { exposed } else { holdout };
                    share(Some(sample.rate()))
                }
                Attribution::Judged { .. } => None,
            },
            Symbol::Z => known(
                upper_quantile(self.scenario.level.tail()),
                Style::Significant(6),
            ),
            Symbol::Low | Symbol::High => {
                let next = next_conversions(campaign.conversions, self.scenario.level);
                let is_low = symbol == Symbol::Low;
                plain(Some(if is_low { next.low } else { next.high }))
            }
            _ => None,
        }
    }

    /// A figure with the manner in which it is written; `None` for one that this view has not.
    #[inline(never)]
    pub fn figure(&self, id: FigureId) -> Option<Number> {
        let campaign = &self.campaign;
        match id {
            FigureId::Profit => money(Some(self.profit)),
            FigureId::Cost => money(Some(campaign.cost())),
            FigureId::Contribution => money(Some(campaign.contribution())),
            FigureId::Roi => {
                let value = campaign.roi();
                let style = change_style(value.unwrap_or_default());
                Some(Number { value, style })
            }
            FigureId::CostPerConversion => money(self.cost_per(Some(campaign.conversions))),
            FigureId::CostPerClick | FigureId::CostPerEngagement => {
                let count = match id {
                    FigureId::CostPerClick => self.scenario.counts.clicks,
                    _ => self.scenario.engagements,
                };
                money(self.cost_per(Some(count?.get())))
            }
            FigureId::CostPerThousand => {
                let (_, count) = self.thousand()?;
                let one = self.cost_per(Some(count.get()));
                money(one.map(|cost| cost * 1_000.0))
            }
            FigureId::BreakEvenConversions => {
                let style = Style::Decimal(0);
                let value = self.break_even_conversions();
                Some(Number { value, style })
            }
            FigureId::BreakEvenRate => {
                let counts = &self.scenario.counts;
                counts.count(counts.per)?;
                share(self.break_even_rate())
            }
            FigureId::Incremental => match self.scenario.attribution {
                Attribution::Holdout { .. } => share(Some(campaign.incremental)),
                Attribution::Judged { .. } => None,
            },
            FigureId::FlipTracked | FigureId::FlipIncremental => match self.scenario.attribution {
                Attribution::Holdout { .. } => None,
                Attribution::Judged { .. } if id == FigureId::FlipTracked => {
                    share(campaign.tracked_flip())
                }
                Attribution::Judged { .. } => share(campaign.incremental_flip()),
            },
            // What follows has a meaning only where orders bring the money.
            _ => {
                let orders = campaign.orders()?;
                match id {
                    FigureId::Orders => plain(Some(orders)),
                    FigureId::Revenue => money(campaign.revenue()),
                    FigureId::Commission => money(Some(campaign.commission())),
                    FigureId::Roas => plain(campaign.roas()),
                    FigureId::BreakEvenRoas => plain(campaign.break_even_roas()),
                    FigureId::CostPerOrder => money(self.cost_per(Some(orders))),
                    FigureId::CostPerNewCustomer => {
                        money(self.cost_per(Some(orders * self.scenario.new_customer_share)))
                    }
                    FigureId::FlipGrossMargin => share(campaign.gross_margin_flip()),
                    FigureId::FlipOrderValue => money(campaign.order_value_flip()),
                    _ => None,
                }
            }
        }
    }

    /// The number in a field.
    fn input(&self, field: FieldId) -> Number {
        let style = match field.row().kind {
            // A hold-out gives it, and nobody typed it.
            _ if field == FieldId::Incremental => percent(self.campaign.incremental),
            _ if field.is_percent() => TYPED,
            Kind::Money => money_style(self.present(field)),
            _ => Style::Decimal(0),
        };
        Number {
            value: Some(self.present(field)),
            style,
        }
    }

    fn cost_per(&self, count: Option<f64>) -> Option<f64> {
        quotient(self.campaign.cost(), count.filter(|count| *count > 0.0))
    }

    /// The count of which a thousand have a price: impressions, else viewers.
    fn thousand(&self) -> Option<(FieldId, Count)> {
        let counts = &self.scenario.counts;
        match (counts.impressions, counts.viewers) {
            (Some(impressions), _) => Some((FieldId::Impressions, impressions)),
            (None, Some(viewers)) => Some((FieldId::Viewers, viewers)),
            (None, None) => None,
        }
    }

    /// Whether a group held out says what would have come anyway.
    pub const fn has_holdout(&self) -> bool {
        matches!(self.scenario.attribution, Attribution::Holdout { .. })
    }

    /// Whether something is left open about the attribution.
    pub fn has_range(&self) -> bool {
        self.profit_range.high > self.profit_range.low
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "all that makes a number may have none"
)]
const fn known(value: f64, style: Style) -> Option<Number> {
    Some(Number {
        value: Some(value),
        style,
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "all that makes a number may have none"
)]
fn money(value: Option<f64>) -> Option<Number> {
    let style = money_style(value.unwrap_or_default());
    Some(Number { value, style })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "all that makes a number may have none"
)]
fn plain(value: Option<f64>) -> Option<Number> {
    let style = Style::Decimal(decimals(value.unwrap_or_default()));
    Some(Number { value, style })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "all that makes a number may have none"
)]
fn share(value: Option<f64>) -> Option<Number> {
    let style = percent(value.unwrap_or_default());
    Some(Number { value, style })
}

const fn line(id: FigureId, formula: Formula, operands: &'static [Symbol]) -> Line {
    Line {
        id,
        formula,
        operands,
        source: Source::Definition,
    }
}

const fn field(id: FieldId) -> Symbol {
    Symbol::Field(id)
}

const PROFIT: Symbol = Symbol::Figure(FigureId::Profit);
const COST: Symbol = Symbol::Figure(FigureId::Cost);
const ORDERS: Symbol = Symbol::Figure(FigureId::Orders);
const CONTRIBUTION: Symbol = Symbol::Figure(FigureId::Contribution);
const COMMISSION: Symbol = Symbol::Figure(FigureId::Commission);
const CONVERSIONS: Symbol = field(FieldId::Conversions);
const ORDER_VALUE: Symbol = field(FieldId::OrderValue);
const DISCOUNT: Symbol = field(FieldId::DiscountRate);
const REFUNDS: Symbol = field(FieldId::RefundRate);
const MARGIN: Symbol = field(FieldId::GrossMargin);
const HANDLING: Symbol = field(FieldId::VariablePerOrder);

/// The figures in their order.
static LINES: [Line; 22] = [
    line(
        FigureId::Profit,
        Formula::Difference,
        &[CONTRIBUTION, Symbol::Costs],
    ),
    line(FigureId::Roi, Formula::Quotient, &[PROFIT, COST]),
    line(
        FigureId::Roas,
        Formula::Quotient,
        &[Symbol::Figure(FigureId::Revenue), COST],
    ),
    line(
        FigureId::BreakEvenRoas,
        Formula::BreakEvenRoas,
        &[
            Symbol::Driven,
            DISCOUNT,
            ORDER_VALUE,
            REFUNDS,
            MARGIN,
            HANDLING,
        ],
    ),
    Line {
        id: FigureId::Incremental,
        formula: Formula::OneMinusQuotient,
        operands: &[Symbol::HoldoutRate, Symbol::ExposedRate],
        source: Source::Newcombe,
    },
    line(
        FigureId::Orders,
        Formula::Driven,
        &[
            Symbol::Caught,
            field(FieldId::Tracked),
            field(FieldId::Incremental),
        ],
    ),
    line(
        FigureId::Revenue,
        Formula::Revenue,
        &[ORDER_VALUE, REFUNDS, ORDERS, DISCOUNT, Symbol::Caught],
    ),
    line(
        FigureId::Commission,
        Formula::Commission,
        &[
            field(FieldId::CommissionRate),
            Symbol::Caught,
            ORDER_VALUE,
            DISCOUNT,
            REFUNDS,
        ],
    ),
    line(
        FigureId::Contribution,
        Formula::Contribution,
        &[
            ORDER_VALUE,
            REFUNDS,
            MARGIN,
            ORDERS,
            DISCOUNT,
            Symbol::Caught,
            HANDLING,
            COMMISSION,
        ],
    ),
    line(FigureId::Cost, Formula::Sum, &[Symbol::Costs, COMMISSION]),
    line(
        FigureId::CostPerConversion,
        Formula::Quotient,
        &[COST, CONVERSIONS],
    ),
    line(FigureId::CostPerOrder, Formula::Quotient, &[COST, ORDERS]),
    line(
        FigureId::CostPerNewCustomer,
        Formula::QuotientOfProduct,
        &[COST, ORDERS, field(FieldId::NewCustomerShare)],
    ),
    line(
        FigureId::CostPerClick,
        Formula::Quotient,
        &[COST, field(FieldId::Clicks)],
    ),
    line(
        FigureId::CostPerEngagement,
        Formula::Quotient,
        &[COST, field(FieldId::Engagements)],
    ),
    line(
        FigureId::CostPerThousand,
        Formula::PerThousand,
        &[COST, Symbol::Thousands],
    ),
    Line {
        id: FigureId::BreakEvenConversions,
        formula: Formula::BreakEven,
        operands: &[Symbol::Costs, CONTRIBUTION, CONVERSIONS],
        source: Source::BreakEven,
    },
    line(
        FigureId::BreakEvenRate,
        Formula::Quotient,
        &[Symbol::BreakEvenExactly, Symbol::Count],
    ),
    line(
        FigureId::FlipTracked,
        Formula::FlipPoint,
        &[field(FieldId::Tracked), PROFIT],
    ),
    line(
        FigureId::FlipIncremental,
        Formula::FlipPoint,
        &[field(FieldId::Incremental), PROFIT],
    ),
    line(
        FigureId::FlipGrossMargin,
        Formula::FlipPoint,
        &[MARGIN, PROFIT],
    ),
    line(
        FigureId::FlipOrderValue,
        Formula::FlipPoint,
        &[ORDER_VALUE, PROFIT],
    ),
];

/// The conversions that went through all next steps.
static CAUGHT: [Move; 1] = [(
    Symbol::Caught,
    Formula::Product,
    &[CONVERSIONS, Symbol::OrderShare],
)];

/// What conversions bring that are valued themselves.
static VALUED: [Move; 1] = [(
    CONTRIBUTION,
    Formula::TripleProduct,
    &[
        CONVERSIONS,
        Symbol::Driven,
        field(FieldId::ValuePerConversion),
    ],
)];

/// How what another run may bring comes about.
static NEXT_STEPS: [Move; 3] = [
    (Symbol::Z, Formula::NormalQuantile, &[field(FieldId::Level)]),
    (Symbol::Low, Formula::NextRunLow, &[CONVERSIONS, Symbol::Z]),
    (
        Symbol::High,
        Formula::NextRunHigh,
        &[CONVERSIONS, Symbol::Z],
    ),
];

/// What a line of a derivation gives, its form, and what stands in it.
pub(super) type Move = (Symbol, Formula, &'static [Symbol]);

/// The lines of a derivation whose numbers are all defined.
pub(super) fn steps(moves: &[Move], number: &dyn Fn(Symbol) -> Option<Number>) -> Vec<Step> {
    let mut steps = Vec::new();
    for (result, formula, symbols) in moves {
        steps.extend(step(*result, *formula, symbols, number));
    }
    steps
}

/// The place of a field in a campaign; `None` where it has no part in it.
fn slot(campaign: &mut Campaign, field: FieldId) -> Option<&mut f64> {
    Some(match (field, &mut campaign.earning) {
        (FieldId::Conversions, _) => &mut campaign.conversions,
        (FieldId::Tracked, _) => &mut campaign.tracked,
        (FieldId::Incremental, _) => &mut campaign.incremental,
        (FieldId::CostsFee, _) => &mut campaign.costs,
        (FieldId::OrderValue, Earning::Orders(terms)) => &mut terms.order_value,
        (FieldId::GrossMargin, Earning::Orders(terms)) => &mut terms.gross_margin,
        (FieldId::DiscountRate, Earning::Orders(terms)) => &mut terms.discount_rate,
        (FieldId::RefundRate, Earning::Orders(terms)) => &mut terms.refund_rate,
        (FieldId::CommissionRate, Earning::Orders(terms)) => &mut terms.commission_rate,
        (FieldId::VariablePerOrder, Earning::Orders(terms)) => &mut terms.variable_per_order,
        (FieldId::ValuePerConversion, Earning::Conversions(worth)) => worth,
        _ => return None,
    })
}

/// What came of a goal, as `result.outcome` says it.
pub(super) fn solved_datum(solved: Option<Solved>) -> Datum {
    solved.map_or(Datum::Null, |solved| {
        let mut datum = Datum::Record(Vec::new());
        datum.add("field", solved.field.name().into());
        datum.add("value", solved.value.into());
        datum
    })
}

/// above / below, where that is a number.
fn quotient(above: f64, below: Option<f64>) -> Option<f64> {
    let quotient = above / below?;
    quotient.is_finite().then_some(quotient)
}

/// What takes the revenue down to the profit, in order; what is nothing is left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bar {
    /// What came in: revenue, or the value of the conversions.
    In(f64),
    /// The cost of the goods.
    Goods(f64),
    /// Payment, packing and shipping.
    Handling(f64),
    /// The creator's commission.
    Commission(f64),
    /// One of the costs.
    Cost(FieldId, f64),
    /// What is left.
    Profit(f64),
}

impl Bar {
    /// The amount, below 0 where it takes away.
    pub const fn amount(self) -> f64 {
        match self {
            Self::In(amount)
            | Self::Goods(amount)
            | Self::Handling(amount)
            | Self::Commission(amount)
            | Self::Cost(_, amount)
            | Self::Profit(amount) => amount,
        }
    }
}

impl ReturnOutcome {
    /// Whether the group held out did better than those who saw the content.
    pub fn put_off(&self) -> bool {
        self.campaign.driven_conversions() < 0.0
    }

    /// From revenue to profit; nothing where nothing came in, because the group held out did better.
    pub fn waterfall(&self) -> Vec<Bar> {
        let campaign = &self.campaign;
        let mut bars = Vec::new();
        if self.put_off() {
            return bars;
        }
        bars.push(Bar::In(
            campaign.revenue().unwrap_or(campaign.contribution()),
        ));
        let mut away = |bar: Bar| {
            if bar.amount() != 0.0 {
                bars.push(bar);
            }
        };
        if let Earning::Orders(terms) = &campaign.earning {
            let orders = campaign.orders().unwrap_or_default();
            let kept = terms.order_value * (1.0 - terms.refund_rate);
            away(Bar::Goods(-kept * (1.0 - terms.gross_margin) * orders));
            away(Bar::Handling(-terms.variable_per_order * orders));
            away(Bar::Commission(-campaign.commission()));
        }
        for (&field, &cost) in COSTS.iter().zip(&self.scenario.costs) {
            away(Bar::Cost(field, -cost));
        }
        bars.push(Bar::Profit(self.profit));
        bars
    }

    /// The denominator in force.
    pub fn per(&self) -> Per {
        self.scenario.counts.per
    }
}
