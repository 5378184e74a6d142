//! Values that stand in documents as examples, and the members within them.

use oas_model::object::{MediaType, Schema};
use oas_syntax::{Node, NodeKind};

/// The examples of a media type, each with its name where it has one.
pub(crate) fn examples<'d>(media_type: &MediaType<'d>) -> Vec<(Option<&'d str>, Node<'d>)> {
    let named = media_type
        .examples()
        .filter_map(|(key, example)| Some((Some(key.text()), example.value()?)));
    media_type
        .example()
        .map(|value| (None, value))
        .into_iter()
        .chain(named)
        .collect()
}

/// Every member of a value, at any depth, with its name.
pub(crate) fn members(value: Node<'_>) -> Vec<(&str, Node<'_>)> {
    let mut found = Vec::new();
    let mut stack = vec![value];
    while let Some(node) = stack.pop() {
        if found.len() > 100_000 {
            break;
        }
        for entry in node.entries() {
            found.push((entry.key.text(), entry.value));
            stack.push(entry.value);
        }
        stack.extend(node.elements());
    }
    found
}

/// Whether a value has the `type` of a schema of OpenAPI 3.0; any has where the schema says none.
pub(crate) fn is_of_type(schema: Schema<'_>, value: Node<'_>) -> bool {
    let types = schema.types();
    let Some(name) = types.first() else {
        return true;
    };
    // What is no type is another finding.
    let known = ["boolean", "integer", "number", "string", "array", "object"];
    if !known.contains(name) {
        return true;
    }
    let is_whole = || value.as_f64().is_some_and(|number| number.fract() == 0.0);
    match value.kind() {
        NodeKind::Null => schema.field("nullable").and_then(Node::as_bool) == Some(true),
        NodeKind::Boolean => *name == "boolean",
        NodeKind::Integer => matches!(*name, "integer" | "number"),
        NodeKind::Float => *name == "number" || (*name == "integer" && is_whole()),
        NodeKind::String => *name == "string",
        NodeKind::Sequence => *name == "array",
        NodeKind::Mapping => *name == "object",
    }
}
