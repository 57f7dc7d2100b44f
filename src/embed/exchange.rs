//! `scenario` and `result` as data: what a page may say, and what it is told.

use crate::locale::Numerals;
use crate::scenario::datum::Datum;
use crate::scenario::draft::{Draft, Layer, author_value, value_datum};
use crate::scenario::field::{FieldError, FieldId, Problem};
use crate::scenario::rate::denominator;
use crate::scenario::view::View;

/// What a record of the page's says, sorted out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken<'a> {
    /// A field and what is said of it.
    pub fields: Vec<(FieldId, &'a Datum)>,
    /// The currency, where one is said.
    pub currency: Option<&'a Datum>,
    /// The view, where one is said.
    pub view: Option<&'a Datum>,
    /// Whether the whole is no record at all.
    pub is_no_record: bool,
    /// Paths that mean nothing here.
    pub unknown: Vec<String>,
}

/// Sorts out a partial scenario.
pub fn spoken<'a>(scenario: &'a Datum, views: &[View]) -> Spoken<'a> {
    let mut spoken = Spoken::default();
    let Datum::Record(entries) = scenario else {
        spoken.is_no_record = true;
        return spoken;
    };
    for (name, datum) in entries {
        match name.as_str() {
            "currency" => spoken.currency = Some(datum),
            "view" => spoken.view = Some(datum),
            _ => match views.iter().find(|view| view.name() == name) {
                Some(&view) => inside(view, "", datum, &mut spoken),
                None => spoken.unknown.push(name.clone()),
            },
        }
    }
    spoken
}

impl Spoken<'_> {
    /// What of it means nothing, in words for the page's author.
    pub fn complaints(&self, place: &str) -> Vec<String> {
        let nothing = self
            .is_no_record
            .then(|| [place, ": not an object"].concat());
        let unknown = self.unknown.iter();
        unknown
            .map(|path| [place, ": ", path, ": unknown name"].concat())
            .chain(nothing)
            .collect()
    }
}

/// Sorts out what is said of one view, or of one nested record in it.
fn inside<'a>(view: View, prefix: &str, datum: &'a Datum, spoken: &mut Spoken<'a>) {
    let path = |name: &str| {
        let mut path = prefix.to_owned();
        path.push_str(name);
        path
    };
    let entries = match datum {
        Datum::Record(entries) => entries,
        // The whole view goes back to its author.
        Datum::Null if prefix.is_empty() => {
            spoken
                .fields
                .extend(view.fields().iter().map(|&field| (field, datum)));
            return;
        }
        _ => {
            spoken.unknown.push(path(view.name()));
            return;
        }
    };
    for (name, datum) in entries {
        let path = path(name);
        let known = FieldId::named(&path).filter(|field| view.fields().contains(field));
        let nested = || {
            let mut start = path.clone();
            start.push('.');
            let leads = view
                .fields()
                .iter()
                .any(|field| field.name().starts_with(&start));
            leads.then_some(start)
        };
        match known {
            Some(field) => spoken.fields.push((field, datum)),
            None => match nested() {
                Some(start) if matches!(datum, Datum::Record(_)) => {
                    inside(view, &start, datum, spoken);
                }
                _ => spoken.unknown.push(path),
            },
        }
    }
}

/// Puts what a page assigned to `scenario` into the draft. `null` gives a field back.
pub fn assign(draft: &mut Draft, spoken: &Spoken) {
    for &(field, datum) in &spoken.fields {
        if *datum == Datum::Null {
            draft.release(field);
        } else {
            draft.assign(field, datum);
        }
    }
}

/// Lays the JSON child below the attributes, and says what of it cannot be used.
pub fn lay_child(draft: &mut Draft, spoken: &Spoken) -> Vec<(FieldId, Problem)> {
    let mut unusable = Vec::new();
    for field in FieldId::ALL {
        let said = spoken
            .fields
            .iter()
            .rev()
            .find(|(known, _)| *known == field);
        let value = match said {
            None | Some((_, Datum::Null)) => None,
            Some((_, datum)) => match author_value(field, datum) {
                Ok(value) => Some(value),
                Err(problem) => {
                    unusable.push((field, problem));
                    None
                }
            },
        };
        draft.set_author(field, Layer::Child, value);
    }
    unusable
}

/// The whole scenario, as `element.scenario` gives it. What is not given or not valid is null.
pub fn scenario_datum(
    draft: &Draft,
    numerals: &dyn Numerals,
    views: &[View],
    view: View,
    currency: &str,
) -> Datum {
    let mut scenario = Datum::record([
        ("currency", Datum::from(currency)),
        ("view", Datum::from(view.name())),
    ]);
    for &view in views {
        let mut fields = Datum::record([]);
        for &field in view.fields() {
            let value = match draft.read(view, field, numerals) {
                Ok(Some(value)) => value_datum(field, &value),
                Ok(None) if field == FieldId::Per => {
                    Datum::from(denominator(draft, numerals).name())
                }
                Ok(None) | Err(_) => Datum::Null,
            };
            fields.put(field.name(), value);
        }
        scenario.put(view.name(), fields);
    }
    scenario
}

/// The errors, as `result.errors` gives them.
pub fn errors_datum(errors: &[FieldError]) -> Datum {
    let error = |FieldError { field, problem }: &FieldError| {
        let mut error = Datum::record([
            ("field", Datum::from(field.name())),
            ("code", Datum::from(problem.code())),
        ]);
        match problem {
            Problem::OutOfRange { min, max, .. } => {
                error.put("min", Datum::Number(*min));
                error.put("max", Datum::Number(*max));
            }
            Problem::TooLong { max } => {
                let max = u32::try_from(*max).unwrap_or(u32::MAX);
                error.put("max", Datum::Number(max.into()));
            }
            Problem::Above(other) | Problem::Below(other) => {
                error.put("other", Datum::from(other.name()));
            }
            Problem::Missing
            | Problem::NotANumber
            | Problem::Percent
            | Problem::NotWhole
            | Problem::NotAChoice
            | Problem::NotText => {}
        }
        error
    };
    Datum::List(errors.iter().map(error).collect())
}
