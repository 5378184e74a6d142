//! The keywords of the Schema Object: OpenAPI 3.0's own dialect, and JSON Schema 2020-12; with
//! the objects that stand in no other, discriminator and XML.

use super::Form::{
    Any, Boolean, Count, Number, NumberOrBoolean, Object, ObjectMap, Objects, SchemaOrBoolean,
    SchemaOrSchemas, String, StringMap, StringOrStrings, Strings, StringsMap, Values,
};
use super::{Field, Kind, V3_0, V3_1, V3_2, field, required, since, until};

pub(super) const SCHEMA: &[Field] = &[
    // JSON Schema knows no order of keywords; this is the one that `oas fmt` writes.
    // References and identity.
    field("$ref", String),
    since(V3_1, "$schema", String),
    since(V3_1, "$id", String),
    since(V3_1, "$anchor", String),
    since(V3_1, "$dynamicAnchor", String),
    since(V3_1, "$dynamicRef", String),
    since(V3_1, "$vocabulary", Any),
    since(V3_1, "$comment", String),
    // What people read.
    field("title", String),
    field("description", String),
    // Any type.
    field("type", StringOrStrings),
    field("format", String),
    until(V3_0, "nullable", Boolean),
    field("enum", Values),
    since(V3_1, "const", Any),
    // Strings.
    field("minLength", Count),
    field("maxLength", Count),
    field("pattern", String),
    since(V3_1, "contentEncoding", String),
    since(V3_1, "contentMediaType", String),
    since(V3_1, "contentSchema", Object(Kind::Schema)),
    // Numbers.
    field("multipleOf", Number),
    field("minimum", Number),
    field("exclusiveMinimum", NumberOrBoolean),
    field("maximum", Number),
    field("exclusiveMaximum", NumberOrBoolean),
    // Arrays.
    field("items", SchemaOrSchemas),
    since(V3_1, "prefixItems", Objects(Kind::Schema)),
    since(V3_1, "contains", Object(Kind::Schema)),
    since(V3_1, "minContains", Count),
    since(V3_1, "maxContains", Count),
    field("minItems", Count),
    field("maxItems", Count),
    field("uniqueItems", Boolean),
    since(V3_1, "unevaluatedItems", SchemaOrBoolean),
    // Objects.
    field("required", Strings),
    field("properties", ObjectMap(Kind::Schema)),
    since(V3_1, "patternProperties", ObjectMap(Kind::Schema)),
    field("additionalProperties", SchemaOrBoolean),
    since(V3_1, "propertyNames", Object(Kind::Schema)),
    since(V3_1, "unevaluatedProperties", SchemaOrBoolean),
    field("minProperties", Count),
    field("maxProperties", Count),
    since(V3_1, "dependentRequired", StringsMap),
    since(V3_1, "dependentSchemas", ObjectMap(Kind::Schema)),
    // Composition.
    field("allOf", Objects(Kind::Schema)),
    field("anyOf", Objects(Kind::Schema)),
    field("oneOf", Objects(Kind::Schema)),
    field("not", Object(Kind::Schema)),
    since(V3_1, "if", Object(Kind::Schema)),
    since(V3_1, "then", Object(Kind::Schema)),
    since(V3_1, "else", Object(Kind::Schema)),
    // OpenAPI's own.
    field("discriminator", Object(Kind::Discriminator)),
    field("xml", Object(Kind::Xml)),
    field("externalDocs", Object(Kind::ExternalDocumentation)),
    // How values are used, and what they look like.
    field("default", Any),
    field("deprecated", Boolean),
    field("readOnly", Boolean),
    field("writeOnly", Boolean),
    field("example", Any),
    since(V3_1, "examples", Values),
    // Schemas for use within this one.
    since(V3_1, "$defs", ObjectMap(Kind::Schema)),
];

pub(super) const DISCRIMINATOR: &[Field] = &[
    required("propertyName", String),
    field("mapping", StringMap),
    since(V3_2, "defaultMapping", String),
];

pub(super) const XML: &[Field] = &[
    since(V3_2, "nodeType", String),
    field("name", String),
    field("namespace", String),
    field("prefix", String),
    field("attribute", Boolean),
    field("wrapped", Boolean),
];
