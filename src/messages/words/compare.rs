//! Which sentence says what in the `compare` view.

use super::{amount, whole};
use crate::locale::{Style, money_style};
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence};
use crate::outcome::compare::{CompareOutcome, Verdict};

/// What an entry is called: with its format where the name alone is another's too.
pub fn name(language: &Language, outcome: &CompareOutcome, place: usize) -> String {
    let entries = &outcome.scenario.entries;
    let Some(entry) = entries.get(place) else {
        return String::new();
    };
    let called = entries.iter().filter(|other| other.name == entry.name);
    if called.count() > 1 && !entry.format.is_empty() {
        let parts = [
            ("name", Argument::Text(&entry.name)),
            ("format", Argument::Text(&entry.format)),
        ];
        language.fill(Sentence::CompareNamed, &parts)
    } else {
        entry.name.clone()
    }
}

/// A sentence about the outcome: all of them are filled from the same names and numbers.
#[inline(never)]
fn told(language: &Language, outcome: &CompareOutcome, sentence: Sentence) -> String {
    let called =
        |place: Option<usize>| place.map_or(String::new(), |place| name(language, outcome, place));
    let best = outcome.entries.get(outcome.best);
    let buy = outcome
        .best_buy
        .and_then(|place| outcome.entries.get(place));
    let chance = |chance: Option<f64>| amount(language, chance.unwrap_or_default(), Style::Chance);
    let texts = [
        ("name", called(Some(outcome.best))),
        ("chance", chance(best.map(|best| best.standing.chance_best))),
        ("first", called(outcome.order(false).first().copied())),
        ("second", called(outcome.needed.map(|needed| needed.second))),
        ("buy", called(outcome.best_buy)),
        ("cheapest", chance(buy.and_then(|buy| buy.chance_cheapest))),
    ];
    let cost = buy.and_then(|buy| buy.cost_per_conversion);
    let cost = cost.unwrap_or_default();
    let needed = outcome.needed.map(|needed| (needed.more, needed.each));
    let (more, each) = needed.unwrap_or_default();
    // About: three digits are more than anybody knows of it.
    let about = Style::Significant(3);
    let mut arguments = vec![
        ("cost", Argument::Number(cost, money_style(cost))),
        ("more", Argument::Number(more, about)),
        ("each", Argument::Number(each, about)),
        ("count", whole(outcome.entries.len())),
        ("share", Argument::Number(0.01, Style::Percent(1))),
    ];
    for (place, text) in &texts {
        arguments.push((place, Argument::Text(text)));
    }
    language.fill(sentence, &arguments)
}

/// Whether anybody has converted.
fn has_any(outcome: &CompareOutcome) -> bool {
    outcome.totals.conversions > 0.0
}

/// The verdict in a few words.
pub fn headline(language: &Language, outcome: &CompareOutcome) -> String {
    let sentence = match outcome.verdict {
        _ if !has_any(outcome) => Sentence::CompareHeadlineNothing,
        Verdict::Leader => Sentence::CompareHeadlineLeader,
        Verdict::Leaning => Sentence::CompareHeadlineLeaning,
        Verdict::SameInPractice => Sentence::CompareHeadlineSame,
        Verdict::TooEarly => Sentence::CompareHeadlineEarly,
    };
    told(language, outcome, sentence)
}

/// How sure it is.
pub fn chance(language: &Language, outcome: &CompareOutcome) -> String {
    let sentence = match outcome.verdict {
        _ if !has_any(outcome) => Sentence::CompareChanceNothing,
        Verdict::SameInPractice => Sentence::CompareChanceSame,
        _ if !outcome.is_alone => Sentence::CompareChanceTied,
        _ => Sentence::CompareChance,
    };
    told(language, outcome, sentence)
}

/// What it means.
pub fn verdict(language: &Language, outcome: &CompareOutcome) -> String {
    let sentence = match outcome.verdict {
        Verdict::Leader => Sentence::CompareVerdictLeader,
        Verdict::Leaning => Sentence::CompareVerdictLeaning,
        Verdict::SameInPractice => Sentence::CompareVerdictSame,
        Verdict::TooEarly if outcome.is_alone && has_any(outcome) => Sentence::CompareVerdictEarly,
        Verdict::TooEarly => return String::new(),
    };
    let mut words = told(language, outcome, sentence);
    if outcome.verdict == Verdict::Leaning && outcome.correlation.is_none() {
        words.push(' ');
        words.push_str(&language.say(Sentence::CompareVerdictSingle));
    }
    words
}

/// What would tell the two best apart; nothing where that is known or does not matter.
pub fn needed(language: &Language, outcome: &CompareOutcome) -> String {
    let sentence = match (outcome.verdict, outcome.needed) {
        (Verdict::Leader | Verdict::SameInPractice, _) | (_, None) => return String::new(),
        (_, Some(needed)) if needed.more > 0.0 => Sentence::CompareNeeded,
        _ => Sentence::CompareNeededNone,
    };
    told(language, outcome, sentence)
}

/// The best buy beside the best rate, where costs are given.
pub fn best_buy(language: &Language, outcome: &CompareOutcome) -> String {
    let entry = outcome
        .best_buy
        .and_then(|place| outcome.entries.get(place));
    if entry.is_some_and(|entry| entry.cost_per_conversion.is_some()) {
        told(language, outcome, Sentence::CompareBuy)
    } else {
        String::new()
    }
}

/// Comparisons that pooling turns round; of many the first few.
pub fn reversals(language: &Language, outcome: &CompareOutcome) -> String {
    let mut words = String::new();
    for reversal in outcome.reversals.iter().take(3) {
        let sentence = if reversal.certain {
            Sentence::CompareReversal
        } else {
            Sentence::CompareReversalPossible
        };
        let mut arguments = Vec::new();
        for (letter, place) in [("a", reversal.a), ("b", reversal.b)] {
            if let Some(entry) = outcome.scenario.entries.get(place) {
                arguments.push((letter, Argument::Text(&entry.name)));
            }
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&language.fill(sentence, &arguments));
    }
    words
}
