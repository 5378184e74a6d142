//! One self-contained document out of many files: bundles and exports.
//!
//! [`bundle`] writes a resolved document anew: what stands in other files becomes a component,
//! references become local, and what our contracts say beside a reference is written out. With
//! another version than the document's own, the result is [`export`]ed, and each loss is reported
//! at its place in the source. Read [`BundleSettings`] first.

mod components;
mod diagnostics;
mod errors;
mod export;
mod fields;
mod in_place;
mod names;
pub mod overlay;
mod references;
mod selected;
mod write;
mod writer;

use oas_conventions::Conventions;
use oas_diagnostics::{Diagnostic, Level};
use oas_model::select::Selection;
use oas_model::{ResolvedDocument, Version};
use serde_json::Value;

pub use diagnostics::DIAGNOSTICS;
pub use write::{to_json, to_yaml};

/// What kind of bundle is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleSettings {
    /// The version of the specification to write.
    pub version: Version,
    /// The part of the document to write. Components that nothing of it uses are left out; all of
    /// them stay when everything is wanted. With conventions, callers of the chosen audiences are
    /// shown neither tokens nor roles that are not theirs.
    pub selection: Selection,
}

/// Errors that a bundle passes on as they are: what they are about is copied, and is as wrong after
/// as before.
const COPIED: [&str; 9] = [
    "duplicate-key",
    "field-missing",
    "field-type",
    "field-unknown",
    "field-value",
    "fields-exclusive",
    "name-malformed",
    "reference-to-url",
    "reference-wrong-kind",
];

/// Whether a document with this finding has no bundle: something of it could not be read, or a
/// reference leads nowhere, so that the bundle would be another document.
#[must_use]
pub fn prevents(finding: &Diagnostic) -> bool {
    finding.level == Level::Error && !COPIED.contains(&finding.rule.as_ref())
}

/// Writes a document as one, and says what could not be said in the version that is wanted.
///
/// The result depends on nothing but the arguments, and bundling it again changes nothing. With
/// conventions, each response's `error.code` is narrowed to the codes that it declares.
#[must_use]
pub fn bundle(
    resolved: &ResolvedDocument,
    conventions: Option<&Conventions>,
    settings: &BundleSettings,
) -> (Value, Vec<Diagnostic>) {
    let (written, limit) = writer::write(resolved, conventions, settings);
    let (document, mut findings) = export::export(written, resolved.version(), settings.version);
    findings.extend(limit);
    (document, findings)
}
