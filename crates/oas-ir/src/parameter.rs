//! What a request carries: [`Parameter`] and [`RequestBody`].

use oas_diagnostics::Location;
use serde::Serialize;
use serde_json::Value;

use crate::{Deprecation, Header, TypeId};

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterIn {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// The whole query string (OpenAPI 3.2).
    Querystring,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ParameterStyle {
    /// `3,4,5`
    Simple,
    /// `.3.4.5`
    Label,
    /// `;color=3,4,5`
    Matrix,
    /// `color=3,4,5`
    Form,
    /// `color=3%204%205`
    SpaceDelimited,
    /// `color=3%7C4%7C5`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
    /// `color=3; color=4` (OpenAPI 3.2)
    Cookie,
}

/// How a parameter is written: by a style, or as a media type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterEncoding {
    /// By `schema`, `style` and `explode`.
    Style {
        /// Style, the default filled in.
        style: ParameterStyle,
        /// Whether array elements and object members are written one by one.
        explode: bool,
        /// Whether reserved characters stay as they are.
        allow_reserved: bool,
    },
    /// By `content`: the value in this media type.
    Content {
        /// Media type.
        media_type: String,
    },
}

/// A parameter of an operation.
#[derive(Clone, Debug, Serialize)]
pub struct Parameter {
    /// Wire name.
    pub name: String,
    /// Where it goes.
    pub parameter_in: ParameterIn,
    /// Markdown.
    pub description: Option<String>,
    /// Whether it must be sent.
    pub required: bool,
    /// Set when it should no longer be used.
    pub deprecation: Option<Deprecation>,
    /// Whether it may be sent without a value.
    pub allow_empty_value: bool,
    /// How it is written.
    pub encoding: ParameterEncoding,
    /// Its type.
    pub ty: TypeId,
    /// Its value when it is not sent.
    pub default: Option<Value>,
    /// Examples with their names, the unnamed one first.
    pub examples: Vec<(String, Value)>,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

/// The body of a request.
#[derive(Clone, Debug, Serialize)]
pub struct RequestBody {
    /// Markdown.
    pub description: Option<String>,
    /// Whether it must be sent.
    pub required: bool,
    /// What it may be, in document order.
    pub content: Vec<BodyContent>,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

/// One media type of a body or an answer.
#[derive(Clone, Debug, Serialize)]
pub struct BodyContent {
    /// Media type or range: `application/json`, `image/*`.
    pub media_type: String,
    /// Type of the whole; `None` where the document says nothing.
    pub ty: Option<TypeId>,
    /// Type of one part of a stream (OpenAPI 3.2 `itemSchema`).
    pub element: Option<TypeId>,
    /// How properties are written in forms and multipart bodies.
    pub encoding: Vec<Encoding>,
    /// Examples with their names, the unnamed one first.
    pub examples: Vec<(String, Value)>,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

/// How one property is written in a form or multipart body.
#[derive(Clone, Debug, Serialize)]
pub struct Encoding {
    /// The property.
    pub property: String,
    /// Media types, where given.
    pub content_types: Vec<String>,
    /// Style, where given.
    pub style: Option<ParameterStyle>,
    /// Whether elements are written one by one, where given.
    pub explode: Option<bool>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// Headers of the part.
    pub headers: Vec<Header>,
}
