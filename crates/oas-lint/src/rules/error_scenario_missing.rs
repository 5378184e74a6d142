//! `error-scenario-missing`: codes say when they come.

use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports codes in `x-error-codes` without a text.
    ///
    /// ## Why is this bad?
    /// The catalogue says what a code means everywhere; only the operation knows when it comes
    /// here.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           x-error-codes: { RESOURCE_NOT_FOUND: "" }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           x-error-codes: { RESOURCE_NOT_FOUND: the tenant is unknown }
    /// ```
    pub(super) ERROR_SCENARIO_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-39"],
    }
}

pub(super) struct ErrorScenarioMissing;

impl Rule for ErrorScenarioMissing {
    fn meta(&self) -> &'static RuleMeta {
        &ERROR_SCENARIO_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        for (_, response) in operation.responses() {
            let codes = response
                .extension("x-error-codes")
                .into_iter()
                .flat_map(Node::entries);
            for entry in codes {
                if entry
                    .value
                    .as_str()
                    .is_some_and(|text| !text.trim().is_empty())
                {
                    continue;
                }
                let code = entry.key.text();
                ctx.report(
                    entry.value.key_location(),
                    format!("nothing says when `{code}` comes"),
                )
                .help("say in a few words what the caller or the resource did");
            }
        }
    }
}
