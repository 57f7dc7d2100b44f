//! Which sentence says what of a split test.

use super::format::Argument;
use super::{Language, Sentence};
use crate::locale::{Style, share_style};
use crate::outcome::rate::{TYPED, percent};
use crate::outcome::split_test::{Contrast, SplitTestOutcome, SplitVerdict, p_style};
use crate::scenario::field::FieldId;

/// A number with its sign, also where it is positive.
fn signed(language: &Language, value: f64, style: Style) -> String {
    if value > 0.0 {
        let value = Argument::Number(value, style);
        language.fill(Sentence::SplitTestUp, &[("value", value)])
    } else {
        language.numerals.write(value, style)
    }
}

/// A difference of rates in points of a hundred, known to within `width`.
///
/// Not as a percentage: "0.8 % more" would be read as a part of the control's rate.
fn points(language: &Language, difference: f64, width: f64) -> String {
    signed(
        language,
        difference * 100.0,
        points_style(difference, width),
    )
}

fn points_style(difference: f64, width: f64) -> Style {
    match share_style(difference.abs(), width) {
        Style::PercentDecimal(digits) => Style::Decimal(digits),
        Style::Percent(digits) => Style::Significant(digits),
        style => style,
    }
}

/// The variant that decides.
fn deciding(outcome: &SplitTestOutcome) -> Option<&Contrast> {
    outcome.contrast(outcome.deciding)
}

/// "+0.8", the difference in points.
pub fn headline(language: &Language, outcome: &SplitTestOutcome) -> String {
    deciding(outcome).map_or(String::new(), |contrast| {
        let seen = contrast.difference;
        points(language, seen.value, seen.high - seen.low)
    })
}

/// The arguments that name the variant that decides and the control, with their rates.
fn arms(outcome: &SplitTestOutcome) -> [(&'static str, Argument<'_>); 4] {
    let rate = |place| {
        let rate = outcome.rate(place);
        Argument::Number(rate, outcome.rate_style(place, rate))
    };
    [
        ("name", Argument::Text(outcome.name(outcome.deciding))),
        ("control", Argument::Text(outcome.name(0))),
        ("rate", rate(outcome.deciding)),
        ("controlRate", rate(0)),
    ]
}

/// What stands beside the headline.
pub fn unit(language: &Language, outcome: &SplitTestOutcome) -> String {
    language.fill(Sentence::SplitTestUnit, &arms(outcome))
}

fn level(outcome: &SplitTestOutcome) -> Argument<'static> {
    let level = outcome.level();
    Argument::Number(level, percent(level))
}

/// How sure the difference is.
pub fn interval(language: &Language, outcome: &SplitTestOutcome) -> String {
    deciding(outcome).map_or(String::new(), |contrast| {
        let seen = contrast.difference;
        let width = seen.high - seen.low;
        let (low, high) = (
            points(language, seen.low, width),
            points(language, seen.high, width),
        );
        language.fill(
            Sentence::SplitTestInterval,
            &[
                ("level", level(outcome)),
                ("low", Argument::Text(&low)),
                ("high", Argument::Text(&high)),
            ],
        )
    })
}

/// A probability in words: "about 2.7 %", and never none or all.
fn about(language: &Language, share: f64) -> String {
    let (sentence, share) = if share < 1e-4 {
        (Sentence::SplitTestShareFewer, 1e-4)
    } else if share > 0.9999 {
        (Sentence::SplitTestShareMore, 0.9999)
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

fn p_argument(p: f64) -> Argument<'static> {
    Argument::Number(p, p_style(p))
}

/// A p-value beside the level that it is held against: no coarser than their distance.
fn p_beside(p: f64, level: f64) -> Argument<'static> {
    let mut digits = 3;
    let mut distance = (p - level).abs() / level;
    while distance > 0.0 && distance < 0.01 && digits < 12 {
        distance *= 10.0;
        digits += 1;
    }
    match p_style(p) {
        Style::Significant(_) => Argument::Number(p, Style::Significant(digits)),
        style => Argument::Number(p, style),
    }
}

/// The stop sign of a broken split: its title and what to do.
pub fn stop(language: &Language, outcome: &SplitTestOutcome) -> Option<[String; 2]> {
    if outcome.verdict != SplitVerdict::BrokenSplit {
        return None;
    }
    let p = outcome.sample_ratio.p;
    let share = about(language, p);
    let arguments = [("share", Argument::Text(&share)), ("p", p_argument(p))];
    Some([
        language.say(Sentence::SplitTestStopTitle),
        language.fill(Sentence::SplitTestStopText, &arguments),
    ])
}

/// "one" with one variant beside the control, else "several".
fn others(outcome: &SplitTestOutcome) -> (&'static str, Argument<'static>) {
    let word = if outcome.contrasts.len() > 1 {
        "several"
    } else {
        "one"
    };
    ("others", Argument::Text(word))
}

