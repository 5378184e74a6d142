//! What is not JSON: says what the author did, and reads on as it was meant.
//!
//! Every function here either consumes a byte, closes a collection, or moves to a state that
//! does; so the parser always ends.

use std::ops::Range;

use oas_diagnostics::{Applicability, Diagnostic, Span};

use super::word::is_word_byte;
use super::{Parser, State, StringText, position, scan};
use crate::diagnostics::MULTIPLE_DOCUMENTS;
use crate::tree::NodeKind;

/// Quotation marks of word processors.
const TYPOGRAPHIC_QUOTES: [char; 8] = ['“', '”', '„', '‘', '’', '‚', '«', '»'];

impl Parser<'_, '_> {
    /// Something else where a value has to be.
    pub(super) fn not_a_value(&mut self, byte: u8, state: State) -> State {
        match byte {
            b',' | b'}' | b']' => self.value_missing(byte, state),
            b':' => {
                let error = self
                    .unexpected(self.at..self.at + 1, "`:`")
                    .help("delete it");
                self.report(error);
                self.at += 1;
                state
            }
            b'\'' => {
                let (bytes, text) = self.single_quoted();
                self.scalar(NodeKind::String, bytes, StringText::Source(text));
                self.after()
            }
            _ if is_word_byte(byte) => self.bare_word(),
            _ => {
                self.unexpected_character();
                state
            }
        }
    }

    /// Something else where a key has to be.
    pub(super) fn not_a_key(&mut self, byte: u8, state: State) -> State {
        match byte {
            b'}' => {
                self.trailing_comma();
                self.close()
            }
            b']' => self.wrong_closer(byte),
            b',' => {
                self.surplus_comma();
                state
            }
            b'\'' => {
                let (bytes, text) = self.single_quoted();
                self.add_key(bytes, StringText::Source(text));
                self.after_key()
            }
            b'{' | b'[' => {
                let start = self.at;
                self.skip_balanced();
                let error = self
                    .error(start..start + 1, "a key has to be a string")
                    .label("starts an object or array")
                    .help("write a key in double quotes and `:` before it");
                self.report(error);
                self.skip_to_separator();
                State::AfterValue
            }
            _ if is_word_byte(byte) => self.unquoted_key(),
            b':' => {
                let error = self
                    .error(self.at..self.at + 1, "the key before `:` is missing")
                    .label("no key")
                    .help("write a key in double quotes before it");
                self.report(error);
                self.skip_to_separator();
                State::AfterValue
            }
            _ => {
                self.unexpected_character();
                state
            }
        }
    }

    fn unquoted_key(&mut self) -> State {
        let start = self.at;
        let bytes = self.text_until(b":,}]{[\"=");
        let word = &self.text[bytes.clone()];
        let message = if word.starts_with(TYPOGRAPHIC_QUOTES) {
            "typographic quotation marks around a key".to_owned()
        } else {
            format!("the key `{word}` is not in quotes")
        };
        let bare = word.trim_matches(|character| TYPOGRAPHIC_QUOTES.contains(&character));
        let offset = start + word.find(bare).unwrap_or_default();
        let inner = offset..offset + bare.len();
        let quoted = format!("\"{bare}\"");
        let error = self
            .error(bytes.clone(), message)
            .label("keys are strings in double quotes")
            .help(format!("write `{quoted}`"))
            .fix(self.replacement(
                "put it in double quotes",
                bytes.clone(),
                &quoted,
                Applicability::Safe,
            ));
        self.report(error);
        self.at = bytes.end;
        self.last_end = bytes.end;
        self.add_key(bytes, StringText::Source(inner));
        self.after_key()
    }

    /// Text without quotes as a value.
    pub(super) fn unquoted_text(&mut self) -> State {
        let bytes = self.text_until(b",}]\"{[");
        let word = &self.text[bytes.clone()];
        let typographic = word.starts_with(TYPOGRAPHIC_QUOTES);
        let bare = word.trim_matches(|character| TYPOGRAPHIC_QUOTES.contains(&character));
        let offset = bytes.start + word.find(bare).unwrap_or_default();
        let inner = offset..offset + bare.len();
        let mut error = if typographic {
            self.error(bytes.clone(), "typographic quotation marks around text")
                .label("not the quotes of JSON")
        } else {
            self.error(bytes.clone(), "text without quotes")
                .label("text is a string in double quotes")
        };
        if !bare.contains('\\') {
            let quoted = format!("\"{bare}\"");
            error = error
                .help(format!("write `{quoted}`"))
                .fix(self.replacement(
                    "put it in double quotes",
                    bytes.clone(),
                    &quoted,
                    Applicability::Unsafe,
                ));
        }
        self.report(error);
        self.at = bytes.end;
        self.last_end = bytes.end;
        self.scalar(NodeKind::String, bytes, StringText::Source(inner));
        self.after()
    }

