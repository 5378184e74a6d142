//! `authentication-response-missing`: operations say what happens without a right token.

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations without the responses for a missing token (401) and for missing rights
    /// (403).
    ///
    /// ## Why is this bad?
    /// Callers cannot tell the two apart, and generated code has no error for them.
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
    ///         "401": { description: there is no valid token }
    ///         "403": { description: the token may not do this }
    /// ```
    pub(super) AUTHENTICATION_RESPONSE_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-18"],
    }
}

pub(super) struct AuthenticationResponseMissing;

impl Rule for AuthenticationResponseMissing {
    fn meta(&self) -> &'static RuleMeta {
        &AUTHENTICATION_RESPONSE_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let authentication = &conventions.authentication;
        for code in [&authentication.unauthenticated, &authentication.forbidden] {
            let Some(error) = conventions.errors.get(code) else {
                continue;
            };
            for status in &error.status {
                if answers::response(&operation, *status).is_some() {
                    continue;
                }
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
