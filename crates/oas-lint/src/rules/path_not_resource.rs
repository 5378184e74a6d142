//! `path-not-resource`: paths name resources.

use crate::facts::template::{is_variable, segments};
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports operations whose path does not end with a plural noun, an id, or a verb of the
    /// conventions on POST, and that do not say in `x-resource` what they lead to.
    ///
    /// ## Why is this bad?
    /// Whoever knows one resource knows how the others are read, created, changed and removed.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/get-domain:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    ///   /api/v1/tenants/{tenantId}/domains/{domainId}/verify:
    ///     post:
    ///       responses: { "200": { description: the domains } }
    ///   /api/v1/tenants/{tenantId}/profile:
    ///     get:
    ///       x-resource: singleton
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) PATH_NOT_RESOURCE {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20"],
    }
}

pub(super) struct PathNotResource;

impl Rule for PathNotResource {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_NOT_RESOURCE
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let Some((_, rest)) = conventions.versioning.split(operation.path()) else {
            return;
        };
        let segments = segments(rest);
        let Some((last, before)) = segments.split_last() else {
            return;
        };
        let is_verb = |segment: &str| conventions.paths.verbs.iter().any(|verb| verb == segment);
        let path = operation.path();
        for segment in before.iter().filter(|segment| is_verb(segment)) {
            ctx.report(
                operation.key_location(),
                format!("the verb `{segment}` does not end `{path}`"),
            )
            .help("put the verb last, after the resource that it is about");
        }
        if operation.extension("x-resource").is_some() || is_variable(last) {
            return;
        }
        if is_verb(last) {
            if operation.method() != "POST" {
                ctx.report(
                    operation.key_location(),
                    format!("the verb `{last}` is called with {}", operation.method()),
                )
                .help("call verbs with POST");
            }
        } else if !last.ends_with('s') {
            ctx.report(
                operation.key_location(),
                format!("`{path}` does not end with a plural noun"),
            )
            .help("name a collection, or say `x-resource: singleton` or `x-resource: view`");
        }
    }
}
