//! `rate-limit-headers-missing`: answers show the rate limit.

use oas_conventions::HeaderSent;

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports responses that come after authentication and lack a rate limit header of the
    /// conventions. Answers without a valid token (401) and those of the infrastructure (`default`)
    /// come before.
    ///
    /// ## Why is this bad?
    /// Clients slow down by themselves when they see the limit coming.
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
    ///         "200":
    ///           description: the domains
    ///           headers:
    ///             X-RateLimit-Limit: { schema: { type: integer } }
    ///             X-RateLimit-Remaining: { schema: { type: integer } }
    ///             X-RateLimit-Reset: { schema: { type: integer } }
    ///             X-RateLimit-Window: { schema: { type: integer } }
    /// ```
    pub(super) RATE_LIMIT_HEADERS_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-34"],
    }
}

pub(super) struct RateLimitHeadersMissing;

impl Rule for RateLimitHeadersMissing {
    fn meta(&self) -> &'static RuleMeta {
        &RATE_LIMIT_HEADERS_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let unauthenticated = conventions
            .errors
            .get(&conventions.authentication.unauthenticated);
        let before = |status: &str| {
            status == conventions.error_envelope.infrastructure.response
                || unauthenticated.is_some_and(|error| {
                    error.status.iter().any(|other| other.to_string() == status)
                })
        };
        for (key, response) in operation.responses().filter(|(key, _)| !before(key.text())) {
            let missing: Vec<_> = conventions
                .headers
                .rate_limit()
                .into_iter()
                .filter(|header| header.sent == HeaderSent::AfterAuthentication)
                .map(|header| header.name.as_str())
                .filter(|name| answers::header(&response, name).is_none())
                .collect();
            if !missing.is_empty() {
                let (status, names) = (key.text(), missing.join("`, `"));
                ctx.report(
                    response.use_node().key_location(),
                    format!("the response {status} has no `{names}`"),
                )
                .help("add the headers, by reference to the shared ones");
            }
        }
    }
}
