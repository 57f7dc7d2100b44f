//! The `splitTest` view: which variant is better, as a difference, a sentence and curves.

use super::figure::{cells, stated};
use super::node::{Node, element, part, part_while, words};
use super::picture::{captioned, picture};
use super::results::{Manner, no_lists, results};
use super::session::{Session, Shown};
use super::watched::{Flag, fact_of, facts, first, place_of};
use super::{is_open, paragraph, span};
use crate::locale::Style;
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence, words_split_test as said};
use crate::outcome::Outcome;
use crate::outcome::figure::FigureId;
use crate::outcome::split_test::{SplitTestOutcome, SplitVerdict};
use crate::picture::Tone;
use crate::picture::density::{Curve, densities, scale};

/// The figures of the list, in the order of [`SplitTestOutcome::figures`].
static FIGURES: [FigureId; 14] = [
    FigureId::Difference,
    FigureId::Lift,
    FigureId::PooledZ,
    FigureId::PValue,
    FigureId::FisherP,
    FigureId::AdjustedP,
    FigureId::AlwaysValidP,
    FigureId::ChanceToBeat,
    FigureId::ExpectedLoss,
    FigureId::NeededConversions,
    FigureId::NeededVisitors,
    FigureId::SampleRatio,
    FigureId::FalseAlarmRate,
    FigureId::NominalLevel,
];

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "difference",
    headline: |language, shown, _| with(language, shown, said::headline),
    unit: |language, shown, _| with(language, shown, said::unit),
    interval: |language, shown, _| with(language, shown, said::interval),
    verdict: &[
        ("target decision", |language, shown, _| {
            with(language, shown, said::decision)
        }),
        ("meaning", |language, shown, _| {
            with(language, shown, said::verdict)
        }),
        ("needed", |language, shown, _| {
            unbroken(language, shown, [said::needed, said::nearness])
        }),
        ("looks", |language, shown, _| {
            unbroken(language, shown, [said::looks, said::always])
        }),
        ("chance", |language, shown, _| {
            unbroken(language, shown, [said::lift, said::chance])
        }),
        ("limits", |language, _, _| {
            language.say(Sentence::SplitTestLimits)
        }),
    ],
    picture: drawn,
    below: table,
    figures: &FIGURES,
    unit_of,
    lists: no_lists,
};

/// Words about an outcome.
type Said = fn(&Language, &SplitTestOutcome) -> String;

/// Words about a test whose split is sound: of a broken one nothing more is to be said.
fn unbroken(language: &Language, shown: &Shown, [first, second]: [Said; 2]) -> String {
    match of(shown) {
        Some(outcome) if outcome.verdict != SplitVerdict::BrokenSplit => {
            said::both(first(language, outcome), &second(language, outcome))
        }
        _ => String::new(),
    }
}

/// The outcome, which is that of this view.
fn of(shown: &Shown) -> Option<&SplitTestOutcome> {
    match &shown.outcome {
        Outcome::SplitTest(outcome) => Some(outcome),
        _ => None,
    }
}

/// Words about it.
fn with(language: &Language, shown: &Shown, words: Said) -> String {
    match of(shown) {
        Some(outcome) => words(language, outcome),
        None => String::new(),
    }
}

/// What is drawn of it.
fn draw(session: Session, draw: fn(&Language, &SplitTestOutcome) -> Node) -> Node {
    session.say(|language| {
        session.with_shown(|shown| match shown.as_ref().and_then(of) {
            Some(outcome) => draw(language, outcome),
            None => Node::Nothing,
        })
    })
}

/// The results of the `splitTest` view.
///
/// - `session`: the element's state.
#[inline(never)]
pub fn split_test(session: Session) -> Node {
    results(session, &MANNER, stop(session))
}

/// The stop sign of a broken split, above all figures. Its place is always there, so that it is told
/// to those who listen when it fills.
fn stop(session: Session) -> Node {
    let sign = part(move || {
        draw(session, |language, outcome| {
            let Some([title, text]) = said::stop(language, outcome) else {
                return Node::Nothing;
            };
            element("div")
                .class("notice stop")
                .set("data-stop", "")
                .child(paragraph("title", title))
                .child(paragraph("", text))
                .into()
        })
    });
    element("div").set("role", "status").child(sign).into()
}

/// What stands beside a figure of the list.
fn unit_of(language: &Language, _: &Shown, id: FigureId) -> String {
    match id {
        FigureId::Difference | FigureId::ExpectedLoss => language.say(Sentence::Points),
        FigureId::PValue | FigureId::FisherP | FigureId::AdjustedP | FigureId::AlwaysValidP => {
            language.say(Sentence::SplitTestTwoSided)
        }
        _ => String::new(),
    }
}

/// Four curves can be told apart; the others are in the list.
const DRAWN: usize = 4;

/// The places of the variants that are drawn: the control, the one that decides, then the best.
fn drawing_order(outcome: &SplitTestOutcome) -> Vec<usize> {
    let mut order = vec![0, outcome.deciding];
    while order.len() < DRAWN {
        let mut best: Option<usize> = None;
        for place in 1..=outcome.contrasts.len() {
            let is_new = !order.contains(&place);
            if is_new && best.is_none_or(|best| outcome.rate(place) > outcome.rate(best)) {
                best = Some(place);
            }
        }
        match best {
            Some(best) => order.push(best),
            None => break,
        }
    }
    order
}

