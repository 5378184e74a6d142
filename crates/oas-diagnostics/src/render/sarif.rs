//! `sarif`: one SARIF 2.1.0 log with one run, for code scanning.
//!
//! The types are the part of the format that is used, with its names (SARIF 2.1.0, OASIS standard,
//! section numbers beside each). Columns count characters, fingerprints outlive edits above.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::fingerprint::fingerprints;
use crate::render::json::write_document;
use crate::render::{RenderSettings, RuleDescription, in_full};
use crate::{Diagnostic, FileId, Fix, Level, Place, SourceMap, Span};

/// The name of the one fingerprint; a change of how it is computed changes the number.
const FINGERPRINT: &str = "oasFinding/v1";

/// §3.13
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

/// §3.14
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    artifacts: Vec<Artifact>,
    results: Vec<ResultObject<'a>>,
}

/// §3.18
#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

/// §3.19
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'a str,
    rules: Vec<Rule<'a>>,
}

/// §3.49
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Markdown<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    default_configuration: Configuration,
}

/// §3.50
#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// §3.11
#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

/// §3.12
#[derive(Serialize)]
struct Markdown<'a> {
    text: &'a str,
    markdown: &'a str,
}

/// §3.24
#[derive(Serialize)]
struct Artifact {
    location: ArtifactLocation,
    length: usize,
}

/// §3.4
#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

/// §3.27
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: OwnedText,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject<'a>>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

/// §3.11
#[derive(Serialize)]
struct OwnedText {
    text: String,
}

/// §3.28
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the format"
)]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

/// §3.33
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

/// §3.29
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

/// §3.30
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

/// §3.55
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixObject<'a> {
    description: Text<'a>,
    artifact_changes: Vec<ArtifactChange<'a>>,
}

/// §3.56
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

/// §3.57
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Text<'a>,
}

/// Writes the log.
pub(super) fn render(
    out: &mut dyn fmt::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    settings: &RenderSettings<'_>,
) -> fmt::Result {
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "oas",
                    semantic_version: settings.tool_version,
                    rules: settings.rules.iter().map(rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            artifacts: sources
                .files()
                .map(|(_, file)| Artifact {
                    location: ArtifactLocation {
                        uri: uri(file.display()),
                        index: None,
                    },
                    length: file.text().len(),
                })
                .collect(),
            results: diagnostics
                .iter()
                .zip(fingerprints(diagnostics, sources))
                .map(|(diagnostic, fingerprint)| result(diagnostic, fingerprint, sources, settings))
                .collect(),
        }],
    };
    write_document(out, &log)
}

fn rule<'a>(description: &'a RuleDescription<'_>) -> Rule<'a> {
    Rule {
        id: &description.name,
        short_description: Text {
            text: &description.summary,
        },
        full_description: Text {
            text: &description.summary,
        },
        help: Markdown {
            text: &description.page,
            markdown: &description.page,
        },
        help_uri: description.url.as_deref(),
        default_configuration: Configuration {
            level: level(description.level),
        },
    }
}

fn result<'a>(
    diagnostic: &'a Diagnostic,
    fingerprint: String,
    sources: &SourceMap,
    settings: &RenderSettings<'_>,
) -> ResultObject<'a> {
    ResultObject {
        rule_id: &diagnostic.rule,
        rule_index: settings
            .rules
            .iter()
            .position(|rule| rule.name == diagnostic.rule),
        level: level(diagnostic.level),
        message: OwnedText {
            text: in_full(diagnostic),
        },
        locations: [Location {
            id: None,
            physical_location: physical_location(diagnostic.place, sources),
            logical_locations: diagnostic
                .pointer
                .iter()
                .map(|pointer| LogicalLocation {
                    fully_qualified_name: pointer,
                })
                .collect(),
            message: diagnostic.label.as_ref().map(|text| Text { text }),
        }],
        related_locations: diagnostic
            .related
            .iter()
            .enumerate()
            .map(|(index, related)| Location {
                id: Some(index + 1),
                physical_location: physical_location(Place::Span(related.span), sources),
                logical_locations: Vec::new(),
                message: Some(Text {
                    text: &related.message,
                }),
            })
            .collect(),
        fixes: diagnostic
            .fix
            .iter()
            .map(|fix| fix_object(fix, sources))
            .collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint)]),
    }
}

fn fix_object<'a>(fix: &'a Fix, sources: &SourceMap) -> FixObject<'a> {
    let mut changes: BTreeMap<FileId, Vec<Replacement<'_>>> = BTreeMap::new();
    for edit in &fix.edits {
        changes
            .entry(edit.span.file)
            .or_default()
            .push(Replacement {
                deleted_region: region(edit.span, sources),
                inserted_content: Text {
                    text: &edit.replacement,
                },
            });
    }
    FixObject {
        description: Text { text: &fix.message },
        artifact_changes: changes
            .into_iter()
            .map(|(file, replacements)| ArtifactChange {
                artifact_location: artifact_location(file, sources),
                replacements,
            })
            .collect(),
    }
}

fn physical_location(place: Place, sources: &SourceMap) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: artifact_location(place.file(), sources),
        region: match place {
            Place::Span(span) => region(span, sources),
            // The format would do without a region, some who read it would not.
            Place::WholeDocument(_) => Region {
                start_line: 1,
                start_column: None,
                end_line: None,
                end_column: None,
            },
        },
    }
}

fn artifact_location(file: FileId, sources: &SourceMap) -> ArtifactLocation {
    ArtifactLocation {
        uri: uri(sources.file(file).display()),
        index: Some(file.index()),
    }
}

fn region(span: Span, sources: &SourceMap) -> Region {
    let file = sources.file(span.file);
    let start = file.line_column(span.start);
    let end = file.line_column(span.end.max(span.start));
    Region {
        start_line: start.line,
        start_column: Some(start.column),
        end_line: Some(end.line),
        end_column: Some(end.column),
    }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A path as a URI reference (RFC 3986): everything but unreserved characters and `/` is
/// percent-encoded, and a `:` too, which could end a scheme.
fn uri(path: &str) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    path.bytes()
        .flat_map(|byte| match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' => vec![char::from(byte)],
            _ if byte.is_ascii_alphanumeric() => vec![char::from(byte)],
            _ => vec![
                '%',
                digit(byte >> 4).to_ascii_uppercase(),
                digit(byte & 0xF).to_ascii_uppercase(),
            ],
        })
        .collect()
}
