//! The outcome of the `tradeOff` view.

use super::figure::{Figure, FigureId, Form, Formula, NoteCode, Plan, Source, Symbol, put};
use super::rate::TYPED;
use super::value::{ORDERS, retention_notes, survival};
use crate::locale::{Style, money_style};
use crate::model::quantity::Months;
use crate::model::trade_off::{BreakEven, Offer, VIEWERS, break_even, crossover};
use crate::model::value::Repeats;
use crate::scenario::datum::Datum;
use crate::scenario::field::FieldId;
use crate::scenario::trade_off::TradeOffScenario;

/// What was found of one offer.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferOutcome {
    /// What it was computed from.
    pub offer: Offer,
    /// Later orders before the horizon.
    pub orders: u32,
    /// What a customer is worth.
    pub value: f64,
    /// The profit with the first order alone.
    pub profit_first: f64,
    /// The profit with all orders within the payback time, the last day included.
    pub profit_payback: f64,
    /// The profit at the horizon.
    pub profit_horizon: f64,
    /// The profit at the end of each month, and at the horizon.
    pub curve: Vec<f64>,
}

/// Which offer is best when.
///
/// Of offers that earn the same, the first one is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Winner {
    /// At the horizon.
    pub horizon: usize,
    /// With the orders up to and including the payback time.
    pub payback: usize,
}

/// When the one of a pair that is behind at first gets ahead for good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossover {
    /// The first of the pair.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// The month; `None` where there is none.
    pub month: Option<f64>,
}

/// How the winner at the horizon got there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The month from which the winner is ahead of all others, up to the horizon; `None` where
    /// another one earns as much there.
    pub since: Option<f64>,
    /// The best of the others at the horizon.
    pub second: usize,
}

/// What the `tradeOff` view found.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeOffOutcome {
    /// What it was computed from.
    pub scenario: TradeOffScenario,
    /// The offers, as they are listed.
    pub offers: Vec<OfferOutcome>,
    /// All pairs, that of the first two first.
    pub crossovers: Vec<Crossover>,
    /// What would turn the first against the second.
    pub break_even: Option<BreakEven>,
    /// Which is best.
    pub winner: Winner,
    /// How it got there.
    pub course: Course,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

