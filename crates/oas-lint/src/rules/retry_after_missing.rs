//! `retry-after-missing`: answers to come back later say when.

use oas_conventions::Retry;
use oas_syntax::Node;

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports responses with a code that is worth another try after a while, and without the
    /// header that says how long.
    ///
    /// ## Why is this bad?
    /// Clients come back too early, all of them at once.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "429":
    ///           description: a limit is used up
    ///           x-error-codes: { RATE_LIMIT_EXCEEDED: the limit is used up }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "429":
    ///           description: a limit is used up
    ///           headers:
    ///             Retry-After: { schema: { type: integer } }
    ///           x-error-codes: { RATE_LIMIT_EXCEEDED: the limit is used up }
    /// ```
    pub(super) RETRY_AFTER_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-36"],
    }
}

pub(super) struct RetryAfterMissing;

impl Rule for RetryAfterMissing {
    fn meta(&self) -> &'static RuleMeta {
        &RETRY_AFTER_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let header = &conventions.headers.retry_after.name;
        for (key, response) in operation.responses() {
            let codes = response
                .extension("x-error-codes")
                .into_iter()
                .flat_map(Node::entries);
            let later = codes.map(|entry| entry.key.text()).find(|code| {
                conventions
                    .errors
                    .get(*code)
                    .is_some_and(|error| error.retry == Retry::After)
            });
            let Some(code) = later else { continue };
            if answers::header(&response, header).is_none() {
                let status = key.text();
                ctx.report(
                    response.use_node().key_location(),
                    format!("the response {status} has no `{header}`"),
                )
                .help(format!("add it: `{code}` may be tried again after a while"));
            }
        }
    }
}
