//! Values that stand in documents as examples, and the members within them.

use oas_model::object::MediaType;
use oas_syntax::Node;

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
