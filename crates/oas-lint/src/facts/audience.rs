//! Who an operation is for.

use oas_conventions::{Audience, Conventions, Exposure};
use oas_model::ResolvedDocument;
use oas_syntax::Node;

use crate::PlacedOperation;

/// The word under `x-audience` of the operation, or of the document.
pub(crate) fn name_of<'d>(operation: &PlacedOperation<'d>) -> Option<&'d str> {
    operation
        .extension("x-audience")
        .or_else(|| operation.document().document().root().get("x-audience"))
        .and_then(Node::as_str)
}

/// The audience of an operation with its name, where the conventions know it.
pub(crate) fn of<'c, 'd: 'c>(
    operation: &PlacedOperation<'d>,
    conventions: &'c Conventions,
) -> Option<(&'c str, &'c Audience)> {
    let name = name_of(operation)?;
    Some((name, conventions.audiences.get(name)?))
}

/// Whether the document, or one of its operations, is for people outside.
pub(crate) fn is_public(document: &ResolvedDocument, conventions: &Conventions) -> bool {
    let root = document.document().root();
    let operations = document.operations().iter();
    std::iter::once(root)
        .chain(operations.map(|entry| document.document().node(entry.node)))
        .filter_map(|node| node.get("x-audience")?.as_str())
        .filter_map(|name| conventions.audiences.get(name))
        .any(|audience| audience.exposure == Exposure::Public)
}
