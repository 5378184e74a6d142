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
    /// Positions in `edges`, in order: ways that lead through a reference where the specification
    /// has none, in the place of a list or a map.
    detours: Vec<usize>,
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

    /// Positions in [`Self::edges`], in order, of those that lead through a reference in the place
    /// of a list or a map, where the specification has none.
    #[must_use]
    pub fn detours(&self) -> &[usize] {
        &self.detours
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
    /// Whether a reference in the place of a list or a map led here.
    detour: bool,
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
        detour: false,
    }];
    let mut children = Vec::new();
    while let Some(step) = stack.pop() {
        let (id, new) = visits.add(Visit {
            node: step.node.node_key(),
            kind: step.kind,
            parent: step.parent,
            through: step.through,
        });
        if step.detour {
            visits.detours.push(visits.edges.len());
        }
        visits.edges.extend(step.parent.map(|parent| (parent, id)));
        if !new {
            continue;
        }
        let is_reference = step.node.get("$ref").is_some();
        let target = resolver.reference(step.node, step.kind, step.reference_allowed, sink);
        if !is_reference || has_siblings(step.kind, document.version()) {
            let mut places = Places {
                version: document.version(),
                resolver,
                sink,
                into: &mut children,
            };
            places.children(step.node, step.kind, id);
            stack.extend(children.drain(..).rev());
        }
        // What is referred to comes first, and may be a reference itself.
        stack.extend(target.map(|target| Step {
            node: target,
            kind: step.kind,
            reference_allowed: true,
            parent: Some(id),
            through: Some(step.node.node_key()),
            detour: false,
        }));
    }
    visits
}

/// Whether what stands beside `$ref` belongs to the object. Where the specification has no
/// references at all, nothing says that it does not.
const fn has_siblings(kind: Kind, version: Version) -> bool {
    match kind {
        Kind::PathItem => true,
        Kind::Schema => !matches!(version, Version::V3_0),
        other => other.component_section().is_none(),
    }
}

/// The places in an object where other objects stand.
struct Places<'a, 'd> {
    version: Version,
    resolver: &'a mut Resolver<'d>,
    sink: &'a mut DiagnosticSink,
    into: &'a mut Vec<Step<'d>>,
}

impl<'d> Places<'_, 'd> {
    fn children(&mut self, node: Node<'d>, kind: Kind, parent: VisitId) {
        for entry in node.entries() {
            let name = entry.key.text();
            let form = match kind.field(name, self.version) {
                Some(field) => field.form,
                None if name.starts_with("x-") && kind.is_extensible() => continue,
                None if name == "$ref" => continue,
                None => match kind.others() {
                    Some(form) => form,
                    None => continue,
                },
            };
            if kind == Kind::Schema
                && name == "$dynamicRef"
                && let Some(target) = self.resolver.dynamic(node, entry.value, self.sink)
            {
                // What it leads to depends on what led here, so this way is no certain one.
                self.push(target, kind, true, parent, true);
            }
            self.form(entry.value, form, name, parent);
        }
    }

    fn form(&mut self, node: Node<'d>, form: Form, name: &str, parent: VisitId) {
        let Some(kind) = form.kind() else {
            self.value(node, form, name);
            return;
        };
        match form {
            Form::Object(_) | Form::SchemaOrBoolean => self.push(node, kind, false, parent, false),
            Form::Reference(_) => self.push(node, kind, true, parent, false),
            Form::SchemaOrSchemas if !node.is_sequence() => {
                self.push(node, kind, false, parent, false);
            }
            Form::Objects(_) | Form::References(_) | Form::SchemaOrSchemas => {
                let allowed = matches!(form, Form::References(_));
                let list = self.follow(node, name);
                let detour = list.node_key() != node.node_key();
                for element in list.elements() {
                    self.push(element, kind, allowed, parent, detour);
                }
            }
            _ => {
                let allowed = matches!(form, Form::ReferenceMap(_));
                let led = self.follow(node, name).node_key() != node.node_key();
                let document = self.resolver.document();
                for entry in self.resolver.edges().members(document, node) {
                    let value = entry.value.node_key();
                    let is_own = |own: Node<'_>| own.node_key() == value;
                    let detour = led && !node.get(entry.key.text()).is_some_and(is_own);
                    self.push(entry.value, kind, allowed, parent, detour);
                }
            }
        }
    }

    fn push(&mut self, node: Node<'d>, kind: Kind, allowed: bool, parent: VisitId, detour: bool) {
        // Before OpenAPI 3.2 media types are no components.
        let section = kind.component_section();
        let allowed = allowed
            && section
                .is_none_or(|section| Kind::Components.field(section, self.version).is_some());
        let allowed = allowed || matches!(kind, Kind::Schema | Kind::PathItem);
        if node.is_mapping() || (kind == Kind::Schema && node.as_bool().is_some()) {
            self.into.push(Step {
                node,
                kind,
                reference_allowed: allowed,
                parent: Some(parent),
                through: None,
                detour,
            });
        }
    }

    /// Follows references in the place of what is no object.
    fn value(&mut self, node: Node<'d>, form: Form, name: &str) {
        match form {
            Form::Any => {
                // A value may well be an object with a `$ref`; an example that names a file of the
                // document and nothing else is meant as a reference.
                let text = node.get("$ref").and_then(Node::as_str);
                let alone =
                    matches!(name, "example" | "value" | "dataValue") && node.entries().len() == 1;
                if alone && text.is_some_and(|text| self.resolver.leads_to_file(node, text)) {
                    self.follow(node, name);
                }
            }
            Form::StringMap => {
                // A text may have any name, `$ref` too.
                let text = node.get("$ref").and_then(Node::as_str);
                if text.is_some_and(|text| self.resolver.leads_to_mapping(node, text)) {
                    self.follow(node, name);
                }
                let document = self.resolver.document();
                for entry in self.resolver.edges().members(document, node) {
                    self.follow(entry.value, entry.key.text());
                }
            }
            Form::StringsMap => {
                self.follow(node, name);
                let document = self.resolver.document();
                for entry in self.resolver.edges().members(document, node) {
                    self.value(entry.value, Form::Strings, entry.key.text());
                }
            }
            Form::Strings | Form::StringOrStrings => {
                for element in self.follow(node, name).elements() {
                    self.follow(element, name);
                }
            }
            _ => {
                self.follow(node, name);
            }
        }
    }

    /// What stands at a place that is not an object's, references followed.
    fn follow(&mut self, node: Node<'d>, name: &str) -> Node<'d> {
        let mut current = node;
        while let Some(next) = self.resolver.stand_in(current, name, self.sink) {
            current = next;
        }
        current
    }
}
