//! `reference-sibling-ignored`: what stands beside a reference counts.

use oas_model::object::OpenApi;
use oas_model::{Kind, Version};

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports fields beside `$ref` that the specification ignores: all of them in OpenAPI 3.0, and
    /// since 3.1 those of references that are no schemas, but for `summary` and `description`. What
    /// only describes a schema is left alone.
    ///
    /// ## Why is this bad?
    /// What is written there has no effect, although everybody thinks it has.
    ///
    /// ## Incorrect
    /// ```yaml
    /// openapi: 3.0.4
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer }
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         age: { $ref: "#/components/schemas/Age", minimum: 3 }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// openapi: 3.0.4
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer }
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         age: { allOf: [{ $ref: "#/components/schemas/Age" }], minimum: 3 }
    /// ```
    pub(super) REFERENCE_SIBLING_IGNORED {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ReferenceSiblingIgnored;

impl Rule for ReferenceSiblingIgnored {
    fn meta(&self) -> &'static RuleMeta {
        &REFERENCE_SIBLING_IGNORED
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let resolved = document.document();
        for (_, visit) in resolved.visits().iter() {
            let counts = match visit.kind {
                Kind::PathItem => true,
                Kind::Schema => resolved.version() > Version::V3_0,
                _ => false,
            };
            let node = resolved.document().node(visit.node);
            if counts || node.entries().len() < 2 || node.get("$ref").is_none() {
                continue;
            }
            for entry in node.entries() {
                let name = entry.key.text();
                let describes = matches!(
                    name,
                    "$ref" | "description" | "summary" | "title" | "example" | "deprecated"
                );
                if describes || name.starts_with("x-") {
                    continue;
                }
                ctx.report(
                    entry.value.key_location(),
                    format!("`{name}` beside `$ref` is ignored"),
                )
                .help(match visit.kind {
                    Kind::Schema => "put the reference into `allOf`, and the rest beside it",
                    _ => "remove it, or write it where the reference leads",
                });
            }
        }
    }
}
