//! `error-schema-incomplete`: the error schema has every member.

use oas_model::object::Schema;

use crate::facts::answers::is_constant;
use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports the error schema of the conventions where it lacks a member, or a member is not
    /// required.
    ///
    /// ## Why is this bad?
    /// Clients, logs and support rely on each of them.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Error:
    ///       type: object
    ///       required: [success, error]
    ///       properties:
    ///         success: { type: boolean, const: false }
    ///         error:
    ///           type: object
    ///           required: [code, message]
    ///           properties:
    ///             code: { type: string }
    ///             message: { type: string }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Error:
    ///       type: object
    ///       required: [success, error, timestamp]
    ///       properties:
    ///         success: { type: boolean, const: false }
    ///         error:
    ///           type: object
    ///           required: [code, message, details, request_id, documentation_url]
    ///           properties:
    ///             code: { type: string }
    ///             message: { type: string }
    ///             details:
    ///               type: array
    ///               items:
    ///                 type: object
    ///                 required: [field, in, code, message]
    ///                 properties:
    ///                   field: { type: string }
    ///                   in: { type: string }
    ///                   code: { type: string }
    ///                   message: { type: string }
    ///             request_id: { type: string }
    ///             documentation_url: { type: string }
    ///         timestamp: { type: string, format: date-time }
    /// ```
    pub(super) ERROR_SCHEMA_INCOMPLETE {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-23", "C-26", "C-27"],
    }
}

pub(super) struct ErrorSchemaIncomplete;

impl Rule for ErrorSchemaIncomplete {
    fn meta(&self) -> &'static RuleMeta {
        &ERROR_SCHEMA_INCOMPLETE
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let words = &conventions.error_envelope;
        if schema.component_name().is_none()
            || schema.component_name() != words.component.rsplit('/').next()
        {
            return;
        }
        let top = Members::of(schema);
        require(
            &top,
            schema,
            &[&words.flag, &words.error, &words.timestamp],
            ctx,
        );
        if let Some(flag) = top
            .property(&words.flag)
            .filter(|flag| !is_constant(*flag, false))
        {
            ctx.report(
                flag.key_location(),
                format!("`{}` is not the constant `false`", words.flag),
            )
            .help("write `const: false`");
        }
        if let Some(timestamp) = top.property(&words.timestamp) {
            let is_time = Members::of(timestamp).any(|part| part.format() == Some("date-time"));
            if !is_time {
                ctx.report(
                    timestamp.key_location(),
                    format!("`{}` is no `date-time`", words.timestamp),
                )
                .help("write `format: date-time`");
            }
        }
        let Some(error) = top.property(&words.error) else {
            return;
        };
        let inner = Members::of(error);
        let names = [
            &words.code,
            &words.message,
            &words.details,
            &words.request_id,
            &words.documentation_url,
        ];
        require(&inner, error, &names, ctx);
        let Some(details) = inner.property(&words.details) else {
            return;
        };
        let Some(entry) = Members::of(details)
            .parts
            .iter()
            .find_map(|part| part.schema("items"))
        else {
            return;
        };
        let detail = &words.detail;
        let names = [
            &detail.field,
            &detail.location,
            &detail.code,
            &detail.message,
        ];
        require(&Members::of(entry), entry, &names, ctx);
    }
}

fn require(
    members: &Members<'_>,
    schema: Schema<'_>,
    names: &[&String],
    ctx: &mut RuleContext<'_>,
) {
    for name in names {
        let (lack, remedy) = match (members.property(name), members.requires(name)) {
            (None, _) => (
                format!("errors have no `{name}`"),
                format!("add the property `{name}`, and require it"),
            ),
            (Some(_), false) => (
                format!("errors need not have `{name}`"),
                format!("add `{name}` to `required`"),
            ),
            (Some(_), true) => continue,
        };
        ctx.report(schema.key_location(), lack).help(remedy);
    }
}
