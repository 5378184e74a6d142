//! `range-empty`: ranges have room for a value.

use oas_model::object::Schema;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports schemas whose lower bound is above the upper bound.
    ///
    /// ## Why is this bad?
    /// No value is valid.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, minimum: 10, maximum: 1 }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, minimum: 1, maximum: 10 }
    /// ```
    pub(super) RANGE_EMPTY { group: Standard, level: Error, status: RuleStatus::stable("0.1.0") }
}

pub(super) struct RangeEmpty;

impl Rule for RangeEmpty {
    fn meta(&self) -> &'static RuleMeta {
        &RANGE_EMPTY
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        for (lower, upper) in RANGES {
            let (Some(least), Some(most)) = (schema.field(lower), schema.field(upper)) else {
                continue;
            };
            let (Some(from), Some(to)) = (least.as_f64(), most.as_f64()) else {
                continue;
            };
            // A bound that is not part of the range leaves nothing between equal ones.
            let is_open = lower.starts_with("exclusive") || upper.starts_with("exclusive");
            if from > to || (is_open && from >= to) {
                ctx.report(
                    least.key_location(),
                    format!(
                        "no value is valid: `{lower}` {from} is {} `{upper}` {to}",
                        if from > to { "above" } else { "the same as" }
                    ),
                )
                .related(most, "the upper bound")
                .help("exchange the two, or correct one of them");
            }
        }
    }
}

/// Keywords of a lower and an upper bound.
const RANGES: [(&str, &str); 8] = [
    ("minimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"),
    ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];
