//! Who stays: what is known of it, and how one cell of a table says what the `value` view asks for
//! in several fields.
//!
//! A constant rate may be a number, as everywhere. All else is a record with the fields of `value`, of
//! which a cell shows and reads those that count: "87 / 74 / 65 every 3 of 1000", and
//! "purchases 28 / 25 / 31". These words are those of `scenario` and of no language.

use super::datum::Datum;
use super::draft::{Value, datum_value, finite, value_datum, write_shares};
use super::field::{A_DAY, FieldId, Problem, RETENTION_KINDS, check_course, read_shares};
use crate::locale::reading::read_number;
use crate::locale::{Numerals, Style};
use crate::model::quantity::{LARGEST_COUNT, LONGEST_MONTHS};

/// What is known of who orders again.
#[derive(Clone, Debug, PartialEq)]
pub enum Retention {
    /// The same share in each period.
    Constant(f64),
    /// What share of the customers of time 0 was there after period 1, 2, …
    Observed {
        /// Never rising.
        shares: Vec<f64>,
        /// Of how many customers, at least 1.
        customers: Option<f64>,
    },
    /// What share of them bought in period 1, 2, …, without a contract.
    Purchases(Vec<f64>),
}

/// The names in a record, in the order of its numbers; the shares come last, as many as there are.
///
/// Plain numbers in one list, because a record of values would be code of its own to copy, compare
/// and drop.
const NAMES: [&str; 5] = ["kind", "rate", "everyMonths", "customers", "shares"];

/// The bounds of the numbers between kind and shares.
const BOUNDS: [(f64, f64); 3] = [(0.0, 1.0), (A_DAY, LONGEST_MONTHS), (1.0, LARGEST_COUNT)];

/// The words after which the time between orders and the number of customers stand in a cell.
const WORDS: [(&str, usize); 2] = [("every", 2), ("of", 3)];

/// What stands for a number that is not given.
const NONE: f64 = f64::MIN;

/// The constant kind with nothing else said.
const BLANK: [f64; 4] = [0.0, NONE, NONE, NONE];

/// A kind as a number.
fn kind_number(place: usize) -> f64 {
    match place {
        0 => 0.0,
        1 => 1.0,
        _ => 2.0,
    }
}

fn given(record: &[f64], place: usize) -> Option<f64> {
    record.get(place).copied().filter(|number| *number > NONE)
}

fn shares(record: &[f64]) -> &[f64] {
    record.get(BLANK.len()..).unwrap_or_default()
}

/// The place of the kind among [`RETENTION_KINDS`].
fn kind(record: &[f64]) -> usize {
    let kind = given(record, 0).unwrap_or_default();
    usize::from(kind > 0.0) + usize::from(kind > 1.0)
}

fn put(record: &mut [f64], place: usize, number: f64) {
    if let Some(slot) = record.get_mut(place) {
        *slot = number;
    }
}

/// Reads what a person typed into a cell.
///
/// # Errors
///
/// [`Problem::NotANumber`], or [`Problem::NoShares`] where words stand alone.
pub fn read(text: &str, numerals: &dyn Numerals) -> Result<Option<Value>, Problem> {
    let mut record = BLANK.to_vec();
    let mut rest = String::new();
    let (mut named, mut place) = (None, 0);
    for word in text.split(' ') {
        if word.is_empty() {
            continue;
        }
        let mut kinds = RETENTION_KINDS.iter();
        if let Some(kind) = kinds.position(|kind| kind.eq_ignore_ascii_case(word)) {
            named = Some(kind);
        } else if let Some((_, slot)) = WORDS.iter().find(|(known, _)| *known == word) {
            place = *slot;
        } else if place > 0 {
            let number = read_number(word, numerals).ok().flatten();
            let number = number.and_then(|number| number.number());
            put(&mut record, place, number.ok_or(Problem::NotANumber)?);
            place = 0;
        } else {
            rest.push_str(word);
            rest.push(' ');
        }
    }
    let seen = match read_shares(&rest, numerals)? {
        Some(Value::Shares(seen)) => seen,
        _ if text.trim().is_empty() => return Ok(None),
        _ => return Err(Problem::NoShares),
    };
    match (named, seen.as_slice()) {
        (None | Some(0), &[rate]) => put(&mut record, 1, rate),
        // One rate, and several shares.
        (Some(0), _) => return Err(Problem::NotANumber),
        _ => {
            put(&mut record, 0, kind_number(named.unwrap_or(1)));
            record.extend_from_slice(&seen);
        }
    }
    Ok(Some(Value::Stay(record)))
}

