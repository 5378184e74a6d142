//! Sources, positions and diagnostics, and a renderer for each output format.
//!
//! Everything that a person or a machine is told about a document goes through [`Diagnostic`].
//! This crate knows nothing of YAML, JSON or OpenAPI, and only [`source::loader`] reads files.
//! Read [`Diagnostic`] first, then [`SourceMap`].

pub mod builtin;
pub mod diagnostic;
pub mod fingerprint;
pub mod render;
pub mod sink;
pub mod source;
pub mod span;
pub mod suggest;
pub mod summary;

pub use builtin::{BuiltinDiagnostic, DIAGNOSTICS};
pub use diagnostic::{Applicability, Diagnostic, Edit, Fix, Level, Place, Related};
pub use render::{Format, RenderSettings, RuleDescription, render};
pub use sink::DiagnosticSink;
pub use source::load_error::{LoadError, LoadErrorKind};
pub use source::loader::{FileLoader, FileLoaderSettings, LoadedText, Loader};
pub use source::memory::MemoryLoader;
pub use source::path::PathError;
pub use source::vendored::{Vendored, VendoredError};
pub use source::{FileId, LineColumn, SourceFile, SourceMap};
pub use span::{Location, Span};
pub use summary::Summary;
