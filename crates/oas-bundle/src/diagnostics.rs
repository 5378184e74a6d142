//! The diagnostics of this crate, with their pages.

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The diagnostics that this crate raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    BUNDLE_LIMIT,
    EXPORT_LOSS,
    OVERLAY_ACTION_WITHOUT_EFFECT,
    OVERLAY_COPY_SOURCE,
    OVERLAY_INCOMPATIBLE,
    OVERLAY_LIMIT,
    OVERLAY_PATH_MALFORMED,
    OVERLAY_PATH_SHORTHAND,
    OVERLAY_STRUCTURE,
    OVERLAY_TARGET_NOTHING,
    OVERLAY_VERSION_UNSUPPORTED,
];

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

/// An action has no effect, whatever the document.
pub(crate) const OVERLAY_ACTION_WITHOUT_EFFECT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-action-without-effect",
    level: Level::Warning,
    what: "An action of an Overlay, or a part of it, has no effect: `update` and `copy` exclude \
           each other, `remove: true` excludes both, and an action without any of them does \
           nothing.",
    why: "Whoever wrote it meant something by it.",
    remedy: "Say one thing per action; make two of it where both are meant.",
};

/// `copy` selects none or several.
pub(crate) const OVERLAY_COPY_SOURCE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-copy-source",
    level: Level::Error,
    what: "The `copy` of an action selects no node of the document, or several.",
    why: "Overlay 1.1 copies a single node; which of several is meant cannot be known.",
    remedy: "Name the one node: `$.paths['/pets'].get`.",
};

/// What an action writes does not fit where it is to be written.
pub(crate) const OVERLAY_INCOMPATIBLE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-incompatible",
    level: Level::Error,
    what: "What an action of an Overlay writes does not fit what its target selects: an object is \
           merged into objects, anything is appended to arrays, a primitive value replaces \
           primitive values, and the nodes of one target are of one of these kinds. The root of a \
           document cannot be removed.",
    why: "The specification has no result for it. Overlay 1.0 leaves some of it open; what was \
          done then is a warning.",
    remedy: "Make an action of its own for each kind of node. To write another kind of value, \
             remove what is there first, with an action before this one.",
};

/// The overlays ask for too much.
pub(crate) const OVERLAY_LIMIT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-limit",
    level: Level::Error,
    what: "The actions of overlays select more nodes, or add more, than is done in one run: 20 \
           million nodes looked at, 250,000 values or 16 MiB added, 512 collections within each \
           other.",
    why: "A few lines can ask for a document that doubles with each of them.",
    remedy: "Make the targets narrower: fewer `..`, and no filters within filters. Describe what \
             is common to many places once, as a component.",
};

/// A query is none.
pub(crate) const OVERLAY_PATH_MALFORMED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-path-malformed",
    level: Level::Error,
    what: "The `target` or `copy` of an action is no JSONPath query (RFC 9535).",
    why: "What it is meant to select cannot be known.",
    remedy: "Correct it where the message points. A query starts with `$`; names with characters \
             other than letters, digits and `_` go into brackets and quotes: `$.paths['/pets']`.",
};

/// A query has a name that RFC 9535 wants in quotes.
pub(crate) const OVERLAY_PATH_SHORTHAND: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-path-shorthand",
    level: Level::Warning,
    what: "A JSONPath query has a name with `-` after a dot: `@.x-internal`.",
    why: "RFC 9535 has no such names there, and other tools refuse the query. The examples of the \
          Overlay Specification have them all the same, and here they mean what they look like.",
    remedy: "Write the name in brackets and quotes: `@['x-internal']`.",
};

/// An Overlay document has not the structure that its specification gives it.
pub(crate) const OVERLAY_STRUCTURE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-structure",
    level: Level::Error,
    what: "An Overlay document lacks a field, has one that its version does not know, has a value \
           of the wrong type, or has an action twice.",
    why: "Tools refuse it, or leave out what they do not understand.",
    remedy: "Follow the message. `overlay`, `info` with `title` and `version`, and `actions` must \
             be there; each action has a `target`. Fields of your own start with `x-`.",
};

/// A target selects nothing.
pub(crate) const OVERLAY_TARGET_NOTHING: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-target-nothing",
    level: Level::Warning,
    what: "The target of an action selects nothing in the document.",
    why: "The action does nothing, which the specification allows; more often than not, what it \
          was written for has been renamed.",
    remedy: "Correct the target. The message says how much of it selects something.",
};

/// A version of the Overlay Specification that is not read.
pub(crate) const OVERLAY_VERSION_UNSUPPORTED: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "overlay-version-unsupported",
    level: Level::Error,
    what: "The `overlay` field names a version of the Overlay Specification that is not read here, \
           or is no string.",
    why: "Another version may give the same words another meaning.",
    remedy: "Write a version in full: `overlay: 1.0.0` or `overlay: 1.1.0`.",
};
