//! The `splitTest` view.

use super::node::Node;
use super::results::{Manner, results};
use super::session::Session;

/// How the outcome is shown.
static MANNER: Manner = Manner {
    figure: "",
    headline: |_, _, _| String::new(),
    unit: |_, _, _| String::new(),
    interval: |_, _, _| String::new(),
    verdict: &[],
    picture: |_| Node::Nothing,
    below: |_| Node::Nothing,
    figures: &[],
    unit_of: |_, _, _| String::new(),
};

/// The results of the `splitTest` view.
///
/// - `session`: the element's state.
pub fn split_test(session: Session) -> Node {
    results(session, &MANNER, Node::Nothing)
}
