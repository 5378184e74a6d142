//! `code-sample-order`: code samples start with TypeScript.

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports `x-codeSamples` whose first sample is in another language.
    ///
    /// ## Why is this bad?
    /// Readers see the first sample; TypeScript is the language of the first SDK.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       x-codeSamples:
    ///         - { lang: Python, source: "mails.domains.list()" }
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       x-codeSamples:
    ///         - { lang: TypeScript, source: await mails.domains.list(); }
    ///         - { lang: Python, source: "mails.domains.list()" }
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) CODE_SAMPLE_ORDER {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-02"],
    }
}

pub(super) struct CodeSampleOrder;

impl Rule for CodeSampleOrder {
    fn meta(&self) -> &'static RuleMeta {
        &CODE_SAMPLE_ORDER
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(samples) = operation.extension("x-codeSamples") else {
            return;
        };
        let first = samples.elements().next();
        let language = first.and_then(|sample| sample.get("lang")?.as_str());
        if language == Some("TypeScript") {
            return;
        }
        let place = first.unwrap_or(samples);
        ctx.report(
            place.location(),
            "the first code sample is not in TypeScript",
        )
        .help("put a sample with `lang: TypeScript` first");
    }
}
