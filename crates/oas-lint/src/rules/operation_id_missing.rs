//! `operation-id-missing`: operations need an `operationId`.

use oas_conventions::Case;

use crate::facts::template;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations without an `operationId`.
    ///
    /// ## Why is this bad?
    /// Names of functions and types are taken from it. Without it they are made from method and
    /// path, and change when the path changes.
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
    ///       operationId: listPets
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) OPERATION_ID_MISSING {
        group: Codegen,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct OperationIdMissing;

impl Rule for OperationIdMissing {
    fn meta(&self) -> &'static RuleMeta {
        &OPERATION_ID_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if operation.operation_id().is_some() {
            return;
        }
        let (method, path) = (operation.method(), operation.path());
        ctx.report(
            operation.key_location(),
            format!("`{method} {path}` has no `operationId`"),
        )
        .help(format!(
            "add an `operationId`, for example `{}`",
            suggestion(&operation)
        ));
    }
}

/// `GET /pets/{petId}/toys` gives `getPetsToys`.
fn suggestion(operation: &PlacedOperation<'_>) -> String {
    let segments = template::segments(operation.path())
        .into_iter()
        .filter(|segment| !template::is_variable(segment));
    let words: Vec<_> = std::iter::once(operation.method())
        .chain(segments)
        .collect();
    Case::Camel.convert(&words.join("_").to_lowercase())
}
