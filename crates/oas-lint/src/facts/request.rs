//! The schemas of what callers send: those of parameters and request bodies, and all within.

use std::collections::HashSet;

use oas_model::object::Schema;
use oas_syntax::NodeKey;

use crate::{PlacedOperation, RuleContext};

/// Keywords that hold one schema of a part of the value, or of the value itself.
const SINGLE: [&str; 6] = [
    "items",
    "additionalProperties",
    "contains",
    "if",
    "then",
    "else",
];
/// Keywords that hold a list of schemas.
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// A schema of something that callers send.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent<'d> {
    /// The schema.
    pub(crate) schema: Schema<'d>,
    /// What it describes, for messages: `` the property `name` ``.
    pub(crate) name: Option<&'d str>,
    /// Whether the schema adds to another one of the same value, and need not be complete.
    pub(crate) is_part: bool,
}

/// Every schema of what callers send, each once, references followed, in document order.
pub(crate) fn schemas<'d>(ctx: &RuleContext<'d>) -> Vec<Sent<'d>> {
    let mut roots = Vec::new();
    for operation in ctx.operations().filter(PlacedOperation::is_served) {
        for parameter in operation.parameters() {
            roots.extend(parameter.schema().map(|schema| (schema, parameter.name())));
        }
        if let Some(body) = operation.request_body() {
            let schemas = body
                .content()
                .filter_map(|(_, media_type)| media_type.schema());
            roots.extend(schemas.map(|schema| (schema, None)));
        }
    }
    let mut known: HashSet<NodeKey> = HashSet::new();
    let mut found = Vec::new();
    let mut stack: Vec<_> = roots
        .into_iter()
        .rev()
        .map(|(schema, name)| Sent {
            schema,
            name,
            is_part: false,
        })
        .collect();
    while let Some(sent) = stack.pop() {
        if !known.insert(sent.schema.node().node_key()) {
            continue;
        }
        found.push(sent);
        stack.extend(within(&sent));
    }
    found
}

fn within<'d>(sent: &Sent<'d>) -> Vec<Sent<'d>> {
    let schema = sent.schema;
    let mut inner = Vec::new();
    let mut push = |schema: Schema<'d>, name: Option<&'d str>, is_part: bool| {
        inner.push(Sent {
            schema,
            name,
            is_part,
        });
    };
    if let Some(target) = schema.target() {
        push(target, sent.name, sent.is_part);
    }
    for (key, property) in schema.properties() {
        push(property, Some(key.text()), false);
    }
    for keyword in SINGLE {
        let is_part = matches!(keyword, "if" | "then" | "else" | "contains");
        if let Some(inner) = schema.schema(keyword) {
            push(inner, sent.name, is_part);
        }
    }
    for keyword in LISTS {
        let is_part = keyword == "allOf" || (keyword != "prefixItems" && sent.is_part);
        for inner in schema.schemas(keyword) {
            push(inner, sent.name, is_part);
        }
    }
    inner
}
