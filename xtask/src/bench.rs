//! `cargo xtask bench`: this toolchain and its peers on the same documents, in one run.
//!
//! Figures are CPU seconds (user and system) and peak memory, as hyperfine measures them, each
//! with its ratio to ours. Nothing here asserts a time: machines differ, ratios hardly do. Read
//! [`cases`] for what is measured; a peer that is not installed is named and left out.

mod cases;
mod growth;
mod hyperfine;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::oas::Oas;
use crate::progress::say;
use crate::stop::Stop;
use crate::workspace::Workspace;
use cases::Case;
use hyperfine::{Figures, Hyperfine};

/// What is measured, and on what.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) workspace: Workspace,
    /// Names of cases; all where none is named.
    pub(crate) names: Vec<String>,
    /// The folder with the documents, where one was named.
    pub(crate) corpus: Option<PathBuf>,
    /// How often each command runs.
    pub(crate) runs: u32,
}

/// Measures and prints.
pub(crate) fn bench(settings: &Settings) -> Result<ExitCode, Stop> {
    let known: Vec<&str> = cases::NAMES.iter().map(|(name, _)| *name).collect();
    if let Some(wrong) = settings
        .names
        .iter()
        .find(|name| !known.contains(&name.as_str()))
    {
        return Err(Stop::unusable(format!(
            "there is no benchmark `{wrong}`: there are {}",
            known.join(", ")
        )));
    }
    let wanted =
        |name: &str| settings.names.is_empty() || settings.names.iter().any(|one| one == name);
    let hyperfine = Hyperfine::find(&settings.workspace)?;
    let oas = Oas::build(&settings.workspace)?;
    let corpus = corpus(settings);
    for (name, what) in cases::NAMES {
        if !wanted(name) {
            continue;
        }
        say(format_args!("\n{name}: {what}"));
        if name == "growth" {
            growth::measure(&settings.workspace, &oas, &hyperfine, settings.runs)?;
            continue;
        }
        match cases::of(name, &oas, corpus.as_deref()) {
            Ok(cases) => compare(&cases, &hyperfine, settings.runs)?,
            Err(why) => say(format_args!("  left out: {why}")),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder that was named, or the one beside the checkout where it is there.
fn corpus(settings: &Settings) -> Option<PathBuf> {
    let beside = settings.workspace.path("../shared/corpus");
    settings
        .corpus
        .clone()
        .or_else(|| beside.is_dir().then_some(beside))
}

fn compare(cases: &[Case], hyperfine: &Hyperfine, runs: u32) -> Result<(), Stop> {
    let mut ours: Option<Figures> = None;
    for case in cases {
        let Some(program) = &case.program else {
            say(format_args!(
                "  {:14} not installed: {}",
                case.name, case.remedy
            ));
            continue;
        };
        let figures = hyperfine.measure(program, &case.arguments, case.runs(runs))?;
        let ratio = match &ours {
            Some(ours) if ours.cpu_s > 0.0 => format!("{:8.1} x", figures.cpu_s / ours.cpu_s),
            _ => String::new(),
        };
        say(format_args!("  {:14} {figures} {ratio}", case.name));
        if ours.is_none() {
            ours = Some(figures);
        }
    }
    Ok(())
}

/// A path as an argument.
fn argument(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