/// What is believed of the rates, as curves over one scale with a legend.
fn drawn(session: Session) -> Node {
    let has_curves = move || {
        let has = |shown: &Shown| of(shown).is_some_and(|outcome| outcome.curve(0).is_some());
        session.with_shown(|shown| shown.as_ref().is_some_and(has))
    };
    part_while(has_curves, move || {
        captioned(
            session,
            "crowd density",
            |session| draw(session, legend),
            |session| draw(session, curves),
        )
    })
}

fn legend(language: &Language, outcome: &SplitTestOutcome) -> Node {
    let title = language.say(Sentence::SplitTestPictureTitle);
    let mut legend = vec![span("title", title).into()];
    let order = drawing_order(outcome);
    for (&place, number) in order.iter().zip(0..) {
        let text = said::believed(language, outcome, place);
        legend.push(span(Tone::Curve(number).class(), text).into());
    }
    let more = (outcome.contrasts.len() + 1).saturating_sub(order.len());
    if more > 0 {
        let more = f64::from(u32::try_from(more).unwrap_or(u32::MAX));
        let more = [("n", Argument::Number(more, Style::Decimal(0)))];
        let text = language.fill(Sentence::SplitTestPictureRest, &more);
        legend.push(span("", text).into());
    }
    Node::Several(legend)
}

fn curves(language: &Language, outcome: &SplitTestOutcome) -> Node {
    let (mut low, mut high) = (1.0_f64, 0.0_f64);
    let order = drawing_order(outcome);
    let mut curves = Vec::new();
    for (&place, number) in order.iter().zip(0..) {
        let Some(points) = outcome.curve(place) else {
            return Node::Nothing;
        };
        for &(rate, _) in &points {
            low = low.min(rate);
            high = high.max(rate);
        }
        let tone = Tone::Curve(number);
        curves.push(Curve { tone, points });
    }
    let scale = scale(low, high);
    let mut digits = 0;
    let mut step = scale.step * 100.0;
    while step < 0.999 && digits < 12 {
        step *= 10.0;
        digits += 1;
    }
    // The picture says the same in words.
    let mut labels = element("div").class("scale").set("aria-hidden", "true");
    for &mark in &scale.marks {
        let text = language.numerals.write(mark, Style::PercentDecimal(digits));
        labels = labels.child(element("span").child(Node::Text(text)));
    }
    let alternative = said::alternative(language, outcome, &order);
    Node::Several(vec![
        picture(&densities(&curves, &scale), alternative),
        labels.into(),
    ])
}

/// All variants; each but the control opens to its own figures.
fn table(session: Session) -> Node {
    let count = facts(Box::new(move |_| {
        session.with_shown(|shown| {
            let outcome = shown.as_ref().and_then(of);
            fact_of(outcome.map_or(0, |outcome| outcome.contrasts.len()))
        })
    }));
    let title =
        words(move || session.tell_of(|language, shown| with(language, shown, said::table_title)));
    let rows = part(move || {
        let mut rows = element("div").class("rows");
        for place in 0..=place_of(first(count)) {
            rows = rows.child(row(session, place));
        }
        rows.into()
    });
    element("div")
        .class("figures variants")
        .part("table")
        .child(paragraph("title", title))
        .child(rows)
        .into()
}

fn row(session: Session, place: usize) -> Node {
    let say = move |say: fn(&Language, &SplitTestOutcome, usize) -> String| {
        words(move || {
            session.tell_of(|language, shown| match of(shown) {
                Some(outcome) => say(language, outcome, place),
                None => String::new(),
            })
        })
    };
    let name = say(|_, outcome, place| outcome.name(place).to_owned());
    let cells = cells(name, say(said::rate), say(said::row));
    if place == 0 {
        let line = element("div").class("line").children(cells);
        return element("div").class("figure").child(line).into();
    }
    let opened = Flag::new(false);
    // Worked out only while it is open: twenty variants have two hundred derivations.
    let derivation = part(move || {
        if opened.get() {
            figures_of(session, place)
        } else {
            Node::Nothing
        }
    });
    element("details")
        .class("figure")
        .set("data-variant", place.to_string())
        .on("toggle", move |event| opened.set(is_open(&event)))
        .child(element("summary").children(cells))
        .child(
            element("div")
                .class("derivation")
                .part("derivation")
                .child(derivation),
        )
        .into()
}

/// The figures of one variant with their derivations.
fn figures_of(session: Session, place: usize) -> Node {
    let action = session.action();
    session.say(|language| {
        session.with_shown(|shown| {
            let Some(shown) = shown else {
                return Node::Nothing;
            };
            let Some(outcome) = of(shown) else {
                return Node::Nothing;
            };
            let mut rows = Vec::new();
            for figure in outcome.figures_of(place) {
                let unit = unit_of(language, shown, figure.id);
                rows.push(stated(language, &figure, unit, outcome.level(), &action));
            }
            Node::Several(rows)
        })
    })
}
