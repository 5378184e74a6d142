//! The Rust tests: every crate of the workspace, the round trip through utoipa, and this program.

use std::process::Command;

use serde_json::Value;

use super::{Outcome, Settings, all_succeed, needs_generated};
use crate::stop::Stop;
use crate::workspace::Workspace;

/// The feature that derives utoipa's schemas.
const UTOIPA: &str = "utoipa";

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

/// The crates with the feature `utoipa`, with it.
pub(super) fn utoipa(settings: &Settings) -> Result<Outcome, Stop> {
    needs_generated(settings, || {
        let packages = packages_with_feature(&settings.workspace, UTOIPA)?;
        if packages.is_empty() {
            return Ok(Outcome::NotApplicable);
        }
        let mut cargo = settings
            .workspace
            .cargo(&["test", "--no-fail-fast", "--quiet"]);
        for package in packages {
            cargo.args([
                "--package",
                &package,
                "--features",
                &format!("{package}/{UTOIPA}"),
            ]);
        }
        all_succeed([deterministic(cargo)])
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

fn packages_with_feature(workspace: &Workspace, feature: &str) -> Result<Vec<String>, Stop> {
    let metadata = workspace.metadata()?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let with_feature = packages.filter(|package| package["features"].get(feature).is_some());
    Ok(with_feature
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
