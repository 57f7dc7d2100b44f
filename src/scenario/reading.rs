//! A draft being read into a scenario, and what is found wrong with it on the way.

use super::draft::{Draft, Value};
use super::field::{FieldError, FieldId, Kind, Problem};
use super::view::View;
use crate::locale::Numerals;
use crate::model::quantity::{Count, LARGEST_COUNT, Level};

/// A draft being read for a view.
pub struct Reading<'a> {
    /// What stands in the fields.
    pub draft: &'a Draft,
    /// The view that asks.
    pub view: View,
    numerals: &'a dyn Numerals,
    errors: Vec<FieldError>,
}

/// A row of a list that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub struct RowRead {
    /// Its place in the list.
    pub place: usize,
    /// What stands in its cells, in the order of the columns.
    pub cells: Vec<Option<Value>>,
}

impl RowRead {
    /// The number in a column.
    pub fn number(&self, column: usize) -> Option<f64> {
        match self.cells.get(column)? {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The text in a column; empty where there is none.
    pub fn text(&self, column: usize) -> String {
        match self.cells.get(column) {
            Some(Some(Value::Text(text))) => text.clone(),
            _ => String::new(),
        }
    }
}

impl<'a> Reading<'a> {
    /// Begins to read.
    #[inline(never)]
    pub fn new(draft: &'a Draft, view: View, numerals: &'a dyn Numerals) -> Self {
        Self {
            draft,
            view,
            numerals,
            errors: Vec::new(),
        }
    }

    /// The value of a field, if it has a valid one.
    pub fn value(&mut self, field: FieldId) -> Option<Value> {
        match self.draft.read(self.view, field, self.numerals) {
            Ok(value) => value,
            Err(problem) => {
                self.wrong(field, problem);
                None
            }
        }
    }

    /// The number in a field.
    pub fn number(&mut self, field: FieldId) -> Option<f64> {
        match self.value(field) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// The number in a field, or another where it has none.
    #[inline(never)]
    pub fn number_or(&mut self, field: FieldId, other: f64) -> f64 {
        self.number(field).unwrap_or(other)
    }

    /// The number in a field that must have one.
    pub fn needed(&mut self, field: FieldId) -> Option<f64> {
        let number = self.number(field);
        if number.is_none() {
            self.wrong(field, Problem::Missing);
        }
        number
    }

    /// The place of the choice in a field.
    pub fn choice(&mut self, field: FieldId) -> Option<usize> {
        match self.value(field) {
            Some(Value::Choice(place)) => Some(place),
            _ => None,
        }
    }

    /// The count in a field.
    pub fn count(&mut self, field: FieldId) -> Option<Count> {
        self.number(field)
            .and_then(|number| Count::new(number).ok())
    }

    /// The confidence level, which always has a default.
    pub fn level(&mut self) -> Option<Level> {
        self.needed(FieldId::Level)
            .and_then(|level| Level::new(level).ok())
    }

    /// The rows of a list that are not blank. What is wrong in a cell is noted, and how many rows
    /// there are.
    pub fn rows(&mut self, field: FieldId) -> Vec<RowRead> {
        if let Err(problem) = self.draft.read(self.view, field, self.numerals) {
            self.wrong(field, problem);
            return Vec::new();
        }
        let table = self.draft.table(self.view, field);
        let mut rows = Vec::new();
        for (place, row) in table.rows().iter().enumerate() {
            if row.iter().all(Option::is_none) {
                continue;
            }
            let mut cells = Vec::new();
            for (cell, &column) in row.iter().zip(field.columns()) {
                let read = cell
                    .as_ref()
                    .map_or(Ok(None), |cell| cell.read(column, self.numerals));
                cells.push(read.unwrap_or_else(|problem| {
                    self.wrong_cell(field, place, column, problem);
                    None
                }));
            }
            rows.push(RowRead { place, cells });
        }
        if let Kind::List { min, max, .. } = field.row().kind {
            if rows.len() < min {
                self.wrong(field, Problem::TooFew { min });
            } else if rows.len() > max {
                self.wrong(field, Problem::TooMany { max });
            }
        }
        rows
    }

    /// The number in a cell that must have one.
    pub fn needed_cell(&mut self, field: FieldId, row: &RowRead, column: usize) -> Option<f64> {
        let number = row.number(column);
        if number.is_none()
            && let Some(&id) = field.columns().get(column)
        {
            self.wrong_cell(field, row.place, id, Problem::Missing);
        }
        number
    }

    /// Notes what is wrong with a field.
    pub fn wrong(&mut self, field: FieldId, problem: Problem) {
        self.note(FieldError {
            field,
            cell: None,
            problem,
        });
    }

    /// Notes what is wrong with a cell of a list.
    pub fn wrong_cell(&mut self, field: FieldId, row: usize, column: FieldId, problem: Problem) {
        self.note(FieldError {
            field,
            cell: Some((row, column)),
            problem,
        });
    }

    fn note(&mut self, error: FieldError) {
        let mut errors = self.errors.iter_mut();
        let known = errors.find(|known| known.field == error.field && known.cell == error.cell);
        match known {
            None => self.errors.push(error),
            // Of two ranges the narrower one is said at once, not after the wider has been met; and
            // a number that can never be right is more wrong than one that another contradicts.
            Some(known)
                if matches!(
                    known.problem,
                    Problem::OutOfRange { .. } | Problem::Above(_) | Problem::Below(_)
                ) =>
            {
                if matches!(error.problem, Problem::OutOfRange { .. }) {
                    known.problem = error.problem;
                }
            }
            // The first problem of a field is the one to mend first.
            Some(_) => {}
        }
    }

    /// `small` may not be above `large`.
    pub fn order(&mut self, small: (FieldId, Option<f64>), large: (FieldId, Option<f64>)) {
        if let (Some(below), Some(above)) = (small.1, large.1)
            && below > above
        {
            self.wrong(small.0, Problem::Above(large.0));
            self.wrong(large.0, Problem::Below(small.0));
        }
    }

    /// The count of `field` must be given and at least 1.
    pub fn at_least_one(&mut self, field: FieldId, count: Option<f64>) {
        let range = Problem::OutOfRange {
            min: 1.0,
            max: LARGEST_COUNT,
            open: false,
        };
        match count {
            Some(count) if count >= 1.0 => {}
            Some(_) => self.wrong(field, range),
            None => {
                self.wrong(field, Problem::Missing);
                self.wrong(field, range);
            }
        }
    }

    /// Whether something has been found wrong with a field.
    pub fn is_wrong(&self, field: FieldId) -> bool {
        self.errors.iter().any(|error| error.field == field)
    }

    /// Whether nothing has been found wrong.
    pub fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }

    /// What has been found wrong, in the order of the view's fields.
    pub fn errors(self) -> Vec<FieldError> {
        // A library sort would cost five times this, in bytes.
        let mut ordered = Vec::new();
        for &field in self.view.fields() {
            for error in &self.errors {
                if error.field == field {
                    ordered.push(*error);
                }
            }
        }
        ordered
    }
}
