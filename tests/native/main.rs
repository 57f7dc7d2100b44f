//! Everything that needs no browser: rows of published and computed cases first, then laws on a
//! grid. The tests of numbers and words run natively and in WebAssembly, from one source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "a test fails by panicking, and says exactly what it expects; clippy.toml's exceptions \
              reach only #[test], not #[wasm_bindgen_test] and helpers"
)]

mod support;

mod campaign;
mod compare;
mod comparison;
mod contest;
mod fee;
mod fee_outcome;
mod messages;
mod model;
mod outcome;
mod pasted;
mod picture;
mod plan;
mod posterior;
mod reading;
mod retention;
mod sample_size;
mod scenario;
mod special;
mod split_outcome;
mod split_test;
mod trade_off;
mod trade_off_outcome;
mod two_proportion;
mod value;
mod value_outcome;

#[cfg(not(target_arch = "wasm32"))]
mod house;
#[cfg(target_arch = "wasm32")]
mod intl;
#[cfg(not(target_arch = "wasm32"))]
mod package;
#[cfg(not(target_arch = "wasm32"))]
mod package_wordpress;
#[cfg(not(target_arch = "wasm32"))]
mod presets;
