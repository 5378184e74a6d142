//! What repeating a write does: [`Idempotency`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// What repeating a write does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Idempotency {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Methods that write.
    pub methods: Vec<String>,
    /// Shortest key, in characters.
    pub min_length: u32,
    /// Longest key, in characters.
    pub max_length: u32,
    /// How long a key is remembered, in seconds.
    pub retention_s: u64,
    /// Values of `x-idempotency`, each with what it means.
    pub modes: IndexMap<String, String>,
    /// Modes whose operations declare the header, and whose calls clients give a key.
    pub key_sent_in: Vec<String>,
    /// The error code for a key that is required and absent.
    pub missing: String,
    /// The error code for a key that came before with another request.
    pub conflict: String,
    /// The code of the entry in `details` that tells this conflict from others.
    pub conflict_detail: String,
    /// What a repeated call is answered with.
    pub replay: ReplayedBody,
    /// What becomes of secrets in it.
    pub replayed_secrets: ReplayedSecrets,
}

/// What a repeated call is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReplayedBody {
    /// The first answer, byte for byte.
    SameBytes,
}

/// What becomes of secrets in the answer to a repeated call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReplayedSecrets {
    /// They are masked.
    Masked,
}
