//! What the specification says of values and of fields together: words, names, exclusions.
//!
//! Tables where a table will do. Nothing here looks at two objects at once; that is for lint rules.

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, DiagnosticSink, Location};
use oas_syntax::{Entry, Node};

use super::article;
use crate::ResolvedDocument;
use crate::Version::{self, V3_0, V3_1, V3_2};
use crate::fields::{Field, Form, Kind};
use crate::resolve::diagnostics::{FIELD_MISSING, FIELD_VALUE, FIELDS_EXCLUSIVE, NAME_MALFORMED};

/// Fields that one object must not have both, since a version.
const EXCLUSIVE: &[(Kind, Version, &str, &str)] = &[
    (Kind::License, V3_1, "identifier", "url"),
    (Kind::Parameter, V3_0, "example", "examples"),
    (Kind::Parameter, V3_0, "schema", "content"),
    (Kind::Parameter, V3_0, "content", "style"),
    (Kind::Parameter, V3_0, "content", "explode"),
    (Kind::Parameter, V3_0, "content", "allowReserved"),
    (Kind::Header, V3_0, "example", "examples"),
    (Kind::Header, V3_0, "schema", "content"),
    (Kind::MediaType, V3_0, "example", "examples"),
    (Kind::MediaType, V3_2, "encoding", "prefixEncoding"),
    (Kind::MediaType, V3_2, "encoding", "itemEncoding"),
    (Kind::Encoding, V3_2, "encoding", "prefixEncoding"),
    (Kind::Encoding, V3_2, "encoding", "itemEncoding"),
    (Kind::Example, V3_0, "value", "externalValue"),
    (Kind::Example, V3_2, "value", "dataValue"),
    (Kind::Example, V3_2, "value", "serializedValue"),
    (Kind::Example, V3_2, "serializedValue", "externalValue"),
    (Kind::Link, V3_0, "operationRef", "operationId"),
    (Kind::Xml, V3_2, "nodeType", "attribute"),
    (Kind::Xml, V3_2, "nodeType", "wrapped"),
];

/// The words that a field may hold, each with the first version that has it.
type Words = &'static [(Version, &'static str)];

const PLACES: Words = &[
    (V3_0, "path"),
    (V3_0, "query"),
    (V3_0, "header"),
    (V3_0, "cookie"),
    (V3_2, "querystring"),
];
const KEY_PLACES: Words = &[(V3_0, "query"), (V3_0, "header"), (V3_0, "cookie")];
const SCHEMES: Words = &[
    (V3_0, "apiKey"),
    (V3_0, "http"),
    (V3_0, "oauth2"),
    (V3_0, "openIdConnect"),
    (V3_1, "mutualTLS"),
];
const NODE_TYPES: Words = &[
    (V3_2, "element"),
    (V3_2, "attribute"),
    (V3_2, "text"),
    (V3_2, "cdata"),
    (V3_2, "none"),
];
const PATH_STYLES: Words = &[(V3_0, "simple"), (V3_0, "label"), (V3_0, "matrix")];
const QUERY_STYLES: Words = &[
    (V3_0, "form"),
    (V3_0, "spaceDelimited"),
    (V3_0, "pipeDelimited"),
    (V3_0, "deepObject"),
];
const HEADER_STYLES: Words = &[(V3_0, "simple")];
const COOKIE_STYLES: Words = &[(V3_0, "form"), (V3_2, "cookie")];

