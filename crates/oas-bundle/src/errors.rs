//! Responses narrowed to the error codes that they declare.

use oas_conventions::ErrorEnvelope;
use serde_json::{Map, Value, json};

/// Narrows the schema of each media type of a response to its `x-error-codes`, and leaves out the
/// examples of other codes.
pub(crate) fn narrow(response: &mut Map<String, Value>, envelope: &ErrorEnvelope) {
    let Some(codes) = response.get("x-error-codes").and_then(Value::as_object) else {
        return;
    };
    let codes: Vec<String> = codes.keys().cloned().collect();
    let content = response.get_mut("content").and_then(Value::as_object_mut);
    for (name, media_type) in content.into_iter().flatten() {
        let Some(media_type) = media_type.as_object_mut().filter(|_| is_json(name)) else {
            continue;
        };
        narrow_examples(media_type, envelope, &codes);
        let Some(schema) = media_type.get_mut("schema") else {
            continue;
        };
        let code = json!({ "type": "string", "enum": codes });
        let error = json!({ "type": "object", "properties": { &envelope.code: code } });
        let narrowed = json!({ "type": "object", "properties": { &envelope.error: error } });
        if is_narrowed(schema, &narrowed) {
            continue;
        }
        *schema = json!({ "allOf": [schema.take(), narrowed] });
    }
}

/// A bundle is not narrowed again when it is bundled.
fn is_narrowed(schema: &Value, narrowed: &Value) -> bool {
    let parts = schema.get("allOf").and_then(Value::as_array);
    parts.is_some_and(|parts| matches!(parts.as_slice(), [_, last] if last == narrowed))
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

fn narrow_examples(
    media_type: &mut Map<String, Value>,
    envelope: &ErrorEnvelope,
    codes: &[String],
) {
    let declared = |value: Option<&Value>| {
        let code = value
            .and_then(|value| value.get(&envelope.error)?.get(&envelope.code))
            .and_then(Value::as_str);
        code.is_none_or(|code| codes.iter().any(|one| one == code))
    };
    if !declared(media_type.get("example")) {
        media_type.shift_remove("example");
    }
    if let Some(examples) = media_type
        .get_mut("examples")
        .and_then(Value::as_object_mut)
    {
        examples.retain(|_, example| {
            declared(example.get("dataValue")) && declared(example.get("value"))
        });
        if examples.is_empty() {
            media_type.shift_remove("examples");
        }
    }
}
