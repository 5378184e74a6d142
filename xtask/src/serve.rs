//! `cargo xtask serve`: the reference server in the foreground, built first. What its options mean is its
//! own business; only where data is kept by default is decided here, as it knows no checkout.
//! Read [`serve`].

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use crate::placeholders::unusable_packages;
use crate::stop::Stop;
use crate::workspace::Workspace;

/// Where data is kept unless the arguments say otherwise: the checkout shows nothing of it.
const DATA: &str = "target/reference-server";

/// Gives the terminal to the server. Its exit code is the answer.
pub(crate) fn serve(workspace: &Workspace, arguments: &[OsString]) -> Result<ExitCode, Stop> {
    let unusable = unusable_packages(workspace)?;
    if !unusable.is_empty() {
        return Err(Stop::unusable(format!(
            "missing or damaged: {}; run `cargo xtask generate`",
            unusable.join(", ")
        )));
    }
    let data = workspace.path(DATA);
    fs::create_dir_all(&data).map_err(|error| Stop::file("create", &data, &error))?;
    let mut cargo = workspace.cargo(&["run", "--package", "reference-server"]);
    // Paths among the arguments are those of the person who typed them.
    if let Ok(folder) = std::env::current_dir() {
        cargo.current_dir(folder);
    }
    cargo
        .arg("--manifest-path")
        .arg(workspace.path("Cargo.toml"));
    // The last one counts.
    let database = database(&data.join("sandbox.db"));
    cargo.args(["--", "--database", &database]).args(arguments);
    cargo.stdin(Stdio::inherit());
    become_process(&mut cargo)
}

/// The URL of a database in a file, which is made where it is missing.
fn database(file: &Path) -> String {
    let path = file.to_string_lossy();
    let path = path.replace('%', "%25").replace('?', "%3F");
    format!("sqlite:{path}?mode=rwc")
}

/// Puts another program in the place of this one, so that signals reach it and nothing stands between.
#[cfg(unix)]
fn become_process(command: &mut Command) -> Result<ExitCode, Stop> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Stop::unusable(format!("cannot run cargo: {error}")))
}

#[cfg(not(unix))]
fn become_process(command: &mut Command) -> Result<ExitCode, Stop> {
    let status = command
        .status()
        .map_err(|error| Stop::unusable(format!("cannot run cargo: {error}")))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::database;

    #[test]
    fn a_path_stays_one_path_in_a_url() {
        let url = database(Path::new("/a b/50%?/sandbox.db"));
        assert_eq!(url, "sqlite:/a b/50%25%3F/sandbox.db?mode=rwc");
    }
}
