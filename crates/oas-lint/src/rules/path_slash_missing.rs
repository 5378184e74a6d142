//! `path-slash-missing`: paths start with a slash.

use oas_diagnostics::{Edit, Span};
use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths that do not start with `/`.
    ///
    /// ## Why is this bad?
    /// A path is appended to the URL of the server; without the slash it runs into it.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   pets:
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
    pub(super) PATH_SLASH_MISSING {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PathSlashMissing;

impl Rule for PathSlashMissing {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_SLASH_MISSING
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        for (key, path_item) in document.paths() {
            let path = key.text();
            if path.starts_with('/') {
                continue;
            }
            let span = key.span();
            let quote = u32::from(span.len() as usize > path.len());
            let edit = Edit {
                span: Span::at(span.file, span.start + quote),
                replacement: "/".to_owned(),
            };
            ctx.report(
                path_item.use_node().key_location(),
                format!("the path `{path}` does not start with `/`"),
            )
            .help(format!("write `/{path}`"))
            .safe_fix("put `/` in front", vec![edit]);
        }
    }
}
