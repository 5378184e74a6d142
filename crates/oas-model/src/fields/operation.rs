//! Path items and their operations, down to parameters, bodies and headers.

use super::Form::{
    Any, Boolean, Object, ObjectMap, Objects, Reference, ReferenceMap, References, String, Strings,
};
use super::{CONTENT, DESCRIPTION, EXAMPLES, EXTERNAL_DOCS, SERVERS};
use super::{Field, Kind, V3_0, V3_1, V3_2, field, required, required_until, since, until};

pub(super) const PATH_ITEM: &[Field] = &[
    field("$ref", String),
    field("summary", String),
    DESCRIPTION,
    field("get", Object(Kind::Operation)),
    field("put", Object(Kind::Operation)),
    field("post", Object(Kind::Operation)),
    field("delete", Object(Kind::Operation)),
    field("options", Object(Kind::Operation)),
    field("head", Object(Kind::Operation)),
    field("patch", Object(Kind::Operation)),
    field("trace", Object(Kind::Operation)),
    since(V3_2, "query", Object(Kind::Operation)),
    since(V3_2, "additionalOperations", ObjectMap(Kind::Operation)),
    SERVERS,
    field("parameters", References(Kind::Parameter)),
];

pub(super) const OPERATION: &[Field] = &[
    field("tags", Strings),
    field("summary", String),
    DESCRIPTION,
    EXTERNAL_DOCS,
    field("operationId", String),
    field("parameters", References(Kind::Parameter)),
    field("requestBody", Reference(Kind::RequestBody)),
    required_until(V3_0, "responses", Object(Kind::Responses)),
    field("callbacks", ReferenceMap(Kind::Callback)),
    field("deprecated", Boolean),
    field("security", Objects(Kind::SecurityRequirement)),
    SERVERS,
];

pub(super) const PARAMETER: &[Field] = &[
    required("name", String),
    required("in", String),
    DESCRIPTION,
    field("required", Boolean),
    field("deprecated", Boolean),
    field("allowEmptyValue", Boolean),
    field("style", String),
    field("explode", Boolean),
    field("allowReserved", Boolean),
    field("schema", Object(Kind::Schema)),
    field("example", Any),
    EXAMPLES,
    CONTENT,
];

pub(super) const REQUEST_BODY: &[Field] = &[
    DESCRIPTION,
    required("content", ReferenceMap(Kind::MediaType)),
    field("required", Boolean),
];

pub(super) const MEDIA_TYPE: &[Field] = &[
    since(V3_2, "description", String),
    field("schema", Object(Kind::Schema)),
    since(V3_2, "itemSchema", Object(Kind::Schema)),
    field("example", Any),
    EXAMPLES,
    field("encoding", ObjectMap(Kind::Encoding)),
    since(V3_2, "prefixEncoding", Objects(Kind::Encoding)),
    since(V3_2, "itemEncoding", Object(Kind::Encoding)),
];

pub(super) const ENCODING: &[Field] = &[
    field("contentType", String),
    field("headers", ReferenceMap(Kind::Header)),
    field("style", String),
    field("explode", Boolean),
    field("allowReserved", Boolean),
    since(V3_2, "encoding", ObjectMap(Kind::Encoding)),
    since(V3_2, "prefixEncoding", Objects(Kind::Encoding)),
    since(V3_2, "itemEncoding", Object(Kind::Encoding)),
];

pub(super) const RESPONSE: &[Field] = &[
    since(V3_2, "summary", String),
    required_until(V3_1, "description", String),
    field("headers", ReferenceMap(Kind::Header)),
    CONTENT,
    field("links", ReferenceMap(Kind::Link)),
];

pub(super) const HEADER: &[Field] = &[
    DESCRIPTION,
    field("required", Boolean),
    field("deprecated", Boolean),
    until(V3_0, "allowEmptyValue", Boolean),
    field("style", String),
    field("explode", Boolean),
    until(V3_0, "allowReserved", Boolean),
    field("schema", Object(Kind::Schema)),
    field("example", Any),
    EXAMPLES,
    CONTENT,
];

pub(super) const EXAMPLE: &[Field] = &[
    field("summary", String),
    DESCRIPTION,
    since(V3_2, "dataValue", Any),
    since(V3_2, "serializedValue", String),
    field("value", Any),
    field("externalValue", String),
];

pub(super) const LINK: &[Field] = &[
    field("operationRef", String),
    field("operationId", String),
    field("parameters", Any),
    field("requestBody", Any),
    DESCRIPTION,
    field("server", Object(Kind::Server)),
];
