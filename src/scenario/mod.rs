//! From what was typed to what was meant: the table of fields, drafts, errors, one file a view.

pub mod datum;
pub mod draft;
pub mod field;
pub mod rate;
pub mod view;
