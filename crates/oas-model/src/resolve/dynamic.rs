//! What `$dynamicRef` may mean: it depends on the schemas by way of which one comes to it.

use oas_syntax::Node;

use super::{Reference, ResolvedDocument};
use crate::Kind;

impl ResolvedDocument {
    /// Whether some schema has a `$dynamicRef` that leads to a schema.
    #[must_use]
    pub fn has_dynamic_references(&self) -> bool {
        !self.edges.dynamic.is_empty()
    }

    /// Where the `$dynamicRef` of a schema leads as long as no schema on the way to it says
    /// otherwise; `None` where there is none or it dangles.
    #[must_use]
    pub fn dynamic_target(&self, node: Node<'_>) -> Option<Node<'_>> {
        let key = self.edges.dynamic.get(&node.node_key())?;
        Some(self.document.node(*key))
    }

    /// The name by which schemas on the way to a `$dynamicRef` can say that they are meant;
    /// `None` where it means what it leads to, whatever the way.
    #[must_use]
    pub fn dynamic_name<'d>(&self, node: Node<'d>) -> Option<&'d str> {
        let text = node.get("$dynamicRef")?.as_str()?;
        let (_, fragment) = text.split_once('#')?;
        let anchor = self
            .dynamic_target(node)?
            .get("$dynamicAnchor")
            .and_then(Node::as_str);
        (anchor == Some(fragment) && Reference::parse(text).is_ok()).then_some(fragment)
    }

    /// Where the `$dynamicRef` of a schema leads, whatever the way to it; `None` where that
    /// depends on the way.
    #[must_use]
    pub fn certain_dynamic_target(&self, node: Node<'_>) -> Option<Node<'_>> {
        let target = self.dynamic_target(node)?;
        let Some(name) = self.dynamic_name(node) else {
            return Some(target);
        };
        let mut others = self.document.resources().all_dynamic(name);
        others.all(|key| key == target.node_key()).then_some(target)
    }

    /// The schema within which anchors belong together, for `$dynamicRef`: the nearest with an
    /// `$id`, or the outermost. Documents have several schemas with the same `$dynamicAnchor` side
    /// by side, without an `$id`, and mean that each speaks for itself.
    #[must_use]
    pub fn dynamic_scope<'d>(&'d self, node: Node<'d>) -> Node<'d> {
        let resource = self.document.resources().enclosing(node);
        let mut scope = node;
        let mut current = node;
        while current != resource
            && let Some(parent) = current.parent()
        {
            current = parent;
            if self.visits.find(current.node_key(), Kind::Schema).is_some() {
                scope = current;
            }
        }
        scope
    }

    /// The schemas in a [`Self::dynamic_scope`] that have a `$dynamicAnchor`, by its name.
    #[must_use]
    pub fn dynamic_anchors<'d>(&'d self, scope: Node<'d>) -> Vec<(&'d str, Node<'d>)> {
        let resources = self.document.resources();
        let anchors = resources.dynamic_anchors(resources.enclosing(scope));
        let mut found: Vec<_> = anchors
            .map(|(name, key)| (name, self.document.node(key)))
            .filter(|(_, node)| self.dynamic_scope(*node) == scope)
            .collect();
        // One schema says it once.
        found.dedup_by_key(|(name, _)| *name);
        found
    }
}
