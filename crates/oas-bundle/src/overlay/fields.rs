//! The objects of an Overlay document as a table: which fields each has.

use super::version::OverlayVersion::{self, V1_0, V1_1};

/// An object of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Overlay,
    Info,
    Action,
}

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    String,
    Boolean,
    Any,
    Object(Kind),
    Objects(Kind),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) form: Form,
    pub(super) required: bool,
    /// The first version that has it.
    pub(super) since: OverlayVersion,
}

const fn field(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        required: false,
        since: V1_0,
    }
}

const fn required(name: &'static str, form: Form) -> Field {
    Field {
        required: true,
        ..field(name, form)
    }
}

const fn since_1_1(name: &'static str, form: Form) -> Field {
    Field {
        since: V1_1,
        ..field(name, form)
    }
}

const OVERLAY: &[Field] = &[
    required("overlay", Form::String),
    required("info", Form::Object(Kind::Info)),
    field("extends", Form::String),
    required("actions", Form::Objects(Kind::Action)),
];

const INFO: &[Field] = &[
    required("title", Form::String),
    required("version", Form::String),
    since_1_1("description", Form::String),
];

const ACTION: &[Field] = &[
    required("target", Form::String),
    field("description", Form::String),
    field("update", Form::Any),
    since_1_1("copy", Form::String),
    field("remove", Form::Boolean),
];

impl Kind {
    pub(super) const fn fields(self) -> &'static [Field] {
        match self {
            Self::Overlay => OVERLAY,
            Self::Info => INFO,
            Self::Action => ACTION,
        }
    }

    /// The object's name in messages, with its article.
    pub(super) const fn described(self) -> &'static str {
        match self {
            Self::Overlay => "an Overlay document",
            Self::Info => "the info of an Overlay",
            Self::Action => "an action",
        }
    }
}
