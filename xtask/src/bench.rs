//! What a reader waits for: the dearest models in WebAssembly, a key in a field, a step of a slider.

use anyhow::{Result, bail};

use crate::browsers::{self, Engine};
use crate::cargo::{Flags, WASM};
use crate::check::{passed, step};
use crate::project::Project;
use crate::release::Order;
use crate::tools::{Group, Tools};
use crate::{counts, process, release, system};

/// Times them on what is shipped, prints a table of each, and fails beyond a limit.
pub(crate) fn run(project: &Project) -> Result<()> {
    let tools = Tools::locate(project)?;
    tools.install(project, Group::Test)?;
    system::install(&[Engine::Chromium], "the timings")?;
    let flags = Flags::of(project)?;
    let cargo = |arguments: &[&str]| {
        let mut command = process::command("cargo");
        command.current_dir(&project.root).args(arguments);
        flags.apply(&mut command);
        command
    };

    // The release profile of the widget: made small, not fast.
    let mut models = cargo(&["test", "--release", "--target", WASM, "--test", "bench"]);
    models.args(["--", "--nocapture"]).env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        tools.wasm_test_runner(),
    );
    let transcript = step("models in WebAssembly", models)?;
    // The runner takes a program without any test for a success.
    if counts::read(&transcript).passed == 0 {
        bail!("no model was timed");
    }

    release::build(project, &Order::quiet()?)?;
    let mut keys = cargo(&["test", "--test", "browser", "--"]);
    browsers::equip(&mut keys, Engine::Chromium, &project.dist(), &tools)?;
    keys.env("CW_BENCH", "1");
    if passed(&step("keys and sliders", keys)?)?.passed != 2 {
        bail!("keys or sliders were not timed");
    }
    Ok(())
}
