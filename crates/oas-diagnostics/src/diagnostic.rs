//! What is wrong, where, and what to do about it.
//!
//! Message: what is wrong, lower case, no full stop, names in backticks. Label: short, at the
//! place. Help: what to do. Note: why, only where that is not obvious. Renderers add nothing.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{FileId, Location, Span};

/// How much a finding weighs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Ought to be mended.
    Warning,
    /// Must be mended.
    Error,
}

/// Where a diagnostic points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes of a file.
    Span(Span),
    /// The file as a whole; there is no better place.
    WholeDocument(FileId),
}

impl Place {
    /// The file pointed into.
    #[must_use]
    pub const fn file(self) -> FileId {
        match self {
            Self::Span(span) => span.file,
            Self::WholeDocument(file) => file,
        }
    }

    /// The bytes pointed at; the start of the file for a whole document.
    #[must_use]
    pub const fn span(self) -> Span {
        match self {
            Self::Span(span) => span,
            Self::WholeDocument(file) => Span::at(file, 0),
        }
    }
}

/// Another place that takes part in a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What this place has to do with it.
    pub message: String,
    /// The place.
    pub span: Span,
}

/// Whether a fix may be applied without a person reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Meaning is kept or plainly intended.
    Safe,
    /// A person should read the result.
    Unsafe,
}

/// Replaces the bytes of `span` by `replacement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What is written instead.
    pub replacement: String,
}

/// A change of the documents that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the fix does, as a command: "add `maxLength`".
    pub message: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule, check or built-in diagnostic, in kebab-case; `oas explain` knows it.
    pub rule: Cow<'static, str>,
    /// Its weight after configuration.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// JSON Pointer of the place within its file, where there is one.
    pub pointer: Option<String>,
    /// Short text at the place.
    pub label: Option<String>,
    /// Other places that take part, references that led here among them.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Vec<String>,
    /// Why, where that is not obvious.
    pub notes: Vec<String>,
    /// Operation ids (or `GET /path`) that are affected, in document order.
    pub operations: Vec<String>,
    /// A change that mends it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding at `place`.
    #[must_use]
    pub fn new(
        rule: impl Into<Cow<'static, str>>,
        level: Level,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule: rule.into(),
            level,
            message: message.into(),
            place,
            pointer: None,
            label: None,
            related: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
            operations: Vec::new(),
            fix: None,
        }
    }

    /// An error at a location of a document.
    #[must_use]
    pub fn error(
        rule: impl Into<Cow<'static, str>>,
        location: Location,
        message: impl Into<String>,
    ) -> Self {
        Self::new(rule, Level::Error, Place::Span(location.span), message).pointer(location.pointer)
    }

    /// A warning at a location of a document.
    #[must_use]
    pub fn warning(
        rule: impl Into<Cow<'static, str>>,
        location: Location,
        message: impl Into<String>,
    ) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(rule, location, message)
        }
    }

    /// Sets the JSON Pointer of the place.
    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Sets the short text at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds why.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds another place that takes part.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            message: message.into(),
            span,
        });
        self
    }

    /// Sets the change that mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
