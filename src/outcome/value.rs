//! The outcome of the `value` view.

use super::figure::{
    Figure, FigureId, Form, Formula, NoteCode, Operand, Plan, Source, Symbol, put,
};
use super::rate::TYPED;
use super::returns::round_above;
use crate::locale::{Style, money_style};
use crate::model::proportion::Interval;
use crate::model::quantity::{AnnualRate, Months};
use crate::model::retention::{Fit, Region, Shape, Survival};
pub use crate::model::value::Swing;
use crate::model::value::{Assumption, Later, Repeats, Terms, sensitivity};
use crate::scenario::datum::Datum;
use crate::scenario::field::FieldId;
use crate::scenario::value::{Retention, ValueScenario};

/// One order of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderPoint {
    /// When.
    pub month: f64,
    /// The share of customers who make it.
    pub survival: f64,
    /// What a customer has brought by then, discounted.
    pub cumulative: f64,
    /// The intervals of both, where the number of customers is known.
    pub band: Option<[Interval; 2]>,
    /// What he would have brought at one constant rate.
    pub constant: f64,
    /// The share who would make it at that rate.
    pub constant_survival: f64,
}

/// What the `value` view found.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueOutcome {
    /// What it was computed from.
    pub scenario: ValueScenario,
    /// What an order leaves.
    pub terms: Terms,
    /// Who orders again.
    pub repeats: Repeats,
    /// The fit to shares of a contract.
    pub fit: Option<Fit>,
    /// The intervals of α and β, where the number of customers is known.
    pub limits: Option<[(Option<f64>, Option<f64>); 2]>,
    /// Later orders before the horizon.
    pub orders: u32,
    /// What they add up to.
    pub later: Later,
    /// What a customer is worth.
    pub value: f64,
    /// Its interval, where the number of customers is known.
    pub range: Option<Interval>,
    /// The same without a horizon; `None` where it is infinite.
    pub unlimited: Option<f64>,
    /// The share of that which lies beyond the last period seen.
    pub unlimited_beyond: Option<f64>,
    /// When the acquisition cost has come back.
    pub payback: Option<f64>,
    /// What one constant rate would say.
    pub constant_value: f64,
    /// The curve, an order a point.
    pub curve: Vec<OrderPoint>,
    /// Which assumption moves the value most.
    pub sensitivity: Vec<Swing>,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

impl ValueScenario {
    fn terms(&self) -> Terms {
        Terms {
            order_value: self.order_value,
            repeat_order_value: self.repeat_order_value,
            gross_margin: self.gross_margin,
            refund_rate: self.refund_rate,
            service_per_order: self.service_per_order,
            acquisition_cost: self.acquisition_cost,
        }
    }
}

/// Who orders again; checked where the scenario was read.
pub(super) fn survival(retention: &Retention) -> (Survival, Option<Fit>) {
    match retention {
        Retention::Constant(rate) => (Survival::constant(*rate), None),
        Retention::Observed { shares, customers } => {
            let fit = Fit::new(shares, *customers).ok();
            let survival = fit.as_ref().map(Survival::fitted);
            (survival.unwrap_or_else(|| Survival::constant(0.0)), fit)
        }
        Retention::Purchases(shares) => {
            let survival = Survival::purchases(shares);
            (survival.unwrap_or_else(|_| Survival::constant(0.0)), None)
        }
    }
}

