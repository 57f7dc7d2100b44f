//! The outcome of the `return` view.

use super::figure::{Figure, FigureId, Formula, NoteCode, Operand, Source, Step, Symbol};
use super::rate::{TYPED, percent};
use crate::locale::{Style, decimals, money_style};
use crate::model::campaign::{Campaign, Earning, OrderTerms, next_conversions};
use crate::model::normal::upper_quantile;
use crate::model::proportion::Interval;
use crate::model::quantity::Count;
use crate::model::root::crossing;
use crate::model::rounding::ceiling;
use crate::model::two_proportion::newcombe_interval;
use crate::scenario::datum::Datum;
use crate::scenario::field::{FieldId, GOAL_FIELDS};
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

/// Computes the outcome of a scenario. Every valid scenario has one.
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
        costs: scenario.costs.iter().sum(),
    };
    let profit_range = campaign.profit_range(tracked, incremental);
    let next = next_conversions(campaign.conversions, scenario.level);
    let profit_of = |conversions| {
        Campaign {
            conversions,
            ..campaign
        }
        .profit()
    };
    let (few, many) = (profit_of(next.low), profit_of(next.high));
    if let Earning::Orders(terms) = &campaign.earning
        && terms.gross_margin < terms.discount_rate
    {
        notes.push(NoteCode::MarginBelowDiscount);
    }
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
        let mut campaign = self.campaign;
        let judged = matches!(self.scenario.attribution, Attribution::Judged { .. });
        match (field, &mut campaign.earning) {
            (FieldId::Conversions, _) => campaign.conversions = value,
            (FieldId::Tracked, _) if judged => campaign.tracked = value,
            (FieldId::Incremental, _) if judged => campaign.incremental = value,
            (FieldId::CostsFee, _) => {
                let others = self.scenario.costs.iter().skip(1);
                campaign.costs = value + others.sum::<f64>();
            }
            (FieldId::OrderValue, Earning::Orders(terms)) => terms.order_value = value,
            (FieldId::GrossMargin, Earning::Orders(terms)) => terms.gross_margin = value,
            (FieldId::DiscountRate, Earning::Orders(terms)) => terms.discount_rate = value,
            (FieldId::RefundRate, Earning::Orders(terms)) => terms.refund_rate = value,
            (FieldId::CommissionRate, Earning::Orders(terms)) => terms.commission_rate = value,
            (FieldId::VariablePerOrder, Earning::Orders(terms)) => terms.variable_per_order = value,
            (FieldId::ValuePerConversion, Earning::Conversions(worth)) => *worth = value,
            _ => return None,
        }
        Some(campaign)
    }

    /// The range in which a slider moves a field.
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

    /// What stands in a field that can be solved for.
    fn present(&self, field: FieldId) -> f64 {
        let terms = match &self.campaign.earning {
            Earning::Orders(terms) => Some(terms),
            Earning::Conversions(_) => None,
        };
        let of = |read: fn(&OrderTerms) -> f64| terms.map_or(0.0, read);
        match field {
            FieldId::Conversions => self.campaign.conversions,
            FieldId::Tracked => self.campaign.tracked,
            FieldId::Incremental => self.campaign.incremental,
            FieldId::CostsFee => self.scenario.costs.first().copied().unwrap_or_default(),
            FieldId::OrderValue => of(|terms| terms.order_value),
            FieldId::GrossMargin => of(|terms| terms.gross_margin),
            FieldId::DiscountRate => of(|terms| terms.discount_rate),
            FieldId::CommissionRate => of(|terms| terms.commission_rate),
            _ => 0.0,
        }
    }

    fn solved_goal(&self) -> Option<Solved> {
        let goal = self.scenario.goal?;
        let field = FieldId::named(GOAL_FIELDS.get(goal.field)?)?;
        let result = |campaign: Campaign| match goal.figure {
            0 => Some(campaign.profit()),
            1 => campaign.roas(),
            _ => quotient(campaign.cost(), Some(campaign.conversions)),
        };
        // Money and counts reach far, shares from all to nothing.
        let (range, bend) = match field {
            FieldId::Conversions | FieldId::OrderValue | FieldId::CostsFee => ((0.0, 1e12), 12),
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

    fn cost_per(&self, count: Option<f64>) -> Option<f64> {
        quotient(self.campaign.cost(), count.filter(|count| *count > 0.0))
    }

    fn new_customers(&self) -> Option<f64> {
        let orders = self.campaign.orders()?;
        Some(orders * self.scenario.new_customer_share)
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

    /// Whether something is left open about the attribution.
    pub fn has_range(&self) -> bool {
        self.profit_range.high > self.profit_range.low
    }

    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        let campaign = &self.campaign;
        let count = |count: Option<Count>| self.cost_per(count.map(Count::get));
        let solved = self.solved.map_or(Datum::Null, |solved| solved.datum());
        Datum::record([
            ("orders", campaign.orders().into()),
            ("revenue", campaign.revenue().into()),
            ("commission", campaign.commission().into()),
            ("contribution", campaign.contribution().into()),
            ("cost", campaign.cost().into()),
            ("profit", self.profit.into()),
            ("profitLow", self.profit_range.low.into()),
            ("profitHigh", self.profit_range.high.into()),
            ("nextProfitLow", self.next_profit.low.into()),
            ("nextProfitHigh", self.next_profit.high.into()),
            ("roi", self.roi().into()),
            ("roas", campaign.roas().into()),
            ("breakEvenRoas", campaign.break_even_roas().into()),
            (
                "costPerConversion",
                self.cost_per(Some(campaign.conversions)).into(),
            ),
            ("costPerOrder", self.cost_per(campaign.orders()).into()),
            (
                "costPerNewCustomer",
                self.cost_per(self.new_customers()).into(),
            ),
            ("costPerClick", count(self.scenario.counts.clicks).into()),
            ("costPerEngagement", count(self.scenario.engagements).into()),
            ("costPerThousand", self.cost_per_thousand().into()),
            ("breakEvenConversions", self.break_even_conversions().into()),
            ("breakEvenRate", self.break_even_rate().into()),
            ("incremental", campaign.incremental.into()),
            ("incrementalLow", self.incremental.low.into()),
            ("incrementalHigh", self.incremental.high.into()),
            (
                "flip",
                Datum::record([
                    ("tracked", campaign.tracked_flip().into()),
                    ("incremental", campaign.incremental_flip().into()),
                    ("grossMargin", campaign.gross_margin_flip().into()),
                    ("orderValue", campaign.order_value_flip().into()),
                ]),
            ),
            ("solved", solved),
        ])
    }

    fn cost_per_thousand(&self) -> Option<f64> {
        let (_, count) = self.thousand()?;
        self.cost_per(Some(count.get())).map(|cost| cost * 1_000.0)
    }

    /// The figures that the view shows in order, each with its derivation.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = vec![
            self.profit_figure(),
            self.next_profit_figure(),
            self.roi_figure(),
        ];
        figures.extend(self.roas_figures());
        figures.extend(self.order_figures());
        figures.push(money_figure(
            FigureId::Cost,
            Some(self.campaign.cost()),
            Formula::Sum,
            vec![self.costs(), self.commission()],
        ));
        figures.extend(self.price_figures());
        figures.extend(self.break_even_figures());
        figures.extend(self.flip_figures());
        figures
    }

    fn conversions(&self) -> Operand {
        whole(FieldId::Conversions, self.scenario.counts.conversions.get())
    }

    fn costs(&self) -> Operand {
        amount(Symbol::Costs, self.campaign.costs)
    }

    fn commission(&self) -> Operand {
        amount(
            Symbol::Figure(FigureId::Commission),
            self.campaign.commission(),
        )
    }

    fn cost(&self) -> Operand {
        amount(Symbol::Figure(FigureId::Cost), self.campaign.cost())
    }

    fn contribution(&self) -> Operand {
        amount(
            Symbol::Figure(FigureId::Contribution),
            self.campaign.contribution(),
        )
    }

    fn orders(&self) -> Operand {
        let orders = self.campaign.orders().unwrap_or_default();
        Operand {
            symbol: Symbol::Figure(FigureId::Orders),
            value: orders,
            style: Style::Decimal(decimals(orders)),
        }
    }

    fn caught(&self) -> Operand {
        let caught = self.campaign.caught_orders().unwrap_or_default();
        Operand {
            symbol: Symbol::Caught,
            value: caught,
            style: Style::Decimal(decimals(caught)),
        }
    }

    fn profit_figure(&self) -> Figure {
        let mut figure = money_figure(
            FigureId::Profit,
            Some(self.profit),
            Formula::Difference,
            vec![self.contribution(), self.costs()],
        );
        if self.has_range() {
            figure.ends = Some((Some(self.profit_range.low), Some(self.profit_range.high)));
        }
        figure
    }

    fn next_profit_figure(&self) -> Figure {
        let level = self.scenario.level;
        let z = Operand {
            symbol: Symbol::Z,
            value: upper_quantile(level.tail()),
            style: Style::Significant(6),
        };
        let next = next_conversions(self.campaign.conversions, level);
        let level = share(FieldId::Level, level.get());
        let ends = [(Symbol::Low, next.low), (Symbol::High, next.high)];
        let ends = ends.map(|(result, value)| Step {
            result,
            formula: if result == Symbol::Low {
                Formula::NextRunLow
            } else {
                Formula::NextRunHigh
            },
            operands: vec![self.conversions(), z],
            value,
            style: Style::Decimal(decimals(value)),
        });
        let mut steps = vec![Step {
            result: Symbol::Z,
            formula: Formula::NormalQuantile,
            operands: vec![level],
            value: z.value,
            style: z.style,
        }];
        steps.extend(ends);
        Figure {
            id: FigureId::NextProfit,
            value: None,
            ends: Some((Some(self.next_profit.low), Some(self.next_profit.high))),
            style: money_style(self.next_profit.high),
            steps,
            source: Source::Nelson,
        }
    }

    fn roi_figure(&self) -> Figure {
        let roi = self.roi();
        super::rate::plain(
            FigureId::Roi,
            roi,
            percent(roi.unwrap_or_default()),
            Formula::Quotient,
            vec![
                amount(Symbol::Figure(FigureId::Profit), self.profit),
                self.cost(),
            ],
        )
    }

    fn roas_figures(&self) -> Vec<Figure> {
        let (Earning::Orders(terms), Some(revenue)) =
            (&self.campaign.earning, self.campaign.revenue())
        else {
            return Vec::new();
        };
        let ratio = |id, value: Option<f64>, formula, operands| {
            let style = Style::Decimal(decimals(value.unwrap_or_default()));
            super::rate::plain(id, value, style, formula, operands)
        };
        let driven = self.campaign.driven_per_caught();
        let driven = Operand {
            symbol: Symbol::Driven,
            value: driven,
            style: Style::Decimal(decimals(driven)),
        };
        let operands = vec![
            driven,
            share(FieldId::DiscountRate, terms.discount_rate),
            amount(Symbol::Field(FieldId::OrderValue), terms.order_value),
            share(FieldId::RefundRate, terms.refund_rate),
            share(FieldId::GrossMargin, terms.gross_margin),
            amount(
                Symbol::Field(FieldId::VariablePerOrder),
                terms.variable_per_order,
            ),
        ];
        vec![
            ratio(
                FigureId::Roas,
                self.campaign.roas(),
                Formula::Quotient,
                vec![
                    amount(Symbol::Figure(FigureId::Revenue), revenue),
                    self.cost(),
                ],
            ),
            ratio(
                FigureId::BreakEvenRoas,
                self.campaign.break_even_roas(),
                Formula::BreakEvenRoas,
                operands,
            ),
        ]
    }

    fn order_figures(&self) -> Vec<Figure> {
        let campaign = &self.campaign;
        let mut figures = Vec::new();
        let tracked = share(FieldId::Tracked, campaign.tracked);
        let incremental = Operand {
            symbol: Symbol::Field(FieldId::Incremental),
            value: campaign.incremental,
            style: match self.scenario.attribution {
                Attribution::Judged { .. } => TYPED,
                Attribution::Holdout { .. } => percent(campaign.incremental),
            },
        };
        if let Attribution::Holdout { exposed, holdout } = self.scenario.attribution {
            let rate = |symbol, rate: f64| Operand {
                symbol,
                value: rate,
                style: percent(rate),
            };
            let mut figure = super::rate::plain(
                FigureId::Incremental,
                Some(campaign.incremental),
                percent(campaign.incremental),
                Formula::OneMinusQuotient,
                vec![
                    rate(Symbol::HoldoutRate, holdout.rate()),
                    rate(Symbol::ExposedRate, exposed.rate()),
                ],
            );
            figure.ends = Some((Some(self.incremental.low), Some(self.incremental.high)));
            figure.source = Source::Newcombe;
            figures.push(figure);
        }
        match &campaign.earning {
            Earning::Orders(terms) => {
                figures.extend(self.earning_figures(terms, tracked, incremental));
            }
            Earning::Conversions(value) => {
                let driven = Operand {
                    symbol: Symbol::Driven,
                    value: campaign.driven_per_caught(),
                    style: Style::Decimal(decimals(campaign.driven_per_caught())),
                };
                figures.push(money_figure(
                    FigureId::Contribution,
                    Some(campaign.contribution()),
                    Formula::TripleProduct,
                    vec![
                        self.conversions(),
                        driven,
                        amount(Symbol::Field(FieldId::ValuePerConversion), *value),
                    ],
                ));
            }
        }
        figures
    }

    /// From the orders to the contribution.
    fn earning_figures(
        &self,
        terms: &OrderTerms,
        tracked: Operand,
        incremental: Operand,
    ) -> Vec<Figure> {
        let campaign = &self.campaign;
        let mut figures = Vec::new();
        let orders = self.orders();
        let mut figure = super::rate::plain(
            FigureId::Orders,
            Some(orders.value),
            orders.style,
            Formula::Driven,
            vec![self.caught(), tracked, incremental],
        );
        if !self.scenario.next_steps.is_empty() {
            let order_share = Operand {
                symbol: Symbol::OrderShare,
                value: terms.order_share,
                style: percent(terms.order_share),
            };
            let caught = self.caught();
            figure.steps.insert(
                0,
                Step {
                    result: Symbol::Caught,
                    formula: Formula::Product,
                    operands: vec![self.conversions(), order_share],
                    value: caught.value,
                    style: caught.style,
                },
            );
        }
        figures.push(figure);
        let price = amount(Symbol::Field(FieldId::OrderValue), terms.order_value);
        let refunds = share(FieldId::RefundRate, terms.refund_rate);
        let discount = share(FieldId::DiscountRate, terms.discount_rate);
        let margin = share(FieldId::GrossMargin, terms.gross_margin);
        let creator = share(FieldId::CommissionRate, terms.commission_rate);
        let handling = Symbol::Field(FieldId::VariablePerOrder);
        let handling = amount(handling, terms.variable_per_order);
        figures.push(money_figure(
            FigureId::Revenue,
            campaign.revenue(),
            Formula::Revenue,
            vec![price, refunds, orders, discount, self.caught()],
        ));
        figures.push(money_figure(
            FigureId::Commission,
            Some(campaign.commission()),
            Formula::Commission,
            vec![creator, self.caught(), price, discount, refunds],
        ));
        figures.push(money_figure(
            FigureId::Contribution,
            Some(campaign.contribution()),
            Formula::Contribution,
            vec![
                price,
                refunds,
                margin,
                orders,
                discount,
                self.caught(),
                handling,
                self.commission(),
            ],
        ));
        figures
    }

    fn price_figures(&self) -> Vec<Figure> {
        let counts = &self.scenario.counts;
        let mut figures = vec![money_figure(
            FigureId::CostPerConversion,
            self.cost_per(Some(self.campaign.conversions)),
            Formula::Quotient,
            vec![self.cost(), self.conversions()],
        )];
        if self.campaign.orders().is_some() {
            let new = share(FieldId::NewCustomerShare, self.scenario.new_customer_share);
            figures.push(money_figure(
                FigureId::CostPerOrder,
                self.cost_per(self.campaign.orders()),
                Formula::Quotient,
                vec![self.cost(), self.orders()],
            ));
            figures.push(money_figure(
                FigureId::CostPerNewCustomer,
                self.cost_per(self.new_customers()),
                Formula::QuotientOfProduct,
                vec![self.cost(), self.orders(), new],
            ));
        }
        for (id, field, count) in [
            (FigureId::CostPerClick, FieldId::Clicks, counts.clicks),
            (
                FigureId::CostPerEngagement,
                FieldId::Engagements,
                self.scenario.engagements,
            ),
        ] {
            if let Some(count) = count {
                figures.push(money_figure(
                    id,
                    self.cost_per(Some(count.get())),
                    Formula::Quotient,
                    vec![self.cost(), whole(field, count.get())],
                ));
            }
        }
        if let Some((field, count)) = self.thousand() {
            figures.push(money_figure(
                FigureId::CostPerThousand,
                self.cost_per_thousand(),
                Formula::PerThousand,
                vec![self.cost(), whole(field, count.get())],
            ));
        }
        figures
    }

    fn break_even_figures(&self) -> Vec<Figure> {
        let mut figure = super::rate::plain(
            FigureId::BreakEvenConversions,
            self.break_even_conversions(),
            Style::Decimal(0),
            Formula::BreakEven,
            vec![self.costs(), self.contribution(), self.conversions()],
        );
        figure.source = Source::BreakEven;
        let mut figures = vec![figure];
        let counts = &self.scenario.counts;
        if let Some(count) = counts.count(counts.per) {
            let rate = self.break_even_rate();
            let needed = self.campaign.break_even_conversions().unwrap_or_default();
            let needed = Operand {
                symbol: Symbol::Figure(FigureId::BreakEvenConversions),
                value: needed,
                style: Style::Decimal(decimals(needed)),
            };
            figures.push(super::rate::plain(
                FigureId::BreakEvenRate,
                rate,
                percent(rate.unwrap_or_default()),
                Formula::Quotient,
                vec![needed, whole(counts.per.field(), count.get())],
            ));
        }
        figures
    }

    /// Where the profit changes sign; an input that is not the reader's has no such point.
    fn flip_figures(&self) -> Vec<Figure> {
        let campaign = &self.campaign;
        let mut flips = Vec::new();
        if matches!(self.scenario.attribution, Attribution::Judged { .. }) {
            flips.push((
                FigureId::FlipTracked,
                FieldId::Tracked,
                campaign.tracked_flip(),
            ));
            flips.push((
                FigureId::FlipIncremental,
                FieldId::Incremental,
                campaign.incremental_flip(),
            ));
        }
        if matches!(campaign.earning, Earning::Orders(_)) {
            flips.push((
                FigureId::FlipGrossMargin,
                FieldId::GrossMargin,
                campaign.gross_margin_flip(),
            ));
            flips.push((
                FigureId::FlipOrderValue,
                FieldId::OrderValue,
                campaign.order_value_flip(),
            ));
        }
        let figure = |(id, field, value): (FigureId, FieldId, Option<f64>)| {
            let size = value.unwrap_or_default();
            let style = if field == FieldId::OrderValue {
                money_style(size)
            } else {
                percent(size)
            };
            // The straight line through today's profit.
            let here = self.present(field);
            let here = Operand {
                symbol: Symbol::Field(field),
                value: here,
                style: if field == FieldId::OrderValue {
                    money_style(here)
                } else {
                    percent(here)
                },
            };
            let profit = amount(Symbol::Figure(FigureId::Profit), self.profit);
            super::rate::plain(id, value, style, Formula::FlipPoint, vec![here, profit])
        };
        flips.into_iter().map(figure).collect()
    }
}

