//! Where things are, where the events say something else than the text shows.

use std::ops::Range;

use super::{Reader, Shape, WHITE};

impl Reader<'_> {
    /// Where a value that is not there would be: after the tag, the colon or the dash.
    pub(super) fn nothing_at(&self, event: usize, tag: Option<&Range<usize>>) -> usize {
        let text = self.layout.text;
        let from = self.last_end.min(event);
        if let Some(tag) = tag {
            return tag.end;
        }
        let after = text[from..].trim_start_matches([' ', '\t']);
        let at = text.len() - after.len();
        if self.is_in_mapping() && after.starts_with(':') {
            return at + 1;
        }
        if self.is_in(Shape::Sequence { flow: false }) {
            let dash = self.skip(from, false);
            if text[dash..].starts_with('-') {
                return dash + 1;
            }
        }
        from
    }

    /// A block scalar from its indicator to the end of its last line that is not blank.
    pub(super) fn block_bytes(&self, event: Range<usize>) -> Option<Range<usize>> {
        let text = self.layout.text;
        let start = self.skip(self.last_end, true);
        if !text[start..].starts_with(['|', '>']) {
            return None;
        }
        let end = event.end.max(start + 1);
        Some(start..start + text.get(start..end)?.trim_end_matches(WHITE).len())
    }

    /// The first dash of a block sequence; the event of one that is not indented starts after it.
    pub(super) fn sequence_start(&self, event: usize) -> usize {
        if !self.is_in_mapping() {
            return event;
        }
        let at = self.skip(self.last_end, false);
        if at <= event && self.layout.text[at..].starts_with('-') {
            at
        } else {
            event
        }
    }

    fn is_in_mapping(&self) -> bool {
        self.is_in(Shape::Mapping { flow: false }) || self.is_in(Shape::Mapping { flow: true })
    }

    fn is_in(&self, shape: Shape) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| self.layout.nodes[*open].shape == shape)
    }

    /// Goes over blanks, comments, properties and indicators; over dashes where that is wanted.
    fn skip(&self, from: usize, dashes: bool) -> usize {
        let bytes = self.layout.text.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b' ' | b'\t' | b'\n' | b':' | b'?' => at += 1,
                b'-' if dashes => at += 1,
                // The end of a document before which there was none.
                b'.' if self.layout.nodes.is_empty() => at += 1,
                b'#' => {
                    while bytes.get(at).is_some_and(|byte| *byte != b'\n') {
                        at += 1;
                    }
                }
                b'&' | b'!' => {
                    while bytes
                        .get(at)
                        .is_some_and(|byte| !byte.is_ascii_whitespace())
                    {
                        at += 1;
                    }
                }
                _ => break,
            }
        }
        at
    }
}
