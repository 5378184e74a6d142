//! Why a server does not start: [`StartError`]. What goes wrong later is answered or logged.

use std::fmt;
use std::process::ExitCode;

/// What is in the way, where, and what to do about it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StartError {
    message: String,
    help: String,
    code: u8,
}

impl StartError {
    /// Wrong usage, or an input that cannot be read: exit code 2.
    pub fn unusable(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            code: 2,
        }
    }

    /// The system does not give what is asked for, a port say: exit code 1.
    pub fn unavailable(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code: 1,
            ..Self::unusable(message, help)
        }
    }

    /// What to do; empty when the message says it.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }

    /// What the process exits with.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        if self.help.is_empty() {
            return Ok(());
        }
        write!(formatter, "\n  help: {}", self.help)
    }
}

impl std::error::Error for StartError {}
