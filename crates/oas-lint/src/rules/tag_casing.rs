//! `tag-casing`: tags are written alike.

use oas_conventions::Case;
use oas_model::object::Tag;

use crate::facts::naming::check;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports tags of the document whose name is not written in the case of tags.
    ///
    /// ## Why is this bad?
    /// Names of generated modules and interfaces look alike only if tags do.
    ///
    /// ## Options
    /// `case`: one of `camelCase`, `PascalCase`, `snake_case`, `kebab-case`,
    /// `SCREAMING_SNAKE_CASE`. Without it the conventions say which, and without conventions it is
    /// `PascalCase`.
    ///
    /// ## Incorrect
    /// ```yaml
    /// tags:
    ///   - name: pet owners
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// tags:
    ///   - name: PetOwners
    /// paths: {}
    /// ```
    pub(super) TAG_CASING {
        group: Naming,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20"],
        options: ["case"],
    }
}

pub(super) struct TagCasing;

impl Rule for TagCasing {
    fn meta(&self) -> &'static RuleMeta {
        &TAG_CASING
    }

    fn tag(&self, tag: Tag<'_>, ctx: &mut RuleContext<'_>) {
        if let Some((name, place)) = tag.name().zip(tag.field("name")) {
            check(ctx, "tag", name, place.location(), Case::Pascal, |naming| {
                naming.tags
            });
        }
    }
}
