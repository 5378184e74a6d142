//! `parameter-name-casing`: parameters are named alike.

use oas_conventions::Case;
use oas_model::object::Parameter;

use crate::facts::naming::check;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports names of query parameters that are not written in the case of query parameters, and
    /// of path parameters that are not in theirs (`camelCase` where neither option nor conventions
    /// say otherwise).
    ///
    /// ## Why is this bad?
    /// Callers have to look up each name instead of knowing it.
    ///
    /// ## Options
    /// `case`: one of `camelCase`, `PascalCase`, `snake_case`, `kebab-case`,
    /// `SCREAMING_SNAKE_CASE`. Without it the conventions say which, and without conventions it is
    /// `snake_case`.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: minAge, in: query, schema: { type: integer } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: min_age, in: query, schema: { type: integer } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PARAMETER_NAME_CASING {
        group: Naming,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20"],
        options: ["case"],
    }
}

pub(super) struct ParameterNameCasing;

impl Rule for ParameterNameCasing {
    fn meta(&self) -> &'static RuleMeta {
        &PARAMETER_NAME_CASING
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        let Some((name, place)) = parameter.name().zip(parameter.field("name")) else {
            return;
        };
        match parameter.parameter_in() {
            Some("query") => check(
                ctx,
                "query parameter",
                name,
                place.location(),
                Case::Snake,
                |naming| naming.query_parameters,
            ),
            Some("path") => check(
                ctx,
                "path parameter",
                name,
                place.location(),
                Case::Camel,
                |naming| naming.path_parameters,
            ),
            _ => {}
        }
    }
}
