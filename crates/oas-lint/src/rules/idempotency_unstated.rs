//! `idempotency-unstated`: writes say what repeating them does.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports writing operations without `x-idempotency`, and others with it.
    ///
    /// ## Why is this bad?
    /// A client that got no answer has to know whether it may try again.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       x-idempotency: required
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) IDEMPOTENCY_UNSTATED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-28"],
    }
}

pub(super) struct IdempotencyUnstated;

impl Rule for IdempotencyUnstated {
    fn meta(&self) -> &'static RuleMeta {
        &IDEMPOTENCY_UNSTATED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let modes: Vec<_> = conventions
            .idempotency
            .modes
            .keys()
            .map(String::as_str)
            .collect();
        let is_write = conventions
            .idempotency
            .methods
            .iter()
            .any(|method| method == operation.method());
        let help = format!("say one of `{}`", modes.join("`, `"));
        match operation.extension("x-idempotency") {
            None if is_write => {
                let (method, path) = (operation.method(), operation.path());
                ctx.report(
                    operation.key_location(),
                    format!(
                        "`{method} {path}` does not say in `x-idempotency` what repeating it does"
                    ),
                )
                .help(help);
            }
            Some(node) if !is_write => {
                let method = operation.method();
                ctx.report(
                    node.key_location(),
                    format!("{method} writes nothing, so that `x-idempotency` says nothing"),
                )
                .help("remove it");
            }
            _ => {}
        }
    }
}
