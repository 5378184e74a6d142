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
    /// Who answers with it.
    pub raised_by: Vec<RaisedBy>,
    /// Whether to try again.
    pub retry: Retry,
    /// One line for people.
    pub summary: String,
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
