//! `keyword-without-effect`: keywords apply to the type that the schema has.

use oas_model::object::Schema;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports keywords that say nothing about values of the schema's `type`, such as `maxLength`
    /// beside `type: integer`.
    ///
    /// ## Why is this bad?
    /// The restriction is not applied, although everybody thinks it is.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, maxLength: 3 }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, maximum: 999 }
    /// ```
    pub(super) KEYWORD_WITHOUT_EFFECT {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct KeywordWithoutEffect;

impl Rule for KeywordWithoutEffect {
    fn meta(&self) -> &'static RuleMeta {
        &KEYWORD_WITHOUT_EFFECT
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let types = schema.types();
        if types.is_empty() || types.iter().any(|name| !TYPES.contains(name)) {
            return;
        }
        for entry in schema.node().entries() {
            let keyword = entry.key.text();
            let Some((_, for_types)) = KEYWORDS.iter().find(|(names, _)| names.contains(&keyword))
            else {
                continue;
            };
            if for_types.iter().any(|name| types.contains(name)) {
                continue;
            }
            let (is, wants) = (types.join(" or "), for_types[0]);
            ctx.report(
                entry.value.key_location(),
                format!("`{keyword}` has no effect on type {is}"),
            )
            .help(format!("remove it, or let the type be {wants}"));
        }
    }
}

const TYPES: [&str; 7] = [
    "null", "boolean", "object", "array", "number", "string", "integer",
];

/// Keywords with the types whose values they restrict.
const KEYWORDS: [(&[&str], &[&str]); 4] = [
    (&["maxLength", "minLength", "pattern"], &["string"]),
    (
        &[
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
        ],
        &["number", "integer"],
    ),
    (
        &[
            "items",
            "prefixItems",
            "maxItems",
            "minItems",
            "uniqueItems",
            "contains",
        ],
        &["array"],
    ),
    (
        &[
            "properties",
            "patternProperties",
            "additionalProperties",
            "required",
            "maxProperties",
            "minProperties",
            "propertyNames",
        ],
        &["object"],
    ),
];
