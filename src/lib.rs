//! A conversion calculator that lives in other people's pages.
//!
//! Data flows one way, once:
//!
//! ```text
//! attributes, keystrokes, a link
//!   → draft     text as typed, in layers          scenario::draft
//!   → scenario  typed and valid, or field errors  scenario::rate
//!   → model     pure numbers                      model
//!   → outcome   results and derivation as data    outcome
//!   → view      screen, picture, public result    ui, picture, embed
//! ```
//!
//! Who may use whom: `bin` → [`embed`] → [`ui`] → {[`messages`], [`picture`], [`outcome`],
//! [`locale`]}; [`outcome`] → {[`scenario`], [`model`]}; [`scenario`] → {`model::quantity`,
//! [`locale`]}; [`messages`] → the types of {[`scenario`], [`outcome`]} and [`locale`].
//! [`export`] writes what a reader takes elsewhere, from what [`ui`] hands it.
//! [`apart`] knows what is fetched later, and all but the pure rooms may ask it.
//! [`model`] and the pure half of [`picture`] use nothing of ours. `tests/native/house.rs` checks it.

pub mod apart;
pub mod embed;
pub mod export;
pub mod locale;
pub mod messages;
pub mod model;
pub mod outcome;
pub mod picture;
pub mod scenario;
pub mod ui;

/// The version of the methods, which `result`, exports and files name; the build sets it.
pub const VERSION: &str = match option_env!("CW_VERSION") {
    Some(version) => version,
    None => "0.0.0-dev",
};
