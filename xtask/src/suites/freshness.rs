//! Whether what is checked in equals what the sources give. `oas` compares; nothing is written.

use std::ffi::OsString;

use super::{Outcome, Settings, all_succeed};
use crate::oas::Oas;
use crate::stop::Stop;

/// Everything under `generated/`.
pub(super) fn outputs(settings: &Settings) -> Result<Outcome, Stop> {
    check(settings, "generate")
}

/// The pages of rules and the JSON Schemas, which can also be written alone.
pub(crate) fn documentation(settings: &Settings) -> Result<Outcome, Stop> {
    check(settings, "docs")
}

fn check(settings: &Settings, command: &str) -> Result<Outcome, Stop> {
    let oas = Oas::build(&settings.workspace)?;
    let mut process = oas.command(command, &[OsString::from("--check")]);
    process.current_dir(settings.workspace.root());
    all_succeed([process])
}
