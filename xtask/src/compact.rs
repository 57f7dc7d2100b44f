//! What makes the module smaller for brotli and is nothing to a program: the order of its functions
//! and the names of what it imports.
//!
//! Brotli codes a function cheaply beside one that reads alike, so every function is put behind the
//! one it shares most with: 1.8 kB of 138. `wasm-opt` can only sort functions by name, so they get
//! names in that order first. Bindings are called `__wbg_appendChild_dbf7ad2f48413560`; letters save
//! 1.1 kB of the module and as much of the script.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result, bail};
use wasm_encoder::{
    EntityType, ExportKind, ExportSection, ImportSection, Module, NameMap, NameSection, RawSection,
};
use wasmparser::{ExternalKind, Parser, Payload, TypeRef};

/// How the names of those exports begin that wasm-bindgen makes of types.
const CLOSURE: &str = "wasm_bindgen_";

/// Runs of so many bytes are compared.
const RUN: usize = 4;

/// A run that stands in more functions than this says nothing of any.
const COMMON: usize = 60;

/// Likeness to so many functions before counts, the nearer the more.
const MEMORY: usize = 12;

/// The module with functions named so that sorting them by name puts like beside like.
pub(crate) fn name_by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let (mut bodies, mut imported) = (Vec::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut places: Vec<(usize, u32)> = order_of(&bodies).into_iter().zip(0..).collect();
    places.sort_unstable();
    let mut names = NameMap::new();
    // An index must not go down, and functions that are imported come first.
    for ((_, place), index) in places.into_iter().zip(imported..) {
        names.append(index, &format!("f{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut copy = copy_of(module, None)?;
    copy.section(&section);
    Ok(copy.finish())
}

/// Gives all bindings that modules and script both name short names, in place in the modules, and
/// hands back the script. Exports that are called by hand keep theirs.
pub(crate) fn shorten_bindings(modules: &mut [(String, Vec<u8>)], glue: &str) -> Result<String> {
    let mut names = Short {
        glue: glue.to_owned(),
        ..Short::default()
    };
    for (_, module) in modules {
        *module = names.shorten(module)?;
    }
    let Short { imports, glue, .. } = names;
    let mut glue = glue;
    for (long, name) in &imports {
        // As a key of the object of all bindings, which is where a binding is written.
        let key = format!("{long}: function");
        if glue.matches(&key).count() != 1 {
            bail!(
                "wasm-bindgen's script does not define `{long}` once: xtask/src/compact.rs must be adapted"
            );
        }
        glue = glue.replacen(&key, &format!("{name}: function"), 1);
    }
    Ok(glue)
}

/// Short names, the same in all modules.
#[derive(Default)]
struct Short {
    imports: BTreeMap<String, String>,
    closures: BTreeMap<String, String>,
    /// With the names of closures replaced already.
    glue: String,
}

impl Short {
    /// The module with short names.
    fn shorten(&mut self, module: &[u8]) -> Result<Vec<u8>> {
        let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let TypeRef::Func(kind) = import.ty else {
                            bail!("the module imports `{}`, which is no function", import.name);
                        };
                        let count = self.imports.len();
                        let name = self
                            .imports
                            .entry(import.name.to_owned())
                            .or_insert_with(|| letters(count));
                        imports.import(import.module, name, EntityType::Function(kind));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        let name = self.export(export.name);
                        exports.export(name, kind_of(export.kind)?, export.index);
                    }
                }
                _ => {}
            }
        }
        Ok(copy_of(module, Some((&imports, &exports)))?.finish())
    }

    /// What calls a closure has a name of a hundred letters. One name is the start of another, so it
    /// is replaced with its bracket.
    fn export<'n>(&'n mut self, name: &'n str) -> &'n str {
        let call = format!("wasm.{name}(");
        if name.starts_with(CLOSURE) && self.glue.contains(&call) {
            let short = format!("_{}", letters(self.closures.len()));
            self.glue = self.glue.replace(&call, &format!("wasm.{short}("));
            self.closures.insert(name.to_owned(), short);
        }
        self.closures.get(name).map_or(name, String::as_str)
    }
}

fn kind_of(kind: ExternalKind) -> Result<ExportKind> {
    Ok(match kind {
        ExternalKind::Func => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        other => bail!("the module exports {other:?}, which nothing here knows"),
    })
}

/// a, b, …, z, ba, bb, …
fn letters(number: usize) -> String {
    let letter = ('a'..='z').nth(number % 26).unwrap_or('a');
    match number / 26 {
        0 => letter.into(),
        rest => format!("{}{letter}", letters(rest)),
    }
}

/// All sections but the names, with other imports and exports where they are given.
fn copy_of(module: &[u8], others: Option<(&ImportSection, &ExportSection)>) -> Result<Module> {
    let mut copy = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        match (&payload, others) {
            (Payload::ImportSection(_), Some((imports, _))) => {
                copy.section(imports);
                continue;
            }
            (Payload::ExportSection(_), Some((_, exports))) => {
                copy.section(exports);
                continue;
            }
            (Payload::CustomSection(custom), _) if custom.name() == "name" => continue,
            _ => {}
        }
        if let Some((id, range)) = payload.as_section() {
            let data = module
                .get(range)
                .context("a section ends beyond the module")?;
            copy.section(&RawSection { id, data });
        }
    }
    Ok(copy)
}

