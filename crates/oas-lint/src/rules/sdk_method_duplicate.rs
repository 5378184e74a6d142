//! `sdk-method-duplicate`: names in the SDK are unique within a tag.

use std::collections::BTreeMap;

use oas_model::object::OpenApi;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations of one tag with the same `x-sdk-method`.
    ///
    /// ## Why is this bad?
    /// Two methods of one name cannot be generated.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       tags: [Domains]
    ///       x-sdk-method: list
    ///       responses: { "200": { description: the domains } }
    ///   /api/v1/tenants/{tenantId}/senders:
    ///     get:
    ///       tags: [Domains]
    ///       x-sdk-method: list
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       tags: [Domains]
    ///       x-sdk-method: list
    ///       responses: { "200": { description: the domains } }
    ///   /api/v1/tenants/{tenantId}/senders:
    ///     get:
    ///       tags: [Domains]
    ///       x-sdk-method: listSenders
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) SDK_METHOD_DUPLICATE {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-02"],
    }
}

pub(super) struct SdkMethodDuplicate;

impl Rule for SdkMethodDuplicate {
    fn meta(&self) -> &'static RuleMeta {
        &SDK_METHOD_DUPLICATE
    }

    fn document<'d>(&self, _document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let mut first: BTreeMap<(&str, &str), Node<'_>> = BTreeMap::new();
        for operation in ctx.operations() {
            let Some(node) = operation.extension("x-sdk-method") else {
                continue;
            };
            let (Some(name), Some(tag)) = (node.as_str(), operation.tags().next()) else {
                continue;
            };
            let known = *first.entry((tag, name)).or_insert(node);
            if known != node {
                ctx.report(
                    node.location(),
                    format!("the tag `{tag}` has the method `{name}` already"),
                )
                .related(known, "the first one")
                .help("give one of them another name");
            }
        }
    }
}
