//! The TypeScript tests: the hand-written runtime, and the generated packages as a user meets them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::{Outcome, Settings, all_succeed};
use crate::stop::Stop;
use crate::workspace::{Workspace, run_captured};

/// Hand-written sources, their tests, and the compiler in its pinned version.
const RUNTIME: &str = "templates/typescript";

/// The npm workspace that is generated.
const PACKAGES: &str = "generated/typescript";

/// The oldest Node that the packages promise to run on.
const OLDEST_NODE: u32 = 20;

/// The runtime under `templates/typescript`: types and behaviour.
pub(super) fn runtime(settings: &Settings) -> Result<Outcome, Stop> {
    if !settings
        .workspace
        .path(RUNTIME)
        .join("package.json")
        .is_file()
    {
        return Ok(Outcome::NotApplicable);
    }
    with_node(|| match install(&settings.workspace, RUNTIME)? {
        Outcome::Passed => all_succeed([settings.workspace.npm(RUNTIME, &["test", "--silent"])]),
        failed => Ok(failed),
    })
}

/// The generated packages: compiled, then packed and used in an empty project.
pub(super) fn packages(settings: &Settings) -> Result<Outcome, Stop> {
    let workspace = &settings.workspace;
    with_node(|| {
        let root = workspace.path(PACKAGES);
        if !root.join("package.json").is_file() {
            return Ok(Outcome::Failed(format!(
                "`{PACKAGES}/package.json` is missing: run `cargo xtask generate`"
            )));
        }
        // The compiler of the runtime's own tests, so that one version is pinned in one place.
        match install(workspace, RUNTIME)? {
            Outcome::Passed => {}
            failed => return Ok(failed),
        }
        let mut commands = Vec::new();
        for project in projects(&root)? {
            let mut compile =
                workspace.npm(RUNTIME, &["exec", "--offline", "--", "tsc", "--noEmit"]);
            compile.arg("--project").arg(project);
            commands.push(compile);
        }
        let try_out = workspace.path("xtask/packed-sdk/run.mjs");
        let mut packed = Command::new("node");
        packed
            .arg(try_out)
            .current_dir(workspace.root())
            .stdin(Stdio::null());
        commands.push(packed);
        all_succeed(commands)
    })
}

/// Every `tsconfig.json` of the generated workspace, sorted.
fn projects(root: &std::path::Path) -> Result<Vec<PathBuf>, Stop> {
    let mut projects = Vec::new();
    for entry in fs::read_dir(root).map_err(|error| Stop::file("list", root, &error))? {
        let entry = entry.map_err(|error| Stop::file("list", root, &error))?;
        let project = entry.path().join("tsconfig.json");
        if entry.file_name() != "node_modules" && project.is_file() {
            projects.push(project);
        }
    }
    projects.sort();
    Ok(projects)
}

/// Runs a suite where a Node of the promised age is, and says what to install where it is not.
fn with_node(run: impl FnOnce() -> Result<Outcome, Stop>) -> Result<Outcome, Stop> {
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
fn install(workspace: &Workspace, folder: &str) -> Result<Outcome, Stop> {
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
    fn projects_are_found_in_order_and_not_among_the_installed_packages() {
        let root = tempfile::tempdir().expect("a folder for the test");
        for folder in ["sdk", "internal", "node_modules"] {
            fs::create_dir(root.path().join(folder)).expect("created");
            fs::write(root.path().join(folder).join("tsconfig.json"), "{}").expect("written");
        }
        let projects = projects(root.path()).expect("listed");
        let expected = ["internal", "sdk"].map(|name| root.path().join(name).join("tsconfig.json"));
        assert_eq!(projects, expected);
    }
}
