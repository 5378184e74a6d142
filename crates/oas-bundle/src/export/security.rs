//! Security in OpenAPI 3.0.

use serde_json::{Map, Value};

use super::Exporter;

/// Scopes stand only beside OAuth 2 and OpenID Connect in 3.0; others go to `x-required-scopes`.
pub(super) fn move_scopes(object: &mut Map<String, Value>, pointer: &str, exporter: &mut Exporter) {
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
        if !exporter.with_scopes.contains(name)
            && scopes.as_array().is_some_and(|scopes| !scopes.is_empty())
        {
            *scopes = Value::Array(Vec::new());
            lost = true;
        }
    }
    if lost {
        object.insert("x-required-scopes".to_owned(), kept);
        let pointer = format!("{pointer}/security");
        let what = "scopes of schemes other than `oauth2` and `openIdConnect` do not exist";
        exporter.loss(&pointer, what, "they are in `x-required-scopes`");
    }
}

/// Names of the security schemes whose requirements may have scopes.
pub(super) fn schemes_with_scopes(document: &Value) -> Vec<String> {
    let schemes = document
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object);
    let with_scopes = schemes.into_iter().flatten().filter(|(_, scheme)| {
        let kind = scheme.get("type").and_then(Value::as_str);
        matches!(kind, Some("oauth2" | "openIdConnect"))
    });
    with_scopes.map(|(name, _)| name.clone()).collect()
}

/// 3.0 has no scheme for certificates, and requirements name it, so it has to stay.
pub(super) fn certificates(
    object: &mut Map<String, Value>,
    pointer: &str,
    exporter: &mut Exporter,
) {
    if object.get("type").and_then(Value::as_str) != Some("mutualTLS") {
        return;
    }
    let what = "the security scheme type `mutualTLS` does not exist";
    exporter.loss(pointer, what, "it is `http` with the scheme `mutual`");
    object.insert("type".to_owned(), "http".into());
    object.insert("scheme".to_owned(), "mutual".into());
}
