//! References become edges: [`ResolvedDocument`].
//!
//! A reference is followed one step at a time and remembered; chains and cycles are kept as they
//! are. What cannot be followed is reported with both ends. No file is read here: a reference
//! leads to a file that loading brought along, or nowhere.

pub(crate) mod base;
pub mod diagnostics;
mod dynamic;
mod edges;
mod explain;
mod locate;
mod operations;
mod resolver;
pub(crate) mod resources;
mod uri;

use foldhash::{HashMap, HashSet};
use std::sync::OnceLock;

use oas_diagnostics::DiagnosticSink;
use oas_syntax::{Entry, Node, NodeKey};

use crate::object::OpenApi;
use crate::walk::{self, VisitId, Visits};
use crate::{Document, Version};

pub use diagnostics::DIAGNOSTICS;
pub(crate) use edges::Edges;
pub use operations::{Container, OperationEntry};
pub(crate) use resolver::Resolver;
pub(crate) use resources::Resources;
pub(crate) use uri::{Reference, Target};

/// A document whose references are edges of a graph.
#[derive(Debug)]
pub struct ResolvedDocument {
    document: Document,
    edges: Edges,
    visits: Visits,
    operations: Vec<OperationEntry>,
    /// Objects -> objects that lead to them, made when it is first asked for.
    backward: OnceLock<Backward>,
    /// Scopes -> schemas in them with a `$dynamicAnchor`, made when it is first asked for.
    dynamic: OnceLock<HashMap<NodeKey, Vec<NodeKey>>>,
    /// Operations by id, made when it is first asked for.
    by_id: OnceLock<HashMap<String, usize>>,
}

/// The graph against its direction.
#[derive(Debug, Default)]
struct Backward {
    /// The objects that lead to one.
    leading: HashMap<VisitId, Vec<VisitId>>,
    /// The operations, by position, that an object is.
    operations: HashMap<VisitId, Vec<usize>>,
}

impl ResolvedDocument {
    /// Follows every reference of a document and reports those that lead nowhere.
    #[must_use]
    pub fn resolve(document: Document, sink: &mut DiagnosticSink) -> Self {
        let mut resolver = Resolver::new(&document);
        let visits = walk::walk(&document, &mut resolver, sink);
        let edges = resolver.into_edges();
        let operations = operations::collect(&document, &edges);
        Self {
            document,
            edges,
            visits,
            operations,
            backward: OnceLock::new(),
            dynamic: OnceLock::new(),
            by_id: OnceLock::new(),
        }
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// The version of the specification.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.document.version()
    }

    /// The OpenAPI object.
    #[must_use]
    pub fn open_api(&self) -> OpenApi<'_> {
        OpenApi::new(self, self.document.root())
    }

    /// Every object, each once.
    #[must_use]
    pub const fn visits(&self) -> &Visits {
        &self.visits
    }

    /// Every operation with its path and method, in document order: under `paths`, then under
    /// `webhooks`, then in callbacks.
    #[must_use]
    pub fn operations(&self) -> &[OperationEntry] {
        &self.operations
    }

    /// Where the `$ref` of a node leads, one step; `None` where there is none or it dangles.
    #[must_use]
    pub fn target(&self, node: Node<'_>) -> Option<Node<'_>> {
        self.edges.target(&self.document, node)
    }

    /// Where a reference leads that was reported to lead to something of another kind than is
    /// needed.
    #[must_use]
    pub fn misled_target(&self, node: Node<'_>) -> Option<Node<'_>> {
        let key = self.edges.misled.get(&node.node_key())?;
        Some(self.document.node(*key))
    }

    /// What stands at the place of a node that is no object: the node, or what a reference leads
    /// to that stands where the specification has a text, a number, a list or a map.
    #[must_use]
    pub fn standing<'d>(&'d self, node: Node<'d>) -> Node<'d> {
        self.edges.standing(&self.document, node)
    }

    /// Whether a reference stands in the place of a text, a number, a list or a map.
    #[must_use]
    pub fn is_stand_in(&self, node: Node<'_>) -> bool {
        self.edges.stand_ins.contains_key(&node.node_key())
    }

    /// The entries of a map: its own, and in the place of a `$ref` those of what it leads to, as
    /// far as the map has none of the same name.
    pub fn members<'d>(&'d self, node: Node<'d>) -> impl Iterator<Item = Entry<'d>> + use<'d> {
        self.edges.members(&self.document, node)
    }

    /// Where a chain of references ends; the node itself when it is none, `None` when the chain
    /// dangles or runs in a circle.
    #[must_use]
    pub fn follow<'d>(&'d self, node: Node<'d>) -> Option<Node<'d>> {
        self.edges.follow(&self.document, node)
    }

    /// The node that a URI reference, written at `from`, names: for `operationRef`,
    /// discriminator mappings and the like, which are no `$ref`s.
    #[must_use]
    pub fn node_of_reference<'d>(&'d self, from: Node<'d>, text: &str) -> Option<Node<'d>> {
        self.document.locate(from, text)
    }

    /// The operation with an `operationId`; the first where several have it.
    #[must_use]
    pub fn operation_with_id(&self, id: &str) -> Option<&OperationEntry> {
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id = HashMap::default();
            for (index, entry) in self.operations.iter().enumerate() {
                let own = self.document.node(entry.node).get("operationId");
                if let Some(own) = own.and_then(Node::as_str) {
                    by_id.entry(own.to_owned()).or_insert(index);
                }
            }
            by_id
        });
        self.operations.get(*by_id.get(id)?)
    }

    /// Ids of the operations that reach an object (operation ids, or `GET /path` where there is
    /// none), in document order.
    #[must_use]
    pub fn operations_reaching(&self, id: VisitId) -> Vec<String> {
        let backward = self.backward.get_or_init(|| {
            let mut backward = Backward::default();
            for (from, to) in self.visits.edges() {
                backward.leading.entry(*to).or_default().push(*from);
            }
            for (index, operation) in self.operations.iter().enumerate() {
                let visit = self.visits.find(operation.node, crate::Kind::Operation);
                if let Some(visit) = visit {
                    backward.operations.entry(visit).or_default().push(index);
                }
            }
            backward
        });
        // Most objects are reached by few others: what is visited is remembered, not marked in a
        // list of all.
        let mut seen: HashSet<VisitId> = HashSet::default();
        let mut stack = vec![id];
        let mut found = Vec::new();
        while let Some(current) = stack.pop() {
            if seen.insert(current) {
                stack.extend(backward.leading.get(&current).into_iter().flatten());
                found.extend(backward.operations.get(&current).into_iter().flatten());
            }
        }
        found.sort_unstable();
        found
            .into_iter()
            .map(|index: usize| &self.operations[index])
            .map(|operation| operation.display_name(&self.document))
            .collect()
    }
}
