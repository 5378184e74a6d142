//! One file per command.

pub(crate) mod bundle;
pub(crate) mod completions;
pub(crate) mod docs;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod generate;
pub(crate) mod inspect;
pub(crate) mod lint;
pub(crate) mod planned;

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The diagnostics that this crate raises, sorted by name.
pub(crate) const DIAGNOSTICS: &[BuiltinDiagnostic] = &[BuiltinDiagnostic {
    name: "config-invalid",
    level: Level::Error,
    what: "The configuration is no valid TOML, or has a key or value that it cannot have.",
    why: "A mistyped key would silently have no effect.",
    remedy: "Correct the word. Editors complete it when the file starts with the `#:schema` line \
             of spec/contract.toml.",
}];
