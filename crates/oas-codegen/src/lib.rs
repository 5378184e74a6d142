//! What every backend shares: names, writers, templates, outputs, manifest, emission.
//!
//! A backend turns an [`oas_ir::Contract`] into a plan in which everything is decided, and the
//! plan into files by templates that decide nothing. Text of a document reaches a file only
//! through a type of [`writer`], built by an escaping constructor. Only [`emit`] touches files.
//! Read [`Backend`] first.

pub mod emit;
pub mod manifest;
pub mod namer;
pub mod output;
pub mod templates;
pub mod writer;

use oas_diagnostics::DiagnosticSink;
use serde::Serialize;

pub use emit::{EmitError, EmitMode, EmitReport, Emitter, StaleFile, StaleReason};
pub use manifest::{Manifest, ManifestError};
pub use namer::{Case, Claim, Scope, file_stem, words};
pub use output::{OutputError, OutputPath, OutputSet};
pub use templates::{RenderError, Template, Templates};

/// The pages of the diagnostics that this crate raises.
pub const DIAGNOSTICS: &[oas_diagnostics::BuiltinDiagnostic] = namer::DIAGNOSTICS;

/// A target language: one crate each.
pub trait Backend {
    /// The word of the command line and of the configuration.
    const ID: &'static str;

    /// Everything that the templates need, fully decided.
    type Plan: Serialize;

    /// Decides names, order, imports, literals and layout.
    ///
    /// What cannot be generated is left out and reported to `sink` at its location; what is
    /// planned always compiles.
    fn plan(&self, contract: &oas_ir::Contract, sink: &mut DiagnosticSink) -> Self::Plan;

    /// Renders a plan; decides nothing.
    ///
    /// # Errors
    ///
    /// Returns an error when a template and its view do not fit or two files have one path, which
    /// are faults of the backend, not of the document.
    fn render(&self, plan: &Self::Plan, templates: &Templates) -> Result<OutputSet, RenderError>;
}
