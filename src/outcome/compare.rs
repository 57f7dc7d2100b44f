//! The outcome of the `compare` view.

use super::figure::{
    Figure, FigureId, Form, Formula, NoteCode, Operand, Plan, Source, Symbol, put,
};
use super::prior::{Prior, prior, usual_weight};
use super::rate::{TYPED, percent};
use crate::locale::{Style, money_style, share_style};
use crate::model::comparison::{
    Heterogeneity, effective_viewers, heterogeneity, holm, is_certain, is_reversed,
    post_correlation, ranking,
};
use crate::model::contest::{Scaled, Standing, contest};
use crate::model::normal::upper_quantile;
use crate::model::posterior::Beta;
use crate::model::proportion::{Interval, wilson_interval};
use crate::model::quantity::{Count, Evidence, Sample};
use crate::model::sample_size::{Design, per_variant};
use crate::model::two_proportion::{
    Estimate, fisher_p, newcombe_difference, pooled_p, pooled_z, smallest_expected_count,
};
use crate::scenario::compare::{CompareEntry, CompareScenario, PriorWeight};
use crate::scenario::datum::Datum;
use crate::scenario::field::FieldId;

/// What was found of one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryOutcome {
    /// As what it counts: fewer viewers at the same rate, where the posts of one creator resemble
    /// each other.
    pub evidence: Evidence,
    /// conversions / viewers.
    pub rate: f64,
    /// Its Wilson score interval.
    pub interval: Interval,
    /// What is believed of it, under the usual prior where the fitted one outweighs everything.
    pub posterior: Beta,
    /// The rate to expect of the next viewers: the mean of that, or the one rate of all.
    pub shrunk_rate: f64,
    /// Where the rate is with the chosen probability.
    pub credible: Interval,
    /// The chance of the highest rate, and what choosing it loses.
    pub standing: Standing,
    /// 1,000 · loss · value of a conversion.
    pub loss_in_money: Option<f64>,
    /// cost / conversions.
    pub cost_per_conversion: Option<f64>,
    /// cost / (viewers · upper end of the rate).
    pub cost_low: Option<f64>,
    /// cost / (viewers · lower end of the rate).
    pub cost_high: Option<f64>,
    /// The chance of the lowest cost per conversion.
    pub chance_cheapest: Option<f64>,
}

/// Two entries side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The place of the first.
    pub a: usize,
    /// The place of the second, which comes later.
    pub b: usize,
    /// The rate of a less that of b, with Newcombe's interval.
    pub difference: Estimate,
    /// The two-sided p-value.
    pub p: f64,
    /// The same by Holm's method over all pairs.
    pub adjusted_p: f64,
}

/// Two creators of whom one is ahead in every format that both have, and behind in the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReversalFound {
    /// The first row of the one who is ahead in every format.
    pub a: usize,
    /// The first row of the other.
    pub b: usize,
    /// Whether the difference within the formats is beyond chance.
    pub certain: bool,
}

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One has the highest rate, and the ups and downs between posts were allowed for.
    Leader,
    /// One is probably ahead.
    Leaning,
    /// Whichever is chosen, hardly anything is lost.
    SameInPractice,
    /// Nothing yet.
    TooEarly,
}

impl Verdict {
    /// Its name in `outcome.verdict`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Leaning => "leaning",
            Self::SameInPractice => "sameInPractice",
            Self::TooEarly => "tooEarly",
        }
    }
}

/// How many viewers would tell the two best apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needed {
    /// The place of the highest expected rate.
    pub first: usize,
    /// The place of the next.
    pub second: usize,
    /// So many each of the two has to have.
    pub each: f64,
    /// What both together still lack.
    pub more: f64,
}

/// Everything together: sums and ratios of sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// Σ viewers.
    pub viewers: f64,
    /// Σ conversions.
    pub conversions: f64,
    /// Σ conversions / Σ viewers.
    pub rate: f64,
    /// Σ cost of the entries that have one.
    pub cost: Option<f64>,
    /// Σ conversions of the same entries.
    pub bought: f64,
    /// The ratio of these two.
    pub cost_per_conversion: Option<f64>,
}

/// What the view found.
#[derive(Debug)]
pub struct CompareOutcome {
    /// What it was computed from.
    pub scenario: CompareScenario,
    /// The entries, in the order of the scenario's.
    pub entries: Vec<EntryOutcome>,
    /// What was believed beforehand.
    pub prior: Prior,
    /// Whether the rates differ at all.
    pub heterogeneity: Option<Heterogeneity>,
    /// How alike the viewers of one post are; `None` where too few posts are known.
    pub correlation: Option<f64>,
    /// All pairs.
    pub pairs: Vec<Pair>,
    /// Comparisons that pooling turns round.
    pub reversals: Vec<ReversalFound>,
    /// What can be said.
    pub verdict: Verdict,
    /// The place of the highest chance to be the best.
    pub best: usize,
    /// Whether no other has the same chance.
    pub is_alone: bool,
    /// The place of the highest chance to be the cheapest.
    pub best_buy: Option<usize>,
    /// What would tell the two best apart; `None` where they are equal.
    pub needed: Option<Needed>,
    /// Everything together.
    pub totals: Totals,
    /// What is unusual.
    pub notes: Vec<NoteCode>,
}

