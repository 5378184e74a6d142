//! `link-operation-undefined`: links lead to operations that there are.

use oas_diagnostics::suggest::nearest;
use oas_model::object::Link;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports links whose `operationId` no operation of the document has.
    ///
    /// ## Why is this bad?
    /// The link leads nowhere.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200":
    ///           description: the pets
    ///           links:
    ///             more: { operationId: listPet }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses:
    ///         "200":
    ///           description: the pets
    ///           links:
    ///             more: { operationId: listPets }
    /// ```
    pub(super) LINK_OPERATION_UNDEFINED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct LinkOperationUndefined;

impl Rule for LinkOperationUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &LINK_OPERATION_UNDEFINED
    }

    fn link(&self, link: Link<'_>, ctx: &mut RuleContext<'_>) {
        let Some(id) = link.operation_id() else {
            return;
        };
        let document = link.document();
        if document.operation_with_id(id).is_some() {
            return;
        }
        let known: Vec<_> = document
            .operations()
            .iter()
            .filter_map(|entry| {
                document
                    .document()
                    .node(entry.node)
                    .get("operationId")?
                    .as_str()
            })
            .collect();
        let place = link.field("operationId").unwrap_or(link.node());
        let report = ctx.report(place.location(), format!("there is no operation `{id}`"));
        match nearest(id, known) {
            Some(word) => report.help(format!("did you mean `{word}`?")),
            None => report.help("name the `operationId` of an operation of this document"),
        };
    }
}
