//! The outcome of the `fee` view.

use super::figure::{
    Figure, FigureId, Form, Formula, NoteCode, Operand, Plan, Source, Symbol, put,
};
use super::rate::{TYPED, percent};
use super::returns::{Solved, round_above, solved_datum};
use super::value::{ORDERS, later_notes, put_orders, retention_notes, survival};
use crate::locale::{Style, money_style};
use crate::model::fee::Prospect;
use crate::model::proportion::{Interval, wilson_interval};
use crate::model::quantity::{AnnualRate, Months};
use crate::model::retention::{Fit, Survival};
use crate::model::root::crossing;
use crate::model::rounding::ceiling;
use crate::model::value::Repeats;
use crate::scenario::datum::Datum;
use crate::scenario::fee::{Expected, FeeScenario, PAYBACK_GOAL, TERMS};
use crate::scenario::field::{FEE_GOAL_FIELDS, FieldId, Kind};
use crate::scenario::value::Retention;

/// A fee that pays when later orders count so much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Highest {
    /// How many later orders of a customer who stays count.
    pub orders: u32,
    /// What they add up to, each at what it is worth now.
    pub later: f64,
    /// The fee; below 0 where even none at all would lose.
    pub fee: f64,
    /// The fee at the ends of the conversion rate, where that was counted.
    pub range: Option<Interval>,
}

