//! What stands in the fields: the author's values below, the reader's text above.
//!
//! Layers, field by field: default, then the view's example, then the JSON child, then the
//! attribute, then what was typed or assigned, whichever came last. As with `<input value>`, the
//! author's layers stay live below a touched field and come back at a reset.

use super::datum::Datum;
use super::field::{FITTED, FieldError, FieldId, Kind, Preset, Problem};
use super::stay;
use super::view::View;
use crate::locale::{Numerals, Style, ascii_number};
use std::sync::Arc;

/// A valid value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, rates as fractions of one.
    Number(f64),
    /// The place of a choice among its names.
    Choice(usize),
    /// A line of text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Shares of a whole.
    Shares(Vec<f64>),
    /// What each post brought: conversions and viewers.
    Posts(Vec<(f64, f64)>),
    /// Rows of a list.
    Table(Table),
    /// Who stays, where that is more than a rate: see [`stay`].
    Stay(Vec<f64>),
}

/// The rows of a list, each with a cell per column; a blank cell is nothing.
///
/// Shared until it is changed: a draft is copied whenever an attribute is read again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(Arc<Vec<Row>>);

/// The cells of a row, in the order of the columns.
pub type Row = Vec<Option<Content>>;

impl Table {
    /// A table of these rows.
    pub fn new(rows: Vec<Row>) -> Self {
        Self(Arc::new(rows))
    }

    /// Its rows.
    pub fn rows(&self) -> &[Row] {
        &self.0
    }

    /// Its rows, to be changed.
    pub fn rows_mut(&mut self) -> &mut Vec<Row> {
        Arc::make_mut(&mut self.0)
    }

    /// What stands in a cell.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Content> {
        self.0.get(row)?.get(column)?.as_ref()
    }
}

/// Who gave the author's value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The JSON child.
    Child,
    /// The attribute.
    Attribute,
}

/// What a reader typed or a page assigned.
#[derive(Clone, Debug, PartialEq)]
struct Touched {
    content: Content,
    /// Assigned through `scenario`, that is, a figure of the page's.
    assigned: bool,
}

/// What stands in a field or in a cell of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// As typed.
    Text(String),
    /// As assigned, of a kind that the field cannot hold: shown, and never read.
    Unusable(String),
    /// A value that was assigned, or typed and committed.
    Value(Value),
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Entry {
    child: Option<Value>,
    attribute: Option<Value>,
    touched: Option<Touched>,
}

/// The text and the values in all fields of one element.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    entries: Vec<Entry>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            entries: vec![Entry::default(); FieldId::ALL.len()],
        }
    }
}

impl Draft {
    fn entry(&self, id: FieldId) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    fn change(&mut self, id: FieldId, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.get_mut(id as usize) {
            change(entry);
        }
    }

    /// Keeps `text` as the reader typed it.
    pub fn type_text(&mut self, id: FieldId, text: String) {
        self.touch(id, Content::Text(text), false);
    }

    /// Puts a value into a field for the reader, as a slider does.
    pub fn put(&mut self, id: FieldId, value: Value) {
        self.touch(id, Content::Value(value), false);
    }

    /// Puts what the page assigned into a field. What cannot be used stands there as invalid.
    pub fn assign(&mut self, id: FieldId, datum: &Datum) {
        self.touch(id, content(id, datum), true);
    }

    fn touch(&mut self, id: FieldId, content: Content, assigned: bool) {
        self.change(id, |entry| {
            entry.touched = Some(Touched { content, assigned });
        });
    }

    /// Gives a field back to the author.
    pub fn release(&mut self, id: FieldId) {
        self.change(id, |entry| entry.touched = None);
    }

    /// Puts back into a field what the reader or the page had put there before.
    pub fn put_back(&mut self, id: FieldId, before: &Self) {
        let touched = before.entry(id).and_then(|entry| entry.touched.clone());
        self.change(id, |entry| entry.touched = touched);
    }

    /// Gives all fields back to the author.
    pub fn reset(&mut self) {
        for entry in &mut self.entries {
            entry.touched = None;
        }
    }

    /// Sets the author's value of one layer.
    pub fn set_author(&mut self, id: FieldId, layer: Layer, value: Option<Value>) {
        self.change(id, |entry| match layer {
            Layer::Child => entry.child = value,
            Layer::Attribute => entry.attribute = value,
        });
    }

