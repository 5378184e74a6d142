//! What a run ends with: [`Exit`] codes and [`Failure`].

use std::any::Any;
use std::fmt;
use std::process::ExitCode;

/// How a run ended; the numbers are fixed so that scripts can rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above the level that counts.
    Success = 0,
    /// Findings.
    Findings = 1,
    /// Wrong usage, or input that cannot be read.
    Usage = 2,
    /// Outputs are stale.
    Stale = 3,
    /// A fault of this program.
    Internal = 70,
}

impl Exit {
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }

    /// Prints what clap has to say, help included.
    pub(crate) fn from_clap(error: &clap::Error) -> Self {
        // Nothing is left to do when standard output is closed.
        let _ = error.print();
        if error.use_stderr() {
            Self::Usage
        } else {
            Self::Success
        }
    }
}

/// Why a command could not do its work: usage, configuration, files.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}", self.message)?;
        match &self.help {
            Some(help) => write!(formatter, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Says that this program is at fault, and where.
pub(crate) fn internal_failure(command: &str, payload: &(dyn Any + Send)) -> Exit {
    let what = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no further words");
    let mut stream = anstream::stderr();
    let stage = crate::project::stage();
    // Nothing is left to do when standard error is closed.
    let _ = std::io::Write::write_fmt(
        &mut stream,
        format_args!(
            "error: internal failure of `oas {command}` while it was {stage}: {what}\n  \
             help: this is a fault of oas, not of your documents; please report it with the \
             command and, if you can, the document\n"
        ),
    );
    Exit::Internal
}
