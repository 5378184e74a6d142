//! `filter-open`: filters and sort orders are closed.

use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports query parameters of reading operations that take any text: with neither `enum`,
    /// `const`, `pattern` nor `format`. The parameters of paging and searching are left alone. A
    /// sort order needs an `enum`.
    ///
    /// ## Why is this bad?
    /// An unknown value is refused, never ignored; callers have to know which values there are.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       parameters:
    ///         - { name: status, in: query, schema: { type: string, maxLength: 20 } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       parameters:
    ///         - { name: status, in: query, schema: { type: string, enum: [pending, verified] } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) FILTER_OPEN {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-31"],
    }
}

pub(super) struct FilterOpen;

impl Rule for FilterOpen {
    fn meta(&self) -> &'static RuleMeta {
        &FILTER_OPEN
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        if operation.method() != "GET" {
            return;
        }
        let filters = &conventions.filters;
        for parameter in operation.parameters() {
            let Some(name) = parameter
                .name()
                .filter(|_| parameter.parameter_in() == Some("query"))
            else {
                continue;
            };
            let is_cursor = name == conventions.pagination.cursor.parameter;
            let is_search = filters
                .search
                .as_ref()
                .is_some_and(|search| search.parameter == name);
            let Some(schema) = parameter.schema().filter(|_| !is_cursor && !is_search) else {
                continue;
            };
            let mut parts = Members::of(schema).parts;
            parts.extend(
                parts
                    .clone()
                    .iter()
                    .filter_map(|part| part.schema("items"))
                    .map(|part| part.resolved()),
            );
            let says = |keyword: &str| parts.iter().any(|part| part.field(keyword).is_some());
            let is_text = parts.iter().any(|part| part.has_type("string"));
            let is_sort = filters
                .sort
                .as_ref()
                .is_some_and(|sort| sort.parameter == name);
            let is_closed = says("enum") || says("const");
            if is_sort && !is_closed {
                ctx.report(
                    schema.key_location(),
                    format!("the sort order `{name}` takes any text"),
                )
                .help("list the orders in `enum`");
            } else if is_text && !is_closed && !says("pattern") && !says("format") {
                ctx.report(
                    schema.key_location(),
                    format!("the filter `{name}` takes any text"),
                )
                .help("list the values in `enum`, or say their `pattern` or `format`");
            }
        }
    }
}
