//! The objects of the specification as a table: which fields each has, and what stands in them.
//!
//! Everything that needs to know where a Schema or a Parameter can stand reads this table: the
//! walk, the shape checks, the reference graph, the editor. It follows OpenAPI 3.0.4, 3.1.2 and
//! 3.2.0. Read [`Kind`] and [`Form`] first.

mod schema;

use crate::Version::{self, V3_0, V3_1, V3_2};

/// An object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// OpenAPI Object.
    OpenApi,
    /// Info Object.
    Info,
    /// Contact Object.
    Contact,
    /// License Object.
    License,
    /// Server Object.
    Server,
    /// Server Variable Object.
    ServerVariable,
    /// Components Object.
    Components,
    /// Paths Object.
    Paths,
    /// Path Item Object.
    PathItem,
    /// Operation Object.
    Operation,
    /// External Documentation Object.
    ExternalDocumentation,
    /// Parameter Object.
    Parameter,
    /// Request Body Object.
    RequestBody,
    /// Media Type Object.
    MediaType,
    /// Encoding Object.
    Encoding,
    /// Responses Object.
    Responses,
    /// Response Object.
    Response,
    /// Callback Object.
    Callback,
    /// Example Object.
    Example,
    /// Link Object.
    Link,
    /// Header Object.
    Header,
    /// Tag Object.
    Tag,
    /// Schema Object.
    Schema,
    /// Discriminator Object.
    Discriminator,
    /// XML Object.
    Xml,
    /// Security Scheme Object.
    SecurityScheme,
    /// OAuth Flows Object.
    OAuthFlows,
    /// OAuth Flow Object.
    OAuthFlow,
    /// Security Requirement Object.
    SecurityRequirement,
}

impl Kind {
    /// The object's name in messages: `path item`, `media type`.
    #[must_use]
    pub const fn described(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI document",
            Self::Info => "info",
            Self::Contact => "contact",
            Self::License => "license",
            Self::Server => "server",
            Self::ServerVariable => "server variable",
            Self::Components => "components",
            Self::Paths => "paths",
            Self::PathItem => "path item",
            Self::Operation => "operation",
            Self::ExternalDocumentation => "external documentation",
            Self::Parameter => "parameter",
            Self::RequestBody => "request body",
            Self::MediaType => "media type",
            Self::Encoding => "encoding",
            Self::Responses => "responses",
            Self::Response => "response",
            Self::Callback => "callback",
            Self::Example => "example",
            Self::Link => "link",
            Self::Header => "header",
            Self::Tag => "tag",
            Self::Schema => "schema",
            Self::Discriminator => "discriminator",
            Self::Xml => "XML object",
            Self::SecurityScheme => "security scheme",
            Self::OAuthFlows => "OAuth flows",
            Self::OAuthFlow => "OAuth flow",
            Self::SecurityRequirement => "security requirement",
        }
    }

    /// The section of `components` that holds such objects.
    #[must_use]
    pub const fn component_section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::PathItem => "pathItems",
            Self::MediaType => "mediaTypes",
            _ => return None,
        })
    }

    /// The kind of object that a section of `components` holds.
    #[must_use]
    pub fn of_component_section(section: &str) -> Option<Self> {
        let all = [
            Self::Schema,
            Self::Response,
            Self::Parameter,
            Self::Example,
            Self::RequestBody,
            Self::Header,
            Self::SecurityScheme,
            Self::Link,
            Self::Callback,
            Self::PathItem,
            Self::MediaType,
        ];
        all.into_iter()
            .find(|kind| kind.component_section() == Some(section))
    }

    /// The fields with fixed names.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        fields_of(self)
    }

    /// What stands under every other key, where the object is a map of something.
    #[must_use]
    pub const fn others(self) -> Option<Form> {
        match self {
            Self::Paths => Some(Form::Object(Kind::PathItem)),
            Self::Callback => Some(Form::Reference(Kind::PathItem)),
            Self::Responses => Some(Form::Reference(Kind::Response)),
            Self::SecurityRequirement => Some(Form::Strings),
            _ => None,
        }
    }

    /// Whether `x-` fields may stand in the object.
    #[must_use]
    pub const fn is_extensible(self) -> bool {
        !matches!(self, Self::SecurityRequirement)
    }

    /// The field with this name, in the version.
    #[must_use]
    pub fn field(self, name: &str, version: Version) -> Option<&'static Field> {
        self.fields()
            .iter()
            .find(|field| field.name == name && field.is_in(version))
    }
}

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text.
    String,
    /// true or false.
    Boolean,
    /// Any number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// Any value; nothing in it belongs to the specification.
    Any,
    /// A list of texts.
    Strings,
    /// A list of any values.
    Values,
    /// Text by name.
    StringMap,
    /// Lists of texts by name.
    StringsMap,
    /// One text or a list of texts.
    StringOrStrings,
    /// An object; `$ref` is no field of it but for path items.
    Object(Kind),
    /// An object or a reference to one.
    Reference(Kind),
    /// A list of objects.
    Objects(Kind),
    /// A list of objects or references.
    References(Kind),
    /// Objects by name.
    ObjectMap(Kind),
    /// Objects or references by name.
    ReferenceMap(Kind),
    /// true, false or a schema.
    SchemaOrBoolean,
    /// A schema, or in old drafts a list of them.
    SchemaOrSchemas,
    /// A number in 3.1 and later, a boolean in 3.0.
    NumberOrBoolean,
}

