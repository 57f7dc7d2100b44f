//! What stands apart: views that are fetched when somebody opens them.
//!
//! A page that asks for a rate should not pay for twenty variants of a test. The build cuts the
//! module in two (`xtask/src/split.rs`): the code of these views, and [`CUT`] with their sentences
//! and styles, are a file of their own that the loader fetches once it is wanted. Until then that
//! code must not be called, so whoever shows a view asks [`is_here`] first.
//!
//! The functions through which the rest calls that code are marked `#[inline(never)]`; the build
//! fails where there is another.

use core::cell::Cell;

/// Whether the other file is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Nobody has asked for it, or it is on its way.
    Awaited,
    /// It is here.
    Here,
    /// It could not be fetched.
    Failed,
}

thread_local! {
    /// While developing, and natively, nothing is cut.
    static ARRIVAL: Cell<Arrival> = const {
        Cell::new(if cfg!(all(target_arch = "wasm32", not(debug_assertions))) {
            Arrival::Awaited
        } else {
            Arrival::Here
        })
    };
}

/// Between marks by which the build finds it: the sentences, a line each, and the styles. Zeros
/// until the file is here.
static CUT: &str = include_str!(concat!(env!("OUT_DIR"), "/apart.txt"));

/// Stands between what [`CUT`] holds.
const BETWEEN: char = '\u{1f}';

/// How it stands with the other file.
pub fn arrival() -> Arrival {
    ARRIVAL.get()
}

/// Whether the views that stand apart can be shown.
pub fn is_here() -> bool {
    arrival() == Arrival::Here
}

/// The loader says how it stands.
pub fn set_arrival(arrival: Arrival) {
    ARRIVAL.set(arrival);
}

/// The English sentences of the views that stand apart, a line each.
pub fn sentences() -> &'static str {
    held(1)
}

/// The styles of the views that stand apart.
pub fn styles() -> &'static str {
    held(2)
}

fn held(place: usize) -> &'static str {
    if is_here() {
        CUT.split(BETWEEN).nth(place).unwrap_or_default()
    } else {
        ""
    }
}
