//! `security-scheme-not-bearer`: tokens are sent as bearer tokens.

use oas_model::object::SecurityScheme;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports security schemes that are neither HTTP with the scheme of the conventions nor OpenID
    /// Connect.
    ///
    /// ## Why is this bad?
    /// Every client sends one header, `Authorization`, and every layer reads it.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     UserToken: { type: apiKey, in: header, name: X-Token }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     UserToken: { type: http, scheme: bearer }
    /// ```
    pub(super) SECURITY_SCHEME_NOT_BEARER {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-15"],
    }
}

pub(super) struct SecuritySchemeNotBearer;

impl Rule for SecuritySchemeNotBearer {
    fn meta(&self) -> &'static RuleMeta {
        &SECURITY_SCHEME_NOT_BEARER
    }

    fn security_scheme(&self, scheme: SecurityScheme<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let wanted = &conventions.authentication.scheme;
        let fits = match scheme.scheme_type() {
            Some("http") => scheme
                .scheme()
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case(wanted)),
            Some("openIdConnect") => true,
            _ => false,
        };
        if fits {
            return;
        }
        let name = scheme.key().unwrap_or_default();
        ctx.report(
            scheme.key_location(),
            format!("the security scheme `{name}` is no {wanted} token"),
        )
        .help(format!("write `type: http` and `scheme: {wanted}`"));
    }
}
