//! `sdk-method-missing`: operations have a name in the SDK.

use oas_conventions::Exposure;

use crate::facts::audience;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations of a public document without `x-sdk-method`.
    ///
    /// ## Why is this bad?
    /// The name in the SDK is part of the contract; it must not change because an operation id
    /// does.
    ///
    /// ## Incorrect
    /// ```yaml
    /// x-audience: public-tenant
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: public-tenant
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       x-sdk-method: list
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) SDK_METHOD_MISSING {
        group: Conventions,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-02"],
    }
}

pub(super) struct SdkMethodMissing;

impl Rule for SdkMethodMissing {
    fn meta(&self) -> &'static RuleMeta {
        &SDK_METHOD_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let is_public = audience::of(&operation, conventions)
            .is_some_and(|(_, audience)| audience.exposure == Exposure::Public);
        if !is_public || operation.extension("x-sdk-method").is_some() {
            return;
        }
        let (method, path) = (operation.method(), operation.path());
        ctx.report(
            operation.key_location(),
            format!("`{method} {path}` has no name in the SDK"),
        )
        .help("add `x-sdk-method`, for example `list`");
    }
}
