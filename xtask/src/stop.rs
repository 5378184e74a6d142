//! Why a command stops early: wrong usage, or something that cannot be read, written or run. Findings
//! and failed suites are no such thing, they are answers. Read [`Stop`].

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// The end of a command that could not do its work.
#[derive(Debug)]
pub(crate) struct Stop {
    message: String,
}

impl Stop {
    /// What is in the way and what to do about it.
    pub(crate) fn unusable(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }

    /// A file that cannot be read or written, with what the system says about it.
    pub(crate) fn file(action: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::unusable(format!("cannot {action} `{}`: {error}", path.display()))
    }

    /// What the process exits with: 2, as for wrong usage. `oas` does the same.
    pub(crate) fn exit_code() -> ExitCode {
        ExitCode::from(2)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}
