//! Headers that a contract chooses itself: their names, and when they are sent.

use serde::Serialize;

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
    /// Longest correlation id, in characters; `None` where nothing is said.
    pub correlation_id_length: Option<u32>,
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
