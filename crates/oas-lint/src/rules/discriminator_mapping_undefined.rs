//! `discriminator-mapping-undefined`: mappings of discriminators lead to schemas.

use oas_diagnostics::suggest::nearest;
use oas_model::object::Schema;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports values of `mapping` and `defaultMapping` that are neither the name of a component
    /// schema nor a reference to a schema of the document. Other files are left alone.
    ///
    /// ## Why is this bad?
    /// A value of that kind cannot be told by its schema.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       oneOf: [{ $ref: "#/components/schemas/Cat" }]
    ///       discriminator:
    ///         propertyName: kind
    ///         mapping: { cat: "#/components/schemas/Kat" }
    ///     Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       oneOf: [{ $ref: "#/components/schemas/Cat" }]
    ///       discriminator:
    ///         propertyName: kind
    ///         mapping: { cat: "#/components/schemas/Cat" }
    ///     Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    /// ```
    pub(super) DISCRIMINATOR_MAPPING_UNDEFINED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct DiscriminatorMappingUndefined;

impl Rule for DiscriminatorMappingUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &DISCRIMINATOR_MAPPING_UNDEFINED
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(discriminator) = schema.field("discriminator") else {
            return;
        };
        let mapping = discriminator.get("mapping").into_iter();
        let values = mapping.flat_map(Node::entries).map(|entry| entry.value);
        for value in values.chain(discriminator.get("defaultMapping")) {
            let Some(text) = value.as_str() else { continue };
            if leads_somewhere(schema, value, text) {
                continue;
            }
            let report = ctx.report(
                value.location(),
                format!("`{text}` is neither a schema nor leads to one"),
            );
            let components = schema.document().open_api().components();
            let names: Vec<String> = components
                .and_then(|components| components.field("schemas"))
                .into_iter()
                .flat_map(Node::entries)
                .map(|entry| match text.strip_prefix('#') {
                    Some(_) => format!("#/components/schemas/{}", entry.key.text()),
                    None => entry.key.text().to_owned(),
                })
                .collect();
            match nearest(text, names.iter().map(String::as_str)) {
                Some(word) => report.help(format!("did you mean `{word}`?")),
                None => report.help("name a schema of `components`, or refer to one"),
            };
        }
    }
}

fn leads_somewhere(schema: Schema<'_>, value: Node<'_>, text: &str) -> bool {
    let document = schema.document();
    if text.starts_with('#') {
        return document.node_of_reference(value, text).is_some();
    }
    let components = document.open_api().components();
    let schemas = components.and_then(|components| components.field("schemas"));
    let mut names = schemas.into_iter().flat_map(Node::entries);
    // A file or a URL may be meant, unless the text is nearly the name of a schema.
    names.any(|entry| entry.key.text() == text)
        || text.contains(['/', '.', ':'])
        || document.node_of_reference(value, text).is_some()
        || nearest(
            text,
            schemas
                .into_iter()
                .flat_map(Node::entries)
                .map(|entry| entry.key.text()),
        )
        .is_none()
}
