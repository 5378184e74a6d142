//! `audience-prefix-mismatch`: paths are those of their audience.

use crate::facts::audience;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations whose path does not start with a prefix of their audience, compared
    /// segment by segment.
    ///
    /// ## Why is this bad?
    /// Gateways open surfaces by path.
    ///
    /// ## Incorrect
    /// ```yaml
    /// x-audience: public-tenant
    /// paths:
    ///   /api/v1/admin/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: public-tenant
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) AUDIENCE_PREFIX_MISMATCH {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-03", "C-32"],
    }
}

pub(super) struct AudiencePrefixMismatch;

impl Rule for AudiencePrefixMismatch {
    fn meta(&self) -> &'static RuleMeta {
        &AUDIENCE_PREFIX_MISMATCH
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let Some((name, audience)) = audience::of(&operation, conventions) else {
            return;
        };
        let Some((_, rest)) = conventions.versioning.split(operation.path()) else {
            return;
        };
        let starts = |prefix: &String| {
            rest.strip_prefix(prefix.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if audience.prefixes.iter().any(starts) {
            return;
        }
        let path = operation.path();
        let report = ctx.report(
            operation.key_location(),
            format!("`{path}` is no path of the audience `{name}`"),
        );
        let report = report.help(format!(
            "its paths start with `{}`",
            audience.prefixes.join("`, `")
        ));
        if let Some((owner, _)) = conventions.audience_of_path(path) {
            report.note(format!("this is a path of the audience `{owner}`"));
        }
    }
}
