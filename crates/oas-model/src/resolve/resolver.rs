//! Follows one reference after another and says what is wrong with those that lead nowhere.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use oas_diagnostics::source::vendored;
use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, DiagnosticSink, FileId};
use oas_syntax::{JsonPointer, Node, NodeKey};

use super::diagnostics as rules;
use super::explain::{article, check_kind, circle, dangling, not_allowed};
use super::{Edges, Reference, Target};
use crate::fields::Kind;
use crate::{Document, Version};

/// Segments that a path may have once the references on its way are written out.
const MAX_STEPS: usize = 10_000;

/// Remembers where references lead.
pub(crate) struct Resolver<'d> {
    document: &'d Document,
    edges: Edges,
    /// References that a JSON Pointer was seen to go through.
    passed: HashSet<NodeKey>,
    /// Anchors of a file, made when the first one is looked up.
    anchors: HashMap<FileId, BTreeMap<&'d str, Node<'d>>>,
    /// Files by the `$id` or `$self` at their root, made when the first one is looked up.
    ids: Option<BTreeMap<&'d str, Node<'d>>>,
}

impl<'d> Resolver<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            document,
            edges: Edges::default(),
            passed: HashSet::default(),
            anchors: HashMap::default(),
            ids: None,
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

    /// What a reference to a file of the document names.
    fn quietly(&self, from: Node<'d>, text: &str) -> Option<Node<'d>> {
        let (root, pointer) = self.local(from, text)?;
        root.find(&pointer)
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
        let fragment = reference.fragment().to_owned();
        let root = self.root_of(&reference, value, text, sink)?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Some((self.anchor(root, &fragment, value, sink)?, None));
        }
        let Some(pointer) = JsonPointer::parse(&fragment) else {
            let message =
                format!("`#{fragment}` is no JSON Pointer: `~` must be followed by 0 or 1");
            sink.push(Diagnostic::error(
                rules::REFERENCE_MALFORMED.name,
                value.location(),
                message,
            ));
            return None;
        };
        let target = root
            .find(&pointer)
            .or_else(|| self.find_through(root, &pointer, value, sink));
        let Some(target) = target else {
            sink.push(dangling(root, &pointer, value, text));
            return None;
        };
        let section = match pointer.0.as_slice() {
            [components, section, _]
                if components == "components" && root.get("openapi").is_some() =>
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

    /// The root and the path that a reference to a file of the document names.
    fn local(&self, from: Node<'d>, text: &str) -> Option<(Node<'d>, JsonPointer)> {
        let reference = Reference::parse(text).ok()?;
        let base = self.document.path(from.tree().file());
        let root = match reference.target(base, self.document.vendored()) {
            Target::Same => from.tree().root(),
            Target::File(path) => self.document.tree(self.document.file_of(&path)?)?.root(),
            Target::Refused(_) | Target::Unmapped(_) => return None,
        };
        Some((root, JsonPointer::parse(reference.fragment())?))
    }

    /// The root of the file that a reference leads to.
    fn root_of(
        &mut self,
        reference: &Reference,
        value: Node<'d>,
        text: &str,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        if let Reference::Remote { url, .. } = reference
            && let Some(root) = self.by_id(url)
        {
            return Some(root);
        }
        let base = self.document.path(value.tree().file());
        match reference.target(base, self.document.vendored()) {
            Target::Same => Some(value.tree().root()),
            // What cannot be loaded was reported when files were loaded.
            Target::File(path) => {
                let file = self.document.file_of(&path)?;
                Some(self.document.tree(file)?.root())
            }
            Target::Refused(_) => None,
            Target::Unmapped(url) => {
                let message = format!("`{text}` names a document by URL, and nothing is fetched");
                let suggestion = vendored::suggestion(&url);
                let mut diagnostic =
                    Diagnostic::error(rules::REFERENCE_TO_URL, value.location(), message).help(
                        format!("keep a copy of it, and say where: `--vendored {suggestion}`"),
                    );
                if matches!(reference, Reference::Local { .. }) {
                    diagnostic = diagnostic.note(format!("it is relative to a copy: `{url}`"));
                }
                sink.push(diagnostic);
                None
            }
        }
    }

    fn anchor(
        &mut self,
        root: Node<'d>,
        name: &str,
        value: Node<'d>,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        let file = root.tree().file();
        let anchors = self.anchors.entry(file).or_insert_with(|| anchors_of(root));
        if let Some(node) = anchors
            .get(name)
            .filter(|_| self.document.version() > Version::V3_0)
        {
            return Some(*node);
        }
        let diagnostic = Diagnostic::error(
            rules::REFERENCE_DANGLING.name,
            value.location(),
            format!("there is no schema with `$anchor: {name}` in this file"),
        );
        let pointer = format!("/{name}");
        let help = match nearest(name, anchors.keys().copied()) {
            Some(word) => format!("did you mean `#{word}`?"),
            None if JsonPointer::parse(&pointer)
                .is_some_and(|pointer| root.find(&pointer).is_some()) =>
            {
                format!("a path starts with `/`: `#/{name}`")
            }
            None => "a path starts with `/`: `#/components/schemas/Pet`".to_owned(),
        };
        sink.push(diagnostic.help(help));
        None
    }

    fn by_id(&mut self, url: &str) -> Option<Node<'d>> {
        let document = self.document;
        let ids = self.ids.get_or_insert_with(|| {
            let mut ids = BTreeMap::new();
            for root in document.trees().map(oas_syntax::SyntaxTree::root) {
                for field in ["$self", "$id"] {
                    if let Some(id) = root.get(field).and_then(Node::as_str) {
                        ids.insert(id.trim_end_matches('#'), root);
                    }
                }
            }
            ids
        });
        ids.get(url).copied()
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

fn anchors_of(root: Node<'_>) -> BTreeMap<&str, Node<'_>> {
    let mut anchors = BTreeMap::new();
    for node in root.tree().nodes().filter(|node| node.is_mapping()) {
        for field in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = node.get(field).and_then(Node::as_str) {
                anchors.entry(name).or_insert(node);
            }
        }
    }
    anchors
}
