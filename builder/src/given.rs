//! Which of the figures in the preview have to be written, so that a reader finds what the author saw.
//!
//! An element without figures shows its example, one with some asks for the rest. So a figure that
//! differs from the example is not enough: what else stood in the example has to be written beside
//! it, or it is gone. Which figures these are is not worked out by rules of its own, but by asking
//! the widget's own draft, again and again, what a reader would find.

use crate::choice::record;
use conversion_widget::embed::exchange::{lay_child, scenario_datum, spoken};
use conversion_widget::locale::{Marks, Numerals, Plural, Style, Suffix};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{Draft, value_datum};
use conversion_widget::scenario::field::{FieldId, Preset};
use conversion_widget::scenario::view::{Tool, View};

/// Figures that are written as they are, for data that nobody reads.
pub struct Plain;

impl Numerals for Plain {
    fn marks(&self) -> Marks {
        Marks {
            decimal: '.',
            group: ',',
        }
    }

    fn suffixes(&self) -> Vec<Suffix> {
        Vec::new()
    }

    fn is_currency(&self, code: &str) -> bool {
        code.len() == 3
    }

    fn currency_sign(&self) -> String {
        String::new()
    }

    fn write(&self, value: f64, _: Style) -> String {
        crate::escape::number(value)
    }

    fn plural(&self, _: f64) -> Plural {
        Plural::Other
    }
}

/// What a reader finds in an element of these views that is given these figures, as
/// `element.scenario` would say it.
pub fn found(tool: Tool, views: &[View], given: &[(FieldId, Datum)]) -> Datum {
    let child = record(views, given.iter());
    let mut draft = Draft::default();
    lay_child(&mut draft, &spoken(&child, tool.views()));
    let view = views.first().or(tool.views().first());
    let view = view.copied().unwrap_or(View::Rate);
    scenario_datum(&draft, &Plain, tool.views(), view, "")
}

/// The figures to write.
///
/// - `seen`: what `element.scenario` says while the author looks at it.
///
/// # Returns
///
/// Figures that make [`found`] say of these views what `seen` says, none of which could be left out,
/// in the order of the table; but
/// a view that the author has emptied shows its example, for that is what an element without figures
/// does.
pub fn given(tool: Tool, views: &[View], seen: &Datum) -> Vec<(FieldId, Datum)> {
    let mut given: Vec<(FieldId, Datum)> = Vec::new();
    // Views of which something of the example is gone, so that it must not be shown.
    let mut whole: Vec<View> = Vec::new();
    loop {
        let found = found(tool, views, &given);
        let before = (given.len(), whole.len());
        for &view in views {
            for &field in view.fields() {
                let wanted = at(seen, view, field);
                if wanted == at(&found, view, field) {
                    continue;
                }
                match cleaned(wanted) {
                    Some(datum) => add(&mut given, field, datum),
                    None if whole.contains(&view) => {}
                    None => whole.push(view),
                }
            }
        }
        for &view in &whole {
            for &field in view.fields() {
                let usual = field.row().default.map(Preset::value);
                let usual = usual.map(|value| value_datum(field, &value));
                let wanted = cleaned(at(seen, view, field));
                if let Some(datum) = wanted.filter(|wanted| Some(wanted) != usual.as_ref())
                    && field != FieldId::Per
                {
                    add(&mut given, field, datum);
                }
            }
        }
        if before == (given.len(), whole.len()) {
            break;
        }
    }
    given.sort_by_key(|(field, _)| *field as usize);
    needed(tool, views, given)
}

/// The figures without those that change nothing, now that the others are there: defaults that
/// differed from the example.
fn needed(tool: Tool, views: &[View], mut given: Vec<(FieldId, Datum)>) -> Vec<(FieldId, Datum)> {
    let all = found(tool, views, &given);
    let mut place = 0;
    while place < given.len() {
        let left_out = given.remove(place);
        let without = found(tool, views, &given);
        let is_same = |view: &View| without.entry(view.name()) == all.entry(view.name());
        if !views.iter().all(is_same) {
            given.insert(place, left_out);
            place += 1;
        }
    }
    given
}

fn add(given: &mut Vec<(FieldId, Datum)>, field: FieldId, datum: Datum) {
    if given.iter().all(|(known, _)| *known != field) {
        given.push((field, datum));
    }
}

/// What a scenario says of a field in a view.
fn at(scenario: &Datum, view: View, field: FieldId) -> Option<&Datum> {
    let mut place = scenario.entry(view.name())?;
    for name in field.name().split('.') {
        place = place.entry(name)?;
    }
    Some(place)
}

/// A value without what is not given: no blank cells, no blank rows at the end. `None` for nothing.
fn cleaned(datum: Option<&Datum>) -> Option<Datum> {
    match datum? {
        Datum::Null => None,
        Datum::Record(entries) => {
            let kept = entries.iter().filter_map(|(name, value)| {
                cleaned(Some(value)).map(|value| (name.clone(), value))
            });
            Some(Datum::Record(kept.collect())).filter(|kept| *kept != Datum::Record(Vec::new()))
        }
        Datum::List(items) => {
            let mut rows: Vec<_> = items.iter().map(|item| cleaned(Some(item))).collect();
            while rows.last().is_some_and(Option::is_none) {
                rows.pop();
            }
            let row = |row: Option<Datum>| row.unwrap_or(Datum::Record(Vec::new()));
            let rows: Vec<_> = rows.into_iter().map(row).collect();
            (!rows.is_empty()).then_some(Datum::List(rows))
        }
        other => Some(other.clone()),
    }
}

/// Those of the figures that are still the example's: an author may not have noticed.
pub fn of_the_example(views: &[View], given: &[(FieldId, Datum)]) -> Vec<FieldId> {
    let is_example = |(field, datum): &&(FieldId, Datum)| {
        views.iter().any(|view| {
            let example = view.example(*field);
            view.counts().contains(field)
                && example.is_some_and(|value| value_datum(*field, &value) == *datum)
        })
    };
    given
        .iter()
        .filter(is_example)
        .map(|(field, _)| *field)
        .collect()
}
