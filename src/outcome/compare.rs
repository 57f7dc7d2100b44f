//! The outcome of the `compare` view.

use super::figure::{Figure, FigureId, Formula, NoteCode, Number, Source, Symbol, step};
use super::rate::{TYPED, percent};
use crate::locale::{Style, money_style, share_style};
use crate::model::comparison::{
    FittedPrior, Heterogeneity, effective_viewers, fitted_prior, heterogeneity, holm,
    mantel_haenszel, post_correlation, reversal,
};
use crate::model::contest::{Scaled, Standing, contest};
use crate::model::normal::upper_quantile;
use crate::model::posterior::Beta;
use crate::model::proportion::{Interval, wilson_interval};
use crate::model::quantity::{Count, Evidence, Sample};
use crate::model::sample_size::{Design, per_variant};
use crate::model::two_proportion::{
    Estimate, fisher_p, newcombe_difference, pooled_p, smallest_expected_count,
};
use crate::scenario::compare::{CompareEntry, CompareScenario, PriorWeight};
use crate::scenario::datum::Datum;
use crate::scenario::field::FieldId;

/// The fewest entries from which a prior is fitted.
const FEWEST_FITTED: usize = 5;

/// What is believed of any entry before its figures are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The expected rate.
    pub mean: f64,
    /// How many viewers it is worth; `None` where it outweighs everything, so that all are one.
    pub weight: Option<f64>,
    /// Whether it was fitted to the entries.
    pub is_fitted: bool,
}

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
    /// What is believed of it; `None` where the prior outweighs everything.
    pub posterior: Option<Beta>,
    /// The mean of that: the rate to expect of the next viewers.
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
    /// That sum / Σ conversions of the same entries.
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

/// Computes the outcome of a scenario. Every valid scenario has one.
pub fn compare_outcome(scenario: CompareScenario) -> CompareOutcome {
    let level = scenario.level;
    let correlation = correlation_of(&scenario.entries);
    let evidence: Vec<Evidence> = scenario
        .entries
        .iter()
        .map(|entry| effective(entry, correlation.unwrap_or(0.0)))
        .collect();
    let totals = totals_of(&scenario.entries);
    let mut notes = Vec::new();
    let prior = prior_of(&scenario, &totals, &evidence, &mut notes);
    let posteriors: Vec<Option<Beta>> = evidence.iter().map(|one| posterior(prior, *one)).collect();
    let scales = vec![Some(1.0); evidence.len()];
    let standings = standings(&posteriors, &scales, prior.mean);
    let cheapest = chances_cheapest(&scenario.entries, &posteriors, prior.mean);
    let found = scenario.entries.iter().zip(&evidence).zip(&posteriors);
    let entries: Vec<EntryOutcome> = found
        .zip(standings)
        .zip(cheapest)
        .map(|((((entry, evidence), posterior), standing), cheapest)| {
            let interval = wilson_interval(*evidence, level);
            let viewers = entry.sample.whole().get();
            let cost = |conversions: f64| {
                entry
                    .cost
                    .filter(|_| conversions > 0.0)
                    .map(|cost| cost / conversions)
            };
            let mean = posterior.map_or(prior.mean, Beta::mean);
            let value = scenario.value_per_conversion;
            let standing = standing.unwrap_or(Standing {
                chance_best: 0.0,
                expected_loss: 0.0,
            });
            EntryOutcome {
                evidence: *evidence,
                rate: entry.sample.rate(),
                interval,
                posterior: *posterior,
                shrunk_rate: mean,
                credible: posterior.map_or(
                    Interval {
                        low: mean,
                        high: mean,
                    },
                    |posterior| posterior.credible_interval(level),
                ),
                standing,
                loss_in_money: value.map(|value| 1_000.0 * standing.expected_loss * value),
                cost_per_conversion: cost(entry.sample.part().get()),
                cost_low: cost(viewers * interval.high),
                cost_high: cost(viewers * interval.low),
                chance_cheapest: cheapest,
            }
        })
        .collect();
    let best = highest(&entries, |entry| Some(entry.standing.chance_best)).unwrap_or(0);
    let chance = entries
        .get(best)
        .map_or(0.0, |entry| entry.standing.chance_best);
    let rivals = entries.iter().filter(|entry| {
        let gap = chance - entry.standing.chance_best;
        gap < 1e-9
    });
    CompareOutcome {
        is_alone: rivals.count() < 2,
        best_buy: highest(&entries, |entry| entry.chance_cheapest),
        heterogeneity: heterogeneity(&evidence),
        pairs: pairs_of(&entries),
        reversals: reversals_of(&scenario, &evidence),
        verdict: verdict_of(&entries, chance, correlation.is_some()),
        needed: needed_of(&entries, 1.0 - level.get()),
        best,
        entries,
        prior,
        correlation,
        totals,
        notes,
        scenario,
    }
}

fn correlation_of(entries: &[CompareEntry]) -> Option<f64> {
    let posts = |entry: &CompareEntry| entry.posts.iter().map(|&post| post.into()).collect();
    let posts: Vec<Vec<Evidence>> = entries.iter().map(posts).collect();
    post_correlation(&posts)
}

/// As what an entry counts. Without posts it counts as one.
fn effective(entry: &CompareEntry, correlation: f64) -> Evidence {
    let whole = Evidence::from(entry.sample);
    if correlation <= 0.0 {
        return whole;
    }
    let viewers = effective_viewers(&post_sizes(entry), correlation).min(whole.viewers());
    Evidence::new(entry.sample.rate() * viewers, viewers).unwrap_or(whole)
}

