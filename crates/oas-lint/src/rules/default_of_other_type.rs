//! `default-of-other-type`: defaults have the type of their schema.

use oas_model::Version;
use oas_model::object::Schema;

use crate::facts::values::is_of_type;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports values of `default` that have another type than the schema, in documents of OpenAPI
    /// 3.0. Whatever else a default breaks, and defaults of later versions, where the specification
    /// only recommends it, are the business of `example-invalid`.
    ///
    /// ## Why is this bad?
    /// The specification forbids it, and generated code cannot hold the value.
    ///
    /// ## Incorrect
    /// ```yaml
    /// openapi: 3.0.4
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, default: "3" }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// openapi: 3.0.4
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, default: 3 }
    /// ```
    pub(super) DEFAULT_OF_OTHER_TYPE {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct DefaultOfOtherType;

impl Rule for DefaultOfOtherType {
    fn meta(&self) -> &'static RuleMeta {
        &DEFAULT_OF_OTHER_TYPE
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        if schema.version() > Version::V3_0 || schema.is_reference() {
            return;
        }
        if let Some(value) = schema
            .field("default")
            .filter(|one| !is_of_type(schema, *one))
        {
            let types = schema.types().join(" or ");
            ctx.report(
                value.location(),
                format!(
                    "this default is {}, but the type is {types}",
                    value.kind().described()
                ),
            )
            .help("write a value of the type, or leave `default` out");
        }
    }
}
