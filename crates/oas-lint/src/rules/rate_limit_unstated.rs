//! `rate-limit-unstated`: operations state their limits.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations without `x-rate-limit`, where the document has none either.
    ///
    /// ## Why is this bad?
    /// Callers plan with the limit; a server enforces what is stated.
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
    ///       x-rate-limit: [plan]
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) RATE_LIMIT_UNSTATED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-35"],
    }
}

pub(super) struct RateLimitUnstated;

impl Rule for RateLimitUnstated {
    fn meta(&self) -> &'static RuleMeta {
        &RATE_LIMIT_UNSTATED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let root = operation.document().document().root();
        let stated = operation
            .extension("x-rate-limit")
            .or_else(|| root.get("x-rate-limit"));
        if stated.is_some_and(|limits| limits.elements().len() > 0) {
            return;
        }
        let (method, path) = (operation.method(), operation.path());
        let subjects: Vec<_> = conventions
            .rate_limits
            .per
            .keys()
            .map(String::as_str)
            .collect();
        ctx.report(
            operation.key_location(),
            format!("`{method} {path}` states no limit"),
        )
        .help("add `x-rate-limit: [plan]`, or a limit: `{ limit: 60, window_s: 60, per: tenant }`")
        .note(format!("`per` is one of `{}`", subjects.join("`, `")));
    }
}
