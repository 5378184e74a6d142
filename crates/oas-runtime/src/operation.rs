//! What a contract says about one operation: [`OperationMeta`].
//!
//! Generated crates hold one static table per operation. The router reads method and path from it,
//! the decoder parameters and body, and layers everything else: they find it in the extensions of
//! each request as `&'static OperationMeta`. Nothing here acts.

use serde_json::Value;

use crate::parameter::{ParameterMeta, Source};
use crate::violation::{Place, Violations};
use crate::{ErrorEnvelope, ProblemDetails, RequestPart, Schema, path};

/// What a contract says about one operation.
#[derive(Clone, Copy, Debug)]
pub struct OperationMeta {
    /// `operationId`.
    pub id: &'static str,
    /// Method, in upper case.
    pub method: &'static str,
    /// Path, with `{name}` where parameters stand.
    pub path: &'static str,
    /// Tag.
    pub tag: Option<&'static str>,
    /// Who the operation is for.
    pub audience: Option<&'static str>,
    /// What callers may rely on.
    pub stability: Option<&'static str>,
    /// Who answers for it.
    pub owner: Option<&'static str>,
    /// Ways to be let in, any one of which is enough. Empty where the contract says nothing: the
    /// runtime then lets everybody in, and layers that deny by default nobody.
    pub security: &'static [SecurityAlternative],
    /// What repeating the call does.
    pub idempotency: Option<Idempotency>,
    /// How a list is read.
    pub pagination: Option<Pagination>,
    /// Limits of calls, all of which apply.
    pub rate_limits: &'static [RateLimit],
    /// When calls leave an audit record.
    pub audit: Option<&'static str>,
    /// Whether a second person has to approve.
    pub maker_checker: bool,
    /// Events that the operation causes.
    pub events: &'static [&'static str],
    /// Set when the operation should no longer be used.
    pub deprecation: Option<Deprecation>,
    /// Every error that the contract declares.
    pub error_codes: &'static [DeclaredError],
    /// Parameters.
    pub parameters: &'static [ParameterMeta],
    /// Whether query parameters that the operation does not have are refused.
    pub closed_query: bool,
    /// Body.
    pub request_body: Option<RequestBodyMeta>,
    /// Status of the success answer, where there is one.
    pub success_status: u16,
    /// Headers of the success answer whose value the contract fixes.
    pub success_headers: &'static [(&'static str, &'static str)],
    /// How errors are worded that no handler answers.
    pub errors: &'static dyn ErrorEnvelope,
}

impl OperationMeta {
    /// An operation of which nothing else is known, to be completed by struct update.
    #[must_use]
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            tag: None,
            audience: None,
            stability: None,
            owner: None,
            security: &[],
            idempotency: None,
            pagination: None,
            rate_limits: &[],
            audit: None,
            maker_checker: false,
            events: &[],
            deprecation: None,
            error_codes: &[],
            parameters: &[],
            closed_query: false,
            request_body: None,
            success_status: 200,
            success_headers: &[],
            errors: &ProblemDetails,
        }
    }

    /// The value of a path parameter, for layers that look at a request before it is decoded.
    /// `None` when the operation has no such parameter, the path is another one's, or the value
    /// breaks a rule: then decoding refuses the request.
    #[must_use]
    pub fn path_parameter(&self, path: &str, name: &str) -> Option<Value> {
        let is_it = |meta: &&ParameterMeta| meta.part == RequestPart::Path && meta.name == name;
        let meta = self.parameters.iter().find(is_it)?;
        let text = path::capture(self.path, path, name)?;
        let value = meta.decode(&Source::Path(text)).ok()?;
        let place = Place {
            part: meta.part,
            name: meta.name,
        };
        let mut violations = Violations::new();
        meta.schema.check_at(&value, &place, &mut violations);
        violations.is_empty().then_some(value)
    }

    /// Whether a caller that is not known may be let in.
    #[must_use]
    pub fn allows_anonymous(&self) -> bool {
        self.security.is_empty()
            || self
                .security
                .iter()
                .any(|alternative| alternative.requirements.is_empty())
    }
}

/// Requirements that must all be met.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SecurityAlternative {
    /// All of these; none at all lets everybody in.
    pub requirements: &'static [SecurityRequirement],
}

impl SecurityAlternative {
    /// All of these requirements.
    #[must_use]
    pub const fn all(requirements: &'static [SecurityRequirement]) -> Self {
        Self { requirements }
    }
}

/// What a security scheme has to show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SecurityRequirement {
    /// Name of the scheme.
    pub scheme: &'static str,
    /// Scopes, all of which are needed.
    pub scopes: &'static [&'static str],
    /// Roles, any of which is enough; none when roles do not matter.
    pub roles: &'static [&'static str],
}

