//! The `x-` words of documents: [`Extension`], [`ExtensionValue`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;
use crate::shape::list;

/// An `x-` word of documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Objects that it may stand on.
    #[schemars(length(min = 1))]
    pub on: Vec<ObjectKind>,
    /// What its value is.
    pub value: ExtensionValue,
    /// What it says.
    pub summary: String,
}

/// An object of OpenAPI that an extension may stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// The document itself.
    Document,
    /// `info`.
    Info,
    /// A server.
    Server,
    /// A tag.
    Tag,
    /// A path item.
    PathItem,
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// A request body.
    RequestBody,
    /// A response, or the reference to one.
    Response,
    /// A header.
    Header,
    /// A media type.
    MediaType,
    /// A schema.
    Schema,
    /// A security scheme.
    SecurityScheme,
}

impl ObjectKind {
    /// The object's name in a sentence: `path item`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Info => "info",
            Self::Server => "server",
            Self::Tag => "tag",
            Self::PathItem => "path item",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::RequestBody => "request body",
            Self::Response => "response",
            Self::Header => "header",
            Self::MediaType => "media type",
            Self::Schema => "schema",
            Self::SecurityScheme => "security scheme",
        }
    }
}

/// What the value of an extension is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionValue {
    /// The constant true.
    Flag,
    /// A string that is not empty.
    Text,
    /// A date: `2026-11-23`.
    Date,
    /// An absolute `https` URL.
    Url,
    /// A whole number of one or more.
    Integer,
    /// A name: letters, digits, `_`, `-` and `.`, a letter or `_` first.
    Identifier,
    /// One of these words.
    OneOf(Vec<String>),
    /// A name that the conventions define.
    NameOf(NameKind),
    /// A list of such values.
    ListOf(Box<ExtensionValue>),
    /// A map.
    Map(Box<MapValue>),
    /// An object with these members and no others.
    Object(IndexMap<String, MemberValue>),
    /// A value of one of these kinds.
    AnyOf(Vec<ExtensionValue>),
}

impl ExtensionValue {
    /// The value in words, as a sentence expects it: `an audience`, `a list, each an event`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Flag => "`true`".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Date => "a date such as `2026-11-23`".to_owned(),
            Self::Url => "a URL that starts with `https://`".to_owned(),
            Self::Integer => "a whole number of one or more".to_owned(),
            Self::Identifier => "a name such as `listPets`".to_owned(),
            Self::OneOf(words) => list(
                &words
                    .iter()
                    .map(|word| format!("`{word}`"))
                    .collect::<Vec<_>>(),
            ),
            Self::NameOf(kind) => kind.phrase().to_owned(),
            Self::ListOf(element) => {
                format!("a list, each {}", element.describe())
            }
            Self::Map(map) => format!(
                "a map from {} to {}",
                map.keys.describe(),
                map.values.describe()
            ),
            Self::Object(members) => {
                let names: Vec<_> = members.keys().map(|name| format!("`{name}`")).collect();
                format!("an object with {}", names.join(", "))
            }
            Self::AnyOf(alternatives) => {
                list(&alternatives.iter().map(Self::describe).collect::<Vec<_>>())
            }
        }
    }
}

/// What keys and values of a map are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MapValue {
    /// Each key.
    pub keys: ExtensionValue,
    /// Each value.
    pub values: ExtensionValue,
}

/// What a member of an object is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberValue {
    /// Its value.
    pub value: ExtensionValue,
    /// Whether it must be there.
    pub required: bool,
}

/// A kind of name that the conventions define.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// `audiences`.
    Audience,
    /// `stabilities`.
    Stability,
    /// `owners`.
    Owner,
    /// `domains`.
    Domain,
    /// `token_kinds`.
    TokenKind,
    /// `authorization.scopes`.
    Scope,
    /// `authorization.roles`.
    Role,
    /// `errors`.
    ErrorCode,
    /// `audit.modes`.
    AuditMode,
    /// `idempotency.modes`.
    IdempotencyMode,
    /// `pagination.modes`.
    PaginationMode,
    /// `rate_limits.per`.
    RateLimitSubject,
    /// `events`, of all channels.
    Event,
    /// `extensions`.
    Extension,
    /// `clauses`.
    Clause,
}

impl NameKind {
    /// How such a name is called in a sentence, with its article: `an audience`.
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Audience => "an audience",
            Self::Stability => "a stability",
            Self::Owner => "an owner",
            Self::Domain => "a domain",
            Self::TokenKind => "a token kind",
            Self::Scope => "a scope",
            Self::Role => "a role",
            Self::ErrorCode => "an error code",
            Self::AuditMode => "an audit mode",
            Self::IdempotencyMode => "an idempotency mode",
            Self::PaginationMode => "a pagination mode",
            Self::RateLimitSubject => "a rate limit subject",
            Self::Event => "an event",
            Self::Extension => "an extension",
            Self::Clause => "a clause",
        }
    }

    /// The section of the conventions that defines such names.
    #[must_use]
    pub const fn section(self) -> &'static str {
        match self {
            Self::Audience => "audiences",
            Self::Stability => "stabilities",
            Self::Owner => "owners",
            Self::Domain => "domains",
            Self::TokenKind => "token_kinds",
            Self::Scope => "authorization.scopes",
            Self::Role => "authorization.roles",
            Self::ErrorCode => "errors",
            Self::AuditMode => "audit.modes",
            Self::IdempotencyMode => "idempotency.modes",
            Self::PaginationMode => "pagination.modes",
            Self::RateLimitSubject => "rate_limits.per",
            Self::Event => "events",
            Self::Extension => "extensions",
            Self::Clause => "clauses",
        }
    }
}
