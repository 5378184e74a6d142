//! `link-reference-undefined`: references of links lead to operations.

use oas_model::Kind;
use oas_model::object::Link;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports links whose `operationRef` leads to something else in the document than an operation.
    /// References to other documents are left alone.
    ///
    /// ## Why is this bad?
    /// The link leads nowhere.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the pets
    ///           links:
    ///             more: { operationRef: "#/paths/~1pet/get" }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the pets
    ///           links:
    ///             more: { operationRef: "#/paths/~1pets/get" }
    /// ```
    pub(super) LINK_REFERENCE_UNDEFINED {
        group: Standard,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct LinkReferenceUndefined;

impl Rule for LinkReferenceUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &LINK_REFERENCE_UNDEFINED
    }

    fn link(&self, link: Link<'_>, ctx: &mut RuleContext<'_>) {
        let document = link.document();
        if let Some(reference) = link.field("operationRef")
            && let Some(text) = reference.as_str().filter(|text| text.starts_with("#/"))
        {
            let target = document.node_of_reference(reference, text);
            let is_operation =
                |node: Node<'_>| document.visits().find(node.node_key(), Kind::Operation);
            if target.and_then(is_operation).is_none() {
                ctx.report(
                    reference.location(),
                    format!("`{text}` does not lead to an operation"),
                )
                .help("refer to one as `#/paths/~1pets~1{petId}/get`");
            }
        }
    }
}
