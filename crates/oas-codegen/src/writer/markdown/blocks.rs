//! Markdown taken apart into blocks: [`blocks`].
//!
//! The rules are those of `CommonMark` where they matter for what is shown, and simpler where documents
//! do not agree with them anyway. Indents of the result are computed, never copied.

/// A block with the indent that it has in the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// An empty line.
    Blank,
    /// A code block; its lines have no indent but their own.
    Code {
        indent: String,
        info: String,
        code: Vec<String>,
    },
    /// A heading on one line.
    Heading {
        indent: String,
        level: usize,
        text: String,
    },
    /// A line across the page.
    Rule { indent: String },
    /// A row of a table.
    Row { indent: String, text: String },
    /// A paragraph, or the first paragraph of a list item: what stands before its first line and
    /// before the others, and its text on one line.
    Text {
        first: String,
        rest: String,
        text: String,
    },
}

/// The blocks of a text with `\n` as line end and without tabs.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut parser = Parser::default();
    for line in markdown.lines() {
        parser.line(line.trim_end());
    }
    parser.end_paragraph();
    parser.end_code();
    parser.blocks
}

#[derive(Default)]
struct Parser {
    blocks: Vec<Block>,
    /// The list items that the current line may belong to, outer ones first.
    items: Vec<ListItem>,
    paragraph: Option<Paragraph>,
    code: Option<Code>,
}

struct ListItem {
    /// Where its content begins in the source.
    content: usize,
    /// How wide its marker is in the result.
    width: usize,
    /// The last character of its marker, which the items of a list share.
    kind: char,
}

struct Paragraph {
    first: String,
    rest: String,
    text: String,
    /// How many quotes it stands in.
    quotes: usize,
}

struct Code {
    /// The character and the least number of it that end the block; `None` ends with the indent.
    fence: Option<(char, usize)>,
    /// How many columns are taken off each line.
    margin: usize,
    info: String,
    lines: Vec<String>,
    indent: String,
}

impl Parser {
    fn line(&mut self, line: &str) {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if self.code_line(line, text, indent) {
            return;
        }
        if text.is_empty() {
            self.end_paragraph();
            self.blocks.push(Block::Blank);
        } else if let Some((fence, info)) = fence(text) {
            self.end_paragraph();
            self.leave_items(indent);
            self.code = Some(Code {
                fence: Some(fence),
                margin: indent,
                info: info.to_owned(),
                lines: Vec::new(),
                indent: self.indent(),
            });
        } else if let Some((level, text)) = heading(text) {
            self.end_paragraph();
            self.leave_items(indent);
            self.heading(level, text);
        } else if let Some(level) = self.underline(text) {
            let text = self
                .paragraph
                .take()
                .map_or_else(String::new, |one| one.text);
            self.heading(level, &text);
        } else if is_rule(text) {
            self.end_paragraph();
            self.leave_items(indent);
            let indent = self.indent();
            // Directly below a paragraph it would make a heading of it.
            self.blocks
                .extend([Block::Blank, Block::Rule { indent }, Block::Blank]);
        } else if text.starts_with('|') {
            // Directly below the text of a list item it would go on with that.
            if self
                .paragraph
                .as_ref()
                .is_some_and(|one| !one.rest.is_empty())
            {
                self.end_paragraph();
                self.blocks.push(Block::Blank);
            }
            self.end_paragraph();
            self.leave_items(indent);
            let indent = self.indent();
            let text = text.to_owned();
            self.blocks.push(Block::Row { indent, text });
        } else if text.starts_with('>') {
            self.quote(text, indent);
        } else if let Some((marker, rest)) = list_marker(text) {
            self.list_item(&marker, rest, indent);
        } else {
            self.text(text, indent);
        }
    }

    /// Takes a line that belongs to an open code block.
    fn code_line(&mut self, line: &str, text: &str, indent: usize) -> bool {
        let Some(code) = &mut self.code else {
            return false;
        };
        if let Some((mark, length)) = code.fence {
            let marks = text.len() - text.trim_start_matches(mark).len();
            if marks >= length && marks == text.len() {
                self.end_code();
                return true;
            }
        } else if text.is_empty() || indent < code.margin {
            self.end_code();
            return false;
        }
        let margin = code.margin.min(indent);
        code.lines
            .push(line.get(margin..).unwrap_or_default().to_owned());
        true
    }

    fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.blocks.push(Block::Code {
                indent: code.indent,
                info: code.info,
                code: code.lines,
            });
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(paragraph) = self.paragraph.take() {
            self.blocks.push(Block::Text {
                first: paragraph.first,
                rest: paragraph.rest,
                text: paragraph.text,
            });
        }
    }

    /// Leaves the list items that a line with this indent does not belong to; gives the kind of
    /// the outermost of these.
    fn leave_items(&mut self, indent: usize) -> Option<char> {
        let mut left = None;
        while self.items.last().is_some_and(|item| indent < item.content) {
            left = self.items.pop().map(|item| item.kind);
        }
        left
    }

    /// Where the content of the innermost list item stands in the source.
    fn content(&self) -> usize {
        self.items.last().map_or(0, |item| item.content)
    }

    /// What stands in the result before what belongs to the innermost list item.
    fn indent(&self) -> String {
        " ".repeat(self.items.iter().map(|item| item.width).sum())
    }

    fn heading(&mut self, level: usize, text: &str) {
        let indent = self.indent();
        let text = text.to_owned();
        self.blocks.push(Block::Heading {
            indent,
            level,
            text,
        });
    }

    /// Whether this line makes a heading of the paragraph above it, and of which level.
    fn underline(&self, text: &str) -> Option<usize> {
        let paragraph = self.paragraph.as_ref()?;
        let plain = paragraph.quotes == 0 && paragraph.first.is_empty();
        let all = |mark: char| text.len() >= 3 && text.chars().all(|one| one == mark);
        match plain {
            true if all('=') => Some(1),
            true if all('-') => Some(2),
            _ => None,
        }
    }

    fn quote(&mut self, line: &str, indent: usize) {
        let mut quotes = 0;
        let mut text = line;
        while let Some(rest) = text.strip_prefix('>') {
            quotes += 1;
            text = rest.trim_start();
        }
        let continued = self
            .paragraph
            .as_ref()
            .is_some_and(|one| one.quotes == quotes);
        if !continued {
            self.end_paragraph();
            self.leave_items(indent);
        }
        let start = format!("{}{}", self.indent(), "> ".repeat(quotes));
        if text.is_empty() {
            self.end_paragraph();
            return;
        }
        if let Some((marker, text)) = list_marker(text) {
            self.end_paragraph();
            self.paragraph = Some(Paragraph {
                first: format!("{start}{marker}"),
                rest: format!("{start}{}", " ".repeat(marker.len())),
                text: text.to_owned(),
                quotes,
            });
        } else if let Some(paragraph) = &mut self.paragraph {
            paragraph.add(text);
        } else {
            self.paragraph = Some(Paragraph {
                first: start.clone(),
                rest: start,
                text: text.to_owned(),
                quotes,
            });
        }
    }

    fn list_item(&mut self, marker: &str, text: &str, indent: usize) {
        let after_text = self.paragraph.is_some();
        self.end_paragraph();
        let kind = marker.chars().nth_back(1).unwrap_or_default();
        let left = self.leave_items(indent);
        // Of the lists with numbers only one that begins with 1 may follow text directly.
        let begins = left.is_none_or(|left| left != kind);
        let is_number = marker.starts_with(|one: char| one.is_ascii_digit());
        if after_text && begins && is_number && marker.trim_end_matches([' ', '.', ')']) != "1" {
            self.blocks.push(Block::Blank);
        }
        let start = self.indent();
        let spaces = " ".repeat(marker.len());
        self.paragraph = Some(Paragraph {
            first: format!("{start}{marker}"),
            rest: format!("{start}{spaces}"),
            text: text.to_owned(),
            quotes: 0,
        });
        self.items.push(ListItem {
            content: indent + marker.len(),
            width: marker.len(),
            kind,
        });
    }

    fn text(&mut self, text: &str, indent: usize) {
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.add(text);
            return;
        }
        self.leave_items(indent);
        let start = self.indent();
        let content = self.content();
        if indent >= content + 4 {
            self.code = Some(Code {
                fence: None,
                margin: content + 4,
                info: String::new(),
                lines: vec![format!("{}{text}", " ".repeat(indent - content - 4))],
                indent: start,
            });
            return;
        }
        self.paragraph = Some(Paragraph {
            first: start.clone(),
            rest: start,
            text: text.to_owned(),
            quotes: 0,
        });
    }
}

impl Paragraph {
    fn add(&mut self, text: &str) {
        self.text.push(' ');
        self.text.push_str(text);
    }
}

/// The character and the length of a fence, and what stands behind it.
fn fence(text: &str) -> Option<((char, usize), &str)> {
    let mark = text.chars().next().filter(|one| matches!(one, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let length = text.len() - info.len();
    let is_fence = length >= 3 && !(mark == '`' && info.contains('`'));
    is_fence.then_some(((mark, length), info.trim()))
}

fn heading(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let title = rest.strip_prefix(' ')?.trim();
    let title = match title.trim_end_matches('#') {
        shorter if shorter.ends_with(' ') => shorter.trim_end(),
        _ => title,
    };
    ((1..=6).contains(&level) && !title.is_empty()).then_some((level, title))
}

fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|one| *one != ' ');
    let Some(mark) = marks.next().filter(|one| matches!(one, '-' | '*' | '_')) else {
        return false;
    };
    let mut count = 1;
    marks.all(|one| {
        count += 1;
        one == mark
    }) && count >= 3
}

/// The marker of a list item, with the space behind it, and its text.
fn list_marker(text: &str) -> Option<(String, &str)> {
    let digits = text.len()
        - text
            .trim_start_matches(|one: char| one.is_ascii_digit())
            .len();
    let end = if digits > 0 { digits + 1 } else { 1 };
    let (marker, rest) = text.split_at_checked(end)?;
    let is_marker = match digits {
        0 => matches!(marker, "-" | "*" | "+"),
        1..=4 => marker.ends_with(['.', ')']),
        _ => false,
    };
    let rest = rest.strip_prefix(' ')?.trim_start();
    (is_marker && !rest.is_empty()).then(|| (format!("{marker} "), rest))
}
