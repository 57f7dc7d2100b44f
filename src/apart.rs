//! What stands apart: views that are fetched when somebody opens them.
//!
//! A page that asks for a rate should not pay for twenty variants of a test. The build cuts the
//! module (`xtask/src/split.rs`): the code of these views, their sentences and their styles are the
//! [`Part`]s. A page that begins with one of these views fetches it in one file with all that views
//! share; on a page that has begun otherwise it comes alone, once it is wanted. Until then that code
//! must not be called, so whoever shows a view asks [`is_here`] first.
//!
//! The functions through which the rest calls that code are marked `#[inline(never)]` and listed
//! beside the parts; another that the rest calls is not cut out.

use crate::scenario::view::View;
use core::cell::{Cell, RefCell};

/// A file of views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Did it pay, and how big must a test be?
    Money,
    /// Who converts best?
    Compare,
    /// Is B better than A?
    SplitTest,
    /// What comes later?
    Future,
    /// No view, but what takes one elsewhere.
    Share,
}

const COUNT: usize = 5;

impl Part {
    /// All of them. Their numbers are what the loader calls them.
    pub const ALL: [Self; COUNT] = [
        Self::Money,
        Self::Compare,
        Self::SplitTest,
        Self::Future,
        Self::Share,
    ];
}

/// The part that a view stands in; none for the one that is always there.
pub const fn part_of(view: View) -> Option<Part> {
    Some(match view {
        View::Rate => return None,
        View::Return | View::Plan => Part::Money,
        View::Compare => Part::Compare,
        View::SplitTest => Part::SplitTest,
        View::Fee | View::Value | View::TradeOff => Part::Future,
    })
}

/// How it stands with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Nobody has asked for it, or it is on its way.
    Awaited,
    /// It is here.
    Here,
    /// It could not be fetched.
    Failed,
}

/// While developing, and natively, nothing is cut.
const AT_FIRST: Arrival = if cfg!(all(target_arch = "wasm32", not(debug_assertions))) {
    Arrival::Awaited
} else {
    Arrival::Here
};

thread_local! {
    static ARRIVALS: Cell<[Arrival; COUNT]> = const { Cell::new([AT_FIRST; COUNT]) };

    /// Where the site stands that belongs to this script.
    static SITE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Between marks by which the build finds them: the sentences of a part, a line each, and its
/// styles. Zeros until the part is here.
static CUTS: [&str; COUNT] = [
    include_str!(concat!(env!("OUT_DIR"), "/money.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/compare.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/splitTest.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/future.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/share.txt")),
];

/// Stands between what [`CUTS`] hold.
const BETWEEN: char = '\u{1f}';

/// How it stands with a part.
pub fn arrival(part: Part) -> Arrival {
    let [money, compare, split_test, future, share] = ARRIVALS.get();
    match part {
        Part::Money => money,
        Part::Compare => compare,
        Part::SplitTest => split_test,
        Part::Future => future,
        Part::Share => share,
    }
}

/// Whether a view can be shown.
pub fn is_here(view: View) -> bool {
    part_of(view).is_none_or(|part| arrival(part) == Arrival::Here)
}

/// How it stands with a part from now on.
pub fn set_arrival(part: Part, arrival: Arrival) {
    let mut arrivals = ARRIVALS.get();
    if let Some(known) = arrivals.get_mut(part as usize) {
        *known = arrival;
    }
    ARRIVALS.set(arrivals);
}

/// Where the site stands that belongs to this script; links lead there.
pub fn site() -> String {
    SITE.with_borrow(String::clone)
}

/// Where it stands from now on.
pub fn set_site(site: String) {
    SITE.replace(site);
}

/// The English sentences of a part, a line each; `None` until it is here.
pub fn sentences(part: Part) -> Option<&'static str> {
    held(part, 1)
}

/// The styles of a part; `None` until it is here.
pub fn styles(part: Part) -> Option<&'static str> {
    held(part, 2)
}

fn held(part: Part, place: usize) -> Option<&'static str> {
    if arrival(part) != Arrival::Here {
        return None;
    }
    CUTS.get(part as usize)?.split(BETWEEN).nth(place)
}
