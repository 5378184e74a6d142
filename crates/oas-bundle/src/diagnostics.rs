//! The diagnostics of this crate, with their pages.

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The diagnostics that this crate raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[BUNDLE_LIMIT, EXPORT_LOSS];

/// References lead to more than can be written in their place.
pub(crate) const BUNDLE_LIMIT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "bundle-limit",
    level: Level::Error,
    what: "What references lead to is in itself, or too much to be written in their place.",
    why: "There is no component for an operation or a map, so a bundle writes it where it is \
          referred to, each time.",
    remedy: "Refer to components where the specification has references: a schema, a parameter.",
};

/// Something cannot be said in the version that is written.
pub(crate) const EXPORT_LOSS: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "export-loss",
    level: Level::Info,
    what: "Something of the document cannot be said in the version of OpenAPI that is written.",
    why: "Readers of the export know less than readers of the document.",
    remedy: "Nothing, when they can live with that. Otherwise say it in a way that both versions \
             have.",
};
