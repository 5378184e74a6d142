//! What is in a document: [`Inventory`], counts and features used.

use std::collections::BTreeSet;

use oas_syntax::Node;

use crate::{Container, Kind, ResolvedDocument};

/// Counts of a document, and the features it uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Entries of `paths`.
    pub paths: usize,
    /// Operations under `paths`.
    pub operations: usize,
    /// All other operations: in webhooks, callbacks and path items among the components.
    pub webhook_or_callback_operations: usize,
    /// Entries of `components.schemas`, and what schemas refer to by the path of a file.
    pub schemas: usize,
    /// Objects that are references, or have one; examples and security schemes aside.
    pub references: usize,
    /// Names of features, sorted.
    pub features: BTreeSet<&'static str>,
}

/// Features that the presence of a schema keyword shows.
const SCHEMA_KEYWORDS: [(&str, &str); 31] = [
    ("$anchor", "$anchor"),
    ("$comment", "$comment"),
    ("$defs", "$defs"),
    ("$dynamicRef", "$dynamicRef"),
    ("$id", "$id"),
    ("allOf", "allOf"),
    ("anyOf", "anyOf"),
    ("const", "const"),
    ("contains", "contains"),
    ("contentEncoding", "contentEncoding"),
    ("contentMediaType", "contentMediaType"),
    ("default", "default-values"),
    ("dependentRequired", "dependentRequired"),
    ("dependentSchemas", "dependentSchemas"),
    ("deprecated", "deprecated"),
    ("discriminator", "discriminator"),
    ("enum", "enum"),
    ("exclusiveMaximum", "exclusiveMinMax"),
    ("exclusiveMinimum", "exclusiveMinMax"),
    ("if", "if-then-else"),
    ("multipleOf", "multipleOf"),
    ("not", "not"),
    ("nullable", "nullable"),
    ("oneOf", "oneOf"),
    ("pattern", "pattern"),
    ("patternProperties", "patternProperties"),
    ("prefixItems", "prefixItems"),
    ("propertyNames", "propertyNames"),
    ("uniqueItems", "uniqueItems"),
    ("unevaluatedProperties", "unevaluatedProperties"),
    ("xml", "xml"),
];

/// Counts what is in a document.
#[must_use]
pub fn inventory(resolved: &ResolvedDocument) -> Inventory {
    let open_api = resolved.open_api();
    let mut inventory = Inventory {
        paths: open_api.paths().count(),
        ..Inventory::default()
    };
    let mut under_paths = BTreeSet::new();
    for operation in resolved.operations() {
        if operation.container == Container::Paths {
            inventory.operations += 1;
            under_paths.insert(operation.node);
        }
    }
    let components = open_api
        .components()
        .map_or(0, |components| components.schemas().count());
    let mut elsewhere = BTreeSet::new();
    for (_, visit) in resolved.visits().iter() {
        let node = resolved.document().node(visit.node);
        let reference = node.get("$ref").and_then(Node::as_str);
        if visit.kind == Kind::Operation
            && reference.is_none()
            && !under_paths.contains(&visit.node)
        {
            inventory.webhook_or_callback_operations += 1;
        }
        let counts = !matches!(visit.kind, Kind::Example | Kind::SecurityScheme);
        if let Some(reference) = reference.filter(|_| counts) {
            inventory.references += 1;
            if visit.kind == Kind::Schema && !reference.starts_with('#') {
                elsewhere.extend(resolved.target(node).map(Node::node_key));
            }
        }
        features(node, visit.kind, &mut inventory.features);
    }
    inventory.schemas = components + elsewhere.len();
    let files = resolved.document().trees().count();
    let features = &mut inventory.features;
    features.extend((files > 1).then_some("multi-file"));
    features.extend((files > 1).then_some("external-ref"));
    features.extend(open_api.servers().next().is_none().then_some("no-servers"));
    features.extend(open_api.webhooks().next().is_some().then_some("webhooks"));
    features.insert(match resolved.document().root().tree().format() {
        oas_syntax::Format::Json => "json",
        oas_syntax::Format::Yaml => "yaml",
    });
    inventory
}

fn features(node: Node<'_>, kind: Kind, features: &mut BTreeSet<&'static str>) {
    match kind {
        Kind::Schema => {
            let used = |(keyword, _): &&(&str, &str)| node.get(keyword).is_some();
            features.extend(
                SCHEMA_KEYWORDS
                    .iter()
                    .filter(used)
                    .map(|(_, feature)| *feature),
            );
            if let Some(types) = node.get("type").filter(|types| types.is_sequence()) {
                features.insert("type-arrays");
                let null = types.elements().any(|one| one.as_str() == Some("null"));
                features.extend(null.then_some("type-null"));
            }
            match node.get("additionalProperties") {
                Some(other) if other.as_bool() == Some(false) => {
                    features.insert("additionalProperties-false");
                }
                Some(other) if other.as_bool() == Some(true) => {
                    features.insert("additionalProperties-true");
                }
                Some(other) if other.is_mapping() => {
                    features.insert("additionalProperties-schema");
                }
                _ => {}
            }
            let mapping = node.get("discriminator").and_then(|one| one.get("mapping"));
            features.extend(mapping.map(|_| "discriminator-mapping"));
        }
        Kind::Operation => {
            features.extend(
                node.get("operationId")
                    .is_none()
                    .then_some("missing-operationId"),
            );
            features.extend(node.get("callbacks").map(|_| "callbacks"));
            features.extend(node.get("security").map(|_| "op-security"));
            features.extend(node.get("servers").map(|_| "op-servers"));
            features.extend(node.get("deprecated").map(|_| "deprecated"));
        }
        Kind::Responses => {
            for entry in node.entries() {
                let status = entry.key.text();
                features.extend((status == "default").then_some("default-response"));
                features.extend(status.ends_with("XX").then_some("wildcard-status"));
                features.extend(status.starts_with('3').then_some("status-3xx"));
            }
        }
        Kind::Response => {
            features.extend(node.get("headers").map(|_| "response-headers"));
            features.extend(node.get("links").map(|_| "links"));
        }
        Kind::Parameter => {
            features.extend(node.get("content").map(|_| "param-content"));
            match node.get("in").and_then(Node::as_str) {
                Some("header") => features.extend(["header-params"]),
                Some("cookie") => features.extend(["cookies"]),
                _ => {}
            }
            match node.get("style").and_then(Node::as_str) {
                Some("deepObject") => features.extend(["deepObject"]),
                Some("label") => features.extend(["style-label"]),
                Some("matrix") => features.extend(["style-matrix"]),
                Some("pipeDelimited") => features.extend(["style-pipeDelimited"]),
                Some("spaceDelimited") => features.extend(["style-spaceDelimited"]),
                _ => {}
            }
        }
        Kind::MediaType => {
            features.extend(node.get("encoding").map(|_| "encoding"));
            features.extend(node.get("itemSchema").map(|_| "oas32-itemSchema"));
        }
        _ => {}
    }
}
