//! The pages of what this stage reports: [`DIAGNOSTICS`].

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// What this stage reports, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    CLOSED_PART,
    DISCRIMINATOR_MAPPING,
    KEYWORD_UNCHECKED,
    NAME_TAKEN,
    OPERATION_SKIPPED,
    PARAMETER_IGNORED,
    SCHEMA_CONFLICT,
    UNION_AMBIGUOUS,
];

pub(crate) const CLOSED_PART: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-closed-part",
    level: Level::Info,
    what: "A part of `allOf` has `additionalProperties: false`, and other parts have members that \
           it does not name.",
    why: "Taken literally, no object with one of those members is valid. Generated types allow \
          the members of all parts and no others, which is what such documents mean.",
    remedy: "Move `additionalProperties: false` out of the part, as `unevaluatedProperties: false` \
             beside `allOf`.",
};

pub(crate) const DISCRIMINATOR_MAPPING: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-discriminator-mapping",
    level: Level::Warning,
    what: "An entry of a discriminator's `mapping` names something that is no variant of the \
           union.",
    why: "A value with that discriminator cannot be read: nothing says what it is.",
    remedy: "Name a schema of `oneOf` or `anyOf`, by its component's name or by reference, or \
             remove the entry.",
};

pub(crate) const KEYWORD_UNCHECKED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-keyword-unchecked",
    level: Level::Info,
    what: "A keyword restricts values in a way that generated types and checks do not express, \
           such as `not` or `if`.",
    why: "Values that the document excludes are accepted by generated code.",
    remedy: "Say the same with other keywords where that is possible, or check it in the \
             operation's own code.",
};

pub(crate) const NAME_TAKEN: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-name-taken",
    level: Level::Info,
    what: "Two schemas that an operation can reach have the same name in different places.",
    why: "Generated code has one name for each; the second is called after its place too, which \
          reads less well and changes when the place does.",
    remedy: "Give one of the two another name, or refer to the same schema from both places.",
};

pub(crate) const OPERATION_SKIPPED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-operation-skipped",
    level: Level::Warning,
    what: "An operation is left out of what is generated, because something that it needs cannot \
           be expressed or is not there.",
    why: "Generated code would be wrong or would not compile. Everything else is generated.",
    remedy: "Mend what the second place of the message shows.",
};

pub(crate) const PARAMETER_IGNORED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-parameter-ignored",
    level: Level::Info,
    what: "A parameter has no meaning: a header that the specification reserves (`Accept`, \
           `Content-Type`, `Authorization`), or a path parameter that the path does not have.",
    why: "Generated code does not have it, though the document shows it.",
    remedy: "Describe media types and security with `content` and `security`; remove the \
             parameter, or add it to the path.",
};

pub(crate) const SCHEMA_CONFLICT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-schema-conflict",
    level: Level::Warning,
    what: "The parts of a schema exclude each other, so that no value is valid: two types that \
           differ, or a minimum above the maximum.",
    why: "The generated type has no values; a required member of it can never be sent.",
    remedy: "Correct the part that is wrong.",
};

pub(crate) const UNION_AMBIGUOUS: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "ir-union-ambiguous",
    level: Level::Warning,
    what: "Nothing tells the variants of `oneOf` or `anyOf` apart: no discriminator, no kind of \
           value, no constant and no required member of their own.",
    why: "Reading a value means trying one variant after another; which one it becomes can \
          change when a variant changes.",
    remedy: "Add a `discriminator`, or a required member with another constant in each variant.",
};
