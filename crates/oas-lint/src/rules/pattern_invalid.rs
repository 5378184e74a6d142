//! `pattern-invalid`: patterns are regular expressions.

use oas_model::object::Schema;

use crate::facts::pattern::problem;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports values of `pattern` and names in `patternProperties` that are no regular expressions
    /// of ECMA-262, with or without its `u` flag. Whether an engine can run them is not asked.
    ///
    /// ## Why is this bad?
    /// Tools that compile the pattern fail, or leave the restriction out.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Code: { type: string, pattern: "^[A-Z+$" }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Code: { type: string, pattern: "^[A-Z]+$" }
    /// ```
    pub(super) PATTERN_INVALID {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PatternInvalid;

impl Rule for PatternInvalid {
    fn meta(&self) -> &'static RuleMeta {
        &PATTERN_INVALID
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        if let Some(value) = schema.field("pattern")
            && let Some(text) = value.as_str()
            && let Some(problem) = problem(text)
        {
            ctx.report(
                value.location(),
                format!("this pattern is no regular expression: {problem}"),
            )
            .help("write it as ECMA-262 does");
        }
        for (key, property) in schema.schema_map("patternProperties") {
            if let Some(problem) = problem(key.text()) {
                ctx.report(
                    property.key_location(),
                    format!("this pattern is no regular expression: {problem}"),
                )
                .help("write it as ECMA-262 does");
            }
        }
    }
}
