//! `extension-unknown`: `x-` words are those of the conventions.

use oas_conventions::NameKind;
use oas_model::object::OpenApi;

use crate::facts::extension::words;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports `x-` words that the conventions do not know.
    ///
    /// ## Why is this bad?
    /// A mistyped word says nothing, and nobody notices.
    ///
    /// ## Incorrect
    /// ```yaml
    /// x-audiense: public-tenant
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: public-tenant
    /// paths: {}
    /// ```
    pub(super) EXTENSION_UNKNOWN {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-05"],
    }
}

pub(super) struct ExtensionUnknown;

impl Rule for ExtensionUnknown {
    fn meta(&self) -> &'static RuleMeta {
        &EXTENSION_UNKNOWN
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for word in words(document.document()) {
            let name = word.entry.key.text();
            if conventions.extensions.contains_key(name) {
                continue;
            }
            let report = ctx.report(
                word.entry.value.key_location(),
                format!("the conventions know no `{name}`"),
            );
            match conventions.nearest(NameKind::Extension, name) {
                Some(near) => report.help(format!("did you mean `{near}`?")),
                None => report.help("remove it, or add it to `extensions` of the conventions"),
            };
        }
    }
}
