//! Cuts the module: what all views share, and parts with the code of views that are fetched when
//! somebody opens them (`src/apart.rs` tells why).
//!
//! It is done to what wasm-bindgen leaves, before anything is optimised: functions still have their
//! names, and none has been merged with one of another view. What is called from outside, with all
//! that it calls, is what views share; but it calls [`ENTRIES`] through the table of functions. A part
//! is what its entries call beside that. What two parts call stands in both: the code is the same,
//! and all that it knows lies in the one memory.
//!
//! Each part is written twice. As a start, in one module with what views share, for pages that begin
//! with it: one request, and nothing of other views. And alone, for pages that have begun otherwise:
//! it puts its functions into the table when it is instantiated, over the memory of the start.
//!
//! `wasm-split` of binaryen does the same from a profile, but npm does not bring it; the library
//! behind `leptos --split` writes ES modules, and this script is a classic one.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, ImportSection, MemoryType, Module, NameMap,
    NameSection, RawSection, SectionId, TableSection, TableType,
};
use wasmparser::{
    DataKind, ElementItems, ElementKind, ExternalKind, FunctionBody, GlobalType, KnownCustom, Name,
    Operator, Parser, Payload, TypeRef,
};

/// A part of the module.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// Its name in `src/apart.rs` and in the names of files.
    name: &'a str,
    /// A function whose name holds one of these belongs to it.
    holds: &'a [&'a str],
    /// What it calls of others.
    shares: &'a [&'a str],
    /// Whether a page can begin with it.
    begins: bool,
}

impl Part<'_> {
    /// Whether a function of this name belongs to it.
    fn is_home_of(&self, name: &str) -> bool {
        self.holds.iter().any(|piece| name.contains(piece))
    }

    /// The same, or it is one that it shares, or a closure inside that.
    fn may_hold(&self, name: &str) -> bool {
        let is_within = |shared: &&str| {
            let rest = name.strip_prefix(*shared);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        self.is_home_of(name) || self.shares.iter().any(is_within)
    }
}

/// The parts, in the order of `Part` in `src/apart.rs`.
const PARTS: [Part<'_>; 5] = [
    Part {
        name: "money",
        holds: &[
            "outcome::plan",
            "outcome::returns",
            "scenario::plan",
            "scenario::returns",
            "ui::plan",
            "ui::returns",
        ],
        shares: &[],
        begins: true,
    },
    Part {
        name: "compare",
        holds: &[
            "messages::words::compare",
            "outcome::compare",
            "scenario::compare",
            "ui::compare",
        ],
        shares: &[],
        begins: true,
    },
    Part {
        name: "splitTest",
        holds: &[
            "messages::words_split_test",
            "outcome::split_test",
            "scenario::split_test",
            "ui::split_test",
        ],
        shares: &["conversion_widget::scenario::compare::read_prior_weight"],
        begins: true,
    },
    Part {
        name: "future",
        holds: &[
            "model::fee",
            "model::trade_off",
            "outcome::fee",
            "outcome::trade_off",
            "outcome::value",
            "scenario::fee",
            "scenario::trade_off",
            "scenario::value",
            "ui::carried",
            "ui::course",
            "ui::fee",
            "ui::trade_off",
            "ui::value",
        ],
        // The fee is solved for as figures of `return` are.
        shares: &[
            "conversion_widget::outcome::returns::round_above",
            "conversion_widget::outcome::returns::solved_datum",
            "conversion_widget::scenario::returns::check_tracked",
            "conversion_widget::scenario::returns::read_goal",
            "conversion_widget::ui::returns::rounded",
        ],
        begins: true,
    },
    Part {
        name: "share",
        holds: &[
            "conversion_widget::export",
            "ui::browser",
            "ui::share",
            "ui::snapshot",
        ],
        shares: &[],
        begins: false,
    },
];

