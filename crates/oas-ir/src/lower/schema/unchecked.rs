//! Keywords that restrict values and that no shape holds: noted and reported, never lost.

use oas_diagnostics::Level;

use super::super::{Lowering, diagnostics};
use super::Parts;
use crate::TypeId;

/// Keywords that are never expressed.
const KEYWORDS: [&str; 7] = [
    "not",
    "if",
    "dependentSchemas",
    "contentSchema",
    "unevaluatedItems",
    "$recursiveRef",
    "dependencies",
];

/// Notes every such keyword of all parts.
pub(super) fn note(lowering: &mut Lowering<'_, '_>, id: TypeId, parts: &Parts<'_>) {
    let mut keys = parts
        .schemas()
        .iter()
        .flat_map(|schema| schema.node().entries())
        .map(|entry| entry.key.text());
    if !keys.any(|key| KEYWORDS.contains(&key)) {
        return;
    }
    for keyword in KEYWORDS {
        let tuple = parts.keyword("prefixItems").next().is_some();
        if keyword == "unevaluatedItems" && tuple {
            continue;
        }
        if parts.keyword(keyword).next().is_some() {
            report(lowering, id, parts, keyword);
        }
    }
}

/// Notes one keyword that could not be expressed in this place.
pub(super) fn report(
    lowering: &mut Lowering<'_, '_>,
    id: TypeId,
    parts: &Parts<'_>,
    keyword: &'static str,
) {
    let definition = lowering.types.get_mut(id);
    if definition.unchecked.iter().any(|known| known == keyword) {
        return;
    }
    definition.unchecked.push(keyword.to_owned());
    let node = parts
        .keyword(keyword)
        .last()
        .unwrap_or(parts.origin().node());
    let message = format!("`{keyword}` is not checked by generated code");
    lowering.report(
        diagnostics::KEYWORD_UNCHECKED.name,
        Level::Info,
        node.key_location(),
        message,
    );
}
