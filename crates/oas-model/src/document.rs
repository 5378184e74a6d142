//! A document with all the files it refers to: [`Document`].

use oas_diagnostics::{FileId, Vendored};
use oas_syntax::{Node, NodeKey, SyntaxTree};

use crate::Version;
use crate::resolve::Resources;

/// An entry document and every file that it reaches.
#[derive(Debug)]
pub struct Document {
    /// Trees by [`FileId::index`]; `None` for sources that are no part of this document.
    trees: Vec<Option<SyntaxTree>>,
    paths: Vec<String>,
    entry: FileId,
    version: Version,
    vendored: Vendored,
    resources: Resources,
}

impl Document {
    pub(crate) fn new(
        trees: Vec<Option<SyntaxTree>>,
        paths: Vec<String>,
        entry: FileId,
        version: Version,
        vendored: Vendored,
        resources: Resources,
    ) -> Self {
        Self {
            trees,
            paths,
            entry,
            version,
            vendored,
            resources,
        }
    }

    /// The copies of remote documents that references lead to.
    #[must_use]
    pub const fn vendored(&self) -> &Vendored {
        &self.vendored
    }

    /// What names itself, by `$self`, `$id` and anchors.
    pub(crate) const fn resources(&self) -> &Resources {
        &self.resources
    }

    /// The file with the OpenAPI object.
    #[must_use]
    pub const fn entry(&self) -> FileId {
        self.entry
    }

    /// The version that `openapi` names.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// The OpenAPI object.
    ///
    /// # Panics
    ///
    /// Never: a document is made of a loaded entry.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        self.tree(self.entry)
            .expect("the entry is always loaded")
            .root()
    }

    /// The tree of a file, if it is part of this document.
    #[must_use]
    pub fn tree(&self, file: FileId) -> Option<&SyntaxTree> {
        self.trees.get(file.index())?.as_ref()
    }

    /// All trees, in the order of loading.
    pub fn trees(&self) -> impl Iterator<Item = &SyntaxTree> {
        self.trees.iter().flatten()
    }

    /// The node of a key that came from this document.
    ///
    /// # Panics
    ///
    /// Panics for a key of another document.
    #[must_use]
    pub fn node(&self, key: NodeKey) -> Node<'_> {
        let tree = self.tree(key.file).expect("keys come from loaded files");
        tree.node(key.node)
    }

    /// The path of a file from the root; empty for a file that is no part of this document.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.paths.get(file.index()).map_or("", String::as_str)
    }

    /// The file of a path from the root.
    #[must_use]
    pub fn file_of(&self, path: &str) -> Option<FileId> {
        let index = self.paths.iter().position(|known| known == path)?;
        self.trees.get(index)?.as_ref().map(SyntaxTree::file)
    }
}
