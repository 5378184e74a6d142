//! `const-not-in-enum`: a constant is one of the values of the enum beside it.

use oas_model::object::Schema;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports schemas whose `const` is not in their `enum`.
    ///
    /// ## Why is this bad?
    /// No value is valid.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Kind: { const: bird, enum: [cat, dog] }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Kind: { const: cat, enum: [cat, dog] }
    /// ```
    pub(super) CONST_NOT_IN_ENUM {
        group: Standard,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ConstNotInEnum;

impl Rule for ConstNotInEnum {
    fn meta(&self) -> &'static RuleMeta {
        &CONST_NOT_IN_ENUM
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let (Some(value), Some(values)) = (schema.field("const"), schema.field("enum")) else {
            return;
        };
        let json = value.to_json();
        if values.is_sequence() && !values.elements().map(Node::to_json).any(|one| one == json) {
            ctx.report(
                value.location(),
                format!("no value is valid: `const` is {json}, which is not in `enum`"),
            )
            .related(values, "the values that are allowed")
            .help("remove one of the two keywords, or add the value");
        }
    }
}
