//! Follows one reference after another and says what is wrong with those that lead nowhere.

use std::collections::BTreeMap;

use foldhash::HashMap;

use oas_diagnostics::source::vendored;
use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, DiagnosticSink, FileId};
use oas_syntax::{JsonPointer, Node, NodeKey};

use super::diagnostics as rules;
use super::{Reference, Target};
use crate::fields::Kind;
use crate::{Document, Version};

/// Remembers where references lead.
pub(crate) struct Resolver<'d> {
    document: &'d Document,
    targets: HashMap<NodeKey, NodeKey>,
    /// Anchors of a file, made when the first one is looked up.
    anchors: HashMap<FileId, BTreeMap<&'d str, Node<'d>>>,
    /// Files by the `$id` or `$self` at their root, made when the first one is looked up.
    ids: Option<BTreeMap<&'d str, Node<'d>>>,
}

impl<'d> Resolver<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            document,
            targets: HashMap::default(),
            anchors: HashMap::default(),
            ids: None,
        }
    }

    pub(crate) fn into_targets(self) -> HashMap<NodeKey, NodeKey> {
        self.targets
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
            sink.push(
                Diagnostic::warning(
                    rules::REFERENCE_NOT_ALLOWED.name,
                    value.key_location(),
                    format!(
                        "`$ref` stands where the specification has no reference to {}",
                        article(kind)
                    ),
                )
                .help(format!(
                    "write the {} here; other tools may not follow the reference",
                    kind.described()
                )),
            );
        }
        let target = self.find(node, value, text, kind, sink)?;
        self.targets.insert(node.node_key(), target.node_key());
        self.check_circle(node, value, kind, sink)?;
        Some(target)
    }

    fn find(
        &mut self,
        node: Node<'d>,
        value: Node<'d>,
        text: &str,
        kind: Kind,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
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
        let root = self.root_of(&reference, node, value, text, sink)?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return self.anchor(root, &fragment, value, sink);
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
        let Some(target) = root.find(&pointer) else {
            sink.push(dangling(root, &pointer, value, text));
            return None;
        };
        check_kind(root, &pointer, target, value, kind, sink)
    }

    /// The root of the file that a reference leads to.
    fn root_of(
        &mut self,
        reference: &Reference,
        node: Node<'d>,
        value: Node<'d>,
        text: &str,
        sink: &mut DiagnosticSink,
    ) -> Option<Node<'d>> {
        if let Reference::Remote { url, .. } = reference
            && let Some(root) = self.by_id(url)
        {
            return Some(root);
        }
        let base = self.document.path(node.tree().file());
        match reference.target(base, self.document.vendored()) {
            Target::Same => Some(node.tree().root()),
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
        &self,
        node: Node<'d>,
        value: Node<'d>,
        kind: Kind,
        sink: &mut DiagnosticSink,
    ) -> Option<()> {
        let start = node.node_key();
        let mut current = *self.targets.get(&start)?;
        let mut steps = 0;
        while let Some(next) = self.targets.get(&current) {
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
        let through = self.document.node(*self.targets.get(&start)?);
        sink.push(
            Diagnostic::error(
                rules::REFERENCE_CIRCLE.name,
                value.location(),
                format!(
                    "this reference leads back to itself, so there is no {} behind it",
                    kind.described()
                ),
            )
            .related(through.key_location().span, "by way of this")
            .help(format!(
                "let one of them be a {} of its own",
                kind.described()
            )),
        );
        Some(())
    }
}

/// Refuses references to something else than what is needed, by the section it stands in.
fn check_kind<'d>(
    root: Node<'d>,
    pointer: &JsonPointer,
    target: Node<'d>,
    value: Node<'d>,
    kind: Kind,
    sink: &mut DiagnosticSink,
) -> Option<Node<'d>> {
    let is_object = target.is_mapping() || (kind == Kind::Schema && target.as_bool().is_some());
    let section = match pointer.0.as_slice() {
        [components, section, _] if components == "components" => section,
        _ if is_object => return Some(target),
        _ => "",
    };
    let found = Kind::of_component_section(section);
    if root.get("openapi").is_some() && found.is_some_and(|found| found != kind) {
        let is = found.map_or_else(|| "something else".to_owned(), article);
        sink.push(
            Diagnostic::error(
                rules::REFERENCE_WRONG_KIND.name,
                value.location(),
                format!("this must refer to {}, but refers to {is}", article(kind)),
            )
            .related(target.key_location().span, "what it refers to")
            .help(match kind.component_section() {
                Some(section) => format!("refer to an entry of `#/components/{section}`"),
                None => format!("write the {} here", kind.described()),
            }),
        );
        return None;
    }
    if !is_object {
        sink.push(
            Diagnostic::error(
                rules::REFERENCE_WRONG_KIND.name,
                value.location(),
                format!(
                    "this must refer to {}, but refers to {}",
                    article(kind),
                    target.kind().described()
                ),
            )
            .related(target.key_location().span, "what it refers to"),
        );
        return None;
    }
    Some(target)
}

fn dangling(root: Node<'_>, pointer: &JsonPointer, value: Node<'_>, text: &str) -> Diagnostic {
    let mut deepest = root;
    let mut missing = "";
    for segment in &pointer.0 {
        let Some(next) = deepest.find(&JsonPointer(vec![segment.clone()])) else {
            missing = segment;
            break;
        };
        deepest = next;
    }
    let within = deepest.pointer();
    let within = if within.is_empty() {
        "the root of the file".to_owned()
    } else {
        format!("`{within}`")
    };
    let diagnostic = Diagnostic::error(
        rules::REFERENCE_DANGLING.name,
        value.location(),
        format!("`{text}` leads nowhere"),
    )
    .label(format!("there is no `{missing}` in {within}"))
    .related(
        deepest.key_location().span,
        format!("`{missing}` would have to be in here"),
    );
    let known = deepest.entries().map(|entry| entry.key.text());
    match nearest(missing, known) {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")),
        None => diagnostic.help(format!("add `{missing}`, or correct the reference")),
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

fn article(kind: Kind) -> String {
    let word = kind.described();
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'O', 'X']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}
