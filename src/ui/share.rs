//! What takes a view elsewhere: a link, texts, files, paper.
//!
//! Whatever a page does not allow, as a frame in a sandbox does not, ends in the text itself,
//! selected: a reader can always take it along.

use super::browser::{call, items, later, make, make_in, number, property, put, text, when};
use super::card::{is_asked, title};
use super::figure::written;
use super::goal;
use super::node::{Node, element, part, words};
use super::results::Manner;
use super::session::{Session, Shown};
use super::snapshot::{painted, picture, snapshot};
use super::watched::Watched;
use super::{group, paragraph, root_of};
use crate::VERSION;
use crate::apart;
use crate::export::csv::csv;
use crate::export::day::day;
use crate::export::markdown::markdown;
use crate::export::svg::{Drawing, SPACE, Shape, Tag, svg, tags};
use crate::export::{Headings, Line, List, Report, sentence, tables};
use crate::locale::{Style, money_style};
use crate::messages::format::Argument;
use crate::messages::words::ActionWords;
use crate::messages::{Language, Sentence, words as said, words_split_test};
use crate::outcome::Outcome;
use crate::outcome::figure::{Figure, FigureId};
use crate::outcome::rate::percent;
use crate::scenario::draft::Value;
use crate::scenario::field::{FieldId, Kind, Preset};
use crate::scenario::view::Tool;
use core::cell::Cell;
use js_sys::{Array, Object, Reflect};
use leptos::prelude::{document, untrack, window};
use leptos::wasm_bindgen::JsValue;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::ShadowRoot;
use std::rc::Rc;

/// The ways out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Link,
    Sentence,
    Markdown,
    Csv,
    Svg,
    Png,
    Print,
}

/// Their buttons, in order.
const WAYS: [(Way, Sentence); 7] = [
    (Way::Link, Sentence::SharingLink),
    (Way::Sentence, Sentence::SharingSentence),
    (Way::Markdown, Sentence::SharingMarkdown),
    (Way::Csv, Sentence::SharingCsv),
    (Way::Svg, Sentence::SharingSvg),
    (Way::Png, Sentence::SharingPng),
    (Way::Print, Sentence::SharingPrint),
];

/// The id of the text that is shown.
const TEXT: &str = "share-text";

/// The points of a picture to a pixel: sharp on most screens and in print.
const SCALE: f64 = 2.0;

/// What came of it.
#[derive(Clone, Default)]
struct Answer {
    words: String,
    /// The text that was taken along, or is to be.
    text: String,
}

/// The buttons, and what came of the last one.
///
/// - `session`: the element's state.
/// - `manner`: how the view shows its outcome.
#[inline(never)]
pub fn share(session: Session, manner: &'static Manner) -> Node {
    let desk = Rc::new(Desk {
        session,
        manner,
        answer: Watched::new(Answer::default()),
        count: Cell::new(0),
    });
    let say = move |sentence| session.say(|language| language.say(sentence));
    let buttons = WAYS.map(|(way, sentence)| {
        let desk = Rc::clone(&desk);
        element("button")
            .set("type", "button")
            .on("click", move |event| desk.take(way, root_of(&event)))
            .child(say(sentence))
            .into()
    });
    let speaking = Rc::clone(&desk);
    let spoken = Cell::new(0);
    let words = words(move || speaking.fresh(&spoken).words);
    let told = Cell::new(0);
    let text = part(move || {
        let answer = desk.fresh(&told);
        if answer.text.is_empty() {
            return Node::Nothing;
        }
        element("textarea")
            .set("id", TEXT)
            .set("readonly", "")
            .set("rows", "4")
            .set("spellcheck", "false")
            .set("aria-label", say(Sentence::SharingText))
            .child(answer.text)
            .into()
    });
    let words = paragraph("hint", words).set("role", "status");
    Node::Several(vec![
        group("tools", buttons),
        group("answer", [words.into(), text]),
    ])
}

struct Desk {
    session: Session,
    manner: &'static Manner,
    answer: Watched<Answer>,
    /// How many answers there have been.
    count: Cell<u32>,
}

impl Desk {
    fn say(&self, sentence: Sentence) -> String {
        untrack(|| self.session.say(|language| language.say(sentence)))
    }

    /// Answers, after a moment of silence: who listens hears the same words again only where they
    /// are new.
    fn told(self: &Rc<Self>, words: String, text: String) {
        self.count.set(self.count.get() + 1);
        self.answer.set(Answer::default());
        let this = Rc::clone(self);
        later(50, move || {
            this.count.set(this.count.get() + 1);
            this.answer.set(Answer { words, text });
        });
    }