/// Computes the outcome of a scenario. Every valid scenario has one.
#[inline(never)]
pub fn value_outcome(scenario: ValueScenario) -> ValueOutcome {
    let terms = scenario.terms();
    let (survival, fit) = survival(&scenario.retention);
    let repeats = Repeats::at_least_daily(survival, scenario.every);
    let orders = repeats.before(scenario.horizon);
    let factor = repeats.factor(scenario.discount);
    let later = repeats.later(orders, factor);
    let value = terms.value(later.discounted);

    let one_rate = repeats.with_survival(Survival::constant(repeats.survival().rate()));
    let constant = one_rate.curve(orders, factor);
    let region = fit.as_ref().and_then(|fit| fit.region(scenario.level));
    let bands = region.as_ref().map(|region| region.bands(factor, orders));
    let mut curve = Vec::new();
    for (place, point) in repeats.curve(orders, factor).iter().enumerate() {
        let band = bands.as_ref().map(|bands| {
            // The first order is certain.
            let (mut survival, mut sum) = (certain(1.0), certain(0.0));
            if let Some(band) = bands.get(place.wrapping_sub(1)) {
                (survival, sum) = (band.survival, band.sum);
            }
            // Where everybody has gone, the laws of the fit know nothing of it.
            survival.low = survival.low.min(point.survival);
            sum.low = sum.low.min(point.sum);
            [survival, worth(&terms, sum)]
        });
        let (mut other, mut constant_survival) = (0.0, 1.0);
        if let Some(point) = constant.get(place) {
            (other, constant_survival) = (point.sum, point.survival);
        }
        curve.push(OrderPoint {
            month: point.month.get(),
            survival: point.survival,
            cumulative: terms.value(point.sum),
            band,
            constant: terms.value(other),
            constant_survival,
        });
    }
    let end = curve.last();
    let range = end.and_then(|end| end.band).map(|[_, sum]| sum);
    let constant_value = end.map_or(value, |end| end.constant);

    let unlimited = repeats.beyond(0, factor).map(|sum| terms.value(sum));
    let observed = repeats.survival().observed();
    let mut unlimited_beyond = None;
    if let (Some(whole), 1..) = (unlimited, observed) {
        let rest = repeats.beyond(observed, factor);
        unlimited_beyond = rest
            .map(|rest| terms.later() * rest / whole)
            .filter(|share| share.is_finite());
    }
    let payback = scenario.acquisition_cost.and_then(|cost| {
        let month = repeats.payback(terms.first(), terms.later(), cost, orders, factor);
        month.map(Months::get)
    });
    let mut swings = sensitivity(&terms, &repeats, scenario.horizon, scenario.discount);
    swings.retain(|swing| {
        swing.assumption != Assumption::AcquisitionCost || terms.acquisition_cost.is_some()
    });

    let mut notes = retention_notes(&scenario.retention, fit.as_ref(), &repeats, orders);
    let has_rate = region.as_ref().is_some_and(Region::holds_constant_rate);
    let is_mixed = fit.as_ref().is_some_and(|fit| fit.shape == Shape::Mixed);
    if is_mixed && has_rate {
        notes.insert(0, NoteCode::RateNotTold);
    }
    later_notes(&mut notes, orders, terms.later());
    ValueOutcome {
        limits: region.map(|region| [region.alpha(), region.beta()]),
        terms,
        repeats,
        fit,
        orders,
        later,
        value,
        range,
        unlimited,
        unlimited_beyond,
        payback,
        constant_value,
        curve,
        sensitivity: swings,
        notes,
        scenario,
    }
}

/// What is unusual of those who stay.
pub(super) fn retention_notes(
    retention: &Retention,
    fit: Option<&Fit>,
    repeats: &Repeats,
    orders: u32,
) -> Vec<NoteCode> {
    let mut notes = Vec::new();
    match fit.map(|fit| fit.shape) {
        Some(Shape::ConstantRate) => notes.push(NoteCode::FitConstantRate),
        Some(Shape::FirstOnly) => notes.push(NoteCode::FitFirstOnly),
        Some(Shape::NoLoss) => notes.push(NoteCode::FitNoLoss),
        Some(Shape::Mixed) | None => {}
    }
    if let Retention::Observed { shares, .. } | Retention::Purchases(shares) = retention
        && shares.first().is_some_and(|&first| first > 0.0)
    {
        let most = shares.iter().fold(0.0_f64, |most, &share| most.max(share));
        if most <= 0.01 {
            notes.push(NoteCode::TinyShares);
        } else if shares.len() > 1 && shares.first() == Some(&1.0) {
            notes.push(NoteCode::FirstShareWhole);
        }
    }
    if matches!(retention, Retention::Purchases(_)) && orders > repeats.survival().observed() {
        notes.push(NoteCode::PurchasesContinued);
    }
    notes
}

/// What is unusual of so many later orders, each of which leaves `later`.
pub(super) fn later_notes(notes: &mut Vec<NoteCode>, orders: u32, later: f64) {
    if orders == 0 {
        notes.push(NoteCode::NoRepeat);
    } else if later < 0.0 {
        notes.push(NoteCode::LaterLoses);
    }
}

