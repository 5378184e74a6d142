//! `path-outside-base`: paths start with the versioned base path.

use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths that do not start with the base path of the conventions.
    ///
    /// ## Why is this bad?
    /// The version of an operation is told by its path and by nothing else.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /tenants/{tenantId}/domains:
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
    /// ```
    pub(super) PATH_OUTSIDE_BASE {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20", "C-41"],
    }
}

pub(super) struct PathOutsideBase;

impl Rule for PathOutsideBase {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_OUTSIDE_BASE
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, path_item) in document.paths() {
            let path = key.text();
            if conventions.versioning.split(path).is_some() {
                continue;
            }
            let base = conventions.versioning.base_path_of(1);
            ctx.report(
                path_item.use_node().key_location(),
                format!("the path `{path}` has no version"),
            )
            .help(format!("let it start with `{base}`"));
        }
    }
}
