//! `provider-response-exposed`: no answer of a third party is passed on.

use oas_model::object::Schema;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports properties whose name the conventions forbid, because they carry what a third party
    /// or our own code said.
    ///
    /// ## Why is this bad?
    /// Such texts name hosts, software and people.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Delivery:
    ///       type: object
    ///       properties:
    ///         provider_response: { type: string }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Delivery:
    ///       type: object
    ///       properties:
    ///         failure: { type: string, enum: [mailbox_full, unknown_recipient] }
    /// ```
    pub(super) PROVIDER_RESPONSE_EXPOSED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-53"],
    }
}

pub(super) struct ProviderResponseExposed;

impl Rule for ProviderResponseExposed {
    fn meta(&self) -> &'static RuleMeta {
        &PROVIDER_RESPONSE_EXPOSED
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, property) in schema.properties() {
            let name = key.text();
            let forbidden = &conventions.privacy.forbidden_properties;
            if forbidden
                .iter()
                .any(|word| conventions.naming.properties.convert(name) == *word)
            {
                ctx.report(
                    property.key_location(),
                    format!("`{name}` passes on what a third party said"),
                )
                .help("say what it means to callers, in words of this API");
            }
        }
    }
}
