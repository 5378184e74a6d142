//! Parameters and headers: what describes them, and which fields their place allows.

use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_syntax::Node;

use super::article;
use super::names::{is_token, malformed};
use super::values::missing;
use crate::Version::{self, V3_0, V3_1};
use crate::fields::Kind;
use crate::resolve::diagnostics::{FIELD_UNKNOWN, FIELD_VALUE, FIELDS_EXCLUSIVE};

/// Fields that depend on where the parameter stands, and its name.
pub(super) fn check(node: Node<'_>, kind: Kind, version: Version, sink: &mut DiagnosticSink) {
    described(node, kind, sink);
    let place = node.get("in").and_then(Node::as_str).unwrap_or_default();
    if place == "path"
        && let Some(name) = node.entry("name")
        && let Some(text) = name.value.as_str()
        && (text.is_empty() || text.contains(['{', '}']))
    {
        malformed(
            &name,
            match text {
                "" => "a path parameter has an empty name".to_owned(),
                _ => format!("the path parameter `{text}` has braces in its name"),
            },
            "the name that stands between the braces of the path",
            sink,
        );
    }
    // OpenAPI 3.0 has the fields everywhere, and says where they have an effect.
    if version == V3_0 || !KNOWN_PLACES.contains(&place) {
        return;
    }
    if place != "query" {
        misplaced(node, "allowEmptyValue", "a query", place, sink);
    }
    if version == V3_1 && place != "query" {
        misplaced(node, "allowReserved", "a query", place, sink);
    } else if matches!(place, "header" | "querystring") {
        misplaced(
            node,
            "allowReserved",
            "a path, query or cookie",
            place,
            sink,
        );
    } else if place == "cookie"
        && node.get("style").and_then(Node::as_str) == Some("cookie")
        && let Some(field) = node.get("allowReserved")
    {
        sink.push(
            Diagnostic::error(
                FIELDS_EXCLUSIVE.name,
                field.key_location(),
                "a parameter with `style: cookie` has `allowReserved`",
            )
            .note("this style escapes nothing, so there is nothing to reserve")
            .help("remove `allowReserved`, or use `style: form`"),
        );
    }
}

const KNOWN_PLACES: [&str; 5] = ["path", "query", "querystring", "header", "cookie"];

fn misplaced(node: Node<'_>, field: &str, where_: &str, place: &str, sink: &mut DiagnosticSink) {
    // Beside `content`, it is reported that the two exclude each other.
    let Some(value) = node.get(field).filter(|_| node.get("content").is_none()) else {
        return;
    };
    sink.push(
        Diagnostic::error(
            FIELD_UNKNOWN.name,
            value.key_location(),
            format!("a parameter with `in: {place}` has no field `{field}`"),
        )
        .note(format!("`{field}` is for parameters in {where_}"))
        .help(format!("remove `{field}`")),
    );
}

/// A parameter or header says what is in it, with `schema` or with one media type.
pub(super) fn described(node: Node<'_>, kind: Kind, sink: &mut DiagnosticSink) {
    let content = node.get("content");
    if node.get("schema").is_none() && content.is_none() {
        missing(node, kind, "`schema` or `content`", sink);
    }
    if let Some(content) =
        content.filter(|content| content.is_mapping() && content.entries().count() != 1)
    {
        let message = format!(
            "`content` of {} {} must have one media type",
            article(kind),
            kind.described()
        );
        sink.push(
            Diagnostic::error(FIELD_VALUE.name, content.key_location(), message)
                .help("keep one, or describe the value with `schema`"),
        );
    }
    let place = node.get("in").and_then(Node::as_str);
    if place == Some("querystring")
        && let Some(schema) = node.entry("schema")
    {
        sink.push(
            Diagnostic::error(
                FIELDS_EXCLUSIVE.name,
                schema.value.key_location(),
                "a parameter that is the whole query string has `schema`",
            )
            .help("describe it with `content`"),
        );
    }
    if place == Some("header")
        && let Some(name) = node.entry("name")
        && let Some(text) = name.value.as_str()
        && !text.chars().all(is_token)
    {
        malformed(
            &name,
            format!("`{text}` cannot be the name of a header"),
            "letters, digits and `-`",
            sink,
        );
    }
}
