//! Nodes as JSON values, for the validator.

use oas_syntax::{Node, NodeKind};
use serde_json::{Map, Number, Value};

/// The value of a node; `None` where aliases would expand it beyond measure or nest it too deep.
pub(crate) fn value_of(node: Node<'_>) -> Option<Value> {
    let mut budget = 200_000;
    convert(node, 0, &mut budget)
}

fn convert(node: Node<'_>, depth: u32, budget: &mut u32) -> Option<Value> {
    if depth > 200 || *budget == 0 {
        return None;
    }
    *budget -= 1;
    Some(match node.kind() {
        NodeKind::Null => Value::Null,
        NodeKind::Boolean => Value::Bool(node.as_bool()?),
        NodeKind::Integer | NodeKind::Float => Value::Number(number(node)?),
        NodeKind::String => Value::String(node.as_str()?.to_owned()),
        NodeKind::Sequence => Value::Array(
            node.elements()
                .map(|element| convert(element, depth + 1, budget))
                .collect::<Option<_>>()?,
        ),
        NodeKind::Mapping => {
            let mut object = Map::new();
            for entry in node.entries() {
                let value = convert(entry.value, depth + 1, budget)?;
                object.insert(entry.key.text().to_owned(), value);
            }
            Value::Object(object)
        }
    })
}

fn number(node: Node<'_>) -> Option<Number> {
    if let Some(value) = node.as_i64() {
        return Some(value.into());
    }
    match node.as_u64() {
        Some(value) => Some(value.into()),
        None => Number::from_f64(node.as_f64()?),
    }
}
