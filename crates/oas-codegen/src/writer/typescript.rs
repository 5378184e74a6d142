//! TypeScript: identifiers, property names, string literals, types, doc comments.

mod type_text;

pub use type_text::TypeText;

use super::markdown::{self, Dialect};
use super::writer_type;

/// Words that are no identifiers in modules, and those that mean something as types.
pub const RESERVED: [&str; 66] = [
    "abstract",
    "any",
    "arguments",
    "as",
    "async",
    "await",
    "boolean",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "declare",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "from",
    "function",
    "get",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "module",
    "namespace",
    "never",
    "new",
    "null",
    "number",
    "object",
    "of",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "set",
    "static",
    "string",
    "super",
    "switch",
    "symbol",
    "this",
    "throw",
    "true",
    "try",
    "type",
    "typeof",
    "undefined",
    "unknown",
    "var",
    "void",
    "while",
];

/// Further words that are reserved in strict code.
const ALSO_RESERVED: [&str; 2] = ["with", "yield"];

/// Types and values that are in scope everywhere, as far as generated code uses them or a reader
/// would take a type with such a name for them.
pub const GLOBALS: [&str; 41] = [
    "AbortController",
    "AbortSignal",
    "Array",
    "ArrayBuffer",
    "AsyncIterable",
    "AsyncIterator",
    "Blob",
    "Boolean",
    "Date",
    "Error",
    "Event",
    "Exclude",
    "Extract",
    "File",
    "FormData",
    "Function",
    "Headers",
    "Infinity",
    "Iterable",
    "Iterator",
    "JSON",
    "Map",
    "Math",
    "NaN",
    "Number",
    "Object",
    "Omit",
    "Partial",
    "Pick",
    "Promise",
    "ReadableStream",
    "ReadonlyArray",
    "Record",
    "RegExp",
    "Request",
    "Response",
    "Set",
    "String",
    "Symbol",
    "URL",
    "Uint8Array",
];

/// Whether a word cannot be the name of something in a module.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word) || ALSO_RESERVED.contains(&word)
}

fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    let start = |one: char| one == '$' || one == '_' || unicode_ident::is_xid_start(one);
    characters.next().is_some_and(start)
        && characters.all(|one| one == '$' || unicode_ident::is_xid_continue(one))
}

writer_type! {
    /// An identifier that can be declared in a module.
    Ident
}

impl Ident {
    /// The identifier of a name that a namer made; `None` when it is none. Reserved words get a
    /// `_` behind them.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        if !is_identifier(name) {
            return None;
        }
        Some(Self(if is_reserved(name) {
            format!("{name}_")
        } else {
            name.to_owned()
        }))
    }

    /// An identifier that stands in the source of the backend.
    #[must_use]
    pub fn fixed(name: &'static str) -> Self {
        Self(name.to_owned())
    }
}

writer_type! {
    /// The name of a property: bare where that is possible, quoted elsewhere. The wire name is
    /// exact.
    PropertyName
}

impl PropertyName {
    /// The property of any name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        // `__proto__` in an object literal sets the prototype; a computed name does not.
        if name == "__proto__" {
            return Self("[\"__proto__\"]".to_owned());
        }
        let ascii = name.is_ascii() && is_identifier(name);
        Self(if ascii {
            name.to_owned()
        } else {
            StrLit::new(name).0
        })
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
        use std::fmt::Write as _;
        let mut literal = String::with_capacity(text.len() + 2);
        literal.push('"');
        for character in text.chars() {
            match character {
                '"' => literal.push_str("\\\""),
                '\\' => literal.push_str("\\\\"),
                '\n' => literal.push_str("\\n"),
                '\r' => literal.push_str("\\r"),
                '\t' => literal.push_str("\\t"),
                // Line separators end lines in old engines; the others hide or turn text, and `<`
                // could end a script element around the code.
                other if other.is_control() || is_hidden(other) => {
                    // Writing to a String cannot fail.
                    let _ = write!(literal, "\\u{{{:x}}}", u32::from(other));
                }
                other => literal.push(other),
            }
        }
        literal.push('"');
        Self(literal.replace("</", "<\\/"))
    }
}

const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

writer_type! {
    /// A doc comment: whole lines, each with its indent and its line end.
    DocText
}

impl DocText {
    /// The comment of Markdown paragraphs and of tags (`@deprecated ...`), at `indent` columns, up
    /// to column 100. Nothing for nothing.
    #[must_use]
    pub fn new(markdown: &str, tags: &[(&'static str, String)], indent: usize) -> Self {
        let width = 100_usize.saturating_sub(indent + 3).max(40);
        let layout = |text: &str| markdown::layout(text, width, Dialect::TypeScript);
        let mut lines = layout(markdown);
        if !lines.is_empty() && !tags.is_empty() {
            lines.push(String::new());
        }
        for (tag, text) in tags {
            let mut text = layout(text);
            match text.first_mut() {
                Some(first)
                    if !first.starts_with("```") && columns(tag) + 1 + columns(first) <= width =>
                {
                    *first = format!("{tag} {first}");
                }
                _ => lines.push((*tag).to_owned()),
            }
            lines.extend(text);
        }
        let mut comment = String::new();
        let mut push = |line: &str| {
            comment.push_str(format!("{:indent$}{line}", "").trim_end());
            comment.push('\n');
        };
        match lines.as_slice() {
            [] => {}
            [line] if line.chars().count() + indent + 7 <= 100 => push(&format!("/** {line} */")),
            lines => {
                push("/**");
                for line in lines {
                    push(&format!(" * {line}"));
                }
                push(" */");
            }
        }
        Self(comment)
    }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::{DocText, Ident, PropertyName, StrLit};

    #[test]
    fn names_are_exact_and_safe() {
        assert_eq!(
            Ident::new("delete").map(|one| one.to_string()).as_deref(),
            Some("delete_")
        );
        assert_eq!(Ident::new("a-b"), None);
        assert_eq!(PropertyName::new("type").as_str(), "type");
        assert_eq!(PropertyName::new("a-b").as_str(), "\"a-b\"");
        assert_eq!(PropertyName::new("__proto__").as_str(), "[\"__proto__\"]");
    }

    #[test]
    fn literals_hide_nothing() {
        assert_eq!(
            StrLit::new("a\"\u{2028}\\</script>").as_str(),
            "\"a\\\"\\u{2028}\\\\<\\/script>\""
        );
    }

    #[test]
    fn comments_cannot_be_ended_from_within() {
        let doc = DocText::new(
            "one */ alert(1) /*\n@type {any}",
            &[("@deprecated", "use */ two".to_owned())],
            2,
        );
        let expected = "  /**\n   * one *\\/ alert(1) /* \\@type {any}\n   *\n   * @deprecated use *\\/ two\n   */\n";
        assert_eq!(doc.as_str(), expected);
        assert_eq!(DocText::new("short", &[], 0).as_str(), "/** short */\n");
        assert_eq!(DocText::new("", &[], 0).as_str(), "");
    }
}
