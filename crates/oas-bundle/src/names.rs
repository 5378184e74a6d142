//! Names for what had none of its own: [`wanted`] and [`of_file`].

use oas_model::ResolvedDocument;
use oas_syntax::Node;

/// Keys that say what something is and not which one it is.
const STRUCTURE: [&str; 15] = [
    "additionalProperties",
    "callbacks",
    "components",
    "content",
    "headers",
    "items",
    "links",
    "parameters",
    "paths",
    "properties",
    "requestBody",
    "responses",
    "schema",
    "schemas",
    "webhooks",
];

/// Keys that name something within another thing alone.
const METHODS: [&str; 9] = [
    "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
];

/// The name that an object brings along: its key, below its owner's for definitions; its file's
/// for a whole file.
pub(crate) fn wanted(resolved: &ResolvedDocument, node: Node<'_>) -> String {
    let key = node.key().map(|key| key.text().to_owned());
    let name = match (key, node.parent()) {
        (Some(key), Some(parent)) if parent.key().is_some_and(|one| is_definitions(one.text())) => {
            let owner = parent
                .parent()
                .and_then(Node::key)
                .map(|owner| owner.text().to_owned());
            owner.map_or_else(|| key.clone(), |owner| format!("{owner}_{key}"))
        }
        (Some(key), _) if says_little(&key) => way_to(node),
        (Some(key), _) => key,
        (None, _) => stem(resolved, node).to_owned(),
    };
    plain(&name)
}

/// Longer names for the same: with the file, with the directories around it.
pub(crate) fn of_file(resolved: &ResolvedDocument, node: Node<'_>, name: &str) -> Vec<String> {
    let path = resolved.document().path(node.tree().file());
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    let stem = stem(resolved, node);
    if plain(stem) != name {
        parts.push(stem);
    }
    let mut longer = Vec::new();
    let mut whole = name.to_owned();
    for part in parts.into_iter().rev().filter(|part| !part.is_empty()) {
        whole = format!("{}_{whole}", plain(part));
        longer.push(whole.clone());
    }
    longer
}

/// A file's name without its extension.
fn stem<'d>(resolved: &'d ResolvedDocument, node: Node<'_>) -> &'d str {
    let path = resolved.document().path(node.tree().file());
    let file = path.rsplit('/').next().unwrap_or_default();
    file.split('.').next().unwrap_or_default()
}

/// `/paths/~1pets/get/responses/200` is `pets_get_200`.
fn way_to(node: Node<'_>) -> String {
    let mut parts = Vec::new();
    let mut current = Some(node);
    while let Some(here) = current {
        if let Some(key) = here.key().map(oas_syntax::Key::text) {
            let is_path = key.starts_with('/');
            let is_media_type = key.contains('/') && !is_path;
            if !is_media_type && !STRUCTURE.contains(&key) {
                parts.push(plain(key.trim_matches('/')));
            }
            if is_path || !says_little(key) {
                break;
            }
        }
        current = here.parent();
    }
    parts.reverse();
    parts.join("_")
}

fn says_little(key: &str) -> bool {
    key.contains('/')
        || STRUCTURE.contains(&key)
        || METHODS.contains(&key)
        || key.chars().all(|one| one.is_ascii_digit())
        || matches!(key, "default" | "1XX" | "2XX" | "3XX" | "4XX" | "5XX")
}

/// Component names are letters, digits, `.`, `-` and `_`.
fn plain(name: &str) -> String {
    let plain = |one: char| {
        if one.is_ascii_alphanumeric() || "._-".contains(one) {
            one
        } else {
            '_'
        }
    };
    let name: String = name.chars().map(plain).collect();
    if name.is_empty() {
        "Component".to_owned()
    } else {
        name
    }
}

fn is_definitions(key: &str) -> bool {
    matches!(key, "$defs" | "definitions")
}
