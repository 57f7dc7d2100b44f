//! Which number each local variable of a function has.
//!
//! The numbers mean nothing, so they are dealt out such that brotli guesses them: in each function
//! each variable gets the number that usually stands, in the other functions, after the bytes
//! before its uses and between the operations around them. `wasm-opt` gives low numbers to what is
//! used most, which is 1.2 kB dearer. A third of the module's bytes are uses of locals.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use anyhow::Result;
use wasm_encoder::{Encode, Module, RawSection};
use wasmparser::{Operator, Parser, Payload, ValType};

/// How many bytes before a use are looked at, as they are written.
const BEFORE: [usize; 5] = [1, 2, 3, 4, 6];

/// How many bytes before and after it, whatever the numbers of locals in them.
const AROUND: [(usize, usize); 2] = [(4, 4), (8, 8)];

const CONTEXTS: usize = BEFORE.len() + AROUND.len();

/// What each of them counts for.
const WEIGHTS: [f64; CONTEXTS] = [0.05, 0.1, 0.2, 0.3, 0.5, 0.2, 0.4];

/// Every function follows the others, so it takes some rounds until they agree.
const ROUNDS: usize = 5;

/// Functions with more variables than this stay as they are: each variable tries each number.
const MOST: usize = 400;

/// The chance of a number that has not been seen in a context: nothing is impossible.
const UNSEEN: f64 = 0.002;

/// Stands for the number of any local.
const ANY: u16 = 256;

/// The module with other numbers for its local variables.
pub(crate) fn renumber(module: &[u8]) -> Result<Vec<u8>> {
    let mut functions = functions_of(module)?;
    for _ in 0..ROUNDS {
        deal(&mut functions);
    }
    let mut code = Vec::new();
    functions.len().encode(&mut code);
    for function in &functions {
        function.written(|_| {}).encode(&mut code);
    }
    let mut copy = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Some((id, range)) = payload?.as_section() {
            let code_id = wasm_encoder::SectionId::Code as u8;
            let is_code = id == code_id;
            let data = if is_code {
                Some(code.as_slice())
            } else {
                module.get(range)
            };
            copy.section(&RawSection {
                id,
                data: data.unwrap_or_default(),
            });
        }
    }
    Ok(copy.finish())
}

struct Function {
    body: Vec<u8>,
    /// The same without the numbers of locals.
    masked: Vec<u16>,
    /// The types of its parameters, which keep their numbers, and of its locals.
    types: Vec<ValType>,
    parameters: usize,
    /// Where in the body a number of a local stands, and which.
    uses: Vec<(Range<usize>, usize)>,
    /// The new number of each.
    numbers: Vec<usize>,
}

impl Function {
    /// The body with the new numbers; `at_use` sees what is written before each of them.
    fn written(&self, mut at_use: impl FnMut(&[u8])) -> Vec<u8> {
        let mut written = Vec::new();
        let mut done = 0;
        for (place, local) in &self.uses {
            written.extend(self.body.get(done..place.start).unwrap_or_default());
            at_use(&written);
            self.number(*local).encode(&mut written);
            done = place.end;
        }
        written.extend(self.body.get(done..).unwrap_or_default());
        written
    }

    fn number(&self, local: usize) -> usize {
        self.numbers.get(local).copied().unwrap_or_default()
    }

    /// What stands around each use.
    fn contexts(&self) -> Vec<[u64; CONTEXTS]> {
        let mut uses = self.uses.iter();
        let mut contexts = Vec::new();
        self.written(|before| {
            let Some((place, _)) = uses.next() else {
                return;
            };
            let mut own = [0; CONTEXTS];
            let (near, wide) = own.split_at_mut(BEFORE.len());
            for (context, length) in near.iter_mut().zip(BEFORE) {
                *context = hash(before.get(before.len().saturating_sub(length)..));
            }
            for (context, (back, ahead)) in wide.iter_mut().zip(AROUND) {
                let end = (place.end + ahead).min(self.masked.len());
                *context = hash(self.masked.get(place.start.saturating_sub(back)..end));
            }
            contexts.push(own);
        });
        contexts
    }
}

fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn functions_of(module: &[u8]) -> Result<Vec<Function>> {
    let (mut signatures, mut types, mut functions) = (Vec::new(), Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => {
                for signature in section.into_iter_err_on_gc_types() {
                    signatures.push(signature?);
                }
            }
            Payload::FunctionSection(section) => {
                for index in section {
                    types.push(index?);
                }
            }
            Payload::CodeSectionEntry(entry) => {
                let signature = types.get(functions.len());
                let signature =
                    signature.and_then(|index| signatures.get(usize::try_from(*index).ok()?));
                let mut types = signature.map_or(Vec::new(), |known| known.params().to_vec());
                let parameters = types.len();
                for group in entry.get_locals_reader()? {
                    let (count, kind) = group?;
                    types.extend((0..count).map(|_| kind));
                }
                let start = entry.range().start;
                let mut uses = Vec::new();
                let mut operators = entry.get_operators_reader()?;
                while !operators.eof() {
                    let (operator, place) = operators.read_with_offset()?;
                    if let Operator::LocalGet { local_index }
                    | Operator::LocalSet { local_index }
                    | Operator::LocalTee { local_index } = operator
                    {
                        // After the one byte of the operation.
                        let number = place + 1 - start..operators.original_position() - start;
                        uses.push((number, usize::try_from(local_index)?));
                    }
                }
                let body = entry.as_bytes().to_vec();
                let mut masked: Vec<u16> = body.iter().map(|&byte| byte.into()).collect();
                for (place, _) in &uses {
                    if let Some(number) = masked.get_mut(place.clone()) {
                        number.fill(ANY);
                    }
                }
                functions.push(Function {
                    masked,
                    numbers: (0..types.len()).collect(),
                    body,
                    types,
                    parameters,
                    uses,
                });
            }
            _ => {}
        }
    }
    Ok(functions)
}

/// How often something has stood in a context, and each number.
#[derive(Default)]
struct Seen {
    all: f64,
    numbers: Vec<(usize, f64)>,
}

/// What has stood in each context.
#[derive(Default)]
struct Counts(HashMap<(usize, u64), Seen>);

impl Counts {
    fn add(&mut self, function: &Function, contexts: &[[u64; CONTEXTS]], amount: f64) {
        for ((_, local), own) in function.uses.iter().zip(contexts) {
            let number = function.number(*local);
            for (kind, &context) in own.iter().enumerate() {
                let seen = self.0.entry((kind, context)).or_default();
                seen.all += amount;
                match seen.numbers.iter_mut().find(|(known, _)| *known == number) {
                    Some((_, times)) => *times += amount,
                    None => seen.numbers.push((number, amount)),
                }
            }
        }
    }

    /// Adds to the score of each number by how much better than any other it would be guessed here,
    /// as a logarithm. `chances` is as long, and all zeros before and after.
    fn judge(&self, contexts: &[u64; CONTEXTS], scores: &mut [f64], chances: &mut [f64]) {
        let mut seen_here = Vec::new();
        for ((kind, &context), weight) in contexts.iter().enumerate().zip(WEIGHTS) {
            let Some(seen) = self.0.get(&(kind, context)) else {
                continue;
            };
            for (number, times) in &seen.numbers {
                if let Some(chance) = chances.get_mut(*number) {
                    *chance += weight * times / (seen.all + 0.5);
                    seen_here.push(*number);
                }
            }
        }
        for number in seen_here {
            if let (Some(score), Some(chance)) = (scores.get_mut(number), chances.get_mut(number)) {
                // A second time it adds nothing.
                *score += (*chance / UNSEEN).ln_1p();
                *chance = 0.0;
            }
        }
    }
}

/// Gives every variable of every function the number that the other functions suggest.
fn deal(functions: &mut [Function]) {
    let contexts: Vec<_> = functions.iter().map(Function::contexts).collect();
    let mut counts = Counts::default();
    for (function, contexts) in functions.iter().zip(&contexts) {
        counts.add(function, contexts, 1.0);
    }
    for (function, contexts) in functions.iter_mut().zip(&contexts) {
        // By the others, not by itself.
        counts.add(function, contexts, -1.0);
        deal_in(function, contexts, &counts);
        counts.add(function, contexts, 1.0);
    }
}

