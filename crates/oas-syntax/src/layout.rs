//! A YAML text as it is laid out: [`YamlLayout`], for those who write the text anew.
//!
//! A [`crate::SyntaxTree`] says what a text means: aliases are followed, merge keys applied, styles
//! and properties forgotten. Here every node is as it was written, with anchor, tag and style, in
//! the order of the text, and every comment has its place. Nothing is judged: the text has to be
//! one that [`crate::parse`] reads without errors.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use crate::tree::{CommentPlacement, NodeKind};
use crate::yaml::schema;
pub use crate::yaml::{double_quoted, is_misread};

mod places;

/// White space of YAML; what else is white in Unicode is text.
const WHITE: [char; 3] = [' ', '\t', '\n'];

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes; of no bytes where nothing is written.
    Plain,
    /// In `'`.
    SingleQuoted,
    /// In `"`.
    DoubleQuoted,
    /// A block after `|`.
    Literal,
    /// A block after `>`.
    Folded,
}

/// What a node is, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A scalar.
    Scalar(Style),
    /// `*name`.
    Alias,
    /// A list; `flow` in brackets.
    Sequence {
        /// In brackets.
        flow: bool,
    },
    /// Keys and values, which are the children in turn.
    Mapping {
        /// In braces, or a single pair in brackets.
        flow: bool,
    },
}

/// One node of the text.
#[derive(Clone, Debug)]
pub struct LayoutNode {
    /// What it is.
    pub shape: Shape,
    /// Its bytes without anchor and tag. A block collection ends where its last child does, a
    /// block scalar starts with its indicator and ends before the line break of its last line.
    pub bytes: Range<usize>,
    /// The bytes of `&name`.
    pub anchor: Option<Range<usize>>,
    /// The bytes of the tag.
    pub tag: Option<Range<usize>>,
    /// The index after the last node within this one.
    pub next: usize,
    /// Of a scalar: where its text is, see [`YamlLayout::value`].
    value: Value,
}

#[derive(Clone, Debug)]
enum Value {
    Source(Range<usize>),
    Cooked(Box<str>),
}

impl LayoutNode {
    /// Where the node starts, anchor and tag included.
    #[must_use]
    pub fn start(&self) -> usize {
        let properties = self.anchor.iter().chain(&self.tag);
        let first = properties.map(|bytes| bytes.start).min();
        first.map_or(self.bytes.start, |first| first.min(self.bytes.start))
    }

    /// Whether nothing is written where the node is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.shape == Shape::Scalar(Style::Plain) && self.bytes.is_empty()
    }
}

/// A comment with its place.
#[derive(Clone, Debug)]
pub struct LayoutComment {
    /// From the `#` to the end of the line.
    pub bytes: Range<usize>,
    /// Where it stands on its line.
    pub placement: CommentPlacement,
}

/// One text as it is laid out.
#[derive(Clone, Debug)]
pub struct YamlLayout<'s> {
    text: &'s str,
    /// Where lines start.
    lines: Vec<usize>,
    /// All nodes, parents before their children, in the order of the text.
    pub nodes: Vec<LayoutNode>,
    /// All comments in the order of the text.
    pub comments: Vec<LayoutComment>,
    /// The bytes of `---`, where it is written.
    pub document_start: Option<Range<usize>>,
    /// Where the document ends: at `...`, at a `---` after which nothing comes, or with the text.
    pub document_end: usize,
}

impl<'s> YamlLayout<'s> {
    /// Reads the layout of a text; `None` when it cannot be read, or has an alias without an anchor
    /// before it. A text of comments alone has no nodes.
    ///
    /// Lines have to end with line feeds alone, and there must be no byte order mark. `depth` is
    /// the number of collections that may be within each other.
    #[must_use]
    pub fn read(text: &'s str, depth: usize) -> Option<Self> {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            max_buffered_comment_events: usize::MAX,
            flow_nesting_limit: depth + 16,
            block_nesting_limit: depth + 16,
        };
        let mut reader = Reader {
            layout: Self {
                text,
                lines: std::iter::once(0)
                    .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                    .collect(),
                nodes: Vec::new(),
                comments: Vec::new(),
                document_start: None,
                document_end: text.len(),
            },
            open: Vec::new(),
            last_end: 0,
            documents: 0,
        };
        for event in Parser::new_from_str_with_options(text, options) {
            let (event, span) = event.ok()?;
            reader.event(event, &span)?;
        }
        reader
            .layout
            .comments
            .sort_by_key(|comment| comment.bytes.start);
        Some(reader.layout)
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'s str {
        self.text
    }

    /// The bytes between the start of the line and a place on it.
    #[must_use]
    pub fn column(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|start| *start <= at);
        at - self
            .lines
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    /// The text of a scalar, unquoted; nothing for anything else.
    #[must_use]
    pub fn value<'a>(&'a self, node: &'a LayoutNode) -> &'a str {
        match &node.value {
            Value::Source(bytes) => self.text.get(bytes.clone()).unwrap_or_default(),
            Value::Cooked(text) => text,
        }
    }

    /// What a scalar is to YAML 1.2 when its tag is left aside.
    #[must_use]
    pub fn kind(&self, node: &LayoutNode) -> NodeKind {
        match node.shape {
            Shape::Scalar(Style::Plain) => schema::resolve(self.value(node)),
            Shape::Sequence { .. } => NodeKind::Sequence,
            Shape::Mapping { .. } => NodeKind::Mapping,
            Shape::Scalar(_) | Shape::Alias => NodeKind::String,
        }
    }
}

