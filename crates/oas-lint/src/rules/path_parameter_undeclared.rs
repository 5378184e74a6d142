//! `path-parameter-undeclared`: every name in a path has a parameter.

use oas_diagnostics::suggest::nearest;

use crate::facts::template::variables;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports names in braces that no parameter with `in: path` declares.
    ///
    /// ## Why is this bad?
    /// Nobody knows what may stand there, and generated code cannot fill it in.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     get:
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
    pub(super) PATH_PARAMETER_UNDECLARED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PathParameterUndeclared;

impl Rule for PathParameterUndeclared {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_PARAMETER_UNDECLARED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        if !operation.is_served() {
            return;
        }
        let declared: Vec<_> = operation
            .parameters()
            .into_iter()
            .filter(|parameter| parameter.parameter_in() == Some("path"))
            .filter_map(|parameter| parameter.name())
            .collect();
        for name in variables(operation.path()) {
            if declared.contains(&name) {
                continue;
            }
            let (method, path) = (operation.method(), operation.path());
            let report = ctx.report(
                operation.key_location(),
                format!("`{method} {path}` does not declare the path parameter `{name}`"),
            );
            match nearest(name, declared.iter().copied()) {
                Some(word) => report.help(format!("did you mean `{word}`?")),
                None => report.help(format!("add a parameter `{name}` with `in: path`")),
            };
        }
    }
}
