//! Schemas between OpenAPI 3.0's own dialect and JSON Schema 2020-12.

use oas_model::{Kind, Version};
use serde_json::{Map, Value, json};

use super::{Exporter, LEFT_OUT};

/// Keywords that 3.0 does not have and that restrict values: without them more is allowed.
const LOST: [&str; 17] = [
    "$dynamicRef",
    "contains",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentEncoding",
];

/// Keywords that 3.0 does not have and that say nothing about values.
const SILENT: [&str; 7] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
];

/// JSON Schema 2020-12 to OpenAPI 3.0.
pub(super) fn to_3_0(schema: &mut Map<String, Value>, pointer: &str, exporter: &mut Exporter) {
    beside_reference(schema);
    constants(schema);
    null_alternative(schema);
    types(schema);
    exclusive_bounds(schema);
    examples(schema, pointer, exporter);
    encoded(schema);
    tuple(schema);
    if schema.get("items").is_some_and(Value::is_array) {
        // The tuple of older drafts.
        exporter.loss(
            &format!("{pointer}/items"),
            "a list of schemas in `items` does not exist",
            "elements may be anything",
        );
        schema.insert("items".to_owned(), json!({}));
    }
    if schema.get("type").and_then(Value::as_str) == Some("array") && !schema.contains_key("items")
    {
        // Required with arrays in 3.0.
        schema.insert("items".to_owned(), json!({}));
    }
    closed(schema);
    strict_lists(schema);
    let unknown: Vec<String> = schema
        .keys()
        .filter(|key| {
            !key.starts_with("x-")
                && Kind::Schema.field(key, Version::V3_0).is_none()
                && !LOST.contains(&key.as_str())
                && !SILENT.contains(&key.as_str())
        })
        .cloned()
        .collect();
    for keyword in unknown {
        schema.shift_remove(&keyword);
        let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(&keyword));
        let what = format!("the keyword `{keyword}` does not exist");
        exporter.loss(&pointer, &what, LEFT_OUT);
    }
    for keyword in LOST {
        if schema.shift_remove(keyword).is_some() {
            let pointer = format!("{pointer}/{keyword}");
            let what = format!("the keyword `{keyword}` does not exist");
            exporter.loss(&pointer, &what, instead(keyword));
        }
    }
    for keyword in SILENT {
        schema.shift_remove(keyword);
    }
}

/// Whether a keyword is left out with all that is in it.
pub(super) fn is_lost(keyword: &str) -> bool {
    LOST.contains(&keyword) || SILENT.contains(&keyword)
}

fn instead(keyword: &str) -> &'static str {
    match keyword {
        "prefixItems" => "it is left out, and elements may be anything",
        "patternProperties" => "it is left out, and more members are allowed",
        "contentEncoding" | "contentMediaType" | "contentSchema" => LEFT_OUT,
        _ => "it is left out, and more values are allowed",
    }
}

/// Bytes in a string are a format in 3.0.
fn encoded(schema: &mut Map<String, Value>) {
    let text = |keyword: &str| {
        schema
            .get(keyword)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let (encoding, media_type) = (text("contentEncoding"), text("contentMediaType"));
    let free = !schema.contains_key("format");
    match (encoding.as_deref(), media_type.as_deref()) {
        (Some(encoding @ ("base64" | "base64url")), _) if free => {
            let format = if encoding == "base64" {
                "byte"
            } else {
                encoding
            };
            schema.shift_remove("contentEncoding");
            schema.insert("format".to_owned(), format.into());
        }
        (None, Some(media_type)) if free && is_binary(media_type) => {
            let all = media_type == "application/octet-stream";
            schema.entry("type").or_insert_with(|| "string".into());
            schema.insert("format".to_owned(), "binary".into());
            if all {
                schema.shift_remove("contentMediaType");
            }
        }
        _ => {}
    }
}

fn is_binary(media_type: &str) -> bool {
    let (group, kind) = media_type.split_once('/').unwrap_or_default();
    let text = ["json", "xml", "yaml", "x-www-form-urlencoded", "javascript"];
    match group {
        "image" => !kind.ends_with("+xml"),
        "audio" | "video" | "font" => true,
        "application" => !text.iter().any(|text| kind.ends_with(text)),
        _ => false,
    }
}

/// Only the reference counts in 3.0, so it becomes a part of the schema.
fn beside_reference(schema: &mut Map<String, Value>) {
    if schema.len() < 2 || !schema.contains_key("$ref") {
        return;
    }
    let Some(reference) = schema.shift_remove("$ref") else {
        return;
    };
    let part = json!({ "$ref": reference });
    match schema.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(parts) => parts.insert(0, part),
        None => {
            schema.insert("allOf".to_owned(), Value::Array(vec![part]));
        }
    }
}

fn constants(schema: &mut Map<String, Value>) {
    if let Some(constant) = schema.shift_remove("const") {
        schema.insert("enum".to_owned(), Value::Array(vec![constant]));
    }
}

/// `oneOf` with null among its alternatives is the others, nullable.
fn null_alternative(schema: &mut Map<String, Value>) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(parts) = schema.get_mut(keyword).and_then(Value::as_array_mut) else {
            continue;
        };
        let before = parts.len();
        parts.retain(|part| !is_null(part));
        if parts.len() == before {
            continue;
        }
        if parts.is_empty() {
            schema.shift_remove(keyword);
            schema.insert("enum".to_owned(), json!([null]));
        } else if parts.len() == 1 {
            let only = parts.remove(0);
            schema.shift_remove(keyword);
            match only {
                Value::Object(only) if !only.contains_key("$ref") && schema.is_empty() => {
                    schema.extend(only);
                }
                only => also(schema, only),
            }
        }
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// Makes a schema a part of another one.
pub(super) fn also(schema: &mut Map<String, Value>, part: Value) {
    match schema.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(parts) => parts.push(part),
        None => {
            schema.insert("allOf".to_owned(), Value::Array(vec![part]));
        }
    }
}

