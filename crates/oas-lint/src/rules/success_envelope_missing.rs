//! `success-envelope-missing`: successes come in the envelope.

use crate::facts::answers::{self, Envelope};
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports responses of a success whose schema does not have the members of the success
    /// envelope, all of them required. References and `allOf` are followed. A success without a
    /// body is reported too.
    ///
    /// ## Why is this bad?
    /// Clients unwrap every answer in the same way.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the domains
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 required: [data]
    ///                 properties:
    ///                   data: { type: array }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the domain
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 required: [success, data, meta]
    ///                 properties:
    ///                   success: { type: boolean, const: true }
    ///                   data: { type: object }
    ///                   meta: { type: object }
    /// ```
    pub(super) SUCCESS_ENVELOPE_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-22"],
    }
}

pub(super) struct SuccessEnvelopeMissing;

impl Rule for SuccessEnvelopeMissing {
    fn meta(&self) -> &'static RuleMeta {
        &SUCCESS_ENVELOPE_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        for (key, response) in operation.responses() {
            if !answers::is_success(key.text()) {
                continue;
            }
            let words = &conventions.success_envelope;
            let place = response.use_node().key_location();
            let remedy = format!(
                "answer with `{}: true`, `{}` and `{}`",
                words.flag, words.data, words.meta
            );
            let Some(schema) = answers::schema(&response, conventions) else {
                ctx.report(
                    place,
                    format!(
                        "the response {} has no envelope: it has no JSON body",
                        key.text()
                    ),
                )
                .help(remedy);
                continue;
            };
            if let Err(lack) = Envelope::of(schema, conventions) {
                ctx.report(
                    schema.key_location(),
                    format!("this is no success envelope: {lack}"),
                )
                .help(remedy);
            }
        }
    }
}
