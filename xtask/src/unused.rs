//! Leaves out of the module what no script of ours can reach.
//!
//! Leptos brings bindings for streams, which only its server functions open. Bindings are exports, and what is
//! exported, wasm-opt must keep; so they are taken out before it looks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::process;

/// How the names of those bindings begin.
const FOREIGN: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// Takes the exports that are not needed, and all that only they use, out of a module in place.
pub(crate) fn remove(metadce: &Path, module: &Path, glue: &str) -> Result<()> {
    let graph = module.with_extension("graph.json");
    fs::write(&graph, graph_of(glue).to_string())?;
    let mut removing = process::command(metadce);
    removing.arg(module).arg("--graph-file").arg(&graph);
    // The names stay for now: wasm-opt reads them, and drops them itself.
    removing.args(["-g", "-o"]).arg(module);
    let removed = process::output(removing).context("wasm-metadce could not read the module");
    fs::remove_file(&graph)?;
    removed.map(drop)
}

/// The roots of the module: every export that the bindings name, but for the foreign ones.
fn graph_of(glue: &str) -> Value {
    let named: BTreeSet<&str> = glue
        .split("wasm.")
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
        })
        .filter(|name| !name.is_empty() && !FOREIGN.iter().any(|start| name.starts_with(start)))
        .collect();
    named
        .iter()
        .map(|name| json!({"name": format!("export {name}"), "root": true, "export": name}))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_bindings_name_is_kept_and_streams_are_not() {
        let graph = graph_of(
            "wasm.memory.buffer; wasm.draw(1); wasm.intounderlyingsink_close(p); wasm.draw(2)",
        );
        assert_eq!(
            graph,
            json!([
                {"name": "export draw", "root": true, "export": "draw"},
                {"name": "export memory", "root": true, "export": "memory"},
            ])
        );
    }
}
