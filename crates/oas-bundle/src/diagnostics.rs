//! The diagnostics of this crate, with their pages.

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The diagnostics that this crate raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[EXPORT_LOSS];

/// Something cannot be said in the version that is written.
pub(crate) const EXPORT_LOSS: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "export-loss",
    level: Level::Info,
    what: "Something of the document cannot be said in the version of OpenAPI that is written.",
    why: "Readers of the export know less than readers of the document.",
    remedy: "Nothing, when they can live with that. Otherwise say it in a way that both versions \
             have.",
};
