//! OpenAPI documents in canonical key order and layout; comments and meaning are kept.
//!
//! [`format`] is a function of a text and of what its mappings are ([`Objects`], which a resolved
//! document knows). It gives the new text, or says why the text has to stay as it is. Whatever it
//! gives was read again and compared with what was there. Nothing is judged here but syntax, and
//! nothing is written.

mod json;
mod objects;
mod order;
mod yaml;

use std::sync::Arc;

use oas_diagnostics::{Diagnostic, DiagnosticSink, FileId, Level};
use oas_syntax::{Format, Limits};

pub use objects::Objects;

/// The columns that a collection on one line may take up.
pub const WIDTH: usize = 100;

/// Why a text stays as it is.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// It has syntax errors, duplicate keys among them.
    Unreadable(Vec<Diagnostic>),
    /// The new text would not say what the old one does: a fault of this crate.
    Altered(&'static str),
}

/// Formats `text`, the text of `file`.
///
/// The result ends with a line feed, has no other line ends and no byte order mark, and formatting
/// it again changes nothing. A text without any content is the empty text.
///
/// # Errors
///
/// Returns why the text has to stay as it is.
pub fn format(
    file: FileId,
    text: &Arc<str>,
    format: Format,
    objects: &Objects,
    limits: &Limits,
) -> Result<String, Refusal> {
    let mut sink = DiagnosticSink::new();
    let tree = oas_syntax::parse(file, text, format, limits, &mut sink);
    if sink.has_errors() {
        let errors = sink.diagnostics().iter();
        let errors = errors.filter(|diagnostic| diagnostic.level == Level::Error);
        return Err(Refusal::Unreadable(errors.cloned().collect()));
    }
    match format {
        Format::Json => json::format(&tree, objects, limits),
        Format::Yaml => yaml::format(text, objects, limits),
    }
}
