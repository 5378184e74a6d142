//! What is drawn of a file: a few lines, cut to what fits on a screen, made harmless.
//!
//! A document can be one line of many megabytes, and two places of a finding can be a million
//! lines apart, so nothing here looks at more of a text than it gives back. Read [`Excerpt`] first.

use std::ops::Range;

use crate::render::visible::{visible, visible_line};
use crate::{Edit, FileId, SourceFile, SourceMap, Span};

/// Lines up to this length are never cut, in bytes.
const LONG_LINE: usize = 1_000;
/// Places further apart than this many lines are drawn apart.
const MAX_GAP: u32 = 400;
/// Lines between two marks are drawn when there are at most this many.
const SHOWN_GAP: u32 = 2;
/// Edits further apart than this many lines are drawn apart.
const MAX_PATCH_GAP: u32 = 4;
/// Fixes that replace more lines than this, or by more, are named and not drawn.
const MAX_PATCHED_LINES: u32 = 20;

/// A place to be pointed at.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) label: Option<String>,
    pub(super) primary: bool,
}

/// Neighbouring lines with the marks in them.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The lines. Those that are not drawn are empty.
    pub(super) text: String,
    /// The number of the first line.
    pub(super) first_line: u32,
    /// Marks by their place in `text`.
    pub(super) marks: Vec<(Range<usize>, Mark)>,
    /// The span whose start is the position of the excerpt.
    pub(super) origin: Span,
    /// Whether something of a line is left out.
    pub(super) cut: bool,
}

/// Lines that a fix changes.
#[derive(Debug)]
pub(super) struct Patched {
    /// The lines as they are.
    pub(super) text: String,
    /// The number of the first line.
    pub(super) first_line: u32,
    /// What is replaced by what.
    pub(super) patches: Vec<(Range<usize>, String)>,
    /// The span whose start is the position of the lines.
    pub(super) origin: Span,
}

/// The part of a mark that is in its first line.
struct PlacedMark {
    mark: Mark,
    line: u32,
    /// Bytes of the file.
    range: Range<usize>,
    /// Whether the line is too long to be shared with marks elsewhere in it.
    long: bool,
}

/// The excerpts for `marks`: the one with the primary mark first, then by first appearance of their
/// file and position.
pub(super) fn excerpts(marks: &[Mark], sources: &SourceMap, width: usize) -> Vec<Excerpt> {
    let mut files: Vec<FileId> = Vec::new();
    for mark in marks {
        if !files.contains(&mark.span.file) {
            files.push(mark.span.file);
        }
    }
    let mut excerpts = Vec::new();
    for id in files {
        let file = sources.file(id);
        let mut placed: Vec<PlacedMark> = marks
            .iter()
            .filter(|mark| mark.span.file == id)
            .map(|mark| place(mark.clone(), file))
            .collect();
        placed.sort_by_key(|placed| (placed.range.start, placed.range.end));
        let mut groups: Vec<Group> = Vec::new();
        for placed in placed {
            match groups.last_mut() {
                Some(group) if group.fits(&placed, width) => group.push(placed),
                _ => groups.push(Group::new(placed)),
            }
        }
        excerpts.extend(groups.into_iter().map(|group| group.draw(file, width)));
    }
    excerpts.sort_by_key(|excerpt| !excerpt.marks.iter().any(|(_, mark)| mark.primary));
    excerpts
}

fn place(mark: Mark, file: &SourceFile) -> PlacedMark {
    let text = file.text();
    let line = file.line_column(mark.span.start).line;
    let whole = file.line_range(line).unwrap_or(text.len()..text.len());
    let boundary = |offset: u32| text.floor_char_boundary(offset as usize);
    let start = boundary(mark.span.start).min(whole.end);
    let end = boundary(mark.span.end).clamp(start, whole.end);
    // A mark that goes on in the next line ends with the text of this one.
    let end = start
        + text
            .get(start..end)
            .map_or(0, |marked| marked.trim_end().len());
    PlacedMark {
        mark,
        line,
        range: start..end,
        long: whole.len() > LONG_LINE,
    }
}

