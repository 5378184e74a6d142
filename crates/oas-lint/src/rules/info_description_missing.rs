//! `info-description-missing`: documents say what the API is for.

use oas_model::object::Info;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports documents whose `info` has no `description`.
    ///
    /// ## Why is this bad?
    /// It is the first thing that readers see, and what search results show.
    ///
    /// ## Incorrect
    /// ```yaml
    /// info: { title: Pets, version: 1.0.0 }
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// info:
    ///   title: Pets
    ///   version: 1.0.0
    ///   description: What the pet store sells, and to whom.
    /// paths: {}
    /// ```
    pub(super) INFO_DESCRIPTION_MISSING {
        group: Docs,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct InfoDescriptionMissing;

impl Rule for InfoDescriptionMissing {
    fn meta(&self) -> &'static RuleMeta {
        &INFO_DESCRIPTION_MISSING
    }

    fn info(&self, info: Info<'_>, ctx: &mut RuleContext<'_>) {
        if info
            .description()
            .is_some_and(|text| !text.trim().is_empty())
        {
            return;
        }
        ctx.report(
            info.key_location(),
            "the document does not say what the API is for",
        )
        .help("add a `description` to `info`");
    }
}
