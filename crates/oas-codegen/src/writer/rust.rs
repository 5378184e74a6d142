//! Rust: identifiers, string literals, types, doc comments.

mod type_text;

pub use type_text::TypeText;

use super::markdown::{self, Dialect};
use super::{Code, writer_type};

/// The longest line of a comment.
const WIDTH: usize = 100;

/// Words that are no identifiers, strict and reserved, of all editions.
pub const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types, traits and variants that are in scope everywhere: a generated type with such a name would
/// change what the code around it means.
pub const PRELUDE: [&str; 45] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Keywords that not even `r#` makes identifiers.
const NEVER_RAW: [&str; 4] = ["Self", "crate", "self", "super"];

writer_type! {
    /// An identifier; keywords are written `r#type`.
    Ident
}

impl Ident {
    /// The identifier of a name that a namer made; `None` when it is none.
    ///
    /// `self`, `super`, `crate` and `Self`, which cannot be raw, get a `_` behind them.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let mut characters = name.chars();
        let first = characters.next()?;
        let start = unicode_ident::is_xid_start(first) || (first == '_' && name.len() > 1);
        if !start || !characters.all(unicode_ident::is_xid_continue) {
            return None;
        }
        if NEVER_RAW.contains(&name) {
            return Some(Self(format!("{name}_")));
        }
        // `union` is a keyword only where one is declared.
        if name != "union" && KEYWORDS.contains(&name) {
            return Some(Self(format!("r#{name}")));
        }
        Some(Self(name.to_owned()))
    }

    /// The name as links of documentation have it, without `r#`.
    #[must_use]
    pub fn in_link(&self) -> Code {
        Code::of(self.0.trim_start_matches("r#").to_owned())
    }

    /// An identifier that stands in the source of the backend.
    #[must_use]
    pub fn fixed(name: &'static str) -> Self {
        Self(name.to_owned())
    }
}

writer_type! {
    /// A string literal with its quotes.
    StrLit
}

impl StrLit {
    /// The literal of any text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut literal = String::with_capacity(text.len() + 2);
        literal.push('"');
        for character in text.chars() {
            match character {
                // In a string these need no escape.
                '\'' => literal.push('\''),
                other => literal.extend(other.escape_debug()),
            }
        }
        literal.push('"');
        Self(literal)
    }
}

writer_type! {
    /// Doc comments: whole lines, each with its indent and its line end.
    DocText
}

impl DocText {
    /// `///` lines for Markdown of a document, at `indent` columns, up to column 100. Nothing for
    /// an empty text.
    ///
    /// HTML and what rustdoc would take for a link are escaped; code blocks are never tests.
    #[must_use]
    pub fn outer(markdown: &str, indent: usize) -> Self {
        Self::lines(markdown, indent, "///")
    }

    /// `//!` lines, as [`DocText::outer`].
    #[must_use]
    pub fn inner(markdown: &str, indent: usize) -> Self {
        Self::lines(markdown, indent, "//!")
    }

    /// Adds a paragraph of code that the backend wrote itself, rustdoc links included. Long lines
    /// are broken at spaces.
    #[must_use]
    pub fn and(mut self, paragraph: &Code, indent: usize) -> Self {
        let start = format!("{:indent$}///", "");
        if !self.0.is_empty() {
            self.0.push_str(&start);
            self.0.push('\n');
        }
        for line in paragraph.as_str().lines() {
            let mut printed = start.clone();
            for word in line.split(' ') {
                let width = printed.chars().count() + 1 + word.chars().count();
                if width > WIDTH && printed != start {
                    self.0.push_str(printed.trim_end());
                    self.0.push('\n');
                    printed.clone_from(&start);
                }
                printed.push(' ');
                printed.push_str(word);
            }
            self.0.push_str(printed.trim_end());
            self.0.push('\n');
        }
        self
    }

    /// Adds another text as a paragraph of its own.
    #[must_use]
    pub fn paragraph(mut self, other: &Self, indent: usize) -> Self {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.extend(std::iter::repeat_n(' ', indent));
            self.0.push_str("///\n");
        }
        self.0.push_str(&other.0);
        self
    }

    /// As [`DocText::paragraph`], for the documentation of a file.
    #[must_use]
    pub fn inner_paragraph(mut self, other: &Self) -> Self {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push_str("//!\n");
        }
        self.0.push_str(&other.0);
        self
    }

    fn lines(markdown: &str, indent: usize, mark: &str) -> Self {
        let width = WIDTH.saturating_sub(indent + mark.len() + 1).max(40);
        let mut text = String::new();
        for line in markdown::layout(markdown, width, Dialect::Rust) {
            text.push_str(format!("{:indent$}{mark} {line}", "").trim_end());
            text.push('\n');
        }
        Self(text)
    }
}

impl From<StrLit> for String {
    fn from(literal: StrLit) -> Self {
        literal.0
    }
}

#[cfg(test)]
mod tests {
    use super::{DocText, Ident, StrLit};

    #[test]
    fn keywords_become_raw_and_nonsense_nothing() {
        let ident = |name: &str| Ident::new(name).map(|ident| ident.as_str().to_owned());
        assert_eq!(ident("type").as_deref(), Some("r#type"));
        assert_eq!(ident("self").as_deref(), Some("self_"));
        assert_eq!(ident("größe").as_deref(), Some("größe"));
        for name in ["", "_", "a-b", "1a", "a b", "a;b"] {
            assert_eq!(ident(name), None, "{name}");
        }
    }

    #[test]
    fn literals_hide_nothing() {
        assert_eq!(
            StrLit::new("a\"\\\n\u{202e}'é").as_str(),
            "\"a\\\"\\\\\\n\\u{202e}'é\""
        );
    }

    #[test]
    fn docs_are_text_for_rustdoc() {
        let doc = DocText::outer(
            "A [link](https://a.example/b), a [thing], <b>bold</b> and `a<b>`.\nSee https://a.example.\n\n```\nfn main() {}",
            4,
        );
        let expected = "    /// A [link](https://a.example/b), a \\[thing], \\<b>bold\\</b> and `a<b>`. See\n    \
                        /// <https://a.example>.\n    ///\n    /// ```text\n    /// fn main() {}\n    /// ```\n";
        assert_eq!(doc.as_str(), expected);
    }
}
