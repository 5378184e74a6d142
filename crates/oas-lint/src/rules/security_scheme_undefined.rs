//! `security-scheme-undefined`: security schemes are defined.

use oas_diagnostics::suggest::nearest;
use oas_model::object::SecurityRequirement;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports security requirements that name a scheme which `components.securitySchemes` does not
    /// have.
    ///
    /// ## Why is this bad?
    /// Nobody knows how to authenticate, and tools may take the operation for an open one.
    ///
    /// ## Incorrect
    /// ```yaml
    /// security:
    ///   - UserTokn: []
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     UserToken: { type: http, scheme: bearer }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// security:
    ///   - UserToken: []
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     UserToken: { type: http, scheme: bearer }
    /// ```
    pub(super) SECURITY_SCHEME_UNDEFINED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct SecuritySchemeUndefined;

impl Rule for SecuritySchemeUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &SECURITY_SCHEME_UNDEFINED
    }

    fn security_requirement(
        &self,
        requirement: SecurityRequirement<'_>,
        ctx: &mut RuleContext<'_>,
    ) {
        let components = requirement.document().open_api().components();
        let defined: Vec<_> = components
            .into_iter()
            .flat_map(|components| components.security_schemes())
            .map(|(key, _)| key.text())
            .collect();
        for entry in requirement.node().entries() {
            let name = entry.key.text();
            // Since OpenAPI 3.2 a URI may stand here.
            if defined.contains(&name) || name.contains(['/', '#']) {
                continue;
            }
            let report = ctx.report(
                entry.value.key_location(),
                format!("there is no security scheme `{name}`"),
            );
            match nearest(name, defined.iter().copied()) {
                Some(word) => report.help(format!("did you mean `{word}`?")),
                None => report.help(format!("add `{name}` to `components.securitySchemes`")),
            };
        }
    }
}