/// The functions of those views that the rest may call: each only once its view is shown, which
/// waits until the other part is here.
const ENTRIES: [&str; 54] = [
    "<conversion_widget::outcome::compare::CompareOutcome>::datum",
    "<conversion_widget::outcome::compare::CompareOutcome>::entry_figures",
    "<conversion_widget::outcome::compare::CompareOutcome>::figures",
    "<conversion_widget::outcome::fee::FeeOutcome>::datum",
    "<conversion_widget::outcome::fee::FeeOutcome>::figures",
    "<conversion_widget::outcome::fee::FeeOutcome>::headline_with",
    "<conversion_widget::outcome::fee::FeeOutcome>::is_aside",
    "<conversion_widget::outcome::fee::FeeOutcome>::range",
    "<conversion_widget::outcome::plan::PlanOutcome>::datum",
    "<conversion_widget::outcome::plan::PlanOutcome>::figures",
    "<conversion_widget::outcome::plan::PlanOutcome>::headline_with",
    "<conversion_widget::outcome::plan::PlanOutcome>::range",
    "<conversion_widget::outcome::returns::ReturnOutcome>::datum",
    "<conversion_widget::outcome::returns::ReturnOutcome>::figure",
    "<conversion_widget::outcome::returns::ReturnOutcome>::figures",
    "<conversion_widget::outcome::returns::ReturnOutcome>::headline_with",
    "<conversion_widget::outcome::returns::ReturnOutcome>::range",
    "<conversion_widget::outcome::split_test::SplitTestOutcome>::datum",
    "<conversion_widget::outcome::split_test::SplitTestOutcome>::figures",
    "<conversion_widget::outcome::split_test::SplitTestOutcome>::figures_of",
    "<conversion_widget::outcome::trade_off::TradeOffOutcome>::datum",
    "<conversion_widget::outcome::trade_off::TradeOffOutcome>::entry_figures",
    "<conversion_widget::outcome::trade_off::TradeOffOutcome>::figures",
    "<conversion_widget::outcome::value::ValueOutcome>::datum",
    "<conversion_widget::outcome::value::ValueOutcome>::figures",
    "<conversion_widget::outcome::value::ValueOutcome>::headline_with",
    "<conversion_widget::outcome::value::ValueOutcome>::range",
    "conversion_widget::messages::words_split_test::rate",
    "conversion_widget::messages::words_split_test::row",
    "conversion_widget::messages::words_split_test::stop",
    "conversion_widget::outcome::compare::compare_outcome",
    "conversion_widget::outcome::fee::fee_outcome",
    "conversion_widget::outcome::plan::plan_outcome",
    "conversion_widget::outcome::returns::return_outcome",
    "conversion_widget::outcome::split_test::split_test_outcome",
    "conversion_widget::outcome::trade_off::trade_off_outcome",
    "conversion_widget::outcome::value::value_outcome",
    "conversion_widget::scenario::compare::compare_scenario",
    "conversion_widget::scenario::fee::fee_scenario",
    "conversion_widget::scenario::plan::plan_scenario",
    "conversion_widget::scenario::returns::return_scenario",
    "conversion_widget::scenario::split_test::split_test_scenario",
    "conversion_widget::scenario::trade_off::trade_off_scenario",
    "conversion_widget::scenario::value::value_scenario",
    "conversion_widget::ui::carried::carried",
    "conversion_widget::ui::compare::compare",
    "conversion_widget::ui::fee::fee",
    "conversion_widget::ui::plan::plan",
    "conversion_widget::ui::returns::returns",
    "conversion_widget::ui::share::share",
    "conversion_widget::ui::split_test::split_test",
    "conversion_widget::ui::trade_off::trade_off",
    "conversion_widget::ui::value::retention",
    "conversion_widget::ui::value::value",
];

/// Where the parts find what they import: `loader.js` hands them the exports of the first.
const FIRST: &str = "w";

/// A module that was cut.
pub(crate) struct Cut {
    /// What all views share, alone: what a page loads that begins with no part.
    pub(crate) shared: Vec<u8>,
    pub(crate) parts: Vec<Files>,
}

/// The files of a part.
pub(crate) struct Files {
    /// Its name.
    pub(crate) name: String,
    /// With what all views share: what a page loads that begins with one of its views, if any can.
    pub(crate) start: Option<Vec<u8>>,
    /// Without: what a page loads that has another start already.
    pub(crate) apart: Vec<u8>,
}

/// The module cut as this project is.
pub(crate) fn split(module: &[u8]) -> Result<Cut> {
    Rule {
        parts: &PARTS,
        entries: &ENTRIES,
    }
    .split(module)
}

/// What goes where.
struct Rule<'a> {
    parts: &'a [Part<'a>],
    entries: &'a [&'a str],
}

