//! `stability-missing`: documents say what callers may rely on.

use oas_conventions::NameKind;
use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports documents without `x-stability`, and operations whose `x-stability` and `deprecated`
    /// disagree.
    ///
    /// ## Why is this bad?
    /// Callers have to know what may change under them.
    ///
    /// ## Incorrect
    /// ```yaml
    /// info: { title: Domains, version: 1.0.0 }
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-stability: stable
    /// info: { title: Domains, version: 1.0.0 }
    /// paths: {}
    /// ```
    pub(super) STABILITY_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-33"],
    }
}

pub(super) struct StabilityMissing;

impl Rule for StabilityMissing {
    fn meta(&self) -> &'static RuleMeta {
        &STABILITY_MISSING
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if document.extension("x-stability").is_some() {
            return;
        }
        let known = conventions.names(NameKind::Stability).join("`, `");
        let place = document.field("info").unwrap_or(document.node());
        ctx.report(
            place.key_location(),
            "the document does not say in `x-stability` what callers may rely on",
        )
        .help(format!("say one of `{known}`"));
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let Some(node) = operation.extension("x-stability") else {
            return;
        };
        let word = node.as_str().unwrap_or_default();
        let deprecated = operation.deprecated();
        if conventions.stabilities.contains_key(word) && (word == "deprecated") != deprecated {
            ctx.report(
                node.location(),
                format!("the stability is `{word}`, but `deprecated` is {deprecated}"),
            )
            .help("let both say the same");
        }
    }
}
