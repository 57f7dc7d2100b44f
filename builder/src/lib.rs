//! The builder of the site: what an author chooses, and the lines that it comes to.
//!
//! A package of its own, so that nothing of it can end up in the widget that blogs load.
//!
//! ```text
//! the form, the address of the page, the figures typed into the preview
//!   → choice   what the author has chosen          choice, given
//!   → proof    the chosen element, as drawn        (the page measures it)
//!   → lines    what is copied, a text a format     lines, escape
//! ```
//!
//! All of it here is pure and tested natively; the page around it is `main.rs` and what it holds.

pub mod address;
pub mod choice;
pub mod colour;
pub mod escape;
pub mod given;
pub mod lines;
