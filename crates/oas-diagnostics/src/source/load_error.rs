//! Why a file could not be read: [`LoadError`], and how that is said to people.
//!
//! The names of these diagnostics and their pages are in [`DIAGNOSTICS`].

use crate::builtin::BuiltinDiagnostic;
use crate::source::path::PathError;
use crate::{Diagnostic, Level, LineColumn, Place};

/// The pages of the diagnostics that loading raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    FILE_NOT_FOUND,
    FILE_NOT_UTF8,
    FILE_PATH_INVALID,
    FILE_TOO_LARGE,
    FILE_UNREADABLE,
    REFERENCE_OUTSIDE_ROOT,
    REFERENCE_TO_URL,
];

const FILE_NOT_FOUND: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "file-not-found",
    level: Level::Error,
    what: "A file that is named on the command line, in the configuration or in a `$ref` does not \
           exist.",
    why: "What stands in it takes part in the contract; without it the rest cannot be judged.",
    remedy: "Correct the path. A `$ref` is relative to the file it stands in, and upper and lower \
             case count on every system. The message names the nearest file that exists.",
};

const FILE_NOT_UTF8: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "file-not-utf8",
    level: Level::Error,
    what: "A file holds bytes that are not UTF-8.",
    why: "OpenAPI documents are exchanged as UTF-8 (RFC 8259 §8.1); guessing another encoding \
          would change names and values.",
    remedy: "Save the file as UTF-8. The message has the line and column of the first byte that \
             is wrong.",
};

const FILE_PATH_INVALID: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "file-path-invalid",
    level: Level::Error,
    what: "A path cannot name a file: it is empty, has a NUL character, or separates segments \
           with `\\`.",
    why: "The same document must mean the same on every system, so paths are written as in URLs.",
    remedy: "Write `/` between segments.",
};

const FILE_TOO_LARGE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "file-too-large",
    level: Level::Error,
    what: "A file is larger than the limit.",
    why: "The limit keeps a run on a document from elsewhere within bounded memory; it is checked \
          before the file is read.",
    remedy: "Split the document, or raise the limit if it is yours: `--limit bytes=NUMBER`, or `bytes` in `[limits]` of `contract.toml`.",
};

const FILE_UNREADABLE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "file-unreadable",
    level: Level::Error,
    what: "A file exists and could not be read: permission is missing, it is a directory or a \
           device, or the disk failed.",
    why: "What stands in it takes part in the contract; without it the rest cannot be judged.",
    remedy: "Make it a regular file that you may read.",
};

const REFERENCE_OUTSIDE_ROOT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-outside-root",
    level: Level::Error,
    what: "A path leads out of the root directory: by `..`, by being absolute, or through a \
           symbolic link.",
    why: "A document from elsewhere must not be able to read other files of the machine, and a \
          contract that depends on files outside its folder cannot be moved.",
    remedy: "Move the file below the root, or start from a directory that holds both.",
};

const REFERENCE_TO_URL: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-to-url",
    level: Level::Error,
    what: "A reference names a document by URL.",
    why: "Nothing is fetched over the network: the same input must give the same output, today \
          and next year.",
    remedy: "Keep a copy of the document below the root and refer to that; or leave the reference as \
             it is and name the copy: `--vendored https://example.com/schemas/=vendor/schemas/`, or \
             the same in the table `[vendored]` of the configuration. The longest URL wins, and \
             references in a copy are relative to its URL.",
};

/// Why a file could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The path as people are shown it.
    pub display: String,
    /// What went wrong.
    pub kind: LoadErrorKind,
}

/// What went wrong when a file was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// The path names no file below the root.
    Path(PathError),
    /// A symbolic link leads out of the root.
    LinkOutsideRoot,
    /// There is no such file.
    NotFound {
        /// The nearest name that exists, as a whole path to be shown.
        nearest: Option<String>,
    },
    /// It is a directory, a device, a pipe or a socket.
    NotRegular,
    /// It may not be read.
    Denied,
    /// It has more bytes than the limit.
    TooLarge {
        /// Its size; at least this, where it grew while it was read.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Some bytes are not UTF-8.
    NotUtf8 {
        /// The first byte that is wrong, from 0.
        offset: usize,
        /// The same, as people count.
        position: LineColumn,
        /// Whether the file starts as UTF-16 does.
        utf16: bool,
    },
    /// Anything else that the system says.
    Io(String),
}

