//! Pure numbers: quantities checked at birth, and the formulas on them.
//!
//! Nothing here knows of text, of a screen or of the rest of this crate.

pub mod campaign;
pub mod comparison;
pub mod contest;
pub mod fee;
pub mod normal;
pub mod posterior;
pub mod proportion;
pub mod quadrature;
pub mod quantity;
pub mod retention;
pub mod root;
pub mod rounding;
pub mod sample_size;
pub mod special;
pub mod split_test;
pub mod trade_off;
pub mod two_proportion;
pub mod value;
