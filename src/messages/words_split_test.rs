//! Which sentence says what of a split test.

use super::format::Argument;
use super::{Language, Sentence};
use crate::locale::{Style, share_style};
use crate::outcome::rate::{TYPED, percent};
use crate::outcome::split_test::{SplitTestOutcome, SplitVerdict};
use crate::scenario::field::FieldId;

/// How points of a hundred are written that are known to within `width`.
///
/// Not as a percentage: "0.8 % more" would be read as a part of the control's rate.
fn points_style(difference: f64, width: f64) -> Style {
    match share_style(difference.abs(), width) {
        Style::PercentDecimal(digits) => Style::Decimal(digits),
        Style::Percent(digits) => Style::Significant(digits),
        style => style,
    }
}

/// A probability in words: "about 2.7 %", and never none or all.
fn about(language: &Language, share: f64) -> String {
    let (sentence, share) = if share < 1e-4 {
        (Sentence::ShareFewer, 1e-4)
    } else if share > 0.9999 {
        (Sentence::ShareMore, 0.9999)
    } else {
        (Sentence::SplitTestShareAbout, share)
    };
    let digits = match percent(share) {
        // Two digits are what a reader keeps; near 1 more are needed.
        Style::Percent(3) => Style::Percent(2),
        style => style,
    };
    language.fill(sentence, &[("share", Argument::Number(share, digits))])
}

/// A p-value beside the level that it is held against: no coarser than their distance.
fn p_beside(p: f64, level: f64) -> Argument<'static> {
    let mut digits = 3;
    let mut distance = (p - level).abs() / level;
    while distance > 0.0 && distance < 0.01 && digits < 12 {
        distance *= 10.0;
        digits += 1;
    }
    Argument::Equal(p, Style::Significant(digits))
}

/// The p-value that judges the variant that decides.
fn judging(outcome: &SplitTestOutcome) -> f64 {
    let contrast = outcome.contrast(outcome.deciding);
    contrast.map_or(1.0, |contrast| {
        if outcome.scenario.looks_fixed {
            contrast.adjusted_p
        } else {
            contrast.always_valid_p
        }
    })
}

/// A loss below this, in points, is no more than that.
const SMALL_LOSS: f64 = 0.001;

/// What sentences may name, in the order of the arguments below.
const NAMES: &str = "name control rate controlRate level difference low high lift liftLow liftHigh \
    share splitShare splitP chance little loss others visitors power further verdict \
    alpha looks n alarms lookLevel p once holds";

/// A sentence about one variant and the control.
///
/// All sentences are filled from one list of all that they may name: a list for each of them would
/// cost a reader some kilobytes.
fn tell(
    language: &Language,
    outcome: &SplitTestOutcome,
    place: usize,
    sentence: Sentence,
) -> String {
    let Some(contrast) = outcome.contrast(place) else {
        return String::new();
    };
    let scenario = &outcome.scenario;
    let rate = |place| {
        let rate = outcome.rate(place);
        Argument::Number(rate, outcome.rate_style(place, rate))
    };
    let seen = contrast.difference;
    let points = |value: f64| {
        let style = points_style(value, seen.high - seen.low);
        Argument::Signed(value * 100.0, style)
    };
    let lift = contrast.lift.unwrap_or(seen);
    let part = |value: f64| Argument::Signed(value, share_style(value.abs(), lift.high - lift.low));
    let share = |value: f64| Argument::Number(value, percent(value));
    let whole = |value: f64| Argument::Number(value, Style::Decimal(0));
    let once = super::words::label(
        language,
        FieldId::Looks,
        &super::words::ActionWords::default(),
    );
    let of_tests = about(language, judging(outcome));
    let of_splits = about(language, outcome.sample_ratio.p);
    let chance = about(language, contrast.chance_to_beat);
    let loss = contrast.expected_loss * 100.0;
    let little = if loss < SMALL_LOSS { "yes" } else { "no" };
    let always = contrast.always_valid_p;
    language.tell(
        sentence,
        NAMES,
        &[
            Argument::Text(outcome.name(place)),
            Argument::Text(outcome.name(0)),
            rate(place),
            rate(0),
            share(outcome.level()),
            points(seen.value),
            points(seen.low),
            points(seen.high),
            part(lift.value),
            part(lift.low),
            part(lift.high),
            Argument::Text(&of_tests),
            Argument::Text(&of_splits),
            Argument::Equal(outcome.sample_ratio.p, Style::Significant(3)),
            Argument::Text(&chance),
            Argument::Text(little),
            Argument::Number(loss.max(SMALL_LOSS), Style::Significant(2)),
            Argument::Text(if outcome.contrasts.len() > 1 {
                "several"
            } else {
                "one"
            }),
            Argument::Number(
                contrast.needed_visitors.unwrap_or_default(),
                Style::Significant(3),
            ),
            Argument::Number(0.8, TYPED),
            whole(contrast.needed_conversions.unwrap_or_default()),
            Argument::Text(contrast.verdict.name()),
            Argument::Number(scenario.alpha, TYPED),
            Argument::Text(&once),
            whole(scenario.looks.into()),
            share(outcome.false_alarm_rate),
            share(outcome.nominal_level),
            p_beside(always, scenario.alpha),
            Argument::Equal(contrast.adjusted_p, Style::Significant(3)),
            Argument::Text(if always <= scenario.alpha {
                "yes"
            } else {
                "no"
            }),
        ],
    )
}

