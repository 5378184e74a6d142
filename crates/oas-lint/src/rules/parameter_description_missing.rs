//! `parameter-description-missing`: parameters say what they mean.

use oas_model::object::Parameter;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports parameters without a `description`.
    ///
    /// ## Why is this bad?
    /// A name alone seldom says what values mean, and what happens without the parameter.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: age, in: query, schema: { type: integer } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - name: age
    ///           in: query
    ///           description: Only pets of this age, in full years.
    ///           schema: { type: integer }
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PARAMETER_DESCRIPTION_MISSING {
        group: Docs,
        level: Info,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ParameterDescriptionMissing;

impl Rule for ParameterDescriptionMissing {
    fn meta(&self) -> &'static RuleMeta {
        &PARAMETER_DESCRIPTION_MISSING
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        if parameter
            .description()
            .is_some_and(|text| !text.trim().is_empty())
        {
            return;
        }
        let name = parameter.name().unwrap_or_default();
        ctx.report(
            parameter.key_location(),
            format!("the parameter `{name}` has no `description`"),
        )
        .help("say what its values mean, and what happens without it");
    }
}
