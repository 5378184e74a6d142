//! `required-property-undefined`: required properties are described.

use oas_diagnostics::suggest::nearest;
use oas_model::object::Schema;
use oas_syntax::Node;

use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports names in `required` that no property of the schema, or of the schemas it is made of,
    /// has. Schemas that are parts of others, and those that describe members in another way, are
    /// left alone.
    ///
    /// ## Why is this bad?
    /// Callers must send a member of which they know nothing; mostly the name is mistyped.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       type: object
    ///       required: [nam]
    ///       properties:
    ///         name: { type: string }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       type: object
    ///       required: [name]
    ///       properties:
    ///         name: { type: string }
    /// ```
    pub(super) REQUIRED_PROPERTY_UNDEFINED {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct RequiredPropertyUndefined;

impl Rule for RequiredPropertyUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &REQUIRED_PROPERTY_UNDEFINED
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(required) = schema.field("required").filter(|node| node.is_sequence()) else {
            return;
        };
        let others = [
            "anyOf",
            "oneOf",
            "if",
            "patternProperties",
            "dependentSchemas",
            "$dynamicRef",
            "not",
        ];
        let members = Members::of(schema);
        if schema.properties().next().is_none()
            || is_part(schema.node())
            || members.any(|part| others.iter().any(|keyword| part.field(keyword).is_some()))
        {
            return;
        }
        for name in required.elements() {
            let Some(text) = name.as_str() else { continue };
            if members.property(text).is_some() {
                continue;
            }
            let report = ctx.report(
                name.location(),
                format!("the required property `{text}` is not described"),
            );
            let known = members.properties.iter().map(|(name, _)| *name);
            match nearest(text, known) {
                Some(word) => report.help(format!("did you mean `{word}`?")),
                None => report.help(format!("add `{text}` to `properties`")),
            };
        }
    }
}

/// Whether the schema is one of several that describe a value together.
fn is_part(node: Node<'_>) -> bool {
    let keyword = node
        .parent()
        .filter(|parent| parent.is_sequence())
        .and_then(Node::key)
        .or_else(|| node.key());
    keyword.is_some_and(|keyword| {
        matches!(
            keyword.text(),
            "allOf" | "anyOf" | "oneOf" | "not" | "if" | "then" | "else"
        )
    })
}
