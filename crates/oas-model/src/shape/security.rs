//! Security schemes and OAuth flows: which fields each type has.

use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_syntax::Node;

use super::values::missing;
use crate::Version;
use crate::fields::Kind;
use crate::resolve::diagnostics::FIELD_UNKNOWN;

/// Types of schemes with the fields that they must have and those that they may have.
const SCHEMES: &[(&str, &[&str], &[&str])] = &[
    ("apiKey", &["name", "in"], &[]),
    ("http", &["scheme"], &["bearerFormat"]),
    ("mutualTLS", &[], &[]),
    ("oauth2", &["flows"], &["oauth2MetadataUrl"]),
    ("openIdConnect", &["openIdConnectUrl"], &[]),
];

/// Flows with the addresses that they must have.
const FLOWS: &[(&str, &[&str])] = &[
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("clientCredentials", &["tokenUrl"]),
    ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
    (
        "deviceAuthorization",
        &["deviceAuthorizationUrl", "tokenUrl"],
    ),
];
const ADDRESSES: [&str; 3] = ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl"];

pub(super) fn scheme(node: Node<'_>, version: Version, sink: &mut DiagnosticSink) {
    let text = node.get("type").and_then(Node::as_str).unwrap_or_default();
    let Some((scheme, needed, allowed)) = SCHEMES.iter().find(|(name, ..)| *name == text) else {
        return;
    };
    for field in needed.iter().filter(|field| node.get(field).is_none()) {
        let words = format!("`{field}`, as its type is `{scheme}`");
        missing(node, Kind::SecurityScheme, &words, sink);
    }
    let of_types = SCHEMES
        .iter()
        .flat_map(|(_, needed, allowed)| needed.iter().chain(*allowed));
    let others = of_types.filter(|field| !needed.contains(field) && !allowed.contains(field));
    for field in others {
        if let Some(value) = node.get(field)
            && Kind::SecurityScheme.field(field, version).is_some()
        {
            not_here(value, field, &format!("`{scheme}` security scheme"), sink);
        }
    }
    let bearer = |scheme: &str| scheme.eq_ignore_ascii_case("bearer");
    if *scheme == "http"
        && let Some(value) = node.get("bearerFormat")
        && !node.get("scheme").and_then(Node::as_str).is_none_or(bearer)
    {
        not_here(
            value,
            "bearerFormat",
            "HTTP security scheme other than `bearer`",
            sink,
        );
    }
}

pub(super) fn flow(node: Node<'_>, sink: &mut DiagnosticSink) {
    let name = node.key().map(oas_syntax::Key::text);
    let Some((flow, needed)) = FLOWS.iter().find(|(flow, _)| Some(*flow) == name) else {
        return;
    };
    for field in ADDRESSES {
        match node.get(field) {
            None if needed.contains(&field) => {
                let words = format!("`{field}`, as it is `{flow}`");
                missing(node, Kind::OAuthFlow, &words, sink);
            }
            Some(value) if !needed.contains(&field) => {
                not_here(value, field, &format!("`{flow}` flow"), sink);
            }
            _ => {}
        }
    }
}

fn not_here(value: Node<'_>, field: &str, what: &str, sink: &mut DiagnosticSink) {
    let article = match what.trim_start_matches('`').chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'H') => "an",
        _ => "a",
    };
    sink.push(
        Diagnostic::error(
            FIELD_UNKNOWN.name,
            value.key_location(),
            format!("{article} {what} has no field `{field}`"),
        )
        .help(format!("remove `{field}`, or correct the type")),
    );
}
