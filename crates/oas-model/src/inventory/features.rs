//! The features that an inventory can name, each with its definition: [`FEATURES`].

use std::collections::BTreeSet;

/// A feature: its name, and when a document has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureMeta {
    /// The name, as reports have it.
    pub name: &'static str,
    /// When a document has it, in one sentence.
    pub what: &'static str,
}

/// Features whose names go on with a word of the document; `*` stands for it.
pub const FAMILIES: [FeatureMeta; 3] = [
    FeatureMeta {
        name: "security-*",
        what: "A security scheme of the components has this `type`, neither `apiKey` nor `http`. References to schemes in other files are not followed.",
    },
    FeatureMeta {
        name: "security-apiKey-*",
        what: "A security scheme of the components is a key that stands `in` this place.",
    },
    FeatureMeta {
        name: "security-http-*",
        what: "A security scheme of the components is this HTTP authentication `scheme`, in lower case.",
    },
];

macro_rules! features {
    ($($variant:ident $name:literal $what:literal)*) => {
        /// A feature of [`FEATURES`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Feature {
            $($variant,)*
        }

        /// Every feature with a fixed name, in the order of the objects that show it.
        pub const FEATURES: &[FeatureMeta] = &[
            $(FeatureMeta { name: $name, what: $what },)*
        ];
    };
}

