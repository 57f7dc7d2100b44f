//! The `compare` view: who is ahead and how surely, all ranges on one scale, a table of all results.

use super::figure::entry_row;
use super::node::{Element, Node, element, part, part_while, words};
use super::picture::{captioned, stretched};
use super::results::{Manner, no_lists, results};
use super::session::{Session, Shown};
use super::watched::{Facts, Flag, are, fact, fact_of, facts, place_of};
use super::{blank, focus_soon, group, paragraph, root_of, span};
use crate::locale::{Style, money_style, share_style};
use crate::messages::format::Argument;
use crate::messages::words::{amount, compare as said};
use crate::messages::{Language, Sentence};
use crate::outcome::Outcome;
use crate::outcome::compare::{CompareOutcome, ENTRY_FIGURES, FIGURES};
use crate::outcome::figure::FigureId;
use crate::outcome::rate::{TYPED, percent};
use crate::picture::Tone;
use crate::picture::intervals::{Range, scale, strip};
use core::cell::Cell;
use leptos::prelude::*;
use std::rc::Rc;

/// So many ranges are drawn; more than that nobody compares by eye.
const DRAWN: usize = 24;

/// So many rows the table begins with.
const LISTED: usize = 12;

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "verdict",
    headline: |language, shown, _| told(language, shown, said::headline),
    unit: |_, _, _| String::new(),
    interval: |language, shown, _| told(language, shown, said::chance),
    verdict: &[
        ("meaning", |language, shown, _| {
            told(language, shown, said::verdict)
        }),
        ("target", |language, shown, _| {
            told(language, shown, said::reversals)
        }),
        ("needed", |language, shown, _| {
            told(language, shown, said::needed)
        }),
        ("buy", |language, shown, _| {
            told(language, shown, said::best_buy)
        }),
        ("limits", |language, _, _| {
            language.say(Sentence::CompareLimits)
        }),
    ],
    picture,
    below: table,
    figures: &FIGURES,
    unit_of,
    lists: no_lists,
};

/// The results of the `compare` view.
///
/// - `session`: the element's state.
#[inline(never)]
pub fn compare(session: Session) -> Node {
    results(session, &MANNER, Node::Nothing)
}

fn of(shown: &Shown) -> Option<&CompareOutcome> {
    match &shown.outcome {
        Outcome::Compare(outcome) => Some(outcome),
        _ => None,
    }
}

/// Words about the outcome, which is that of this view.
#[inline(never)]
fn told(
    language: &Language,
    shown: &Shown,
    words: fn(&Language, &CompareOutcome) -> String,
) -> String {
    of(shown).map_or(String::new(), |outcome| words(language, outcome))
}

/// A piece made of the outcome.
fn made(session: Session, make: &dyn Fn(&Language, &CompareOutcome) -> Node) -> Node {
    session.say(|language| {
        session.with_shown(|shown| match shown.as_ref().and_then(of) {
            Some(outcome) => make(language, outcome),
            None => Node::Nothing,
        })
    })
}

fn unit_of(language: &Language, shown: &Shown, id: FigureId) -> String {
    if matches!(id, FigureId::BehindBest | FigureId::LossAmongAll) {
        return language.say(Sentence::Points);
    }
    let found = of(shown).and_then(|outcome| outcome.heterogeneity);
    if id == FigureId::Heterogeneity && found.is_some_and(|found| found.approximate) {
        language.say(Sentence::CompareFigureApproximate)
    } else {
        String::new()
    }
}

fn whole(number: usize) -> Argument<'static> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Argument::Number(number.into(), Style::Decimal(0))
}

/// The ranges of all entries on one scale, the highest rate to expect first.
fn picture(session: Session) -> Node {
    captioned(
        session,
        "crowd ranges",
        |session| made(session, &legend),
        |session| made(session, &strips),
    )
}

/// What the picture is of.
fn title(language: &Language, outcome: &CompareOutcome) -> String {
    let level = Argument::Number(outcome.scenario.level.get(), TYPED);
    language.fill(Sentence::ComparePictureTitle, &[("level", level)])
}

