//! `request-id-malformed`: request ids in examples have their form.

use oas_model::object::MediaType;

use crate::facts::values;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports request ids in examples that do not start with the prefix of request ids.
    ///
    /// ## Why is this bad?
    /// Readers learn the form from examples, and tools look for it in logs.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   responses:
    ///     NotFound:
    ///       description: there is no such resource
    ///       content:
    ///         application/json:
    ///           example:
    ///             success: false
    ///             error:
    ///               code: RESOURCE_NOT_FOUND
    ///               message: There is no such resource.
    ///               details: []
    ///               request_id: 8f14e45f
    ///               documentation_url: https://docs.penguinmails.com/api/errors#resource-not-found
    ///             timestamp: "2026-11-23T10:00:00Z"
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   responses:
    ///     NotFound:
    ///       description: there is no such resource
    ///       content:
    ///         application/json:
    ///           example:
    ///             success: false
    ///             error:
    ///               code: RESOURCE_NOT_FOUND
    ///               message: There is no such resource.
    ///               details: []
    ///               request_id: req_01jd3v9k2m
    ///               documentation_url: https://docs.penguinmails.com/api/errors#resource-not-found
    ///             timestamp: "2026-11-23T10:00:00Z"
    /// ```
    pub(super) REQUEST_ID_MALFORMED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-24"],
    }
}

pub(super) struct RequestIdMalformed;

impl Rule for RequestIdMalformed {
    fn meta(&self) -> &'static RuleMeta {
        &REQUEST_ID_MALFORMED
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let name = &conventions.error_envelope.request_id;
        let Some((prefix, _)) = conventions
            .identifiers
            .prefixes
            .iter()
            .find(|(_, prefix)| prefix.names == "request")
        else {
            return;
        };
        for (_, example) in values::examples(&media_type) {
            for (member, value) in values::members(example) {
                let Some(text) = value.as_str() else { continue };
                if member == name && !text.starts_with(prefix.as_str()) {
                    ctx.report(
                        value.location(),
                        format!("the request id `{text}` does not start with `{prefix}`"),
                    )
                    .help(format!("write one of the form `{prefix}01jd3v9k2m`"));
                }
            }
        }
    }
}
