//! What the mappings of one file are: [`Objects`].

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
    /// What a document makes of one of its files.
    #[must_use]
    pub fn of_file(resolved: &ResolvedDocument, file: FileId) -> Self {
        let document = resolved.document();
        let visits = resolved.visits().iter();
        let visits = visits.filter(|(_, visit)| visit.node.file == file);
        Self::of_nodes(visits.map(|(_, visit)| (document.node(visit.node), visit.kind)))
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
    pub fn extend(&mut self, other: &Self) {
        self.known.extend(&other.known);
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
