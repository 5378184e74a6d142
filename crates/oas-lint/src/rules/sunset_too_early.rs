//! `sunset-too-early`: what is deprecated stays long enough.

use oas_conventions::Conventions;
use oas_model::object::{Object, Parameter, Schema};

use crate::facts::date::{date, months_later};
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports `x-sunset-at` that is less than the minimum period of the conventions after
    /// `x-deprecated-at`.
    ///
    /// ## Why is this bad?
    /// Callers were promised the time to move.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       deprecated: true
    ///       x-deprecated-at: 2026-11-23
    ///       x-sunset-at: 2026-12-24
    ///       x-successor: listSendingDomains
    ///       x-migration-guide: https://docs.penguinmails.com/api/changelog
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
    ///       x-sunset-at: 2027-05-23
    ///       x-successor: listSendingDomains
    ///       x-migration-guide: https://docs.penguinmails.com/api/changelog
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) SUNSET_TOO_EARLY {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-46"],
    }
}

pub(super) struct SunsetTooEarly;

impl Rule for SunsetTooEarly {
    fn meta(&self) -> &'static RuleMeta {
        &SUNSET_TOO_EARLY
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        check(&operation, conventions, ctx);
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        check(&parameter, conventions, ctx);
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        check(&schema, conventions, ctx);
    }
}

fn check(object: &Object<'_>, conventions: &Conventions, ctx: &mut RuleContext<'_>) {
    let mut dates = Vec::new();
    for name in ["x-deprecated-at", "x-sunset-at"] {
        let Some(node) = object.extension(name) else {
            continue;
        };
        dates.extend(node.scalar_text().and_then(date).map(|date| (node, date)));
    }
    let [(since, from), (until, to)] = dates[..] else {
        return;
    };
    let months = conventions.versioning.deprecation.minimum_period_months;
    if to < months_later(from, months) {
        let (year, month, day) = months_later(from, months);
        ctx.report(
            until.location(),
            format!("this is less than {months} months after the deprecation"),
        )
        .related(since, "deprecated on this day")
        .help(format!(
            "write `{year:04}-{month:02}-{day:02}` or a later day"
        ));
    }
}
