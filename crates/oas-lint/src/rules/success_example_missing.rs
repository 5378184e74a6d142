//! `success-example-missing`: successes have an example.

use crate::facts::{answers, values};
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports JSON bodies of a success without an example.
    ///
    /// ## Why is this bad?
    /// Readers see what they will get, mocks answer with it, and tests compare with it.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the domains
    ///           content:
    ///             application/json:
    ///               schema: { type: object }
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
    ///           content:
    ///             application/json:
    ///               schema: { type: object }
    ///               example: { success: true, data: [], meta: {} }
    /// ```
    pub(super) SUCCESS_EXAMPLE_MISSING {
        group: Conventions,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-47"],
    }
}

pub(super) struct SuccessExampleMissing;

impl Rule for SuccessExampleMissing {
    fn meta(&self) -> &'static RuleMeta {
        &SUCCESS_EXAMPLE_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let json = &conventions.media_types.response;
        for (key, response) in operation
            .responses()
            .filter(|(key, _)| answers::is_success(key.text()))
        {
            for (name, media_type) in response.content() {
                if name.text() == json && values::examples(&media_type).is_empty() {
                    let status = key.text();
                    ctx.report(
                        media_type.key_location(),
                        format!("the response {status} has no example"),
                    )
                    .help("add `examples`, one for each case that callers have to tell apart");
                }
            }
        }
    }
}