/// A sentence about the variant that decides.
fn deciding(language: &Language, outcome: &SplitTestOutcome, sentence: Sentence) -> String {
    tell(language, outcome, outcome.deciding, sentence)
}

/// "+0.8", the difference in points.
pub fn headline(language: &Language, outcome: &SplitTestOutcome) -> String {
    deciding(language, outcome, Sentence::SplitTestHeadline)
}

/// What stands beside the headline.
pub fn unit(language: &Language, outcome: &SplitTestOutcome) -> String {
    deciding(language, outcome, Sentence::SplitTestUnit)
}

/// How sure the difference is. A range of one look is not what several, or any, are judged by, and
/// says so.
pub fn interval(language: &Language, outcome: &SplitTestOutcome) -> String {
    let scenario = &outcome.scenario;
    let sentence = if scenario.looks_fixed && scenario.looks < 2 {
        Sentence::SplitTestInterval
    } else {
        Sentence::SplitTestIntervalSingle
    };
    deciding(language, outcome, sentence)
}

/// The stop sign of a broken split: its title and what to do.
pub fn stop(language: &Language, outcome: &SplitTestOutcome) -> Option<[String; 2]> {
    if outcome.verdict != SplitVerdict::BrokenSplit {
        return None;
    }
    Some([
        language.say(Sentence::SplitTestStopTitle),
        deciding(language, outcome, Sentence::SplitTestStopText),
    ])
}

/// What to do.
pub fn decision(language: &Language, outcome: &SplitTestOutcome) -> String {
    let sentence = match outcome.verdict {
        SplitVerdict::Better => Sentence::SplitTestDecisionShip,
        SplitVerdict::Worse | SplitVerdict::BrokenSplit => Sentence::SplitTestDecisionKeep,
        SplitVerdict::NoDifferenceYet => Sentence::SplitTestDecisionWait,
    };
    both(
        deciding(language, outcome, sentence),
        &harm(language, outcome),
    )
}

/// The variants that do harm, where the decision speaks of another one.
fn harm(language: &Language, outcome: &SplitTestOutcome) -> String {
    let mut names = String::new();
    if matches!(
        outcome.verdict,
        SplitVerdict::Worse | SplitVerdict::BrokenSplit
    ) {
        return names;
    }
    for (place, contrast) in (1..).zip(&outcome.contrasts) {
        if contrast.verdict == SplitVerdict::Worse {
            add(&mut names, outcome.name(place), ", ");
        }
    }
    if names.is_empty() {
        return names;
    }
    language.fill(
        Sentence::SplitTestDecisionHarm,
        &[
            ("names", Argument::Text(&names)),
            ("control", Argument::Text(outcome.name(0))),
        ],
    )
}

/// Why.
pub fn verdict(language: &Language, outcome: &SplitTestOutcome) -> String {
    let sentence = match outcome.verdict {
        SplitVerdict::BrokenSplit => return language.say(Sentence::SplitTestVerdictBroken),
        SplitVerdict::Better => Sentence::SplitTestVerdictBetter,
        SplitVerdict::Worse => Sentence::SplitTestVerdictWorse,
        SplitVerdict::NoDifferenceYet => Sentence::SplitTestVerdictOpen,
    };
    let chance = if judging(outcome) > 0.995 {
        Sentence::SplitTestVerdictChanceNone
    } else if outcome.scenario.looks_fixed {
        Sentence::SplitTestVerdictChance
    } else {
        Sentence::SplitTestVerdictChanceEver
    };
    both(
        deciding(language, outcome, sentence),
        &deciding(language, outcome, chance),
    )
}