    /// The answer, unless the figures have changed since it was given: what was taken along is of
    /// others.
    ///
    /// - `told`: the number of the answer that was read last.
    fn fresh(&self, told: &Cell<u32>) -> Answer {
        let answer = self.answer.get();
        self.session.with_shown(|_| ());
        if told.replace(self.count.get()) == self.count.get() {
            return Answer::default();
        }
        answer
    }

    /// A button was pressed.
    fn take(self: &Rc<Self>, way: Way, root: Option<ShadowRoot>) {
        let is_stale = self
            .session
            .with_shown_untracked(|shown| shown.as_ref().is_none_or(|shown| shown.stale));
        if is_stale {
            self.told(self.say(Sentence::SharingStale), String::new());
            return;
        }
        let report = untrack(|| report(self.session, self.manner));
        let drawn = || {
            let sentences = report.sentences.iter();
            let example = sentences.filter(|said| **said == self.example());
            let foot = report.notes.iter().chain(example).chain([&report.made]);
            let foot: Vec<String> = foot.cloned().collect();
            let drawing = snapshot(root.as_ref()?, &foot)?;
            Some(named(drawing, &report))
        };
        match way {
            Way::Link => self.copy("link", report.link.clone(), root),
            Way::Sentence => self.copy("sentence", sentence(&report), root),
            Way::Markdown => self.copy("markdown", markdown(&report), root),
            Way::Csv => self.save(csv(&report), "csv", "text/csv;charset=utf-8", root),
            Way::Svg => {
                let file = drawn().map_or(String::new(), |drawing| svg(&drawing));
                self.save(file, "svg", "image/svg+xml", root);
            }
            Way::Png => {
                if let Some(drawing) = drawn() {
                    self.save_painted(&drawing, root);
                }
            }
            Way::Print => {
                if allows("allow-modals") {
                    // Paper is white.
                    let card = root
                        .as_ref()
                        .and_then(|root| root.query_selector(".cw").ok()?);
                    let look = card
                        .as_ref()
                        .map_or(JsValue::NULL, |card| property(card, "dataset"));
                    let theme = property(&look, "theme");
                    put(&look, "theme", "light");
                    // And as wide as its picture is drawn for, however wide the card.
                    let style = card.map_or(JsValue::NULL, |card| property(&card, "style"));
                    put(&style, "width", "45rem");
                    let drawing = root.as_ref().and_then(picture);
                    let drawing = drawing.map(|drawing| named(drawing, &report));
                    put(&look, "theme", theme);
                    put(&style, "width", "");
                    let mut report = report;
                    // A picture may have its list below it.
                    let listed = root.and_then(|root| root.query_selector(LISTED_BELOW).ok()?);
                    if listed.is_some() {
                        report.series.clear();
                    }
                    print(&report, drawing.as_ref());
                    self.told(String::new(), String::new());
                } else {
                    self.select(Sentence::SharingSelectPrint, markdown(&report), root);
                }
            }
        }
    }

    fn example(&self) -> String {
        self.say(Sentence::SharingExample)
    }

    fn copy(self: &Rc<Self>, what: &'static str, text: String, root: Option<ShadowRoot>) {
        let clipboard = property(&property(&window(), "navigator"), "clipboard");
        let Ok(copied) = call(&clipboard, "writeText", &[(&*text).into()]) else {
            self.select(Sentence::SharingSelect, text, root);
            return;
        };
        let (done, refused, again) = (Rc::clone(self), Rc::clone(self), text.clone());
        when(
            &copied,
            move || {
                let what = [("what", Argument::Text(what))];
                let words = |language: &Language| language.fill(Sentence::SharingCopied, &what);
                done.told(untrack(|| done.session.say(words)), text);
            },
            move || refused.select(Sentence::SharingSelect, again, root),
        );
    }

    /// Shows a text, and selects it.
    fn select(self: &Rc<Self>, sentence: Sentence, text: String, root: Option<ShadowRoot>) {
        self.told(self.say(sentence), text);
        later(100, move || {
            let place = root.and_then(|root| root.get_element_by_id(TEXT));
            for deed in ["focus", "select"] {
                // Nothing that is in the page refuses it.
                let _ = call(&place.clone().into(), deed, &[]);
            }
        });
    }

    fn name(&self, ending: &str) -> String {
        let view = untrack(|| self.session.view()).name();
        [view, "-", &*today(), ".", ending].concat()
    }

    fn save(self: &Rc<Self>, text: String, ending: &str, kind: &str, root: Option<ShadowRoot>) {
        let is_saved =
            allows("allow-downloads") && download(&(&*text).into(), kind, &self.name(ending));
        if is_saved {
            self.saved(&self.name(ending), text);
        } else {
            let is_picture = ending == "svg";
            self.select(unsaved(is_picture), text, root);
        }
    }

