//! Everything that needs no browser: rows of published and computed cases first, then laws on a
//! grid. The tests of numbers and words run natively and in WebAssembly, from one source.

mod support;

mod messages;
mod model;
mod outcome;
mod picture;
mod reading;
mod scenario;

#[cfg(not(target_arch = "wasm32"))]
mod house;
#[cfg(target_arch = "wasm32")]
mod intl;