impl Form {
    /// The kind of object that stands here, alone, in a list or by name.
    #[must_use]
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Object(kind)
            | Self::Reference(kind)
            | Self::Objects(kind)
            | Self::References(kind)
            | Self::ObjectMap(kind)
            | Self::ReferenceMap(kind) => Some(kind),
            Self::SchemaOrBoolean | Self::SchemaOrSchemas => Some(Kind::Schema),
            _ => None,
        }
    }
}

/// A field of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What stands in it.
    pub form: Form,
    /// Whether it must be there.
    pub required: bool,
    /// The first version that has it.
    pub since: Version,
    /// The last version that has it.
    pub until: Version,
}

impl Field {
    /// Whether the version has the field.
    #[must_use]
    pub fn is_in(&self, version: Version) -> bool {
        self.since <= version && version <= self.until
    }
}

const fn field(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        required: false,
        since: V3_0,
        until: V3_2,
    }
}

const fn required(name: &'static str, form: Form) -> Field {
    Field {
        required: true,
        ..field(name, form)
    }
}

const fn since(version: Version, name: &'static str, form: Form) -> Field {
    Field {
        since: version,
        ..field(name, form)
    }
}

const fn until(version: Version, name: &'static str, form: Form) -> Field {
    Field {
        until: version,
        ..field(name, form)
    }
}