pub(super) fn check(
    resolved: &ResolvedDocument,
    node: Node<'_>,
    kind: Kind,
    sink: &mut DiagnosticSink,
) {
    let version = resolved.version();
    for (_, _, one, other) in EXCLUSIVE
        .iter()
        .filter(|(of, since, ..)| *of == kind && *since <= version)
    {
        if let (Some(one), Some(other)) = (node.entry(one), node.entry(other)) {
            exclusive(kind, &one, &other, sink);
        }
    }
    for entry in node.entries() {
        if let Some((words, among)) = words(kind, entry.key.text(), node) {
            word(&entry, words, among, version, sink);
        }
        if kind.others().is_none()
            && let Some(field) = kind.field(entry.key.text(), version)
        {
            names(resolved, &entry, kind, field, sink);
        }
    }
    match kind {
        Kind::OpenApi => containers(node, version, sink),
        Kind::Paths => node.entries().for_each(|entry| template(&entry, sink)),
        Kind::Responses => node.entries().for_each(|entry| status(&entry, sink)),
        Kind::Parameter | Kind::Header => described(node, kind, sink),
        Kind::ServerVariable => server_variable(node, version, sink),
        Kind::Schema => repeated(node.get("required"), sink),
        _ => {}
    }
}

fn exclusive(kind: Kind, one: &Entry<'_>, other: &Entry<'_>, sink: &mut DiagnosticSink) {
    let (first, later) = if one.key.span().start < other.key.span().start {
        (one, other)
    } else {
        (other, one)
    };
    let (first_name, later_name) = (first.key.text(), later.key.text());
    sink.push(
        Diagnostic::error(
            FIELDS_EXCLUSIVE.name,
            later.value.key_location(),
            format!(
                "{} {} has both `{first_name}` and `{later_name}`",
                article(kind),
                kind.described()
            ),
        )
        .related(first.key.span(), format!("`{first_name}` is here"))
        .help("keep one of the two"),
    );
}

/// The words that a field of this object may hold, and what they depend on.
fn words(kind: Kind, name: &str, node: Node<'_>) -> Option<(Words, &'static str)> {
    Some(match (kind, name) {
        (Kind::Parameter, "in") => (PLACES, ""),
        (Kind::Parameter, "style") => match node.get("in").and_then(Node::as_str)? {
            "path" => (PATH_STYLES, " in a path"),
            "query" => (QUERY_STYLES, " in a query"),
            "header" => (HEADER_STYLES, " in a header"),
            "cookie" => (COOKIE_STYLES, " in a cookie"),
            _ => return None,
        },
        (Kind::Header, "style") => (HEADER_STYLES, " in a header"),
        (Kind::Encoding, "style") => (QUERY_STYLES, ""),
        (Kind::SecurityScheme, "type") => (SCHEMES, ""),
        (Kind::SecurityScheme, "in") => (KEY_PLACES, ""),
        (Kind::Xml, "nodeType") => (NODE_TYPES, ""),
        _ => return None,
    })
}

fn word(entry: &Entry<'_>, words: Words, among: &str, version: Version, sink: &mut DiagnosticSink) {
    let Some(text) = entry.value.as_str() else {
        return;
    };
    let known: Vec<&str> = words
        .iter()
        .filter(|(since, _)| *since <= version)
        .map(|(_, word)| *word)
        .collect();
    if known.contains(&text) {
        return;
    }
    let name = entry.key.text();
    let help = match nearest(text, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if known.len() == 1 => format!("write `{}`", known.concat()),
        None => format!("write one of `{}`", known.join("`, `")),
    };
    sink.push(
        Diagnostic::error(
            FIELD_VALUE.name,
            entry.value.location(),
            format!("`{name}` cannot be `{text}`{among}"),
        )
        .help(help),
    );
}

/// Names of components, and of headers, which HTTP limits (RFC 9110 §5.6.2).
fn names(
    resolved: &ResolvedDocument,
    entry: &Entry<'_>,
    kind: Kind,
    field: &Field,
    sink: &mut DiagnosticSink,
) {
    let (Form::ReferenceMap(named) | Form::ObjectMap(named)) = field.form else {
        return;
    };
    let (fits, what, allowed): (fn(char) -> bool, _, _) = if kind == Kind::Components {
        let fits = |one: char| one.is_ascii_alphanumeric() || "._-".contains(one);
        (fits, "component", "letters, digits, `.`, `-` and `_`")
    } else if named == Kind::Header {
        (is_token, "header", "letters, digits and `-`")
    } else {
        return;
    };
    for named in resolved.members(entry.value) {
        let name = named.key.text();
        let fine = !name.is_empty() && name.chars().all(fits);
        if !fine && name != "$ref" {
            malformed(
                &named,
                format!("`{name}` cannot be the name of a {what}"),
                allowed,
                sink,
            );
        }
    }
}

