//! The public contract: attributes, `scenario`, `result`, mounting. The loader stands beside it.
//!
//! [`exchange`] is the contract as pure data and is tested natively; `element` binds it to one
//! element on a page; `js` turns data into the browser's objects and back. `loader.js` is the
//! other half: it knows when an element lives and dies, this one knows what it says.

#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod exchange;
#[cfg(target_arch = "wasm32")]
pub mod js;
