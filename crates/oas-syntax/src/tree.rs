//! The spanned tree: a flat arena of nodes, read through [`Node`] handles.
//!
//! A tree owns its text, so that it can be kept, shared between threads and read without the
//! sources. Aliases are edges, not copies: a handle follows them by itself, and a document of
//! aliases costs what its text costs. Merge keys (`<<`) are already applied.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use oas_diagnostics::{FileId, Location, Span};

use crate::pointer::{self, JsonPointer};

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2, core schema.
    Yaml,
    /// JSON (RFC 8259).
    Json,
}

/// Names one node of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

impl NodeId {
    /// The position in the arena; parents come before their children.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Names one node of all trees of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeKey {
    /// The file.
    pub file: FileId,
    /// The node in it.
    pub node: NodeId,
}

/// What a node is. Scalars carry their kind by the YAML core schema or by JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without fraction or exponent.
    Integer,
    /// Any other number.
    Float,
    /// Text.
    String,
    /// A list.
    Sequence,
    /// Keys with values, in the order of the text.
    Mapping,
}

impl NodeKind {
    /// The word for messages: "a string", "an integer".
    #[must_use]
    pub const fn described(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Float => "a number",
            Self::String => "a string",
            Self::Sequence => "an array",
            Self::Mapping => "an object",
        }
    }
}

/// Scalar text: a part of the source, or text that differs from its source form.
#[derive(Clone, Copy, Debug)]
enum Text {
    Source { start: u32, end: u32 },
    Cooked(u32),
}

#[derive(Clone, Debug)]
enum Content {
    Scalar(NodeKind, Text),
    Sequence(Range<u32>),
    Mapping(Range<u32>),
    Alias(NodeId),
}

#[derive(Clone, Debug)]
struct NodeData {
    start: u32,
    end: u32,
    parent: Option<NodeId>,
    /// Position within the parent: index into `entries` or `elements` of the tree.
    slot: u32,
    content: Content,
}

#[derive(Clone, Debug)]
struct EntryData {
    key: Text,
    key_start: u32,
    key_end: u32,
    value: NodeId,
}

/// Mappings with more entries than this get an index.
const INDEXED_FROM: usize = 24;

/// One parsed text.
#[derive(Clone)]
pub struct SyntaxTree {
    file: FileId,
    format: Format,
    text: Arc<str>,
    nodes: Vec<NodeData>,
    entries: Vec<EntryData>,
    elements: Vec<NodeId>,
    cooked: Vec<Box<str>>,
    indexes: HashMap<NodeId, HashMap<Box<str>, u32>>,
    expanded_nodes: u64,
}

impl fmt::Debug for SyntaxTree {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SyntaxTree")
            .field("file", &self.file)
            .field("format", &self.format)
            .field("nodes", &self.nodes.len())
            .finish_non_exhaustive()
    }
}

impl SyntaxTree {
    /// The file of the text.
    #[must_use]
    pub const fn file(&self) -> FileId {
        self.file
    }

