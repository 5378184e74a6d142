//! What the author did, told from where the event parser stopped: [`explain`].
//!
//! The event parser says which state it was in; people want to know what they wrote and how to
//! mend it. So each explanation looks at the text around the place first, and at the kind of the
//! error only to choose where to look.

mod flow;
mod keys;
mod plain;
mod quoted;

use std::ops::Range;

use granit_parser::ErrorKind;
use oas_diagnostics::{Applicability, Diagnostic, Edit, Fix, Span};

use super::lines;
use super::reader::{Reader, Stop};
use super::recover::{Recovery, is_conflict_marker};
use crate::diagnostics::{NESTING_LIMIT, YAML_SYNTAX};
use crate::limits;

/// What is replaced by what.
type Edits = Vec<(Range<usize>, String)>;

/// One syntax error in plain words.
#[derive(Debug)]
pub(super) struct Mistake {
    /// Where it is.
    pub(super) bytes: Range<usize>,
    message: String,
    label: String,
    help: String,
    note: Option<String>,
    related: Option<(Range<usize>, String)>,
    fix: Option<(&'static str, Edits)>,
    /// How to read on.
    pub(super) recovery: Recovery,
    /// Whether this is the limit on nesting and no mistake of writing.
    pub(super) too_deep: bool,
}

impl Mistake {
    /// A mistake at `bytes`; the block of lines there is left out unless said otherwise.
    fn new(
        bytes: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            recovery: Recovery::Block(bytes.start),
            bytes,
            message: message.into(),
            label: label.into(),
            help: help.into(),
            note: None,
            related: None,
            fix: None,
            too_deep: false,
        }
    }

    fn related(mut self, bytes: Range<usize>, message: impl Into<String>) -> Self {
        self.related = Some((bytes, message.into()));
        self
    }

    fn fix(
        mut self,
        message: &'static str,
        bytes: Range<usize>,
        replacement: impl Into<String>,
    ) -> Self {
        self.fix = Some((message, vec![(bytes, replacement.into())]));
        self
    }

    fn fixes(mut self, message: &'static str, edits: Edits) -> Self {
        self.fix = Some((message, edits));
        self
    }

    fn recover(mut self, recovery: Recovery) -> Self {
        self.recovery = recovery;
        self
    }

    pub(super) fn diagnostic(&self, reader: &Reader<'_>) -> Diagnostic {
        let location = reader.location(self.bytes.clone());
        let file = location.span.file;
        if self.too_deep {
            return limits::nesting_diagnostic(reader.limits(), location);
        }
        let span = |bytes: &Range<usize>| {
            let bytes = reader.range(bytes.clone());
            Span::new(file, bytes.start, bytes.end)
        };
        let mut diagnostic = Diagnostic::error(YAML_SYNTAX.name, location, &*self.message)
            .label(&*self.label)
            .help(&*self.help);
        if let Some(note) = &self.note {
            diagnostic = diagnostic.note(&**note);
        }
        if let Some((bytes, message)) = &self.related {
            diagnostic = diagnostic.related(span(bytes), &**message);
        }
        if let Some((message, edits)) = &self.fix {
            let edits = edits.iter().map(|(bytes, replacement)| Edit {
                span: span(bytes),
                replacement: replacement.clone(),
            });
            diagnostic = diagnostic.fix(Fix {
                message: (*message).to_owned(),
                applicability: Applicability::Unsafe,
                edits: edits.collect(),
            });
        }
        diagnostic
    }
}

/// What is around the place where the event parser stopped.
#[derive(Debug)]
struct Place<'a> {
    /// The text as it was written.
    text: &'a str,
    /// The text as it was read, with blanks for what earlier errors left out.
    source: &'a str,
    reader: &'a Reader<'a>,
    at: usize,
}

impl Place<'_> {
    /// The content of the line of the place.
    fn content(&self) -> Range<usize> {
        lines::content(self.source, self.at)
    }

    /// The bytes from `at` to the end of the content of its line; one character at least.
    fn to_line_end(&self, at: usize) -> Range<usize> {
        let end = lines::content(self.text, at).end.max(at);
        at..end.max(self.character(at).end)
    }

    /// The bytes of the character at `at`; empty at the end of the text.
    fn character(&self, at: usize) -> Range<usize> {
        let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
        at..at + length
    }
}

