//! What generated code must know of `conventions.yaml`; read by lowering, printed by backends.

mod access;
mod errors;
mod headers;
mod plans;

use serde::Serialize;

pub use access::{
    Authentication, Claims, Crossing, Role, RoleKind, Scope, Tenancy, TokenForm, TokenKind,
};
pub use errors::{ErrorCode, ErrorEnvelope, RaisedBy, RefusalCodes, Retry, StatusRaisers};
pub use headers::{HeaderNames, HeaderRule, HeaderSent};
pub use plans::{Plan, Plans};

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
    /// How tokens are sent and read.
    pub authentication: Authentication,
    /// Kinds of tokens, by security scheme.
    pub token_kinds: Vec<TokenKind>,
    /// What tokens may do, in the order of the file.
    pub scopes: Vec<Scope>,
    /// Who people are, in the order of the file.
    pub roles: Vec<Role>,
    /// How tenants are kept apart; `None` where nothing does.
    pub tenancy: Option<Tenancy>,
    /// How many calls a tenant may make.
    pub plans: Plans,
    /// The relation of the link from a deprecated operation to its successor.
    pub successor_relation: String,
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
