//! `version-parameter`: the version is in the path and nowhere else.

use oas_model::object::Parameter;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports query parameters and headers that choose a version of the API.
    ///
    /// ## Why is this bad?
    /// Two ways to say the version can disagree.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       parameters:
    ///         - { name: api_version, in: query, schema: { type: string } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) VERSION_PARAMETER {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-41"],
    }
}

pub(super) struct VersionParameter;

impl Rule for VersionParameter {
    fn meta(&self) -> &'static RuleMeta {
        &VERSION_PARAMETER
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let Some(name) = parameter.name() else { return };
        let plain: String = name
            .chars()
            .filter(|character| character.is_alphanumeric())
            .collect();
        let plain = plain.to_lowercase();
        let chooses = matches!(
            plain.as_str(),
            "v" | "version" | "apiversion" | "xversion" | "xapiversion"
        );
        if !matches!(parameter.parameter_in(), Some("query" | "header")) || !chooses {
            return;
        }
        let base = &conventions.versioning.base_path;
        let place = parameter.field("name").unwrap_or(parameter.node());
        ctx.report(
            place.location(),
            format!("`{name}` chooses a version beside the path"),
        )
        .help(format!("remove it: `{base}` says the version"));
    }
}
