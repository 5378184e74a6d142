//! JSON text (RFC 8259) to a tree: one pass, no recursion, no allocation for what has no escapes.
//!
//! What is not JSON is reported and read as it was meant wherever that can be told, so that one
//! run shows every mistake. This file reads what is right; `recover` deals with the rest. Read
//! [`Parser::run`] first.

mod recover;
mod scan;
mod string;
mod word;

use std::ops::Range;

use oas_diagnostics::Diagnostic;

use crate::diagnostics::JSON_SYNTAX;
use crate::errors::{Remarks, SyntaxErrors};
use crate::limits::{self, Limits};
use crate::tree::{NodeKind, ScalarText, TreeBuilder};

/// Reads the text of `builder` into it.
pub(crate) fn parse(
    text: &str,
    limits: &Limits,
    builder: &mut TreeBuilder,
    errors: &mut SyntaxErrors,
    remarks: &mut Remarks,
) {
    let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    Parser {
        text,
        bytes: text.as_bytes(),
        at,
        last_end: at,
        limits,
        builder,
        errors,
        remarks,
        buffer: String::new(),
        lenient: false,
        stopped: false,
        too_deep: false,
    }
    .run();
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The outermost value, or that of a key.
    Value,
    /// An element, or the end of an array that has none yet.
    FirstElement,
    /// An element, after a comma.
    Element,
    /// A key, or the end of an object that has none yet.
    FirstKey,
    /// A key, after a comma.
    Key,
    /// A comma, or the end of the collection.
    AfterValue,
    /// Nothing.
    End,
}

#[derive(Debug)]
struct Parser<'s, 'b> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    /// The end of the last thing read, where something that is missing belongs.
    last_end: usize,
    limits: &'b Limits,
    builder: &'b mut TreeBuilder,
    errors: &'b mut SyntaxErrors,
    remarks: &'b mut Remarks,
    /// Strings with escapes are put together here.
    buffer: String,
    /// Whether a missing separator was explained by the error before.
    lenient: bool,
    stopped: bool,
    /// Whether the nesting limit was reported.
    too_deep: bool,
}

impl Parser<'_, '_> {
    fn run(&mut self) {
        let mut state = State::Value;
        while !self.stopped {
            self.skip_blank();
            let next = self.bytes.get(self.at).copied();
            state = match (state, next) {
                (State::End, None) => return,
                (State::End, Some(_)) => return self.trailing_text(),
                (_, None) => return self.unexpected_end(state),
                (State::FirstElement, Some(b']')) | (State::FirstKey, Some(b'}')) => self.close(),
                (State::FirstKey | State::Key, Some(byte)) => self.key(byte, state),
                (State::AfterValue, Some(byte)) => self.after_value(byte),
                (State::Value | State::FirstElement | State::Element, Some(byte)) => {
                    self.value(byte, state)
                }
            };
            if self.builder.len() > self.limits.nodes {
                let location = self.builder.location(self.position());
                self.remarks
                    .push(limits::node_diagnostic(self.limits, location));
                return;
            }
        }
    }

    fn value(&mut self, byte: u8, state: State) -> State {
        match byte {
            b'"' => {
                let (bytes, text) = self.string();
                self.scalar(NodeKind::String, bytes, text);
                self.after()
            }
            b'{' | b'[' => self.open(byte),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.literal("true", NodeKind::Boolean),
            b'f' => self.literal("false", NodeKind::Boolean),
            b'n' => self.literal("null", NodeKind::Null),
            _ => self.not_a_value(byte, state),
        }
    }

    fn key(&mut self, byte: u8, state: State) -> State {
        if byte != b'"' {
            return self.not_a_key(byte, state);
        }
        let (bytes, text) = self.string();
        if let Some(meant) = self.key_without_closing_quote(&bytes, &text) {
            self.add_key(bytes.start..meant.end, StringText::Source(meant));
            return State::Value;
        }
        self.add_key(bytes, text);
        self.after_key()
    }

