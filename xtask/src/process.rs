//! Running other programs: with a clean environment, readable errors, and output that can be read twice.

use std::ffi::OsStr;
use std::io::{IsTerminal, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// A command without the traces of the `cargo run` that started this program.
///
/// Flags that somebody exported would make cargo compile everything once more, the variables
/// of this package would reach other packages' build scripts, and a toolchain chosen for the
/// outer call would override `rust-toolchain.toml`. Nothing reads from the keyboard.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    const EXACT: [&str; 11] = [
        "CARGO",
        "CARGO_CRATE_NAME",
        "CARGO_PRIMARY_PACKAGE",
        "OUT_DIR",
        "RUSTFLAGS",
        "RUSTDOCFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "RUSTUP_TOOLCHAIN",
        "RUST_RECURSION_COUNT",
    ];
    const PREFIXES: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if EXACT.contains(&&*text) || PREFIXES.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    // Trunk takes NO_COLOR for a truth value and refuses "1".
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    command.stdin(Stdio::null());
    command
}

/// Runs with the terminal's own output.
pub(crate) fn run(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(&command))?;
    succeed(&command, status)
}

/// Runs silently and hands back what was printed; the error carries the rest.
pub(crate) fn output(mut command: Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(&command))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let printed = String::from_utf8_lossy(&output.stdout);
        bail!(
            "{}\n{}{}",
            failed(&command, output.status),
            printed,
            told.trim_end()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs silently with `input` on the standard input, and hands back what was printed.
pub(crate) fn transform(mut command: Command, input: &str) -> Result<String> {
    let (reader, mut writer) = std::io::pipe()?;
    command
        .stdin(reader)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().with_context(|| cannot_start(&command))?;
    let program = command.get_program().to_string_lossy().into_owned();
    // The command keeps the reading end, and with it the pipe, open as long as it lives.
    drop(command);
    let text = input.to_owned();
    // Its own thread, because a child that prints before it has read everything would wait forever.
    let feeding = std::thread::spawn(move || writer.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    // A child that fails early closes the pipe; its own message says more than ours.
    let _ = feeding.join();
    if !output.status.success() {
        // Without its arguments: whole tables may stand among them.
        bail!(
            "{program} failed:\n{}",
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    let told = String::from_utf8_lossy(&output.stderr);
    if !told.trim().is_empty() {
        eprintln!("{}", told.trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs with its output shown at once and kept as well, both streams in their true order.
pub(crate) fn tee(mut command: Command) -> (Result<()>, String) {
    let mut kept = Vec::new();
    let result = tee_into(&mut command, &mut kept);
    (result, String::from_utf8_lossy(&kept).into_owned())
}

fn tee_into(command: &mut Command, kept: &mut Vec<u8>) -> Result<()> {
    let terminal = std::io::stdout().is_terminal();
    command.env(
        "CARGO_TERM_COLOR",
        if terminal { "always" } else { "never" },
    );
    let (mut reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    // Otherwise the command's own copies of the writing end would keep the pipe open.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(length @ 1..) = reader.read(&mut buffer) {
            let chunk = buffer.get(..length).unwrap_or_default().to_vec();
            if sender.send(chunk).is_err() {
                break;
            }
        }
    });
    let mut screen = std::io::stdout();
    loop {
        match receiver.recv_timeout(Duration::from_millis(250)) {
            Ok(chunk) => {
                screen.write_all(&chunk)?;
                screen.flush()?;
                kept.extend(chunk);
            }
            // A browser that outlives its test holds the pipe; it must not hold us.
            Err(RecvTimeoutError::Timeout) if child.try_wait()?.is_none() => {}
            Err(_) => break,
        }
    }
    let status = child.wait()?;
    succeed(command, status)
}

/// Whether it runs and prints `version`.
pub(crate) fn answers(program: impl AsRef<OsStr>, version: &str) -> bool {
    let mut asking = command(program);
    asking.arg("--version");
    output(asking).is_ok_and(|told| {
        told.split_whitespace()
            .any(|word| word.trim_start_matches('v') == version)
    })
}

/// The first program of that name on PATH.
pub(crate) fn on_path(name: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn succeed(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("{}", failed(command, status))
}

fn failed(command: &Command, status: ExitStatus) -> String {
    format!("`{}` failed ({status})", describe(command))
}

fn cannot_start(command: &Command) -> String {
    format!(
        "`{}` cannot be started",
        command.get_program().to_string_lossy()
    )
}

/// The command as a person would type it.
pub(crate) fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{command, output, tee, transform};

    #[test]
    fn both_streams_are_kept_in_order() {
        let mut shell = command("sh");
        shell.args(["-c", "echo one; echo two >&2; echo three"]);
        let (result, kept) = tee(shell);
        assert!(result.is_ok());
        assert_eq!(kept, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_process_left_behind_does_not_hold_the_run() {
        let mut shell = command("sh");
        shell.args(["-c", "sleep 20 & echo done"]);
        let start = std::time::Instant::now();
        let (result, kept) = tee(shell);
        assert!(result.is_ok() && kept == "done\n");
        assert!(start.elapsed().as_secs() < 10);
    }

    #[test]
    fn a_failure_names_the_command_and_what_it_said() {
        let mut shell = command("sh");
        shell.args(["-c", "echo why >&2; exit 3"]);
        let told = output(shell).unwrap_err().to_string();
        assert!(told.contains("exit 3") && told.contains("why"), "{told}");
    }

    #[test]
    fn input_reaches_the_filter() {
        assert_eq!(transform(command("cat"), "as it was").unwrap(), "as it was");
    }
}