fn post_sizes(entry: &CompareEntry) -> Vec<f64> {
    if entry.posts.is_empty() {
        vec![entry.sample.whole().get()]
    } else {
        let size = |post: &Sample| post.whole().get();
        entry.posts.iter().map(size).collect()
    }
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
        cost_per_conversion: cost.filter(|_| bought > 0.0).map(|cost| cost / bought),
    }
}

fn prior_of(
    scenario: &CompareScenario,
    totals: &Totals,
    evidence: &[Evidence],
    notes: &mut Vec<NoteCode>,
) -> Prior {
    let is_open = totals.conversions > 0.0 && totals.conversions < totals.viewers;
    let mean = scenario.prior_mean.unwrap_or(if is_open {
        totals.rate
    } else {
        (totals.conversions + 0.5) / (totals.viewers + 1.0)
    });
    // Four conversions imagined: creators are taken to differ by about ± 50 %.
    let usual = Prior {
        mean,
        weight: Some(4.0 / mean),
        is_fitted: false,
    };
    match scenario.prior_weight {
        PriorWeight::Usual => usual,
        PriorWeight::Viewers(weight) => Prior {
            weight: Some(weight),
            ..usual
        },
        PriorWeight::Fitted if !is_open || evidence.len() < FEWEST_FITTED => {
            notes.push(NoteCode::PriorNotFitted);
            usual
        }
        PriorWeight::Fitted => {
            if scenario.prior_mean.is_some() {
                notes.push(NoteCode::PriorMeanAside);
            }
            let (mean, weight) = match fitted_prior(evidence) {
                FittedPrior::Beta { mean, weight } => (mean, Some(weight)),
                FittedPrior::Pooled { mean } => (mean, None),
            };
            if weight.is_none() {
                notes.push(NoteCode::PriorPooled);
            }
            Prior {
                mean,
                weight,
                is_fitted: true,
            }
        }
    }
}

fn posterior(prior: Prior, evidence: Evidence) -> Option<Beta> {
    let weight = prior.weight?;
    // A typed weight may be smaller than any that could matter.
    let a = prior.mean * weight + evidence.conversions();
    let b = (1.0 - prior.mean) * weight + (evidence.viewers() - evidence.conversions());
    Beta::new(a.max(1e-6), b.max(1e-6)).ok()
}

/// How entries stand whose rates are multiplied by these scales; an entry without one stands aside.
///
/// Where the prior outweighs everything all rates are one, and only the scales are left: those of
/// the highest share the chance.
fn standings(
    posteriors: &[Option<Beta>],
    scales: &[Option<f64>],
    mean: f64,
) -> Vec<Option<Standing>> {
    let mut fields = Vec::new();
    for (posterior, scale) in posteriors.iter().zip(scales) {
        if let (&Some(rate), &Some(scale)) = (posterior, scale) {
            fields.push(Scaled { rate, scale });
        }
    }
    if posteriors.iter().all(Option::is_some) {
        let mut found = contest(&fields).into_iter();
        return scales
            .iter()
            .map(|scale| scale.and_then(|_| found.next()))
            .collect();
    }
    let top = scales.iter().flatten().fold(0.0_f64, |top, s| top.max(*s));
    let is_top = |scale: &&f64| **scale >= top;
    let sharing = scales
        .iter()
        .flatten()
        .filter(is_top)
        .fold(0.0, |count, _| count + 1.0);
    let standing = |scale: f64| Standing {
        chance_best: if scale >= top { 1.0 / sharing } else { 0.0 },
        expected_loss: (top - scale) * mean,
    };
    scales.iter().map(|scale| scale.map(standing)).collect()
}

/// The chance of each entry to have the lowest cost per conversion: the most conversions per unit
/// of money, that is, rate times viewers per unit of money.
///
/// `None` for an entry without a cost, which stands aside, and for all where fewer than two have
/// one. An entry that cost nothing has free conversions, whatever its rate: where there are such
/// entries they share the chance, and no other has any.
fn chances_cheapest(
    entries: &[CompareEntry],
    posteriors: &[Option<Beta>],
    mean: f64,
) -> Vec<Option<f64>> {
    let costs = entries.iter().filter_map(|entry| entry.cost);
    let free = costs.clone().filter(|cost| *cost <= 0.0);
    let free = free.fold(0.0, |count, _| count + 1.0);
    if costs.count() < 2 {
        return vec![None; entries.len()];
    }
    if free > 0.0 {
        let chance = |cost: f64| if cost <= 0.0 { 1.0 / free } else { 0.0 };
        return entries.iter().map(|entry| entry.cost.map(chance)).collect();
    }
    let scale = |entry: &CompareEntry| Some(entry.sample.whole().get() / entry.cost?);
    let scales: Vec<Option<f64>> = entries.iter().map(scale).collect();
    standings(posteriors, &scales, mean)
        .into_iter()
        .map(|standing| standing.map(|standing| standing.chance_best))
        .collect()
}

/// The place of the highest value; the first of several.
fn highest(entries: &[EntryOutcome], value: fn(&EntryOutcome) -> Option<f64>) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (place, entry) in entries.iter().enumerate() {
        if let Some(value) = value(entry)
            && best.is_none_or(|(_, most)| value > most)
        {
            best = Some((place, value));
        }
    }
    best.map(|(place, _)| place)
}

/// Counts that are whole again, for the exact test: an entry that counts as fewer viewers has none.
fn whole_sample(evidence: Evidence) -> Option<Sample> {
    let count = |count: f64| Count::new(count.round()).ok();
    Sample::new(count(evidence.conversions())?, count(evidence.viewers())?).ok()
}

/// Whether a pair is judged by Fisher's exact test: where an expected count is below 5.
fn is_exact(a: Evidence, b: Evidence) -> bool {
    smallest_expected_count(a, b) < 5.0
}

