//! Which sentence says what in the `compare` view.

use crate::locale::{Style, money_style};
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence};
use crate::outcome::compare::{
    CompareFigure, CompareFormula, CompareOutcome, CompareSource, CompareSymbol, Verdict,
    chance_style,
};

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

fn count(outcome: &CompareOutcome) -> f64 {
    outcome.entries.iter().fold(0.0, |count, _| count + 1.0)
}

/// A chance in words: what is not certain is never rounded to it, and nobody counts its noughts.
pub fn chance_words(language: &Language, chance: f64) -> String {
    let (sentence, share) = if chance > 0.0 && chance < 0.001 {
        (Sentence::SplitTestShareFewer, 0.001)
    } else if chance > 0.999 && chance < 1.0 {
        (Sentence::SplitTestShareMore, 0.999)
    } else {
        return language.numerals.write(chance, chance_style(chance));
    };
    let share = ("share", Argument::Number(share, chance_style(share)));
    language.fill(sentence, &[share])
}

/// A sentence about the one that is ahead.
fn about_best(language: &Language, outcome: &CompareOutcome, sentence: Sentence) -> String {
    let name = name(language, outcome, outcome.best);
    let chance = outcome
        .entries
        .get(outcome.best)
        .map_or(0.0, |entry| entry.standing.chance_best);
    let chance = chance_words(language, chance);
    let arguments = [
        ("name", Argument::Text(&name)),
        ("chance", Argument::Text(&chance)),
        ("count", Argument::Number(count(outcome), Style::Decimal(0))),
        ("share", Argument::Number(0.01, Style::Percent(1))),
    ];
    language.fill(sentence, &arguments)
}

/// The verdict in a few words.
pub fn headline(language: &Language, outcome: &CompareOutcome) -> String {
    let sentence = match outcome.verdict {
        Verdict::Leader => Sentence::CompareHeadlineLeader,
        Verdict::Leaning => Sentence::CompareHeadlineLeaning,
        Verdict::SameInPractice => Sentence::CompareHeadlineSame,
        Verdict::TooEarly => Sentence::CompareHeadlineEarly,
    };
    about_best(language, outcome, sentence)
}

/// How sure it is.
pub fn chance(language: &Language, outcome: &CompareOutcome) -> String {
    let sentence = match outcome.verdict {
        Verdict::SameInPractice => Sentence::CompareChanceSame,
        _ if !outcome.is_alone => Sentence::CompareChanceTied,
        _ => Sentence::CompareChance,
    };
    about_best(language, outcome, sentence)
}

/// What it means.
pub fn verdict(language: &Language, outcome: &CompareOutcome) -> String {
    let sentence = match outcome.verdict {
        Verdict::Leader => Sentence::CompareVerdictLeader,
        Verdict::Leaning => Sentence::CompareVerdictLeaning,
        Verdict::SameInPractice => Sentence::CompareVerdictSame,
        Verdict::TooEarly if outcome.is_alone => Sentence::CompareVerdictEarly,
        Verdict::TooEarly => return String::new(),
    };
    let mut words = about_best(language, outcome, sentence);
    if outcome.verdict == Verdict::Leaning && outcome.correlation.is_none() {
        words.push(' ');
        words.push_str(&language.say(Sentence::CompareVerdictSingle));
    }
    words
}

/// What would tell the two best apart; nothing where that is known or does not matter.
pub fn needed(language: &Language, outcome: &CompareOutcome) -> String {
    let Some(needed) = outcome.needed else {
        return String::new();
    };
    let sentence = match outcome.verdict {
        Verdict::Leader | Verdict::SameInPractice => return String::new(),
        _ if needed.more > 0.0 => Sentence::CompareNeeded,
        _ => Sentence::CompareNeededNone,
    };
    let (first, second) = (
        name(language, outcome, needed.first),
        name(language, outcome, needed.second),
    );
    // About: three digits are more than anybody knows of it.
    let rounded = |number| Argument::Number(number, Style::Significant(3));
    let arguments = [
        ("first", Argument::Text(&first)),
        ("second", Argument::Text(&second)),
        ("more", rounded(needed.more)),
        ("each", rounded(needed.each)),
    ];
    language.fill(sentence, &arguments)
}

