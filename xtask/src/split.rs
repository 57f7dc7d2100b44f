//! Cuts the module in two: what every page loads, and the code of views that are fetched when
//! somebody opens them (`src/apart.rs` tells why).
//!
//! It is done to what wasm-bindgen leaves, before anything is optimised: functions still have their
//! names, and none has been merged with one of another view. A function goes into the other part
//! when it belongs to one of the views by its name, or when nothing but such functions calls it. The
//! rest keeps a stub for each of [`ENTRIES`], which calls through the table of functions: the other
//! part puts its functions there when it is instantiated, over the memory of the first.
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

/// A function whose name holds one of these belongs to a view that stands apart.
const APART: [&str; 21] = [
    "messages::words::compare",
    "messages::words_split_test",
    "model::fee",
    "model::trade_off",
    "outcome::compare",
    "outcome::fee",
    "outcome::split_test",
    "outcome::trade_off",
    "outcome::value",
    "scenario::compare",
    "scenario::fee",
    "scenario::split_test",
    "scenario::trade_off",
    "scenario::value",
    "ui::carried",
    "ui::compare",
    "ui::course",
    "ui::fee",
    "ui::split_test",
    "ui::trade_off",
    "ui::value",
];

/// The functions of those views that the rest may call: each only once its view is shown, which
/// waits until the other part is here.
const ENTRIES: [&str; 34] = [
    "<conversion_widget::outcome::compare::CompareOutcome>::datum",
    "<conversion_widget::outcome::compare::CompareOutcome>::entry_figures",
    "<conversion_widget::outcome::compare::CompareOutcome>::figures",
    "<conversion_widget::outcome::fee::FeeOutcome>::datum",
    "<conversion_widget::outcome::fee::FeeOutcome>::figures",
    "<conversion_widget::outcome::fee::FeeOutcome>::headline_with",
    "<conversion_widget::outcome::fee::FeeOutcome>::is_aside",
    "<conversion_widget::outcome::fee::FeeOutcome>::range",
    "<conversion_widget::outcome::split_test::SplitTestOutcome>::datum",
    "<conversion_widget::outcome::split_test::SplitTestOutcome>::figures",
    "<conversion_widget::outcome::trade_off::TradeOffOutcome>::datum",
    "<conversion_widget::outcome::trade_off::TradeOffOutcome>::entry_figures",
    "<conversion_widget::outcome::trade_off::TradeOffOutcome>::figures",
    "<conversion_widget::outcome::value::ValueOutcome>::datum",
    "<conversion_widget::outcome::value::ValueOutcome>::figures",
    "<conversion_widget::outcome::value::ValueOutcome>::headline_with",
    "<conversion_widget::outcome::value::ValueOutcome>::range",
    "conversion_widget::outcome::compare::compare_outcome",
    "conversion_widget::outcome::fee::fee_outcome",
    "conversion_widget::outcome::split_test::split_test_outcome",
    "conversion_widget::outcome::trade_off::trade_off_outcome",
    "conversion_widget::outcome::value::value_outcome",
    "conversion_widget::scenario::compare::compare_scenario",
    "conversion_widget::scenario::fee::fee_scenario",
    "conversion_widget::scenario::split_test::split_test_scenario",
    "conversion_widget::scenario::trade_off::trade_off_scenario",
    "conversion_widget::scenario::value::value_scenario",
    "conversion_widget::ui::carried::carried",
    "conversion_widget::ui::compare::compare",
    "conversion_widget::ui::fee::fee",
    "conversion_widget::ui::split_test::split_test",
    "conversion_widget::ui::trade_off::trade_off",
    "conversion_widget::ui::value::retention",
    "conversion_widget::ui::value::value",
];

/// Between these stand the sentences and styles of those views (`build.rs` writes them).
const CUT: (&[u8], &[u8]) = (b"\x02apart\x1f", b"\x1fapart\x03");

/// Where the other part finds what it imports: `loader.js` hands it the exports of the first.
const FIRST: &str = "w";

/// Both parts of a module.
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    pub(crate) apart: Vec<u8>,
}

/// The module cut as this project is.
pub(crate) fn split(module: &[u8]) -> Result<Parts> {
    Rule {
        apart: &APART,
        entries: &ENTRIES,
        cut: CUT,
    }
    .split(module)
}