/// What the `fee` view found.
#[derive(Clone, Debug, PartialEq)]
pub struct FeeOutcome {
    /// What it was computed from.
    pub scenario: FeeScenario,
    /// The same as a campaign of the model's.
    pub prospect: Prospect,
    /// Who orders again.
    pub repeats: Repeats,
    /// The fit to shares of a contract.
    pub fit: Option<Fit>,
    /// What the conversion rate may be, where it was counted.
    pub rates: Option<Interval>,
    /// The fee that the first orders pay, that which comes back as soon as it should, and that of the
    /// horizon.
    pub highest: [Highest; 3],
    /// The first month of orders by which the fee has come back.
    pub payback: Option<f64>,
    /// The commission at which the fee asked is the highest.
    pub commission_rate: Option<f64>,
    /// The highest fee by month: months and fees, and their ends where the rate was counted; an order a
    /// point, and the horizon.
    pub curve: [Vec<f64>; 4],
    /// What came of the goal, where there is one.
    pub solved: Option<Solved>,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

/// A campaign before anything is known of it.
static NOTHING: Prospect = Prospect {
    viewers: 0.0,
    conversion_rate: 0.0,
    order_value: 0.0,
    repeat_order_value: 0.0,
    gross_margin: 0.0,
    discount_rate: 0.0,
    refund_rate: 0.0,
    commission_rate: 0.0,
    variable_per_order: 0.0,
    tracked: 1.0,
    incremental: 0.0,
    new_customer_share: 0.0,
    other_costs: 0.0,
};

impl FeeScenario {
    fn prospect(&self) -> Prospect {
        let mut prospect = NOTHING;
        prospect.conversion_rate = self.expected.rate();
        for (&field, &term) in TERMS.iter().zip(&self.terms) {
            if let Some(slot) = slot(&mut prospect, field) {
                *slot = term;
            }
        }
        prospect.repeat_order_value = self.repeat_order_value.unwrap_or(prospect.order_value);
        prospect
    }
}

/// The highest fee at the ends of the rate; where an order loses, the larger rate loses more.
#[inline(never)]
fn at_ends(prospect: &Prospect, rates: Option<Interval>, later: f64) -> Option<Interval> {
    let (rates, mut prospect) = (rates?, *prospect);
    prospect.conversion_rate = rates.low;
    let few = prospect.highest_fee(later);
    prospect.conversion_rate = rates.high;
    let many = prospect.highest_fee(later);
    Some(Interval {
        low: few.min(many),
        high: few.max(many),
    })
}

/// Computes the outcome of a scenario. Every valid scenario has one.
#[inline(never)]
pub fn fee_outcome(scenario: FeeScenario) -> FeeOutcome {
    let prospect = scenario.prospect();
    let (survival, fit) = survival(&scenario.retention);
    let repeats = Repeats::at_least_daily(survival, scenario.every);
    let factor = repeats.factor(scenario.discount);
    let rates = match scenario.expected {
        Expected::Past(sample) => Some(wilson_interval(sample, scenario.level)),
        _ => None,
    };
    let orders = repeats.before(scenario.horizon);
    let accounts = [0, repeats.within(scenario.payback), orders];
    let highest = |orders: u32| {
        let later = repeats.later(orders, factor).discounted;
        Highest {
            orders,
            later,
            fee: prospect.highest_fee(later),
            range: at_ends(&prospect, rates, later),
        }
    };
    let highest = accounts.map(highest);
    let mut curve = [const { Vec::new() }; 4];
    for point in repeats.curve(orders, factor) {
        let fee = prospect.highest_fee(point.sum);
        let ends = at_ends(&prospect, rates, point.sum);
        let (low, high) = ends.map_or((fee, fee), |ends| (ends.low, ends.high));
        for (column, value) in curve.iter_mut().zip([point.month.get(), fee, low, high]) {
            column.push(value);
        }
    }
    // Nothing more comes after the last order.
    for (place, column) in curve.iter_mut().enumerate() {
        let end = if place == 0 {
            Some(scenario.horizon.get())
        } else {
            column.last().copied()
        };
        column.extend(end);
    }
    let mut notes = Vec::new();
    if scenario.has_rate_aside {
        notes.push(match scenario.expected {
            Expected::Past(_) => NoteCode::PastWins,
            _ => NoteCode::ClicksWin,
        });
    }
    if prospect.gross_margin < prospect.discount_rate {
        notes.push(NoteCode::MarginBelowDiscount);
    }
    let stay = retention_notes(&scenario.retention, fit.as_ref(), &repeats, orders);
    notes.extend_from_slice(&stay);
    later_notes(&mut notes, orders, prospect.later());
    let payback = scenario.fee.and_then(|fee| {
        let month = prospect.payback(fee, &repeats, scenario.horizon, scenario.discount);
        month.map(Months::get)
    });
    let [.., over] = highest;
    let commission_rate = scenario
        .fee
        .and_then(|fee| prospect.highest_commission_rate(fee, over.later));
    let mut outcome = FeeOutcome {
        prospect,
        repeats,
        fit,
        rates,
        highest,
        payback,
        commission_rate,
        curve,
        solved: None,
        notes,
        scenario,
    };
    outcome.solved = outcome.solved_goal();
    outcome
}

/// The place of a field in a campaign; `None` where it has no part in it.
#[inline(never)]
fn slot(prospect: &mut Prospect, field: FieldId) -> Option<&mut f64> {
    Some(match field {
        FieldId::Viewers => &mut prospect.viewers,
        FieldId::ConversionRate => &mut prospect.conversion_rate,
        FieldId::OrderValue => &mut prospect.order_value,
        FieldId::RepeatOrderValue => &mut prospect.repeat_order_value,
        FieldId::GrossMargin => &mut prospect.gross_margin,
        FieldId::DiscountRate => &mut prospect.discount_rate,
        FieldId::RefundRate => &mut prospect.refund_rate,
        FieldId::CommissionRate => &mut prospect.commission_rate,
        FieldId::VariablePerOrder => &mut prospect.variable_per_order,
        FieldId::NewCustomerShare => &mut prospect.new_customer_share,
        FieldId::Tracked => &mut prospect.tracked,
        FieldId::Incremental => &mut prospect.incremental,
        FieldId::OtherCosts => &mut prospect.other_costs,
        _ => return None,
    })
}

impl FeeOutcome {
    /// The fee that pays within the horizon.
    pub const fn over(&self) -> Highest {
        let [.., over] = self.highest;
        over
    }

    /// What a conversion may cost at the highest fee.
    pub fn cost_per_conversion(&self) -> Option<f64> {
        self.prospect.highest_cost_per_order(self.over().fee)
    }

    /// Whether what stands in a field is set aside.
    #[inline(never)]
    pub fn is_aside(&self, field: FieldId) -> bool {
        match field {
            FieldId::ConversionRate => !matches!(self.scenario.expected, Expected::Rate(_)),
            FieldId::RetentionRate => !self.is_constant(),
            _ => false,
        }
    }

    const fn is_constant(&self) -> bool {
        matches!(self.scenario.retention, Retention::Constant(_))
    }