features! {
    // The files.
    Json "json" "A file with objects of the document is JSON."
    Yaml "yaml" "A file with objects of the document is YAML."
    MultiFile "multi-file" "The document has more than one file."
    DuplicateKeys "duplicate-keys" "An object of some file has one key twice."

    // References.
    ExternalRef "external-ref" "A reference leads to another file."
    RemoteRef "remote-ref" "A `$ref` names a document by URL."
    RecursiveRef "recursive-ref" "A schema contains itself, by way of references."
    RefSiblings "ref-siblings" "A schema has other keywords beside `$ref`."
    NonstandardRefLocation "nonstandard-ref-location" "A `$ref` stands where the specification has no reference: in place of an operation, a map, a list or a text."
    PathItemRef "path-item-ref" "A path item is a reference."
    OperationRef "operation-ref" "An operation is a reference, which the specification does not have."
    MediaTypeRef "media-type-ref" "A media type is a reference."

    // The OpenAPI object.
    JsonSchemaDialect "jsonSchemaDialect" "`jsonSchemaDialect` is there."
    Webhooks "webhooks" "`webhooks` has entries."
    XWebhooks "x-webhooks" "The extension `x-webhooks`, from before OpenAPI 3.1, has entries."
    NoServers "no-servers" "The OpenAPI object has no servers."
    RelativeServer "relative-server" "The URL of a server is a path on the host that the document comes from."
    ServerVariables "server-variables" "A server of the document as a whole has variables."
    TagHierarchy "oas32-tag-hierarchy" "A tag has a `parent` (OpenAPI 3.2)."
    ComponentsResponses "components-responses" "`components.responses` has entries."
    ComponentsParameters "components-parameters" "`components.parameters` has entries."
    ComponentsRequestBodies "components-requestBodies" "`components.requestBodies` has entries."
    ComponentsHeaders "components-headers" "`components.headers` has entries."
    ComponentsLinks "components-links" "`components.links` has entries."
    ComponentsCallbacks "components-callbacks" "`components.callbacks` has entries."
    ComponentsPathItems "components-pathItems" "`components.pathItems` has entries."
    ComponentsMediaTypes "components-mediaTypes" "`components.mediaTypes` has entries."
    SchemaNameNonIdentifier "schema-name-non-identifier" "The name of a component schema is no identifier (letters, digits and `_`, no digit first)."

    // Paths and operations.
    PathPartialSegmentParam "path-partial-segment-param" "A segment of a path has more in it than one parameter: `/{base}...{head}`."
    PathWithQueryOrFragment "path-with-query-or-fragment" "A path contains `?` or `#`."
    PathLevelParams "path-level-params" "A path item has parameters for all its operations."
    PathServers "path-servers" "A path item has servers of its own."
    MethodHead "method-head" "There is a HEAD operation."
    MethodOptions "method-options" "There is an OPTIONS operation."
    MethodTrace "method-trace" "There is a TRACE operation."
    QueryMethod "oas32-query-method" "There is a QUERY operation (OpenAPI 3.2)."
    AdditionalOperations "oas32-additionalOperations" "A path item has `additionalOperations` (OpenAPI 3.2)."
    MissingOperationId "missing-operationId" "An operation under `paths` has no `operationId`."
    DuplicateOperationId "duplicate-operationId" "Two operations have the same `operationId`."
    OperationIdNonIdentifier "operationId-non-identifier" "An `operationId` is no identifier."
    OpSecurity "op-security" "An operation has security requirements of its own."
    OptionalSecurity "optional-security" "An operation can be called with no security scheme: its `security` has an empty requirement."
    OpServers "op-servers" "An operation has servers of its own."
    Callbacks "callbacks" "An operation has callbacks."

    // Parameters.
    HeaderParams "header-params" "A parameter is a header."
    Cookies "cookies" "A parameter is a cookie."
    ParamContent "param-content" "A parameter has `content` in place of a schema."
    DeepObject "deepObject" "A parameter has the style `deepObject`."
    StyleLabel "style-label" "A parameter has the style `label`."
    StyleMatrix "style-matrix" "A parameter has the style `matrix`."
    StylePipeDelimited "style-pipeDelimited" "A parameter has the style `pipeDelimited`."
    StyleSpaceDelimited "style-spaceDelimited" "A parameter has the style `spaceDelimited`."
    ExplodeFalse "explode-false" "A parameter has `explode: false`."

    // Responses.
    DefaultResponse "default-response" "An operation has a `default` response."
    WildcardStatus "wildcard-status" "A response is for a range of statuses: `4XX`."
    Status1xx "status-1xx" "A response has an informational status."
    Status3xx "status-3xx" "A response is a redirection."
    MultipleTwoXx "multiple-2xx" "An operation has more than one successful response."
    NoTwoXx "no-2xx" "An operation has responses, and none for success."
    ResponseHeaders "response-headers" "A response has headers."
    Links "links" "A response has links."

    // Media types, by the keys of `content`.
    MultipleMediaTypes "multiple-media-types" "A request body or response has a choice of media types."
    FormUrlencoded "form-urlencoded" "There is content of `application/x-www-form-urlencoded`."
    Multipart "multipart" "There is content of `multipart/*`."
    MultipartOther "multipart-other" "There is content of `multipart/*` that is not `multipart/form-data`."
    OctetStream "octet-stream" "There is content of `application/octet-stream`."
    BinaryMedia "binary-media" "There is content of `image/*`, `audio/*`, `video/*`, PDF or ZIP."
    TextPlain "text-plain" "There is content of `text/plain`."
    XmlMedia "xml-media" "There is content of `application/xml`, `text/xml` or `+xml`."
    JsonSuffixMedia "json-suffix-media" "There is content of a media type that ends in `+json`."
    JsonLines "json-lines" "There is content that is one JSON value after another: `application/jsonl`, `application/x-ndjson`, `application/json-seq`."
    Sse "sse" "There is content of `text/event-stream`."
    WildcardMediaType "wildcard-media-type" "There is content of a range of media types: `image/*`."
    MediaTypeParams "media-type-params" "There is content of a media type with parameters: `; charset=utf-8`."
    Encoding "encoding" "A media type has `encoding`."
    ItemSchema "oas32-itemSchema" "A media type has `itemSchema` (OpenAPI 3.2)."
    ItemEncoding "oas32-itemEncoding" "A media type has `itemEncoding` (OpenAPI 3.2)."
    PrefixEncoding "oas32-prefixEncoding" "A media type has `prefixEncoding` (OpenAPI 3.2)."

    // Schemas: what they are.
    AnySchema "any-schema" "A schema object has no keyword that says anything about values."
    ImplicitObject "implicit-object" "A schema has `properties` and no `type`."
    TypeArrays "type-arrays" "The `type` of a schema is a list."
    TypeNull "type-null" "The `type` of a schema is `null`, or null among others."
    Nullable "nullable" "A schema has `nullable`."
    Deprecated "deprecated" "A schema or an operation has `deprecated`."
    ReadOnly "readOnly" "A schema has `readOnly`."
    WriteOnly "writeOnly" "A schema has `writeOnly`."
    DefaultValues "default-values" "A schema has a `default`."
    Comment "$comment" "A schema has `$comment`."
    Xml "xml" "A schema says how it is written as XML."

    // Schemas: identity.
    Id "$id" "A schema has an `$id`."
    Anchor "$anchor" "A schema has an `$anchor`."
    DynamicRef "$dynamicRef" "A schema has a `$dynamicRef`."
    RecursiveRefKeyword "$recursiveRef" "A schema has a `$recursiveRef`, of the JSON Schema draft before 2020-12."
    Defs "$defs" "A schema has definitions of its own."

    // Schemas: composition.
    AllOf "allOf" "A schema has `allOf`."
    AnyOf "anyOf" "A schema has `anyOf`."
    OneOf "oneOf" "A schema has `oneOf`."
    Not "not" "A schema has `not`."
    IfThenElse "if-then-else" "A schema has `if`."
    AllOfProperties "allOf+properties" "A schema has `properties` beside `allOf`."
    AnyOfSiblings "anyOf+siblings" "A schema has `properties` beside `anyOf`."
    OneOfSiblings "oneOf+siblings" "A schema has `properties` or `allOf` beside `oneOf`."
    Discriminator "discriminator" "A schema has a discriminator."
    DiscriminatorMapping "discriminator-mapping" "A discriminator has a `mapping`."
    DefaultMapping "oas32-defaultMapping" "A discriminator has a `defaultMapping` (OpenAPI 3.2)."

    // Schemas: values.
    Const "const" "A schema has `const`."
    Enum "enum" "A schema has `enum`."
    LargeEnum "large-enum" "An `enum` has more than 100 values."
    EnumBoolean "enum-boolean" "An `enum` has true or false in it."
    EnumNull "enum-null" "An `enum` has null in it."
    EnumNumeric "enum-numeric" "An `enum` has a number in it."
    EnumEmptyString "enum-empty-string" "An `enum` has an empty text in it."
    EnumNonIdentifier "enum-non-identifier" "An `enum` has a text in it that is no identifier."
    FormatBinary "format-binary" "A schema has the format `binary`."
    FormatByte "format-byte" "A schema has the format `byte`."
    FormatDecimal "format-decimal" "A schema has the format `decimal`."
    FormatInt64 "format-int64" "A schema has the format `int64`."
    FormatUint8 "format-uint8" "A schema has the format `uint8`."
    FormatUint32 "format-uint32" "A schema has the format `uint32`."
    FormatUint64 "format-uint64" "A schema has the format `uint64`."
    ContentEncoding "contentEncoding" "A schema has `contentEncoding`."
    ContentMediaType "contentMediaType" "A schema has `contentMediaType`."
    Pattern "pattern" "A schema has a `pattern`."
    MultipleOf "multipleOf" "A schema has `multipleOf`."
    ExclusiveMinMax "exclusiveMinMax" "A schema has `exclusiveMinimum` or `exclusiveMaximum`."

    // Schemas: objects and arrays.
    PropertyNonIdentifier "property-non-identifier" "The name of a property is no identifier."
    AdditionalPropertiesFalse "additionalProperties-false" "A schema has `additionalProperties: false`."
    AdditionalPropertiesTrue "additionalProperties-true" "A schema has `additionalProperties: true`."
    AdditionalPropertiesSchema "additionalProperties-schema" "A schema has a schema for additional properties."
    PropsAndAdditional "props+additionalProperties" "A schema has properties, and a schema for additional ones."
    UnevaluatedProperties "unevaluatedProperties" "A schema has `unevaluatedProperties`."
    PatternProperties "patternProperties" "A schema has `patternProperties`."
    PropertyNames "propertyNames" "A schema has `propertyNames`."
    DependentRequired "dependentRequired" "A schema has `dependentRequired`."
    DependentSchemas "dependentSchemas" "A schema has `dependentSchemas`."
    ItemsArray "items-array" "The `items` of a schema is a list, as JSON Schema had it before 2020-12."
    PrefixItems "prefixItems" "A schema has `prefixItems`."
    Contains "contains" "A schema has `contains`."
    UniqueItems "uniqueItems" "A schema has `uniqueItems`."
}