    /// Reads a string in single quotes: its bytes and those of its text.
    fn single_quoted(&mut self) -> (Range<usize>, Range<usize>) {
        let start = self.at;
        let line = self.line_end(start);
        let inner_end = self.text[start + 1..line]
            .find('\'')
            .map_or(line, |length| start + 1 + length);
        let end = (inner_end + 1).min(line);
        let inner = start + 1..inner_end;
        let text = &self.text[inner.clone()];
        let mut error = self
            .error(start..end, "a string in single quotes")
            .label("JSON knows double quotes only")
            .help("put it in double quotes");
        if inner_end < end && !text.contains(['"', '\\']) {
            error = error.fix(self.replacement(
                "put it in double quotes",
                start..end,
                &format!("\"{text}\""),
                Applicability::Safe,
            ));
        }
        self.report(error);
        self.at = end;
        self.last_end = end;
        (start..end, inner)
    }

    fn value_missing(&mut self, byte: u8, state: State) -> State {
        match (state, byte) {
            (State::Element, b']') => {
                self.trailing_comma();
                return self.close();
            }
            (State::Element | State::FirstElement, b'}') => return self.wrong_closer(byte),
            (State::Element | State::FirstElement, _) => {
                self.surplus_comma();
                return state;
            }
            _ => {}
        }
        if self.builder.depth() == 0 {
            let error = self
                .unexpected(self.at..self.at + 1, &format!("`{}`", char::from(byte)))
                .help("delete it");
            self.report(error);
            self.at += 1;
            return state;
        }
        let place = self.last_end..self.last_end;
        let error = self
            .error(place.clone(), "the value is missing")
            .label("a value has to follow")
            .help("write the value, or delete the key");
        self.report(error);
        let place = position(place.start)..position(place.end);
        self.builder.null(place);
        self.after()
    }

    fn trailing_comma(&mut self) {
        // Where something else stands between, that was reported and is enough.
        let comma = self.last_end.checked_sub(1);
        let Some(comma) = comma.filter(|comma| self.bytes.get(*comma) == Some(&b',')) else {
            return;
        };
        let bytes = comma..self.last_end;
        let error = self
            .error(bytes.clone(), "a comma after the last one")
            .label("nothing follows it")
            .help("delete the comma")
            .fix(self.replacement("delete the comma", bytes, "", Applicability::Safe));
        self.report(error);
    }

    fn surplus_comma(&mut self) {
        let bytes = self.at..self.at + 1;
        let error = self
            .error(bytes.clone(), "a comma with nothing before it")
            .label("one comma too many")
            .help("delete the comma")
            .fix(self.replacement("delete the comma", bytes, "", Applicability::Safe));
        self.report(error);
        self.at += 1;
        self.last_end = self.at;
    }

    /// A key without colon.
    pub(super) fn colon_missing(&mut self) -> State {
        let next = self.bytes.get(self.at).copied();
        let place = self.last_end..self.last_end;
        let lenient = std::mem::take(&mut self.lenient);
        let state = match next {
            None => return State::Value,
            Some(b'=') => {
                let end = self.at
                    + if self.bytes.get(self.at + 1) == Some(&b'>') {
                        2
                    } else {
                        1
                    };
                let bytes = self.at..end;
                let sign = &self.text[bytes.clone()];
                let error = self
                    .error(bytes.clone(), format!("`{sign}` after a key"))
                    .label("a `:` belongs here")
                    .help("write `:`")
                    .fix(self.replacement("write `:`", bytes, ":", Applicability::Safe));
                self.report(error);
                self.at = end;
                return State::Value;
            }
            Some(b',' | b'}' | b']') => {
                self.builder
                    .null(position(place.start)..position(place.end));
                State::AfterValue
            }
            Some(_) => State::Value,
        };
        if lenient {
            return state;
        }
        let error = if state == State::AfterValue {
            self.error(place, "a key without value")
                .label("`:` and a value have to follow")
                .help("write `:` and the value")
        } else {
            self.error(place.clone(), "no `:` between key and value")
                .label("a `:` belongs here")
                .help("write `:` after the key")
                .fix(self.replacement("write `:`", place, ":", Applicability::Safe))
        };
        self.report(error);
        state
    }

    /// Something that starts a key or value where a comma has to be.
    pub(super) fn comma_missing(&mut self, byte: u8, mapping: bool) -> State {
        let starts = matches!(byte, b'"' | b'\'' | b'{' | b'[') || is_word_byte(byte);
        if !starts {
            if byte == b':' || byte == b'=' {
                let what = format!("`{}`", char::from(byte));
                let error = self
                    .unexpected(self.at..self.at + 1, &what)
                    .help("write `,` before the next key, or quote the text that it belongs to");
                self.report(error);
                self.at += 1;
                self.skip_to_separator();
            } else {
                self.unexpected_character();
            }
            return State::AfterValue;
        }
        let place = self.last_end..self.last_end;
        if !std::mem::take(&mut self.lenient) {
            let error = self
                .error(place.clone(), "no comma before the next one")
                .label("a `,` belongs here")
                .help("write `,`")
                .fix(self.replacement("write `,`", place, ",", Applicability::Safe));
            self.report(error);
        }
        if mapping { State::Key } else { State::Element }
    }

