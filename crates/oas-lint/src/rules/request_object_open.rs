//! `request-object-open`: objects that callers send are closed.

use oas_conventions::UnknownMembers;
use oas_model::object::{OpenApi, Schema};

use crate::facts::members::Members;
use crate::facts::request;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports object schemas in request bodies that allow members which they do not describe.
    ///
    /// ## Why is this bad?
    /// A mistyped member is dropped without a word, and the caller believes that it counts.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema:
    ///               type: object
    ///               properties:
    ///                 domain: { type: string, maxLength: 253 }
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema:
    ///               type: object
    ///               additionalProperties: false
    ///               properties:
    ///                 domain: { type: string, maxLength: 253 }
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) REQUEST_OBJECT_OPEN {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-50"],
    }
}

pub(super) struct RequestObjectOpen;

impl Rule for RequestObjectOpen {
    fn meta(&self) -> &'static RuleMeta {
        &REQUEST_OBJECT_OPEN
    }

    fn document<'d>(&self, _document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if conventions.requests.unknown_members != UnknownMembers::Refused {
            return;
        }
        for sent in request::schemas(ctx) {
            if sent.is_part || sent.schema.is_reference() {
                continue;
            }
            let members = Members::of(sent.schema);
            let is_object =
                members.any(|part| part.has_type("object")) || !members.properties.is_empty();
            let closes = |part: &Schema<'_>| {
                ["additionalProperties", "unevaluatedProperties"]
                    .iter()
                    .filter_map(|keyword| part.field(keyword))
                    // A map describes all its members in the same way.
                    .any(|node| node.as_bool() == Some(false) || node.is_mapping())
            };
            if is_object && !members.any(closes) {
                let name = sent.schema.component_name().or(sent.name);
                let name = name.map_or_else(|| "the object".to_owned(), |name| format!("`{name}`"));
                ctx.report(
                    sent.schema.key_location(),
                    format!("{name} allows members that are not described"),
                )
                .help("add `additionalProperties: false`")
                .note("beside `allOf` it is `unevaluatedProperties: false`");
            }
        }
    }
}
