//! The Rust tests: every crate of the workspace, generated ones by themselves, and this program.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Outcome, Settings, all_succeed, needs_generated};
use crate::stop::Stop;
use crate::workspace::Workspace;

/// Every test of every crate, generated ones included.
pub(super) fn workspace(settings: &Settings) -> Result<Outcome, Stop> {
    needs_generated(settings, || {
        all_succeed([deterministic(settings.workspace.cargo(&[
            "test",
            "--workspace",
            "--quiet",
        ]))])
    })
}

/// Generated crates as others use them: by themselves, without the features that tests turn on.
pub(super) fn generated(settings: &Settings) -> Result<Outcome, Stop> {
    needs_generated(settings, || {
        let packages = generated_packages(&settings.workspace)?;
        if packages.is_empty() {
            return Ok(Outcome::NotApplicable);
        }
        let mut cargo = settings.workspace.cargo(&["clippy", "--quiet"]);
        for package in packages {
            cargo.args(["--package", &package]);
        }
        cargo.args(["--", "--deny", "warnings"]);
        all_succeed([cargo])
    })
}

/// The tests of this program.
pub(super) fn xtask(settings: &Settings) -> Result<Outcome, Stop> {
    let arguments = ["test", "--quiet", "--manifest-path", "xtask/Cargo.toml"];
    all_succeed([settings.workspace.cargo(&arguments)])
}

/// The same cases on every run, and no file written beside a snapshot that differs.
fn deterministic(mut cargo: Command) -> Command {
    for (variable, value) in [("INSTA_UPDATE", "no"), ("PROPTEST_RNG_SEED", "1")] {
        if std::env::var_os(variable).is_none() {
            cargo.env(variable, value);
        }
    }
    cargo
}

/// Packages below `generated/`.
fn generated_packages(workspace: &Workspace) -> Result<Vec<String>, Stop> {
    let metadata = workspace.metadata()?;
    let root = workspace.path("generated");
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let generated = packages.filter(|package| {
        let manifest = package["manifest_path"].as_str();
        manifest.is_some_and(|path| Path::new(path).starts_with(&root))
    });
    Ok(generated
        .filter_map(|package| Some(package["name"].as_str()?.to_owned()))
        .collect())
}

impl Workspace {
    /// What Cargo knows about the members of the root workspace, dependencies unresolved.
    pub(crate) fn metadata(&self) -> Result<Value, Stop> {
        let output = self
            .cargo(&["metadata", "--format-version", "1", "--no-deps"])
            .output()
            .map_err(|error| Stop::unusable(format!("cannot run cargo metadata: {error}")))?;
        if !output.status.success() {
            return Err(Stop::unusable(
                String::from_utf8_lossy(&output.stderr).into_owned(),
            ));
        }
        serde_json::from_slice(&output.stdout)
            .map_err(|error| Stop::unusable(format!("cargo metadata gives no JSON: {error}")))
    }
}