fn p_of(a: Evidence, b: Evidence) -> f64 {
    match (whole_sample(a), whole_sample(b)) {
        (Some(first), Some(second)) if is_exact(a, b) => fisher_p(first, second),
        _ => pooled_p(a, b),
    }
}

fn pairs_of(entries: &[EntryOutcome]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut p_values = Vec::new();
    for (b, second) in entries.iter().enumerate() {
        for (a, first) in entries.iter().enumerate().take(b) {
            let p = p_of(first.evidence, second.evidence);
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
    let rows = || scenario.entries.iter().zip(evidence).enumerate();
    let is_first = |place: usize, name: &str| {
        let mut before = scenario.entries.iter().take(place);
        before.all(|entry| entry.name != name)
    };
    let mut firsts = Vec::new();
    for (place, (entry, _)) in rows() {
        let rows = rows().filter(|(_, (other, _))| other.name == entry.name);
        if is_first(place, &entry.name) && rows.count() > 1 {
            firsts.push((place, &entry.name));
        }
    }
    let mut found = Vec::new();
    for (at, &(b, second)) in firsts.iter().enumerate() {
        for &(a, first) in firsts.iter().take(at) {
            let (mut seen, mut weighed) = (Vec::new(), Vec::new());
            for (_, (one, one_evidence)) in rows().filter(|(_, (one, _))| one.name == *first) {
                let other = rows()
                    .find(|(_, (other, _))| other.name == *second && other.format == one.format);
                if let Some((_, (other, other_evidence))) = other {
                    seen.push((one.sample.into(), other.sample.into()));
                    weighed.push((*one_evidence, *other_evidence));
                }
            }
            let Some((one, other)) = seen.first().copied() else {
                continue;
            };
            if reversal(&seen, scenario.level).is_some() {
                let (one, other): (Evidence, Evidence) = (one, other);
                let is_ahead = one.rate() > other.rate();
                let certain = mantel_haenszel(&weighed, scenario.level)
                    .is_some_and(|difference| difference.low > 0.0 || difference.high < 0.0);
                found.push(ReversalFound {
                    a: if is_ahead { a } else { b },
                    b: if is_ahead { b } else { a },
                    certain,
                });
            }
        }
    }
    found
}

fn verdict_of(entries: &[EntryOutcome], chance: f64, knows_posts: bool) -> Verdict {
    let is_small = |entry: &EntryOutcome| entry.standing.expected_loss < 0.01 * entry.shrunk_rate;
    if chance >= 0.95 && knows_posts {
        Verdict::Leader
    } else if chance >= 0.8 {
        Verdict::Leaning
    } else if entries.iter().all(is_small) {
        Verdict::SameInPractice
    } else {
        Verdict::TooEarly
    }
}

/// By the plan for a test of the two highest expected rates, at the risk 1 − level and power 0.8.
fn needed_of(entries: &[EntryOutcome], alpha: f64) -> Option<Needed> {
    let first = highest(entries, |entry| Some(entry.shrunk_rate))?;
    let mut second: Option<(usize, &EntryOutcome)> = None;
    for (place, entry) in entries.iter().enumerate() {
        if place != first && second.is_none_or(|(_, best)| entry.shrunk_rate > best.shrunk_rate) {
            second = Some((place, entry));
        }
    }
    let (second, behind) = second?;
    let ahead = entries.get(first)?;
    let design = Design {
        alpha,
        power: 0.8,
        two_sided: true,
    };
    let each = per_variant(behind.shrunk_rate, ahead.shrunk_rate, design)
        .filter(|each| each.is_finite())?;
    let lacking = |entry: &EntryOutcome| (each - entry.evidence.viewers()).max(0.0).ceil();
    Some(Needed {
        first,
        second,
        each,
        more: lacking(ahead) + lacking(behind),
    })
}

impl CompareOutcome {
    /// The outcome as `result.outcome` says it, unrounded.
    pub fn datum(&self) -> Datum {
        let entries = self.scenario.entries.iter().zip(&self.entries);
        let entries = entries.map(|(entry, found)| found.datum(entry)).collect();
        let mut pairs = Vec::new();
        for pair in &self.pairs {
            let mut datum = places(pair.a, pair.b);
            datum.put_numbers(&[
                ("difference", Some(pair.difference.value)),
                ("low", Some(pair.difference.low)),
                ("high", Some(pair.difference.high)),
                ("p", Some(pair.p)),
                ("adjustedP", Some(pair.adjusted_p)),
            ]);
            pairs.push(datum);
        }
        let mut reversals = Vec::new();
        for reversal in &self.reversals {
            let mut datum = places(reversal.a, reversal.b);
            datum.add("certain", Datum::Flag(reversal.certain));
            reversals.push(datum);
        }
        let totals = self.totals;
        let heterogeneity = self.heterogeneity.map_or(Datum::Null, |found| {
            let mut datum = Datum::Record(Vec::new());
            datum.add("approximate", Datum::Flag(found.approximate));
            datum.put_numbers(&[
                ("chiSquare", Some(found.chi_square)),
                ("df", Some(found.degrees_of_freedom)),
                ("p", Some(found.p)),
            ]);
            datum
        });
        let prior = [
            ("mean", Some(self.prior.mean)),
            ("weight", self.prior.weight),
        ];
        let totals = [
            ("viewers", Some(totals.viewers)),
            ("conversions", Some(totals.conversions)),
            ("rate", Some(totals.rate)),
            ("cost", totals.cost),
            ("costPerConversion", totals.cost_per_conversion),
        ];
        let needed = self.needed.map(|needed| needed.more);
        let mut datum = Datum::Record(Vec::new());
        for (name, value) in [
            ("verdict", Datum::from(self.verdict.name())),
            ("best", place(self.best)),
            ("bestBuy", self.best_buy.map_or(Datum::Null, place)),
            ("viewersNeeded", needed.into()),
            ("entries", Datum::List(entries)),
            ("prior", Datum::numbers(&prior)),
            ("heterogeneity", heterogeneity),
            ("correlation", self.correlation.into()),
            ("pairs", Datum::List(pairs)),
            ("reversals", Datum::List(reversals)),
            ("totals", Datum::numbers(&totals)),
        ] {
            datum.add(name, value);
        }
        datum
    }

    /// The pair of an entry and the one that is ahead; `None` for that one itself.
    pub fn pair_with_best(&self, entry: usize) -> Option<&Pair> {
        let (a, b) = (entry.min(self.best), entry.max(self.best));
        self.pairs.iter().find(|pair| pair.a == a && pair.b == b)
    }

    /// The places of the entries, the highest expected rate first, or the lowest cost per
    /// conversion; those without one come last, and equal ones in the order of the list.
    pub fn order(&self, by_cost: bool) -> Vec<usize> {
        let key = |place: usize| {
            let entry = self.entries.get(place);
            if by_cost {
                let cost = entry.and_then(|entry| entry.cost_per_conversion);
                cost.unwrap_or(f64::INFINITY)
            } else {
                entry.map_or(0.0, |entry| -entry.shrunk_rate)
            }
        };
        let mut order: Vec<usize> = Vec::new();
        for place in 0..self.entries.len() {
            let behind = order.iter().rev();
            let after = behind.take_while(|other| key(**other) > key(place)).count();
            order.insert(order.len() - after, place);
        }
        order
    }

    /// The figures of all entries together, each with its derivation.
    pub fn figures(&self) -> Vec<Figure> {
        let number = |id, symbol| self.number(id, symbol);
        let mut figures = lines_of(&WHOLE, &number, &|id, formula| self.uses(id, formula));
        for figure in &mut figures {
            if figure.source == Source::Compare(CompareSource::Tarone) && !self.prior.is_fitted {
                figure.source = Source::Definition;
            }
        }
        figures
    }

    /// The figures of one entry, each with its derivation: made when somebody opens it.
    pub fn entry_figures(&self, place: usize) -> Vec<Figure> {
        let (Some(entry), Some(found), Some(best)) = (
            self.scenario.entries.get(place),
            self.entries.get(place),
            self.entries.get(self.best),
        ) else {
            return Vec::new();
        };
        let one = One {
            all: self,
            entry,
            found,
            best,
            pair: self.pair_with_best(place),
            sign: if place < self.best { 1.0 } else { -1.0 },
        };
        let is_exact = is_exact(found.evidence, best.evidence);
        lines_of(
            &ENTRY,
            &|id, symbol| one.number(id, symbol),
            &|_, formula| match formula {
                Formula::Compare(CompareFormula::Fisher) => is_exact,
                Formula::Compare(CompareFormula::PooledTest) => !is_exact,
                _ => true,
            },
        )
    }

    /// Whether a step tells how a figure came about this time.
    fn uses(&self, id: CompareFigure, formula: Formula) -> bool {
        let is_typed = match id {
            CompareFigure::PriorMean => self.scenario.prior_mean.is_some(),
            CompareFigure::PriorWeight => {
                matches!(self.scenario.prior_weight, PriorWeight::Viewers(_))
            }
            _ => return true,
        };
        let totals = self.totals;
        let is_open = totals.conversions > 0.0 && totals.conversions < totals.viewers;
        match formula {
            Formula::Compare(CompareFormula::Fitted) => self.prior.is_fitted,
            Formula::Compare(CompareFormula::HalfAdded) => {
                !self.prior.is_fitted && !is_typed && !is_open
            }
            Formula::Quotient => !self.prior.is_fitted && !is_typed && is_open,
            _ => !self.prior.is_fitted && !is_typed,
        }
    }

    fn number(&self, id: CompareFigure, symbol: Symbol) -> Option<Number> {
        let totals = self.totals;
        let count = |value: f64| (Some(value), Style::Decimal(0));
        let (value, style) = match symbol {
            Symbol::Figure(FigureId::Compare(id)) => match id {
                CompareFigure::PooledRate => (Some(totals.rate), percent(totals.rate)),
                CompareFigure::PooledCost => {
                    totals.cost?;
                    let value = totals.cost_per_conversion;
                    (value, money_style(value.unwrap_or_default()))
                }
                CompareFigure::Heterogeneity => {
                    let p = self.heterogeneity?.p;
                    (Some(p), p_style(p))
                }
                CompareFigure::Correlation => (self.correlation, Style::Significant(3)),
                CompareFigure::PriorMean => (Some(self.prior.mean), self.mean_style()),
                CompareFigure::PriorWeight => (self.prior.weight, Style::Significant(3)),
                _ => return None,
            },
            Symbol::Compare(symbol) => match symbol {
                CompareSymbol::AllConversions => count(totals.conversions),
                CompareSymbol::AllViewers => count(totals.viewers),
                CompareSymbol::AllCosts => (totals.cost, money_style(totals.cost?)),
                CompareSymbol::Bought => count(totals.cost? / totals.cost_per_conversion?),
                CompareSymbol::ChiSquare => {
                    (Some(self.heterogeneity?.chi_square), Style::Significant(4))
                }
                CompareSymbol::Freedom if id == CompareFigure::Heterogeneity => {
                    count(self.heterogeneity?.degrees_of_freedom)
                }
                CompareSymbol::Freedom => count(self.posts_freedom()),
                CompareSymbol::Entries => {
                    count(self.entries.iter().fold(0.0, |count, _| count + 1.0))
                }
                CompareSymbol::Pairs => count(self.pairs.iter().fold(0.0, |count, _| count + 1.0)),
                _ => return None,
            },
            _ => return None,
        };
        Some(Number { value, style })
    }

    fn mean_style(&self) -> Style {
        if !self.prior.is_fitted && self.scenario.prior_mean.is_some() {
            TYPED
        } else {
            percent(self.prior.mean)
        }
    }

    /// Σ (m − 1) over the entries from which the correlation is estimated.
    fn posts_freedom(&self) -> f64 {
        let mut freedom = 0.0;
        for entry in &self.scenario.entries {
            let is_open = entry.sample.part().get() > 0.0 && entry.sample.rate() < 1.0;
            if entry.posts.len() > 1 && is_open {
                freedom += entry.posts.iter().fold(-1.0, |count, _| count + 1.0);
            }
        }
        freedom
    }
}

/// One entry among all, for its figures.
struct One<'a> {
    all: &'a CompareOutcome,
    entry: &'a CompareEntry,
    found: &'a EntryOutcome,
    best: &'a EntryOutcome,
    /// The pair with the one that is ahead.
    pair: Option<&'a Pair>,
    /// Whether that pair is seen from this entry, 1, or from the other, −1.
    sign: f64,
}

impl One<'_> {
    fn number(&self, id: CompareFigure, symbol: Symbol) -> Option<Number> {
        let found = self.found;
        let level = self.all.scenario.level;
        let count = |value: f64| (Some(value), Style::Decimal(0));
        let digits = |value: f64| (Some(value), Style::Significant(9));
        let rate = |value: f64| (Some(value), Style::Percent(6));
        let (value, style) = match symbol {
            // In a formula as finely as it takes to work it out again.
            Symbol::Figure(FigureId::Compare(CompareFigure::PriorMean)) => {
                rate(self.all.prior.mean)
            }
            Symbol::Figure(FigureId::Compare(CompareFigure::PriorWeight)) => {
                (self.all.prior.weight, Style::Significant(6))
            }
            Symbol::Figure(FigureId::Compare(id)) => self.figure(id)?,
            Symbol::Low => self.end(id, true)?,
            Symbol::High => self.end(id, false)?,
            Symbol::Z => (Some(upper_quantile(level.tail())), Style::Significant(6)),
            Symbol::Field(FieldId::Level) => (Some(level.get()), TYPED),
            Symbol::Field(FieldId::Conversions) => count(self.entry.sample.part().get()),
            Symbol::Field(FieldId::Viewers) => count(self.entry.sample.whole().get()),
            Symbol::Field(FieldId::Cost) => (Some(self.entry.cost?), Style::Input),
            Symbol::Field(_) => (self.all.scenario.value_per_conversion, Style::Input),
            Symbol::Compare(symbol) => match symbol {
                CompareSymbol::Counted => digits(found.evidence.conversions()),
                CompareSymbol::Among => digits(found.evidence.viewers()),
                CompareSymbol::BestCounted => digits(self.best.evidence.conversions()),
                CompareSymbol::BestAmong => digits(self.best.evidence.viewers()),
                CompareSymbol::PostSpread => {
                    let viewers = self.entry.sample.whole().get();
                    digits(viewers * (viewers / found.evidence.viewers()))
                }
                CompareSymbol::BetaA => digits(found.posterior?.a()),
                CompareSymbol::BetaB => digits(found.posterior?.b()),
                CompareSymbol::TailLow => (Some(level.tail()), TYPED),
                CompareSymbol::TailHigh => (Some(1.0 - level.tail()), TYPED),
                CompareSymbol::P => {
                    let p = self.pair?.p;
                    (Some(p), p_style(p))
                }
                CompareSymbol::OwnRate => rate(found.rate),
                CompareSymbol::BestRate => rate(self.best.rate),
                CompareSymbol::OwnLow => rate(found.interval.low),
                CompareSymbol::OwnHigh => rate(found.interval.high),
                CompareSymbol::BestLow => rate(self.best.interval.low),
                CompareSymbol::BestHigh => rate(self.best.interval.high),
                _ => return self.all.number(id, Symbol::Compare(symbol)),
            },
            _ => return None,
        };
        Some(Number { value, style })
    }

    fn figure(&self, id: CompareFigure) -> Option<(Option<f64>, Style)> {
        let found = self.found;
        let chance = |value: f64| (Some(value), chance_style(value));
        let money = |value: Option<f64>| (value, money_style(value.unwrap_or_default()));
        Some(match id {
            CompareFigure::Rate => (Some(found.rate), found.style(found.rate)),
            CompareFigure::EffectiveViewers => {
                self.all.correlation.filter(|rho| *rho > 0.0)?;
                (Some(found.evidence.viewers()), Style::Significant(6))
            }
            CompareFigure::Interval => (None, found.style(found.rate)),
            CompareFigure::ShrunkRate => {
                let width = found.credible.high - found.credible.low;
                let mean = found.shrunk_rate;
                (Some(mean), share_style(mean, width))
            }
            CompareFigure::ChanceBest => chance(found.standing.chance_best),
            CompareFigure::ExpectedLoss => (Some(found.standing.expected_loss), Style::Percent(3)),
            CompareFigure::LossInMoney => {
                found.loss_in_money?;
                money(found.loss_in_money)
            }
            CompareFigure::CostPerConversion => {
                self.entry.cost?;
                money(found.cost_per_conversion)
            }
            CompareFigure::ChanceCheapest => chance(found.chance_cheapest?),
            CompareFigure::Difference => {
                let difference = self.pair?.difference;
                let style = share_style(0.5, difference.high - difference.low);
                (Some(self.sign * difference.value), style)
            }
            CompareFigure::AdjustedP => {
                let p = self.pair?.adjusted_p;
                (Some(p), p_style(p))
            }
            _ => {
                return self
                    .all
                    .number(id, Symbol::Figure(FigureId::Compare(id)))
                    .map(|Number { value, style }| (value, style));
            }
        })
    }

    /// An end of a figure's range.
    fn end(&self, id: CompareFigure, is_low: bool) -> Option<(Option<f64>, Style)> {
        let found = self.found;
        let (low, high) = match id {
            CompareFigure::Interval => (Some(found.interval.low), Some(found.interval.high)),
            CompareFigure::ShrunkRate => (Some(found.credible.low), Some(found.credible.high)),
            CompareFigure::CostPerConversion => (found.cost_low, found.cost_high),
            CompareFigure::Difference => {
                let Estimate { low, high, .. } = self.pair?.difference;
                if self.sign > 0.0 {
                    (Some(low), Some(high))
                } else {
                    (Some(-high), Some(-low))
                }
            }
            _ => return None,
        };
        let (_, style) = self.figure(id)?;
        Some((if is_low { low } else { high }, style))
    }
}