/// The text that a cell with this record shows.
pub fn shown(record: &[f64], numerals: &dyn Numerals) -> String {
    let kind = kind(record);
    let mut seen = shares(record);
    let mut text = String::new();
    if kind == 0 {
        seen = record.get(1..2).unwrap_or_default();
    } else if kind > 1 || seen.len() < 2 {
        // Several shares alone are those of a contract.
        text.push_str(RETENTION_KINDS.get(kind).copied().unwrap_or_default());
        text.push(' ');
    }
    if kind > 0 || given(record, 1).is_some() {
        text.push_str(&write_shares(seen, numerals));
    }
    for &(word, place) in &WORDS {
        if let Some(number) = given(record, place) {
            let number = numerals.write(number, Style::Input);
            text.push_str(&[" ", word, " ", &*number].concat());
        }
    }
    text
}

/// The record that the page gives; nothing where a name in it means nothing.
pub fn record(datum: &Datum) -> Option<Value> {
    let Datum::Record(entries) = datum else {
        return None;
    };
    let mut record = BLANK.to_vec();
    let mut seen = Vec::new();
    for (known, datum) in entries {
        let place = NAMES.iter().position(|name| name == known)?;
        let number = match (place, datum) {
            (_, Datum::Null) => continue,
            (0, Datum::Text(name)) => {
                kind_number(RETENTION_KINDS.iter().position(|kind| kind == name)?)
            }
            (4, _) => {
                if let Value::Shares(given) = datum_value(FieldId::RetentionShares, datum)? {
                    seen = given;
                }
                continue;
            }
            _ => finite(datum).filter(|_| place > 0)?,
        };
        put(&mut record, place, number);
    }
    record.extend_from_slice(&seen);
    Some(Value::Stay(record))
}

/// The record as the public contract says it. What is not said is that of all offers.
pub fn datum(record: &[f64]) -> Datum {
    let mut datum = Datum::Record(Vec::new());
    for (place, name) in NAMES.iter().enumerate() {
        let value = match (place, given(record, place)) {
            (0, _) => value_datum(FieldId::RetentionKind, &Value::Choice(kind(record))),
            (4, Some(_)) => value_datum(
                FieldId::RetentionShares,
                &Value::Shares(shares(record).to_vec()),
            ),
            (_, Some(number)) => number.into(),
            (_, None) => continue,
        };
        datum.add(name, value);
    }
    datum
}

/// Whether a cell can hold the record.
///
/// # Errors
///
/// The [`Problem`] of the first part that is wrong.
pub fn check(record: &[f64]) -> Result<(), Problem> {
    for (place, &(min, max)) in BOUNDS.iter().enumerate() {
        if given(record, place + 1).is_some_and(|number| number < min || number > max) {
            let open = false;
            return Err(Problem::OutOfRange { min, max, open });
        }
    }
    check_course(shares(record))?;
    known(record).map(drop)
}

fn known(record: &[f64]) -> Result<Retention, Problem> {
    known_retention(
        kind(record),
        given(record, 1),
        shares(record),
        given(record, 3),
    )
}

/// Who stays, and the time from order to order where the cell says it.
pub fn retention(value: &Value) -> Option<(Retention, Option<f64>)> {
    match value {
        Value::Number(rate) => Some((Retention::Constant(*rate), None)),
        Value::Stay(record) => Some((known(record).ok()?, given(record, 2))),
        _ => None,
    }
}

/// What is known of who stays, by its kind: a rate, the shares of a contract, which never rise, or
/// those of purchases.
///
/// # Errors
///
/// [`Problem::Missing`], [`Problem::NoShares`] or [`Problem::Rising`].
pub fn known_retention(
    kind: usize,
    rate: Option<f64>,
    shares: &[f64],
    customers: Option<f64>,
) -> Result<Retention, Problem> {
    if kind == 0 {
        return rate.map(Retention::Constant).ok_or(Problem::Missing);
    }
    if shares.is_empty() {
        return Err(Problem::NoShares);
    }
    if kind > 1 {
        return Ok(Retention::Purchases(shares.to_vec()));
    }
    let mut before = 1.0;
    for (place, &share) in shares.iter().enumerate() {
        if share > before {
            return Err(Problem::Rising { place });
        }
        before = share;
    }
    Ok(Retention::Observed {
        shares: shares.to_vec(),
        customers,
    })
}
