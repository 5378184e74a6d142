//! What the mappings of one file are: [`Objects`].

use std::collections::BTreeMap;

use oas_diagnostics::FileId;
use oas_model::{Kind, ResolvedDocument};
use oas_syntax::Node;

/// The objects of the specification in one file, by where they start.
#[derive(Clone, Debug, Default)]
pub struct Objects {
    /// Sorted by start; `None` for what is used as objects of different kinds.
    known: Vec<(u32, Option<Kind>)>,
}

impl Objects {
    /// What a document makes of each of its files.
    #[must_use]
    pub fn of_document(resolved: &ResolvedDocument) -> BTreeMap<FileId, Self> {
        let document = resolved.document();
        let mut files: BTreeMap<FileId, Self> = BTreeMap::new();
        for tree in document.trees() {
            files.insert(tree.file(), Self::default());
        }
        for (_, visit) in resolved.visits().iter() {
            let node = document.node(visit.node);
            if node.is_mapping() {
                let known = &mut files.entry(visit.node.file).or_default().known;
                known.push((node.span().start, Some(visit.kind)));
            }
        }
        files.values_mut().for_each(Self::settle);
        files
    }

    /// Objects of one file with what they are.
    #[must_use]
    pub fn of_nodes<'t>(nodes: impl Iterator<Item = (Node<'t>, Kind)>) -> Self {
        let mappings = nodes.filter(|(node, _)| node.is_mapping());
        let mut objects = Self {
            known: mappings
                .map(|(node, kind)| (node.span().start, Some(kind)))
                .collect(),
        };
        objects.settle();
        objects
    }

    /// Adds what another document makes of the same file.
    pub fn extend(&mut self, other: Self) {
        if self.known.is_empty() {
            *self = other;
            return;
        }
        self.known.extend(other.known);
        self.settle();
    }

    /// The kind of the mapping that starts at a byte.
    pub(crate) fn kind_at(&self, start: u32) -> Option<Kind> {
        let found = self.known.binary_search_by_key(&start, |(start, _)| *start);
        self.known[found.ok()?].1
    }

    fn settle(&mut self) {
        self.known.sort();
        self.known.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same && later.1 != first.1 {
                first.1 = None;
            }
            same
        });
    }
}
