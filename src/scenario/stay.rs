//! Who stays, in one cell of a table: what the `value` view asks for in several fields.
//!
//! A constant rate is a number, as everywhere. All else is a record with the fields of `value`, of
//! which a cell shows and reads those that count: "87 / 74 / 65 every 3 of 1000", and
//! "purchases 28 / 25 / 31". These words are those of `scenario` and of no language.

use super::datum::Datum;
use super::draft::{Value, datum_value, value_datum, write_shares};
use super::field::{FieldId, Problem, RETENTION_KINDS, read_shares};
use super::value::{Retention, known_retention};
use crate::locale::reading::read_number;
use crate::locale::{Numerals, Style};
use crate::model::quantity::LARGEST_COUNT;

/// The fields of a record in the order of its numbers; the shares come last, as many as there are.
///
/// Plain numbers in one list, because a record of values would be code of its own to copy, compare
/// and drop.
const FIELDS: [FieldId; 5] = [
    FieldId::RetentionKind,
    FieldId::RetentionRate,
    FieldId::RetentionEveryMonths,
    FieldId::RetentionCustomers,
    FieldId::RetentionShares,
];

/// What stands for a number that is not given.
const NONE: f64 = f64::MIN;

/// The constant kind with nothing else said.
const BLANK: [f64; 4] = [0.0, NONE, NONE, NONE];

fn given(record: &[f64], place: usize) -> Option<f64> {
    record.get(place).copied().filter(|number| *number > NONE)
}

fn shares(record: &[f64]) -> &[f64] {
    record.get(BLANK.len()..).unwrap_or_default()
}

/// The place of the kind among [`RETENTION_KINDS`].
fn kind(record: &[f64]) -> usize {
    match given(record, 0) {
        Some(kind) if kind > 1.0 => 2,
        Some(kind) if kind > 0.0 => 1,
        _ => 0,
    }
}

/// Reads what a person typed into a cell.
///
/// # Errors
///
/// [`Problem::NotANumber`], or [`Problem::NoShares`] where words stand alone.
pub fn read(text: &str, numerals: &dyn Numerals) -> Result<Option<Value>, Problem> {
    let mut parts = [String::new(), String::new(), String::new()];
    let (mut place, mut named) = (0, None);
    for word in text.split(' ') {
        let mut kinds = RETENTION_KINDS.iter();
        match word {
            "every" => place = 1,
            "of" => place = 2,
            _ => match kinds.position(|kind| kind.eq_ignore_ascii_case(word)) {
                None => {
                    if let Some(part) = parts.get_mut(place) {
                        part.push_str(word);
                        part.push(' ');
                    }
                }
                kind => named = kind,
            },
        }
    }
    let [seen, every, customers] = &parts;
    let mut record = BLANK.to_vec();
    for (slot, part) in record.iter_mut().skip(2).zip([every, customers]) {
        if let Some(number) = read_number(part, numerals).map_err(|_| Problem::NotANumber)? {
            *slot = number.number().ok_or(Problem::NotANumber)?;
        }
    }
    let Some(Value::Shares(seen)) = read_shares(seen, numerals)? else {
        return if text.trim().is_empty() {
            Ok(None)
        } else {
            Err(Problem::NoShares)
        };
    };
    let kind = named.unwrap_or(usize::from(seen.len() > 1));
    if kind == 0 && record == BLANK && seen.len() == 1 {
        return Ok(seen.first().map(|&rate| Value::Number(rate)));
    }
    if let [slot, rate, ..] = record.as_mut_slice() {
        match kind {
            0 if seen.len() == 1 => *rate = seen.first().copied().unwrap_or(NONE),
            1 => *slot = 1.0,
            2 => *slot = 2.0,
            // One rate, and several shares.
            _ => return Err(Problem::NotANumber),
        }
    }
    if kind > 0 {
        record.extend(&seen);
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
    for (word, place) in [(" every ", 2), (" of ", 3)] {
        if let Some(number) = given(record, place) {
            text.push_str(word);
            text.push_str(&numerals.write(number, Style::Input));
        }
    }
    text
}

/// The name of a field within the record.
fn name(field: FieldId) -> &'static str {
    let whole = field.name();
    whole.get("retention.".len()..).unwrap_or_default()
}

/// The record that the page gives; nothing where a name in it means nothing.
pub fn record(datum: &Datum) -> Option<Value> {
    let Datum::Record(entries) = datum else {
        return None;
    };
    let mut record = BLANK.to_vec();
    let mut seen = Vec::new();
    for (known, datum) in entries {
        let place = FIELDS.iter().position(|&field| name(field) == known)?;
        if *datum == Datum::Null {
            continue;
        }
        let number = match datum_value(*FIELDS.get(place)?, datum)? {
            Value::Number(number) => number,
            Value::Choice(0) => 0.0,
            Value::Choice(1) => 1.0,
            Value::Shares(given) => {
                seen = given;
                continue;
            }
            _ => 2.0,
        };
        *record.get_mut(place)? = number;
    }
    record.append(&mut seen);
    Some(Value::Stay(record))
}

/// The record as the public contract says it. What is not said is that of all offers.
pub fn datum(record: &[f64]) -> Datum {
    let mut datum = Datum::Record(Vec::new());
    for (place, &field) in FIELDS.iter().enumerate() {
        let value = match given(record, place) {
            _ if place == 4 && shares(record).is_empty() => continue,
            _ if place == 4 => Value::Shares(shares(record).to_vec()),
            Some(_) if place == 0 => Value::Choice(kind(record)),
            Some(number) => Value::Number(number),
            None => continue,
        };
        datum.add(name(field), value_datum(field, &value));
    }
    datum
}

/// The record of a constant rate.
pub fn constant(rate: f64) -> Datum {
    let [kind, _, every, customers] = BLANK;
    datum(&[kind, rate, every, customers])
}

/// Whether a cell can hold the record.
///
/// # Errors
///
/// The [`Problem`] of the first part that is wrong.
pub fn check(record: &[f64]) -> Result<(), Problem> {
    for (place, &field) in FIELDS.iter().enumerate().take(4).skip(1) {
        if let Some(number) = given(record, place) {
            field.check(&Value::Number(number))?;
        }
    }
    FieldId::RetentionShares.check(&Value::Shares(shares(record).to_vec()))?;
    if given(record, 3).is_some_and(|customers| customers < 1.0) {
        return Err(Problem::OutOfRange {
            min: 1.0,
            max: LARGEST_COUNT,
            open: false,
        });
    }
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