    fn saved(self: &Rc<Self>, name: &str, text: String) {
        let words = untrack(|| {
            let name = [("name", Argument::Text(name))];
            let words = |language: &Language| language.fill(Sentence::SharingSaved, &name);
            self.session.say(words)
        });
        self.told(words, text);
    }

    /// The same of a picture of points, which has no text: where it cannot be saved, that of lines
    /// is shown.
    fn save_painted(self: &Rc<Self>, drawing: &Drawing, root: Option<ShadowRoot>) {
        let name = self.name("png");
        let is_saved = allows("allow-downloads")
            && points(drawing).is_some_and(|points| download(&points, "image/png", &name));
        if is_saved {
            self.saved(&name, String::new());
        } else {
            self.select(unsaved(true), svg(drawing), root);
        }
    }
}

/// What is said where a file cannot be saved.
fn unsaved(is_picture: bool) -> Sentence {
    if is_picture {
        Sentence::SharingSelectPicture
    } else {
        Sentence::SharingSelectFile
    }
}

/// The file of a picture of points. In the same task as the press of the button: of what comes later
/// a browser may think that the page has begun it.
fn points(drawing: &Drawing) -> Option<JsValue> {
    let canvas = painted(drawing, SCALE)?;
    let file = call(&canvas, "toDataURL", &["image/png".into()]).ok()?;
    let file = file.as_string()?;
    let (_, coded) = file.split_once(',')?;
    let bytes = call(&window(), "atob", &[coded.into()]).ok()?.as_string()?;
    let list = Array::new();
    for byte in bytes.chars() {
        list.push(&u32::from(byte).into());
    }
    // A canvas that is too large for the browser has no points.
    let has_any = list.length() > 0;
    has_any.then(|| make("Uint8Array", &[list.into()]).ok())?
}

/// Whether a page in a frame is let do something. A sandbox refuses in silence: asked is what it
/// says of itself, and where that is hidden, whether the page has a name.
fn allows(name: &str) -> bool {
    let frame = property(&window(), "frameElement");
    if frame.is_object() {
        let sandbox = property(&frame, "sandbox");
        let is_free = number(&sandbox, "length") == 0.0
            && call(&frame, "hasAttribute", &["sandbox".into()]).is_ok_and(|has| has.is_falsy());
        return is_free
            || call(&sandbox, "contains", &[name.into()]).is_ok_and(|has| has.is_truthy());
    }
    let is_on_disk = text(&property(&window(), "location"), "protocol") == "file:";
    is_on_disk || text(&window(), "origin") != "null"
}

/// Hands a file to the reader; whether that could be begun.
fn download(content: &JsValue, kind: &str, name: &str) -> bool {
    let addresses = property(&window(), "URL");
    let manner = Object::new();
    put(&manner, "type", kind);
    let pieces = Array::of1(content);
    let file = make("Blob", &[pieces.into(), manner.into()]);
    let address = file.and_then(|file| call(&addresses, "createObjectURL", &[file]));
    let (Ok(address), Ok(link)) = (address, document().create_element("a")) else {
        return false;
    };
    put(&link, "href", address.clone());
    put(&link, "download", name);
    let is_begun = call(&link, "click", &[]).is_ok();
    later(60_000, move || {
        let _ = call(&addresses, "revokeObjectURL", &[address]);
    });
    is_begun
}

/// The reader's day.
fn today() -> String {
    let offset = make("Date", &[]).and_then(|now| call(&now, "getTimezoneOffset", &[]));
    let minutes = offset.ok().and_then(|minutes| minutes.as_f64());
    day(js_sys::Date::now() - minutes.unwrap_or_default() * 60_000.0)
}

/// A picture that says what it shows.
fn named(drawing: Drawing, report: &Report) -> Drawing {
    Drawing {
        title: report.title.clone(),
        description: sentence(report),
        ..drawing
    }
}

// ---------------------------------------------------------------- what is taken along

