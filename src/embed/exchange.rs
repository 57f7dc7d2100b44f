//! `scenario` and `result` as data: what a page may say, and what it is told.

use crate::locale::Numerals;
use crate::scenario::datum::Datum;
use crate::scenario::draft::{Draft, Layer, author_list, value_datum};
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
    /// Fields of which a second view says something else than the first.
    pub contradicted: Vec<FieldId>,
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
            // A link says these of itself: whose it is, and with which version it was made.
            "tool" | "made" => {}
            name if views.iter().any(|view| view.name() == name) => {}
            name => spoken.unknown.push(name.to_owned()),
        }
    }
    // In the order of the views, whatever that of the record: the first to name a field wins.
    for &view in views {
        if let Some(datum) = scenario.entry(view.name()) {
            inside(view, "", datum, &mut spoken);
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
        let contradicted = self.contradicted.iter();
        unknown
            .map(|path| [place, ": ", path, ": unknown name"].concat())
            .chain(nothing)
            .chain(contradicted.map(|field| {
                [
                    place,
                    ": ",
                    field.name(),
                    ": another view says something else",
                ]
                .concat()
            }))
            .collect()
    }
}

impl<'a> Spoken<'a> {
    fn say(&mut self, field: FieldId, datum: &'a Datum) {
        let mut fields = self.fields.iter();
        match fields.find(|(known, _)| *known == field) {
            None => self.fields.push((field, datum)),
            Some((_, first)) if *first == datum || *datum == Datum::Null => {}
            Some(_) => self.contradicted.push(field),
        }
    }
}

/// Names in the rows of a list that are no columns of it.
fn unknown_columns(field: FieldId, path: &str, datum: &Datum, unknown: &mut Vec<String>) {
    let Datum::List(rows) = datum else { return };
    for (place, row) in rows.iter().enumerate() {
        let Datum::Record(cells) = row else { continue };
        for (name, _) in cells {
            if !field.columns().iter().any(|column| column.name() == name)
                && !field.columns().is_empty()
            {
                unknown.push([path, ".", &place.to_string(), ".", name].concat());
            }
        }
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
            for &field in view.fields() {
                spoken.say(field, datum);
            }
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
            Some(field) => {
                unknown_columns(field, &path, datum, &mut spoken.unknown);
                spoken.say(field, datum);
            }
            None => match nested() {
                Some(start) if matches!(datum, Datum::Record(_)) => {
                    inside(view, &start, datum, spoken);
                }
                // All of the record goes back to its author.
                Some(start) if *datum == Datum::Null => {
                    for &field in view.fields() {
                        if field.name().starts_with(&start) {
                            spoken.say(field, datum);
                        }
                    }
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
pub fn lay_child(draft: &mut Draft, spoken: &Spoken) -> Vec<FieldError> {
    let mut unusable = Vec::new();
    for &field in FieldId::ALL {
        let said = spoken.fields.iter().find(|(known, _)| *known == field);
        let value = match said {
            None | Some((_, Datum::Null)) => None,
            Some((_, datum)) => {
                let (value, errors) = author_list(field, datum);
                unusable.extend(errors);
                value
            }
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
    let mut scenario = Datum::Record(Vec::new());
    scenario.add("currency", currency.into());
    scenario.add("view", view.name().into());
    for &view in views {
        let mut fields = Datum::Record(Vec::new());
        for &field in view.fields() {
            let value = match draft.read(view, field, numerals) {
                Ok(_) if !field.columns().is_empty() => draft.table_datum(view, field, numerals),
                Ok(Some(value)) => value_datum(field, &value),
                Ok(None) if field == FieldId::Per => {
                    Datum::from(denominator(draft, view, numerals).name())
                }
                Ok(None) | Err(_) => Datum::Null,
            };
            fields.put(field.name(), value);
        }
        scenario.add(view.name(), fields);
    }
    scenario
}

/// The errors, as `result.errors` gives them.
pub fn errors_datum(errors: &[FieldError]) -> Datum {
    let error = |error: &FieldError| {
        let FieldError { problem, .. } = error;
        let mut datum = Datum::Record(Vec::new());
        datum.add("field", Datum::Text(error.path()));
        datum.add("code", problem.code().into());
        let (name, value) = match problem {
            Problem::OutOfRange { min, max, open } => {
                datum.add("min", Datum::Number(*min));
                if *open {
                    datum.add("open", Datum::Flag(true));
                }
                ("max", Datum::Number(*max))
            }
            Problem::NotAShare { .. } => {
                datum.add("min", Datum::Number(0.0));
                datum.add("open", Datum::Flag(true));
                ("max", Datum::Number(1.0))
            }
            Problem::TooLong { max } | Problem::TooMany { max } => ("max", whole(*max)),
            Problem::TooFew { min } => ("min", whole(*min)),
            Problem::NotAsMany { wanted } => ("wanted", whole(*wanted)),
            Problem::Above(other)
            | Problem::Below(other)
            | Problem::NotTheSum(other)
            | Problem::Impossible(other) => ("other", other.name().into()),
            Problem::Missing
            | Problem::NotANumber
            | Problem::Percent
            | Problem::NotWhole
            | Problem::NotAChoice
            | Problem::NotText
            | Problem::NotAList
            | Problem::NotPosts
            | Problem::Duplicate
            | Problem::NotWholeInSum
            | Problem::NotZero
            | Problem::NoShares
            | Problem::Rising { .. } => return datum,
            Problem::NoShare { .. } => {
                datum.add("min", Datum::Number(0.0));
                ("max", Datum::Number(1.0))
            }
        };
        datum.add(name, value);
        datum
    };
    Datum::List(errors.iter().map(error).collect())
}

fn whole(number: usize) -> Datum {
    Datum::Number(u32::try_from(number).unwrap_or(u32::MAX).into())
}