/// One step of a derivation: what it gives, its form, and what stands in it.
type Form = (Symbol, Formula, &'static [Symbol]);

/// How a figure comes about. A table and not code: a figure more costs a row.
struct Lines {
    id: CompareFigure,
    steps: &'static [Form],
    source: Source,
}

fn lines_of(
    lines: &[Lines],
    number: &dyn Fn(CompareFigure, Symbol) -> Option<Number>,
    uses: &dyn Fn(CompareFigure, Formula) -> bool,
) -> Vec<Figure> {
    let mut figures = Vec::new();
    for &Lines { id, steps, source } in lines {
        let number = |symbol| number(id, symbol);
        let own = FigureId::Compare(id);
        let Some(Number { value, style }) = number(Symbol::Figure(own)) else {
            continue;
        };
        let end = |symbol| number(symbol).map(|end| end.value);
        let mut told = Vec::new();
        for &(result, formula, operands) in steps {
            if uses(id, formula) {
                told.extend(step(result, formula, operands, &number));
            }
        }
        figures.push(Figure {
            id: own,
            value,
            ends: end(Symbol::Low).zip(end(Symbol::High)),
            style,
            steps: told,
            source,
        });
    }
    figures
}

const fn own(id: CompareFigure) -> Symbol {
    Symbol::Figure(FigureId::Compare(id))
}

const fn sign(symbol: CompareSymbol) -> Symbol {
    Symbol::Compare(symbol)
}

const fn form(formula: CompareFormula) -> Formula {
    Formula::Compare(formula)
}

const COUNTS: &[Symbol] = &[
    sign(CompareSymbol::AllConversions),
    sign(CompareSymbol::AllViewers),
];

const WHOLE: [Lines; 6] = [
    Lines {
        id: CompareFigure::PooledRate,
        steps: &[(own(CompareFigure::PooledRate), Formula::Quotient, COUNTS)],
        source: Source::Definition,
    },
    Lines {
        id: CompareFigure::PooledCost,
        steps: &[(
            own(CompareFigure::PooledCost),
            Formula::Quotient,
            &[sign(CompareSymbol::AllCosts), sign(CompareSymbol::Bought)],
        )],
        source: Source::Definition,
    },
    Lines {
        id: CompareFigure::Heterogeneity,
        steps: &[(
            own(CompareFigure::Heterogeneity),
            form(CompareFormula::ChiSquareTail),
            &[sign(CompareSymbol::ChiSquare), sign(CompareSymbol::Freedom)],
        )],
        source: Source::Compare(CompareSource::Pearson),
    },
    Lines {
        id: CompareFigure::Correlation,
        steps: &[(
            own(CompareFigure::Correlation),
            form(CompareFormula::Correlation),
            &[sign(CompareSymbol::Freedom)],
        )],
        source: Source::Compare(CompareSource::Williams),
    },
    Lines {
        id: CompareFigure::PriorMean,
        steps: &[
            (own(CompareFigure::PriorMean), Formula::Quotient, COUNTS),
            (
                own(CompareFigure::PriorMean),
                form(CompareFormula::HalfAdded),
                COUNTS,
            ),
            (
                own(CompareFigure::PriorMean),
                form(CompareFormula::Fitted),
                &[],
            ),
        ],
        source: Source::Compare(CompareSource::Tarone),
    },
    Lines {
        id: CompareFigure::PriorWeight,
        steps: &[
            (
                own(CompareFigure::PriorWeight),
                form(CompareFormula::UsualWeight),
                &[own(CompareFigure::PriorMean)],
            ),
            (
                own(CompareFigure::PriorWeight),
                form(CompareFormula::Fitted),
                &[],
            ),
        ],
        source: Source::Compare(CompareSource::Tarone),
    },
];

const COUNTED: &[Symbol] = &[
    sign(CompareSymbol::Counted),
    sign(CompareSymbol::Among),
    Symbol::Z,
];

const RIVALS: &[Symbol] = &[sign(CompareSymbol::Entries)];

const BOTH: &[Symbol] = &[
    sign(CompareSymbol::Counted),
    sign(CompareSymbol::Among),
    sign(CompareSymbol::BestCounted),
    sign(CompareSymbol::BestAmong),
];

const ENTRY: [Lines; 11] = [
    Lines {
        id: CompareFigure::Rate,
        steps: &[(
            own(CompareFigure::Rate),
            Formula::Quotient,
            &[
                Symbol::Field(FieldId::Conversions),
                Symbol::Field(FieldId::Viewers),
            ],
        )],
        source: Source::Definition,
    },
    Lines {
        id: CompareFigure::EffectiveViewers,
        steps: &[(
            own(CompareFigure::EffectiveViewers),
            form(CompareFormula::SquareQuotient),
            &[
                Symbol::Field(FieldId::Viewers),
                sign(CompareSymbol::PostSpread),
            ],
        )],
        source: Source::Compare(CompareSource::Kish),
    },
    Lines {
        id: CompareFigure::Interval,
        steps: &[
            (
                Symbol::Z,
                Formula::NormalQuantile,
                &[Symbol::Field(FieldId::Level)],
            ),
            (Symbol::Low, Formula::WilsonLow, COUNTED),
            (Symbol::High, Formula::WilsonHigh, COUNTED),
        ],
        source: Source::Wilson,
    },
    Lines {
        id: CompareFigure::ShrunkRate,
        steps: &[
            (
                own(CompareFigure::ShrunkRate),
                form(CompareFormula::Shrunk),
                &[
                    own(CompareFigure::PriorMean),
                    own(CompareFigure::PriorWeight),
                    sign(CompareSymbol::Counted),
                    sign(CompareSymbol::Among),
                ],
            ),
            (
                Symbol::Low,
                form(CompareFormula::BetaQuantile),
                &[
                    sign(CompareSymbol::BetaA),
                    sign(CompareSymbol::BetaB),
                    sign(CompareSymbol::TailLow),
                ],
            ),
            (
                Symbol::High,
                form(CompareFormula::BetaQuantile),
                &[
                    sign(CompareSymbol::BetaA),
                    sign(CompareSymbol::BetaB),
                    sign(CompareSymbol::TailHigh),
                ],
            ),
        ],
        source: Source::Compare(CompareSource::Gelman),
    },
    Lines {
        id: CompareFigure::ChanceBest,
        steps: &[(
            own(CompareFigure::ChanceBest),
            form(CompareFormula::ChanceBest),
            RIVALS,
        )],
        source: Source::Compare(CompareSource::Contest),
    },
    Lines {
        id: CompareFigure::ExpectedLoss,
        steps: &[(
            own(CompareFigure::ExpectedLoss),
            form(CompareFormula::ExpectedLoss),
            RIVALS,
        )],
        source: Source::Compare(CompareSource::Contest),
    },
    Lines {
        id: CompareFigure::LossInMoney,
        steps: &[(
            own(CompareFigure::LossInMoney),
            form(CompareFormula::PerThousandViewers),
            &[
                own(CompareFigure::ExpectedLoss),
                Symbol::Field(FieldId::ValuePerConversion),
            ],
        )],
        source: Source::Definition,
    },
    Lines {
        id: CompareFigure::CostPerConversion,
        steps: &[(
            own(CompareFigure::CostPerConversion),
            Formula::Quotient,
            &[
                Symbol::Field(FieldId::Cost),
                Symbol::Field(FieldId::Conversions),
            ],
        )],
        source: Source::Definition,
    },
    Lines {
        id: CompareFigure::ChanceCheapest,
        steps: &[(
            own(CompareFigure::ChanceCheapest),
            form(CompareFormula::ChanceCheapest),
            RIVALS,
        )],
        source: Source::Compare(CompareSource::Contest),
    },
    Lines {
        id: CompareFigure::Difference,
        steps: &[
            (
                own(CompareFigure::Difference),
                Formula::Difference,
                &[sign(CompareSymbol::OwnRate), sign(CompareSymbol::BestRate)],
            ),
            (
                Symbol::Low,
                form(CompareFormula::NewcombeLow),
                &[
                    sign(CompareSymbol::OwnRate),
                    sign(CompareSymbol::BestRate),
                    sign(CompareSymbol::OwnLow),
                    sign(CompareSymbol::BestHigh),
                ],
            ),
            (
                Symbol::High,
                form(CompareFormula::NewcombeHigh),
                &[
                    sign(CompareSymbol::OwnRate),
                    sign(CompareSymbol::BestRate),
                    sign(CompareSymbol::OwnHigh),
                    sign(CompareSymbol::BestLow),
                ],
            ),
        ],
        source: Source::Newcombe,
    },
    Lines {
        id: CompareFigure::AdjustedP,
        steps: &[
            (sign(CompareSymbol::P), form(CompareFormula::Fisher), BOTH),
            (
                sign(CompareSymbol::P),
                form(CompareFormula::PooledTest),
                BOTH,
            ),
            (
                own(CompareFigure::AdjustedP),
                form(CompareFormula::Holm),
                &[sign(CompareSymbol::P), sign(CompareSymbol::Pairs)],
            ),
        ],
        source: Source::Compare(CompareSource::Holm),
    },
];

impl EntryOutcome {
    /// How its rate or an end of its interval is written.
    pub fn style(&self, share: f64) -> Style {
        share_style(share, self.interval.high - self.interval.low)
    }

    fn datum(&self, entry: &CompareEntry) -> Datum {
        let mut datum = Datum::Record(Vec::new());
        datum.add("name", entry.name.as_str().into());
        datum.add("format", entry.format.as_str().into());
        datum.put_numbers(&[
            ("effectiveViewers", Some(self.evidence.viewers())),
            ("rate", Some(self.rate)),
            ("low", Some(self.interval.low)),
            ("high", Some(self.interval.high)),
            ("shrunkRate", Some(self.shrunk_rate)),
            ("credibleLow", Some(self.credible.low)),
            ("credibleHigh", Some(self.credible.high)),
            ("chanceBest", Some(self.standing.chance_best)),
            ("expectedLoss", Some(self.standing.expected_loss)),
            ("expectedLossMoney", self.loss_in_money),
            ("costPerConversion", self.cost_per_conversion),
            ("costPerConversionLow", self.cost_low),
            ("costPerConversionHigh", self.cost_high),
            ("chanceCheapest", self.chance_cheapest),
        ]);
        datum
    }
}

fn places(a: usize, b: usize) -> Datum {
    let mut datum = Datum::Record(Vec::new());
    datum.add("a", place(a));
    datum.add("b", place(b));
    datum
}

fn place(place: usize) -> Datum {
    Datum::Number(u32::try_from(place).unwrap_or(u32::MAX).into())
}

/// How a chance is written: never as certain while it is not.
pub fn chance_style(chance: f64) -> Style {
    if chance > 0.001 && chance < 0.999 {
        Style::PercentDecimal(u8::from(!(0.1..=0.9).contains(&chance)))
    } else {
        percent(chance)
    }
}

/// How a p-value is written.
fn p_style(p: f64) -> Style {
    Style::Significant(if p < 0.1 { 2 } else { 3 })
}

/// A figure of this view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareFigure {
    /// The rate of all entries together.
    PooledRate,
    /// The cost of a conversion of all entries together.
    PooledCost,
    /// Whether the rates differ at all.
    Heterogeneity,
    /// How alike the viewers of one post are.
    Correlation,
    /// The rate expected beforehand.
    PriorMean,
    /// How many viewers that is worth.
    PriorWeight,
    /// The rate of an entry.
    Rate,
    /// As how many viewers an entry counts.
    EffectiveViewers,
    /// The interval of its rate.
    Interval,
    /// Its expected rate.
    ShrunkRate,
    /// Its chance to be the best.
    ChanceBest,
    /// What choosing it loses.
    ExpectedLoss,
    /// The same in money.
    LossInMoney,
    /// What one of its conversions cost.
    CostPerConversion,
    /// Its chance to be the cheapest.
    ChanceCheapest,
    /// Its rate less that of the one ahead.
    Difference,
    /// How surprising that would be by chance.
    AdjustedP,
}

