//! `server-unlisted`: servers are those of the audience.

use oas_model::object::OpenApi;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports servers of the document that the conventions do not list for its audience.
    ///
    /// ## Why is this bad?
    /// Clients would send tokens to a host that nobody has vouched for.
    ///
    /// ## Incorrect
    /// ```yaml
    /// x-audience: public-tenant
    /// servers:
    ///   - url: https://internal-api.penguinmails.com
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: public-tenant
    /// servers:
    ///   - url: https://api.penguinmails.com
    /// paths: {}
    /// ```
    pub(super) SERVER_UNLISTED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-17", "C-32"],
    }
}

pub(super) struct ServerUnlisted;

impl Rule for ServerUnlisted {
    fn meta(&self) -> &'static RuleMeta {
        &SERVER_UNLISTED
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let audience = document.extension("x-audience").and_then(Node::as_str);
        let Some(audience) = audience.and_then(|name| conventions.audiences.get(name)) else {
            return;
        };
        for server in document.servers() {
            let Some(url) = server.url() else { continue };
            if audience
                .servers
                .iter()
                .any(|known| known.url == url.trim_end_matches('/'))
            {
                continue;
            }
            let known: Vec<_> = audience
                .servers
                .iter()
                .map(|server| server.url.as_str())
                .collect();
            let place = server.field("url").unwrap_or(server.node());
            ctx.report(
                place.location(),
                format!("`{url}` is no server of this audience"),
            )
            .help(format!("its servers are `{}`", known.join("`, `")));
        }
    }
}
