//! One walk over a document and all that it refers to: [`Visits`].
//!
//! The walk follows the table of [`crate::fields`] from the OpenAPI object, through every
//! reference, and meets each object once. Rules, shape checks and lowering read the list that
//! comes out; nobody walks again.

use foldhash::HashMap;

use oas_diagnostics::DiagnosticSink;
use oas_syntax::{Node, NodeKey};

use crate::fields::{Form, Kind};
use crate::resolve::Resolver;
use crate::{Document, Version};

/// Names a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitId(u32);

impl VisitId {
    /// The position in [`Visits`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An object that the walk met.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// The node; a reference where the object is one.
    pub node: NodeKey,
    /// What it is.
    pub kind: Kind,
    /// The object that first led here; `None` for the OpenAPI object.
    pub parent: Option<VisitId>,
    /// The reference that first led here, where one did.
    pub through: Option<NodeKey>,
}

/// Every object of a document, in document order; those behind references where they are first
/// referred to.
#[derive(Debug, Default)]
pub struct Visits {
    list: Vec<Visit>,
    known: HashMap<(NodeKey, Kind), VisitId>,
    /// Every way from an object to another, in the order of the walk.
    edges: Vec<(VisitId, VisitId)>,
}

impl Visits {
    /// All visits with their ids.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (VisitId, &Visit)> {
        let id = |index: usize| VisitId(u32::try_from(index).unwrap_or(u32::MAX));
        self.list
            .iter()
            .enumerate()
            .map(move |(index, visit)| (id(index), visit))
    }

    /// The visit of an id.
    #[must_use]
    pub fn get(&self, id: VisitId) -> &Visit {
        &self.list[id.index()]
    }

    /// The visit of a node as a kind of object, if the walk met it.
    #[must_use]
    pub fn find(&self, node: NodeKey, kind: Kind) -> Option<VisitId> {
        self.known.get(&(node, kind)).copied()
    }

    /// Every object from which `id` can be reached, `id` included, in no promised order.
    #[must_use]
    pub fn reaching(&self, id: VisitId) -> Vec<VisitId> {
        let mut into: HashMap<VisitId, Vec<VisitId>> = HashMap::default();
        for (from, to) in &self.edges {
            into.entry(*to).or_default().push(*from);
        }
        let mut seen = vec![false; self.list.len()];
        seen[id.index()] = true;
        let mut found = vec![id];
        let mut next = 0;
        while let Some(current) = found.get(next).copied() {
            next += 1;
            for from in into.get(&current).into_iter().flatten() {
                if !std::mem::replace(&mut seen[from.index()], true) {
                    found.push(*from);
                }
            }
        }
        found
    }

    /// The edges of the object graph, references followed, in the order of the walk.
    #[must_use]
    pub fn edges(&self) -> &[(VisitId, VisitId)] {
        &self.edges
    }

    fn add(&mut self, visit: Visit) -> (VisitId, bool) {
        if let Some(id) = self.known.get(&(visit.node, visit.kind)) {
            return (*id, false);
        }
        let id = VisitId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.known.insert((visit.node, visit.kind), id);
        self.list.push(visit);
        (id, true)
    }
}

/// A place to go to.
struct Step<'d> {
    node: Node<'d>,
    kind: Kind,
    /// Whether the specification allows a reference here.
    reference_allowed: bool,
    parent: Option<VisitId>,
    /// The reference that leads here, where one does.
    through: Option<NodeKey>,
}

pub(crate) fn walk<'d>(
    document: &'d Document,
    resolver: &mut Resolver<'d>,
    sink: &mut DiagnosticSink,
) -> Visits {
    let mut visits = Visits::default();
    let root = document.root();
    let mut stack = vec![Step {
        node: root,
        kind: Kind::OpenApi,
        reference_allowed: false,
        parent: None,
        through: None,
    }];
    let mut children = Vec::new();
    while let Some(step) = stack.pop() {
        let (id, new) = visits.add(Visit {
            node: step.node.node_key(),
            kind: step.kind,
            parent: step.parent,
            through: step.through,
        });
        visits.edges.extend(step.parent.map(|parent| (parent, id)));
        if !new {
            continue;
        }
        let is_reference = step.node.get("$ref").is_some();
        let target = resolver.reference(step.node, step.kind, step.reference_allowed, sink);
        if !is_reference || has_siblings(step.kind, document.version()) {
            push_children(step.node, step.kind, id, document.version(), &mut children);
            stack.extend(children.drain(..).rev());
        }
        // What is referred to comes first, and may be a reference itself.
        stack.extend(target.map(|target| Step {
            node: target,
            kind: step.kind,
            reference_allowed: true,
            parent: Some(id),
            through: Some(step.node.node_key()),
        }));
    }
    visits
}

/// Whether what stands beside `$ref` belongs to the object.
const fn has_siblings(kind: Kind, version: Version) -> bool {
    match kind {
        Kind::PathItem => true,
        Kind::Schema => !matches!(version, Version::V3_0),
        _ => false,
    }
}

fn push_children<'d>(
    node: Node<'d>,
    kind: Kind,
    parent: VisitId,
    version: Version,
    into: &mut Vec<Step<'d>>,
) {
    for entry in node.entries() {
        let name = entry.key.text();
        let form = match kind.field(name, version) {
            Some(field) => field.form,
            None if name.starts_with("x-") && kind.is_extensible() => continue,
            None => match kind.others() {
                Some(form) => form,
                None => continue,
            },
        };
        push_form(entry.value, form, parent, into);
    }
}

fn push_form<'d>(node: Node<'d>, form: Form, parent: VisitId, into: &mut Vec<Step<'d>>) {
    let Some(kind) = form.kind() else { return };
    let mut push = |node: Node<'d>, reference_allowed: bool| {
        let reference_allowed = reference_allowed || matches!(kind, Kind::Schema | Kind::PathItem);
        if node.is_mapping() || (kind == Kind::Schema && node.as_bool().is_some()) {
            into.push(Step {
                node,
                kind,
                reference_allowed,
                parent: Some(parent),
                through: None,
            });
        }
    };
    match form {
        Form::Object(_) | Form::SchemaOrBoolean => push(node, false),
        Form::Reference(_) => push(node, true),
        Form::SchemaOrSchemas if !node.is_sequence() => push(node, false),
        Form::Objects(_) | Form::SchemaOrSchemas => {
            node.elements().for_each(|element| push(element, false));
        }
        Form::References(_) => node.elements().for_each(|element| push(element, true)),
        Form::ObjectMap(_) => node.entries().for_each(|entry| push(entry.value, false)),
        Form::ReferenceMap(_) => node.entries().for_each(|entry| push(entry.value, true)),
        Form::String
        | Form::Boolean
        | Form::Number
        | Form::Count
        | Form::Any
        | Form::Strings
        | Form::Values
        | Form::StringMap
        | Form::StringsMap
        | Form::StringOrStrings
        | Form::NumberOrBoolean => {}
    }
}
