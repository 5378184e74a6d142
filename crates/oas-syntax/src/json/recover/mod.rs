//! What is not JSON: says what the author did, and reads on as it was meant.
//!
//! Every function here either consumes a byte, closes a collection, or moves to a state that
//! does; so the parser always ends.

mod separator;
mod skip;

use std::ops::Range;

use oas_diagnostics::{Applicability, Diagnostic, Span};

use super::word::is_word_byte;
use super::{Parser, State, StringText, position};
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
                self.lenient = true;
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
        if !std::mem::take(&mut self.lenient) {
            let error = self
                .error(place.clone(), "the value is missing")
                .label("a value has to follow")
                .help("write the value, or delete the key");
            self.report(error);
        }
        let place = position(place.start)..position(place.end);
        self.builder.null(place);
        self.after()
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

    fn span(&self, start: u32, length: u32) -> Span {
        self.builder.location(start..start + length).span
    }
}