impl CompareFigure {
    /// Those of all entries together, in their order.
    pub const WHOLE: [FigureId; 6] = [
        FigureId::Compare(Self::PooledRate),
        FigureId::Compare(Self::PooledCost),
        FigureId::Compare(Self::Heterogeneity),
        FigureId::Compare(Self::Correlation),
        FigureId::Compare(Self::PriorMean),
        FigureId::Compare(Self::PriorWeight),
    ];

    /// Those of one entry, in their order.
    pub const ENTRY: [FigureId; 11] = [
        FigureId::Compare(Self::Rate),
        FigureId::Compare(Self::EffectiveViewers),
        FigureId::Compare(Self::Interval),
        FigureId::Compare(Self::ShrunkRate),
        FigureId::Compare(Self::ChanceBest),
        FigureId::Compare(Self::ExpectedLoss),
        FigureId::Compare(Self::LossInMoney),
        FigureId::Compare(Self::CostPerConversion),
        FigureId::Compare(Self::ChanceCheapest),
        FigureId::Compare(Self::Difference),
        FigureId::Compare(Self::AdjustedP),
    ];

    /// Its name in `outcome`, or in an entry of it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PooledRate => "totals.rate",
            Self::PooledCost => "totals.costPerConversion",
            Self::Heterogeneity => "heterogeneity.p",
            Self::Correlation => "correlation",
            Self::PriorMean => "prior.mean",
            Self::PriorWeight => "prior.weight",
            Self::Rate => "rate",
            Self::EffectiveViewers => "effectiveViewers",
            Self::Interval => "interval",
            Self::ShrunkRate => "shrunkRate",
            Self::ChanceBest => "chanceBest",
            Self::ExpectedLoss => "expectedLoss",
            Self::LossInMoney => "expectedLossMoney",
            Self::CostPerConversion => "costPerConversion",
            Self::ChanceCheapest => "chanceCheapest",
            Self::Difference => "difference",
            Self::AdjustedP => "adjustedP",
        }
    }
}