fn legend(language: &Language, outcome: &CompareOutcome) -> Node {
    let mut legend = vec![span("title", title(language, outcome)).into()];
    let count = outcome.order(false).len();
    if DRAWN < count {
        let counts = [("shown", whole(DRAWN)), ("count", whole(count))];
        let first = language.fill(Sentence::ComparePictureFirst, &counts);
        legend.push(span("first", first).into());
    }
    for (tone, sentence) in [
        (Tone::Dot, Sentence::ComparePictureDot),
        (Tone::Mean, Sentence::ComparePictureMean),
    ] {
        legend.push(span(tone.class(), language.say(sentence)).into());
    }
    Node::Several(legend)
}

fn strips(language: &Language, outcome: &CompareOutcome) -> Node {
    let order = outcome.order(false);
    let mut ranges = Vec::new();
    for &place in order.iter().take(DRAWN) {
        if let Some(entry) = outcome.entries.get(place) {
            ranges.push(Range {
                low: entry.interval.low,
                high: entry.interval.high,
                rate: entry.rate,
                shrunk: entry.shrunk_rate,
            });
        }
    }
    let scale = scale(&ranges);
    let write = |rate: f64, width: f64| {
        let style = share_style(rate, width);
        language.numerals.write(rate, style)
    };
    let mut strips = element("div").class("strips").part("chart");
    for (&place, &range) in order.iter().zip(&ranges) {
        let value = write(range.rate, range.high - range.low);
        let row = element("div")
            .class("range")
            .child(span("name", said::name(language, outcome, place)))
            .child(span("value", value))
            .child(stretched(&strip(range, scale)));
        strips = strips.child(row);
    }
    let width = scale.to - scale.from;
    let title = title(language, outcome);
    let (from, to) = (write(scale.from, width), write(scale.to, width));
    let counts = [
        ("title", Argument::Text(&title)),
        ("shown", whole(ranges.len())),
        ("count", whole(order.len())),
        ("from", Argument::Text(&from)),
        ("to", Argument::Text(&to)),
    ];
    let alternative = language.fill(Sentence::ComparePictureAlternative, &counts);
    let axis = element("div")
        .class("axis")
        .child(span("from", from.clone()))
        .child(span("to", to.clone()));
    strips
        .set("role", "img")
        .set("aria-label", alternative)
        .child(axis)
        .into()
}

/// What the reader has done with the table.
#[derive(Clone)]
struct Look {
    /// Whether it is sorted by cost per conversion.
    by_cost: Flag,
    /// Whether all rows are shown.
    all: Flag,
    /// The entry that was opened last: it stays open when the figures change.
    open: Rc<Cell<usize>>,
}

/// The table of all results, sorted by the best rate or by the best buy; every row opens.
fn table(session: Session) -> Node {
    let look = Look {
        by_cost: Flag::new(false),
        all: Flag::new(false),
        open: Rc::new(Cell::new(usize::MAX)),
    };
    let has_costs = facts(Box::new(move |_| {
        session.with_shown(|shown| {
            let outcome = shown.as_ref().and_then(of);
            fact(outcome.is_some_and(|outcome| outcome.totals.cost.is_some()))
        })
    }));
    let title = session.say(|language| language.say(Sentence::CompareTableTitle));
    let (by_cost, all) = (look.by_cost, look.all);
    let head = part(move || head(session, by_cost, are(has_costs)));
    let order = facts(Box::new(move |_| {
        let by_cost = by_cost.get() && are(has_costs);
        session.with_shown(|shown| {
            let outcome = shown.as_ref().and_then(of);
            let order = outcome.map_or(Vec::new(), |outcome| outcome.order(by_cost));
            order.into_iter().flat_map(fact_of).collect()
        })
    }));
    let body = part(move || body(session, &look, order, are(has_costs)));
    let more = part(move || more(session, by_cost, all));
    group(
        "results-table",
        [
            paragraph("title", title).set("id", "entries-table").into(),
            element("table")
                .part("table")
                .set("role", "table")
                .set("aria-labelledby", "entries-table")
                .flag("data-costs", move || are(has_costs))
                .child(element("thead").set("role", "rowgroup").child(head))
                .child(element("tbody").set("role", "rowgroup").child(body))
                .into(),
            more,
        ],
    )
}

