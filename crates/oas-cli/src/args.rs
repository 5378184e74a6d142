//! The command line: [`Arguments`]. Words and options are fixed; scripts rely on them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// OpenAPI documents to findings, bundles, Rust servers, TypeScript clients and documentation.
#[derive(Debug, Parser)]
#[command(
    name = "oas",
    version = concat!(env!("CARGO_PKG_VERSION"), " (OpenAPI 3.0, 3.1, 3.2)"),
    max_term_width = 100,
    infer_subcommands = false,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The configuration; without it, the `contract.toml` or `spec/contract.toml` at or above the
    /// current directory
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The directory that references must not leave; without it, the configuration's, or the one
    /// with `.git`, or the document's own
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// A local copy of a remote document that references name, or of everything below a URL where
    /// both end with `/`; the path is from the current directory
    #[arg(long, global = true, value_name = "URL=PATH")]
    pub(crate) vendored: Vec<String>,
    /// Another limit on what is read: `bytes`, `depth`, `nodes`, `expanded-nodes` or `errors`
    #[arg(long = "limit", global = true, value_name = "NAME=VALUE")]
    pub(crate) limits: Vec<String>,
    /// When to colour what is written
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Colour,
    /// Say nothing but findings
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// How many threads to use; one is used for now, and the output is the same for any number
    #[arg(long, global = true, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint, then write every target of the configuration
    Generate(Generate),
    /// Findings for documents
    Lint(Lint),
    /// The page of a rule or diagnostic
    Explain(Explain),
    /// One self-contained document
    ///
    /// What stands in other files is written into components, or in place where the specification
    /// has no reference. A document with a reference that leads nowhere, or a file that cannot be
    /// read, has no bundle. Other errors, as an unknown field or a value of the wrong type, are
    /// copied and reported, and the exit code is 1.
    Bundle(Bundle),
    /// What is in a document
    ///
    /// Counts, the features of OpenAPI that the document uses, and what generation cannot express.
    /// `oas docs --out DIR` writes the page `features.md`, which says of each feature when a
    /// document has it, and the JSON Schema of the report, `schemas/inspect.schema.json`.
    Inspect(Inspect),
    /// Canonical key order and layout of documents, comments kept
    Fmt(Fmt),
    /// Pages of rules and diagnostics, and the JSON Schemas of configuration and reports
    Docs(Docs),
    /// Completions for a shell
    Completions(Completions),
    /// Words that are fixed, for what is still to be built.
    #[command(external_subcommand)]
    Planned(Vec<String>),
}

impl Command {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Generate(_) => "generate",
            Self::Lint(_) => "lint",
            Self::Explain(_) => "explain",
            Self::Bundle(_) => "bundle",
            Self::Inspect(_) => "inspect",
            Self::Fmt(_) => "fmt",
            Self::Docs(_) => "docs",
            Self::Completions(_) => "completions",
            Self::Planned(_) => "",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Write nothing; fail when anything is stale
    #[arg(long)]
    pub(crate) check: bool,
    /// Only these targets of the configuration
    #[arg(long, value_name = "TARGET", value_delimiter = ',')]
    pub(crate) only: Vec<Target>,
    /// Generate from this document alone, without a configuration
    #[arg(long, value_name = "FILE", requires_all = ["target", "out"], conflicts_with = "only")]
    pub(crate) input: Option<PathBuf>,
    /// What to generate from `--input`
    #[arg(long, value_name = "TARGET", requires = "input")]
    pub(crate) target: Option<Target>,
    /// Where to write what is generated from `--input`
    #[arg(long, value_name = "DIR", requires = "input")]
    pub(crate) out: Option<PathBuf>,
    /// Only operations for this audience
    #[arg(long, value_name = "AUDIENCE", requires = "input")]
    pub(crate) audience: Option<String>,
    /// Only these operations, by operation id
    #[arg(long, value_name = "LIST", value_delimiter = ',', requires = "input")]
    pub(crate) operations: Vec<String>,
    /// Name of the package; without it, the document's file name
    #[arg(long, value_name = "NAME", requires = "input")]
    pub(crate) name: Option<String>,
    /// How Rust output reaches its runtime: `vendor`, `path:DIR` or `version:REQ`
    #[arg(
        long,
        value_name = "RUNTIME",
        requires = "input",
        default_value = "vendor"
    )]
    pub(crate) runtime: String,
    #[command(flatten)]
    pub(crate) report: Report,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Target {
    Openapi,
    Rust,
    Typescript,
    Docs,
}

/// How findings are written and what they do to the exit code.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "pretty",
          value_parser = ["pretty", "json", "sarif", "junit", "github"])]
    pub(crate) format: String,
    /// The lowest level that fails
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) fail_on: LevelWord,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelWord {
    Error,
    Warning,
    Info,
}

impl From<LevelWord> for oas_diagnostics::Level {
    fn from(word: LevelWord) -> Self {
        match word {
            LevelWord::Error => Self::Error,
            LevelWord::Warning => Self::Warning,
            LevelWord::Info => Self::Info,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// Documents, glob patterns, or `-` for standard input; without any, those of the configuration
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Rules, options and ignores from this file instead of the configuration's `[lint]`
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) report: Report,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Name of a rule or diagnostic, or part of it; without it, the list of all
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Bundle {
    /// The document, or `-` for standard input; without it, the one that the overlay extends
    #[arg(value_name = "FILE", required_unless_present = "overlay")]
    pub(crate) file: Option<String>,
    /// An Overlay document to apply before bundling; several are applied in this order
    #[arg(long, value_name = "OVERLAY")]
    pub(crate) overlay: Vec<PathBuf>,
    /// The version to write; without it, the document's own
    #[arg(long, value_name = "VERSION", value_parser = ["3.0", "3.1", "3.2"])]
    pub(crate) openapi: Option<String>,
    /// Only what is for this audience
    #[arg(long, value_name = "AUDIENCE")]
    pub(crate) audience: Option<String>,
    /// The language to write; without it, the one that OUT's name says, or the document's own
    #[arg(long, value_name = "FORMAT", value_parser = ["json", "yaml"])]
    pub(crate) format: Option<String>,
    /// Where to write; without it, standard output
    #[arg(long, short, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The document, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "pretty", value_parser = ["pretty", "json"])]
    pub(crate) format: String,
}

#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// Files, glob patterns, or `-` for standard input to standard output; without any, every file
    /// of every document of the configuration
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Write nothing; list the files that would change, and fail when there are any
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// Where to write; without it, the configuration's `[targets.docs]`
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write nothing; fail when anything is stale
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
