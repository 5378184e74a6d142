//! Objects other than schemas, in an older version or in a newer one.

use oas_model::{Kind, Version};
use serde_json::{Map, Value, json};

use super::{Exporter, LEFT_OUT, security};

/// Converts what dropping unknown fields would not do rightly.
pub(super) fn convert(
    object: &mut Map<String, Value>,
    kind: Kind,
    pointer: &str,
    exporter: &mut Exporter,
) {
    only_reference(object, kind, pointer, exporter);
    if object.contains_key("$ref") && kind != Kind::PathItem {
        return;
    }
    if exporter.to < Version::V3_2 {
        before_3_2(object, kind, pointer, exporter);
    }
    if exporter.to == Version::V3_0 {
        to_3_0(object, kind, pointer, exporter);
    } else if kind == Kind::OpenApi {
        since_3_1(object);
    }
    if matches!(kind, Kind::Parameter | Kind::Header) {
        parameter(object, kind, pointer, exporter);
    }
}

/// Beside a reference of 3.0 nothing counts: it would get a meaning, or lose the one it has.
fn only_reference(
    object: &mut Map<String, Value>,
    kind: Kind,
    pointer: &str,
    exporter: &mut Exporter,
) {
    let (from, to) = (exporter.from, exporter.to);
    let in_part = kind == Kind::Schema && from > Version::V3_0;
    if !object.contains_key("$ref")
        || kind == Kind::PathItem
        || in_part
        || (from > Version::V3_0 && to > Version::V3_0)
    {
        return;
    }
    let beside: Vec<String> = object
        .keys()
        .filter(|name| *name != "$ref" && !name.starts_with("x-"))
        .cloned()
        .collect();
    object.retain(|name, _| name == "$ref");
    for name in beside {
        let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(&name));
        let what = format!("`{name}` beside a reference means nothing");
        exporter.loss_in(&pointer, &what, LEFT_OUT, Version::V3_0);
    }
}

fn before_3_2(object: &mut Map<String, Value>, kind: Kind, pointer: &str, exporter: &mut Exporter) {
    match kind {
        Kind::OpenApi => {
            let dialect = object.get("jsonSchemaDialect").and_then(Value::as_str);
            if dialect.is_some_and(is_usual_dialect) {
                object.shift_remove("jsonSchemaDialect");
            }
        }
        Kind::Response if !object.contains_key("description") => {
            // Required, and a summary says as much.
            let text = object.shift_remove("summary");
            let text = text.unwrap_or_else(|| Value::String(String::new()));
            object.insert("description".to_owned(), text);
        }
        Kind::Tag if !object.contains_key("description") => {
            if let Some(summary) = object.shift_remove("summary") {
                object.insert("description".to_owned(), summary);
            }
        }
        Kind::Example if !object.contains_key("value") => {
            let data = object.shift_remove("dataValue");
            let value = data.or_else(|| object.shift_remove("serializedValue"));
            object.extend(value.map(|value| ("value".to_owned(), value)));
        }
        Kind::MediaType if !object.contains_key("schema") => {
            if let Some(items) = object.shift_remove("itemSchema") {
                let schema = json!({ "type": "array", "items": items });
                object.insert("schema".to_owned(), schema);
                exporter.moved.push((
                    format!("{pointer}/schema/items"),
                    format!("{pointer}/itemSchema"),
                ));
                let what = "`itemSchema` of media type does not exist";
                let instead = "the whole is said to be an array of such items";
                exporter.loss(&format!("{pointer}/itemSchema"), what, instead);
            }
        }
        Kind::Schema => xml(object),
        _ => {}
    }
    if kind == Kind::Parameter && object.get("in") == Some(&json!("querystring")) {
        let what = "a parameter for the whole query string does not exist";
        exporter.loss(pointer, what, "it is written as one of `in: query`");
        object.insert("in".to_owned(), "query".into());
        let form = object
            .get_mut("content")
            .and_then(Value::as_object_mut)
            .and_then(|content| content.remove("application/x-www-form-urlencoded"));
        if let Some(schema) = form.and_then(|mut form| Some(form.get_mut("schema")?.take())) {
            // The members of an object, one parameter each: the same on the wire.
            object.shift_remove("content");
            object.insert("style".to_owned(), "form".into());
            object.insert("explode".to_owned(), true.into());
            object.insert("schema".to_owned(), schema);
        }
    }
    if kind == Kind::Parameter && object.get("style") == Some(&json!("cookie")) {
        object.shift_remove("style");
        let what = "`style: cookie` does not exist";
        exporter.loss(&format!("{pointer}/style"), what, "it is `form`");
    }
}