    /// Turns text that is understood into its value, so that it is shown in the reader's way.
    ///
    /// Called when a field is left, and before the language changes: "1.234" must not become
    /// another number because the page's language did. What is not understood stays as typed.
    pub fn settle(&mut self, id: FieldId, numerals: &dyn Numerals) {
        self.change(id, |entry| {
            if let Some(touched) = &mut entry.touched {
                touched.content.settle(id, numerals);
            }
        });
    }

    /// The rows of a list as they stand, with blank ones where it has fewer than it needs.
    pub fn table(&self, view: View, id: FieldId) -> Table {
        let touched = self.entry(id).and_then(|entry| entry.touched.as_ref());
        let mut table = match touched.map(|touched| &touched.content) {
            Some(Content::Value(Value::Table(table))) => table.clone(),
            Some(_) => Table::default(),
            None => match self.untouched(view, id) {
                Some(Value::Table(table)) => table,
                _ => Table::default(),
            },
        };
        if let Kind::List { min, columns, .. } = id.row().kind {
            if table.rows().iter().any(|row| row.len() != columns.len()) {
                for row in table.rows_mut() {
                    row.resize(columns.len(), None);
                }
            }
            while table.rows().len() < min {
                table.rows_mut().push(vec![None; columns.len()]);
            }
        }
        table
    }

    /// Puts the reader's rows into a list.
    pub fn set_table(&mut self, id: FieldId, table: Table) {
        self.touch(id, Content::Value(Value::Table(table)), false);
    }

    /// Keeps `text` as the reader typed it into a cell of a list.
    pub fn type_cell(
        &mut self,
        view: View,
        id: FieldId,
        (row, column): (usize, usize),
        text: String,
    ) {
        let mut table = self.table(view, id);
        if let Some(cell) = table
            .rows_mut()
            .get_mut(row)
            .and_then(|row| row.get_mut(column))
        {
            *cell = (!text.is_empty()).then_some(Content::Text(text));
        }
        self.set_table(id, table);
    }

    /// Whether the view shows its example: nobody has given it a count of the page's.
    pub fn is_example(&self, view: View) -> bool {
        view.counts().iter().all(|&id| {
            self.entry(id).is_none_or(|entry| {
                entry.child.is_none()
                    && entry.attribute.is_none()
                    && !entry
                        .touched
                        .as_ref()
                        .is_some_and(|touched| touched.assigned)
            })
        })
    }

    /// Whether the example is still untouched, and so has to be called one.
    pub fn is_plain_example(&self, view: View) -> bool {
        let untouched = |&id| self.entry(id).is_none_or(|entry| entry.touched.is_none());
        self.is_example(view) && view.counts().iter().all(untouched)
    }

    /// Whether somebody has said what stands in a field: the page, or the reader.
    pub fn is_said(&self, id: FieldId) -> bool {
        self.entry(id).is_some_and(|entry| {
            entry.child.is_some() || entry.attribute.is_some() || entry.touched.is_some()
        })
    }

    /// What stands in a field of a view, read in the reader's language; `None` when nothing does.
    ///
    /// # Errors
    ///
    /// The [`Problem`] of what stands there.
    pub fn read(
        &self,
        view: View,
        id: FieldId,
        numerals: &dyn Numerals,
    ) -> Result<Option<Value>, Problem> {
        match self.entry(id).and_then(|entry| entry.touched.as_ref()) {
            Some(touched) => touched.content.read(id, numerals),
            None => Ok(self.untouched(view, id)),
        }
    }

    /// Whether the page gives a field a value. What the reader types does not count, so that no
    /// default changes under their hands.
    pub fn is_given(&self, view: View, id: FieldId) -> bool {
        let touched = self.entry(id).and_then(|entry| entry.touched.as_ref());
        touched.is_some_and(|touched| touched.assigned) || self.untouched(view, id).is_some()
    }

    /// The author's value, the example's or the default.
    fn untouched(&self, view: View, id: FieldId) -> Option<Value> {
        let entry = self.entry(id)?;
        entry
            .attribute
            .clone()
            .or_else(|| entry.child.clone())
            .or_else(|| view.example(id).filter(|_| self.is_example(view)))
            .or_else(|| id.row().default.map(Preset::value))
    }

    /// The text that a field shows.
    pub fn shown(&self, view: View, id: FieldId, numerals: &dyn Numerals) -> String {
        match self.entry(id).and_then(|entry| entry.touched.as_ref()) {
            Some(touched) => touched.content.shown(id, numerals),
            None => self
                .untouched(view, id)
                .map_or(String::new(), |value| value.shown(id, numerals)),
        }
    }

