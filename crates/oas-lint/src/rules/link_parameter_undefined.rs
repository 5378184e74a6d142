//! `link-parameter-undefined`: links set parameters that there are.

use std::collections::HashMap;

use oas_diagnostics::suggest::nearest;
use oas_model::Kind;
use oas_model::object::{Link, OpenApi};
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports parameters of links that the operation to which the link leads does not have.
    ///
    /// ## Why is this bad?
    /// Who follows the link sends what nobody reads, and lacks what was meant.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses:
    ///         "200":
    ///           description: the pet
    ///           links:
    ///             self: { operationId: getPet, parameters: { id: $response.body#/id } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       operationId: getPet
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses:
    ///         "200":
    ///           description: the pet
    ///           links:
    ///             self: { operationId: getPet, parameters: { path.petId: $response.body#/id } }
    /// ```
    pub(super) LINK_PARAMETER_UNDEFINED {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct LinkParameterUndefined;

impl Rule for LinkParameterUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &LINK_PARAMETER_UNDEFINED
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let resolved = document.document();
        let links = resolved
            .visits()
            .iter()
            .filter(|(_, visit)| visit.kind == Kind::Link);
        let links: Vec<_> = links
            .map(|(_, visit)| Link::new(resolved, resolved.document().node(visit.node)))
            .filter(|link| link.field("parameters").is_some())
            .collect();
        if links.is_empty() {
            return;
        }
        let ids = ctx
            .operations()
            .filter_map(|operation| Some((operation.operation_id()?, operation)));
        let operations: HashMap<&str, PlacedOperation<'d>> = ids.collect();
        for link in links {
            let id = link.operation_id();
            if let Some(operation) = id.and_then(|id| operations.get(id)) {
                check(link, operation, ctx);
            }
        }
    }
}

fn check(link: Link<'_>, operation: &PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
    let known: Vec<(&str, &str)> = operation
        .parameters()
        .into_iter()
        .filter_map(|parameter| Some((parameter.parameter_in()?, parameter.name()?)))
        .collect();
    for entry in link.field("parameters").into_iter().flat_map(Node::entries) {
        let key = entry.key.text();
        let is_named = |(place, name): &(&str, &str)| {
            key == *name || key.split_once('.') == Some((*place, *name))
        };
        if known.iter().any(is_named) {
            continue;
        }
        let id = operation.operation_id().unwrap_or_default();
        let report = ctx.report(
            entry.value.key_location(),
            format!("the operation `{id}` has no parameter `{key}`"),
        );
        match nearest(key, known.iter().map(|(_, name)| *name)) {
            Some(word) => report.help(format!("did you mean `{word}`?")),
            None => report.help("name a parameter of the operation, as `id` or as `path.id`"),
        };
    }
}
