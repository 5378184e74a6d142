//! The keywords of the Schema Object: OpenAPI 3.0's own dialect, and JSON Schema 2020-12.

use super::Form::{
    Any, Boolean, Count, Number, NumberOrBoolean, Object, ObjectMap, Objects, SchemaOrBoolean,
    SchemaOrSchemas, String, StringOrStrings, Strings, StringsMap, Values,
};
use super::{Field, Kind, V3_0, V3_1, field, since, until};

const SCHEMA: super::Form = Object(Kind::Schema);
const SCHEMAS: super::Form = Objects(Kind::Schema);
const SCHEMA_MAP: super::Form = ObjectMap(Kind::Schema);

pub(super) const FIELDS: &[Field] = &[
    // References and identity.
    field("$ref", String),
    since(V3_1, "$id", String),
    since(V3_1, "$schema", String),
    since(V3_1, "$anchor", String),
    since(V3_1, "$dynamicAnchor", String),
    since(V3_1, "$dynamicRef", String),
    since(V3_1, "$comment", String),
    since(V3_1, "$vocabulary", Any),
    since(V3_1, "$defs", SCHEMA_MAP),
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
    since(V3_1, "contentSchema", SCHEMA),
    // Arrays.
    field("items", SchemaOrSchemas),
    since(V3_1, "prefixItems", SCHEMAS),
    since(V3_1, "contains", SCHEMA),
    since(V3_1, "minContains", Count),
    since(V3_1, "maxContains", Count),
    field("maxItems", Count),
    field("minItems", Count),
    field("uniqueItems", Boolean),
    since(V3_1, "unevaluatedItems", SchemaOrBoolean),
    // Objects.
    field("properties", SCHEMA_MAP),
    since(V3_1, "patternProperties", SCHEMA_MAP),
    field("additionalProperties", SchemaOrBoolean),
    since(V3_1, "propertyNames", SCHEMA),
    since(V3_1, "unevaluatedProperties", SchemaOrBoolean),
    field("maxProperties", Count),
    field("minProperties", Count),
    field("required", Strings),
    since(V3_1, "dependentRequired", StringsMap),
    since(V3_1, "dependentSchemas", SCHEMA_MAP),
    // Composition.
    field("allOf", SCHEMAS),
    field("anyOf", SCHEMAS),
    field("oneOf", SCHEMAS),
    field("not", SCHEMA),
    since(V3_1, "if", SCHEMA),
    since(V3_1, "then", SCHEMA),
    since(V3_1, "else", SCHEMA),
    // OpenAPI's own.
    field("discriminator", Object(Kind::Discriminator)),
    field("xml", Object(Kind::Xml)),
];
