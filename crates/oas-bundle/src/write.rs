//! Documents as text.

use serde_json::Value;

/// A document as indented JSON with a line end.
#[must_use]
pub fn to_json(document: &Value) -> String {
    // A value has string keys and finite numbers, so this cannot fail.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// A document as YAML with a line end, which readers of YAML 1.1 and 1.2 understand alike.
#[must_use]
pub fn to_yaml(document: &Value) -> String {
    oas_syntax::print_yaml(document)
}
