//! Which sentence says what. Every match is exhaustive: what has no words does not compile.

use super::format::Argument;
use super::{Language, Sentence};
use crate::locale::Style;
use crate::outcome::figure::{FigureId, Formula, NoteCode, Operand, Source, Step, Symbol};
use crate::outcome::rate::{RateOutcome, TYPED, TargetStanding, percent};
use crate::scenario::field::{FieldId, Kind, Problem};
use crate::scenario::rate::Per;

/// What people did, with the name that the reader gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionWords {
    /// The place among [`crate::scenario::field::ACTIONS`].
    pub place: usize,
    /// The name of a custom action; empty without one.
    pub name: String,
}

const CONVERSIONS: [(Sentence, Sentence); 8] = [
    (
        Sentence::FieldConversionsPurchase,
        Sentence::ConversionsPurchase,
    ),
    (
        Sentence::FieldConversionsNewsletterSignup,
        Sentence::ConversionsNewsletterSignup,
    ),
    (
        Sentence::FieldConversionsAppDownload,
        Sentence::ConversionsAppDownload,
    ),
    (
        Sentence::FieldConversionsFormSubmission,
        Sentence::ConversionsFormSubmission,
    ),
    (
        Sentence::FieldConversionsFreeTrial,
        Sentence::ConversionsFreeTrial,
    ),
    (
        Sentence::FieldConversionsFollow,
        Sentence::ConversionsFollow,
    ),
    (
        Sentence::FieldConversionsEventRegistration,
        Sentence::ConversionsEventRegistration,
    ),
    (
        Sentence::FieldConversionsCustom,
        Sentence::ConversionsCustom,
    ),
];

impl ActionWords {
    fn sentences(&self) -> (Sentence, Sentence) {
        CONVERSIONS.get(self.place).copied().unwrap_or((
            Sentence::FieldConversionsCustom,
            Sentence::ConversionsCustom,
        ))
    }

    /// "purchases", "purchase", or the reader's own word for them.
    pub fn noun(&self, language: &Language, count: f64) -> String {
        if self.name.is_empty() {
            language.fill(
                self.sentences().1,
                &[("n", Argument::Number(count, Style::Decimal(0)))],
            )
        } else {
            language.fill(
                Sentence::ConversionsNamed,
                &[
                    ("n", Argument::Number(count, Style::Decimal(0))),
                    ("name", Argument::Text(&self.name)),
                ],
            )
        }
    }
}

/// "viewers", "viewer".
pub fn unit(language: &Language, per: Per, count: f64) -> String {
    let sentence = match per {
        Per::Follower => Sentence::UnitFollower,
        Per::Impression => Sentence::UnitImpression,
        Per::Viewer => Sentence::UnitViewer,
        Per::Click => Sentence::UnitClick,
    };
    language.fill(
        sentence,
        &[("n", Argument::Number(count, Style::Decimal(0)))],
    )
}

/// The label of a field. That of the conversions says what was counted.
pub fn label(language: &Language, field: FieldId, action: &ActionWords) -> String {
    let sentence = match field {
        FieldId::Conversions if !action.name.is_empty() => return action.name.clone(),
        FieldId::Conversions => action.sentences().0,
        FieldId::Action => Sentence::FieldAction,
        FieldId::ActionName => Sentence::FieldActionName,
        FieldId::Followers => Sentence::FieldFollowers,
        FieldId::Impressions => Sentence::FieldImpressions,
        FieldId::Viewers => Sentence::FieldViewers,
        FieldId::Clicks => Sentence::FieldClicks,
        FieldId::Per => Sentence::FieldPer,
        FieldId::Level => Sentence::FieldLevel,
        FieldId::TargetRate => Sentence::FieldTargetRate,
        FieldId::TargetConversions => Sentence::FieldTargetConversions,
    };
    language.say(sentence)
}