impl PartialEq for CompareOutcome {
    /// Everything comes from the scenario: comparing 19,900 pairs would tell nothing more.
    fn eq(&self, other: &Self) -> bool {
        self.scenario == other.scenario
    }
}

/// The figures of all entries together, in their order.
pub const FIGURES: [FigureId; 6] = [
    FigureId::PooledRate,
    FigureId::PooledCost,
    FigureId::Heterogeneity,
    FigureId::Correlation,
    FigureId::PriorMean,
    FigureId::PriorWeight,
];

/// Those of one entry, in their order.
pub const ENTRY_FIGURES: [FigureId; 11] = [
    FigureId::Rate,
    FigureId::EffectiveViewers,
    FigureId::Interval,
    FigureId::ShrunkRate,
    FigureId::ChanceBest,
    FigureId::LossAmongAll,
    FigureId::LossInMoney,
    FigureId::CostPerConversion,
    FigureId::ChanceCheapest,
    FigureId::BehindBest,
    FigureId::PairP,
];

/// Computes the outcome of a scenario. Every valid scenario has one.
#[inline(never)]
pub fn compare_outcome(scenario: CompareScenario) -> CompareOutcome {
    let level = scenario.level;
    let correlation = correlation_of(&scenario.entries);
    let (mut counted, mut evidence) = (Vec::new(), Vec::new());
    for entry in &scenario.entries {
        counted.push(Evidence::from(entry.sample));
        evidence.push(effective(entry, correlation.unwrap_or(0.0)));
    }
    let mut notes = Vec::new();
    let (mean, weight) = (scenario.prior_mean, scenario.prior_weight);
    let prior = prior(mean, weight, &counted, &evidence, &mut notes);
    let mut entries = Vec::new();
    let mut rates = Vec::new();
    for (entry, evidence) in scenario.entries.iter().zip(&evidence) {
        let found = entry_outcome(&scenario, prior, entry, *evidence);
        rates.push(Scaled::rate(found.posterior));
        entries.push(found);
    }
    let mut count = 0.0;
    for (entry, standing) in entries.iter_mut().zip(contest(&rates)) {
        entry.standing = standing;
        count += 1.0;
    }
    let totals = totals_of(&scenario.entries);
    let mut best = place_of_highest(&entries, |entry| Some(entry.standing.chance_best));
    let mut chance = best
        .and_then(|place| entries.get(place))
        .map_or(0.0, |entry| entry.standing.chance_best);
    let verdict = if totals.conversions > 0.0 {
        verdict_of(
            &entries,
            chance,
            correlation.is_some(),
            prior.weight.is_none(),
        )
    } else {
        // Nobody is ahead by what nobody did.
        Verdict::TooEarly
    };
    if prior.weight.is_none() {
        chance = 1.0 / count;
        best = Some(0);
        for entry in &mut entries {
            entry.standing = Standing {
                chance_best: chance,
                expected_loss: 0.0,
            };
        }
    }
    let mut rivals = 0;
    for entry in &mut entries {
        if chance - entry.standing.chance_best < 1e-9 {
            rivals += 1;
        }
        let value = scenario.value_per_conversion;
        entry.loss_in_money = value.map(|value| 1_000.0 * entry.standing.expected_loss * value);
    }
    chances_cheapest(&mut entries, &scenario.entries, prior.weight.is_none());
    CompareOutcome {
        is_alone: rivals < 2,
        best_buy: place_of_highest(&entries, |entry| entry.chance_cheapest),
        heterogeneity: heterogeneity(&evidence),
        pairs: pairs_of(&entries),
        reversals: reversals_of(&scenario, &evidence),
        verdict,
        needed: needed_of(&entries, 1.0 - level.get()).filter(|_| totals.conversions > 0.0),
        best: best.unwrap_or(0),
        entries,
        prior,
        correlation,
        totals,
        notes,
        scenario,
    }
}

/// What is found of an entry by itself.
fn entry_outcome(
    scenario: &CompareScenario,
    prior: Prior,
    entry: &CompareEntry,
    evidence: Evidence,
) -> EntryOutcome {
    let (viewers, conversions) = (entry.sample.whole().get(), entry.sample.part().get());
    let interval = wilson_interval(evidence, scenario.level);
    let weight = prior.weight.unwrap_or_else(|| usual_weight(prior.mean));
    let posterior = posterior(prior.mean, weight, evidence);
    let (shrunk_rate, credible) = if prior.weight.is_some() {
        (
            posterior.mean(),
            posterior.credible_interval(scenario.level),
        )
    } else {
        let (low, high) = (prior.mean, prior.mean);
        (prior.mean, Interval { low, high })
    };
    let cost = |conversions: f64| {
        entry
            .cost
            .filter(|_| conversions > 0.0)
            .map(|cost| cost / conversions)
    };
    EntryOutcome {
        evidence,
        rate: entry.sample.rate(),
        interval,
        posterior,
        shrunk_rate,
        credible,
        standing: Standing {
            chance_best: 0.0,
            expected_loss: 0.0,
        },
        loss_in_money: None,
        cost_per_conversion: cost(conversions),
        cost_low: cost(viewers * interval.high),
        cost_high: cost(viewers * interval.low),
        chance_cheapest: None,
    }
}