fn report(session: Session, manner: &Manner) -> Report {
    let action = session.action();
    let (inputs, lists) = inputs(session, &action);
    session.say(|language| {
        session.with_shown(|shown| {
            let Some(shown) = shown else {
                return Report::default();
            };
            let say = |sentence| language.say(sentence);
            let worded = |words: super::results::Say| words(language, shown, &action);
            let mut answer = worded(manner.headline);
            let unit = worded(manner.unit);
            if !unit.is_empty() {
                // Side by side, and of two sizes, the screen needs no comma.
                let is_number = unit.starts_with(char::is_numeric);
                answer.push_str(if is_number { ", " } else { " " });
                answer.push_str(&unit);
            }
            // That nothing can be trusted comes first.
            let mut sentences = match &shown.outcome {
                Outcome::SplitTest(outcome) => words_split_test::stop(language, outcome),
                _ => None,
            }
            .map_or(Vec::new(), Vec::from);
            sentences.extend([answer, worded(manner.interval)]);
            sentences.extend(manner.verdict.iter().map(|(_, words)| worded(*words)));
            let notes = shown.outcome.notes().iter();
            if let Some(solved) = shown.outcome.solved() {
                let goal = inputs.iter().filter(|line| is_goal(line.key));
                let goal: Vec<&str> = goal.take(2).map(|line| &*line.shown).collect();
                let found = goal::answer(language, &solved, &action);
                sentences.push([&*goal.join(", "), ": ", &*found].concat());
            }
            if session.is_plain_example() {
                sentences.push(say(Sentence::SharingExample));
            }
            let (version, date) = (VERSION, today());
            let made = [
                ("version", Argument::Text(version)),
                ("date", Argument::Text(&date)),
            ];
            let made = language.fill(Sentence::SharingMade, &made);
            Report {
                title: title(session),
                sentences: sentences
                    .into_iter()
                    .filter(|said| !said.is_empty())
                    .collect(),
                inputs,
                lists,
                figures: figures(language, shown, manner),
                series: (manner.lists)(language, &shown.outcome),
                notes: notes.map(|&note| said::note(language, note)).collect(),
                // In one language: nobody reads it there, but who looks into it.
                link: link(
                    session,
                    &["conversion-widget ", version, ", ", &*date].concat(),
                ),
                made,
                headings: Headings {
                    part: say(Sentence::SharingPart),
                    inputs: say(Sentence::SharingInputs),
                    figures: say(Sentence::SharingFigures),
                    entry: say(Sentence::SharingEntry),
                    name: say(Sentence::SharingName),
                    key: say(Sentence::SharingKey),
                    value: say(Sentence::SharingValue),
                    low: say(Sentence::SharingLow),
                    high: say(Sentence::SharingHigh),
                    shown: say(Sentence::SharingShown),
                },
            }
        })
    })
}

/// What stands in the fields that are asked: single ones, and lists.
fn inputs(session: Session, action: &ActionWords) -> (Vec<Line>, Vec<List>) {
    let (mut inputs, mut lists) = (Vec::new(), Vec::new());
    let mut has_money = false;
    for &field in session.view().fields() {
        // What is set aside has no part in the answer, nor has a goal that is not whole.
        let is_aside = session.with_shown(|shown| {
            shown.as_ref().is_some_and(|shown| {
                let is_open = is_goal(field.name()) && shown.outcome.solved().is_none();
                is_open || shown.outcome.is_aside(field)
            })
        });
        if field == FieldId::Marks || is_aside || !is_asked(session, field) {
            continue;
        }
        let mut columns = field.columns().iter();
        has_money |= columns.any(|column| column.row().kind == Kind::Money);
        has_money |= field.row().kind == Kind::Money;
        let name = session.say(|language| said::label(language, field, action));
        if matches!(field.row().kind, Kind::List { .. }) {
            lists.extend(list(session, field, name, action));
            continue;
        }
        let value = session.number(field);
        let shown = session.text(field);
        if shown.is_empty() {
            continue;
        }
        inputs.push(Line {
            name,
            key: field.name(),
            shown: session.say(|language| {
                wanted(session, field, language)
                    .unwrap_or_else(|| shown_value(language, field, value, shown))
            }),
            value,
            ..Line::default()
        });
    }
    if has_money {
        inputs.push(Line {
            name: session.say(|language| language.say(Sentence::SharingCurrency)),
            key: "currency",
            shown: text(&property(&session.host(), "scenario"), "currency"),
            ..Line::default()
        });
    }
    (inputs, lists)
}

/// What is to be reached, with its unit.
fn wanted(session: Session, field: FieldId, language: &Language) -> Option<String> {
    let solved = session.with_shown(|shown| shown.as_ref()?.outcome.solved())?;
    let style = match (field, solved.figure) {
        (FieldId::GoalValue, 3) => percent(solved.wanted),
        (FieldId::GoalValue, 0 | 2)
        | (FieldId::FeeGoalValue, 0..=2)
        | (FieldId::PlanGoalValue, 0) => money_style(solved.wanted),
        _ => return None,
    };
    Some(language.numerals.write(solved.wanted, style))
}

/// Whether a field says what is to be reached.
fn is_goal(key: &str) -> bool {
    let record = key.split_once('.');
    record.is_some_and(|(record, _)| record == "goal" || record.ends_with("Goal"))
}

