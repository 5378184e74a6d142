//! `oas completions`: what a shell needs to complete the command line.

use clap::CommandFactory as _;

use crate::args::{Arguments, Completions};
use crate::exit::{Exit, Failure};
use crate::output::Output;

pub(crate) fn run(command: &Completions, output: &mut Output) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "oas", &mut script);
    let script = String::from_utf8(script)
        .map_err(|_| Failure::new("the completions of this shell are no text"))?;
    output.answer(&script);
    Ok(Exit::Success)
}