    /// The language the text was read as.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The outermost node; null for an empty text.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        self.node(NodeId(0))
    }

    /// The node of an id that this tree gave out, aliases followed.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        let mut id = id;
        while let Content::Alias(target) = self.nodes[id.index()].content {
            id = target;
        }
        Node { tree: self, id }
    }

    /// How many nodes the text has, aliases not expanded.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the text holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1 && self.root().kind() == NodeKind::Null
    }

    /// How many nodes there would be with every alias expanded.
    #[must_use]
    pub const fn expanded_nodes(&self) -> u64 {
        self.expanded_nodes
    }

    /// The node a pointer names, if there is one.
    #[must_use]
    pub fn find(&self, pointer: &JsonPointer) -> Option<Node<'_>> {
        self.root().find(pointer)
    }

    /// Every node in the order of the text, aliases left out.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.nodes
            .iter()
            .enumerate()
            .filter(|(_, data)| !matches!(data.content, Content::Alias(_)))
            .map(|(index, _)| Node {
                tree: self,
                id: NodeId(to_u32(index)),
            })
    }

    fn scalar(&self, text: Text) -> &str {
        match text {
            Text::Source { start, end } => self
                .text
                .get(start as usize..end as usize)
                .unwrap_or_default(),
            Text::Cooked(index) => &self.cooked[index as usize],
        }
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.file, start, end)
    }
}

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
        match &self.data().content {
            Content::Scalar(kind, _) => *kind,
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
        self.data().parent.map(|id| Node {
            tree: self.tree,
            id,
        })
    }

    /// The key that leads to this node in its parent, when the parent is a mapping.
    #[must_use]
    pub fn key(self) -> Option<Key<'t>> {
        let parent = self.parent()?;
        match parent.data().content {
            Content::Mapping(_) => Some(Key {
                tree: self.tree,
                entry: self.data().slot,
            }),
            _ => None,
        }
    }

    /// JSON Pointer from the root of the file.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut segments = Vec::new();
        let mut node = self;
        while let Some(parent) = node.parent() {
            let slot = node.data().slot;
            segments.push(match &parent.data().content {
                Content::Mapping(_) => pointer::escape(
                    Key {
                        tree: self.tree,
                        entry: slot,
                    }
                    .text(),
                ),
                Content::Sequence(range) => (slot - range.start).to_string(),
                Content::Scalar(..) | Content::Alias(_) => String::new(),
            });
            node = parent;
        }
        let mut text = String::new();
        for segment in segments.iter().rev() {
            text.push('/');
            text.push_str(segment);
        }
        text
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
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'t>> + DoubleEndedIterator {
        let range = match &self.data().content {
            Content::Mapping(range) => range.clone(),
            _ => 0..0,
        };
        let tree = self.tree;
        range.map(move |entry| Entry {
            key: Key { tree, entry },
            value: tree.node(tree.entries[entry as usize].value),
        })
    }

    /// The elements of a sequence; nothing for anything else.
    pub fn elements(self) -> impl ExactSizeIterator<Item = Node<'t>> + DoubleEndedIterator {
        let range = match &self.data().content {
            Content::Sequence(range) => range.clone(),
            _ => 0..0,
        };
        let tree = self.tree;
        range.map(move |slot| tree.node(tree.elements[slot as usize]))
    }

    /// The value of a key of a mapping.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The entry of a key of a mapping.
    #[must_use]
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        if let Some(index) = self.tree.indexes.get(&self.id) {
            let entry = *index.get(key)?;
            let value = self.tree.node(self.tree.entries[entry as usize].value);
            return Some(Entry {
                key: Key {
                    tree: self.tree,
                    entry,
                },
                value,
            });
        }
        self.entries().find(|entry| entry.key.text() == key)
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
        self.tree.scalar(self.tree.entries[self.entry as usize].key)
    }

    /// The bytes of the key, quotes included.
    #[must_use]
    pub fn span(self) -> Span {
        let entry = &self.tree.entries[self.entry as usize];
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

/// Builds a tree from the outside in, as parsers meet things.
///
/// The order of calls is the order of the text: `open_*`, then for each child its key (in a
/// mapping) and the child, then `close`. A duplicate key is reported to the caller by
/// [`TreeBuilder::key`], who decides; the first one stays.
#[derive(Debug)]
pub struct TreeBuilder {
    tree: SyntaxTree,
    open: Vec<OpenCollection>,
    sizes: Vec<u64>,
}

#[derive(Debug)]
struct OpenCollection {
    id: NodeId,
    mapping: bool,
    /// Children so far: elements, or values whose keys are in `keys`.
    children: Vec<NodeId>,
    keys: Vec<(Text, u32, u32)>,
    seen: HashMap<Box<str>, usize>,
    /// Entries of `<<` mappings, applied at the end to keys that are not there.
    merged: Vec<NodeId>,
    skip_next: bool,
}

/// What [`TreeBuilder::key`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyOutcome {
    /// The key is new.
    New,
    /// The key was there before, at this span; its new value will be dropped.
    Duplicate(Span),
}