fn correlation_of(entries: &[CompareEntry]) -> Option<f64> {
    let mut all = Vec::new();
    for entry in entries {
        let mut posts = Vec::new();
        for post in &entry.posts {
            posts.push(Evidence::from(*post));
        }
        all.push(posts);
    }
    post_correlation(&all)
}

/// As what an entry counts. Without posts it counts as one.
fn effective(entry: &CompareEntry, correlation: f64) -> Evidence {
    let whole = Evidence::from(entry.sample);
    let mut sizes = Vec::new();
    for post in &entry.posts {
        sizes.push(post.whole().get());
    }
    if sizes.is_empty() {
        sizes.push(whole.viewers());
    }
    if correlation <= 0.0 {
        return whole;
    }
    let viewers = effective_viewers(&sizes, correlation).min(whole.viewers());
    Evidence::new(entry.sample.rate() * viewers, viewers).unwrap_or(whole)
}

fn totals_of(entries: &[CompareEntry]) -> Totals {
    let (mut viewers, mut conversions, mut cost, mut bought) = (0.0, 0.0, None, 0.0);
    for entry in entries {
        viewers += entry.sample.whole().get();
        conversions += entry.sample.part().get();
        if let Some(own) = entry.cost {
            cost = Some(cost.unwrap_or(0.0) + own);
            bought += entry.sample.part().get();
        }
    }
    Totals {
        viewers,
        conversions,
        rate: conversions / viewers,
        cost,
        bought,
        cost_per_conversion: cost.filter(|_| bought > 0.0).map(|cost| cost / bought),
    }
}

fn posterior(mean: f64, weight: f64, evidence: Evidence) -> Beta {
    // A typed weight may be smaller than any that could matter.
    let a = (mean * weight + evidence.conversions()).max(1e-6);
    let b = ((1.0 - mean) * weight + (evidence.viewers() - evidence.conversions())).max(1e-6);
    Beta::new(a, b).unwrap_or(Beta::FLAT)
}

/// The chance of each entry to have the lowest cost per conversion: the most conversions per unit
/// of money, that is, rate times viewers per unit of money.
///
/// `None` for an entry without a cost, which stands aside, and for all where fewer than two have
/// one. An entry that cost nothing has free conversions, whatever its rate: where there are such
/// entries they share the chance, and no other has any. Where the prior outweighs everything all
/// rates are one, and those with the most viewers per unit of money share it.
fn chances_cheapest(entries: &mut [EntryOutcome], given: &[CompareEntry], is_one_rate: bool) {
    let mut fields = Vec::new();
    let (mut top, mut sharing) = (0.0, 0.0);
    for (entry, given) in entries.iter().zip(given) {
        if let Some(cost) = given.cost {
            // Infinite for what cost nothing.
            let scale = given.sample.whole().get() / cost.max(0.0);
            if scale > top {
                (top, sharing) = (scale, 0.0);
            }
            if scale >= top {
                sharing += 1.0;
            }
            let rate = entry.posterior;
            fields.push(Scaled { rate, scale });
        }
    }
    if fields.len() < 2 {
        return;
    }
    let is_shared = is_one_rate || !top.is_finite();
    let standings = if is_shared {
        Vec::new()
    } else {
        contest(&fields)
    };
    let mut place = 0;
    for (entry, given) in entries.iter_mut().zip(given) {
        if let (Some(_), Some(field)) = (given.cost, fields.get(place)) {
            entry.chance_cheapest = Some(match standings.get(place) {
                Some(standing) => standing.chance_best,
                None if field.scale >= top => 1.0 / sharing,
                None => 0.0,
            });
            place += 1;
        }
    }
}

/// The place of the highest value; the first of several.
fn place_of_highest(
    entries: &[EntryOutcome],
    value: fn(&EntryOutcome) -> Option<f64>,
) -> Option<usize> {
    let (mut best, mut most) = (None, f64::NEG_INFINITY);
    for (place, entry) in entries.iter().enumerate() {
        if let Some(value) = value(entry)
            && value > most
        {
            (best, most) = (Some(place), value);
        }
    }
    best
}

/// Counts that are whole again, for the exact test: an entry that counts as fewer viewers has none.
fn whole_sample(evidence: Evidence) -> Option<Sample> {
    let count = |count: f64| Count::new(count.round()).ok();
    Sample::new(count(evidence.conversions())?, count(evidence.viewers())?).ok()
}

/// The p-value of Fisher's exact test, which judges a pair where an expected count is below 5.
fn exact_p(a: Evidence, b: Evidence) -> Option<f64> {
    if smallest_expected_count(a, b) >= 5.0 {
        return None;
    }
    Some(fisher_p(whole_sample(a)?, whole_sample(b)?))
}

