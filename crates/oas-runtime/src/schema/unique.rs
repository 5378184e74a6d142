//! Whether all elements of a list differ.

use std::collections::HashSet;
use std::fmt::Write;

use serde_json::Value;

use super::Decimal;

/// Lists up to this length are compared pair by pair, without allocating.
pub(crate) const PAIRWISE: usize = 32;

/// Whether no two elements are equal, for lists of at most [`PAIRWISE`] elements; `None` for
/// longer ones, where comparing each with each would cost too much.
pub(crate) fn evidently_unique<T: PartialEq>(elements: &[T]) -> Option<bool> {
    (elements.len() <= PAIRWISE).then(|| {
        elements
            .iter()
            .enumerate()
            .all(|(index, element)| !elements[..index].contains(element))
    })
}

/// Whether no two values are equal by the rules of JSON Schema, in near linear time.
pub(crate) fn is_unique(values: &[Value]) -> bool {
    let mut seen = HashSet::with_capacity(values.len());
    values.iter().all(|value| {
        let mut key = String::new();
        write_canonical(value, &mut key);
        seen.insert(key)
    })
}

/// A text that is the same for equal values and differs for others.
fn write_canonical(value: &Value, key: &mut String) {
    match value {
        Value::Number(number) => match Decimal::from_json(number) {
            // Printing normalises: 1, 1.0 and 10e-1 are one number.
            Some(decimal) => {
                // Writing to a string cannot fail.
                let _ = write!(key, "{decimal}");
            }
            None => key.push_str(&number.to_string()),
        },
        Value::Array(elements) => {
            key.push('[');
            for element in elements {
                write_canonical(element, key);
                key.push(',');
            }
            key.push(']');
        }
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_unstable();
            key.push('{');
            for name in names {
                // Quoted, so that no name can imitate punctuation.
                let _ = write!(key, "{name:?}:");
                if let Some(member) = members.get(name) {
                    write_canonical(member, key);
                }
                key.push(',');
            }
            key.push('}');
        }
        Value::String(text) => {
            let _ = write!(key, "{text:?}");
        }
        Value::Bool(_) | Value::Null => key.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_unique;

    #[test]
    fn equal_numbers_and_shuffled_objects_are_duplicates() {
        let duplicates = [
            json!([1, 1.0]),
            json!([{ "a": 1, "b": 2 }, { "b": 2, "a": 1 }]),
            json!([["x"], ["x"]]),
            json!([null, null]),
        ];
        for list in duplicates {
            assert!(!is_unique(list.as_array().expect("a list")), "{list}");
        }
    }

    #[test]
    fn values_of_different_types_differ() {
        let list = json!([1, "1", true, "true", [1], ["1"], { "a": 1 }, null, "null", 0, false]);
        assert!(is_unique(list.as_array().expect("a list")));
    }
}