impl LoadError {
    /// The name of the diagnostic.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        self.page().name
    }

    /// The finding. `place` is the reference that asked for the file where there is one, and the
    /// file itself otherwise.
    #[must_use]
    pub fn to_diagnostic(&self, place: Place) -> Diagnostic {
        let page = self.page();
        let diagnostic = Diagnostic::new(page.name, page.level, place, self.to_string());
        match self.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }

    const fn page(&self) -> &'static BuiltinDiagnostic {
        match &self.kind {
            LoadErrorKind::Path(PathError::Url) => &REFERENCE_TO_URL,
            LoadErrorKind::Path(PathError::Absolute | PathError::AboveRoot)
            | LoadErrorKind::LinkOutsideRoot => &REFERENCE_OUTSIDE_ROOT,
            LoadErrorKind::Path(PathError::Backslash | PathError::Nul | PathError::Empty) => {
                &FILE_PATH_INVALID
            }
            LoadErrorKind::NotFound { .. } => &FILE_NOT_FOUND,
            LoadErrorKind::NotRegular | LoadErrorKind::Denied | LoadErrorKind::Io(_) => {
                &FILE_UNREADABLE
            }
            LoadErrorKind::TooLarge { .. } => &FILE_TOO_LARGE,
            LoadErrorKind::NotUtf8 { .. } => &FILE_NOT_UTF8,
        }
    }

    fn help(&self) -> Option<String> {
        Some(match &self.kind {
            LoadErrorKind::Path(PathError::Url) => {
                "nothing is fetched: keep a copy below the root and refer to that".to_owned()
            }
            LoadErrorKind::Path(PathError::Absolute) => {
                "write a path relative to the file it stands in".to_owned()
            }
            LoadErrorKind::Path(PathError::AboveRoot) | LoadErrorKind::LinkOutsideRoot => {
                "move the file below the root, or start from a directory that holds both".to_owned()
            }
            LoadErrorKind::Path(PathError::Backslash) => {
                "write `/` between segments, on every system".to_owned()
            }
            LoadErrorKind::Path(PathError::Nul | PathError::Empty) => {
                "write the path of a file".to_owned()
            }
            LoadErrorKind::NotFound { nearest } => {
                format!("did you mean `{}`?", nearest.as_ref()?)
            }
            LoadErrorKind::NotRegular => "name a regular file".to_owned(),
            LoadErrorKind::Denied => "make it readable for the user who runs this".to_owned(),
            LoadErrorKind::TooLarge { bytes, .. } => {
                format!("split it, or allow more: `--limit bytes={bytes}`")
            }
            LoadErrorKind::NotUtf8 { utf16: true, .. } => {
                "it looks like UTF-16; save it as UTF-8".to_owned()
            }
            LoadErrorKind::NotUtf8 { utf16: false, .. } => "save it as UTF-8".to_owned(),
            LoadErrorKind::Io(_) => return None,
        })
    }
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let display = &self.display;
        match &self.kind {
            LoadErrorKind::Path(error) => write!(formatter, "the path `{display}` {error}"),
            LoadErrorKind::LinkOutsideRoot => write!(
                formatter,
                "`{display}` is reached through a symbolic link that leads out of the root"
            ),
            LoadErrorKind::NotFound { .. } => {
                write!(formatter, "the file `{display}` does not exist")
            }
            LoadErrorKind::NotRegular => write!(formatter, "`{display}` is not a regular file"),
            LoadErrorKind::Denied => write!(formatter, "`{display}` may not be read"),
            LoadErrorKind::TooLarge { bytes, limit } => write!(
                formatter,
                "`{display}` is too large: {bytes} bytes, where {limit} are the limit"
            ),
            LoadErrorKind::NotUtf8 {
                offset, position, ..
            } => write!(
                formatter,
                "`{display}` is not UTF-8 at line {}, column {} (byte {offset})",
                position.line, position.column
            ),
            LoadErrorKind::Io(message) => {
                write!(formatter, "`{display}` could not be read: {message}")
            }
        }
    }
}

impl std::error::Error for LoadError {}
