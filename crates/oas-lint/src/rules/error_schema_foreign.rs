//! `error-schema-foreign`: errors have the one schema.

use crate::facts::answers;
use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports responses of an error, and `default`, whose JSON schema is not a reference to the
    /// error schema of the conventions.
    ///
    /// ## Why is this bad?
    /// Clients have one error type.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "404":
    ///           description: there is no such tenant
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 properties:
    ///                   message: { type: string }
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
    ///           content:
    ///             application/json:
    ///               schema: { $ref: "#/components/schemas/Error" }
    /// components:
    ///   schemas:
    ///     Error: { type: object }
    /// ```
    pub(super) ERROR_SCHEMA_FOREIGN {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-23"],
    }
}

pub(super) struct ErrorSchemaForeign;

impl Rule for ErrorSchemaForeign {
    fn meta(&self) -> &'static RuleMeta {
        &ERROR_SCHEMA_FOREIGN
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, response) in operation.responses() {
            let status = key.text();
            if !(answers::is_error(status) || status == "default") {
                continue;
            }
            let component = &conventions.error_envelope.component;
            let name = component.rsplit('/').next().unwrap_or_default();
            let Some(schema) = answers::schema(&response, conventions) else {
                ctx.report(
                    response.use_node().key_location(),
                    format!("the response {status} has no JSON body"),
                )
                .help(format!("refer to `{name}` (`{component}`)"));
                continue;
            };
            let is_shared = Members::of(schema).any(|part| part.component_name() == Some(name));
            if !is_shared {
                ctx.report(
                    schema.key_location(),
                    format!("the response {status} does not have the schema `{name}`"),
                )
                .help(format!("refer to it: `{component}`"));
            }
        }
    }
}