    /// The range in which a slider moves a field.
    #[inline(never)]
    pub fn range(&self, field: FieldId) -> Option<(f64, f64)> {
        if self.is_aside(field) {
            return None;
        }
        let mut prospect = self.prospect;
        match (field, self.scenario.expected) {
            (FieldId::PastConversions, Expected::Past(sample)) => {
                let sold = sample.part().get();
                let end = round_above(sold).min(sample.whole().get());
                (sold > 0.0).then_some((0.0, end))
            }
            (FieldId::Viewers | FieldId::OrderValue | FieldId::ConversionRate, _) => {
                let present = *slot(&mut prospect, field)?;
                let most = if field == FieldId::ConversionRate {
                    1.0
                } else {
                    f64::INFINITY
                };
                (present > 0.0).then(|| (0.0, round_above(present).min(most)))
            }
            (FieldId::GrossMargin | FieldId::Incremental | FieldId::NewCustomerShare, _) => {
                Some((0.0, 1.0))
            }
            // Nothing can be divided by a tracked share of 0.
            (FieldId::Tracked, _) => Some((0.05, 1.0)),
            (FieldId::DiscountRate | FieldId::RefundRate | FieldId::CommissionRate, _) => {
                Some((0.0, 0.5))
            }
            (FieldId::RetentionRate, _) => Some((0.0, 0.99)),
            (FieldId::HorizonMonths, _) => {
                let end = round_above(self.scenario.horizon.get());
                Some((1.0, end.min(1_200.0)))
            }
            (FieldId::AnnualDiscountRate, _) => Some((0.0, 0.3)),
            _ => None,
        }
    }

    /// The highest fee of the horizon with another value in one field.
    #[inline(never)]
    pub fn headline_with(&self, field: FieldId, value: f64) -> Option<f64> {
        let Highest { orders, later, .. } = self.over();
        if let (FieldId::PastConversions, Expected::Past(sample)) = (field, self.scenario.expected)
        {
            let rate = value / sample.whole().get();
            return self.with(FieldId::ConversionRate, rate, orders, later);
        }
        self.with(field, value, orders, later)
    }

    /// The highest fee of so many later orders, with another value in one field.
    ///
    /// - `later`: what these orders add up to, where the field has no part in that.
    fn with(&self, field: FieldId, value: f64, orders: u32, later: f64) -> Option<f64> {
        let mut prospect = self.prospect;
        let mut orders = orders;
        let mut discount = self.scenario.discount;
        let mut survival = None;
        match field {
            FieldId::RetentionRate => survival = Some(Survival::constant(value)),
            FieldId::HorizonMonths => orders = self.repeats.before(Months::new(value).ok()?),
            FieldId::AnnualDiscountRate => discount = AnnualRate::new(value).ok()?,
            _ => {
                *slot(&mut prospect, field)? = value;
                if field == FieldId::OrderValue && self.scenario.repeat_order_value.is_none() {
                    prospect.repeat_order_value = value;
                }
                return Some(prospect.highest_fee(later));
            }
        }
        let factor = self.repeats.factor(discount);
        let later = match survival {
            Some(survival) => self.repeats.with_survival(survival).later(orders, factor),
            None => self.repeats.later(orders, factor),
        };
        Some(prospect.highest_fee(later.discounted))
    }

