//! The `oas` command: arguments, colours and exit codes around the stages of the toolchain.
//!
//! This is the only crate of the toolchain that decides on input and output. Each command is a
//! file under `commands`; [`exit`] has what a run may end with. Read [`args`] first.

mod args;
mod commands;
mod config;
mod exit;
mod output;
mod project;

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};
use exit::Exit;
use output::Output;

/// Reading a document is many small allocations; this allocator takes a fifth off every command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return Exit::from_clap(&error).code(),
    };
    panic::set_hook(Box::new(|_| {}));
    let command = arguments.command.name();
    let run = AssertUnwindSafe(|| run(arguments));
    match panic::catch_unwind(run) {
        Ok(exit) => exit.code(),
        Err(payload) => exit::internal_failure(command, payload.as_ref()).code(),
    }
}

fn run(arguments: Arguments) -> Exit {
    let mut output = Output::new(&arguments.global);
    let global = arguments.global;
    let result = match arguments.command {
        Command::Generate(command) => commands::generate::run(&global, &command, &mut output),
        Command::Lint(command) => commands::lint::run(&global, &command, &mut output),
        Command::Explain(command) => commands::explain::run(&command, &mut output),
        Command::Bundle(command) => commands::bundle::run(&global, &command, &mut output),
        Command::Fmt(command) => commands::fmt::run(&global, &command, &mut output),
        Command::Inspect(command) => commands::inspect::run(&global, &command, &mut output),
        Command::Docs(command) => commands::docs::run(&global, &command, &mut output),
        Command::Completions(command) => commands::completions::run(&command, &mut output),
        Command::Planned(words) => commands::planned::run(&words),
    };
    output.finish(result)
}