/// Marks that are drawn together, in the order of the text.
struct Group {
    origin: Span,
    first: Place,
    last: Place,
    marks: Vec<PlacedMark>,
}

/// Where a mark of a group starts, and in what line.
struct Place {
    line: u32,
    start: usize,
    long: bool,
}

impl Place {
    fn of(placed: &PlacedMark) -> Self {
        Self {
            line: placed.line,
            start: placed.range.start,
            long: placed.long,
        }
    }
}

impl Group {
    fn new(placed: PlacedMark) -> Self {
        Self {
            origin: placed.mark.span,
            first: Place::of(&placed),
            last: Place::of(&placed),
            marks: vec![placed],
        }
    }

    /// Whether `placed`, which comes after the marks of this group, can be drawn with them.
    fn fits(&self, placed: &PlacedMark, width: usize) -> bool {
        if self.last.line == placed.line {
            return !placed.long || placed.range.end - self.first.start <= width / 2;
        }
        !placed.long && !self.last.long && placed.line - self.last.line <= MAX_GAP
    }

    fn push(&mut self, placed: PlacedMark) {
        if placed.mark.primary {
            self.origin = placed.mark.span;
        }
        self.last = Place::of(&placed);
        self.marks.push(placed);
    }

    fn draw(self, file: &SourceFile, width: usize) -> Excerpt {
        let mut writer = LineWriter::default();
        let mut excerpt = Excerpt {
            text: String::new(),
            first_line: self.first.line,
            marks: Vec::new(),
            origin: self.origin,
            cut: false,
        };
        let mut next_line = self.first.line;
        let mut marks = self.marks.into_iter().peekable();
        while let Some(first) = marks.next() {
            let line = first.line;
            let mut in_line = vec![first];
            while let Some(more) = marks.next_if(|placed| placed.line == line) {
                in_line.push(more);
            }
            let shown = line - next_line <= SHOWN_GAP;
            for between in next_line..line {
                writer.line(file, file.line_range(between).filter(|_| shown));
            }
            next_line = line + 1;
            let whole = file.line_range(line).unwrap_or_default();
            let window = window(file, &whole, &in_line, width);
            excerpt.cut |= window != whole || whole.len() > width * 2;
            let offset = writer.line(file, Some(window.clone()));
            for placed in in_line {
                let range = clip(file, placed.range, width / 2);
                let before = &file.text()[window.start..range.start];
                let start = offset + visible_line(before).len();
                let end = start + visible_line(&file.text()[range]).len();
                excerpt.marks.push((start..end, placed.mark));
            }
        }
        excerpt.text = writer.text;
        excerpt
    }
}

/// What is taken of a line: all of it, or so much around the marks that the ends are not seen.
fn window(
    file: &SourceFile,
    whole: &Range<usize>,
    marks: &[PlacedMark],
    width: usize,
) -> Range<usize> {
    if whole.len() <= LONG_LINE {
        return whole.clone();
    }
    let text = file.text();
    let starts = marks.iter().map(|placed| placed.range.start);
    let ends = marks
        .iter()
        .map(|placed| clip(file, placed.range.clone(), width / 2).end);
    let start = starts.min().unwrap_or(whole.start);
    let end = ends.max().unwrap_or(start);
    // A character has at most four bytes.
    let from = text.floor_char_boundary(start.saturating_sub(width * 4));
    let to = text.ceil_char_boundary((end + width * 4).min(text.len()));
    from.max(whole.start)..to.min(whole.end)
}

/// The first `longest` bytes of `range`, or fewer where that would be inside a character.
fn clip(file: &SourceFile, range: Range<usize>, longest: usize) -> Range<usize> {
    let end = range.end.min(range.start + longest);
    range.start..file.text().floor_char_boundary(end).max(range.start)
}

/// Writes lines, made harmless, one after the other.
#[derive(Default)]
struct LineWriter {
    text: String,
    lines: usize,
}

