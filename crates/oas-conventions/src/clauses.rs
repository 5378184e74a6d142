//! The numbered statements that conventions put into practice: [`Clause`].

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The number of a statement: `C-22`.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct ClauseId(#[schemars(regex(pattern = r"^C-[0-9]{2}$"))] String);

impl ClauseId {
    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One statement of the conventions, in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Whether it binds.
    pub level: ClauseLevel,
    /// The statement.
    pub text: String,
    /// What can show that it holds.
    pub proved_by: Vec<Proof>,
}

/// Whether a statement binds, as RFC 2119 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClauseLevel {
    /// Without exception.
    Must,
    /// Unless there is a reason.
    Should,
}

/// What can show that a statement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The OpenAPI document.
    Document,
    /// A running server.
    Server,
    /// A generated client.
    Client,
    /// The documentation's pages.
    Documentation,
}
