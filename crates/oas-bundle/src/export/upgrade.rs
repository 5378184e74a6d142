//! Schemas of OpenAPI 3.0 in JSON Schema 2020-12.

use serde_json::{Map, Value, json};

use super::schema::also;

/// OpenAPI 3.0 to JSON Schema 2020-12.
pub(super) fn from_3_0(schema: &mut Map<String, Value>) {
    if schema.contains_key("$ref") {
        return;
    }
    for (exclusive, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        match schema.get(exclusive) {
            Some(Value::Bool(true)) => {
                schema.shift_remove(exclusive);
                if let Some(limit) = schema.shift_remove(bound) {
                    schema.insert(exclusive.to_owned(), limit);
                }
            }
            Some(Value::Bool(false)) => {
                schema.shift_remove(exclusive);
            }
            _ => {}
        }
    }
    if let Some(example) = schema.shift_remove("example") {
        schema.insert("examples".to_owned(), Value::Array(vec![example]));
    }
    match schema.get("format").and_then(Value::as_str) {
        Some("binary") => {
            schema.shift_remove("format");
            let any = "application/octet-stream";
            schema.insert("contentMediaType".to_owned(), any.into());
        }
        Some("byte") => {
            schema.shift_remove("format");
            schema.insert("contentEncoding".to_owned(), "base64".into());
        }
        _ => {}
    }
    if schema.shift_remove("nullable") == Some(Value::Bool(true)) {
        nullable(schema);
    }
}

/// Strictly, `nullable` counts beside `type` only; documents write it beside `allOf` and
/// alternatives too, and this tool's own exports do.
fn nullable(schema: &mut Map<String, Value>) {
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut)
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    if let Some(Value::String(only)) = schema.get("type").cloned() {
        schema.insert("type".to_owned(), json!([only, "null"]));
    }
    if let Some(parts) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        parts.push(json!({ "type": "null" }));
    }
    if let Some(parts) = schema.get_mut("oneOf").and_then(Value::as_array_mut) {
        // Null must not fit two alternatives, and one behind a reference may have it already.
        let has_type = |part: &Value| part.get("type").is_some_and(Value::is_string);
        if parts.iter().all(has_type) {
            parts.push(json!({ "type": "null" }));
        } else if let Some(parts) = schema.shift_remove("oneOf") {
            either(schema, &json!({ "oneOf": parts }));
        }
    }
    if let Some(parts) = schema.shift_remove("allOf") {
        either(schema, &json!({ "allOf": parts }));
    }
}

/// What is said by a part, or null.
fn either(schema: &mut Map<String, Value>, part: &Value) {
    let either = json!([part, { "type": "null" }]);
    if schema.contains_key("anyOf") {
        also(schema, json!({ "anyOf": either }));
    } else {
        schema.insert("anyOf".to_owned(), either);
    }
}