/// What is still needed, while nothing is decided.
pub fn needed(language: &Language, outcome: &SplitTestOutcome) -> String {
    if outcome.verdict != SplitVerdict::NoDifferenceYet {
        return String::new();
    }
    let contrast = outcome.contrast(outcome.deciding);
    let visitors = contrast.and_then(|contrast| contrast.needed_visitors);
    let fixed = outcome.scenario.looks_fixed;
    let sentence = match visitors {
        None => Sentence::SplitTestNeededNone,
        Some(visitors) if visitors > 0.0 && fixed => Sentence::SplitTestNeededVisitors,
        Some(visitors) if visitors > 0.0 => Sentence::SplitTestNeededAtAnyTime,
        Some(_) if fixed => Sentence::SplitTestNeededFew,
        Some(_) => return language.say(Sentence::SplitTestNeededFreely),
    };
    let visitors = deciding(language, outcome, sentence);
    if fixed {
        visitors
    } else {
        both(language.say(Sentence::SplitTestNeededFreely), &visitors)
    }
}

/// How near the verdict is to another one.
pub fn nearness(language: &Language, outcome: &SplitTestOutcome) -> String {
    let contrast = outcome.contrast(outcome.deciding);
    let further = contrast.and_then(|contrast| contrast.needed_conversions);
    match outcome.verdict {
        SplitVerdict::NoDifferenceYet | SplitVerdict::Worse if further.is_some() => {
            deciding(language, outcome, Sentence::SplitTestNeededConversions)
        }
        _ => String::new(),
    }
}

/// Adds to a list of names or sentences, after `between` where it is not the first.
fn add(list: &mut String, text: &str, between: &str) {
    if !list.is_empty() && !text.is_empty() {
        list.push_str(between);
    }
    list.push_str(text);
}

/// Two sentences, of which one may be missing.
pub fn both(mut first: String, second: &str) -> String {
    add(&mut first, second, " ");
    first
}

/// The difference as a part of the control's rate.
pub fn lift(language: &Language, outcome: &SplitTestOutcome) -> String {
    let contrast = outcome.contrast(outcome.deciding);
    match contrast.and_then(|contrast| contrast.lift) {
        Some(_) => deciding(language, outcome, Sentence::SplitTestLift),
        None => String::new(),
    }
}

/// What looking costs, and how it was judged.
pub fn looks(language: &Language, outcome: &SplitTestOutcome) -> String {
    let scenario = &outcome.scenario;
    let sentence = if !scenario.looks_fixed {
        Sentence::SplitTestLooksOpen
    } else if scenario.looks > 1 {
        Sentence::SplitTestLooksSeveral
    } else {
        Sentence::SplitTestLooksOnce
    };
    deciding(language, outcome, sentence)
}

/// The reading that holds at any time, beside the one that decides.
pub fn always(language: &Language, outcome: &SplitTestOutcome) -> String {
    if outcome.scenario.looks_fixed {
        deciding(language, outcome, Sentence::SplitTestAlways)
    } else {
        String::new()
    }
}

/// The chance that the variant is better, and what choosing it gives away.
pub fn chance(language: &Language, outcome: &SplitTestOutcome) -> String {
    deciding(language, outcome, Sentence::SplitTestChance)
}

/// What stands above the list of all variants.
pub fn table_title(language: &Language, outcome: &SplitTestOutcome) -> String {
    deciding(language, outcome, Sentence::SplitTestTableTitle)
}

/// The rate of a variant.
#[inline(never)]
pub fn rate(language: &Language, outcome: &SplitTestOutcome, place: usize) -> String {
    let rate = outcome.rate(place);
    language
        .numerals
        .write(rate, outcome.rate_style(place, rate))
}

/// What a row of the table says beside the rate.
#[inline(never)]
pub fn row(language: &Language, outcome: &SplitTestOutcome, place: usize) -> String {
    if place == 0 {
        return language.say(Sentence::SplitTestTableControl);
    }
    tell(language, outcome, place, Sentence::SplitTestTableRow)
}

/// "B: 3.3 % to 4.4 %".
pub fn believed(language: &Language, outcome: &SplitTestOutcome, place: usize) -> String {
    let Some(interval) = outcome.believed(place) else {
        return String::new();
    };
    let end = |rate: f64| Argument::Number(rate, share_style(rate, interval.high - interval.low));
    language.tell(
        Sentence::SplitTestPictureItem,
        "name low high",
        &[
            Argument::Text(outcome.name(place)),
            end(interval.low),
            end(interval.high),
        ],
    )
}

/// The picture in words.
pub fn alternative(language: &Language, outcome: &SplitTestOutcome, places: &[usize]) -> String {
    let mut list = String::new();
    for &place in places {
        add(&mut list, &believed(language, outcome, place), "; ");
    }
    let level = outcome.level();
    language.fill(
        Sentence::SplitTestPictureAlternative,
        &[
            ("level", Argument::Number(level, percent(level))),
            ("list", Argument::Text(&list)),
        ],
    )
}
