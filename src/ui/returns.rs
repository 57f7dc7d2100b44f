//! The `return` view.

use super::node::Node;
use super::rate::denominator;
use super::results::{Manner, results};
use super::session::Session;
use crate::scenario::field::FieldId;

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "profit",
    headline: |_, _, _| String::new(),
    unit: |_, _, _| String::new(),
    interval: |_, _, _| String::new(),
    verdict: &[],
    picture: |_| Node::Nothing,
    below: |_| Node::Nothing,
    figures: &[],
    unit_of: |_, _, _| String::new(),
};

/// The results of the `return` view.
///
/// - `session`: the element's state.
/// - `beside`: the counts that are not offered above.
pub fn returns(session: Session, beside: Vec<FieldId>) -> Node {
    results(session, &MANNER, denominator(session, beside))
}
