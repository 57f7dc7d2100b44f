//! A chart over time: curves that are read by pointer and by keys, and the same as a table.

use super::field::value as typed;
use super::node::{Node, element, part, part_while, words};
use super::picture::stretched;
use super::returns::rounded;
use super::session::Session;
use super::watched::{Facts, Flag, Watched, facts};
use super::{group, is_open, listened, paragraph, row, span};
use crate::locale::{Style, ascii_number};
use crate::messages::format::Argument;
use crate::messages::{Language, Sentence};
use crate::outcome::Outcome;
use crate::picture::course::{Across, Frame, picture, top};
use crate::picture::list::{Cells, List};
use crate::picture::{Mark, Tone};
use leptos::prelude::With;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::Event;
use std::rc::Rc;

/// The places of a chart in time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// The end of time: the horizon, in months.
    pub end: f64,
    /// The time from place to place.
    pub step: f64,
    /// The last place; the first is 0.
    pub last: usize,
    /// The month that is read where nobody has looked yet.
    pub first: f64,
}

/// What is drawn of an outcome.
type Draw = fn(&Outcome) -> Vec<Mark>;

/// How a view draws its outcome over time. Of another view's outcome nothing is drawn.
pub struct Chart {
    /// What it shows.
    pub title: Sentence,
    /// Shares of one, in a panel of their own.
    pub shares: Option<(Sentence, Draw)>,
    /// What the money is called.
    pub name: Sentence,
    /// Its marks between the lowest and the highest amount of the scale.
    pub marks: fn(&Outcome, f64, f64) -> Vec<Mark>,
    /// The lowest and the highest amount that is drawn.
    pub reach: fn(&Outcome) -> (f64, f64),
    /// The places in time.
    pub times: fn(&Outcome) -> Times,
    /// What is to be said of a place.
    pub told: fn(&Language, &Outcome, usize) -> String,
    /// What the lines stand for.
    pub legend: fn(&Language, &Outcome) -> Node,
    /// A row of the table; its head where there is no place.
    pub row: fn(&Language, &Outcome, Option<usize>) -> Cells,
}

/// The outcome that is shown.
fn of<T>(session: Session, read: impl FnOnce(&Outcome) -> T) -> Option<T> {
    session.with_shown(|shown| shown.as_ref().map(|shown| read(&shown.outcome)))
}

/// What is drawn of it.
fn drawing(session: Session, draw: &dyn Fn(&Outcome) -> Node) -> Node {
    of(session, draw).unwrap_or(Node::Nothing)
}

/// The place that the reader looks at.
#[derive(Clone)]
struct Look {
    session: Session,
    chart: &'static Chart,
    /// Its month; no number where nobody has looked yet.
    month: Rc<Watched<f64>>,
}

impl Look {
    fn times(&self) -> Times {
        of(self.session, self.chart.times).unwrap_or_default()
    }

    /// The place on the curves.
    fn place(&self) -> usize {
        let mut month = self.month.get();
        let times = self.times();
        if month.is_nan() {
            month = times.first;
        }
        let place = (month / times.step).round().max(0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some ten thousand orders at most"
        )]
        let place = place as usize;
        place.min(times.last)
    }

    /// What is to be said of it.
    fn told(&self) -> String {
        let place = self.place();
        self.session.say(|language| {
            of(self.session, |outcome| {
                (self.chart.told)(language, outcome, place)
            })
            .unwrap_or_default()
        })
    }

    /// The line at it.
    fn cursor(&self) -> Node {
        let place = u32::try_from(self.place()).unwrap_or(u32::MAX);
        let Times { end, step, .. } = self.times();
        let frame = Frame {
            end,
            low: 0.0,
            high: 1.0,
        };
        let month = (f64::from(place) * step).min(end);
        let mark = frame.across(Tone::Cursor, Across::Time(month));
        stretched(&picture(vec![mark]))
    }

    /// Looks at a share of the time that is shown.
    fn turn(&self, share: f64) {
        self.month.set(share * self.times().end);
    }

    /// The slider below the curves, by which keys and fingers turn to a place.
    fn slider(&self) -> Node {
        let session = self.session;
        let [speaking, placing, turning, ending] = [(); 4].map(|()| self.clone());
        let name = move || Some(session.say(|language| language.say(Sentence::ValueReaderName)));
        // To the horizon, as the curves: the thumb stands where the line does.
        let end = move || {
            let Times { end, step, .. } = ending.times();
            JsValue::from_f64(end / step)
        };
        let reader = element("input")
            .set("type", "range")
            .set("id", "reader")
            .set("min", "0")
            .property("max", end)
            .changing("aria-label", name)
            .changing("aria-valuetext", move || Some(speaking.told()))
            .property("value", move || placing.place().to_string().into())
            .on("input", move |event| {
                let month = turning.times().step * ascii_number(&typed(&event));
                turning.month.set(month);
            });
        element("div")
            .class("read")
            .set("dir", "ltr")
            .child(reader)
            .into()
    }
}

/// The ends of the scale of the money.
fn ends_of(scale: Facts) -> (f64, f64) {
    scale.with(|scale| match scale.as_slice() {
        &[low, high] => (low, high),
        _ => (0.0, 1.0),
    })
}

