//! axe-core, which finds what a machine can find about accessibility.

use std::{env, fs, path::PathBuf};

use serde_json::json;

use super::{Because, Outcome, holds, page::Page};

/// Fails with every violation inside `selector`, or in the whole page without it.
pub(crate) fn finds_nothing(page: &Page<'_>, selector: Option<&str>) -> Outcome {
    // Handed to the driver and not to the page, so that no policy of the page is in the way.
    page.run(&source()?, &json!([]))?;
    let violations = page.run_async(
        "const found = await window.axe.run(arguments[0] ?? document, {resultTypes: ['violations']});
         return found.violations.map(({id, help, nodes}) =>
           `${id} (${help}): ${nodes.map(node => `${node.target.flat().join(' > ')} ${node.failureSummary}`).join(' | ')}`)",
        &json!([selector]),
    )?;
    let none = violations.as_array().is_some_and(Vec::is_empty);
    holds(
        none,
        format_args!(
            "axe: {}",
            serde_json::to_string_pretty(&violations).unwrap_or_default()
        ),
    )
}

/// `axe.min.js` from `CW_AXE`, else where npm puts it.
fn source() -> Outcome<String> {
    let path = env::var_os("CW_AXE").map_or_else(
        || PathBuf::from("node_modules/axe-core/axe.min.js"),
        PathBuf::from,
    );
    fs::read_to_string(&path).because(format_args!("{}: no axe-core (set CW_AXE)", path.display()))
}