/// Null as 3.1 says it, or as it was just converted.
fn is_null(part: &Value) -> bool {
    let only_null = |values: &Value| values.as_array().is_some_and(|list| *list == [Value::Null]);
    part.get("type").and_then(Value::as_str) == Some("null")
        || part.get("enum").is_some_and(only_null)
}

fn types(schema: &mut Map<String, Value>) {
    match schema.get("type") {
        Some(Value::String(only)) if only == "null" => {
            schema.shift_remove("type");
            schema.insert("nullable".to_owned(), Value::Bool(true));
            schema.insert("enum".to_owned(), json!([null]));
        }
        Some(Value::Array(types)) => {
            let null = types.iter().any(|one| one == "null");
            let others: Vec<Value> = types.iter().filter(|one| *one != "null").cloned().collect();
            schema.shift_remove("type");
            match <[Value; 1]>::try_from(others) {
                Ok([only]) => {
                    schema.insert("type".to_owned(), only);
                }
                Err(several) if !several.is_empty() => {
                    let several: Vec<Value> = several.into_iter().map(|one| typed(&one)).collect();
                    if schema.contains_key("anyOf") {
                        also(schema, json!({ "anyOf": several }));
                    } else {
                        schema.insert("anyOf".to_owned(), Value::Array(several));
                    }
                }
                Err(_) => {
                    schema.insert("enum".to_owned(), json!([null]));
                }
            }
            if null {
                schema.insert("nullable".to_owned(), Value::Bool(true));
            }
        }
        _ => {}
    }
}

fn typed(name: &Value) -> Value {
    if name == "array" {
        json!({ "type": name, "items": {} })
    } else {
        json!({ "type": name })
    }
}

fn exclusive_bounds(schema: &mut Map<String, Value>) {
    for (exclusive, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        let Some(limit) = schema
            .get(exclusive)
            .filter(|limit| limit.is_number())
            .cloned()
        else {
            continue;
        };
        let tighter = match (schema.get(bound).and_then(Value::as_f64), limit.as_f64()) {
            (Some(inclusive), Some(limit)) if bound == "minimum" => inclusive > limit,
            (Some(inclusive), Some(limit)) => inclusive < limit,
            _ => false,
        };
        if tighter {
            schema.shift_remove(exclusive);
        } else {
            schema.insert(bound.to_owned(), limit);
            schema.insert(exclusive.to_owned(), Value::Bool(true));
        }
    }
}

fn examples(schema: &mut Map<String, Value>, pointer: &str, exporter: &mut Exporter) {
    let Some(Value::Array(examples)) = schema.shift_remove("examples") else {
        return;
    };
    if examples.len() > 1 {
        let pointer = format!("{pointer}/examples");
        let what = "a second example of a schema does not exist";
        exporter.loss(&pointer, what, "the first one is kept");
    }
    if let Some(first) = examples.into_iter().next() {
        schema.entry("example").or_insert(first);
    }
}

/// Lists that 3.0 wants to have at least one element, and each element once.
fn strict_lists(schema: &mut Map<String, Value>) {
    let is_empty = |schema: &Map<String, Value>, keyword: &str| {
        let list = schema.get(keyword).and_then(Value::as_array);
        list.is_some_and(Vec::is_empty)
    };
    for keyword in ["required", "enum"] {
        if let Some(list) = schema.get_mut(keyword).and_then(Value::as_array_mut) {
            let mut seen: Vec<Value> = Vec::new();
            list.retain(|one| {
                let new = !seen.contains(one);
                seen.extend(new.then(|| one.clone()));
                new
            });
        }
    }
    if is_empty(schema, "required") {
        schema.shift_remove("required");
    }
    if is_empty(schema, "enum") {
        // None of no values: nothing is valid.
        schema.shift_remove("enum");
        schema.insert("not".to_owned(), json!({}));
    }
}

/// Closed objects as far as 3.0 knows them.
fn closed(schema: &mut Map<String, Value>) {
    // Schemas were converted before: `{ not: {} }` is `false`.
    let nothing = json!({ "not": {} });
    let composed = ["allOf", "oneOf", "anyOf", "$ref", "if", "dependentSchemas"];
    let composed = composed.iter().any(|keyword| schema.contains_key(*keyword));
    let unevaluated = schema.get("unevaluatedProperties");
    if !composed
        && !schema.contains_key("additionalProperties")
        && unevaluated.is_some_and(|value| *value == nothing || *value == Value::Bool(false))
    {
        schema.shift_remove("unevaluatedProperties");
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    if schema.contains_key("patternProperties") {
        // Without the patterns, members that follow one would be refused.
        schema.shift_remove("additionalProperties");
    }
}

/// The places of a tuple are lost; that there are no more of them is not.
fn tuple(schema: &mut Map<String, Value>) {
    let Some(places) = schema
        .get("prefixItems")
        .and_then(Value::as_array)
        .map(Vec::len)
    else {
        return;
    };
    // `items: false` was converted before.
    if schema.get("items") == Some(&json!({ "not": {} })) {
        schema.entry("maxItems").or_insert(places.into());
    }
    schema.insert("items".to_owned(), json!({}));
}
