//! What a caller may do: [`Authorization`], [`Scope`], [`Role`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// What callers may do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authorization {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// What tokens may do, by name of the scope.
    pub scopes: IndexMap<String, Scope>,
    /// Words of user interfaces, and the scopes they stand for.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub key_permissions: IndexMap<String, Vec<String>>,
    /// Who people are, by name of the role.
    pub roles: IndexMap<String, Role>,
}

/// Something that a token may do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// What it allows, as a command: "Read workspaces."
    pub grants: String,
    /// Kinds of tokens that can hold it.
    pub token_kinds: Vec<String>,
}

/// Something that a person is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Where it counts.
    pub kind: RoleKind,
    /// What a person with it may do.
    pub may: String,
    /// Kinds of tokens that can carry it.
    pub token_kinds: Vec<String>,
}

/// Where a role counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// In a tenant.
    Tenant,
    /// In a workspace of a tenant.
    Workspace,
    /// In the company.
    Internal,
    /// In the company's leadership and those who report to it.
    Executive,
}
