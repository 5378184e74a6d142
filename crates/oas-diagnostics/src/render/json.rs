//! `json`: one document of type [`Findings`], whose schema is published.

use std::fmt;

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

use crate::render::visible::is_hidden;
use crate::summary::Summary;
use crate::{Applicability, Diagnostic, Level, LineColumn, SourceMap, Span};

/// All findings of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Findings {
    /// The findings, sorted by file, offset and rule.
    pub findings: Vec<Finding>,
    /// How many there are.
    pub summary: Summary,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule, check or built-in diagnostic, in kebab-case; `oas explain` has its page.
    pub rule: String,
    /// Its weight.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// What to do, one thing per line.
    pub help: Option<String>,
    /// The file.
    pub file: String,
    /// The first character; the first of the file for what is about the file as a whole.
    pub start: LineColumn,
    /// One past the last character; equal to `start` where nothing is covered.
    pub end: LineColumn,
    /// JSON Pointer (RFC 6901) of the place within its file.
    pub pointer: Option<String>,
    /// The operations that are affected: operation ids, or method and path.
    pub operations: Vec<String>,
    /// Other places that take part.
    pub related: Vec<FindingPlace>,
    /// A change that mends it.
    pub fix: Option<FindingFix>,
}

/// Another place that takes part in a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingPlace {
    /// What the place has to do with it.
    pub message: String,
    /// The file.
    pub file: String,
    /// The first character.
    pub start: LineColumn,
    /// One past the last character.
    pub end: LineColumn,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingFix {
    /// What it does.
    pub message: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// What to replace; the places do not overlap.
    pub edits: Vec<FindingEdit>,
}

/// A replacement of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingEdit {
    /// The file.
    pub file: String,
    /// The first character that is replaced.
    pub start: LineColumn,
    /// One past the last; equal to `start` where text is added.
    pub end: LineColumn,
    /// What is written instead.
    pub replacement: String,
}

impl Findings {
    /// The document of `diagnostics`, in their order.
    #[must_use]
    pub fn new(diagnostics: &[Diagnostic], sources: &SourceMap) -> Self {
        Self {
            findings: diagnostics
                .iter()
                .map(|diagnostic| Finding::new(diagnostic, sources))
                .collect(),
            summary: Summary::of(diagnostics),
        }
    }
}

impl Finding {
    fn new(diagnostic: &Diagnostic, sources: &SourceMap) -> Self {
        let (file, start, end) = place(diagnostic.place.span(), sources);
        Self {
            rule: diagnostic.rule.clone().into_owned(),
            level: diagnostic.level,
            message: diagnostic.message.clone(),
            help: (!diagnostic.help.is_empty()).then(|| diagnostic.help.join("\n")),
            file,
            start,
            end,
            pointer: diagnostic.pointer.clone(),
            operations: diagnostic.operations.clone(),
            related: diagnostic
                .related
                .iter()
                .map(|related| {
                    let (file, start, end) = place(related.span, sources);
                    FindingPlace {
                        message: related.message.clone(),
                        file,
                        start,
                        end,
                    }
                })
                .collect(),
            fix: diagnostic.fix.as_ref().map(|fix| FindingFix {
                message: fix.message.clone(),
                applicability: fix.applicability,
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| {
                        let (file, start, end) = place(edit.span, sources);
                        FindingEdit {
                            file,
                            start,
                            end,
                            replacement: edit.replacement.clone(),
                        }
                    })
                    .collect(),
            }),
        }
    }
}

fn place(span: Span, sources: &SourceMap) -> (String, LineColumn, LineColumn) {
    let file = sources.file(span.file);
    let start = file.line_column(span.start);
    let end = file.line_column(span.end.max(span.start));
    (file.display().to_owned(), start, end)
}

/// The JSON Schema of [`Findings`].
#[must_use]
pub fn findings_schema() -> Schema {
    schemars::schema_for!(Findings)
}

/// Writes [`Findings`].
pub(super) fn render(
    out: &mut dyn fmt::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
) -> fmt::Result {
    write_document(out, &Findings::new(diagnostics, sources))
}

/// Writes `document` as JSON that does no harm on a terminal either.
pub(super) fn write_document(out: &mut dyn fmt::Write, document: &impl Serialize) -> fmt::Result {
    // The types of this module and of SARIF hold strings, numbers and lists, which always serialise.
    let text = serde_json::to_string_pretty(document).map_err(|_| fmt::Error)?;
    // Outside of strings JSON is ASCII, and inside of strings its controls are escaped, so that
    // what is left to escape stands in a string, where the escape means the same.
    let mut rest = text.as_str();
    while let Some(found) = rest.find(|c| is_hidden(c) && c != '\n') {
        let (before, hidden) = rest.split_at(found);
        out.write_str(before)?;
        let mut chars = hidden.chars();
        if let Some(c) = chars.next() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        rest = chars.as_str();
    }
    out.write_str(rest)?;
    out.write_str("\n")
}
