//! Lines of a text by byte offset.

use std::ops::Range;

/// White space of YAML within a line; other white space of Unicode is text.
const BLANKS: [char; 3] = [' ', '\t', '\r'];

/// The start of the line that `at` is in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    text.as_bytes()[..at]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1)
}

/// The end of the line that `at` is in, without its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let end = text.as_bytes()[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |length| at + length);
    end - usize::from(end > at && text.as_bytes().get(end - 1) == Some(&b'\r'))
}

/// The bytes of the line that `at` is in, without its line break.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let start = line_start(text, at);
    start..line_end(text, start).max(start)
}

/// The start of the line after the one that `at` is in; the end of the text after the last.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    text.as_bytes()[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |length| at + length + 1)
}

/// The content of the line that `at` is in: without indentation and white space at the end.
pub(super) fn content(text: &str, at: usize) -> Range<usize> {
    let line = line(text, at);
    let whole = &text[line.clone()];
    let start = line.start + whole.len() - whole.trim_start_matches(BLANKS).len();
    start..(line.start + whole.trim_end_matches(BLANKS).len()).max(start)
}

/// How far the line that `at` is in is indented; `None` when it is blank.
pub(super) fn indentation(text: &str, at: usize) -> Option<usize> {
    let content = content(text, at);
    (!content.is_empty()).then(|| content.start - line_start(text, at))
}

/// The starts of the lines before the one that `at` is in, the nearest first, blank ones left out.
pub(super) fn lines_before(text: &str, at: usize) -> impl Iterator<Item = usize> {
    let mut start = line_start(text, at);
    std::iter::from_fn(move || {
        while start > 0 {
            start = line_start(text, start - 1);
            if indentation(text, start).is_some() {
                return Some(start);
            }
        }
        None
    })
}
