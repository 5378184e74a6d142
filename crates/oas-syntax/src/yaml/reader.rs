//! Events to a tree: [`Reader`].

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};
use oas_diagnostics::{Diagnostic, Location, suggest};

use super::{lines, schema};
use crate::diagnostics::{
    ALIAS_CYCLE, ALIAS_EXPANSION_LIMIT, ALIAS_UNKNOWN, KEY_NOT_SCALAR, MULTIPLE_DOCUMENTS,
    NUMBER_NOT_JSON, TAG_MISMATCH, TAG_UNKNOWN,
};
use crate::errors::Remarks;
use crate::limits::{self, Limits};
use crate::tree::{Anchor, CommentPlacement, NodeKind, ScalarText, TreeBuilder};

/// What an anchor marks.
#[derive(Clone, Debug)]
enum Anchored {
    /// A collection that is still open.
    Open,
    /// A finished node.
    Node(Anchor),
    /// A scalar that is a key.
    Key(NodeKind, String),
    /// Something that was left out, and reported.
    Nothing,
}

#[derive(Debug)]
struct Name {
    text: String,
    bytes: Range<usize>,
}

/// A collection whose end has not come.
#[derive(Debug)]
struct Open {
    flow: bool,
    start: usize,
    /// The anchor's id, 0 for none.
    anchor: usize,
}

/// Nodes that are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Skip {
    /// Collections of it that are open.
    depth: usize,
    /// Whether this is a key, so that its value is left out too.
    key: bool,
}

/// Builds a tree of the events of one text.
#[derive(Debug)]
pub(super) struct Reader<'s> {
    /// The text as the author wrote it; the text that is read may have blanks in it.
    text: &'s str,
    limits: &'s Limits,
    builder: TreeBuilder,
    remarks: Remarks,
    anchors: HashMap<usize, Anchored>,
    names: HashMap<usize, Name>,
    open: Vec<Open>,
    skip: Option<Skip>,
    /// The end of the last thing read that is no comment.
    last_end: usize,
    /// The bytes of the last scalar.
    last_scalar: Range<usize>,
    documents: usize,
    /// The start of a second document of which nothing has come yet.
    second: Option<Range<usize>>,
    too_deep: bool,
    too_many_aliases: bool,
}

/// Names that are compared with one that is not known.
const MOST_SUGGESTED: usize = 200;

/// Whether to go on after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Read,
    Stop,
}

impl<'s> Reader<'s> {
    pub(super) fn new(text: &'s str, limits: &'s Limits, builder: TreeBuilder) -> Self {
        Self {
            text,
            limits,
            builder,
            remarks: Remarks::new(limits.errors),
            anchors: HashMap::new(),
            names: HashMap::new(),
            open: Vec::new(),
            skip: None,
            last_end: 0,
            last_scalar: 0..0,
            documents: 0,
            second: None,
            too_deep: false,
            too_many_aliases: false,
        }
    }

