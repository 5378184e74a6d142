//! `operation-unsecured`: operations want authentication.

use oas_model::object::SecurityRequirement;

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations that nobody has to authenticate for: without a security requirement, or
    /// with one that is empty (`{}`).
    ///
    /// ## Why is this bad?
    /// Whoever finds the URL may call it.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       security:
    ///         - UserToken: [pets:read]
    ///       responses: { "200": { description: the pets } }
    /// components:
    ///   securitySchemes:
    ///     UserToken: { type: http, scheme: bearer }
    /// ```
    pub(super) OPERATION_UNSECURED {
        group: Security,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-05", "C-15"],
    }
}

pub(super) struct OperationUnsecured;

impl Rule for OperationUnsecured {
    fn meta(&self) -> &'static RuleMeta {
        &OPERATION_UNSECURED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if !operation.is_served() {
            return;
        }
        let requirements = operation.effective_security();
        let is_open =
            |requirement: &SecurityRequirement<'_>| requirement.schemes().next().is_none();
        if !requirements.is_empty() && !requirements.iter().any(is_open) {
            return;
        }
        let (method, path) = (operation.method(), operation.path());
        let place = operation.field("security").unwrap_or(operation.node());
        ctx.report(
            place.key_location(),
            format!("`{method} {path}` can be called without authentication"),
        )
        .help("name a security scheme in `security` of the operation or of the document");
    }
}
