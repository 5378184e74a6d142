//! `scope-undeclared`: scopes are declared by a flow.

use oas_diagnostics::suggest::nearest;
use oas_model::object::{SecurityRequirement, SecurityScheme};
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports security requirements with a scope that no flow of the OAuth 2 scheme declares.
    ///
    /// ## Why is this bad?
    /// Nobody can be granted the scope, and its description is missing.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     Login:
    ///       type: oauth2
    ///       flows:
    ///         clientCredentials:
    ///           tokenUrl: https://example.com/token
    ///           scopes: { "pets:read": see pets }
    /// security:
    ///   - Login: ["pets:red"]
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     Login:
    ///       type: oauth2
    ///       flows:
    ///         clientCredentials:
    ///           tokenUrl: https://example.com/token
    ///           scopes: { "pets:read": see pets }
    /// security:
    ///   - Login: ["pets:read"]
    /// ```
    pub(super) SCOPE_UNDECLARED {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ScopeUndeclared;

impl Rule for ScopeUndeclared {
    fn meta(&self) -> &'static RuleMeta {
        &SCOPE_UNDECLARED
    }

    fn security_requirement(
        &self,
        requirement: SecurityRequirement<'_>,
        ctx: &mut RuleContext<'_>,
    ) {
        let components = requirement.document().open_api().components();
        for (key, scopes) in requirement.schemes() {
            if scopes.is_empty() {
                continue;
            }
            let scheme = components
                .into_iter()
                .flat_map(|components| components.security_schemes())
                .find(|(name, _)| name.text() == key.text());
            let Some((_, scheme)) = scheme.filter(|(_, one)| one.scheme_type() == Some("oauth2"))
            else {
                continue;
            };
            let declared = declared(scheme);
            for node in scopes {
                let Some(name) = node.as_str().filter(|name| !declared.contains(name)) else {
                    continue;
                };
                let report = ctx.report(
                    node.location(),
                    format!("no flow of `{}` declares the scope `{name}`", key.text()),
                );
                match nearest(name, declared.iter().copied()) {
                    Some(word) => report.help(format!("did you mean `{word}`?")),
                    None => report.help("add it to `scopes` of the flows that grant it"),
                };
            }
        }
    }
}

fn declared(scheme: SecurityScheme<'_>) -> Vec<&str> {
    let scopes = scheme.flows().filter_map(|(_, flow)| flow.get("scopes"));
    scopes
        .flat_map(Node::entries)
        .map(|entry| entry.key.text())
        .collect()
}