/// What stands below a field to help; empty where its label says enough.
pub fn hint(language: &Language, field: FieldId) -> String {
    let sentence = match field {
        FieldId::Action | FieldId::Per => return String::new(),
        FieldId::ActionName => Sentence::HintActionName,
        FieldId::Followers => Sentence::HintFollowers,
        FieldId::Impressions => Sentence::HintImpressions,
        FieldId::Viewers => Sentence::HintViewers,
        FieldId::Clicks => Sentence::HintClicks,
        FieldId::Conversions => Sentence::HintConversions,
        FieldId::Level => {
            let usual = Argument::Number(0.95, percent(0.95));
            return language.fill(Sentence::HintLevel, &[("example", usual)]);
        }
        FieldId::TargetRate => Sentence::HintTargetRate,
        FieldId::TargetConversions => Sentence::HintTargetConversions,
    };
    language.say(sentence)
}

const CHOICES: [Sentence; 8] = [
    Sentence::ChoicePurchase,
    Sentence::ChoiceNewsletterSignup,
    Sentence::ChoiceAppDownload,
    Sentence::ChoiceFormSubmission,
    Sentence::ChoiceFreeTrial,
    Sentence::ChoiceFollow,
    Sentence::ChoiceEventRegistration,
    Sentence::ChoiceCustom,
];

const DENOMINATORS: [Sentence; 4] = [
    Sentence::ChoiceFollower,
    Sentence::ChoiceImpression,
    Sentence::ChoiceViewer,
    Sentence::ChoiceClick,
];

/// The words of one choice of a field.
pub fn choice(language: &Language, field: FieldId, place: usize) -> String {
    let sentences: &[Sentence] = match field {
        FieldId::Per => &DENOMINATORS,
        _ => &CHOICES,
    };
    sentences
        .get(place)
        .map(|&sentence| language.say(sentence))
        .unwrap_or_default()
}

/// What is wrong with a field, and how to mend it.
pub fn problem(
    language: &Language,
    field: FieldId,
    problem: Problem,
    action: &ActionWords,
) -> String {
    let share = matches!(field.row().kind, Kind::Share { .. });
    let number = |value: f64| {
        if share {
            Argument::Number(value, percent(value))
        } else {
            Argument::Number(value, Style::Decimal(0))
        }
    };
    let example = match field {
        FieldId::Level => 0.95,
        _ if share => 0.03,
        _ => 10_000.0,
    };
    let example = ("example", number(example));
    let other = |sentence, other: FieldId| {
        let label = label(language, other, action);
        language.fill(sentence, &[("other", Argument::Text(&label))])
    };
    match problem {
        Problem::Missing => language.fill(Sentence::ProblemMissing, &[example]),
        Problem::NotANumber => language.fill(Sentence::ProblemNotANumber, &[example]),
        Problem::Percent => language.fill(Sentence::ProblemPercent, &[example]),
        Problem::NotWhole => language.fill(Sentence::ProblemNotWhole, &[example]),
        Problem::OutOfRange { min, max, open } => language.fill(
            if open {
                Sentence::ProblemOutOfRangeOpen
            } else {
                Sentence::ProblemOutOfRange
            },
            &[("min", number(min)), ("max", number(max))],
        ),
        Problem::NotAChoice => language.say(Sentence::ProblemNotAChoice),
        Problem::NotText => language.say(Sentence::ProblemNotText),
        Problem::TooLong { max } => {
            let max = f64::from(u32::try_from(max).unwrap_or(u32::MAX));
            language.fill(Sentence::ProblemTooLong, &[("max", number(max))])
        }
        Problem::Above(field) => other(Sentence::ProblemAbove, field),
        Problem::Below(field) => other(Sentence::ProblemBelow, field),
    }
}

/// What is unusual, in words.
pub fn note(language: &Language, note: NoteCode) -> String {
    language.say(match note {
        NoteCode::ConversionsAboveClicks => Sentence::RateNoteConversionsAboveClicks,
        NoteCode::ClicksAboveViewers => Sentence::RateNoteClicksAboveViewers,
        NoteCode::PerClick => Sentence::RateNotePerClick,
    })
}