/// What stands in the formulas of this view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareSymbol {
    /// Σ conversions.
    AllConversions,
    /// Σ viewers.
    AllViewers,
    /// Σ cost.
    AllCosts,
    /// Σ conversions of the entries with a cost.
    Bought,
    /// χ².
    ChiSquare,
    /// Degrees of freedom.
    Freedom,
    /// Σ n(1 + (n − 1)ρ) over the posts.
    PostSpread,
    /// Conversions as they count.
    Counted,
    /// Viewers as they count.
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
    /// The p-value of one pair.
    P,
    /// The entry's rate.
    OwnRate,
    /// The rate of the one ahead.
    BestRate,
    /// The ends of the entry's interval.
    OwnLow,
    /// The upper one.
    OwnHigh,
    /// The ends of the interval of the one ahead.
    BestLow,
    /// The upper one.
    BestHigh,
    /// Conversions of the one ahead, as they count.
    BestCounted,
    /// Its viewers, as they count.
    BestAmong,
}

/// The forms of formulas of this view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareFormula {
    /// Q(χ²; df).
    ChiSquareTail,
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
    ExpectedLoss,
    /// The same of conversions per unit of money.
    ChanceCheapest,
    /// 1,000 · a · b
    PerThousandViewers,
    /// The lower end of Newcombe's interval.
    NewcombeLow,
    /// The upper end.
    NewcombeHigh,
    /// Fisher's exact test.
    Fisher,
    /// The pooled z test.
    PooledTest,
    /// Holm's method.
    Holm,
}

/// The sources of this view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareSource {
    /// Pearson 1900, Cochran 1954.
    Pearson,
    /// Williams 1982.
    Williams,
    /// Tarone 1979.
    Tarone,
    /// Kish 1965.
    Kish,
    /// Gelman et al. 2013.
    Gelman,
    /// Miller 2015, Stucchio 2014.
    Contest,
    /// Holm 1979.
    Holm,
}