struct Reader<'s> {
    layout: YamlLayout<'s>,
    /// Nodes of collections whose end has not come.
    open: Vec<usize>,
    /// The end of the last thing read that is no comment.
    last_end: usize,
    documents: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: &Span) -> Option<()> {
        let bytes = span.byte_range().unwrap_or_default();
        let tag = span.tag_span().and_then(|span| span.byte_range());
        match event {
            Event::Comment(..) => self.comment(bytes),
            Event::DocumentStart(explicit, _) => {
                self.documents += 1;
                if self.documents == 1 {
                    self.layout.document_start = explicit.then(|| bytes.clone());
                    self.last_end = if explicit { bytes.end } else { 0 };
                } else if self.documents == 2 {
                    self.layout.document_end = self.layout.document_end.min(bytes.start);
                }
            }
            Event::DocumentEnd if self.documents == 1 => {
                let text = &self.layout.text[self.last_end..];
                let marked = self.last_end + text.find("\n...").map_or(text.len(), |at| at + 1);
                // Whatever stands before the mark is blank or a comment.
                self.layout.document_end = self.layout.document_end.min(marked);
            }
            // A second document of which nothing is written.
            Event::Scalar(..) if self.documents > 1 && bytes.is_empty() => {}
            Event::Scalar(..)
            | Event::Alias(_)
            | Event::SequenceStart(..)
            | Event::MappingStart(..)
                if self.documents > 1 =>
            {
                return None;
            }
            Event::UnresolvedAlias(_) => return None,
            Event::Anchor(..) => self.layout.nodes.last_mut()?.anchor = Some(bytes),
            Event::Scalar(text, style, ..) => self.scalar(&text, style, bytes, tag)?,
            Event::Alias(_) => {
                self.last_end = bytes.end;
                self.push(Shape::Alias, bytes, None, Value::Source(0..0));
            }
            Event::SequenceStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                self.open(Shape::Sequence { flow }, bytes, tag);
            }
            Event::MappingStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                self.open(Shape::Mapping { flow }, bytes, tag);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(&bytes)?,
            _ => {}
        }
        Some(())
    }

    fn comment(&mut self, bytes: Range<usize>) {
        let text = self.layout.text;
        let line = bytes.start - self.layout.column(bytes.start);
        let placement = if text[line..bytes.start].trim().is_empty() {
            CommentPlacement::Above
        } else {
            CommentPlacement::Right
        };
        let end = bytes.start + text[bytes.clone()].trim_end_matches(WHITE).len();
        self.layout.comments.push(LayoutComment {
            bytes: bytes.start..end,
            placement,
        });
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        bytes: Range<usize>,
        tag: Option<Range<usize>>,
    ) -> Option<()> {
        let text = self.layout.text;
        let (style, bytes) = match style {
            ScalarStyle::Plain => {
                let bytes = if bytes.is_empty() {
                    let at = self.nothing_at(bytes.start, tag.as_ref());
                    at..at
                } else {
                    bytes.start
                        ..bytes.start + text.get(bytes.clone())?.trim_end_matches(WHITE).len()
                };
                (Style::Plain, bytes)
            }
            ScalarStyle::SingleQuoted => (Style::SingleQuoted, bytes),
            ScalarStyle::DoubleQuoted => (Style::DoubleQuoted, bytes),
            ScalarStyle::Literal => (Style::Literal, self.block_bytes(bytes)?),
            ScalarStyle::Folded => (Style::Folded, self.block_bytes(bytes)?),
        };
        let value = if bytes.is_empty() { "" } else { value };
        let inner = match style {
            Style::SingleQuoted | Style::DoubleQuoted => {
                bytes.start + 1..bytes.end.saturating_sub(1)
            }
            Style::Plain | Style::Literal | Style::Folded => bytes.clone(),
        };
        let value = if text.get(inner.clone()) == Some(value) {
            Value::Source(inner)
        } else {
            Value::Cooked(value.into())
        };
        self.last_end = self.last_end.max(bytes.end);
        self.push(Shape::Scalar(style), bytes, tag, value);
        Some(())
    }

    fn open(&mut self, shape: Shape, bytes: Range<usize>, tag: Option<Range<usize>>) {
        let start = if shape == (Shape::Sequence { flow: false }) {
            self.sequence_start(bytes.start)
        } else {
            bytes.start
        };
        let is_flow = matches!(
            shape,
            Shape::Sequence { flow: true } | Shape::Mapping { flow: true }
        );
        self.last_end = self.last_end.max(if is_flow { bytes.end } else { start });
        self.open.push(self.layout.nodes.len());
        self.push(shape, start..start, tag, Value::Source(0..0));
    }

    fn close(&mut self, bytes: &Range<usize>) -> Option<()> {
        let index = self.open.pop()?;
        let next = self.layout.nodes.len();
        let last = self.layout.nodes.last().map_or(0, |last| last.bytes.end);
        let node = self.layout.nodes.get_mut(index)?;
        let is_flow = matches!(
            node.shape,
            Shape::Sequence { flow: true } | Shape::Mapping { flow: true }
        );
        let end = if is_flow { bytes.end } else { last };
        node.bytes.end = end.max(node.bytes.start).max(last);
        node.next = next;
        self.last_end = self.last_end.max(node.bytes.end);
        Some(())
    }

    fn push(&mut self, shape: Shape, bytes: Range<usize>, tag: Option<Range<usize>>, value: Value) {
        let next = self.layout.nodes.len() + 1;
        self.layout.nodes.push(LayoutNode {
            shape,
            bytes,
            anchor: None,
            tag,
            next,
            value,
        });
    }
}