/// What stands in a field, with its unit.
fn shown_value(language: &Language, field: FieldId, value: Option<f64>, text: String) -> String {
    let yes_or_no = |is_so| {
        language.say(if is_so {
            Sentence::SharingYes
        } else {
            Sentence::SharingNo
        })
    };
    match (field.row().kind, value) {
        (Kind::Choice(names), _) => {
            let place = names.iter().position(|name| *name == text);
            place.map_or(text, |place| said::choice(language, field, place))
        }
        (Kind::Flag, _) => yes_or_no(text == "true"),
        (_, Some(value)) if field.is_percent() => {
            language.numerals.write(value, Style::PercentDecimal(9))
        }
        (Kind::Money, Some(value)) if field != FieldId::PlanGoalValue => {
            let write = |value: f64, style| language.numerals.write(value, style);
            let is_whole = |value: f64| (value - value.round()).abs() < 1e-7;
            // Not every currency has cents, and not every amount ends with them.
            let has_cents = || write(0.25, Style::Money) != write(0.0, Style::Money);
            let is_plain = is_whole(value) || is_whole(value * 100.0) && has_cents();
            let style = if is_plain {
                Style::Money
            } else {
                Style::MoneySignificant(15)
            };
            write(value, style)
        }
        _ => text,
    }
}

/// A list with the columns that anything stands in; `None` where there is nothing.
fn list(session: Session, field: FieldId, title: String, action: &ActionWords) -> Option<List> {
    let table = session.table(field);
    let columns = field.columns();
    let mut list = List {
        title,
        ..List::default()
    };
    let mut places = Vec::new();
    for row in 0..table.rows().len() {
        let text = |column: usize| session.cell_text(field, row, column);
        if (0..columns.len()).all(|column| text(column).is_empty()) {
            continue;
        }
        let named = columns.iter().position(|id| *id == FieldId::Name);
        let mut name = named.map_or(String::new(), text);
        if name.is_empty() {
            name = ["#", &*(row + 1).to_string()].concat();
        }
        places.push(row);
        list.names.push(name);
        list.rows.push(Vec::new());
        list.values.push(Vec::new());
    }
    for (column, &id) in columns.iter().enumerate() {
        let text = |row: usize| session.cell_text(field, row, column);
        if places.iter().all(|&row| text(row).is_empty()) {
            continue;
        }
        list.keys.push(id.name());
        session.say(|language| {
            list.columns.push(said::label(language, id, action));
            let filled = list.rows.iter_mut().zip(&mut list.values);
            for (&row, (cells, values)) in places.iter().zip(filled) {
                let cell = table.cell(row, column);
                let value = match cell.map(|cell| cell.read(id, &*language.numerals)) {
                    Some(Ok(Some(Value::Number(value)))) => Some(value),
                    _ => None,
                };
                cells.push(shown_value(language, id, value, text(row)));
                values.push([value, None, None]);
            }
        });
    }
    (!places.is_empty()).then_some(list)
}

/// The figures of all, and those of each entry of a list.
fn figures(language: &Language, shown: &Shown, manner: &Manner) -> Vec<Line> {
    let line = |entry: &str, figure: &Figure| {
        let unit = (manner.unit_of)(language, shown, figure.id);
        let mut told = written(language, figure, &unit);
        if !unit.is_empty() {
            told.push(' ');
            told.push_str(&unit);
        }
        Line {
            entry: entry.to_owned(),
            name: said::figure(language, figure.id),
            key: figure.id.name(),
            shown: told,
            value: figure.value,
            ends: figure.ends.map_or([None, None], |(low, high)| [low, high]),
        }
    };
    let mut of_entries: Vec<Line> = Vec::new();
    for (place, entry) in entries(&shown.outcome).iter().enumerate() {
        if let Outcome::SplitTest(outcome) = &shown.outcome {
            let sample = outcome.scenario.variants.get(place);
            let told = [
                &*words_split_test::rate(language, outcome, place),
                ", ",
                &*words_split_test::row(language, outcome, place),
            ];
            of_entries.push(Line {
                entry: entry.clone(),
                name: said::figure(language, FigureId::Rate),
                key: FigureId::Rate.name(),
                shown: told.concat(),
                value: sample.map(|variant| variant.sample.rate()),
                ..Line::default()
            });
        }
        for figure in shown.outcome.entry_figures(place) {
            of_entries.push(line(entry, &figure));
        }
    }
    let mut lines = Vec::new();
    for figure in shown.figures() {
        // Those of the entry that decides stand among those of the entries.
        let key = figure.id.name();
        if of_entries.iter().all(|other| other.key != key) {
            lines.push(line("", figure));
        }
    }
    lines.append(&mut of_entries);
    lines
}