/// Puts on a sheet what the lines of [`ORDERS`] need, and no more.
pub(super) fn put_orders(
    sheet: &mut Vec<Operand>,
    (repeats, discount): (&Repeats, AnnualRate),
    fit: Option<&Fit>,
    is_constant: bool,
    (orders, discounted): (u32, f64),
) {
    let none = f64::NAN;
    let rate = repeats.survival().rate();
    let rate = if is_constant { rate } else { none };
    put(
        sheet,
        TYPED,
        &[
            (DISCOUNT, discount.get()),
            (Symbol::Field(FieldId::RetentionRate), rate),
        ],
    );
    let parameters = fit.and_then(Fit::parameters);
    let (alpha, beta) = parameters.unwrap_or((none, none));
    let orders = f64::from(orders);
    let is_course = !is_constant && parameters.is_none();
    put(
        sheet,
        Style::Significant(6),
        &[
            (EVERY, repeats.every().get()),
            (Symbol::LaterOrders, orders),
            (Symbol::CourseOrders, if is_course { orders } else { none }),
            (Symbol::DiscountedOrders, discounted),
            (Symbol::Figure(FigureId::FitAlpha), alpha),
            (Symbol::Figure(FigureId::FitBeta), beta),
        ],
    );
}

fn certain(value: f64) -> Interval {
    Interval {
        low: value,
        high: value,
    }
}

/// The interval of what is brought, from that of the discounted orders; a loss turns it round.
fn worth(terms: &Terms, sum: Interval) -> Interval {
    let (one, other) = (terms.value(sum.low), terms.value(sum.high));
    Interval {
        low: one.min(other),
        high: one.max(other),
    }
}

/// The field of an assumption. Retention stands under its rate, in whatever way it is known.
pub const fn assumed_field(assumption: Assumption) -> FieldId {
    match assumption {
        Assumption::OrderValue => FieldId::OrderValue,
        Assumption::ServicePerOrder => FieldId::ServicePerOrder,
        Assumption::AcquisitionCost => FieldId::AcquisitionCost,
        Assumption::GrossMargin => FieldId::GrossMargin,
        Assumption::RefundRate => FieldId::RefundRate,
        Assumption::Retention => FieldId::RetentionRate,
        Assumption::AnnualDiscountRate => FieldId::AnnualDiscountRate,
    }
}

impl ValueOutcome {
    /// Value to acquisition cost.
    pub fn value_to_cost(&self) -> Option<f64> {
        let cost = self.scenario.acquisition_cost?;
        (cost > 0.0).then_some(self.value / cost)
    }

    /// By which part of the value one constant rate is wrong.
    pub fn constant_error(&self) -> Option<f64> {
        let error = self.constant_value / self.value - 1.0;
        error.is_finite().then_some(error)
    }

    /// Whether one rate was given, so that there is nothing to compare it with.
    pub const fn is_constant(&self) -> bool {
        matches!(self.scenario.retention, Retention::Constant(_))
    }

    /// The range in which a slider moves a field.
    #[inline(never)]
    pub fn range(&self, field: FieldId) -> Option<(f64, f64)> {
        let scenario = &self.scenario;
        match field {
            FieldId::OrderValue if scenario.order_value > 0.0 => {
                Some((0.0, round_above(scenario.order_value)))
            }
            FieldId::GrossMargin => Some((0.0, 1.0)),
            FieldId::RetentionRate if self.is_constant() => Some((0.0, 0.99)),
            FieldId::HorizonMonths => Some((1.0, round_above(scenario.horizon.get()).min(1_200.0))),
            FieldId::AnnualDiscountRate => Some((0.0, 0.3)),
            FieldId::RefundRate => Some((0.0, 0.5)),
            _ => None,
        }
    }

    /// The value of a customer with another value in one field.
    #[inline(never)]
    pub fn headline_with(&self, field: FieldId, value: f64) -> Option<f64> {
        let mut terms = self.terms;
        let (mut orders, mut discount) = (self.orders, self.scenario.discount);
        let mut survival = None;
        match field {
            FieldId::OrderValue => terms.order_value = value,
            FieldId::GrossMargin => terms.gross_margin = value,
            FieldId::RefundRate => terms.refund_rate = value,
            FieldId::RetentionRate => survival = Some(Survival::constant(value)),
            FieldId::HorizonMonths => orders = self.repeats.before(Months::new(value).ok()?),
            FieldId::AnnualDiscountRate => {
                discount = AnnualRate::new(value).ok()?;
            }
            _ => return None,
        }
        let factor = self.repeats.factor(discount);
        let later = match survival {
            Some(survival) => self.repeats.with_survival(survival).later(orders, factor),
            None => self.repeats.later(orders, factor),
        };
        Some(terms.value(later.discounted))
    }