/// A module, taken to pieces.
#[derive(Default)]
struct Parsed<'m> {
    sections: Vec<(u8, &'m [u8])>,
    /// How many parameters a function of each type has.
    parameters: Vec<u32>,
    /// The types of the functions that are imported, which come first, and of all others.
    types: Vec<u32>,
    /// How many are imported.
    imported: u32,
    bodies: BTreeMap<u32, FunctionBody<'m>>,
    /// Without what the compiler adds to tell two crates of one name apart.
    names: BTreeMap<u32, String>,
    tables: Vec<TableType>,
    memory: Option<MemoryType>,
    globals: Vec<GlobalType>,
    exports: Vec<(&'m str, ExternalKind, u32)>,
    /// Which function stands at which place of the table.
    slots: BTreeMap<u32, u32>,
    data: Vec<(u32, &'m [u8])>,
}

/// `crate[9f3a]::function` without the brackets.
fn plain(name: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for letter in name.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

fn offset(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("a place is computed by {other:?}, which nothing here knows"),
    }
}

impl<'m> Parsed<'m> {
    fn of(module: &'m [u8]) -> Result<Self> {
        let mut parsed = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                let data = module
                    .get(range)
                    .context("a section ends beyond the module")?;
                parsed.sections.push((id, data));
            }
            parsed.take(payload)?;
        }
        Ok(parsed)
    }

    fn take(&mut self, payload: Payload<'m>) -> Result<()> {
        let mut same = RoundtripReencoder;
        match payload {
            Payload::TypeSection(section) => {
                for kind in section.into_iter_err_on_gc_types() {
                    self.parameters.push(u32::try_from(kind?.params().len())?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    // The other part imports memory and tables too, which have numbers of their own.
                    if let TypeRef::Func(kind) = import?.ty {
                        self.types.push(kind);
                        self.imported += 1;
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for kind in section {
                    self.types.push(kind?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(same.table_type(table?.ty)?);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memory = Some(same.memory_type(memory?)?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    self.exports.push((export.name, export.kind, export.index));
                }
            }
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    let (
                        ElementKind::Active {
                            table_index: None | Some(0),
                            offset_expr,
                        },
                        ElementItems::Functions(functions),
                    ) = (element.kind, element.items)
                    else {
                        bail!("functions are put into a table in a way that nothing here knows");
                    };
                    for (slot, function) in (offset(&offset_expr)?..).zip(functions) {
                        self.slots.insert(slot, function?);
                    }
                }
            }
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    let DataKind::Active { offset_expr, .. } = data.kind else {
                        bail!("data are put into memory in a way that nothing here knows");
                    };
                    self.data.push((offset(&offset_expr)?, data.data));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let index = self.imported + u32::try_from(self.bodies.len())?;
                self.bodies.insert(index, body);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    self.take_names(names)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_names(&mut self, names: wasmparser::NameSectionReader<'m>) -> Result<()> {
        for part in names {
            if let Name::Function(map) = part? {
                for pair in map {
                    let pair = pair?;
                    self.names.insert(pair.index, plain(pair.name));
                }
            }
        }
        Ok(())
    }

    fn name(&self, function: u32) -> &str {
        self.names.get(&function).map_or("", String::as_str)
    }

    fn kind(&self, function: u32) -> Result<u32> {
        let place = usize::try_from(function)?;
        self.types
            .get(place)
            .copied()
            .context("a function without a type")
    }

    fn section(&self, id: SectionId) -> Result<RawSection<'m>> {
        let mut sections = self.sections.iter();
        let found = sections.find(|(known, _)| *known == id as u8);
        let (id, data) = *found.with_context(|| format!("the module has no {id:?} section"))?;
        Ok(RawSection { id, data })
    }

    fn table(&self) -> Result<TableType> {
        self.tables
            .first()
            .copied()
            .context("the module has no table")
    }
}

/// What one function uses.
#[derive(Default)]
struct Uses {
    functions: BTreeSet<u32>,
    globals: BTreeSet<u32>,
    tables: BTreeSet<u32>,
}

impl Uses {
    fn add(&mut self, body: &FunctionBody<'_>) -> Result<()> {
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } | Operator::RefFunc { function_index } => {
                    self.functions.insert(function_index);
                }
                Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                    self.globals.insert(global_index);
                }
                Operator::CallIndirect { table_index, .. } => {
                    self.tables.insert(table_index);
                }
                Operator::TableGet { table }
                | Operator::TableSet { table }
                | Operator::TableGrow { table }
                | Operator::TableSize { table }
                | Operator::TableFill { table } => {
                    self.tables.insert(table);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The numbers that things have in a part.
#[derive(Default)]
struct Numbers {
    functions: BTreeMap<u32, u32>,
    globals: BTreeMap<u32, u32>,
    tables: BTreeMap<u32, u32>,
}

/// Something is used that has no number.
#[derive(Debug)]
struct Unknown(u32);

impl std::fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "nothing was given for number {}", self.0)
    }
}

impl std::error::Error for Unknown {}

impl Numbers {
    fn of(map: &BTreeMap<u32, u32>, old: u32) -> Result<u32, Error<Unknown>> {
        map.get(&old).copied().ok_or(Error::UserError(Unknown(old)))
    }
}

impl Reencode for Numbers {
    type Error = Unknown;

    fn function_index(&mut self, old: u32) -> Result<u32, Error<Unknown>> {
        Self::of(&self.functions, old)
    }

    fn global_index(&mut self, old: u32) -> Result<u32, Error<Unknown>> {
        Self::of(&self.globals, old)
    }

    fn table_index(&mut self, old: u32) -> Result<u32, Error<Unknown>> {
        Self::of(&self.tables, old)
    }
}

/// Who goes where.
struct Plan {
    /// What all views share.
    core: BTreeSet<u32>,
    /// What each part has beside it. Two may have the same: each works over the one memory, and
    /// nothing is kept elsewhere.
    parts: Vec<BTreeSet<u32>>,
    /// The functions of parts that are called from elsewhere, each with its place in the table.
    entries: BTreeMap<u32, u32>,
    /// All places of the table.
    slots: BTreeMap<u32, u32>,
    /// The length of the table.
    length: u32,
}

/// Names for what the first part exports to the others: numbers, so that the loader can tell.
#[derive(Default)]
struct Shared(BTreeMap<(&'static str, u32), (String, ExportKind)>);

impl Shared {
    fn name(&mut self, kind: ExportKind, index: u32) -> String {
        let sort = match kind {
            ExportKind::Func => "function",
            ExportKind::Table => "table",
            ExportKind::Memory => "memory",
            _ => "global",
        };
        let count = self.0.len();
        let named = || (count.to_string(), kind);
        self.0.entry((sort, index)).or_insert_with(named).0.clone()
    }
}

/// These, what they call, and what that calls, but not what is elsewhere.
fn reached(
    parsed: &Parsed<'_>,
    calls: &BTreeMap<u32, BTreeSet<u32>>,
    mut found: BTreeSet<u32>,
    is_elsewhere: impl Fn(u32) -> bool,
) -> BTreeSet<u32> {
    let mut open: Vec<u32> = found.iter().copied().collect();
    while let Some(function) = open.pop() {
        for &called in calls.get(&function).into_iter().flatten() {
            let is_own = called >= parsed.imported;
            if is_own && !is_elsewhere(called) && found.insert(called) {
                open.push(called);
            }
        }
    }
    found
}

impl Rule<'_> {
    fn split(&self, module: &[u8]) -> Result<Cut> {
        let parsed = Parsed::of(module)?;
        let plan = self.plan(&parsed)?;
        let data = self.data(&parsed)?;
        let mut shared = Shared::default();
        let mut aparts = Vec::new();
        for (here, cut) in plan.parts.iter().zip(&data.cuts) {
            let cut = section_of([*cut]);
            aparts.push(module_apart(&parsed, &plan, here, &mut shared, &cut)?);
        }
        let mut files = Vec::new();
        let parts = self.parts.iter().zip(&plan.parts);
        for (((part, beside), cut), apart) in parts.zip(&data.cuts).zip(aparts) {
            let here = plan.core.union(beside).copied().collect();
            let with = section_of(data.kept.iter().chain([cut]).copied());
            let start = part
                .begins
                .then(|| module_start(&parsed, &plan, &here, &shared, &with));
            files.push(Files {
                name: part.name.to_owned(),
                start: start.transpose()?,
                apart,
            });
        }
        let with = section_of(data.kept.iter().copied());
        Ok(Cut {
            shared: module_start(&parsed, &plan, &plan.core, &shared, &with)?,
            parts: files,
        })
    }

    fn plan(&self, parsed: &Parsed<'_>) -> Result<Plan> {
        let mut calls: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (function, body) in &parsed.bodies {
            let mut uses = Uses::default();
            uses.add(body)?;
            calls.insert(*function, uses.functions);
        }
        let core = reached(parsed, &calls, self.roots(parsed), |function| {
            self.is_entry(parsed, function)
        });
        let mut parts = Vec::new();
        for part in self.parts {
            let in_table = parsed.slots.values().copied();
            let in_table = in_table.filter(|f| part.may_hold(parsed.name(*f)));
            let entries = parsed.bodies.keys().copied();
            let entries =
                entries.filter(|f| self.is_entry(parsed, *f) && part.is_home_of(parsed.name(*f)));
            let called = in_table.chain(entries).filter(|f| !core.contains(f));
            // What another part is entered through is called there.
            let here = reached(parsed, &calls, called.collect(), |f| {
                core.contains(&f) || self.is_entry(parsed, f) && !part.is_home_of(parsed.name(f))
            });
            // What they call through the table would not be there.
            let is_foreign = |name: &&str| self.is_apart(name) && !part.may_hold(name);
            let names = here.iter().map(|function| parsed.name(*function));
            let foreign: Vec<_> = names.filter(is_foreign).collect();
            if !foreign.is_empty() {
                bail!(
                    "the part `{}` calls what belongs to another; it may share: {foreign:#?}",
                    part.name
                );
            }
            parts.push(here);
        }
        self.entries_of(parsed, core, parts, &calls)
    }

    /// Whether it belongs to some part by its name.
    fn is_apart(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.is_home_of(name))
    }

    /// What is called from outside, and what is called through the table and named for no part.
    fn roots(&self, parsed: &Parsed<'_>) -> BTreeSet<u32> {
        let exported = parsed.exports.iter();
        let exported = exported.filter(|(_, kind, _)| *kind == ExternalKind::Func);
        let in_table = parsed.slots.values().copied();
        let in_table = in_table.filter(|function| !self.is_apart(parsed.name(*function)));
        let all = exported.map(|(_, _, index)| *index).chain(in_table);
        all.filter(|function| *function >= parsed.imported)
            .collect()
    }

    fn is_entry(&self, parsed: &Parsed<'_>, function: u32) -> bool {
        self.entries.contains(&parsed.name(function))
    }

    fn entries_of(
        &self,
        parsed: &Parsed<'_>,
        core: BTreeSet<u32>,
        parts: Vec<BTreeSet<u32>>,
        calls: &BTreeMap<u32, BTreeSet<u32>>,
    ) -> Result<Plan> {
        let mut plan = Plan {
            entries: BTreeMap::new(),
            slots: parsed.slots.clone(),
            length: u32::try_from(parsed.table()?.minimum)?,
            core,
            parts,
        };
        let places: BTreeMap<u32, u32> = parsed.slots.iter().map(|(s, f)| (*f, *s)).collect();
        let mut elsewhere: BTreeSet<u32> = BTreeSet::new();
        for callers in plan.parts.iter().chain([&plan.core]) {
            let called = callers.iter().filter_map(|f| calls.get(f)).flatten();
            let is_elsewhere =
                |f: &&u32| **f >= parsed.imported && !plan.core.contains(f) && !callers.contains(f);
            elsewhere.extend(called.filter(is_elsewhere));
        }
        for function in elsewhere {
            let place = places.get(&function).copied().unwrap_or_else(|| {
                plan.slots.insert(plan.length, function);
                plan.length += 1;
                plan.length - 1
            });
            plan.entries.insert(function, place);
        }
        for name in self.entries {
            let is_there = |entry: &u32| {
                parsed.name(*entry) == *name && plan.parts.iter().any(|part| part.contains(entry))
            };
            if !plan.entries.keys().any(is_there) {
                bail!(
                    "`{name}` is no function of a view that stands apart, or is called by nothing else: is it marked #[inline(never)]?"
                );
            }
        }
        Ok(plan)
    }

    /// What lies in memory from the start, and what comes with each part.
    fn data<'m>(&self, parsed: &Parsed<'m>) -> Result<Data<'m>> {
        let mut data = Data {
            kept: parsed.data.clone(),
            cuts: Vec::new(),
        };
        for part in self.parts {
            let (start, end) = (
                format!("\u{2}{}\u{1f}", part.name),
                format!("\u{1f}{}\u{3}", part.name),
            );
            let mut found = Vec::new();
            let mut rest = Vec::new();
            for (at, bytes) in data.kept {
                let find = |what: &str| {
                    let what = what.as_bytes();
                    bytes.windows(what.len()).position(|piece| piece == what)
                };
                let (Some(from), Some(to)) = (find(&start), find(&end)) else {
                    rest.push((at, bytes));
                    continue;
                };
                let to = to + end.len();
                let (head, tail) = bytes.split_at_checked(to).context("a cut is too long")?;
                let (head, middle) = head.split_at_checked(from).context("a cut ends first")?;
                rest.push((at, head));
                rest.push((at + u32::try_from(to)?, tail));
                found.push((at + u32::try_from(from)?, middle));
            }
            let [cut] = found.as_slice() else {
                bail!(
                    "the words of `{}` were found {} times",
                    part.name,
                    found.len()
                );
            };
            data.cuts.push(*cut);
            data.kept = rest;
        }
        Ok(data)
    }
}

