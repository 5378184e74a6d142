//! Moving over what is not read.

use std::ops::Range;

use oas_diagnostics::Applicability;

use crate::json::{Parser, scan};

impl Parser<'_, '_> {
    /// Skips a comment or an invisible character, and reports it; gives whether there was one.
    pub(in crate::json) fn skip_foreign_blank(&mut self) -> bool {
        let start = self.at;
        let rest = &self.text[start..];
        let comment = if rest.starts_with('#') || rest.starts_with("//") {
            Some(self.line_end(start))
        } else if rest.starts_with("/*") {
            Some(
                rest.find("*/")
                    .map_or(self.bytes.len(), |end| start + end + 2),
            )
        } else {
            None
        };
        if let Some(end) = comment {
            let error = self
                .error(start..end, "a comment")
                .label("JSON has no comments")
                .help("delete it, or keep the document as YAML, which has `#` comments")
                .fix(self.replacement("delete it", start..end, "", Applicability::Unsafe));
            self.report(error);
            self.at = end;
            return true;
        }
        let Some(blank) = rest
            .chars()
            .next()
            .filter(|first| first.is_whitespace() || matches!(first, '\u{feff}' | '\u{200b}'))
        else {
            return false;
        };
        let end = start + blank.len_utf8();
        let message = format!("invisible character U+{:04X}", u32::from(blank));
        let error = self
            .error(start..end, message)
            .label("not white space of JSON")
            .help("write a plain space")
            .fix(self.replacement("write a plain space", start..end, " ", Applicability::Safe));
        self.report(error);
        self.at = end;
        true
    }

    /// Skips a collection with everything in it.
    pub(in crate::json) fn skip_balanced(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => self.skip_string(),
                _ => {}
            }
            self.at = (self.at + 1).min(self.bytes.len());
            if depth == 0 {
                return;
            }
        }
    }

    /// Skips to the next comma or closing bracket of the innermost collection.
    pub(in crate::json) fn skip_to_separator(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b',' | b'}' | b']' => return,
                b'{' | b'[' => self.skip_balanced(),
                b'"' => {
                    self.skip_string();
                    self.at = (self.at + 1).min(self.bytes.len());
                }
                _ => self.at += 1,
            }
            self.last_end = self.at;
        }
    }

    /// Moves from the opening quote of a string to the closing one, or to the end of the line.
    pub(in crate::json) fn skip_string(&mut self) {
        let mut at = self.at + 1;
        loop {
            at = scan::string_end(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'\\') => at += 2,
                Some(b'"' | b'\n') | None => break,
                Some(_) => at += 1,
            }
        }
        self.at = at.min(self.bytes.len());
    }

    /// The bytes from the current position to one of `ends` or the end of the line, without white
    /// space at their end; at least one character.
    pub(in crate::json) fn text_until(&self, ends: &[u8]) -> Range<usize> {
        let start = self.at;
        let line = &self.bytes[start..self.line_end(start)];
        let first = self.text[start..].chars().next().map_or(1, char::len_utf8);
        let length = line
            .iter()
            .skip(first)
            .position(|byte| ends.contains(byte))
            .map_or(line.len(), |length| first + length);
        let text = self.text[start..start + length].trim_end();
        start..start + text.len().max(first)
    }

    pub(in crate::json) fn line_end(&self, start: usize) -> usize {
        let rest = &self.bytes[start..];
        rest.iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .map_or(self.bytes.len(), |length| start + length)
    }
}
