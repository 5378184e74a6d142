//! The headers of requests and answers: [`Headers`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// Headers, by what they are for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Headers {
    /// Names the request, in answers.
    pub request_id: Header,
    /// The caller's id for several requests, both ways.
    pub correlation_id: Header,
    /// Makes a write repeatable.
    pub idempotency_key: Header,
    /// Says that an answer was given before.
    pub idempotency_replayed: Header,
    /// Calls per window.
    pub rate_limit_limit: Header,
    /// Calls left in the window.
    pub rate_limit_remaining: Header,
    /// End of the window.
    pub rate_limit_reset: Header,
    /// Length of the window.
    pub rate_limit_window: Header,
    /// How long to wait.
    pub retry_after: Header,
    /// How to authenticate.
    pub challenge: Header,
    /// Whether the answer may be kept.
    pub cache_control: Header,
    /// Where what was made is found.
    pub location: Header,
    /// Methods of the path.
    pub allow: Header,
    /// Since when the operation is deprecated.
    pub deprecation: Header,
    /// When the operation ends.
    pub sunset: Header,
    /// The successor.
    pub link: Header,
    /// HTTPS from now on.
    pub transport_security: Header,
}

/// One header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Name on the wire.
    pub name: String,
    /// Which way it goes.
    pub direction: HeaderDirection,
    /// On which calls it is there.
    pub sent: HeaderSent,
    /// What it says.
    pub summary: String,
    /// The shared header or parameter, from the folder of the conventions. Headers without one
    /// are not repeated in documents, or differ from operation to operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Longest value, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
}

/// Which way a header goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeaderDirection {
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// To the server and back.
    Both,
}

/// On which calls a header is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderSent {
    /// On all.
    Always,
    /// On all whose token is valid.
    AfterAuthentication,
    /// On some, as its summary says.
    Conditionally,
}

impl Headers {
    /// All headers with what they are for, in the order of the section.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &Header); 17] {
        [
            ("request_id", &self.request_id),
            ("correlation_id", &self.correlation_id),
            ("idempotency_key", &self.idempotency_key),
            ("idempotency_replayed", &self.idempotency_replayed),
            ("rate_limit_limit", &self.rate_limit_limit),
            ("rate_limit_remaining", &self.rate_limit_remaining),
            ("rate_limit_reset", &self.rate_limit_reset),
            ("rate_limit_window", &self.rate_limit_window),
            ("retry_after", &self.retry_after),
            ("challenge", &self.challenge),
            ("cache_control", &self.cache_control),
            ("location", &self.location),
            ("allow", &self.allow),
            ("deprecation", &self.deprecation),
            ("sunset", &self.sunset),
            ("link", &self.link),
            ("transport_security", &self.transport_security),
        ]
    }

    /// The four headers that show a rate limit, in the order limit, remaining, reset, window.
    #[must_use]
    pub const fn rate_limit(&self) -> [&Header; 4] {
        [
            &self.rate_limit_limit,
            &self.rate_limit_remaining,
            &self.rate_limit_reset,
            &self.rate_limit_window,
        ]
    }

    /// The header of this name, whatever its letters' case.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Header> {
        self.all()
            .into_iter()
            .map(|(_, header)| header)
            .find(|header| header.name.eq_ignore_ascii_case(name))
    }
}
