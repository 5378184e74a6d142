//! `token-kind-not-allowed`: operations take the kinds of token of their audience.

use crate::facts::audience;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports security requirements that name a kind of token which the conventions do not know,
    /// or do not allow for the audience of the operation.
    ///
    /// ## Why is this bad?
    /// A token for one surface must not open another one.
    ///
    /// ## Incorrect
    /// ```yaml
    /// x-audience: internal
    /// paths:
    ///   /api/v1/internal/events:
    ///     get:
    ///       security:
    ///         - TenantApiKey: [events:publish]
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: internal
    /// paths:
    ///   /api/v1/internal/events:
    ///     get:
    ///       security:
    ///         - InternalToken: [events:publish]
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) TOKEN_KIND_NOT_ALLOWED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-19"],
    }
}

pub(super) struct TokenKindNotAllowed;

impl Rule for TokenKindNotAllowed {
    fn meta(&self) -> &'static RuleMeta {
        &TOKEN_KIND_NOT_ALLOWED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for requirement in operation.effective_security() {
            for entry in requirement.node().entries() {
                let name = entry.key.text();
                let place = entry.value.key_location();
                if !conventions.token_kinds.contains_key(name) {
                    let known: Vec<_> =
                        conventions.token_kinds.keys().map(String::as_str).collect();
                    ctx.report(place, format!("`{name}` is no kind of token"))
                        .help(format!("the kinds are `{}`", known.join("`, `")));
                    continue;
                }
                let Some((audience, allowed)) = audience::of(&operation, conventions) else {
                    continue;
                };
                if !allowed.token_kinds.iter().any(|kind| kind == name) {
                    let kinds = allowed.token_kinds.join("`, `");
                    ctx.report(
                        place,
                        format!("`{name}` is not allowed for the audience `{audience}`"),
                    )
                    .help(format!("its kinds of token are `{kinds}`"));
                }
            }
        }
    }
}
