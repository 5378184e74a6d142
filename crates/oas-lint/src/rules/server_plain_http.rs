//! `server-plain-http`: servers use HTTPS.

use oas_model::object::Server;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports servers whose URL starts with `http://`, but for those on the same machine
    /// (`localhost`, `127.0.0.1`).
    ///
    /// ## Why is this bad?
    /// Tokens and data can be read on the way.
    ///
    /// ## Incorrect
    /// ```yaml
    /// servers:
    ///   - url: http://pets.example
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// servers:
    ///   - url: https://pets.example
    /// paths: {}
    /// ```
    pub(super) SERVER_PLAIN_HTTP {
        group: Security,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-17"],
    }
}

pub(super) struct ServerPlainHttp;

impl Rule for ServerPlainHttp {
    fn meta(&self) -> &'static RuleMeta {
        &SERVER_PLAIN_HTTP
    }

    fn server(&self, server: Server<'_>, ctx: &mut RuleContext<'_>) {
        let Some(url) = server.url() else { return };
        let Some(rest) = url.strip_prefix("http://") else {
            return;
        };
        let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
        if matches!(host, "localhost" | "127.0.0.1") {
            return;
        }
        let place = server.field("url").unwrap_or(server.node());
        ctx.report(
            place.location(),
            format!("the server `{url}` does not use HTTPS"),
        )
        .help(format!("write `https://{rest}`"));
    }
}
