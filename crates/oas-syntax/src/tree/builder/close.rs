//! What is settled when a mapping closes: repeated keys, merge keys, the index.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use oas_diagnostics::{Location, Span};

use super::{OpenCollection, TreeBuilder};
use crate::pointer;
use crate::tree::arena::{Content, EntryData, INDEXED_FROM, KeyIndex, Slice, to_u32};
use crate::tree::{Node, NodeId, NodeKind, SyntaxTree};

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

impl TreeBuilder {
    pub(super) fn close_mapping(&mut self, open: &OpenCollection) -> Content {
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
            _ => vec![value.id()],
        };
        let (sources, others): (Vec<_>, Vec<_>) = named
            .into_iter()
            .partition(|id| self.tree.node(*id).is_mapping());
        for value in others {
            // What could not be read, a refused alias for one, was reported as such.
            if self.unread.binary_search(&value).is_err() {
                self.findings.push(Finding::NotMergeable { value });
            }
        }
        sources
    }
}
