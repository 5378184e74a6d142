//! Whether what is checked in equals what the sources give. `oas` compares; nothing is written.

use std::ffi::OsString;

use super::{Outcome, Settings, all_succeed};
use crate::oas::Oas;
use crate::stop::Stop;

/// Everything under `generated/`, and the layout of the contracts.
pub(super) fn outputs(settings: &Settings) -> Result<Outcome, Stop> {
    check(settings, &["generate", "fmt"])
}

/// The pages of rules and the JSON Schemas, which can also be written alone.
pub(crate) fn documentation(settings: &Settings) -> Result<Outcome, Stop> {
    check(settings, &["docs"])
}

fn check(settings: &Settings, commands: &[&str]) -> Result<Outcome, Stop> {
    let oas = Oas::build(&settings.workspace)?;
    let processes = commands.iter().map(|command| {
        let mut process = oas.command(command, &[OsString::from("--check")]);
        process.current_dir(settings.workspace.root());
        process
    });
    all_succeed(processes)
}
