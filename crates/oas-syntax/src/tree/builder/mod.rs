//! Builds a tree from the outside in, as parsers meet things: [`TreeBuilder`].
//!
//! The order of calls is the order of the text: `open_*`, then for each child its key (in a
//! mapping) and the child, then `close`. Repeated keys and merge keys are settled when their
//! mapping closes; what is wrong with them is kept in [`TreeBuilder::finish`]'s findings.

mod close;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use oas_diagnostics::{FileId, Location};

use super::arena::{Content, EntryData, NodeData, Slice, Text, to_u32};
use super::comment::CommentData;
use super::{CommentPlacement, Format, NodeId, NodeKind, SyntaxTree};
use crate::pointer;

pub(crate) use close::Finding;

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
    /// The nulls of [`TreeBuilder::null`], in order.
    unread: Vec<NodeId>,
    /// Nodes that aliases stand for, beyond themselves.
    aliased: u64,
}

/// The value of an entry whose value has not come yet.
const NO_VALUE: NodeId = NodeId(u32::MAX);

impl TreeBuilder {
    /// A builder for the text of one file.
    pub(crate) fn new(file: FileId, format: Format, text: Arc<str>) -> Self {
        // About what documents need: room that is not used costs no memory, growing costs copies.
        let room = text.len() / 16;
        Self {
            tree: SyntaxTree {
                file,
                format,
                text,
                cooked: String::new(),
                nodes: Vec::with_capacity(room),
                entries: Vec::with_capacity(room),
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
            unread: Vec::new(),
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

    /// Whether the innermost open collection of a kind is the outermost of all.
    pub(crate) fn outermost_takes(&self, mapping: bool) -> bool {
        self.open.iter().rposition(|open| open.mapping == mapping) == Some(0)
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

    /// Adds null in the place of what is missing or cannot be used, and is reported by the caller.
    pub(crate) fn null(&mut self, bytes: Range<u32>) -> Anchor {
        let text = ScalarText::Source(bytes.start..bytes.start);
        let anchor = self.scalar(NodeKind::Null, bytes, text);
        self.unread.push(anchor.node);
        anchor
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
