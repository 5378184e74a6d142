//! `cargo xtask serve`: the reference server in the foreground, built first. What its options mean is its
//! own business. Read [`serve`].

use std::ffi::OsString;
use std::process::{Command, ExitCode, Stdio};

use crate::placeholders::unusable_packages;
use crate::stop::Stop;
use crate::workspace::Workspace;

/// Gives the terminal to the server. Its exit code is the answer.
pub(crate) fn serve(workspace: &Workspace, arguments: &[OsString]) -> Result<ExitCode, Stop> {
    let unusable = unusable_packages(workspace)?;
    if !unusable.is_empty() {
        return Err(Stop::unusable(format!(
            "missing or damaged: {}; run `cargo xtask generate`",
            unusable.join(", ")
        )));
    }
    let mut cargo = workspace.cargo(&["run", "--package", "reference-server"]);
    // Paths among the arguments are those of the person who typed them.
    if let Ok(folder) = std::env::current_dir() {
        cargo.current_dir(folder);
    }
    cargo
        .arg("--manifest-path")
        .arg(workspace.path("Cargo.toml"));
    cargo.arg("--").args(arguments).stdin(Stdio::inherit());
    become_process(&mut cargo)
}

/// Puts another program in the place of this one, so that signals reach it and nothing stands between.
#[cfg(unix)]
fn become_process(command: &mut Command) -> Result<ExitCode, Stop> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Stop::unusable(format!("cannot run cargo: {error}")))
}

#[cfg(not(unix))]
fn become_process(command: &mut Command) -> Result<ExitCode, Stop> {
    let status = command
        .status()
        .map_err(|error| Stop::unusable(format!("cannot run cargo: {error}")))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}