impl LineWriter {
    /// Adds a line with the bytes of `range`; an empty line for `None`. Gives where it starts.
    fn line(&mut self, file: &SourceFile, range: Option<Range<usize>>) -> usize {
        if self.lines > 0 {
            self.text.push('\n');
        }
        self.lines += 1;
        let start = self.text.len();
        let bytes = range.and_then(|range| file.text().get(range));
        self.text.push_str(&visible_line(bytes.unwrap_or_default()));
        start
    }
}

/// An edit and the lines that it touches.
struct PlacedEdit<'a> {
    edit: &'a Edit,
    /// Bytes of the file.
    range: Range<usize>,
    first_line: u32,
    last_line: u32,
}

/// The lines that `edits` change, by file and position; nothing where that would be too much to
/// read, or where the edits overlap.
pub(super) fn patched(edits: &[Edit], sources: &SourceMap) -> Vec<Patched> {
    let mut placed: Vec<PlacedEdit<'_>> = edits
        .iter()
        .map(|edit| place_edit(edit, sources.file(edit.span.file)))
        .collect();
    placed.sort_by_key(|placed| {
        let Range { start, end } = placed.range;
        (placed.edit.span.file, start, end)
    });
    let too_much = placed
        .iter()
        .any(|placed| is_too_much(placed, sources.file(placed.edit.span.file)));
    let overlap = placed.windows(2).any(|pair| {
        pair[0].edit.span.file == pair[1].edit.span.file && pair[0].range.end > pair[1].range.start
    });
    if too_much || overlap {
        return Vec::new();
    }
    placed
        .chunk_by(|left, right| {
            left.edit.span.file == right.edit.span.file
                && right.first_line.saturating_sub(left.last_line) <= MAX_PATCH_GAP
        })
        .filter_map(|edits| draw_patch(edits, sources))
        .collect()
}

fn place_edit<'a>(edit: &'a Edit, file: &SourceFile) -> PlacedEdit<'a> {
    let boundary = |offset: u32| file.text().floor_char_boundary(offset as usize);
    let start = boundary(edit.span.start);
    let end = boundary(edit.span.end).max(start);
    PlacedEdit {
        edit,
        range: start..end,
        first_line: file.line_column(edit.span.start).line,
        last_line: file.line_column(edit.span.end.max(edit.span.start)).line,
    }
}

fn is_too_much(placed: &PlacedEdit<'_>, file: &SourceFile) -> bool {
    let lines = placed.last_line - placed.first_line;
    let replacement = &placed.edit.replacement;
    lines > MAX_PATCHED_LINES
        || replacement.lines().count() > MAX_PATCHED_LINES as usize
        || replacement.lines().any(|line| line.len() > LONG_LINE)
        || (placed.first_line..=placed.last_line)
            .filter_map(|line| file.line_range(line))
            .any(|range| range.len() > LONG_LINE)
}

fn draw_patch(edits: &[PlacedEdit<'_>], sources: &SourceMap) -> Option<Patched> {
    let (first, last) = (edits.first()?, edits.last()?);
    let origin = first.edit.span;
    let file = sources.file(origin.file);
    let mut writer = LineWriter::default();
    let starts: Vec<(Range<usize>, usize)> = (first.first_line..=last.last_line)
        .filter_map(|line| {
            let range = file.line_range(line)?;
            Some((range.clone(), writer.line(file, Some(range))))
        })
        .collect();
    // Where a byte of the file is in the lines; what stands between lines counts as their end.
    let drawn = |offset: usize| {
        let line = starts.partition_point(|(range, _)| range.start <= offset);
        let (range, start) = &starts[line.checked_sub(1)?];
        let before = file.text().get(range.start..offset.min(range.end))?;
        Some(start + visible_line(before).len())
    };
    let patches = edits
        .iter()
        .map(|placed| {
            let replacement = placed.edit.replacement.replace('\r', "");
            let range = drawn(placed.range.start)?..drawn(placed.range.end)?;
            Some((range, visible(&replacement).into_owned()))
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Patched {
        text: writer.text,
        first_line: first.first_line,
        patches,
        origin,
    })
}