/// A picture with its name and the number at its top.
fn panel(session: Session, name: Sentence, top: Node, picture: Node) -> Node {
    let name = session.say(|language| language.say(name));
    element("div")
        .class("panel")
        .child(span("name", name))
        .child(span("top", top))
        .child(picture)
        .into()
}

/// The chart, to be read by pointer and by keys; and a table.
///
/// - `session`: the element's state.
/// - `chart`: how the view draws its outcome.
pub fn course(session: Session, chart: &'static Chart) -> Node {
    let look = Look {
        session,
        chart,
        month: Rc::new(Watched::new(f64::NAN)),
    };
    let scale = facts(Box::new(move |before| {
        let (before_low, before_high) = match before {
            &[low, high] => (low, high),
            _ => (0.0, 0.0),
        };
        let (low, high) = of(session, chart.reach).unwrap_or_default();
        let high = top(high, before_high);
        // A curve of nothing lies at the bottom.
        let high = if high <= 0.0 && low >= 0.0 { 1.0 } else { high };
        vec![-top(-low, -before_low), high]
    }));
    let [pointing, marking, telling] = [(); 3].map(|()| look.clone());
    let sums = part(move || {
        let (low, high) = ends_of(scale);
        drawing(session, &|outcome| {
            stretched(&picture((chart.marks)(outcome, low, high)))
        })
    });
    let most = words(move || {
        let (low, high) = ends_of(scale);
        session.say(|language| {
            let [low_text, high_text] =
                [low, high].map(|end| language.numerals.write(end, rounded(end)));
            if low < 0.0 {
                let ends = [
                    ("low", Argument::Text(&low_text)),
                    ("high", Argument::Text(&high_text)),
                ];
                language.fill(Sentence::FiguresRange, &ends)
            } else {
                high_text
            }
        })
    });
    let mut plot = element("div")
        .class("plot")
        .set("dir", "ltr")
        .on("pointermove", move |event| {
            if let Some(share) = across(&event) {
                pointing.turn(share);
            }
        });
    if let Some((name, marks)) = chart.shares {
        let whole =
            words(move || session.say(|language| language.numerals.write(1.0, Style::Percent(3))));
        let shares = part(move || drawing(session, &|outcome| stretched(&picture(marks(outcome)))));
        plot = plot.child(panel(session, name, whole, shares));
    }
    let plot = plot
        .child(panel(session, chart.name, most, sums))
        .child(group("pointer", [part(move || marking.cursor())]));
    let ends = part(move || {
        let Times { end, .. } = of(session, chart.times).unwrap_or_default();
        session.say(|language| {
            let mut ends = Vec::new();
            for share in [0.0, 0.5, 1.0] {
                let month = language.numerals.write(end * share, Style::Significant(4));
                ends.push(element("span").child(month).into());
            }
            Node::Several(ends)
        })
    });
    let times = element("div")
        .class("times")
        .set("dir", "ltr")
        .set("aria-hidden", "true")
        .child(ends);
    let title = session.say(|language| language.say(chart.title));
    let legend = part(move || {
        session.say(|language| drawing(session, &|outcome| (chart.legend)(language, outcome)))
    });
    let told = paragraph("said", words(move || telling.told())).set("aria-hidden", "true");
    element("figure")
        .class("course")
        .part("chart")
        .child(
            element("figcaption")
                .child(span("title", title))
                .child(legend),
        )
        .child(plot)
        .child(look.slider())
        .child(times)
        .child(told)
        .child(folded_table(session, chart))
        .into()
}

/// The curves as a table, which is made while it is open.
fn folded_table(session: Session, chart: &'static Chart) -> Node {
    let opened = Flag::new(false);
    let made = move || {
        session.say(|language| drawing(session, &|outcome| table(language, outcome, chart)))
    };
    let table = part_while(move || opened.get(), move || part(made));
    let name = session.say(|language| language.say(Sentence::ValueTable));
    element("details")
        .class("figure")
        .on("toggle", move |event| opened.set(is_open(&event)))
        .child(element("summary").child(span("name", name)))
        .child(element("div").class("derivation").child(table))
        .into()
}

/// The most rows of the table: three years of months.
const ROWS: usize = 37;

/// The curves as a list, to be taken elsewhere.
#[inline(never)]
pub fn listed(language: &Language, outcome: &Outcome, chart: &Chart) -> List {
    let head = (chart.row)(language, outcome, None);
    let mut list = List::titled(language.say(chart.title), head.shown);
    let Times { last, .. } = (chart.times)(outcome);
    for place in (0..=last).step_by(last / ROWS + 1) {
        list.add((chart.row)(language, outcome, Some(place)));
    }
    list
}

fn table(language: &Language, outcome: &Outcome, chart: &Chart) -> Node {
    let List { columns, rows, .. } = listed(language, outcome, chart);
    let mut table = element("table").part("table").child(row("th", columns));
    for cells in rows {
        table = table.child(row("td", cells));
    }
    table.into()
}

/// How far across its element a pointer is.
fn across(event: &Event) -> Option<f64> {
    let read =
        |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok()?.as_f64();
    let width = read(listened(event)?.as_ref(), "clientWidth")?;
    let share = (read(event.as_ref(), "offsetX")? / width).max(0.0);
    (width > 0.0).then_some(share.min(1.0))
}
