//! Every comment and blank line finds what it belongs to: [`attach`].
//!
//! A comment on the line of something belongs to that. One on a line of its own belongs to what
//! comes next, unless it is indented as the entries of a collection that ends before it: then it
//! stays at the end of that collection. What stands at the start of the text, before the last
//! blank line above the first key, stays there.

use oas_syntax::CommentPlacement;
use oas_syntax::layout::{LayoutComment, Shape, Style};

use super::arrange::{Arranged, Trivia};

/// White space of YAML; what else is white in Unicode is text.
const WHITE: [char; 3] = [' ', '\t', '\n'];

/// Gives all comments to what they belong to.
pub(super) fn attach(arranged: &mut Arranged<'_>) {
    let mut walker = Walker {
        comment: 0,
        at: 0,
        after_keep: false,
        arranged,
    };
    walker.document();
}

struct Walker<'a, 'l> {
    arranged: &'a mut Arranged<'l>,
    /// The first comment that belongs to nothing yet.
    comment: usize,
    /// The end of what was passed last, comments included.
    at: usize,
    /// Whether that was a block scalar to which the blank lines after it belong.
    after_keep: bool,
}

impl<'l> Walker<'_, 'l> {
    fn document(&mut self) {
        let layout = self.arranged.layout;
        if let Some(start) = &layout.document_start {
            let mut head = Vec::new();
            self.take_above(start.start, &mut head);
            self.arranged.head = head;
            self.at = start.end;
            self.arranged.after_start = self.take_right(layout.document_end);
        }
        if layout.nodes.is_empty() {
            let mut tail = Vec::new();
            self.take_above(layout.text().len(), &mut tail);
            self.arranged.tail = tail;
            return;
        }
        let start = layout.nodes[0].start();
        let mut before = Vec::new();
        self.take_above(start, &mut before);
        let is_block = self.is_block_collection(0);
        // What is directly above the first key moves with it.
        let kept = if is_block {
            let last = before.iter().rposition(|one| *one == Trivia::Blank);
            last.map_or(0, |last| last + 1)
        } else {
            before.len()
        };
        let above_first = before.split_off(kept);
        self.arranged.before_root = before;
        if is_block {
            self.pass_properties(0);
            self.collection(0, layout.document_end, false);
            if let Some(first) = self.arranged.extras[0].items.first_mut() {
                first.above.splice(0..0, above_first);
            }
        } else {
            self.pass_properties(0);
            self.leaf(0, layout.document_end);
            let mut end = std::mem::take(&mut self.arranged.extras[0].end);
            self.take_deeper(layout.document_end, 0, &mut end);
            self.arranged.extras[0].end = end;
        }
        let rest = layout.text().get(layout.document_end..).unwrap_or_default();
        if rest.starts_with("...") || rest.starts_with("---") {
            self.at = layout.document_end + 3;
            self.after_keep = false;
        }
        let mut tail = Vec::new();
        self.take_above(layout.text().len(), &mut tail);
        self.arranged.tail = tail;
    }

    /// The items of a collection and what comes after the last of them. `same_column` says that
    /// comments at its column belong to what is around it.
    fn collection(&mut self, index: usize, bound: usize, same_column: bool) {
        let flow = self.arranged.is_flow(index);
        let node = self.arranged.node(index);
        let bound = if flow { node.bytes.end } else { bound };
        if flow && self.arranged.layout.text()[node.bytes.start..].starts_with(['[', '{']) {
            self.at = node.bytes.start + 1;
            self.after_keep = false;
        }
        let mut items = std::mem::take(&mut self.arranged.extras[index].items);
        let count = items.len();
        let mut column = None;
        for position in 0..count {
            let next = items.get(position + 1).map_or(bound, |next| {
                self.arranged.node(next.key.unwrap_or(next.value)).start()
            });
            let item = &mut items[position];
            self.take_above_next(flow, &mut item.above);
            let mut item_column = self.column(self.at);
            if let Some(key) = item.key {
                let key = self.arranged.node(key);
                item_column = item_column.min(self.column(key.start()));
                self.at = key.bytes.end;
                self.after_keep = false;
                let mut within_key = Vec::new();
                self.pass_colon(&mut within_key);
                item.above.append(&mut within_key);
            } else if !flow {
                self.at += usize::from(self.rest().starts_with('-'));
                self.after_keep = false;
            }
            let column = *column.get_or_insert(item_column);
            // A comment before the next dash is not before the next element.
            self.value(
                item,
                next.min(bound),
                if flow { usize::MAX } else { column },
            );
        }
        self.arranged.extras[index].items = items;
        let mut end = Vec::new();
        if flow {
            self.take_above(node.bytes.end, &mut end);
            // A blank line before the bracket would be one after it, and next time two.
            let kept = end.iter().rposition(|one| *one != Trivia::Blank);
            end.truncate(kept.map_or(0, |last| last + 1));
            self.at = self.at.max(node.bytes.end);
        } else {
            let column = column.unwrap_or_default();
            self.take_deeper(bound, column + usize::from(same_column), &mut end);
        }
        self.arranged.extras[index].end.append(&mut end);
    }

    /// A value after its colon or dash, which stands at `column`.
    fn value(&mut self, item: &mut super::arrange::Item, bound: usize, column: usize) {
        let index = item.value;
        let node = self.arranged.node(index);
        let nothing = node.is_nothing();
        if nothing {
            self.at = self.at.max(node.bytes.start);
            self.pass_properties(index);
            item.after = self.take_right(bound);
            if column != usize::MAX {
                let mut end = Vec::new();
                self.take_deeper(bound, column + 1, &mut end);
                self.arranged.extras[index].end = end;
            }
            return;
        }
        let start = node.bytes.start;
        let before = self.arranged.source(&(self.at..start));
        item.on_own_line = before.contains('\n');
        item.after = self.take_right(start);
        if self.is_block_collection(index) {
            let in_mapping = item.key.is_some();
            let dash = matches!(node.shape, Shape::Sequence { .. });
            let same = in_mapping && dash && self.column(start) == column;
            self.pass_properties(index);
            self.collection(index, bound, same);
            return;
        }
        self.take_above(start, &mut item.between);
        item.between.retain(|one| *one != Trivia::Blank);
        self.leaf(index, bound);
        if column != usize::MAX && self.arranged.is_flow(index) && !self.arranged.is_filled(index) {
            let mut end = std::mem::take(&mut self.arranged.extras[index].end);
            self.take_deeper(bound, column + 1, &mut end);
            self.arranged.extras[index].end = end;
        }
    }

    /// A scalar, an alias or a collection in brackets, and the comment after it.
    fn leaf(&mut self, index: usize, bound: usize) {
        let node = self.arranged.node(index);
        if self.arranged.is_flow(index) {
            self.collection(index, bound, false);
        }
        let block = matches!(node.shape, Shape::Scalar(Style::Literal | Style::Folded));
        if block {
            self.at = node.bytes.start;
            self.arranged.extras[index].trailing = self.take_right(node.bytes.end + 1);
            let header = self.arranged.source(&node.bytes);
            let header = header.lines().next().unwrap_or_default();
            let header = header.split_once('#').map_or(header, |(header, _)| header);
            self.after_keep = header.contains('+');
            self.at = self.at.max(node.bytes.end);
            self.pass_blanks_of(index);
            return;
        }
        self.after_keep = false;
        self.at = self.at.max(node.bytes.end);
        self.arranged.extras[index].trailing = self.take_right(bound);
    }

    /// Goes behind anchor and tag.
    fn pass_properties(&mut self, index: usize) {
        let node = self.arranged.node(index);
        let properties = node.anchor.iter().chain(&node.tag);
        self.at = properties.map(|bytes| bytes.end).fold(self.at, usize::max);
    }

    /// Goes over the lines at the end of a block scalar that are blanks alone and belong to it.
    fn pass_blanks_of(&mut self, index: usize) {
        let layout = self.arranged.layout;
        let text = layout.value(self.arranged.node(index));
        let text = text.trim_end_matches('\n');
        if text.is_empty() {
            return;
        }
        let lines = text.split('\n').rev();
        let blank = lines.take_while(|line| line.trim_matches(WHITE).is_empty());
        for _ in 0..blank.count() {
            let rest = self.rest();
            let Some(start) = rest.find('\n').map(|newline| newline + 1) else {
                return;
            };
            let length = rest[start..].find('\n').unwrap_or(rest.len() - start);
            self.at += start + length;
        }
    }

    fn is_block_collection(&self, index: usize) -> bool {
        let shape = self.arranged.node(index).shape;
        matches!(
            shape,
            Shape::Sequence { flow: false } | Shape::Mapping { flow: false }
        )
    }

    fn rest(&self) -> &'l str {
        self.arranged
            .layout
            .text()
            .get(self.at..)
            .unwrap_or_default()
    }

    fn column(&self, at: usize) -> usize {
        self.arranged.layout.column(at)
    }

    fn next_comment(&self) -> Option<&'l LayoutComment> {
        self.arranged.layout.comments.get(self.comment)
    }

    /// Takes the comment on the line where we are, when it starts before `bound`.
    fn take_right(&mut self, bound: usize) -> Option<usize> {
        let comment = self.next_comment()?;
        let between = self.at..comment.bytes.start;
        if comment.bytes.start >= bound
            || comment.placement != CommentPlacement::Right
            || self.arranged.source(&between).contains('\n')
        {
            return None;
        }
        self.at = comment.bytes.end;
        self.comment += 1;
        Some(self.comment - 1)
    }

    fn take(&mut self, comment: &LayoutComment, into: &mut Vec<Trivia>) {
        self.blank(into);
        into.push(Trivia::Comment(self.comment));
        self.at = comment.bytes.end;
        self.after_keep = false;
        self.comment += 1;
    }

    /// Takes all comments that start before `bound`, and the blank line before it.
    fn take_above(&mut self, bound: usize, into: &mut Vec<Trivia>) {
        while let Some(comment) = self.next_comment()
            && comment.bytes.start < bound
        {
            self.take(comment, into);
        }
        self.blank(into);
    }

    /// Takes the comments that nothing but blanks, and commas in brackets, separates from here.
    fn take_above_next(&mut self, flow: bool, into: &mut Vec<Trivia>) {
        loop {
            let rest = self.rest();
            let after = if flow {
                rest.trim_start_matches([' ', '\t', '\n', ',', '?'])
            } else {
                rest.trim_start_matches(WHITE)
            };
            let start = self.at + rest.len() - after.len();
            match self.next_comment() {
                Some(comment) if comment.bytes.start <= start => self.take(comment, into),
                _ => {
                    self.blank(into);
                    self.at = start;
                    return;
                }
            }
        }
    }

    /// Takes the comments on lines of their own that start before `bound`, at `column` or deeper.
    fn take_deeper(&mut self, bound: usize, column: usize, into: &mut Vec<Trivia>) {
        while let Some(comment) = self.next_comment()
            && comment.bytes.start < bound
            && comment.placement == CommentPlacement::Above
            && self.column(comment.bytes.start) >= column
            // What comes after the next dash belongs to the next element.
            && self.arranged.source(&(self.at..comment.bytes.start)).trim_matches(WHITE).is_empty()
        {
            self.take(comment, into);
        }
    }

    /// Goes behind the colon after a key; comments before it are taken.
    fn pass_colon(&mut self, into: &mut Vec<Trivia>) {
        let (at, comment) = (self.at, self.comment);
        loop {
            let rest = self.rest();
            let after = rest.trim_start_matches(WHITE);
            let start = self.at + rest.len() - after.len();
            if after.starts_with(':') {
                self.at = start + 1;
                into.retain(|one| *one != Trivia::Blank);
                return;
            }
            match self.next_comment() {
                Some(comment) if comment.bytes.start == start => self.take(comment, into),
                _ => {
                    // There is none: the key stands alone.
                    (self.at, self.comment) = (at, comment);
                    into.clear();
                    return;
                }
            }
        }
    }

    /// Notes a blank line where we are.
    fn blank(&mut self, into: &mut Vec<Trivia>) {
        let rest = self.rest();
        let blanks = &rest[..rest.len() - rest.trim_start_matches(WHITE).len()];
        let newlines = blanks.bytes().filter(|byte| *byte == b'\n').count();
        let at_start = self.at == 0;
        if newlines + usize::from(at_start) > 1
            && !self.after_keep
            && into.last() != Some(&Trivia::Blank)
        {
            into.push(Trivia::Blank);
        }
    }
}
