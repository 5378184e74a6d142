//! The reference server as a process: the packed SDK calls it, and a browser uses its documentation.

use std::ffi::OsStr;
use std::path::PathBuf;

use super::typescript::{PACKAGES, install, node, with_node, with_tools};
use super::{Outcome, Settings, all_succeed, needs_generated};
use crate::stop::Stop;
use crate::workspace::Workspace;

/// Tests in JavaScript that start the server.
const LIVE: &str = "xtask/live";

/// Names under which systems have Chromium.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The packed SDK, in an empty project, against the server.
pub(super) fn sdk(settings: &Settings) -> Result<Outcome, Stop> {
    let workspace = &settings.workspace;
    needs_generated(settings, || {
        with_tools(settings, || {
            run_live(workspace, PACKAGES, "xtask/live/sdk.mjs", &[])
        })
    })
}

/// Swagger UI in a browser.
pub(super) fn browser(settings: &Settings) -> Result<Outcome, Stop> {
    let workspace = &settings.workspace;
    let Some(browser) = find_browser() else {
        return Ok(Outcome::Skipped("install chromium".to_owned()));
    };
    needs_generated(settings, || {
        with_node(|| {
            run_live(
                workspace,
                LIVE,
                "xtask/live/browser.mjs",
                &[browser.as_os_str()],
            )
        })
    })
}

/// Runs a script that starts the server, after installing the packages that it needs.
fn run_live(
    workspace: &Workspace,
    packages: &str,
    script: &str,
    arguments: &[&OsStr],
) -> Result<Outcome, Stop> {
    match install(workspace, packages)? {
        Outcome::Passed => {}
        failed => return Ok(failed),
    }
    match build(workspace)? {
        Built::Binary(binary) => {
            let mut test = node(workspace, &workspace.path(script));
            test.arg(binary).args(arguments);
            all_succeed([test])
        }
        Built::Failed(failed) => Ok(failed),
    }
}

/// What came of building the server.
enum Built {
    Binary(PathBuf),
    Failed(Outcome),
}

/// The server, built as the tests of its crate have built it.
fn build(workspace: &Workspace) -> Result<Built, Stop> {
    let arguments = [
        "build",
        "--quiet",
        "--package",
        "reference-server",
        "--bins",
    ];
    let built = all_succeed([workspace.cargo(&arguments)])?;
    if built != Outcome::Passed {
        return Ok(Built::Failed(built));
    }
    let metadata = workspace.metadata()?;
    let target = metadata["target_directory"].as_str();
    let binary = format!("reference-server{}", std::env::consts::EXE_SUFFIX);
    let folder = target.map_or_else(|| workspace.path("target"), PathBuf::from);
    Ok(Built::Binary(folder.join("debug").join(binary)))
}

/// A browser of the system, with its folder: drivers look for none.
fn find_browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let candidates = BROWSERS.into_iter().flat_map(|name| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    candidates.into_iter().find(|file| file.is_file())
}
