//! The widget in real browsers, embedded in pages of another origin, driven as a person would.
//!
//! `cargo xtask test` builds `dist/` and calls this with the tools that it keeps; by hand:
//! `CW_ENGINE=firefox cargo test --test browser -- typing`. Variables, all optional: `CW_ENGINE` (chromium,
//! firefox, webkit; all), `CW_DIST` (`dist`), `CW_AXE` (`axe.min.js`), `CW_CHROMEDRIVER`, `CW_GECKODRIVER`,
//! `CW_WEBKITDRIVER` (found on `PATH`), `CW_PACKAGES` (`target/packages/projects/pages`). With `CW_BENCH` it times keys
//! instead, as `cargo xtask bench` does; with `CW_WORDPRESS`, the zip of the plugin, it tries that in a `WordPress` of its
//! own instead.
//!
//! One file a behaviour, one fixture page a situation; a test is a sentence. What is missing on this machine
//! fails, and is never skipped.

use std::{env, path::PathBuf, process::ExitCode, sync::Arc};

use libtest_mimic::{Arguments, Failed, Trial};

mod accessibility;
mod apart;
mod attributes;
mod builder;
mod carried;
mod compare;
mod crowd;
mod embedding;
mod events;
mod fallback;
mod fee;
mod foreign;
mod frame;
mod harness;
mod hostility;
mod keystroke;
mod languages;
mod links;
mod loading;
mod looks;
mod mistakes;
mod navigation;
mod numbers;
mod options;
mod packages;
mod plan;
mod presets;
mod resets;
mod returns;
mod scenario;
mod share;
mod site;
mod speed;
mod split_test;
mod strangers;
mod tabs;
mod trade_off;
mod travel;
mod typing;
mod value;
mod versions;
mod wordpress;

use harness::{Behaviour, Outcome, Stage, engines, server::Site};

fn main() -> ExitCode {
    match play_all() {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn play_all() -> Outcome<ExitCode> {
    let mut arguments = Arguments::from_args();
    // One browser, one window, one focus.
    arguments.test_threads = Some(1);
    let dist = env::var_os("CW_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
    let stage = Arc::new(Stage::new(Site::open(&dist)?));
    let behaviours = if env::var_os("CW_BENCH").is_some() {
        keystroke::behaviours
    } else if env::var_os("CW_WORDPRESS").is_some() {
        wordpress::behaviours
    } else {
        behaviours
    };
    let mut trials = Vec::new();
    for engine in engines::wanted()? {
        for behaviour in behaviours() {
            if behaviour.engines.contains(&engine) {
                trials.push(trial(&stage, engine, &behaviour));
            }
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    stage.close();
    wordpress::close();
    Ok(conclusion.exit_code())
}

fn trial(stage: &Arc<Stage>, engine: engines::Engine, behaviour: &Behaviour) -> Trial {
    let file = behaviour.file.rsplit("::").next().unwrap_or_default();
    let stage = Arc::clone(stage);
    let play = behaviour.play;
    Trial::test(
        format!("{engine}::{file}::{}", behaviour.sentence),
        move || stage.play(engine, play).map_err(Failed::from),
    )
}

fn behaviours() -> Vec<Behaviour> {
    [
        embedding::behaviours(),
        typing::behaviours(),
        numbers::behaviours(),
        mistakes::behaviours(),
        attributes::behaviours(),
        scenario::behaviours(),
        hostility::behaviours(),
        events::behaviours(),
        options::behaviours(),
        plan::behaviours(),
        returns::behaviours(),
        tabs::behaviours(),
        languages::behaviours(),
        travel::behaviours(),
        loading::behaviours(),
        fallback::behaviours(),
        looks::behaviours(),
        accessibility::behaviours(),
        speed::behaviours(),
        split_test::behaviours(),
        value::behaviours(),
        fee::behaviours(),
        apart::behaviours(),
        carried::behaviours(),
        trade_off::behaviours(),
        compare::behaviours(),
        frame::behaviours(),
        share::behaviours(),
        site::behaviours(),
        presets::behaviours(),
        builder::behaviours(),
        links::behaviours(),
        versions::behaviours(),
        packages::behaviours(),
        crowd::behaviours(),
        foreign::behaviours(),
        resets::behaviours(),
        navigation::behaviours(),
        strangers::behaviours(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
