//! What answers hold beside their envelope: [`MetaMember`], [`Deletion`], [`Jobs`], [`Caching`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// A member of `meta`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetaMember {
    /// On which answers it stands, in a word; `every` is on all.
    pub on: String,
    /// Whether it may be null.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// What it says.
    pub summary: String,
}

/// What a delete answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The status.
    pub status: u16,
    /// The member with the id of what was deleted.
    pub id: String,
    /// The member that is the constant true.
    pub flag: String,
}

/// How long work is watched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jobs {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The status that says work has begun.
    pub answer_status: u16,
    /// Where a job is read, after the versioned base path.
    pub path: String,
    /// The member with its id.
    pub id: String,
    /// The member with its state.
    pub state: String,
    /// States in which it goes on.
    pub running: Vec<String>,
    /// States in which it has ended.
    pub ended: Vec<String>,
    /// States in which it has ended well; each is in `ended`.
    pub succeeded: Vec<String>,
    /// How long to wait before reading again, in seconds.
    pub poll_after_s: u32,
    /// Events that make reading again unnecessary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended_events: Vec<String>,
}

/// What answers say about being kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Caching {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Values of `Cache-Control`, each with what answers it is for.
    pub policies: IndexMap<String, String>,
    /// The value for answers with secrets or personal data.
    pub sensitive: String,
}

/// Answers that go on when a source is down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Degradation {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The query parameter that allows gaps.
    pub parameter: String,
    /// Whether gaps are allowed where nothing is said.
    pub default: bool,
    /// Sources that may be named as missing.
    pub sources: Vec<String>,
    /// The error code when gaps are not allowed, or nothing is left.
    pub refused_with: String,
}
