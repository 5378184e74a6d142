//! `credential-parameter`: no query parameter carries a credential.

use oas_model::object::Parameter;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports query parameters with a name that the conventions keep for credentials.
    ///
    /// ## Why is this bad?
    /// URLs are logged, kept in histories and passed on to other sites.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       parameters:
    ///         - { name: api_key, in: query, schema: { type: string } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       parameters:
    ///         - { name: status, in: query, schema: { type: string } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) CREDENTIAL_PARAMETER {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-16"],
    }
}

pub(super) struct CredentialParameter;

impl Rule for CredentialParameter {
    fn meta(&self) -> &'static RuleMeta {
        &CREDENTIAL_PARAMETER
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let Some(name) = parameter.name() else { return };
        let forbidden = &conventions.authentication.forbidden_query_parameters;
        let carries = forbidden.iter().any(|word| word.eq_ignore_ascii_case(name));
        if parameter.parameter_in() != Some("query") || !carries {
            return;
        }
        let header = &conventions.authentication.header;
        let place = parameter.field("name").unwrap_or(parameter.node());
        ctx.report(
            place.location(),
            format!("the query parameter `{name}` would carry a credential"),
        )
        .help(format!(
            "credentials are sent in `{header}`; give the parameter another name if it is none"
        ));
    }
}
