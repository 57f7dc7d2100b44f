//! Stands in for the crate `wasm-streams` in the widget's module.
//!
//! Leptos links it through `server_fn`, for server functions that stream, of which the widget has
//! none: it has no backend. The real crate exports its classes to JavaScript, which keeps 8 kB of
//! it (3 kB compressed) in every module. Only what `server_fn` names is here, and nobody calls it.

use futures_util::stream::{self, Stream};
use wasm_bindgen::{JsCast, JsValue};

/// A stream that nobody opens.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The stream behind it.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// No stream: there is nothing that reads it.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(JsValue::NULL.unchecked_into())
    }

    /// The stream behind it.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        stream::empty()
    }
}
