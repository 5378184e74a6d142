//! Diagnostics that this backend raises: [`DIAGNOSTICS`].

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The diagnostics that this crate raises, sorted by name. Names that collide are reported as
/// `name-collision`, as by every backend.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[BuiltinDiagnostic {
    name: "typescript-unsupported",
    level: Level::Warning,
    what: "Reports operations that the TypeScript client has no form for.",
    why: "They are left out of the package; everything else in it is complete.",
    remedy: "Describe the operation in another way, or call it without the client.",
}];
