//! Nodes as `serde_json` values, for what is kept or compared as data: examples, defaults, enums.

use serde_json::{Map, Number, Value};

use super::{Node, NodeKind};

impl Node<'_> {
    /// The node as JSON, aliases expanded, keys in the order of the text.
    ///
    /// Integers are exact when 64 bits hold them, other numbers are the nearest float, and
    /// numbers beyond the floats the largest one; [`Node::number`] has what is written. `.inf` and
    /// `.nan`, which JSON cannot say and the parser reports, are null. The limits of the parse
    /// bound both the size and the depth of the result.
    #[must_use]
    pub fn to_json(self) -> Value {
        match self.kind() {
            NodeKind::Null => Value::Null,
            NodeKind::Boolean => Value::Bool(self.as_bool().unwrap_or_default()),
            NodeKind::Integer | NodeKind::Float => {
                self.json_number().map_or(Value::Null, Value::Number)
            }
            NodeKind::String => Value::String(self.as_str().unwrap_or_default().to_owned()),
            NodeKind::Sequence => Value::Array(self.elements().map(Node::to_json).collect()),
            NodeKind::Mapping => {
                let mut map = Map::with_capacity(self.entries().len());
                for entry in self.entries() {
                    map.insert(entry.key.text().to_owned(), entry.value.to_json());
                }
                Value::Object(map)
            }
        }
    }

    fn json_number(self) -> Option<Number> {
        let number = self.number()?;
        if self.kind() == NodeKind::Integer {
            if let Some(value) = number.as_i64() {
                return Some(Number::from(value));
            }
            if let Some(value) = number.as_u64() {
                return Some(Number::from(value));
            }
        }
        if !number.is_finite() {
            return None;
        }
        Number::from_f64(number.as_f64().clamp(f64::MIN, f64::MAX))
    }
}
