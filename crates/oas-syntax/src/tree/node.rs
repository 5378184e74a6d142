//! Reading a tree: [`Node`], [`Key`] and [`Entry`].

use std::fmt;

use oas_diagnostics::{Location, Span};

use super::arena::{Content, NodeData, Slice};
use super::{NodeId, NodeKey, NodeKind, SyntaxTree};
use crate::pointer::{self, JsonPointer};

/// A handle to a node: two words, freely copied.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t SyntaxTree,
    id: NodeId,
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} at {:?}", self.kind(), self.pointer())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node_key() == other.node_key()
    }
}

impl Eq for Node<'_> {}

impl<'t> Node<'t> {
    pub(super) const fn new(tree: &'t SyntaxTree, id: NodeId) -> Self {
        Self { tree, id }
    }

    /// The tree this node belongs to.
    #[must_use]
    pub const fn tree(self) -> &'t SyntaxTree {
        self.tree
    }

    /// The id within the tree.
    #[must_use]
    pub const fn id(self) -> NodeId {
        self.id
    }

    /// The id within the run.
    #[must_use]
    pub const fn node_key(self) -> NodeKey {
        NodeKey {
            file: self.tree.file,
            node: self.id,
        }
    }

    /// What the node is.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        match self.data().content {
            Content::Scalar(kind, _) => kind,
            Content::Sequence(_) => NodeKind::Sequence,
            Content::Mapping(_) => NodeKind::Mapping,
            Content::Alias(_) => NodeKind::Null,
        }
    }

    /// The bytes of the node itself, without its key.
    #[must_use]
    pub fn span(self) -> Span {
        let data = self.data();
        self.tree.span(data.start, data.end)
    }

    /// Span and pointer of the node.
    #[must_use]
    pub fn location(self) -> Location {
        Location {
            span: self.span(),
            pointer: self.pointer(),
        }
    }

    /// Span of the key that leads to this node, or of the node where there is no key, with the
    /// pointer of the node. This is where most findings point.
    #[must_use]
    pub fn key_location(self) -> Location {
        let span = self.key().map_or_else(|| self.span(), Key::span);
        Location {
            span,
            pointer: self.pointer(),
        }
    }

    /// The mapping or sequence around this node.
    #[must_use]
    pub fn parent(self) -> Option<Node<'t>> {
        let parent = self.data().parent;
        (parent != self.id).then_some(Node {
            tree: self.tree,
            id: parent,
        })
    }

    /// The key that leads to this node in its parent, when the parent is a mapping.
    #[must_use]
    pub fn key(self) -> Option<Key<'t>> {
        self.parent()?.is_mapping().then_some(Key {
            tree: self.tree,
            entry: self.data().slot,
        })
    }

    /// JSON Pointer from the root of the file.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut path = Vec::with_capacity(16);
        let mut node = self;
        let mut length = 0;
        while let Some(parent) = node.parent() {
            let slot = node.data().slot;
            length += match parent.data().content {
                Content::Mapping(_) => self.tree.entry_data(slot).key.len() + 1,
                _ => 4,
            };
            path.push((parent, slot));
            node = parent;
        }
        let mut text = String::with_capacity(length);
        for (parent, slot) in path.into_iter().rev() {
            parent.push_step(slot, &mut text);
        }
        text
    }

    /// What [`Node::key_location`] gives, for whoever has the pointer of the parent: many siblings
    /// share it.
    #[must_use]
    pub fn key_location_within(self, parent_pointer: &str) -> Location {
        let span = self.key().map_or_else(|| self.span(), Key::span);
        let mut pointer = String::with_capacity(parent_pointer.len() + 16);
        pointer.push_str(parent_pointer);
        if let Some(parent) = self.parent() {
            parent.push_step(self.data().slot, &mut pointer);
        }
        Location { span, pointer }
    }

    /// Appends the segment of the child in a slot to a pointer of this node.
    fn push_step(self, slot: u32, pointer: &mut String) {
        pointer.push('/');
        match self.data().content {
            Content::Mapping(_) => pointer::escape_into(self.tree.entry_text(slot), pointer),
            Content::Sequence(elements) => {
                pointer.push_str(&(slot.saturating_sub(elements.start)).to_string());
            }
            Content::Scalar(..) | Content::Alias(_) => {}
        }
    }

    /// The text of a string; `None` for anything else, numbers included.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        match self.data().content {
            Content::Scalar(NodeKind::String, text) => Some(self.tree.scalar(text)),
            _ => None,
        }
    }

    /// The text of any scalar as it was written, unquoted: `200`, `true`, `1.0`.
    #[must_use]
    pub fn scalar_text(self) -> Option<&'t str> {
        match self.data().content {
            Content::Scalar(_, text) => Some(self.tree.scalar(text)),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.data().content {
            Content::Scalar(NodeKind::Boolean, text) => {
                Some(self.tree.scalar(text).eq_ignore_ascii_case("true"))
            }
            _ => None,
        }
    }

    /// Whether the node is null.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == NodeKind::Null
    }

    /// Whether the node is a mapping.
    #[must_use]
    pub fn is_mapping(self) -> bool {
        self.kind() == NodeKind::Mapping
    }

    /// Whether the node is a sequence.
    #[must_use]
    pub fn is_sequence(self) -> bool {
        self.kind() == NodeKind::Sequence
    }

    /// The entries of a mapping in the order of the text, keys unique; nothing for anything else.
    ///
    /// Entries of merge keys come after the mapping's own.
    #[must_use]
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'t>> + DoubleEndedIterator {
        let entries = self.entry_slice();
        let tree = self.tree;
        entries.range().map(move |entry| Entry {
            key: Key { tree, entry },
            value: tree.node(tree.entry_data(entry).value),
        })
    }

    /// The elements of a sequence; nothing for anything else.
    #[must_use]
    pub fn elements(self) -> impl ExactSizeIterator<Item = Node<'t>> + DoubleEndedIterator {
        let elements = match self.data().content {
            Content::Sequence(elements) => elements,
            _ => Slice::EMPTY,
        };
        let tree = self.tree;
        elements
            .range()
            .map(move |slot| tree.node(tree.elements[slot as usize]))
    }

    /// The value of a key of a mapping.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The entry of a key of a mapping.
    #[must_use]
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        let entry = self.tree.lookup(self.id, self.entry_slice(), key)?;
        Some(Entry {
            key: Key {
                tree: self.tree,
                entry,
            },
            value: self.tree.node(self.tree.entry_data(entry).value),
        })
    }

    /// The node that a pointer, counted from this node, names.
    #[must_use]
    pub fn find(self, pointer: &JsonPointer) -> Option<Node<'t>> {
        pointer
            .0
            .iter()
            .try_fold(self, |node, segment| match node.kind() {
                NodeKind::Mapping => node.get(segment),
                NodeKind::Sequence => {
                    let canonical = segment == "0" || !segment.starts_with(['0', '+', '-']);
                    let index = segment.parse::<usize>().ok().filter(|_| canonical)?;
                    node.elements().nth(index)
                }
                _ => None,
            })
    }

    fn entry_slice(self) -> Slice {
        match self.data().content {
            Content::Mapping(entries) => entries,
            _ => Slice::EMPTY,
        }
    }

    fn data(self) -> &'t NodeData {
        &self.tree.nodes[self.id.index()]
    }
}

/// A key of a mapping.
#[derive(Clone, Copy)]
pub struct Key<'t> {
    tree: &'t SyntaxTree,
    entry: u32,
}

impl fmt::Debug for Key<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text(), formatter)
    }
}

impl<'t> Key<'t> {
    /// The key as text; numbers and booleans as they were written.
    #[must_use]
    pub fn text(self) -> &'t str {
        self.tree.entry_text(self.entry)
    }

    /// The bytes of the key, quotes included.
    #[must_use]
    pub fn span(self) -> Span {
        let entry = self.tree.entry_data(self.entry);
        self.tree.span(entry.key_start, entry.key_end)
    }
}

/// A key with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    /// The key.
    pub key: Key<'t>,
    /// The value, aliases followed.
    pub value: Node<'t>,
}
