//! `path-segment-casing`: segments of paths are written alike.

use oas_conventions::Case;
use oas_model::object::OpenApi;

use crate::facts::naming::check;
use crate::facts::template::{is_variable, segments};
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports fixed segments of paths that are not written in the case of segments.
    ///
    /// ## Why is this bad?
    /// URLs are typed and read aloud; upper case and underlines get lost.
    ///
    /// ## Options
    /// `case`: one of `camelCase`, `PascalCase`, `snake_case`, `kebab-case`,
    /// `SCREAMING_SNAKE_CASE`. Without it the conventions say which, and without conventions it is
    /// `kebab-case`.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pet_owners:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pet-owners:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PATH_SEGMENT_CASING {
        group: Naming,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20"],
        options: ["case"],
    }
}

pub(super) struct PathSegmentCasing;

impl Rule for PathSegmentCasing {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_SEGMENT_CASING
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        for (key, path_item) in document.paths() {
            for segment in segments(key.text())
                .into_iter()
                .filter(|segment| !is_variable(segment))
            {
                let place = path_item.use_node().key_location();
                check(ctx, "path segment", segment, place, Case::Kebab, |naming| {
                    naming.path_segments
                });
            }
        }
    }
}