impl TreeBuilder {
    /// A builder for the text of one file.
    #[must_use]
    pub fn new(file: FileId, format: Format, text: Arc<str>) -> Self {
        Self {
            tree: SyntaxTree {
                file,
                format,
                text,
                nodes: Vec::new(),
                entries: Vec::new(),
                elements: Vec::new(),
                cooked: Vec::new(),
                indexes: HashMap::new(),
                expanded_nodes: 0,
            },
            open: Vec::new(),
            sizes: Vec::new(),
        }
    }

    /// How many collections are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Adds a scalar. `text` borrows from the source where it equals bytes `inner` of it.
    pub fn scalar(
        &mut self,
        kind: NodeKind,
        span: Range<u32>,
        text: &Cow<'_, str>,
        inner: Range<u32>,
    ) -> NodeId {
        let text = self.text(text, inner);
        self.add(span, Content::Scalar(kind, text))
    }

    /// Opens a sequence that starts at `start`.
    pub fn open_sequence(&mut self, start: u32) -> NodeId {
        self.open(start, false)
    }

    /// Opens a mapping that starts at `start`.
    pub fn open_mapping(&mut self, start: u32) -> NodeId {
        self.open(start, true)
    }

    /// Adds the key of the next child of the open mapping.
    pub fn key(&mut self, span: Range<u32>, text: &Cow<'_, str>, inner: Range<u32>) -> KeyOutcome {
        let stored = self.text(text, inner);
        let file = self.tree.file;
        let Some(open) = self.open.last_mut() else {
            return KeyOutcome::New;
        };
        if let Some(index) = open.seen.get(text.as_ref()) {
            open.skip_next = true;
            let (_, start, end) = open.keys[*index];
            return KeyOutcome::Duplicate(Span::new(file, start, end));
        }
        open.seen.insert(text.as_ref().into(), open.keys.len());
        open.keys.push((stored, span.start, span.end));
        KeyOutcome::New
    }

    /// Adds an alias of an earlier node.
    pub fn alias(&mut self, span: Range<u32>, target: NodeId) -> NodeId {
        self.add(span, Content::Alias(target))
    }

    /// Merges the entries of an earlier mapping into the open one, below its own keys.
    pub fn merge(&mut self, mapping: NodeId) {
        if let Some(open) = self.open.last_mut() {
            open.merged.push(mapping);
        }
    }

    /// Closes the innermost open collection at `end`.
    pub fn close(&mut self, end: u32) {
        let Some(mut open) = self.open.pop() else {
            return;
        };
        if open.mapping {
            self.apply_merges(&mut open);
        }
        let content = if open.mapping {
            // A key at the very end of a damaged text has no value.
            open.keys.truncate(open.children.len());
            let start = to_u32(self.tree.entries.len());
            for ((key, key_start, key_end), value) in open.keys.into_iter().zip(&open.children) {
                self.tree.nodes[value.index()].slot = to_u32(self.tree.entries.len());
                self.tree.entries.push(EntryData {
                    key,
                    key_start,
                    key_end,
                    value: *value,
                });
            }
            let range = start..to_u32(self.tree.entries.len());
            if range.len() > INDEXED_FROM {
                self.index(open.id, range.clone());
            }
            Content::Mapping(range)
        } else {
            let start = to_u32(self.tree.elements.len());
            for element in &open.children {
                self.tree.nodes[element.index()].slot = to_u32(self.tree.elements.len());
                self.tree.elements.push(*element);
            }
            Content::Sequence(start..to_u32(self.tree.elements.len()))
        };
        let size = open.children.iter().fold(1_u64, |size, child| {
            size.saturating_add(self.sizes[child.index()])
        });
        self.sizes[open.id.index()] = size;
        let data = &mut self.tree.nodes[open.id.index()];
        data.end = end;
        data.content = content;
    }