/// The best buy beside the best rate, where costs are given.
pub fn best_buy(language: &Language, outcome: &CompareOutcome) -> String {
    let Some(place) = outcome.best_buy else {
        return String::new();
    };
    let Some(entry) = outcome.entries.get(place) else {
        return String::new();
    };
    let (Some(chance), Some(cost)) = (entry.chance_cheapest, entry.cost_per_conversion) else {
        return String::new();
    };
    let chance = chance_words(language, chance);
    let best = outcome.order(false).first().copied().unwrap_or(0);
    let (rate, name) = (
        name(language, outcome, best),
        name(language, outcome, place),
    );
    let arguments = [
        ("rate", Argument::Text(&rate)),
        ("name", Argument::Text(&name)),
        ("cost", Argument::Number(cost, money_style(cost))),
        ("chance", Argument::Text(&chance)),
    ];
    language.fill(Sentence::CompareBuy, &arguments)
}

/// Comparisons that pooling turns round; of many the first few.
pub fn reversals(language: &Language, outcome: &CompareOutcome) -> String {
    let mut words = String::new();
    for reversal in outcome.reversals.iter().take(3) {
        let called = |place: usize| {
            let entry = outcome.scenario.entries.get(place);
            entry.map_or("", |entry| &*entry.name)
        };
        let sentence = if reversal.certain {
            Sentence::CompareReversal
        } else {
            Sentence::CompareReversalPossible
        };
        let arguments = [
            ("a", Argument::Text(called(reversal.a))),
            ("b", Argument::Text(called(reversal.b))),
        ];
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&language.fill(sentence, &arguments));
    }
    words
}

/// The name of a figure.
pub const fn figure(id: CompareFigure) -> Sentence {
    match id {
        CompareFigure::PooledRate => Sentence::CompareFigurePooledRate,
        CompareFigure::PooledCost => Sentence::CompareFigurePooledCost,
        CompareFigure::Heterogeneity => Sentence::CompareFigureHeterogeneity,
        CompareFigure::Correlation => Sentence::CompareFigureCorrelation,
        CompareFigure::PriorMean => Sentence::CompareFigurePriorMean,
        CompareFigure::PriorWeight => Sentence::CompareFigurePriorWeight,
        CompareFigure::Rate => Sentence::FigureRate,
        CompareFigure::EffectiveViewers => Sentence::CompareFigureEffectiveViewers,
        CompareFigure::Interval => Sentence::FigureInterval,
        CompareFigure::ShrunkRate => Sentence::CompareTableRate,
        CompareFigure::ChanceBest => Sentence::CompareTableChance,
        CompareFigure::ExpectedLoss => Sentence::CompareFigureExpectedLoss,
        CompareFigure::LossInMoney => Sentence::CompareFigureLossInMoney,
        CompareFigure::CostPerConversion => Sentence::FigureCostPerConversion,
        CompareFigure::ChanceCheapest => Sentence::CompareFigureChanceCheapest,
        CompareFigure::Difference => Sentence::CompareFigureDifference,
        CompareFigure::AdjustedP => Sentence::CompareFigureAdjustedP,
    }
}

/// What a figure means.
pub const fn definition(id: CompareFigure) -> Sentence {
    match id {
        CompareFigure::PooledRate => Sentence::CompareDefinePooledRate,
        CompareFigure::PooledCost => Sentence::CompareDefinePooledCost,
        CompareFigure::Heterogeneity => Sentence::CompareDefineHeterogeneity,
        CompareFigure::Correlation => Sentence::CompareDefineCorrelation,
        CompareFigure::PriorMean => Sentence::CompareDefinePriorMean,
        CompareFigure::PriorWeight => Sentence::CompareDefinePriorWeight,
        CompareFigure::Rate => Sentence::DefineRate,
        CompareFigure::EffectiveViewers => Sentence::CompareDefineEffectiveViewers,
        CompareFigure::Interval => Sentence::DefineInterval,
        CompareFigure::ShrunkRate => Sentence::CompareDefineShrunkRate,
        CompareFigure::ChanceBest => Sentence::CompareDefineChanceBest,
        CompareFigure::ExpectedLoss => Sentence::CompareDefineExpectedLoss,
        CompareFigure::LossInMoney => Sentence::CompareDefineLossInMoney,
        CompareFigure::CostPerConversion => Sentence::CompareDefineCostPerConversion,
        CompareFigure::ChanceCheapest => Sentence::CompareDefineChanceCheapest,
        CompareFigure::Difference => Sentence::CompareDefineDifference,
        CompareFigure::AdjustedP => Sentence::CompareDefineAdjustedP,
    }
}

