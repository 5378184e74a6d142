//! `response-success-missing`: operations can succeed.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations without a response for a success, a redirection or `default`.
    ///
    /// ## Why is this bad?
    /// Callers do not learn what they get when all goes well.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "404": { description: no pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) RESPONSE_SUCCESS_MISSING {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ResponseSuccessMissing;

impl Rule for ResponseSuccessMissing {
    fn meta(&self) -> &'static RuleMeta {
        &RESPONSE_SUCCESS_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(responses) = operation.field("responses") else {
            return;
        };
        let is_success = |status: &str| status == "default" || status.starts_with(['1', '2', '3']);
        if operation.responses().any(|(key, _)| is_success(key.text())) {
            return;
        }
        ctx.report(
            responses.key_location(),
            "the operation has no response for a success",
        )
        .help("add the response of the status that a success has, `200` for example");
    }
}
