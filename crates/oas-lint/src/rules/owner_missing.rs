//! `owner-missing`: documents say who answers for them.

use oas_conventions::NameKind;
use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports documents without `x-owner` or without `info.contact`.
    ///
    /// ## Why is this bad?
    /// Somebody has to answer questions, and to approve changes.
    ///
    /// ## Incorrect
    /// ```yaml
    /// info:
    ///   title: Domains
    ///   version: 1.0.0
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-owner: core-product
    /// info:
    ///   title: Domains
    ///   version: 1.0.0
    ///   contact: { name: Core product }
    /// paths: {}
    /// ```
    pub(super) OWNER_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-07"],
    }
}

pub(super) struct OwnerMissing;

impl Rule for OwnerMissing {
    fn meta(&self) -> &'static RuleMeta {
        &OWNER_MISSING
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let place = document
            .field("info")
            .unwrap_or(document.node())
            .key_location();
        if document.extension("x-owner").is_none() {
            let known = conventions.names(NameKind::Owner).join("`, `");
            ctx.report(
                place.clone(),
                "the document does not say in `x-owner` who answers for it",
            )
            .help(format!("name one of `{known}`"));
        }
        if document.info().is_some_and(|info| info.contact().is_none()) {
            ctx.report(place, "the document has no contact")
                .help("add `contact` to `info`");
        }
    }
}
