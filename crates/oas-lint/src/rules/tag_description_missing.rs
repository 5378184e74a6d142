//! `tag-description-missing`: tags say what they group.

use oas_model::object::Tag;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports tags without a `description`.
    ///
    /// ## Why is this bad?
    /// Documentation has a page per tag, which starts with nothing.
    ///
    /// ## Incorrect
    /// ```yaml
    /// tags:
    ///   - name: Pets
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// tags:
    ///   - name: Pets
    ///     description: The animals that are for sale.
    /// paths: {}
    /// ```
    pub(super) TAG_DESCRIPTION_MISSING {
        group: Docs,
        level: Info,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct TagDescriptionMissing;

impl Rule for TagDescriptionMissing {
    fn meta(&self) -> &'static RuleMeta {
        &TAG_DESCRIPTION_MISSING
    }

    fn tag(&self, tag: Tag<'_>, ctx: &mut RuleContext<'_>) {
        if tag
            .description()
            .is_some_and(|text| !text.trim().is_empty())
        {
            return;
        }
        let name = tag.name().unwrap_or_default();
        ctx.report(
            tag.location(),
            format!("the tag `{name}` has no `description`"),
        )
        .help("say what its operations are about");
    }
}
