//! `path-parameter-unused`: every path parameter stands in its path.

use oas_diagnostics::suggest::nearest;

use crate::facts::template::variables;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports parameters with `in: path` whose name does not stand in braces in the path.
    ///
    /// ## Why is this bad?
    /// The value goes nowhere: the name is mistyped here or in the path.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
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
    pub(super) PATH_PARAMETER_UNUSED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PathParameterUnused;

impl Rule for PathParameterUnused {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_PARAMETER_UNUSED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if !operation.is_served() {
            return;
        }
        let names = variables(operation.path());
        for parameter in operation.parameters() {
            if parameter.parameter_in() != Some("path") {
                continue;
            }
            let Some(name) = parameter.name().filter(|name| !names.contains(name)) else {
                continue;
            };
            let path = operation.path();
            let report = ctx.report(
                parameter.use_node().key_location(),
                format!("the path `{path}` has no `{{{name}}}`"),
            );
            match nearest(name, names.iter().copied()) {
                Some(word) => report.help(format!("did you mean `{word}`?")),
                None => report.help(format!(
                    "put `{{{name}}}` into the path, or remove the parameter"
                )),
            };
        }
    }
}
