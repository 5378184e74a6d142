//! Strings in double quotes, escapes, and what is wrong with either.

use std::ops::Range;

use oas_diagnostics::{Applicability, Edit, Fix, Span};

use super::{Parser, StringText, position, scan};

impl Parser<'_, '_> {
    /// Reads the string at the current position: its bytes with the quotes, and its text.
    pub(super) fn string(&mut self) -> (Range<usize>, StringText) {
        let start = self.at;
        let end = scan::string_end(self.bytes, start + 1);
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            self.last_end = self.at;
            return (start..self.at, StringText::Source(start + 1..end));
        }
        let closed = self.cook(start + 1);
        self.last_end = self.at;
        if !closed {
            self.unclosed_string(start);
        }
        (start..self.at, StringText::Buffer)
    }

    /// Reads a string with escapes from `from` into the buffer; gives whether it was closed.
    fn cook(&mut self, from: usize) -> bool {
        self.buffer.clear();
        let mut run = from;
        let mut over_lines = false;
        loop {
            let end = scan::string_end(self.bytes, run);
            self.buffer
                .push_str(self.text.get(run..end).unwrap_or_default());
            self.at = end;
            match self.bytes.get(end) {
                Some(b'"') => {
                    self.at = end + 1;
                    return true;
                }
                Some(b'\\') => self.escape(),
                Some(b'\n' | b'\r') if over_lines || self.goes_on_after_break() => {
                    if !over_lines {
                        over_lines = true;
                        self.line_break_in_string();
                    }
                    self.buffer.push(char::from(self.bytes[end]));
                    self.at = end + 1;
                }
                None | Some(b'\n' | b'\r') => return false,
                Some(control) => {
                    self.control_character(*control);
                    self.at += 1;
                }
            }
            run = self.at;
        }
    }

    /// Whether the line break at the current position is within a string: the next line does not
    /// start as JSON does and has the quote that closes it.
    fn goes_on_after_break(&self) -> bool {
        let start = scan::blank_end(self.bytes, self.at);
        let starts_as_json = matches!(
            self.bytes.get(start),
            None | Some(b'"' | b'{' | b'}' | b'[' | b']' | b',' | b':')
        );
        !starts_as_json && self.text[start..self.line_end(start)].contains('"')
    }

    fn line_break_in_string(&mut self) {
        let bytes = self.at..self.at + 1;
        let error = self
            .error(bytes, "a line break in a string")
            .label("the string goes on in the next line")
            .help(r"write `\n` for it, and the string on one line");
        self.report(error);
    }

    /// Reads one escape at the current position into the buffer.
    fn escape(&mut self) {
        let start = self.at;
        let character = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return self.unknown_escape(),
        };
        self.at = start + 2;
        self.buffer.push(character);
    }

    fn unknown_escape(&mut self) {
        let start = self.at;
        let escaped = self.text[start + 1..].chars().next();
        let Some(escaped) = escaped.filter(|escaped| !escaped.is_control()) else {
            // The string is not closed, which is said on its own.
            self.buffer.push('\\');
            self.at = start + 1;
            return;
        };
        let end = start + 1 + escaped.len_utf8();
        let error = self
            .error(start..end, format!("`\\{escaped}` is no escape of JSON"))
            .label("unknown escape")
            .help(r"for a backslash itself, write `\\`")
            .fix(self.replacement(
                "double the backslash",
                start..start + 1,
                r"\\",
                Applicability::Unsafe,
            ));
        self.report(error);
        self.buffer.push('\\');
        self.buffer.push(escaped);
        self.at = end;
    }

    fn unicode_escape(&mut self) {
        let start = self.at;
        let Some(unit) = self.hexadecimal(start + 2) else {
            let digits = self.bytes[start + 2..]
                .iter()
                .take(4)
                .take_while(|byte| byte.is_ascii_hexdigit())
                .count();
            let end = start + 2 + digits;
            let error = self
                .error(start..end, r"`\u` needs four hexadecimal digits")
                .label(format!("has {digits} of them"))
                .help(r"write for example `\u00e9`, or the character itself");
            self.report(error);
            self.buffer.push(char::REPLACEMENT_CHARACTER);
            self.at = end;
            return;
        };
        self.at = start + 6;
        if let Some(character) = char::from_u32(u32::from(unit)) {
            self.buffer.push(character);
            return;
        }
        // Half of a pair; the other half has to follow a high one.
        let low = (self.bytes.get(self.at..self.at + 2) == Some(br"\u"))
            .then(|| self.hexadecimal(self.at + 2))
            .flatten();
        if let Some(low) = low
            && let Some(Ok(character)) = char::decode_utf16([unit, low]).next()
        {
            self.buffer.push(character);
            self.at += 6;
            return;
        }
        let error = self
            .error(start..self.at, r"half of a surrogate pair")
            .label("no character by itself")
            .help(
                r"characters above U+FFFF are two `\u` escapes, `\ud83d\ude00` for example; or write the character itself",
            );
        self.report(error);
        self.buffer.push(char::REPLACEMENT_CHARACTER);
    }

    fn hexadecimal(&self, at: usize) -> Option<u16> {
        let digits = self.text.get(at..at + 4)?;
        let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        all.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    }

    fn control_character(&mut self, control: u8) {
        let bytes = self.at..self.at + 1;
        let escape = match control {
            b'\t' => r"\t".to_owned(),
            0x08 => r"\b".to_owned(),
            0x0c => r"\f".to_owned(),
            _ => format!(r"\u{control:04x}"),
        };
        let what = match control {
            b'\t' => "a tab in a string".to_owned(),
            _ => format!("control character U+{control:04X} in a string"),
        };
        let error = self
            .error(bytes.clone(), what)
            .label("has to be escaped")
            .help(format!("write `{escape}`"))
            .fix(self.replacement("escape it", bytes, &escape, Applicability::Safe));
        self.report(error);
        self.buffer.push(char::from(control));
    }

    /// A string that the end of the line or of the text cuts off; its text is in the buffer.
    fn unclosed_string(&mut self, start: usize) {
        // A comma at the end of the line was meant to follow the string.
        let written = self.text[start..self.at].trim_end();
        let meant = written.strip_suffix(',').unwrap_or(written);
        if meant.len() > 1 {
            let surplus = self.at - start - meant.len();
            let kept = self.buffer.len().saturating_sub(surplus);
            if self.buffer.is_char_boundary(kept) {
                self.buffer.truncate(kept);
            }
            self.at = start + meant.len();
        }
        self.last_end = self.at;
        let error = self
            .error(start..self.at, "the string is not closed on its line")
            .label("no `\"` at its end")
            .help(r#"close it with `"`; a line break within a string is written `\n`"#);
        self.report(error);
        self.lenient = true;
    }

    pub(super) fn replacement(
        &self,
        message: &str,
        bytes: Range<usize>,
        replacement: &str,
        applicability: Applicability,
    ) -> Fix {
        let file = self.builder.location(0..0).span.file;
        Fix {
            message: message.to_owned(),
            applicability,
            edits: vec![Edit {
                span: Span::new(file, position(bytes.start), position(bytes.end)),
                replacement: replacement.to_owned(),
            }],
        }
    }
}

impl Parser<'_, '_> {
    /// Whether the string that was just read is a key with the colon in it, because its closing
    /// quote is missing: `"title: "Pets"`. If so, reports it and gives what the key was meant to
    /// be, and reading goes on at the quote.
    pub(super) fn key_without_closing_quote(
        &mut self,
        bytes: &Range<usize>,
        text: &StringText,
    ) -> Option<Range<usize>> {
        let StringText::Source(inner) = text else {
            return None;
        };
        let key = self.text[inner.clone()].trim_end().strip_suffix(':')?;
        let next = scan::blank_end(self.bytes, bytes.end);
        if key.is_empty() || self.bytes.get(next) == Some(&b':') {
            return None;
        }
        let meant = inner.start..inner.start + key.trim_end().len();
        let error = self
            .error(bytes.start..meant.end, "the key is not closed")
            .label("no `\"` at its end")
            .help("close it with `\"` before the `:`")
            .fix(self.replacement(
                "close it",
                meant.end..meant.end,
                "\"",
                Applicability::Unsafe,
            ));
        self.report(error);
        self.at = inner.end;
        self.last_end = self.at;
        Some(meant)
    }
}
