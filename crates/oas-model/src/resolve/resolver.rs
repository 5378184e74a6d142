//! Follows one reference after another and says what is wrong with those that lead nowhere.

use foldhash::HashSet;

use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_syntax::{JsonPointer, Node, NodeKey};

use super::diagnostics as rules;
use super::explain::{
    article, by_url, check_kind, circle, dangling, no_anchor, not_allowed, past_id,
};
use super::locate::{Missing, is_name};
use super::{Edges, Reference};
use crate::Document;
use crate::fields::Kind;

/// Segments that a path may have once the references on its way are written out.
const MAX_STEPS: usize = 10_000;

/// Remembers where references lead.
pub(crate) struct Resolver<'d> {
    document: &'d Document,
    edges: Edges,
    /// References that a JSON Pointer was seen to go through.
    passed: HashSet<NodeKey>,
}

impl<'d> Resolver<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            document,
            edges: Edges::default(),
            passed: HashSet::default(),
        }
    }

    pub(crate) fn into_edges(self) -> Edges {
        self.edges
    }

    /// The edges found so far.
    pub(crate) const fn edges(&self) -> &Edges {
        &self.edges
    }

    /// The document.
    pub(crate) const fn document(&self) -> &'d Document {
        self.document
    }

    /// Whether a reference names another file of the document, and something in it.
    pub(crate) fn leads_to_file(&self, from: Node<'d>, text: &str) -> bool {
        !text.starts_with('#') && self.quietly(from, text).is_some()
    }

    /// Whether a reference names a mapping.
    pub(crate) fn leads_to_mapping(&self, from: Node<'d>, text: &str) -> bool {
        self.quietly(from, text).is_some_and(Node::is_mapping)
    }

    /// What a reference names, without a word about one that names nothing.
    fn quietly(&self, from: Node<'d>, text: &str) -> Option<Node<'d>> {
        self.document.locate(from, text)
    }

    /// The target of the `$ref` in `node`, one step; `None` when there is no `$ref` or it was
    /// reported to lead nowhere.
    pub(crate) fn reference(
        &mut self,
        node: Node<'d>,
        kind: Kind,
        allowed: bool,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        let value = node.get("$ref")?;
        let Some(text) = value.as_str() else {
            let message = format!(
                "`$ref` must be a string, but is {}",
                value.kind().described()
            );
            sink.push(
                Diagnostic::error(rules::REFERENCE_MALFORMED.name, value.location(), message)
                    .help("write a path in quotes, for example `\"#/components/schemas/Pet\"`"),
            );
            return None;
        };
        if !allowed {
            sink.push(not_allowed(value, kind.described(), &article(kind)));
        }
        let (target, in_section) = self.find(value, text, sink)?;
        if let Some(target) = check_kind(in_section.as_deref(), target, value, kind, sink) {
            self.edges
                .targets
                .insert(node.node_key(), target.node_key());
            if kind.component_section().is_none() {
                // Paths and responses are maps too, and what stands beside the reference counts.
                self.edges
                    .stand_ins
                    .insert(node.node_key(), target.node_key());
            }
            self.check_circle(node, value, kind, sink)?;
            return Some(target);
        }
        self.edges.misled.insert(node.node_key(), target.node_key());
        None
    }

    /// What a reference leads to that stands in the place of something else than an object: a
    /// text, a number, a list, a map. One step; `None` when it was reported to lead nowhere.
    pub(crate) fn stand_in(
        &mut self,
        node: Node<'d>,
        what: &str,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        let value = node.get("$ref")?;
        let text = value.as_str()?;
        let key = node.node_key();
        if let Some(known) = self.edges.stand_ins.get(&key) {
            return Some(self.document.node(*known));
        }
        sink.push(not_allowed(value, what, &format!("`{what}`")));
        let (target, _) = self.find(value, text, sink)?;
        if self.edges.standing(self.document, target).node_key() == key {
            sink.push(circle(value, what, target));
            return None;
        }
        self.edges.stand_ins.insert(key, target.node_key());
        Some(target)
    }

    /// What a reference names, and the section of `components` that it stands in.
    fn find(
        &mut self,
        value: Node<'d>,
        text: &str,
        sink: &mut DiagnosticSink,
    ) -> Option<(Node<'d>, Option<String>)> {
        let reference = match Reference::parse(text) {
            Ok(reference) => reference,
            Err(problem) => {
                let message = format!("`{text}` is no reference: {problem}");
                sink.push(Diagnostic::error(
                    rules::REFERENCE_MALFORMED.name,
                    value.location(),
                    message,
                ));
                return None;
            }
        };
        let fragment = reference.fragment();
        let root = self.resource_of(&reference, value, text, sink)?;
        if is_name(fragment) {
            return Some((self.anchor(root, fragment, value, sink)?, None));
        }
        let Some(pointer) = JsonPointer::parse(fragment) else {
            let message =
                format!("`#{fragment}` is no JSON Pointer: `~` must be followed by 0 or 1");
            sink.push(Diagnostic::error(
                rules::REFERENCE_MALFORMED.name,
                value.location(),
                message,
            ));
            return None;
        };
        let file = root.tree().root();
        let target = root
            .find(&pointer)
            .or_else(|| self.find_through(root, &pointer, value, sink))
            .or_else(|| {
                let target = file.find(&pointer)?;
                sink.push(past_id(value, root));
                Some(target)
            });
        let Some(target) = target else {
            sink.push(dangling(root, &pointer, value, text));
            return None;
        };
        let section = match pointer.0.as_slice() {
            [components, section, _]
                if components == "components" && file.get("openapi").is_some() =>
            {
                Some(section.clone())
            }
            _ => None,
        };
        Some((target, section))
    }

    /// What a JSON Pointer names when the references on its way are followed. Strictly it names
    /// nothing then; documents rely on it all the same.
    fn find_through(
        &mut self,
        root: Node<'d>,
        pointer: &JsonPointer,
        value: Node<'d>,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        let mut current = root;
        let mut segments = pointer.0.clone();
        segments.reverse();
        let mut steps = 0;
        let mut passed = Vec::new();
        while let Some(segment) = segments.pop() {
            steps += 1;
            if steps > MAX_STEPS {
                return None;
            }
            if let Some(next) = current.find(&JsonPointer(vec![segment.clone()])) {
                current = next;
                continue;
            }
            let reference = current.get("$ref")?;
            let (root, inner) = self.local(reference, reference.as_str()?)?;
            passed.push(current);
            segments.push(segment);
            segments.extend(inner.0.into_iter().rev());
            current = root;
        }
        for through in passed {
            let legal = !self.edges.stand_ins.contains_key(&through.node_key());
            if legal && self.passed.insert(through.node_key()) {
                let message = "the path of a reference goes through another reference";
                sink.push(
                    Diagnostic::warning(
                        rules::REFERENCE_NOT_ALLOWED.name,
                        value.location(),
                        message,
                    )
                    .related(through.key_location().span, "through this one")
                    .help("refer to what is behind it; other tools may not follow the path"),
                );
            }
        }
        Some(current)
    }

    /// The resource and the path that a reference names.
    fn local(&self, from: Node<'d>, text: &str) -> Option<(Node<'d>, JsonPointer)> {
        let reference = Reference::parse(text).ok()?;
        let resource = self.document.resource_of(from, text, &reference).ok()?;
        Some((resource, JsonPointer::parse(reference.fragment())?))
    }

    /// The file, or the schema with an `$id`, that a reference leads to.
    fn resource_of(
        &self,
        reference: &Reference,
        value: Node<'d>,
        text: &str,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        match self.document.resource_of(value, text, reference) {
            Ok(resource) => Some(resource),
            // What cannot be loaded was reported when files were loaded.
            Err(Missing::Unloaded) => None,
            Err(Missing::Url(url)) => {
                sink.push(by_url(reference, value, text, &url));
                None
            }
        }
    }

    fn anchor(
        &self,
        resource: Node<'d>,
        name: &str,
        value: Node<'d>,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        if let Some(node) = self.document.anchored(value, resource, name) {
            return Some(node);
        }
        let resources = self.document.resources();
        let file = resource.tree().file();
        if let Some(anchor) = resources.anchored_in_file(file, name) {
            let node = self.document.node(anchor.node);
            let own = resources.enclosing(node);
            let root = resource.tree().root();
            // The `$id` that is in the way stands around the reference, or around the anchor.
            sink.push(past_id(
                value,
                if resource == root { own } else { resource },
            ));
            return Some(node);
        }
        sink.push(no_anchor(
            resource,
            name,
            value,
            &resources.names_in_file(file),
        ));
        None
    }

    /// Where the `$dynamicRef` of a schema leads before anything is known of what refers to the
    /// schema; `None` when it was reported to lead nowhere.
    pub(crate) fn dynamic(
        &mut self,
        schema: Node<'d>,
        value: Node<'d>,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        let text = value.as_str()?;
        let (target, _) = self.find(value, text, sink)?;
        let target = check_kind(None, target, value, Kind::Schema, sink)?;
        self.edges
            .dynamic
            .insert(schema.node_key(), target.node_key());
        Some(target)
    }

    /// A chain of references that comes back to itself has no object at its end.
    fn check_circle(
        &mut self,
        node: Node<'d>,
        value: Node<'d>,
        kind: Kind,
        sink: &mut DiagnosticSink,
    ) -> Option<()> {
        let start = node.node_key();
        let mut current = *self.edges.targets.get(&start)?;
        let mut steps = 0;
        while let Some(next) = self.edges.targets.get(&current) {
            // Schemas with siblings are more than their reference, but their chain has no end either.
            if current == start || steps > 1_000 {
                break;
            }
            current = *next;
            steps += 1;
        }
        if current != start {
            return Some(());
        }
        let through = self.document.node(*self.edges.targets.get(&start)?);
        sink.push(circle(value, kind.described(), through));
        self.edges.stand_ins.remove(&start);
        Some(())
    }
}
