//! The keywords of the Schema Object: OpenAPI 3.0's own dialect, and JSON Schema 2020-12; with
//! the objects that stand in no other, discriminator and XML.

use super::Form::{
    Any, Boolean, Count, Number, NumberOrBoolean, Object, ObjectMap, Objects, SchemaOrBoolean,
    SchemaOrSchemas, String, StringMap, StringOrStrings, Strings, StringsMap, Values,
};
use super::{Field, Kind, V3_0, V3_1, V3_2, field, required, since, until};

pub(super) const SCHEMA: &[Field] = &[
    // References and identity.
    field("$ref", String),
    since(V3_1, "$id", String),
    since(V3_1, "$schema", String),
    since(V3_1, "$anchor", String),
    since(V3_1, "$dynamicAnchor", String),
    since(V3_1, "$dynamicRef", String),
    since(V3_1, "$comment", String),
    since(V3_1, "$vocabulary", Any),
    since(V3_1, "$defs", ObjectMap(Kind::Schema)),
    // What people read.
    field("title", String),
    field("description", String),
    field("default", Any),
    field("example", Any),
    since(V3_1, "examples", Values),
    field("deprecated", Boolean),
    field("readOnly", Boolean),
    field("writeOnly", Boolean),
    field("externalDocs", Object(Kind::ExternalDocumentation)),
    // Any type.
    field("type", StringOrStrings),
    field("enum", Values),
    since(V3_1, "const", Any),
    field("format", String),
    until(V3_0, "nullable", Boolean),
    // Numbers.
    field("multipleOf", Number),
    field("maximum", Number),
    field("minimum", Number),
    field("exclusiveMaximum", NumberOrBoolean),
    field("exclusiveMinimum", NumberOrBoolean),
    // Strings.
    field("maxLength", Count),
    field("minLength", Count),
    field("pattern", String),
    since(V3_1, "contentEncoding", String),
    since(V3_1, "contentMediaType", String),
    since(V3_1, "contentSchema", Object(Kind::Schema)),
    // Arrays.
    field("items", SchemaOrSchemas),
    since(V3_1, "prefixItems", Objects(Kind::Schema)),
    since(V3_1, "contains", Object(Kind::Schema)),
    since(V3_1, "minContains", Count),
    since(V3_1, "maxContains", Count),
    field("maxItems", Count),
    field("minItems", Count),
    field("uniqueItems", Boolean),
    since(V3_1, "unevaluatedItems", SchemaOrBoolean),
    // Objects.
    field("properties", ObjectMap(Kind::Schema)),
    since(V3_1, "patternProperties", ObjectMap(Kind::Schema)),
    field("additionalProperties", SchemaOrBoolean),
    since(V3_1, "propertyNames", Object(Kind::Schema)),
    since(V3_1, "unevaluatedProperties", SchemaOrBoolean),
    field("maxProperties", Count),
    field("minProperties", Count),
    field("required", Strings),
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
