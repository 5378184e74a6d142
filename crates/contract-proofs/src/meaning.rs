//! What a JSON Schema means, in one form: [`meaning`].
//!
//! Two schemas that allow the same values can be written in several ways; this knows the ways in
//! which the contracts and utoipa write theirs, and no others. It is for comparing, not for
//! validating.

use serde_json::{Map, Value};

/// Keywords that say nothing about values.
const ANNOTATIONS: [&str; 9] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
];

/// A schema in one form: annotations and extensions gone, `null` a flag of its own, constants as
/// enums, sets sorted, `allOf` of one put in place, formats that go without saying said.
#[must_use]
pub fn meaning(schema: &Value) -> Value {
    let Value::Object(schema) = schema else {
        return schema.clone();
    };
    let mut own = schema.clone();
    take_parts(&mut own);
    take_null(&mut own);
    take_constants(&mut own);
    // Parts and alternatives that were put in place bring their own.
    own.retain(|name, _| !ANNOTATIONS.contains(&name.as_str()) && !name.starts_with("x-"));
    let mut plain = Map::new();
    for (name, value) in own {
        let value = match name.as_str() {
            "properties" => members(&value),
            "items" | "additionalProperties" => meaning(&value),
            "allOf" | "oneOf" | "anyOf" | "prefixItems" => each(&value),
            "required" | "enum" => sorted(value),
            _ => number(value),
        };
        let goes_without_saying = match name.as_str() {
            "additionalProperties" => value == Value::Bool(true),
            // The names of a map's members are texts in any case.
            "propertyNames" => value == serde_json::json!({ "type": "string" }),
            "minLength" | "minItems" | "minProperties" => value == number(Value::from(0)),
            "required" => value == Value::Array(vec![]),
            _ => false,
        };
        if !goes_without_saying {
            // Which of the two a union is written with depends on whether its variants exclude
            // each other, which the types cannot say.
            let name = if name == "anyOf" {
                "oneOf".to_owned()
            } else {
                name
            };
            plain.insert(name, value);
        }
    }
    say_formats(&mut plain);
    plain.sort_keys();
    Value::Object(plain)
}

/// `allOf` of one schema is that schema.
fn take_parts(schema: &mut Map<String, Value>) {
    let only = match schema.get("allOf") {
        Some(Value::Array(parts)) if parts.len() == 1 => parts.first().cloned(),
        _ => None,
    };
    if let Some(Value::Object(only)) = only {
        schema.remove("allOf");
        schema.extend(only);
    }
}

/// Null among types or alternatives becomes a flag.
fn take_null(schema: &mut Map<String, Value>) {
    let mut nullable = false;
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        let before = types.len();
        types.retain(|one| one != "null");
        nullable |= types.len() < before;
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    for word in ["oneOf", "anyOf"] {
        let Some(Value::Array(alternatives)) = schema.get_mut(word) else {
            continue;
        };
        let before = alternatives.len();
        alternatives.retain(|one| one.get("type") != Some(&Value::from("null")));
        nullable |= alternatives.len() < before;
        if alternatives.len() == 1
            && let Some(Value::Object(only)) = alternatives.pop()
        {
            schema.remove(word);
            schema.extend(only);
        }
    }
    if nullable {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// A constant is an enum of one, and the values of an enum have their types.
fn take_constants(schema: &mut Map<String, Value>) {
    if let Some(constant) = schema.remove("const") {
        schema.insert("enum".to_owned(), Value::Array(vec![constant]));
    }
    if schema.contains_key("enum") {
        schema.remove("type");
    }
}

/// Numbers without a format are held in 64 bits.
fn say_formats(schema: &mut Map<String, Value>) {
    let usual = match schema.get("type").and_then(Value::as_str) {
        Some("integer") => "int64",
        Some("number") => "double",
        _ => return,
    };
    schema.entry("format").or_insert_with(|| Value::from(usual));
}

fn members(value: &Value) -> Value {
    let members = value.as_object().into_iter().flatten();
    let members = members.map(|(name, schema)| (name.clone(), meaning(schema)));
    let mut members: Map<String, Value> = members.collect();
    members.sort_keys();
    Value::Object(members)
}

fn each(value: &Value) -> Value {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(meaning)
        .collect()
}

fn sorted(value: Value) -> Value {
    let Value::Array(mut elements) = value else {
        return value;
    };
    elements.sort_by_key(Value::to_string);
    Value::Array(elements)
}

/// `1` and `1.0` are one number.
fn number(value: Value) -> Value {
    match value.as_f64() {
        Some(number) => Value::from(number),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::meaning;

    #[test]
    fn ways_of_writing_are_one() {
        for (left, right) in [
            (
                json!({ "type": ["string", "null"], "description": "a" }),
                json!({ "oneOf": [{ "type": "null" }, { "type": "string" }] }),
            ),
            (
                json!({ "type": "boolean", "const": true }),
                json!({ "enum": [true], "type": "boolean" }),
            ),
            (
                json!({ "type": "integer" }),
                json!({ "type": "integer", "format": "int64" }),
            ),
            (
                json!({ "allOf": [{ "$ref": "#/a" }], "description": "b" }),
                json!({ "$ref": "#/a" }),
            ),
            (
                json!({ "required": ["b", "a"], "properties": { "b": {}, "a": {} } }),
                json!({ "properties": { "a": {}, "b": {} }, "required": ["a", "b"] }),
            ),
            (json!({ "maximum": 1 }), json!({ "maximum": 1.0 })),
        ] {
            assert_eq!(meaning(&left), meaning(&right));
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (left, right) in [
            (
                json!({ "type": "string" }),
                json!({ "type": ["string", "null"] }),
            ),
            (
                json!({ "type": "string", "maxLength": 5 }),
                json!({ "type": "string" }),
            ),
            (json!({ "required": ["a"] }), json!({ "required": [] })),
            (json!({ "enum": ["a"] }), json!({ "enum": ["a", "b"] })),
            (json!({ "additionalProperties": false }), json!({})),
        ] {
            assert_ne!(meaning(&left), meaning(&right));
        }
    }
}