/// A cell with a role of its own: the style sheet lays rows out anew where they are narrow.
fn cell(tag: &'static str, role: &'static str, class: &'static str) -> Element {
    element(tag).class(class).set("role", role)
}

fn row() -> Element {
    element("tr").set("role", "row")
}

fn head(session: Session, sorting: Flag, has_costs: bool) -> Node {
    session.say(|language| {
        let sorted = |sentence, by_cost: bool, is_rising: &'static str| {
            let words = language.say(sentence);
            let title = language.fill(
                Sentence::CompareTableSort,
                &[("column", Argument::Text(&words))],
            );
            let button = element("button")
                .set("type", "button")
                .set("title", title)
                .on("click", move |_| sorting.set(by_cost))
                .child(words);
            cell("th", "columnheader", "number")
                .set("scope", "col")
                .changing("aria-sort", move || {
                    let is_sorted = sorting.get() == by_cost;
                    Some(if is_sorted { is_rising } else { "none" }.to_owned())
                })
                .child(button)
        };
        let plain = |sentence, class| {
            cell("th", "columnheader", class)
                .set("scope", "col")
                .child(span("words", language.say(sentence)))
        };
        let mut head = row()
            .child(plain(Sentence::FieldName, "name"))
            .child(sorted(Sentence::CompareTableRate, false, "descending"))
            .child(plain(Sentence::CompareTableChance, "number"));
        if has_costs {
            head = head.child(sorted(Sentence::FigureCostPerConversion, true, "ascending"));
        }
        head.into()
    })
}

/// The rows, each of which stays itself as long as their order does.
fn body(session: Session, look: &Look, order: Facts, has_costs: bool) -> Node {
    let most = if look.all.get() { usize::MAX } else { LISTED };
    let places = order.with(|order| order.iter().copied().take(most).collect::<Vec<_>>());
    let mut rows = Vec::new();
    for place in places {
        rows.push(entry(session, look, place_of(place), has_costs));
    }
    let title = session.say(|language| language.say(Sentence::CompareTableTotal));
    let of_all = |say: OfEntry| number(about(session, 0, say));
    let mut total = row()
        .class("total")
        .child(
            cell("th", "rowheader", "name")
                .set("scope", "row")
                .child(title),
        )
        .child(of_all(|language, outcome, _| {
            let rate = outcome.totals.rate;
            language.numerals.write(rate, percent(rate))
        }))
        .child(number(String::new()));
    if has_costs {
        total = total.child(of_all(|language, outcome, _| {
            money(language, outcome.totals.cost_per_conversion)
        }));
    }
    rows.push(total.into());
    Node::Several(rows)
}

/// Words about the entry at a place.
type OfEntry = fn(&Language, &CompareOutcome, usize) -> String;

fn about(session: Session, place: usize, say: OfEntry) -> Node {
    words(move || {
        session.tell_of(|language, shown| {
            of(shown).map_or(String::new(), |outcome| say(language, outcome, place))
        })
    })
}

fn number(text: impl Into<Node>) -> Element {
    cell("td", "cell", "number").child(text)
}

fn money(language: &Language, amount: Option<f64>) -> String {
    amount.map_or_else(
        || language.say(Sentence::FiguresUndefined),
        |amount| language.numerals.write(amount, money_style(amount)),
    )
}

