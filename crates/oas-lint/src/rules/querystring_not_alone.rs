//! `querystring-not-alone`: a parameter that is the whole query string is the only one.

use oas_model::Version;
use oas_model::object::{Parameter, PathItem};

use crate::facts::operations;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations and path items that have a parameter with `in: querystring` twice, or
    /// together with parameters of `in: query` (OpenAPI 3.2).
    ///
    /// ## Why is this bad?
    /// The specification forbids it: one text would be described twice.
    ///
    /// ## Incorrect
    /// ```yaml
    /// openapi: 3.2.0
    /// paths:
    ///   /pets:
    ///     parameters:
    ///       - { name: age, in: query, schema: { type: integer } }
    ///     get:
    ///       parameters:
    ///         - name: filter
    ///           in: querystring
    ///           content: { application/x-www-form-urlencoded: { schema: { type: object } } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// openapi: 3.2.0
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - name: filter
    ///           in: querystring
    ///           content: { application/x-www-form-urlencoded: { schema: { type: object } } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) QUERYSTRING_NOT_ALONE {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct QuerystringNotAlone;

impl Rule for QuerystringNotAlone {
    fn meta(&self) -> &'static RuleMeta {
        &QUERYSTRING_NOT_ALONE
    }

    fn path_item(&self, path_item: PathItem<'_>, ctx: &mut RuleContext<'_>) {
        if path_item.version() < Version::V3_2 {
            return;
        }
        check(&path_item.parameters().collect::<Vec<_>>(), 0, ctx);
        for operation in operations::of(path_item) {
            let own = operation.parameters().count();
            let all = operation.all_parameters(path_item);
            // Those of the path item come first, and were looked at before.
            check(&all, all.len().saturating_sub(own), ctx);
        }
    }
}

/// Looks at a list of which the parameters from `own` on are to be reported.
fn check(parameters: &[Parameter<'_>], own: usize, ctx: &mut RuleContext<'_>) {
    let is_in = |place: &'static str| {
        let placed = parameters.iter().enumerate();
        placed.filter(move |(_, parameter)| parameter.parameter_in() == Some(place))
    };
    let Some((first_at, first)) = is_in("querystring").next() else {
        return;
    };
    for (at, parameter) in is_in("querystring").skip(1) {
        if at >= own {
            ctx.report(
                parameter.use_node().key_location(),
                "two parameters are the whole query string",
            )
            .related(first.use_node(), "the first one")
            .help("describe the query string with one of them");
        }
    }
    if let Some((at, query)) = is_in("query").next()
        && at.max(first_at) >= own
    {
        let (reported, other) = if first_at >= own {
            (first, query)
        } else {
            (query, first)
        };
        ctx.report(
            reported.use_node().key_location(),
            "a parameter that is the whole query string stands beside one in the query",
        )
        .related(other.use_node(), "the other one")
        .help("describe the whole query string, or each parameter of it");
    }
}
