//! The whole file: [`Conventions`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Audience, Audit, Authentication, Authorization, Caching, Clause, ClauseId, ClientRetry,
    Degradation, Deletion, Documentation, Domain, ErrorCode, ErrorEnvelope, EventChannel,
    Extension, Filters, Headers, Idempotency, Identifiers, Jobs, MakerChecker, MediaTypes,
    MetaMember, Naming, Pagination, Paths, Privacy, RateLimits, Requests, Stability,
    SuccessEnvelope, Tenancy, TokenKind, Versioning, Webhooks,
};

/// The conventions of an API family.
///
/// Sections are in the order of a call: where it goes, who makes it, what it carries, what comes
/// back, what happens when it is repeated or refused. Maps keep the order of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conventions {
    /// The version of this file's format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub format: u32,
    /// Where the documentation is.
    pub documentation: Documentation,
    /// Versions in paths and what happens to old operations.
    pub versioning: Versioning,
    /// Whom surfaces are for; values of `x-audience`.
    pub audiences: IndexMap<String, Audience>,
    /// What callers may rely on; values of `x-stability`.
    pub stabilities: IndexMap<String, Stability>,
    /// Who answers for surfaces, with a name for people; values of `x-owner`.
    pub owners: IndexMap<String, String>,
    /// The contracts of the family.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub domains: IndexMap<String, Domain>,
    /// How paths are built.
    pub paths: Paths,
    /// How names are written.
    pub naming: Naming,
    /// The media types of bodies.
    pub media_types: MediaTypes,
    /// How tokens are sent and read.
    pub authentication: Authentication,
    /// Kinds of tokens, by name of their security scheme.
    pub token_kinds: IndexMap<String, TokenKind>,
    /// How tenants are kept apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenancy: Option<Tenancy>,
    /// Path parameters that clients bind once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client_parameters: Vec<String>,
    /// What callers may do.
    pub authorization: Authorization,
    /// What is recorded.
    pub audit: Audit,
    /// How changes are approved by a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker_checker: Option<MakerChecker>,
    /// The headers of requests and answers.
    pub headers: Headers,
    /// What ids look like.
    pub identifiers: Identifiers,
    /// How requests are looked at.
    pub requests: Requests,
    /// How lists are filtered and sorted.
    pub filters: Filters,
    /// How lists are read page by page.
    pub pagination: Pagination,
    /// What repeating a write does.
    pub idempotency: Idempotency,
    /// What stands around a success.
    pub success_envelope: SuccessEnvelope,
    /// Members of `meta`.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub meta_members: IndexMap<String, MetaMember>,
    /// What a delete answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletion: Option<Deletion>,
    /// How long work is watched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jobs: Option<Jobs>,
    /// What answers say about being kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caching: Option<Caching>,
    /// Answers that go on when a source is down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degradation: Option<Degradation>,
    /// What stands around an error.
    pub error_envelope: ErrorEnvelope,
    /// Every error code; names are on the wire.
    pub errors: IndexMap<String, ErrorCode>,
    /// How often may be called.
    pub rate_limits: RateLimits,
    /// What clients do when a call fails for the moment.
    pub client_retry: ClientRetry,
    /// How events reach the endpoints of tenants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhooks: Option<Webhooks>,
    /// What is told without being asked, by the way it goes.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub events: IndexMap<String, EventChannel>,
    /// What never shows.
    pub privacy: Privacy,
    /// The `x-` words of documents.
    pub extensions: IndexMap<String, Extension>,
    /// The statements that the sections put into practice.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub clauses: IndexMap<ClauseId, Clause>,
}

/// The JSON Schema of `conventions.yaml`, for editors.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = schemars::schema_for!(Conventions);
    schema.insert("title".to_owned(), Value::from("conventions.yaml"));
    schema.to_value()
}
