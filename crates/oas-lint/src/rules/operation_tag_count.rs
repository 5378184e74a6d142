//! `operation-tag-count`: operations have exactly one tag.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations with no tag, or with several.
    ///
    /// ## Why is this bad?
    /// The tag decides the module, the trait and the namespace that an operation is generated into;
    /// there is one place for each.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       tags: [Domains, Tenants]
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       tags: [Domains]
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) OPERATION_TAG_COUNT {
        group: Codegen,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct OperationTagCount;

impl Rule for OperationTagCount {
    fn meta(&self) -> &'static RuleMeta {
        &OPERATION_TAG_COUNT
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if !operation.is_served() {
            return;
        }

        let count = operation.tags().count();
        if count == 1 {
            return;
        }
        let (method, path) = (operation.method(), operation.path());
        let place = operation.field("tags").unwrap_or(operation.node());
        let number = if count == 0 {
            "no tag".to_owned()
        } else {
            format!("{count} tags")
        };
        ctx.report(
            place.key_location(),
            format!("`{method} {path}` has {number}"),
        )
        .help("name exactly one tag in `tags`");
    }
}
