//! `server-variable-undefined`: variables of server URLs are defined.

use oas_model::object::Server;

use crate::facts::template::variables;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports names in braces in the `url` of a server that its `variables` do not define, and
    /// variables that do not stand in the URL.
    ///
    /// ## Why is this bad?
    /// The URL cannot be made.
    ///
    /// ## Incorrect
    /// ```yaml
    /// servers:
    ///   - url: https://{region}.pets.example
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// servers:
    ///   - url: https://{region}.pets.example
    ///     variables:
    ///       region: { default: eu }
    /// paths: {}
    /// ```
    pub(super) SERVER_VARIABLE_UNDEFINED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct ServerVariableUndefined;

impl Rule for ServerVariableUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &SERVER_VARIABLE_UNDEFINED
    }

    fn server(&self, server: Server<'_>, ctx: &mut RuleContext<'_>) {
        let Some(url) = server.url() else { return };
        let names = variables(url);
        let defined: Vec<_> = server.variables().collect();
        let place = server.field("url").unwrap_or(server.node());
        for name in &names {
            if !defined.iter().any(|(key, _)| key.text() == *name) {
                ctx.report(
                    place.location(),
                    format!("`{{{name}}}` of the server URL is not defined"),
                )
                .help(format!("add `{name}` to `variables`, with a `default`"));
            }
        }
        for (key, variable) in defined {
            let name = key.text();
            if !names.contains(&name) {
                ctx.report(
                    variable.key_location(),
                    format!("the server URL has no `{{{name}}}`"),
                )
                .help(format!(
                    "put `{{{name}}}` into the URL, or remove the variable"
                ));
            }
        }
    }
}
