//! Formats that are no programming languages: TOML, JSON, Markdown.

use super::markdown::{self, Dialect};
use super::{Code, writer_type};

writer_type! {
    /// A TOML string with its quotes.
    TomlString
}

impl TomlString {
    /// The string of any text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        use std::fmt::Write as _;
        let mut literal = String::from("\"");
        for character in text.chars() {
            match character {
                '"' => literal.push_str("\\\""),
                '\\' => literal.push_str("\\\\"),
                '\n' => literal.push_str("\\n"),
                '\'' => literal.push('\''),
                // What cannot be seen, or turns the direction of what follows, as in literals of Rust.
                other if other.escape_debug().len() > 1 => {
                    // Writing to a String cannot fail.
                    let _ = match u32::from(other) {
                        code if code > 0xffff => write!(literal, "\\U{code:08x}"),
                        code => write!(literal, "\\u{code:04x}"),
                    };
                }
                other => literal.push(other),
            }
        }
        literal.push('"');
        Self(literal)
    }
}

writer_type! {
    /// A TOML key: bare where it can be.
    TomlKey
}

impl TomlKey {
    /// The key of any text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let is_bare = |one: char| one.is_ascii_alphanumeric() || one == '-' || one == '_';
        if !text.is_empty() && text.chars().all(is_bare) {
            return Self(text.to_owned());
        }
        Self(TomlString::new(text).0)
    }
}

impl From<&TomlKey> for Code {
    fn from(piece: &TomlKey) -> Self {
        Self::of(piece.0.clone())
    }
}

writer_type! {
    /// A JSON value.
    Json
}

impl Json {
    /// The text of a value, on one line.
    #[must_use]
    pub fn new(value: &serde_json::Value) -> Self {
        Self(value.to_string())
    }
}

writer_type! {
    /// Markdown in which nothing of a document is markup: for headings, cells and link texts.
    MarkdownText
}

impl MarkdownText {
    /// Any text, on one line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        for character in text.chars() {
            if "\\`*_{}[]<>#|".contains(character) {
                escaped.push('\\');
            }
            escaped.push(if character.is_whitespace() || character.is_control() {
                ' '
            } else {
                character
            });
        }
        Self(escaped)
    }
}

writer_type! {
    /// A code span of Markdown, which may stand in a cell.
    MarkdownCode
}

impl MarkdownCode {
    /// The span of any text, on one line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let is_space = |one: char| one.is_whitespace() || one.is_control();
        let plain = text.replace(is_space, " ").replace('|', "\\|");
        // A longer fence than any in the text; and what begins or ends with one needs a space.
        let longest = plain
            .split(|one| one != '`')
            .map(str::len)
            .max()
            .unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let space = if plain.starts_with('`') || plain.ends_with('`') || plain.is_empty() {
            " "
        } else {
            ""
        };
        Self(format!("{fence}{space}{plain}{space}{fence}"))
    }
}

writer_type! {
    /// Markdown as a document has it: it is meant to be markup there, but not HTML.
    MarkdownBlock
}

impl MarkdownBlock {
    /// The block of a description: whole lines, each with its line end, not wrapped. HTML is
    /// escaped, and so are links that lead to no address.
    #[must_use]
    pub fn new(markdown: &str) -> Self {
        let mut text = String::new();
        for line in markdown::layout(markdown, usize::MAX, Dialect::Page) {
            text.push_str(&line);
            text.push('\n');
        }
        Self(text)
    }
}

writer_type! {
    /// A path within a comment of any language.
    PathText
}

impl PathText {
    /// A path on one line; characters that could end a line or a comment are shown as `?`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        let is_plain = |one: char| one.is_ascii_alphanumeric() || "._-/@+ ".contains(one);
        Self(
            path.chars()
                .map(|one| if is_plain(one) { one } else { '?' })
                .collect(),
        )
    }
}

impl From<&PathText> for Code {
    fn from(piece: &PathText) -> Self {
        Self::of(piece.0.clone())
    }
}

writer_type! {
    /// A file's whole content that is copied as it stands, as the sources of a runtime are.
    Verbatim
}

impl Verbatim {
    /// Text that is part of the program.
    #[must_use]
    pub fn new(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&TomlString> for Code {
    fn from(piece: &TomlString) -> Self {
        Self::of(piece.0.clone())
    }
}

impl From<&MarkdownCode> for Code {
    fn from(piece: &MarkdownCode) -> Self {
        Self::of(piece.0.clone())
    }
}

impl From<&MarkdownBlock> for Code {
    fn from(piece: &MarkdownBlock) -> Self {
        Self::of(piece.0.clone())
    }
}

impl From<&Json> for Code {
    fn from(piece: &Json) -> Self {
        Self::of(piece.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{MarkdownCode, TomlString};

    #[test]
    fn strings_of_toml_hide_nothing() {
        let literal = TomlString::new("a\"\\\n'\u{202e}\u{e0001}é");
        assert_eq!(literal.as_str(), r#""a\"\\\n'\u202e\U000e0001é""#);
    }

    #[test]
    fn code_spans_end_where_their_text_does() {
        for (text, span) in [
            ("GET /pets", "`GET /pets`"),
            ("a`b", "``a`b``"),
            ("``", "``` `` ```"),
            ("a|b\nc", "`a\\|b c`"),
            ("", "`  `"),
        ] {
            assert_eq!(MarkdownCode::new(text).as_str(), span);
        }
    }
}