/// Fields that have a meaning in some places alone.
fn parameter(object: &mut Map<String, Value>, kind: Kind, pointer: &str, exporter: &mut Exporter) {
    let place = object.get("in").and_then(Value::as_str);
    let place = place.filter(|_| kind == Kind::Parameter);
    let query = place == Some("query");
    let newest = exporter.to == Version::V3_2;
    let reserved = query || (newest && matches!(place, Some("path" | "cookie")));
    for (name, kept) in [("allowEmptyValue", query), ("allowReserved", reserved)] {
        if !kept && object.shift_remove(name).is_some() {
            let what = format!("`{name}` means nothing here");
            exporter.loss(&format!("{pointer}/{name}"), &what, LEFT_OUT);
        }
    }
}

/// `nodeType` in the words of before; what they cannot say is dropped as unknown.
fn xml(schema: &mut Map<String, Value>) {
    let array = schema.get("type").is_some_and(|kind| match kind {
        Value::Array(kinds) => kinds.iter().any(|kind| kind == "array"),
        kind => kind == "array",
    });
    let Some(xml) = schema.get_mut("xml").and_then(Value::as_object_mut) else {
        return;
    };
    let said = match xml.get("nodeType").and_then(Value::as_str) {
        Some("attribute") => Some("attribute"),
        Some("element") if array => Some("wrapped"),
        Some("element") => None,
        Some("none") if array => None,
        _ => return,
    };
    xml.shift_remove("nodeType");
    xml.extend(said.map(|said| (said.to_owned(), Value::Bool(true))));
}

/// The dialect that every document of its version has when it names none.
fn is_usual_dialect(dialect: &str) -> bool {
    dialect.starts_with("https://spec.openapis.org/oas/3.")
}

fn since_3_1(object: &mut Map<String, Value>) {
    let dialect = object.get("jsonSchemaDialect").and_then(Value::as_str);
    if dialect.is_some_and(is_usual_dialect) {
        object.shift_remove("jsonSchemaDialect");
    }
    if !object.contains_key("webhooks") {
        rename(object, "x-webhooks", "webhooks");
    }
}

/// Gives a field another name in its place.
fn rename(object: &mut Map<String, Value>, from: &str, to: &str) {
    if object.contains_key(from) {
        let fields = std::mem::take(object);
        object.extend(fields.into_iter().map(|(name, value)| {
            let name = if name == from { to.to_owned() } else { name };
            (name, value)
        }));
    }
}

fn to_3_0(object: &mut Map<String, Value>, kind: Kind, pointer: &str, exporter: &mut Exporter) {
    match kind {
        Kind::OpenApi => {
            // `paths` is required in 3.0.
            object
                .entry("paths")
                .or_insert_with(|| Value::Object(Map::new()));
            if object.contains_key("webhooks") && !object.contains_key("x-webhooks") {
                let what = "`webhooks` of OpenAPI document does not exist";
                exporter.loss("/webhooks", what, "they are in `x-webhooks`");
                rename(object, "webhooks", "x-webhooks");
                exporter
                    .moved
                    .push(("/x-webhooks".to_owned(), "/webhooks".to_owned()));
            }
            security::move_scopes(object, pointer, exporter);
        }
        Kind::Operation => {
            let answers = object.get("responses").and_then(Value::as_object);
            if answers.is_none_or(Map::is_empty) {
                // One is required.
                let any = json!({ "default": { "description": "" } });
                object.insert("responses".to_owned(), any);
            }
            security::move_scopes(object, pointer, exporter);
        }
        Kind::Info if !object.contains_key("description") => {
            if let Some(summary) = object.shift_remove("summary") {
                object.insert("description".to_owned(), summary);
            }
        }
        Kind::License => {
            if let (Some(identifier), false) =
                (object.get("identifier"), object.contains_key("url"))
                && let Some(identifier) = identifier.as_str()
                && !identifier.contains(' ')
            {
                let url = format!("https://spdx.org/licenses/{identifier}.html");
                object.insert("url".to_owned(), Value::String(url));
                object.shift_remove("identifier");
            }
        }
        Kind::SecurityScheme => security::certificates(object, pointer, exporter),
        _ => {}
    }
}
