//! The document as a whole: what it is called, where it is served, what its parts share.

use super::Form::{Object, ObjectMap, Objects, ReferenceMap, String, Strings};
use super::{DESCRIPTION, EXAMPLES, EXTERNAL_DOCS, SERVERS};
use super::{Field, Kind, V3_0, V3_1, V3_2, field, required, since, until};

pub(super) const OPEN_API: &[Field] = &[
    required("openapi", String),
    since(V3_2, "$self", String),
    required("info", Object(Kind::Info)),
    since(V3_1, "jsonSchemaDialect", String),
    SERVERS,
    field("paths", Object(Kind::Paths)),
    since(V3_1, "webhooks", ReferenceMap(Kind::PathItem)),
    // What many documents of 3.0 say instead; components may be used by nothing else.
    until(V3_0, "x-webhooks", ReferenceMap(Kind::PathItem)),
    field("components", Object(Kind::Components)),
    field("security", Objects(Kind::SecurityRequirement)),
    field("tags", Objects(Kind::Tag)),
    EXTERNAL_DOCS,
];

pub(super) const INFO: &[Field] = &[
    required("title", String),
    since(V3_1, "summary", String),
    DESCRIPTION,
    field("termsOfService", String),
    field("contact", Object(Kind::Contact)),
    field("license", Object(Kind::License)),
    required("version", String),
];

pub(super) const CONTACT: &[Field] = &[
    field("name", String),
    field("url", String),
    field("email", String),
];

pub(super) const LICENSE: &[Field] = &[
    required("name", String),
    since(V3_1, "identifier", String),
    field("url", String),
];

pub(super) const SERVER: &[Field] = &[
    required("url", String),
    DESCRIPTION,
    since(V3_2, "name", String),
    field("variables", ObjectMap(Kind::ServerVariable)),
];

pub(super) const SERVER_VARIABLE: &[Field] = &[
    field("enum", Strings),
    required("default", String),
    DESCRIPTION,
];

pub(super) const COMPONENTS: &[Field] = &[
    field("schemas", ObjectMap(Kind::Schema)),
    field("responses", ReferenceMap(Kind::Response)),
    field("parameters", ReferenceMap(Kind::Parameter)),
    EXAMPLES,
    field("requestBodies", ReferenceMap(Kind::RequestBody)),
    field("headers", ReferenceMap(Kind::Header)),
    field("securitySchemes", ReferenceMap(Kind::SecurityScheme)),
    field("links", ReferenceMap(Kind::Link)),
    field("callbacks", ReferenceMap(Kind::Callback)),
    since(V3_1, "pathItems", ReferenceMap(Kind::PathItem)),
    since(V3_2, "mediaTypes", ReferenceMap(Kind::MediaType)),
];

pub(super) const EXTERNAL_DOCUMENTATION: &[Field] = &[DESCRIPTION, required("url", String)];

pub(super) const TAG: &[Field] = &[
    required("name", String),
    since(V3_2, "summary", String),
    DESCRIPTION,
    EXTERNAL_DOCS,
    since(V3_2, "parent", String),
    since(V3_2, "kind", String),
];
