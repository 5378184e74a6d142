//! The names and pages of what reading conventions can say: [`DIAGNOSTICS`].

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The pages of the diagnostics that this crate raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    CONTRADICTION,
    MISSING_KEY,
    UNKNOWN_KEY,
    UNKNOWN_NAME,
    WRONG_VALUE,
];

pub(crate) const CONTRADICTION: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "conventions-contradiction",
    level: Level::Error,
    what: "Two statements of the conventions exclude each other, such as a default page size above \
           the largest, or two audiences with the same prefix.",
    why: "The linter, generated servers and generated clients each read the conventions; where \
          these disagree with themselves, so will they.",
    remedy: "Decide which of the two statements holds, and change the other.",
};

pub(crate) const MISSING_KEY: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "conventions-missing-key",
    level: Level::Error,
    what: "A key that the conventions need is not there.",
    why: "What is generated depends on it, and guessing would hide a decision.",
    remedy: "Add the key. The JSON Schema of the file says what its value is.",
};

pub(crate) const UNKNOWN_KEY: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "conventions-unknown-key",
    level: Level::Error,
    what: "The conventions have a key that means nothing.",
    why: "It is probably a mistyped one, and what it was meant to say would be lost in silence.",
    remedy: "Use the key that the message suggests, or take it out.",
};

pub(crate) const UNKNOWN_NAME: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "conventions-unknown-name",
    level: Level::Error,
    what: "A part of the conventions refers to a name that no other part defines, such as a scope \
           for a kind of token that does not exist.",
    why: "Checks and layers that go by the name would never apply.",
    remedy: "Use a name that is defined, or define it in the section that the message names.",
};

pub(crate) const WRONG_VALUE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "conventions-wrong-value",
    level: Level::Error,
    what: "A value of the conventions is not of the kind that its key needs.",
    why: "It cannot be read, so nothing can be checked or generated from it.",
    remedy: "Write a value of the kind that the message names.",
};

#[cfg(test)]
mod tests {
    use super::DIAGNOSTICS;

    #[test]
    fn pages_are_sorted_and_complete() {
        assert!(
            DIAGNOSTICS
                .windows(2)
                .all(|pair| pair[0].name < pair[1].name)
        );
        for diagnostic in DIAGNOSTICS {
            for text in [diagnostic.what, diagnostic.why, diagnostic.remedy] {
                assert!(text.ends_with('.'), "{}: {text}", diagnostic.name);
            }
        }
    }
}