/// Computes the outcome of a scenario. Every valid scenario has one.
#[inline(never)]
pub fn trade_off_outcome(scenario: TradeOffScenario) -> TradeOffOutcome {
    let (horizon, discount) = (scenario.horizon, scenario.discount);
    let mut offers: Vec<OfferOutcome> = Vec::new();
    let mut notes = Vec::new();
    let mut has_later = false;
    for given in &scenario.offers {
        let (survival, fit) = survival(&given.retention);
        let offer = Offer {
            conversion_rate: given.conversion_rate,
            discount_rate: given.discount_rate,
            order_value: given.order_value,
            repeat_order_value: given.repeat_order_value,
            gross_margin: given.gross_margin,
            repeats: Repeats::at_least_daily(survival, given.every),
            cost_per_thousand: given.cost_per_thousand,
        };
        let orders = offer.repeats.before(horizon);
        has_later |= orders > 0;
        let mut found = retention_notes(&given.retention, fit.as_ref(), &offer.repeats, orders);
        if given.discount_rate > given.gross_margin {
            found.push(NoteCode::MarginBelowDiscount);
        }
        // Several offers may be unusual alike.
        for note in found {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        let value = offer.value(orders, discount);
        let soon = offer.value(offer.repeats.within(scenario.payback), discount);
        offers.push(OfferOutcome {
            orders,
            value,
            profit_first: offer.profit(offer.first()),
            profit_payback: offer.profit(soon),
            profit_horizon: offer.profit(value),
            curve: offer.curve(horizon, discount),
            offer,
        });
    }
    if !has_later {
        notes.push(NoteCode::NoRepeat);
    }
    let mut crossovers = Vec::new();
    for (a, one) in offers.iter().enumerate() {
        for (b, other) in offers.iter().enumerate().skip(a + 1) {
            let place = crossover(&one.curve, &other.curve);
            let month = place.map(|place| month_at(place, horizon));
            crossovers.push(Crossover { a, b, month });
        }
    }
    let break_even = match offers.as_slice() {
        [first, second, ..] => Some(break_even(&first.offer, &second.offer, horizon, discount)),
        _ => None,
    };
    let winner = Winner {
        horizon: best(&offers, usize::MAX, |offer| offer.profit_horizon),
        payback: best(&offers, usize::MAX, |offer| offer.profit_payback),
    };
    TradeOffOutcome {
        course: course(&offers, winner.horizon, horizon),
        break_even,
        crossovers,
        winner,
        notes,
        offers,
        scenario,
    }
}

/// The place of the largest of some amounts, that of one offer left aside; the first of equals.
fn best(offers: &[OfferOutcome], aside: usize, amount: fn(&OfferOutcome) -> f64) -> usize {
    let (mut place, mut most) = (0, f64::NEG_INFINITY);
    for (at, offer) in offers.iter().enumerate() {
        if at != aside && amount(offer) > most {
            (place, most) = (at, amount(offer));
        }
    }
    place
}

/// The month at a place of a curve: the last one is the horizon.
fn month_at(place: usize, horizon: Months) -> f64 {
    let month = u32::try_from(place).unwrap_or(u32::MAX);
    f64::from(month).min(horizon.get())
}

fn course(offers: &[OfferOutcome], winner: usize, horizon: Months) -> Course {
    let mut since = None;
    let curve = offers.get(winner).map_or(&[][..], |offer| &offer.curve);
    for (place, profit) in curve.iter().enumerate() {
        let is_ahead = offers.iter().enumerate().all(|(at, other)| {
            at == winner || other.curve.get(place).is_none_or(|other| profit > other)
        });
        since = if is_ahead {
            since.or(Some(place))
        } else {
            None
        };
    }
    Course {
        since: since.map(|place| month_at(place, horizon)),
        second: best(offers, winner, |offer| offer.profit_horizon),
    }
}

impl TradeOffOutcome {
    /// The month from which one of the first two, behind at first, stays ahead.
    pub fn crossover(&self) -> Option<f64> {
        self.crossovers.first()?.month
    }

    /// The month at a place of the curves.
    pub fn month(&self, place: usize) -> f64 {
        month_at(place, self.scenario.horizon)
    }

    /// The outcome as `result.outcome` says it, unrounded.
    #[inline(never)]
    pub fn datum(&self) -> Datum {
        let none = f64::NAN;
        let mut datum = Datum::Record(Vec::new());
        let mut offers = Vec::new();
        for offer in &self.offers {
            let mut record = Datum::Record(Vec::new());
            record.put_named(
                "profitFirst profitHorizon valuePerCustomer",
                &[offer.profit_first, offer.profit_horizon, offer.value],
            );
            let mut curve = Vec::new();
            for (place, &profit) in offer.curve.iter().enumerate() {
                let mut point = Datum::Record(Vec::new());
                point.put_named("month profit", &[self.month(place), profit]);
                curve.push(point);
            }
            record.add("curve", Datum::List(curve));
            offers.push(record);
        }
        datum.add("offers", Datum::List(offers));
        let mut crossovers = Vec::new();
        for crossover in &self.crossovers {
            let mut record = Datum::Record(Vec::new());
            let month = crossover.month.unwrap_or(none);
            record.put_named(
                "a b month",
                &[whole(crossover.a), whole(crossover.b), month],
            );
            crossovers.push(record);
        }
        datum.add("crossovers", Datum::List(crossovers));
        datum.put_named(
            "crossoverMonth breakEvenLifetimeLoss lifetimeLoss breakEvenConversionRate \
             breakEvenRetention",
            &self.turns(none),
        );
        let mut winner = Datum::Record(Vec::new());
        let Winner { horizon, payback } = self.winner;
        winner.put_named("horizon payback", &[whole(horizon), whole(payback)]);
        datum.add("winner", winner);
        datum
    }

    /// What would turn the first two, in the order of their figures.
    fn turns(&self, none: f64) -> [f64; 5] {
        let mut turns = [self.crossover(), None, None, None, None];
        if let Some(even) = self.break_even {
            turns = [
                self.crossover(),
                even.lifetime_loss_allowed,
                even.lifetime_loss,
                even.conversion_rate,
                even.retention,
            ];
        }
        turns.map(|turn| turn.unwrap_or(none))
    }

    /// The figures that the view shows in order, each with its derivation.
    #[inline(never)]
    pub fn figures(&self) -> Vec<Figure> {
        let [first, second, ..] = self.offers.as_slice() else {
            return Vec::new();
        };
        let (rate, cost) = (first.offer.conversion_rate, first.offer.cost_per_thousand);
        let [month, allowed, loss, even_rate, retention] = self.turns(f64::INFINITY);
        filled(
            &PLANS,
            &SHEET,
            &[
                month,
                allowed,
                loss,
                even_rate,
                retention,
                first.value,
                second.value,
                second.profit_horizon,
                (second.profit_horizon + cost) / (VIEWERS * rate),
                cost,
                rate,
            ],
        )
    }

    /// The figures of one offer, each with its derivation.
    #[inline(never)]
    pub fn entry_figures(&self, place: usize) -> Vec<Figure> {
        let Some(found) = self.offers.get(place) else {
            return Vec::new();
        };
        let (offer, discount) = (&found.offer, self.scenario.discount);
        let (repeats, none) = (&offer.repeats, f64::NAN);
        let survival = repeats.survival();
        let is_rate = survival.observed() == 0;
        // In their limits they are 0 or infinite.
        let parameters = [survival.law().alpha(), survival.law().beta()];
        let [alpha, beta] = parameters.map(|of| of.filter(|of| *of > 0.0).unwrap_or(none));
        let is_course = !is_rate && (alpha + beta).is_nan();
        let orders = f64::from(found.orders);
        filled(
            &OFFER_PLANS,
            &OFFER_SHEET,
            &[
                offer.order_value,
                offer.repeat_order_value,
                offer.cost_per_thousand,
                offer.first(),
                offer.later(),
                found.value,
                found.profit_first,
                found.profit_horizon,
                offer.conversion_rate,
                offer.gross_margin,
                offer.discount_rate,
                discount.get(),
                if is_rate { survival.rate() } else { none },
                repeats.every().get(),
                orders,
                if is_course { orders } else { none },
                repeats
                    .later(found.orders, repeats.factor(discount))
                    .discounted,
                alpha,
                beta,
            ],
        )
    }
}

/// How a number of a sheet is written.
#[derive(Clone, Copy, Debug)]
enum Hand {
    Money,
    Typed,
    Plain,
    Share,
}

/// The figures of a list of plans, from a sheet of these numbers. ∞ is one that is not defined, NaN
/// none of the case.
fn filled(plans: &[Plan], symbols: &[(Symbol, Hand)], numbers: &[f64]) -> Vec<Figure> {
    let mut sheet = Vec::new();
    for (&(symbol, hand), &number) in symbols.iter().zip(numbers) {
        let style = match hand {
            Hand::Money => money_style(number),
            Hand::Typed => TYPED,
            Hand::Plain => Style::Significant(6),
            Hand::Share => Style::Percent(3),
        };
        put(&mut sheet, style, &[(symbol, number)]);
    }
    let mut figures = Vec::new();
    for plan in plans {
        figures.extend(plan.figure(&sheet));
    }
    figures
}

/// The numbers of the first two offers, in the order of [`TradeOffOutcome::figures`].
static SHEET: [(Symbol, Hand); 11] = [
    (Symbol::Figure(FigureId::CrossoverMonth), Hand::Plain),
    (Symbol::Figure(FigureId::LossAllowed), Hand::Share),
    (Symbol::Figure(FigureId::LifetimeLoss), Hand::Share),
    (Symbol::Figure(FigureId::EvenConversionRate), Hand::Share),
    (Symbol::Figure(FigureId::EvenRetention), Hand::Share),
    (Symbol::FirstValue, Hand::Money),
    (Symbol::SecondValue, Hand::Money),
    (Symbol::SecondProfit, Hand::Money),
    (Symbol::EqualValue, Hand::Money),
    (COST, Hand::Money),
    (RATE, Hand::Typed),
];

/// Those of one, in the order of [`TradeOffOutcome::entry_figures`].
static OFFER_SHEET: [(Symbol, Hand); 19] = [
    (Symbol::Field(FieldId::OrderValue), Hand::Money),
    (Symbol::Field(FieldId::RepeatOrderValue), Hand::Money),
    (COST, Hand::Money),
    (FIRST, Hand::Money),
    (Symbol::LaterMargin, Hand::Money),
    (VALUE, Hand::Money),
    (Symbol::Figure(FigureId::ProfitFirst), Hand::Money),
    (Symbol::Figure(FigureId::ProfitHorizon), Hand::Money),
    (RATE, Hand::Typed),
    (MARGIN, Hand::Typed),
    (Symbol::Field(FieldId::DiscountRate), Hand::Typed),
    (Symbol::Field(FieldId::AnnualDiscountRate), Hand::Typed),
    (Symbol::Field(FieldId::RetentionRate), Hand::Typed),
    (Symbol::Field(FieldId::RetentionEveryMonths), Hand::Plain),
    (Symbol::LaterOrders, Hand::Plain),
    (Symbol::CourseOrders, Hand::Plain),
    (Symbol::DiscountedOrders, Hand::Plain),
    (Symbol::Figure(FigureId::FitAlpha), Hand::Plain),
    (Symbol::Figure(FigureId::FitBeta), Hand::Plain),
];

fn whole(place: usize) -> f64 {
    u32::try_from(place).unwrap_or(u32::MAX).into()
}

const COST: Symbol = Symbol::Field(FieldId::CostPerThousand);
const RATE: Symbol = Symbol::Field(FieldId::ConversionRate);
const MARGIN: Symbol = Symbol::Field(FieldId::GrossMargin);
const FIRST: Symbol = Symbol::Figure(FigureId::FirstOrder);
const VALUE: Symbol = Symbol::Figure(FigureId::ValuePerCustomer);

/// What the first order leaves.
static FIRST_MARGIN: [Form; 1] = [Form(
    FIRST,
    Formula::DiscountedMargin,
    &[
        Symbol::Field(FieldId::OrderValue),
        MARGIN,
        Symbol::Field(FieldId::DiscountRate),
    ],
)];

/// At which value of its customer the first offer earns as much as the second.
static EQUAL_VALUE: [Form; 1] = [Form(
    Symbol::EqualValue,
    Formula::EqualProfit,
    &[Symbol::SecondProfit, COST, RATE],
)];

/// The figures of all, in their order.
static PLANS: [Plan; 5] = [
    Plan {
        id: FigureId::CrossoverMonth,
        // No formula: it is read off the curves.
        lines: &[],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::LossAllowed,
        lines: &[
            &EQUAL_VALUE,
            &[Form(
                Symbol::Figure(FigureId::LossAllowed),
                Formula::OneMinusQuotient,
                &[Symbol::EqualValue, Symbol::SecondValue],
            )],
        ],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::LifetimeLoss,
        lines: &[&[Form(
            Symbol::Figure(FigureId::LifetimeLoss),
            Formula::OneMinusQuotient,
            &[Symbol::FirstValue, Symbol::SecondValue],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::EvenConversionRate,
        lines: &[&[Form(
            Symbol::Figure(FigureId::EvenConversionRate),
            Formula::EqualProfit,
            &[Symbol::SecondProfit, COST, Symbol::FirstValue],
        )]],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::EvenRetention,
        lines: &[
            &EQUAL_VALUE,
            &[Form(
                Symbol::Figure(FigureId::EvenRetention),
                Formula::RetentionFor,
                &[Symbol::EqualValue],
            )],
        ],
        source: Source::Definition,
    },
];

/// The figures of an offer, in their order.
static OFFER_PLANS: [Plan; 3] = [
    Plan {
        id: FigureId::ProfitFirst,
        lines: &[
            &FIRST_MARGIN,
            &[Form(
                Symbol::Figure(FigureId::ProfitFirst),
                Formula::ProfitOfViewers,
                &[RATE, FIRST, COST],
            )],
        ],
        source: Source::Definition,
    },
    Plan {
        id: FigureId::ValuePerCustomer,
        lines: &[
            &FIRST_MARGIN,
            &[Form(
                Symbol::LaterMargin,
                Formula::Product,
                &[Symbol::Field(FieldId::RepeatOrderValue), MARGIN],
            )],
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
        id: FigureId::ProfitHorizon,
        lines: &[&[Form(
            Symbol::Figure(FigureId::ProfitHorizon),
            Formula::ProfitOfViewers,
            &[RATE, VALUE, COST],
        )]],
        source: Source::Definition,
    },
];
