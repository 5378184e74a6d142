//! `path-parameter-optional`: path parameters are required.

use oas_model::object::Parameter;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports parameters with `in: path` that do not say `required: true`.
    ///
    /// ## Why is this bad?
    /// A path without the value is another path; the specification wants `required: true` written
    /// out.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       parameters:
    ///         - { name: petId, in: path, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PATH_PARAMETER_OPTIONAL {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PathParameterOptional;

impl Rule for PathParameterOptional {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_PARAMETER_OPTIONAL
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        if parameter.parameter_in() != Some("path") || parameter.required() {
            return;
        }
        let name = parameter.name().unwrap_or_default();
        let place = parameter.field("required").unwrap_or(parameter.node());
        ctx.report(
            place.key_location(),
            format!("the path parameter `{name}` is not required"),
        )
        .help("write `required: true`");
    }
}