/// A row of the table, and what opens below it.
fn entry(session: Session, look: &Look, place: usize, has_costs: bool) -> Node {
    let opened = Flag::new(look.open.get() == place);
    let last = Rc::clone(&look.open);
    let is_open = move || opened.get();
    let name: OfEntry = |_, outcome, place| {
        let entry = outcome.scenario.entries.get(place);
        entry.map_or(String::new(), |entry| entry.name.clone())
    };
    let format: OfEntry = |_, outcome, place| {
        let entry = outcome.scenario.entries.get(place);
        entry.map_or(String::new(), |entry| entry.format.clone())
    };
    let has_format = move || {
        session.with_shown(|shown| {
            let outcome = shown.as_ref().and_then(of);
            let entry = outcome.and_then(|outcome| outcome.scenario.entries.get(place));
            entry.is_some_and(|entry| !entry.format.is_empty())
        })
    };
    let format = part_while(has_format, move || {
        let format = span("format", about(session, place, format));
        Node::Several(vec![blank(), format.into()])
    });
    let name = element("button")
        .class("opener")
        .set("type", "button")
        .set("id", opener(place))
        .changing("aria-expanded", move || {
            Some(if is_open() { "true" } else { "false" }.to_owned())
        })
        .on("click", move |_| {
            let opens = !opened.get_untracked();
            last.set(if opens { place } else { usize::MAX });
            opened.set(opens);
        })
        .child(span("who", about(session, place, name)))
        .child(format);
    let expected: OfEntry = |language, outcome, place| {
        outcome.entries.get(place).map_or(String::new(), |found| {
            let width = found.credible.high - found.credible.low;
            let style = share_style(found.shrunk_rate, width);
            language.numerals.write(found.shrunk_rate, style)
        })
    };
    let counted: OfEntry = |language, outcome, place| {
        outcome.entries.get(place).map_or(String::new(), |found| {
            let style = share_style(found.rate, found.interval.high - found.interval.low);
            let rate = language.numerals.write(found.rate, style);
            language.fill(
                Sentence::CompareTableCounted,
                &[("rate", Argument::Text(&rate))],
            )
        })
    };
    let chance: OfEntry = |language, outcome, place| {
        outcome.entries.get(place).map_or(String::new(), |found| {
            amount(language, found.standing.chance_best, Style::Chance)
        })
    };
    let cost: OfEntry = |language, outcome, place| {
        let entry = outcome.scenario.entries.get(place);
        match (
            entry.and_then(|entry| entry.cost),
            outcome.entries.get(place),
        ) {
            (Some(_), Some(found)) => money(language, found.cost_per_conversion),
            _ => String::new(),
        }
    };
    let mut cells = row()
        .class("entry")
        .set("data-entry", place.to_string())
        .child(
            cell("th", "rowheader", "name")
                .set("scope", "row")
                .child(name),
        )
        .child(
            number(about(session, place, expected))
                .child(blank())
                .child(span("counted", about(session, place, counted))),
        )
        .child(number(about(session, place, chance)));
    if has_costs {
        cells = cells.child(number(about(session, place, cost)));
    }
    let details = part_while(is_open, move || {
        let figures = ENTRY_FIGURES.iter();
        let figures = figures.map(|&id| entry_row(session, id, place, unit_of));
        row()
            .class("opened")
            .child(
                cell("td", "cell", "figures")
                    .set("colspan", if has_costs { "4" } else { "3" })
                    .children(figures),
            )
            .into()
    });
    Node::Several(vec![cells.into(), details])
}

fn opener(place: usize) -> String {
    ["entry-", &place.to_string()].concat()
}

/// The button that shows all rows.
fn more(session: Session, by_cost: Flag, all: Flag) -> Node {
    let is_all = all.get();
    made(session, &|language, outcome| {
        let count = outcome.entries.len();
        if is_all || count <= LISTED {
            return Node::Nothing;
        }
        let next = outcome.order(by_cost.get_untracked());
        let next = next.get(LISTED).copied().unwrap_or(0);
        let words = language.fill(Sentence::CompareTableAll, &[("count", whole(count))]);
        element("button")
            .class("more")
            .set("type", "button")
            .on("click", move |event| {
                all.set(true);
                // The button is gone now: go on where it led to.
                focus_soon(root_of(&event), opener(next));
            })
            .child(span("words", words))
            .into()
    })
}
