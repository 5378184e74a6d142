//! `error-code-misplaced`: codes stand under their status.

use oas_syntax::Node;

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports codes in `x-error-codes` of a response whose status the catalogue does not give to
    /// the code.
    ///
    /// ## Why is this bad?
    /// Clients that look at the status first treat the error as another one.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           x-error-codes: { RESOURCE_CONFLICT: the tenant is unknown }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           x-error-codes: { RESOURCE_NOT_FOUND: the tenant is unknown }
    /// ```
    pub(super) ERROR_CODE_MISPLACED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-38"],
    }
}

pub(super) struct ErrorCodeMisplaced;

impl Rule for ErrorCodeMisplaced {
    fn meta(&self) -> &'static RuleMeta {
        &ERROR_CODE_MISPLACED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, response) in operation.responses() {
            let status = key.text();
            let codes = response
                .extension("x-error-codes")
                .into_iter()
                .flat_map(Node::entries);
            for entry in codes.filter(|_| answers::is_error(status)) {
                let code = entry.key.text();
                let Some(error) = conventions.errors.get(code) else {
                    continue;
                };
                let statuses: Vec<_> = error.status.iter().map(u16::to_string).collect();
                if statuses.iter().any(|other| other == status) {
                    continue;
                }
                let statuses = statuses.join(" or ");
                ctx.report(
                    entry.value.key_location(),
                    format!("`{code}` is not answered with status {status}"),
                )
                .help(format!("its status is {statuses}"));
            }
        }
    }
}
