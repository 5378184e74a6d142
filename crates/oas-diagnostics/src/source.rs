//! The texts of a run: [`SourceMap`] owns them, [`FileId`] names them.
//!
//! Positions shown to people count lines and columns from 1; a column is one Unicode scalar value.
//! How a text gets here is [`loader`]'s business, what a path means is [`path`]'s.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

pub mod load_error;
pub mod loader;
pub mod memory;
pub mod path;
pub mod vendored;

/// How many bytes lie between two marks of the character index of a file.
const MARK_DISTANCE: usize = 4096;

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
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
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
    char_marks: OnceLock<Vec<u32>>,
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

    /// Line and column of a byte offset; offsets past the end count as the end, offsets inside a
    /// character as its start.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let offset = self.text.floor_char_boundary(offset as usize);
        let line = self.line_index(offset);
        let start = self.line_starts()[line] as usize;
        LineColumn {
            line: to_u32(line + 1),
            column: to_u32(self.chars_before(offset) - self.chars_before(start) + 1),
        }
    }

    /// The bytes of a line without its line end, counted from 1; `None` past the last line.
    #[must_use]
    pub fn line_range(&self, line: u32) -> Option<std::ops::Range<usize>> {
        let index = (line as usize).checked_sub(1)?;
        let starts = self.line_starts();
        let start = *starts.get(index)? as usize;
        let end = starts
            .get(index + 1)
            .map_or(self.text.len(), |next| *next as usize - 1);
        let end = match self.text.as_bytes().get(start..end) {
            Some([.., b'\r']) => end - 1,
            _ => end,
        };
        Some(start..end)
    }

    fn line_index(&self, offset: usize) -> usize {
        self.line_starts()
            .partition_point(|start| *start as usize <= offset)
            .saturating_sub(1)
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

    /// How many characters start before `offset`.
    ///
    /// A line may be the whole of a file of many megabytes, so counts are kept at marks and each
    /// question counts at most the bytes from one mark to the next.
    fn chars_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let marks = self.char_marks.get_or_init(|| {
            let mut count = 0;
            bytes
                .chunks(MARK_DISTANCE)
                .map(|chunk| {
                    let before = to_u32(count);
                    count += char_starts(chunk);
                    before
                })
                .collect()
        });
        // The end of a text that ends exactly at a mark has no mark of its own.
        let mark = (offset / MARK_DISTANCE).min(marks.len().saturating_sub(1));
        let counted = marks.get(mark).map_or(0, |count| *count as usize);
        counted + char_starts(&bytes[mark * MARK_DISTANCE..offset])
    }
}

fn char_starts(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|byte| !matches!(byte, 0x80..=0xBF))
        .count()
}

/// All texts of a run, in the order of loading.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    by_path: BTreeMap<String, FileId>,
}

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text. `path` is the identity, `display` what people see.
    ///
    /// A path may be added once; whoever loads asks [`Self::find`] first. When a path is added
    /// again all the same, the map keeps both texts and [`Self::find`] answers with the first.
    pub fn add(
        &mut self,
        path: impl Into<String>,
        display: impl Into<String>,
        text: impl Into<Arc<str>>,
    ) -> FileId {
        let id = FileId(to_u32(self.files.len()));
        let path = path.into();
        self.by_path.entry(path.clone()).or_insert(id);
        self.files.push(SourceFile {
            path,
            display: display.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            char_marks: OnceLock::new(),
        });
        id
    }

    /// The file of an id that this map gave out.
    ///
    /// # Panics
    ///
    /// When the id is another map's; a run has one map.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// The file with this path, if it was added.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// All files with their ids, in the order of loading.
    #[must_use]
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

#[cfg(test)]
mod tests {
    use super::{MARK_DISTANCE, SourceMap};

    fn line_column(text: &str, offset: usize) -> (u32, u32) {
        let mut sources = SourceMap::new();
        let file = sources.add("a", "a", text);
        let place = sources
            .file(file)
            .line_column(u32::try_from(offset).expect("tests are small"));
        (place.line, place.column)
    }

    #[test]
    fn columns_count_characters_and_offsets_are_clamped() {
        let text = "a\r\nä😀x\n";
        assert_eq!(line_column(text, 0), (1, 1));
        assert_eq!(line_column(text, 3), (2, 1));
        assert_eq!(line_column(text, 5), (2, 2));
        assert_eq!(line_column(text, 7), (2, 2), "inside a character");
        assert_eq!(line_column(text, 9), (2, 3));
        assert_eq!(line_column(text, 11), (3, 1));
        assert_eq!(line_column(text, 99), (3, 1));
        assert_eq!(line_column("", 0), (1, 1));
        assert_eq!(line_column("", 7), (1, 1));
    }

    #[test]
    fn columns_are_right_on_both_sides_of_a_mark() {
        for text in [
            "é".repeat(MARK_DISTANCE),
            "x".repeat(MARK_DISTANCE * 2),
            format!("\n{}", "😀".repeat(MARK_DISTANCE)),
        ] {
            let near_a_mark = |offset: &usize| (offset + 4) % MARK_DISTANCE < 8;
            let offsets = (0..=text.len()).filter(near_a_mark);
            for offset in offsets.filter(|offset| text.is_char_boundary(*offset)) {
                let before = &text[..offset];
                let line = before.rsplit('\n').next().unwrap_or_default();
                let expected = line.chars().count() + 1;
                assert_eq!(line_column(&text, offset).1 as usize, expected);
            }
        }
    }

    #[test]
    fn a_line_has_no_line_end() {
        let mut sources = SourceMap::new();
        let id = sources.add("a", "a", "one\r\ntwo\n\nfour");
        let file = sources.file(id);
        let line = |line| file.line_range(line).map(|range| &file.text()[range]);
        assert_eq!(line(0), None);
        assert_eq!(line(1), Some("one"));
        assert_eq!(line(2), Some("two"));
        assert_eq!(line(3), Some(""));
        assert_eq!(line(4), Some("four"));
        assert_eq!(line(5), None);
    }

    #[test]
    fn files_are_found_by_path() {
        let mut sources = SourceMap::new();
        let first = sources.add("a/b.yaml", "spec/a/b.yaml", "");
        assert_eq!(sources.find("a/b.yaml"), Some(first));
        assert_eq!(sources.find("spec/a/b.yaml"), None);
    }
}