fn pairs_of(entries: &[EntryOutcome]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut p_values = Vec::new();
    for (b, second) in entries.iter().enumerate() {
        for (a, first) in entries.iter().enumerate().take(b) {
            let (one, other) = (first.evidence, second.evidence);
            let p = exact_p(one, other).unwrap_or_else(|| pooled_p(one, other));
            p_values.push(p);
            pairs.push(Pair {
                a,
                b,
                difference: newcombe_difference(
                    (second.rate, second.interval),
                    (first.rate, first.interval),
                ),
                p,
                adjusted_p: p,
            });
        }
    }
    for (pair, adjusted) in pairs.iter_mut().zip(holm(&p_values)) {
        pair.adjusted_p = adjusted;
    }
    pairs
}

/// Rows of one name are one creator; two creators are compared in the formats that both have.
fn reversals_of(scenario: &CompareScenario, evidence: &[Evidence]) -> Vec<ReversalFound> {
    let entries = &scenario.entries;
    // The first row of every creator of several.
    let mut firsts = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let mut rows = entries.iter().enumerate();
        let first = rows.find(|(_, other)| other.name == entry.name);
        if first.is_some_and(|(first, _)| first == place)
            && rows.any(|(_, other)| other.name == entry.name)
        {
            firsts.push((place, &entry.name));
        }
    }
    let mut found = Vec::new();
    for (at, &(b, second)) in firsts.iter().enumerate() {
        for &(a, first) in firsts.iter().take(at) {
            let (mut seen, mut weighed) = (Vec::new(), Vec::new());
            for (one, one_evidence) in entries.iter().zip(evidence) {
                for (other, other_evidence) in entries.iter().zip(evidence) {
                    if one.name == *first && other.name == *second && one.format == other.format {
                        seen.push((Evidence::from(one.sample), Evidence::from(other.sample)));
                        weighed.push((*one_evidence, *other_evidence));
                    }
                }
            }
            if let Some((one, other)) = seen.first()
                && is_reversed(&seen)
            {
                let (a, b) = if one.rate() > other.rate() {
                    (a, b)
                } else {
                    (b, a)
                };
                let certain = is_certain(&weighed, scenario.level);
                found.push(ReversalFound { a, b, certain });
            }
        }
    }
    found
}

/// What can be said.
///
/// Where a fitted prior outweighs everything, all are taken to be one, and nobody is ahead. That is
/// the most likely of all priors and not the only likely one, most of all with few viewers, so
/// that it alone says nothing of how much a choice may lose: this is judged by the usual prior.
fn verdict_of(
    entries: &[EntryOutcome],
    chance: f64,
    knows_posts: bool,
    is_one_rate: bool,
) -> Verdict {
    let is_small = |entry: &EntryOutcome| entry.standing.expected_loss < 0.01 * entry.shrunk_rate;
    if !is_one_rate && chance >= 0.95 && knows_posts {
        Verdict::Leader
    } else if !is_one_rate && chance >= 0.8 {
        Verdict::Leaning
    } else if entries.iter().all(is_small) {
        Verdict::SameInPractice
    } else {
        Verdict::TooEarly
    }
}

/// By the plan for a test of the two highest expected rates, at the risk 1 − level and power 0.8.
fn needed_of(entries: &[EntryOutcome], alpha: f64) -> Option<Needed> {
    let order = order_of(entries, |entry| -entry.shrunk_rate);
    let (first, second) = (*order.first()?, *order.get(1)?);
    let (ahead, behind) = (entries.get(first)?, entries.get(second)?);
    let design = Design {
        alpha,
        power: 0.8,
        two_sided: true,
    };
    let each = per_variant(behind.shrunk_rate, ahead.shrunk_rate, design)
        .filter(|each| each.is_finite())?;
    let mut more = 0.0;
    for entry in [ahead, behind] {
        more += (each - entry.evidence.viewers()).max(0.0).ceil();
    }
    Some(Needed {
        first,
        second,
        each,
        more,
    })
}

/// The places of the entries, the lowest key first, and equal ones in the order of the list.
fn order_of(entries: &[EntryOutcome], key: fn(&EntryOutcome) -> f64) -> Vec<usize> {
    let mut keys = Vec::new();
    for entry in entries {
        keys.push(key(entry));
    }
    let mut order = Vec::new();
    for (_, place) in ranking(&keys) {
        order.push(place);
    }
    order
}

