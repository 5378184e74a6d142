//! Regular expressions of queries (RFC 9485): [`Pattern`].

use std::fmt;

use regex::{Regex, RegexBuilder};

/// The memory that a compiled pattern may take, in bytes.
const MOST_BYTES: usize = 1 << 18;

/// A compiled pattern. Matching takes time in proportion to the text, whatever the pattern.
#[derive(Clone)]
pub(in crate::overlay) struct Pattern(Regex);

impl fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0.as_str(), formatter)
    }
}

impl Pattern {
    /// `None` for what is no regular expression, or too large a one.
    pub(in crate::overlay) fn new(text: &str, whole: bool) -> Option<Self> {
        let text = dots_within_lines(text);
        let text = if whole { format!("^(?:{text})$") } else { text };
        RegexBuilder::new(&text)
            .size_limit(MOST_BYTES)
            .nest_limit(64)
            .build()
            .ok()
            .map(Self)
    }

    pub(in crate::overlay) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// RFC 9485: a dot is any character but a line feed and a carriage return.
fn dots_within_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_class = false;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                out.push(character);
                out.extend(characters.next());
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '.' if !in_class => {
                out.push_str("[^\\n\\r]");
                continue;
            }
            _ => {}
        }
        out.push(character);
    }
    out
}
