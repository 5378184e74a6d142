//! The operations of a document with their paths: [`OperationEntry`].

use foldhash::HashSet;

use oas_syntax::{Node, NodeKey};

use super::Edges;
use crate::fields::{Form, Kind};
use crate::{Document, Version};

/// Where an operation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Container {
    /// Under `paths`.
    Paths,
    /// Under `webhooks`.
    Webhooks,
    /// Under `callbacks` of an operation.
    Callbacks,
}

/// An operation with what leads to it.
#[derive(Clone, Debug)]
pub struct OperationEntry {
    /// The operation.
    pub node: NodeKey,
    /// The path item, references followed.
    pub path_item: NodeKey,
    /// The path item as it is written: a reference, where it is one.
    pub path_entry: NodeKey,
    /// The path, the webhook's name or the callback's expression.
    pub path: String,
    /// The method in upper case.
    pub method: String,
    /// Where it stands.
    pub container: Container,
}

impl OperationEntry {
    /// The operation id, or `GET /path` where there is none.
    #[must_use]
    pub fn display_name(&self, document: &Document) -> String {
        let id = document
            .node(self.node)
            .get("operationId")
            .and_then(Node::as_str);
        id.map_or_else(|| format!("{} {}", self.method, self.path), str::to_owned)
    }
}

pub(super) fn collect(document: &Document, edges: &Edges) -> Vec<OperationEntry> {
    let mut collector = Collector {
        document,
        edges,
        found: Vec::new(),
    };
    let root = document.root();
    if let Some(paths) = root.get("paths") {
        collector.path_items(paths, Container::Paths);
    }
    if document.version() > Version::V3_0
        && let Some(webhooks) = root.get("webhooks")
    {
        collector.path_items(webhooks, Container::Webhooks);
    }
    // Callbacks of callbacks are found as the list grows; one that leads back to itself, once.
    let mut seen = HashSet::default();
    let mut next = 0;
    while let Some(operation) = collector.found.get(next).map(|entry| entry.node) {
        next += 1;
        let callbacks = document.node(operation).get("callbacks");
        let callbacks = callbacks.into_iter();
        for entry in callbacks.flat_map(|callbacks| edges.members(document, callbacks)) {
            if let Some(callback) = collector.follow(entry.value)
                && seen.insert(callback.node_key())
            {
                collector.path_items(callback, Container::Callbacks);
            }
        }
    }
    collector.found
}

struct Collector<'d> {
    document: &'d Document,
    edges: &'d Edges,
    found: Vec<OperationEntry>,
}

impl<'d> Collector<'d> {
    fn path_items(&mut self, map: Node<'d>, container: Container) {
        for entry in self.edges.members(self.document, map) {
            if entry.key.text().starts_with("x-") {
                continue;
            }
            let Some(path_item) = self.follow(entry.value) else {
                continue;
            };
            self.operations(path_item, entry.value, entry.key.text(), container);
            // What stands beside the `$ref` of a path item counts too.
            if path_item != entry.value {
                self.operations(entry.value, entry.value, entry.key.text(), container);
            }
        }
    }

    fn operations(
        &mut self,
        path_item: Node<'d>,
        path_entry: Node<'d>,
        path: &str,
        container: Container,
    ) {
        let version = self.document.version();
        for entry in path_item.entries() {
            let name = entry.key.text();
            match Kind::PathItem.field(name, version).map(|field| field.form) {
                Some(Form::Object(Kind::Operation)) if entry.value.is_mapping() => {
                    let method = name.to_ascii_uppercase();
                    self.push(entry.value, path_item, path_entry, path, method, container);
                }
                Some(Form::ObjectMap(Kind::Operation)) => {
                    let others = self.edges.members(self.document, entry.value);
                    for other in others.filter(|other| other.value.is_mapping()) {
                        let method = other.key.text().to_owned();
                        self.push(other.value, path_item, path_entry, path, method, container);
                    }
                }
                _ => {}
            }
        }
    }

    fn push(
        &mut self,
        node: Node<'d>,
        path_item: Node<'d>,
        path_entry: Node<'d>,
        path: &str,
        method: String,
        container: Container,
    ) {
        let Some(node) = self.follow(node) else {
            return;
        };
        self.found.push(OperationEntry {
            node: node.node_key(),
            path_item: path_item.node_key(),
            path_entry: path_entry.node_key(),
            path: path.to_owned(),
            method,
            container,
        });
    }

    fn follow(&self, node: Node<'d>) -> Option<Node<'d>> {
        let end = self.edges.follow(self.document, node)?;
        end.is_mapping().then_some(end)
    }
}