/// What goes where.
struct Rule<'a> {
    apart: &'a [&'a str],
    entries: &'a [&'a str],
    cut: (&'a [u8], &'a [u8]),
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

/// The numbers that things have in the other part.
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

/// Who goes.
struct Plan {
    /// The functions of the other part.
    moved: BTreeSet<u32>,
    /// Those of them that the rest calls, each with its place in the table.
    entries: BTreeMap<u32, u32>,
    /// All places of the table.
    slots: BTreeMap<u32, u32>,
    /// The length of the table.
    length: u32,
}

impl Rule<'_> {
    fn split(&self, module: &[u8]) -> Result<Parts> {
        let parsed = Parsed::of(module)?;
        let plan = self.plan(&parsed)?;
        let (kept, cut) = self.data(&parsed)?;
        let mut uses = Uses::default();
        for function in &plan.moved {
            if let Some(body) = parsed.bodies.get(function) {
                uses.add(body)?;
            }
        }
        let (exports, imports, mut numbers) = shared(&parsed, &plan, &uses)?;
        Ok(Parts {
            first: first(&parsed, &plan, &exports, &kept)?,
            apart: apart(&parsed, &plan, &imports, &mut numbers, &cut)?,
        })
    }

    fn plan(&self, parsed: &Parsed<'_>) -> Result<Plan> {
        let mut callers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (function, body) in &parsed.bodies {
            let mut uses = Uses::default();
            uses.add(body)?;
            for called in uses.functions {
                callers.entry(called).or_default().insert(*function);
            }
        }
        let exported = parsed.exports.iter();
        let exported: BTreeSet<u32> = exported
            .filter(|(_, kind, _)| *kind == ExternalKind::Func)
            .map(|(_, _, index)| *index)
            .collect();
        let in_table: BTreeSet<u32> = parsed.slots.values().copied().collect();
        let is_named = |function: u32| {
            let name = parsed.name(function);
            self.apart.iter().any(|part| name.contains(part))
        };
        let is_entry = |function: u32| self.entries.contains(&parsed.name(function));
        // What is called through the table may be called by anybody, so its name decides.
        let may_go = |function: &u32| {
            !exported.contains(function) && (!in_table.contains(function) || is_named(*function))
        };
        let mut moved: BTreeSet<u32> = parsed.bodies.keys().copied().filter(may_go).collect();
        let is_called = |function: u32, moved: &BTreeSet<u32>| {
            let mut callers = callers.get(&function).into_iter().flatten();
            callers.any(|caller| !moved.contains(caller))
        };
        loop {
            let stays = |function: &u32| is_called(*function, &moved) && !is_entry(*function);
            let stay: Vec<u32> = moved.iter().copied().filter(stays).collect();
            if stay.is_empty() {
                break;
            }
            for function in stay {
                moved.remove(&function);
            }
        }
        let table = parsed.table()?;
        let mut plan = Plan {
            entries: BTreeMap::new(),
            slots: parsed.slots.clone(),
            length: u32::try_from(table.minimum)?,
            moved,
        };
        let places: BTreeMap<u32, u32> = parsed.slots.iter().map(|(s, f)| (*f, *s)).collect();
        for &function in &plan.moved {
            if is_called(function, &plan.moved) {
                let place = places.get(&function).copied().unwrap_or_else(|| {
                    plan.slots.insert(plan.length, function);
                    plan.length += 1;
                    plan.length - 1
                });
                plan.entries.insert(function, place);
            }
        }
        for name in self.entries {
            if !plan
                .entries
                .keys()
                .any(|entry| parsed.name(*entry) == *name)
            {
                bail!(
                    "`{name}` is no function of a view that stands apart, or is called by nothing else: is it marked #[inline(never)]?"
                );
            }
        }
        Ok(plan)
    }

    /// What lies in memory from the start, and what comes with the other part.
    fn data(&self, parsed: &Parsed<'_>) -> Result<(DataSection, DataSection)> {
        let (mut kept, mut cut) = (DataSection::new(), DataSection::new());
        let add = |section: &mut DataSection, at: u32, bytes: &[u8]| {
            let place = ConstExpr::i32_const(at.cast_signed());
            section.active(0, &place, bytes.iter().copied());
        };
        for (at, bytes) in &parsed.data {
            let find = |what: &[u8]| bytes.windows(what.len()).position(|found| found == what);
            let (Some(start), Some(end)) = (find(self.cut.0), find(self.cut.1)) else {
                add(&mut kept, *at, bytes);
                continue;
            };
            let end = end + self.cut.1.len();
            let (head, tail) = bytes.split_at_checked(end).context("the cut is too long")?;
            let (head, middle) = head.split_at_checked(start).context("the cut ends first")?;
            add(&mut kept, *at, head);
            add(&mut cut, *at + u32::try_from(start)?, middle);
            add(&mut kept, *at + u32::try_from(end)?, tail);
        }
        if cut.len() != 1 {
            bail!(
                "the sentences that stand apart were found {} times",
                cut.len()
            );
        }
        Ok((kept, cut))
    }
}