    /// What was typed or assigned, to be handed in again where the element goes next.
    pub fn handed_out(&self) -> Datum {
        let mut entries = Vec::new();
        for &id in FieldId::ALL {
            if let Some(touched) = self.entry(id).and_then(|entry| entry.touched.as_ref()) {
                let content = touched.content.handed_out(id);
                let assigned = Datum::Flag(touched.assigned);
                entries.push(Datum::List(vec![Datum::from(id.name()), content, assigned]));
            }
        }
        Datum::List(entries)
    }

    /// Takes in what [`Draft::handed_out`] gave; anything else is passed over.
    pub fn hand_in(&mut self, kept: &Datum) {
        let Datum::List(entries) = kept else { return };
        for entry in entries {
            let Datum::List(parts) = entry else { continue };
            let [Datum::Text(name), content, Datum::Flag(assigned)] = parts.as_slice() else {
                continue;
            };
            if let Some(id) = FieldId::named(name)
                && let Some(content) = Content::handed_in(id, content)
            {
                self.touch(id, content, *assigned);
            }
        }
    }
}

impl Content {
    /// What stands here as a value.
    ///
    /// # Errors
    ///
    /// The [`Problem`] of what stands here.
    pub fn read(&self, id: FieldId, numerals: &dyn Numerals) -> Result<Option<Value>, Problem> {
        match self {
            Self::Text(text) => id.read(text, numerals),
            Self::Unusable(_) => Err(id.not_held()),
            Self::Value(value) => id.check(value).map(|()| Some(value.clone())),
        }
    }

    /// The text that the field or cell shows.
    pub fn shown(&self, id: FieldId, numerals: &dyn Numerals) -> String {
        match self {
            Self::Text(text) | Self::Unusable(text) => text.clone(),
            Self::Value(value) => value.shown(id, numerals),
        }
    }

    /// Turns text that is understood into its value.
    fn settle(&mut self, id: FieldId, numerals: &dyn Numerals) {
        match self {
            Self::Text(text) => {
                if let Ok(Some(value)) = id.read(text, numerals) {
                    *self = Self::Value(value);
                }
            }
            Self::Value(Value::Table(table)) => {
                for row in table.rows_mut() {
                    for (cell, &column) in row.iter_mut().zip(id.columns()) {
                        if let Some(cell) = cell {
                            cell.settle(column, numerals);
                        }
                    }
                }
            }
            Self::Unusable(_) | Self::Value(_) => {}
        }
    }

    fn handed_out(&self, id: FieldId) -> Datum {
        match self {
            Self::Text(text) => Datum::record([("text", Datum::Text(text.clone()))]),
            Self::Unusable(text) => Datum::record([("unusable", Datum::Text(text.clone()))]),
            Self::Value(Value::Table(table)) => {
                let cell = |(cell, &column): (&Option<Self>, &FieldId)| {
                    cell.as_ref()
                        .map_or(Datum::Null, |cell| cell.handed_out(column))
                };
                let row = |row: &Row| Datum::List(row.iter().zip(id.columns()).map(cell).collect());
                Datum::List(table.rows().iter().map(row).collect())
            }
            Self::Value(value) => Datum::record([("value", value_datum(id, value))]),
        }
    }

    fn handed_in(id: FieldId, kept: &Datum) -> Option<Self> {
        match kept {
            Datum::List(rows) => {
                let row = |row: &Datum| -> Row {
                    let Datum::List(cells) = row else {
                        return vec![None; id.columns().len()];
                    };
                    let cells = cells.iter().zip(id.columns());
                    cells
                        .map(|(cell, &column)| Self::handed_in(column, cell))
                        .collect()
                };
                Some(Self::Value(Value::Table(Table::new(
                    rows.iter().map(row).collect(),
                ))))
            }
            Datum::Record(content) => match content.first() {
                Some((kind, Datum::Text(text))) if kind == "text" => Some(Self::Text(text.clone())),
                Some((kind, Datum::Text(text))) if kind == "unusable" => {
                    Some(Self::Unusable(text.clone()))
                }
                Some((_, datum)) => datum_value(id, datum).map(Self::Value),
                None => None,
            },
            _ => None,
        }
    }
}