/// The name of a figure.
pub fn figure(language: &Language, id: FigureId) -> String {
    language.say(match id {
        FigureId::Rate => Sentence::FigureRate,
        FigureId::Interval => Sentence::FigureInterval,
        FigureId::OneIn => Sentence::FigureOneIn,
        FigureId::NotConverting => Sentence::FigureNotConverting,
        FigureId::RatePer(Per::Follower) => Sentence::FigurePerFollower,
        FigureId::RatePer(Per::Impression) => Sentence::FigurePerImpression,
        FigureId::RatePer(Per::Viewer) => Sentence::FigurePerViewer,
        FigureId::RatePer(Per::Click) => Sentence::FigurePerClick,
        FigureId::ClickThrough => Sentence::FigureClickThrough,
        FigureId::ClickThroughPerImpression => Sentence::FigureClickThroughPerImpression,
        FigureId::ConversionsNeeded => Sentence::FigureConversionsNeeded,
        FigureId::CountNeeded => Sentence::FigureCountNeeded,
        FigureId::CountForTarget => Sentence::FigureCountForTarget,
    })
}

/// What a figure means.
pub fn definition(language: &Language, id: FigureId, level: f64) -> String {
    let sentence = match id {
        FigureId::Rate => Sentence::DefineRate,
        FigureId::Interval => Sentence::DefineInterval,
        FigureId::OneIn => Sentence::DefineOneIn,
        FigureId::NotConverting => Sentence::DefineNotConverting,
        FigureId::RatePer(_) => Sentence::DefineOtherRate,
        FigureId::ClickThrough => Sentence::DefineClickThrough,
        FigureId::ClickThroughPerImpression => Sentence::DefineClickThroughPerImpression,
        FigureId::ConversionsNeeded => Sentence::DefineConversionsNeeded,
        FigureId::CountNeeded => Sentence::DefineCountNeeded,
        FigureId::CountForTarget => Sentence::DefineCountForTarget,
    };
    language.fill(sentence, &[("level", Argument::Number(level, TYPED))])
}

/// Where a formula comes from.
pub fn source(language: &Language, source: Source) -> String {
    let source = language.say(match source {
        Source::Definition => Sentence::SourceDefinition,
        Source::Wilson => Sentence::SourceWilson,
    });
    language.fill(
        Sentence::FiguresSource,
        &[("source", Argument::Text(&source))],
    )
}

/// One line of a derivation, first with names and then with the reader's numbers.
pub fn step(language: &Language, step: &Step, action: &ActionWords) -> [String; 2] {
    let sentence = match step.formula {
        Formula::Quotient => Sentence::FormulaQuotient,
        Formula::Difference => Sentence::FormulaDifference,
        Formula::ProductUp => Sentence::FormulaProductUp,
        Formula::QuotientUp => Sentence::FormulaQuotientUp,
        Formula::ProportionUp => Sentence::FormulaProportionUp,
        Formula::WilsonHigh => Sentence::FormulaWilsonHigh,
        Formula::WilsonLow => Sentence::FormulaWilsonLow,
        Formula::NormalQuantile => Sentence::FormulaNormalQuantile,
    };
    let names: Vec<String> = step
        .operands
        .iter()
        .map(|operand| symbol(language, operand.symbol, action))
        .collect();
    let result = symbol(language, step.result, action);
    let mut in_names = vec![("result", Argument::Text(&result))];
    let mut in_numbers = vec![("result", Argument::Number(step.value, step.style))];
    for ((place, name), Operand { value, style, .. }) in
        ["a", "b", "c"].into_iter().zip(&names).zip(&step.operands)
    {
        in_names.push((place, Argument::Text(name)));
        in_numbers.push((place, Argument::Number(*value, *style)));
    }
    [
        language.fill(sentence, &in_names),
        language.fill(sentence, &in_numbers),
    ]
}

