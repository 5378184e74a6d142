//! Events to a tree: [`Reader`].

mod anchors;
mod spans;
mod tags;

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};
use oas_diagnostics::{Diagnostic, Location};

use super::{lines, schema};
use crate::diagnostics::{KEY_NOT_SCALAR, MULTIPLE_DOCUMENTS};
use crate::errors::Remarks;
use crate::limits::{self, Limits};
use crate::tree::{CommentPlacement, NodeKind, TreeBuilder};
use anchors::{Anchored, Name};
use tags::is_non_specific;

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
pub(in crate::yaml) struct Reader<'s> {
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

/// Why reading stopped before the end.
#[derive(Debug)]
pub(in crate::yaml) enum Stop {
    /// The event parser met an error.
    Error(ScanError),
    /// An alias that was meant as a key: in `*/*: x` the colon belongs to the name.
    StarKey(usize),
}

/// Whether to go on after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Read,
    Stop,
}

impl<'s> Reader<'s> {
    /// `too_deep` says that the nesting limit was reported before.
    pub(in crate::yaml) fn new(
        text: &'s str,
        limits: &'s Limits,
        builder: TreeBuilder,
        too_deep: bool,
    ) -> Self {
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
            too_deep,
            too_many_aliases: false,
        }
    }

    /// Reads `source`, which is the text, or the text with blanks in it.
    pub(in crate::yaml) fn run(&mut self, source: &str) -> Result<(), Stop> {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            max_buffered_comment_events: usize::MAX,
            flow_nesting_limit: self.limits.depth + 16,
            block_nesting_limit: self.limits.depth + 16,
        };
        for event in Parser::new_from_str_with_options(source, options) {
            let (event, span) = event.map_err(Stop::Error)?;
            let bytes = self.characters(span.byte_range().unwrap_or_default());
            if let Event::UnresolvedAlias(name) = &event
                && name.ends_with(':')
            {
                return Err(Stop::StarKey(bytes.start));
            }
            let tag = span.tag_span().and_then(|span| span.byte_range());
            let tag = tag.map(|tag| self.characters(tag));
            if self.event(event, bytes, tag) == Next::Stop {
                break;
            }
        }
        Ok(())
    }

    pub(in crate::yaml) fn finish(self) -> (TreeBuilder, Remarks) {
        (self.builder, self.remarks)
    }

    /// A place with the pointer of what was being read.
    pub(in crate::yaml) fn location(&self, bytes: Range<usize>) -> Location {
        self.builder.location(self.range(bytes))
    }

    /// The end of the last thing that was read.
    pub(in crate::yaml) fn last_end(&self) -> usize {
        self.last_end
    }

    /// The bytes of the scalar that was read last.
    pub(in crate::yaml) fn last_scalar(&self) -> Range<usize> {
        self.last_scalar.clone()
    }

    /// The starts of the outermost and the innermost open flow collection.
    pub(in crate::yaml) fn open_flow(&self) -> Option<(usize, usize)> {
        let mut flow = self.open.iter().filter(|open| open.flow);
        let outermost = flow.next()?.start;
        let innermost = flow.next_back().map_or(outermost, |open| open.start);
        Some((outermost, innermost))
    }

    pub(in crate::yaml) fn limits(&self) -> &Limits {
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
}