    /// What follows a key: the colon, if all is well.
    fn after_key(&mut self) -> State {
        self.skip_blank();
        if self.bytes.get(self.at) == Some(&b':') {
            self.at += 1;
            self.last_end = self.at;
            self.lenient = false;
            return State::Value;
        }
        self.colon_missing()
    }

    fn after_value(&mut self, byte: u8) -> State {
        let mapping = self.builder.in_mapping() == Some(true);
        match byte {
            b',' => {
                self.at += 1;
                self.last_end = self.at;
                self.lenient = false;
                if mapping { State::Key } else { State::Element }
            }
            b'}' if mapping => self.close(),
            b']' if !mapping => self.close(),
            b'}' | b']' => self.wrong_closer(byte),
            _ => self.comma_missing(byte, mapping),
        }
    }

    fn open(&mut self, byte: u8) -> State {
        if self.builder.depth() >= self.limits.depth {
            return self.skip_too_deep();
        }
        let start = position(self.at);
        self.at += 1;
        self.last_end = self.at;
        if byte == b'{' {
            self.builder.open_mapping(start);
            State::FirstKey
        } else {
            self.builder.open_sequence(start);
            State::FirstElement
        }
    }

    /// Closes the innermost collection with the bracket at the current position.
    fn close(&mut self) -> State {
        self.at += 1;
        self.last_end = self.at;
        self.lenient = false;
        self.builder.close(position(self.at));
        self.after()
    }

    /// What follows a value.
    fn after(&self) -> State {
        if self.builder.depth() == 0 {
            State::End
        } else {
            State::AfterValue
        }
    }

    fn scalar(&mut self, kind: NodeKind, bytes: Range<usize>, text: StringText) {
        let bytes = position(bytes.start)..position(bytes.end);
        let text = match text {
            StringText::Source(range) => {
                ScalarText::Source(position(range.start)..position(range.end))
            }
            StringText::Buffer => ScalarText::Cooked(&self.buffer),
        };
        self.builder.scalar(kind, bytes, text);
    }

    fn add_key(&mut self, bytes: Range<usize>, text: StringText) {
        let bytes = position(bytes.start)..position(bytes.end);
        let text = match text {
            StringText::Source(range) => {
                ScalarText::Source(position(range.start)..position(range.end))
            }
            StringText::Buffer => ScalarText::Cooked(&self.buffer),
        };
        self.builder.key(bytes, text);
    }

    fn skip_blank(&mut self) {
        self.at = scan::blank_end(self.bytes, self.at);
        while let Some(byte) = self.bytes.get(self.at)
            && (matches!(byte, b'/' | b'#') || !byte.is_ascii())
            && self.skip_foreign_blank()
        {
            self.at = scan::blank_end(self.bytes, self.at);
        }
    }

    fn skip_too_deep(&mut self) -> State {
        let start = self.at;
        self.skip_balanced();
        let bytes = start..self.at;
        if !self.too_deep {
            self.too_deep = true;
            let location = self.builder.location(position(start)..position(start + 1));
            self.remarks
                .push(limits::nesting_diagnostic(self.limits, location));
        }
        self.builder
            .null(position(bytes.start)..position(bytes.end));
        self.last_end = self.at;
        self.after()
    }

    fn position(&self) -> Range<u32> {
        let at = position(self.at);
        at..at
    }

    fn error(&self, bytes: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let start = self.text.floor_char_boundary(bytes.start);
        let end = self.text.ceil_char_boundary(bytes.end);
        let bytes = position(start)..position(end);
        Diagnostic::error(JSON_SYNTAX.name, self.builder.location(bytes), message)
    }

    fn report(&mut self, error: Diagnostic) {
        self.errors.push(error);
        self.stopped |= self.errors.are_too_many();
    }
}

/// Where the text of a string is.
#[derive(Clone, Debug)]
enum StringText {
    /// These bytes of the source.
    Source(Range<usize>),
    /// The parser's buffer.
    Buffer,
}

/// The limit on bytes keeps positions within 32 bits.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
