//! What stands around every body: [`SuccessEnvelope`], [`ErrorEnvelope`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Case, ClauseId};

/// Members around a success; all are required.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuccessEnvelope {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The constant true.
    pub flag: String,
    /// What was asked for.
    pub data: String,
    /// An object with what is said about it.
    pub meta: String,
}

/// Members around an error; all are required.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorEnvelope {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The one schema of every error, from the folder of the conventions.
    pub component: String,
    /// The constant false.
    pub flag: String,
    /// The object around what went wrong.
    pub error: String,
    /// When it was answered, beside that object.
    pub timestamp: String,
    /// Within the object: a code of the catalogue.
    pub code: String,
    /// Within the object: a sentence for people.
    pub message: String,
    /// Within the object: an array with an entry for each field.
    pub details: String,
    /// Within the object: the id of the request.
    pub request_id: String,
    /// Within the object: where the code is explained.
    pub documentation_url: String,
    /// The address that `#` and the anchor of a code are appended to.
    pub documentation_base: String,
    /// How a code is written in the anchor.
    pub documentation_anchor: Case,
    /// The zone of the timestamp.
    pub timestamp_zone: String,
    /// Entries of the array.
    pub detail: ErrorDetail,
    /// The answer of what stands in front of the API.
    pub infrastructure: Infrastructure,
}

/// Members of an entry about one field; all are required.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorDetail {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// A JSON Pointer for bodies, the name on the wire elsewhere.
    pub field: String,
    /// The part of the request.
    #[serde(rename = "in")]
    pub location: String,
    /// What is wrong, for programs.
    pub code: String,
    /// What is wrong, for people.
    pub message: String,
    /// Parts of requests.
    pub locations: Vec<String>,
    /// Most entries of one answer.
    pub max_entries: u32,
    /// Codes besides the keywords of JSON Schema, each with what it says.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub codes: IndexMap<String, String>,
}

/// The answer of what stands in front of the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Infrastructure {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The key it stands under in an operation's responses.
    pub response: String,
    /// The shared response, from the folder of the conventions.
    pub component: String,
}

impl ErrorEnvelope {
    /// Where a code is explained.
    #[must_use]
    pub fn documentation_url_of(&self, code: &str) -> String {
        format!(
            "{}#{}",
            self.documentation_base,
            self.documentation_anchor.convert(code)
        )
    }
}