impl CompareOutcome {
    /// The outcome as `result.outcome` says it, unrounded.
    #[inline(never)]
    pub fn datum(&self) -> Datum {
        let mut entries = Vec::new();
        for (entry, found) in self.scenario.entries.iter().zip(&self.entries) {
            entries.push(found.datum(entry));
        }
        let mut pairs = Vec::new();
        for pair in &self.pairs {
            let Estimate { value, low, high } = pair.difference;
            pairs.push(named(
                "a b difference low high p adjustedP",
                &[
                    whole(pair.a),
                    whole(pair.b),
                    value,
                    low,
                    high,
                    pair.p,
                    pair.adjusted_p,
                ],
            ));
        }
        let mut reversals = Vec::new();
        for found in &self.reversals {
            let mut datum = named("a b", &[whole(found.a), whole(found.b)]);
            datum.add("certain", Datum::Flag(found.certain));
            reversals.push(datum);
        }
        let none = f64::NAN;
        let totals = &self.totals;
        let mut heterogeneity = Datum::Null;
        if let Some(found) = self.heterogeneity {
            let numbers = [found.chi_square, found.degrees_of_freedom, found.p];
            heterogeneity = named("chiSquare df p", &numbers);
            heterogeneity.add("approximate", Datum::Flag(found.approximate));
        }
        let prior = [self.prior.mean, self.prior.weight.unwrap_or(none)];
        let totals = [
            totals.viewers,
            totals.conversions,
            totals.rate,
            totals.cost.unwrap_or(none),
            totals.cost_per_conversion.unwrap_or(none),
        ];
        let mut datum = named(
            "viewersNeeded correlation best bestBuy",
            &[
                self.needed.map_or(none, |needed| needed.more),
                self.correlation.unwrap_or(none),
                whole(self.best),
                self.best_buy.map_or(none, whole),
            ],
        );
        datum.add("verdict", self.verdict.name().into());
        datum.add("heterogeneity", heterogeneity);
        datum.add("prior", named("mean weight", &prior));
        let names = "viewers conversions rate cost costPerConversion";
        datum.add("totals", named(names, &totals));
        datum.add("entries", Datum::List(entries));
        datum.add("pairs", Datum::List(pairs));
        datum.add("reversals", Datum::List(reversals));
        datum
    }

    /// The pair of an entry and the one that is ahead; `None` for that one itself.
    pub fn pair_with_best(&self, entry: usize) -> Option<&Pair> {
        let (a, b) = (entry.min(self.best), entry.max(self.best));
        if a == b {
            return None;
        }
        // Those of each second entry stand together, in the order of the first.
        self.pairs.get(b * (b - 1) / 2 + a)
    }

    /// The places of the entries, the highest expected rate first, or the lowest cost per
    /// conversion; those without one come last, and equal ones in the order of the list.
    pub fn order(&self, by_cost: bool) -> Vec<usize> {
        let key: fn(&EntryOutcome) -> f64 = if by_cost {
            |entry| entry.cost_per_conversion.unwrap_or(f64::INFINITY)
        } else {
            |entry| -entry.shrunk_rate
        };
        order_of(&self.entries, key)
    }

    /// The figures of all entries together, each with its derivation.
    #[inline(never)]
    pub fn figures(&self) -> Vec<Figure> {
        let sheet = self.sheet();
        let scenario = &self.scenario;
        let is_open =
            self.totals.conversions > 0.0 && self.totals.conversions < self.totals.viewers;
        let (mean, weight) = if self.prior.is_fitted {
            (&FITTED_MEAN, &FITTED_WEIGHT)
        } else {
            let mean = match scenario.prior_mean {
                Some(_) => &TYPED_MEAN,
                None if is_open => &POOLED_MEAN,
                None => &HALVED_MEAN,
            };
            let weight = match scenario.prior_weight {
                PriorWeight::Viewers(_) => &TYPED_WEIGHT,
                _ => &USUAL_WEIGHT,
            };
            (mean, weight)
        };
        let mut figures = Vec::new();
        for plan in WHOLE.iter().chain([mean, weight]) {
            figures.extend(plan.figure(&sheet));
        }
        figures
    }

    /// The numbers of all entries together.
    fn sheet(&self) -> Vec<Operand> {
        let (totals, prior) = (&self.totals, &self.prior);
        let mut sheet = Vec::new();
        put(
            &mut sheet,
            Style::Decimal(0),
            &[
                (Symbol::AllConversions, totals.conversions),
                (Symbol::AllViewers, totals.viewers),
                (Symbol::Bought, totals.bought),
                (Symbol::Entries, whole(self.entries.len())),
                (Symbol::Pairs, whole(self.pairs.len())),
            ],
        );
        let mean_style = if !prior.is_fitted && self.scenario.prior_mean.is_some() {
            TYPED
        } else {
            percent(prior.mean)
        };
        let mean = (Symbol::Figure(FigureId::PriorMean), prior.mean);
        put(&mut sheet, mean_style, &[mean]);
        let rate = (Symbol::Figure(FigureId::PooledRate), totals.rate);
        put(&mut sheet, percent(totals.rate), &[rate]);
        // Infinite is what is not defined: a weight without limit, ρ of too few posts.
        let undefined = f64::INFINITY;
        let found = self.heterogeneity.unwrap_or(Heterogeneity {
            chi_square: f64::NAN,
            degrees_of_freedom: f64::NAN,
            p: f64::NAN,
            approximate: false,
        });
        put(
            &mut sheet,
            Style::Significant(6),
            &[
                (
                    Symbol::Figure(FigureId::PriorWeight),
                    prior.weight.unwrap_or(undefined),
                ),
                (
                    Symbol::Figure(FigureId::Correlation),
                    self.correlation.unwrap_or(undefined),
                ),
                (Symbol::ChiSquare, found.chi_square),
                (Symbol::Freedom, found.degrees_of_freedom),
            ],
        );
        let p = (Symbol::Figure(FigureId::Heterogeneity), found.p);
        put(&mut sheet, Style::PValue, &[p]);
        if let Some(cost) = totals.cost {
            put(&mut sheet, money_style(cost), &[(Symbol::AllCosts, cost)]);
            money(&mut sheet, FigureId::PooledCost, totals.cost_per_conversion);
        }
        sheet
    }

