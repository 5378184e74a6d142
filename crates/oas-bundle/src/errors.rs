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
    for media_type in content.into_iter().flat_map(Map::values_mut) {
        let Some(media_type) = media_type.as_object_mut() else {
            continue;
        };
        narrow_examples(media_type, envelope, &codes);
        let Some(schema) = media_type.get_mut("schema") else {
            continue;
        };
        if is_narrowed(schema) {
            continue;
        }
        let code = json!({ "type": "string", "enum": codes });
        let error = json!({ "type": "object", "properties": { &envelope.code: code } });
        let narrowed = json!({ "type": "object", "properties": { &envelope.error: error } });
        *schema = json!({ "allOf": [schema.take(), narrowed] });
    }
}

/// A bundle is not narrowed again when it is bundled.
fn is_narrowed(schema: &Value) -> bool {
    schema
        .get("allOf")
        .and_then(Value::as_array)
        .is_some_and(|parts| parts.len() == 2)
}

fn narrow_examples(
    media_type: &mut Map<String, Value>,
    envelope: &ErrorEnvelope,
    codes: &[String],
) {
    let Some(examples) = media_type
        .get_mut("examples")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    examples.retain(|_, example| {
        let error = example
            .get("value")
            .and_then(|value| value.get(&envelope.error));
        let code = error
            .and_then(|error| error.get(&envelope.code))
            .and_then(Value::as_str);
        code.is_none_or(|code| codes.iter().any(|one| one == code))
    });
    if examples.is_empty() {
        media_type.shift_remove("examples");
    }
}
