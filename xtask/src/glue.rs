//! The script that wasm-bindgen writes, made to fit the loader.
//!
//! It starts as `let wasm_bindgen = (function(exports) {` and ends with functions that find, fetch and
//! compile the module. The loader does that itself, with integrity, so they are replaced. All of it
//! is done on exact text, found exactly once: another version of wasm-bindgen fails here, not in a browser.

use anyhow::{Result, bail};

const FIRST_LINE: &str = "let wasm_bindgen = (function(exports) {";
const SCRIPT_SOURCE: &str = "    let script_src;
    if (typeof document !== 'undefined' && document.currentScript !== null) {
        script_src = new URL(document.currentScript.src, location.href).toString();
    }
";
const EXPORTS: &str = "wasm = instance.exports;";
const GUARDED_EXPORTS: &str = "wasm = guard(instance.exports);";
const LOADING_STARTS: &str = "    async function __wbg_load(module, imports) {";
const LOADING_ENDS: &str = "    return Object.assign(__wbg_init, { initSync }, exports);\n";
/// Takes bytes or a compiled module, bare or as `{ module_or_path }`, like what it replaces.
const LOADING: &str = "    return Object.assign(async (given) => {
        if (wasm !== undefined) return wasm;
        const source = given.module_or_path || given;
        const made = await WebAssembly.instantiate(source, __wbg_get_imports());
        return __wbg_finalize_init(made.instance || made, made.module || source);
    }, exports);
";

/// What the loader is put behind.
pub(crate) fn fit(glue: &str) -> Result<String> {
    if glue.matches(FIRST_LINE).count() != 1 {
        return unlike(FIRST_LINE);
    }
    let glue = replace_once(glue, SCRIPT_SOURCE, "")?;
    // Calls into the module go through the loader, which contains a crash.
    let glue = replace_once(&glue, EXPORTS, GUARDED_EXPORTS)?;
    let Some((before, loading)) = glue.split_once(LOADING_STARTS) else {
        return unlike(LOADING_STARTS);
    };
    let Some((_, after)) = loading.split_once(LOADING_ENDS) else {
        return unlike(LOADING_ENDS);
    };
    let fitted = [before, LOADING, after].concat();
    // A second use of what was cut would fail in the browser, at its first call.
    if let Some(gone) = ["script_src", "__wbg_load", "initSync"]
        .iter()
        .find(|gone| fitted.contains(**gone))
    {
        bail!("`{gone}` is left in wasm-bindgen's script: xtask/src/glue.rs must be adapted");
    }
    Ok(fitted)
}

fn replace_once(text: &str, old: &str, new: &str) -> Result<String> {
    if text.matches(old).count() == 1 {
        Ok(text.replacen(old, new, 1))
    } else {
        unlike(old)
    }
}

fn unlike(expected: &str) -> Result<String> {
    bail!(
        "wasm-bindgen's script does not contain this exactly once:\n{expected}\n\
         It has changed with its version: xtask/src/glue.rs must be adapted"
    )
}

#[cfg(test)]
mod tests {
    use super::{EXPORTS, FIRST_LINE, LOADING_ENDS, LOADING_STARTS, SCRIPT_SOURCE, fit};

    fn glue() -> String {
        format!(
            "{FIRST_LINE}\n{SCRIPT_SOURCE}    let wasm;\n    function f() {{ {EXPORTS} }}\n\
             {LOADING_STARTS}\n fetch(script_src); }}\n{LOADING_ENDS}}})({{ __proto__: null }});\n"
        )
    }

    #[test]
    fn calls_are_guarded_and_the_loader_loads() {
        let fitted = fit(&glue()).unwrap();
        assert!(fitted.contains("wasm = guard(instance.exports);"));
        assert!(!fitted.contains("script_src") && !fitted.contains("fetch"));
        assert!(fitted.ends_with("}, exports);\n})({ __proto__: null });\n"));
    }

    #[test]
    fn another_version_is_refused() {
        for part in [
            FIRST_LINE,
            SCRIPT_SOURCE,
            EXPORTS,
            LOADING_STARTS,
            LOADING_ENDS,
        ] {
            let told = fit(&glue().replace(part, "")).unwrap_err().to_string();
            assert!(told.contains("glue.rs"), "{told}");
        }
        assert!(fit(&glue().replace(EXPORTS, &EXPORTS.repeat(2))).is_err());
    }
}
