//! Writes what is arranged: [`print`].
//!
//! Two spaces; sequences stand two spaces to the right of their key, as most authors have them. A
//! collection in brackets stays so when it was on one line and fits into one. There is a blank
//! line where there was one or more, but none at the start of a collection.

use oas_syntax::layout::Shape;

use super::arrange::{Arranged, Item, Trivia};
use super::{flow, scalar};
use crate::WIDTH;

/// Spaces between the column of a collection and that of what is in it.
const STEP: usize = 2;

/// Keys that are longer are written after `?` (YAML 1.2.2 §7.4.2 allows 1024 characters).
const LONGEST_KEY: usize = 1000;

/// The text of a document.
pub(super) fn print(arranged: &Arranged<'_>) -> String {
    let layout = arranged.layout;
    let mut printer = Printer {
        arranged,
        out: String::with_capacity(layout.text().len() + layout.text().len() / 8),
        kept: false,
    };
    printer.document();
    let mut out = printer.out;
    if out.trim_matches('\n').is_empty() {
        out.clear();
    }
    out
}

/// Writes a key without its colon.
pub(super) fn key(arranged: &Arranged<'_>, item: &Item, out: &mut String) {
    let Some(index) = item.key else { return };
    let node = arranged.node(index);
    let properties = properties(arranged, index);
    if !properties.is_empty() {
        out.push_str(&properties);
        out.push(' ');
    }
    if item.is_status && node.tag.is_none() && node.shape != Shape::Alias {
        out.push('"');
        out.push_str(arranged.key_text(index));
        out.push('"');
        return;
    }
    scalar::one_line(arranged.layout, node, out);
    if node.shape == Shape::Alias {
        // The colon would be part of the name.
        out.push(' ');
    }
}

/// Anchor and tag of a node, in the order in which they are written.
pub(super) fn properties(arranged: &Arranged<'_>, index: usize) -> String {
    let node = arranged.node(index);
    let mut all: Vec<_> = node.anchor.iter().chain(&node.tag).collect();
    all.sort_by_key(|bytes| bytes.start);
    let all: Vec<_> = all
        .into_iter()
        .map(|bytes| arranged.source(bytes))
        .collect();
    all.join(" ")
}

struct Printer<'a, 'l> {
    arranged: &'a Arranged<'l>,
    out: String,
    /// Whether the last thing written is a text that blank lines after it would change.
    kept: bool,
}

impl Printer<'_, '_> {
    fn document(&mut self) {
        let arranged = self.arranged;
        let text = arranged.layout.text();
        if let Some(start) = &arranged.layout.document_start {
            self.head(&text[..start.start]);
            self.out.push_str("---");
            self.right(arranged.after_start);
            self.out.push('\n');
        }
        self.trivia(&arranged.before_root, 0, true);
        if !arranged.layout.nodes.is_empty() {
            self.root();
        }
        let after = &text[arranged.layout.document_end..];
        if let Some(mark) = ["...", "---"]
            .into_iter()
            .find(|mark| after.starts_with(mark))
        {
            self.out.push_str(mark);
            self.out.push('\n');
        }
        let mut tail = arranged.tail.as_slice();
        if let [rest @ .., Trivia::Blank] = tail {
            tail = rest;
        }
        let at_start = self.out.is_empty();
        self.trivia(tail, 0, at_start);
    }

