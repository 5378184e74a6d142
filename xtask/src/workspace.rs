//! Where the repository is and how its tools are called: paths, Cargo, other programs. Decides
//! nothing about what is run. Read [`Workspace`].

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::stop::Stop;

/// The checkout that this program belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout whose `xtask/` Cargo is running.
    pub(crate) fn current() -> Result<Self, Stop> {
        // Cargo sets the variable when it runs the program; what was compiled in is for direct runs.
        let manifest_dir = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir.parent().unwrap_or(&manifest_dir).to_path_buf();
        if root.join("xtask/layers.toml").is_file() {
            Ok(Self { root })
        } else {
            Err(Stop::unusable(format!(
                "`{}` is not a checkout of this repository: run `cargo xtask` inside one",
                root.display()
            )))
        }
    }

    /// A checkout at another place, for tests.
    #[cfg(test)]
    pub(crate) fn at(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
        }
    }

    /// The root folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// `path` as seen from the root, with forward slashes; unchanged when it is elsewhere.
    pub(crate) fn relative(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    }

    /// Cargo in the root folder.
    ///
    /// What Cargo told *this* program about its own package is taken out of the environment, so
    /// that nothing is compiled twice for it.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if [
                "CARGO_PKG_",
                "CARGO_MANIFEST_",
                "CARGO_BIN_",
                "CARGO_CRATE_",
            ]
            .iter()
            .any(|prefix| text.starts_with(prefix))
            {
                command.env_remove(&name);
            }
        }
        command
            .current_dir(&self.root)
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    /// npm in a folder of the checkout.
    pub(crate) fn npm(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command
            .current_dir(self.path(folder))
            .args(arguments)
            .stdin(Stdio::null());
        command
    }
}

/// How a program ended and everything it said.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) output: String,
}

/// Runs a program to its end and keeps what it says, both streams in the order of writing.
pub(crate) fn run_captured(command: &mut Command) -> Result<Finished, Stop> {
    let cannot_start = |error: std::io::Error, command: &Command| {
        Stop::unusable(format!("cannot run `{}`: {error}", rendered(command)))
    };
    let (mut reader, writer) = std::io::pipe().map_err(|error| cannot_start(error, command))?;
    let second = writer
        .try_clone()
        .map_err(|error| cannot_start(error, command))?;
    command.stdout(writer).stderr(second);
    let mut child = command
        .spawn()
        .map_err(|error| cannot_start(error, command))?;
    // The writing ends live in the command; while they are open the reader would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut output = Vec::new();
    let read = reader.read_to_end(&mut output);
    let status = child.wait().map_err(|error| cannot_start(error, command))?;
    read.map_err(|error| cannot_start(error, command))?;
    Ok(Finished {
        status,
        output: String::from_utf8_lossy(&output).into_owned(),
    })
}

/// A command line as a person would type it.
pub(crate) fn rendered(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_stem()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
