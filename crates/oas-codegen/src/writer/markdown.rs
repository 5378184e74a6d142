//! Markdown of documents, wrapped for comments.

/// Breaks Markdown into lines of at most `width` columns.
///
/// Paragraphs and list items are wrapped; code blocks, tables and headings stay as they are. Blank
/// lines at both ends go away, and several in a row become one. A fence that is open at the end is
/// closed.
pub(super) fn wrap(text: &str, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut fence: Option<String> = None;
    let mut paragraph = Paragraph::default();
    for line in text.replace("\r\n", "\n").replace('\r', "\n").lines() {
        let line = line.trim_end();
        let trimmed = line.trim_start();
        if let Some(mark) = &fence {
            let closes = trimmed.starts_with(mark.as_str())
                && trimmed.trim_start_matches(['`', '~']).is_empty();
            lines.push(Line {
                text: line.to_owned(),
                code: true,
            });
            if closes {
                fence = None;
            }
            continue;
        }
        if let Some(mark) = fence_mark(trimmed) {
            paragraph.flush(width, &mut lines);
            fence = Some(mark);
            lines.push(Line {
                text: line.to_owned(),
                code: true,
            });
        } else if trimmed.is_empty() {
            paragraph.flush(width, &mut lines);
            if lines.last().is_some_and(|last| !last.text.is_empty()) {
                lines.push(Line::default());
            }
        } else if trimmed.starts_with(['#', '|', '>']) {
            paragraph.flush(width, &mut lines);
            lines.push(Line {
                text: trimmed.to_owned(),
                code: false,
            });
        } else if let Some((indent, marker, rest)) = list_marker(line) {
            paragraph.flush(width, &mut lines);
            paragraph = Paragraph::new(indent, marker);
            paragraph.add(rest);
        } else {
            paragraph.add(trimmed);
        }
    }
    paragraph.flush(width, &mut lines);
    if let Some(mark) = fence {
        lines.push(Line {
            text: mark,
            code: true,
        });
    }
    while lines.last().is_some_and(|last| last.text.is_empty()) {
        lines.pop();
    }
    lines
}

/// A line of a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Whether it belongs to a fenced code block, fences included.
    pub(super) code: bool,
}

fn fence_mark(line: &str) -> Option<String> {
    let first = line
        .chars()
        .next()
        .filter(|first| matches!(first, '`' | '~'))?;
    let mark: String = line.chars().take_while(|one| *one == first).collect();
    (mark.len() >= 3).then_some(mark)
}

fn list_marker(line: &str) -> Option<(usize, String, &str)> {
    let trimmed = line.trim_start();
    let indent = (line.len() - trimmed.len()).min(8);
    for marker in ["- ", "* ", "+ "] {
        if let Some(rest) = trimmed.strip_prefix(marker) {
            return Some((indent, marker.to_owned(), rest));
        }
    }
    let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
    let rest = trimmed.get(digits..)?;
    let rest = rest
        .strip_prefix(". ")
        .or_else(|| rest.strip_prefix(") "))?;
    (1..=3)
        .contains(&digits)
        .then(|| (indent, format!("{}. ", &trimmed[..digits]), rest))
}

#[derive(Default)]
struct Paragraph {
    indent: usize,
    marker: String,
    words: Vec<String>,
}

impl Paragraph {
    fn new(indent: usize, marker: String) -> Self {
        Self {
            indent,
            marker,
            words: Vec::new(),
        }
    }

    fn add(&mut self, text: &str) {
        self.words
            .extend(text.split_whitespace().map(str::to_owned));
    }

    fn flush(&mut self, width: usize, lines: &mut Vec<Line>) {
        let paragraph = std::mem::take(self);
        let first = format!("{:1$}{2}", "", paragraph.indent, paragraph.marker);
        let rest = " ".repeat(first.chars().count());
        let mut line = first;
        let mut empty = true;
        for word in paragraph.words {
            let length = line.chars().count() + usize::from(!empty) + word.chars().count();
            if !empty && length > width {
                lines.push(Line {
                    text: std::mem::replace(&mut line, rest.clone()),
                    code: false,
                });
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(&word);
            empty = false;
        }
        if !empty {
            lines.push(Line {
                text: line,
                code: false,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn paragraphs_wrap_and_code_stays() {
        let text = "one two three four\nfive\n\n\n- a list of words\n  that goes on\n\n```\na  b\n";
        let lines: Vec<_> = wrap(text, 10).into_iter().map(|line| line.text).collect();
        let expected = [
            "one two",
            "three four",
            "five",
            "",
            "- a list",
            "  of words",
            "  that",
            "  goes on",
            "",
            "```",
            "a  b",
            "```",
        ];
        assert_eq!(lines, expected);
    }
}
