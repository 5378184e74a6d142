//! Comments, which are no part of the tree and stay beside it.

use oas_diagnostics::Span;

use super::SyntaxTree;

/// Where a comment stands on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommentPlacement {
    /// Alone on its line, above what follows.
    Above,
    /// After something else on the line.
    Right,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct CommentData {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) placement: CommentPlacement,
}

/// One comment.
#[derive(Clone, Copy, Debug)]
pub struct Comment<'t> {
    tree: &'t SyntaxTree,
    data: CommentData,
}

impl<'t> Comment<'t> {
    pub(super) fn new(tree: &'t SyntaxTree, data: &CommentData) -> Self {
        Self { tree, data: *data }
    }

    /// The bytes from the `#` to the end of the line.
    #[must_use]
    pub fn span(self) -> Span {
        self.tree.span(self.data.start, self.data.end)
    }

    /// Where it stands on its line.
    #[must_use]
    pub const fn placement(self) -> CommentPlacement {
        self.data.placement
    }

    /// What it says, without the `#` and the space around it.
    #[must_use]
    pub fn text(self) -> &'t str {
        let source = self
            .tree
            .text
            .get(self.data.start as usize..self.data.end as usize)
            .unwrap_or_default();
        source.trim_start_matches('#').trim()
    }
}
