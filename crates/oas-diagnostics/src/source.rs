//! The texts of a run: [`SourceMap`] owns them, [`FileId`] names them.
//!
//! Positions shown to people count lines and columns from 1; a column is one Unicode scalar value.

use std::sync::{Arc, OnceLock};

/// Names one file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// The position of the file in its [`SourceMap`], from 0 in the order of loading.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in a text as people count it; both start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

/// One text with its name.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    display: String,
    text: Arc<str>,
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// The path from the root of the run, with `/` between segments; the identity of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path as people are shown it, relative to where they stand.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The text; empty when the file could not be read.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Line and column of a byte offset; offsets past the end count as the end.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let starts = self.line_starts();
        let offset = (offset as usize).min(self.text.len());
        let line = starts
            .partition_point(|start| *start as usize <= offset)
            .saturating_sub(1);
        let start = starts.get(line).map_or(0, |start| *start as usize);
        let before = self.text.get(start..offset).unwrap_or_default();
        LineColumn {
            line: to_u32(line + 1),
            column: to_u32(before.chars().count() + 1),
        }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            std::iter::once(0)
                .chain(
                    self.text
                        .match_indices('\n')
                        .map(|(offset, _)| to_u32(offset + 1)),
                )
                .collect()
        })
    }
}

/// All texts of a run, in the order of loading.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text. `path` is the identity, `display` what people see.
    ///
    /// A path may be added once; whoever loads asks [`Self::find`] first.
    pub fn add(
        &mut self,
        path: impl Into<String>,
        display: impl Into<String>,
        text: impl Into<Arc<str>>,
    ) -> FileId {
        let id = FileId(to_u32(self.files.len()));
        self.files.push(SourceFile {
            path: path.into(),
            display: display.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        });
        id
    }

    /// The file of an id that this map gave out.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// The file with this path, if it was added.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files
            .iter()
            .position(|file| file.path == path)
            .map(|index| FileId(to_u32(index)))
    }

    /// All files with their ids, in the order of loading.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(to_u32(index)), file))
    }
}

/// Positions are 32-bit; the loader refuses texts that are longer.
fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