impl SecurityRequirement {
    /// A scheme with scopes, all of which are needed.
    #[must_use]
    pub const fn new(scheme: &'static str, scopes: &'static [&'static str]) -> Self {
        Self {
            scheme,
            scopes,
            roles: &[],
        }
    }

    /// The same with roles, any of which is enough.
    #[must_use]
    pub const fn roles(mut self, roles: &'static [&'static str]) -> Self {
        self.roles = roles;
        self
    }
}

/// What repeating a write does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Idempotency {
    /// A key must be sent.
    Required,
    /// A key may be sent.
    Optional,
    /// Repeating has no further effect.
    Natural,
    /// Repeating repeats the effect.
    None,
}

/// How a list is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pagination {
    /// Page after page, with a cursor.
    Cursor,
    /// At once; the number of elements is bounded.
    Bounded,
}

/// A limit of calls.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RateLimit {
    /// What the caller's plan says.
    Plan,
    /// A limit of this operation.
    Fixed {
        /// Calls per window.
        limit: u64,
        /// Length of the window in seconds.
        window_s: u64,
        /// Who is counted together.
        per: &'static str,
    },
}

impl RateLimit {
    /// A limit of calls per window of seconds, and who is counted together.
    #[must_use]
    pub const fn fixed(limit: u64, window_s: u64, per: &'static str) -> Self {
        Self::Fixed {
            limit,
            window_s,
            per,
        }
    }
}

/// When and why an operation should no longer be used.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Deprecation {
    /// Date or date-time.
    pub since: Option<&'static str>,
    /// Date or date-time at which it stops answering.
    pub sunset: Option<&'static str>,
    /// What to use instead.
    pub successor: Option<&'static str>,
    /// Where moving on is explained.
    pub migration_guide: Option<&'static str>,
}

impl Deprecation {
    /// Deprecated, and nothing else said.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            since: None,
            sunset: None,
            successor: None,
            migration_guide: None,
        }
    }

    /// Since when.
    #[must_use]
    pub const fn since(mut self, since: &'static str) -> Self {
        self.since = Some(since);
        self
    }

    /// When it stops answering.
    #[must_use]
    pub const fn sunset(mut self, sunset: &'static str) -> Self {
        self.sunset = Some(sunset);
        self
    }

    /// What to use instead.
    #[must_use]
    pub const fn successor(mut self, successor: &'static str) -> Self {
        self.successor = Some(successor);
        self
    }

    /// Where moving on is explained.
    #[must_use]
    pub const fn migration_guide(mut self, url: &'static str) -> Self {
        self.migration_guide = Some(url);
        self
    }
}

/// An error that an operation declares.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DeclaredError {
    /// Code of the catalogue.
    pub code: &'static str,
    /// Status it comes with.
    pub status: u16,
}

impl DeclaredError {
    /// A code with its status.
    #[must_use]
    pub const fn new(status: u16, code: &'static str) -> Self {
        Self { code, status }
    }
}

/// The body that an operation takes.
#[derive(Clone, Copy, Debug)]
pub struct RequestBodyMeta {
    /// Whether it must be sent.
    pub required: bool,
    /// What it may be, the more special media type first.
    pub content: &'static [MediaTypeMeta],
    /// Largest size in bytes.
    pub limit: usize,
}

impl RequestBodyMeta {
    /// Largest size where a contract names none.
    pub const DEFAULT_LIMIT: usize = 1 << 20;

    /// A body that must be sent, of at most [`RequestBodyMeta::DEFAULT_LIMIT`] bytes.
    #[must_use]
    pub const fn required(content: &'static [MediaTypeMeta]) -> Self {
        Self {
            required: true,
            content,
            limit: Self::DEFAULT_LIMIT,
        }
    }

    /// A body that may be sent, of at most [`RequestBodyMeta::DEFAULT_LIMIT`] bytes.
    #[must_use]
    pub const fn optional(content: &'static [MediaTypeMeta]) -> Self {
        Self {
            required: false,
            ..Self::required(content)
        }
    }

    /// The same, of at most this many bytes.
    #[must_use]
    pub const fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }
}

/// A media type of a body.
#[derive(Clone, Copy, Debug)]
pub struct MediaTypeMeta {
    /// Media type or range: `application/json`, `image/*`.
    pub name: &'static str,
    /// What its values must be; raw bytes and plain text have none.
    pub schema: Option<Schema>,
}

impl MediaTypeMeta {
    /// A media type with values.
    #[must_use]
    pub const fn new(name: &'static str, schema: Schema) -> Self {
        Self {
            name,
            schema: Some(schema),
        }
    }

    /// A media type of raw bytes or plain text.
    #[must_use]
    pub const fn raw(name: &'static str) -> Self {
        Self { name, schema: None }
    }
}