    #[inline(never)]
    fn solved_goal(&self) -> Option<Solved> {
        let goal = self.scenario.goal?;
        let field = FieldId::named(FEE_GOAL_FIELDS.get(goal.field)?)?;
        let [first, soon, over] = self.highest;
        let (mut account, mut wanted) = match goal.figure {
            0 => (over, goal.value),
            1 => (soon, goal.value),
            _ => (first, goal.value),
        };
        // Money that is back in a month is one fee of the orders up to then.
        let is_payback = goal.figure == PAYBACK_GOAL;
        if is_payback {
            let month = Months::new(goal.value).ok();
            let orders = month.map_or(0, |month| self.repeats.within(month).min(over.orders));
            let factor = self.repeats.factor(self.scenario.discount);
            account.orders = orders;
            account.later = self.repeats.later(orders, factor).discounted;
            // By a hair more, for what rounding takes off.
            wanted = self.scenario.fee.unwrap_or_default();
            wanted += 1e-11 * (wanted + self.prospect.other_costs);
            if month.is_none() {
                wanted = f64::NAN;
            }
        }
        let mut prospect = self.prospect;
        let present = slot(&mut prospect, field).map_or(0.0, |slot| *slot);
        let (range, bend) = match field {
            FieldId::Viewers
            | FieldId::OrderValue
            | FieldId::RepeatOrderValue
            | FieldId::VariablePerOrder
            | FieldId::OtherCosts => ((0.0, 1e12), 12),
            // Nothing can be divided by a tracked share of 0.
            FieldId::Tracked => ((1e-4, 1.0), 1),
            // Where rates are: a hundredth of a per cent is many viewers.
            FieldId::ConversionRate => ((0.0, 1.0), 4),
            _ => ((0.0, 1.0), 1),
        };
        let function = |value: f64| self.with(field, value, account.orders, account.later);
        let value = match field {
            _ if wanted.is_nan() => None,
            FieldId::Fee if is_payback => {
                let fee = prospect.highest_fee(account.later);
                (fee >= 0.0).then_some(fee)
            }
            FieldId::Viewers => crossing(&function, wanted, range, bend, present).and_then(ceiling),
            _ => crossing(&function, wanted, range, bend, present),
        };
        Some(Solved {
            figure: goal.figure,
            wanted: goal.value,
            field,
            in_points: false,
            value,
        })
    }

    /// The outcome as `result.outcome` says it, unrounded.
    #[inline(never)]
    pub fn datum(&self) -> Datum {
        let none = f64::NAN;
        let prospect = &self.prospect;
        let mut numbers = Vec::new();
        for highest in self.highest {
            numbers.push(highest.fee);
            let range = highest.range;
            let (low, high) = range.map_or((none, none), |range| (range.low, range.high));
            numbers.push(low);
            numbers.push(high);
        }
        for number in [
            self.cost_per_conversion().unwrap_or(none),
            self.commission_rate.unwrap_or(none),
            self.payback.unwrap_or(none),
            prospect.conversion_rate,
            prospect.caught_orders(),
            prospect.driven_orders(),
            prospect.first(),
            self.worth(self.over().later),
        ] {
            numbers.push(number);
        }
        let mut datum = Datum::Record(Vec::new());
        datum.put_named(
            "maxFeeFirstOrder maxFeeFirstOrderLow maxFeeFirstOrderHigh maxFeePayback maxFeePaybackLow \
             maxFeePaybackHigh maxFee maxFeeLow maxFeeHigh maxCostPerConversion maxCommissionRate \
             paybackMonth conversionRate caughtOrders orders firstOrder valuePerOrder",
            &numbers,
        );
        datum.add("solved", solved_datum(self.solved));
        datum
    }

    /// What a driven order brings, with the later ones of those who are new.
    fn worth(&self, later: f64) -> f64 {
        let prospect = &self.prospect;
        prospect.first() + prospect.new_customer_share * prospect.later() * later
    }

    /// The figures that the view shows in order, each with its derivation.
    #[inline(never)]
    pub fn figures(&self) -> Vec<Figure> {
        let [first, soon, over] = self.highest;
        let mut figures = Vec::new();
        for plan in &PLANS {
            let highest = match plan.id {
                FigureId::MaxFeeFirstOrder => first,
                FigureId::MaxFeePayback => soon,
                _ => over,
            };
            let Some(mut figure) = plan.figure(&self.sheet(highest)) else {
                continue;
            };
            if matches!(
                plan.id,
                FigureId::MaxFee | FigureId::MaxFeePayback | FigureId::MaxFeeFirstOrder
            ) {
                let range = highest.range;
                figure.ends = range.map(|range| (Some(range.low), Some(range.high)));
            }
            figures.push(figure);
        }
        figures
    }

