//! What is recorded and what needs two persons: [`Audit`], [`MakerChecker`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// What is recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Values of `x-audit`, each with what it means.
    pub modes: IndexMap<String, String>,
    /// The error code when no record can be written; the call then has no effect.
    pub failure: String,
    /// What a record holds.
    pub record: Vec<String>,
}

/// How a change is approved by a second person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakerChecker {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The status that says a change is waiting.
    pub answer_status: u16,
    /// How long a change waits, in seconds.
    pub pending_s: u32,
    /// The error code when the maker approves.
    pub own_change: String,
    /// The error code when the change is no longer waiting.
    pub decided_already: String,
}