/// Says what is wrong where reading `source` stopped with `error`.
pub(super) fn explain(stop: &Stop, text: &str, source: &str, reader: &Reader<'_>) -> Mistake {
    let at = match stop {
        Stop::Error(error) => error.marker().byte_offset().unwrap_or_default(),
        Stop::StarKey(at) => *at,
    };
    let at = text.floor_char_boundary(at);
    let place = Place {
        text,
        source,
        reader,
        at,
    };
    let error = match stop {
        Stop::Error(error) => error,
        Stop::StarKey(at) => {
            return keys::star_key(&place, *at).unwrap_or_else(|| plain::other(&place, ""));
        }
    };
    if let Some(mistake) = conflict_marker(&place) {
        return mistake;
    }
    if let Some(mistake) = tab(error.kind(), &place) {
        return mistake;
    }
    if let Some(mistake) = keys::star_key(&place, place.content().start) {
        return mistake;
    }
    by_kind(error.kind(), &place)
}

fn by_kind(kind: &ErrorKind, place: &Place<'_>) -> Mistake {
    match kind {
        ErrorKind::RecursionLimitExceeded => {
            let mut mistake = Mistake::new(place.character(place.at), NESTING_LIMIT.name, "", "");
            mistake.too_deep = true;
            mistake
        }
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => quoted::unclosed(place),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => quoted::text_after_quote(place),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => quoted::escape(place),
        ErrorKind::MappingValueNotAllowed => keys::colon_in_value(place),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => keys::no_colon(place),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::ExpectedNodeContent => keys::indentation(place),
        ErrorKind::BlockSequenceEntryNotAllowed => keys::list_on_key_line(place),
        ErrorKind::UnexpectedCharacter { character } => plain::character(place, *character),
        ErrorKind::MissingAnchorOrAliasName => plain::alias_or_anchor(place),
        ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::InvalidTagUtf8
        | ErrorKind::UndeclaredTagHandle => plain::tag(place),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => {
            plain::block_header(place)
        }
        ErrorKind::InvalidBlockScalarIndent => plain::block_indentation(place),
        ErrorKind::CommentNotSeparated => plain::comment(place),
        ErrorKind::CommentInterceptedScalar => plain::comment_in_text(place),
        ErrorKind::InvalidDocumentEnd => plain::document_end(place),
        ErrorKind::BomInsideDocument => plain::byte_order_mark(place),
        ErrorKind::PlainScalarStartsWithDashFlowIndicator => plain::dash(place),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::FlowMappingValueAdjacentCollection
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidFlowScalarIndent => flow::collection(place, kind),
        _ => plain::other(place, &kind.to_string()),
    }
}

/// A line that a version control system left, at the place or just before it.
fn conflict_marker(place: &Place<'_>) -> Option<Mistake> {
    let own = lines::line_start(place.source, place.at);
    let start = std::iter::once(own)
        .chain(lines::lines_before(place.source, place.at).take(1))
        .find(|start| {
            let line = lines::line(place.source, *start);
            is_conflict_marker(&place.source[line])
        })?;
    let mistake = Mistake::new(
        lines::content(place.text, start),
        "a merge conflict is not resolved",
        "left by version control",
        "keep the lines of one side and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    );
    Some(mistake.recover(Recovery::ConflictMarkers))
}

/// A tab in the indentation, at the place or just after it.
fn tab(kind: &ErrorKind, place: &Place<'_>) -> Option<Mistake> {
    let about_tabs = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::InvalidBlockEntryWhitespace
            | ErrorKind::InvalidMappingValueWhitespace
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidIndentation
    );
    if !about_tabs {
        return None;
    }
    let own = lines::line_start(place.source, place.at);
    let starts = [own, lines::next_line(place.source, place.at)];
    let start = starts.into_iter().find(|start| {
        let line = &place.source[lines::line(place.source, *start)];
        let indentation = line.len() - line.trim_start().len();
        line[..indentation].contains('\t')
    })?;
    let edits = tabs(place.source);
    let bytes = edits.iter().find(|bytes| bytes.start >= start)?.clone();
    let mut mistake = Mistake::new(
        bytes.clone(),
        "a tab in the indentation",
        if bytes.len() == 1 { "a tab" } else { "tabs" },
        "indent with spaces; YAML allows no tabs there",
    )
    .recover(Recovery::Tabs);
    if edits.len() > 1 {
        let count = edits.len();
        mistake.note = Some(format!("{count} lines of this file are indented with tabs"));
    }
    let edits = edits
        .into_iter()
        .map(|bytes| (bytes.clone(), "  ".repeat(bytes.len())))
        .take(MOST_EDITS);
    Some(mistake.fixes("indent with spaces", edits.collect()))
}

/// Lines that one fix changes; the next run deals with the others.
const MOST_EDITS: usize = 1_000;

/// The first run of tabs in the indentation of every line that has one and is not blank.
fn tabs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let line = &text[start..lines::next_line(text, start)];
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let tabs = line[spaces..].len() - line[spaces..].trim_start_matches('\t').len();
        if tabs > 0 && !line.trim().is_empty() {
            found.push(start + spaces..start + spaces + tabs);
        }
        start += line.len();
    }
    found
}
