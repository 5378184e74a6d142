//! How requests are looked at: [`Requests`], [`Filters`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// How requests are looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requests {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// JSON types whose values need bounds.
    pub bounded: Vec<BoundedType>,
    /// Formats that bound a string by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bounded_formats: Vec<String>,
    /// What is done with members of a body that the schema does not name.
    pub unknown_members: UnknownMembers,
    /// Largest body where an operation does not say otherwise, in bytes.
    pub max_body_bytes: u64,
    /// What is looked at first decides the answer.
    pub order_of_checks: Vec<CheckStep>,
}

/// A JSON type whose values need bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoundedType {
    /// `maxLength`, `pattern`, `enum`, `const` or a bounded format.
    String,
    /// A range.
    Number,
    /// A range.
    Integer,
    /// `maxItems`.
    Array,
}

/// What is done with members of a body that the schema does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownMembers {
    /// The request is refused.
    Refused,
    /// They are passed over.
    Ignored,
}

/// One thing that is looked at, and the status when it is not as it should be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckStep {
    /// What is looked at.
    pub check: Check,
    /// The status of the refusal.
    pub status: u16,
}

/// Something that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Whether the path leads anywhere.
    Route,
    /// Whether the path has the method.
    Method,
    /// Whether the token is valid.
    Authentication,
    /// Whether the token is enough.
    Permission,
    /// Whether calls are left.
    RateLimit,
    /// Whether the body is small enough.
    Size,
    /// Whether the body is of the right media type.
    MediaType,
    /// Whether body and parameters can be read.
    Syntax,
    /// Whether they follow their schemas.
    Schema,
    /// Whether the idempotency key is free or was used for the same request.
    Idempotency,
    /// Whether the resource is there and visible.
    Resource,
    /// Whether its state allows it.
    State,
    /// Whether the business allows it.
    BusinessRule,
}

/// How lists are filtered and sorted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filters {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The error code for a filter that is not offered.
    pub refused_with: String,
    /// Style of parameters with several values.
    pub list_style: String,
    /// Whether several values are several parameters.
    pub list_explode: bool,
    /// Endings of parameter names, each with what it means.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub suffixes: IndexMap<String, String>,
    /// Search by text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
    /// Sorting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
}

/// Search by text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// The query parameter.
    pub parameter: String,
    /// Shortest text.
    pub min_length: u32,
    /// Longest text.
    pub max_length: u32,
}

/// Sorting by one key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// The query parameter.
    pub parameter: String,
    /// What stands in front of a key to turn the order around.
    pub descending_prefix: String,
    /// The key that decides between equals.
    pub ties_by: String,
}
