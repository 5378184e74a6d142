//! Values of a document that a schema beside them judges: examples and defaults.

use oas_model::object::{Header, MediaType, Parameter, Schema};
use oas_model::{Kind, ResolvedDocument, Version};
use oas_syntax::Node;

use crate::facts::values;

/// A value with the schema that it is to be valid for.
#[derive(Debug)]
pub(crate) struct Judged<'d> {
    /// What the value is, in a word.
    pub(crate) what: &'static str,
    /// The value.
    pub(crate) value: Node<'d>,
    /// The schema.
    pub(crate) schema: Node<'d>,
}

/// The examples and the default of an object.
pub(crate) fn judged<'d>(
    resolved: &'d ResolvedDocument,
    kind: Kind,
    node: Node<'d>,
) -> Vec<Judged<'d>> {
    let beside = |schema: Option<Schema<'d>>, values: Vec<Node<'d>>| match schema {
        Some(schema) => values
            .into_iter()
            .map(|value| Judged {
                what: "example",
                value,
                schema: schema.node(),
            })
            .collect(),
        None => Vec::new(),
    };
    match kind {
        Kind::MediaType => {
            let media_type = MediaType::new(resolved, node);
            let is_json = media_type.key().is_none_or(is_json);
            let values = values::examples(&media_type)
                .into_iter()
                .map(|(_, value)| value);
            // Other formats are written as text.
            let values = values
                .filter(|value| is_json || value.as_str().is_none())
                .collect();
            beside(media_type.schema(), values)
        }
        Kind::Parameter => {
            let parameter = Parameter::new(resolved, node);
            let named = parameter
                .examples()
                .filter_map(|(_, example)| example.value());
            beside(
                parameter.schema(),
                parameter.example().into_iter().chain(named).collect(),
            )
        }
        Kind::Header => {
            let header = Header::new(resolved, node);
            let named = header.examples().filter_map(|(_, example)| example.value());
            beside(
                header.schema(),
                header.example().into_iter().chain(named).collect(),
            )
        }
        Kind::Schema => {
            let beside_it = |what: &'static str| {
                move |value| Judged {
                    what,
                    value,
                    schema: node,
                }
            };
            let listed = node.get("examples").into_iter().flat_map(Node::elements);
            let mut found: Vec<_> = node
                .get("default")
                // Of another type: in OpenAPI 3.0 that is the finding of a rule of its own.
                .filter(|value| {
                    resolved.version() > Version::V3_0
                        || values::is_of_type(Schema::new(resolved, node), *value)
                })
                .map(beside_it("default"))
                .into_iter()
                .collect();
            found.extend(node.get("example").map(beside_it("example")));
            found.extend(listed.map(beside_it("example")));
            found
        }
        _ => Vec::new(),
    }
}

fn is_json(media_type: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim();
    name.ends_with("/json") || name.ends_with("+json")
}
