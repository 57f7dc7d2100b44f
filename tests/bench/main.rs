//! What the dearest models cost where a reader waits for them: compiled for WebAssembly as the widget
//! is, timed in Node, held against a limit. `cargo xtask bench` runs it; natively it is empty.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench fails by panicking; clippy.toml's exceptions reach only #[test]"
)]

use core::hint::black_box;

use conversion_widget::model::contest::{Scaled, contest};
use conversion_widget::model::posterior::Beta;
use conversion_widget::model::quantity::{
    AnnualRate, Count, Evidence, Level, Months, QuantityError, Sample,
};
use conversion_widget::model::retention::{Fit, Survival};
use conversion_widget::model::sample_size::{Design, detectable_effect, per_variant};
use conversion_widget::model::split_test::{conversions_needed, pocock_level};
use conversion_widget::model::two_proportion::fisher_p;
use conversion_widget::model::value::{Repeats, Terms, sensitivity};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Milliseconds of the clock that has fractions of them.
fn now() -> Result<f64, JsValue> {
    let clock = Reflect::get(&js_sys::global(), &"performance".into())?;
    let reading: Function = Reflect::get(&clock, &"now".into())?.dyn_into()?;
    Ok(reading.call0(&clock)?.as_f64().unwrap_or(f64::NAN))
}

/// How many times each work is timed; the median counts, because the machine does other things too.
const ROUNDS: usize = 101;

/// Prints the median time of `work` and says whether it is within `limit` milliseconds.
fn within(what: &str, limit: f64, mut work: impl FnMut()) -> Result<bool, JsValue> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = now()?;
        work();
        times.push(now()? - start);
    }
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[ROUNDS / 2], times[ROUNDS - 1]);
    let fine = median <= limit;
    let verdict = if fine { "" } else { "  TOO SLOW" };
    console_log!("{what:<34} {median:>8.3} {slowest:>8.3} {limit:>8.1}{verdict}");
    Ok(fine)
}

/// Creators of unlike sizes, with rates around two per cent that overlap.
fn creators(number: u16) -> Result<Vec<Scaled>, QuantityError> {
    (0..number)
        .map(|place| {
            let viewers = 500.0 * f64::from(1 + place % 37) * f64::from(1 + place % 11);
            let conversions = (viewers * (0.015 + 0.0001 * f64::from(place % 101))).floor();
            let evidence = Evidence::new(conversions, viewers)?;
            Ok(Scaled::rate(Beta::of(0.02, 200.0, evidence)?))
        })
        .collect()
}

/// Creators all of whose viewers converted, each at a price of its own: their upper ends lie one
/// below the other.
fn converted(number: u16, b: f64) -> Result<Vec<Scaled>, QuantityError> {
    (0..number)
        .map(|place| {
            let viewers = 10.0 + f64::from(place % 37);
            Ok(Scaled {
                rate: Beta::new(viewers, b)?,
                scale: 1.0 - 0.001 * f64::from(place),
            })
        })
        .collect()
}

fn sample(part: f64, whole: f64) -> Result<Sample, QuantityError> {
    Sample::new(Count::new(part)?, Count::new(whole)?)
}

#[wasm_bindgen_test]
fn models_answer_within_their_limits() {
    let usual = Design {
        alpha: 0.05,
        power: 0.8,
        two_sided: true,
    };
    let (twenty, all) = (creators(20).unwrap(), creators(200).unwrap());
    let ends = converted(200, 1e-3).unwrap();
    let (few, many) = (sample(4.0, 1e12).unwrap(), sample(12.0, 1e12).unwrap());
    let (control, variant) = (sample(300.0, 1e4).unwrap(), sample(310.0, 1e4).unwrap());
    // Fader and Hardie 2007, "High End", twelve years.
    let shares = [
        0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491, 0.468, 0.445, 0.427, 0.409, 0.394,
    ];
    let fit = Fit::new(&shares, Some(1_000.0)).unwrap();
    let level = Level::new(0.95).unwrap();
    let repeats = Repeats::new(Survival::fitted(&fit), Months::new(1.0).unwrap()).unwrap();
    let (horizon, discount) = (Months::new(36.0).unwrap(), AnnualRate::new(0.1).unwrap());
    let terms = Terms {
        order_value: 40.0,
        repeat_order_value: None,
        gross_margin: 0.6,
        refund_rate: 0.02,
        service_per_order: 3.0,
        acquisition_cost: Some(90.0),
    };
    console_log!(
        "{:<34} {:>8} {:>8} {:>8}",
        "milliseconds",
        "median",
        "slowest",
        "limit"
    );
    let fine = [
        within("contest, 20 entries", 2.0, || {
            black_box(contest(black_box(&twenty)));
        }),
        within("contest, 200 entries", 30.0, || {
            black_box(contest(black_box(&all)));
        }),
        within("contest, 200 that all converted", 30.0, || {
            black_box(contest(black_box(&ends)));
        }),
        within("Pocock's level, 10 looks", 2.0, || {
            black_box(pocock_level(black_box(10), 0.05));
        }),
        within("Pocock's level, 100 looks", 100.0, || {
            black_box(pocock_level(black_box(100), 0.05));
        }),
        within("sample size and its inverse", 0.2, || {
            let readers = per_variant(black_box(0.02), 0.022, usual).unwrap_or_default();
            black_box(detectable_effect(0.02, readers, usual));
        }),
        within("Fisher's exact test, 10¹² readers", 0.2, || {
            black_box(fisher_p(black_box(few), many));
        }),
        within("conversions short of a verdict", 1.0, || {
            black_box(conversions_needed(control, black_box(variant), 0.05));
        }),
        within("retention fit, 12 periods", 0.2, || {
            let _ = black_box(Fit::new(black_box(&shares), Some(1_000.0)));
        }),
        within("band of a fit, 12 periods", 2.0, || {
            let region = black_box(&fit).region(level);
            black_box(region.map(|region| region.bands(0.99, 35)));
        }),
        within("value without horizon", 0.2, || {
            black_box(black_box(&repeats).beyond(0, 0.99));
        }),
        within("tornado, 36 months", 1.0, || {
            black_box(sensitivity(black_box(&terms), &repeats, horizon, discount));
        }),
    ];
    assert!(
        fine.iter().all(|one| *one == Ok(true)),
        "a limit is missed: see the table"
    );
}
