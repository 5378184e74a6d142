//! The error catalogue: [`ErrorCode`].

use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ClauseId;

/// What an error code means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// What happened, in a few words.
    pub title: String,
    /// Statuses that it comes with.
    #[schemars(length(min = 1), inner(range(min = 400, max = 599)))]
    pub status: Vec<u16>,
    /// Who answers with it.
    pub raised_by: RaisedBy,
    /// Whether the same call may be made again.
    pub retry: Retry,
    /// When it comes.
    pub summary: String,
    /// What the caller can do.
    pub remedy: String,
}

/// Somebody who answers with an error.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Raiser {
    /// Generated code in front of the operation's own: routes, reading, schemas, panics.
    Router,
    /// What stands around all operations: tokens, scopes, limits, idempotency, audit.
    Layer,
    /// The operation's own code.
    Handler,
}

/// Whether the same call may be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// No: the answer will be the same.
    Never,
    /// Yes, once the time of the answer has passed.
    After,
    /// Yes, when the call is safe or carries an idempotency key.
    Safe,
}

/// Who answers with a code, written as briefly as possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RaisedBy {
    /// This one, with every status of the code: `router`.
    One(Raiser),
    /// Any of these, with every status of the code: `[router, handler]`.
    Any(Vec<Raiser>),
    /// Each with its own statuses: `{ router: [400, 422], handler: [422] }`.
    ByStatus(IndexMap<Raiser, Vec<u16>>),
}

impl ErrorCode {
    /// Who answers with the code and this status; nobody when the code has no such status.
    #[must_use]
    pub fn raisers(&self, status: u16) -> Vec<Raiser> {
        if !self.status.contains(&status) {
            return Vec::new();
        }
        match &self.raised_by {
            RaisedBy::One(raiser) => vec![*raiser],
            RaisedBy::Any(raisers) => raisers.clone(),
            RaisedBy::ByStatus(statuses) => statuses
                .iter()
                .filter(|(_, statuses)| statuses.contains(&status))
                .map(|(raiser, _)| *raiser)
                .collect(),
        }
    }
}

impl Raiser {
    /// The word of the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Router => "router",
            Self::Layer => "layer",
            Self::Handler => "handler",
        }
    }
}

impl Serialize for RaisedBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(raiser) => raiser.serialize(serializer),
            Self::Any(raisers) => raisers.serialize(serializer),
            Self::ByStatus(statuses) => statuses.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for RaisedBy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `#[serde(untagged)]` would lose which word is wrong, and where.
        deserializer.deserialize_any(RaisedByVisitor)
    }
}

struct RaisedByVisitor;

impl<'de> Visitor<'de> for RaisedByVisitor {
    type Value = RaisedBy;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("`router`, `layer` or `handler`, a list of these, or a map to statuses")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<RaisedBy, E> {
        Raiser::deserialize(StrDeserializer::new(value)).map(RaisedBy::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<RaisedBy, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(sequence)).map(RaisedBy::Any)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RaisedBy, A::Error> {
        IndexMap::deserialize(MapAccessDeserializer::new(map)).map(RaisedBy::ByStatus)
    }
}

impl JsonSchema for RaisedBy {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RaisedBy".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let raiser = generator.subschema_for::<Raiser>();
        let statuses = generator.subschema_for::<Vec<u16>>();
        json_schema!({
            "description": "Who answers with a code.",
            "oneOf": [
                raiser,
                { "description": "Any of these.", "type": "array", "items": raiser, "minItems": 1 },
                {
                    "description": "Each with its own statuses.",
                    "type": "object",
                    "properties": { "router": statuses, "layer": statuses, "handler": statuses },
                    "additionalProperties": false,
                    "minProperties": 1
                }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorCode, RaisedBy, Raiser, Retry};

    #[test]
    fn who_raises_a_code_depends_on_the_status() {
        let by_status = [
            (Raiser::Router, vec![400, 422]),
            (Raiser::Handler, vec![422]),
        ];
        let mut code = ErrorCode {
            clauses: Vec::new(),
            title: String::new(),
            status: vec![400, 422],
            raised_by: RaisedBy::ByStatus(by_status.into_iter().collect()),
            retry: Retry::Never,
            summary: String::new(),
            remedy: String::new(),
        };
        assert_eq!(code.raisers(400), [Raiser::Router]);
        assert_eq!(code.raisers(422), [Raiser::Router, Raiser::Handler]);
        assert_eq!(code.raisers(409), []);
        code.raised_by = RaisedBy::One(Raiser::Layer);
        assert_eq!(code.raisers(400), [Raiser::Layer]);
        assert_eq!(code.raisers(409), []);
    }
}