/// What to do.
pub fn decision(language: &Language, outcome: &SplitTestOutcome) -> String {
    let sentence = match outcome.verdict {
        SplitVerdict::Better => Sentence::SplitTestDecisionShip,
        SplitVerdict::Worse | SplitVerdict::BrokenSplit => Sentence::SplitTestDecisionKeep,
        SplitVerdict::NoDifferenceYet => Sentence::SplitTestDecisionWait,
    };
    language.fill(sentence, &arms(outcome))
}

/// The variants that do harm, where the decision speaks of another one.
pub fn harm(language: &Language, outcome: &SplitTestOutcome) -> String {
    if matches!(
        outcome.verdict,
        SplitVerdict::Worse | SplitVerdict::BrokenSplit
    ) {
        return String::new();
    }
    let mut names = String::new();
    for (place, contrast) in (1..).zip(&outcome.contrasts) {
        if contrast.verdict == SplitVerdict::Worse {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(outcome.name(place));
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
    let Some(contrast) = deciding(outcome) else {
        return String::new();
    };
    let fixed = outcome.scenario.looks_fixed;
    let p = if fixed {
        contrast.adjusted_p
    } else {
        contrast.always_valid_p
    };
    let share = about(language, p);
    let chance = if p > 0.995 {
        Sentence::SplitTestVerdictChanceNone
    } else if fixed {
        Sentence::SplitTestVerdictChance
    } else {
        Sentence::SplitTestVerdictChanceEver
    };
    let chance = language.fill(
        chance,
        &[("share", Argument::Text(&share)), others(outcome)],
    );
    let sentence = match outcome.verdict {
        SplitVerdict::BrokenSplit => Sentence::SplitTestVerdictBroken,
        SplitVerdict::Better => Sentence::SplitTestVerdictBetter,
        SplitVerdict::Worse => Sentence::SplitTestVerdictWorse,
        SplitVerdict::NoDifferenceYet => Sentence::SplitTestVerdictOpen,
    };
    let [name, control, rate, control_rate] = arms(outcome);
    language.fill(
        sentence,
        &[
            name,
            control,
            rate,
            control_rate,
            ("chance", Argument::Text(&chance)),
            others(outcome),
        ],
    )
}

/// What is still needed, while nothing is decided.
pub fn needed(language: &Language, outcome: &SplitTestOutcome) -> String {
    let Some(contrast) = deciding(outcome) else {
        return String::new();
    };
    if outcome.verdict != SplitVerdict::NoDifferenceYet {
        return String::new();
    }
    let fixed = outcome.scenario.looks_fixed;
    let visitors = contrast.needed_visitors;
    let arguments = [
        (
            "visitors",
            Argument::Number(visitors.unwrap_or_default(), Style::Significant(3)),
        ),
        ("power", Argument::Number(0.8, TYPED)),
    ];
    let say = |sentence| language.fill(sentence, &arguments);
    let visitors = match (visitors, fixed) {
        (None, _) => say(Sentence::SplitTestNeededNone),
        (Some(visitors), true) if visitors > 0.0 => say(Sentence::SplitTestNeededVisitors),
        (Some(visitors), false) if visitors > 0.0 => say(Sentence::SplitTestNeededAtAnyTime),
        (Some(_), true) => say(Sentence::SplitTestNeededFew),
        (Some(_), false) => String::new(),
    };
    if fixed {
        visitors
    } else {
        both(say(Sentence::SplitTestNeededFreely), &visitors)
    }
}

/// How near the verdict is to another one.
pub fn nearness(language: &Language, outcome: &SplitTestOutcome) -> String {
    let further = deciding(outcome).and_then(|contrast| contrast.needed_conversions);
    let behind = match outcome.verdict {
        SplitVerdict::NoDifferenceYet => "no",
        SplitVerdict::Worse => "yes",
        SplitVerdict::BrokenSplit | SplitVerdict::Better => return String::new(),
    };
    further.map_or(String::new(), |further| {
        language.fill(
            Sentence::SplitTestNeededConversions,
            &[
                ("n", Argument::Number(further, Style::Decimal(0))),
                ("name", Argument::Text(outcome.name(outcome.deciding))),
                ("behind", Argument::Text(behind)),
            ],
        )
    })
}

/// Two sentences, of which one may be missing.
pub fn both(first: String, second: &str) -> String {
    let mut text = first;
    if !text.is_empty() && !second.is_empty() {
        text.push(' ');
    }
    text.push_str(second);
    text
}

/// The difference as a part of the control's rate.
pub fn lift(language: &Language, outcome: &SplitTestOutcome) -> String {
    let Some(lift) = deciding(outcome).and_then(|contrast| contrast.lift) else {
        return String::new();
    };
    let write = |value: f64| {
        let style = share_style(value.abs(), lift.high - lift.low);
        signed(language, value, style)
    };
    let (seen, low, high) = (write(lift.value), write(lift.low), write(lift.high));
    language.fill(
        Sentence::SplitTestLift,
        &[
            ("control", Argument::Text(outcome.name(0))),
            ("lift", Argument::Text(&seen)),
            ("low", Argument::Text(&low)),
            ("high", Argument::Text(&high)),
            ("level", level(outcome)),
        ],
    )
}

/// What looking costs, and how it was judged.
pub fn looks(language: &Language, outcome: &SplitTestOutcome) -> String {
    let scenario = &outcome.scenario;
    let Some(contrast) = deciding(outcome) else {
        return String::new();
    };
    let label = super::words::label(
        language,
        FieldId::Looks,
        &super::words::ActionWords::default(),
    );
    let share = |value: f64| Argument::Number(value, percent(value));
    let sentence = if !scenario.looks_fixed {
        Sentence::SplitTestLooksOpen
    } else if scenario.looks > 1 {
        Sentence::SplitTestLooksSeveral
    } else {
        Sentence::SplitTestLooksOnce
    };
    language.fill(
        sentence,
        &[
            ("alpha", Argument::Number(scenario.alpha, TYPED)),
            ("looks", Argument::Text(&label)),
            (
                "n",
                Argument::Number(scenario.looks.into(), Style::Decimal(0)),
            ),
            ("rate", share(outcome.false_alarm_rate)),
            ("level", share(outcome.nominal_level)),
            ("p", p_beside(contrast.always_valid_p, scenario.alpha)),
            ("once", p_argument(contrast.adjusted_p)),
        ],
    )
}

/// The reading that holds at any time, beside the one that decides.
pub fn always(language: &Language, outcome: &SplitTestOutcome) -> String {
    let Some(contrast) = deciding(outcome).filter(|_| outcome.scenario.looks_fixed) else {
        return String::new();
    };
    let (p, alpha) = (contrast.always_valid_p, outcome.scenario.alpha);
    let holds = if p <= alpha { "yes" } else { "no" };
    language.fill(
        Sentence::SplitTestAlways,
        &[("p", p_beside(p, alpha)), ("holds", Argument::Text(holds))],
    )
}

/// A loss below this, in points, is no more than that.
const SMALL_LOSS: f64 = 0.001;

/// The chance that the variant is better, and what choosing it gives away.
pub fn chance(language: &Language, outcome: &SplitTestOutcome) -> String {
    let Some(contrast) = deciding(outcome) else {
        return String::new();
    };
    let chance = about(language, contrast.chance_to_beat);
    let loss = contrast.expected_loss * 100.0;
    let write = |loss| Argument::Number(loss, Style::Significant(2));
    let loss = if loss < SMALL_LOSS {
        language.fill(
            Sentence::SplitTestShareFewer,
            &[("share", write(SMALL_LOSS))],
        )
    } else {
        language.numerals.write(loss, Style::Significant(2))
    };
    language.fill(
        Sentence::SplitTestChance,
        &[
            ("name", Argument::Text(outcome.name(outcome.deciding))),
            ("control", Argument::Text(outcome.name(0))),
            ("chance", Argument::Text(&chance)),
            ("loss", Argument::Text(&loss)),
        ],
    )
}

/// What a verdict is called in a table.
fn word(language: &Language, verdict: SplitVerdict) -> String {
    language.say(match verdict {
        SplitVerdict::Better => Sentence::SplitTestWordBetter,
        SplitVerdict::Worse => Sentence::SplitTestWordWorse,
        SplitVerdict::NoDifferenceYet | SplitVerdict::BrokenSplit => Sentence::SplitTestWordOpen,
    })
}

/// The rate of a variant.
pub fn rate(language: &Language, outcome: &SplitTestOutcome, place: usize) -> String {
    let rate = outcome.rate(place);
    language
        .numerals
        .write(rate, outcome.rate_style(place, rate))
}

/// What a row of the table says beside the rate.
pub fn row(language: &Language, outcome: &SplitTestOutcome, place: usize) -> String {
    let Some(contrast) = outcome.contrast(place) else {
        return language.say(Sentence::SplitTestTableControl);
    };
    let seen = contrast.difference;
    let write = |value: f64| points(language, value, seen.high - seen.low);
    let (value, low, high) = (write(seen.value), write(seen.low), write(seen.high));
    let verdict = word(language, contrast.verdict);
    language.fill(
        Sentence::SplitTestTableRow,
        &[
            ("difference", Argument::Text(&value)),
            ("low", Argument::Text(&low)),
            ("high", Argument::Text(&high)),
            ("verdict", Argument::Text(&verdict)),
        ],
    )
}

/// "B: 3.3 % to 4.4 %".
pub fn believed(language: &Language, outcome: &SplitTestOutcome, place: usize) -> String {
    outcome.believed(place).map_or(String::new(), |interval| {
        let end =
            |rate: f64| Argument::Number(rate, share_style(rate, interval.high - interval.low));
        language.fill(
            Sentence::SplitTestPictureItem,
            &[
                ("name", Argument::Text(outcome.name(place))),
                ("low", end(interval.low)),
                ("high", end(interval.high)),
            ],
        )
    })
}

/// The picture in words.
pub fn alternative(language: &Language, outcome: &SplitTestOutcome, items: &[String]) -> String {
    let mut list = String::new();
    for item in items {
        if !list.is_empty() {
            list.push_str("; ");
        }
        list.push_str(item);
    }
    language.fill(
        Sentence::SplitTestPictureAlternative,
        &[("level", level(outcome)), ("list", Argument::Text(&list))],
    )
}
