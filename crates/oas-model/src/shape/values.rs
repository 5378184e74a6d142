//! What the specification says of values and of fields together: words, names, exclusions.
//!
//! Tables where a table will do. Nothing here looks at two objects at once; that is for lint rules.

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_syntax::{Entry, Node};

use super::{article, document, names, parameter, schema, security};
use crate::ResolvedDocument;
use crate::Version::{self, V3_0, V3_1, V3_2};
use crate::fields::Kind;
use crate::resolve::diagnostics::{FIELD_MISSING, FIELD_VALUE, FIELDS_EXCLUSIVE};

/// Fields that one object must not have both, with the versions from and until which that holds.
const EXCLUSIVE: &[(Kind, Version, Version, &str, &str)] = &[
    (Kind::License, V3_1, V3_2, "identifier", "url"),
    (Kind::Parameter, V3_0, V3_2, "example", "examples"),
    (Kind::Parameter, V3_0, V3_2, "schema", "content"),
    (Kind::Parameter, V3_0, V3_2, "content", "style"),
    (Kind::Parameter, V3_0, V3_2, "content", "explode"),
    (Kind::Parameter, V3_0, V3_2, "content", "allowReserved"),
    (Kind::Parameter, V3_0, V3_1, "content", "example"),
    (Kind::Parameter, V3_0, V3_1, "content", "examples"),
    (Kind::Header, V3_0, V3_2, "example", "examples"),
    (Kind::Header, V3_0, V3_2, "schema", "content"),
    (Kind::Header, V3_0, V3_2, "content", "style"),
    (Kind::Header, V3_0, V3_2, "content", "explode"),
    (Kind::Header, V3_0, V3_0, "content", "allowReserved"),
    (Kind::Header, V3_0, V3_1, "content", "example"),
    (Kind::Header, V3_0, V3_1, "content", "examples"),
    (Kind::MediaType, V3_0, V3_2, "example", "examples"),
    (Kind::MediaType, V3_2, V3_2, "encoding", "prefixEncoding"),
    (Kind::MediaType, V3_2, V3_2, "encoding", "itemEncoding"),
    (Kind::Encoding, V3_2, V3_2, "encoding", "prefixEncoding"),
    (Kind::Encoding, V3_2, V3_2, "encoding", "itemEncoding"),
    (Kind::Example, V3_0, V3_2, "value", "externalValue"),
    (Kind::Example, V3_2, V3_2, "value", "dataValue"),
    (Kind::Example, V3_2, V3_2, "value", "serializedValue"),
    (
        Kind::Example,
        V3_2,
        V3_2,
        "serializedValue",
        "externalValue",
    ),
    (Kind::Link, V3_0, V3_2, "operationRef", "operationId"),
    (Kind::Xml, V3_2, V3_2, "nodeType", "attribute"),
    (Kind::Xml, V3_2, V3_2, "nodeType", "wrapped"),
];

/// Fields that hold an address.
const ADDRESSES: &[(Kind, &str)] = &[
    (Kind::Info, "termsOfService"),
    (Kind::Contact, "url"),
    (Kind::Contact, "email"),
    (Kind::License, "url"),
    (Kind::ExternalDocumentation, "url"),
    (Kind::SecurityScheme, "openIdConnectUrl"),
    (Kind::SecurityScheme, "oauth2MetadataUrl"),
    (Kind::OAuthFlow, "authorizationUrl"),
    (Kind::OAuthFlow, "deviceAuthorizationUrl"),
    (Kind::OAuthFlow, "tokenUrl"),
    (Kind::OAuthFlow, "refreshUrl"),
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
/// OpenAPI 3.0 knows no `null`; what it calls `integer`, JSON Schema 2020-12 does too.
const TYPES: Words = &[
    (V3_0, "string"),
    (V3_0, "number"),
    (V3_0, "integer"),
    (V3_0, "boolean"),
    (V3_0, "array"),
    (V3_0, "object"),
    (V3_1, "null"),
];
const COOKIE_STYLES: Words = &[(V3_0, "form"), (V3_2, "cookie")];

pub(super) fn check(
    resolved: &ResolvedDocument,
    node: Node<'_>,
    kind: Kind,
    sink: &mut DiagnosticSink,
) {
    let version = resolved.version();
    for (_, _, _, one, other) in EXCLUSIVE
        .iter()
        .filter(|(of, since, until, ..)| *of == kind && *since <= version && version <= *until)
    {
        if let (Some(one), Some(other)) = (node.entry(one), node.entry(other)) {
            exclusive(kind, &one, &other, sink);
        }
    }
    for entry in node.entries() {
        if let Some((words, among)) = words(kind, entry.key.text(), node) {
            word(entry.key.text(), entry.value, words, among, version, sink);
            // Types may be several since OpenAPI 3.1.
            for element in entry.value.elements().filter(|_| version > V3_0) {
                word(entry.key.text(), element, words, among, version, sink);
            }
        }
        if ADDRESSES.contains(&(kind, entry.key.text())) {
            names::address(entry.key.text(), entry.value, sink);
        }
        if kind.others().is_none()
            && let Some(field) = kind.field(entry.key.text(), version)
        {
            names::check(resolved, &entry, kind, field, sink);
        }
    }
    match kind {
        Kind::OpenApi => document::open_api(node, version, sink),
        Kind::Paths => node
            .entries()
            .for_each(|entry| names::template(&entry, sink)),
        Kind::Responses => names::statuses(node, sink),
        Kind::Parameter => parameter::check(node, kind, version, sink),
        Kind::Header => parameter::described(node, kind, sink),
        Kind::Server => document::server(node, version, sink),
        Kind::ServerVariable => document::server_variable(node, version, sink),
        Kind::Link => document::link(node, sink),
        Kind::SecurityScheme => security::scheme(node, version, sink),
        Kind::OAuthFlow => security::flow(node, sink),
        Kind::Schema => schema::check(node, version, sink),
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
        (Kind::Schema, "type") => (TYPES, ""),
        (Kind::SecurityScheme, "type") => (SCHEMES, ""),
        (Kind::SecurityScheme, "in") => (KEY_PLACES, ""),
        (Kind::Xml, "nodeType") => (NODE_TYPES, ""),
        _ => return None,
    })
}

fn word(
    name: &str,
    value: Node<'_>,
    words: Words,
    among: &str,
    version: Version,
    sink: &mut DiagnosticSink,
) {
    let Some(text) = value.as_str() else {
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
    let help = match nearest(text, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if known.len() == 1 => format!("write `{}`", known.concat()),
        None => format!("write one of `{}`", known.join("`, `")),
    };
    sink.push(
        Diagnostic::error(
            FIELD_VALUE.name,
            value.location(),
            format!("`{name}` cannot be `{text}`{among}"),
        )
        .help(help),
    );
}

pub(super) fn missing(node: Node<'_>, kind: Kind, words: &str, sink: &mut DiagnosticSink) {
    sink.push(
        Diagnostic::error(
            FIELD_MISSING.name,
            node.key_location(),
            format!("{} {} needs {words}", article(kind), kind.described()),
        )
        .help("add the field"),
    );
}
