//! `default-response-missing`: operations say what the infrastructure answers.

use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations without a `default` response, and `default` responses that do not say
    /// `x-raised-by: infrastructure`.
    ///
    /// ## Why is this bad?
    /// Gateways and proxies answer too; clients have to understand them.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "200": { description: the domains }
    ///         default:
    ///           description: an answer of the infrastructure
    ///           x-raised-by: infrastructure
    /// ```
    pub(super) DEFAULT_RESPONSE_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-40"],
    }
}

pub(super) struct DefaultResponseMissing;

impl Rule for DefaultResponseMissing {
    fn meta(&self) -> &'static RuleMeta {
        &DEFAULT_RESPONSE_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let infrastructure = &conventions.error_envelope.infrastructure;
        let name = &infrastructure.response;
        let mut responses = operation.responses();
        let Some((_, response)) = responses.find(|(key, _)| key.text() == name) else {
            let place = operation.field("responses").unwrap_or(operation.node());
            ctx.report(
                place.key_location(),
                format!("there is no response `{name}`"),
            )
            .help(format!(
                "add `{name}`, and let it refer to `{}`",
                infrastructure.component
            ));
            return;
        };
        let raised_by = response.extension("x-raised-by").and_then(Node::as_str);
        if raised_by != Some("infrastructure") {
            ctx.report(
                response.use_node().key_location(),
                format!("the response `{name}` is not said to come from the infrastructure"),
            )
            .help("add `x-raised-by: infrastructure`")
            .note("what the operation itself answers has a status of its own");
        }
    }
}