/// Features that were met.
#[derive(Debug, Default)]
pub(super) struct Met {
    bits: [u64; FEATURES.len().div_ceil(64)],
    /// Names of [`FAMILIES`].
    named: BTreeSet<String>,
}

impl Met {
    pub(super) fn add(&mut self, feature: Feature) {
        let index = feature as usize;
        self.bits[index / 64] |= 1 << (index % 64);
    }

    pub(super) fn add_if(&mut self, feature: Feature, is_met: bool) {
        if is_met {
            self.add(feature);
        }
    }

    pub(super) fn add_named(&mut self, name: String) {
        self.named.insert(name);
    }

    /// The names, sorted.
    pub(super) fn into_names(self) -> BTreeSet<String> {
        let mut names = self.named;
        let bits = self.bits;
        let is_met = |index: &usize| bits[index / 64] & (1 << (index % 64)) != 0;
        let met = (0..FEATURES.len()).filter(is_met);
        names.extend(met.map(|index| FEATURES[index].name.to_owned()));
        names
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FAMILIES, FEATURES};

    #[test]
    fn each_name_is_defined_once_in_a_sentence() {
        let all = || FEATURES.iter().chain(&FAMILIES);
        let names: BTreeSet<&str> = all().map(|feature| feature.name).collect();
        assert_eq!(names.len(), all().count());
        for feature in all() {
            assert!(feature.what.ends_with('.'), "{}", feature.name);
        }
    }
}