/// A piece of memory, and where it lies.
type Piece<'m> = (u32, &'m [u8]);

/// What lies in memory.
struct Data<'m> {
    /// From the start.
    kept: Vec<Piece<'m>>,
    /// With each part.
    cuts: Vec<Piece<'m>>,
}

fn section_of<'m>(pieces: impl IntoIterator<Item = Piece<'m>>) -> DataSection {
    let mut section = DataSection::new();
    for (at, bytes) in pieces {
        let place = ConstExpr::i32_const(at.cast_signed());
        section.active(0, &place, bytes.iter().copied());
    }
    section
}

fn lengthened(mut table: TableType, length: u32) -> TableType {
    let length = u64::from(length);
    table.minimum = table.minimum.max(length);
    table.maximum = table.maximum.map(|most| most.max(length));
    table
}

/// Those functions of the table that are here.
fn elements(plan: &Plan, here: &BTreeSet<u32>, number: impl Fn(u32) -> u32) -> ElementSection {
    let mut section = ElementSection::new();
    let mut run: Vec<u32> = Vec::new();
    let mut start = 0;
    let mut slots = plan.slots.iter().peekable();
    while let Some((&slot, &function)) = slots.next() {
        if !here.contains(&function) {
            continue;
        }
        if run.is_empty() {
            start = slot;
        }
        run.push(number(function));
        let goes_on = slots
            .peek()
            .is_some_and(|(next, function)| **next == slot + 1 && here.contains(*function));
        if !goes_on {
            let functions = Elements::Functions(std::mem::take(&mut run).into());
            section.active(None, &ConstExpr::i32_const(start.cast_signed()), functions);
        }
    }
    section
}