fn deal_in(function: &mut Function, contexts: &[[u64; CONTEXTS]], counts: &Counts) {
    let all = function.types.len();
    if all - function.parameters > MOST {
        return;
    }
    let mut places: Vec<Vec<&[u64; CONTEXTS]>> = vec![Vec::new(); all];
    for ((_, local), own) in function.uses.iter().zip(contexts) {
        if let Some(places) = places.get_mut(*local) {
            places.push(own);
        }
    }
    let mut locals: Vec<usize> = (function.parameters..all).collect();
    // Who is used most chooses first.
    locals.sort_by_key(|&local| std::cmp::Reverse(places.get(local).map_or(0, Vec::len)));
    let mut free: Vec<usize> = (function.parameters..all).collect();
    let mut chances = vec![0.0; all];
    for local in locals {
        let kind = function.types.get(local);
        let mut scores = vec![0.0; all];
        for own in places.get(local).into_iter().flatten() {
            counts.judge(own, &mut scores, &mut chances);
        }
        let mut best: Option<(f64, usize)> = None;
        // Where nothing else tells, the lowest.
        for (at, &number) in free.iter().enumerate() {
            let score = scores.get(number).copied().unwrap_or_default();
            if function.types.get(number) == kind && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, at));
            }
        }
        if let Some((_, at)) = best
            && let Some(slot) = function.numbers.get_mut(local)
        {
            *slot = free.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, Function, FunctionSection, Module, TypeSection, ValType};
    use wasmparser::{Operator, Parser, Payload};

    use super::renumber;

    /// Functions of one parameter and two locals of each of two types, which use these locals.
    fn module(all: &[&[u32]]) -> Vec<u8> {
        let (mut types, mut functions) = (TypeSection::new(), FunctionSection::new());
        types.ty().function([ValType::I32], []);
        let mut code = CodeSection::new();
        for uses in all {
            functions.function(0);
            let mut body = Function::new([(2, ValType::I32), (2, ValType::F64)]);
            for local in *uses {
                body.instructions().local_get(*local).drop();
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.finish()
    }

    fn uses(module: &[u8]) -> Vec<Vec<u32>> {
        let mut all = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::CodeSectionEntry(entry) = payload.unwrap() {
                let mut uses = Vec::new();
                for operator in entry.get_operators_reader().unwrap() {
                    if let Operator::LocalGet { local_index } = operator.unwrap() {
                        uses.push(local_index);
                    }
                }
                all.push(uses);
            }
        }
        all
    }

    #[test]
    fn the_same_code_gets_the_same_numbers() {
        let told = uses(&renumber(&module(&[&[0, 1, 3], &[0, 1, 3], &[0, 2, 4]])).unwrap());
        assert_eq!(told, [[0, 1, 3], [0, 1, 3], [0, 1, 3]]);
    }

    #[test]
    fn parameters_and_types_stay_and_no_two_become_one() {
        let told = self::uses(&renumber(&module(&[&[2, 4, 1, 3, 0], &[4, 3, 2, 1, 0]])).unwrap());
        for uses in told {
            let kind = |local: &u32| (*local > 0, *local > 2);
            let mut kinds: Vec<_> = uses.iter().map(kind).collect();
            kinds.sort_unstable();
            let (floats, whole) = ((true, true), (true, false));
            assert_eq!(kinds, [(false, false), whole, whole, floats, floats]);
            assert_eq!(uses.last(), Some(&0), "the parameter");
            assert!(
                uses.iter()
                    .all(|local| uses.iter().filter(|other| *other == local).count() == 1)
            );
        }
        let first = self::uses(&renumber(&module(&[&[1, 3, 3, 2]])).unwrap());
        assert!(first.iter().flatten().filter(|local| **local > 2).count() == 2);
    }
}
