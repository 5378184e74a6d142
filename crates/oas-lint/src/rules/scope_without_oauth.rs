//! `scope-without-oauth`: scopes belong to OAuth 2 and OpenID Connect.

use oas_model::Version;
use oas_model::object::{SecurityRequirement, SecurityScheme};

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports security requirements that name scopes of a scheme that has none, in documents of
    /// OpenAPI 3.0. Since 3.1, they may be names of roles.
    ///
    /// ## Why is this bad?
    /// The specification forbids it, and nothing asks for them.
    ///
    /// ## Incorrect
    /// ```yaml
    /// openapi: 3.0.4
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     Key: { type: apiKey, in: header, name: X-Key }
    /// security:
    ///   - Key: ["pets:read"]
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// openapi: 3.0.4
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     Key: { type: apiKey, in: header, name: X-Key }
    /// security:
    ///   - Key: []
    /// ```
    pub(super) SCOPE_WITHOUT_OAUTH {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ScopeWithoutOauth;

impl Rule for ScopeWithoutOauth {
    fn meta(&self) -> &'static RuleMeta {
        &SCOPE_WITHOUT_OAUTH
    }

    fn security_requirement(
        &self,
        requirement: SecurityRequirement<'_>,
        ctx: &mut RuleContext<'_>,
    ) {
        if requirement.version() > Version::V3_0 {
            return;
        }
        for (key, scopes) in requirement.schemes() {
            let (name, Some(scope)) = (key.text(), scopes.first()) else {
                continue;
            };
            let Some(scheme) = scheme(requirement, name) else {
                continue;
            };
            if let Some(kind @ ("apiKey" | "http")) = scheme.scheme_type() {
                ctx.report(
                    scope.location(),
                    format!("`{name}` is of type `{kind}`, which has no scopes"),
                )
                .help(format!("write `{name}: []`"));
            }
        }
    }
}

fn scheme<'d>(requirement: SecurityRequirement<'d>, name: &str) -> Option<SecurityScheme<'d>> {
    let components = requirement.document().open_api().components()?;
    let mut schemes = components.security_schemes();
    schemes
        .find(|(key, _)| key.text() == name)
        .map(|(_, scheme)| scheme)
}
