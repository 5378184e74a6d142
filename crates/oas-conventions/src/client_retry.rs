//! What clients do when a call fails for the moment: [`ClientRetry`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// What clients do by default when a call fails for the moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientRetry {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Attempts, the first one counted.
    pub max_attempts: u32,
    /// First wait, in milliseconds; it doubles from attempt to attempt.
    pub base_ms: u64,
    /// Longest wait, in milliseconds.
    pub cap_ms: u64,
    /// All waits together, in milliseconds.
    pub budget_ms: u64,
    /// How waits are spread.
    pub jitter: Jitter,
    /// Longest attempt, in milliseconds.
    pub timeout_ms: u64,
    /// Whether a call that got no answer is repeated.
    pub network_faults: bool,
    /// Statuses that are worth another attempt.
    pub statuses: Vec<u16>,
    /// Error codes that are not, whatever their status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never_codes: Vec<String>,
    /// Calls that may be repeated at all.
    pub calls: Vec<RepeatableCall>,
}

/// How waits are spread, so that clients do not come back all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Jitter {
    /// From nothing to the whole wait.
    Full,
    /// From half the wait to the whole.
    Half,
    /// Not at all.
    None,
}

/// A call that may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepeatableCall {
    /// It changes nothing.
    Safe,
    /// It carries an idempotency key.
    Keyed,
    /// Its operation is idempotent by nature.
    Natural,
}
