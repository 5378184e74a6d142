//! `deprecation-incomplete`: what is deprecated says since when, until when, and what instead.

use oas_conventions::Conventions;
use oas_model::object::{Object, Parameter, Schema};

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports deprecated operations, parameters and schemas without an extension that the
    /// conventions require of them, and those extensions where nothing is deprecated.
    ///
    /// ## Why is this bad?
    /// Callers have to know how long they have, and where to go.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       deprecated: true
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       deprecated: true
    ///       x-deprecated-at: 2026-11-23
    ///       x-sunset-at: 2027-06-01
    ///       x-successor: listSendingDomains
    ///       x-migration-guide: https://docs.penguinmails.com/api/changelog
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) DEPRECATION_INCOMPLETE {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-44", "C-45"],
    }
}

pub(super) struct DeprecationIncomplete;

impl Rule for DeprecationIncomplete {
    fn meta(&self) -> &'static RuleMeta {
        &DEPRECATION_INCOMPLETE
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        check(
            &operation,
            "operation",
            operation.deprecated(),
            conventions,
            ctx,
        );
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        check(
            &parameter,
            "parameter",
            parameter.deprecated(),
            conventions,
            ctx,
        );
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        check(&schema, "schema", schema.deprecated(), conventions, ctx);
    }
}

fn check(
    object: &Object<'_>,
    what: &str,
    deprecated: bool,
    conventions: &Conventions,
    ctx: &mut RuleContext<'_>,
) {
    for name in &conventions.versioning.deprecation.required_extensions {
        match (object.extension(name), deprecated) {
            (None, true) => {
                let place = object.field("deprecated").unwrap_or(object.node());
                ctx.report(
                    place.key_location(),
                    format!("the deprecated {what} has no `{name}`"),
                )
                .help(format!("add `{name}`"));
            }
            (Some(node), false) => {
                ctx.report(
                    node.key_location(),
                    format!("the {what} has `{name}` but is not deprecated"),
                )
                .help(format!("write `deprecated: true`, or remove `{name}`"));
            }
            _ => {}
        }
    }
}