    /// The figures of one entry, each with its derivation: made when somebody opens it.
    #[inline(never)]
    pub fn entry_figures(&self, place: usize) -> Vec<Figure> {
        let (Some(entry), Some(found), Some(best)) = (
            self.scenario.entries.get(place),
            self.entries.get(place),
            self.entries.get(self.best),
        ) else {
            return Vec::new();
        };
        let pair = self.pair_with_best(place);
        let none = f64::NAN;
        let gap = match pair.map(|pair| pair.difference) {
            Some(gap) if place < self.best => (gap.value, gap.low, gap.high),
            Some(gap) => (-gap.value, -gap.high, -gap.low),
            None => (none, none, none),
        };
        let mut sheet = self.sheet();
        self.fill(&mut sheet, entry, found, best);
        let difference = (Symbol::Figure(FigureId::BehindBest), gap.0);
        put(&mut sheet, share_style(0.5, gap.2 - gap.1), &[difference]);
        if let Some(pair) = pair {
            let exact = exact_p(found.evidence, best.evidence);
            if exact.is_none() {
                let z = pooled_z(best.evidence, found.evidence).unwrap_or(none);
                let z = (Symbol::Figure(FigureId::PooledZ), z);
                put(&mut sheet, Style::Significant(6), &[z]);
            }
            let single = if exact.is_some() {
                FigureId::FisherP
            } else {
                FigureId::PValue
            };
            put(
                &mut sheet,
                Style::PValue,
                &[
                    (Symbol::Figure(single), pair.p),
                    (Symbol::Figure(FigureId::PairP), pair.adjusted_p),
                ],
            );
        }
        let common = sheet.len();
        let mut figures = Vec::new();
        for plan in &ENTRY {
            let (low, high) = match plan.id {
                FigureId::Interval => (found.interval.low, found.interval.high),
                FigureId::ShrunkRate => (found.credible.low, found.credible.high),
                FigureId::CostPerConversion => (
                    found.cost_low.unwrap_or(none),
                    found.cost_high.unwrap_or(none),
                ),
                FigureId::BehindBest => (gap.1, gap.2),
                _ => (none, none),
            };
            sheet.truncate(common);
            let ends = [(Symbol::Low, low), (Symbol::High, high)];
            put(&mut sheet, Style::Percent(6), &ends);
            if let Some(mut figure) = plan.figure(&sheet) {
                let end = |end: f64| Some(end).filter(|end| !end.is_nan());
                if !low.is_nan() {
                    figure.ends = Some((end(low), end(high)));
                }
                if figure.id == FigureId::Interval {
                    figure.value = None;
                }
                figures.push(figure);
            }
        }
        figures
    }

