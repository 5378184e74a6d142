//! `path-trailing-slash`: paths do not end with a slash.

use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths that end with `/`, but for `/` itself.
    ///
    /// ## Why is this bad?
    /// Servers tell `/pets/` from `/pets`, people do not.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets/:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PATH_TRAILING_SLASH {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PathTrailingSlash;

impl Rule for PathTrailingSlash {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_TRAILING_SLASH
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        for (key, path_item) in document.paths() {
            let path = key.text();
            if path.len() > 1 && path.ends_with('/') {
                ctx.report(
                    path_item.use_node().key_location(),
                    format!("the path `{path}` ends with `/`"),
                )
                .help(format!("write `{}`", path.trim_end_matches('/')));
            }
        }
    }
}
