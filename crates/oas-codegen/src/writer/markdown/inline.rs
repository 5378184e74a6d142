//! The words of a paragraph, escaped for a dialect: [`words`].
//!
//! Code spans, links and addresses are recognised and written anew; of everything else, what a
//! dialect would take for markup that nobody meant is escaped.

use super::Dialect;

/// The words of `text`, which is one paragraph on one line. Line breaks may go between any two of
/// them when [`at_line_start`] looks after the later one.
pub(super) fn words(text: &str, dialect: Dialect, in_table: bool) -> Vec<String> {
    let mut writer = Writer {
        dialect,
        in_table,
        in_link: false,
        words: Vec::new(),
        word: String::new(),
    };
    writer.write(text);
    writer.end_word();
    writer.words
}

/// A word that begins no block when it is the first of a line.
pub(super) fn at_line_start(word: &str) -> String {
    let all = |marks: &str| word.chars().all(|one| marks.contains(one));
    let first = word.chars().next().unwrap_or_default();
    let begins_block = match first {
        '>' | '|' => true,
        '-' | ':' => all("-:|"),
        '+' => word == "+",
        '*' => all("*"),
        '_' => all("_"),
        '=' => all("="),
        '#' => all("#"),
        '~' => word.starts_with("~~~"),
        _ => false,
    };
    if begins_block {
        return format!("\\{word}");
    }
    let digits = word.trim_end_matches(['.', ')']);
    let is_number = !digits.is_empty()
        && digits.len() + 1 == word.len()
        && digits.chars().all(|one| one.is_ascii_digit());
    if is_number {
        return format!("{digits}\\{}", &word[digits.len()..]);
    }
    word.to_owned()
}

struct Writer {
    dialect: Dialect,
    in_table: bool,
    in_link: bool,
    words: Vec<String>,
    word: String,
}

impl Writer {
    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let mut word = std::mem::take(&mut self.word);
        if self.dialect == Dialect::TypeScript {
            word = word.replace("*/", "*\\/").replace("{@", "{\\@");
        }
        self.words.push(word);
    }

    fn write(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let taken = match first {
                ' ' | '\n' => {
                    self.end_word();
                    1
                }
                '\\' => self.escape(rest),
                '`' => self.code(rest),
                '<' => self.angle(rest),
                '[' => self.bracket(rest),
                // What stands before a link would make an image of it.
                '!' if self.dialect.is_strict() && link(&rest[1..]).is_some() => 1,
                '@' if self.dialect == Dialect::TypeScript => self.at(),
                'h' if self.dialect.is_strict() && !self.in_link => self.address(rest),
                other => {
                    self.word.push(other);
                    other.len_utf8()
                }
            };
            rest = &rest[taken..];
        }
    }

    fn escape(&mut self, rest: &str) -> usize {
        match rest.as_bytes().get(1) {
            Some(next) if next.is_ascii_punctuation() => {
                self.word.push_str(&rest[..2]);
                2
            }
            // It stands for itself, and must not break the line when it comes to stand at its end.
            _ => {
                self.word.push_str("\\\\");
                1
            }
        }
    }

    /// A code span is one word: within it, a line break could begin a block.
    fn code(&mut self, rest: &str) -> usize {
        let length = rest.len() - rest.trim_start_matches('`').len();
        let Some(end) = closing(&rest[length..], length) else {
            self.word.push_str(&"\\`".repeat(length));
            return length;
        };
        let whole = length + end + length;
        let code = &rest[..whole];
        if self.in_table {
            // A row falls into cells before it falls into code.
            let code = code.replace("\\|", "|").replace('|', "\\|");
            self.word.push_str(&code);
        } else {
            self.word.push_str(code);
        }
        whole
    }

    fn angle(&mut self, rest: &str) -> usize {
        if let Some(address) = address(&rest[1..])
            && rest[1 + address.len()..].starts_with('>')
        {
            let whole = address.len() + 2;
            self.word.push_str(&rest[..whole]);
            return whole;
        }
        for line_break in ["<br>", "<br/>", "<br />"] {
            if rest.starts_with(line_break) {
                self.end_word();
                return line_break.len();
            }
        }
        if self.dialect.is_strict() {
            self.word.push('\\');
        }
        self.word.push('<');
        1
    }

    fn bracket(&mut self, rest: &str) -> usize {
        if !self.dialect.is_strict() {
            self.word.push('[');
            return 1;
        }
        if self.in_link {
            self.word.push_str("\\[");
            return 1;
        }
        let Some(link) = link(rest) else {
            self.word.push_str("\\[");
            return 1;
        };
        self.word.push('[');
        self.in_link = true;
        self.write(link.text);
        self.in_link = false;
        self.word.push_str("](");
        self.word.push_str(link.address);
        self.word.push(')');
        link.length
    }

    /// In the middle of a word it is part of an e-mail address; elsewhere it begins a tag.
    fn at(&mut self) -> usize {
        if !self.word.ends_with(|one: char| one.is_alphanumeric()) {
            self.word.push('\\');
        }
        self.word.push('@');
        1
    }

    fn address(&mut self, rest: &str) -> usize {
        let inside = self.word.ends_with(|one: char| one.is_alphanumeric());
        match address(rest) {
            Some(address) if !inside => {
                self.word.push('<');
                self.word.push_str(address);
                self.word.push('>');
                address.len()
            }
            _ => {
                self.word.push('h');
                1
            }
        }
    }
}

