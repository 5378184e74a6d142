//! Versions in paths and what happens to old operations: [`Versioning`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{BreakingChanges, ClauseId};

const MAJOR: &str = "{major}";

/// How versions show, and what may change within one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Versioning {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// What every path starts with; `{major}` stands for the major version.
    #[schemars(regex(pattern = r"^/.*\{major\}"))]
    pub base_path: String,
    /// When something may be taken away.
    pub breaking_changes: BreakingChanges,
    /// How operations are retired.
    pub deprecation: Deprecation,
}

/// How operations are retired.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deprecation {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Least time from notice to end.
    pub minimum_period_months: u32,
    /// What a deprecated operation says besides `deprecated: true`.
    pub required_extensions: Vec<String>,
    /// Relation of the link to the successor.
    pub link_relation: String,
    /// The event that tells callers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_by: Option<String>,
}

impl Versioning {
    /// The major version of a path and what follows the base path, from its `/` on.
    ///
    /// `None` when the path does not start with the base path, or its version is no number of one
    /// or more without zeros in front.
    #[must_use]
    pub fn split<'p>(&self, path: &'p str) -> Option<(u32, &'p str)> {
        let (before, after) = self.base_path.split_once(MAJOR)?;
        let rest = path.strip_prefix(before)?;
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (major, rest) = rest.split_at(digits);
        let rest = rest.strip_prefix(after)?;
        if major.starts_with('0') || !(rest.is_empty() || rest.starts_with('/')) {
            return None;
        }
        Some((major.parse().ok()?, rest))
    }

    /// What paths of a major version start with: `/api/v1`.
    #[must_use]
    pub fn base_path_of(&self, major: u32) -> String {
        self.base_path.replace(MAJOR, &major.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::{Deprecation, Versioning};
    use crate::BreakingChanges;

    #[test]
    fn a_path_is_split_into_version_and_rest() {
        let versioning = Versioning {
            clauses: Vec::new(),
            base_path: "/api/v{major}".to_owned(),
            breaking_changes: BreakingChanges::NextMajor,
            deprecation: Deprecation {
                clauses: Vec::new(),
                minimum_period_months: 6,
                required_extensions: Vec::new(),
                link_relation: "successor-version".to_owned(),
                announced_by: None,
            },
        };
        for (path, expected) in [
            ("/api/v1/tenants", Some((1, "/tenants"))),
            ("/api/v12/exec/overview", Some((12, "/exec/overview"))),
            ("/api/v1", Some((1, ""))),
            ("/api/v0/tenants", None),
            ("/api/v01/tenants", None),
            ("/api/v/tenants", None),
            ("/api/v1beta/tenants", None),
            ("/tenants", None),
            ("/api/v99999999999/tenants", None),
        ] {
            assert_eq!(versioning.split(path), expected, "{path}");
        }
        assert_eq!(versioning.base_path_of(2), "/api/v2");
    }
}
