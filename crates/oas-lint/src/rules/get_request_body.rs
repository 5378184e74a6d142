//! `get-request-body`: reading operations have no request body.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports request bodies of GET, HEAD and DELETE operations.
    ///
    /// ## Why is this bad?
    /// HTTP gives such a body no meaning; clients and proxies drop it.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       requestBody:
    ///         content: { application/json: { schema: { type: object } } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets/search:
    ///     post:
    ///       requestBody:
    ///         content: { application/json: { schema: { type: object } } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) GET_REQUEST_BODY {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct GetRequestBody;

impl Rule for GetRequestBody {
    fn meta(&self) -> &'static RuleMeta {
        &GET_REQUEST_BODY
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if !operation.is_served() || !matches!(operation.method(), "GET" | "HEAD" | "DELETE") {
            return;
        }
        let Some(body) = operation.field("requestBody") else {
            return;
        };
        ctx.report(
            body.key_location(),
            format!("a {} request has no body", operation.method()),
        )
        .help("use parameters, or another method");
    }
}