    /// The tree; collections that are still open end where the text ends.
    #[must_use]
    pub fn finish(mut self) -> SyntaxTree {
        let end = to_u32(self.tree.text.len());
        while !self.open.is_empty() {
            self.close(end);
        }
        if self.tree.nodes.is_empty() {
            self.scalar(NodeKind::Null, 0..0, &Cow::Borrowed(""), 0..0);
        }
        self.tree.expanded_nodes = self.sizes.first().copied().unwrap_or(1);
        self.tree
    }

    /// How many nodes a finished node stands for with every alias in it expanded.
    #[must_use]
    pub fn expanded_size(&self, id: NodeId) -> u64 {
        self.sizes[id.index()]
    }

    fn apply_merges(&mut self, open: &mut OpenCollection) {
        for mapping in std::mem::take(&mut open.merged) {
            let source = self.tree.node(mapping);
            let entries: Vec<_> = source
                .entries()
                .map(|entry| (entry.key.entry, entry.key.text().to_owned(), entry.value.id))
                .collect();
            for (entry, text, value) in entries {
                if open.seen.contains_key(text.as_str()) {
                    continue;
                }
                let EntryData {
                    key,
                    key_start,
                    key_end,
                    ..
                } = self.tree.entries[entry as usize];
                let target = &self.tree.nodes[value.index()];
                let span = target.start..target.end;
                let alias = self.push(span, Content::Alias(value), Some(open.id));
                open.seen.insert(text.into(), open.keys.len());
                open.keys.push((key, key_start, key_end));
                open.children.push(alias);
            }
        }
    }

    fn index(&mut self, id: NodeId, range: Range<u32>) {
        let index = range
            .map(|entry| {
                (
                    self.tree
                        .scalar(self.tree.entries[entry as usize].key)
                        .into(),
                    entry,
                )
            })
            .collect();
        self.tree.indexes.insert(id, index);
    }

    fn text(&mut self, text: &Cow<'_, str>, inner: Range<u32>) -> Text {
        if self.tree.text.get(inner.start as usize..inner.end as usize) == Some(text.as_ref()) {
            return Text::Source {
                start: inner.start,
                end: inner.end,
            };
        }
        self.tree.cooked.push(text.as_ref().into());
        Text::Cooked(to_u32(self.tree.cooked.len() - 1))
    }

    fn open(&mut self, start: u32, mapping: bool) -> NodeId {
        // The content is set when the collection is closed.
        let placeholder = if mapping {
            Content::Mapping(0..0)
        } else {
            Content::Sequence(0..0)
        };
        let id = self.add(start..start, placeholder);
        self.open.push(OpenCollection {
            id,
            mapping,
            children: Vec::new(),
            keys: Vec::new(),
            seen: HashMap::new(),
            merged: Vec::new(),
            skip_next: false,
        });
        id
    }

    fn add(&mut self, span: Range<u32>, content: Content) -> NodeId {
        let parent = self.open.last().map(|open| open.id);
        let id = self.push(span, content, parent);
        if let Some(open) = self.open.last_mut() {
            if open.skip_next {
                open.skip_next = false;
            } else {
                open.children.push(id);
            }
        }
        id
    }

    fn push(&mut self, span: Range<u32>, content: Content, parent: Option<NodeId>) -> NodeId {
        let id = NodeId(to_u32(self.tree.nodes.len()));
        let size = match content {
            Content::Alias(target) => self.sizes[target.index()],
            _ => 1,
        };
        self.sizes.push(size);
        self.tree.nodes.push(NodeData {
            start: span.start,
            end: span.end,
            parent,
            slot: 0,
            content,
        });
        id
    }
}

/// Texts are limited to what 32 bits can address before they are parsed.
fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
