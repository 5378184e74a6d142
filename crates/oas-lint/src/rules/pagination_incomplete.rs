//! `pagination-incomplete`: lists have what their way of reading needs.

use oas_conventions::Pagination;
use oas_syntax::Node;

use crate::facts::answers::Envelope;
use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports lists that are read by cursor without the parameters, their bounds, or the members
    /// of `meta` that this takes; and lists that are complete in one answer without `maxItems`.
    ///
    /// ## Why is this bad?
    /// Clients page through every list with the same code.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       x-pagination: cursor
    ///       responses:
    ///         "200":
    ///           description: the domains
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 required: [success, data, meta]
    ///                 properties:
    ///                   success: { type: boolean, const: true }
    ///                   data: { type: array, items: { type: string } }
    ///                   meta:
    ///                     type: object
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       x-pagination: cursor
    ///       parameters:
    ///         - name: limit
    ///           in: query
    ///           schema: { type: integer, minimum: 1, maximum: 200, default: 50 }
    ///         - name: cursor
    ///           in: query
    ///           schema: { type: string, maxLength: 512 }
    ///       responses:
    ///         "200":
    ///           description: the domains
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 required: [success, data, meta]
    ///                 properties:
    ///                   success: { type: boolean, const: true }
    ///                   data: { type: array, items: { type: string } }
    ///                   meta:
    ///                     type: object
    ///                     properties:
    ///                       next_cursor: { type: string }
    ///                       has_more: { type: boolean }
    ///                       limit: { type: integer }
    /// ```
    pub(super) PAGINATION_INCOMPLETE {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-30"],
    }
}

pub(super) struct PaginationIncomplete;

impl Rule for PaginationIncomplete {
    fn meta(&self) -> &'static RuleMeta {
        &PAGINATION_INCOMPLETE
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let Some(mode) = operation.extension("x-pagination").and_then(Node::as_str) else {
            return;
        };
        let Some(envelope) = Envelope::of_operation(&operation, conventions) else {
            return;
        };
        if mode == "bounded" {
            if !Members::of(envelope.data).any(|part| part.field("maxItems").is_some()) {
                ctx.report(
                    envelope.data.key_location(),
                    "the list comes in one answer but has no bound",
                )
                .help("add `maxItems`");
            }
            return;
        }
        let words = &conventions.pagination;
        check_limit(&operation, words, ctx);
        if operation
            .parameter("query", &words.cursor.parameter)
            .is_none()
        {
            let name = &words.cursor.parameter;
            ctx.report(
                operation.key_location(),
                format!("the list has no parameter `{name}`"),
            )
            .help(format!("add the query parameter `{name}`"));
        }
        let meta = Members::of(envelope.meta);
        for name in [
            &words.meta.next_cursor,
            &words.meta.has_more,
            &words.meta.limit,
        ] {
            if meta.property(name).is_none() {
                ctx.report(
                    envelope.meta.key_location(),
                    format!("the list has no `{name}` in its meta data"),
                )
                .help(format!("add the property `{name}`"));
            }
        }
    }
}

fn check_limit(operation: &PlacedOperation<'_>, words: &Pagination, ctx: &mut RuleContext<'_>) {
    let name = &words.limit.parameter;
    let Some(limit) = operation.parameter("query", name) else {
        ctx.report(
            operation.key_location(),
            format!("the list has no parameter `{name}`"),
        )
        .help(format!("add the query parameter `{name}`"));
        return;
    };
    let Some(schema) = limit.schema() else { return };
    let parts = Members::of(schema).parts;
    let bounds = words.bounds(operation.operation_id().unwrap_or_default());
    let wanted = [
        ("minimum", bounds.minimum),
        ("maximum", bounds.maximum),
        ("default", bounds.default),
    ];
    for (keyword, wanted) in wanted {
        let found = parts.iter().find_map(|part| part.field(keyword)?.as_u64());
        if found != Some(u64::from(wanted)) {
            ctx.report(
                schema.key_location(),
                format!("`{keyword}` of `{name}` is not {wanted}"),
            )
            .help(format!("write `{keyword}: {wanted}`"));
        }
    }
}
