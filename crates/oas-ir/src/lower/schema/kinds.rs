//! Which kinds of JSON values a schema allows: [`Kinds`].

use oas_model::Version;
use oas_model::object::Schema;
use oas_syntax::{Node, NodeKind};

use super::Parts;

/// A kind of value, null among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Integer,
    /// Any number; whole ones too.
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    const fn bit(self) -> u8 {
        match self {
            Self::Null => 1,
            Self::Boolean => 2,
            Self::Integer => 4,
            // A whole number is a number: the second bit is for those with a fraction.
            Self::Number => 4 | 8,
            Self::String => 16,
            Self::Array => 32,
            Self::Object => 64,
        }
    }

    /// The word for names and messages.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    fn of_type(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KindMask(u8);

impl KindMask {
    pub(super) const ALL: Self = Self(0x7f);

    pub(super) const fn only(kind: Kind) -> Self {
        Self(kind.bit())
    }
}

/// The kinds that all parts allow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    mask: u8,
    /// Whether `type`, constants or the look of other keywords say so; else anything is allowed.
    known: bool,
}

impl Kinds {
    /// The kinds that `type` of all parts allows; where none says so, the kinds that the other
    /// keywords are about, null not among them.
    pub(super) fn of(parts: &Parts<'_>) -> Self {
        let mut mask = parts.mask.0;
        let mut known = mask != KindMask::ALL.0;
        for schema in parts.schemas() {
            if let Some(allowed) = by_type(*schema) {
                known = true;
                mask &= allowed;
            }
        }
        if known {
            return Self { mask, known };
        }
        let looks = parts
            .schemas()
            .iter()
            .fold(0, |mask, schema| mask | by_look(*schema));
        Self {
            mask: if looks == 0 { mask } else { looks },
            known: looks != 0,
        }
    }

    /// Whether nothing is said.
    pub(super) const fn is_anything(self) -> bool {
        !self.known || self.mask == KindMask::ALL.0
    }

    /// Whether null is one of the kinds, because the document says so.
    pub(super) const fn says_null(self) -> bool {
        self.known && self.mask & Kind::Null.bit() != 0
    }

    /// Whether null would be excluded if something else allowed it.
    pub(super) const fn excludes_null(self) -> bool {
        self.known && self.mask & Kind::Null.bit() == 0
    }

    /// Whether a value of this kind is allowed.
    pub(super) fn allow(self, value: Node<'_>) -> bool {
        let bit = match value.kind() {
            NodeKind::Null => Kind::Null.bit(),
            NodeKind::Boolean => Kind::Boolean.bit(),
            NodeKind::Integer => Kind::Integer.bit(),
            NodeKind::Float if value.as_i64().is_some() => Kind::Integer.bit(),
            NodeKind::Float => 8,
            NodeKind::String => Kind::String.bit(),
            NodeKind::Sequence => Kind::Array.bit(),
            NodeKind::Mapping => Kind::Object.bit(),
        };
        !self.known || self.mask & bit != 0
    }

    /// The kinds but for null; integer only where it is not a number anyway.
    pub(super) fn without_null(self) -> Vec<Kind> {
        let has_fraction = self.mask & 8 != 0;
        Kind::ALL
            .into_iter()
            .filter(|kind| match kind {
                Kind::Null => false,
                Kind::Integer => self.mask & 4 != 0 && !has_fraction,
                Kind::Number => has_fraction,
                other => self.mask & other.bit() != 0,
            })
            .collect()
    }
}

/// What `type` allows, with `nullable` of OpenAPI 3.0; `None` where it says nothing that is known.
fn by_type(schema: Schema<'_>) -> Option<u8> {
    let kinds: Vec<_> = schema
        .types()
        .into_iter()
        .filter_map(Kind::of_type)
        .collect();
    if kinds.is_empty() {
        return None;
    }
    let mut mask = kinds.into_iter().fold(0, |mask, kind| mask | kind.bit());
    if schema.version() == Version::V3_0 && schema.flag("nullable") == Some(true) {
        mask |= Kind::Null.bit();
    }
    Some(mask)
}

/// The kinds that keywords are about. Strictly they allow all others; nobody means that.
fn by_look(schema: Schema<'_>) -> u8 {
    let mut mask = 0;
    for entry in schema.node().entries() {
        let kind = match entry.key.text() {
            "properties"
            | "required"
            | "additionalProperties"
            | "patternProperties"
            | "propertyNames"
            | "minProperties"
            | "maxProperties"
            | "unevaluatedProperties"
            | "dependentRequired"
            | "dependentSchemas" => Kind::Object,
            "items" | "prefixItems" | "contains" | "minItems" | "maxItems" | "uniqueItems"
            | "unevaluatedItems" | "minContains" | "maxContains" => Kind::Array,
            "pattern" | "minLength" | "maxLength" | "contentEncoding" | "contentMediaType" => {
                Kind::String
            }
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                Kind::Number
            }
            "format" => match entry.value.as_str() {
                Some("int32" | "int64") => Kind::Integer,
                Some("float" | "double" | "decimal" | "decimal128") => Kind::Number,
                Some(_) => Kind::String,
                None => continue,
            },
            _ => continue,
        };
        mask |= kind.bit();
    }
    mask
}