fn is_token(one: char) -> bool {
    one.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(one)
}

fn malformed(entry: &Entry<'_>, message: String, allowed: &str, sink: &mut DiagnosticSink) {
    // An alias has the pointer of what it stands for, but a key of its own.
    let location = Location {
        span: entry.key.span(),
        pointer: entry.value.pointer(),
    };
    sink.push(
        Diagnostic::error(NAME_MALFORMED.name, location, message).help(format!("use {allowed}")),
    );
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

fn missing(node: Node<'_>, kind: Kind, words: &str, sink: &mut DiagnosticSink) {
    sink.push(
        Diagnostic::error(
            FIELD_MISSING.name,
            node.key_location(),
            format!("{} {} needs {words}", article(kind), kind.described()),
        )
        .help("add the field"),
    );
}

/// Braces of a path come in pairs around names, each name once.
fn template(entry: &Entry<'_>, sink: &mut DiagnosticSink) {
    let path = entry.key.text();
    if path.starts_with("x-") {
        return;
    }
    let mut names = Vec::new();
    let mut problem = None;
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let inner = &rest[at + 1..];
        let Some(end) = inner
            .find(['{', '}'])
            .filter(|_| rest[at..].starts_with('{'))
        else {
            problem = Some(if rest[at..].starts_with('{') {
                "a `{` that is not closed"
            } else {
                "a `}` that closes nothing"
            });
            break;
        };
        let name = &inner[..end];
        if inner[end..].starts_with('{') {
            problem = Some("a `{` within a parameter");
        } else if name.is_empty() {
            problem = Some("a parameter without a name");
        } else if names.contains(&name) {
            problem = Some("the same parameter twice");
        }
        if problem.is_some() {
            break;
        }
        names.push(name);
        rest = &inner[end + 1..];
    }
    if let Some(problem) = problem {
        malformed(
            entry,
            format!("the path `{path}` has {problem}"),
            "each parameter once, as `{name}`",
            sink,
        );
    }
}

fn status(entry: &Entry<'_>, sink: &mut DiagnosticSink) {
    let status = entry.key.text();
    let is_code = status.len() == 3
        && status.starts_with(|first| ('1'..='5').contains(&first))
        && (status.ends_with("XX") || status.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_code && status != "default" && status != "$ref" && !status.starts_with("x-") {
        let message = format!("`{status}` is no status of a response");
        malformed(
            entry,
            message,
            "a status as `404`, a class of them as `4XX`, or `default`",
            sink,
        );
    }
}

/// A parameter or header says what is in it, with `schema` or with one media type.
fn described(node: Node<'_>, kind: Kind, sink: &mut DiagnosticSink) {
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

fn server_variable(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    let Some(values) = node.get("enum").filter(|values| values.is_sequence()) else {
        return;
    };
    if values.elements().next().is_none() {
        // OpenAPI 3.0 says SHOULD NOT.
        if version > V3_0 {
            sink.push(
                Diagnostic::error(FIELD_VALUE.name, values.key_location(), "`enum` is empty")
                    .help("add the values that the variable may have, or leave `enum` out"),
            );
        }
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

fn repeated(list: Option<Node<'_>>, sink: &mut DiagnosticSink) {
    let mut seen = Vec::new();
    for element in list.into_iter().flat_map(Node::elements) {
        let Some(text) = element.as_str() else {
            continue;
        };
        if seen.contains(&text) {
            sink.push(
                Diagnostic::error(
                    FIELD_VALUE.name,
                    element.location(),
                    format!("`required` lists `{text}` twice"),
                )
                .help("delete one of the two"),
            );
        }
        seen.push(text);
    }
}