    /// Reads `source`, which is the text, or the text with blanks in it.
    pub(super) fn run(&mut self, source: &str) -> Result<(), ScanError> {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            max_buffered_comment_events: usize::MAX,
            flow_nesting_limit: self.limits.depth + 16,
            block_nesting_limit: self.limits.depth + 16,
        };
        for event in Parser::new_from_str_with_options(source, options) {
            let (event, span) = event?;
            let bytes = span.byte_range().unwrap_or_default();
            let tag = span.tag_span().and_then(|span| span.byte_range());
            if self.event(event, bytes, tag) == Next::Stop {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> (TreeBuilder, Remarks) {
        (self.builder, self.remarks)
    }

    /// A place with the pointer of what was being read.
    pub(super) fn location(&self, bytes: Range<usize>) -> Location {
        self.builder.location(self.range(bytes))
    }

    /// The end of the last thing that was read.
    pub(super) fn last_end(&self) -> usize {
        self.last_end
    }

    /// The bytes of the scalar that was read last.
    pub(super) fn last_scalar(&self) -> Range<usize> {
        self.last_scalar.clone()
    }

    /// The starts of the outermost and the innermost open flow collection.
    pub(super) fn open_flow(&self) -> Option<(usize, usize)> {
        let mut flow = self.open.iter().filter(|open| open.flow);
        let outermost = flow.next()?.start;
        let innermost = flow.next_back().map_or(outermost, |open| open.start);
        Some((outermost, innermost))
    }

    pub(super) fn limits(&self) -> &Limits {
        self.limits
    }

    fn event(&mut self, event: Event<'_>, bytes: Range<usize>, tag: Option<Range<usize>>) -> Next {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.second = Some(bytes);
                }
                return Next::Read;
            }
            Event::Comment(..) => {
                self.comment(bytes);
                return Next::Read;
            }
            Event::Anchor(id, name) => {
                let text = name.into_owned();
                self.names.insert(id, Name { text, bytes });
                return Next::Read;
            }
            Event::Scalar(ref text, ScalarStyle::Plain, 0, None)
                if self.second.is_some() && text == "~" && bytes.is_empty() =>
            {
                return Next::Read;
            }
            _ => {}
        }
        if event.is_node()
            && let Some(second) = self.second.take()
        {
            self.second_document(second);
            return Next::Stop;
        }
        match event {
            Event::Scalar(text, style, anchor, tagged) => {
                let tag = tagged.as_deref().map(|tagged| (tagged, tag));
                self.scalar(&text, style, anchor, tag.as_ref(), bytes);
            }
            Event::SequenceStart(style, anchor, tagged) => {
                self.open(style, anchor, bytes, tagged.as_deref(), tag, false);
            }
            Event::MappingStart(style, anchor, tagged) => {
                self.open(style, anchor, bytes, tagged.as_deref(), tag, true);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(bytes),
            Event::Alias(id) => self.alias(id, bytes),
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, bytes),
            _ => return Next::Read,
        }
        if self.builder.len() > self.limits.nodes {
            let location = self
                .builder
                .location(self.range(self.last_end..self.last_end));
            self.remarks
                .push(limits::node_diagnostic(self.limits, location));
            return Next::Stop;
        }
        Next::Read
    }

    fn comment(&mut self, bytes: Range<usize>) {
        let before = &self.text[lines::line_start(self.text, bytes.start)..bytes.start];
        let placement = if before.trim().is_empty() {
            CommentPlacement::Above
        } else {
            CommentPlacement::Right
        };
        let bytes = self.range(bytes);
        self.builder.comment(bytes, placement);
    }

    fn second_document(&mut self, start: Range<usize>) {
        let location = self.builder.location(self.range(start));
        self.remarks.push(
            Diagnostic::error(
                MULTIPLE_DOCUMENTS.name,
                location,
                "a second document in one file",
            )
            .label("starts here and is not read")
            .help("keep one document per file; to refer from one to the other, use `$ref`"),
        );
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&(&Tag, Option<Range<usize>>)>,
        bytes: Range<usize>,
    ) {
        let bytes = self.scalar_bytes(style, bytes);
        self.last_end = bytes.end.max(self.last_end);
        self.last_scalar = bytes.clone();
        let text = if bytes.is_empty() && style == ScalarStyle::Plain {
            ""
        } else {
            text
        };
        if self.skips(anchor, 0) {
            return;
        }
        if self.builder.expects_key() {
            return self.key(text, style, anchor, tag.is_some(), bytes);
        }
        let mut kind = match style {
            ScalarStyle::Plain => schema::resolve(text),
            _ => NodeKind::String,
        };
        if let Some((tag, tag_bytes)) = tag {
            kind = self.tagged_kind(kind, text, tag, tag_bytes.as_ref(), &bytes);
        }
        self.check_number(kind, text, &bytes);
        let stored = self.stored(text, style, &bytes);
        let range = self.range(bytes);
        let node = self.builder.scalar(kind, range, stored);
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored::Node(node));
        }
    }

    fn key(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tagged: bool,
        bytes: Range<usize>,
    ) {
        let plain = style == ScalarStyle::Plain;
        if plain && text.is_empty() {
            self.skip = Some(Skip {
                depth: 0,
                key: false,
            });
            let colon = bytes.start..bytes.start + 1;
            let location = self.builder.location(self.range(colon));
            self.remarks.push(
                Diagnostic::error(KEY_NOT_SCALAR.name, location, "a key is missing")
                    .label("no key before the `:`")
                    .help("write the key, or put the text in quotes if it is a value"),
            );
            return;
        }
        if anchor != 0 {
            let kind = if plain {
                schema::resolve(text)
            } else {
                NodeKind::String
            };
            self.anchors
                .insert(anchor, Anchored::Key(kind, text.to_owned()));
        }
        let stored = self.stored(text, style, &bytes);
        let range = self.range(bytes);
        if plain && text == "<<" && !tagged {
            self.builder.merge_key(range);
        } else {
            self.builder.key(range, stored);
        }
    }

    fn open(
        &mut self,
        style: StructureStyle,
        anchor: usize,
        bytes: Range<usize>,
        tagged: Option<&Tag>,
        tag: Option<Range<usize>>,
        mapping: bool,
    ) {
        let flow = style == StructureStyle::Flow;
        let start = if flow || mapping {
            bytes.start
        } else {
            self.sequence_start(bytes.start)
        };
        self.open.push(Open {
            flow,
            start,
            anchor,
        });
        let before = self.last_end;
        self.last_end = if flow { bytes.end } else { start }.max(before);
        if self.skips(anchor, 1) {
            return;
        }
        if self.builder.expects_key() {
            self.leave_out(anchor, true);
            let location = self.builder.location(self.range(start..start + 1));
            let what = if mapping { "a mapping" } else { "a sequence" };
            self.remarks.push(
                Diagnostic::error(KEY_NOT_SCALAR.name, location, format!("{what} as a key"))
                    .label("a key has to be text")
                    .help("put it in quotes if it is text, `\"{id}\"` for example"),
            );
            return;
        }
        if self.builder.depth() >= self.limits.depth {
            self.too_deep(start..bytes.end.max(start));
            let range = self.range(start..start);
            self.builder.null(range);
            self.leave_out(anchor, false);
            return;
        }
        if let Some(tagged) = tagged {
            let expected = if mapping { "map" } else { "seq" };
            let at = tag.unwrap_or(bytes);
            if tagged.core_suffix() != Some(expected) && !is_non_specific(tagged) {
                self.tag_remark(
                    tagged,
                    &at,
                    if mapping { "a mapping" } else { "a sequence" },
                );
            }
        }
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored::Open);
        }
        let start = self.position(start);
        if mapping {
            self.builder.open_mapping(start);
        } else {
            self.builder.open_sequence(start);
        }
    }

    fn close(&mut self, bytes: Range<usize>) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if open.flow {
            self.last_end = self.last_end.max(bytes.end);
        }
        if let Some(skip) = &mut self.skip {
            skip.depth = skip.depth.saturating_sub(1);
            self.skipped();
            return;
        }
        let closed = if open.flow && !bytes.is_empty() {
            let end = self.position(bytes.end);
            self.builder.close(end)
        } else {
            self.builder.close_after_children()
        };
        if let Some(node) = closed.filter(|_| open.anchor != 0) {
            self.anchors.insert(open.anchor, Anchored::Node(node));
        }
    }

    /// Leaves out the collection that was just opened.
    fn leave_out(&mut self, anchor: usize, key: bool) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored::Nothing);
        }
        self.skip = Some(Skip { depth: 1, key });
    }

    /// Whether a node is left out; `opens` is 1 for a collection.
    fn skips(&mut self, anchor: usize, opens: usize) -> bool {
        let Some(skip) = &mut self.skip else {
            return false;
        };
        skip.depth += opens;
        if anchor != 0 {
            self.anchors.insert(anchor, Anchored::Nothing);
        }
        self.skipped();
        true
    }

    /// Ends the skipping when everything that is left out has come.
    fn skipped(&mut self) {
        self.skip = match self.skip {
            Some(Skip {
                depth: 0,
                key: true,
            }) => Some(Skip {
                depth: 0,
                key: false,
            }),
            Some(Skip {
                depth: 0,
                key: false,
            }) => None,
            more => more,
        };
    }

    fn alias(&mut self, id: usize, bytes: Range<usize>) {
        self.last_end = bytes.end;
        if self.skips(0, 0) {
            return;
        }
        let anchored = self.anchors.get(&id).cloned();
        if self.builder.expects_key() {
            return self.alias_key(anchored, bytes);
        }
        let range = self.range(bytes.clone());
        match anchored {
            Some(Anchored::Node(anchor)) if self.may_expand(anchor, &bytes) => {
                self.builder.alias(range, anchor);
            }
            Some(Anchored::Key(kind, text)) => {
                self.builder.scalar(kind, range, ScalarText::Cooked(&text));
            }
            Some(Anchored::Open) => {
                self.alias_cycle(id, &bytes);
                self.builder.null(range);
            }
            Some(Anchored::Node(_) | Anchored::Nothing) | None => {
                self.builder.null(range);
            }
        }
    }

    fn alias_key(&mut self, anchored: Option<Anchored>, bytes: Range<usize>) {
        let text = match anchored {
            Some(Anchored::Key(_, text)) => Some(text),
            Some(Anchored::Node(anchor)) => {
                self.builder.scalar_text(anchor.node).map(str::to_owned)
            }
            _ => None,
        };
        let range = self.range(bytes);
        if let Some(text) = text {
            self.builder.key(range, ScalarText::Cooked(&text));
            return;
        }
        self.skip = Some(Skip {
            depth: 0,
            key: false,
        });
        let location = self.builder.location(range);
        self.remarks.push(
            Diagnostic::error(
                KEY_NOT_SCALAR.name,
                location,
                "a key is an alias of something that is no text",
            )
            .label("a key has to be text")
            .help("write the key itself"),
        );
    }

    fn alias_cycle(&mut self, id: usize, bytes: &Range<usize>) {
        let location = self.location(bytes.clone());
        let mut error = Diagnostic::error(
            ALIAS_CYCLE.name,
            location,
            "an alias within what it stands for",
        )
        .label("read as null")
        .help("use `$ref` for a schema that refers to itself");
        if let Some(name) = self.names.get(&id) {
            let span = self.builder.location(self.range(name.bytes.clone())).span;
            error = error.related(span, format!("`{}` marks what is around it", name.text));
        }
        self.remarks.push(error);
    }

    fn unknown_alias(&mut self, name: &str, bytes: Range<usize>) {
        self.last_end = bytes.end;
        if self.skips(0, 0) {
            return;
        }
        let location = self.location(bytes.clone());
        let mut known: Vec<&str> = self.names.values().map(|name| name.text.as_str()).collect();
        known.sort_unstable();
        known.truncate(MOST_SUGGESTED);
        let help = match suggest::nearest(name, known) {
            Some(nearest) => format!("did you mean `*{nearest}`?"),
            None => format!("if it is text, put it in quotes: `\"*{name}\"`"),
        };
        self.remarks.push(
            Diagnostic::error(
                ALIAS_UNKNOWN.name,
                location,
                format!("there is no anchor `&{name}` before this alias"),
            )
            .label("stands for nothing")
            .help(help),
        );
        if self.builder.expects_key() {
            self.skip = Some(Skip {
                depth: 0,
                key: false,
            });
        } else {
            let range = self.range(bytes);
            self.builder.null(range);
        }
    }

    /// Whether an alias keeps within the limits; reports it if not.
    fn may_expand(&mut self, anchor: Anchor, bytes: &Range<usize>) -> bool {
        if self.builder.depth() + anchor.height > self.limits.depth {
            self.too_deep(bytes.clone());
            return false;
        }
        let total = self.builder.aliased().saturating_add(anchor.size);
        if total <= self.limits.expanded_nodes {
            return true;
        }
        if !self.too_many_aliases {
            self.too_many_aliases = true;
            let location = self.location(bytes.clone());
            let message = format!(
                "aliases stand for more than {} values",
                self.limits.expanded_nodes
            );
            self.remarks.push(
                Diagnostic::error(ALIAS_EXPANSION_LIMIT.name, location, message)
                    .label("this alias and those after it that add too much are read as null")
                    .help("write shared parts as components and refer to them with `$ref`"),
            );
        }
        false
    }

    pub(super) fn was_too_deep(&self) -> bool {
        self.too_deep
    }

    fn too_deep(&mut self, bytes: Range<usize>) {
        if !self.too_deep {
            self.too_deep = true;
            let location = self.location(bytes);
            self.remarks
                .push(limits::nesting_diagnostic(self.limits, location));
        }
    }

    fn tagged_kind(
        &mut self,
        plain: NodeKind,
        text: &str,
        tag: &Tag,
        tag_bytes: Option<&Range<usize>>,
        bytes: &Range<usize>,
    ) -> NodeKind {
        if is_non_specific(tag) {
            return NodeKind::String;
        }
        let at = tag_bytes.unwrap_or(bytes);
        let read = schema::resolve(text);
        let fits = match tag.core_suffix() {
            Some("str") => return NodeKind::String,
            Some("null") => (read == NodeKind::Null).then_some(read),
            Some("bool") => (read == NodeKind::Boolean).then_some(read),
            Some("int") => (read == NodeKind::Integer).then_some(read),
            Some("float") => {
                matches!(read, NodeKind::Integer | NodeKind::Float).then_some(NodeKind::Float)
            }
            _ => None,
        };
        fits.unwrap_or_else(|| {
            self.tag_remark(tag, at, plain.described());
            plain
        })
    }

    /// Reports a tag that is not known, or that the value does not fit.
    fn tag_remark(&mut self, tag: &Tag, bytes: &Range<usize>, found: &str) {
        let written = self.text.get(bytes.clone()).unwrap_or_default();
        let location = self.location(bytes.clone());
        self.remarks.push(if tag.is_yaml_core_schema() {
            Diagnostic::error(
                TAG_MISMATCH.name,
                location,
                format!("the tag `{written}` does not fit {found}"),
            )
            .label("has no effect")
            .help("delete the tag, or write a value that it fits")
        } else {
            let help = if tag.suffix() == "include" {
                "to include another file, use `$ref`"
            } else {
                "delete it; if it is text, put it in quotes"
            };
            Diagnostic::warning(
                TAG_UNKNOWN.name,
                location,
                format!("the tag `{written}` is not known"),
            )
            .label("has no effect")
            .help(help)
        });
    }

    fn check_number(&mut self, kind: NodeKind, text: &str, bytes: &Range<usize>) {
        let digits = text.trim_start_matches(['+', '-']);
        let name = |name: &str| digits.eq_ignore_ascii_case(name);
        if kind == NodeKind::Float && (name(".inf") || name(".nan")) {
            let location = self.location(bytes.clone());
            self.remarks.push(
                Diagnostic::error(
                    NUMBER_NOT_JSON.name,
                    location,
                    format!("JSON has no number `{text}`"),
                )
                .label("cannot be written as JSON")
                .help("leave the key out, or put the text in quotes"),
            );
        } else if (kind == NodeKind::Float || kind == NodeKind::Integer && text.len() > 300)
            && digits.parse::<f64>().is_ok_and(f64::is_infinite)
        {
            let location = self.location(bytes.clone());
            self.remarks.push(limits::range_diagnostic(location));
        }
    }

    /// The bytes of the whole token: with the header of a block scalar, after the colon for none.
    fn scalar_bytes(&self, style: ScalarStyle, bytes: Range<usize>) -> Range<usize> {
        let indicator = match style {
            ScalarStyle::Literal => '|',
            ScalarStyle::Folded => '>',
            ScalarStyle::Plain if bytes.is_empty() => {
                let colon = self.text.as_bytes().get(bytes.start) == Some(&b':');
                let expected = colon && !self.builder.expects_key();
                let at = bytes.start + usize::from(expected);
                return at..at;
            }
            _ => return bytes,
        };
        let from = self.last_end.min(bytes.start);
        let before = self.text[from..bytes.start].trim_end();
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let header = before[line..]
            .match_indices(indicator)
            .map(|(offset, _)| line + offset)
            .find(|offset| {
                let after = before[offset + 1..].trim_start_matches(['+', '-']);
                let after = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
                let after = after.trim_start_matches(['+', '-']);
                after.is_empty() || after.starts_with([' ', '\t'])
            });
        let start = header.map_or(bytes.start, |offset| from + offset);
        let end = start + self.text[start..bytes.end].trim_end().len();
        start..end.max(start)
    }

    /// The first dash of a block sequence; the event of one that is not indented starts after it.
    fn sequence_start(&self, event: usize) -> usize {
        if self.builder.in_mapping() != Some(true) {
            return event;
        }
        let bytes = self.text.as_bytes();
        let mut at = self.last_end;
        while at < event {
            match bytes[at] {
                b'-' => return at,
                b'#' => at = lines::next_line(self.text, at),
                b'&' | b'!' => {
                    while at < event && !bytes[at].is_ascii_whitespace() {
                        at += 1;
                    }
                }
                b':' | b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                _ => break,
            }
        }
        event
    }

    fn stored<'t>(
        &self,
        text: &'t str,
        style: ScalarStyle,
        bytes: &Range<usize>,
    ) -> ScalarText<'t> {
        let inner = match style {
            ScalarStyle::Plain => bytes.clone(),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                bytes.start + 1..bytes.end.saturating_sub(1)
            }
            // A block of one line is part of the source.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let end = bytes.end + usize::from(text.ends_with('\n'));
                end.saturating_sub(text.len())..end
            }
        };
        if self.text.get(inner.clone()) == Some(text) {
            ScalarText::Source(self.range(inner))
        } else {
            ScalarText::Cooked(text)
        }
    }

    pub(super) fn range(&self, bytes: Range<usize>) -> Range<u32> {
        self.position(bytes.start)..self.position(bytes.end)
    }

    /// The limit on bytes keeps positions within 32 bits.
    fn position(&self, at: usize) -> u32 {
        u32::try_from(at.min(self.text.len())).unwrap_or(u32::MAX)
    }
}

/// Whether a tag is `!`, which says that a scalar is text and a collection what it looks like.
fn is_non_specific(tag: &Tag) -> bool {
    tag.original_parts() == ("", "!") || tag.original_parts() == ("!", "")
}
