//! `extension-value-invalid`: `x-` words have values that mean something.

use oas_model::object::OpenApi;

use crate::facts::extension::words;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports values of `x-` words that are not what the conventions say: names that are not
    /// defined, dates that are none, members that are missing.
    ///
    /// ## Why is this bad?
    /// Linters, generators and servers act on these values; one that they do not understand is
    /// ignored by one and refused by the next.
    ///
    /// ## Incorrect
    /// ```yaml
    /// x-audience: public
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: public-tenant
    /// paths: {}
    /// ```
    pub(super) EXTENSION_VALUE_INVALID {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: [
            "C-05", "C-18", "C-28", "C-30", "C-32", "C-33", "C-35", "C-38", "C-39", "C-44",
            "C-45", "C-46", "C-49",
        ],
    }
}

pub(super) struct ExtensionValueInvalid;

impl Rule for ExtensionValueInvalid {
    fn meta(&self) -> &'static RuleMeta {
        &EXTENSION_VALUE_INVALID
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for word in words(document.document()) {
            let Some(extension) = conventions.extension(word.entry.key.text()) else {
                continue;
            };
            for mismatch in conventions.judge(word.entry.value, &extension.value) {
                ctx.report(mismatch.location, mismatch.message)
                    .help(mismatch.help);
            }
        }
    }
}