fn module_start(
    parsed: &Parsed<'_>,
    plan: &Plan,
    here: &BTreeSet<u32>,
    shared: &Shared,
    data: &DataSection,
) -> Result<Vec<u8>> {
    let mut exports = ExportSection::new();
    for (name, kind, index) in &parsed.exports {
        let kind = RoundtripReencoder.export_kind(*kind)?;
        exports.export(name, kind, *index);
    }
    for ((_, index), (name, kind)) in &shared.0 {
        exports.export(name, *kind, *index);
    }
    let mut code = CodeSection::new();
    for (function, body) in &parsed.bodies {
        if here.contains(function) {
            code.raw(body.as_bytes());
            continue;
        }
        let mut stub = Function::new([]);
        match plan.entries.get(function) {
            Some(slot) => {
                let kind = parsed.kind(*function)?;
                let parameters = parsed.parameters.get(usize::try_from(kind)?);
                for parameter in 0..*parameters.context("an unknown type")? {
                    stub.instructions().local_get(parameter);
                }
                stub.instructions()
                    .i32_const(slot.cast_signed())
                    .call_indirect(0, kind);
            }
            // Nobody is left who calls it: wasm-opt removes it.
            None => {
                stub.instructions().unreachable();
            }
        }
        stub.instructions().end();
        code.function(&stub);
    }
    let mut tables = TableSection::new();
    for (place, table) in parsed.tables.iter().enumerate() {
        tables.table(if place == 0 {
            lengthened(*table, plan.length)
        } else {
            *table
        });
    }
    let mut module = Module::new();
    for (id, bytes) in &parsed.sections {
        // The number of data segments is no longer what it was, and nothing needs to know it.
        if *id == SectionId::DataCount as u8 {
            continue;
        }
        if *id == SectionId::Export as u8 {
            module.section(&exports);
        } else if *id == SectionId::Element as u8 {
            module.section(&elements(plan, here, |function| function));
        } else if *id == SectionId::Data as u8 {
            module.section(data);
        } else if *id == SectionId::Code as u8 {
            module.section(&code);
        } else if *id == SectionId::Table as u8 {
            module.section(&tables);
        } else {
            module.section(&RawSection {
                id: *id,
                data: bytes,
            });
        }
    }
    Ok(module.finish())
}

