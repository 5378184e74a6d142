//! Where references lead, as the walk found it: [`Edges`].

use std::collections::{HashMap, HashSet};

use oas_syntax::{Entry, Node, NodeKey};

use crate::Document;

/// The references of a document.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    /// References to objects -> what they lead to, one step.
    pub(super) targets: HashMap<NodeKey, NodeKey>,
    /// References in the place of a text, a number, a list or a map, where the specification has
    /// none -> what they lead to, one step.
    pub(super) stand_ins: HashMap<NodeKey, NodeKey>,
    /// References to something of another kind than is needed -> what they lead to.
    pub(super) misled: HashMap<NodeKey, NodeKey>,
    /// Schemas with a `$dynamicRef` -> what it leads to where nothing else is known.
    pub(super) dynamic: HashMap<NodeKey, NodeKey>,
}

impl Edges {
    pub(crate) fn target<'d>(&self, document: &'d Document, node: Node<'_>) -> Option<Node<'d>> {
        let key = self.targets.get(&node.node_key())?;
        Some(document.node(*key))
    }

    /// Where a chain of references ends; the node itself when it is none.
    pub(crate) fn follow<'d>(&self, document: &'d Document, node: Node<'d>) -> Option<Node<'d>> {
        let mut current = node;
        let mut steps = 0;
        while current.get("$ref").is_some() {
            current = self.target(document, current)?;
            steps += 1;
            if steps > 100 {
                return None;
            }
        }
        Some(current)
    }

    /// What stands at the place of a node: the node, or what a reference leads to that stands
    /// there for a text, a number, a list or a map. Circles were reported and are no edges.
    pub(crate) fn standing<'d>(&self, document: &'d Document, node: Node<'d>) -> Node<'d> {
        let mut current = node;
        if self.stand_ins.is_empty() {
            return current;
        }
        while let Some(next) = self.stand_ins.get(&current.node_key()) {
            current = document.node(*next);
        }
        current
    }

    /// The entries of a map: its own, and in the place of a `$ref` those of what it leads to, as
    /// far as the map has none of the same name.
    pub(crate) fn members<'d>(
        &self,
        document: &'d Document,
        node: Node<'d>,
    ) -> impl Iterator<Item = Entry<'d>> + use<'d> {
        let led = if self.stand_ins.is_empty() {
            None
        } else {
            self.stand_ins.get(&node.node_key())
        };
        let mut merged = Vec::new();
        if led.is_some() {
            let mut names = HashSet::new();
            let mut current = Some(node);
            while let Some(map) = current {
                let next = self.stand_ins.get(&map.node_key());
                let own = map
                    .entries()
                    .filter(|entry| next.is_none() || entry.key.text() != "$ref")
                    .filter(|entry| names.insert(entry.key.text()));
                merged.extend(own.collect::<Vec<_>>());
                current = next.map(|key| document.node(*key));
            }
        }
        let plain = led.is_none().then_some(node);
        let plain = plain.into_iter().flat_map(Node::entries);
        plain.chain(merged)
    }
}