    /// Adds the numbers of one entry.
    fn fill(
        &self,
        sheet: &mut Vec<Operand>,
        entry: &CompareEntry,
        found: &EntryOutcome,
        best: &EntryOutcome,
    ) {
        let level = self.scenario.level;
        let none = f64::NAN;
        let (viewers, conversions) = (entry.sample.whole().get(), entry.sample.part().get());
        let (counted, among) = (found.evidence.conversions(), found.evidence.viewers());
        let (rival, rivals) = (best.evidence.conversions(), best.evidence.viewers());
        let shrinks = self.correlation.is_some_and(|rho| rho > 0.0);
        put(
            sheet,
            Style::Decimal(0),
            &[
                (Symbol::Field(FieldId::Conversions), conversions),
                (Symbol::Field(FieldId::Viewers), viewers),
                (
                    Symbol::Figure(FigureId::EffectiveViewers),
                    if shrinks { among } else { none },
                ),
            ],
        );
        let believed = self.prior.weight.map(|_| found.posterior);
        put(
            sheet,
            Style::Significant(9),
            &[
                (Symbol::Counted, counted),
                (Symbol::Among, among),
                (Symbol::BestCounted, rival),
                (Symbol::BestAmong, rivals),
                (Symbol::PostSpread, viewers * (viewers / among)),
                (Symbol::BetaA, believed.map_or(none, Beta::a)),
                (Symbol::BetaB, believed.map_or(none, Beta::b)),
            ],
        );
        put(
            sheet,
            Style::Percent(6),
            &[
                (Symbol::OwnRate, found.rate),
                (Symbol::OwnLow, found.interval.low),
                (Symbol::OwnHigh, found.interval.high),
                (Symbol::BestRate, best.rate),
                (Symbol::BestLow, best.interval.low),
                (Symbol::BestHigh, best.interval.high),
                (Symbol::CommonRate, (counted + rival) / (among + rivals)),
            ],
        );
        put(
            sheet,
            TYPED,
            &[
                (Symbol::Field(FieldId::Level), level.get()),
                (Symbol::TailLow, level.tail()),
                (Symbol::TailHigh, 1.0 - level.tail()),
            ],
        );
        let z = upper_quantile(level.tail());
        put(sheet, Style::Significant(6), &[(Symbol::Z, z)]);
        let own = |id| Symbol::Figure(id);
        let rates = [
            (own(FigureId::Rate), found.rate),
            (own(FigureId::Interval), found.rate),
        ];
        put(sheet, found.style(found.rate), &rates);
        let width = found.credible.high - found.credible.low;
        let shrunk = (own(FigureId::ShrunkRate), found.shrunk_rate);
        put(sheet, share_style(found.shrunk_rate, width), &[shrunk]);
        let chances = [
            (own(FigureId::ChanceBest), found.standing.chance_best),
            (
                own(FigureId::ChanceCheapest),
                found.chance_cheapest.unwrap_or(none),
            ),
        ];
        put(sheet, Style::Chance, &chances);
        let loss = found.standing.expected_loss;
        // So little that its noughts would fill the line is told like a chance, in words.
        let style = if loss < 1e-7 && believed.is_some() {
            Style::Chance
        } else {
            Style::Percent(3)
        };
        put(sheet, style, &[(own(FigureId::LossAmongAll), loss)]);
        let value = self.scenario.value_per_conversion;
        let paid = [
            (
                Symbol::Field(FieldId::ValuePerConversion),
                value.unwrap_or(none),
            ),
            (Symbol::Field(FieldId::Cost), entry.cost.unwrap_or(none)),
        ];
        put(sheet, Style::Input, &paid);
        if value.is_some() {
            money(sheet, FigureId::LossInMoney, found.loss_in_money);
        }
        if entry.cost.is_some() {
            money(
                sheet,
                FigureId::CostPerConversion,
                found.cost_per_conversion,
            );
        }
    }
}

/// Puts an amount on a sheet; one that is not defined is infinite there.
fn money(sheet: &mut Vec<Operand>, id: FigureId, amount: Option<f64>) {
    let amount = amount.unwrap_or(f64::INFINITY);
    put(sheet, money_style(amount), &[(Symbol::Figure(id), amount)]);
}

const fn own(id: FigureId) -> Symbol {
    Symbol::Figure(id)
}

const COUNTS: &[Symbol] = &[Symbol::AllConversions, Symbol::AllViewers];

/// A figure of one line.
macro_rules! plan {
    ($id:ident, $formula:ident, $symbols:expr, $source:ident) => {
        Plan {
            id: FigureId::$id,
            lines: &[&[Form(own(FigureId::$id), Formula::$formula, $symbols)]],
            source: Source::$source,
        }
    };
}

/// The figures of all entries together.
static WHOLE: [Plan; 4] = [
    plan!(PooledRate, Quotient, COUNTS, Definition),
    plan!(
        PooledCost,
        Quotient,
        &[Symbol::AllCosts, Symbol::Bought],
        Definition
    ),
    plan!(
        Heterogeneity,
        ChiSquareTail,
        &[Symbol::ChiSquare, Symbol::Freedom],
        Pearson
    ),
    plan!(Correlation, Correlation, &[], Williams),
];

static POOLED_MEAN: Plan = plan!(PriorMean, Quotient, COUNTS, Definition);

static HALVED_MEAN: Plan = plan!(PriorMean, HalfAdded, COUNTS, Definition);

static TYPED_MEAN: Plan = Plan {
    id: FigureId::PriorMean,
    lines: &[],
    source: Source::Definition,
};

static FITTED_MEAN: Plan = plan!(PriorMean, Fitted, &[], Tarone);

static USUAL_WEIGHT: Plan = plan!(
    PriorWeight,
    UsualWeight,
    &[own(FigureId::PriorMean)],
    Definition
);

static TYPED_WEIGHT: Plan = Plan {
    id: FigureId::PriorWeight,
    lines: &[],
    source: Source::Definition,
};

static FITTED_WEIGHT: Plan = plan!(PriorWeight, Fitted, &[], Tarone);

const COUNTED: &[Symbol] = &[Symbol::Counted, Symbol::Among, Symbol::Z];

const RIVALS: &[Symbol] = &[Symbol::Entries];

const BOTH: &[Symbol] = &[
    Symbol::Counted,
    Symbol::Among,
    Symbol::BestCounted,
    Symbol::BestAmong,
];