    /// Directives and comments before `---`.
    fn head(&mut self, head: &str) {
        let mut blank = false;
        for line in head.lines().map(|line| line.trim_matches([' ', '\t'])) {
            if line.is_empty() {
                blank = !self.out.is_empty();
                continue;
            }
            if std::mem::take(&mut blank) {
                self.out.push('\n');
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    fn root(&mut self) {
        let arranged = self.arranged;
        let node = arranged.node(0);
        let properties = properties(arranged, 0);
        if self.breaks(0, properties.len() + usize::from(!properties.is_empty())) {
            if !properties.is_empty() {
                self.out.push_str(&properties);
                self.out.push('\n');
            }
            // A comment after the closing bracket has no line to stand on.
            if let Some(comment) = arranged.extras[0].trailing {
                self.trivia(&[Trivia::Comment(comment)], 0, true);
            }
            self.collection(0, 0, false);
            return;
        }
        if node.is_nothing() && properties.is_empty() {
            let extra = &arranged.extras[0];
            self.trivia(&extra.end, 0, self.out.is_empty());
            return;
        }
        let source = arranged.source(&node.bytes);
        if properties.is_empty() && ["---", "..."].iter().any(|mark| source.starts_with(mark)) {
            // At the margin the text would be a mark.
            self.indent(STEP);
        }
        self.leaf(0, &properties, 0);
    }

    fn collection(&mut self, index: usize, column: usize, inline: bool) {
        let arranged = self.arranged;
        let extra = &arranged.extras[index];
        for (position, item) in extra.items.iter().enumerate() {
            if position > 0 || !inline {
                let above = self.above(item, column);
                self.trivia(&above, column, position == 0);
                self.indent(column);
            }
            self.kept = false;
            self.item(item, column);
        }
        self.trivia(&extra.end, column, extra.items.is_empty());
    }

    /// What stands above an item: that above the first item within it, too, where both share a line.
    fn above(&self, item: &Item, column: usize) -> Vec<Trivia> {
        let mut above = item.above.clone();
        let (mut item, mut column) = (item, column);
        while self.is_compact(item, column)
            && let Some(first) = self.arranged.extras[item.value].items.first()
        {
            let mut more = first.above.as_slice();
            if let [Trivia::Blank, rest @ ..] = more {
                more = rest;
            }
            above.extend(&item.between);
            above.extend(more);
            item = first;
            column += STEP;
        }
        above
    }

    /// Whether an element is a collection that starts on the line of its dash.
    fn is_compact(&self, item: &Item, column: usize) -> bool {
        let node = self.arranged.node(item.value);
        item.key.is_none()
            && item.after.is_none()
            && node.anchor.is_none()
            && node.tag.is_none()
            && self.arranged.extras[item.value].trailing.is_none()
            && self.breaks(item.value, column + STEP)
    }

    fn item(&mut self, item: &Item, column: usize) {
        let arranged = self.arranged;
        match item.key {
            None => self.out.push('-'),
            Some(index) => {
                let node = arranged.node(index);
                let long = scalar::is_long(arranged.layout, node) || node.bytes.len() > LONGEST_KEY;
                if long {
                    self.out.push_str("? ");
                    let properties = properties(arranged, index);
                    self.leaf(index, &properties, column + STEP);
                    self.indent(column);
                } else {
                    key(arranged, item, &mut self.out);
                }
                self.out.push(':');
            }
        }
        self.value(item, column);
    }

    fn value(&mut self, item: &Item, column: usize) {
        let arranged = self.arranged;
        let index = item.value;
        let node = arranged.node(index);
        let extra = &arranged.extras[index];
        let properties = properties(arranged, index);
        if self.is_compact(item, column) {
            self.out.push(' ');
            self.collection(index, column + STEP, true);
            return;
        }
        let before = properties.len() + usize::from(!properties.is_empty());
        if self.breaks(index, self.column() + 1 + before) {
            if !properties.is_empty() {
                self.out.push(' ');
                self.out.push_str(&properties);
            }
            self.right(item.after.or(extra.trailing));
            self.out.push('\n');
            let mut between = item.between.clone();
            if item.after.is_some() {
                between.extend(extra.trailing.map(Trivia::Comment));
            }
            self.trivia(&between, column + STEP, true);
            self.collection(index, column + STEP, false);
            return;
        }
        if node.is_nothing() {
            if !properties.is_empty() {
                self.out.push(' ');
                self.out.push_str(&properties);
            }
            self.right(item.after);
            self.out.push('\n');
            self.trivia(&extra.end, column + STEP, true);
            return;
        }
        let own_line =
            item.after.is_some() || !item.between.is_empty() || self.keeps_its_line(item);
        if own_line {
            self.right(item.after);
            self.out.push('\n');
            self.trivia(&item.between, column + STEP, true);
            self.indent(column + STEP);
        } else {
            self.out.push(' ');
        }
        self.leaf(index, &properties, column + STEP);
    }

    /// Whether a scalar on a line of its own stays there.
    fn keeps_its_line(&self, item: &Item) -> bool {
        let node = self.arranged.node(item.value);
        if !item.on_own_line || item.key.is_none() || scalar::is_block(node) {
            return false;
        }
        scalar::is_long(self.arranged.layout, node)
            || self.column()
                + 1
                + self
                    .arranged
                    .source(&(node.start()..node.bytes.end))
                    .chars()
                    .count()
                > WIDTH
    }

    /// Whether a node that starts at `column` is written as a block collection.
    fn breaks(&self, index: usize, column: usize) -> bool {
        if !self.arranged.is_filled(index) {
            return false;
        }
        match flow::text(self.arranged, index) {
            Some(text) => column + text.chars().count() > WIDTH,
            None => true,
        }
    }

    /// A value that is no block collection, to the end of its last line.
    fn leaf(&mut self, index: usize, properties: &str, column: usize) {
        let arranged = self.arranged;
        let node = arranged.node(index);
        let extra = &arranged.extras[index];
        self.kept = false;
        if !properties.is_empty() {
            self.out.push_str(properties);
            if !node.is_nothing() {
                self.out.push(' ');
            }
        }
        if scalar::is_block(node) {
            self.block(index, column);
            return;
        }
        if arranged.is_flow(index) {
            let empty = match node.shape {
                Shape::Mapping { .. } => "{}",
                _ => "[]",
            };
            match flow::text(arranged, index) {
                Some(text) => self.out.push_str(&text),
                None => self.out.push_str(empty),
            }
        } else if scalar::is_long(arranged.layout, node) {
            // Lines at the margin could be taken for marks of documents.
            scalar::lines(arranged.layout, node, column.max(STEP), &mut self.out);
        } else {
            scalar::one_line(arranged.layout, node, &mut self.out);
        }
        self.right(extra.trailing);
        self.out.push('\n');
        self.trivia(&extra.end, column, true);
    }

    fn block(&mut self, index: usize, column: usize) {
        let layout = self.arranged.layout;
        let node = self.arranged.node(index);
        let trailing = self.arranged.extras[index].trailing;
        let Some(block) = scalar::Block::of(layout, node) else {
            oas_syntax::layout::double_quoted(layout.value(node), &mut self.out);
            self.right(trailing);
            self.out.push('\n');
            return;
        };
        self.out.push_str(&block.header);
        self.right(trailing);
        self.out.push('\n');
        // The outermost text stands where an entry's would, for `|2` to mean what it says.
        block.write(column.max(STEP), &mut self.out);
        self.kept = block.keeps();
    }

    fn right(&mut self, comment: Option<usize>) {
        if let Some(comment) = comment {
            self.out.push(' ');
            self.comment(comment);
        }
    }

    fn comment(&mut self, comment: usize) {
        let bytes = &self.arranged.layout.comments[comment].bytes;
        self.out.push_str(self.arranged.source(bytes));
    }

    /// Lines between entries; `first` leaves out blank ones at the start.
    fn trivia(&mut self, trivia: &[Trivia], column: usize, first: bool) {
        let mut first = first;
        for one in trivia {
            match one {
                Trivia::Blank if first || self.kept => {}
                Trivia::Blank => self.out.push('\n'),
                Trivia::Comment(comment) => {
                    self.indent(column);
                    self.comment(*comment);
                    self.out.push('\n');
                    self.kept = false;
                }
            }
            first = first && *one == Trivia::Blank;
        }
    }

    fn indent(&mut self, column: usize) {
        self.out.extend(std::iter::repeat_n(' ', column));
    }

    /// The characters of the line that is begun.
    fn column(&self) -> usize {
        let start = self.out.rfind('\n').map_or(0, |at| at + 1);
        self.out[start..].chars().count()
    }
}
