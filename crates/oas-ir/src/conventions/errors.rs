//! Errors: their envelope, the catalogue of codes, and codes that no operation decides on.

use serde::Serialize;

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
    pub audit_failure: String,
}
