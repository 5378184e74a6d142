//! `external-docs-missing`: documents and tags link their guides.

use oas_model::object::{OpenApi, Tag};

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports documents and tags without `externalDocs`.
    ///
    /// ## Why is this bad?
    /// A contract says what there is; how to use it is told by the guides.
    ///
    /// ## Incorrect
    /// ```yaml
    /// tags:
    ///   - name: Domains
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// externalDocs: { url: https://docs.penguinmails.com/api }
    /// tags:
    ///   - name: Domains
    ///     externalDocs: { url: https://docs.penguinmails.com/api/domains }
    /// paths: {}
    /// ```
    pub(super) EXTERNAL_DOCS_MISSING {
        group: Conventions,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-14"],
    }
}

pub(super) struct ExternalDocsMissing;

impl Rule for ExternalDocsMissing {
    fn meta(&self) -> &'static RuleMeta {
        &EXTERNAL_DOCS_MISSING
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if document.external_docs().is_none() {
            let place = document.field("info").unwrap_or(document.node());
            ctx.report(place.key_location(), "the document has no `externalDocs`")
                .help(format!("link `{}`", conventions.documentation.base_url));
        }
    }

    fn tag(&self, tag: Tag<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if tag.external_docs().is_none() {
            let name = tag.name().unwrap_or_default();
            ctx.report(
                tag.location(),
                format!("the tag `{name}` has no `externalDocs`"),
            )
            .help(format!(
                "link its guide below `{}`",
                conventions.documentation.base_url
            ));
        }
    }
}
