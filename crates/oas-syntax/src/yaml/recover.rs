//! Reading on after an error: what is blanked, and how. Read [`Recovery`] first.

use std::ops::Range;

use super::lines;

/// How the text is made readable. Positions never change: bytes are replaced by spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recovery {
    /// Blanks these bytes, line breaks excepted.
    Bytes(Range<usize>),
    /// Blanks all of these bytes.
    AllOf(Vec<Range<usize>>),
    /// Blanks the line of this byte and the lines after it that are indented deeper.
    Block(usize),
    /// Makes a space of every tab in indentation.
    Tabs,
    /// Blanks every line that a version control system left for a conflict.
    ConflictMarkers,
}

/// The text with what a recovery blanks; `None` when nothing of it is left to blank.
pub(super) fn blank(text: &str, recovery: &Recovery) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    match recovery {
        Recovery::Bytes(range) => blank_bytes(&mut bytes, range.clone()),
        Recovery::AllOf(ranges) => {
            for range in ranges {
                blank_bytes(&mut bytes, range.clone());
            }
        }
        Recovery::Block(at) => {
            let start = lines::line_start(text, *at);
            blank_bytes(&mut bytes, start..block_end(text, start));
        }
        Recovery::Tabs => {
            let mut indentation = true;
            for byte in &mut bytes {
                match byte {
                    b'\n' => indentation = true,
                    b'\t' if indentation => *byte = b' ',
                    b' ' => {}
                    _ => indentation = false,
                }
            }
        }
        Recovery::ConflictMarkers => {
            let mut start = 0;
            while start < text.len() {
                let end = lines::next_line(text, start);
                if is_conflict_marker(&text[start..end]) {
                    blank_bytes(&mut bytes, start..end);
                }
                start = end;
            }
        }
    }
    let blanked = String::from_utf8(bytes).ok()?;
    (blanked != text).then_some(blanked)
}

/// Whether a line separates the sides of an unresolved merge conflict.
pub(super) fn is_conflict_marker(line: &str) -> bool {
    let line = line.trim_end();
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| {
            line.strip_prefix(marker)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
}

/// The end of the lines after the one at `start` that are blank or indented deeper than it.
fn block_end(text: &str, start: usize) -> usize {
    let own = lines::indentation(text, start).unwrap_or_default();
    let mut end = lines::next_line(text, start);
    let mut next = end;
    while next < text.len() {
        match lines::indentation(text, next) {
            None => {}
            Some(indentation) if indentation > own => end = lines::next_line(text, next),
            Some(_) => break,
        }
        next = lines::next_line(text, next);
    }
    end
}

fn blank_bytes(bytes: &mut [u8], range: Range<usize>) {
    for byte in bytes.get_mut(range).unwrap_or_default() {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}
