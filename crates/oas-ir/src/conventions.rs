//! What generated code must know of `conventions.yaml`; read by lowering, printed by backends.

use serde::Serialize;

/// The conventions that all documents of a contract share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conventions {
    /// Member names of the envelope around a success.
    pub success: SuccessEnvelope,
    /// Member names of the envelope around an error.
    pub error: ErrorEnvelope,
    /// URL to which a code's anchor (`#kebab-case`) is appended.
    pub documentation_base: String,
    /// The catalogue, in the order of the file.
    pub error_codes: Vec<ErrorCode>,
    /// Header names.
    pub headers: HeaderNames,
    /// When answers carry which header, in the order of the file.
    pub header_rules: Vec<HeaderRule>,
    /// Codes of refusals that no operation decides on its own.
    pub refusal_codes: RefusalCodes,
    /// Largest request body where an operation says nothing else, in bytes.
    pub max_body_bytes: u64,
    /// Names that lists use.
    pub pagination: PaginationNames,
    /// Path parameters that a client binds once: `tenantId`.
    pub client_parameters: Vec<String>,
    /// What clients do when a call fails for the moment.
    pub retry: RetryDefaults,
    /// Kinds of tokens, by security scheme.
    pub token_kinds: Vec<TokenKind>,
}

/// Member names of a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuccessEnvelope {
    /// The constant `true`: `success`.
    pub flag: String,
    /// What was asked for: `data`.
    pub data: String,
    /// What is said about it: `meta`.
    pub meta: String,
}

/// Member names of an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorEnvelope {
    /// The constant `false`: `success`.
    pub flag: String,
    /// The object around the next ones: `error`.
    pub error: String,
    /// A code of the catalogue: `code`.
    pub code: String,
    /// For people: `message`.
    pub message: String,
    /// Entries about fields: `details`.
    pub details: String,
    /// The request's id: `request_id`.
    pub request_id: String,
    /// Where the code is explained: `documentation_url`.
    pub documentation_url: String,
    /// When, beside `error`: `timestamp`.
    pub timestamp: String,
}

/// Who answers with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RaisedBy {
    /// The router and the request decoder.
    Router,
    /// A layer around all operations.
    Layer,
    /// The operation's own code.
    Handler,
}

/// Whether the same call may be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// No: it will fail again.
    Never,
    /// Yes, after the time that the answer names.
    After,
    /// Yes, when the call is safe or has an idempotency key.
    Safe,
}

/// A code of the error catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorCode {
    /// `RESOURCE_NOT_FOUND`.
    pub code: String,
    /// Statuses it may come with.
    pub statuses: Vec<u16>,
    /// Who answers with it, with any status.
    pub raised_by: Vec<RaisedBy>,
    /// Who answers with it, status by status.
    pub raised_at: Vec<StatusRaisers>,
    /// Whether to try again.
    pub retry: Retry,
    /// What happened, in a few words: the message of an error that has no better one.
    pub title: String,
    /// When it comes, for people.
    pub summary: String,
}

impl ErrorCode {
    /// Who answers with this code and a status; nobody when it does not come with that status.
    #[must_use]
    pub fn raised_by_at(&self, status: u16) -> Vec<RaisedBy> {
        let mut raisers = self.raised_at.iter();
        raisers
            .find(|raisers| raisers.status == status)
            .map(|raisers| raisers.raised_by.clone())
            .unwrap_or_default()
    }
}

/// Who answers with a code and one status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusRaisers {
    /// The status.
    pub status: u16,
    /// Any of these.
    pub raised_by: Vec<RaisedBy>,
}

/// Codes of refusals that are the same for all operations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusalCodes {
    /// No valid token.
    pub unauthenticated: String,
    /// A token that may not do this.
    pub forbidden: String,
    /// A token of another tenant; `None` where nothing keeps tenants apart.
    pub tenant_mismatch: Option<String>,
    /// A tenant that is suspended.
    pub tenant_suspended: Option<String>,
    /// Something required that is absent.
    pub missing: String,
    /// A query parameter that is unknown or has a value that is not offered. Such requests are
    /// refused, never answered as if the parameter were not there.
    pub invalid_filter: String,
    /// A page size out of bounds.
    pub invalid_limit: String,
    /// A body of another media type.
    pub unsupported_media_type: String,
    /// Too many calls.
    pub too_many_requests: String,
    /// An idempotency key that came with another request.
    pub idempotency_conflict: String,
    /// An audit record that cannot be written.
    pub unavailable: String,
}

/// When answers carry a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderSent {
    /// On every answer.
    Always,
    /// On every answer to a caller who is known.
    AfterAuthentication,
    /// Where the operation or the situation asks for it.
    Conditionally,
}

/// When answers carry a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeaderRule {
    /// Name.
    pub name: String,
    /// When.
    pub sent: HeaderSent,
}

/// Names of headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeaderNames {
    /// The request's id, in answers.
    pub request_id: String,
    /// The caller's id for several requests, both ways.
    pub correlation_id: String,
    /// The key that makes a write repeatable.
    pub idempotency_key: String,
    /// Says that an answer was given before.
    pub idempotency_replayed: String,
    /// Calls per window.
    pub rate_limit_limit: String,
    /// Calls left in the window.
    pub rate_limit_remaining: String,
    /// End of the window, Unix seconds.
    pub rate_limit_reset: String,
    /// Length of the window, seconds.
    pub rate_limit_window: String,
    /// How long to wait.
    pub retry_after: String,
}

/// Names that lists use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaginationNames {
    /// Query parameter with the size of a page: `limit`.
    pub limit: String,
    /// Query parameter with the place to go on from: `cursor`.
    pub cursor: String,
    /// Member of `meta` with the next cursor or null: `next_cursor`.
    pub next_cursor: String,
}

/// What clients do by default when a call fails for the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetryDefaults {
    /// Attempts, the first one counted.
    pub max_attempts: u32,
    /// First wait, milliseconds.
    pub base_ms: u64,
    /// Longest wait, milliseconds.
    pub cap_ms: u64,
    /// All waits together, milliseconds.
    pub budget_ms: u64,
    /// Codes that are never tried again, whatever their status: `QUOTA_EXCEEDED`.
    pub never_codes: Vec<String>,
}

/// A kind of bearer token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenKind {
    /// The security scheme: `TenantApiKey`.
    pub scheme: String,
    /// What such tokens start with, where that tells them apart: `pm_live_`.
    pub prefixes: Vec<String>,
    /// Whether a token of this kind must not be used in a browser.
    pub secret: bool,
}