/// What the first part exports for the other beside what it exports anyway, what the other imports,
/// and the numbers that things have there. Names are numbers, so that the loader can tell.
fn shared(
    parsed: &Parsed<'_>,
    plan: &Plan,
    uses: &Uses,
) -> Result<(ExportSection, ImportSection, Numbers)> {
    let mut exports = ExportSection::new();
    for (name, kind, index) in &parsed.exports {
        let kind = RoundtripReencoder.export_kind(*kind)?;
        exports.export(name, kind, *index);
    }
    let mut imports = ImportSection::new();
    let mut numbers = Numbers::default();
    let mut count = 0_u32;
    let mut share = |kind, index: u32, entity: EntityType| {
        let name = count.to_string();
        count += 1;
        exports.export(&name, kind, index);
        imports.import(FIRST, &name, entity);
    };
    for &function in uses.functions.difference(&plan.moved) {
        let kind = parsed.kind(function)?;
        share(ExportKind::Func, function, EntityType::Function(kind));
        let number = u32::try_from(numbers.functions.len())?;
        numbers.functions.insert(function, number);
    }
    for &function in &plan.moved {
        let number = u32::try_from(numbers.functions.len())?;
        numbers.functions.insert(function, number);
    }
    for &global in &uses.globals {
        let kind = parsed.globals.get(usize::try_from(global)?);
        let kind = RoundtripReencoder.global_type(*kind.context("an unknown global")?)?;
        share(ExportKind::Global, global, EntityType::Global(kind));
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
        share(ExportKind::Table, table, EntityType::Table(kind));
        let number = u32::try_from(numbers.tables.len())?;
        numbers.tables.insert(table, number);
    }
    let memory = parsed.memory.context("the module has no memory")?;
    share(ExportKind::Memory, 0, EntityType::Memory(memory));
    Ok((exports, imports, numbers))
}

fn lengthened(mut table: TableType, length: u32) -> TableType {
    let length = u64::from(length);
    table.minimum = table.minimum.max(length);
    table.maximum = table.maximum.map(|most| most.max(length));
    table
}

/// The part of the table that holds functions of one kind.
fn elements(plan: &Plan, moved: bool, number: impl Fn(u32) -> u32) -> ElementSection {
    let mut section = ElementSection::new();
    let mut run: Vec<u32> = Vec::new();
    let mut start = 0;
    let mut slots = plan.slots.iter().peekable();
    while let Some((&slot, &function)) = slots.next() {
        if plan.moved.contains(&function) != moved {
            continue;
        }
        if run.is_empty() {
            start = slot;
        }
        run.push(number(function));
        let goes_on = slots.peek().is_some_and(|(next, function)| {
            **next == slot + 1 && plan.moved.contains(*function) == moved
        });
        if !goes_on {
            let functions = Elements::Functions(std::mem::take(&mut run).into());
            section.active(None, &ConstExpr::i32_const(start.cast_signed()), functions);
        }
    }
    section
}