impl Solved {
    fn datum(&self) -> Datum {
        Datum::record([
            ("field", self.field.name().into()),
            ("value", self.value.into()),
        ])
    }
}

/// above / below, where that is a number.
fn quotient(above: f64, below: Option<f64>) -> Option<f64> {
    let quotient = above / below?;
    quotient.is_finite().then_some(quotient)
}

fn amount(symbol: Symbol, value: f64) -> Operand {
    Operand {
        symbol,
        value,
        style: money_style(value),
    }
}

fn share(field: FieldId, value: f64) -> Operand {
    Operand {
        symbol: Symbol::Field(field),
        value,
        style: TYPED,
    }
}

fn whole(field: FieldId, value: f64) -> Operand {
    Operand {
        symbol: Symbol::Field(field),
        value,
        style: Style::Decimal(0),
    }
}

fn money_figure(
    id: FigureId,
    value: Option<f64>,
    formula: Formula,
    operands: Vec<Operand>,
) -> Figure {
    let style = money_style(value.unwrap_or_default());
    super::rate::plain(id, value, style, formula, operands)
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
    /// From revenue to profit.
    pub fn waterfall(&self) -> Vec<Bar> {
        let campaign = &self.campaign;
        let mut bars = Vec::new();
        if let (Earning::Orders(terms), Some(revenue)) = (&campaign.earning, campaign.revenue()) {
            let orders = campaign.orders().unwrap_or_default();
            let kept = terms.order_value * (1.0 - terms.refund_rate);
            bars.push(Bar::In(revenue));
            bars.push(Bar::Goods(-kept * (1.0 - terms.gross_margin) * orders));
            bars.push(Bar::Handling(-terms.variable_per_order * orders));
            bars.push(Bar::Commission(-campaign.commission()));
        } else {
            bars.push(Bar::In(campaign.contribution()));
        }
        for (field, cost) in COSTS.into_iter().zip(self.scenario.costs) {
            bars.push(Bar::Cost(field, -cost));
        }
        bars.retain(|bar| bar.amount() != 0.0 || matches!(bar, Bar::In(_)));
        bars.push(Bar::Profit(self.profit));
        bars
    }

    /// The denominator in force.
    pub fn per(&self) -> Per {
        self.scenario.counts.per
    }
}
