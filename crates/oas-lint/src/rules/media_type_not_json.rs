//! `media-type-not-json`: bodies are JSON.

use oas_model::object::{MediaType, RequestBody, Response};

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports media types of request bodies and responses other than those of the conventions.
    ///
    /// ## Why is this bad?
    /// Every client and every layer reads and writes one format.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       requestBody:
    ///         content: { application/xml: { schema: { type: object } } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       requestBody:
    ///         content: { application/json: { schema: { type: object } } }
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) MEDIA_TYPE_NOT_JSON {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-01", "C-21"],
    }
}

pub(super) struct MediaTypeNotJson;

impl Rule for MediaTypeNotJson {
    fn meta(&self) -> &'static RuleMeta {
        &MEDIA_TYPE_NOT_JSON
    }

    fn request_body(&self, request_body: RequestBody<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, media_type) in request_body.content() {
            check(
                key.text(),
                &conventions.media_types.request,
                media_type,
                ctx,
            );
        }
    }

    fn response(&self, response: Response<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, media_type) in response.content() {
            check(
                key.text(),
                &conventions.media_types.response,
                media_type,
                ctx,
            );
        }
    }
}

fn check(name: &str, wanted: &str, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
    if name != wanted {
        ctx.report(
            media_type.key_location(),
            format!("bodies of `{name}` are not `{wanted}`"),
        )
        .help(format!("write `{wanted}`"));
    }
}
