//! What ids look like and who may see them: [`Identifiers`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// What ids look like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identifiers {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Pattern of what follows the prefix, without anchors.
    pub suffix_pattern: String,
    /// Prefixes, each with what its ids name.
    pub prefixes: IndexMap<String, IdentifierPrefix>,
}

/// What the ids with a prefix are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentifierPrefix {
    /// What they name, in the singular.
    pub names: String,
    /// Who may see them.
    pub exposure: IdentifierExposure,
}

/// Who may see an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierExposure {
    /// Everybody.
    Public,
    /// Only documents of private audiences show it.
    Private,
    /// It is a secret: shown once, then never.
    Secret,
}

impl Identifiers {
    /// The prefix that a text or pattern starts with; the longest where several do.
    #[must_use]
    pub fn prefix_of(&self, text: &str) -> Option<(&str, &IdentifierPrefix)> {
        let text = text.strip_prefix('^').unwrap_or(text);
        self.prefixes
            .iter()
            .filter(|(prefix, _)| text.starts_with(prefix.as_str()))
            .max_by_key(|(prefix, _)| prefix.len())
            .map(|(prefix, meaning)| (prefix.as_str(), meaning))
    }

    /// The pattern of whole ids with a prefix: `^tn_[A-Za-z0-9_]{3,64}$`.
    #[must_use]
    pub fn pattern(&self, prefix: &str) -> String {
        format!("^{prefix}{}$", self.suffix_pattern)
    }
}
