//! JSON Pointer (RFC 6901): escaping, parsing, printing.

use std::fmt::{self, Write as _};

/// The segments of a JSON Pointer, unescaped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JsonPointer(pub Vec<String>);

impl JsonPointer {
    /// Reads the text form: empty, or `/` before each segment, with `~0` and `~1`.
    ///
    /// `None` when the text does not start with `/` or a `~` is not followed by `0` or `1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let segments = text.strip_prefix('/')?.split('/');
        segments.map(unescape).collect::<Option<Vec<_>>>().map(Self)
    }
}

impl fmt::Display for JsonPointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.0 {
            formatter.write_char('/')?;
            formatter.write_str(&escape(segment))?;
        }
        Ok(())
    }
}

/// One segment, escaped: `~` becomes `~0`, `/` becomes `~1`.
#[must_use]
pub fn escape(segment: &str) -> String {
    let mut text = String::with_capacity(segment.len());
    escape_into(segment, &mut text);
    text
}

/// Appends one segment, escaped, to a pointer.
pub(crate) fn escape_into(segment: &str, pointer: &mut String) {
    let mut rest = segment;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'~' | b'/')) {
        let (plain, special) = rest.split_at(at);
        pointer.push_str(plain);
        pointer.push_str(if special.starts_with('~') { "~0" } else { "~1" });
        rest = &special[1..];
    }
    pointer.push_str(rest);
}

fn unescape(segment: &str) -> Option<String> {
    let mut text = String::with_capacity(segment.len());
    let mut characters = segment.chars();
    while let Some(character) = characters.next() {
        if character != '~' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('0') => text.push('~'),
            Some('1') => text.push('/'),
            _ => return None,
        }
    }
    Some(text)
}