/// The names of the entries of a list.
fn entries(outcome: &Outcome) -> Vec<String> {
    let names: Vec<String> = match outcome {
        Outcome::Compare(outcome) => {
            let entries = outcome.scenario.entries.iter();
            let named = entries.map(|entry| match &*entry.format {
                "" => entry.name.clone(),
                format => [&*entry.name, " (", format, ")"].concat(),
            });
            named.collect()
        }
        Outcome::SplitTest(outcome) => {
            let variants = outcome.scenario.variants.iter();
            variants.map(|variant| variant.name.clone()).collect()
        }
        Outcome::TradeOff(outcome) => {
            let offers = outcome.scenario.offers.iter();
            offers.map(|offer| offer.name.clone()).collect()
        }
        _ => Vec::new(),
    };
    let mut told: Vec<String> = Vec::new();
    for (place, mut name) in names.into_iter().enumerate() {
        // Each has a name of its own.
        if name.is_empty() || told.contains(&name) {
            let blank = if name.is_empty() { "" } else { " " };
            name = [&*name, blank, "#", &*(place + 1).to_string()].concat();
        }
        told.push(name);
    }
    told
}

/// Where the same stands to be changed: the scenario is in the fragment, which reaches no server.
fn link(session: Session, made: &str) -> String {
    let host: JsValue = session.host().into();
    let view = session.view();
    let tool = text(&host, "localName");
    let scenario = property(&host, "scenario");
    let said = Object::new();
    // Of several elements on a page the calculator is the first.
    if Tool::of(&tool).views().first() != Some(&crate::scenario::view::View::Rate) {
        put(&said, "tool", &*tool);
    }
    put(&said, "currency", property(&scenario, "currency"));
    put(&said, "view", view.name());
    let (base, is_own) = base(&host);
    let figures = property(&scenario, view.name());
    let is_plain = session.is_plain_example();
    let is_usual = |field: FieldId, value: &JsValue| {
        if is_plain {
            // Whoever follows it sees the same example, but for what was changed in it.
            !session.with_draft(|draft| draft.is_said(field))
        } else {
            is_own && is_default(field, value)
        }
    };
    put(&said, view.name(), trimmed(&figures, "", &is_usual));
    put(&said, "made", made);
    let json = js_sys::JSON::stringify(&said).map_or(JsValue::NULL, JsValue::from);
    let json = call(&window(), "encodeURIComponent", &[json]).ok();
    let json = json.and_then(|json| json.as_string()).unwrap_or_default();
    let mut link = base;
    link.push_str("#cw=");
    for (place, piece) in json.split('%').enumerate() {
        // These two may stand in a fragment as they are, and there are many.
        let (start, rest) = match piece.split_at_checked(2) {
            _ if place == 0 => ("", piece),
            Some(("3A", rest)) => (":", rest),
            Some(("2C", rest)) => (",", rest),
            _ => ("%", piece),
        };
        link.push_str(start);
        link.push_str(rest);
    }
    link
}

/// What of a scenario is to be said.
///
/// - `path`: of the record or the value; empty for all, and for what stands in a row.
/// - `is_usual`: whether a value would stand in a field anyway.
fn trimmed(value: &JsValue, path: &str, is_usual: &dyn Fn(FieldId, &JsValue) -> bool) -> JsValue {
    let field = FieldId::named(path);
    if value.is_null() || field.is_some_and(|field| is_usual(field, value)) {
        return JsValue::UNDEFINED;
    }
    if Array::is_array(value) {
        let rows: Array = items(value)
            .iter()
            .map(|row| trimmed(row, "", &|_, _| false))
            .collect();
        // An empty list says that there is none, which nobody has said.
        let has_any = rows.length() > 0;
        return if has_any {
            rows.into()
        } else {
            JsValue::UNDEFINED
        };
    }
    if !value.is_object() {
        return value.clone();
    }
    let given = Object::new();
    for name in Reflect::own_keys(value).map_or(Vec::new(), |names| items(&names)) {
        let name = name.as_string().unwrap_or_default();
        let dot = if path.is_empty() { "" } else { "." };
        let inner = trimmed(
            &property(value, &name),
            &[path, dot, &*name].concat(),
            is_usual,
        );
        if !inner.is_undefined() {
            put(&given, &name, inner);
        }
    }
    given.into()
}

/// Whether a value is what a field holds when nobody has said.
fn is_default(field: FieldId, value: &JsValue) -> bool {
    match (field.row().default, field.row().kind) {
        (Some(Preset::Number(number)), _) => value.as_f64() == Some(number),
        (Some(Preset::Flag(flag)), _) => value.as_bool() == Some(flag),
        (Some(Preset::Choice(place)), Kind::Choice(names)) => {
            names.get(place).copied() == value.as_string().as_deref()
        }
        _ => false,
    }
}

