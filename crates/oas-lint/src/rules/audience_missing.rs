//! `audience-missing`: documents say who they are for.

use oas_conventions::NameKind;
use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports documents without `x-audience`.
    ///
    /// ## Why is this bad?
    /// What is for colleagues must not be published with what is for customers.
    ///
    /// ## Incorrect
    /// ```yaml
    /// info: { title: Domains, version: 1.0.0 }
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: public-tenant
    /// info: { title: Domains, version: 1.0.0 }
    /// paths: {}
    /// ```
    pub(super) AUDIENCE_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-03", "C-32"],
    }
}

pub(super) struct AudienceMissing;

impl Rule for AudienceMissing {
    fn meta(&self) -> &'static RuleMeta {
        &AUDIENCE_MISSING
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if document.extension("x-audience").is_some() {
            return;
        }
        let known = conventions.names(NameKind::Audience).join("`, `");
        let place = document.field("info").unwrap_or(document.node());
        ctx.report(
            place.key_location(),
            "the document does not say in `x-audience` who it is for",
        )
        .help(format!("say one of `{known}`"));
    }
}
