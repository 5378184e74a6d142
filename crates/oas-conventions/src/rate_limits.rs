//! How often may be called: [`RateLimits`], [`Plan`].

use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ClauseId;

const UNLIMITED: &str = "unlimited";
const EXISTING: &str = "existing";

/// How often may be called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateLimits {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The error code when calls are used up.
    pub exceeded: String,
    /// The error code when something that a plan counts is used up.
    pub quota_exceeded: String,
    /// Length of a window, in seconds.
    pub window_s: u32,
    /// Who is counted together, by the word that `x-rate-limit` uses.
    pub per: IndexMap<String, String>,
    /// What tenants may do, by plan.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub plans: IndexMap<String, Plan>,
}

/// What a tenant may do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Name for people.
    pub title: String,
    /// Calls per window.
    pub requests: u32,
    /// Calls at once after a time of none.
    pub burst: u32,
    /// Methods that may be called; all where nothing is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// Whether a contract may raise the limits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub raised_by_contract: bool,
    /// What the plan counts.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub quotas: IndexMap<String, Quota>,
}

/// How many of something a plan allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// So many.
    Limited(u64),
    /// As many as wanted.
    Unlimited,
    /// Those that are there; no more can be added.
    Existing,
}

impl Serialize for Quota {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Limited(count) => serializer.serialize_u64(*count),
            Self::Unlimited => serializer.serialize_str(UNLIMITED),
            Self::Existing => serializer.serialize_str(EXISTING),
        }
    }
}

impl<'de> Deserialize<'de> for Quota {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(QuotaVisitor)
    }
}

struct QuotaVisitor;

impl Visitor<'_> for QuotaVisitor {
    type Value = Quota;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number, `unlimited` or `existing`")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Quota, E> {
        Ok(Quota::Limited(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Quota, E> {
        u64::try_from(value)
            .map(Quota::Limited)
            .map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Quota, E> {
        match value {
            UNLIMITED => Ok(Quota::Unlimited),
            EXISTING => Ok(Quota::Existing),
            _ => Err(E::unknown_variant(value, &[UNLIMITED, EXISTING])),
        }
    }
}

impl JsonSchema for Quota {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quota".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How many of something a plan allows.",
            "oneOf": [
                { "description": "So many.", "type": "integer", "minimum": 0 },
                { "description": "As many as wanted.", "const": UNLIMITED },
                { "description": "Those that are there; no more can be added.", "const": EXISTING }
            ]
        })
    }
}
