//! Reading unions: [`Choice`] finds out which variant a value is of, then reads that one.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::schema::{Constant, Described, JsonType, Kind, Selection, Union};

/// A value of a union, of which it is known by now which variant it is.
///
/// The value is kept as text, of which only the member that decides is read; the variant is then
/// read from the text, straight into its type. Only unions whose variants nothing tells apart are
/// read as JSON values, to try one variant after the other.
#[derive(Debug)]
pub struct Choice {
    text: Box<RawValue>,
    index: usize,
}

impl Choice {
    /// Chooses the variant of the union `T`.
    ///
    /// # Errors
    ///
    /// That of the deserializer, or that no variant fits.
    pub fn of<'de, T: Described, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let index = match T::schema().resolve().0.kind {
            Kind::Union(union) => union.index_of(text.get()),
            _ => None,
        };
        match index {
            Some(index) => Ok(Self { text, index }),
            None => Err(D::Error::custom("no variant fits")),
        }
    }

    /// The position of the variant.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// Reads the variant.
    ///
    /// # Errors
    ///
    /// That the value is none of the type.
    pub fn read<T: DeserializeOwned, E: Error>(&self) -> Result<T, E> {
        let _level = Level::enter().ok_or_else(|| E::custom("unions are nested too deep"))?;
        // Positions within the text would mislead: it is a part of a larger one.
        serde_json::from_str(self.text.get()).map_err(|_| E::custom("the variant cannot be read"))
    }
}

/// How deep unions may be nested. Each level has a reader of its own, so that the reader's own limit
/// does not hold for all of them together, and reads its text again.
const MAX_LEVELS: usize = 64;

thread_local! {
    static LEVELS: Cell<usize> = const { Cell::new(0) };
}

/// A union that is being read on this thread.
struct Level;

impl Level {
    fn enter() -> Option<Self> {
        LEVELS.with(|levels| {
            let level = levels.get() + 1;
            (level <= MAX_LEVELS).then(|| {
                levels.set(level);
                Self
            })
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVELS.with(|levels| levels.set(levels.get() - 1));
    }
}

impl Union {
    /// The variant that a JSON text belongs to.
    fn index_of(&self, text: &str) -> Option<usize> {
        match self.selection {
            Selection::Type(types) => types
                .iter()
                .find(|(json_type, _)| is_of_type(text, *json_type))
                .map(|(_, index)| *index),
            Selection::Member {
                name,
                values,
                default,
            } => {
                let wanted = [name];
                let members = MemberNames::read(text, &wanted)?;
                let index = members.values.first().and_then(|(_, value)| {
                    let found = values.iter().find(|(constant, _)| constant.equals(value));
                    found.map(|(_, index)| *index)
                });
                index.or(default)
            }
            Selection::UniqueMember { names, default } => {
                let wanted: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
                let members = MemberNames::read(text, &wanted)?;
                let is_there = |name: &str| members.values.iter().any(|(own, _)| own == name);
                let found = names.iter().find(|(name, _)| is_there(name));
                let index = found.map(|(_, index)| *index).or(default);
                index.or_else(|| self.first_that_accepts(text))
            }
            Selection::Any | Selection::One => self.first_that_accepts(text),
        }
    }

    fn first_that_accepts(&self, text: &str) -> Option<usize> {
        let value: Value = serde_json::from_str(text).ok()?;
        self.variants
            .iter()
            .position(|variant| variant.accepts(&value))
    }
}

/// Whether a JSON text is of a JSON type; its first character tells, but for integers.
fn is_of_type(text: &str, json_type: JsonType) -> bool {
    let first = text.trim_start().bytes().next().unwrap_or_default();
    match json_type {
        JsonType::Boolean => matches!(first, b't' | b'f'),
        JsonType::String => first == b'"',
        JsonType::Array => first == b'[',
        JsonType::Object => first == b'{',
        JsonType::Number => first == b'-' || first.is_ascii_digit(),
        JsonType::Integer => serde_json::from_str::<Value>(text)
            .is_ok_and(|value| super::schema::is_of_type(&value, json_type)),
    }
}

/// Members of an object that were asked for, with their values.
struct MemberNames<'n> {
    wanted: &'n [&'n str],
    values: Vec<(String, Value)>,
}