/// What a part imports from the first, and the numbers that things have in it.
fn imports(
    parsed: &Parsed<'_>,
    plan: &Plan,
    here: &BTreeSet<u32>,
    shared: &mut Shared,
) -> Result<(ImportSection, Numbers)> {
    let mut uses = Uses::default();
    for function in here {
        let body = parsed.bodies.get(function);
        uses.add(body.context("a function without a body")?)?;
    }
    let mut imports = ImportSection::new();
    let mut import = |kind, index: u32, entity: EntityType| {
        imports.import(FIRST, &shared.name(kind, index), entity);
    };
    let mut numbers = Numbers::default();
    for &function in &uses.functions {
        if here.contains(&function) {
            continue;
        }
        let kind = parsed.kind(function)?;
        import(ExportKind::Func, function, EntityType::Function(kind));
        let number = u32::try_from(numbers.functions.len())?;
        numbers.functions.insert(function, number);
    }
    for &function in here {
        let number = u32::try_from(numbers.functions.len())?;
        numbers.functions.insert(function, number);
    }
    for &global in &uses.globals {
        let kind = parsed.globals.get(usize::try_from(global)?);
        let kind = RoundtripReencoder.global_type(*kind.context("an unknown global")?)?;
        import(ExportKind::Global, global, EntityType::Global(kind));
        let number = u32::try_from(numbers.globals.len())?;
        numbers.globals.insert(global, number);
    }
    // The first is needed to put functions into.
    let mut tables = uses.tables.clone();
    tables.insert(0);
    for table in tables {
        let kind = parsed.tables.get(usize::try_from(table)?);
        let mut kind = *kind.context("an unknown table")?;
        if table == 0 {
            kind = lengthened(kind, plan.length);
        }
        import(ExportKind::Table, table, EntityType::Table(kind));
        let number = u32::try_from(numbers.tables.len())?;
        numbers.tables.insert(table, number);
    }
    let memory = parsed.memory.context("the module has no memory")?;
    import(ExportKind::Memory, 0, EntityType::Memory(memory));
    Ok((imports, numbers))
}

