//! From a scenario to results, with every figure's derivation as data.

pub mod figure;
pub mod rate;