    /// The outcome as `result.outcome` says it, unrounded.
    #[inline(never)]
    pub fn datum(&self) -> Datum {
        let none = f64::NAN;
        let mut datum = Datum::Record(Vec::new());
        let range = self
            .range
            .map_or([none; 2], |range| [range.low, range.high]);
        datum.put_named(
            "value valueLow valueHigh firstOrder repeat undiscounted expectedOrders unlimited \
             unlimitedBeyond paybackMonth valueToCost constantRetentionRate constantRetentionValue \
             constantRetentionError",
            &[
                self.value,
                range[0],
                range[1],
                self.terms.first(),
                self.value - self.terms.first(),
                self.terms.value(self.later.expected),
                self.later.expected,
                self.unlimited.unwrap_or(none),
                self.unlimited_beyond.unwrap_or(none),
                self.payback.unwrap_or(none),
                self.value_to_cost().unwrap_or(none),
                self.repeats.survival().rate(),
                self.constant_value,
                self.constant_error().unwrap_or(none),
            ],
        );
        datum.add(
            "fit",
            self.fit
                .as_ref()
                .map_or(Datum::Null, |fit| self.fit_datum(fit)),
        );
        let mut points = Vec::new();
        for point in &self.curve {
            let mut record = Datum::Record(Vec::new());
            record.put_named(
                "month survival cumulative",
                &[point.month, point.survival, point.cumulative],
            );
            if let Some([_, sum]) = point.band {
                record.put_named("low high", &[sum.low, sum.high]);
            }
            points.push(record);
        }
        datum.add("curve", Datum::List(points));
        let mut swings = Vec::new();
        for swing in &self.sensitivity {
            let mut record = Datum::Record(Vec::new());
            record.add("field", assumed_field(swing.assumption).name().into());
            record.put_named(
                "low high valueLow valueHigh flip",
                &[
                    swing.low,
                    swing.high,
                    swing.value_low,
                    swing.value_high,
                    swing.flip.unwrap_or(none),
                ],
            );
            swings.push(record);
        }
        datum.add("sensitivity", Datum::List(swings));
        datum
    }

    fn fit_datum(&self, fit: &Fit) -> Datum {
        let none = f64::NAN;
        let (alpha, beta) = fit.parameters().unwrap_or((none, none));
        let mut record = Datum::Record(Vec::new());
        record.put_named(
            "alpha beta logLikelihood",
            &[alpha, beta, fit.log_likelihood],
        );
        if let Some([(alpha_low, alpha_high), (beta_low, beta_high)]) = self.limits {
            let known = |end: Option<f64>| end.unwrap_or(none);
            record.put_named(
                "alphaLow alphaHigh betaLow betaHigh",
                &[
                    known(alpha_low),
                    known(alpha_high),
                    known(beta_low),
                    known(beta_high),
                ],
            );
        }
        record
    }

    /// The figures that the view shows in order, each with its derivation.
    #[inline(never)]
    pub fn figures(&self) -> Vec<Figure> {
        let sheet = self.sheet();
        let mut figures = Vec::new();
        for plan in &PLANS {
            let Some(mut figure) = plan.figure(&sheet) else {
                continue;
            };
            let range = self.range.map(|range| (Some(range.low), Some(range.high)));
            figure.ends = match (figure.id, self.limits) {
                (FigureId::CustomerValue, _) => range,
                (FigureId::FitAlpha, Some([alpha, _])) => Some(alpha),
                (FigureId::FitBeta, Some([_, beta])) => Some(beta),
                _ => None,
            };
            figures.push(figure);
        }
        figures
    }

    /// All numbers that stand in a derivation. ∞ is one that is not defined, NaN none of the case.
    fn sheet(&self) -> Vec<Operand> {
        let (scenario, terms) = (&self.scenario, &self.terms);
        let none = f64::NAN;
        let mut sheet = Vec::new();
        let mut money = |symbol, amount: f64| {
            put(&mut sheet, money_style(amount), &[(symbol, amount)]);
        };
        let cost = scenario.acquisition_cost.unwrap_or(none);
        money(Symbol::Field(FieldId::OrderValue), terms.order_value);
        let repeat = terms.repeat_order_value.unwrap_or(terms.order_value);
        money(Symbol::Field(FieldId::RepeatOrderValue), repeat);
        money(
            Symbol::Field(FieldId::ServicePerOrder),
            terms.service_per_order,
        );
        money(Symbol::Field(FieldId::AcquisitionCost), cost);
        money(Symbol::LaterMargin, terms.later());
        for (id, amount) in [
            (FigureId::FirstOrder, terms.first()),
            (FigureId::RepeatValue, self.value - terms.first()),
            (FigureId::CustomerValue, self.value),
            (FigureId::Undiscounted, terms.value(self.later.expected)),
            (FigureId::Unlimited, self.unlimited.unwrap_or(f64::INFINITY)),
            (
                FigureId::ConstantValue,
                if self.is_constant() {
                    none
                } else {
                    self.constant_value
                },
            ),
        ] {
            money(Symbol::Figure(id), amount);
        }
        self.put_numbers(&mut sheet);
        sheet
    }

