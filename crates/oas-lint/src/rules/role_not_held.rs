//! `role-not-held`: roles can be held by the tokens that are taken.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports roles in `x-required-roles` that tokens of the kind can never have, and kinds of
    /// token that the operation does not take.
    ///
    /// ## Why is this bad?
    /// Nobody has the role, so that nobody can call the operation.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       security:
    ///         - InternalToken: [smtp_admin:read]
    ///       x-required-roles:
    ///         InternalToken: [owner]
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
    ///       x-required-roles:
    ///         UserToken: [owner]
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) ROLE_NOT_HELD {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-18", "C-54"],
    }
}

pub(super) struct RoleNotHeld;

impl Rule for RoleNotHeld {
    fn meta(&self) -> &'static RuleMeta {
        &ROLE_NOT_HELD
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let Some(required) = operation.extension("x-required-roles") else {
            return;
        };
        let security = operation.effective_security();
        for entry in required.entries() {
            let kind = entry.key.text();
            let is_taken = security
                .iter()
                .any(|requirement| requirement.node().get(kind).is_some());
            if !is_taken {
                ctx.report(
                    entry.value.key_location(),
                    format!("the operation takes no `{kind}`"),
                )
                .help("remove the entry, or add a security requirement");
            }
            for node in entry.value.elements() {
                let Some(name) = node.as_str() else { continue };
                let Some(role) = conventions.role(name) else {
                    continue;
                };
                if !role.token_kinds.iter().any(|holder| holder == kind) {
                    let holders = role.token_kinds.join("`, `");
                    ctx.report(
                        node.location(),
                        format!("`{kind}` can never have the role `{name}`"),
                    )
                    .help(format!("only `{holders}` can"));
                }
            }
        }
    }
}