fn first(
    parsed: &Parsed<'_>,
    plan: &Plan,
    exports: &ExportSection,
    data: &DataSection,
) -> Result<Vec<u8>> {
    let mut code = CodeSection::new();
    for (function, body) in &parsed.bodies {
        if !plan.moved.contains(function) {
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
            module.section(exports);
        } else if *id == SectionId::Element as u8 {
            module.section(&elements(plan, false, |function| function));
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

fn apart(
    parsed: &Parsed<'_>,
    plan: &Plan,
    imports: &ImportSection,
    numbers: &mut Numbers,
    data: &DataSection,
) -> Result<Vec<u8>> {
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    let mut names = NameMap::new();
    for function in &plan.moved {
        functions.function(parsed.kind(*function)?);
        let body = parsed
            .bodies
            .get(function)
            .context("a function without a body")?;
        numbers.parse_function_body(&mut code, body.clone())?;
        if let Some(number) = numbers.functions.get(function) {
            names.append(*number, parsed.name(*function));
        }
    }
    let number = |function: u32| {
        numbers
            .functions
            .get(&function)
            .copied()
            .unwrap_or_default()
    };
    let mut section = NameSection::new();
    section.functions(&names);
    let mut module = Module::new();
    module
        .section(&parsed.section(SectionId::Type)?)
        .section(imports)
        .section(&functions)
        .section(&elements(plan, true, number))
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
    use wasmparser::{Operator, Validator};

    use super::{Parsed, Rule, plain};

    const RULE: Rule<'_> = Rule {
        apart: &["app::view"],
        entries: &["app::view::open"],
        cut: (b"<<", b">>"),
    };

    /// Each function with its name and what it calls. The first is imported, the second exported;
    /// `draw` and `idle` stand in the table.
    const FUNCTIONS: [(&str, &[u32]); 7] = [
        ("app::host", &[]),
        ("app[1f]::start", &[2, 4]),
        ("app[1f]::view::open", &[0, 3, 4]),
        ("app[1f]::helper", &[]),
        ("app[1f]::shared", &[]),
        ("app[1f]::view::draw", &[3]),
        ("app[1f]::idle", &[]),
    ];

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
            minimum: 3,
            maximum: Some(3),
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
            Elements::Functions(vec![5, 6].into()),
        );
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(16), *b"one <<two>> three");
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

    #[test]
    fn both_parts_are_sound_and_every_function_is_in_one() {
        let whole = module(&FUNCTIONS);
        let parts = RULE.split(&whole).unwrap();
        for part in [&whole, &parts.first, &parts.apart] {
            Validator::new().validate_all(part).unwrap();
        }
        let apart = Parsed::of(&parts.apart).unwrap();
        let names: Vec<&str> = apart.names.values().map(String::as_str).collect();
        assert_eq!(
            names,
            ["app::view::open", "app::helper", "app::view::draw"],
            "those of the view, and what only they call"
        );
        assert_eq!(
            apart.imported, 2,
            "the function of the page and the shared one"
        );
        // `draw` where it always stood, and a new place for the entry.
        assert_eq!(apart.slots, [(1, 4), (3, 2)].into());
        assert_eq!(apart.data, [(20, b"<<two>>".as_slice())]);
        let first = Parsed::of(&parts.first).unwrap();
        assert_eq!(first.slots, [(2, 6)].into());
        assert_eq!(
            first.data,
            [(16, b"one ".as_slice()), (27, b" three".as_slice())]
        );
        let shared: Vec<&str> = first.exports.iter().map(|export| export.0).collect();
        assert_eq!(shared, ["start", "0", "1", "2", "3"]);
        assert_eq!(first.table().unwrap().minimum, 4);
    }

    #[test]
    fn what_moved_is_called_through_the_table() {
        let parts = RULE.split(&module(&FUNCTIONS)).unwrap();
        let first = Parsed::of(&parts.first).unwrap();
        let stub = first.bodies.get(&2).unwrap();
        let operators: Vec<_> = stub
            .get_operators_reader()
            .unwrap()
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert!(
            matches!(
                operators.as_slice(),
                [
                    Operator::I32Const { value: 3 },
                    Operator::CallIndirect {
                        type_index: 0,
                        table_index: 0
                    },
                    Operator::End
                ]
            ),
            "{operators:?}"
        );
    }

    #[test]
    fn a_function_that_the_rest_calls_stays_unless_it_is_an_entry() {
        let mut functions = FUNCTIONS;
        functions[1].1 = &[2, 5];
        let parts = RULE.split(&module(&functions)).unwrap();
        let names = Parsed::of(&parts.apart).unwrap().names;
        assert!(
            !names.values().any(|name| name.ends_with("draw")),
            "{names:?}"
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
