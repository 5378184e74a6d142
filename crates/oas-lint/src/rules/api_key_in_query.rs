//! `api-key-in-query`: credentials are no part of URLs.

use oas_model::object::SecurityScheme;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports security schemes that are API keys in the query string.
    ///
    /// ## Why is this bad?
    /// URLs are logged, kept in histories and passed on to other sites.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     Key: { type: apiKey, in: query, name: key }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   securitySchemes:
    ///     Key: { type: http, scheme: bearer }
    /// ```
    pub(super) API_KEY_IN_QUERY {
        group: Security,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-16"],
    }
}

pub(super) struct ApiKeyInQuery;

impl Rule for ApiKeyInQuery {
    fn meta(&self) -> &'static RuleMeta {
        &API_KEY_IN_QUERY
    }

    fn security_scheme(&self, scheme: SecurityScheme<'_>, ctx: &mut RuleContext<'_>) {
        if scheme.scheme_type() != Some("apiKey") || scheme.key_in() != Some("query") {
            return;
        }
        let place = scheme.field("in").unwrap_or(scheme.node());
        ctx.report(place.location(), "this API key is sent in the query string")
            .help("let it be sent as a bearer token: `type: http`, `scheme: bearer`");
    }
}
