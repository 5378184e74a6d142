//! `operation-description-missing`: operations say what they do.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations with neither a `summary` nor a `description`.
    ///
    /// ## Why is this bad?
    /// Readers see nothing but method and path, and generated functions have no documentation.
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
    ///       summary: All pets, the youngest first
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) OPERATION_DESCRIPTION_MISSING {
        group: Docs,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct OperationDescriptionMissing;

impl Rule for OperationDescriptionMissing {
    fn meta(&self) -> &'static RuleMeta {
        &OPERATION_DESCRIPTION_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let says = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        if says(operation.summary()) || says(operation.description()) {
            return;
        }
        let (method, path) = (operation.method(), operation.path());
        ctx.report(
            operation.key_location(),
            format!("`{method} {path}` has neither a `summary` nor a `description`"),
        )
        .help("add a `summary`: what the operation does, in a few words");
    }
}
