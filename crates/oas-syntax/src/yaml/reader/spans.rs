//! Where things are, where the events say something else than people would.

use std::ops::Range;

use granit_parser::ScalarStyle;

use super::Reader;
use crate::tree::ScalarText;
use crate::yaml::lines;

impl Reader<'_> {
    /// The bytes of the whole token: with the header of a block scalar, after the colon for none.
    pub(super) fn scalar_bytes(&self, style: ScalarStyle, bytes: Range<usize>) -> Range<usize> {
        let indicator = match style {
            ScalarStyle::Literal => '|',
            ScalarStyle::Folded => '>',
            ScalarStyle::Plain if bytes.is_empty() => {
                let at = self.nothing_at(bytes.start);
                return at..at;
            }
            _ => return bytes,
        };
        let from = self.last_end.min(bytes.start);
        let before = self.text[from..bytes.start].trim_end();
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let header = before[line..]
            .match_indices(indicator)
            .map(|(offset, _)| line + offset)
            .find(|offset| {
                let after = before[offset + 1..].trim_start_matches(['+', '-']);
                let after = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
                let after = after.trim_start_matches(['+', '-']);
                after.is_empty() || after.starts_with([' ', '\t'])
            });
        let start = header.map_or(bytes.start, |offset| from + offset);
        let end = start + self.text[start..bytes.end].trim_end().len();
        start..end.max(start)
    }

    /// Where a value that is not there would be: after the colon, or after the key without one.
    pub(super) fn nothing_at(&self, event: usize) -> usize {
        if self.builder.expects_key() || self.builder.in_mapping() != Some(true) {
            return event;
        }
        let from = self.last_end.min(event);
        let between = &self.text[from..event];
        if between.trim().is_empty() && between.contains('\n') {
            from
        } else {
            event + usize::from(self.text[event..].starts_with(':'))
        }
    }

    /// The first dash of a block sequence; the event of one that is not indented starts after it.
    pub(super) fn sequence_start(&self, event: usize) -> usize {
        if self.builder.in_mapping() != Some(true) {
            return event;
        }
        let bytes = self.text.as_bytes();
        let mut at = self.last_end;
        while at < event {
            match bytes[at] {
                b'-' => return at,
                b'#' => at = lines::next_line(self.text, at),
                b'&' | b'!' => {
                    while at < event && !bytes[at].is_ascii_whitespace() {
                        at += 1;
                    }
                }
                b':' | b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                _ => break,
            }
        }
        event
    }

    pub(super) fn stored<'t>(
        &self,
        text: &'t str,
        style: ScalarStyle,
        bytes: &Range<usize>,
    ) -> ScalarText<'t> {
        let inner = match style {
            ScalarStyle::Plain => bytes.clone(),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                bytes.start + 1..bytes.end.saturating_sub(1)
            }
            // A block of one line is part of the source.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let end = bytes.end + usize::from(text.ends_with('\n'));
                end.saturating_sub(text.len())..end
            }
        };
        if self.text.get(inner.clone()) == Some(text) {
            ScalarText::Source(self.range(inner))
        } else {
            ScalarText::Cooked(text)
        }
    }

    pub(in crate::yaml) fn range(&self, bytes: Range<usize>) -> Range<u32> {
        let bytes = self.characters(bytes);
        self.position(bytes.start)..self.position(bytes.end)
    }

    /// Whole characters, whatever was asked for.
    pub(super) fn characters(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(bytes.start);
        start..self.text.ceil_char_boundary(bytes.end).max(start)
    }

    /// The limit on bytes keeps positions within 32 bits.
    pub(super) fn position(&self, at: usize) -> u32 {
        u32::try_from(at.min(self.text.len())).unwrap_or(u32::MAX)
    }
}
