//! Whom surfaces are for and what they may rely on: [`Audience`], [`Stability`], [`Domain`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// Whom a surface is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Name for people.
    pub title: String,
    /// Who they are.
    pub summary: String,
    /// Whether others than ourselves see its documents.
    pub exposure: Exposure,
    /// What its paths start with, after the versioned base path.
    pub prefixes: Vec<String>,
    /// Kinds of tokens that may be accepted.
    pub token_kinds: Vec<String>,
    /// Where it is served.
    pub servers: Vec<Server>,
}

/// Whether others than ourselves see something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Exposure {
    /// Everybody may see it.
    Public,
    /// Stays within the company.
    Private,
}

/// Where an audience is served.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Base URL without a path.
    pub url: String,
    /// What it is for.
    pub description: String,
}

/// What callers may rely on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stability {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// In a sentence.
    pub summary: String,
    /// When something may be taken away.
    pub breaking_changes: BreakingChanges,
    /// The tag that marks it in documentation comments: `@beta`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation_tag: Option<String>,
}

/// When something may be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BreakingChanges {
    /// In the next major version only.
    NextMajor,
    /// At any time, when it is announced.
    Announced,
}

/// One contract of the family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Name for people.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Its OpenAPI document, from the folder of the conventions.
    pub document: String,
    /// Who answers for it.
    pub owner: String,
    /// Who calls it.
    pub callers: String,
    /// Its parts; the first one is the document's own audience and stability.
    pub surfaces: Vec<Surface>,
}

/// Operations of a domain with a prefix, an audience and a stability in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Surface {
    /// What its paths start with, after the versioned base path.
    pub prefix: String,
    /// Whom it is for.
    pub audience: String,
    /// What callers may rely on.
    pub stability: String,
    /// How many operations it has.
    pub operations: u32,
}
