//! One operation and what the conventions say of it: [`Operation`].

use oas_diagnostics::Location;
use serde::Serialize;

use crate::{
    ExternalDocumentation, Parameter, RaisedBy, RequestBody, Response, SecurityAlternative, Server,
    TypeId,
};

/// A request that can be made, and its answers.
#[derive(Clone, Debug, Serialize)]
pub struct Operation {
    /// `operationId`, or what is made of method and path where there is none.
    pub id: String,
    /// Whether the document names the id itself.
    pub id_is_given: bool,
    /// `x-sdk-method`.
    pub sdk_method: Option<String>,
    /// The first tag.
    pub tag: Option<String>,
    /// Method.
    pub method: Method,
    /// Path.
    pub path: PathTemplate,
    /// One line.
    pub summary: Option<String>,
    /// Markdown.
    pub description: Option<String>,
    /// More to read.
    pub external_documentation: Option<ExternalDocumentation>,
    /// Set when the operation should no longer be used.
    pub deprecation: Option<Deprecation>,
    /// Parameters of path item and operation together: path, query, header, cookie, each in
    /// document order.
    pub parameters: Vec<Parameter>,
    /// Body.
    pub request_body: Option<RequestBody>,
    /// Answers: statuses ascending, then classes, then `default`.
    pub responses: Vec<Response>,
    /// Ways to be let in, any one of which is enough. Empty means nobody asks who calls.
    pub security: Vec<SecurityAlternative>,
    /// Servers, where they differ from those of the API.
    pub servers: Vec<Server>,
    /// `x-audience`, the document's where the operation says nothing.
    pub audience: Option<String>,
    /// `x-stability`, the document's where the operation says nothing.
    pub stability: Option<String>,
    /// `x-owner`, the document's where the operation says nothing.
    pub owner: Option<String>,
    /// `x-required-roles`.
    pub required_roles: Vec<RequiredRoles>,
    /// `x-idempotency`.
    pub idempotency: Option<Idempotency>,
    /// `x-pagination`.
    pub pagination: Option<Pagination>,
    /// `x-rate-limit`.
    pub rate_limits: Vec<RateLimit>,
    /// `x-audit`: `always`, `internal` or `policy`.
    pub audit: Option<String>,
    /// `x-maker-checker`.
    pub maker_checker: bool,
    /// `x-events`: events that the operation causes.
    pub events: Vec<String>,
    /// `x-replaces-polling`: events to listen for instead of calling this again and again.
    pub replaces_polling: Vec<String>,
    /// `x-resource`.
    pub resource: Option<Resource>,
    /// The success answer's envelope, where it has the one that the conventions name.
    pub envelope: Option<Envelope>,
    /// Error codes of all answers, in the order of answers.
    pub error_codes: Vec<OperationErrorCode>,
    /// `x-codeSamples`.
    pub code_samples: Vec<CodeSample>,
    /// Where the operation stands.
    #[serde(skip)]
    pub location: Location,
}

impl Operation {
    /// The success answers: statuses 200 to 299 and the class `2XX`.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses
            .iter()
            .filter(|response| response.status.is_success())
    }
}

/// HTTP method.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
    /// HEAD.
    Head,
    /// OPTIONS.
    Options,
    /// TRACE.
    Trace,
    /// QUERY (OpenAPI 3.2).
    Query,
    /// Any other, as written in `additionalOperations` (OpenAPI 3.2).
    #[serde(untagged)]
    Other(String),
}

impl Method {
    /// The method as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }

    /// Whether a call changes nothing, by RFC 9110.
    #[must_use]
    pub const fn is_safe(&self) -> bool {
        matches!(
            self,
            Self::Get | Self::Head | Self::Options | Self::Trace | Self::Query
        )
    }

    /// Whether calling twice is as calling once, by RFC 9110.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.is_safe() || matches!(self, Self::Put | Self::Delete)
    }
}

/// A path with parameters in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PathTemplate {
    /// As the document writes it: `/tenants/{tenantId}/smtp`.
    pub text: String,
    /// Between the slashes; empty for `/`.
    pub segments: Vec<PathSegment>,
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PathSegment {
    /// Texts and parameters in turn; one part in nearly all segments.
    pub parts: Vec<PathPart>,
}

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PathPart {
    /// Text, percent-encoded as in the document.
    Literal(String),
    /// The name of a path parameter.
    Parameter(String),
}

/// When and why something should no longer be used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Deprecation {
    /// `x-deprecated-at`: date or date-time.
    pub since: Option<String>,
    /// `x-sunset-at`: date or date-time.
    pub sunset: Option<String>,
    /// `x-successor`: operation id or name of what to use instead.
    pub successor: Option<String>,
    /// `x-migration-guide`: URL.
    pub migration_guide: Option<String>,
}

/// Roles that let a caller in, any of them, for one security scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequiredRoles {
    /// The security scheme.
    pub scheme: String,
    /// Any of these.
    pub roles: Vec<String>,
}

/// What repeating a write does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Idempotency {
    /// A key must be sent.
    Required,
    /// A key may be sent.
    Optional,
    /// Repeating has no further effect; a key is accepted and ignored.
    Natural,
    /// Repeating repeats the effect.
    None,
}

/// How a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pagination {
    /// Page after page, with a cursor.
    Cursor,
    /// At once; the number of elements is bounded.
    Bounded,
}

/// A limit of calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RateLimit {
    /// What the tenant's plan says.
    Plan,
    /// A limit of this operation.
    Fixed {
        /// Calls per window.
        limit: u64,
        /// Seconds.
        window_s: u64,
        /// Who is counted together: `tenant`, `user`, `key`.
        per: String,
    },
}

/// What a path leads to, where it is not a plural noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// There is exactly one.
    Singleton,
    /// Computed from others.
    View,
}

/// The types within the envelope of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Envelope {
    /// What was asked for.
    pub data: TypeId,
    /// What is said about it.
    pub meta: TypeId,
}

/// An error code that an operation declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OperationErrorCode {
    /// `RESOURCE_NOT_FOUND`.
    pub code: String,
    /// The status of the answer it is declared on.
    pub status: u16,
    /// When it comes.
    pub scenario: String,
    /// Who answers with it, by the catalogue.
    pub raised_by: Vec<RaisedBy>,
}

/// How to call the operation in some language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeSample {
    /// Language.
    pub lang: String,
    /// Label, where it differs.
    pub label: Option<String>,
    /// The code.
    pub source: String,
}
