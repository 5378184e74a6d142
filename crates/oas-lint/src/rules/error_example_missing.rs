//! `error-example-missing`: codes have an example.

use oas_syntax::Node;

use crate::facts::values;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports codes in `x-error-codes` without an example in the same response: one that has the
    /// code in it, or is named after it.
    ///
    /// ## Why is this bad?
    /// Readers see what they will get, mocks answer with it, and tests compare with it.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           x-error-codes: { RESOURCE_NOT_FOUND: the tenant is unknown }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           x-error-codes: { RESOURCE_NOT_FOUND: the tenant is unknown }
    ///           content:
    ///             application/json:
    ///               example: { error: { code: RESOURCE_NOT_FOUND } }
    /// ```
    pub(super) ERROR_EXAMPLE_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-39"],
    }
}

pub(super) struct ErrorExampleMissing;

impl Rule for ErrorExampleMissing {
    fn meta(&self) -> &'static RuleMeta {
        &ERROR_EXAMPLE_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let words = &conventions.error_envelope;
        for (_, response) in operation.responses() {
            let mut shown: Vec<&str> = Vec::new();
            for (_, media_type) in response.content() {
                for (name, example) in values::examples(&media_type) {
                    shown.extend(name);
                    let error = example.get(&words.error);
                    shown.extend(error.and_then(|error| error.get(&words.code)?.as_str()));
                }
            }
            let codes = response
                .extension("x-error-codes")
                .into_iter()
                .flat_map(Node::entries);
            for entry in codes {
                let code = entry.key.text();
                if !shown.contains(&code) {
                    ctx.report(
                        entry.value.key_location(),
                        format!("there is no example of `{code}`"),
                    )
                    .help("add one to `examples` of the response, under the code as its name");
                }
            }
        }
    }
}