    /// All numbers that stand in a derivation of one of the fees. ∞ is one that is not defined, NaN
    /// none of the case.
    fn sheet(&self, highest: Highest) -> Vec<Operand> {
        let (scenario, prospect) = (&self.scenario, &self.prospect);
        let none = f64::NAN;
        let fee = scenario.fee.unwrap_or(none);
        let asked = |value: Option<f64>| {
            if scenario.fee.is_some() {
                value.unwrap_or(f64::INFINITY)
            } else {
                none
            }
        };
        let mut sheet = Vec::new();
        for (&field, &term) in TERMS.iter().zip(&scenario.terms) {
            let style = match field.row().kind {
                Kind::Money => money_style(term),
                Kind::Count => Style::Decimal(0),
                _ => TYPED,
            };
            put(&mut sheet, style, &[(Symbol::Field(field), term)]);
        }
        for (symbol, amount) in [
            (
                Symbol::Field(FieldId::RepeatOrderValue),
                prospect.repeat_order_value,
            ),
            (Symbol::Field(FieldId::Fee), fee),
            (Symbol::Costs, fee + prospect.other_costs),
            (FIRST, prospect.first()),
            (Symbol::LaterMargin, prospect.later()),
            (Symbol::GivenAway, prospect.given_away()),
            (WORTH, self.worth(highest.later)),
            (Symbol::Figure(FigureId::MaxFee), highest.fee),
            (Symbol::Figure(FigureId::MaxFeePayback), highest.fee),
            (Symbol::Figure(FigureId::MaxFeeFirstOrder), highest.fee),
            (
                Symbol::Figure(FigureId::MaxCostPerConversion),
                self.cost_per_conversion().unwrap_or(f64::INFINITY),
            ),
        ] {
            put(&mut sheet, money_style(amount), &[(symbol, amount)]);
        }
        let (mut past, mut clicks) = ((none, none), (none, none));
        match scenario.expected {
            Expected::Past(sample) => past = (sample.whole().get(), sample.part().get()),
            Expected::Clicks(rate, conversion) => clicks = (rate, conversion),
            Expected::Rate(_) => {}
        }
        put(
            &mut sheet,
            TYPED,
            &[
                (Symbol::Field(FieldId::ClickRate), clicks.0),
                (Symbol::Field(FieldId::ClickConversion), clicks.1),
            ],
        );
        for (symbol, share) in [
            (RATE, prospect.conversion_rate),
            (
                Symbol::Figure(FigureId::MaxCommissionRate),
                asked(self.commission_rate),
            ),
        ] {
            put(&mut sheet, percent(share), &[(symbol, share)]);
        }
        put(
            &mut sheet,
            Style::Decimal(0),
            &[
                (Symbol::Field(FieldId::PastViewers), past.0),
                (Symbol::Field(FieldId::PastConversions), past.1),
            ],
        );
        put(
            &mut sheet,
            Style::Significant(6),
            &[
                (CAUGHT, prospect.caught_orders()),
                (DRIVEN, prospect.driven_orders()),
                (Symbol::Figure(FigureId::PaybackMonth), asked(self.payback)),
            ],
        );
        put_orders(
            &mut sheet,
            (&self.repeats, scenario.discount),
            self.fit.as_ref(),
            self.is_constant(),
            (highest.orders, highest.later),
        );
        sheet
    }
}

const MARGIN: Symbol = Symbol::Field(FieldId::GrossMargin);
const REFUNDS: Symbol = Symbol::Field(FieldId::RefundRate);
const OFF: Symbol = Symbol::Field(FieldId::DiscountRate);
const COMMISSION: Symbol = Symbol::Field(FieldId::CommissionRate);
const NEW: Symbol = Symbol::Field(FieldId::NewCustomerShare);
const OTHER: Symbol = Symbol::Field(FieldId::OtherCosts);
const RATE: Symbol = Symbol::Field(FieldId::ConversionRate);
const CAUGHT: Symbol = Symbol::Figure(FigureId::CaughtOrders);
const DRIVEN: Symbol = Symbol::Figure(FigureId::Orders);
const FIRST: Symbol = Symbol::Figure(FigureId::FirstOrder);
const WORTH: Symbol = Symbol::Figure(FigureId::OrderWorth);
const HANDLING: Symbol = Symbol::Field(FieldId::VariablePerOrder);
const ORDER_VALUE: Symbol = Symbol::Field(FieldId::OrderValue);

/// The orders that are caught: of the first two lines that one whose numbers there are.
static CAUGHT_LINES: [Form; 3] = [
    Form(
        RATE,
        Formula::Quotient,
        &[
            Symbol::Field(FieldId::PastConversions),
            Symbol::Field(FieldId::PastViewers),
        ],
    ),
    Form(
        RATE,
        Formula::Product,
        &[
            Symbol::Field(FieldId::ClickRate),
            Symbol::Field(FieldId::ClickConversion),
        ],
    ),
    Form(
        CAUGHT,
        Formula::Product,
        &[Symbol::Field(FieldId::Viewers), RATE],
    ),
];

/// The orders that are driven.
static DRIVEN_LINES: [Form; 1] = [Form(
    DRIVEN,
    Formula::Driven,
    &[
        CAUGHT,
        Symbol::Field(FieldId::Tracked),
        Symbol::Field(FieldId::Incremental),
    ],
)];

/// What a first order leaves.
static FIRST_LINES: [Form; 1] = [Form(
    FIRST,
    Formula::OrderMargin,
    &[ORDER_VALUE, MARGIN, REFUNDS, HANDLING],
)];

/// What a later one leaves.
static LATER_LINES: [Form; 1] = [Form(
    Symbol::LaterMargin,
    Formula::OrderMargin,
    &[
        Symbol::Field(FieldId::RepeatOrderValue),
        MARGIN,
        REFUNDS,
        HANDLING,
    ],
)];

/// What a driven order brings with all that follows it.
static WORTH_LINES: [Form; 1] = [Form(
    WORTH,
    Formula::OrderWorth,
    &[FIRST, NEW, Symbol::LaterMargin, Symbol::DiscountedOrders],
)];

/// What the code gives away.
static AWAY_LINES: [Form; 1] = [Form(
    Symbol::GivenAway,
    Formula::GivenAway,
    &[ORDER_VALUE, REFUNDS, OFF, COMMISSION],
)];

const fn plan(id: FigureId, lines: &'static [&'static [Form]]) -> Plan {
    Plan {
        id,
        lines,
        source: Source::Definition,
    }
}

