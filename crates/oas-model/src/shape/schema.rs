//! What the Schema Object's keywords may hold.

use std::collections::HashSet;

use oas_diagnostics::{Diagnostic, DiagnosticSink, Level};
use oas_syntax::Node;

use super::at_level;
use super::values::missing;
use crate::Version::{self, V3_0};
use crate::fields::Kind;
use crate::resolve::diagnostics::{FIELD_VALUE, FIELDS_EXCLUSIVE, NAME_MALFORMED};

pub(super) fn check(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    for entry in node.entries() {
        let (name, value) = (entry.key.text(), entry.value);
        match name {
            "type" if value.is_sequence() => {
                not_empty(value, name, Level::Error, sink);
                repeated(value, name, sink);
            }
            "type"
                if value.as_str() == Some("array")
                    && version == V3_0
                    && node.get("items").is_none() =>
            {
                missing(node, Kind::Schema, "`items`, as its type is `array`", sink);
            }
            "required" => {
                repeated(value, name, sink);
                if version == V3_0 {
                    not_empty(value, name, Level::Error, sink);
                }
            }
            "enum" => {
                // JSON Schema 2020-12 says SHOULD.
                let level = match version {
                    V3_0 => Level::Error,
                    _ => Level::Warning,
                };
                not_empty(value, name, level, sink);
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                not_empty(value, name, Level::Error, sink);
            }
            "dependentRequired" => {
                for entry in value.entries() {
                    repeated(entry.value, entry.key.text(), sink);
                }
            }
            "multipleOf" if value.as_f64().is_some_and(|number| number <= 0.0) => {
                let text = value.scalar_text().unwrap_or_default();
                let message = format!("`multipleOf` must be greater than 0, but is {text}");
                sink.push(
                    Diagnostic::error(FIELD_VALUE.name, value.location(), message)
                        .help("write a number greater than 0, or remove it"),
                );
            }
            "$anchor" | "$dynamicAnchor" | "$id" | "$schema" | "$vocabulary" if version > V3_0 => {
                identity(name, value, sink);
            }
            "writeOnly" => directions(node, version, sink),
            _ => {}
        }
    }
}

/// Lists that must have something in them.
fn not_empty(list: Node<'_>, name: &str, level: Level, sink: &mut DiagnosticSink) {
    if !list.is_sequence() || list.elements().next().is_some() {
        return;
    }
    let message = format!("`{name}` is empty");
    sink.push(
        at_level(level, FIELD_VALUE.name, list.key_location(), message)
            .help(format!("add what belongs into it, or leave `{name}` out")),
    );
}

fn repeated(list: Node<'_>, name: &str, sink: &mut DiagnosticSink) {
    let mut seen = HashSet::new();
    for element in list.elements() {
        let Some(text) = element.as_str() else {
            continue;
        };
        if !seen.insert(text) {
            sink.push(
                Diagnostic::error(
                    FIELD_VALUE.name,
                    element.location(),
                    format!("`{name}` lists `{text}` twice"),
                )
                .help("delete one of the two"),
            );
        }
    }
}

/// A property cannot be for answers alone and for requests alone.
fn directions(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    let is_set = |field: &str| node.get(field).and_then(Node::as_bool) == Some(true);
    let (Some(read), Some(write)) = (node.get("readOnly"), node.get("writeOnly")) else {
        return;
    };
    if !is_set("readOnly") || !is_set("writeOnly") {
        return;
    }
    // OpenAPI 3.0 says MUST NOT, JSON Schema nothing.
    let level = match version {
        V3_0 => Level::Error,
        _ => Level::Warning,
    };
    sink.push(
        at_level(
            level,
            FIELDS_EXCLUSIVE.name,
            write.key_location(),
            "a schema is both `readOnly` and `writeOnly`",
        )
        .related(read.key_location().span, "`readOnly` is here")
        .help("keep one of the two"),
    );
}

/// Keywords that name a schema or its dialect.
fn identity(name: &str, value: Node<'_>, sink: &mut DiagnosticSink) {
    if name == "$vocabulary" {
        for entry in value.entries().filter(|one| one.value.as_bool().is_none()) {
            super::report_type(entry.value, entry.key.text(), "true or false", sink);
        }
        if !value.is_mapping() {
            super::report_type(value, name, "an object", sink);
        }
        return;
    }
    let Some(text) = value.as_str() else { return };
    let problem = match name {
        "$id" => text
            .split_once('#')
            .is_some_and(|(_, fragment)| !fragment.is_empty())
            .then_some("has a fragment"),
        "$schema" => (!text.contains(':')).then_some("is no URI"),
        _ => (!is_anchor(text)).then_some("is no name"),
    };
    let Some(problem) = problem else { return };
    let help = match name {
        "$id" => "remove the `#` and what follows it; `$anchor` names a part of a schema",
        "$schema" => "write the URI of a dialect: `https://json-schema.org/draft/2020-12/schema`",
        _ => "use letters, digits, `-`, `_` and `.`, and start with a letter or `_`",
    };
    // The official schema takes any reference for a dialect.
    let level = match name {
        "$schema" => Level::Warning,
        _ => Level::Error,
    };
    sink.push(
        at_level(
            level,
            NAME_MALFORMED.name,
            value.location(),
            format!("`{name}: {text}` {problem}"),
        )
        .help(help),
    );
}

fn is_anchor(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || "-_.".contains(one))
}
