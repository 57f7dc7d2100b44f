//! The browser, asked by names.
//!
//! What exports need of it, few readers ever do: a binding for each would stand in the script that
//! every page loads. Here three serve for all.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::window;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};

/// A property; `undefined` where there is none, and where the page forbids to ask.
pub fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// A property that is a number; else 0.
pub fn number(of: &JsValue, name: &str) -> f64 {
    property(of, name).as_f64().unwrap_or_default()
}

/// A property that is a text; else none.
pub fn text(of: &JsValue, name: &str) -> String {
    property(of, name).as_string().unwrap_or_default()
}

/// Sets a property. What cannot be set stays.
pub fn put(of: &JsValue, name: &str, value: impl Into<JsValue>) {
    let _ = Reflect::set(of, &name.into(), &value.into());
}

/// Calls a method.
///
/// # Errors
///
/// What it throws, also because there is no such method.
pub fn call(of: &JsValue, name: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = property(of, name).dyn_into()?;
    method.apply(of, &listed(values))
}

/// Makes an object of a class of the window's.
///
/// # Errors
///
/// What the class throws, also because there is none of that name.
pub fn make(class: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    make_in(&window(), class, values)
}

/// The same of a class of another window.
///
/// # Errors
///
/// As [`make`].
pub fn make_in(window: &JsValue, class: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = property(window, class).dyn_into()?;
    Reflect::construct(&class, &listed(values))
}

fn listed(values: &[JsValue]) -> Array {
    let list = Array::new();
    for value in values {
        list.push(value);
    }
    list
}

/// Does something in a task of its own, so many milliseconds later.
pub fn later(millis: i32, work: impl FnOnce() + 'static) {
    let work = Closure::once_into_js(work);
    // Without a window there is nobody who could have pressed anything.
    let _ = window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), millis);
}

/// Calls one of two when a promise has come to something.
pub fn when(promise: &JsValue, kept: impl FnOnce() + 'static, broken: impl FnOnce() + 'static) {
    let kept = Closure::once_into_js(move |_: JsValue| kept());
    let broken = Closure::once_into_js(move |_: JsValue| broken());
    // A promise has this method, and it throws nothing.
    let _ = call(promise, "then", &[kept, broken]);
}

/// The list that an array, or something like one, holds.
pub fn items(of: &JsValue) -> Vec<JsValue> {
    let mut items = Vec::new();
    let length = number(of, "length");
    let mut place = 0_u32;
    while f64::from(place) < length {
        items.push(Reflect::get_u32(of, place).unwrap_or_default());
        place += 1;
    }
    items
}