impl Value {
    /// The text that a field with this value shows.
    fn shown(&self, id: FieldId, numerals: &dyn Numerals) -> String {
        match (self, id.row().kind) {
            (Self::Number(number), _) if id.is_percent() => {
                numerals.write(number * 100.0, Style::Input)
            }
            (Self::Number(number), _) => numerals.write(*number, Style::Input),
            (Self::Choice(place), Kind::Choice(names)) => {
                names.get(*place).copied().unwrap_or_default().to_owned()
            }
            (Self::Choice(_), _) => FITTED.to_owned(),
            (Self::Text(text), _) => text.clone(),
            (Self::Flag(flag), _) => if *flag { "true" } else { "false" }.to_owned(),
            (Self::Shares(shares), _) => write_shares(shares, numerals),
            (Self::Stay(record), _) => stay::shown(record, numerals),
            (Self::Posts(posts), _) => {
                let mut text = String::new();
                for &(conversions, viewers) in posts {
                    if !text.is_empty() {
                        text.push_str("; ");
                    }
                    text.push_str(&numerals.write(conversions, Style::Input));
                    text.push('/');
                    text.push_str(&numerals.write(viewers, Style::Input));
                }
                text
            }
            (Self::Table(_), _) => String::new(),
        }
    }
}

/// Shares as a field shows them, in per cent.
pub(super) fn write_shares(shares: &[f64], numerals: &dyn Numerals) -> String {
    let mut text = String::new();
    for share in shares {
        if !text.is_empty() {
            text.push_str(" / ");
        }
        text.push_str(&numerals.write(share * 100.0, Style::Input));
    }
    text
}

/// The value that `datum` gives a field, bounds not yet checked.
pub(super) fn datum_value(id: FieldId, datum: &Datum) -> Option<Value> {
    match (id.row().kind, datum) {
        (Kind::Choice(names), Datum::Text(text)) => {
            let place = names.iter().position(|name| name == text)?;
            Some(Value::Choice(place))
        }
        (Kind::Text(_), Datum::Text(text)) => Some(Value::Text(text.clone())),
        (Kind::Flag, Datum::Flag(flag)) => Some(Value::Flag(*flag)),
        (Kind::Weight, Datum::Text(text)) if text == FITTED => Some(Value::Choice(0)),
        (Kind::Shares | Kind::Course, Datum::List(items)) => {
            let shares: Option<Vec<f64>> = items.iter().map(finite).collect();
            shares.map(Value::Shares)
        }
        (Kind::Posts, Datum::List(items)) => {
            let post = |item: &Datum| {
                let name = |id: FieldId| finite(item.entry(id.name())?);
                Some((name(FieldId::Conversions)?, name(FieldId::Viewers)?))
            };
            let posts: Option<Vec<_>> = items.iter().map(post).collect();
            posts.map(Value::Posts)
        }
        (Kind::Stay, Datum::Record(_)) => stay::record(datum),
        (Kind::List { columns, .. }, Datum::List(items)) => {
            let row = |item: &Datum| -> Row {
                let mut columns = columns.iter().enumerate();
                let cell = |(place, &column): (usize, &FieldId)| match item {
                    Datum::Record(_) => match item.entry(column.name())? {
                        Datum::Null => None,
                        datum => Some(content(column, datum)),
                    },
                    // What is no record stands in the first cell, where it can be seen.
                    _ => (place == 0).then(|| Content::Unusable(datum_text(item))),
                };
                columns.by_ref().map(cell).collect()
            };
            Some(Value::Table(Table::new(items.iter().map(row).collect())))
        }
        (
            Kind::Choice(_)
            | Kind::Text(_)
            | Kind::Flag
            | Kind::Shares
            | Kind::Course
            | Kind::Posts
            | Kind::List { .. },
            _,
        ) => None,
        (_, datum) => finite(datum).map(Value::Number),
    }
}

/// What `datum` puts into a field.
fn content(id: FieldId, datum: &Datum) -> Content {
    match datum_value(id, datum) {
        Some(value) => Content::Value(value),
        None => Content::Unusable(datum_text(datum)),
    }
}

pub(super) fn finite(datum: &Datum) -> Option<f64> {
    match datum {
        Datum::Number(number) => number.is_finite().then_some(*number),
        _ => None,
    }
}

