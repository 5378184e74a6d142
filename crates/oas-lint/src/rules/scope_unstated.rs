//! `scope-unstated`: every way to authenticate says what the token must hold.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports schemes of security requirements with neither scopes nor, for that scheme, roles in
    /// `x-required-roles`.
    ///
    /// ## Why is this bad?
    /// Any token of the kind may call the operation, whatever it was made for.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       security:
    ///         - UserToken: []
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       security:
    ///         - UserToken: [domains:read]
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) SCOPE_UNSTATED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-05", "C-18"],
    }
}

pub(super) struct ScopeUnstated;

impl Rule for ScopeUnstated {
    fn meta(&self) -> &'static RuleMeta {
        &SCOPE_UNSTATED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if !operation.is_served() {
            return;
        }

        for requirement in operation.effective_security() {
            for (key, scopes) in requirement.schemes() {
                let name = key.text();
                let has_roles = operation
                    .extension("x-required-roles")
                    .and_then(|roles| roles.get(name))
                    .is_some_and(|roles| roles.elements().len() > 0);
                if !scopes.is_empty() || has_roles {
                    continue;
                }
                let (method, path) = (operation.method(), operation.path());
                ctx.report(
                    requirement.location(),
                    format!("`{method} {path}` takes every `{name}`, whatever its scopes"),
                )
                .help(format!(
                    "name scopes: `{name}: [domains:read]`, or roles in `x-required-roles`"
                ));
            }
        }
    }
}