/// Where links lead: the site beside the script, unless the page names another of its own; and
/// whether it is the site.
fn base(host: &JsValue) -> (String, bool) {
    let named = call(host, "getAttribute", &["share-url".into()]).ok();
    let named = named.filter(JsValue::is_string).and_then(|named| {
        let from = property(&property(host, "ownerDocument"), "baseURI");
        make("URL", &[named, from]).ok()
    });
    let site = apart::site();
    match named {
        Some(address) if text(&address, "protocol").starts_with("http") => {
            put(&address, "hash", "");
            (text(&address, "href"), false)
        }
        _ if site.is_empty() => {
            let here = text(&property(&window(), "location"), "href");
            (here.split('#').next().unwrap_or_default().to_owned(), false)
        }
        _ => (site, true),
    }
}

// ---------------------------------------------------------------- paper

/// The style of the sheet: quiet, and in one measure, which shrinks until the figures fit one page.
const SHEET: &str = "@page{margin:14mm}body{margin:0;font:10pt/1.4 system-ui,sans-serif;color:#111}\
h1{font-size:1.5em;line-height:1.2;margin:0 0 .4em}p{margin:0 0 .45em}p.answer{font-size:1.2em;font-weight:600}\
svg{display:block;max-width:100%;height:auto;max-height:28em;margin:0 0 .8em}\
table{width:100%;border-collapse:collapse;margin:0 0 .9em;font-size:.9em;line-height:1.3;font-variant-numeric:tabular-nums}\
caption{text-align:start;font-weight:600;padding-block-end:.2em}tr{break-inside:avoid}\
th,td{text-align:start;vertical-align:top;padding:.17em 0;padding-inline-end:.9em;border-block-start:.5pt solid #bbb;font-weight:400}th{color:#555}\
td+td,th+th{text-align:end}td:last-child,th:last-child{text-align:end;padding-inline-end:0}\
footer,footer a{font-size:.95em;color:#555;overflow-wrap:anywhere}.two{display:grid;grid-template-columns:1fr 1fr;align-items:start;gap:0 2em}";

/// How wide a page is between its margins, of A4, and how high, of US Letter: what fits both.
const PAGE: (&str, f64) = ("182mm", 251.0);

/// CSS pixels in a millimetre.
const PIXELS: f64 = 96.0 / 25.4;

/// Engines lay out for paper a little wider or narrower than for the screen.
const SLACK: f64 = 0.98;

/// The largest and the smallest size of letters, in quarters of a point. What does not fit at the
/// smallest takes several pages, at an easy size.
const LETTERS: (u32, u32) = (40, 26);
const EASY: u32 = 36;

/// The list below a picture.
const LISTED_BELOW: &str = ".found figure > table";

/// The rows of a picture's list on paper.
const LISTED: usize = 9;

/// Prints the report from a frame of its own: the page around the widget is not what was asked for.
fn print(report: &Report, drawing: Option<&Drawing>) {
    let Ok(frame) = document().create_element("iframe") else {
        return;
    };
    let style = property(&frame, "style");
    for (name, value) in [
        ("position", "fixed"),
        ("inset", "0 auto auto 0"),
        ("width", PAGE.0),
        ("height", "0"),
        ("border", "0"),
        ("visibility", "hidden"),
    ] {
        put(&style, name, value);
    }
    put(&frame, "tabIndex", -1.0);
    let _ = frame.set_attribute("aria-hidden", "true");
    let (report, drawing) = (report.clone(), drawing.cloned());
    let host = document().body();
    let there = frame.clone();
    // Some engines put another document into a fresh frame a task later.
    let is_written = Cell::new(false);
    let ready = Closure::<dyn Fn()>::new(move || {
        if !is_written.replace(true) {
            write_sheet(&there, &report, drawing.as_ref());
        }
    })
    .into_js_value();
    put(&frame, "onload", ready);
    if let Some(body) = host {
        // A body takes a frame.
        let _ = body.append_child(&frame);
    }
    // Some browsers never say that they have printed.
    later(600_000, move || frame.remove());
}

