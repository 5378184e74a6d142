//! What a tree is made of: 28 bytes for a node, 20 for an entry, no allocation of its own for
//! either. Read [`NodeData`] first.

use std::cmp::Ordering;
use std::ops::Range;

use super::{NodeId, NodeKind, SyntaxTree};

/// Scalar text: bytes of the source, or, past its end, of the cooked texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Text {
    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }
}

/// A run of `entries` or `elements` of the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Slice {
    pub(super) const EMPTY: Self = Self { start: 0, end: 0 };

    pub(super) fn range(self) -> Range<u32> {
        self.start..self.end
    }

    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    Scalar(NodeKind, Text),
    Sequence(Slice),
    Mapping(Slice),
    Alias(NodeId),
}

#[derive(Clone, Debug)]
pub(super) struct NodeData {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The collection around this node; the root has itself.
    pub(super) parent: NodeId,
    /// Position within the parent: index into `entries` or `elements` of the tree.
    pub(super) slot: u32,
    pub(super) content: Content,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct EntryData {
    pub(super) key: Text,
    pub(super) key_start: u32,
    pub(super) key_end: u32,
    pub(super) value: NodeId,
}

/// Mappings with more entries than this get an index.
pub(super) const INDEXED_FROM: usize = 24;

/// The entries of one mapping by hash and text of their keys.
///
/// Sorted rather than hashed into buckets: equal hashes made on purpose cost a comparison of
/// texts and no more, and nothing depends on a seed.
#[derive(Clone, Debug)]
pub(super) struct KeyIndex(Box<[(u32, u32)]>);

impl KeyIndex {
    /// The index over entries, and those whose key has an earlier entry, with that entry.
    pub(super) fn build(tree: &SyntaxTree, entries: Range<u32>) -> (Self, Vec<(u32, u32)>) {
        let mut sorted: Vec<_> = entries
            .map(|entry| (hash(tree.entry_text(entry)), entry))
            .collect();
        sorted.sort_unstable_by(|left, right| {
            let texts = || tree.entry_text(left.1).cmp(tree.entry_text(right.1));
            left.0
                .cmp(&right.0)
                .then_with(texts)
                .then(left.1.cmp(&right.1))
        });
        let mut repeated = Vec::new();
        sorted.dedup_by(|later, first| {
            let same = later.0 == first.0 && tree.entry_text(later.1) == tree.entry_text(first.1);
            if same {
                repeated.push((later.1, first.1));
            }
            same
        });
        (Self(sorted.into_boxed_slice()), repeated)
    }

    pub(super) fn find(&self, tree: &SyntaxTree, key: &str) -> Option<u32> {
        let wanted = hash(key);
        let found = self
            .0
            .binary_search_by(|(hash, entry)| match hash.cmp(&wanted) {
                Ordering::Equal => tree.entry_text(*entry).cmp(key),
                unequal => unequal,
            });
        found.ok().map(|position| self.0[position].1)
    }
}

fn hash(text: &str) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, word: u64| {
        let product = (state ^ word).wrapping_mul(FACTOR);
        product ^ (product >> 32)
    };
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut state = text.len() as u64;
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let state = mix(state, u64::from_le_bytes(last));
    u32::try_from(state & u64::from(u32::MAX)).unwrap_or(0)
}

/// Texts are limited to what 32 bits can address before they are parsed.
pub(super) fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