/// The figures in their order.
static PLANS: [Plan; 10] = [
    Plan {
        id: FigureId::MaxFee,
        lines: &[
            &CAUGHT_LINES,
            &DRIVEN_LINES,
            &FIRST_LINES,
            &LATER_LINES,
            &ORDERS,
            &WORTH_LINES,
            &AWAY_LINES,
            &[Form(
                Symbol::Figure(FigureId::MaxFee),
                Formula::HighestFee,
                &[DRIVEN, WORTH, CAUGHT, Symbol::GivenAway, OTHER],
            )],
        ],
        source: Source::Lifetime,
    },
    Plan {
        id: FigureId::MaxFeePayback,
        lines: &[
            &ORDERS,
            &WORTH_LINES,
            &[Form(
                Symbol::Figure(FigureId::MaxFeePayback),
                Formula::HighestFee,
                &[DRIVEN, WORTH, CAUGHT, Symbol::GivenAway, OTHER],
            )],
        ],
        source: Source::Lifetime,
    },
    Plan {
        id: FigureId::MaxFeeFirstOrder,
        lines: &[
            &AWAY_LINES,
            &[Form(
                Symbol::Figure(FigureId::MaxFeeFirstOrder),
                Formula::HighestFee,
                &[DRIVEN, FIRST, CAUGHT, Symbol::GivenAway, OTHER],
            )],
        ],
        source: Source::BreakEven,
    },
    plan(
        FigureId::PaybackMonth,
        &[&[Form(
            Symbol::Figure(FigureId::PaybackMonth),
            Formula::Payback,
            &[Symbol::Costs],
        )]],
    ),
    plan(
        FigureId::MaxCommissionRate,
        &[&[Form(
            Symbol::Figure(FigureId::MaxCommissionRate),
            Formula::HighestCommission,
            &[
                COMMISSION,
                Symbol::Figure(FigureId::MaxFee),
                Symbol::Field(FieldId::Fee),
                CAUGHT,
                ORDER_VALUE,
                REFUNDS,
                OFF,
            ],
        )]],
    ),
    plan(
        FigureId::MaxCostPerConversion,
        &[&[Form(
            Symbol::Figure(FigureId::MaxCostPerConversion),
            Formula::SumQuotient,
            &[Symbol::Figure(FigureId::MaxFee), OTHER, CAUGHT],
        )]],
    ),
    plan(FigureId::CaughtOrders, &[&CAUGHT_LINES]),
    plan(FigureId::Orders, &[&DRIVEN_LINES]),
    plan(FigureId::FirstOrder, &[&FIRST_LINES]),
    plan(FigureId::OrderWorth, &[&LATER_LINES, &ORDERS, &WORTH_LINES]),
];