fn write_sheet(frame: &leptos::web_sys::Element, report: &Report, drawing: Option<&Drawing>) {
    let window = property(frame, "contentWindow");
    let page = property(&window, "document");
    let body = property(&page, "body");
    let root = property(&page, "documentElement");
    let sheet = Sheet { page: &page };
    let is_leftward = drawing.is_some_and(|drawing| {
        drawing
            .shapes
            .iter()
            .any(|shape| matches!(shape, Shape::Text { is_leftward, .. } if *is_leftward))
    });
    put(&root, "dir", if is_leftward { "rtl" } else { "ltr" });
    put(&page, "title", &*report.title);
    if let Ok(style) = make_in(&window, "CSSStyleSheet", &[])
        && call(&style, "replaceSync", &[SHEET.into()]).is_ok()
    {
        put(&page, "adoptedStyleSheets", Array::of1(&style));
    }
    sheet.add(&body, "h1", &report.title);
    let beside = |kind: &str| {
        let group = sheet.add(&body, "div", "");
        put(&group, "className", kind);
        group
    };
    let top = beside(if drawing.is_some() { "two" } else { "" });
    let told = sheet.add(&top, "div", "");
    for (place, sentence) in report.sentences.iter().enumerate() {
        let paragraph = sheet.add(&told, "p", sentence);
        put(
            &paragraph,
            "className",
            if place == 0 { "answer" } else { "" },
        );
    }
    if let Some(drawing) = drawing {
        sheet.draw(&top, drawing);
    }
    // Two columns by hand: engines differ in how they break tables between their own.
    let two = beside("two");
    let [left, right] = [(); 2].map(|()| sheet.add(&two, "div", ""));
    tables(report, LISTED, &mut |table| {
        let height = |column: &JsValue| number(column, "offsetHeight");
        let is_right = height(&right) < height(&left);
        let shorter = if is_right { &right } else { &left };
        // What has a value for each name is half as wide, and so are points of a curve.
        let mut series = report.series.iter();
        let is_narrow = table.columns.len() == 2 || series.any(|list| list.title == table.title);
        sheet.table(if is_narrow { shorter } else { &body }, table);
    });
    for note in &report.notes {
        sheet.add(&body, "p", note);
    }
    let foot = sheet.add(&body, "footer", &report.made);
    sheet.add(&foot, "br", "");
    // Nobody types what stands behind it; in a file it can be clicked.
    let link = sheet.add(
        &foot,
        "a",
        report.link.split('#').next().unwrap_or_default(),
    );
    put(&link, "href", &*report.link);
    let look = property(&body, "style");
    let fits = |quarters: u32| {
        let size = crate::locale::ascii_text(f64::from(quarters) / 4.0);
        put(&look, "fontSize", [&*size, "pt"].concat());
        number(&body, "offsetHeight") <= PAGE.1 * PIXELS * SLACK
    };
    let (largest, smallest) = LETTERS;
    if !(smallest..=largest).rev().any(fits) {
        fits(EASY);
    }
    let there = frame.clone();
    let gone = Closure::once_into_js(move || later(1_000, move || there.remove()));
    put(&window, "onafterprint", gone);
    // What is drawn in the frame is laid out in the next task.
    later(50, move || {
        let _ = call(&window, "print", &[]);
    });
}

/// A page that is written element by element: nothing in it is ever markup.
struct Sheet<'page> {
    page: &'page JsValue,
}

impl Sheet<'_> {
    fn add(&self, parent: &JsValue, tag: &str, said: &str) -> JsValue {
        let made = call(self.page, "createElement", &[tag.into()]).unwrap_or_default();
        put(&made, "textContent", said);
        // A fresh element goes everywhere.
        let _ = call(parent, "append", std::slice::from_ref(&made));
        made
    }

    fn table(&self, parent: &JsValue, list: &List) {
        let table = self.add(parent, "table", "");
        self.add(&table, "caption", &list.title);
        if list.columns.len() > 2 {
            // Again on every page.
            let head = self.add(&table, "thead", "");
            let row = self.add(&head, "tr", "");
            for column in &list.columns {
                self.add(&row, "th", column);
            }
        }
        for cells in &list.rows {
            let row = self.add(&table, "tr", "");
            for cell in cells {
                self.add(&row, "td", cell);
            }
        }
    }

    /// The picture, as elements.
    fn draw(&self, parent: &JsValue, drawing: &Drawing) {
        let (outer, inner) = tags(drawing);
        let picture = self.tag(parent, &outer);
        for tag in &inner {
            self.tag(&picture, tag);
        }
    }

    fn tag(&self, parent: &JsValue, tag: &Tag) -> JsValue {
        let name = [SPACE.into(), tag.name.into()];
        let made = call(self.page, "createElementNS", &name).unwrap_or_default();
        for (name, value) in tag.attributes.iter().filter(|(name, _)| name != "xmlns") {
            // The names are ours.
            let _ = call(&made, "setAttribute", &[name.into(), value.into()]);
        }
        put(&made, "textContent", &*tag.text);
        let _ = call(parent, "append", std::slice::from_ref(&made));
        made
    }
}
