//! The TypeScript tests: the hand-written runtime, and the generated packages as a user meets them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Outcome, Settings, all_succeed};
use crate::stop::Stop;
use crate::workspace::{Workspace, run_captured};

/// Hand-written sources, their tests, and the compiler in its pinned version.
const RUNTIME: &str = "templates/typescript";

/// Where the generated packages are.
pub(super) const PACKAGES: &str = "generated/typescript";

/// The oldest Node that the packages promise to run on.
const OLDEST_NODE: u32 = 20;

/// The runtime under `templates/typescript`: types and behaviour.
pub(super) fn runtime(settings: &Settings) -> Result<Outcome, Stop> {
    with_tools(settings, || {
        all_succeed([settings.workspace.npm(RUNTIME, &["test", "--silent"])])
    })
}

/// The packages of fixtures and the generated ones: installed, compiled, then packed and used in an
/// empty project.
pub(super) fn packages(settings: &Settings) -> Result<Outcome, Stop> {
    let workspace = &settings.workspace;
    if with_file(&workspace.path(PACKAGES), "package.json")?.is_empty() {
        let message = format!("no package in `{PACKAGES}`: run `cargo xtask generate`");
        return Ok(Outcome::Failed(message));
    }
    with_tools(settings, || {
        let arguments = ["test", "--quiet", "--package", "oas-codegen-typescript"];
        let mut fixtures = workspace.cargo(&arguments);
        fixtures.args(["--test", "generate", "type_check"]);
        fixtures.env("OAS_REQUIRE", "all");
        match install(workspace, PACKAGES)? {
            Outcome::Passed => all_succeed([
                fixtures,
                workspace.npm(PACKAGES, &["run", "build", "--silent"]),
                node(workspace, &workspace.path("xtask/packed-sdk/run.mjs")),
            ]),
            failed => Ok(failed),
        }
    })
}

/// Runs a suite that needs the compilers and linters that the runtime is tested with, so that each
/// version is pinned in one place.
pub(super) fn with_tools(
    settings: &Settings,
    run: impl FnOnce() -> Result<Outcome, Stop>,
) -> Result<Outcome, Stop> {
    with_node(|| match install(&settings.workspace, RUNTIME)? {
        Outcome::Passed => run(),
        failed => Ok(failed),
    })
}

/// A script of the checkout in Node.
pub(super) fn node(workspace: &Workspace, script: &Path) -> Command {
    let mut command = Command::new("node");
    command
        .arg(script)
        .current_dir(workspace.root())
        .stdin(Stdio::null());
    command
}

/// The folders in `parent` that have a file of this name, sorted; what is installed does not count.
fn with_file(parent: &Path, name: &str) -> Result<Vec<PathBuf>, Stop> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(parent).into_iter().flatten() {
        let entry = entry.map_err(|error| Stop::file("list", parent, &error))?;
        if entry.file_name() != "node_modules" && entry.path().join(name).is_file() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    Ok(folders)
}

/// Runs a suite where a Node of the promised age is, and says what to install where it is not.
pub(super) fn with_node(run: impl FnOnce() -> Result<Outcome, Stop>) -> Result<Outcome, Stop> {
    let missing = || {
        Ok(Outcome::Skipped(format!(
            "install nodejs (at least {OLDEST_NODE}) and npm"
        )))
    };
    let Ok(version) = run_captured(Command::new("node").arg("--version")) else {
        return missing();
    };
    match major(&version.output) {
        Some(major) if major >= OLDEST_NODE => run(),
        _ => missing(),
    }
}

/// The first number of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// `npm ci`, unless what is installed is what the lock file says.
pub(super) fn install(workspace: &Workspace, folder: &str) -> Result<Outcome, Stop> {
    let lock = workspace.path(folder).join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| Stop::file("read", &lock, &error))?;
    let installed = workspace
        .path(folder)
        .join("node_modules/.installed-from.json");
    if fs::read(&installed).is_ok_and(|bytes| bytes == wanted) {
        return Ok(Outcome::Passed);
    }
    let outcome = all_succeed([workspace.npm(folder, &["ci", "--no-audit", "--no-fund"])])?;
    if outcome == Outcome::Passed {
        fs::write(&installed, wanted).map_err(|error| Stop::file("write", &installed, &error))?;
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_number_after_the_v() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("v9.0.0"), Some(9));
        assert_eq!(major("command not found"), None);
    }

    #[test]
    fn packages_are_found_in_order_and_not_among_the_installed_ones() {
        let root = tempfile::tempdir().expect("a folder for the test");
        for folder in ["sdk", "internal", "node_modules", "notes"] {
            fs::create_dir(root.path().join(folder)).expect("created");
            if folder != "notes" {
                fs::write(root.path().join(folder).join("package.json"), "{}").expect("written");
            }
        }
        let expected = ["internal", "sdk"].map(|name| root.path().join(name));
        let found = with_file(root.path(), "package.json").expect("listed");
        assert_eq!(found, expected);
        let none = with_file(&root.path().join("missing"), "package.json");
        assert!(none.expect("a missing folder has no packages").is_empty());
    }
}