fn module_apart(
    parsed: &Parsed<'_>,
    plan: &Plan,
    here: &BTreeSet<u32>,
    shared: &mut Shared,
    data: &DataSection,
) -> Result<Vec<u8>> {
    let (imports, mut numbers) = imports(parsed, plan, here, shared)?;
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    let mut names = NameMap::new();
    for &function in here {
        functions.function(parsed.kind(function)?);
        let body = parsed.bodies.get(&function);
        let body = body.context("a function without a body")?;
        numbers.parse_function_body(&mut code, body.clone())?;
        if let Some(number) = numbers.functions.get(&function) {
            names.append(*number, parsed.name(function));
        }
    }
    let number = |function: u32| {
        let number = numbers.functions.get(&function);
        number.copied().unwrap_or_default()
    };
    let mut section = NameSection::new();
    section.functions(&names);
    let mut module = Module::new();
    module
        .section(&parsed.section(SectionId::Type)?)
        .section(&imports)
        .section(&functions)
        .section(&elements(plan, here, number))
        .section(&code)
        .section(data)
        .section(&section);
    // It tells wasm-opt what the compiler was allowed to use.
    let features = parsed.sections.iter().filter(|(id, bytes)| {
        *id == SectionId::Custom as u8 && bytes.starts_with(b"\x0ftarget_features")
    });
    for (id, data) in features {
        module.section(&RawSection { id: *id, data });
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
        ExportSection, Function, FunctionSection, ImportSection, MemorySection, MemoryType, Module,
        NameMap, NameSection, RefType, TableSection, TableType, TypeSection,
    };
    use wasmparser::{Parser, Payload, Validator};

    use super::{Cut, Files, Parsed, Part, Rule, plain};

    const RULE: Rule<'_> = Rule {
        parts: &[
            Part {
                name: "view",
                holds: &["app::view"],
                shares: &[],
                begins: true,
            },
            Part {
                name: "other",
                holds: &["app::other"],
                shares: &[],
                begins: true,
            },
        ],
        entries: &["app::view::open"],
    };

    /// Each function with its name and what it calls. The first is imported, the second exported;
    /// `draw` and `idle` stand in the table.
    const FUNCTIONS: [(&str, &[u32]); 9] = [
        ("app::host", &[]),
        ("app[1f]::start", &[2, 4]),
        ("app[1f]::view::open", &[0, 3, 4]),
        ("app[1f]::helper", &[]),
        ("app[1f]::shared", &[]),
        ("app[1f]::view::draw", &[3, 8]),
        ("app[1f]::idle", &[]),
        ("app[1f]::other::draw", &[8]),
        ("app[1f]::both", &[]),
    ];

    const WORDS: &[u8; 37] = b"one \x02view\x1fa\x1fview\x03 two \x02other\x1fb\x1fother\x03";

    fn module(functions: &[(&str, &[u32])]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("host", "host", EntityType::Function(0));
        let (mut kinds, mut code, mut names) =
            (FunctionSection::new(), CodeSection::new(), NameMap::new());
        for (index, (name, called)) in (0..).zip(functions) {
            names.append(index, name);
            if index == 0 {
                continue;
            }
            kinds.function(0);
            let mut body = Function::new([]);
            for other in *called {
                body.instructions().call(*other);
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 4,
            maximum: Some(4),
            shared: false,
        });
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export("start", ExportKind::Func, 1);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &ConstExpr::i32_const(1),
            Elements::Functions(vec![5, 6, 7].into()),
        );
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(16), *WORDS);
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&kinds)
            .section(&tables)
            .section(&memories)
            .section(&exports)
            .section(&elements)
            .section(&code)
            .section(&data)
            .section(&section);
        module.finish()
    }

    fn names(module: &[u8]) -> Vec<String> {
        Parsed::of(module).unwrap().names.into_values().collect()
    }

    /// The file that a page loads which begins with a part.
    fn start_of(files: &Files) -> &[u8] {
        files.start.as_deref().expect("a page can begin with it")
    }

    #[test]
    fn no_page_begins_with_a_part_of_no_view() {
        let mut parts = RULE.parts.to_vec();
        parts.last_mut().unwrap().begins = false;
        let rule = Rule {
            parts: &parts,
            entries: RULE.entries,
        };
        let Cut { parts, .. } = rule.split(&module(&FUNCTIONS)).unwrap();
        let starts: Vec<bool> = parts.iter().map(|part| part.start.is_some()).collect();
        assert_eq!(starts, [true, false]);
        assert_eq!(
            names(&parts.last().unwrap().apart),
            ["app::other::draw", "app::both"]
        );
    }

    #[test]
    fn every_file_is_sound_and_holds_what_its_views_need() {
        let whole = module(&FUNCTIONS);
        let Cut { shared, parts } = RULE.split(&whole).unwrap();
        let [view, other] = parts.as_slice() else {
            panic!("two parts")
        };
        for file in [
            &whole,
            &shared,
            start_of(view),
            &view.apart,
            start_of(other),
            &other.apart,
        ] {
            Validator::new().validate_all(file).unwrap();
        }
        assert_eq!(view.name, "view");
        assert_eq!(
            names(&view.apart),
            [
                "app::view::open",
                "app::helper",
                "app::view::draw",
                "app::both"
            ],
            "those of the view, and what the rest does not call"
        );
        assert_eq!(names(&other.apart), ["app::other::draw", "app::both"]);
        let apart = Parsed::of(&view.apart).unwrap();
        assert_eq!(apart.imported, 2, "the page's, and what all share");
        // `draw` where it always stood, and a new place for the entry.
        assert_eq!(apart.slots, [(1, 4), (4, 2)].into());
        assert_eq!(apart.data, [(20, b"\x02view\x1fa\x1fview\x03".as_slice())]);
        let words = |file: &[u8]| -> Vec<u8> {
            let parsed = Parsed::of(file).unwrap();
            assert_eq!(parsed.table().unwrap().minimum, 5);
            parsed
                .data
                .iter()
                .flat_map(|data| data.1.to_vec())
                .collect()
        };
        assert_eq!(words(&shared), b"one  two ");
        assert_eq!(
            words(start_of(other)),
            b"one  two \x02other\x1fb\x1fother\x03"
        );
        let slots = |file: &[u8]| Parsed::of(file).unwrap().slots;
        assert_eq!(slots(&shared), [(2, 6)].into());
        assert_eq!(slots(start_of(view)), [(1, 5), (2, 6), (4, 2)].into());
        assert_eq!(slots(start_of(other)), [(2, 6), (3, 7)].into());
    }

    #[test]
    fn a_part_finds_what_it_imports_in_every_start_under_names_that_are_numbers() {
        let Cut { shared, parts } = RULE.split(&module(&FUNCTIONS)).unwrap();
        let starts = parts.iter().map(start_of).chain([&*shared]);
        for start in starts {
            let start = Parsed::of(start).unwrap();
            let mut given: Vec<&str> = start.exports.iter().map(|export| export.0).collect();
            given.retain(|name| *name != "start");
            assert!(given.iter().all(|name| name.parse::<u32>().is_ok()));
            for part in &parts {
                for payload in Parser::new(0).parse_all(&part.apart) {
                    if let Payload::ImportSection(section) = payload.unwrap() {
                        for import in section.into_imports() {
                            let import = import.unwrap();
                            assert_eq!(import.module, "w");
                            assert!(given.contains(&import.name), "{import:?}");
                        }
                    }
                }
            }
        }
    }

    fn operators(file: &[u8], function: u32) -> String {
        let file = Parsed::of(file).unwrap();
        let body = file.bodies.get(&function).unwrap();
        let operators = body.get_operators_reader().unwrap().into_iter();
        let operators: Vec<_> = operators.map(Result::unwrap).collect();
        format!("{operators:?}")
    }

    #[test]
    fn what_is_elsewhere_is_called_through_the_table() {
        let Cut { shared, parts } = RULE.split(&module(&FUNCTIONS)).unwrap();
        let [view, other] = parts.as_slice() else {
            panic!("two parts")
        };
        let stub = "[I32Const { value: 4 }, CallIndirect { type_index: 0, table_index: 0 }, End]";
        assert_eq!(operators(&shared, 2), stub);
        assert_eq!(operators(start_of(other), 2), stub);
        assert_eq!(
            operators(start_of(view), 2),
            operators(&module(&FUNCTIONS), 2)
        );
    }

    #[test]
    fn a_function_that_the_rest_calls_is_shared_unless_it_is_an_entry() {
        let mut functions = FUNCTIONS;
        functions[1].1 = &[2, 5];
        let Cut { parts, .. } = RULE.split(&module(&functions)).unwrap();
        let names = names(&parts.first().unwrap().apart);
        assert!(
            !names.iter().any(|name| name.ends_with("draw")),
            "{names:?}"
        );
    }

    #[test]
    fn a_part_calls_another_only_where_it_says_so() {
        let mut functions = FUNCTIONS;
        functions[7].1 = &[8, 5];
        let refused = RULE.split(&module(&functions)).err().unwrap().to_string();
        assert!(refused.contains("app::view::draw"), "{refused}");
        let [view, mut other] = [0, 1].map(|place| {
            let part = RULE.parts.get(place).unwrap();
            Part { ..*part }
        });
        other.shares = &["app::view::draw"];
        let rule = Rule {
            parts: &[view, other],
            ..RULE
        };
        let Cut { parts, .. } = rule.split(&module(&functions)).unwrap();
        let other = &parts.get(1).unwrap().apart;
        assert!(names(other).contains(&"app::view::draw".to_owned()));
        assert_eq!(
            Parsed::of(other).unwrap().slots.len(),
            2,
            "for its callers through the table"
        );
    }

    #[test]
    fn an_entry_that_is_gone_is_a_mistake() {
        let mut functions = FUNCTIONS;
        functions[2].0 = "app[1f]::view::opened";
        assert!(RULE.split(&module(&functions)).is_err());
        let mut functions = FUNCTIONS;
        functions[1].1 = &[4];
        assert!(RULE.split(&module(&functions)).is_err());
    }

    #[test]
    fn names_lose_what_tells_crates_apart() {
        assert_eq!(plain("<a[1f]::B<c[2e]::D>>::e"), "<a::B<c::D>>::e");
    }
}