fn symbol(language: &Language, symbol: Symbol, action: &ActionWords) -> String {
    match symbol {
        Symbol::Field(field) => label(language, field, action),
        Symbol::Figure(id) => figure(language, id),
        Symbol::Low => language.say(Sentence::SymbolLow),
        Symbol::High => language.say(Sentence::SymbolHigh),
        // The letter is the same in every language.
        Symbol::Z => "z".to_owned(),
    }
}

/// The sentence that says what the rate means to somebody who knows no statistics.
pub fn rate_verdict(language: &Language, outcome: &RateOutcome, action: &ActionWords) -> String {
    let estimate = outcome.estimate;
    let sample = outcome.scenario.sample;
    let (conversions, count) = (sample.part().get(), sample.whole().get());
    let viewers = unit(language, outcome.scenario.per, count);
    let purchases = action.noun(language, conversions);
    let one_in = outcome.one_in.unwrap_or_default();
    let sentence = if conversions <= 0.0 {
        Sentence::RateVerdictNone
    } else if conversions >= count {
        Sentence::RateVerdictAll
    } else if one_in < 2.0 {
        // "About 1 in 1" says nothing.
        Sentence::RateVerdictMany
    } else {
        Sentence::RateVerdictSome
    };
    let level = outcome.scenario.level.get();
    let interval = estimate.interval;
    language.fill(
        sentence,
        &[
            ("count", Argument::Number(count, Style::Decimal(0))),
            (
                "conversions",
                Argument::Number(conversions, Style::Decimal(0)),
            ),
            ("viewers", Argument::Text(&viewers)),
            ("purchases", Argument::Text(&purchases)),
            ("per", Argument::Text(outcome.scenario.per.name())),
            ("oneIn", Argument::Number(one_in, one_in_style(one_in))),
            (
                "rate",
                Argument::Number(estimate.rate, estimate.style(estimate.rate)),
            ),
            ("level", Argument::Number(level, TYPED)),
            (
                "low",
                Argument::Number(interval.low, estimate.style(interval.low)),
            ),
            (
                "high",
                Argument::Number(interval.high, estimate.style(interval.high)),
            ),
        ],
    )
}

/// "1 in 33" reads better than "1 in 33.3"; below ten a digit after the point still matters.
fn one_in_style(one_in: f64) -> Style {
    Style::Decimal(u8::from(one_in < 10.0))
}

/// Where the target stands, when there is one.
pub fn target_verdict(language: &Language, outcome: &RateOutcome) -> Option<String> {
    let target = outcome.scenario.target_rate?.get();
    let estimate = outcome.estimate;
    let (sentence, end) = match outcome.target_standing? {
        TargetStanding::Exceeded => (Sentence::RateTargetExceeded, estimate.interval.low),
        TargetStanding::Open => (Sentence::RateTargetOpen, estimate.rate),
        TargetStanding::Missed => (Sentence::RateTargetMissed, estimate.interval.high),
    };
    let beside_target = |end: f64| Argument::Number(end, apart(estimate.style(end), end, target));
    Some(language.fill(
        sentence,
        &[
            ("target", Argument::Number(target, TYPED)),
            ("end", beside_target(end)),
            ("low", beside_target(estimate.interval.low)),
            ("high", beside_target(estimate.interval.high)),
            (
                "level",
                Argument::Number(outcome.scenario.level.get(), TYPED),
            ),
        ],
    ))
}

/// How `value` is written beside `other`: no coarser than their distance, so that "2.68 % is above
/// 2.68 %" is never said.
fn apart(style: Style, value: f64, other: f64) -> Style {
    let Style::PercentDecimal(mut decimals) = style else {
        return style;
    };
    let mut distance = (value - other).abs() * 100.0;
    for _ in 0..decimals {
        distance *= 10.0;
    }
    while distance > 0.0 && distance < 1.0 && decimals < 12 {
        distance *= 10.0;
        decimals += 1;
    }
    Style::PercentDecimal(decimals)
}

/// Whether a language is written from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    matches!(
        language,
        "ar" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}
