//! What `$dynamicRef` may mean: it depends on the schemas by way of which one comes to it.

use foldhash::HashMap;
use oas_syntax::{Node, NodeKey};

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
        let named = self.document.resources().all_dynamic(name);
        let is_only = named.iter().all(|key| *key == target.node_key());
        is_only.then_some(target)
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
        let anchors = self.dynamic.get_or_init(|| {
            let mut anchors: HashMap<NodeKey, Vec<NodeKey>> = HashMap::default();
            for key in self.document.resources().dynamic_anchors() {
                let scope = self.dynamic_scope(self.document.node(key));
                anchors.entry(scope.node_key()).or_default().push(key);
            }
            anchors
        });
        let own = anchors.get(&scope.node_key()).into_iter().flatten();
        let mut found: Vec<_> = own
            .filter_map(|key| {
                let node = self.document.node(*key);
                Some((node.get("$dynamicAnchor")?.as_str()?, node))
            })
            .collect();
        // One schema says it once.
        found.dedup_by_key(|(name, _)| *name);
        found
    }
}
