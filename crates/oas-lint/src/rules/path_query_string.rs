//! `path-query-string`: paths have no query string.

use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths with `?` or `#`.
    ///
    /// ## Why is this bad?
    /// A path is matched before the query; what stands after `?` is never met.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets?age=3:
    ///     get:
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
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PATH_QUERY_STRING {
        group: Standard,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PathQueryString;

impl Rule for PathQueryString {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_QUERY_STRING
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        for (key, path_item) in document.paths() {
            let path = key.text();
            if let Some(end) = path.find(['?', '#']) {
                ctx.report(
                    path_item.use_node().key_location(),
                    format!("the path `{path}` goes on after its end"),
                )
                .help(format!(
                    "write `{}`, and declare parameters with `in: query`",
                    &path[..end]
                ));
            }
        }
    }
}