#[expect(clippy::too_many_lines, reason = "a table; splitting it would hide it")]
const fn fields_of(kind: Kind) -> &'static [Field] {
    use Form::{
        Any, Boolean, Object, ObjectMap, Objects, Reference, ReferenceMap, References, String,
        StringMap, Strings,
    };
    const DESCRIPTION: Field = field("description", String);
    const SUMMARY_31: Field = since(V3_1, "summary", String);
    const EXTERNAL_DOCS: Field = field("externalDocs", Object(Kind::ExternalDocumentation));
    const SERVERS: Field = field("servers", Objects(Kind::Server));
    const EXAMPLES: Field = field("examples", ReferenceMap(Kind::Example));
    const CONTENT: Field = field("content", ReferenceMap(Kind::MediaType));
    match kind {
        Kind::OpenApi => {
            const {
                &[
                    required("openapi", String),
                    since(V3_2, "$self", String),
                    required("info", Object(Kind::Info)),
                    since(V3_1, "jsonSchemaDialect", String),
                    SERVERS,
                    field("paths", Object(Kind::Paths)),
                    since(V3_1, "webhooks", ReferenceMap(Kind::PathItem)),
                    field("components", Object(Kind::Components)),
                    field("security", Objects(Kind::SecurityRequirement)),
                    field("tags", Objects(Kind::Tag)),
                    EXTERNAL_DOCS,
                ]
            }
        }
        Kind::Info => {
            const {
                &[
                    required("title", String),
                    SUMMARY_31,
                    DESCRIPTION,
                    field("termsOfService", String),
                    field("contact", Object(Kind::Contact)),
                    field("license", Object(Kind::License)),
                    required("version", String),
                ]
            }
        }
        Kind::Contact => {
            const {
                &[
                    field("name", String),
                    field("url", String),
                    field("email", String),
                ]
            }
        }
        Kind::License => {
            const {
                &[
                    required("name", String),
                    since(V3_1, "identifier", String),
                    field("url", String),
                ]
            }
        }
        Kind::Server => {
            const {
                &[
                    required("url", String),
                    DESCRIPTION,
                    since(V3_2, "name", String),
                    field("variables", ObjectMap(Kind::ServerVariable)),
                ]
            }
        }
        Kind::ServerVariable => {
            const {
                &[
                    field("enum", Strings),
                    required("default", String),
                    DESCRIPTION,
                ]
            }
        }
        Kind::Components => {
            const {
                &[
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
                ]
            }
        }
        Kind::PathItem => {
            const {
                &[
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
                ]
            }
        }
        Kind::Operation => {
            const {
                &[
                    field("tags", Strings),
                    field("summary", String),
                    DESCRIPTION,
                    EXTERNAL_DOCS,
                    field("operationId", String),
                    field("parameters", References(Kind::Parameter)),
                    field("requestBody", Reference(Kind::RequestBody)),
                    field("responses", Object(Kind::Responses)),
                    field("callbacks", ReferenceMap(Kind::Callback)),
                    field("deprecated", Boolean),
                    field("security", Objects(Kind::SecurityRequirement)),
                    SERVERS,
                ]
            }
        }
        Kind::ExternalDocumentation => const { &[DESCRIPTION, required("url", String)] },
        Kind::Parameter => {
            const {
                &[
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
                ]
            }
        }
        Kind::RequestBody => {
            const {
                &[
                    DESCRIPTION,
                    required("content", ReferenceMap(Kind::MediaType)),
                    field("required", Boolean),
                ]
            }
        }
        Kind::MediaType => {
            const {
                &[
                    field("schema", Object(Kind::Schema)),
                    since(V3_2, "itemSchema", Object(Kind::Schema)),
                    field("example", Any),
                    EXAMPLES,
                    field("encoding", ObjectMap(Kind::Encoding)),
                    since(V3_2, "prefixEncoding", Objects(Kind::Encoding)),
                    since(V3_2, "itemEncoding", Object(Kind::Encoding)),
                ]
            }
        }
        Kind::Encoding => {
            const {
                &[
                    field("contentType", String),
                    field("headers", ReferenceMap(Kind::Header)),
                    field("style", String),
                    field("explode", Boolean),
                    field("allowReserved", Boolean),
                    since(V3_2, "encoding", ObjectMap(Kind::Encoding)),
                    since(V3_2, "prefixEncoding", Objects(Kind::Encoding)),
                    since(V3_2, "itemEncoding", Object(Kind::Encoding)),
                ]
            }
        }
        Kind::Response => {
            const {
                &[
                    since(V3_2, "summary", String),
                    DESCRIPTION,
                    field("headers", ReferenceMap(Kind::Header)),
                    CONTENT,
                    field("links", ReferenceMap(Kind::Link)),
                ]
            }
        }
        Kind::Example => {
            const {
                &[
                    field("summary", String),
                    DESCRIPTION,
                    since(V3_2, "dataValue", Any),
                    since(V3_2, "serializedValue", String),
                    field("value", Any),
                    field("externalValue", String),
                ]
            }
        }
        Kind::Link => {
            const {
                &[
                    field("operationRef", String),
                    field("operationId", String),
                    field("parameters", Any),
                    field("requestBody", Any),
                    DESCRIPTION,
                    field("server", Object(Kind::Server)),
                ]
            }
        }
        Kind::Header => {
            const {
                &[
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
                ]
            }
        }
        Kind::Tag => {
            const {
                &[
                    required("name", String),
                    since(V3_2, "summary", String),
                    DESCRIPTION,
                    EXTERNAL_DOCS,
                    since(V3_2, "parent", String),
                    since(V3_2, "kind", String),
                ]
            }
        }
        Kind::Schema => schema::FIELDS,
        Kind::Discriminator => {
            const {
                &[
                    required("propertyName", String),
                    field("mapping", StringMap),
                    since(V3_2, "defaultMapping", String),
                ]
            }
        }
        Kind::Xml => {
            const {
                &[
                    since(V3_2, "nodeType", String),
                    field("name", String),
                    field("namespace", String),
                    field("prefix", String),
                    field("attribute", Boolean),
                    field("wrapped", Boolean),
                ]
            }
        }
        Kind::SecurityScheme => {
            const {
                &[
                    required("type", String),
                    DESCRIPTION,
                    field("name", String),
                    field("in", String),
                    field("scheme", String),
                    field("bearerFormat", String),
                    field("flows", Object(Kind::OAuthFlows)),
                    field("openIdConnectUrl", String),
                    since(V3_2, "oauth2MetadataUrl", String),
                    since(V3_2, "deprecated", Boolean),
                ]
            }
        }
        Kind::OAuthFlows => {
            const {
                &[
                    field("implicit", Object(Kind::OAuthFlow)),
                    field("password", Object(Kind::OAuthFlow)),
                    field("clientCredentials", Object(Kind::OAuthFlow)),
                    field("authorizationCode", Object(Kind::OAuthFlow)),
                    since(V3_2, "deviceAuthorization", Object(Kind::OAuthFlow)),
                ]
            }
        }
        Kind::OAuthFlow => {
            const {
                &[
                    field("authorizationUrl", String),
                    since(V3_2, "deviceAuthorizationUrl", String),
                    field("tokenUrl", String),
                    field("refreshUrl", String),
                    required("scopes", StringMap),
                ]
            }
        }
        Kind::Paths | Kind::Responses | Kind::Callback | Kind::SecurityRequirement => const { &[] },
    }
}