/// A field's value as the public contract says it. What a cell of a list cannot use is null.
pub fn value_datum(id: FieldId, value: &Value) -> Datum {
    match (id.row().kind, value) {
        (Kind::Choice(names), Value::Choice(place)) => names
            .get(*place)
            .map_or(Datum::Null, |&name| Datum::from(name)),
        (Kind::Stay, Value::Number(rate)) => stay::datum(&[0.0, *rate]),
        (_, Value::Stay(record)) => stay::datum(record),
        (_, Value::Number(number)) => Datum::from(*number),
        (_, Value::Text(text)) => Datum::Text(text.clone()),
        (Kind::Weight, Value::Choice(_)) => Datum::from(FITTED),
        (_, Value::Flag(flag)) => Datum::Flag(*flag),
        (_, Value::Shares(shares)) => {
            Datum::List(shares.iter().map(|&share| Datum::from(share)).collect())
        }
        (_, Value::Posts(posts)) => {
            let post = |&(conversions, viewers): &(f64, f64)| {
                Datum::record([
                    (FieldId::Viewers.name(), Datum::from(viewers)),
                    (FieldId::Conversions.name(), Datum::from(conversions)),
                ])
            };
            Datum::List(posts.iter().map(post).collect())
        }
        // The rows of a list need the reader's numerals: see [`Draft::table_datum`].
        (_, Value::Choice(_) | Value::Table(_)) => Datum::Null,
    }
}

impl Draft {
    /// The rows of a list as the public contract says them. What is not valid is null.
    pub fn table_datum(&self, view: View, id: FieldId, numerals: &dyn Numerals) -> Datum {
        let table = self.table(view, id);
        let row = |row: &Row| {
            let cell = |(cell, &column): (&Option<Content>, &FieldId)| {
                let value = cell
                    .as_ref()
                    .and_then(|cell| cell.read(column, numerals).ok().flatten());
                let value = value.map_or(Datum::Null, |value| value_datum(column, &value));
                (column.name().to_owned(), value)
            };
            Datum::Record(row.iter().zip(id.columns()).map(cell).collect())
        };
        Datum::List(table.rows().iter().map(row).collect())
    }
}

/// What an unusable value looks like in its field.
fn datum_text(datum: &Datum) -> String {
    match datum {
        Datum::Text(text) => text.clone(),
        Datum::Number(number) if number.is_nan() => "NaN".to_owned(),
        Datum::Number(number) => if *number > 0.0 { "∞" } else { "-∞" }.to_owned(),
        Datum::Flag(true) => "true".to_owned(),
        Datum::Flag(false) => "false".to_owned(),
        Datum::Null => String::new(),
        Datum::List(_) => "[…]".to_owned(),
        Datum::Record(_) => "{…}".to_owned(),
    }
}

/// The value that the author wrote into an attribute, or into the JSON child.
///
/// # Errors
///
/// The [`Problem`] of the value, which is reported to the page and passed over.
pub fn author_value(id: FieldId, datum: &Datum) -> Result<Value, Problem> {
    let value = datum_value(id, datum).ok_or(id.not_held())?;
    id.check(&value)?;
    Ok(value)
}

/// The value that the author wrote into the JSON child, and what of it cannot be used: the field,
/// or cells of a list, which are then blank.
pub fn author_list(id: FieldId, datum: &Datum) -> (Option<Value>, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut wrong = |cell, problem| {
        errors.push(FieldError {
            field: id,
            cell,
            problem,
        });
    };
    let mut value = match author_value(id, datum) {
        Ok(value) => value,
        Err(problem) => {
            wrong(None, problem);
            return (None, errors);
        }
    };
    if let Value::Table(table) = &mut value {
        for (place, row) in table.rows_mut().iter_mut().enumerate() {
            for (cell, &column) in row.iter_mut().zip(id.columns()) {
                let problem = match cell {
                    None => continue,
                    Some(Content::Value(value)) => match column.check(value) {
                        Ok(()) => continue,
                        Err(problem) => problem,
                    },
                    Some(_) => column.not_held(),
                };
                wrong(Some((place, column)), problem);
                *cell = None;
            }
        }
    }
    (Some(value), errors)
}

/// The value of an attribute: numbers with a point, choices and texts as they are.
///
/// # Errors
///
/// As [`author_value`].
pub fn attribute_value(id: FieldId, text: &str) -> Result<Value, Problem> {
    let text = text.trim();
    match id.row().kind {
        Kind::Choice(_) | Kind::Text(_) => author_value(id, &Datum::from(text)),
        Kind::Weight if text == FITTED => author_value(id, &Datum::from(text)),
        Kind::Flag => {
            let no = ["false", "0", "no", "off"];
            author_value(id, &Datum::Flag(!no.contains(&text)))
        }
        _ => author_value(
            id,
            &canonical_number(text).map_or(Datum::Null, Datum::Number),
        ),
    }
}

/// A number as JSON writes it, except that a leading or trailing point may stand alone.
///
/// Narrower than JavaScript's `Number`, for which "" is 0 and "0x10" is 16.
fn canonical_number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    let sound = digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent));
    sound.then(|| ascii_number(text))
}
