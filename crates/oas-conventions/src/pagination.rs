//! How lists are read page by page: [`Pagination`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// How lists are read page by page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pagination {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The parameter with the size of a page.
    pub limit: Limit,
    /// The parameter with the place to go on from.
    pub cursor: Cursor,
    /// Operations with other bounds, by operation id.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub exceptions: IndexMap<String, LimitBounds>,
    /// Members of `meta`.
    pub meta: PageMeta,
    /// The error code for a page size out of bounds.
    pub limit_refused_with: String,
    /// The error code for a cursor that is damaged or was made with other filters.
    pub cursor_refused_with: String,
    /// What a cursor is made of.
    pub cursor_holds: Vec<String>,
    /// How a cursor is protected.
    pub cursor_signature: String,
    /// Values of `x-pagination`, each with what it means.
    pub modes: IndexMap<String, String>,
}

/// The parameter with the size of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The query parameter.
    pub parameter: String,
    /// Smallest page.
    pub minimum: u32,
    /// Largest page.
    pub maximum: u32,
    /// Page size where none is asked for.
    pub default: u32,
}

/// Bounds of a page size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitBounds {
    /// Smallest page.
    pub minimum: u32,
    /// Largest page.
    pub maximum: u32,
    /// Page size where none is asked for.
    pub default: u32,
}

/// The parameter with the place to go on from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The query parameter.
    pub parameter: String,
    /// Longest cursor, in characters.
    pub max_length: u32,
}

/// Members of `meta` on a page, by what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageMeta {
    /// Goes on from here; null at the end.
    pub next_cursor: String,
    /// Whether there is a next page.
    pub has_more: String,
    /// Page size that was used.
    pub limit: String,
    /// Count of all matches, where it is known.
    pub total: String,
}

impl Pagination {
    /// The bounds of an operation's page size.
    #[must_use]
    pub fn bounds(&self, operation_id: &str) -> LimitBounds {
        self.exceptions
            .get(operation_id)
            .cloned()
            .unwrap_or(LimitBounds {
                minimum: self.limit.minimum,
                maximum: self.limit.maximum,
                default: self.limit.default,
            })
    }
}
