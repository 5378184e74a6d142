//! What linting says besides the rules: about settings and about suppressions.

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The diagnostics that this crate raises besides its rules, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    SETTING_UNKNOWN,
    SETTING_WITHOUT_EFFECT,
    SUPPRESSION_MALFORMED,
    SUPPRESSION_UNUSED,
];

/// Settings name something that there is not.
pub const SETTING_UNKNOWN: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "setting-unknown",
    level: Level::Error,
    what: "Lint settings name a rule, a group or an option that there is not.",
    why: "What was meant does not happen: a rule that should be off runs, or the other way round.",
    remedy: "Correct the name; `oas explain` lists all rules.",
};

/// Settings ask for something that cannot happen.
pub const SETTING_WITHOUT_EFFECT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "setting-without-effect",
    level: Level::Warning,
    what: "Lint settings switch on rules that have nothing to work with.",
    why: "No finding does not mean that the document is right.",
    remedy: "Give what is missing, or leave the setting out.",
};

/// A suppression cannot be understood, or does not say why it is there.
pub const SUPPRESSION_MALFORMED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "suppression-malformed",
    level: Level::Error,
    what: "A suppression has no reason, names no rule, or stands where it cannot have an effect.",
    why: "A finding that was silenced without a reason cannot be reviewed.",
    remedy: "Write `# oas-ignore <rule>: <reason>` on the line above the finding.",
};

/// A suppression suppresses nothing.
pub const SUPPRESSION_UNUSED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "suppression-unused",
    level: Level::Warning,
    what: "A suppression names a rule that runs and finds nothing there.",
    why: "It hides the next finding that comes to the same place.",
    remedy: "Remove it.",
};