/// The figures of one entry.
static ENTRY: [Plan; 11] = [
    plan!(
        Rate,
        Quotient,
        &[
            Symbol::Field(FieldId::Conversions),
            Symbol::Field(FieldId::Viewers),
        ],
        Definition
    ),
    plan!(
        EffectiveViewers,
        SquareQuotient,
        &[Symbol::Field(FieldId::Viewers), Symbol::PostSpread],
        Kish
    ),
    Plan {
        id: FigureId::Interval,
        lines: &[&[
            Form(
                Symbol::Z,
                Formula::NormalQuantile,
                &[Symbol::Field(FieldId::Level)],
            ),
            Form(Symbol::Low, Formula::WilsonLow, COUNTED),
            Form(Symbol::High, Formula::WilsonHigh, COUNTED),
        ]],
        source: Source::Wilson,
    },
    Plan {
        id: FigureId::ShrunkRate,
        lines: &[&[
            Form(
                own(FigureId::ShrunkRate),
                Formula::Shrunk,
                &[
                    own(FigureId::PriorMean),
                    own(FigureId::PriorWeight),
                    Symbol::Counted,
                    Symbol::Among,
                ],
            ),
            Form(
                Symbol::Low,
                Formula::BetaQuantile,
                &[Symbol::BetaA, Symbol::BetaB, Symbol::TailLow],
            ),
            Form(
                Symbol::High,
                Formula::BetaQuantile,
                &[Symbol::BetaA, Symbol::BetaB, Symbol::TailHigh],
            ),
        ]],
        source: Source::Posterior,
    },
    plan!(ChanceBest, ChanceBest, RIVALS, Contest),
    plan!(LossAmongAll, LossAmongAll, RIVALS, Contest),
    plan!(
        LossInMoney,
        PerThousandViewers,
        &[
            own(FigureId::LossAmongAll),
            Symbol::Field(FieldId::ValuePerConversion),
        ],
        Definition
    ),
    plan!(
        CostPerConversion,
        Quotient,
        &[
            Symbol::Field(FieldId::Cost),
            Symbol::Field(FieldId::Conversions),
        ],
        Definition
    ),
    plan!(ChanceCheapest, ChanceCheapest, RIVALS, Contest),
    Plan {
        id: FigureId::BehindBest,
        lines: &[&[
            Form(
                own(FigureId::BehindBest),
                Formula::Difference,
                &[Symbol::OwnRate, Symbol::BestRate],
            ),
            Form(
                Symbol::Low,
                Formula::NewcombeLow,
                &[
                    own(FigureId::BehindBest),
                    Symbol::OwnRate,
                    Symbol::OwnLow,
                    Symbol::BestHigh,
                    Symbol::BestRate,
                ],
            ),
            Form(
                Symbol::High,
                Formula::NewcombeHigh,
                &[
                    own(FigureId::BehindBest),
                    Symbol::OwnHigh,
                    Symbol::OwnRate,
                    Symbol::BestRate,
                    Symbol::BestLow,
                ],
            ),
        ]],
        source: Source::Newcombe,
    },
    // Fisher's test or the other: of the one that did not judge, the sheet knows nothing.
    Plan {
        id: FigureId::PairP,
        lines: &[&[
            Form(own(FigureId::FisherP), Formula::Fisher, BOTH),
            Form(
                own(FigureId::PooledZ),
                Formula::PooledZ,
                &[
                    Symbol::OwnRate,
                    Symbol::BestRate,
                    Symbol::CommonRate,
                    Symbol::Among,
                    Symbol::BestAmong,
                ],
            ),
            Form(
                own(FigureId::PValue),
                Formula::TwoSidedP,
                &[own(FigureId::PooledZ)],
            ),
            Form(
                own(FigureId::PairP),
                Formula::HolmOfPairs,
                &[own(FigureId::FisherP), Symbol::Pairs],
            ),
            Form(
                own(FigureId::PairP),
                Formula::HolmOfPairs,
                &[own(FigureId::PValue), Symbol::Pairs],
            ),
        ]],
        source: Source::Holm,
    },
];

impl EntryOutcome {
    /// How its rate or an end of its interval is written.
    pub fn style(&self, share: f64) -> Style {
        share_style(share, self.interval.high - self.interval.low)
    }

    fn datum(&self, entry: &CompareEntry) -> Datum {
        let none = f64::NAN;
        let mut datum = named(
            "effectiveViewers rate low high shrunkRate credibleLow credibleHigh chanceBest \
             expectedLoss expectedLossMoney costPerConversion costPerConversionLow \
             costPerConversionHigh chanceCheapest",
            &[
                self.evidence.viewers(),
                self.rate,
                self.interval.low,
                self.interval.high,
                self.shrunk_rate,
                self.credible.low,
                self.credible.high,
                self.standing.chance_best,
                self.standing.expected_loss,
                self.loss_in_money.unwrap_or(none),
                self.cost_per_conversion.unwrap_or(none),
                self.cost_low.unwrap_or(none),
                self.cost_high.unwrap_or(none),
                self.chance_cheapest.unwrap_or(none),
            ],
        );
        datum.add("name", entry.name.as_str().into());
        datum.add("format", entry.format.as_str().into());
        datum
    }
}

fn named(names: &str, numbers: &[f64]) -> Datum {
    let mut datum = Datum::Record(Vec::new());
    datum.put_named(names, numbers);
    datum
}

fn whole(number: usize) -> f64 {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}
