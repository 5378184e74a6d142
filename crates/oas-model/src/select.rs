//! Choosing a part of a document: by audience, by operation. [`Selection`].
//!
//! It happens once, before lowering and before bundling, so that no backend can show what it was
//! not given.

use crate::{OperationEntry, ResolvedDocument};

/// Which operations are wanted; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Audiences; empty for all.
    pub audiences: Vec<String>,
    /// Operation ids; empty for all.
    pub operations: Vec<String>,
}

impl Selection {
    /// Whether everything is wanted.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.audiences.is_empty() && self.operations.is_empty()
    }

    /// Whether an operation is wanted. Its audience is its own `x-audience`, or the document's.
    #[must_use]
    pub fn includes(&self, resolved: &ResolvedDocument, operation: &OperationEntry) -> bool {
        let node = resolved.document().node(operation.node);
        let named = |chosen: &[String], value: Option<&str>| {
            chosen.is_empty() || value.is_some_and(|value| chosen.iter().any(|one| one == value))
        };
        let audience = node
            .get("x-audience")
            .or_else(|| resolved.document().root().get("x-audience"))
            .and_then(oas_syntax::Node::as_str);
        let id = operation.display_name(resolved.document());
        named(&self.audiences, audience) && named(&self.operations, Some(&id))
    }

    /// Names of wanted operations that the document does not have, in the order they were named.
    #[must_use]
    pub fn unknown_operations<'s>(&'s self, resolved: &ResolvedDocument) -> Vec<&'s str> {
        let known: Vec<_> = resolved
            .operations()
            .iter()
            .map(|operation| operation.display_name(resolved.document()))
            .collect();
        let named = self.operations.iter().map(String::as_str);
        named
            .filter(|name| !known.iter().any(|id| id == name))
            .collect()
    }
}
