//! `encoding-property-undefined`: encodings are for properties that there are.

use oas_diagnostics::suggest::nearest;
use oas_model::Version;
use oas_model::object::MediaType;
use oas_syntax::Node;

use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports keys of `encoding` that are no property of the schema beside it, where the schema
    /// says which properties there are. OpenAPI 3.2
    /// no longer asks for it.
    ///
    /// ## Why is this bad?
    /// The specification asks for it: the encoding applies to nothing, and mostly the name is
    /// mistyped.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /photos:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           multipart/form-data:
    ///             schema: { type: object, properties: { photo: { type: string } } }
    ///             encoding: { foto: { contentType: image/png } }
    ///       responses: { "201": { description: the photo } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /photos:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           multipart/form-data:
    ///             schema: { type: object, properties: { photo: { type: string } } }
    ///             encoding: { photo: { contentType: image/png } }
    ///       responses: { "201": { description: the photo } }
    /// ```
    pub(super) ENCODING_PROPERTY_UNDEFINED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct EncodingPropertyUndefined;

impl Rule for EncodingPropertyUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &ENCODING_PROPERTY_UNDEFINED
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        let (Some(encoding), Some(schema)) = (media_type.field("encoding"), media_type.schema())
        else {
            return;
        };
        // Since OpenAPI 3.2, what names no property is ignored.
        if media_type.version() >= Version::V3_2 {
            return;
        }
        let members = Members::of(schema);
        let others = [
            "anyOf",
            "oneOf",
            "if",
            "patternProperties",
            "dependentSchemas",
            "$dynamicRef",
        ];
        let is_open = members.any(|part| {
            others.iter().any(|keyword| part.field(keyword).is_some())
                || part
                    .field("additionalProperties")
                    .is_some_and(Node::is_mapping)
                || (part.is_reference() && part.target().is_none())
        });
        // Without any property, the schema says nothing of them.
        if is_open || members.properties.is_empty() {
            return;
        }
        for entry in encoding.entries() {
            let name = entry.key.text();
            if members.property(name).is_some() || name.starts_with("x-") {
                continue;
            }
            let report = ctx.report(
                entry.value.key_location(),
                format!("the schema has no property `{name}` that could be encoded"),
            );
            let known = members.properties.iter().map(|(name, _)| *name);
            match nearest(name, known) {
                Some(word) => report.help(format!("did you mean `{word}`?")),
                None => report.help("name a property of the schema"),
            };
        }
    }
}
