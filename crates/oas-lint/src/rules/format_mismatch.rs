//! `format-mismatch`: formats are for the type that the schema has.

use oas_model::object::Schema;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports formats of numbers beside another type, and formats of text beside a type that is
    /// none. Formats that no registry knows are left alone.
    ///
    /// ## Why is this bad?
    /// The format is ignored, although everybody thinks it is not.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Born: { type: integer, format: date }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Born: { type: string, format: date }
    /// ```
    pub(super) FORMAT_MISMATCH {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct FormatMismatch;

impl Rule for FormatMismatch {
    fn meta(&self) -> &'static RuleMeta {
        &FORMAT_MISMATCH
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(format) = schema.format() else {
            return;
        };
        let types = schema.types();
        let Some((_, for_types)) = FORMATS.iter().find(|(names, _)| names.contains(&format)) else {
            return;
        };
        if types.is_empty() || types.iter().any(|name| for_types.contains(name)) {
            return;
        }
        let place = schema.field("format").unwrap_or(schema.node());
        ctx.report(
            place.location(),
            format!(
                "`format: {format}` says nothing of type {}",
                types.join(" or ")
            ),
        )
        .help(format!("remove it, or let the type be {}", for_types[0]));
    }
}

/// Formats of JSON Schema and of the OpenAPI registry, with the types that they are for. Numbers
/// of many digits are also written as text.
const FORMATS: [(&[&str], &[&str]); 3] = [
    (&["int32"], &["integer", "number"]),
    (
        &["int64", "float", "double"],
        &["number", "integer", "string"],
    ),
    (
        &[
            "byte",
            "binary",
            "date",
            "date-time",
            "password",
            "time",
            "duration",
            "email",
            "idn-email",
            "hostname",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "uri",
            "uri-reference",
            "iri",
            "iri-reference",
            "uri-template",
            "uuid",
            "json-pointer",
            "regex",
        ],
        &["string"],
    ),
];