    /// Those that are no money.
    fn put_numbers(&self, sheet: &mut Vec<Operand>) {
        let (scenario, terms) = (&self.scenario, &self.terms);
        let none = f64::NAN;
        let cost = scenario.acquisition_cost.unwrap_or(none);
        let rate = self.repeats.survival().rate();
        put(
            sheet,
            TYPED,
            &[
                (Symbol::Field(FieldId::GrossMargin), terms.gross_margin),
                (Symbol::Field(FieldId::RefundRate), terms.refund_rate),
            ],
        );
        put_orders(
            sheet,
            (&self.repeats, scenario.discount),
            self.fit.as_ref(),
            self.is_constant(),
            (self.orders, self.later.discounted),
        );
        let payback = self.payback.unwrap_or(f64::INFINITY);
        let observed = f64::from(self.repeats.survival().observed());
        put(
            sheet,
            Style::Significant(6),
            &[
                (
                    Symbol::Figure(FigureId::ExpectedOrders),
                    self.later.expected,
                ),
                (
                    Symbol::Figure(FigureId::PaybackMonth),
                    if cost.is_nan() { none } else { payback },
                ),
                (
                    Symbol::Figure(FigureId::ValueToCost),
                    if cost > 0.0 { self.value / cost } else { none },
                ),
                (
                    Symbol::SeenPeriods,
                    if observed > 0.0 { observed } else { none },
                ),
            ],
        );
        let likelihood = self.fit.as_ref().map_or(none, |fit| fit.log_likelihood);
        put(
            sheet,
            Style::Decimal(2),
            &[(Symbol::Figure(FigureId::FitLikelihood), likelihood)],
        );
        if !self.is_constant() {
            let orders = (self.constant_value - terms.first()) / terms.later();
            put(
                sheet,
                Style::Significant(6),
                &[(Symbol::RateOrders, orders)],
            );
            put(
                sheet,
                Style::Percent(4),
                &[
                    (Symbol::ConstantRate, rate),
                    (
                        Symbol::Figure(FigureId::ConstantError),
                        self.constant_error().unwrap_or(f64::INFINITY),
                    ),
                ],
            );
        }
        put(
            sheet,
            Style::Percent(3),
            &[(
                Symbol::Figure(FigureId::UnlimitedBeyond),
                self.unlimited_beyond.unwrap_or(none),
            )],
        );
    }
}

const EVERY: Symbol = Symbol::Field(FieldId::RetentionEveryMonths);
const DISCOUNT: Symbol = Symbol::Field(FieldId::AnnualDiscountRate);
const MARGIN: Symbol = Symbol::Field(FieldId::GrossMargin);
const REFUNDS: Symbol = Symbol::Field(FieldId::RefundRate);
const SERVICE: Symbol = Symbol::Field(FieldId::ServicePerOrder);
const COST: Symbol = Symbol::Field(FieldId::AcquisitionCost);
const FIRST: Symbol = Symbol::Figure(FigureId::FirstOrder);
const VALUE: Symbol = Symbol::Figure(FigureId::CustomerValue);

/// What the first order leaves.
static FIRST_MARGIN: [Form; 1] = [Form(
    FIRST,
    Formula::OrderMargin,
    &[Symbol::Field(FieldId::OrderValue), MARGIN, REFUNDS, SERVICE],
)];

/// What a later one leaves.
static LATER_MARGIN: [Form; 1] = [Form(
    Symbol::LaterMargin,
    Formula::OrderMargin,
    &[
        Symbol::Field(FieldId::RepeatOrderValue),
        MARGIN,
        REFUNDS,
        SERVICE,
    ],
)];