    /// A bracket that is not the one of the innermost collection.
    pub(super) fn wrong_closer(&mut self, closer: u8) -> State {
        let mapping = self.builder.in_mapping() == Some(true);
        let (opener, expected) = if mapping { ('{', '}') } else { ('[', ']') };
        let closer = char::from(closer);
        let bytes = self.at..self.at + 1;
        let begin = self.builder.open_start().unwrap_or_default();
        let outer_takes_it = self.builder.any_open(!mapping);
        let error = self
            .error(bytes.clone(), format!("`{opener}` is closed by `{closer}`"))
            .label(format!("`{expected}` belongs here"))
            .related(self.span(begin, 1), format!("`{opener}` was opened here"));
        let error = if outer_takes_it {
            error.help(format!("write `{expected}` before it"))
        } else {
            error
                .help(format!("write `{expected}` instead"))
                .fix(self.replacement(
                    &format!("write `{expected}`"),
                    bytes,
                    &expected.to_string(),
                    Applicability::Unsafe,
                ))
        };
        self.report(error);
        if outer_takes_it {
            // The next round meets the bracket again, one collection further out.
            self.builder.close(position(self.last_end));
            while self.builder.in_mapping() == Some(mapping) {
                self.builder.close(position(self.last_end));
            }
        }
        self.close()
    }

    fn unexpected_character(&mut self) {
        let start = self.at;
        let character = self.text[start..].chars().next().unwrap_or_default();
        let mut end = start + character.len_utf8();
        if character.is_control() {
            while self.bytes.get(end).is_some_and(u8::is_ascii_control) {
                end += 1;
            }
            let message = format!("control character U+{:04X}", u32::from(character));
            let error = self
                .error(start..end, message)
                .label("not allowed here")
                .help("delete it; the file may be damaged, or no text at all");
            self.report(error);
        } else {
            let error = self
                .unexpected(start..end, &format!("`{character}`"))
                .help("delete it, or quote the text that it belongs to");
            self.report(error);
        }
        self.at = end;
        self.last_end = end;
    }

    fn unexpected(&self, bytes: Range<usize>, what: &str) -> Diagnostic {
        self.error(bytes, format!("unexpected {what}"))
            .label("not expected here")
    }

    /// Skips a comment or an invisible character, and reports it; gives whether there was one.
    pub(super) fn skip_foreign_blank(&mut self) -> bool {
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

    /// Something after the outermost value.
    pub(super) fn trailing_text(&mut self) {
        let start = self.at;
        let end = start + self.text[start..self.line_end(start)].trim_end().len();
        let ended = self.span(position(self.last_end.saturating_sub(1)), 1);
        let another = matches!(self.bytes.get(start), Some(b'{' | b'['));
        let mut error = if another {
            let mut error = self.error(start..end, "a second document in one text");
            error.rule = MULTIPLE_DOCUMENTS.name.into();
            error
                .label("starts here and is not read")
                .help("keep one document per file")
        } else {
            self.error(start..end, "text after the end of the document")
                .label("not read")
                .help("delete it, or delete the bracket too many that ends the document before it")
        };
        error = error.related(ended, "the document ends here");
        self.report(error);
    }

    /// The end of the text where something else has to be.
    pub(super) fn unexpected_end(&mut self, state: State) {
        let end = self.bytes.len();
        let Some(begin) = self.builder.open_start() else {
            let place = self.last_end..self.last_end;
            let error = self
                .error(place, "the document is empty")
                .label("a value has to be here")
                .help("write the document; the smallest is `{}`");
            self.report(error);
            return;
        };
        let mapping = self.builder.in_mapping() == Some(true);
        let (opener, closer) = if mapping { ('{', '}') } else { ('[', ']') };
        let start = begin as usize;
        let depth = self.builder.depth();
        let error = self
            .error(start..start + 1, format!("`{opener}` is never closed"))
            .label(format!("no `{closer}` for it"))
            .related(self.span(position(self.last_end), 0), "the text ends here")
            .help(if depth == 1 {
                format!("write `{closer}` at its end")
            } else {
                format!("write `{closer}` at its end; {depth} collections are open at the end")
            });
        self.report(error);
        if state == State::Value {
            let at = position(self.last_end);
            self.builder.null(at..at);
        }
        while self.builder.depth() > 0 {
            self.builder.close(position(end));
        }
    }

    /// Skips a collection with everything in it.
    pub(super) fn skip_balanced(&mut self) {
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
    fn skip_to_separator(&mut self) {
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
    fn skip_string(&mut self) {
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
    fn text_until(&self, ends: &[u8]) -> Range<usize> {
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

    fn line_end(&self, start: usize) -> usize {
        let rest = &self.bytes[start..];
        rest.iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .map_or(self.bytes.len(), |length| start + length)
    }

    fn span(&self, start: u32, length: u32) -> Span {
        self.builder.location(start..start + length).span
    }
}
