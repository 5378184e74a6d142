//! Scalars, as they were written and at another column.

use oas_syntax::layout::{LayoutNode, Shape, Style, YamlLayout, double_quoted, is_misread};

/// White space within a line.
const BLANKS: [char; 2] = [' ', '\t'];

/// What a scalar or an alias takes on its line, where it takes just one.
pub(super) fn one_line(layout: &YamlLayout<'_>, node: &LayoutNode, out: &mut String) {
    let source = layout.text().get(node.bytes.clone()).unwrap_or_default();
    let plain = node.shape == Shape::Scalar(Style::Plain);
    if plain && node.tag.is_none() && is_misread(source) {
        double_quoted(source, out);
    } else {
        out.push_str(source);
    }
}

/// Whether a scalar takes more than one line.
pub(super) fn is_long(layout: &YamlLayout<'_>, node: &LayoutNode) -> bool {
    let source = layout.text().get(node.bytes.clone()).unwrap_or_default();
    let is_scalar = matches!(node.shape, Shape::Scalar(_));
    is_scalar && (is_block(node) || source.contains('\n'))
}

/// Whether a scalar is a block with an indicator.
pub(super) fn is_block(node: &LayoutNode) -> bool {
    matches!(node.shape, Shape::Scalar(Style::Literal | Style::Folded))
}

/// Writes a plain or quoted scalar of several lines, those after the first at `column`.
pub(super) fn lines(layout: &YamlLayout<'_>, node: &LayoutNode, column: usize, out: &mut String) {
    let source = layout.text().get(node.bytes.clone()).unwrap_or_default();
    let double = node.shape == Shape::Scalar(Style::DoubleQuoted);
    for (position, line) in source.split('\n').enumerate() {
        let line = if position == 0 {
            line
        } else {
            out.push('\n');
            line.trim_start_matches(BLANKS)
        };
        let trimmed = line.trim_end_matches(BLANKS);
        if position > 0 && !trimmed.is_empty() {
            out.extend(std::iter::repeat_n(' ', column));
        }
        out.push_str(trimmed);
        let escapes = trimmed.len() - trimmed.trim_end_matches('\\').len();
        if double && escapes % 2 == 1 {
            // An escaped blank is part of the text.
            out.extend(line[trimmed.len()..].chars().next());
        }
    }
}

/// A block scalar, ready to be written.
#[derive(Debug)]
pub(super) struct Block<'l> {
    /// Indicator and chomping.
    pub(super) header: String,
    lines: Vec<&'l str>,
    /// Blank lines after the last one that belong to the text.
    after: usize,
}

impl<'l> Block<'l> {
    /// `None` for text of which a folded block does not show where it ends: blanks at the end of it.
    pub(super) fn of(layout: &'l YamlLayout<'_>, node: &'l LayoutNode) -> Option<Self> {
        let value = layout.value(node);
        let source = layout.text().get(node.bytes.clone()).unwrap_or_default();
        let literal = node.shape == Shape::Scalar(Style::Literal);
        let header = source.lines().next().unwrap_or_default();
        let header = header.split_once('#').map_or(header, |(header, _)| header);
        let chomping = if !value.is_empty() && !value.ends_with('\n') {
            "-"
        } else if header.contains('+') {
            "+"
        } else if header.contains('-') {
            "-"
        } else {
            ""
        };
        let text = value.trim_end_matches('\n');
        let newlines = value.len() - text.len();
        let last = text.rsplit('\n').next().unwrap_or_default();
        if !literal && last.trim_matches(BLANKS).is_empty() && !last.is_empty() {
            return None;
        }
        let lines = if text.is_empty() {
            Vec::new()
        } else if literal {
            text.split('\n').collect()
        } else {
            folded(layout.text(), node, text)?
        };
        let mut block = Self {
            header: if literal { "|" } else { ">" }.to_owned(),
            after: match (chomping, text.is_empty()) {
                ("+", true) => newlines,
                ("+", false) => newlines.saturating_sub(1),
                _ => 0,
            },
            lines,
        };
        let first = block.lines.iter().find(|line| !line.is_empty());
        if first.is_some_and(|first| first.starts_with(BLANKS)) {
            // The first line would say another indentation than the one that is meant.
            block.header.push('2');
        }
        block.header.push_str(chomping);
        Some(block)
    }

    /// Whether the blank lines after it belong to it.
    pub(super) fn keeps(&self) -> bool {
        self.header.ends_with('+')
    }

    /// Writes the lines after the header, at `column`, each with its end.
    pub(super) fn write(&self, column: usize, out: &mut String) {
        for line in &self.lines {
            if !line.is_empty() {
                out.extend(std::iter::repeat_n(' ', column));
                out.push_str(line);
            }
            out.push('\n');
        }
        out.extend(std::iter::repeat_n('\n', self.after));
    }
}

/// The lines of a folded block as they are in the source, without their indentation.
fn folded<'l>(text: &'l str, node: &LayoutNode, value: &str) -> Option<Vec<&'l str>> {
    let end = text[node.bytes.end..]
        .find('\n')
        .map_or(text.len(), |at| node.bytes.end + at);
    let mut lines: Vec<&str> = text
        .get(node.bytes.start..end)?
        .split('\n')
        .skip(1)
        .collect();
    let is_text = |line: &str| !line.trim_matches(BLANKS).is_empty();
    let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = lines.iter().find(|line| is_text(line))?;
    let first_of_value = value.split('\n').find(|line| is_text(line))?;
    let indentation = width(first).checked_sub(width(first_of_value))?;
    for line in &mut lines {
        *line = line.get(indentation.min(width(line))..)?;
    }
    Some(lines)
}
