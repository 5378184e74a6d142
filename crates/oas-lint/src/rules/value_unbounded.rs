//! `value-unbounded`: what callers send is bounded.

use oas_conventions::{BoundedType, Requests};
use oas_model::object::{OpenApi, Schema};

use crate::facts::members::Members;
use crate::facts::request;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports schemas of parameters and request bodies that put no bound on a value of a type
    /// which the conventions want bounded: text without `maxLength`, `pattern`, `enum`, `const` or
    /// a bounded format, numbers without a range, arrays without `maxItems`.
    ///
    /// ## Why is this bad?
    /// Whatever has no bound is sent by somebody, without bound.
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
    ///                 domain: { type: string }
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
    ///               properties:
    ///                 domain: { type: string, maxLength: 253 }
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) VALUE_UNBOUNDED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-50"],
    }
}

pub(super) struct ValueUnbounded;

impl Rule for ValueUnbounded {
    fn meta(&self) -> &'static RuleMeta {
        &VALUE_UNBOUNDED
    }

    fn document<'d>(&self, _document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for sent in request::schemas(ctx) {
            if sent.is_part || sent.schema.is_reference() {
                continue;
            }
            let Some(lack) = lack(sent.schema, &conventions.requests) else {
                continue;
            };
            let message = match sent.name {
                Some(name) => format!("`{name}` has no bound: it needs {lack}"),
                None => format!("the value has no bound: it needs {lack}"),
            };
            ctx.report(sent.schema.key_location(), message)
                .help(format!("add {lack}"));
        }
    }
}

/// The keyword that would bound the value, where none does.
fn lack(schema: Schema<'_>, requests: &Requests) -> Option<&'static str> {
    let members = Members::of(schema);
    let says = |keyword: &str| members.any(|part| part.field(keyword).is_some());
    if says("enum") || says("const") {
        return None;
    }
    let is = |name: &str| members.any(|part| part.has_type(name));
    let bounds = |bounded: BoundedType| requests.bounded.contains(&bounded);
    let has_bounded_format = members.any(|part| {
        part.format()
            .is_some_and(|format| requests.bounded_formats.iter().any(|known| known == format))
    });
    if is("string")
        && bounds(BoundedType::String)
        && !says("maxLength")
        && !says("pattern")
        && !has_bounded_format
    {
        return Some("`maxLength` or `pattern`");
    }
    let is_number = (is("number") && bounds(BoundedType::Number))
        || (is("integer") && bounds(BoundedType::Integer));
    if is_number {
        let from_below = says("minimum") || says("exclusiveMinimum");
        let from_above = says("maximum") || says("exclusiveMaximum");
        match (from_below, from_above) {
            (false, false) => return Some("`minimum` and `maximum`"),
            (false, true) => return Some("`minimum`"),
            (true, false) => return Some("`maximum`"),
            (true, true) => {}
        }
    }
    if is("array") && bounds(BoundedType::Array) && !says("maxItems") {
        return Some("`maxItems`");
    }
    None
}
