//! `extension-misplaced`: `x-` words stand where they mean something.

use oas_model::object::OpenApi;

use crate::facts::extension::words;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports `x-` words of the conventions on objects that they say nothing about.
    ///
    /// ## Why is this bad?
    /// The word has no effect there, although everybody thinks it has.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     x-audit: always
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       x-audit: always
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) EXTENSION_MISPLACED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-05"],
    }
}

pub(super) struct ExtensionMisplaced;

impl Rule for ExtensionMisplaced {
    fn meta(&self) -> &'static RuleMeta {
        &EXTENSION_MISPLACED
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for word in words(document.document()) {
            let name = word.entry.key.text();
            let Some(extension) = conventions.extension(name) else {
                continue;
            };
            if word.on.is_some_and(|on| extension.on.contains(&on)) {
                continue;
            }
            let on: Vec<_> = extension.on.iter().map(|on| on.name()).collect();
            let described = word.described;
            ctx.report(
                word.entry.value.key_location(),
                format!("`{name}` says nothing on a {described}"),
            )
            .help(format!("it belongs on: {}", on.join(", ")));
        }
    }
}
