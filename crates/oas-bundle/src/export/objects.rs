//! Objects other than schemas in OpenAPI 3.0.

use oas_model::Kind;
use serde_json::{Map, Value};

use super::Exporter;

/// Converts what dropping unknown fields would not do rightly.
pub(super) fn to_3_0(
    object: &mut Map<String, Value>,
    kind: Kind,
    pointer: &str,
    exporter: &mut Exporter,
) {
    match kind {
        // `paths` is required in 3.0, an answer of an operation, and `description` of a response.
        Kind::OpenApi if !object.contains_key("paths") => {
            object.insert("paths".to_owned(), Value::Object(Map::new()));
        }
        Kind::Operation => {
            let answers = object.get("responses").and_then(Value::as_object);
            if answers.is_none_or(Map::is_empty) {
                let any = serde_json::json!({ "default": { "description": "" } });
                object.insert("responses".to_owned(), any);
            }
        }
        Kind::Response if !object.contains_key("description") && !object.contains_key("$ref") => {
            object.insert("description".to_owned(), Value::String(String::new()));
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
        Kind::SecurityScheme if object.get("type").and_then(Value::as_str) == Some("mutualTLS") => {
            // Requirements name the scheme, so it has to stay; 3.0 has nothing nearer.
            exporter.loss(
                pointer,
                "the security scheme type `mutualTLS` does not exist",
            );
            *object = http_scheme(object);
        }
        _ => {}
    }
    if object.contains_key("$ref") && kind != Kind::Schema && kind != Kind::PathItem {
        // Only the reference counts in 3.0.
        object.retain(|name, _| name == "$ref");
    }
}

fn http_scheme(object: &Map<String, Value>) -> Map<String, Value> {
    let mut scheme = Map::new();
    scheme.insert("type".to_owned(), "http".into());
    scheme.insert("scheme".to_owned(), "mutual".into());
    if let Some(description) = object.get("description") {
        scheme.insert("description".to_owned(), description.clone());
    }
    scheme
}

/// Scopes stand only beside OAuth 2 and OpenID Connect in 3.0; others go to `x-required-scopes`.
pub(super) fn scopes(document: &mut Value, exporter: &mut Exporter) {
    let with_scopes = schemes_with_scopes(document);
    let Some(root) = document.as_object_mut() else {
        return;
    };
    move_scopes(root, "", &with_scopes, exporter);
    let paths = root.get_mut("paths").and_then(Value::as_object_mut);
    for (path, path_item) in paths.into_iter().flatten() {
        let path = oas_syntax::pointer::escape(path);
        for (method, operation) in path_item.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                let pointer = format!("/paths/{path}/{method}");
                move_scopes(operation, &pointer, &with_scopes, exporter);
            }
        }
    }
}

fn move_scopes(
    object: &mut Map<String, Value>,
    pointer: &str,
    with_scopes: &[String],
    exporter: &mut Exporter,
) {
    let Some(alternatives) = object.get_mut("security").and_then(Value::as_array_mut) else {
        return;
    };
    let kept = Value::Array(alternatives.clone());
    let mut lost = false;
    for (name, scopes) in alternatives
        .iter_mut()
        .filter_map(Value::as_object_mut)
        .flatten()
    {
        if !with_scopes.contains(name) && scopes.as_array().is_some_and(|scopes| !scopes.is_empty())
        {
            *scopes = Value::Array(Vec::new());
            lost = true;
        }
    }
    if lost {
        object.insert("x-required-scopes".to_owned(), kept);
        let what = "scopes of schemes other than `oauth2` and `openIdConnect` (they are in \
                    `x-required-scopes`) do not exist";
        exporter.loss(pointer, what);
    }
}

fn schemes_with_scopes(document: &Value) -> Vec<String> {
    let schemes = document
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object);
    let with_scopes = schemes.into_iter().flatten().filter(|(_, scheme)| {
        let kind = scheme.get("type").and_then(Value::as_str);
        matches!(kind, Some("oauth2" | "openIdConnect"))
    });
    with_scopes.map(|(name, _)| name.clone()).collect()
}
