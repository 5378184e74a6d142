//! `operation-id-casing`: operation ids are written alike.

use oas_conventions::Case;

use crate::facts::naming::check;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports an `operationId` that is not written in the case of operation ids.
    ///
    /// ## Why is this bad?
    /// Names of generated functions look alike only if ids do.
    ///
    /// ## Options
    /// `case`: one of `camelCase`, `PascalCase`, `snake_case`, `kebab-case`,
    /// `SCREAMING_SNAKE_CASE`. Without it the conventions say which, and without conventions it is
    /// `camelCase`.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: list_pets
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
    pub(super) OPERATION_ID_CASING {
        group: Naming,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20"],
        options: ["case"],
    }
}

pub(super) struct OperationIdCasing;

impl Rule for OperationIdCasing {
    fn meta(&self) -> &'static RuleMeta {
        &OPERATION_ID_CASING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if let Some((name, place)) = operation.operation_id().zip(operation.field("operationId")) {
            check(
                ctx,
                "operation id",
                name,
                place.location(),
                Case::Camel,
                |naming| naming.operation_ids,
            );
        }
    }
}
