//! `error-detail-malformed`: details of errors in examples have their form.

use oas_model::object::MediaType;
use oas_syntax::Node;

use crate::facts::values;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports entries of error details in examples that lack a member, name another part of the
    /// request than there is, or have a code that is not in upper case.
    ///
    /// ## Why is this bad?
    /// Clients show details beside the field; they have to find it.
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
    ///               details: [{ field: window, in: url, code: ENUM, message: is not offered }]
    ///               request_id: req_01jd3v9k2m
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
    ///               details: [{ field: window, in: query, code: ENUM, message: is not offered }]
    ///               request_id: req_01jd3v9k2m
    ///               documentation_url: https://docs.penguinmails.com/api/errors#resource-not-found
    ///             timestamp: "2026-11-23T10:00:00Z"
    /// ```
    pub(super) ERROR_DETAIL_MALFORMED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-27"],
    }
}

pub(super) struct ErrorDetailMalformed;

impl Rule for ErrorDetailMalformed {
    fn meta(&self) -> &'static RuleMeta {
        &ERROR_DETAIL_MALFORMED
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let words = &conventions.error_envelope;
        let detail = &words.detail;
        for (_, example) in values::examples(&media_type) {
            let details = example
                .get(&words.error)
                .and_then(|error| error.get(&words.details));
            for entry in details.into_iter().flat_map(Node::elements) {
                for name in [
                    &detail.field,
                    &detail.location,
                    &detail.code,
                    &detail.message,
                ] {
                    if entry.get(name).is_none() {
                        ctx.report(entry.location(), format!("the detail has no `{name}`"))
                            .help(format!("add `{name}`"));
                    }
                }
                let text = |name: &str| {
                    entry
                        .get(name)
                        .and_then(|node| Some((node, node.as_str()?)))
                };
                if let Some((node, part)) = text(&detail.location)
                    && !detail.locations.iter().any(|known| known == part)
                {
                    ctx.report(node.location(), format!("`{part}` is no part of a request"))
                        .help(format!("the parts are `{}`", detail.locations.join("`, `")));
                }
                if let Some((node, code)) = text(&detail.code)
                    && !conventions.naming.error_codes.fits(code)
                {
                    let case = conventions.naming.error_codes;
                    ctx.report(
                        node.location(),
                        format!("the code `{code}` is not written in {}", case.name()),
                    )
                    .help(format!("write `{}`", case.convert(code)));
                }
            }
        }
    }
}
