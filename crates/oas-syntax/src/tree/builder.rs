//! Builds a tree from the outside in, as parsers meet things: [`TreeBuilder`].
//!
//! The order of calls is the order of the text: `open_*`, then for each child its key (in a
//! mapping) and the child, then `close`. Repeated keys and merge keys are settled when their
//! mapping closes; what is wrong with them is kept in [`TreeBuilder::finish`]'s findings.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use oas_diagnostics::{FileId, Location, Span};

use super::arena::{Content, EntryData, INDEXED_FROM, KeyIndex, NodeData, Slice, Text, to_u32};
use super::comment::CommentData;
use super::{CommentPlacement, Format, Node, NodeId, NodeKind, SyntaxTree};
use crate::pointer;

/// The text of a scalar or key.
#[derive(Clone, Debug)]
pub(crate) enum ScalarText<'a> {
    /// These bytes of the source, exactly.
    Source(Range<u32>),
    /// Text that the source spells differently.
    Cooked(&'a str),
}

/// A finished node that aliases can stand for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub(crate) node: NodeId,
    /// Nodes it stands for with every alias in it expanded.
    pub(crate) size: u64,
    /// Collections within each other in it, itself counted.
    pub(crate) height: usize,
}

/// What is wrong with keys.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Finding {
    /// The key was there before.
    Duplicate {
        mapping: NodeId,
        first: u32,
        later: u32,
    },
    /// A merge key has a value that is neither mapping nor sequence of mappings.
    NotMergeable { value: NodeId },
}

/// Where the next child of an open mapping goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaiting {
    /// Nowhere: a key has to come first.
    Key,
    /// To the key that came last.
    Value,
    /// To the merge key that came last.
    MergeValue,
}

#[derive(Debug)]
struct OpenCollection {
    id: NodeId,
    mapping: bool,
    /// Where its children begin among the builder's pending entries or elements.
    first: usize,
    awaiting: Awaiting,
    /// Merge keys with their values.
    merges: Vec<EntryData>,
    /// The end of the last child or key.
    end: u32,
    height: usize,
    /// What [`TreeBuilder::total`] was when it was opened.
    total_before: u64,
}

#[derive(Debug)]
pub(crate) struct TreeBuilder {
    tree: SyntaxTree,
    open: Vec<OpenCollection>,
    /// Children of open collections; each collection's are together, innermost last.
    entries: Vec<EntryData>,
    elements: Vec<NodeId>,
    findings: Vec<Finding>,
    /// Nodes that aliases stand for, beyond themselves.
    aliased: u64,
}

/// The value of an entry whose value has not come yet.
const NO_VALUE: NodeId = NodeId(u32::MAX);

impl TreeBuilder {
    /// A builder for the text of one file.
    pub(crate) fn new(file: FileId, format: Format, text: Arc<str>) -> Self {
        Self {
            tree: SyntaxTree {
                file,
                format,
                text,
                cooked: String::new(),
                nodes: Vec::new(),
                entries: Vec::new(),
                elements: Vec::new(),
                indexes: HashMap::new(),
                dropped: Vec::new(),
                comments: Vec::new(),
                expanded_nodes: 0,
            },
            open: Vec::new(),
            entries: Vec::new(),
            elements: Vec::new(),
            findings: Vec::new(),
            aliased: 0,
        }
    }

