//! `rate-limit-response-missing`: operations say what happens beyond the limit.

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations without the response for an exceeded limit (429).
    ///
    /// ## Why is this bad?
    /// Callers meet it sooner or later, and generated code has no error for it.
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
    ///         "429": { description: a limit is used up }
    /// ```
    pub(super) RATE_LIMIT_RESPONSE_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-36"],
    }
}

pub(super) struct RateLimitResponseMissing;

impl Rule for RateLimitResponseMissing {
    fn meta(&self) -> &'static RuleMeta {
        &RATE_LIMIT_RESPONSE_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let code = &conventions.rate_limits.exceeded;
        let Some(error) = conventions.errors.get(code) else {
            return;
        };
        for status in &error.status {
            if answers::response(&operation, *status).is_none() {
                let place = operation.field("responses").unwrap_or(operation.node());
                ctx.report(
                    place.key_location(),
                    format!("there is no response {status} for `{code}`"),
                )
                .help(format!("add a response `\"{status}\"`"));
            }
        }
    }
}