/// Greedily: after each function the one most like those before it.
fn order_of(bodies: &[&[u8]]) -> Vec<usize> {
    let mut owners: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (place, body) in bodies.iter().enumerate() {
        for run in body.windows(RUN) {
            let owners = owners.entry(run).or_default();
            if owners.last() != Some(&place) {
                owners.push(place);
            }
        }
    }
    let mut alike: Vec<HashMap<usize, f64>> = vec![HashMap::new(); bodies.len()];
    for owners in owners.values().filter(|all| all.len() <= COMMON) {
        #[expect(clippy::cast_precision_loss, reason = "at most 60")]
        let weight = 1.0 / (1.0 + owners.len() as f64).ln();
        for one in owners {
            for other in owners.iter().filter(|other| *other != one) {
                if let Some(likeness) = alike.get_mut(*one) {
                    *likeness.entry(*other).or_default() += weight;
                }
            }
        }
    }
    let mut left: Vec<bool> = vec![true; bodies.len()];
    let mut by_size: Vec<usize> = (0..bodies.len()).collect();
    let size = |place: usize| bodies.get(place).map_or(0, |body| body.len());
    by_size.sort_by_key(|place| (std::cmp::Reverse(size(*place)), *place));
    let mut order: Vec<usize> = Vec::new();
    while order.len() < bodies.len() {
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        let mut distance = 1.0;
        for before in order.iter().rev().take(MEMORY) {
            for (other, weight) in alike.get(*before).into_iter().flatten() {
                if left.get(*other) == Some(&true) {
                    *scores.entry(*other).or_default() += weight / distance;
                }
            }
            distance += 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "functions are short")]
        let score =
            |(place, weight): (&usize, &f64)| (weight / (size(*place) as f64).sqrt(), *place);
        let next = scores
            .iter()
            .map(score)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, place)| place)
            .or_else(|| {
                by_size
                    .iter()
                    .copied()
                    .find(|place| left.get(*place) == Some(&true))
            });
        let Some(next) = next else { break };
        if let Some(place) = left.get_mut(next) {
            *place = false;
        }
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
        ImportSection, Module, TypeSection,
    };
    use wasmparser::{Name, Parser, Payload};

    use super::{letters, name_by_likeness, order_of, shorten_bindings};

    #[test]
    fn like_stands_beside_like() {
        let bodies: Vec<&[u8]> = vec![
            b"the first is the longest of all, so it begins",
            b"0123456789 0123456789",
            b"another one of its own",
            b"the second is the longest of the rest",
            b"x0123456789",
        ];
        assert_eq!(order_of(&bodies), [0, 3, 2, 1, 4]);
    }

    #[test]
    fn names_are_letters() {
        let names: Vec<String> = [0, 25, 26, 27, 701, 702].map(letters).into();
        assert_eq!(names, ["a", "z", "ba", "bb", "baz", "bba"]);
    }

    fn module() -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        for name in ["__wbg_one_12", "__wbg_two_34", "__wbg_one_12"] {
            imports.import("./widget_bg.js", name, EntityType::Function(0));
        }
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for length in [1_usize, 9, 5] {
            functions.function(0);
            let mut body = Function::new([]);
            for _ in 0..length {
                body.instructions().nop();
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut exports = ExportSection::new();
        for (name, index) in [
            ("draw", 3),
            ("wasm_bindgen_1_invoke_", 4),
            ("wasm_bindgen_1_invoke__2_", 5),
        ] {
            exports.export(name, ExportKind::Func, index);
        }
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    #[test]
    fn bindings_have_the_same_short_names_on_both_sides() {
        let glue = "{ __wbg_one_12: function(a) {}, __wbg_two_34: function() { one() } }
                    wasm.draw(1); wasm.wasm_bindgen_1_invoke__2_(2); wasm.wasm_bindgen_1_invoke_(3)";
        let mut modules = [(String::new(), module()), (String::new(), module())];
        let glue = shorten_bindings(&mut modules, glue).unwrap();
        let expected = "{ a: function(a) {}, b: function() { one() } }
                    wasm.draw(1); wasm._b(2); wasm._a(3)";
        assert_eq!(glue, expected);
        let mut names = Vec::new();
        let [(_, short), (_, other)] = &modules;
        assert_eq!(short, other);
        for payload in Parser::new(0).parse_all(short) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    names.extend(section.into_imports().map(|import| import.unwrap().name));
                }
                Payload::ExportSection(section) => {
                    names.extend(section.into_iter().map(|export| export.unwrap().name));
                }
                _ => {}
            }
        }
        assert_eq!(names, ["a", "b", "a", "draw", "_a", "_b"]);
        let mut modules = [(String::new(), module())];
        assert!(shorten_bindings(&mut modules, "{ __wbg_one_12: function(a) {} }").is_err());
    }

    #[test]
    fn functions_are_named_in_the_order_of_likeness() {
        let module = name_by_likeness(&module()).unwrap();
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&module) {
            if let Payload::CustomSection(section) = payload.unwrap()
                && let wasmparser::KnownCustom::Name(section) = section.as_known()
            {
                for part in section {
                    if let Name::Function(map) = part.unwrap() {
                        names.extend(map.into_iter().map(|pair| {
                            let pair = pair.unwrap();
                            (pair.index, pair.name)
                        }));
                    }
                }
            }
        }
        assert_eq!(names, [(3, "f000002"), (4, "f000000"), (5, "f000001")]);
    }
}
