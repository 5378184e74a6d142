//! Null in every form but `type`: alternatives with null, and `nullable` of OpenAPI 3.0.

use oas_model::Version;
use oas_model::object::Schema;
use oas_syntax::Node;

use super::Parts;
use super::kinds::Kinds;

/// Whether null is allowed by something else than `type`.
///
/// Strictly, `nullable` counts beside `type` only. Documents write it beside `allOf`, `enum` and
/// alternatives, and always mean it, so it counts wherever the schema itself says it.
pub(super) fn beside(parts: &Parts<'_>, allowed: Kinds) -> bool {
    let origin = parts.origin();
    let nullable = origin.version() == Version::V3_0 && origin.flag("nullable") == Some(true);
    parts.or_null || (nullable && !(origin.has_type("null") && allowed.excludes_null()))
}

/// Whether a schema allows null and nothing else.
pub(super) fn is_null(schema: Schema<'_>) -> bool {
    let schema = schema.resolved();
    if schema.const_value().is_some_and(Node::is_null) {
        return true;
    }
    let mut values = schema.enum_values();
    if values.len() > 0 {
        return values.all(Node::is_null);
    }
    // In OpenAPI 3.0, where null is no type, some tools write it so.
    let mut keys = schema.node().entries().map(|entry| entry.key.text());
    if schema.version() == Version::V3_0
        && schema.flag("nullable") == Some(true)
        && keys.all(|key| matches!(key, "nullable" | "description" | "title"))
    {
        return true;
    }
    let types = schema.types();
    !types.is_empty() && types.iter().all(|word| *word == "null")
}
