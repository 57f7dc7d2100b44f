//! What stands in the fields: the author's values below, the reader's text above.
//!
//! Layers, field by field: default, then the view's example, then the JSON child, then the
//! attribute, then what was typed or assigned, whichever came last. As with `<input value>`, the
//! author's layers stay live below a touched field and come back at a reset.

use super::datum::Datum;
use super::field::{FieldId, Kind, Preset, Problem};
use super::view::View;
use crate::locale::{Numerals, Style, ascii_number};

/// A valid value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, rates as fractions of one.
    Number(f64),
    /// The place of a choice among its names.
    Choice(usize),
    /// A line of text.
    Text(String),
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

#[derive(Clone, Debug, PartialEq)]
enum Content {
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

    /// Puts what the page assigned into a field. What cannot be used stands there as invalid.
    pub fn assign(&mut self, id: FieldId, datum: &Datum) {
        let content = match datum_value(id, datum) {
            Some(value) => Content::Value(value),
            None => Content::Unusable(datum_text(datum)),
        };
        self.touch(id, content, true);
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
            if let Some(touched) = &mut entry.touched
                && let Content::Text(text) = &touched.content
                && let Ok(Some(value)) = id.read(text, numerals)
            {
                touched.content = Content::Value(value);
            }
        });
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
            Some(Touched {
                content: Content::Text(text),
                ..
            }) => id.read(text, numerals),
            Some(Touched {
                content: Content::Unusable(_),
                ..
            }) => Err(id.not_held()),
            Some(Touched {
                content: Content::Value(value),
                ..
            }) => id.check(value).map(|()| Some(value.clone())),
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
        let value = match self.entry(id).and_then(|entry| entry.touched.as_ref()) {
            Some(Touched {
                content: Content::Text(text) | Content::Unusable(text),
                ..
            }) => return text.clone(),
            Some(Touched {
                content: Content::Value(value),
                ..
            }) => Some(value.clone()),
            None => self.untouched(view, id),
        };
        match (value, id.row().kind) {
            (Some(Value::Number(number)), Kind::Share { .. }) => {
                numerals.write(number * 100.0, Style::Input)
            }
            (Some(Value::Number(number)), _) => numerals.write(number, Style::Input),
            (Some(Value::Choice(place)), Kind::Choice(names)) => {
                names.get(place).copied().unwrap_or_default().to_owned()
            }
            (Some(Value::Text(text)), _) => text,
            _ => String::new(),
        }
    }

    /// What was typed or assigned, to be handed in again where the element goes next.
    pub fn handed_out(&self) -> Datum {
        let mut entries = Vec::new();
        for id in FieldId::ALL {
            if let Some(touched) = self.entry(id).and_then(|entry| entry.touched.as_ref()) {
                let content = match &touched.content {
                    Content::Text(text) => Datum::record([("text", Datum::Text(text.clone()))]),
                    Content::Unusable(text) => {
                        Datum::record([("unusable", Datum::Text(text.clone()))])
                    }
                    Content::Value(value) => Datum::record([("value", value_datum(id, value))]),
                };
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
            let [
                Datum::Text(name),
                Datum::Record(content),
                Datum::Flag(assigned),
            ] = parts.as_slice()
            else {
                continue;
            };
            let (Some(id), Some((kind, datum))) = (FieldId::named(name), content.first()) else {
                continue;
            };
            let content = match datum {
                Datum::Text(text) if kind == "text" => Some(Content::Text(text.clone())),
                Datum::Text(text) if kind == "unusable" => Some(Content::Unusable(text.clone())),
                datum => datum_value(id, datum).map(Content::Value),
            };
            if let Some(content) = content {
                self.touch(id, content, *assigned);
            }
        }
    }
}

/// The value that `datum` gives a field, bounds not yet checked.
fn datum_value(id: FieldId, datum: &Datum) -> Option<Value> {
    match (id.row().kind, datum) {
        (Kind::Count | Kind::Share { .. }, Datum::Number(number)) => {
            number.is_finite().then_some(Value::Number(*number))
        }
        (Kind::Choice(names), Datum::Text(text)) => {
            let place = names.iter().position(|name| name == text)?;
            Some(Value::Choice(place))
        }
        (Kind::Text(_), Datum::Text(text)) => Some(Value::Text(text.clone())),
        _ => None,
    }
}

/// A field's value as the public contract says it.
pub fn value_datum(id: FieldId, value: &Value) -> Datum {
    match (id.row().kind, value) {
        (Kind::Choice(names), Value::Choice(place)) => names
            .get(*place)
            .map_or(Datum::Null, |&name| Datum::from(name)),
        (_, Value::Number(number)) => Datum::from(*number),
        (_, Value::Text(text)) => Datum::Text(text.clone()),
        (_, Value::Choice(_)) => Datum::Null,
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

/// The value of an attribute: numbers with a point, choices and texts as they are.
///
/// # Errors
///
/// As [`author_value`].
pub fn attribute_value(id: FieldId, text: &str) -> Result<Value, Problem> {
    let text = text.trim();
    match id.row().kind {
        Kind::Choice(_) | Kind::Text(_) => author_value(id, &Datum::from(text)),
        Kind::Count | Kind::Share { .. } => author_value(
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
