//! `path-segment-forbidden`: no path offers what the conventions rule out.

use oas_model::object::OpenApi;

use crate::facts::template::segments;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths with a segment that the conventions forbid, such as one of another protocol.
    ///
    /// ## Why is this bad?
    /// There is one way to call the API.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/graphql:
    ///     post:
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
    pub(super) PATH_SEGMENT_FORBIDDEN {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-01"],
    }
}

pub(super) struct PathSegmentForbidden;

impl Rule for PathSegmentForbidden {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_SEGMENT_FORBIDDEN
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, path_item) in document.paths() {
            for segment in segments(key.text()) {
                let forbidden = &conventions.paths.forbidden_segments;
                if forbidden
                    .iter()
                    .any(|word| segment.eq_ignore_ascii_case(word))
                {
                    ctx.report(
                        path_item.use_node().key_location(),
                        format!("`{segment}` must not be offered"),
                    )
                    .help("offer resources with methods of HTTP instead");
                }
            }
        }
    }
}
