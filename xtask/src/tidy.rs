//! `cargo xtask tidy`: what neither rustc nor clippy can see. The arrows between crates, the sizes of
//! files, words that must not appear, registries in Markdown. Every finding has a place and a remedy.
//! Read [`Finding`]; each kind of check is a file below `tidy/`.

mod code;
mod documents;
mod forbidden;
mod generated;
mod layers;
mod sizes;
mod sources;
mod templates;

use std::fmt;
use std::process::ExitCode;

use crate::placeholders::{StandIn, with_loadable_workspace};
use crate::progress::say;
use crate::stop::Stop;
use crate::suites::{Outcome, Settings};
use crate::workspace::Workspace;

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Error,
    Warning,
}

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    level: Level,
    /// From the root, with forward slashes.
    file: String,
    /// From 1.
    line: usize,
    message: String,
    help: String,
}

impl Finding {
    fn error(file: &str, line: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            level: Level::Error,
            file: file.to_owned(),
            line,
            message: message.into(),
            help: help.into(),
        }
    }

    fn warning(
        file: &str,
        line: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(file, line, message, help)
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            level,
            file,
            line,
            message,
            help,
        } = self;
        let level = match level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        write!(
            formatter,
            "{file}:{line}: {level}: {message}\n  help: {help}"
        )
    }
}

/// Prints every finding; exit code 1 when one is an error.
pub(crate) fn tidy(workspace: &Workspace) -> Result<ExitCode, Stop> {
    let findings = findings(workspace)?;
    for finding in &findings {
        say(finding);
    }
    let errors = findings
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .count();
    say(format!(
        "{errors} errors, {} warnings",
        findings.len() - errors
    ));
    Ok(ExitCode::from(u8::from(errors > 0)))
}

/// The same as a suite of `test`: only errors count, and only they are shown.
pub(crate) fn suite(settings: &Settings) -> Result<Outcome, Stop> {
    let findings = findings(&settings.workspace)?;
    let errors = findings
        .iter()
        .filter(|finding| finding.level == Level::Error);
    let lines: Vec<String> = errors.map(Finding::to_string).collect();
    Ok(if lines.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Failed(lines.join("\n"))
    })
}

/// Everything there is to mend, sorted by file and line.
fn findings(workspace: &Workspace) -> Result<Vec<Finding>, Stop> {
    let (metadata, lock_is_current) =
        with_loadable_workspace(workspace, StandIn::ForUnusable, || {
            Ok((workspace.metadata()?, lock_is_current(workspace)?))
        })?;
    let rules = layers::Rules::load(workspace)?;
    let sources = sources::sources(workspace)?;
    let packages = layers::packages(workspace, &metadata);

    let mut findings = layers::check(&rules, &packages);
    findings.extend(documents::check(workspace, &sources, &packages));
    for source in &sources {
        findings.extend(sizes::check(source));
        findings.extend(code::check(source));
        findings.extend(templates::check(source));
        findings.extend(generated::check(source));
        findings.extend(forbidden::check(source, &rules.forbidden));
        findings.extend(sources::check_paths(source, &private_places(workspace)));
    }
    if !lock_is_current && crate::placeholders::unusable_packages(workspace)?.is_empty() {
        findings.push(Finding::error(
            "Cargo.lock",
            1,
            "does not agree with the manifests",
            "run `cargo check` and commit the lock file",
        ));
    }
    findings.sort_by(|a, b| {
        (a.level, &a.file, a.line, &a.message).cmp(&(b.level, &b.file, b.line, &b.message))
    });
    Ok(findings)
}

/// Whether the lock file needs no change; resolving alone needs no network then.
fn lock_is_current(workspace: &Workspace) -> Result<bool, Stop> {
    let arguments = ["update", "--workspace", "--locked", "--offline", "--quiet"];
    let output = workspace.cargo(&arguments).output();
    let output = output.map_err(|error| Stop::unusable(format!("cannot run cargo: {error}")))?;
    Ok(output.status.success())
}

/// Folders of this machine that have no business in a file that others read.
fn private_places(workspace: &Workspace) -> Vec<String> {
    let home = std::env::home_dir().unwrap_or_default();
    let folders = [workspace.root(), home.as_path()];
    // A short one, `/` say, would be found in every path.
    let telling = folders
        .into_iter()
        .filter(|folder| folder.as_os_str().len() > 4);
    telling
        .map(|folder| format!("{}/", folder.display()))
        .collect()
}
