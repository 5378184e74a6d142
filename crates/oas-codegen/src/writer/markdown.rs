//! Markdown of documents, laid out anew for comments and pages: [`layout`].
//!
//! What comes in may be anything, so it is taken apart into blocks and words and put together
//! from these, and only what was understood is markup in the result: a word that would begin a
//! block by standing at the start of a line is escaped, code blocks are always closed, list
//! items are indented as their parents demand. What a language adds to that is its [`Dialect`].

mod blocks;
mod inline;

use blocks::{Block, blocks};
use inline::words;

/// What differs between the places where Markdown is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Doc comments of Rust: no HTML, no links to items, bare addresses in `<>`, no code block
    /// that could be a test.
    Rust,
    /// Doc comments of TypeScript: nothing ends the comment, no tags.
    TypeScript,
    /// Pages: no HTML, no links but to addresses.
    Page,
}

impl Dialect {
    /// Whether HTML and links of unknown kinds are escaped.
    const fn is_strict(self) -> bool {
        match self {
            Self::Rust | Self::Page => true,
            Self::TypeScript => false,
        }
    }

    /// What stands behind the fence of a code block.
    fn code_language(self, info: &str) -> String {
        match self {
            // Anything else might be compiled and run as a test.
            Self::Rust => "text".to_owned(),
            Self::TypeScript | Self::Page => info
                .chars()
                .take_while(|one| one.is_ascii_alphanumeric() || "+-_#".contains(*one))
                .take(20)
                .collect(),
        }
    }

    /// A line of a code block.
    fn code_line(self, line: &str) -> String {
        match self {
            Self::Rust | Self::Page => line.to_owned(),
            Self::TypeScript => {
                let indent = line.len() - line.trim_start().len();
                let (indent, text) = line.split_at(indent);
                // A tag begins at the start of a line, in code too.
                let tag = if text.starts_with('@') { "\\" } else { "" };
                format!("{indent}{tag}{text}")
                    .replace("*/", "*\\/")
                    .replace("{@", "{\\@")
            }
        }
    }
}

/// The lines of `markdown`, none of them wider than `width` where words allow it.
///
/// There is no empty line at either end and never two in a row. Hidden characters are gone.
pub(super) fn layout(markdown: &str, width: usize, dialect: Dialect) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks(&visible(markdown)) {
        match block {
            Block::Blank => lines.push(String::new()),
            Block::Code { indent, info, code } => {
                lines.extend(code_block(&indent, &info, &code, dialect));
            }
            Block::Heading {
                indent,
                level,
                text,
            } => {
                let marks = "#".repeat(level);
                let text = words(&text, dialect, false).join(" ");
                lines.push(format!("{indent}{marks} {text}"));
            }
            Block::Rule { indent } => lines.push(format!("{indent}---")),
            Block::Row { indent, text } => {
                let text = words(&text, dialect, true).join(" ");
                lines.push(format!("{indent}{text}"));
            }
            Block::Text { first, rest, text } => {
                let words = words(&text, dialect, false);
                wrap(&words, &first, &rest, width, &mut lines);
            }
        }
    }
    lines.dedup_by(|later, earlier| later.is_empty() && earlier.is_empty());
    let start = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..start);
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Text without what hides in a file or turns its direction; one kind of line end, no tabs.
fn visible(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n")
        .replace('\t', "    ")
        .chars()
        .filter(|one| *one == '\n' || !oas_diagnostics::render::is_hidden(*one))
        .collect()
}

fn code_block(indent: &str, info: &str, code: &[String], dialect: Dialect) -> Vec<String> {
    // Longer than any fence that stands in the code.
    let longest = code
        .iter()
        .map(|line| line.trim_start())
        .map(|line| line.len() - line.trim_start_matches('`').len())
        .max();
    let fence = "`".repeat(longest.map_or(3, |longest| (longest + 1).max(3)));
    let language = dialect.code_language(info);
    let mut lines = vec![format!("{indent}{fence}{language}")];
    for line in code {
        let line = format!("{indent}{}", dialect.code_line(line));
        lines.push(line.trim_end().to_owned());
    }
    lines.push(format!("{indent}{fence}"));
    lines
}

fn wrap(words: &[String], first: &str, rest: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = first.to_owned();
    let mut columns = columns_of(first);
    let mut empty = true;
    for word in words {
        let word_columns = columns_of(word);
        if !empty && columns + 1 + word_columns > width {
            lines.push(std::mem::replace(&mut line, rest.to_owned()));
            columns = columns_of(rest);
            empty = true;
        }
        if empty {
            let word = inline::at_line_start(word);
            columns += columns_of(&word);
            line.push_str(&word);
        } else {
            line.push(' ');
            line.push_str(word);
            columns += 1 + word_columns;
        }
        empty = false;
    }
    if !empty {
        lines.push(line);
    }
}

fn columns_of(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::{Dialect, layout};

    fn laid_out(markdown: &str) -> String {
        layout(markdown, 24, Dialect::Page).join("\n")
    }

    #[test]
    fn paragraphs_wrap_and_code_stays() {
        assert_eq!(
            laid_out("one two three four five\nsix\n\n\nseven\n\n```yaml\na:    b\n```"),
            "one two three four five\nsix\n\nseven\n\n```yaml\na:    b\n```"
        );
        assert_eq!(
            laid_out("a\n\n    indented\n      code\n\nb"),
            "a\n\n```\nindented\n  code\n```\n\nb"
        );
        assert_eq!(
            laid_out("~~~\nnever closed\n```"),
            "````\nnever closed\n```\n````"
        );
    }

    #[test]
    fn lists_keep_their_nesting() {
        assert_eq!(
            laid_out(
                "- one two three four five\n  six\n    * nested words that wrap here\n\n  second\n- b\n10. ten\n\n    of ten"
            ),
            "- one two three four\n  five six\n  * nested words that\n    wrap here\n\n  second\n- b\n\n10. ten\n\n    of ten"
        );
    }

    #[test]
    fn other_blocks_stay() {
        assert_eq!(
            laid_out("# Title #\n\ntext\n***\nTitle\n===\n"),
            "# Title\n\ntext\n\n---\n\n# Title"
        );
        assert_eq!(
            laid_out("| a | b |\n|---|:-:|\n| `x` | y |"),
            "| a | b |\n|---|:-:|\n| `x` | y |"
        );
        assert_eq!(
            laid_out("> quoted words\n> that are wrapped anew\n> - here"),
            "> quoted words that are\n> wrapped anew\n> - here"
        );
    }

    #[test]
    fn words_that_would_begin_a_block_do_not() {
        assert_eq!(
            laid_out(
                "0123456789 0123456789 - not an item 01234567 # nor a title 012345678 1. nor this one 123456789 > or that one 123456 ``` x --- ==="
            ),
            "0123456789 0123456789 -\nnot an item 01234567 #\nnor a title 012345678 1.\nnor this one 123456789 >\nor that one 123456\n\\`\\`\\` x --- ==="
        );
        assert_eq!(
            laid_out("012345678901234567890123 - x"),
            "012345678901234567890123\n\\- x"
        );
        assert_eq!(
            laid_out("012345678901234567890123 1) x"),
            "012345678901234567890123\n1\\) x"
        );
    }

    #[test]
    fn nothing_hides() {
        assert_eq!(
            laid_out("a\u{202e}b\u{200b}c\u{1b}[31m d\u{2028}e\rf"),
            "abc\\[31m d e f"
        );
    }
}