impl<'n> MemberNames<'n> {
    fn read(text: &str, wanted: &'n [&'n str]) -> Option<Self> {
        let members = Self {
            wanted,
            values: Vec::new(),
        };
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.deserialize_map(members).ok()
    }
}

impl<'de> Visitor<'de> for MemberNames<'_> {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Self, A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if self.wanted.contains(&name.as_str()) {
                self.values.push((name, members.next_value()?));
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(self)
    }
}

impl Constant {
    /// Reads the value of an enum whose constants are `constants`, in the same order as `values`.
    ///
    /// # Errors
    ///
    /// That the value is none of them.
    pub fn choose<'de, T: Copy, D: Deserializer<'de>>(
        deserializer: D,
        values: &[T],
        constant: impl Fn(T) -> Self,
    ) -> Result<T, D::Error> {
        let found = Value::deserialize(deserializer)?;
        values
            .iter()
            .copied()
            .find(|value| constant(*value).equals(&found))
            .ok_or_else(|| D::Error::custom("is none of the constants"))
    }
}

impl Serialize for Constant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::String(text) => serializer.serialize_str(text),
            Self::Number(_) | Self::Array(_) | Self::Object(_) => {
                self.to_value().serialize(serializer)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Deserializer};
    use serde_json::{Value, json};

    use super::Choice;
    use crate::schema::{
        Constant, Described, JsonType, Property, Schema, Selection, Union, Validate,
    };

    /// A tree whose nodes are told apart by their JSON type.
    #[derive(Debug)]
    enum Tree {
        Leaf(i64),
        Node(Vec<Tree>),
    }

    impl<'de> Deserialize<'de> for Tree {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let choice = Choice::of::<Self, D>(deserializer)?;
            match choice.index() {
                0 => choice.read().map(Self::Leaf),
                _ => choice.read().map(Self::Node),
            }
        }
    }

    impl Validate for Tree {
        fn conforms(&self, schema: &Schema) -> bool {
            match self {
                Self::Leaf(value) => schema.describes_variant::<Self>(0, value),
                Self::Node(_) => true,
            }
        }
    }

    impl Described for Tree {
        fn schema() -> &'static Schema {
            static NODE: Schema = Schema::of::<Tree>();
            static SCHEMA: Schema = Schema::union(Union {
                variants: &[Schema::integer(), Schema::array(&NODE)],
                selection: Selection::Type(&[(JsonType::Integer, 0), (JsonType::Array, 1)]),
            });
            &SCHEMA
        }
    }

    fn depth(tree: &Tree) -> usize {
        match tree {
            Tree::Leaf(_) => 0,
            Tree::Node(nodes) => 1 + nodes.iter().map(depth).max().unwrap_or_default(),
        }
    }

    #[test]
    fn the_type_decides() {
        let tree: Tree = serde_json::from_str("[1, [2, []]]").expect("a tree");
        assert_eq!(depth(&tree), 3);
        assert_eq!(
            depth(&serde_json::from_value(json!([[3]])).expect("a tree")),
            2
        );
        assert!(serde_json::from_str::<Tree>("[\"a\"]").is_err());
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(serde_json::from_str::<Tree>(&nested(60)).is_ok());
        assert!(serde_json::from_str::<Tree>(&nested(100_000)).is_err());
        assert!(serde_json::from_str::<Tree>(&nested(60)).is_ok());
    }

    const VARIANTS: &[Schema] = &[
        Schema::object(&[Property::required("a", Schema::integer())]),
        Schema::object(&[Property::required("b", Schema::string())]),
    ];

    fn index(selection: Selection, value: &Value) -> Option<usize> {
        let union = Union {
            variants: VARIANTS,
            selection,
        };
        union.index_of(&value.to_string())
    }

    #[test]
    fn members_decide() {
        let by_value = Selection::Member {
            name: "kind",
            values: &[(Constant::String("x"), 1)],
            default: None,
        };
        assert_eq!(index(by_value, &json!({ "b": {}, "kind": "x" })), Some(1));
        assert_eq!(index(by_value, &json!({ "kind": "y" })), None);
        let by_name = Selection::UniqueMember {
            names: &[("a", 0), ("b", 1)],
            default: None,
        };
        assert_eq!(index(by_name, &json!({ "c": 1, "b": 1 })), Some(1));
        assert_eq!(index(Selection::Any, &json!({ "b": "text" })), Some(1));
        assert_eq!(index(Selection::Any, &json!({ "b": 5 })), None);
    }
}
