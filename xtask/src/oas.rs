//! The `oas` binary, built with optimisation and run as a process. What its commands mean is its own
//! business: arguments and exit code pass through. Read [`Oas`].

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

use crate::placeholders::{StandIn, with_loadable_workspace};
use crate::progress::Progress;
use crate::stop::Stop;
use crate::workspace::Workspace;

/// The configuration of this repository's contracts.
const CONFIG: &str = "spec/contract.toml";

/// The exit code for faults of the tool itself.
const INTERNAL_FAILURE: u8 = 70;

/// A binary that is up to date with the sources.
#[derive(Clone, Debug)]
pub(crate) struct Oas {
    executable: PathBuf,
    /// Named where `oas` would not find it by itself: for calls from outside the checkout.
    config: Option<PathBuf>,
}

impl Oas {
    /// Builds it, quietly unless that fails.
    pub(crate) fn build(workspace: &Workspace) -> Result<Self, Stop> {
        let release = || build_release(workspace);
        let built = match with_loadable_workspace(workspace, StandIn::ForUnusable, release)? {
            // A generated manifest may be readable and still be none that Cargo takes.
            Built::NotLoaded(why) => {
                match with_loadable_workspace(workspace, StandIn::ForAll, release)? {
                    Built::NotLoaded(_) => Built::NotLoaded(why),
                    loaded => loaded,
                }
            }
            loaded => loaded,
        };
        let executable = match built {
            Built::Executable(path) => path,
            Built::NotLoaded(output) | Built::Broken(output) => {
                return Err(Stop::unusable(format!("`oas` does not build\n{output}")));
            }
        };
        let current = std::env::current_dir().and_then(|folder| folder.canonicalize());
        let root = workspace.root().canonicalize();
        let inside = matches!((current, root), (Ok(folder), Ok(root)) if folder.starts_with(&root));
        let config = (!inside).then(|| workspace.path(CONFIG));
        Ok(Self { executable, config })
    }

    /// A call on this repository's configuration, unless the arguments name another.
    pub(crate) fn command(&self, command: &str, arguments: &[OsString]) -> Command {
        let mut process = Command::new(&self.executable);
        let named = arguments
            .iter()
            .any(|argument| argument.to_string_lossy().starts_with("--config"));
        if let Some(config) = self.config.as_ref().filter(|_| !named) {
            process.arg("--config").arg(config);
        }
        process.arg(command).args(arguments);
        process
    }

    /// A call that knows nothing of this repository.
    pub(crate) fn plain(&self, arguments: &[&str]) -> Command {
        let mut process = Command::new(&self.executable);
        process.args(arguments).stdin(Stdio::null());
        process
    }

    /// Runs a command of a person at this terminal, with their streams.
    pub(crate) fn forward(&self, command: &str, arguments: &[OsString]) -> Result<ExitCode, Stop> {
        let status = self.command(command, arguments).status().map_err(|error| {
            Stop::unusable(format!(
                "cannot run `{}`: {error}",
                self.executable.display()
            ))
        })?;
        if let Some(Ok(code)) = status.code().map(u8::try_from) {
            return Ok(ExitCode::from(code));
        }
        eprintln!("error: `oas {command}` ended without an answer: {status}");
        Ok(ExitCode::from(INTERNAL_FAILURE))
    }
}

/// What came of a call of Cargo.
#[derive(Debug)]
enum Built {
    Executable(PathBuf),
    /// Cargo could not make sense of the workspace, and says why.
    NotLoaded(String),
    /// The sources do not compile, and rustc says why.
    Broken(String),
}

fn build_release(workspace: &Workspace) -> Result<Built, Stop> {
    let arguments = [
        "build",
        "--quiet",
        "--release",
        "--package",
        "oas-cli",
        "--bin",
        "oas",
        "--message-format",
        "json-render-diagnostics",
    ];
    let _progress = Progress::start("building oas with optimisation");
    let cannot_run = |error: std::io::Error| Stop::unusable(format!("cannot run cargo: {error}"));
    let mut cargo = workspace.cargo(&arguments);
    let mut child = cargo
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(cannot_run)?;
    let mut stderr = child.stderr.take();
    let said = std::thread::spawn(move || {
        let mut text = Vec::new();
        // What cannot be read cannot be shown; the exit code still tells.
        let _ = stderr.as_mut().map(|stream| stream.read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    });
    let (mut executable, mut loaded) = (None, false);
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|stream| BufReader::new(stream).lines())
    {
        let line = line.map_err(cannot_run)?;
        let message: Option<Value> = serde_json::from_str(&line).ok();
        let field = |name: &str| {
            message
                .as_ref()
                .and_then(|message| message.get(name)?.as_str())
        };
        loaded |= field("reason").is_some();
        executable = field("executable").map(PathBuf::from).or(executable);
    }
    let status = child.wait().map_err(cannot_run)?;
    let output = said.join().unwrap_or_default();
    Ok(match executable {
        Some(path) if status.success() => Built::Executable(path),
        _ if loaded => Built::Broken(output),
        _ => Built::NotLoaded(output),
    })
}
