//! `operation-id-duplicate`: every `operationId` names one operation.

use std::collections::HashMap;

use oas_model::object::OpenApi;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports an `operationId` that another operation has too.
    ///
    /// ## Why is this bad?
    /// The specification wants it unique. Two functions of one name cannot be generated, and links
    /// by id lead to either.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: the pets } }
    ///   /animals:
    ///     get:
    ///       operationId: listPets
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
    ///   /animals:
    ///     get:
    ///       operationId: listAnimals
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) OPERATION_ID_DUPLICATE {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct OperationIdDuplicate;

impl Rule for OperationIdDuplicate {
    fn meta(&self) -> &'static RuleMeta {
        &OPERATION_ID_DUPLICATE
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let mut first: HashMap<&str, Node<'_>> = HashMap::new();
        for entry in document.document().operations() {
            let node = ctx.document().document().node(entry.node);
            let Some(id) = node.get("operationId") else {
                continue;
            };
            let Some(name) = id.as_str() else { continue };
            let known = *first.entry(name).or_insert(id);
            if known != id {
                ctx.report(
                    id.location(),
                    format!("another operation has the id `{name}` too"),
                )
                .related(known, "the first one")
                .help("give one of them another id");
            }
        }
    }
}
