//! What is told without being asked: [`EventChannel`], [`Webhooks`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// Events that go the same way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventChannel {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The document that describes their payloads, from the folder of the conventions.
    pub document: String,
    /// What they tell, by name.
    pub types: IndexMap<String, String>,
}

/// How events reach the endpoints of tenants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Webhooks {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Waits before further attempts, in seconds.
    pub attempts_after_s: Vec<u32>,
    /// By which fraction waits vary.
    #[schemars(range(min = 0, max = 1))]
    pub attempt_jitter: f64,
    /// How long an endpoint may take, in seconds.
    pub timeout_s: u32,
    /// What signing secrets start with.
    pub secret_prefix: String,
    /// The signature after Standard Webhooks.
    pub standard_signature: StandardSignature,
    /// The signature of the body alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_signature: Option<BodySignature>,
    /// The header with the event's name.
    pub event_header: String,
    /// The header with the delivery's id.
    pub delivery_header: String,
    /// What the sender calls itself.
    pub user_agent: String,
}

/// The signature after Standard Webhooks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandardSignature {
    /// The header with the message's id.
    pub id_header: String,
    /// The header with the time of the attempt.
    pub timestamp_header: String,
    /// The header with the signatures.
    pub signature_header: String,
    /// What a signature starts with, before the comma.
    pub version: String,
    /// How far the time may be off, in seconds.
    pub tolerance_s: u32,
}

/// The signature of the body alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodySignature {
    /// The header with the signatures.
    pub header: String,
    /// What a signature starts with.
    pub prefix: String,
}
