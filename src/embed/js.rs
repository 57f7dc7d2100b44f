//! Data to and from the browser's objects, without serde: JSON is the browser's own.

use crate::scenario::datum::Datum;
use core::cell::RefCell;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// How deep a page's object is read. No scenario is deeper; a cyclic one would never end.
const DEPTH: u8 = 8;

/// How many values are read of a page's object. The largest scenario has some tens of thousands;
/// `window` would have millions.
const MOST: u32 = 100_000;

/// A page's value as data.
///
/// # Errors
///
/// The exception that a getter or a proxy of the page threw, or null when there is no end to it.
pub fn from_js(value: &JsValue) -> Result<Datum, JsValue> {
    let mut left = MOST;
    read(value, DEPTH, &mut left)
}

fn read(value: &JsValue, depth: u8, left: &mut u32) -> Result<Datum, JsValue> {
    *left = left.checked_sub(1).ok_or(JsValue::NULL)?;
    if value.is_null() || value.is_undefined() || depth == 0 {
        return Ok(Datum::Null);
    }
    if let Some(flag) = value.as_bool() {
        return Ok(Datum::Flag(flag));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Datum::Number(number));
    }
    if let Some(text) = value.as_string() {
        return Ok(Datum::Text(text));
    }
    if !value.is_object() {
        // A function, a symbol or a big integer: nothing that JSON could say.
        return Ok(value
            .js_typeof()
            .as_string()
            .map_or(Datum::Null, Datum::Text));
    }
    // Asked before anything else: a revoked proxy throws at every question, and only this one
    // says so instead of crashing. A list of millions would take long to name all its places.
    let length = Reflect::get(value, &"length".into())?;
    if let Some(array) = value.dyn_ref::<Array>() {
        let mut items = Vec::new();
        // A proxy may name a length without end.
        let length = length.as_f64().unwrap_or_default();
        let mut index = 0_u32;
        while f64::from(index) < length {
            items.push(read(&Reflect::get_u32(array, index)?, depth - 1, left)?);
            index += 1;
        }
        return Ok(Datum::List(items));
    }
    let mut entries = Vec::new();
    for key in Reflect::own_keys(value)? {
        if let Some(name) = key.as_string() {
            entries.push((name, read(&Reflect::get(value, &key)?, depth - 1, left)?));
        }
    }
    Ok(Datum::Record(entries))
}

thread_local! {
    /// The names of fields as the browser's texts: making one takes longer than setting it, and a
    /// result, which every key gives, has a hundred.
    static NAMES: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// A name of a field as the browser's text.
fn name_of(name: &str) -> JsValue {
    NAMES.with_borrow_mut(|names| {
        if let Some((_, known)) = names.iter().find(|(known, _)| known == name) {
            return known.clone();
        }
        let text = JsValue::from_str(name);
        names.push((name.to_owned(), text.clone()));
        text
    })
}

/// Data as a fresh object of the page's.
pub fn to_js(datum: &Datum) -> JsValue {
    match datum {
        Datum::Null => JsValue::NULL,
        Datum::Flag(flag) => (*flag).into(),
        Datum::Number(number) => (*number).into(),
        Datum::Text(text) => text.into(),
        Datum::List(items) => {
            let array = Array::new();
            for item in items {
                array.push(&to_js(item));
            }
            array.into()
        }
        Datum::Record(entries) => {
            let object = Object::new();
            for (name, value) in entries {
                // Setting a property of a fresh object cannot fail.
                let _ = Reflect::set(&object, &name_of(name), &to_js(value));
            }
            object.into()
        }
    }
}

/// The data in a JSON text; `None` when it is not JSON.
pub fn parse(text: &str) -> Option<Datum> {
    from_js(&JSON::parse(text).ok()?).ok()
}
