//! The document as a whole, its servers, and links.

use oas_diagnostics::{Diagnostic, DiagnosticSink, Level};
use oas_syntax::Node;

use super::values::missing;
use super::{at_level, report_type};
use crate::Version::{self, V3_0, V3_2};
use crate::fields::Kind;
use crate::resolve::diagnostics::FIELD_VALUE;

/// The version in full, addresses without fragment, and that the document holds something.
pub(super) fn open_api(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    containers(node, version, sink);
    if let Some(value) = node.get("openapi")
        && let Some(text) = value.as_str()
        && !is_full_version(text)
    {
        sink.push(
            Diagnostic::error(
                FIELD_VALUE.name,
                value.location(),
                format!("`openapi` must name a version of three numbers, but is `{text}`"),
            )
            .help(format!("write a full version, for example `{version}.0`")),
        );
    }
    if let Some(value) = node.get("$self").filter(|_| version >= V3_2)
        && value.as_str().is_some_and(|text| text.contains('#'))
    {
        sink.push(
            Diagnostic::error(
                FIELD_VALUE.name,
                value.location(),
                "`$self` has a fragment, but names the whole document",
            )
            .help("remove the `#` and what follows it"),
        );
    }
    if let Some(value) = node.get("jsonSchemaDialect")
        && let Some(text) = value.as_str()
        && !text.contains(':')
    {
        sink.push(
            Diagnostic::warning(
                FIELD_VALUE.name,
                value.location(),
                format!("`jsonSchemaDialect` must be a URI, but is `{text}`"),
            )
            .help("write the URI of a dialect, `https://spec.openapis.org/oas/3.1/dialect/base`"),
        );
    }
}

/// `3.1.0`, `3.1.0-rc1`.
fn is_full_version(text: &str) -> bool {
    let (numbers, _) = text.split_once('-').unwrap_or((text, ""));
    let parts: Vec<_> = numbers.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number) && !text.ends_with('-')
}

/// The braces of a server's URL, and what it must not have.
pub(super) fn server(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    let Some(value) = node.get("url") else { return };
    let Some(url) = value.as_str() else { return };
    let mut open = false;
    let mut problem = None;
    for one in url.chars() {
        match one {
            '{' if open => problem = Some("has a `{` within a variable"),
            '}' if !open => problem = Some("has a `}` that closes nothing"),
            // What stands in a variable is no part of the URL.
            '?' | '#' if !open && version >= V3_2 => {
                problem = Some("has a query or a fragment, which no path can be appended to");
            }
            _ => {}
        }
        open = (open || one == '{') && one != '}';
        if problem.is_some() {
            break;
        }
    }
    if open && problem.is_none() {
        problem = Some("has a `{` that is not closed");
    }
    if let Some(problem) = problem {
        sink.push(
            Diagnostic::error(
                FIELD_VALUE.name,
                value.location(),
                format!("the server URL `{url}` {problem}"),
            )
            .help("write an address whose variables are written as `{name}`"),
        );
    }
}

/// A link names one operation, in one way.
pub(super) fn link(node: Node<'_>, sink: &mut DiagnosticSink) {
    if node.get("operationId").is_none() && node.get("operationRef").is_none() {
        missing(node, Kind::Link, "`operationId` or `operationRef`", sink);
    }
    if let Some(parameters) = node.get("parameters").filter(|value| !value.is_mapping()) {
        report_type(parameters, "parameters", "an object", sink);
    }
}

/// A document has to hold something.
fn containers(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    let (fields, words): (&[&str], _) = match version {
        V3_0 => (&["paths"], "`paths`"),
        _ => (
            &["paths", "components", "webhooks"],
            "`paths`, `components` or `webhooks`",
        ),
    };
    if !fields.iter().any(|field| node.get(field).is_some()) {
        missing(node, Kind::OpenApi, words, sink);
    }
}

pub(super) fn server_variable(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    let Some(values) = node.get("enum").filter(|values| values.is_sequence()) else {
        return;
    };
    if values.elements().next().is_none() {
        // OpenAPI 3.0 says SHOULD NOT.
        let level = match version {
            V3_0 => Level::Warning,
            _ => Level::Error,
        };
        let place = values.key_location();
        sink.push(
            at_level(level, FIELD_VALUE.name, place, "`enum` is empty")
                .help("add the values that the variable may have, or leave `enum` out"),
        );
        return;
    }
    let Some(default) = node.get("default") else {
        return;
    };
    if let Some(text) = default.as_str()
        && !values.elements().any(|value| value.as_str() == Some(text))
    {
        sink.push(
            Diagnostic::error(
                FIELD_VALUE.name,
                default.location(),
                format!("the default `{text}` is not in `enum`"),
            )
            .related(values.key_location().span, "the values that are allowed")
            .help("add it to `enum`, or choose another default"),
        );
    }
}
