//! The spanned tree: a flat arena of nodes, read through [`Node`] handles.
//!
//! A tree owns its text, so that it can be kept, shared between threads and read without the
//! sources. Aliases are edges, not copies: a handle follows them by itself, and a document of
//! aliases costs what its text costs. Merge keys (`<<`) are already applied. This module stores
//! and reads; what is allowed in a text is for the parsers to say.

mod arena;
mod builder;
mod comment;
mod json;
mod node;
mod number;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use oas_diagnostics::{FileId, Span};

use crate::pointer::JsonPointer;
use arena::{Content, EntryData, NodeData, Slice, Text, to_u32};

pub(crate) use builder::{Anchor, Finding, ScalarText, TreeBuilder};
pub use comment::{Comment, CommentPlacement};
pub use node::{Entry, Key, Node};
pub use number::Number;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2, core schema.
    Yaml,
    /// JSON (RFC 8259).
    Json,
}

impl Format {
    /// The format that the extension of a path names, whatever its case; `None` for any other.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (_, extension) = name.rsplit_once('.')?;
        if extension.eq_ignore_ascii_case("json") {
            Some(Self::Json)
        } else if extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml") {
            Some(Self::Yaml)
        } else {
            None
        }
    }

    /// The format a text looks like: JSON when it starts as an object with a quoted key or as an
    /// array does, YAML otherwise.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let json = match text.as_bytes().first() {
            Some(b'[') => true,
            Some(b'{') => text[1..].trim_start().starts_with(['"', '}']),
            _ => false,
        };
        if json { Self::Json } else { Self::Yaml }
    }
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

/// One parsed text.
#[derive(Clone)]
pub struct SyntaxTree {
    file: FileId,
    format: Format,
    text: Arc<str>,
    /// Texts that differ from their source form, addressed as if they followed `text`.
    cooked: String,
    nodes: Vec<NodeData>,
    entries: Vec<EntryData>,
    elements: Vec<NodeId>,
    indexes: HashMap<NodeId, arena::KeyIndex>,
    /// Arena ranges of values that are not part of the tree: those of duplicate keys.
    dropped: Vec<Range<u32>>,
    comments: Vec<comment::CommentData>,
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
        Node::new(self, id)
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

    /// How many nodes there would be with every alias expanded, at most.
    #[must_use]
    pub const fn expanded_nodes(&self) -> u64 {
        self.expanded_nodes
    }

    /// The node a pointer names, if there is one.
    #[must_use]
    pub fn find(&self, pointer: &JsonPointer) -> Option<Node<'_>> {
        self.root().find(pointer)
    }

    /// Every node in the order of the text, without aliases and without the values of keys that
    /// were there before.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        let mut dropped = self.dropped.iter().peekable();
        self.nodes
            .iter()
            .enumerate()
            .filter(move |(index, data)| {
                let index = to_u32(*index);
                while dropped.next_if(|range| range.end <= index).is_some() {}
                let dropped = dropped.peek().is_some_and(|range| range.contains(&index));
                !dropped && !matches!(data.content, Content::Alias(_))
            })
            .map(|(index, _)| Node::new(self, NodeId(to_u32(index))))
    }

    /// Whether some mapping of the text has a key twice; all but the first are no part of the tree.
    #[must_use]
    pub fn has_duplicate_keys(&self) -> bool {
        !self.dropped.is_empty()
    }

    /// The comments of the text in its order; JSON has none.
    #[must_use]
    pub fn comments(&self) -> impl ExactSizeIterator<Item = Comment<'_>> + DoubleEndedIterator {
        self.comments.iter().map(|data| Comment::new(self, data))
    }

    fn scalar(&self, text: Text) -> &str {
        let (start, end) = (text.start as usize, text.end as usize);
        let source = self.text.len();
        let found = match start.checked_sub(source) {
            None => self.text.get(start..end),
            Some(start) => self.cooked.get(start..end.saturating_sub(source)),
        };
        found.unwrap_or_default()
    }

    fn entry_data(&self, entry: u32) -> &EntryData {
        &self.entries[entry as usize]
    }

    fn entry_text(&self, entry: u32) -> &str {
        self.scalar(self.entry_data(entry).key)
    }

    /// The entry of a mapping with a key.
    fn lookup(&self, id: NodeId, entries: Slice, key: &str) -> Option<u32> {
        if entries.len() > arena::INDEXED_FROM
            && let Some(index) = self.indexes.get(&id)
        {
            return index.find(self, key);
        }
        let (start, end) = (entries.start as usize, entries.end as usize);
        let found = self.entries[start..end].iter().position(|entry| {
            entry.key.len() == key.len() && self.scalar_bytes(entry.key) == key.as_bytes()
        });
        found.map(|position| entries.start + to_u32(position))
    }

    /// The bytes of a text, for comparing: cheaper than text, whose ends must be looked at.
    fn scalar_bytes(&self, text: Text) -> &[u8] {
        let (start, end) = (text.start as usize, text.end as usize);
        let source = self.text.len();
        let found = match start.checked_sub(source) {
            None => self.text.as_bytes().get(start..end),
            Some(start) => self
                .cooked
                .as_bytes()
                .get(start..end.saturating_sub(source)),
        };
        found.unwrap_or_default()
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span::new(self.file, start, end)
    }
}
