//! `scope-unknown`: scopes are those of the conventions.

use oas_diagnostics::suggest::nearest;
use oas_model::object::SecurityRequirement;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports scopes in security requirements that the conventions do not know, or that tokens of
    /// this kind can never hold.
    ///
    /// ## Why is this bad?
    /// No token has the scope, so that nobody can call the operation; or its name is mistyped.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       security:
    ///         - UserToken: [domain:read]
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
    pub(super) SCOPE_UNKNOWN {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-18"],
    }
}

pub(super) struct ScopeUnknown;

impl Rule for ScopeUnknown {
    fn meta(&self) -> &'static RuleMeta {
        &SCOPE_UNKNOWN
    }

    fn security_requirement(
        &self,
        requirement: SecurityRequirement<'_>,
        ctx: &mut RuleContext<'_>,
    ) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let scopes = &conventions.authorization.scopes;
        for (key, named) in requirement.schemes() {
            let kind = key.text();
            for node in named {
                let Some(name) = node.as_str() else { continue };
                let Some(scope) = scopes.get(name) else {
                    let report = ctx.report(node.location(), format!("there is no scope `{name}`"));
                    match nearest(name, scopes.keys().map(String::as_str)) {
                        Some(word) => report.help(format!("did you mean `{word}`?")),
                        None => report.help("name a scope of the conventions, or add it there"),
                    };
                    continue;
                };
                if !scope.token_kinds.iter().any(|holder| holder == kind) {
                    let holders = scope.token_kinds.join("`, `");
                    ctx.report(
                        node.location(),
                        format!("`{kind}` can never hold the scope `{name}`"),
                    )
                    .help(format!("only `{holders}` can"));
                }
            }
        }
    }
}