    /// How many collections are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.tree.nodes.len()
    }

    /// How many nodes aliases have added.
    pub(crate) fn aliased(&self) -> u64 {
        self.aliased
    }

    /// Whether the innermost open collection is a mapping; `None` when none is open.
    pub(crate) fn in_mapping(&self) -> Option<bool> {
        self.open.last().map(|open| open.mapping)
    }

    /// Whether a mapping is open and its next child is a key.
    pub(crate) fn expects_key(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.mapping && open.awaiting == Awaiting::Key)
    }

    /// The start of the innermost open collection.
    pub(crate) fn open_start(&self) -> Option<u32> {
        let open = self.open.last()?;
        Some(self.tree.nodes[open.id.index()].start)
    }

    /// Whether an open collection is a mapping, or a sequence.
    pub(crate) fn any_open(&self, mapping: bool) -> bool {
        self.open.iter().any(|open| open.mapping == mapping)
    }

    /// The text of a finished scalar.
    pub(crate) fn scalar_text(&self, id: NodeId) -> Option<&str> {
        self.tree.node(id).scalar_text()
    }

    /// A place with the pointer of what is being built.
    pub(crate) fn location(&self, bytes: Range<u32>) -> Location {
        let mut path = String::new();
        for (level, open) in self.open.iter().enumerate() {
            // The pending children of inner collections are behind those of this one.
            let inner = &self.open[level + 1..];
            let child = inner.first().map(|child| child.id);
            let until = inner.iter().find(|inner| inner.mapping == open.mapping);
            if open.mapping {
                let until = until.map_or(self.entries.len(), |inner| inner.first);
                let entries = &self.entries[open.first..until];
                let last = match (child, open.awaiting) {
                    (Some(child), _) => entries
                        .last()
                        .filter(|entry| entry.value == child)
                        .or(open.merges.last()),
                    (None, Awaiting::Key) => None,
                    (None, Awaiting::Value) => entries.last(),
                    (None, Awaiting::MergeValue) => open.merges.last(),
                };
                if let Some(entry) = last {
                    path.push('/');
                    pointer::escape_into(self.tree.scalar(entry.key), &mut path);
                }
            } else {
                let until = until.map_or(self.elements.len(), |inner| inner.first);
                let index = until - open.first - usize::from(child.is_some());
                path.push('/');
                path.push_str(&index.to_string());
            }
        }
        Location {
            span: self.tree.span(bytes.start, bytes.end),
            pointer: path,
        }
    }

    /// Adds a comment.
    pub(crate) fn comment(&mut self, bytes: Range<u32>, placement: CommentPlacement) {
        self.tree.comments.push(CommentData {
            start: bytes.start,
            end: bytes.end,
            placement,
        });
    }

    /// Adds a scalar.
    pub(crate) fn scalar(
        &mut self,
        kind: NodeKind,
        bytes: Range<u32>,
        text: ScalarText<'_>,
    ) -> Anchor {
        let text = self.text(text);
        let node = self.add(bytes, Content::Scalar(kind, text));
        Anchor {
            node,
            size: 1,
            height: 0,
        }
    }

    /// Adds null, where there is nothing or nothing that can be used.
    pub(crate) fn null(&mut self, bytes: Range<u32>) -> Anchor {
        let text = ScalarText::Source(bytes.start..bytes.start);
        self.scalar(NodeKind::Null, bytes, text)
    }

    /// Opens a sequence that starts at `start`.
    pub(crate) fn open_sequence(&mut self, start: u32) -> NodeId {
        self.open(start, false)
    }

    /// Opens a mapping that starts at `start`.
    pub(crate) fn open_mapping(&mut self, start: u32) -> NodeId {
        self.open(start, true)
    }

    /// Adds the key of the next child of the open mapping.
    pub(crate) fn key(&mut self, bytes: Range<u32>, text: ScalarText<'_>) {
        self.complete_entry();
        let text = self.text(text);
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.end = bytes.end;
        open.awaiting = Awaiting::Value;
        self.entries.push(EntryData {
            key: text,
            key_start: bytes.start,
            key_end: bytes.end,
            value: NO_VALUE,
        });
    }

    /// Adds a merge key: the entries of its value are merged below the mapping's own.
    pub(crate) fn merge_key(&mut self, bytes: Range<u32>) {
        self.complete_entry();
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.end = bytes.end;
        open.awaiting = Awaiting::MergeValue;
        open.merges.push(EntryData {
            key: Text {
                start: bytes.start,
                end: bytes.end,
            },
            key_start: bytes.start,
            key_end: bytes.end,
            value: NO_VALUE,
        });
    }

    /// Adds an alias of a finished node.
    pub(crate) fn alias(&mut self, bytes: Range<u32>, anchor: Anchor) -> Anchor {
        let node = self.add(bytes, Content::Alias(anchor.node));
        self.aliased = self.aliased.saturating_add(anchor.size);
        if let Some(open) = self.open.last_mut() {
            open.height = open.height.max(anchor.height + 1);
        }
        Anchor { node, ..anchor }
    }

    /// Closes the innermost open collection at `end`.
    pub(crate) fn close(&mut self, end: u32) -> Option<Anchor> {
        if let Some(open) = self.open.last_mut() {
            open.end = end;
        }
        self.close_after_children()
    }

    /// Closes the innermost open collection where its last child ends.
    pub(crate) fn close_after_children(&mut self) -> Option<Anchor> {
        let end = self.open.last()?.end;
        self.complete_entry();
        let open = self.open.pop()?;
        let content = if open.mapping {
            self.close_mapping(&open)
        } else {
            let start = to_u32(self.tree.elements.len());
            for (slot, element) in (start..).zip(&self.elements[open.first..]) {
                self.tree.nodes[element.index()].slot = slot;
            }
            self.tree
                .elements
                .extend_from_slice(&self.elements[open.first..]);
            self.elements.truncate(open.first);
            Content::Sequence(Slice {
                start,
                end: to_u32(self.tree.elements.len()),
            })
        };
        let data = &mut self.tree.nodes[open.id.index()];
        data.end = end.max(data.start);
        data.content = content;
        let end = data.end;
        if let Some(outer) = self.open.last_mut() {
            outer.end = outer.end.max(end);
            outer.height = outer.height.max(open.height + 1);
        }
        Some(Anchor {
            node: open.id,
            size: self.total() - open.total_before,
            height: open.height,
        })
    }

    /// The tree, and what is wrong with its keys. Collections that are still open end where
    /// their last child does.
    pub(crate) fn finish(mut self) -> (SyntaxTree, Vec<Finding>) {
        while self.close_after_children().is_some() {}
        if self.tree.nodes.is_empty() {
            self.null(0..0);
        }
        self.tree.dropped.sort_unstable_by_key(|range| range.start);
        self.tree.expanded_nodes = self.total();
        (self.tree, self.findings)
    }

    fn total(&self) -> u64 {
        (self.tree.nodes.len() as u64).saturating_add(self.aliased)
    }

    fn close_mapping(&mut self, open: &OpenCollection) -> Content {
        let end_of_children = to_u32(self.tree.nodes.len());
        self.apply_merges(open);
        let start = to_u32(self.tree.entries.len());
        self.tree
            .entries
            .extend_from_slice(&self.entries[open.first..]);
        self.entries.truncate(open.first);
        let mut end = to_u32(self.tree.entries.len());
        let (mut index, repeated) = self.index(start..end);
        if !repeated.is_empty() {
            end = self.drop_repeated(open.id, start, &repeated, end_of_children);
            index = self.index(start..end).0;
        }
        self.tree.entries.extend_from_slice(&open.merges);
        for slot in start..to_u32(self.tree.entries.len()) {
            let value = self.tree.entry_data(slot).value;
            self.tree.nodes[value.index()].slot = slot;
        }
        if let Some(index) = index {
            self.tree.indexes.insert(open.id, index);
        }
        Content::Mapping(Slice { start, end })
    }

    /// The index of entries, if there are enough for one, and those whose key has an earlier
    /// entry, each with that entry.
    fn index(&self, entries: Range<u32>) -> (Option<KeyIndex>, Vec<(u32, u32)>) {
        let tree = &self.tree;
        if entries.len() > INDEXED_FROM {
            let (index, repeated) = KeyIndex::build(tree, entries);
            return (Some(index), repeated);
        }
        let mut repeated = Vec::new();
        for later in entries.clone() {
            let key = tree.entry_data(later).key;
            let first = (entries.start..later).find(|first| {
                let other = tree.entry_data(*first).key;
                other.len() == key.len() && tree.scalar(other) == tree.scalar(key)
            });
            repeated.extend(first.map(|first| (later, first)));
        }
        (None, repeated)
    }

    /// Moves repeated entries behind the kept ones and gives the end of the kept ones.
    ///
    /// Dropped values stay in the arena, for an anchor may be in them, and keep their entry, so
    /// that their pointer leads to where they stand in the text.
    fn drop_repeated(
        &mut self,
        mapping: NodeId,
        start: u32,
        repeated: &[(u32, u32)],
        end_of_children: u32,
    ) -> u32 {
        let later: HashMap<u32, u32> = repeated.iter().copied().collect();
        let all = self.tree.entries.split_off(start as usize);
        let mut kept = Vec::with_capacity(all.len());
        let mut dropped = Vec::with_capacity(repeated.len());
        // Where each entry ends up, for the findings.
        let mut moved = Vec::with_capacity(all.len());
        for (position, (entry, data)) in (start..).zip(&all).enumerate() {
            if later.contains_key(&entry) {
                let next = all
                    .get(position + 1)
                    .map_or(end_of_children, |next| next.value.0);
                self.tree.dropped.push(data.value.0..next);
                moved.push(dropped.len());
                dropped.push(*data);
            } else {
                moved.push(kept.len());
                kept.push(*data);
            }
        }
        let end = start + to_u32(kept.len());
        for (later, first) in repeated {
            let position = |entry: &u32| to_u32(moved[(*entry - start) as usize]);
            self.findings.push(Finding::Duplicate {
                mapping,
                first: start + position(first),
                later: end + position(later),
            });
        }
        self.tree.entries.extend_from_slice(&kept);
        self.tree.entries.extend_from_slice(&dropped);
        end
    }

    fn apply_merges(&mut self, open: &OpenCollection) {
        if open.merges.is_empty() {
            return;
        }
        let mut keys: HashSet<String> = self.entries[open.first..]
            .iter()
            .map(|entry| self.tree.scalar(entry.key).to_owned())
            .collect();
        for merge in &open.merges {
            for source in self.merge_sources(merge.value) {
                let Content::Mapping(entries) = self.tree.nodes[source.index()].content else {
                    continue;
                };
                for entry in entries.range() {
                    let data = *self.tree.entry_data(entry);
                    if !keys.insert(self.tree.scalar(data.key).to_owned()) {
                        continue;
                    }
                    let value = self.tree.node(data.value);
                    let (target, span) = (value.id(), value.span());
                    let alias =
                        self.push(span.start..span.end, Content::Alias(target), Some(open.id));
                    self.entries.push(EntryData {
                        value: alias,
                        ..data
                    });
                }
            }
        }
    }

    /// The mappings that a merge key names; what is no mapping becomes a finding.
    fn merge_sources(&mut self, value: NodeId) -> Vec<NodeId> {
        let value = self.tree.node(value);
        let named = match value.kind() {
            NodeKind::Sequence => value.elements().map(Node::id).collect(),
            // Either it says null, or an alias was refused and reported.
            NodeKind::Null => Vec::new(),
            _ => vec![value.id()],
        };
        let (sources, others): (Vec<_>, Vec<_>) = named
            .into_iter()
            .partition(|id| self.tree.node(*id).is_mapping());
        for value in others {
            if !self.tree.node(value).is_null() {
                self.findings.push(Finding::NotMergeable { value });
            }
        }
        sources
    }

    /// Gives null to a key that is still without value.
    fn complete_entry(&mut self) {
        let Some(open) = self.open.last() else {
            return;
        };
        if open.mapping && open.awaiting != Awaiting::Key {
            let end = open.end;
            self.null(end..end);
        }
    }

    fn text(&mut self, text: ScalarText<'_>) -> Text {
        match text {
            ScalarText::Source(range) => Text {
                start: range.start,
                end: range.end,
            },
            ScalarText::Cooked(text) => {
                let offset = self.tree.text.len();
                let start = to_u32(offset + self.tree.cooked.len());
                self.tree.cooked.push_str(text);
                let end = to_u32(offset + self.tree.cooked.len());
                Text { start, end }
            }
        }
    }

    fn open(&mut self, start: u32, mapping: bool) -> NodeId {
        let total_before = self.total();
        // The content is set when the collection is closed.
        let placeholder = if mapping {
            Content::Mapping(Slice::EMPTY)
        } else {
            Content::Sequence(Slice::EMPTY)
        };
        let id = self.add(start..start, placeholder);
        self.open.push(OpenCollection {
            id,
            mapping,
            first: if mapping {
                self.entries.len()
            } else {
                self.elements.len()
            },
            awaiting: Awaiting::Key,
            merges: Vec::new(),
            end: start,
            height: 1,
            total_before,
        });
        id
    }

    fn add(&mut self, bytes: Range<u32>, content: Content) -> NodeId {
        let parent = self.open.last().map(|open| open.id);
        let end = bytes.end;
        let id = self.push(bytes, content, parent);
        if let Some(open) = self.open.last_mut() {
            open.end = open.end.max(end);
            if open.mapping {
                debug_assert_ne!(open.awaiting, Awaiting::Key, "a value without a key");
                let entry = match open.awaiting {
                    Awaiting::Key => None,
                    Awaiting::Value => self.entries.last_mut(),
                    Awaiting::MergeValue => open.merges.last_mut(),
                };
                if let Some(entry) = entry {
                    entry.value = id;
                }
                open.awaiting = Awaiting::Key;
            } else {
                self.elements.push(id);
            }
        }
        id
    }

    fn push(&mut self, bytes: Range<u32>, content: Content, parent: Option<NodeId>) -> NodeId {
        let id = NodeId(to_u32(self.tree.nodes.len()));
        self.tree.nodes.push(NodeData {
            start: bytes.start,
            end: bytes.end,
            parent: parent.unwrap_or(id),
            slot: 0,
            content,
        });
        id
    }
}

impl Finding {
    /// The text of the repeated key.
    pub(crate) fn key(self, tree: &SyntaxTree) -> &str {
        match self {
            Self::Duplicate { later, .. } => tree.entry_text(later),
            Self::NotMergeable { .. } => "<<",
        }
    }

    /// The key that is wrong, with the pointer it leads to, and the first key if it is repeated.
    pub(crate) fn places(self, tree: &SyntaxTree) -> (Location, Option<Span>) {
        match self {
            Self::Duplicate {
                mapping,
                first,
                later,
            } => {
                let mut pointer = tree.node(mapping).pointer();
                pointer.push('/');
                pointer::escape_into(tree.entry_text(later), &mut pointer);
                let span = |entry: u32| {
                    let data = tree.entry_data(entry);
                    tree.span(data.key_start, data.key_end)
                };
                let location = Location {
                    span: span(later),
                    pointer,
                };
                (location, Some(span(first)))
            }
            Self::NotMergeable { value } => (tree.node(value).location(), None),
        }
    }
}
