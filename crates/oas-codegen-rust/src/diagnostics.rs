//! The pages of what this backend reports: [`DIAGNOSTICS`].

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// What this backend reports, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    NAME_NUMBERED,
    OPERATION_SKIPPED,
    PATTERN_UNCHECKED,
    WEBHOOKS_LEFT_OUT,
];

pub(crate) const NAME_NUMBERED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "rust-name-numbered",
    level: Level::Warning,
    what: "Two things of the document would have the same name in Rust; the second has a number \
           behind its name.",
    why: "A name with a number says nothing, and changes when the first thing goes away.",
    remedy: "Rename one of the two in the document.",
};

pub(crate) const OPERATION_SKIPPED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "rust-operation-skipped",
    level: Level::Warning,
    what: "An operation needs something that generated Rust servers cannot do yet, and is left \
           out; everything else is generated.",
    why: "A server with this router answers 404 where the document promises an operation.",
    remedy: "Describe the operation in another way if that is possible, or route it by hand.",
};

pub(crate) const PATTERN_UNCHECKED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "rust-pattern-unchecked",
    level: Level::Warning,
    what: "A `pattern` uses something that cannot be matched in linear time, such as a look-ahead \
           or a back-reference, or is malformed.",
    why: "Values are not checked against it: a pattern that can take exponential time is a way to \
          stop a server with one request.",
    remedy: "Write the pattern without it, or check the value in the operation's own code.",
};

pub(crate) const WEBHOOKS_LEFT_OUT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "rust-webhooks-left-out",
    level: Level::Info,
    what: "The document describes webhooks or callbacks, for which no Rust code is generated yet.",
    why: "Types of their bodies are generated, senders and receivers are not.",
    remedy: "Send them with the generated types and an HTTP client.",
};

#[cfg(test)]
mod tests {
    use super::DIAGNOSTICS;

    #[test]
    fn diagnostics_are_sorted_and_written_in_sentences() {
        assert!(DIAGNOSTICS.is_sorted_by(|left, right| left.name < right.name));
        for diagnostic in DIAGNOSTICS {
            for text in [diagnostic.what, diagnostic.why, diagnostic.remedy] {
                assert!(text.ends_with('.'), "{}: {text}", diagnostic.name);
            }
        }
    }
}