/// The orders, each at what it is worth now: of the three lines that one whose numbers there are.
pub(super) static ORDERS: [Form; 3] = [
    Form(
        Symbol::DiscountedOrders,
        Formula::RateSum,
        &[
            Symbol::Field(FieldId::RetentionRate),
            DISCOUNT,
            EVERY,
            Symbol::LaterOrders,
        ],
    ),
    Form(
        Symbol::DiscountedOrders,
        Formula::MixedSum,
        &[
            DISCOUNT,
            EVERY,
            Symbol::LaterOrders,
            Symbol::Figure(FigureId::FitAlpha),
            Symbol::Figure(FigureId::FitBeta),
        ],
    ),
    Form(
        Symbol::DiscountedOrders,
        Formula::CourseSum,
        &[DISCOUNT, EVERY, Symbol::CourseOrders],
    ),
];

/// The figures in their order.
static PLANS: [Plan; 14] = [
    Plan {
        id: FigureId::CustomerValue,
        lines: &[
            &FIRST_MARGIN,
            &LATER_MARGIN,
            &ORDERS,
            &[Form(
                VALUE,
                Formula::FirstAndLater,
                &[FIRST, Symbol::LaterMargin, Symbol::DiscountedOrders],
            )],
        ],
        source: Source::Lifetime,
    },
    Plan {
        id: FigureId::FirstOrder,
        lines: &[&FIRST_MARGIN],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::RepeatValue,
        lines: &[&[Form(
            Symbol::Figure(FigureId::RepeatValue),
            Formula::Product,
            &[Symbol::LaterMargin, Symbol::DiscountedOrders],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::ExpectedOrders,
        lines: &[&[Form(
            Symbol::Figure(FigureId::ExpectedOrders),
            Formula::ShareSum,
            &[Symbol::LaterOrders],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::Undiscounted,
        lines: &[&[Form(
            Symbol::Figure(FigureId::Undiscounted),
            Formula::FirstAndLater,
            &[
                FIRST,
                Symbol::LaterMargin,
                Symbol::Figure(FigureId::ExpectedOrders),
            ],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::Unlimited,
        lines: &[&[Form(
            Symbol::Figure(FigureId::Unlimited),
            Formula::UnlimitedSum,
            &[FIRST, Symbol::LaterMargin, DISCOUNT, EVERY],
        )]],
        source: Source::ResidualLifetime,
    },
    Plan {
        id: FigureId::UnlimitedBeyond,
        lines: &[&[Form(
            Symbol::Figure(FigureId::UnlimitedBeyond),
            Formula::BeyondShare,
            &[Symbol::SeenPeriods, Symbol::Figure(FigureId::Unlimited)],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::PaybackMonth,
        lines: &[&[Form(
            Symbol::Figure(FigureId::PaybackMonth),
            Formula::Payback,
            &[COST],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::ValueToCost,
        lines: &[&[Form(
            Symbol::Figure(FigureId::ValueToCost),
            Formula::Quotient,
            &[VALUE, COST],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::ConstantValue,
        lines: &[&[
            Form(
                Symbol::ConstantRate,
                Formula::BestRate,
                &[Symbol::SeenPeriods],
            ),
            Form(
                Symbol::RateOrders,
                Formula::RateSum,
                &[Symbol::ConstantRate, DISCOUNT, EVERY, Symbol::LaterOrders],
            ),
            Form(
                Symbol::Figure(FigureId::ConstantValue),
                Formula::FirstAndLater,
                &[FIRST, Symbol::LaterMargin, Symbol::RateOrders],
            ),
        ]],
        source: Source::FaderHardie,
    },
    Plan {
        id: FigureId::ConstantError,
        lines: &[&[Form(
            Symbol::Figure(FigureId::ConstantError),
            Formula::RelativeRise,
            &[Symbol::Figure(FigureId::ConstantValue), VALUE],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::FitAlpha,
        lines: &[&[Form(
            Symbol::Figure(FigureId::FitAlpha),
            Formula::Likeliest,
            &[Symbol::SeenPeriods],
        )]],
        source: Source::FaderHardie,
    },
    Plan {
        id: FigureId::FitBeta,
        lines: &[&[Form(
            Symbol::Figure(FigureId::FitBeta),
            Formula::Likeliest,
            &[Symbol::SeenPeriods],
        )]],
        source: Source::FaderHardie,
    },
    Plan {
        id: FigureId::FitLikelihood,
        lines: &[&[Form(
            Symbol::Figure(FigureId::FitLikelihood),
            Formula::Likeliest,
            &[Symbol::SeenPeriods],
        )]],
        source: Source::FaderHardie,
    },
];
