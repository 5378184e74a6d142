//! The objects of the specification as a table: which fields each has, and what stands in them.
//!
//! Everything that needs to know where a Schema or a Parameter can stand reads this table: the
//! walk, the shape checks, the reference graph, the editor. It follows OpenAPI 3.0.4, 3.1.2 and
//! 3.2.0. Read [`Kind`] and [`Form`] first.

mod document;
mod operation;
mod schema;
mod security;

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
    /// The last version in which it must be there; `None` where it may always be left out.
    pub required: Option<Version>,
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

    /// Whether an object of the version must have the field.
    #[must_use]
    pub fn is_required(&self, version: Version) -> bool {
        self.is_in(version) && self.required.is_some_and(|last| version <= last)
    }
}

const fn field(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        required: None,
        since: V3_0,
        until: V3_2,
    }
}

const fn required(name: &'static str, form: Form) -> Field {
    required_until(V3_2, name, form)
}

const fn required_until(version: Version, name: &'static str, form: Form) -> Field {
    Field {
        required: Some(version),
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

// Fields that several objects have.
const DESCRIPTION: Field = field("description", Form::String);
const EXTERNAL_DOCS: Field = field("externalDocs", Form::Object(Kind::ExternalDocumentation));
const SERVERS: Field = field("servers", Form::Objects(Kind::Server));
const EXAMPLES: Field = field("examples", Form::ReferenceMap(Kind::Example));
const CONTENT: Field = field("content", Form::ReferenceMap(Kind::MediaType));

const fn fields_of(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::OpenApi => document::OPEN_API,
        Kind::Info => document::INFO,
        Kind::Contact => document::CONTACT,
        Kind::License => document::LICENSE,
        Kind::Server => document::SERVER,
        Kind::ServerVariable => document::SERVER_VARIABLE,
        Kind::Components => document::COMPONENTS,
        Kind::PathItem => operation::PATH_ITEM,
        Kind::Operation => operation::OPERATION,
        Kind::ExternalDocumentation => document::EXTERNAL_DOCUMENTATION,
        Kind::Parameter => operation::PARAMETER,
        Kind::RequestBody => operation::REQUEST_BODY,
        Kind::MediaType => operation::MEDIA_TYPE,
        Kind::Encoding => operation::ENCODING,
        Kind::Response => operation::RESPONSE,
        Kind::Example => operation::EXAMPLE,
        Kind::Link => operation::LINK,
        Kind::Header => operation::HEADER,
        Kind::Tag => document::TAG,
        Kind::Schema => schema::SCHEMA,
        Kind::Discriminator => schema::DISCRIMINATOR,
        Kind::Xml => schema::XML,
        Kind::SecurityScheme => security::SECURITY_SCHEME,
        Kind::OAuthFlows => security::OAUTH_FLOWS,
        Kind::OAuthFlow => security::OAUTH_FLOW,
        Kind::Paths | Kind::Responses | Kind::Callback | Kind::SecurityRequirement => &[],
    }
}
