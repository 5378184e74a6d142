//! `documentation-url-malformed`: errors in examples link their own explanation.

use oas_model::object::MediaType;
use oas_syntax::Node;

use crate::facts::values;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports errors in examples whose link to the documentation is not the one of their code.
    ///
    /// ## Why is this bad?
    /// The link leads to the wrong explanation, or to none.
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
    ///               request_id: req_01jd3v9k2m
    ///               documentation_url: https://example.com/errors
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
    pub(super) DOCUMENTATION_URL_MALFORMED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-25"],
    }
}

pub(super) struct DocumentationUrlMalformed;

impl Rule for DocumentationUrlMalformed {
    fn meta(&self) -> &'static RuleMeta {
        &DOCUMENTATION_URL_MALFORMED
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let words = &conventions.error_envelope;
        for (_, example) in values::examples(&media_type) {
            let Some(error) = example.get(&words.error) else {
                continue;
            };
            let Some(code) = error.get(&words.code).and_then(Node::as_str) else {
                continue;
            };
            let Some(url) = error.get(&words.documentation_url) else {
                continue;
            };
            let wanted = words.documentation_url_of(code);
            if url.as_str() != Some(wanted.as_str()) {
                ctx.report(
                    url.location(),
                    format!("this is not where `{code}` is explained"),
                )
                .help(format!("write `{wanted}`"));
            }
        }
    }
}