/// Where the run of exactly `length` backticks begins that closes a code span.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find('`') {
        let start = from + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == length {
            return Some(start);
        }
        from = start + run;
    }
    None
}

struct Link<'a> {
    text: &'a str,
    address: &'a str,
    /// How many bytes it takes.
    length: usize,
}

/// The link at the start of `text`, when it is a plain one that leads to an address.
fn link(text: &str) -> Option<Link<'_>> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find(']')?;
    let (title, rest) = inner.split_at(close);
    if title.trim().is_empty() || title.contains(['[', '<', '`', '\\', '!']) {
        return None;
    }
    let target = rest.strip_prefix("](")?;
    let end = target.find(')')?;
    // A title behind the address is dropped.
    let address = target[..end].split_whitespace().next()?;
    let address = address
        .strip_prefix('<')
        .and_then(|inner| inner.strip_suffix('>'))
        .unwrap_or(address);
    let known = ["https://", "http://", "mailto:"];
    let plain = |one: char| one.is_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(one);
    let is_address =
        known.iter().any(|start| address.starts_with(start)) && address.chars().all(plain);
    // A parenthesis in the title would have been mistaken for the end.
    let whole = !target[..end].contains(['(', '"', '\'']) || target[..end].ends_with(['"', '\'']);
    (is_address && whole).then_some(Link {
        text: title,
        address,
        length: 1 + close + 2 + end + 1,
    })
}

/// The address at the start of a text.
fn address(text: &str) -> Option<&str> {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return None;
    }
    let end = text
        .find(|one: char| one.is_whitespace() || "<>\"'`()[]{}\\|*".contains(one))
        .unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (address.len() > "https://".len()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::{Dialect, words};

    fn strict(text: &str) -> String {
        words(text, Dialect::Rust, false).join(" ")
    }

    #[test]
    fn html_and_links_to_items_are_text() {
        for (text, expected) in [
            ("<b>bold</b>", "\\<b>bold\\</b>"),
            ("Vec<T> and `Vec<T>`", "Vec\\<T> and `Vec<T>`"),
            ("\\<b>", "\\<b>"),
            ("\\\\<b>", "\\\\\\<b>"),
            ("a\\b", "a\\\\b"),
            ("[Item] and [x][Item]", "\\[Item] and \\[x]\\[Item]"),
            ("[x](crate::Item)", "\\[x](crate::Item)"),
            ("[x](javascript:alert(1))", "\\[x](javascript:alert(1))"),
            ("one`two <b>", "one\\`two \\<b>"),
            ("``a ` <b>`` <b>", "``a ` <b>`` \\<b>"),
            ("a<br/>b", "a b"),
        ] {
            assert_eq!(strict(text), expected);
        }
    }

    #[test]
    fn addresses_are_links() {
        for (text, expected) in [
            ("see https://a.example/b.", "see <https://a.example/b>."),
            ("<https://a.example>", "<https://a.example>"),
            (
                "[a b](https://a.example/b \"t\")",
                "[a b](https://a.example/b)",
            ),
            (
                "![a](https://a.example/b.png)",
                "[a](https://a.example/b.png)",
            ),
            (
                "[https://a.example](https://a.example)",
                "[https://a.example](https://a.example)",
            ),
            ("(https://a.example)", "(<https://a.example>)"),
        ] {
            assert_eq!(strict(text), expected);
        }
    }

    #[test]
    fn tags_and_comment_ends_are_text_in_typescript() {
        let typescript = |text| words(text, Dialect::TypeScript, false).join(" ");
        assert_eq!(typescript("a */ b `*/`"), "a *\\/ b `*\\/`");
        assert_eq!(
            typescript("@type {@link x} a@b.example"),
            "\\@type {\\@link x} a@b.example"
        );
        assert_eq!(typescript("<b> [x]"), "<b> [x]");
    }
}