/// Where a formula comes from.
pub const fn source(source: CompareSource) -> Sentence {
    match source {
        CompareSource::Pearson => Sentence::CompareSourcePearson,
        CompareSource::Williams => Sentence::CompareSourceWilliams,
        CompareSource::Tarone => Sentence::CompareSourceTarone,
        CompareSource::Kish => Sentence::CompareSourceKish,
        CompareSource::Gelman => Sentence::CompareSourceGelman,
        CompareSource::Contest => Sentence::CompareSourceContest,
        CompareSource::Holm => Sentence::CompareSourceHolm,
    }
}

/// The form of a formula.
pub const fn formula(formula: CompareFormula) -> Sentence {
    match formula {
        CompareFormula::ChiSquareTail => Sentence::CompareFormulaChiSquareTail,
        CompareFormula::Correlation => Sentence::CompareFormulaCorrelation,
        CompareFormula::Fitted => Sentence::CompareFormulaFitted,
        CompareFormula::HalfAdded => Sentence::CompareFormulaHalfAdded,
        CompareFormula::UsualWeight => Sentence::CompareFormulaUsualWeight,
        CompareFormula::SquareQuotient => Sentence::CompareFormulaSquareQuotient,
        CompareFormula::Shrunk => Sentence::CompareFormulaShrunk,
        CompareFormula::BetaQuantile => Sentence::CompareFormulaBetaQuantile,
        CompareFormula::ChanceBest => Sentence::CompareFormulaChanceBest,
        CompareFormula::ExpectedLoss => Sentence::CompareFormulaExpectedLoss,
        CompareFormula::ChanceCheapest => Sentence::CompareFormulaChanceCheapest,
        CompareFormula::PerThousandViewers => Sentence::CompareFormulaPerThousandViewers,
        CompareFormula::NewcombeLow => Sentence::CompareFormulaNewcombeLow,
        CompareFormula::NewcombeHigh => Sentence::CompareFormulaNewcombeHigh,
        CompareFormula::Fisher => Sentence::CompareFormulaFisher,
        CompareFormula::PooledTest => Sentence::CompareFormulaPooledTest,
        CompareFormula::Holm => Sentence::CompareFormulaHolm,
    }
}

/// What stands in a formula.
pub fn symbol(language: &Language, symbol: CompareSymbol) -> String {
    language.say(match symbol {
        CompareSymbol::AllConversions => Sentence::CompareSymbolAllConversions,
        CompareSymbol::AllViewers => Sentence::CompareSymbolAllViewers,
        CompareSymbol::AllCosts => Sentence::CompareSymbolAllCosts,
        CompareSymbol::Bought => Sentence::CompareSymbolBought,
        CompareSymbol::Freedom => Sentence::CompareSymbolFreedom,
        CompareSymbol::PostSpread => Sentence::CompareSymbolPostSpread,
        CompareSymbol::Counted => Sentence::CompareSymbolCounted,
        CompareSymbol::Among => Sentence::CompareSymbolAmong,
        CompareSymbol::Entries => Sentence::CompareSymbolEntries,
        CompareSymbol::Pairs => Sentence::CompareSymbolPairs,
        CompareSymbol::OwnRate => Sentence::CompareSymbolOwnRate,
        CompareSymbol::BestRate => Sentence::CompareSymbolBestRate,
        CompareSymbol::OwnLow | CompareSymbol::OwnHigh => Sentence::CompareSymbolOwnEnd,
        CompareSymbol::BestCounted => Sentence::CompareSymbolBestCounted,
        CompareSymbol::BestAmong => Sentence::CompareSymbolBestAmong,
        CompareSymbol::BestLow | CompareSymbol::BestHigh => Sentence::CompareSymbolBestEnd,
        // These are the same in every language.
        CompareSymbol::ChiSquare => return "χ²".to_owned(),
        CompareSymbol::BetaA => return "a".to_owned(),
        CompareSymbol::BetaB => return "b".to_owned(),
        CompareSymbol::TailLow | CompareSymbol::TailHigh => return "t".to_owned(),
        CompareSymbol::P => return "p".to_owned(),
    })
}
