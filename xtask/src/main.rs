//! `cargo xtask <command>`: the entry point inside this repository.
//!
//! Commands that make sense for any document are handed to the `oas` binary, run as a process; what
//! remains is about this repository: its tests, its layering, its build. Read [`Command`] first.

mod bench;
mod ci;
mod oas;
mod placeholders;
mod progress;
mod serve;
mod stop;
mod suites;
mod tidy;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::oas::Oas;
use crate::stop::Stop;
use crate::suites::{Require, Settings};
use crate::workspace::Workspace;

/// Builds, checks and tests this repository.
///
/// Without a path, commands on documents use `spec/contract.toml`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lint, then write everything that is made from the contracts; `--check` only compares
    Generate(Forwarded),
    /// Findings for documents
    Lint(Forwarded),
    /// The page of a rule, check or diagnostic
    Explain(Forwarded),
    /// Breaking changes between two versions
    Breaking(Forwarded),
    /// Every change between two versions, for readers
    Changelog(Forwarded),
    /// One self-contained document
    Bundle(Forwarded),
    /// What is in a document
    Inspect(Forwarded),
    /// Canonical layout of documents
    Fmt(Forwarded),
    /// The documentation site
    Docs(Forwarded),
    /// A server that answers with examples
    Mock(Forwarded),
    /// Drive a running server and judge it
    Conform(Forwarded),
    /// Scaffold a domain, operation, rule, check or template
    New(Forwarded),
    /// The language server
    Lsp(Forwarded),
    /// Shell completions of `oas`
    Completions(Forwarded),
    /// The reference server, with Swagger UI at /docs/
    Serve(Forwarded),
    /// Everything a contributor must see green
    Test(TestArguments),
    /// The benchmarks, side by side with the peers that are installed
    Bench(BenchArguments),
    /// Layering, sizes, registries, links
    Tidy,
    /// What CI runs: format, clippy, rustdoc and everything of `test`
    Ci(TestArguments),
}

/// Arguments for another program; `--help` shows them.
#[derive(Args, Debug)]
#[command(disable_help_flag = true)]
struct Forwarded {
    /// Options and paths that it takes.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENTS"
    )]
    arguments: Vec<OsString>,
}

#[derive(Args, Debug)]
struct TestArguments {
    /// Also read every document that DIR/index.json lists
    #[arg(long, value_name = "DIR")]
    corpus: Option<std::path::PathBuf>,
    /// Count a skipped suite as a failure
    #[arg(long, value_name = "WHAT")]
    require: Option<Require>,
}

#[derive(Args, Debug)]
struct BenchArguments {
    /// Which of them: startup, inspect, lint, lint-many, bundle, growth
    names: Vec<String>,
    /// The folder with the documents
    #[arg(long, value_name = "DIR")]
    corpus: Option<std::path::PathBuf>,
    /// How often our own commands run
    #[arg(long, value_name = "N", default_value_t = 20)]
    runs: u32,
}

impl TestArguments {
    fn settings(self, workspace: Workspace) -> Settings {
        Settings::new(workspace, self.corpus, self.require)
    }
}

fn main() -> ExitCode {
    // Clap's own code for wrong usage is 2, which is what the command line promises.
    let command_line = CommandLine::parse();
    match run(command_line.command) {
        Ok(exit_code) => exit_code,
        Err(stop) => {
            eprintln!("error: {stop}");
            Stop::exit_code()
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Stop> {
    let workspace = Workspace::current()?;
    let (name, forwarded) = match command {
        Command::Test(arguments) => return Ok(suites::test(&arguments.settings(workspace))),
        Command::Ci(arguments) => return Ok(ci::ci(&arguments.settings(workspace))),
        Command::Bench(arguments) => {
            return bench::bench(&bench::Settings {
                workspace,
                names: arguments.names,
                corpus: arguments.corpus,
                runs: arguments.runs,
            });
        }
        Command::Tidy => return tidy::tidy(&workspace),
        Command::Serve(arguments) => return serve::serve(&workspace, &arguments.arguments),
        Command::Generate(arguments) => ("generate", arguments),
        Command::Lint(arguments) => ("lint", arguments),
        Command::Explain(arguments) => ("explain", arguments),
        Command::Breaking(arguments) => ("breaking", arguments),
        Command::Changelog(arguments) => ("changelog", arguments),
        Command::Bundle(arguments) => ("bundle", arguments),
        Command::Inspect(arguments) => ("inspect", arguments),
        Command::Fmt(arguments) => ("fmt", arguments),
        Command::Docs(arguments) => ("docs", arguments),
        Command::Mock(arguments) => ("mock", arguments),
        Command::Conform(arguments) => ("conform", arguments),
        Command::New(arguments) => ("new", arguments),
        Command::Lsp(arguments) => ("lsp", arguments),
        Command::Completions(arguments) => ("completions", arguments),
    };
    Oas::build(&workspace)?.forward(name, &forwarded.arguments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn options_of_oas_pass_through_untouched() {
        let parsed =
            CommandLine::try_parse_from(["xtask", "generate", "--check", "--only", "rust"]);
        let Ok(CommandLine {
            command: Command::Generate(forwarded),
        }) = parsed
        else {
            panic!("{parsed:?}");
        };
        assert_eq!(forwarded.arguments, ["--check", "--only", "rust"]);
    }

    #[test]
    fn help_of_a_forwarded_command_is_left_to_oas() {
        let parsed = CommandLine::try_parse_from(["xtask", "lint", "--help"]);
        let Ok(CommandLine {
            command: Command::Lint(forwarded),
        }) = parsed
        else {
            panic!("{parsed:?}");
        };
        assert_eq!(forwarded.arguments, ["--help"]);
    }
}
