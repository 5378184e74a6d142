//! `parameter-duplicate`: a parameter stands once in a list.

use oas_model::object::{Parameter, PathItem};

use crate::facts::operations;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports parameters of one list that have the same `name` and `in`; header names in any case.
    ///
    /// ## Why is this bad?
    /// The specification forbids it; which one counts depends on the tool.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: age, in: query, schema: { type: integer } }
    ///         - { name: age, in: query, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: age, in: query, schema: { type: integer } }
    ///         - { name: age, in: header, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PARAMETER_DUPLICATE {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ParameterDuplicate;

impl Rule for ParameterDuplicate {
    fn meta(&self) -> &'static RuleMeta {
        &PARAMETER_DUPLICATE
    }

    fn path_item(&self, path_item: PathItem<'_>, ctx: &mut RuleContext<'_>) {
        check(path_item.parameters(), ctx);
        for operation in operations::of(path_item) {
            check(operation.parameters(), ctx);
        }
    }
}

fn check<'d>(parameters: impl Iterator<Item = Parameter<'d>>, ctx: &mut RuleContext<'_>) {
    let mut known: Vec<Parameter<'d>> = Vec::new();
    for parameter in parameters {
        let same = |other: &&Parameter<'d>| {
            let same_name = match (other.name(), parameter.name()) {
                // Names of headers are the same in any case.
                (Some(one), Some(two)) if parameter.parameter_in() == Some("header") => {
                    one.eq_ignore_ascii_case(two)
                }
                (one, two) => one == two,
            };
            same_name && other.parameter_in() == parameter.parameter_in()
        };
        let (Some(name), Some(parameter_in)) = (parameter.name(), parameter.parameter_in()) else {
            continue;
        };
        match known.iter().find(same) {
            Some(first) => {
                ctx.report(
                    parameter.use_node().key_location(),
                    format!("`{name}` in {parameter_in} is declared twice"),
                )
                .related(first.use_node(), "the first one")
                .help("remove one of them");
            }
            None => known.push(parameter),
        }
    }
}
