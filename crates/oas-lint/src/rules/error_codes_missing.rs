//! `error-codes-missing`: errors say their codes.

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports responses of an error without `x-error-codes`.
    ///
    /// ## Why is this bad?
    /// Programs tell errors apart by code; generated code has a variant for each.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           headers: {}
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
    pub(super) ERROR_CODES_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-38"],
    }
}

pub(super) struct ErrorCodesMissing;

impl Rule for ErrorCodesMissing {
    fn meta(&self) -> &'static RuleMeta {
        &ERROR_CODES_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, response) in operation.responses() {
            let status = key.text();
            let named = response.extension("x-error-codes");
            if !answers::is_error(status) || named.is_some_and(|codes| codes.entries().len() > 0) {
                continue;
            }
            let codes: Vec<_> = conventions
                .errors
                .iter()
                .filter(|(_, error)| error.status.iter().any(|other| other.to_string() == status))
                .map(|(code, _)| code.as_str())
                .collect();
            ctx.report(
                response.use_node().key_location(),
                format!("the response {status} does not say its codes"),
            )
            .help(format!(
                "name them in `x-error-codes`; those of this status are `{}`",
                codes.join("`, `")
            ));
        }
    }
}
