//! Where references lead, without a word about those that lead nowhere: [`Document::locate`].

use oas_diagnostics::source::path;
use oas_syntax::{JsonPointer, Node};

use super::{Reference, Target};
use crate::Document;

/// Why there is nothing where a reference leads.
pub(crate) enum Missing {
    /// The file is not part of the document; that was reported when files were loaded.
    Unloaded,
    /// It is a URL that nothing stands for.
    Url(String),
}

impl Document {
    /// What the part of a reference before `#` names: a file, or a schema with an `$id`. `from`
    /// is a node at which the reference is written, `text` the whole reference.
    pub(crate) fn resource_of<'d>(
        &'d self,
        from: Node<'d>,
        text: &str,
        reference: &Reference,
    ) -> Result<Node<'d>, Missing> {
        let resources = self.resources();
        let target = match reference {
            Reference::Local { file: None, .. } => return Ok(resources.enclosing(from)),
            _ => reference.target(self.path(from.tree().file()), self.vendored()),
        };
        let address = Reference::address(text);
        if let Some(key) = resources.named(from, address) {
            return Ok(self.node(key));
        }
        if let Some(root) = self.copy_of(from, address) {
            return Ok(root);
        }
        match target {
            Target::Same => Ok(from.tree().root()),
            Target::File(path) => self.root_at(&path).ok_or(Missing::Unloaded),
            Target::Refused(_) => self.beside(from, address).ok_or(Missing::Unloaded),
            Target::Unmapped(url) => self.beside(from, address).ok_or(Missing::Url(url)),
        }
    }

    fn root_at(&self, path: &str) -> Option<Node<'_>> {
        Some(self.tree(self.file_of(path)?)?.root())
    }

    /// The copy of what an address means, where the base of `from` is not its place.
    fn copy_of<'d>(&'d self, from: Node<'d>, address: &str) -> Option<Node<'d>> {
        if !self.resources().has_identity() {
            return None;
        }
        let uri = self.resources().absolute(from, address);
        let path = self.vendored().path_of(&uri)?.ok()?;
        self.root_at(&path)
    }

    /// The file that is where a URI would be, by what the file of `from` calls itself.
    fn beside<'d>(&'d self, from: Node<'d>, address: &str) -> Option<Node<'d>> {
        let resources = self.resources();
        let way = resources.beside(from, &resources.absolute(from, address))?;
        self.root_at(&path::join(self.path(from.tree().file()), &way).ok()?)
    }

    /// The node that a reference names which is written at `from`.
    pub(crate) fn locate<'d>(&'d self, from: Node<'d>, text: &str) -> Option<Node<'d>> {
        let reference = Reference::parse(text).ok()?;
        let resource = self.resource_of(from, text, &reference).ok()?;
        let fragment = reference.fragment();
        if is_name(fragment) {
            return self.anchored(from, resource, fragment);
        }
        let pointer = JsonPointer::parse(fragment)?;
        let within = resource.find(&pointer);
        within.or_else(|| resource.tree().root().find(&pointer))
    }

    /// The schema of a resource with an anchor: that of the schema around `from` first, where
    /// several have it.
    pub(crate) fn anchored<'d>(
        &'d self,
        from: Node<'d>,
        resource: Node<'d>,
        name: &str,
    ) -> Option<Node<'d>> {
        let anchors = self.resources().anchored(resource, name);
        if anchors.len() > 1 {
            let around = std::iter::successors(Some(from), |node| node.parent());
            for span in around.map(Node::span) {
                let first = anchors.partition_point(|anchor| anchor.start < span.start);
                let within = anchors.get(first).filter(|anchor| anchor.start < span.end);
                if let Some(anchor) = within.filter(|anchor| anchor.node.file == span.file) {
                    return Some(self.node(anchor.node));
                }
            }
        }
        anchors.first().map(|anchor| self.node(anchor.node))
    }
}

/// Whether a fragment is the name of an anchor, not a path.
pub(crate) fn is_name(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.starts_with('/')
}
