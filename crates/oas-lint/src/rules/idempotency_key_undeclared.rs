//! `idempotency-key-undeclared`: the idempotency key is a parameter.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations that take an idempotency key by `x-idempotency` and do not declare the
    /// header, or declare it as optional where it is required, or the other way round.
    ///
    /// ## Why is this bad?
    /// Generated clients and servers know nothing of a header that is not declared.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       x-idempotency: required
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       x-idempotency: required
    ///       parameters:
    ///         - { name: Idempotency-Key, in: header, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) IDEMPOTENCY_KEY_UNDECLARED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-28", "C-29"],
    }
}

pub(super) struct IdempotencyKeyUndeclared;

impl Rule for IdempotencyKeyUndeclared {
    fn meta(&self) -> &'static RuleMeta {
        &IDEMPOTENCY_KEY_UNDECLARED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let Some(node) = operation.extension("x-idempotency") else {
            return;
        };
        let Some(mode) = node.as_str() else { return };
        let header = &conventions.headers.idempotency_key;
        let takes_key = conventions
            .idempotency
            .key_sent_in
            .iter()
            .any(|known| known == mode);
        if !takes_key {
            return;
        }
        let required = mode == "required";
        let remedy = match &header.component {
            Some(component) => format!("refer to `{component}`"),
            None => format!("add a header parameter `{}`", header.name),
        };
        match operation.parameter("header", &header.name) {
            None => {
                ctx.report(
                    operation.key_location(),
                    format!("the operation does not declare `{}`", header.name),
                )
                .related(node, "which it takes by this")
                .help(remedy);
            }
            Some(parameter) if parameter.required() != required => {
                let is = if required { "optional" } else { "required" };
                ctx.report(
                    parameter.use_node().key_location(),
                    format!("`{}` is {is}, but `x-idempotency` is `{mode}`", header.name),
                )
                .related(node, "what the operation says")
                .help(format!(
                    "write `required: {required}`, or refer to the parameter of that kind"
                ));
            }
            Some(_) => {}
        }
    }
}
