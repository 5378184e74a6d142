//! The diagnostics of loading, modelling and resolving, with their pages.

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The diagnostics that this crate raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    FIELD_MISSING,
    FIELD_TYPE,
    FIELD_UNKNOWN,
    FIELD_VALUE,
    FIELDS_EXCLUSIVE,
    NAME_MALFORMED,
    NOT_OPENAPI,
    REFERENCE_CIRCLE,
    REFERENCE_DANGLING,
    REFERENCE_MALFORMED,
    REFERENCE_NOT_ALLOWED,
    REFERENCE_PAST_ID,
    REFERENCE_WRONG_KIND,
    VERSION_UNSUPPORTED,
];

/// An object lacks a field that the specification requires.
pub const FIELD_MISSING: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "field-missing",
    level: Level::Error,
    what: "An object lacks a field that the OpenAPI Specification requires.",
    why: "Every tool that reads the document relies on the field.",
    remedy: "Add the field.",
};

/// A field holds a value of the wrong type.
pub const FIELD_TYPE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "field-type",
    level: Level::Error,
    what: "A field holds a value of another type than the OpenAPI Specification says.",
    why: "The value cannot be understood and is left out of everything that follows.",
    remedy: "Write a value of the type that the message names.",
};

/// An object has a field that the specification does not know.
pub const FIELD_UNKNOWN: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "field-unknown",
    level: Level::Error,
    what: "An object has a field that this version of the OpenAPI Specification does not have.",
    why: "It is mistyped, misplaced or of another version, and has no effect.",
    remedy: "Correct its name or place; a field of your own starts with `x-`.",
};

/// A field holds a value that it cannot hold.
pub const FIELD_VALUE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "field-value",
    level: Level::Error,
    what: "A field holds a value of the right type that the OpenAPI Specification does not allow.",
    why: "It means nothing, so every tool makes something else of it.",
    remedy: "Write one of the values that the message or its help names.",
};

/// An object has two fields that exclude each other.
pub const FIELDS_EXCLUSIVE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "fields-exclusive",
    level: Level::Error,
    what: "An object has two fields of which the OpenAPI Specification allows one.",
    why: "They say the same thing in two ways, and tools differ in which one they read.",
    remedy: "Keep the one that says what is meant.",
};

/// A name has characters that it cannot have.
pub const NAME_MALFORMED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "name-malformed",
    level: Level::Error,
    what: "A component, header, path or status has a name that the OpenAPI Specification or HTTP \
           does not allow.",
    why: "References to it, requests for it or answers with it fail in some tools.",
    remedy: "Rename it.",
};

/// The file is no OpenAPI document.
pub const NOT_OPENAPI: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "not-openapi",
    level: Level::Error,
    what: "The file is no OpenAPI document: it is no object, or has no `openapi` field.",
    why: "Only the field `openapi` tells by which rules the rest is to be read.",
    remedy: "Name the entry document, whose first field is `openapi`.",
};

/// A chain of references runs in a circle.
pub const REFERENCE_CIRCLE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-circle",
    level: Level::Error,
    what: "A reference leads to a reference, and so on, back to the first.",
    why: "There is no object at the end of it. Objects that contain references to themselves are \
          fine; this is about references alone.",
    remedy: "Let one of them be an object of its own.",
};

/// A reference leads nowhere.
pub const REFERENCE_DANGLING: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-dangling",
    level: Level::Error,
    what: "A reference leads to a place that does not exist.",
    why: "What it stands for is missing, so everything that uses it is incomplete.",
    remedy: "Correct the reference, or add what it refers to.",
};

/// A reference is no valid reference.
pub const REFERENCE_MALFORMED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-malformed",
    level: Level::Error,
    what: "The value of `$ref` is no URI reference.",
    why: "It cannot be followed.",
    remedy: "Write a path, `#` and a JSON Pointer: `pets.yaml#/Pet`. In a pointer `~1` stands for \
             `/` and `~0` for `~`.",
};

/// A reference stands where there may be none.
pub const REFERENCE_NOT_ALLOWED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-not-allowed",
    level: Level::Warning,
    what: "A reference stands where the specification has none, or its path goes through another \
           reference.",
    why: "It is followed here, but other tools may ignore it or refuse the document. `oas bundle` \
          writes what it leads to in its place.",
    remedy: "Write in place what it leads to, or refer to something larger.",
};

/// A reference leads past an `$id`.
pub const REFERENCE_PAST_ID: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-past-id",
    level: Level::Warning,
    what: "A reference finds what it names only when an `$id` on its way is passed over.",
    why: "A schema with an `$id` is a document of its own: `#` in it means the schema, not the \
          file, and its anchors are not those of the file. The reference is followed here; other \
          tools find nothing.",
    remedy: "Write the URI of what is named before the `#`, or remove the `$id`.",
};

/// A reference leads to another kind of object than is needed.
pub const REFERENCE_WRONG_KIND: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "reference-wrong-kind",
    level: Level::Error,
    what: "A reference leads to another kind of object than must stand in its place.",
    why: "A parameter cannot stand where a schema is needed.",
    remedy: "Refer to an object of the kind that the message names.",
};

/// The version is not one that is read.
pub const VERSION_UNSUPPORTED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "version-unsupported",
    level: Level::Error,
    what: "The document follows a version of the specification that is not read here.",
    why: "Versions 3.0, 3.1 and 3.2 are read; others have other objects.",
    remedy: "Convert the document; for Swagger 2.0 there are well-kept converters.",
};

/// The page of this name is the loader's, which refuses addresses too.
pub(super) const REFERENCE_TO_URL: &str = "reference-to-url";
